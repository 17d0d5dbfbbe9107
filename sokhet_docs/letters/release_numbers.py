"""The documents that go out → each with its number, day and signatory, as the release has them for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath

from msgspec import structs

from sokhet_docs.outbox import ReleaseLedger, SentDocument
from sokhet_docs.plan import Document, Plan
from sokhet_docs.problems import Place, Problem, UsageError
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.vocabulary import PLAN_TEMPLATE

_PLAN_TITLE = "Kế hoạch"
_OPTION = "--number"


def number_documents(
    plan: Plan, ledger: ReleaseLedger, going: Sequence[Document], numbers: Mapping[str, str], day: date
) -> tuple[SentDocument, ...]:
    """Return the plan itself and the documents ``going`` out that have numbers of their own.

    A blank number is the one that was given by hand (``numbers``), else that of an earlier release. A blank
    day is that of the plan or of an earlier release, else ``day``. Raises UsageError for a number of no
    document, or one that differs from what the document prints.
    """
    documents = [_plan_itself(plan), *(_document(plan, document) for document in going)]
    return tuple(
        _completed(document, ledger, day) for document in _with_numbers(documents, numbers, plan.documents)
    )


def numbered_again(plan: Plan, ledger: ReleaseLedger, numbers: Mapping[str, str]) -> ReleaseLedger:
    """Return ``ledger`` with numbers that were given after the release, in the place of blanks.

    Raises UsageError as `number_documents` does.
    """
    releases = []
    known = [document for release in ledger.in_force for document in release.documents]
    _with_numbers(known, numbers, plan.documents)
    for release in ledger.releases:
        if release.withdrawn is None:
            documents = _with_numbers(release.documents, numbers, plan.documents, strict=False)
            release = structs.replace(release, documents=tuple(documents))
        releases.append(release)
    return structs.replace(ledger, releases=tuple(releases))


def _plan_itself(plan: Plan) -> SentDocument:
    row = plan.document_of(PLAN_TEMPLATE)
    return SentDocument(
        template=PLAN_TEMPLATE,
        title=_PLAN_TITLE,
        number=(row.number if row else "") or plan.number,
        day=(row.day if row else None) or plan.day,
        authority=plan.signatory.authority,
        position=plan.signatory.position,
        signatory=plan.signatory.name,
    )


def _document(plan: Plan, document: Document) -> SentDocument:
    signatory = document.signatory or plan.signatory
    return SentDocument(
        template=document.template,
        title=document.title,
        number=document.number,
        day=document.day or plan.day,
        authority=signatory.authority,
        position=signatory.position,
        signatory=signatory.name,
    )


def _completed(document: SentDocument, ledger: ReleaseLedger, day: date) -> SentDocument:
    earlier = ledger.document(document.template)
    was = earlier[1] if earlier else document
    return structs.replace(document, number=document.number or was.number, day=document.day or was.day or day)


def _with_numbers(
    documents: Sequence[SentDocument],
    numbers: Mapping[str, str],
    rows: Sequence[Document],
    *,
    strict: bool = True,
) -> list[SentDocument]:
    """Return ``documents`` with ``numbers``; ``strict``: each of them must be one's, and contradict none."""
    given = {_key(name): number for name, number in numbers.items()}
    numbered, problems, used = [], [], set()
    for document in documents:
        name = next((name for name in _names(document) if name in given), None)
        number = document.number if name is None else given[name]
        used.add(name)
        if document.number and number != document.number:
            problems.append(_other_number(document, number))
        numbered.append(structs.replace(document, number=document.number or number))
    unknown = [name for name in numbers if _key(name) not in used]
    if strict and (unknown or problems):
        raise UsageError([*(_unknown(name, documents, rows) for name in unknown), *problems])
    return numbered


def _names(document: SentDocument) -> tuple[str, ...]:
    """Return the names by which a document may be meant: of its template, its title; "" is the plan."""
    stem = PurePath(document.template).stem
    names = (_key(document.template), _key(stem), _key(document.title))
    return (*names, "") if document.template == PLAN_TEMPLATE else names


def _key(name: str) -> str:
    return match_key(name) if name else ""


def _other_number(document: SentDocument, number: str) -> Problem:
    message = f"“{document.title}” đã ghi số {document.number}, không phải {number}."
    return Problem(Place(_OPTION), message, "Sửa số trong tệp Excel rồi chạy generate, hoặc bỏ tùy chọn này.")


def _unknown(name: str, documents: Sequence[SentDocument], rows: Sequence[Document]) -> Problem:
    known = ", ".join(dict.fromkeys(f"“{document.template}”" for document in documents))
    is_row = any(_key(name) in (_key(row.template), _key(row.title)) for row in rows)
    why = "không có trong lần phát hành này" if is_row else "không có"
    return Problem(Place(_OPTION), f"Văn bản “{name}” {why}.", f"Các văn bản: {known}.")
