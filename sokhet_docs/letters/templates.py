"""A plan → what its templates may say; template files → compiled templates, or the problems of their tags.

There are two sorts of templates: those of a unit's packet, and those of a document about the whole plan. The
latter do not have the fields of a unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from sokhet_docs.letters.blank_facts import blank_facts, find_needed
from sokhet_docs.letters.fields import Fields, PacketFields, document_fields, plan_fields
from sokhet_docs.letters.filters import fill_filters
from sokhet_docs.letters.outline_fields import outline_fields
from sokhet_docs.plan import Asked, Document, Plan, asked_of
from sokhet_docs.problems import Problem, TemplateError
from sokhet_docs.template import (
    Adoption,
    PlainTag,
    Template,
    TemplateFile,
    TemplateOptions,
    adopt,
    compile_templates,
    find_plain_tags,
    find_problems,
    read_template,
)
from sokhet_docs.text.vietnamese import field_name, short_date
from sokhet_docs.vocabulary import MERGE_FIELDS, PLAN_DOCUMENTS, CustomFields, Shape, iter_leaves
from sokhet_docs.workbook import COLUMNS, FACTS

UNIT_ONLY = ("don_vi", "hoi_nghi", "cong_van")  # fields that a document about the whole plan does not have


def plan_shape(custom_fields: CustomFields) -> Mapping[str, Shape]:
    """Return the fields of a document about the whole plan, the clerk's own facts among them."""
    custom = {field_name(label): f"Mục “{label}” của sheet Kế hoạch" for label in custom_fields.facts}
    known = {name: below for name, below in MERGE_FIELDS.items() if name not in UNIT_ONLY}
    return {**known, "ke_hoach": {**_group("ke_hoach"), **custom}}


def unit_shape(custom_fields: CustomFields) -> Mapping[str, Shape]:
    """Return the fields of a document for one unit, the clerk's own columns among them."""
    custom = {field_name(header): f"Cột “{header}” của sheet Đơn vị" for header in custom_fields.columns}
    unit_only = {name: MERGE_FIELDS[name] for name in UNIT_ONLY}
    return {**plan_shape(custom_fields), **unit_only, "don_vi": {**_group("don_vi"), **custom}}


def _group(name: str) -> Mapping[str, Shape]:
    group = MERGE_FIELDS[name]
    assert isinstance(group, Mapping)  # noqa: S101  the vocabulary's own form, not a user's
    return group


def plan_aliases(custom_fields: CustomFields) -> dict[str, str]:
    """Return the labels of the sheet Kế hoạch that are tags too, each with its field."""
    custom = {label: f"ke_hoach.{field_name(label)}" for label in custom_fields.facts}
    facts = {label: fact.field for fact in FACTS for label in fact.all_labels if fact.field}
    return facts | custom


def unit_aliases(custom_fields: CustomFields) -> dict[str, str]:
    """Return the headers and labels that are tags too; a column's header wins over a fact's label."""
    custom = {header: f"don_vi.{field_name(header)}" for header in custom_fields.columns}
    columns = {header: column.field for column in COLUMNS for header in column.headers if column.field}
    synonyms = {header: column.field for column in COLUMNS for header in column.synonyms if column.field}
    return synonyms | plan_aliases(custom_fields) | columns | custom


def _unit_options(custom_fields: CustomFields, *, duplex: bool = False) -> TemplateOptions:
    shape, aliases = unit_shape(custom_fields), unit_aliases(custom_fields)
    return TemplateOptions(
        shape, aliases, fill_filters(), short_date, identifier="{{ dinh_danh.ma }}", duplex=duplex
    )


def _plan_options(custom_fields: CustomFields, template: str, *, duplex: bool = False) -> TemplateOptions:
    # The file name decides which further fields a template about the whole plan may use.
    shape = {**plan_shape(custom_fields), **PLAN_DOCUMENTS.get(template, {})}
    return TemplateOptions(shape, plan_aliases(custom_fields), fill_filters(), short_date, duplex=duplex)


