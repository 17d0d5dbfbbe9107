"""The answers in files of a unit that belong together → one report: text of one, figures of another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from sokhet_docs.plan import Form
from sokhet_docs.returns import Answers, FormChange, Reading
from sokhet_docs.tracking.unit_status import is_written

_ABSENT = ("bị xóa", "Không còn")  # in what is told of a part of the form that is gone
_NOTHING = Reading("", None)
_Key = TypeVar("_Key")


def unite(first: Answers, second: Answers, form: Form) -> Answers:
    """Return both as one report on ``form``; ``second`` counts where both have something.

    What is gone from the form of one is gone only where it is gone from both; doubts of either are kept.
    """
    merged: dict[str, Any] = {
        one.name: tuple(dict.fromkeys((*getattr(first, one.name), *getattr(second, one.name))))
        for one in fields(Answers)
        if isinstance(getattr(second, one.name), tuple)
    }
    merged["form"] = form
    merged["sections"] = {
        section.key: (second if is_written(second, section) else first).sections.get(section.key, ())
        for section in form.answered
    }
    slots = [(figure.key, period.key) for figure in form.figures for period in form.periods]
    merged["figures"] = _merged_figures(slots, first.figures, second.figures)
    summed = [figure.key for figure in form.figures if figure.summed]
    merged["totals"] = _merged_figures(summed, first.totals, second.totals)
    merged["changes"] = tuple(_iter_changes(first.changes, second.changes))
    return replace(second, **merged)


def words_in(answers: Answers) -> int:
    """Return how many words its sections have."""
    paragraphs = (paragraph for written in answers.sections.values() for paragraph in written)
    return sum(len(paragraph.text.split()) for paragraph in paragraphs)


def figures_in(answers: Answers) -> int:
    """Return how many figures it gives."""
    return sum(not reading.blank for reading in answers.figures.values())


def _merged_figures(
    keys: Iterable[_Key], first: Mapping[_Key, Reading], second: Mapping[_Key, Reading]
) -> dict[_Key, Reading]:
    return {key: _fuller(first.get(key, _NOTHING), second.get(key, _NOTHING)) for key in keys}


def _fuller(first: Reading, second: Reading) -> Reading:
    """Return what was given; of two blanks the one whose cell is still there."""
    if not second.blank:
        return second
    return first if not first.blank or (first.place and not second.place) else second


def tells_of_an_absence(message: str) -> bool:
    """Return whether a sentence about a changed form says that a part of it is gone."""
    return any(words in message for words in _ABSENT)


def _iter_changes(first: Sequence[FormChange], second: Sequence[FormChange]) -> Iterator[FormChange]:
    for change in dict.fromkeys((*first, *second)):
        if not tells_of_an_absence(change.message) or (change in first and change in second):
            yield change
