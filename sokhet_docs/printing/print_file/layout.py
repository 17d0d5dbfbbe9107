"""Pages in their order → where blank pages go so that each part begins a sheet; how many sheets there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

_MM = 25.4 / 72  # a point in mm
_TOLERANCE = 2.0  # mm
_PAPERS = {
    "A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "A6": (105, 148), "B4": (250, 353),
    "B5": (176, 250), "Letter": (215.9, 279.4), "Legal": (215.9, 355.6), "F4": (210, 330),
    "DL": (110, 220), "C5": (162, 229), "C4": (229, 324),
}  # fmt: skip


def paper_of(width: float, height: float) -> str:
    """Return the sheet that a page of ``width`` by ``height`` points is printed on, upright or not."""
    short, long = sorted((width * _MM, height * _MM))
    for name, (paper_short, paper_long) in _PAPERS.items():
        if abs(short - paper_short) <= _TOLERANCE and abs(long - paper_long) <= _TOLERANCE:
            return name
    return f"{short:.0f} × {long:.0f} mm"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many pages have something on them, how many backs are blank, how many sheets of which paper."""

    pages: int = 0
    blanks: int = 0
    sheets: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.pages + other.pages, self.blanks + other.blanks, self.sheets + other.sheets)

    @property
    def sheet_count(self) -> int:
        """Return the number of sheets of all papers."""
        return self.sheets.total()


@dataclass(slots=True)
class Layout:
    """The pages of a print file so far, by the papers that they are printed on; None: a blank back.

    ``duplex``: pages are printed on both sides, so that every other one is a back.
    """

    duplex: bool
    faces: list[str | None] = field(default_factory=list)

    def add(self, papers: Sequence[str]) -> list[bool]:
        """Add a part whose pages are on ``papers``; return for each whether a blank back comes before it.

        A part begins a sheet, and so does a page on another paper than the page before it.
        """
        return [self._add(paper, begins=index == 0) for index, paper in enumerate(papers)]

    def followed_by(self, papers: Sequence[str]) -> Layout:
        """Return what this layout would be with one part more."""
        longer = Layout(self.duplex, [*self.faces])
        longer.add(papers)
        return longer

    def tally(self) -> Tally:
        """Return what there is so far; a last sheet without a back counts too."""
        fronts = self.faces[:: 2 if self.duplex else 1]
        return Tally(
            pages=sum(face is not None for face in self.faces),
            blanks=sum(face is None for face in self.faces),
            sheets=Counter(face for face in fronts if face is not None),
        )

    def _add(self, paper: str, *, begins: bool) -> bool:
        is_back = self.duplex and len(self.faces) % 2 == 1
        is_padded = is_back and (begins or self.faces[-1] != paper)
        if is_padded:
            self.faces.append(None)
        self.faces.append(paper)
        return is_padded
