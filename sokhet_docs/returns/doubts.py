"""A report's answers → its figures that a person has to look at, a unit's wrong totals among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sokhet_docs.plan import TOTAL_TITLE, Figure, Period, figure_tag, total_tag
from sokhet_docs.returns.answers import Answers, Reading
from sokhet_docs.returns.figures import shown_number


@dataclass(frozen=True, slots=True)
class FigureDoubt:
    """A doubtful figure: of a period, or the unit's own total (``period`` None); a Vietnamese message."""

    figure: Figure
    period: Period | None
    reading: Reading
    message: str

    @property
    def label(self) -> str:
        """The figure with its group: ``Đối thoại: số cuộc đối thoại định kỳ``."""
        return self.figure.full_label

    @property
    def spot(self) -> str:
        """Where it stands, in words: ``Đối thoại: số cuộc đối thoại định kỳ, năm 2019``."""
        return f"{self.label}, {self.period.words if self.period else f'cột {TOTAL_TITLE}'}"

    @property
    def tag(self) -> str:
        """The bookmark around it in the form."""
        return figure_tag(self.figure, self.period.key) if self.period else total_tag(self.figure) or ""


def doubts_of(answers: Answers | None) -> list[FigureDoubt]:
    """Return the doubtful figures of a report in the annex's order; none where there is no report."""
    figures = answers.form.figures if answers else ()
    return [doubt for figure in figures for doubt in _iter_doubts(answers, figure)] if answers else []


def _iter_doubts(answers: Answers, figure: Figure) -> Iterator[FigureDoubt]:
    for period in answers.form.periods:
        reading = answers.figures.get((figure.key, period.key))
        if reading and reading.doubt:
            yield FigureDoubt(figure, period, reading, reading.doubt)
    total = answers.totals.get(figure.key)
    if total and (message := _total_doubt(answers, figure, total)):
        yield FigureDoubt(figure, None, total, message)


def _total_doubt(answers: Answers, figure: Figure, total: Reading) -> str:
    if total.doubt or total.value is None:
        return total.doubt
    readings = (answers.figures.get((figure.key, period.key)) for period in answers.form.periods)
    values = [one.value for one in readings if one and one.value is not None]
    columns = "năm" if all(period.is_year for period in answers.form.periods) else "kỳ"
    if not values:
        return "" if total.value == 0 else f"Đơn vị chỉ ghi tổng {total.raw}, các {columns} để trống."
    added = sum(values, Decimal(0))
    if added == total.value:
        return ""
    shown = shown_number(added, like=total.raw)
    return f"Đơn vị ghi {total.raw}, cộng các {columns} được {shown}."
