"""A sheet of any book → the register kept on it: where its columns are, its rows, where new ones go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sokhet_docs.printing.registers.columns import OUTGOING, RegisterForm
from sokhet_docs.workbook import Cell, CellKind, Sheet, is_closing, is_total

_SEARCHED = 40  # rows in which the columns' titles are looked for
_FILLED = 3  # columns of a register that are filled in a row that surely is one of it
_NUMBER = re.compile(r"\d|-|…|\.{2}")


@dataclass(frozen=True)
class RegisterSheet:
    """A register on ``sheet``: ``columns`` are its columns from 1 by their name, ``head`` the titles' row."""

    sheet: Sheet
    form: RegisterForm
    head: int
    columns: Mapping[str, int]

    def text(self, row: int, name: str) -> str:
        """Return what a row shows in the column ``name``; "" where the book does not have it."""
        cell = self.cell(row, name)
        return cell.text.strip() if cell else ""

    def cell(self, row: int, name: str) -> Cell | None:
        """Return the cell of a row in the column ``name``; None where it is empty or not there."""
        column = self.columns.get(name)
        return self.sheet.rows.get(row, {}).get(column) if column else None

    @cached_property
    def entries(self) -> tuple[int, ...]:
        """The rows that are entries, whoever wrote them: hidden ones too, no titles, totals or signatures."""
        return tuple(row for row in sorted(self.sheet.rows) if row > self.head and self._is_entry(row))

    @property
    def last(self) -> int:
        """The last row of the register so far: its last entry, else the titles' last row."""
        return max((*self.entries, self.head, *self._rows_of_titles()))

    @property
    def tail(self) -> int | None:
        """The first row below the register that is in use, such as a total; None where there is none."""
        used = [row for row in self.sheet.rows if row > self.last]
        merged = [top for top, _, bottom, _ in self.sheet.merged if bottom > self.last and bottom > top]
        return min((*used, *(max(top, self.last + 1) for top in merged)), default=None)

    @property
    def tail_text(self) -> str:
        """What the row `tail` begins with."""
        cells = self.sheet.rows.get(self.tail or 0, {})
        return next((cells[column].text for column in sorted(cells)), "")

    def day_row(self, name: str) -> int | None:
        """Return the last entry with a day in the column ``name``, if it is a day of Excel's, else None."""
        for row in reversed(self.entries):
            cell = self.cell(row, name)
            if cell is not None:
                return row if cell.kind is CellKind.DATETIME else None
        return None

    def next_number(self) -> int | None:
        """Return the number behind the last in a column TT; None where there is no such column or number."""
        column = self.columns.get("TT")
        cell = self.sheet.rows.get(self.entries[-1], {}).get(column) if column and self.entries else None
        if column and not self.entries:
            return 1
        return int(cell.text) + 1 if cell and cell.text.strip().isdecimal() else None

    def _rows_of_titles(self) -> Iterator[int]:
        """Yield the last row of each title that goes over several."""
        for top, left, bottom, _ in self.sheet.merged:
            if top <= self.head <= bottom and left in self.columns.values():
                yield bottom

    def _is_entry(self, row: int) -> bool:
        cells = self.sheet.rows[row]
        texts = [cells[column].text.strip() for column in sorted(cells)]
        texts = [text for text in texts if text]
        if not texts or is_total(texts[0]) or any(is_closing(text) for text in texts):
            return False
        filled = {name for name in self.columns if name != "TT" and self.text(row, name)}
        is_numbered = "number" in filled and _NUMBER.search(self.text(row, "number")) is not None
        return len(filled) >= _FILLED or (is_numbered and len(filled) > 1)


def find_registers(sheets: Sequence[Sheet], form: RegisterForm) -> list[RegisterSheet]:
    """Return every register of ``form`` on a sheet that is shown, in the book's order."""
    found = (_find_register(sheet, form) for sheet in sheets if not sheet.hidden)
    return [register for register in found if register]


def _find_register(sheet: Sheet, form: RegisterForm) -> RegisterSheet | None:
    for row in sorted(sheet.rows)[:_SEARCHED]:
        columns = _columns_in(sheet.rows[row], form)
        if all(name in columns for name in form.needed) and not _has_others(sheet.rows[row], form):
            return RegisterSheet(sheet, form, row, columns)
    return None


def _columns_in(cells: Mapping[int, Cell], form: RegisterForm) -> dict[str, int]:
    columns: dict[str, int] = {}
    for number in sorted(cells):
        text = cells[number].text
        column = form.column_of(text)
        if column and column.name:
            columns.setdefault(column.name, number)
        elif text.strip().upper() in {"TT", "STT", "SỐ TT"}:
            columns.setdefault("TT", number)
    return columns


def _has_others(cells: Mapping[int, Cell], form: RegisterForm) -> bool:
    known = [OUTGOING.column_of(cell.text) for cell in cells.values()]
    return any(column.name in form.never for column in known if column)
