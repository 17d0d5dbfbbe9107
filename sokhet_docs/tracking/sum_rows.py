"""The units' figures → the rows below them in ``so-lieu.xlsx``: sums, counts, ranges, a cross-check.

A row is there only where some figure needs it: percentages have no sum but a lowest and a highest one.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from sokhet_docs.office.excel_book import Formula
from sokhet_docs.office.excel_style import (
    COUNT_FORMAT,
    GREY,
    RED,
    ColumnHeader,
    Value,
    colour_where,
    write_cell,
)
from sokhet_docs.returns import Answers
from sokhet_docs.tracking.figure_sums import Block, is_added, sum_of, to_excel

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LABEL_COLUMNS = 3
_LABEL = ColumnHeader("", 0, fill=GREY)


class SumRow(StrEnum):
    """The rows, each with its label."""

    SUM = "Cộng"
    COUNT = "Số đơn vị có số liệu"
    LOWEST = "Thấp nhất"
    HIGHEST = "Cao nhất"
    CHECK = "Kiểm tra chéo (phải bằng 0)"


class SumRows:
    """The rows below the units' rows ``first`` to ``last`` of ``sheet``."""

    def __init__(self, sheet: Worksheet, blocks: Sequence[Block], first: int, last: int) -> None:
        self._sheet, self._blocks, self._first, self._end = sheet, blocks, first, last
        added = [is_added(block.figure) for block in blocks]
        totals = any(block.total for block in blocks)
        wanted = {
            SumRow.SUM: any(added),
            SumRow.COUNT: True,
            SumRow.LOWEST: not all(added),
            SumRow.HIGHEST: not all(added),
            SumRow.CHECK: totals,
        }
        self._rows = {row: at for at, row in enumerate((row for row in SumRow if wanted[row]), last + 1)}
        self._values: dict[tuple[SumRow, int], Formula] = {}

    @property
    def last(self) -> int:
        """The last of the rows."""
        return self._end + len(self._rows)

    def write(self, reports: Sequence[Answers | None]) -> None:
        """Write the rows; ``reports`` are those of the units."""
        for label, row in self._rows.items():
            for column in range(1, _LABEL_COLUMNS + 1):
                write_cell(self._sheet, row, column, str(label) if column == _LABEL_COLUMNS else "", _LABEL)
        for block in self._blocks:
            for column in range(block.first, block.last + 1):
                values = [block.value(answers, column) for answers in reports]
                self._write_column(block, column, [value for value in values if value is not None])
        if check := self._rows.get(SumRow.CHECK):
            start, end = get_column_letter(self._blocks[0].first), get_column_letter(self._blocks[-1].last)
            colour_where(self._sheet, f"{start}{check}:{end}{check}", f"N({start}{check})<>0", RED)

    def reference(self, row: SumRow, column: int) -> Formula:
        """Return the formula that shows a value of these rows on another sheet."""
        place = f"{get_column_letter(column)}{self._rows[row]}"
        return Formula(f"='{self._sheet.title}'!{place}", self._values[row, column].cached_value)

    def _write_column(self, block: Block, column: int, numbers: list[Decimal]) -> None:
        letter = get_column_letter(column)
        cells = f"{letter}{self._first}:{letter}{self._end}"
        found: dict[SumRow, Value] = {SumRow.COUNT: Formula(f"=COUNT({cells})", len(numbers))}
        if is_added(block.figure):
            found[SumRow.SUM] = self._values[SumRow.SUM, column] = sum_formula(cells, sum_of(numbers))
        else:
            found |= self._range(column, cells, numbers)
        if column == block.total:
            first, last = get_column_letter(block.first), get_column_letter(block.last_period)
            at = self._rows[SumRow.SUM]
            found[SumRow.CHECK] = Formula(f"=ROUND(SUM({first}{at}:{last}{at})-SUM({cells}),6)", 0)
        for row, at in self._rows.items():
            number_format = COUNT_FORMAT if row is SumRow.COUNT else block.number_format
            write_cell(
                self._sheet, at, column, found.get(row), ColumnHeader("", 0, number_format, "right", GREY)
            )

    def _range(self, column: int, cells: str, numbers: list[Decimal]) -> dict[SumRow, Value]:
        lowest, highest = (min(numbers), max(numbers)) if numbers else (None, None)
        self._values[SumRow.LOWEST, column] = _formula("MIN", cells, lowest)
        self._values[SumRow.HIGHEST, column] = _formula("MAX", cells, highest)
        return {row: self._values[row, column] for row in (SumRow.LOWEST, SumRow.HIGHEST)}


def sum_formula(cells: str, value: Decimal | None) -> Formula:
    """Return the formula that adds up ``cells`` and is blank where all of them are."""
    return _formula("SUM", cells, value)


def _formula(function: str, cells: str, value: Decimal | None) -> Formula:
    return Formula(f'=IF(COUNT({cells})=0,"",{function}({cells}))', to_excel(value))
