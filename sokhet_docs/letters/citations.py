"""A document of the plan's own body → how it is numbered, dated and cited, with gaps for what is blank."""

from __future__ import annotations

from datetime import date

from sokhet_docs.plan import Plan
from sokhet_docs.text import vietnamese
from sokhet_docs.text.vietnamese import short_date

_LETTER, _LETTER_CODE = "Công văn", "CV"  # the type code of an official letter [P]


def number_after(typed: str) -> str:
    """Return what follows “số”: the number with two digits at least [P]; a gap for it when it is blank."""
    number = typed.zfill(2) if typed.isdigit() else typed
    return f" {number}" if number else vietnamese.OPEN_NUMBER


def coded(plan: Plan, number: str, code: str) -> str:
    """Return what follows “số” in the number and code of a document: `` 05-KH/ĐUK``."""
    return f"{number_after(number)}-{code}/{plan.issuer.code}"


def cited(plan: Plan, kind: str, number: str, code: str, day: date | None) -> str:
    """Return a document as it is cited, without its body: ``Kế hoạch số 05-KH/ĐUK, ngày 05/02/2022``."""
    written = f"ngày {short_date(day)}" if day else f"{vietnamese.OPEN_SHORT_DAY}{plan.year}"
    return f"{kind} số{coded(plan, number, code)}, {written}"


def letter_number(plan: Plan, number: str, code: str = _LETTER_CODE) -> str:
    """Return the number and code of a letter, an official one, as it prints them: ``Số 05-CV/ĐUK``."""
    return f"Số{coded(plan, number, code)}"


def cited_letter(plan: Plan, number: str, day: date | None) -> str:
    """Return an official letter (công văn) as it is cited, without the body that issues it."""
    return cited(plan, _LETTER, number, _LETTER_CODE, day)


def cited_in_full(plan: Plan, citation: str) -> str:
    """Return a ``citation`` with the body that issues the plan: ``… của Ban Thường vụ Đảng ủy Khối``."""
    return f"{citation} của {short_body(plan)}"


def short_body(plan: Plan) -> str:
    """Return the body that issues the plan, in short: ``Ban Thường vụ Đảng ủy Khối``."""
    issuer = plan.issuer
    return issuer.short_body or issuer.body.replace(issuer.committee, issuer.short)
