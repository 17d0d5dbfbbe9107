"""The lines of an answer → those that head a section of the unit's own, which its form does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sokhet_docs.office.docx_blocks import Line
from sokhet_docs.plan import Form, Section, number_key
from sokhet_docs.returns.answers import Content
from sokhet_docs.returns.headings import is_roman_heading
from sokhet_docs.returns.section_doubts import SectionDoubts
from sokhet_docs.text.vietnamese import clean

_MAX_HEADING = 200  # characters
_MAX_TOLD = 40  # headings under one section: what has more is no report that anybody wrote
_WHOLE_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_NUMBERED = re.compile(rf"(?:mục\s+)?({_WHOLE_NUMBER.pattern})([a-zđ]?)\s*[.)/:–-]\s*[^\W\d]", re.IGNORECASE)
_PART = re.compile(r"(?:[A-HĐ]\s*[.):/–-]|[IVX]+\.[A-Z]\.|Phần\s+(?:thứ\s+\w+|[IVX\d]+)\s*[.:–-]?)\s+\w")
_MAY_HEAD = re.compile(r"\s*(?:\d|mục\s|phần\s|[A-ZĐ]{1,6}\s?[.):/–-])", re.IGNORECASE)  # quick to find out
_INITIALS = re.compile(r"[A-ZĐ]\s?\.\s?[A-ZĐ]\s?\.\s?[A-ZĐ]")  # V.I. Lênin heads nothing
_TOLD = "có thêm đề mục {} không có trong mẫu, lời dưới đề mục ấy xếp tạm ở đây"


class OwnSections:
    """The headings of a unit's own in its answers to ``form``, by the section under which they stand."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._headings: dict[str, list[str]] = {}

    def note(self, line: Line, section: Section | None, answers: Mapping[str, Iterable[Content]]) -> None:
        """Note ``line`` if it is such a heading; ``answers`` are those so far, by their sections' keys."""
        text = line.text
        if section is None or not section.answered or not (line.is_heading or _MAY_HEAD.match(text)):
            return
        heading = clean(text[:_MAX_HEADING]).strip()
        if not heading or len(text) >= _MAX_HEADING:
            return
        told = self._headings.setdefault(section.key, [])
        if len(told) >= _MAX_TOLD:
            return
        before = (one.text for one in answers[section.key] if one.text not in told)
        if line.is_heading or self._begins(heading, section, before, told):
            told.append(heading)

    def tell(self, doubts: SectionDoubts) -> None:
        """Add a doubt about each section under which such headings stand."""
        for section in self._form.answered:
            if headings := self._headings.get(section.key):
                doubts.add(_TOLD.format("; ".join(f"“{heading}”" for heading in headings)), section)

    def _begins(self, text: str, section: Section, before: Iterable[str], told: Sequence[str]) -> bool:
        """Return whether ``text`` begins with the number of a section that the form does not have.

        Such are 7 after 6.3, 2a in 2, and parts in Roman numerals or capitals (``III.``, ``A.``, ``Phần thứ
        hai``). An answer that counts its points itself goes on counting.
        """
        if is_roman_heading(text) or _PART.match(text):
            return _INITIALS.match(text) is None
        found = _NUMBERED.match(text)
        if found is None or found[1] + found[2] in self._form.sections_by_number:
            return False
        earlier = (_NUMBERED.match(heading) for heading in told)
        around = [number_key(section.number), *(one[1] for one in earlier if one)]
        if not any(_goes_on(found, own) for own in around if _WHOLE_NUMBER.fullmatch(own)):
            return False
        return bool(found[2]) or not any(map(_one_before(found[1]).match, before))


def _goes_on(found: re.Match[str], own: str) -> bool:
    """Return whether the number ``found`` is the next one after ``own`` or after one around it."""
    *head, last = map(int, found[1].split("."))
    around = list(map(int, own.split(".")))
    if found[2]:
        return around[: len(head) + 1] == [*head, last]
    return around[: len(head)] == head and around[len(head) : len(head) + 1] == [last - 1]


def _one_before(number: str) -> re.Pattern[str]:
    """Return how a line begins that has the number before ``number``."""
    *head, last = number.split(".")
    return re.compile(rf"\s*{re.escape('.'.join((*head, str(int(last) - 1))))}\s*[.)/:–-]")
