"""The cells of the column ``Mục`` → the number of each section: (3,) or (3, 2).

A blank is numbered by its order. It has the level of the row above; blanks between sections a and a+1, or
between a and a.k, are sub-sections of a.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sokhet_docs.workbook.reading import CellKind
from sokhet_docs.workbook.table_cell import TableCell

Number = tuple[int, ...]
_TYPED = re.compile(r"([1-9]\d{0,2})(?:\s*[.,]\s*([1-9]\d{0,2}))?\s*[.)]?")
_DEEPER = re.compile(r"\d+(?:\s*[.,]\s*\d+){2,}\s*[.)]?")
_MAX_NAMED = 40  # sections in one warning
_AS_TEXT = "Định dạng ô là Văn bản (Text) rồi gõ lại, ví dụ 1.10."


class _Row(NamedTuple):
    """A row's cell, and the number typed in it; None for a blank."""

    cell: TableCell
    typed: Number | None


def number_sections(cells: Sequence[TableCell]) -> list[Number]:
    """Return the number of the section of each cell; a number that cannot stand there is an error."""
    rows = [_Row(cell, _typed(cell)) for cell in cells]
    levels = _levels([row.typed for row in rows])
    numbers: list[Number] = []
    places: dict[Number, str] = {}
    for row, level in zip(rows, levels, strict=True):
        number = row.typed or _next(numbers, level)
        if row.typed:
            _check_order(row, numbers, places)
        numbers.append(number)
        places.setdefault(number, row.cell.place.cell)
    _find_lone_number(rows, numbers)
    return numbers


def _find_lone_number(rows: Sequence[_Row], numbers: Sequence[Number]) -> None:
    """Find a number that is the only one of its column and changes how the other rows are numbered."""
    filled = [row for row in rows if row.cell.cell]
    ordered = list(numbers) == sorted(set(numbers))
    plain = [(index,) for index in range(1, len(numbers) + 1)]
    if len(filled) == 1 and filled[0].typed and ordered and list(numbers) != plain:
        cell, listed = filled[0].cell, ", ".join(map(_shown, numbers[:_MAX_NAMED]))
        more = ", …" if len(numbers) > _MAX_NAMED else ""
        message = f"Cả cột “{cell.label}” chỉ có số {_shown(filled[0].typed)}; các mục được đánh số: "
        hint = "Ghi số cho cả các dòng khác, hoặc xóa số này để đánh số theo thứ tự."
        cell.warning(f"{message}{listed}{more}.", hint)


def _typed(cell: TableCell) -> Number | None:
    text = cell.line()
    if not text.strip("-–—"):
        return None
    if cell.cell and cell.cell.kind is CellKind.DATETIME:
        cell.error(f"Excel đã đổi số mục thành ngày: “{text}”.", _AS_TEXT)
        return None
    if cell.cell and isinstance(cell.cell.value, int | float) and cell.cell.value == int(cell.cell.value):
        text = str(int(cell.cell.value))  # also where its format shows 1,00
    if match := _TYPED.fullmatch(text):
        return tuple(int(part) for part in match.groups() if part)
    if _DEEPER.fullmatch(text):
        cell.error(
            f"Mục “{text}” sâu quá: đề cương chỉ có hai cấp.", "Gộp vào mục cấp hai, hoặc ghi ở cột “Gợi ý”."
        )
    else:
        cell.error(
            f"“{text}” không phải là số mục.", "Ghi 1, 1.1, …, hoặc để trống cả cột để đánh số theo thứ tự."
        )
    return None


def _levels(typed: Sequence[Number | None]) -> list[int]:
    """Return 1 or 2 for each row."""
    levels: list[int] = []
    for index, number in enumerate(typed):
        if number:
            levels.append(len(number))
        elif not index:
            levels.append(1)
        else:
            above = typed[index - 1]
            following = next((later for later in typed[index:] if later), None)
            levels.append(2 if above and _is_below(above, following) else levels[-1])
    return levels


def _is_below(above: Number, following: Number | None) -> bool:
    """Return whether blanks between the two typed numbers are sub-sections of the first."""
    return following is not None and following[0] == above[0] + (len(following) == 1)


def _next(numbers: Sequence[Number], level: int) -> Number:
    last = numbers[-1] if numbers else (0,)
    if level == 1:
        return (last[0] + 1,)
    return (last[0], last[1] + 1 if len(last) == 2 else 1)


def _check_order(row: _Row, numbers: Sequence[Number], places: dict[Number, str]) -> None:
    number = row.typed or ()
    text, last = _shown(number), numbers[-1] if numbers else (0,)
    if _lost_a_zero(row, last):
        row.cell.error(f"Ô là số {text}, đứng sau mục {_shown(last)}.", f"Nếu là {text}0: {_AS_TEXT.lower()}")
    elif number in places:
        row.cell.error(f"Mục {text} đã có ở ô {places[number]}.", "Sửa một trong hai, hoặc để trống cả cột.")
    elif len(number) == 2 and number[:1] not in places:
        row.cell.error(f"Mục {text} không có mục {number[0]} ở trên.", f"Thêm dòng cho mục {number[0]}.")
    elif number < last:
        row.cell.error(
            f"Mục {text} đứng sau mục {_shown(last)}.", "Xếp các dòng theo thứ tự, hoặc để trống cả cột."
        )


def _lost_a_zero(row: _Row, last: Number) -> bool:
    """Return whether the number 1.1 was typed where 1.10 is due: Excel keeps no zero at the end."""
    typed, cell = row.typed or (), row.cell.cell
    is_number = cell is not None and cell.kind is CellKind.NUMBER
    return is_number and len(typed) == len(last) == 2 and (typed[0], typed[1] * 10) == (last[0], last[1] + 1)


def _shown(number: Number) -> str:
    return ".".join(str(part) for part in number)
