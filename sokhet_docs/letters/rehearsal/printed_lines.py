"""The pieces of a draft's pages → the lines in which a paragraph of its .docx is printed, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from sokhet_docs.office.pdf import Piece
from sokhet_docs.text.letter_widths import width_in_mm

_MM = 25.4 / 72  # of a point
_NEAR = 300  # letters behind what was found last
_FIRST = 2  # words by which a place is known
_ONE_LINE = 0.5  # of the letters' size: base lines that are nearer are of one line


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """``words`` of one line on ``page`` (from 0); the places of its ends and base line, in mm."""

    words: tuple[str, ...]
    page: int
    left: float
    right: float
    height: float
    size: float

    def is_beside(self, other: PrintedLine) -> bool:
        """Tell whether the two stand at one height of a page."""
        near = abs(self.height - other.height) < _ONE_LINE * max(self.size, other.size)
        return self.page == other.page and near

    def __str__(self) -> str:
        return " ".join(self.words)


class PrintedText:
    """The text of a file's pages, in which paragraphs are looked for one after the other."""

    def __init__(self, pages: Sequence[Sequence[Piece]]) -> None:
        self._pieces = [(page, piece) for page, pieces in enumerate(pages) for piece in pieces]
        self._piece_of: list[int] = []
        letters = []
        for number, (_, piece) in enumerate(self._pieces):
            own = _letters(piece.text)
            letters.append(own)
            self._piece_of += [number] * len(own)
        self._letters, self._at = "".join(letters), 0

    def lines_of(self, words: Sequence[str]) -> list[PrintedLine]:
        """Return the lines in which ``words`` are printed next, none when they are not."""
        keys = [_letters(word) for word in words]
        start = self._find("".join(keys))
        if start < 0:
            return []
        self._at = start + sum(map(len, keys))
        ends = list(accumulate(map(len, keys), initial=start))
        spans = [(self._piece_of[at], self._piece_of[end - 1]) for at, end in pairwise(ends)]
        lines: list[list[int]] = []
        for number, (first, _) in enumerate(spans):
            if not lines or not self._is_one_line(spans[lines[-1][0]][0], first):
                lines.append([])
            lines[-1].append(number)
        return [
            self._line([words[number] for number in numbers], spans[numbers[0]][0], spans[numbers[-1]][1])
            for numbers in lines
        ]

    def _find(self, letters: str) -> int:
        """Return where ``letters`` fill whole pieces next, as no part of a sentence does; else -1."""
        start = self._letters.find(letters, self._at)
        while start >= 0 and not (self._is_edge(start) and self._is_edge(start + len(letters))):
            start = self._letters.find(letters, start + 1)
        return start

    def _is_edge(self, at: int) -> bool:
        """Tell whether a piece begins with the letter ``at``, or ended before it."""
        return at in (0, len(self._letters)) or self._piece_of[at] != self._piece_of[at - 1]

    def has(self, words: Sequence[str]) -> bool:
        """Tell whether ``words`` are printed anywhere."""
        return _joined(words) in self._letters

    def count_next(self, words: Sequence[str]) -> int:
        """Return how many of ``words``, from the first on, are printed right behind what was found last."""
        start = self._letters.find(_joined(words[:_FIRST]), self._at, self._at + _NEAR)
        counts = range(len(words) if start >= 0 else 0, 0, -1)
        return next((n for n in counts if self._letters.startswith(_joined(words[:n]), start)), 0)

    def count_anywhere(self, words: Sequence[str]) -> int:
        """Return how many of ``words``, from the first on, are printed together; 0 for hardly any."""
        counts = range(len(words), min(len(words), _FIRST + 1) - 1, -1)
        return next((n for n in counts if self._letters.find(_joined(words[:n]), self._at) >= 0), 0)

    def _is_one_line(self, first: int, second: int) -> bool:
        (page, piece), (other_page, other) = self._pieces[first], self._pieces[second]
        return page == other_page and abs(piece.y - other.y) < _ONE_LINE * max(piece.size, other.size)

    def _line(self, words: Sequence[str], first: int, last: int) -> PrintedLine:
        """Return the line of ``words`` that begins with the piece ``first`` and ends with ``last``."""
        (page, begin), (_, end) = self._pieces[first], self._pieces[last]
        right = end.x * _MM + width_in_mm(end.text, end.size, bold=end.is_bold)
        return PrintedLine(tuple(words), page, begin.x * _MM, right, begin.y * _MM, begin.size * _MM)


def _joined(words: Sequence[str]) -> str:
    return "".join(map(_letters, words))


def _letters(text: str) -> str:
    """Return ``text`` without spaces, in lower case, letter by letter."""
    return "".join(letter.lower()[:1] for letter in text if not letter.isspace())
