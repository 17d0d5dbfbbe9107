"""The words printed above or beside a field → the heading of its section, its number and its level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sokhet_docs.office.docx_blocks import Line
from sokhet_docs.plan import Section, number_key, section_key
from sokhet_docs.text.vietnamese import clean

_NUMBER = re.compile(
    r"((?:(?:Phần|PHẦN|Mục|MỤC)\s+)?"
    r"(?:\d{1,2}(?:\.\d{1,2})+\s?[.):/–-]?|\d{1,2}\s?[.):/–-]|[IVXL]+\s?[.):/–-]|[a-zđ][.)]))\s+(?=\S)"
)
_ROMAN = re.compile(r"[ivxl]+")
_MAX_HEADING = 120  # characters of a line without a number
_MAX_NUMBERED = 250
_MAX_LABEL = 60  # characters of a line that ends with a colon
_EDGES = " \t\n:.;,…_–-"


@dataclass(frozen=True, slots=True)
class Printed:
    """A heading as printed: its place among the blocks, its number ("" for none), its words, its level."""

    place: int
    number: str
    words: str
    level: int | None  # None: neither number nor list tells

    def is_above(self, other: Printed) -> bool:
        """Tell whether ``other`` is a subsection of this one, by their numbers."""
        mine, its = number_key(self.number), number_key(other.number)
        if mine and its.startswith(f"{mine}."):
            return True
        if not mine or not its or "." in its:
            return False
        is_roman, is_letter = bool(_ROMAN.fullmatch(mine)) and self.number[:1].isupper(), its.isalpha()
        if is_roman:
            return not (other.number[:1].isupper() and its.isalpha())
        return mine.isdecimal() and is_letter and other.number[:1].islower()

    def section(self, tag: str | None, level: int, guidance: str = "") -> Section:
        """Return the section that this is the heading of; ``tag`` None: it only groups others."""
        key = section_key(self.words) if tag is None else tag
        return Section(key, self.number, self.words, guidance, level, answered=tag is not None)


def read_heading(line: Line, place: int) -> Printed | None:
    """Return the heading that ``line``, a line without a field, is; None when it looks like none."""
    text = clean(line.text).strip()
    if len(text) <= _MAX_NUMBERED and (heading := as_heading(text, place)).number:
        return heading
    if line.ordered and line.list_level is not None and len(text) <= _MAX_NUMBERED:
        return Printed(place, "", text, min(line.list_level + 1, 2))
    return Printed(place, "", text.rstrip(" :"), None) if _looks_like_heading(line, text) else None


def as_heading(text: str, place: int) -> Printed:
    """Return ``text``, which is known to be a heading, as one."""
    match = _NUMBER.match(text)
    number, words = (match.group(1).strip(), text[match.end() :].strip()) if match else ("", text)
    return Printed(place, number, words, None)


def is_bold(line: Line) -> bool:
    """Return whether all words of ``line`` are bold."""
    return all(run.bold for run in line.runs if run.text.strip())


def _looks_like_heading(line: Line, text: str) -> bool:
    if not text or len(text) > _MAX_HEADING or not any(map(str.isalpha, text)):
        return False
    if text.partition(":")[2].strip():  # a label and what it says: ``Đơn vị: Trường …``
        return False
    if is_bold(line):
        return True
    if all(run.italic for run in line.runs if run.text.strip()) or text[0] in "([":
        return False
    return text[-1] not in ".;,:" or (text[-1] == ":" and len(text) <= _MAX_LABEL)


def labels_in(line: Line, tags: Sequence[str]) -> dict[str, str]:
    """Return the label of each field that shares ``line`` with other words, "" for none; {} without others.

    A label stands before its field: ``Số đảng viên: […]; số cấp ủy viên: […]``.
    """
    text, end = line.text, 0
    between: list[str] = []
    found = [tag for tag in tags if tag in line.inline]
    for tag in found:
        own = "".join(run.text for run in line.inline[tag])
        at = max(text.find(own, end), end)
        between.append(text[end:at])
        end = at + len(own)
    labels = [_label(words) for words in (*between, text[end:])]
    if not any(labels):
        return {}
    if len(found) == 1 and not labels[0]:
        return {found[0]: labels[1]}
    return dict(zip(found, labels, strict=False))


def _label(text: str) -> str:
    label = clean(text).strip(_EDGES)
    return label if len(label) <= _MAX_HEADING and any(map(str.isalpha, label)) else ""


def parents_of(heading: Printed, above: Sequence[Printed]) -> list[Printed]:
    """Return those of the headings ``above`` that only group others, ``heading`` below each of them."""
    parents: list[Printed] = []
    below = heading
    for candidate in reversed(above):
        if candidate.is_above(below) or _is_list_parent(candidate, below):
            parents.insert(0, candidate)
            below = candidate
    return parents


def _is_list_parent(candidate: Printed, below: Printed) -> bool:
    return candidate.level == 1 and below.level == 2
