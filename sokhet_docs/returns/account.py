"""Every line of a return → where it went: into an answer, a figure, the form's own words, or on a list.

The readers claim what they place; what nobody claims and the letter did not say is told. So a text that no
reader understands becomes a review item, never nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sokhet_docs.office.docx_blocks import Block, Cell, Grid, Line, characters_in
from sokhet_docs.office.looks import Look
from sokhet_docs.returns.cell_text import shown_text
from sokhet_docs.returns.sent_words import SentWords, said
from sokhet_docs.text.vietnamese import clean

OUTSIDE = "Chữ ngoài chỗ điền"
IN_TABLE = "Chữ trong bảng, ngoài chỗ điền"
IN_BOX = "Chữ trong khung hoặc hình vẽ"
FILLED = "Ghi thêm ở chỗ trống của mẫu và phần ký"
_ASIDES = {
    Look.HIDDEN: "Chữ ẩn, không tính",
    Look.DELETED: "Chữ đã xóa khi theo dõi sửa đổi, không tính",
    Look.UNSEEN: "Chữ trắng hoặc quá nhỏ, không nhìn thấy, không tính",
}
_STRAY, _WHOLE_FILE = "Chữ không ở đoạn nào", "cả tệp"
_DIFFERENCE = "Tệp có {} ký tự, máy chỉ biết chỗ của {} ký tự, cần mở xem"
_PICTURE = "Có {} ngoài chỗ điền, xem trong tệp gốc"
_MAX_TEXT = 1000  # characters of one text that are told
_MAX_APART = 3  # places between which something else is told, that are told one by one
_MAX_TOLD = 20  # texts in one item
_MAX_ITEM = 3000  # characters of one item


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words of a return that its form has no place for: what they are, where they stand, the words.

    ``minor``: what a form leaves to be written by hand, such as its number, its day and who signed.
    """

    what: str
    place: str
    texts: tuple[str, ...]
    minor: bool = False

    @property
    def message(self) -> str:
        """What it is and what it says, as one sentence."""
        if not self.texts:
            return f"{self.what}."
        return f"{self.what}: {'; '.join(f'“{text}”' for text in self.texts)}."


