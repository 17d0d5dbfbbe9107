"""A cell that names units → the words for each of them: several stand in one cell, by lines or semicolons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sokhet_docs.plan import Unit, units_named
from sokhet_docs.workbook.row_words import means_all
from sokhet_docs.workbook.table_cell import TableCell

_BETWEEN = re.compile(r"[;\n]")


def unit_words(cell: TableCell, units: Sequence[Unit]) -> list[str]:
    """Return the words for each of ``units`` that ``cell`` names; [""] for an empty cell.

    A comma is between two names only where what stands before and behind it names a unit, but all of it none.
    """
    word = cell.line()
    if not word or means_all(word) or units_named(units, word):
        return [word]
    parts = [part for text in _BETWEEN.split(cell.text()) if (part := " ".join(text.split()))]
    listed = [part for text in parts for part in _split_by_commas(text, units)]
    return listed or [word]


def _split_by_commas(text: str, units: Sequence[Unit]) -> list[str]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return [text] if units_named(units, text) or not all(units_named(units, one) for one in parts) else parts
