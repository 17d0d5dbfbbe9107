"""The rounds in which documents went out → the rows of the registers, and each document's distribution list.

Sổ đăng ký văn bản đi has one row for each document with a number of its own and each round; Sổ chuyển giao
văn bản đi one for each packet and each further recipient of the plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sokhet_docs.letters import BLANK, DistributionList, Numbering, plan_fields
from sokhet_docs.outbox import SentDocument, SentLetter
from sokhet_docs.plan import Delivery, Plan, Recipient, archive_line, deliveries, total_copies
from sokhet_docs.printing.registers.rounds import Round, Sent
from sokhet_docs.text.vietnamese import capitalize_first, few_units, match_key
from sokhet_docs.vocabulary import PLAN_TEMPLATE

_NAMED = 5  # units that a row of the register names; of more, the first few
_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_LONGEST_SHEET_NAME = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """One row of Sổ đăng ký văn bản đi. A day that is None, and a number in dots, are filled in by hand.

    ``number`` has its code (15-CV/ĐUK), ``name`` is type and subject, ``keeper`` who keeps the copy on file,
    ``copies`` all copies of the document, ``sent`` when it was handed on.
    """

    number: str
    day: date | None
    name: str
    signatory: str
    recipients: str
    keeper: str
    copies: int
    sent: date | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One row of Sổ chuyển giao văn bản đi: what was handed on to whom, and when (None: not yet)."""

    sent: date | None
    number: str
    recipient: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """The rows of both registers, and the distribution list of each document."""

    registered: tuple[Registered, ...]
    delivered: tuple[Delivered, ...]
    lists: tuple[DistributionList, ...]


