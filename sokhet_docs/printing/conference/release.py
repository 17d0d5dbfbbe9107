"""A plan and the ledger of releases → the plan as it went out, and what of the workbook did not."""

from __future__ import annotations

from collections.abc import Iterator

from sokhet_docs.letters import cited, plan_as_released
from sokhet_docs.outbox import ReleaseLedger
from sokhet_docs.plan import Document, Plan
from sokhet_docs.vocabulary import GUEST_INVITATION_TEMPLATE, PLAN_TEMPLATE


def released_plan(plan: Plan, ledger: ReleaseLedger) -> tuple[Plan, tuple[str, ...]]:
    """Return the plan that a conference's papers cite, and lines on what is not as it was released."""
    if not ledger.in_force:
        return plan, ("Chưa phát hành: số, ngày lấy ở tệp Excel.",)
    released = plan_as_released(plan, ledger)
    return released, tuple(_iter_differences(plan, released, ledger))


def _iter_differences(plan: Plan, released: Plan, ledger: ReleaseLedger) -> Iterator[str]:
    if ledger.document(PLAN_TEMPLATE) is None:
        yield "Kế hoạch chưa phát hành: số, ngày của kế hoạch lấy ở tệp Excel."
    elif _says_otherwise(plan, released) or plan.issuer.code not in ("", released.issuer.code):
        typed, sent = (cited(each, "Kế hoạch", each.number, "KH", each.day) for each in (plan, released))
        yield f"Tệp Excel ghi {typed}; giấy mời viện dẫn bản đã phát hành: {sent}."
    mine, sent_row = (each.document_of(GUEST_INVITATION_TEMPLATE) for each in (plan, released))
    if mine and sent_row and _says_otherwise(mine, sent_row):
        rows = ((plan, mine), (released, sent_row))
        typed, sent = (cited(each, "Giấy mời", row.number, "GM", row.day) for each, row in rows)
        yield f"Tệp Excel ghi {typed}; đã phát hành là {sent}, giấy mời ghi theo bản đã phát hành."


def _says_otherwise(typed: Plan | Document, sent: Plan | Document) -> bool:
    """Return whether the workbook has another number or day; a blank that the release filled in is none."""
    is_other = typed.number not in ("", sent.number)
    return is_other or typed.day not in (None, sent.day)
