"""A cell that we and LibreOffice show differently → the known reason for it, or None."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.workbook.reading import Cell, CellKind


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that differs: what we read and what LibreOffice shows."""

    path: Path
    place: str
    cell: Cell
    theirs: str
    is_covered: bool
    """Whether a merged area hides the cell."""

    def __str__(self) -> str:
        value = "" if self.cell.value is None else f" = {self.cell.value}"
        return (
            f"{self.path.name} {self.place}: {self.cell.kind.value} {self.cell.text!r}{value},"
            f" LibreOffice {self.theirs!r}"
        )


def explain(difference: Difference) -> str | None:
    """Return the kind of a known difference with its reason; None when it is not known."""
    kind, theirs = difference.cell.kind, difference.theirs
    if kind is CellKind.ERROR and (theirs.startswith(("#", "Err:", "Lỗi:"))):
        return "an error of Excel, which LibreOffice names otherwise"
    if kind is CellKind.UNKNOWN:
        return "a formula without a result, which LibreOffice works out"
    return None
