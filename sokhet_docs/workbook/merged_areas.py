"""The merged cells of a table → their text in every row and column that they cover."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sokhet_docs.problems import ProblemCollector
from sokhet_docs.text.vietnamese import first_few
from sokhet_docs.workbook.headers import Headers
from sokhet_docs.workbook.reading import Cell, Sheet
from sokhet_docs.workbook.reading.sheets import column_letters

_MAX_NAMED = 10  # areas in one line


def spread_down(sheet: Sheet) -> Sheet:
    """Return the sheet with the cell of each area merged downwards repeated in the filled rows below it."""
    areas = [area for area in dict.fromkeys(sheet.merged) if area[2] > area[0]]
    rows: dict[int, Mapping[int, Cell]] = dict(sheet.rows)
    numbers = sorted(rows)
    for top, left, bottom, _ in areas:
        if (cell := sheet.rows.get(top, {}).get(left)) is None:
            continue
        for number in numbers[bisect_right(numbers, top) : bisect_right(numbers, bottom)]:
            rows[number] = {**rows[number], left: cell}
    return replace(sheet, rows=rows) if areas else sheet


def spread_sideways(
    sheet: Sheet, headers: Headers, name: int, other_rows: Collection[int], problems: ProblemCollector
) -> Sheet:
    """Return the sheet with the cell of each area merged sideways in all columns of the table that it covers.

    That is told, but for ``other_rows``, which are no records. What begins in the column ``name`` is a long
    name, no value of the columns beside it; what begins in the column of numbers is no number.
    """
    rows: dict[int, Mapping[int, Cell]] = dict(sheet.rows)
    numbers = sorted(set(rows) - set(other_rows))
    number_column = headers.columns.get("number", 0)
    known = {*headers.columns.values(), *headers.custom} - {number_column, headers.columns.get("meaning", 0)}
    told: list[str] = []
    for top, left, bottom, right in sorted(set(sheet.merged)):
        columns = [column for column in known if left < column <= right]
        if top <= headers.row or left == name or not columns:
            continue
        covered = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        for number in [number for number in covered if left in rows[number]]:
            rows[number] = _spread(rows[number], left, columns, keeps_first=left != number_column)
            told.append(f"{column_letters(left)}{top}:{column_letters(right)}{bottom}")
    if told:
        _tell(sheet, list(dict.fromkeys(told)), problems)
    return replace(sheet, rows=rows)


def _spread(
    cells: Mapping[int, Cell], left: int, columns: Sequence[int], *, keeps_first: bool
) -> Mapping[int, Cell]:
    """Return ``cells`` with that of the column ``left`` in ``columns`` too, or only there."""
    spread = {**cells, **dict.fromkeys(columns, cells[left])}
    return spread if keeps_first else {column: cell for column, cell in spread.items() if column != left}


def _tell(sheet: Sheet, areas: Sequence[str], problems: ProblemCollector) -> None:
    listed = first_few(areas, _MAX_NAMED, ", …")
    message = f"Ô gộp ngang {listed}: chữ trong ô được tính cho mọi cột nằm dưới nó."
    problems.warning(sheet.place(), message, "Nếu không phải, hãy bỏ gộp ô.")
