"""What a returned file says of itself → whose it is, and how that was found out.

The marks that `generate` put into the file come first (identifier, bookmark, printed code), then the name at
its head, then its file's name. Where two marks disagree nobody is guessed: the clerk learns what speaks for
whom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sokhet_docs.office.docx_blocks import Block, Grid
from sokhet_docs.office.docx_fields import FieldTests
from sokhet_docs.office.docx_walker import read_body, read_edge_lines
from sokhet_docs.plan import FIGURE_PREFIX, SECTION_PREFIX, Form, Identity, Plan, Unit, read_identifier
from sokhet_docs.returns.annex import find_annex
from sokhet_docs.returns.reader import fields_of
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.template import is_title, report_start, tags_in
from sokhet_docs.text.vietnamese import match_key, slug

BY_IDENTIFIER = "mã tệp"
BY_BOOKMARK = "dấu trang"
BY_CODE = "mã in"
BY_TEXT = "tên trong văn bản"
BY_FILE_NAME = "tên tệp"
BY_SENDER = "người gửi"
BY_HAND = "chỉ định"
_MARK = "_sk_"
_PRINTED = re.compile(r"Mã báo cáo:\s*(\S+)")
_WORD = re.compile(r"[\w\u0300-\u036f]+")  # match keys set a syllable's tone behind it
_MIN_NAME = 5  # characters of a name in a file's name


_Span = tuple[int, int, Unit]  # where in a text a name of the unit begins and ends


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a file says of itself.

    ``head`` is its text up to the title of its kind, ``text`` all of it; ``is_report`` tells whether it looks
    like a report at all. ``names`` are the file's name and what it was packed in, the nearest first.
    """

    identifier: str = ""
    bookmarks: Sequence[str] = ()
    head: str = ""
    text: str = ""
    is_report: bool = False
    names: Sequence[str] = ()
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Whose a file is (None: not known), by what that was found, and what a clerk should know."""

    unit: Unit | None
    found_by: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    # One mark: whose it says the file is, or why it cannot be anybody's here.
    found_by: str
    unit: Unit | None
    trouble: str = ""


class Recogniser:
    """Recognises the files of one plan's units."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._by_code = {unit.code: unit for unit in plan.units}

    def recognise(self, evidence: Evidence) -> Match:
        """Return whose file it is that shows ``evidence``."""
        marks = list(self._iter_marks(evidence))
        if trouble := next((mark.trouble for mark in marks if mark.trouble), ""):
            return Match(None, problems=(trouble,))
        if marks:
            return self._by_marks(marks, evidence)
        return self._by_text(evidence) or self._by_names(evidence) or Match(None, problems=(_NOBODY,))

    def _iter_marks(self, evidence: Evidence) -> Iterator[_Mark]:
        if identity := read_identifier(evidence.identifier):
            yield self._mark(BY_IDENTIFIER, identity)
        for name in evidence.bookmarks:
            if name.casefold().startswith(_MARK):
                unit = self._by_bookmark.get(name.casefold())
                yield _Mark(
                    BY_BOOKMARK, unit, "" if unit else "Dấu trang ẩn là của kế hoạch hoặc đơn vị khác."
                )
        for printed in _PRINTED.findall(evidence.text):
            unit = self._by_printed.get(printed)
            yield _Mark(BY_CODE, unit, "" if unit else f"Mã in “{printed}” không có trong kế hoạch này.")

    def _mark(self, found_by: str, identity: Identity) -> _Mark:
        if identity.plan_code != self._plan.code:
            return _Mark(found_by, None, f"Tệp là của kế hoạch khác (mã {identity.plan_code}).")
        if not identity.unit_code:
            return _Mark(found_by, None, "Tệp là văn bản chung của kế hoạch, không phải của một đơn vị.")
        unit = self._by_code.get(identity.unit_code)
        missing = f"Đơn vị mã {identity.unit_code} không có trong danh sách."
        return _Mark(found_by, unit, "" if unit else missing)

    @cached_property
    def _by_bookmark(self) -> dict[str, Unit]:
        return {Identity(self._plan.code, unit.code).bookmark.casefold(): unit for unit in self._plan.units}

    @cached_property
    def _by_printed(self) -> dict[str, Unit]:
        return {Identity(self._plan.code, unit.code).visible: unit for unit in self._plan.units}

    def _by_marks(self, marks: Sequence[_Mark], evidence: Evidence) -> Match:
        units = {mark.unit.code: mark.unit for mark in marks if mark.unit}
        if len(units) > 1:
            return Match(None, problems=(f"Dấu trong tệp chỉ nhiều đơn vị: {_names_of(units.values())}.",))
        found_by, unit = marks[0].found_by, marks[0].unit
        named = self._named_in(evidence.head)
        if unit and named and unit not in named:
            return Match(
                None,
                problems=(
                    f"{found_by.capitalize()} là của {unit.name}, tên ở đầu văn bản là {_names_of(named)}.",
                ),
            )
        return Match(unit, found_by)

    def _by_text(self, evidence: Evidence) -> Match | None:
        named = self._named_in(evidence.head) or self._named_in(evidence.text)
        if len(named) == 1 and evidence.is_report:
            return Match(named[0], BY_TEXT)
        if not named:
            return None
        fitting = self._by_names(evidence)
        if fitting and fitting.unit in named:
            return fitting
        intro = "Trong văn bản có tên" if len(named) == 1 else "Trong văn bản có tên nhiều đơn vị:"
        return Match(None, problems=(f"{intro} {_names_of(named)}; chưa chắc là của ai.",))

    def _by_names(self, evidence: Evidence) -> Match | None:
        for name in evidence.names:
            named = _longest_named(f"-{slug(name, longest=400)}-", self._slugs)
            if len(named) == 1:
                return Match(named[0], BY_FILE_NAME)
            if named:
                return Match(None, problems=(f"Tên tệp hợp với nhiều đơn vị: {_names_of(named)}.",))
        sender = evidence.sender.casefold()
        senders = [unit for unit in self._plan.units if sender and unit.email.casefold() == sender]
        return Match(senders[0], BY_SENDER) if len(senders) == 1 else None

    def _named_in(self, text: str) -> list[Unit]:
        return _longest_named(f" {_words(text)} ", self._keys) if text else []

    @cached_property
    def _keys(self) -> list[tuple[str, Unit]]:
        return [
            (f" {_words(name)} ", unit)
            for unit in self._plan.units
            for name in {unit.name, unit.committee, unit.addressee}
            if name
        ]

    @cached_property
    def _slugs(self) -> list[tuple[str, Unit]]:
        named = [
            (slug(name, longest=400), unit)
            for unit in self._plan.units
            for name in {unit.name, unit.committee, unit.own_name}
        ]
        codes = [(slug(unit.code), unit) for unit in self._plan.units if not unit.code.isdecimal()]
        return [(f"-{key}-", unit) for key, unit in named if len(key) >= _MIN_NAME] + [
            (f"-{key}-", unit) for key, unit in codes if key
        ]


