"""A value and its number format → the cell, with the text that Excel shows and any doubt about it."""

from __future__ import annotations

import math
import re
from datetime import datetime

from sokhet_docs.workbook.reading.number_format import NumberFormat, datetime_of
from sokhet_docs.workbook.reading.sheets import Cell, CellKind, Doubt

_DAILY = re.compile(r"\b(?:TODAY|NOW)\s*\(", re.IGNORECASE)


def numeric_cell(number: float, layout: NumberFormat, since: datetime) -> Cell:
    """Return the cell that holds ``number``; ``since`` is the day of serial number 0.

    Raises ValueError for what is no finite number.
    """
    if not math.isfinite(number):
        raise ValueError("a number that is no number")
    shown, doubt = layout.show(number, since), None
    if not shown.strip() and number:
        doubt = Doubt.HIDDEN
    elif layout.is_unsure(number):
        doubt = Doubt.UNSURE
    if layout.shows_date(number):
        value = datetime_of(number, since)
        if doubt is None and isinstance(value, datetime) and not layout.shows_day(number):
            doubt = Doubt.DAYLESS
        return Cell(shown, CellKind.DATETIME, value, doubt=doubt)
    return Cell(shown, CellKind.NUMBER, number, doubt=doubt)


def moment_cell(moment: datetime, layout: NumberFormat, since: datetime) -> Cell:
    """Return the cell that holds a day and time; ``since`` is the day of serial 0."""
    serial = (moment - since).total_seconds() / 86_400
    if since.year < 1904 and serial < 61:
        serial -= 1  # Excel's calendar has a 29/2/1900 that never was
    return numeric_cell(serial, layout, since)


def shown_text(text: str, layout: NumberFormat) -> Cell:
    """Return the cell that holds ``text``."""
    shown = layout.show_text(text)
    return Cell(shown, doubt=None if shown.strip() or not text.strip() else Doubt.HIDDEN)


def without_zero(cell: Cell) -> Cell | None:
    """Return ``cell`` as a sheet that hides zeros shows it: None for a zero."""
    return None if cell.kind is CellKind.NUMBER and cell.value == 0 else cell


def with_formula(cell: Cell, formula: str) -> Cell:
    """Return ``cell``, the result of ``formula``, marked when it is another one each day."""
    return cell._replace(doubt=Doubt.CHANGING) if cell.doubt is None and _DAILY.search(formula) else cell


def number_in(text: str) -> float:
    """Return the number that ``text`` is in a file; raise ValueError for what only Python takes for one."""
    if "_" in text or not text.isascii():
        raise ValueError(f"no number: {text}")
    return float(text)


def unreadable(text: str) -> Cell:
    """Return the cell whose value, ``text``, is none of the kind that its file says."""
    return Cell(text, CellKind.UNREADABLE)
