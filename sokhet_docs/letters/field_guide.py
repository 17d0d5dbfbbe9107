"""A plan → what its templates may say: the known fields, the headers that are tags, a list of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sokhet_docs.letters.fields import Fields, PacketFields, plan_fields
from sokhet_docs.plan import Plan
from sokhet_docs.text.vietnamese import field_name, short_date
from sokhet_docs.vocabulary import MERGE_FIELDS, CustomFields, Shape, iter_leaves
from sokhet_docs.workbook import COLUMNS, FACTS

UNIT_ONLY = ("don_vi", "hoi_nghi")  # fields that a document of the whole plan does not have


def plan_shape(custom_fields: CustomFields) -> Mapping[str, Shape]:
    """Return the fields of a document about the whole plan, the clerk's own facts among them."""
    own = {field_name(label): f"Mục “{label}” của sheet Kế hoạch" for label in custom_fields.facts}
    known = {name: below for name, below in MERGE_FIELDS.items() if name not in UNIT_ONLY}
    return {**known, "ke_hoach": {**_fields_of(MERGE_FIELDS["ke_hoach"]), **own}}


def unit_shape(custom_fields: CustomFields) -> Mapping[str, Shape]:
    """Return the fields of a document for one unit, the clerk's own columns among them."""
    own = {field_name(header): f"Cột “{header}” của sheet Đơn vị" for header in custom_fields.columns}
    unit_only = {name: MERGE_FIELDS[name] for name in UNIT_ONLY}
    return {**plan_shape(custom_fields), **unit_only, "don_vi": {**_fields_of(MERGE_FIELDS["don_vi"]), **own}}


def plan_aliases(custom_fields: CustomFields) -> dict[str, str]:
    """Return the labels of the sheet Kế hoạch that are tags too, each with its field."""
    own = {label: f"ke_hoach.{field_name(label)}" for label in custom_fields.facts}
    return {fact.label: fact.field for fact in FACTS if fact.field} | own


def unit_aliases(custom_fields: CustomFields) -> dict[str, str]:
    """Return the headers and labels that are tags too; a column's header wins over a fact's label."""
    own = {header: f"don_vi.{field_name(header)}" for header in custom_fields.columns}
    columns = {column.header: column.field for column in COLUMNS if column.field}
    return plan_aliases(custom_fields) | columns | own


def _fields_of(shape: Shape) -> Mapping[str, Shape]:
    assert isinstance(shape, Mapping)  # noqa: S101  the vocabulary's own form, not a user's
    return shape


@dataclass(frozen=True, slots=True)
class FieldNote:
    """One merge field as a template's author meets it: its name, its meaning, its value for one unit."""

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
