"""A sheet → a table: the row of headers found and matched, the rows below it, each cell under its column.

Headers match by their key, so case, spaces, tone placement and their order do not matter; titles above the
headers, empty rows and columns between, and merged cells are read as a person reads them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sokhet_docs.problems import Place, ProblemCollector
from sokhet_docs.workbook.columns import Column
from sokhet_docs.workbook.entries import Entry
from sokhet_docs.workbook.headers import find_headers
from sokhet_docs.workbook.reading import Cell, Sheet

_HIDDEN_HINT = "Nếu không muốn dùng các dòng này, hãy xóa hẳn."


@dataclass(frozen=True)
class Table:
    """A table: where its known columns stand (by the reader's names), and the clerk's own (by number)."""

    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    labels: Mapping[str, str]
    extras: Mapping[int, str]
    findings: ProblemCollector

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the headers that hold more than a rank, without headers that come again."""
        known = {number for name, number in self.columns.items() if name != "number"} | set(self.extras)
        for number in sorted(self.sheet.rows):
            cells = self.sheet.rows[number]
            if number > self.header_row and not known.isdisjoint(cells) and not self._is_headers(cells):
                yield Row(self, number)

    def _is_headers(self, cells: Mapping[int, Cell]) -> bool:
        headers = self.sheet.rows[self.header_row]
        again = [cell for number, cell in cells.items() if number in headers and cell == headers[number]]
        return len(again) > 1

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


def read_table(sheet: Sheet, columns: Sequence[Column], findings: ProblemCollector) -> Table | None:
    """Return the table in ``sheet``; None, and findings, when its headers are not there."""
    filled = _with_merged_cells(sheet)
    headers = find_headers(filled, columns, findings)
    if headers is None:
        return None
    if rows := sorted(number for number in sheet.hidden_rows if number > headers.row):
        numbers = ", ".join(str(number) for number in rows[:10]) + (" …" if len(rows) > 10 else "")
        findings.warning(sheet.place(), f"Có {len(rows)} dòng ẩn vẫn được đọc: {numbers}.", _HIDDEN_HINT)
    labels = {column.name: column.header for column in columns}
    return Table(filled, headers.row, headers.columns, labels, headers.extras, findings)


def _with_merged_cells(sheet: Sheet) -> Sheet:
    """Return the sheet with the cell of each area merged downwards repeated in the rows that it covers."""
    areas = [area for area in sheet.merged if area[2] > area[0]]
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
