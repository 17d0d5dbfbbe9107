"""What a filled-in report says, as one frozen value: its text, its figures, the changes to its form.

Nothing here knows of Word files (`reader` reads them) or of who sent what (`received` keeps that).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sokhet_docs.office.docx_blocks import TextRun
from sokhet_docs.plan import Form
from sokhet_docs.returns.account import Unplaced
from sokhet_docs.returns.cell_text import shown_text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. ``list_level`` is 0 in an outermost list, None in no list; ``ordered``: numbered.

    Paragraphs of one list of the file share its ``list_id``, whatever stands between them; ``label`` is the
    number that the list prints before this one, "" where that is not known.
    """

    runs: tuple[TextRun, ...]
    list_level: int | None = None
    ordered: bool = False
    list_id: str = field(default="", compare=False)  # one file's own: says nothing of another's
    label: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        """The words without their emphasis."""
        return "".join(run.text for run in self.runs)

    @property
    def shown(self) -> str:
        """The words, with a word for what is struck out or raised, behind their list's number."""
        return f"{self.label} {shown_text(self.runs)}".lstrip()


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """A table within an answer: the texts of its cells, row by row, a line a paragraph.

    ``looks`` are the runs of those cells, by row and place in it, in which not all is plain: the lines of
    such a cell are parted by line breaks in the runs.
    """

    rows: tuple[tuple[str, ...], ...]
    looks: Mapping[tuple[int, int], tuple[TextRun, ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Its words, a line a row."""
        return _lines_of(self.rows)

    @property
    def shown(self) -> str:
        """Its words as they look, a line a row."""
        if not self.looks:
            return self.text
        shown = {at: shown_text(runs) for at, runs in self.looks.items()}
        return _lines_of(
            [shown.get((row, at), text) for at, text in enumerate(cells)]
            for row, cells in enumerate(self.rows)
        )


def _lines_of(rows: Iterable[Iterable[str]]) -> str:
    return "\n".join(" | ".join(cell.replace("\n", " ") for cell in row) for row in rows)


Content = Paragraph | AnswerTable


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure as a unit wrote it (``raw``) and as a number.

    ``raw`` "" is "chưa báo cáo" and its ``value`` None, never 0. A text that is no sure number has the value
    None and a ``doubt``, a Vietnamese sentence; a number that deserves a second look has both. ``place`` is
    where it stands in the file: ``bảng 3, hàng 5, ô 4``, or "" when the form's place for it is gone.
    ``cause``: what made this doubt and those of other figures at once, as a Vietnamese sentence; "": its own.
    """

    raw: str
    value: Decimal | None
    doubt: str = ""
    place: str = ""
    cause: str = ""

    @property
    def blank(self) -> bool:
        """Whether the unit reported nothing here."""
        return not self.raw


@dataclass(frozen=True, slots=True)
class FormChange:
    """What a unit changed outside its fields: where, and a Vietnamese sentence.

    ``parts`` are the changes of one kind that are told as this one.
    """

    place: str
    message: str
    parts: tuple[FormChange, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Answers:
    """A whole report.

    ``form`` is the form against which it was read. ``sections`` has each of its answered sections by key, ()
    where the unit wrote nothing; ``figures`` each of its figures in each of its periods by (its key, the
    period's key); ``totals`` each figure that has a total, by its key, as the unit itself states it.
    ``doubts`` are Vietnamese sentences about the file as a whole; those of one figure are in its `Reading`.
    ``unplaced`` is everything else that the file says and the letter that was sent did not. ``has_form``
    tells whether anything of the form was found in it.
    """

    form: Form
    sections: Mapping[str, tuple[Content, ...]]
    figures: Mapping[tuple[str, str], Reading]
    totals: Mapping[str, Reading]
    changes: tuple[FormChange, ...] = ()
    doubts: tuple[str, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    has_form: bool = True
