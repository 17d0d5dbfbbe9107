"""An .xlsx or .xlsm file → its sheets, as Excel shows them. Macros are never read.

The reader streams: an empty formatted cell never becomes an object, a sheet is never in memory as XML.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.opc import PackageReader
from sokhet_docs.office.safe_xml import iter_elements
from sokhet_docs.office.safe_zip import TABLES
from sokhet_docs.workbook.reading.sheets import (
    MAX_CELLS,
    MAX_ROWS,
    STRIKING,
    Book,
    Cell,
    Sheet,
    TooManyCellsError,
    Wanted,
)
from sokhet_docs.workbook.reading.xlsx_areas import hidden_columns, merged_area
from sokhet_docs.workbook.reading.xlsx_cells import Shared, Text, read_cells, read_text
from sokhet_docs.workbook.reading.xlsx_choices import take_choices
from sokhet_docs.workbook.reading.xlsx_styles import read_styles

_RELATION = qn("r:id")
# Only before a cell or row that names its place: one that does not is counted from what stands before it.
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]+[0-9]+"[^<>]*/>(?=\s*(?:<c r="|</row))')
_EMPTY_ROW = re.compile(rb'<row r="[0-9]+"[^<>]*(?:/>|>\s*</row>)(?=\s*(?:<row r="|</sheetData))')
_WANTED_ELEMENTS = ("{*}sheetView", "{*}row", "{*}mergeCell", "{*}col", "{*}conditionalFormatting")
_NO_HEIGHTS = {"0", "0.0"}  # points: such a row is as hidden as one that is marked so
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
            _sheet(reader, relationships[entry.get(_RELATION, "")].target, entry, path.name, shared)
            for name, entry in entries
            if wanted(name)
            and not _is_gone(entry)
            and relationships[entry.get(_RELATION, "")].kind == "worksheet"
        )
        return Book(path.name, tuple(name for name, _ in entries), sheets)


def _is_gone(entry: etree._Element) -> bool:
    """Return whether a sheet has no part: Excel leaves such names of old macro sheets, hidden for good."""
    return not entry.get(_RELATION) and entry.get("state") == "veryHidden"


def _shared(reader: PackageReader, main: str, since: datetime) -> Shared:
    styles, strings = reader.related(main, "styles"), reader.related(main, "sharedStrings")
    return Shared(
        _strings(reader, strings) if strings and strings in reader else [],
        read_styles(reader.xml(styles) if styles and styles in reader else None, since),
    )


def _strings(reader: PackageReader, part: str) -> list[Text]:
    """Return the shared strings, each with its runs when one is in an old Vietnamese font."""
    with reader.open(part) as chunks:
        items = iter_elements(reader.within_limits(chunks), ("{*}si",))
        return [read_text(take_choices(element)) for element in items]


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

    A filled cell has <v>, <f> or t="inlineStr"; the attributes of an empty one have none of v, f, S. A row
    that does not name its place is counted from those before it.
    """
    return (
        xml.startswith(b'<row r="')
        and not any(mark in xml for mark in (b"v", b"f", b"S", b"<is", b"</sheetData"))
        and xml.count(b"<row") == xml.count(b'<row r="')
    )


def _sheet(reader: PackageReader, part: str, entry: etree._Element, file: str, shared: Shared) -> Sheet:
    name, found = entry.get("name", ""), _Found()
    with reader.open(part) as chunks:
        for element in iter_elements(reader.within_limits(_trimmed(chunks)), _WANTED_ELEMENTS):
            if element.tag.endswith("}mergeCell"):
                found.add_merged(element.get("ref", ""))
            elif element.tag.endswith("}sheetView"):
                shared = replace(shared, shows_zeros=element.get("showZeros", "1") not in {"0", "false"})
            elif element.tag.endswith("}col"):
                found.add_column(element)
            elif element.tag.endswith("}conditionalFormatting"):
                found.add_conditions(element, shared)
            else:
                found.add_row(element, shared)
            if found.count > MAX_CELLS:
                raise TooManyCellsError(f"Trang “{name}” có quá {MAX_CELLS} ô có chữ.")
    return found.sheet(file, name, is_hidden=entry.get("state", "visible") != "visible")


@dataclass
class _Found:
    """What a sheet's XML has given so far; ``number`` is that of the last row, ``count`` of filled cells."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    repeated: list[tuple[int, int]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    number: int = 0
    count: int = 0

    def add_merged(self, reference: str) -> None:
        """Add a merged area; note one that cannot be."""
        try:
            self.merged.append(merged_area(reference))
        except ValueError:
            self.faults.append(f"Vùng ô gộp “{reference}” ghi trong tệp không có thật, coi như không gộp.")

    def add_column(self, element: etree._Element) -> None:
        """Add the columns that ``element`` hides; note when it does not say which."""
        try:
            self.hidden_columns |= hidden_columns(element)
        except ValueError:
            named = f"{element.get('min', '')}–{element.get('max', '')}"
            self.faults.append(f"Cột ẩn “{named}” ghi trong tệp không có thật, coi như không ẩn.")

    def add_conditions(self, element: etree._Element, shared: Shared) -> None:
        """Note an area in which a condition strikes text through; which cells it does is not worked out."""
        rules = [rule.get("dxfId", "") for rule in element.iterfind("{*}cfRule")]
        if any(rule.isdecimal() and int(rule) in shared.styles.striking for rule in rules):
            self.faults.append(STRIKING.format(element.get("sqref", "")))

    def add_row(self, element: etree._Element, shared: Shared) -> None:
        """Add a row, which a file may give in pieces; note the cells that it gave otherwise before."""
        before, named = self.number, element.get("r")
        self.number = _row_number(named, before)
        take_choices(element)
        if not (cells := read_cells(element, shared)):
            return
        if named and str(self.number) != named.lstrip("0"):
            self.faults.append(f"Dòng ghi số “{named}” trong tệp được đọc là dòng {self.number}.")
        row = self.rows.setdefault(self.number, {})
        self.repeated += [
            (self.number, column) for column, cell in cells if row.setdefault(column, cell) != cell
        ]
        self.count += len(cells)
        if _truth(element, "hidden") or element.get("ht") in _NO_HEIGHTS:
            self.hidden_rows.add(self.number)

    def sheet(self, file: str, name: str, *, is_hidden: bool) -> Sheet:
        return Sheet(
            file,
            name,
            self.rows,
            frozenset(self.hidden_rows),
            is_hidden,
            tuple(self.merged),
            hidden_columns=frozenset(self.hidden_columns),
            repeated=tuple(self.repeated),
            faults=tuple(self.faults),
        )


def _row_number(named: str | None, before: int) -> int:
    """Return the number of a row: as ``named``, else, or where there is no such row, the next one."""
    if named and named.isascii() and named.isdecimal() and 1 <= int(named[:8]) <= MAX_ROWS:
        return int(named)
    if before >= MAX_ROWS:
        raise ValueError(f"no row: {named}")
    return before + 1
