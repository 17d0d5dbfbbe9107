"""An .xlsx or .xlsm file → its sheets, as Excel shows them. Macros are never read.

The reader streams: an empty formatted cell never becomes an object, a sheet is never in memory as XML.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO

from lxml import etree

from sokhet_docs.office.safe_xml import iter_elements, refuse_declarations
from sokhet_docs.office.safe_zip import SAFE_XML, iter_chunks, open_archive, read_part, within_limits
from sokhet_docs.workbook.reading.sheets import (
    MAX_CELLS,
    MAX_ROWS,
    Book,
    Cell,
    Sheet,
    TooManyCellsError,
    Wanted,
    column_number,
)
from sokhet_docs.workbook.reading.xlsx_cells import Shared, Text, read_cells, read_text
from sokhet_docs.workbook.reading.xlsx_styles import read_styles

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]+[0-9]+"[^<>]*/>')
_EMPTY_ROW = re.compile(rb'<row r="[0-9]+"[^<>]*(?:/>|>\s*</row>)')
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}


def read_xlsx(path: Path, wanted: Wanted) -> Book:
    """Return the workbook at ``path`` with the sheets whose name is ``wanted``.

    Raises UnsafeArchiveError, TooManyCellsError, and what zipfile, lxml and int() raise on damaged files.
    """
    with open_archive(path) as archive:
        main = _main_part(archive)
        book = _xml(archive, main)
        targets = _relations(archive, main)
        since = _EPOCHS[_truth(_first(book, "workbookPr"), "date1904")]
        entries = [(entry.get("name", ""), entry) for entry in book.iterfind(".//{*}sheets/{*}sheet")]
        shared = Shared(
            _strings(archive, targets), read_styles(_part_of_type(archive, targets, "/styles"), since)
        )
        sheets = tuple(
            _sheet(archive, targets[_relation(entry)][1], entry, path.name, shared)
            for name, entry in entries
            if wanted(name) and targets[_relation(entry)][0].endswith("/worksheet")
        )
        return Book(path.name, tuple(name for name, _ in entries), sheets)


def _main_part(archive: zipfile.ZipFile) -> str:
    for kind, target in _relations(archive, "").values():
        if kind.endswith("/officeDocument"):
            return target
    return "xl/workbook.xml"


def _relations(archive: zipfile.ZipFile, part: str) -> Mapping[str, tuple[str, str]]:
    """Return the parts that ``part`` points to, as id → (type, name in the archive)."""
    folder, name = posixpath.split(part)
    root = _xml(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    found = {}
    for entry in root:
        target = entry.get("Target", "")
        whole = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[entry.get("Id", "")] = (entry.get("Type", ""), whole)
    return found


def _relation(entry: etree._Element) -> str:
    return entry.get(_RELATION) or entry.get(_STRICT_RELATION) or ""


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    return refuse_declarations(etree.fromstring(read_part(archive, name), etree.XMLParser(**SAFE_XML)))


def _part_of_type(
    archive: zipfile.ZipFile, targets: Mapping[str, tuple[str, str]], suffix: str
) -> etree._Element | None:
    for kind, target in targets.values():
        if kind.endswith(suffix):
            return _xml(archive, target)
    return None


def _first(root: etree._Element, name: str) -> etree._Element | None:
    return root.find(f"{{*}}{name}")


def _truth(element: etree._Element | None, name: str) -> bool:
    return element is not None and element.get(name, "0") in {"1", "true", "on"}


def _strings(archive: zipfile.ZipFile, targets: Mapping[str, tuple[str, str]]) -> list[Text]:
    """Return the shared strings, each with its runs when one is in an old Vietnamese font."""
    for kind, target in targets.values():
        if kind.endswith("/sharedStrings"):
            with archive.open(target) as stream:
                return [
                    read_text(element)
                    for element in iter_elements(within_limits(iter_chunks(stream)), ("{*}si",))
                ]
    return []


def _trimmed(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield a sheet's XML without its empty cells and rows, of which a formatted sheet may have millions."""
    carried, trims = b"", True
    for chunk in iter_chunks(stream):
        whole = carried + chunk
        trims = trims and b"<!" not in whole  # a comment or CDATA may hold what only looks like a cell
        if not trims:
            carried = b""
            yield whole
            continue
        is_empty = _is_empty(whole)
        if not is_empty:
            whole = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", whole))
        cut = whole.rfind(b"<row")
        cut = max(whole.rfind(b"<"), 0) if cut <= 0 else cut
        carried = whole[cut:]
        yield b"" if is_empty else whole[:cut]
    yield carried


def _is_empty(xml: bytes) -> bool:
    """Return whether a piece of a sheet holds rows of empty cells only, as far as can be told in no time.

    A filled cell has <v>, <f> or t="inlineStr"; the attributes of an empty one have none of v, f, S.
    """
    return xml.startswith(b'<row r="') and not any(mark in xml for mark in (b"v", b"f", b"S", b"</sheetData"))


def _sheet(archive: zipfile.ZipFile, part: str, entry: etree._Element, file: str, shared: Shared) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    hidden: set[int] = set()
    merged: list[tuple[int, int, int, int]] = []
    number = count = 0
    with archive.open(part) as stream:
        for element in iter_elements(within_limits(_trimmed(stream)), ("{*}row", "{*}mergeCell")):
            if element.tag.endswith("}mergeCell"):
                merged.append(_area(element.get("ref", "")))
                continue
            number = _row_number(element.get("r"), number)
            if cells := read_cells(element, shared):
                rows[number] = cells
                count += len(cells)
                if _truth(element, "hidden"):
                    hidden.add(number)
            if count > MAX_CELLS:
                raise TooManyCellsError(f"Trang “{entry.get('name')}” có quá {MAX_CELLS} ô có chữ.")
    is_hidden = entry.get("state", "visible") != "visible"
    return Sheet(file, entry.get("name", ""), rows, frozenset(hidden), is_hidden, tuple(merged))


def _row_number(named: str | None, before: int) -> int:
    number = int(named) if named else before + 1
    if not 1 <= number <= MAX_ROWS:
        raise ValueError(f"no row: {named}")
    return number


def _area(reference: str) -> tuple[int, int, int, int]:
    first, _, last = reference.replace("$", "").partition(":")
    ends = [_REFERENCE.fullmatch(corner) for corner in (first, last or first)]
    if ends[0] is None or ends[1] is None:
        raise ValueError(f"no cell area: {reference}")
    top, bottom = ends[0], ends[1]
    return int(top[2]), column_number(top[1]), int(bottom[2]), column_number(bottom[1])
