"""The running numbers of the units (TT) → whole numbers; those that are none are told together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sokhet_docs.text.vietnamese import first_few
from sokhet_docs.workbook.row_words import roman_value
from sokhet_docs.workbook.table_cell import TableCell

_MIN_PARTS = 2  # numbers that are told together
_MAX_NAMED = 10  # cells in one message
_PART = re.compile(r"\d+(?:[.,]\d+)+[.)]?|\d+\s?[a-zđ][.)]?|[a-zđ][.)]?", re.IGNORECASE)
_HINT = "Đánh số liền 1, 2, 3 … từ đầu đến cuối; dòng chỉ là tên nhóm thì xóa số."


def read_numbers(cells: Sequence[TableCell]) -> list[int | None]:
    """Return the number in each of ``cells``; None for an empty one, and for one that holds none, an error.

    Roman ones count only where all units have such: elsewhere they head a group.
    """
    filled = [cell for cell in cells if cell.cell]
    if filled and all(roman_value(cell.line()) for cell in filled):
        return [roman_value(cell.line()) if cell.cell else None for cell in cells]
    parts = [cell for cell in filled if _PART.fullmatch(cell.line()) and not roman_value(cell.line())]
    if len(parts) < _MIN_PARTS:
        return [_number(cell) for cell in cells]
    _tell_parts(parts)
    return [None if cell in parts else _number(cell) for cell in cells]


def _number(cell: TableCell) -> int | None:
    if cell.cell and roman_value(cell.cell.text):
        message = f"“{cell.cell.text}”: chưa rõ dòng này là tên nhóm hay là một đơn vị."
        cell.error(message, "Tên nhóm thì xóa dòng; đơn vị thì ghi số thứ tự 1, 2, 3 … như các dòng khác.")
        return None
    return cell.whole_number(0, 1_000_000)


def _tell_parts(cells: Sequence[TableCell]) -> None:
    """Tell the numbers of parts (1.1, 7a, b): a unit's file begins with a whole number."""
    listed = first_few([f"{cell.place.cell} “{cell.line()}”" for cell in cells], _MAX_NAMED, "; …", "; ")
    cells[0].error(f"“{cells[0].label}” không phải là số nguyên: {listed}.".replace("….", "…"), _HINT)
