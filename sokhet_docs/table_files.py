"""Any table file → a book of sheets; every way in which it cannot be read as one Vietnamese line."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from lxml import etree

from sokhet_docs.columns import SHEETS
from sokhet_docs.problems import Place, Problem, WorkbookError
from sokhet_docs.sheets import Book
from sokhet_docs.untrusted_zip import UnsafeArchiveError
from sokhet_docs.vietnamese import match_key
from sokhet_docs.xlsx import TooManyCellsError, read_xlsx

_KNOWN = {match_key(name) for name in SHEETS}


def read_book(path: Path) -> Book:
    """Return the sheets of the plan in the table file at ``path``; raise WorkbookError when it is none."""
    try:
        return read_xlsx(path, lambda name: match_key(name) in _KNOWN)
    except (UnsafeArchiveError, TooManyCellsError) as err:
        raise WorkbookError([Problem(Place(path.name), str(err))]) from err
    except (zipfile.BadZipFile, zlib.error, etree.LxmlError, KeyError, ValueError) as err:
        raise WorkbookError(
            [Problem(Place(path.name), "Tệp Excel bị hỏng.", "Mở tệp bằng Excel, lưu lại thành .xlsx.")]
        ) from err
