"""The figures of the units' reports → sums over periods and units, as Excel and as a printed text show them.

Numbers are Decimal. None means that no number was reported: it is never 0, and a sum of nothing is None. A
percentage is never added up: of the units' percentages the lowest and the highest are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sokhet_docs.office.excel_style import COUNT_FORMAT, DECIMAL_FORMAT, PERCENT_FORMAT
from sokhet_docs.plan import Figure, FigureKind, Form, Period, figure_tag, total_tag
from sokhet_docs.returns import Answers, Reading
from sokhet_docs.tracking.common_form import CommonForm, asks

_FORMATS = {
    FigureKind.WHOLE: COUNT_FORMAT,
    FigureKind.DECIMAL: DECIMAL_FORMAT,
    FigureKind.PERCENT: PERCENT_FORMAT,
}


def reading_of(answers: Answers | None, figure: Figure, period: Period) -> Reading | None:
    """Return what a report says for a figure; None without a report, or where its form asked another one."""
    if answers is None or not asks(answers.form, figure, period):
        return None
    return answers.figures.get((figure.key, period.key))


def value_of(answers: Answers | None, figure: Figure, period: Period) -> Decimal | None:
    """Return the number that a report gives for a figure; None without a report or a readable number."""
    reading = reading_of(answers, figure, period)
    return reading.value if reading else None


def sum_of(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of the numbers among ``values``; None when there are none."""
    numbers = [value for value in values if value is not None]
    return sum(numbers, Decimal(0)) if numbers else None


def is_added(figure: Figure) -> bool:
    """Return whether the units' figures may be added up."""
    return figure.kind is not FigureKind.PERCENT


def to_excel(value: Decimal | None) -> int | float | str:
    """Return ``value`` as Excel stores it: whole numbers as int; "" for None."""
    if value is None:
        return ""
    return int(value) if value == value.to_integral_value() else float(value)


def to_text(value: Decimal | None) -> str:
    """Return ``value`` as Vietnamese documents print it: 1.250; 12,5; "" for None."""
    if value is None:
        return ""
    whole = value == value.to_integral_value()
    text = f"{int(value):,}" if whole else f"{value.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))


def all_units_text(figure: Figure, values: Iterable[Decimal | None]) -> str:
    """Return what the units' ``values`` come to: ``1.250``; of percentages their range, ``62–98,5``."""
    numbers = [value for value in values if value is not None]
    if is_added(figure) or not numbers:
        return to_text(sum_of(numbers))
    return "–".join(dict.fromkeys(map(to_text, (min(numbers), max(numbers)))))


@dataclass(frozen=True)
class Block:
    """The columns of one figure in ``so-lieu.xlsx``: its periods, their total, the total that the unit wrote.

    Columns are numbered from 1; ``first`` is that of the first period. ``measure`` is its unit of measure as
    printed. ``total`` and ``own`` are None for a figure that is not added up over the periods.
    """

    figure: Figure
    measure: str
    periods: tuple[Period, ...]
    first: int

    @property
    def title(self) -> str:
        """The figure without its group, with its unit of measure."""
        return f"{self.figure.label} ({self.measure})" if self.measure else self.figure.label

    @cached_property
    def number_format(self) -> str:
        """How Excel shows its numbers."""
        return _FORMATS[self.figure.kind]

    @cached_property
    def last_period(self) -> int:
        """The column of the last period."""
        return self.first + len(self.periods) - 1

    @cached_property
    def total(self) -> int | None:
        """The column of the sum over the periods."""
        return self.last_period + 1 if has_total(self.figure, self.periods) else None

    @cached_property
    def own(self) -> int | None:
        """The column of the total that the unit itself wrote."""
        return self.total + 1 if self.total else None

    @cached_property
    def last(self) -> int:
        """The last column."""
        return self.own or self.last_period

    def is_asked(self, form: Form | None, column: int) -> bool:
        """Return whether ``form`` has a place for the figure in ``column``; an unknown form has."""
        return form is None or asks(form, self.figure, self._period(column))

    def value(self, answers: Answers | None, column: int) -> Decimal | None:
        """Return the number of a report in ``column``; None where it gives none."""
        if answers is None:
            return None
        if column == self.total:
            return sum_of(value_of(answers, self.figure, period) for period in self.periods)
        reading = self.reading(answers, column)
        return reading.value if reading else None

    def reading(self, answers: Answers, column: int) -> Reading | None:
        """Return the figure of a report in ``column``; None where the form has no place for it."""
        if period := self._period(column):
            return reading_of(answers, self.figure, period)
        return answers.totals.get(self.figure.key) if asks(answers.form, self.figure, None) else None

    def tag(self, column: int) -> str:
        """Return the bookmark around a figure in the unit's file."""
        period = self._period(column)
        return figure_tag(self.figure, period.key) if period else total_tag(self.figure) or ""

    def _period(self, column: int) -> Period | None:
        """Return the period of ``column``; None for a total."""
        return self.periods[column - self.first] if column <= self.last_period else None


def has_total(figure: Figure, periods: Sequence[Period]) -> bool:
    """Return whether there is something to add up over ``periods``."""
    return figure.summed and is_added(figure) and len(periods) > 1


def blocks_of(common: CommonForm, first: int) -> tuple[Block, ...]:
    """Return the columns of every figure, in the outline's order, from the column ``first`` on."""
    blocks: list[Block] = []
    for figure in common.figures:
        start = blocks[-1].last + 1 if blocks else first
        blocks.append(Block(figure, common.measure_of(figure), common.periods, start))
    return tuple(blocks)
