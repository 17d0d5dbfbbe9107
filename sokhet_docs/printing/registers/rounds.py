"""A plan, its output folder and its releases → the rounds in which documents went to units, or will go.

Where something was released, each release in force is a round, as it went out. Where nothing was, there is
one round: the letters of the output folder, else those that the workbook asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from msgspec import structs

from sokhet_docs.letters import plan_as_released, with_units_sent
from sokhet_docs.outbox import (
    Correction,
    Manifest,
    Release,
    ReleaseLedger,
    SentDocument,
    SentLetter,
    read_releases,
    read_sent,
)
from sokhet_docs.plan import Document, Plan, Recipient, Signatory, Unit
from sokhet_docs.text.vietnamese import few_units
from sokhet_docs.vocabulary import PLAN_TEMPLATE


@dataclass(frozen=True, slots=True)
class Round:
    """One release, or (``day`` None) what has not been released yet.

    ``letters`` holds one entry a unit, in the plan's order, with all the titles that went to it.
    ``with_plan``: the plan itself went out with it; a later round names the plan without sending it again,
    but to units that had no letter yet: ``had_plan`` are the codes of those that had one. ``plan`` is the
    plan as it was then, its units those that something went to so far. ``corrections`` are those of its
    documents' numbers.
    """

    plan: Plan
    day: date | None
    note: str
    documents: tuple[SentDocument, ...]
    letters: tuple[SentLetter, ...]
    with_plan: bool = True
    had_plan: frozenset[str] = frozenset()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """The plan as it was released, its rounds, and what the clerk must know of how they were found.

    ``withdrawn`` are the rounds that were taken back.
    """

    plan: Plan
    rounds: tuple[Round, ...]
    remarks: tuple[str, ...]
    withdrawn: tuple[Round, ...] = ()


def read_rounds(plan: Plan, output: Path) -> Sent:
    """Return what went out of ``plan``. Raises OutputError as `read_releases` and `read_sent` do."""
    ledger, manifest = read_releases(output), read_sent(output)
    withdrawn = tuple(_iter_released(plan, _taken_back(ledger)))
    if not ledger.in_force:
        return Sent(plan, (_unreleased(plan, manifest),), (_NOT_RELEASED,), withdrawn)
    released = with_units_sent(plan_as_released(plan, ledger), ledger)
    remarks = (*_iter_differences(plan, released), *_iter_left_over(manifest, ledger))
    return Sent(released, tuple(_iter_released(released, ledger)), remarks, withdrawn)


_NOT_RELEASED = "Chưa phát hành: lấy theo tệp Excel và các văn bản đang có trong thư mục kết quả."


def _iter_released(plan: Plan, ledger: ReleaseLedger) -> Iterator[Round]:
    order = {unit.code: number for number, unit in enumerate(plan.units)}
    had: dict[str, set[str]] = {}  # the codes of the units that have the plan, by its number
    for release in ledger.in_force:
        letters = sorted(_by_unit(release.letters), key=lambda one: order.get(one.unit_code, len(order)))
        number = _number_of_plan(release)
        yield Round(
            _plan_then(plan, release, ledger), release.day, release.note, release.documents, tuple(letters),
            with_plan=number not in had, had_plan=frozenset(had.get(number or "", ())),
            corrections=release.corrections,
        )  # fmt: skip
        if number is not None:
            had.setdefault(number, set()).update(letter.unit_code for letter in letters)


def with_old_numbers(rounds: tuple[Round, ...]) -> Iterator[tuple[Round, ...]]:
    """Yield ``rounds`` as they were before the last correction of their numbers, before the last two."""
    while times := [correction.time for one in rounds for correction in one.corrections]:
        rounds = tuple(_before(one, max(times)) for one in rounds)
        yield rounds


def _before(one: Round, time: datetime) -> Round:
    """Return a round without the corrections made at ``time``."""
    old = {
        correction.template: correction.before for correction in one.corrections if correction.time == time
    }
    documents = (
        structs.replace(document, number=old.get(document.template, document.number))
        for document in one.documents
    )
    left = tuple(correction for correction in one.corrections if correction.time != time)
    return replace(one, documents=tuple(documents), corrections=left)


def _taken_back(ledger: ReleaseLedger) -> ReleaseLedger:
    """Return the releases that were taken back, as they were before."""
    back = (structs.replace(one, withdrawn=None) for one in ledger.releases if one.withdrawn)
    return ReleaseLedger(releases=tuple(back))


def _plan_then(plan: Plan, release: Release, ledger: ReleaseLedger) -> Plan:
    got = {letter.unit_code for _, letter in ledger.letters()}
    recipients = (Recipient(name=to.name, purpose=to.purpose, copies=to.copies) for to in release.recipients)
    return replace(
        plan,
        issuer=replace(plan.issuer, code=release.issuer_code or plan.issuer.code),
        recipients=tuple(recipients) or plan.recipients,
        units=tuple(unit for unit in plan.units if unit.code in got),
    )


def _iter_differences(plan: Plan, released: Plan) -> Iterator[str]:
    """Yield one line about what the workbook says otherwise than what went out."""
    found = []
    if plan.issuer.code != released.issuer.code:
        found.append(f"ký hiệu cơ quan ({released.issuer.code})")
    if plan.recipients != released.recipients:
        found.append("nơi nhận của kế hoạch")
    known = {unit.code for unit in plan.units}
    if gone := [unit.name for unit in released.units if unit.code not in known]:
        listed = few_units(gone, 3)
        found.append(f"{len(gone)} đơn vị đã gửi không còn trong danh sách ({listed})")
    if found:
        yield f"Tệp Excel khác lúc phát hành, ở đây theo lần phát hành: {'; '.join(found)}."


def _number_of_plan(release: Release) -> str | None:
    """Return the plan's number in a release; None where the release does not name the plan."""
    found = (one.number for one in release.documents if one.template.casefold() == PLAN_TEMPLATE)
    return next(found, None)


