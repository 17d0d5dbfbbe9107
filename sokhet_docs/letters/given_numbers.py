"""The numbers that a clerk types for documents → each document's, held against what is known of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import PurePath

from msgspec import structs

from sokhet_docs.outbox import Correction, Release, ReleaseLedger, SentDocument
from sokhet_docs.problems import Place, Problem, UsageError
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.vocabulary import PLAN_TEMPLATE

_OPTION = "--number"
_NUMBER = re.compile(r"(?=0*[1-9])\d{1,5}[a-zA-ZĐđ]?")
_WITH_CODE = re.compile(rf"(?:số\s*)?({_NUMBER.pattern})\s*[-/–]\s*(.+)", re.IGNORECASE)
_LETTERS = re.compile(r"[^\w]+")


class GivenNumbers:
    """Numbers by the names of documents: of a template, a title; "" is the plan.

    ``issuer_code`` is the code of the body whose documents they are.
    """

    def __init__(self, numbers: Mapping[str, str], issuer_code: str) -> None:
        self._numbers = {_key(name): (name, text) for name, text in numbers.items()}
        self._issuer_code = issuer_code

    def names_any(self, documents: Iterable[SentDocument]) -> bool:
        """Return whether one of ``documents`` is meant."""
        return any(self.of(document) for document in documents)

    def of(self, document: SentDocument) -> str:
        """Return what was typed for ``document``, without its code where that is right; "" for nothing."""
        name = next((name for name in _names(document) if name in self._numbers), None)
        return "" if name is None else self._without_code(self._numbers[name][1], document)

    def refuse_odd(self, documents: Sequence[SentDocument]) -> None:
        """Raise UsageError with every number that is none, or of none of ``documents``."""
        known = {name for document in documents for name in _names(document)}
        problems = [_unknown(name, documents) for key, (name, _) in self._numbers.items() if key not in known]
        typed = {document.template: (document, self.of(document)) for document in documents}
        problems += [_odd(*pair) for pair in typed.values() if pair[1] and not _NUMBER.fullmatch(pair[1])]
        if problems:
            raise UsageError(problems)

    def _without_code(self, text: str, document: SentDocument) -> str:
        match = _WITH_CODE.fullmatch(text.strip())
        if match and _letters(match[2]) == _letters(document.code + self._issuer_code):
            return match[1]
        return text.strip()


def fill_blanks(documents: Sequence[SentDocument], numbers: GivenNumbers) -> list[SentDocument]:
    """Return ``documents`` with ``numbers`` where they have none. Raises UsageError for a contradiction."""
    numbers.refuse_odd(documents)
    others = [one for one in documents if one.number and numbers.of(one) not in ("", one.number)]
    if others:
        raise UsageError([_printed(document, numbers.of(document)) for document in others])
    return [
        document if document.number or not numbers.of(document) else _numbered(document, numbers.of(document))
        for document in documents
    ]


def number_releases(
    ledger: ReleaseLedger, numbers: GivenNumbers, reason: str, now: datetime
) -> ReleaseLedger:
    """Return ``ledger`` with ``numbers`` in all its releases in force.

    A number that was given before is changed only with a ``reason``, which the ledger keeps. Raises
    UsageError.
    """
    known = [document for release in ledger.in_force for document in release.documents]
    numbers.refuse_odd(known)
    changed = {one.template: one for one in known if one.number and numbers.of(one) not in ("", one.number)}
    problems = [_refusal(one, numbers.of(one)) for one in changed.values() if not (one.by_hand and reason)]
    if problems:
        raise UsageError(problems)
    releases = (
        release if release.withdrawn else _renumbered(release, numbers, reason, now)
        for release in ledger.releases
    )
    return structs.replace(ledger, releases=tuple(releases))


def _renumbered(release: Release, numbers: GivenNumbers, reason: str, now: datetime) -> Release:
    documents, corrections = [], list(release.corrections)
    for document in release.documents:
        number = numbers.of(document) or document.number
        if document.number not in ("", number):
            corrections.append(
                Correction(time=now, template=document.template, before=document.number, reason=reason)
            )
        documents.append(document if number == document.number else _numbered(document, number))
    return structs.replace(release, documents=tuple(documents), corrections=tuple(corrections))


def _numbered(document: SentDocument, number: str) -> SentDocument:
    return structs.replace(document, number=number, by_hand=True)


def _names(document: SentDocument) -> tuple[str, ...]:
    stem = PurePath(document.template).stem
    names = (_key(document.template), _key(stem), _key(document.title))
    return (*names, "") if document.template == PLAN_TEMPLATE else names


def _key(name: str) -> str:
    return match_key(name) if name else ""


def _letters(text: str) -> str:
    return _LETTERS.sub("", match_key(text))


def _refusal(document: SentDocument, number: str) -> Problem:
    if not document.by_hand:
        return _printed(document, number)
    message = f"“{document.title}” đã ghi số {document.number}, không phải {number}."
    return Problem(Place(_OPTION), message, 'Nếu trước ghi nhầm, thêm lý do: --note "ghi nhầm số".')


def _printed(document: SentDocument, number: str) -> Problem:
    message = f"“{document.title}” đã in số {document.number} trong văn bản, không phải {number}."
    return Problem(Place(_OPTION), message, "Bỏ tùy chọn này, hoặc sửa số trong tệp Excel rồi chạy generate.")


def _odd(document: SentDocument, number: str) -> Problem:
    message = f"“{number}” không phải là số của “{document.title}”."
    return Problem(Place(_OPTION), message, "Chỉ ghi số, ví dụ 15.")


def _unknown(name: str, documents: Sequence[SentDocument]) -> Problem:
    known = ", ".join(dict.fromkeys(f"“{document.template}”" for document in documents))
    message = f"Không có văn bản “{name}” lấy số trong lần phát hành này."
    return Problem(Place(_OPTION), message, f"Các văn bản: {known}.")
