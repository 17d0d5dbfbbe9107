"""The sheets of a workbook that are none of the plan's → those that look like one of them, told by name.

A second list of units on a sheet of its own is what a clerk sees as part of the plan; what only she sees is
told, never left out in silence.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from sokhet_docs.problems import Place, ProblemCollector, WorkbookError
from sokhet_docs.text.vietnamese import match_key, slug
from sokhet_docs.workbook.columns import SHEETS, UNITS, Column
from sokhet_docs.workbook.headers import count_headers
from sokhet_docs.workbook.reading import Book, Sheet, read_book, sheet_key

_KNOWN = {match_key(name) for name in SHEETS}
_GUIDE = match_key("Hướng dẫn")  # the program's own page about the workbook
_MORE = re.compile(r"-(?:\d{1,2}|(?:\d{1,2}-)?(?:tiep|bo-sung|them|phu-luc|cu|moi|goc|copy|ban-sao)(?:-.*)?)")


def tell_unread_sheets(path: Path, book: Book, offered: Collection[str], problems: ProblemCollector) -> None:
    """Tell the visible sheets of ``book`` that look like one of the plan's and are not read.

    ``offered`` are the names of those that are asked about already.
    """
    others = {name for name in book.names if not _is_no_list(name) and name not in offered}
    for sheet in _read(path, others) if others else ():
        if not sheet.hidden and sheet.rows and (like := _like(sheet)):
            _tell(sheet, like, book, problems)


def _is_no_list(name: str) -> bool:
    return sheet_key(name) in _KNOWN or sheet_key(name) == _GUIDE


def _read(path: Path, names: Collection[str]) -> tuple[Sheet, ...]:
    """Return the sheets called ``names``; none when they cannot be read: they are none of the plan's."""
    try:
        return read_book(path, lambda name: name in names).sheets
    except WorkbookError:
        return ()


def _like(sheet: Sheet) -> str:
    """Return the sheet of the plan that ``sheet`` is like, by its name or by its headers; "" for none."""
    key = slug(sheet.name)
    for name in SHEETS:
        if key.startswith(known := slug(name)) and _MORE.fullmatch(key[len(known) :]):
            return name
    fits = {name: _count(sheet, columns, name) for name, columns in SHEETS.items()}
    best = max(fits, key=lambda name: fits[name])
    return best if fits[best] > 1 and max(sheet.rows) > min(sheet.rows) else ""


def _count(sheet: Sheet, columns: Collection[Column], name: str) -> int:
    """Return how many headers of the sheet ``name`` the sheet has; of units also what other offices say.

    A number heads any list, so only beside the name of units does it count.
    """
    if name == UNITS:
        return count_headers(sheet, [*columns])
    own = [replace(each, synonyms=()) for each in columns if each.name != "number"]
    return count_headers(sheet, own)


def _tell(sheet: Sheet, like: str, book: Book, problems: ProblemCollector) -> None:
    if book.is_files:
        message = f"Tệp “{sheet.file}” có vẻ là phần thêm của bảng “{like}”, không được đọc."
        hint = f"Nếu cần, hãy chép các dòng của tệp ấy vào bảng “{like}”; nếu không thì để yên."
    else:
        message = f"Trang “{sheet.name}” có vẻ là phần thêm của trang “{like}”, không được đọc."
        hint = f"Nếu cần, hãy chép các dòng của trang ấy vào trang “{like}”; nếu không thì để yên."
    problems.warning(Place(book.file), message, hint)
