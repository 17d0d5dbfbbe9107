"""The documents that go out → each with its number, day and signatory, as the release has them for ever."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import structs

from sokhet_docs.letters.given_numbers import GivenNumbers, fill_blanks
from sokhet_docs.letters.numbered_documents import Numbering, numberings
from sokhet_docs.outbox import ReleaseLedger, SentDocument
from sokhet_docs.plan import Document, Plan, Signatory
from sokhet_docs.vocabulary import PLAN_TEMPLATE

_PLAN_TITLE = "Kế hoạch"


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
    documents: Sequence[SentDocument], ledger: ReleaseLedger, numbers: GivenNumbers, day: date
) -> tuple[SentDocument, ...]:
    """Return ``documents`` without blanks, as far as it is known.

    A blank number is the one that was given by hand (``numbers``), else that of an earlier release, even of
    one that was taken back. A blank day is that of an earlier release, else ``day``. Raises UsageError for a
    number of no document, or one that differs from what the document prints.
    """
    return tuple(_completed(document, ledger, day) for document in fill_blanks(documents, numbers))


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
    number = document.number or ledger.number_taken(document.template)
    return structs.replace(
        document,
        number=number,
        day=document.day or (earlier[1].day if earlier else None) or day,
        by_hand=document.by_hand or number != document.number,
    )
