"""The documents that go out → each with its number, day and signatory, as the release has them for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path, PurePath

from msgspec import structs

from sokhet_docs.letters.numbered_documents import Numbering, numberings
from sokhet_docs.outbox import ReleaseLedger, SentDocument
from sokhet_docs.plan import Document, Plan, Signatory
from sokhet_docs.problems import Place, Problem, UsageError
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.vocabulary import PLAN_TEMPLATE

_PLAN_TITLE = "Kế hoạch"
_OPTION = "--number"


def number_documents(plan: Plan, templates: Path, going: Sequence[Document]) -> list[SentDocument]:
    """Return the plan itself and the documents ``going`` out that have numbers of their own.

    Raises TemplateError.
    """
    numbered = numberings(plan, templates)
    own = _signed(_plan_itself(plan), plan.signatory, numbered[PLAN_TEMPLATE])
    others = [
        _signed(_document(plan, document), document.signatory or plan.signatory, numbered[document.template])
        for document in going
        if document.template in numbered and document.template.casefold() != PLAN_TEMPLATE
    ]
    return [own, *others]


def complete(
    documents: Sequence[SentDocument], ledger: ReleaseLedger, numbers: Mapping[str, str], day: date
) -> tuple[SentDocument, ...]:
    """Return ``documents`` without blanks, as far as it is known.

    A blank number is the one that was given by hand (``numbers``), else that of an earlier release. A blank
    day is that of an earlier release, else ``day``. Raises UsageError for a number of no document, or one
    that differs from what the document prints.
    """
    return tuple(_completed(document, ledger, day) for document in _with_numbers(documents, numbers))


def numbered_again(ledger: ReleaseLedger, numbers: Mapping[str, str]) -> ReleaseLedger:
    """Return ``ledger`` with numbers that were given after the release, in the place of blanks.

    Raises UsageError as `complete` does.
    """
    releases = []
    known = [document for release in ledger.in_force for document in release.documents]
    _with_numbers(known, numbers)
    for release in ledger.releases:
        if release.withdrawn is None:
            documents = _with_numbers(release.documents, numbers, strict=False)
            release = structs.replace(release, documents=tuple(documents))
        releases.append(release)
    return structs.replace(ledger, releases=tuple(releases))


def _plan_itself(plan: Plan) -> SentDocument:
    row = plan.document_of(PLAN_TEMPLATE)
    number, day = (row.number, row.day) if row else ("", None)
    return SentDocument(
        template=PLAN_TEMPLATE, title=_PLAN_TITLE, number=number or plan.number, day=day or plan.day
    )


def _document(plan: Plan, document: Document) -> SentDocument:
    return SentDocument(
        template=document.template,
        title=document.title,
        number=document.number,
        day=document.day or plan.day,
    )


def _signed(document: SentDocument, by: Signatory, numbering: Numbering) -> SentDocument:
    return structs.replace(
        document,
        authority=by.authority,
        position=by.position,
        signatory=by.name,
        code=numbering.code,
        name=numbering.name,
    )


def _completed(document: SentDocument, ledger: ReleaseLedger, day: date) -> SentDocument:
    earlier = ledger.document(document.template)
    was = earlier[1] if earlier else document
    return structs.replace(document, number=document.number or was.number, day=document.day or was.day or day)


def _with_numbers(
    documents: Sequence[SentDocument], numbers: Mapping[str, str], *, strict: bool = True
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
        raise UsageError([*(_unknown(name, documents) for name in unknown), *problems])
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


def _unknown(name: str, documents: Sequence[SentDocument]) -> Problem:
    known = ", ".join(dict.fromkeys(f"“{document.template}”" for document in documents))
    message = f"Không có văn bản “{name}” lấy số trong lần phát hành này."
    return Problem(Place(_OPTION), message, f"Các văn bản: {known}.")