_NOBODY = "Không tìm thấy mã hay tên đơn vị nào trong tệp."


def _words(text: str) -> str:
    return " ".join(_WORD.findall(match_key(text)))


def _longest_named(text: str, keys: Iterable[tuple[str, Unit]]) -> list[Unit]:
    """Return the units whose key stands in ``text``, but not where it is a part of another's longer key."""
    spans = [(at, at + len(key), unit) for key, unit in keys for at in _places_of(key, text)]
    whole = [span for span in spans if not any(_is_within(span, other) for other in spans)]
    return list({unit.code: unit for _, _, unit in whole}.values())


def _places_of(key: str, text: str) -> Iterator[int]:
    at = text.find(key)
    while at >= 0:
        yield at
        at = text.find(key, at + 1)


def _is_within(span: _Span, other: _Span) -> bool:
    """Tell whether ``span`` is a part of ``other``, which is longer."""
    (start, end, _), (other_start, other_end, _) = span, other
    return other_start <= start and end <= other_end and end - start < other_end - other_start


def _names_of(units: Iterable[Unit]) -> str:
    return ", ".join(unit.name for unit in units)


_HEAD = 8  # blocks: the letterhead's table, and as many paragraphs where it is none


def read_evidence(path: Path, names: Sequence[str], sender: str, forms: Sequence[Form]) -> Evidence:
    """Return what the .docx ``path`` and its ``names`` say; ``forms`` are those that may have been sent.

    Raises ReturnError when it cannot be read.
    """
    docx = read_returned_docx(path, marks=True)
    read = read_body(docx, _fields_of(forms))
    title = report_start(read.blocks, lambda block: any(tags_in(block)))
    has_title = title < len(read.blocks) and is_title(read.blocks[title])
    report = read.blocks[title:]
    head = read.blocks[max(0, title - _HEAD) : title] if has_title else read.blocks[:_HEAD]
    texts = [*_iter_texts(read.blocks), *read_edge_lines(docx)]
    return Evidence(
        identifier=docx.identifier,
        bookmarks=read.bookmarks,
        head="\n".join(_iter_texts(head)),
        text="\n".join(texts),
        is_report=has_title or _is_form(report, forms),
        names=names,
        sender=sender,
    )


def _fields_of(forms: Sequence[Form]) -> FieldTests:
    """Return which tags are fields of ``forms``, or of any other form that the program made."""
    known = fields_of(forms)
    return FieldTests(
        lambda tag: tag.startswith(SECTION_PREFIX) or known.text(tag),
        lambda tag: tag.startswith(FIGURE_PREFIX) or known.cell(tag),
    )


def _is_form(blocks: Sequence[Block], forms: Sequence[Form]) -> bool:
    has_field = any(True for block in blocks for _ in tags_in(block))
    return has_field or any(find_annex(blocks, form) for form in forms)


def _iter_texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (cell.text for row in block.rows for cell in row)
        else:
            yield block.text
