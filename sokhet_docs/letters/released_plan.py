"""A plan and what was released of it → the plan with the numbers, days, names and addresses that went out."""

from __future__ import annotations

from dataclasses import replace

from sokhet_docs.outbox import ReleaseLedger, SentDocument, SentLetter
from sokhet_docs.plan import Document, Plan, Signatory, Unit
from sokhet_docs.vocabulary import PLAN_TEMPLATE


def plan_as_released(plan: Plan, ledger: ReleaseLedger) -> Plan:
    """Return ``plan`` as its last releases say it; what was never released stays as the workbook says it."""
    letters = {letter.unit_code: letter for _, letter in ledger.letters()}
    units = tuple(_unit(unit, letters.get(unit.code)) for unit in plan.units)
    return replace(documents_as_released(plan, ledger), units=units)


def documents_as_released(plan: Plan, ledger: ReleaseLedger) -> Plan:
    """Return ``plan`` with the numbers, days and signatories that went out, its units as in the workbook."""
    own = ledger.document(PLAN_TEMPLATE)
    return replace(
        plan,
        number=own[1].number if own else plan.number,
        day=own[1].day if own else plan.day,
        documents=tuple(_document(document, ledger) for document in plan.documents),
    )


def _document(document: Document, ledger: ReleaseLedger) -> Document:
    if (found := ledger.document(document.template)) is None:
        return document
    sent = found[1]
    return replace(
        document, number=sent.number, day=sent.day, signatory=_signatory(sent) or document.signatory
    )


def _signatory(sent: SentDocument) -> Signatory | None:
    if not sent.signatory:
        return None
    return Signatory(authority=sent.authority, position=sent.position, name=sent.signatory)


def _unit(unit: Unit, sent: SentLetter | None) -> Unit:
    if sent is None:
        return unit
    return replace(
        unit, addressee=sent.addressee, recipient_name=sent.recipient_name, address=sent.address,
        email=sent.email, copies=sent.copies,
    )  # fmt: skip
