"""A .docx from outside → the XML of the parts that are read, within limits.

Nothing in a returned file is run, followed or fetched, no picture is unpacked, and what claims to be enormous
is refused before it is unpacked. Sizes are in bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from sokhet_docs.office.namespaces import STRICT_W, qn
from sokhet_docs.office.opc import WORD_MAIN, PackageReader
from sokhet_docs.office.safe_zip import DAMAGE, WORD_TEXT, EncryptedArchiveError, UnsafeArchiveError
from sokhet_docs.problems import ReturnError

MAX_FILE = 200_000_000
_SEND_AGAIN = "Xin đơn vị gửi lại tệp Word."


@dataclass(frozen=True, slots=True)
class ReturnedDocx:
    """The parts that are read. ``styles`` and ``numbering`` are None where the file has none.

    ``edges`` are its headers and footers; ``identifier`` is the text of ``dc:identifier`` or "". Both are
    left out where only the answers are wanted.
    """

    name: str
    document: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    edges: tuple[etree._Element, ...]
    identifier: str


def read_returned_docx(path: Path, *, marks: bool = False) -> ReturnedDocx:
    """Return the parts of the .docx ``path``, with ``marks`` also those that tell whose it is.

    Raises ReturnError, its one problem naming the file.
    """
    try:
        # From memory: of a damaged zip, seeking in a file would raise an OSError as a bad disk does.
        with PackageReader.opened(io.BytesIO(_content_of(path)), WORD_TEXT) as reader:
            return _read(reader, path.name, marks)
    except EncryptedArchiveError as err:
        raise ReturnError.at(path.name, "Tệp có mật khẩu, không đọc được.", _SEND_AGAIN) from err
    except UnsafeArchiveError as err:
        hint = "Xin đơn vị gửi lại, bỏ bớt hình ảnh."
        raise ReturnError.at(path.name, "Tệp giải nén ra quá lớn, không đọc.", hint) from err
    except OSError as err:
        raise ReturnError.at(path.name, f"Không mở được tệp ({err.strerror or err}).") from err
    except DAMAGE as err:
        raise ReturnError.at(path.name, "Tệp bị hỏng hoặc không phải là tệp Word.", _SEND_AGAIN) from err


def _content_of(path: Path) -> bytes:
    if path.stat().st_size > MAX_FILE:
        raise UnsafeArchiveError
    return path.read_bytes()


def _read(reader: PackageReader, name: str, marks: bool) -> ReturnedDocx:
    main = reader.main or WORD_MAIN
    document = reader.xml(main)
    if etree.QName(document).namespace == STRICT_W:
        raise ReturnError.at(name, "Tệp ở dạng “Strict Open XML”.", "Hãy mở bằng Word và lưu thành .docx.")
    if etree.QName(document).localname != "document":
        raise zipfile.BadZipFile("no main part")
    styles, numbering = (_first(reader, main, kind) for kind in ("styles", "numbering"))
    edges = tuple(_iter_related(reader, main, ("header", "footer"))) if marks else ()
    return ReturnedDocx(name, document, styles, numbering, edges, _identifier(reader) if marks else "")


def _iter_related(reader: PackageReader, part: str, kinds: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield the roots of the parts that are there and that relationships of ``kinds`` lead to."""
    for rel in reader.relationships_of(part):
        if rel.kind in kinds and not rel.external and rel.target in reader:
            yield reader.xml(rel.target)


def _first(reader: PackageReader, part: str, kind: str) -> etree._Element | None:
    return next(_iter_related(reader, part, (kind,)), None)


def _identifier(reader: PackageReader) -> str:
    core = _first(reader, "", "core-properties")
    return "" if core is None else (core.findtext(qn("dc:identifier")) or "").strip()
