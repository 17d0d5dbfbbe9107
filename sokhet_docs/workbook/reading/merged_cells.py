"""The merged cells of a sheet: the top left one counts, what it covers is not shown and never read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import replace

from sokhet_docs.workbook.reading.sheets import MAX_CELLS, Cell, Sheet, TooManyCellsError

MAX_VISITS = 10 * MAX_CELLS  # cells looked at: a file's merged areas do not overlap, a hostile one's may


def without_covered_cells(sheet: Sheet) -> Sheet:
    """Return ``sheet`` without the cells under its merged ones; a row left empty is gone.

    Programs leave values there (format painter, LibreOffice). Raises TooManyCellsError for areas that
    overlap without end.
    """
    if not sheet.merged:
        return sheet
    rows: dict[int, Mapping[int, Cell]] = dict(sheet.rows)
    numbers = sorted(rows)
    visits = 0
    for top, left, bottom, right in dict.fromkeys(sheet.merged):
        for number in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]:
            visits += len(rows[number]) + 1
            rows[number] = _uncovered(rows[number], left, right, keeps_first=number == top)
        if visits > MAX_VISITS:
            raise TooManyCellsError(f"Trang “{sheet.name}” có quá nhiều ô gộp chồng lên nhau.")
    return replace(sheet, rows={number: cells for number, cells in rows.items() if cells})


def _uncovered(cells: Mapping[int, Cell], left: int, right: int, *, keeps_first: bool) -> Mapping[int, Cell]:
    """Return ``cells`` without those of an area's columns, but for the first of its first row."""
    kept = {
        column: cell
        for column, cell in cells.items()
        if not left <= column <= right or (keeps_first and column == left)
    }
    return cells if len(kept) == len(cells) else kept
