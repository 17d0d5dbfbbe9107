"""What a filled-in report says, as one frozen value: its text, its figures, the changes to its form.

Nothing here knows of Word files (`reader` reads them) or of who sent what (`received` keeps that).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sokhet_docs.office.docx_blocks import TextRun
from sokhet_docs.plan import Form
from sokhet_docs.text.vietnamese import clean


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. ``list_level`` is 0 in an outermost list, None in no list; ``ordered``: numbered.

    Paragraphs of one list of the file share its ``list_id``, whatever stands between them.
    """

    runs: tuple[TextRun, ...]
    list_level: int | None = None
    ordered: bool = False
    list_id: str = field(default="", compare=False)  # one file's own: says nothing of another's

    @property
    def text(self) -> str:
        """The words without their emphasis."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure as a unit wrote it (``raw``) and as a number.

    ``raw`` "" is "chưa báo cáo" and its ``value`` None, never 0. A text that is no sure number has the value
    None and a ``doubt``, a Vietnamese sentence; a number that deserves a second look has both. ``place`` is
    where it stands in the file: ``bảng 3, hàng 5, ô 4``, or "" when the form's place for it is gone.
    """

    raw: str
    value: Decimal | None
    doubt: str = ""
    place: str = ""

    @property
    def blank(self) -> bool:
        """Whether the unit reported nothing here."""
        return not self.raw


@dataclass(frozen=True, slots=True)
class FormChange:
    """What a unit changed outside its fields: where, and a Vietnamese sentence."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Answers:
    """A whole report.

    ``form`` is the form against which it was read. ``sections`` has each of its answered sections by key, ()
    where the unit wrote nothing; ``figures`` each of its figures in each of its periods by (its key, the
    period's key); ``totals`` each figure that has a total, by its key, as the unit itself states it.
    ``doubts`` are Vietnamese sentences about the file as a whole; those of one figure are in its `Reading`.
    """

    form: Form
    sections: Mapping[str, tuple[Paragraph, ...]]
    figures: Mapping[tuple[str, str], Reading]
    totals: Mapping[str, Reading]
    changes: tuple[FormChange, ...] = ()
    doubts: tuple[str, ...] = ()


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
