"""The report form that a unit was sent, as far as its return is held against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from sokhet_docs.plan import FIGURES, SECTIONS, Plan


@dataclass(frozen=True, slots=True)
class Form:
    """A form, read from the file that was sent, or the outline's own where that file is not at hand.

    ``prompts`` are the texts of its empty fields by tag; ``lines`` its fixed lines from the first heading to
    the last field, ``closing`` those behind it. Of the annex, ``columns`` are the titles of the figures'
    columns, ``rows`` the texts of each other row left of its figures, ``measures`` the units of measure by
    figure.
    """

    prompts: Mapping[str, str]
    lines: tuple[str, ...]
    closing: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    measures: Mapping[str, str] = field(default_factory=dict)


def outline_form(plan: Plan) -> Form:
    """Return the form as the outline has it, without what a template may add to it."""
    return Form(
        {section.key: section.prompt for section in SECTIONS if section.answered},
        tuple(section.title for section in SECTIONS),
        ("Trên đây là báo cáo", "Nơi nhận", "Mã báo cáo"),
        tuple(str(year) for year in range(plan.first_year, plan.last_year + 1)),
        tuple(_outline_rows()),
        {figure.key: figure.measure for figure in FIGURES},
    )


def _outline_rows() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for group, figures in groupby(FIGURES, key=lambda figure: figure.group):
        rows.append((group,))
        rows += [(figure.label, figure.measure) for figure in figures]
    return rows
