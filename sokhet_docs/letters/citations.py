"""A document of the plan's own body → how it is numbered, dated and cited, with gaps for what is blank."""

from __future__ import annotations

from datetime import date

from sokhet_docs.plan import Plan
from sokhet_docs.text import vietnamese
from sokhet_docs.text.vietnamese import short_date


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


def short_body(plan: Plan) -> str:
    """Return the body that issues the plan, in short: ``Ban Thường vụ Đảng ủy Khối``."""
    issuer = plan.issuer
    return issuer.short_body or issuer.body.replace(issuer.committee, issuer.short)
