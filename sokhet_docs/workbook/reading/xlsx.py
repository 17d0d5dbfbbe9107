"""An .xlsx or .xlsm file → its sheets, as Excel shows them. Macros are never read.

The reader streams: an empty formatted cell never becomes an object, a sheet is never in memory as XML.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from lxml import etree

from sokhet_docs.office.namespaces import STRICT_R, qn
from sokhet_docs.office.opc import PackageReader
from sokhet_docs.office.safe_xml import iter_elements
from sokhet_docs.office.safe_zip import TABLES
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

_RELATION, _STRICT_RELATION = qn("r:id"), f"{{{STRICT_R}}}id"
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]+[0-9]+"[^<>]*/>')
_EMPTY_ROW = re.compile(rb'<row r="[0-9]+"[^<>]*(?:/>|>\s*</row>)')
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}


def read_xlsx(path: Path, wanted: Wanted) -> Book:
    """Return the workbook at ``path`` with the sheets whose name is ``wanted``.

    Raises UnsafeArchiveError, TooManyCellsError, OSError, and what `DAMAGE` lists.
    """
    with PackageReader.opened(io.BytesIO(path.read_bytes()), TABLES) as reader:
        main = reader.main or "xl/workbook.xml"
        book = reader.xml(main)
        relationships = {rel.id: rel for rel in reader.relationships_of(main)}
        entries = [(entry.get("name", ""), entry) for entry in book.iterfind(".//{*}sheets/{*}sheet")]
        shared = _shared(reader, main, _EPOCHS[_truth(_first(book, "workbookPr"), "date1904")])
        sheets = tuple(
            _sheet(reader, relationships[_relation(entry)].target, entry, path.name, shared)
            for name, entry in entries
            if wanted(name) and relationships[_relation(entry)].kind == "worksheet"
        )
        return Book(path.name, tuple(name for name, _ in entries), sheets)


def _relation(entry: etree._Element) -> str:
    return entry.get(_RELATION) or entry.get(_STRICT_RELATION) or ""


def _shared(reader: PackageReader, main: str, since: datetime) -> Shared:
    styles, strings = reader.related(main, "styles"), reader.related(main, "sharedStrings")
    return Shared(
        [] if strings is None else _strings(reader, strings),
        read_styles(None if styles is None else reader.xml(styles), since),
    )


def _strings(reader: PackageReader, part: str) -> list[Text]:
    """Return the shared strings, each with its runs when one is in an old Vietnamese font."""
    with reader.open(part) as chunks:
        return [read_text(element) for element in iter_elements(reader.within_limits(chunks), ("{*}si",))]


def _first(root: etree._Element, name: str) -> etree._Element | None:
    return root.find(f"{{*}}{name}")


def _truth(element: etree._Element | None, name: str) -> bool:
    return element is not None and element.get(name, "0") in {"1", "true", "on"}


def _trimmed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a sheet's XML without its empty cells and rows, of which a formatted sheet may have millions."""
    carried, trims = b"", True
    for chunk in chunks:
        whole = carried + chunk
        trims = trims and b"<!" not in whole  # a comment or CDATA may contain what only looks like a cell
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
    """Return whether a piece of a sheet surely holds only rows of empty cells, by a quick test.

    A filled cell has <v>, <f> or t="inlineStr"; the attributes of an empty one have none of v, f, S.
    """
    return xml.startswith(b'<row r="') and not any(mark in xml for mark in (b"v", b"f", b"S", b"</sheetData"))


def _sheet(reader: PackageReader, part: str, entry: etree._Element, file: str, shared: Shared) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    hidden: set[int] = set()
    merged: list[tuple[int, int, int, int]] = []
    number = count = 0
    with reader.open(part) as chunks:
        for element in iter_elements(
            reader.within_limits(_trimmed(chunks)), ("{*}row", "{*}mergeCell", "{*}sheetView")
        ):
            if element.tag.endswith("}sheetView"):
                shared = replace(shared, shows_zeros=element.get("showZeros", "1") not in {"0", "false"})
                continue
            if element.tag.endswith("}mergeCell"):
                merged.append(_area(element.get("ref", "")))
                continue
            number = _row_number(element.get("r"), number)
            if cells := read_cells(element, shared):
                rows[number] = {**cells, **rows.get(number, {})}  # some programs write a row in pieces
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