def _by_unit(letters: tuple[SentLetter, ...]) -> Iterator[SentLetter]:
    """Yield one letter for each unit; files of one document each are put together."""
    units: dict[str, list[SentLetter]] = {}
    for letter in letters:
        units.setdefault(letter.unit_code, []).append(letter)
    for first, *others in units.values():
        titles = dict.fromkeys(title for one in (first, *others) for title in one.documents)
        yield SentLetter(
            file=first.file, sha256=first.sha256, unit_code=first.unit_code, unit_name=first.unit_name,
            documents=tuple(titles), addressee=first.addressee, recipient_name=first.recipient_name,
            address=first.address, email=first.email, copies=first.copies,
        )  # fmt: skip


def _iter_left_over(manifest: Manifest, ledger: ReleaseLedger) -> Iterator[str]:
    """Yield one line about the letters of units to which nothing was released yet."""
    sent = {letter.unit_code for _, letter in ledger.letters()}
    files = manifest.letters_by_unit()
    names = {record.unit_code: record.unit_name for record in manifest.files.values()}
    left = [names[code] for code in files if code and code not in sent]
    if left:
        listed = few_units(left, 3)
        yield f"Đã tạo mà chưa phát hành nên không tính ở đây: văn bản của {len(left)} đơn vị ({listed})."


def _unreleased(plan: Plan, manifest: Manifest) -> Round:
    own = plan.document_of(PLAN_TEMPLATE)
    body = SentDocument(
        template=PLAN_TEMPLATE, title="Kế hoạch", number=(own.number if own else "") or plan.number,
        day=(own.day if own else None) or plan.day, signatory=_signatory(own, plan).name,
    )  # fmt: skip
    documents = (_sent_document(one, plan) for one in plan.documents if one.template != PLAN_TEMPLATE)
    titles = _titles_by_unit(plan, manifest)
    letters = (_letter(unit, titles[unit.code]) for unit in plan.units if titles.get(unit.code))
    return Round(plan, None, "", (body, *documents), tuple(letters))


def _sent_document(document: Document, plan: Plan) -> SentDocument:
    return SentDocument(
        template=document.template, title=document.title, number=document.number,
        day=document.day or plan.day, signatory=_signatory(document, plan).name,
    )  # fmt: skip


def _signatory(document: Document | None, plan: Plan) -> Signatory:
    return (document.signatory if document else None) or plan.signatory


def _titles_by_unit(plan: Plan, manifest: Manifest) -> dict[str, tuple[str, ...]]:
    """Return the titles of each unit's letters in the output folder; without letters, those it is to get."""
    made: dict[str, dict[str, None]] = {}
    for record in manifest.files.values():
        if record.unit_code and not record.beside:
            made.setdefault(record.unit_code, {}).update(dict.fromkeys(record.documents))
    if made:
        return {code: tuple(titles) for code, titles in made.items()}
    return {unit.code: tuple(one.title for one in plan.documents_for(unit)) for unit in plan.units}


def _letter(unit: Unit, titles: tuple[str, ...]) -> SentLetter:
    return SentLetter(
        file="", sha256="", unit_code=unit.code, unit_name=unit.name, documents=titles,
        addressee=unit.addressee, recipient_name=unit.recipient_name, address=unit.address,
        email=unit.email, copies=unit.copies,
    )  # fmt: skip
