"""A plan and template files → compiled templates that know the plan's fields, headers and filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sokhet_docs.field_guide import plan_aliases, plan_shape, unit_aliases, unit_shape
from sokhet_docs.fields import fill_filters
from sokhet_docs.plan import Plan
from sokhet_docs.problems import Problem
from sokhet_docs.template import Template, find_problems
from sokhet_docs.vietnamese import short_date
from sokhet_docs.vocabulary import Shape


def compile_packet(plan: Plan, template_paths: Sequence[Path]) -> Template:
    """Return the templates of one unit's packet, composed in their order. Raises TemplateError."""
    return Template.compile(
        template_paths,
        shape=unit_shape(plan),
        aliases=unit_aliases(plan),
        filters=fill_filters(),
        date_text=short_date,
    )


def compile_paper(plan: Plan, template_path: Path, own: Mapping[str, Shape] | None = None) -> Template:
    """Return a template about the whole plan; ``own`` are the paper's own fields. Raises TemplateError."""
    return Template.compile(
        template_path,
        shape={**plan_shape(plan), **(own or {})},
        aliases=plan_aliases(plan),
        filters=fill_filters(),
        date_text=short_date,
    )


def find_packet_problems(plan: Plan, template_paths: Sequence[Path]) -> tuple[Problem, ...]:
    """Return every problem of templates for units, warnings too."""
    return find_problems(
        template_paths, shape=unit_shape(plan), aliases=unit_aliases(plan), filters=fill_filters()
    )