def compile_packet(plan: Plan, template_paths: Sequence[Path]) -> Template:
    """Return templates for units, composed in their order, with all that the plan asks of anyone.

    Raises TemplateError.
    """
    constants = {**outline_fields(asked_of(plan), plan.periods), **document_fields(plan)}
    files = [TemplateFile(path, constants) for path in template_paths]
    return Template.compile(files, _unit_options(plan.custom_fields, duplex=plan.duplex))


def compile_packets(
    plan: Plan, folder: Path, packets: Sequence[tuple[tuple[Document, ...], Asked]]
) -> list[Template]:
    """Return the composed templates of each of ``packets``: its documents, and what its report form asks.

    What they share is done once. Raises TemplateError.
    """
    file_of = cache(partial(_template_file, plan, folder))
    files = [[file_of(document, asked) for document in documents] for documents, asked in packets]
    return compile_templates(files, _unit_options(plan.custom_fields, duplex=plan.duplex))


def _template_file(plan: Plan, folder: Path, document: Document, asked: Asked) -> TemplateFile:
    constants = {**outline_fields(asked, plan.periods), **document_fields(plan, document)}
    return TemplateFile(folder / document.template, constants)


def compile_plan_document(plan: Plan, template_path: Path) -> Template:
    """Return a template about the whole plan.

    Raises TemplateError, also for a tag that would print a blank fact.
    """
    options = _plan_options(plan.custom_fields, template_path.name, duplex=plan.duplex)
    blank = blank_facts(plan)
    tags = find_plan_document_tags(plan.custom_fields, template_path) if blank else ()
    if needed := find_needed(blank, tags):
        raise TemplateError(needed.values())
    file = TemplateFile(template_path, document_fields(plan, plan.document_of(template_path.name)))
    return Template.compile(file, options)


def find_packet_problems(custom_fields: CustomFields, template_paths: Sequence[Path]) -> tuple[Problem, ...]:
    """Return every problem of templates for units, warnings too."""
    return find_problems(template_paths, _unit_options(custom_fields))


def find_plan_document_problems(custom_fields: CustomFields, template_path: Path) -> tuple[Problem, ...]:
    """Return every problem of a template about the whole plan, warnings too."""
    return find_problems(template_path, _plan_options(custom_fields, template_path.name))


def find_packet_tags(custom_fields: CustomFields, template_path: Path) -> list[PlainTag]:
    """Return the tags of a template for units that print one field as it is. Raises TemplateError."""
    return find_plain_tags(read_template(template_path), _unit_options(custom_fields))


def find_plan_document_tags(custom_fields: CustomFields, template_path: Path) -> list[PlainTag]:
    """Return the same of a template about the whole plan. Raises TemplateError."""
    return find_plain_tags(read_template(template_path), _plan_options(custom_fields, template_path.name))


def adopt_letter(custom_fields: CustomFields, letter: Path) -> Adoption:
    """Return the template that an old letter of a mail merge makes. Raises TemplateError."""
    return adopt(letter, _unit_options(custom_fields))


@dataclass(frozen=True, slots=True)
class FieldNote:
    """One merge field as a template's author sees it: its name, its meaning, its value for one unit."""

    name: str
    meaning: str
    value: str


def describe_fields(plan: Plan) -> list[FieldNote]:
    """Return every field with its meaning and its value for the first unit; ``x[]`` is a loop's element."""
    if not plan.units:
        fields, shape = plan_fields(plan), plan_shape(plan.custom_fields)
    else:
        fields, shape = PacketFields(plan).of(plan.units[0]), unit_shape(plan.custom_fields)
    return [FieldNote(name, meaning, _shown(fields, name)) for name, meaning in iter_leaves(shape)]


def _shown(fields: Fields, name: str) -> str:
    value: Any = fields
    for step in name.split("."):
        value = value[step.removesuffix("[]")]
        if step.endswith("[]"):
            if not value:
                return ""
            value = value[0]
    if isinstance(value, bool):
        return "Đúng" if value else "Sai"
    return short_date(value) if isinstance(value, date) else str(value)
