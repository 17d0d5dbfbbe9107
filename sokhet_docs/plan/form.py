"""The form of a report as it was sent to a unit: what it asked, and the words that it was printed with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from sokhet_docs.plan.outline import TOTAL_MARK, Figure, Period, Section, figure_tag, total_tag
from sokhet_docs.text.vietnamese import match_key

_T = TypeVar("_T")
_NAMED = re.compile(r"^(?:phần|mục)\s+")

Slot = tuple[Figure, Period | None]  # a figure in a period; None is its total


def slot_tag(slot: Slot) -> str:
    """Return the tag by which a figure in a period, or its total, is known."""
    figure, period = slot
    return figure_tag(figure, period.key if period else TOTAL_MARK)


@dataclass(frozen=True)
class Form:
    """A report form.

    ``sections`` are in their order, those that only group others among them; a control of the clerk's own is
    a section too, its tag the key. ``prompts`` are the texts of the empty fields by tag, a line a paragraph
    (of figures only those that say more than dots); ``inline`` the tags of the fields that share a line with
    other words, ``in_cells`` those of fields of text in tables. ``lines`` are the fixed lines from the first
    heading to the last field, ``closing`` those behind it. Of the annex, ``columns`` are the titles of the
    figures' columns, ``rows`` the texts of each other row left of its figures.
    """

    sections: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = ()
    periods: tuple[Period, ...] = ()
    prompts: Mapping[str, str] = field(default_factory=dict)
    inline: tuple[str, ...] = ()
    in_cells: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def answered(self) -> tuple[Section, ...]:
        """The sections that have a field."""
        return tuple(section for section in self.sections if section.answered)

    def find_section(self, tag: str) -> Section | None:
        """Return the section whose field has ``tag``; None when there is none."""
        return self._sections_by_tag.get(tag)

    def find_figure(self, tag: str) -> Slot | None:
        """Return the figure and the period of ``tag`` (None: its total); None for any other tag."""
        return self._slots_by_tag.get(tag)

    def is_field(self, tag: str) -> bool:
        """Return whether ``tag`` is that of a field."""
        return tag in self._sections_by_tag or tag in self._slots_by_tag

    @cached_property
    def text_tags(self) -> frozenset[str]:
        """The tags of the fields of text."""
        return frozenset(self._sections_by_tag)

    @cached_property
    def figure_tags(self) -> frozenset[str]:
        """The tags of the figures and their totals."""
        return frozenset(self._slots_by_tag)

    @cached_property
    def tags(self) -> frozenset[str]:
        """The tags of all fields."""
        return self.text_tags | self.figure_tags

    @cached_property
    def sections_by_heading(self) -> Mapping[str, tuple[Section, ...]]:
        """The sections by the `words_key` of their headings, which several may share."""
        return _grouped((words_key(section.heading), section) for section in self.sections)

    @cached_property
    def sections_by_number(self) -> Mapping[str, Section]:
        """The sections by the `number_key` of their numbers, those that no other section shares."""
        found = _grouped((number_key(section.number), section) for section in self.sections)
        return {number: sections[0] for number, sections in found.items() if number and len(sections) == 1}

    @cached_property
    def ranks(self) -> Mapping[str, tuple[int, int]]:
        """The place of each section, and that of the section of level 1 above it, by key."""
        ranks: dict[str, tuple[int, int]] = {}
        group = 0
        for place, section in enumerate(self.sections):
            group = place if section.level == 1 else group
            ranks[section.key] = (place, group)
        return ranks

    @cached_property
    def figures_by_label(self) -> Mapping[str, tuple[Figure, ...]]:
        """The figures by the `words_key` of their labels, which several groups may share."""
        return _grouped((words_key(figure.label), figure) for figure in self.figures)

    @cached_property
    def periods_by_title(self) -> Mapping[str, Period]:
        """The periods by the `period_title_key` of their labels."""
        return {period_title_key(period.label): period for period in self.periods}

    @cached_property
    def _sections_by_tag(self) -> dict[str, Section]:
        return {section.key: section for section in self.answered}

    @cached_property
    def _slots_by_tag(self) -> dict[str, Slot]:
        slots: dict[str, Slot] = {}
        for figure in self.figures:
            slots |= {figure_tag(figure, period.key): (figure, period) for period in self.periods}
            if tag := total_tag(figure):
                slots[tag] = (figure, None)
        return slots


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    found: dict[str, tuple[_T, ...]] = {}
    for key, value in pairs:
        found[key] = (*found.get(key, ()), value)
    return found


def words_key(text: str) -> str:
    """Return what a heading or a label is compared by: its words, whatever stands at their end."""
    return match_key(text).strip(" .:;,-–")


def number_key(number: str) -> str:
    """Return what a section's number is compared by: ``Phần II.`` is ``ii``, ``3.2.`` is ``3.2``."""
    return _NAMED.sub("", number.casefold()).strip(" .:)/-–")


def period_title_key(text: str) -> str:
    """Return what a period's title is compared by: ``Năm 2017.`` is ``2017``."""
    return words_key(text).removeprefix("năm ")
