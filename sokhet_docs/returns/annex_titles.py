"""A table of figures → the titles of its columns, whatever a unit made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sokhet_docs.office.docx_blocks import Cell, Grid
from sokhet_docs.plan import Form, Period, period_title_key
from sokhet_docs.text.vietnamese import clean

_YEAR = re.compile(r"(?:19|20)\d\d")
_MIN_PERIODS = 2  # columns titled with a period that make a row the one with the titles


def titles_of(grid: Grid, form: Form) -> dict[int, str]:
    """Return the titles of the figures' columns, by column; nothing when no row has them.

    They begin with the first period, or with the first column that has a figure's fields, whatever its title
    says now. Where no title is that of a period, those above the first such fields count.
    """
    tagged = first_tagged_column(grid, form)
    for row in grid.rows:
        periods = [cell.column for cell in row if period_titled(cell.text, form)]
        if len(periods) >= min(_MIN_PERIODS, max(1, len(form.periods))):
            return _texts_from(row, periods[0] if tagged is None else min(periods[0], tagged))
    return {} if tagged is None else _titles_above_fields(grid, tagged, form)


def period_titled(title: str, form: Form) -> Period | None:
    """Return the period that a column's title names; a year that ``form`` does not ask for is one too."""
    key = period_title_key(title)
    return form.periods_by_title.get(key) or (Period(key, key) if _YEAR.fullmatch(key) else None)


def first_tagged_column(grid: Grid, form: Form) -> int | None:
    """Return the column of the first cell with the field of a figure of ``form``; None for none."""
    cells = (cell for row in grid.rows for cell in row)
    return next((cell.column for cell in cells if _is_tagged(cell, form)), None)


def _is_tagged(cell: Cell, form: Form) -> bool:
    return any(map(form.find_figure, cell.fields))


def _titles_above_fields(grid: Grid, column: int, form: Form) -> dict[int, str]:
    for row in grid.rows:
        if any(_is_tagged(cell, form) for cell in row):
            break
        titles = _texts_from(row, column)
        if any(titles.values()):
            return titles
    return {}


def _texts_from(row: Sequence[Cell], column: int) -> dict[int, str]:
    return {cell.column: clean(cell.text) for cell in row if cell.column >= column}
