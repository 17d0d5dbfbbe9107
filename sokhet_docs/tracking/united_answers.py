"""The answers in files of a unit that belong together → one report: text of one, figures of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from sokhet_docs.returns import Answers, FormChange, Reading
from sokhet_docs.tracking.unit_status import is_written

_HEADING = "đề mục"  # how a change's place outside the annex begins
_Key = TypeVar("_Key")


def unite(first: Answers, second: Answers) -> Answers:
    """Return both as one report on the form of ``second``, which counts where both have something.

    Each tells what was changed in the part of the form that it fills in; doubts of either are kept.
    """
    text, annex = max(second, first, key=words_in), max(second, first, key=figures_in)
    merged: dict[str, Any] = {
        one.name: tuple(dict.fromkeys((*getattr(first, one.name), *getattr(second, one.name))))
        for one in fields(Answers)
        if isinstance(getattr(second, one.name), tuple)
    }
    merged["sections"] = {
        section.key: (second if is_written(second, section) else first).sections.get(section.key, ())
        for section in second.form.answered
    }
    merged["figures"] = _merged_figures(first.figures, second.figures)
    merged["totals"] = _merged_figures(first.totals, second.totals)
    merged["changes"] = tuple(_iter_changes(text, annex))
    return replace(second, **merged)


def words_in(answers: Answers) -> int:
    """Return how many words its sections have."""
    paragraphs = (paragraph for written in answers.sections.values() for paragraph in written)
    return sum(len(paragraph.text.split()) for paragraph in paragraphs)


def figures_in(answers: Answers) -> int:
    """Return how many figures it gives."""
    return sum(not reading.blank for reading in answers.figures.values())


def _merged_figures(first: Mapping[_Key, Reading], second: Mapping[_Key, Reading]) -> dict[_Key, Reading]:
    return {key: _fuller(first.get(key), reading) for key, reading in second.items()}


def _fuller(first: Reading | None, second: Reading) -> Reading:
    """Return what was given; of two blanks the one whose cell is still there."""
    if first is None or not second.blank:
        return second
    return first if not first.blank or (first.place and not second.place) else second


def _iter_changes(text: Answers, annex: Answers) -> Iterator[FormChange]:
    yield from (change for change in text.changes if text is annex or change.place.startswith(_HEADING))
    if text is not annex:
        yield from (change for change in annex.changes if not change.place.startswith(_HEADING))
