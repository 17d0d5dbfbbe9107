"""A plan and one of its units → what the unit's report form asks: the sections and figures meant for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sokhet_docs.plan.audience import EVERYONE
from sokhet_docs.plan.model import Plan, Unit
from sokhet_docs.plan.outline import Figure, Section


@dataclass(frozen=True, slots=True)
class Asked:
    """Sections and figures in the plan's order. Units of one audience have equal ones."""

    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]

    def __hash__(self) -> int:
        """Return a hash that costs little: every letter's template is looked up by it."""
        return hash((len(self.sections), len(self.figures)))


def asked_of(plan: Plan, unit: Unit | None = None) -> Asked:
    """Return what is asked of ``unit``; None: all that the plan asks of anyone.

    A section that only groups others is left out where none of them is asked. The numbers stay as they are:
    the units' reports agree in them.
    """
    audiences = [
        *(section.audience for section in plan.sections),
        *(figure.audience for figure in plan.figures),
    ]
    if unit is None or all(audience is EVERYONE for audience in audiences):
        return Asked(plan.sections, plan.figures)
    sections = [section for section in plan.sections if section.audience.admits(unit)]
    figures = tuple(figure for figure in plan.figures if figure.audience.admits(unit))
    return Asked(_without_empty_groups(sections), figures)


def _without_empty_groups(sections: Sequence[Section]) -> tuple[Section, ...]:
    kept = []
    for section, following in zip(sections, [*sections, None][1:], strict=True):
        if section.answered or (following is not None and following.level > section.level):
            kept.append(section)
    return tuple(kept)
