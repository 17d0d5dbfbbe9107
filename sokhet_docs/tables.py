"""A sheet → a table: the row of headers found and matched, the rows below it, each cell under its column.

Headers match by their key, so case, spaces, tone placement and their order do not matter; titles above the
headers, empty rows and columns between, and merged cells are read as a person reads them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sokhet_docs.columns import Column
from sokhet_docs.entries import Entry
from sokhet_docs.findings import Findings
from sokhet_docs.problems import Place
from sokhet_docs.sheets import Cell, Sheet
from sokhet_docs.vietnamese import clean, match_key, nearest

_HEADERS_WITHIN = 30  # rows from the top in which the headers must stand


@dataclass(frozen=True)
class Table:
    """A table: where its known columns stand (by the reader's names), and the clerk's own (by number)."""

    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    labels: Mapping[str, str]
    extras: Mapping[int, str]
    findings: Findings

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the headers that hold more than a rank."""
        known = {number for name, number in self.columns.items() if name != "number"} | set(self.extras)
        for number in sorted(self.sheet.rows):
            if number > self.header_row and not known.isdisjoint(self.sheet.rows[number]):
                yield Row(self, number)

    def place(self, name: str) -> Place:
        """Return the place of a column's header; of the sheet when there is no such column."""
        column = self.columns.get(name)
        return self.sheet.place(self.header_row, column) if column else self.sheet.place()


@dataclass(frozen=True)
class Row:
    """One row of a table."""

    table: Table
    number: int

    def __getitem__(self, name: str) -> Entry:
        """Return the entry in the column that the reader calls ``name``; an empty one without the column."""
        table = self.table
        column = table.columns.get(name)
        cell = table.sheet.rows[self.number].get(column) if column else None
        return Entry(cell, table.sheet, self.number, column, table.labels[name], table.findings)

    def extras(self) -> dict[str, str]:
        """Return what the clerk's own columns show in this row, by header."""
        return {header: self._extra(column, header) for column, header in self.table.extras.items()}

    def _extra(self, column: int, header: str) -> str:
        sheet = self.table.sheet
        if (cell := sheet.rows[self.number].get(column)) is None:
            return ""
        return Entry(cell, sheet, self.number, column, header, self.table.findings).text()


def read_table(sheet: Sheet, columns: Sequence[Column], findings: Findings) -> Table | None:
    """Return the table in ``sheet``; None, and findings, when its headers are not there."""
    header_row = _header_row(sheet, {match_key(column.header) for column in columns})
    if header_row is None:
        headers = ", ".join(f"“{column.header}”" for column in columns if column.required)
        findings.error(sheet.place(), f"Không tìm thấy dòng tiêu đề với {headers}.", _HEADER_HINT)
        return None
    filled = _with_merged_cells(sheet, header_row)
    found, extras = _matched(filled, header_row, columns, findings)
    _find_missing(filled, header_row, columns, found, extras, findings)
    if any(column.required and column.name not in found for column in columns):
        return None
    if rows := sorted(number for number in sheet.hidden_rows if number > header_row):
        numbers = ", ".join(str(number) for number in rows[:10]) + (" …" if len(rows) > 10 else "")
        findings.warning(sheet.place(), f"Có {len(rows)} dòng ẩn vẫn được đọc: {numbers}.", _HIDDEN_HINT)
    labels = {column.name: column.header for column in columns}
    return Table(filled, header_row, found, labels, extras, findings)


_HEADER_HINT = "Tiêu đề phải nằm trong 30 dòng đầu của trang, viết đúng như trong tệp mẫu."
_HIDDEN_HINT = "Nếu không muốn dùng các dòng này, hãy xóa hẳn."


def _header_row(sheet: Sheet, keys: set[str]) -> int | None:
    """Return the row of the first thirty that holds the most headers; a lone cell is a title, not one."""
    best, most = None, 0
    for number in sorted(sheet.rows):
        if number > _HEADERS_WITHIN:
            break
        filled = {match_key(cell.text) for cell in sheet.rows[number].values()}
        count = len(filled & keys) if len(filled) > 1 else 0
        if count > most:
            best, most = number, count
    return best


def _matched(
    sheet: Sheet, header_row: int, columns: Sequence[Column], findings: Findings
) -> tuple[dict[str, int], dict[int, str]]:
    """Return where the known columns are, and the other headers; a header that stands twice is an error."""
    by_key = {match_key(column.header): column for column in columns}
    found: dict[str, int] = {}
    extras: dict[int, str] = {}
    seen: dict[str, Place] = {}
    for number, cell in sorted(sheet.rows[header_row].items()):
        header, key, place = (
            " ".join(clean(cell.text).split()),
            match_key(cell.text),
            sheet.place(header_row, number),
        )
        if not key:
            continue
        if key in seen:
            findings.error(place, f"Cột “{header}” đã có ở ô {seen[key].spot}.", "Đổi tên một trong hai cột.")
        elif key in by_key:
            found[by_key[key].name] = number
        else:
            extras[number] = header
        seen.setdefault(key, place)
    return found, extras


def _find_missing(
    sheet: Sheet,
    header_row: int,
    columns: Sequence[Column],
    found: Mapping[str, int],
    extras: dict[int, str],
    findings: Findings,
) -> None:
    for column in columns:
        if column.name in found or column.optional:
            continue
        near = nearest(column.header, extras.values())
        if near:
            number = next(number for number, header in extras.items() if header == near)
            place, hint = sheet.place(header_row, number), f"Có phải cột “{near}”? Hãy đổi tên cột."
        else:
            place, hint = sheet.place(header_row), "Thêm cột này, viết tên như trong tệp mẫu."
        if column.required:
            findings.error(place, f"Thiếu cột “{column.header}”.", hint)
        elif near:
            findings.warning(place, f"Không có cột “{column.header}”.", hint)


def _with_merged_cells(sheet: Sheet, header_row: int) -> Sheet:
    """Return the sheet with the cell of each area merged downwards repeated in the rows that it covers."""
    areas = [area for area in sheet.merged if area[0] > header_row and area[2] > area[0]]
    if not areas:
        return sheet
    rows: dict[int, Mapping[int, Cell]] = dict(sheet.rows)
    numbers = sorted(rows)
    for top, left, bottom, _ in areas:
        if (cell := sheet.rows.get(top, {}).get(left)) is None:
            continue
        for number in numbers[bisect_right(numbers, top) : bisect_right(numbers, bottom)]:
            rows[number] = {left: cell, **rows[number]}
    return replace(sheet, rows=rows)
