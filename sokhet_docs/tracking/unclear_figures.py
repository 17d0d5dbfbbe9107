"""The units' figures that a person has to look at → the sums of the annex that they mark, a line a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sokhet_docs.plan import Figure, Period
from sokhet_docs.returns import Reading
from sokhet_docs.tracking.common_form import CommonForm
from sokhet_docs.tracking.figure_sums import reading_of
from sokhet_docs.tracking.unit_status import UnitStatus

_MOST = 3  # cells that a unit's line tells; so-lieu.xlsx lists them all
_END = ".;"


@dataclass(frozen=True, slots=True)
class UnclearFigure:
    """One cell; ``number`` is its figure's row in the annex."""

    number: int
    figure: Figure
    period: Period
    status: UnitStatus
    reading: Reading

    @property
    def reason(self) -> str:
        """What the unit wrote and why it is unclear: ``“12,5” là số lẻ, mà đây là số đếm``."""
        return self.reading.doubt.rstrip(_END) or f"“{self.reading.raw}”"

    @property
    def field(self) -> dict[str, Any]:
        """The cell as a merge field."""
        return {
            "noi_dung": self.figure.full_label,
            "nam": self.period.label,
            "ky": self.period.words,
            "don_vi": self.status.unit.name,
            "ghi": self.reading.raw,
            "vi_sao": self.reason,
        }


class UnclearFigures:
    """All of them in ``reports``: those with no number, and those whose number counts but is in doubt."""

    def __init__(self, common: CommonForm, reports: Sequence[UnitStatus]) -> None:
        self._all = [
            UnclearFigure(number, figure, period, status, reading)
            for number, figure in enumerate(common.figures, 1)
            for period in common.periods
            for status in reports
            if (reading := reading_of(status.answers, figure, period)) and _is_unclear(reading)
        ]
        self._marked = {(found.figure, found.period) for found in self._all}
        self._order = [status.unit.code for status in reports]

    def marks(self, figure: Figure, period: Period) -> bool:
        """Return whether the units' sum, or range, of ``figure`` in ``period`` rests on an unclear number."""
        return (figure, period) in self._marked

    def cells(self) -> list[dict[str, Any]]:
        """Return each cell as a merge field, in the annex's order."""
        return [found.field for found in self._all]

    def by_unit(self) -> list[dict[str, Any]]:
        """Return for each unit that has any a merge field, in the workbook's order."""
        ordered = sorted(self._all, key=lambda found: self._order.index(found.status.unit.code))
        groups = groupby(ordered, key=lambda found: found.status.unit)
        return [_unit_field(unit.name, list(found)) for unit, found in groups]


def _is_unclear(reading: Reading) -> bool:
    return bool(reading.doubt or (reading.raw and reading.value is None))


def _unit_field(name: str, found: Sequence[UnclearFigure]) -> dict[str, Any]:
    rest = ["…"] if len(found) > _MOST else []
    return {"don_vi": name, "so_o": len(found), "dong": "; ".join([*_told(found[:_MOST]), *rest])}


def _told(found: Sequence[UnclearFigure]) -> Iterator[str]:
    """Yield each cell in a few words; the row's number only where it is another than before."""
    known = 0
    for one in found:
        row = f"TT {one.number}, " if one.number != known else ""
        known = one.number
        yield f"{row}{one.period.label}: {one.reason}"
