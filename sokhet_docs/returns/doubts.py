"""A report's answers → its figures that a person has to look at, a unit's wrong totals among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sokhet_docs.plan import FIGURES, TOTAL_TITLE, Figure, figure_tag, total_tag
from sokhet_docs.returns.answers import Answers, Reading


@dataclass(frozen=True, slots=True)
class FigureDoubt:
    """One doubtful figure: of a year, or the unit's own total (``year`` None). The message is Vietnamese."""

    figure: Figure
    year: int | None
    reading: Reading
    message: str

    @property
    def label(self) -> str:
        """The figure with its group: ``Đối thoại: số cuộc đối thoại định kỳ``."""
        return self.figure.full_label

    @property
    def spot(self) -> str:
        """Where it stands, in words: ``Đối thoại: số cuộc đối thoại định kỳ, năm 2019``."""
        return f"{self.label}, {f'năm {self.year}' if self.year else f'cột {TOTAL_TITLE}'}"

    @property
    def tag(self) -> str:
        """The bookmark around it in the form."""
        return figure_tag(self.figure, self.year) if self.year else total_tag(self.figure) or ""


def doubts_of(answers: Answers | None) -> list[FigureDoubt]:
    """Return the doubtful figures of a report in the annex's order; none where there is no report."""
    return [doubt for figure in FIGURES for doubt in _iter_doubts(answers, figure)] if answers else []


def _iter_doubts(answers: Answers, figure: Figure) -> Iterator[FigureDoubt]:
    for (key, year), reading in sorted(answers.figures.items()):
        if key == figure.key and reading.doubt:
            yield FigureDoubt(figure, year, reading, reading.doubt)
    total = answers.totals.get(figure.key)
    if total and (message := _total_doubt(answers, figure, total)):
        yield FigureDoubt(figure, None, total, message)


def _total_doubt(answers: Answers, figure: Figure, total: Reading) -> str:
    if total.doubt or total.value is None:
        return total.doubt
    years = [
        one.value for (key, _), one in answers.figures.items() if key == figure.key and one.value is not None
    ]
    added = sum(years, Decimal(0))
    return "" if added == total.value else f"Đơn vị ghi {total.raw}, cộng các năm được {added:f}."
