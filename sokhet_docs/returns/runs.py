"""Runs of text → runs of text: cut, split into lines, tidied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from sokhet_docs.office.docx_blocks import TextRun
from sokhet_docs.office.looks import Look
from sokhet_docs.text.vietnamese import clean


def text_of(runs: Sequence[TextRun]) -> str:
    """Return the words of ``runs``."""
    return "".join(run.text for run in runs)


def common_start(text: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(text, other, strict=False))
    return next((at for at, (one, two) in pairs if one != two), min(len(text), len(other)))


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


def split_runs(runs: Sequence[TextRun]) -> Iterator[Sequence[TextRun]]:
    """Yield the runs of each line of ``runs``."""
    if not any("\n" in run.text for run in runs):
        yield runs
        return
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
    tidy = [
        TextRun(_clean_within("".join(run.text for run in alike)), *emphasis)
        for emphasis, alike in groupby((run for run in runs if run.text), _emphasis_of)
    ]
    if tidy:
        tidy[0] = _with_text(tidy[0], tidy[0].text.lstrip())
        tidy[-1] = _with_text(tidy[-1], tidy[-1].text.rstrip())
    return tuple(run for run in tidy if run.text)


def _with_text(run: TextRun, text: str) -> TextRun:
    return run if run.text == text else replace(run, text=text)


def _emphasis_of(run: TextRun) -> tuple[bool, bool, bool, Look]:
    return run.bold, run.italic, run.underline, run.look


def _clean_within(text: str) -> str:
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{words}{after}" if (words := clean(text)) else before
