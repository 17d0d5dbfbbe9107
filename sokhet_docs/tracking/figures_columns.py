"""The annex's figures and the plan's years → the columns of ``so-lieu.xlsx``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sokhet_docs.plan import FIGURES, Figure, Plan, figure_tag, total_tag
from sokhet_docs.returns import Answers, Reading


@dataclass(frozen=True, slots=True)
class Block:
    """The columns of one figure, numbered from 1: its years from ``first``, its total and the unit's own.

    ``total`` and ``own`` are None for a figure that is not added up over the years.
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
        """Return what a report says in ``column``, or its years' sum there; None where it says no number."""
        if answers is None:
            return None
        if column == self.total:
            return sum_of(self.value(answers, year) for year in range(self.first, self.last_year + 1))
        reading = self.reading(answers, column)
        return reading.value if reading else None

    def reading(self, answers: Answers, column: int) -> Reading | None:
        """Return the figure of a report in ``column``; None where the form has no place for it."""
        if column == self.own:
            return answers.totals.get(self.figure.key)
        return answers.figures.get((self.figure.key, self.years[column - self.first]))

    def tag(self, column: int) -> str:
        """Return the bookmark around a figure in the unit's file."""
        if column == self.own:
            return total_tag(self.figure) or ""
        return figure_tag(self.figure, self.years[column - self.first])


def sum_of(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of the numbers among ``values``; None when there are none."""
    numbers = [value for value in values if value is not None]
    return sum(numbers, Decimal(0)) if numbers else None


def as_number(value: Decimal) -> int | float:
    """Return ``value`` as Excel keeps numbers: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def shown(value: Decimal | None) -> int | float | str:
    """Return ``value`` as a cell shows it: None is blank."""
    return "" if value is None else as_number(value)


def blocks_of(plan: Plan, first: int) -> tuple[Block, ...]:
    """Return the columns of every figure, in the outline's order, from the column ``first`` on."""
    years = tuple(range(plan.first_year, plan.last_year + 1))
    blocks: list[Block] = []
    for figure in FIGURES:
        blocks.append(Block(figure, years, blocks[-1].last + 1 if blocks else first))
    return tuple(blocks)
