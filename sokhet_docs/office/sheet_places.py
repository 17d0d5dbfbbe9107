"""The rows and columns of a sheet that a table was made of ⇄ the caption of the table in a .docx.

So the place of what stands in the table is told as the sheet's own program shows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_MARK = "sheet-of-a-table-file"
_CAPTION = re.compile(rf"{_MARK}\|([0-9,-]*)\|([A-Z,]*)\|(.*)", re.DOTALL)
_MAX_ROWS = 1_048_576


@dataclass(frozen=True, slots=True)
class SheetPlaces:
    """The name of a sheet, "" for none; the numbers of its rows and the letters of its columns in a table."""

    name: str
    rows: tuple[int, ...]
    columns: tuple[str, ...]

    @property
    def caption(self) -> str:
        """What a table says of this."""
        return f"{_MARK}|{_ranges(self.rows)}|{','.join(self.columns)}|{self.name}"

    def row(self, index: int) -> str:
        """Return the number of a row of the table, counted from 0."""
        return str(self.rows[index]) if index < len(self.rows) else ""

    def cell(self, row: int, column: int) -> str:
        """Return the name of a cell of the table, its row and column counted from 0: ``C12``."""
        return f"{self.columns[column] if column < len(self.columns) else ''}{self.row(row)}"


def read_caption(caption: str) -> SheetPlaces | None:
    """Return what a table's ``caption`` says of its sheet; None where it is one of a person's own."""
    found = _CAPTION.fullmatch(caption)
    if found is None:
        return None
    rows: list[int] = []
    for piece in found[1].split(","):
        first, _, last = piece.partition("-")
        if first and max(int(first), int(last or 0)) <= _MAX_ROWS:
            rows += range(int(first), int(last or first) + 1)
    return SheetPlaces(found[3], tuple(rows), tuple(found[2].split(",")))


def _ranges(numbers: Sequence[int]) -> str:
    """Return ascending ``numbers`` in short: ``1-4,6``."""
    if not numbers:
        return ""
    breaks = [(before, after) for before, after in pairwise(numbers) if after != before + 1]
    firsts = [numbers[0], *(after for _, after in breaks)]
    lasts = [*(before for before, _ in breaks), numbers[-1]]
    pairs = zip(firsts, lasts, strict=True)
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in pairs)
