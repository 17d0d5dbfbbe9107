"""The annex's figures and the plan's years → the columns of ``so-lieu.xlsx``."""

from __future__ import annotations

from dataclasses import dataclass

from sokhet_docs.outline import FIGURES, Figure
from sokhet_docs.plan import Plan


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


def blocks_of(plan: Plan, first: int) -> tuple[Block, ...]:
    """Return the columns of every figure, in the outline's order, from the column ``first`` on."""
    years = tuple(range(plan.first_year, plan.last_year + 1))
    blocks: list[Block] = []
    for figure in FIGURES:
        blocks.append(Block(figure, years, blocks[-1].last + 1 if blocks else first))
    return tuple(blocks)
