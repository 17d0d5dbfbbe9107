"""A report's answers → what stands in each of its places, and what of it a later version lost or changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sokhet_docs.plan import TOTAL_TITLE, Figure, Section, figure_tag, total_tag
from sokhet_docs.returns import Answers
from sokhet_docs.text.vietnamese import first_few, match_key

_MIN_WORDS = 10  # of a text that may count as much shortened
_MIN_PLACES = 3  # of one kind, more than half of which are most of them
_SHOWN = 10  # places named one by one
_EXCERPT = 8  # words


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in one place: the place as the clerk knows it, the words, whether it is a figure."""

    label: str
    text: str
    is_figure: bool = False

    @property
    def words(self) -> int:
        """How many words stand there."""
        return len(self.text.split())

    def __str__(self) -> str:
        return f"{self.label} ({self.text if self.is_figure else f'“{excerpt(self.text)}”'})"


Content: TypeAlias = Mapping[str, Written]  # by the place's tag in the form; empty places are left out


def content_of(answers: Answers) -> Content:
    """Return what stands in every section and figure of a report; a total only where nothing else is."""
    return dict(_iter_sections(answers)) | dict(_iter_figures(answers))


def _iter_sections(answers: Answers) -> Iterator[tuple[str, Written]]:
    for section in answers.form.answered:
        lines = (paragraph.shown.strip() for paragraph in answers.sections.get(section.key, ()))
        if text := "\n".join(line for line in lines if line):
            yield section.key, Written(_label(section), text)


def _label(section: Section) -> str:
    number = section.number.rstrip(".")
    return f"mục {number}" if number else f"mục “{section.heading}”"


def _iter_figures(answers: Answers) -> Iterator[tuple[str, Written]]:
    for figure in answers.form.figures:
        given = [
            (figure_tag(figure, period.key), _figure(figure, period.words, reading.raw))
            for period in answers.form.periods
            if (reading := answers.figures.get((figure.key, period.key))) and not reading.blank
        ]
        total, tag = answers.totals.get(figure.key), total_tag(figure)
        if not given and tag and total and total.value != 0 and not total.blank:
            given = [(tag, _figure(figure, f"cột {TOTAL_TITLE}", total.raw))]
        yield from given


def _figure(figure: Figure, column: str, raw: str) -> Written:
    return Written(f"“{figure.full_label}, {column}”", raw, is_figure=True)


def lost_content(before: Content, after: Content) -> list[Written]:
    """Return what stands in ``before`` and is gone, or much shorter, in ``after``."""
    return [old for tag, old in before.items() if _is_lost(old, after.get(tag))]


def _is_lost(old: Written, new: Written | None) -> bool:
    if new is None:
        return True
    return not old.is_figure and old.words >= _MIN_WORDS and new.words * 2 < old.words


def is_most(lost: Sequence[Written], before: Content) -> bool:
    """Return whether ``lost`` is more than half of ``before``: of all, of its sections or of its figures."""
    if len(lost) * 2 > len(before):
        return True
    return any(
        2 * len(gone) > sum(place.is_figure is kind for place in before.values())
        for kind in (False, True)
        if len(gone := [place for place in lost if place.is_figure is kind]) >= _MIN_PLACES
    )


def differing_content(before: Content, after: Content) -> list[tuple[Written, Written]]:
    """Return what stands in a place of both and is not the same, however it is spelt."""
    return [
        (old, new)
        for tag, old in before.items()
        if (new := after.get(tag)) and match_key(old.text) != match_key(new.text)
    ]


def excerpt(text: str) -> str:
    """Return the first words of ``text``."""
    return first_few(text.split(), _EXCERPT, "…", " ")


def told(places: Sequence[Written]) -> str:
    """Return ``places`` in a few words: the first sections and figures with what stands there."""
    sections = [place for place in places if not place.is_figure]
    figures = [place for place in places if place.is_figure]
    parts = (_enumerated(sections, "mục"), f"số liệu {_enumerated(figures, 'số liệu')}" if figures else "")
    return "; ".join(part for part in parts if part)


def _enumerated(places: Sequence[Written], kind: str) -> str:
    return first_few([str(place) for place in places], _SHOWN, f" và {{}} {kind} nữa", "; ")
