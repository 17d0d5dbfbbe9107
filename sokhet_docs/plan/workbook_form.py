"""A plan → the form that its workbook asks a unit to fill in, where no letter tells what was really sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sokhet_docs.plan.asked import asked_of
from sokhet_docs.plan.form import Form
from sokhet_docs.plan.model import Plan, Unit
from sokhet_docs.plan.outline import Figure

_CLOSING = ("Trên đây là báo cáo", "Nơi nhận", "Mã báo cáo")


def outline_form(plan: Plan, unit: Unit) -> Form:
    """Return the form for ``unit`` as the workbook has it, without what a template may add to it."""
    asked = asked_of(plan, unit)
    periods = plan.periods if asked.figures else ()
    return Form(
        asked.sections,
        asked.figures,
        periods,
        prompts={section.key: section.prompt for section in asked.sections if section.answered},
        lines=tuple(section.title for section in asked.sections),
        closing=_CLOSING,
        columns=tuple(period.label for period in periods),
        rows=tuple(_rows(asked.figures)),
    )


def _rows(figures: Sequence[Figure]) -> Iterator[tuple[str, ...]]:
    for group, members in groupby(figures, key=lambda figure: figure.group):
        if group:
            yield (group,)
        yield from (tuple(text for text in (one.label, one.measure) if text) for one in members)
