"""A sheet → a table: the header row found and matched, the rows below it, each cell under its column.

Headers match by their key, so case, spaces, tone placement and their order do not matter; titles above the
headers, empty rows and columns in between, and merged cells are read as a person reads them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sokhet_docs.problems import ProblemCollector
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook.columns import Column
from sokhet_docs.workbook.headers import Headers, find_headers
from sokhet_docs.workbook.reading import Cell, Sheet
from sokhet_docs.workbook.table_cell import TableCell

_HIDDEN_HINT = "Nếu không muốn dùng các dòng này, hãy xóa hẳn."


@dataclass(frozen=True)
class Table:
    """A table: its sheet and headers, the header of each known column by name, its problems so far."""

    sheet: Sheet
    headers: Headers
    labels: Mapping[str, str]
    problems: ProblemCollector

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the headers that hold more than a number, without repeated headers."""
        known = {number for name, number in self.headers.columns.items() if name != "number"}
        known |= set(self.headers.custom)
        for number in sorted(self.sheet.rows):
            cells = self.sheet.rows[number]
            if number > self.headers.row and not known.isdisjoint(cells) and not self._is_headers(cells):
                yield Row(self, number)

    def _is_headers(self, cells: Mapping[int, Cell]) -> bool:
        headers = self.sheet.rows[self.headers.row]
        repeated = [cell for number, cell in cells.items() if number in headers and cell == headers[number]]
        return len(repeated) > 1


@dataclass(frozen=True)
class Row:
    """One row of a table."""

    table: Table
    number: int

    def __getitem__(self, name: str) -> TableCell:
        """Return the cell in the column called ``name``; empty for a dash, and without such a column."""
        return self.as_typed(name).unless_dash()

    def as_typed(self, name: str) -> TableCell:
        """Return the same cell where a dash has a meaning of its own."""
        table = self.table
        return self._cell(table.headers.columns.get(name), table.labels[name])

    def custom(self) -> dict[str, str]:
        """Return what the columns that the clerk added show in this row, by header."""
        headers = self.table.headers.custom
        return {header: self._cell(column, header).text() for column, header in headers.items()}

    def _cell(self, column: int | None, label: str) -> TableCell:
        table = self.table
        cell = table.sheet.rows[self.number].get(column) if column else None
        return TableCell(cell, table.sheet, self.number, column, label, table.problems)


def read_table(sheet: Sheet, columns: Sequence[Column], problems: ProblemCollector) -> Table | None:
    """Return the table in ``sheet``; None, and the problems noted, when a required header is missing."""
    filled = _with_merged_cells(sheet)
    headers = find_headers(filled, columns, problems)
    if headers is None:
        return None
    if rows := sorted(number for number in sheet.hidden_rows if number > headers.row):
        numbers = ", ".join(str(number) for number in rows[:10]) + (" …" if len(rows) > 10 else "")
        problems.warning(sheet.place(), f"Có {len(rows)} dòng ẩn vẫn được đọc: {numbers}.", _HIDDEN_HINT)
    return Table(filled, headers, _labels(filled, headers, columns), problems)


def _labels(sheet: Sheet, headers: Headers, columns: Sequence[Column]) -> dict[str, str]:
    """Return the header of each column by name: of several possible ones the one that the sheet has."""
    labels = {column.name: column.header for column in columns}
    for column in columns:
        if number := headers.columns.get(column.name):
            key = match_key(sheet.rows[headers.row][number].text)
            labels[column.name] = next(text for text in column.headers if match_key(text) == key)
    return labels


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
