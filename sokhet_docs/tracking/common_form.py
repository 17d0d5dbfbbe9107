"""The forms that the units were sent, and the plan's own outline → the one outline of what sums them all up.

Forms may differ: the workbook was edited between two runs, a heading was changed in Word, some units are
asked less than others. What means the same is one row, what does not is two.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import TypeVar

from sokhet_docs.plan import (
    Figure,
    FigureKind,
    Form,
    Period,
    Plan,
    Section,
    figure_tag,
    total_tag,
)
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.tracking.section_numbers import numbered, other_numbers

Meaning = tuple[str, str, FigureKind]  # key, match key of the unit of measure, kind
_Key = TypeVar("_Key", bound=Hashable)


def meaning_of(figure: Figure) -> Meaning:
    """Return what two figures share that may be added up."""
    return figure.key, match_key(figure.measure), figure.kind


def asks(form: Form, figure: Figure, period: Period | None) -> bool:
    """Return whether ``form`` has a place for what ``figure`` means in ``period`` (None: its total)."""
    tag = figure_tag(figure, period.key) if period else total_tag(figure)
    slot = form.find_figure(tag) if tag else None
    return slot is not None and (slot[0] is figure or meaning_of(slot[0]) == meaning_of(figure))


@dataclass(frozen=True)
class CommonForm:
    """What the forms together ask, in one order and in the words of the first form that has it.

    Two figures of one key are two where their units of measure or their kinds differ. ``other_numbers`` are
    the sections that some form has under another number, with that number.
    """

    sections: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = ()
    periods: tuple[Period, ...] = ()
    other_numbers: tuple[tuple[Section, str], ...] = ()

    @cached_property
    def _keys(self) -> list[tuple[str, str]]:
        return [(figure.key, match_key(figure.measure)) for figure in self.figures]

    def measure_of(self, figure: Figure) -> str:
        """Return the unit of measure as printed; its kind with it where that alone tells two rows apart."""
        if self._keys.count((figure.key, match_key(figure.measure))) == 1:
            return figure.measure
        return f"{figure.measure} ({figure.kind.value.lower()})".lstrip()

    @property
    def by_years(self) -> bool:
        """Whether every period is a year."""
        return all(period.is_year for period in self.periods)


def common_form(plan: Plan, forms: Sequence[Form]) -> CommonForm:
    """Return what ``forms`` ask together; the plan's own outline when there are none.

    The first form that has a part gives it its words; a section's number is the plan's where it has one.
    """
    own = Form(plan.sections, plan.figures, plan.periods)
    headings = _GroupHeadings()
    own, *asked = (headings.with_common_keys(form) for form in (own, *_distinct(forms)))
    asked = asked or [own]
    sections = numbered(_sections(own, asked), [own, *asked] if own.sections else asked)
    return CommonForm(
        tuple(sections),
        tuple(_figures(own, asked)),
        tuple(_periods(own, asked)),
        tuple(other_numbers(sections, asked)),
    )


class _GroupHeadings:
    """The headings that only group sections. They have no field in a letter and so no tag to be known by.

    One is the same as another when it groups one of the same sections, else when it reads the same.
    """

    def __init__(self) -> None:
        self._by_member: dict[str, str] = {}
        self._by_words: dict[str, str] = {}

    def with_common_keys(self, form: Form) -> Form:
        """Return ``form`` with each such heading under the key that it had in the forms before."""
        found: dict[str, Section] = {}
        for place, section in enumerate(form.sections):
            members = _members(form.sections, place)
            key = section.key if section.answered else self._known(section, members)
            found.setdefault(key, replace(section, key=key))
            for member in members:
                self._by_member.setdefault(member, key)
            self._by_words.setdefault(match_key(section.heading), key)
        return replace(form, sections=tuple(found.values()))

    def _known(self, section: Section, members: Sequence[str]) -> str:
        known = (self._by_member[member] for member in members if member in self._by_member)
        return next(known, "") or self._by_words.get(match_key(section.heading), section.key)


def _members(sections: Sequence[Section], place: int) -> list[str]:
    """Return the keys of the sections that the one at ``place`` groups."""
    below = takewhile(lambda section: section.level > sections[place].level, sections[place + 1 :])
    return [section.key for section in below]


def _distinct(forms: Iterable[Form]) -> list[Form]:
    found: dict[Hashable, Form] = {}
    for form in forms:
        found.setdefault((form.sections, form.figures, form.periods), form)
    return list(found.values())


def _sections(own: Form, forms: Sequence[Form]) -> list[Section]:
    newest: dict[str, Section] = {}
    for section in (section for form in forms for section in form.sections):
        known = newest.setdefault(section.key, section)
        if section.answered and not known.answered:
            newest[section.key] = replace(known, answered=True)
    order = _in_one_order([[section.key for section in form.sections] for form in (own, *forms)])
    return [newest[key] for key in order if key in newest]


def _figures(own: Form, forms: Sequence[Form]) -> list[Figure]:
    newest: dict[str, dict[Meaning, Figure]] = {}
    for figure in (figure for form in forms for figure in form.figures):
        newest.setdefault(figure.key, {}).setdefault(meaning_of(figure), figure)
    order = _in_one_order([[figure.key for figure in form.figures] for form in (own, *forms)])
    figures = [figure for key in order for figure in newest.get(key, {}).values()]
    charted = {figure.key: figure.charted for figure in own.figures}  # which no letter tells
    return [replace(figure, charted=charted.get(figure.key, figure.charted)) for figure in figures]


def _periods(own: Form, forms: Sequence[Form]) -> list[Period]:
    newest: dict[str, Period] = {}
    for period in (period for form in forms if form.figures for period in form.periods):
        newest.setdefault(period.key, period)
    order = _in_one_order([[period.key for period in form.periods] for form in (own, *forms)])
    return [newest[key] for key in order if key in newest]


def _in_one_order(lists: Iterable[Sequence[_Key]]) -> list[_Key]:
    """Return all keys: the first list's in its order, each other one behind what precedes it in its list."""
    order: list[_Key] = []
    for keys in lists:
        known = set(order)
        place = len(order) if known.isdisjoint(keys) else 0
        for key in keys:
            if key in known:
                place = order.index(key) + 1
            else:
                order.insert(place, key)
                place += 1
    return order
