"""A line of a report → the section of its form whose heading it is, however the unit writes it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sokhet_docs.plan import Form, Section, number_key, words_key
from sokhet_docs.text.vietnamese import clean, match_key

CONTENTS_KEY = match_key("Mục lục")
"""The title of a table of contents, as it is compared."""

_NUMBER = re.compile(
    r"(?:(?:phần|mục)\s+)?([ivxl]+|\d+(?:\.\d+)*|[a-zđ](?=[.)]))\s*[.):/–-]?\s+", re.IGNORECASE
)
_MAX_HEADING = 200  # characters of a heading with what may follow it on its line
_MAX_READ = 400  # characters of a line that are looked at
_ROMAN = ("0", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMAN_HEADING = re.compile(r"\s*(?:phần\s+|mục\s+)?[IVX]+\s*[.):/–-]\s*\w", re.IGNORECASE)
_MIN_HEADINGS = 2  # that make a text a report
_ALIKE = 0.75  # how much of an altered heading must be left, by difflib's ratio


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that was found. ``rest`` is where, in the line, text of the unit's own begins."""

    section: Section
    rest: int | None = None


@dataclass(frozen=True, slots=True)
class _Numbered:
    # A line: its whole text, its words, and the number before them ("" for none).
    text: str
    words: str
    number: str


def find_heading(text: str, form: Form, current: Section | None, *, in_field: bool) -> Heading | None:
    """Return the heading of ``form`` that a line is; None when it is none.

    ``current`` is the section read so far. Within a field, where units write sub-headings of their own, only
    a heading with its very number counts; elsewhere one without a number must be near ``current``.
    """
    tidy = clean(text[:_MAX_READ].partition("\n")[0])
    if not tidy:
        return None
    match = _NUMBER.match(tidy)
    number = number_key(match.group(1)) if match else ""
    words = tidy[match.end() :] if match else tidy
    line = _Numbered(text, words, number)
    whole = _find_whole(line, form, current) if len(words) < _MAX_HEADING else None
    if whole and _is_believable(whole, number, form, current, in_field=in_field):
        return Heading(whole)
    return None if in_field else _find_run_in(line, form, current) or _find_altered(line, form, current)


def _find_whole(line: _Numbered, form: Form, current: Section | None) -> Section | None:
    """Return the section with these very words; of several the one with this number, else the next one."""
    found = form.sections_by_heading.get(words_key(line.words), ())
    found = tuple(one for one in found if number_key(one.number) == line.number) or found
    later = (one for one in found if _rank(one, form) > _rank(current, form))
    return next(later, found[0] if found else None)


def _is_believable(
    section: Section, number: str, form: Form, current: Section | None, *, in_field: bool
) -> bool:
    if number and number == number_key(section.number):
        return True
    if in_field:
        return False
    return bool(number) or current is None or section.level == 1 or _is_in_group(section, form, current)


def _is_in_group(section: Section, form: Form, current: Section) -> bool:
    return form.ranks[section.key][1] == form.ranks[current.key][1]


def _find_run_in(line: _Numbered, form: Form, current: Section | None) -> Heading | None:
    heading, colon, answer = line.words.partition(":")
    if not colon or not answer.strip():
        return None
    section = _find_whole(_Numbered(line.text, heading, line.number), form, current)
    if section is None or not section.answered or line.number != number_key(section.number):
        return None
    if not line.number and section.key not in form.inline:
        return None
    return Heading(section, rest=line.text.index(":") + 1)


def has_headings(text: str, forms: Iterable[Form]) -> bool:
    """Return whether a text has, on lines of their own, at least two headings of one of ``forms``."""
    key = match_key(text)
    return any(_count_headings(text, key, form) >= _MIN_HEADINGS for form in forms)


def _count_headings(text: str, key: str, form: Form) -> int:
    within = {one.key for one in form.sections if words_key(one.heading) in key}
    if len(within) < _MIN_HEADINGS:
        return 0  # which is quick to find out
    headings = (find_heading(line, form, None, in_field=False) for line in text.split("\n"))
    return len(within & {heading.section.key for heading in headings if heading})


def is_roman_heading(text: str) -> bool:
    """Return whether a line begins as only the heading of a part does: ``V. Phương hướng``."""
    return len(text) < _MAX_HEADING and _ROMAN_HEADING.match(clean(text)) is not None


def _find_altered(line: _Numbered, form: Form, current: Section | None) -> Heading | None:
    section = form.sections_by_number.get(line.number)
    if section is None:
        return _find_by_other_numerals(line, form)
    if len(line.words) > 2 * len(section.heading) + 20:
        return None
    is_next = section.level > 1 and _rank(section, form) == _rank(current, form) + 1
    alike = difflib.SequenceMatcher(None, match_key(section.heading), words_key(line.words)).ratio()
    return Heading(section) if is_next or alike >= _ALIKE else None


def _find_by_other_numerals(line: _Numbered, form: Form) -> Heading | None:
    """Return the part that ``line`` numbers V and the form 5, where its words are the same, or the first."""
    number = str(_ROMAN.index(line.number)) if line.number in _ROMAN else ""
    section = form.sections_by_number.get(number)
    if section is None or section.level != 1:
        return None
    heading, words = words_key(section.heading), words_key(line.words)
    begins = bool(words) and heading.startswith((f"{words} ", f"{words},"))
    alike = begins or difflib.SequenceMatcher(None, heading, words).ratio() >= _ALIKE
    return Heading(section) if alike else None


def _rank(section: Section | None, form: Form) -> int:
    return form.ranks[section.key][0] if section else -1