class Account:
    """What became of the lines of one return, held against ``sent``, the words of its letters.

    It also counts: every character of the file must have been claimed, told, or known from the letter.
    """

    def __init__(self, sent: SentWords) -> None:
        self.sent = sent
        self._claimed: dict[int, Line] = {}  # by its id; kept, so that no other line gets that id
        self._whole: set[int] = set()  # those of which nothing that does not show is left to tell either
        self._numbers: Counter[str] = Counter()  # the form's own lines of digits that were met
        self._told: list[Unplaced] = []
        self.columns: set[str] = set()  # the titles of the annex's columns of which something was told
        self._texts: list[str] = []  # what was claimed, told or known

    def claim(self, *lines: Line) -> None:
        """Note that ``lines`` were placed, or told."""
        for line in lines:
            if id(line) not in self._claimed:
                self._claimed[id(line)] = line
                self._texts.append(line.text)

    def claim_own(self, *lines: Line) -> None:
        """Note that ``lines`` are the form's own words: a number of theirs said again elsewhere is told."""
        for line in lines:
            self._is_sent(line.text)
            self.claim(line)

    def claim_number(self, cell: Cell) -> None:
        """Note that ``cell`` holds the running number of a row, if it says one of the form's own."""
        key = said(cell.text)
        if key.isdecimal() and len(cell.lines) == 1 and self._is_sent(key):
            self.claim(*cell.lines)

    def claim_cell(self, cell: Cell) -> None:
        """Note that all that ``cell`` says was placed or told, what does not show and its tables with it."""
        self.claim(*cell.lines)
        self._whole.update(map(id, cell.lines))
        for table in cell.tables:
            for row in table.rows:
                for one in row:
                    self.claim_cell(one)

    def tell(self, what: str, place: str, *texts: str, minor: bool = False) -> None:
        """Put ``texts`` on the list; those that say nothing are left out."""
        kept = tuple(_cut(tidy) for text in texts if (tidy := clean(text).strip()) and said(tidy))
        if kept:
            self._told.append(Unplaced(what, place, kept, minor))

    def tell_of(self, what: str, place: str) -> None:
        """Put something without words on the list."""
        self._told.append(Unplaced(what, place, ()))

    def note_columns(self, titles: Iterable[str]) -> None:
        """Note the titles of the annex's columns that are on the list with what stands in them."""
        self.columns.update(titles)

    def tell_rest(self, blocks: Iterable[Block], is_signature: Callable[[Grid], bool]) -> None:
        """Tell what nobody claimed in ``blocks``, all of the file's, and the letters did not say.

        What is written in a table in which units sign is minor.
        """
        for block in blocks:
            if isinstance(block, Grid):
                self._tell_grid(block, is_signature)
            else:
                self._tell_line(block, block.place, IN_BOX if block.box else OUTSIDE)

    def tell_stray(self, texts: Sequence[str]) -> None:
        """Tell the texts that stand in no paragraph."""
        self.tell(_STRAY, _WHOLE_FILE, "".join(texts))
        self._texts += texts

    def tell_difference(self, characters: int | None) -> None:
        """Tell when not all of the body's ``characters`` went anywhere; None: they cannot be counted."""
        found = characters_in("".join(self._texts))
        if characters is not None and characters != found:
            self.tell_of(_DIFFERENCE.format(characters, found), _WHOLE_FILE)

    def tell_table(self, what: str, grid: Grid) -> None:
        """Tell the rows of ``grid`` in which anything is new, each whole, so that a number has its label."""
        rows = []
        for number, row in enumerate(grid.rows):
            lines = [(line, grid.place(number, at)) for at, cell in enumerate(row) for line in cell.lines]
            for line, place in lines:
                self._tell_aside(line, place)
            new = [line for line, _ in lines if line.runs and not self._is_sent(line.text)]
            self.claim(*(line for line, _ in lines))
            if new:
                rows.append(" | ".join(clean(shown_text(line.runs)) for line, _ in lines))
        self.tell(what, grid.name, *rows)

    def tell_side(self, label: str, lines: Iterable[Line], sign: str = "") -> None:
        """Tell what the letters did not say in a part beside the body, which people call ``label``.

        ``sign`` is where in the body something refers to it.
        """
        what = f"Chữ ở {label}, dấu ở {sign}" if sign else f"Chữ ở {label}"
        for line in lines:
            self._tell_line(line, label, what)

    def _tell_grid(self, grid: Grid, is_signature: Callable[[Grid], bool]) -> None:
        left = [
            (line, row_index, index)
            for row_index, row in enumerate(grid.rows)
            for index, cell in enumerate(row)
            for line in cell.lines
            if line.aside or ((line.runs or line.picture) and id(line) not in self._claimed)
        ]
        minor = bool(left) and is_signature(grid)
        for line, row_index, index in left:
            self._tell_line(line, grid.place(row_index, index), IN_TABLE, minor=minor)

    def _tell_line(self, line: Line, place: str, what: str, *, minor: bool = False) -> None:
        if line.aside:
            self._tell_aside(line, place)
        if id(line) in self._claimed:
            return
        self.claim(line)
        if line.picture and not self.sent.pictures:
            self.tell_of(_PICTURE.format(line.picture), place)
        if line.runs and not self._is_sent(line.text):
            filled = minor or self.sent.fills(line.text)
            self.tell(
                FILLED if filled else what, place, self.sent.new_in(shown_text(line.runs)), minor=filled
            )

    def _tell_aside(self, line: Line, place: str) -> None:
        self._texts += [run.text for run in line.aside]
        if id(line) in self._whole:
            return
        for look in dict.fromkeys(run.look for run in line.aside):
            self.tell(_ASIDES[look], place, "".join(run.text for run in line.aside if run.look is look))

    def _is_sent(self, text: str) -> bool:
        if any(map(str.isalpha, text[:20])) or not (key := said(text)).isdecimal():
            return self.sent.has(text)
        self._numbers[key] += 1  # a number is the form's own only as often as the form has it
        return self._numbers[key] <= self.sent.count(key)

    def told(self) -> tuple[Unplaced, ...]:
        """Return what was told in order, neighbours of a kind together, the minor ones as one, at the end.

        What is told in many places is together where it is told first.
        """
        minor = [one for one in self._told if one.minor]
        grouped = [item for group in _groups(self._told) for item in _joined(group)]
        return (
            *(one for one in grouped if not one.minor),
            *_joined([replace(one, what=FILLED) for one in minor]),
        )


def _groups(told: Sequence[Unplaced]) -> list[list[Unplaced]]:
    neighbours = [(kind, list(group)) for kind, group in groupby(told, _kind)]
    counts = Counter(kind for kind, _ in neighbours)
    groups: list[list[Unplaced]] = []
    many: dict[tuple[str, bool, bool], list[Unplaced]] = {}
    for kind, group in neighbours:
        if counts[kind] > _MAX_APART and kind in many:
            many[kind] += group
        else:
            many[kind] = group
            groups.append(group)
    return groups


def _kind(told: Unplaced) -> tuple[str, bool, bool]:
    return told.what, told.minor, bool(told.texts)


def _joined(told: Sequence[Unplaced]) -> Iterator[Unplaced]:
    """Yield ``told``, all of one kind, as few items of bearable length."""
    texts: list[str] = []
    first = last = ""
    for one in told:
        full = len(texts) >= _MAX_TOLD or sum(map(len, (*texts, *one.texts))) > _MAX_ITEM
        if texts and full:
            yield Unplaced(one.what, _span(first, last), tuple(texts), one.minor)
            texts = []
        first = one.place if not texts else first
        last = one.place
        texts += one.texts
    if told:
        yield Unplaced(told[0].what, _span(first, last), tuple(texts), told[0].minor)


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_TEXT else f"{text[:_MAX_TEXT]}…"
