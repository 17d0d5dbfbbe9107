"""A plan and what was released of it → the plan with the numbers, days, names and addresses that went out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sokhet_docs.letters.fields import COMMITTEES
from sokhet_docs.outbox import ReleaseLedger, SentDocument, SentLetter
from sokhet_docs.plan import Document, Plan, Recipient, Signatory, Unit
from sokhet_docs.problems import OutputError, Place, Problem
from sokhet_docs.text.vietnamese import few_units, match_key, short_date
from sokhet_docs.vocabulary import PLAN_TEMPLATE


def plan_as_released(plan: Plan, ledger: ReleaseLedger) -> Plan:
    """Return ``plan`` as its last releases say it; what was never released stays as the workbook says it.

    So do addresses and persons that the release does not have.
    """
    letters = {letter.unit_code: letter for _, letter in ledger.letters()}
    units = tuple(_unit(unit, letters.get(unit.code)) for unit in plan.units)
    return replace(documents_as_released(plan, ledger), units=units)


def with_units_sent(plan: Plan, ledger: ReleaseLedger) -> Plan:
    """Return ``plan`` with the units that got a letter and are in the workbook no more, behind the others."""
    known = {unit.code for unit in plan.units}
    gone = {letter.unit_code: letter for _, letter in ledger.letters() if letter.unit_code not in known}
    last = max((unit.number for unit in plan.units), default=0)
    units = (_unit_gone(letter, at) for at, letter in enumerate(gone.values(), last + 1))
    return replace(plan, units=(*plan.units, *units))


def documents_as_released(plan: Plan, ledger: ReleaseLedger) -> Plan:
    """Return ``plan`` with numbers, code, days, signatories, recipients that went out; its units stay."""
    own = ledger.document(PLAN_TEMPLATE)
    if own is None:
        return plan
    refuse_changed_codes(plan, ledger)
    release, sent = own
    recipients = (Recipient(name=to.name, purpose=to.purpose, copies=to.copies) for to in release.recipients)
    return replace(
        plan,
        number=sent.number,
        day=sent.day,
        issuer=replace(plan.issuer, code=release.issuer_code or plan.issuer.code),
        recipients=tuple(recipients) or plan.recipients,
        documents=tuple(_document(document, ledger) for document in plan.documents),
    )


def plan_to_track(plan: Plan, ledger: ReleaseLedger) -> tuple[Plan, tuple[str, ...]]:
    """Return ``plan`` with the numbers, days and deadlines that went out, and what differs in the workbook.

    The latter are Vietnamese sentences: units that are not in the list any more, deadlines that moved. Raises
    OutputError as `refuse_changed_codes`.
    """
    letters = {letter.unit_code: letter for _, letter in ledger.letters()}
    units = tuple(_with_deadline(unit, letters.get(unit.code)) for unit in plan.units)
    moved = [now for now, was in zip(units, plan.units, strict=True) if now != was]
    codes = {unit.code for unit in plan.units}
    gone = [letter.unit_name for code, letter in letters.items() if code not in codes]
    told = [f"Đã gửi văn bản mà không còn trong danh sách: {few_units(gone)}."] if gone else []
    if moved:
        days = [f"{unit.name} ({short_date(unit.report_deadline)})" for unit in moved]
        told.append(f"Tệp Excel ghi hạn khác văn bản đã gửi; vẫn tính theo hạn đã gửi: {few_units(days)}.")
    return replace(documents_as_released(plan, ledger), units=units), tuple(told)


def refuse_changed_codes(plan: Plan, ledger: ReleaseLedger) -> None:
    """Raise OutputError when a unit that was sent its letters has another code in the workbook by now."""
    codes = {unit.code for unit in plan.units}
    sent = {match_key(letter.unit_name): letter.unit_code for _, letter in ledger.letters()}
    changed = [(unit, sent[key]) for unit in plan.units if (key := match_key(unit.name)) in sent]
    problems = [
        Problem(
            Place("Đơn vị"),
            f"“{unit.name}” đã được gửi văn bản với mã {code}, nay ghi mã {unit.code}.",
            f"Ghi lại {code} vào cột “Mã” của dòng ấy.",
        )
        for unit, code in changed
        if code != unit.code and code not in codes
    ]
    if problems:
        raise OutputError(problems)


def _with_deadline(unit: Unit, sent: SentLetter | None) -> Unit:
    return replace(unit, report_deadline=sent.deadline) if sent and sent.deadline else unit


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


def _unit_gone(sent: SentLetter, number: int) -> Unit:
    """Return a unit of which only its letter is known."""
    kind = next((kind for kind in COMMITTEES if sent.unit_name.startswith(f"{kind} ")), "")
    whom = " ".join(sent.addressee.split()) or sent.unit_name
    return Unit(
        number=number, code=sent.unit_code, name=sent.unit_name, review_form="", conference=None,
        report_deadline=date.max, kind=kind, own_name=sent.unit_name.removeprefix(kind).strip(),
        committee=whom, committee_lines=whom, committee_code="", authority="", addressee=whom,
        recipient_name=sent.recipient_name, email=sent.email, address=sent.address, copies=sent.copies,
    )  # fmt: skip


def _unit(unit: Unit, sent: SentLetter | None) -> Unit:
    if sent is None:
        return unit
    return replace(
        _with_deadline(unit, sent),
        addressee=sent.addressee,
        recipient_name=sent.recipient_name or unit.recipient_name,
        address=sent.address or unit.address,  # often filled in for the envelopes, after the release
        email=sent.email or unit.email,
        copies=sent.copies,
    )