@dataclass(frozen=True, slots=True)
class _Issued:
    """A document with a number of its own as it went out in one round, and the letters that hold it."""

    document: SentDocument
    numbering: Numbering
    number: str
    letters: tuple[SentLetter, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What a document shares with itself in other rounds."""
        return self.document.template.casefold(), self.number

    @property
    def is_plan(self) -> bool:
        return _is_plan(self.document)


def make_entries(sent: Sent, numbered: Mapping[str, Numbering]) -> Entries:
    """Return the rows of all rounds; ``numbered`` are the documents with a number, by their template."""
    by_key = {template.casefold(): numbering for template, numbering in numbered.items()}
    registered: list[Registered] = []
    delivered: list[Delivered] = []
    lists: list[DistributionList] = []
    times: Counter[tuple[str, str]] = Counter()
    for one in sent.rounds:
        issued = list(_iter_issued(one, by_key))
        new = [document for document in issued if one.with_plan or not document.is_plan]
        times.update(document.key for document in new)
        registered += (_registered(one, document, times[document.key]) for document in new)
        delivered += _iter_delivered(one, issued)
        lists += (_list(one.plan, document) for document in new)
    return Entries(tuple(registered), tuple(delivered), tuple(_named_apart(lists)))


def packet_numbers(sent: Sent, numbered: Mapping[str, Numbering]) -> dict[str, str]:
    """Return the numbers of what each unit got last, by its code; "" where nothing has a number."""
    by_key = {template.casefold(): numbering for template, numbering in numbered.items()}
    numbers = {}
    for one in sent.rounds:
        issued = list(_iter_issued(one, by_key))
        for letter in one.letters:
            numbers[letter.unit_code] = ", ".join(_numbers_of(letter, one, issued))
    return numbers


def _iter_issued(one: Round, numbered: Mapping[str, Numbering]) -> Iterator[_Issued]:
    for document in one.documents:
        numbering = _numbering_of(document, numbered)
        if numbering is None:
            continue
        number = numbering.number(one.plan, document.number)
        with_it = (letter for letter in one.letters if document.title in letter.documents)
        letters = one.letters if _is_plan(document) else tuple(with_it)
        if letters or _is_plan(document):
            yield _Issued(document, numbering, number, letters)


def _numbering_of(document: SentDocument, numbered: Mapping[str, Numbering]) -> Numbering | None:
    """Return how a document was numbered when it went out; of an old ledger, how it is numbered today."""
    if document.name:
        return Numbering(document.code, document.name)
    return numbered.get(document.template.casefold())


def _is_plan(document: SentDocument) -> bool:
    return document.template.casefold() == PLAN_TEMPLATE


def _registered(one: Round, issued: _Issued, time: int) -> Registered:
    """Return the row of a document that goes out for the ``time``-th time."""
    plan = one.plan
    return Registered(
        number=issued.number,
        day=issued.document.day or plan.day,
        name=issued.numbering.name,
        signatory=issued.document.signatory or plan.signatory.name,
        recipients=_recipients_of_plan(plan) if issued.is_plan else _named(plan, issued.letters),
        keeper=archive_line(plan).removeprefix("Lưu "),
        copies=total_copies(_rows_of_plan(plan)) if issued.is_plan else _copies(issued.letters),
        sent=one.day,
        note=": ".join(part for part in (f"Lần {time}" if time > 1 else "", one.note) if part),
    )


def _copies(letters: Iterable[SentLetter]) -> int:
    return sum(letter.copies for letter in letters)


def _named(plan: Plan, letters: Sequence[SentLetter]) -> str:
    """Return the units of ``letters`` as one line: all of the plan together, few by name."""
    names = [_addressee(letter) for letter in letters]
    if len(names) > _NAMED and len(names) == len(plan.units):
        return f"{capitalize_first(_all_units(plan))} ({len(names)} đơn vị)"
    return few_units(names)


def _all_units(plan: Plan) -> str:
    everyone: str = plan_fields(plan)["danh_sach"]["cac_don_vi"]
    return everyone


def _addressee(letter: SentLetter) -> str:
    return " ".join((letter.addressee or letter.unit_name).split())


def _recipients_of_plan(plan: Plan) -> str:
    return "; ".join(_plan_recipient(plan, recipient) for recipient in _outside(plan))


def _plan_recipient(plan: Plan, recipient: Recipient) -> str:
    listed = "" if recipient.copies else f" ({len(plan.units)} đơn vị)"
    return f"{recipient.name}{listed}"


def _outside(plan: Plan) -> list[Recipient]:
    """Return the recipients of the plan but its file."""
    return [one for one in plan.recipients if match_key(one.purpose) != match_key("lưu")]


def _goes_to_units(plan: Plan) -> bool:
    """Tell whether the plan itself goes to the units of its list, too: a recipient without copies says so."""
    return any(not recipient.copies for recipient in plan.recipients)


def _rows_of_plan(plan: Plan) -> list[Delivery]:
    return deliveries(plan)[: None if _goes_to_units(plan) else len(plan.recipients)]


def _iter_delivered(one: Round, issued: Sequence[_Issued]) -> Iterator[Delivered]:
    body = next((document for document in issued if document.is_plan and one.with_plan), None)
    for recipient in _outside(one.plan) if body else ():
        if body and recipient.copies:
            yield Delivered(
                sent=one.day,
                number=body.number,
                recipient=recipient.name,
                note=_copies_note(recipient.copies),
            )
    for letter in one.letters:
        number = ", ".join(_numbers_of(letter, one, issued)) or "; ".join(letter.documents)
        yield Delivered(
            sent=one.day, number=number, recipient=_addressee(letter), note=_copies_note(letter.copies)
        )


def _numbers_of(letter: SentLetter, one: Round, issued: Sequence[_Issued]) -> list[str]:
    """Return the numbers of what a unit got, the plan's too where it got only annexes of it."""
    is_sent = _goes_to_units(one.plan) and letter.unit_code not in one.had_plan
    own = [one.number for one in issued if not one.is_plan and letter in one.letters]
    plans = [one.number for one in issued if one.is_plan and (is_sent or not own)]
    return plans + own


def _copies_note(copies: int) -> str:
    return f"{copies} bản" if copies > 1 else ""


def _list(plan: Plan, issued: _Issued) -> DistributionList:
    document = issued.document
    rows = _rows_of_plan(plan) if issued.is_plan else _rows_of_letters(plan, issued.letters)
    units = len(issued.letters) if not issued.is_plan or _goes_to_units(plan) else 0
    citation = issued.numbering.citation(plan, document.number, document.day or plan.day)
    return DistributionList(
        f"Nơi nhận {issued.number.removeprefix(f'{BLANK}-')}", citation, tuple(rows), units
    )


def _rows_of_letters(plan: Plan, letters: Sequence[SentLetter]) -> list[Delivery]:
    numbers = {unit.code: unit.number for unit in plan.units}
    notes = {unit.code: unit.note for unit in plan.units}
    return [
        Delivery(
            numbers.get(letter.unit_code, position),
            _addressee(letter),
            person=letter.recipient_name,
            address=", ".join(part for part in (letter.address, letter.email) if part),
            copies=letter.copies,
            note=notes.get(letter.unit_code, ""),
            group=f"I. Các đơn vị ({len(letters)} đơn vị)",
        )
        for position, letter in enumerate(letters, 1)
    ]


def _named_apart(lists: Iterable[DistributionList]) -> Iterator[DistributionList]:
    """Yield ``lists``, each with a name that a sheet of Excel may have and no other has."""
    used: set[str] = set()
    for one in lists:
        wanted = one.sheet.translate(_SHEET_NAME)[:_LONGEST_SHEET_NAME]
        names = (wanted, *(f"{wanted[:26]} ({number})" for number in range(2, 1000)))
        name = next(name for name in names if name.casefold() not in used)
        used.add(name.casefold())
        yield DistributionList(name, one.citation, one.rows, one.units)
