"""A plan and the templates in use → the facts that some template prints and that are blank.

A plan needs no more facts than its documents print: which those are, the templates say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sokhet_docs.letters.fields import Fields, plan_fields
from sokhet_docs.plan import Plan
from sokhet_docs.problems import Problem
from sokhet_docs.template import PlainTag
from sokhet_docs.workbook import FACTS, FACTS_SHEET

# Fields that the program makes of several facts, each with the one without which it says nothing.
_MADE_OF = {
    "ke_hoach.so_ky_hieu": "co_quan.ky_hieu",
    "ke_hoach.ngay_thang": "co_quan.dia_danh",
    "ke_hoach.vien_dan": "co_quan.ten",
    "ke_hoach.trich_yeu": "so_ket.dip",
    "so_ket.noi_dung": "so_ket.dip",
    "so_ket.noi_dung_gon": "so_ket.dip",
    "so_ket.trich_yeu": "so_ket.dip",
    "co_quan.ten_gon": "co_quan.ten",
    "co_quan.ten_ngan": "co_quan.ten",
    "van_ban.ngay_thang": "co_quan.dia_danh",
    "don_vi.ngay_trong": "co_quan.dia_danh",
}


def blank_facts(plan: Plan) -> Mapping[str, str]:
    """Return the facts that letters usually print and that are blank: their labels by their fields."""
    fields = plan_fields(plan)
    usual = {fact.field: fact.label for fact in FACTS if fact.usual and fact.field}
    return {field: label for field, label in usual.items() if _value_of(fields, field) == ""}


def find_needed(blank: Mapping[str, str], tags: Iterable[PlainTag]) -> dict[str, Problem]:
    """Return an error for each of the facts ``blank`` that one of ``tags`` prints, at the first, by label."""
    problems: dict[str, Problem] = {}
    for tag in tags:
        field = ".".join(tag.field)
        label = blank.get(_MADE_OF.get(field, field))
        if label and label not in problems:
            message = f"{tag.typed} sẽ in ra chỗ trống: chưa điền mục “{label}” ở trang “{FACTS_SHEET}”."
            hint = "Hãy điền mục ấy, hoặc bỏ thẻ này khỏi mẫu."
            problems[label] = Problem(tag.place, message, hint)
    return problems


def _value_of(fields: Fields, name: str) -> object:
    group, _, field = name.partition(".")
    return fields[group].get(field) if isinstance(fields.get(group), Mapping) else None
