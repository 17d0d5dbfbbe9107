"""The merged cells of a table → their text in every row and column that they cover."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping
from dataclasses import replace

from sokhet_docs.problems import ProblemCollector
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
    sheet: Sheet, headers: Headers, other_rows: Collection[int], problems: ProblemCollector
) -> Sheet:
    """Return the sheet with the cell of each area merged sideways in all columns of the table that it covers.

    That is told, but for ``other_rows``, which are no records. A row's number is not spread, nor is a text
    that begins in the column of numbers one.
    """
    rows: dict[int, Mapping[int, Cell]] = dict(sheet.rows)
    numbers = sorted(rows)
    told: list[str] = []
    number_column = headers.columns.get("number", 0)
    known = {*headers.columns.values(), *headers.custom} - {number_column}
    for top, left, bottom, right in sorted(set(sheet.merged)):
        columns = [column for column in sorted(known) if left < column <= right]
        covered = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        covered = [number for number in covered if left in rows[number] and number not in other_rows]
        if top <= headers.row or not columns or not covered:
            continue
        for number in covered:
            cell = rows[number][left]
            rows[number] = {**rows[number], **dict.fromkeys(columns, cell)}
            if left == number_column:
                rows[number] = {column: each for column, each in rows[number].items() if column != left}
        told.append(f"{column_letters(left)}{top}:{column_letters(right)}{bottom}")
    if told:
        listed = ", ".join(told[:_MAX_NAMED]) + (", …" if len(told) > _MAX_NAMED else "")
        message = f"Ô gộp ngang {listed}: chữ trong ô được tính cho mọi cột nằm dưới nó."
        problems.warning(sheet.place(), message, "Nếu không phải, hãy bỏ gộp ô.")
    return replace(sheet, rows=rows)
