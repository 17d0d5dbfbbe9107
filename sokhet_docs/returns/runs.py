"""Runs of text, cut, split at line breaks, and made clean, their emphasis kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sokhet_docs.returns.answers import TextRun
from sokhet_docs.returns.form_keys import clean


def text_of(runs: Sequence[TextRun]) -> str:
    """Return the words of ``runs``."""
    return "".join(run.text for run in runs)


def cut_runs(runs: Sequence[TextRun], start: int, end: int | None = None) -> list[TextRun]:
    """Return what stands between the characters ``start`` and ``end`` (None: the last one)."""
    kept = []
    for run in runs:
        text = run.text[max(0, start) : None if end is None else max(0, end)]
        start -= len(run.text)
        end = None if end is None else end - len(run.text)
        if text:
            kept.append(replace(run, text=text))
    return kept


def split_runs(runs: Sequence[TextRun]) -> Iterator[list[TextRun]]:
    """Yield the runs of each line of ``runs``."""
    current: list[TextRun] = []
    for run in runs:
        first, *others = run.text.split("\n")
        current.append(replace(run, text=first))
        for text in others:
            yield current
            current = [replace(run, text=text)]
    yield current


def tidy_runs(runs: Sequence[TextRun]) -> tuple[TextRun, ...]:
    """Return ``runs`` clean, neighbours of one emphasis joined, without spaces at the ends."""
    joined: list[TextRun] = []
    for run in runs:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    tidy = [replace(run, text=_clean_within(run.text)) for run in joined]
    if tidy:
        tidy[0] = replace(tidy[0], text=tidy[0].text.lstrip())
        tidy[-1] = replace(tidy[-1], text=tidy[-1].text.rstrip())
    return tuple(run for run in tidy if run.text)


def _clean_within(text: str) -> str:
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{words}{after}" if (words := clean(text)) else before
