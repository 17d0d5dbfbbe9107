"""Template files and what their plan offers → compiled templates, or the problems of their tags."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sokhet_docs.letters.field_guide import plan_aliases, plan_shape, unit_aliases, unit_shape
from sokhet_docs.letters.filters import fill_filters
from sokhet_docs.office.package import read_package
from sokhet_docs.plan import Plan
from sokhet_docs.problems import Problem
from sokhet_docs.template import (
    PlainTag,
    Template,
    TemplateOptions,
    compile_templates,
    find_plain_tags,
    find_problems,
)
from sokhet_docs.text.vietnamese import short_date
from sokhet_docs.vocabulary import PLAN_DOCUMENTS, CustomFields


def unit_options(custom_fields: CustomFields) -> TemplateOptions:
    """Return how the templates for units are read."""
    return TemplateOptions(unit_shape(custom_fields), unit_aliases(custom_fields), fill_filters(), short_date)


def plan_options(custom_fields: CustomFields, template: str) -> TemplateOptions:
    """Return how a template about the whole plan is read: its file name tells what it alone may use."""
    shape = {**plan_shape(custom_fields), **PLAN_DOCUMENTS.get(template, {})}
    return TemplateOptions(shape, plan_aliases(custom_fields), fill_filters(), short_date)


def compile_packet(plan: Plan, template_paths: Sequence[Path]) -> Template:
    """Return the templates of one unit's packet, composed in their order. Raises TemplateError."""
    return Template.compile(template_paths, unit_options(plan.custom_fields))


def compile_packets(plan: Plan, packets: Sequence[Sequence[Path]]) -> list[Template]:
    """Return `compile_packet` of each of ``packets``; what they share is done once. Raises TemplateError."""
    return compile_templates(packets, unit_options(plan.custom_fields))


def compile_plan_document(plan: Plan, template_path: Path) -> Template:
    """Return a template about the whole plan. Raises TemplateError."""
    return Template.compile(template_path, plan_options(plan.custom_fields, template_path.name))


def find_packet_problems(custom_fields: CustomFields, template_paths: Sequence[Path]) -> tuple[Problem, ...]:
    """Return every problem of templates for units, warnings too."""
    return find_problems(template_paths, unit_options(custom_fields))


def find_packet_tags(custom_fields: CustomFields, template_path: Path) -> list[PlainTag]:
    """Return the tags of a template for units that print one field as it is. Raises TemplateError."""
    return find_plain_tags(read_package(template_path), unit_options(custom_fields))


def find_plan_document_problems(custom_fields: CustomFields, template_path: Path) -> tuple[Problem, ...]:
    """Return every problem of a template about the whole plan."""
    return find_problems(template_path, plan_options(custom_fields, template_path.name))
