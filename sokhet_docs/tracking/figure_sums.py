"""The figures of the units' reports → sums over years and units, as Excel and as a printed text show them.

Numbers are Decimal. None means that no number was reported: it is never 0, and a sum of nothing is None.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sokhet_docs.plan import FIGURES, Figure, Plan, figure_tag, total_tag
from sokhet_docs.returns import Answers, Reading


def value_of(answers: Answers | None, figure: Figure, year: int) -> Decimal | None:
    """Return the number that a report gives for a figure; None without a report or a readable number."""
    reading = answers.figures.get((figure.key, str(year))) if answers else None
    return reading.value if reading else None


def sum_of(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of the numbers among ``values``; None when there are none."""
    numbers = [value for value in values if value is not None]
    return sum(numbers, Decimal(0)) if numbers else None


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


@dataclass(frozen=True, slots=True)
class Block:
    """The columns of one figure in ``so-lieu.xlsx``: its years, their total, the total that the unit wrote.

    Columns are numbered from 1; ``first`` is that of the first year. ``total`` and ``own`` are None for a
    figure that is not added up over the years.
    """

    figure: Figure
    years: tuple[int, ...]
    first: int

    @property
    def last_year(self) -> int:
        """The column of the last year."""
        return self.first + len(self.years) - 1

    @property
    def total(self) -> int | None:
        """The column of the sum over the years."""
        return self.last_year + 1 if self.figure.summed else None

    @property
    def own(self) -> int | None:
        """The column of the total that the unit itself wrote."""
        return self.last_year + 2 if self.figure.summed else None

    @property
    def last(self) -> int:
        """The last column."""
        return self.own or self.last_year

    def value(self, answers: Answers | None, column: int) -> Decimal | None:
        """Return the number of a report in ``column``; None where it gives none."""
        if answers is None:
            return None
        if column == self.total:
            return sum_of(value_of(answers, self.figure, year) for year in self.years)
        reading = self.reading(answers, column)
        return reading.value if reading else None

    def reading(self, answers: Answers, column: int) -> Reading | None:
        """Return the figure of a report in ``column``; None where the form has no place for it."""
        if column == self.own:
            return answers.totals.get(self.figure.key)
        return answers.figures.get((self.figure.key, str(self.years[column - self.first])))

    def tag(self, column: int) -> str:
        """Return the bookmark around a figure in the unit's file."""
        if column == self.own:
            return total_tag(self.figure) or ""
        return figure_tag(self.figure, self.years[column - self.first])


def blocks_of(plan: Plan, first: int) -> tuple[Block, ...]:
    """Return the columns of every figure, in the outline's order, from the column ``first`` on."""
    blocks: list[Block] = []
    for figure in FIGURES:
        blocks.append(Block(figure, plan.years, blocks[-1].last + 1 if blocks else first))
    return tuple(blocks)
