"""A sheet → a table: the header row found and matched, the rows below it, each cell under its column.

Headers match by their key, so case, spaces, tone placement and their order do not matter; titles above the
headers, empty rows and columns in between, and merged cells are read as a person reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sokhet_docs.problems import ProblemCollector
from sokhet_docs.text.vietnamese import first_few, match_key
from sokhet_docs.workbook.columns import Column
from sokhet_docs.workbook.ditto_marks import without_dittos
from sokhet_docs.workbook.grouped_headers import with_group_names
from sokhet_docs.workbook.headers import Headers, find_headers
from sokhet_docs.workbook.merged_areas import spread_down, spread_sideways
from sokhet_docs.workbook.name_beginnings import without_list_marks
from sokhet_docs.workbook.note_marks import find_note_marks, without_header_marks
from sokhet_docs.workbook.phone_numbers import with_zeros
from sokhet_docs.workbook.reading import Sheet
from sokhet_docs.workbook.reading.sheets import column_letters
from sokhet_docs.workbook.record_rows import find_other_rows
from sokhet_docs.workbook.second_tables import find_gap, find_table_below, find_table_beside
from sokhet_docs.workbook.struck_cells import find_struck
from sokhet_docs.workbook.table_cell import TableCell

_HIDDEN_HINT = "Nếu không muốn dùng các dòng này, hãy xóa hẳn."
_HIDDEN_COLUMNS_HINT = "Nếu không muốn dùng các cột này, hãy xóa hẳn."


@dataclass(frozen=True)
class Table:
    """A table: its sheet and headers, the header of each known column by name, its problems so far."""

    sheet: Sheet
    headers: Headers
    labels: Mapping[str, str]
    problems: ProblemCollector
    other_rows: frozenset[int] = frozenset()
    """Rows below the headers that are no records."""

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the headers that are records: they hold more than a number."""
        known = {number for name, number in self.headers.columns.items() if name != "number"}
        known |= set(self.headers.custom)
        for number in sorted(self.sheet.rows):
            is_record = number > self.headers.row and number not in self.other_rows
            if is_record and not known.isdisjoint(self.sheet.rows[number]):
                yield Row(self, number)


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
    filled = with_group_names(without_header_marks(spread_down(sheet), columns), columns, problems)
    headers = find_headers(filled, columns, problems)
    if headers is None:
        return None
    _note_hidden(filled, headers, problems)
    below = find_table_below(filled, headers, problems)
    filled = replace(filled, rows={row: cells for row, cells in filled.rows.items() if row not in below})
    others = find_other_rows(filled, headers, columns, problems)
    name = next(headers.columns[column.name] for column in columns if column.required)
    spread = spread_sideways(filled, headers, name, others, problems)
    table = Table(spread, headers, _labels(filled, headers, columns), problems, others)
    table = _mended(table, name)
    _note_headless(table)
    records = [row.number for row in table.rows()]
    find_table_beside(filled, headers, records, problems)
    find_note_marks(sheet, headers, records, problems)
    find_gap(filled, headers, records, problems)
    find_struck(sheet, headers, records, problems)
    return table


def _mended(table: Table, name: int) -> Table:
    """Return ``table`` with its cells as they are meant, each mend told; ``name`` is its required column."""
    sheet, headers, problems = table.sheet, table.headers, table.problems
    records = [row.number for row in table.rows()]
    if headers.columns.get("name") == name:
        addressee = headers.columns.get("addressee")
        named = [name, addressee] if addressee else [name]
        sheet = without_list_marks(sheet, named, records, problems)
    written = without_dittos(sheet, headers, name, records, problems)
    sheet = with_zeros(written.sheet, headers, records, problems)
    return replace(table, sheet=sheet, other_rows=table.other_rows | written.nameless)


def _note_headless(table: Table) -> None:
    """Note the columns without a header of their own in which records have something: it is not read."""
    headers = table.headers
    known = set(table.sheet.rows[headers.row])
    rows = [row.number for row in table.rows()]
    headless = sorted({column for row in rows for column in table.sheet.rows[row]} - known)
    shared = {column: title for column in headless if (title := _merged_header(table, column))}
    if alone := [column for column in headless if column not in shared]:
        message = f"Cột {_letters(alone)} có chữ mà không có tiêu đề, không được đọc."
        place = table.sheet.place(headers.row, alone[0])
        table.problems.warning(place, message, "Ghi tiêu đề cho cột, hoặc xóa chữ ở đó.")
    for title in dict.fromkeys(shared.values()):
        under = [column for column in shared if shared[column] == title]
        message = f"Tiêu đề “{title}” gộp cả cột {_letters(under)}, chữ ở đó không được đọc."
        hint = "Nối chữ của các cột ấy vào một cột, hoặc bỏ gộp và ghi tiêu đề riêng cho từng cột."
        table.problems.warning(table.sheet.place(headers.row, under[0]), message, hint)


def _letters(columns: Sequence[int]) -> str:
    return first_few(list(map(column_letters, columns)), 10, ", …")


def _merged_header(table: Table, column: int) -> str:
    """Return the header that is merged sideways over ``column``; "" for none."""
    row = table.headers.row
    for top, left, bottom, right in table.sheet.merged:
        if top <= row <= bottom and left < column <= right and (cell := table.sheet.rows[row].get(left)):
            return " ".join(cell.text.split())
    return ""


def _note_hidden(sheet: Sheet, headers: Headers, problems: ProblemCollector) -> None:
    """Note the hidden rows and columns that are read all the same."""
    if rows := sorted(number for number in sheet.hidden_rows if number > headers.row):
        numbers = first_few(list(map(str, rows)), 10, " …")
        problems.warning(sheet.place(), f"Có {len(rows)} dòng ẩn vẫn được đọc: {numbers}.", _HIDDEN_HINT)
    known = {*headers.columns.values(), *headers.custom} & sheet.hidden_columns
    if used := sorted(column for column in known if _is_filled(sheet, headers.row, column)):
        texts = [sheet.rows[headers.row][column].text for column in used]
        named = "; ".join(
            f"“{' '.join(text.split())}” ({column_letters(column)})"
            for column, text in zip(used, texts, strict=True)
        )
        problems.warning(sheet.place(), f"Có {len(used)} cột ẩn vẫn được đọc: {named}.", _HIDDEN_COLUMNS_HINT)


def _is_filled(sheet: Sheet, header_row: int, column: int) -> bool:
    return any(number > header_row and column in cells for number, cells in sheet.rows.items())


def _labels(sheet: Sheet, headers: Headers, columns: Sequence[Column]) -> dict[str, str]:
    """Return the header of each column by name: of several possible ones the one that the sheet has."""
    labels = {column.name: column.header for column in columns}
    for column in columns:
        if number := headers.columns.get(column.name):
            typed = " ".join(sheet.rows[headers.row][number].text.split())
            known = (text for text in column.all_headers if match_key(text) == match_key(typed))
            labels[column.name] = next(known, typed)
    return labels
