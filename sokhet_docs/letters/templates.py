"""Template files and what their plan offers → compiled templates, or the problems of their tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sokhet_docs.letters.field_guide import plan_aliases, plan_shape, unit_aliases, unit_shape
from sokhet_docs.letters.filters import fill_filters
from sokhet_docs.office.package import read_package
from sokhet_docs.plan.model import Plan
from sokhet_docs.problems import Problem
from sokhet_docs.template import template
from sokhet_docs.template.checking.plain_tags import PlainTag, find_plain_tags
from sokhet_docs.template.options import TemplateOptions
from sokhet_docs.template.template import Template, find_problems
from sokhet_docs.text.vietnamese import short_date
from sokhet_docs.vocabulary import PLAN_DOCUMENTS, CustomFields, Shape


def compile_packet(plan: Plan, template_paths: Sequence[Path]) -> Template:
    """Return the templates of one unit's packet, composed in their order. Raises TemplateError."""
    return Template.compile(
        template_paths,
        shape=unit_shape(plan.own_names),
        aliases=unit_aliases(plan.own_names),
        filters=fill_filters(),
        date_text=short_date,
    )


def compile_packets(plan: Plan, packets: Sequence[Sequence[Path]]) -> list[Template]:
    """Return `compile_packet` of each of ``packets``; what they share is done once. Raises TemplateError."""
    return template.compile_packets(
        packets,
        shape=unit_shape(plan.own_names),
        aliases=unit_aliases(plan.own_names),
        filters=fill_filters(),
        date_text=short_date,
    )


def compile_plan_document(plan: Plan, template_path: Path) -> Template:
    """Return a template about the whole plan; its name tells which fields it alone may use.

    Raises TemplateError.
    """
    return Template.compile(
        template_path,
        shape={**plan_shape(plan.own_names), **PLAN_DOCUMENTS.get(template_path.name, {})},
        aliases=plan_aliases(plan.own_names),
        filters=fill_filters(),
        date_text=short_date,
    )


def find_packet_problems(own_names: CustomFields, template_paths: Sequence[Path]) -> tuple[Problem, ...]:
    """Return every problem of templates for units, warnings too."""
    return find_problems(
        template_paths, shape=unit_shape(own_names), aliases=unit_aliases(own_names), filters=fill_filters()
    )


def find_packet_tags(own_names: CustomFields, template_path: Path) -> list[PlainTag]:
    """Return the tags of a template for units that print one field as it is. Raises TemplateError."""
    options = TemplateOptions(unit_shape(own_names), unit_aliases(own_names), fill_filters())
    return find_plain_tags(read_package(template_path), options)


def find_plan_document_problems(
    own_names: CustomFields, template_path: Path, own: Mapping[str, Shape]
) -> tuple[Problem, ...]:
    """Return every problem of a template about the whole plan; ``own`` are its own fields."""
    shape = {**plan_shape(own_names), **own}
    return find_problems(template_path, shape=shape, aliases=plan_aliases(own_names), filters=fill_filters())
