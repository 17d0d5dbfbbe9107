"""The sections of all forms in one order → their numbers: the plan's, else a form's, else a free one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from sokhet_docs.plan import Form, Section

_NUMBER = re.compile(r"\d+(?:\.\d+)*\.?")


def numbered(sections: Sequence[Section], forms: Sequence[Form]) -> list[Section]:
    """Return ``sections`` with numbers that ascend; of ``forms`` the first that numbers one decides.

    A section whose number another one has takes the next free one and stands there. All are counted anew only
    where some have no number, or where the first form's own numbers do not ascend.
    """
    wanted = _wanted_numbers(forms)
    found = [replace(section, number=wanted.get(section.key, section.number)) for section in sections]
    numbers = [section.number for section in found if section.number]
    if not all(map(_NUMBER.fullmatch, numbers)) or _ascend(numbers):
        return found
    base = {section.key for section in forms[0].sections}
    if not _is_tree(found) or not _ascend([section.number for section in found if section.key in base]):
        return list(_counted_anew(found))
    return list(_merged(found, {key: rank for rank, key in enumerate(wanted)}))


def other_numbers(sections: Iterable[Section], forms: Sequence[Form]) -> Iterator[tuple[Section, str]]:
    """Yield each section that some of ``forms`` has under another number, with that number."""
    for section in sections:
        asked = (found for form in forms if (found := form.find_section(section.key)))
        others = (found.number.rstrip(".") for found in asked)
        if other := next((number for number in others if number != section.number.rstrip(".")), ""):
            yield section, other


def _wanted_numbers(forms: Iterable[Form]) -> dict[str, str]:
    wanted: dict[str, str] = {}
    for form in forms:
        for section in form.sections:
            wanted.setdefault(section.key, section.number)
    return wanted


def _parts(number: str) -> list[int]:
    return [int(part) for part in number.split(".") if part]


def _ascend(numbers: Iterable[str]) -> bool:
    return all(before < after for before, after in pairwise(map(_parts, numbers)))


def _is_tree(sections: Sequence[Section]) -> bool:
    """Return whether each section has a number of its level and each subsection a section above it."""
    levels = all(len(_parts(section.number)) == section.level for section in sections)
    return levels and sections[0].level == 1


def _merged(sections: Sequence[Section], ranks: Mapping[str, int]) -> Iterator[Section]:
    below: dict[str, list[Section]] = {}
    for section in sections:
        if section.level == 1:
            above = section.key
        below.setdefault(above, []).append(section)
    for first, top in _placed([group[0] for group in below.values()], ranks):
        yield _renumbered(top, f"{first}.")
        for second, section in _placed(below[top.key][1:], ranks):
            yield _renumbered(section, f"{first}.{second}.")


def _placed(siblings: Iterable[Section], ranks: Mapping[str, int]) -> list[tuple[int, Section]]:
    """Return ``siblings`` by their numbers; of two that want one, the one of lower rank has it."""
    placed: dict[int, Section] = {}
    late = []
    for section in sorted(siblings, key=lambda section: ranks.get(section.key, len(ranks))):
        number = _parts(section.number)[-1]
        if placed.setdefault(number, section) is not section:
            late.append((number, section))
    for number, section in late:
        while number in placed:
            number += 1
        placed[number] = section
    return sorted(placed.items())


def _renumbered(section: Section, number: str) -> Section:
    same = _parts(section.number) == _parts(number)
    return section if same else replace(section, number=number)


def _counted_anew(sections: Iterable[Section]) -> Iterator[Section]:
    first = second = 0
    for section in sections:
        if section.level == 1:
            first, second = first + 1, 0
        else:
            second += 1
        number = f"{first}." if section.level == 1 else f"{first}.{second}."
        yield replace(section, number=number) if section.number else section
