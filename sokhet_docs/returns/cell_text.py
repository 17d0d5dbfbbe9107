"""A cell for a figure → its text as it looks, and a doubt where its digits must not be joined.

What is struck out, raised, hidden, deleted, or stands in a line or a table of its own is never a part of the
number beside it: 25 struck out before 30 is not 2530, 12 with a raised 1 is not 121.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sokhet_docs.office.docx_blocks import Cell, Grid, Line, TextRun
from sokhet_docs.office.looks import ASIDE, Look
from sokhet_docs.text.vietnamese import clean

_PIECES = re.compile(r"[\t\n]")
_MERGED = "Ô này bị gộp với ô bên cạnh, chưa rõ số của ô nào."
_COVERED = "Ô này bị gộp vào ô phía trên, chưa rõ số của ô nào."
_COVERING = "Ô này bị gộp với ô phía dưới, chưa rõ số của ô nào."
_NESTED = "Trong ô có bảng con, chưa rõ số nào."
_NUMBERED = "Ô có đánh số thứ tự tự động, chưa rõ có phải là số liệu không."
_RAISED_DOUBT = "Trong ô có chữ số viết cao hoặc viết thấp, chưa rõ là số liệu hay dấu chú thích."
_PICTURE = "Trong ô có {}, xem trong tệp gốc."
_EQUATION = "Trong ô có cả số và công thức, chưa rõ lấy số nào."
_SEVERAL = "Trong ô có {} số ở các dòng hoặc cột riêng, chưa rõ lấy số nào."
_ASIDE = "Trong ô còn {}, không tính."


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell says: ``shown`` as it looks, ``text`` the number to read there; None: which one is unsure.

    ``doubt`` is a Vietnamese sentence, "" for none.
    """

    shown: str
    text: str | None
    doubt: str = ""


def words_of_joined(grid: Grid) -> dict[int, str]:
    """Return what stands in the cells of ``grid`` that are merged over rows, by the id of each of them."""
    found: dict[int, str] = {}
    tops: dict[int, Cell] = {}
    for row in grid.rows:
        for cell in row:
            if not cell.covered:
                tops[cell.column] = cell
            elif top := tops.get(cell.column):
                words = "\n".join(shown_line(line) for line in top.lines)
                found[id(top)] = found[id(cell)] = clean(words).strip()
    return found


def read_cell_text(cell: Cell, columns: int = 1, *, joins_below: bool = False) -> CellText:
    """Return what ``cell`` says; ``columns`` are those with figures that it reaches over.

    ``joins_below``: it is merged with the cell below it, or above it.
    """
    if columns < 2 and not joins_below and _is_simple(cell):
        text = cell.lines[0].text if cell.lines else ""
        return CellText(text, text)
    shown = "\n".join(shown_line(line) for line in cell.lines)
    shown = "\n".join((shown, *_nested(cell))) if cell.tables else shown
    aside = [run for line in cell.lines for run in (*line.runs, *line.aside) if _is_aside(run)]
    texts = ["".join(run.text for run in line.runs if not _is_aside(run)) for line in cell.lines]
    pieces = [tidy for text in texts for piece in _PIECES.split(text) if (tidy := clean(piece).strip())]
    if doubt := _why_merged(cell, columns, joins_below=joins_below) or _why_unsure(cell, pieces):
        blank = not clean(shown).strip() and doubt != _NUMBERED
        return CellText("" if blank else shown, None, "" if blank and doubt != _COVERED else doubt)
    doubt = _ASIDE.format(", ".join(_told(run).strip() for run in _merged(aside))) if aside else ""
    return CellText(shown, " ".join(pieces), doubt)


def _is_simple(cell: Cell) -> bool:
    """Tell whether nothing but plain runs of one line stands in ``cell``, as in nearly every one."""
    if len(cell.lines) > 1 or cell.span > 1 or cell.covered or cell.tables:
        return False
    for line in cell.lines:
        if line.aside or line.ordered or line.picture:
            return False
        for run in line.runs:
            if run.look or "\t" in run.text or "\n" in run.text:
                return False
    return True


def _is_aside(run: TextRun) -> bool:
    """Tell whether ``run`` says something, but nothing that counts."""
    return (run.look is Look.STRUCK or run.look in ASIDE) and any(map(str.isalnum, run.text))


def _why_merged(cell: Cell, columns: int, *, joins_below: bool) -> str:
    if cell.covered:
        return _COVERED
    if columns > 1:
        return _MERGED
    return _COVERING if joins_below else ""


def _why_unsure(cell: Cell, pieces: list[str]) -> str:
    if cell.tables:
        return _NESTED
    if any(line.ordered for line in cell.lines):
        return _NUMBERED
    if picture := next((line.picture for line in cell.lines if line.picture), ""):
        return _PICTURE.format(picture)
    runs = [run for line in cell.lines for run in line.runs if run.text.strip()]
    if any(run.look in (Look.RAISED, Look.LOWERED) for run in runs):
        return _RAISED_DOUBT
    if len({run.look is Look.EQUATION for run in runs if not _is_aside(run)}) > 1:
        return _EQUATION
    numbers = sum(any(map(str.isdecimal, piece)) for piece in pieces)
    return _SEVERAL.format(numbers) if numbers > 1 else ""


def _nested(cell: Cell) -> Iterator[str]:
    for table in cell.tables:
        for row in table.rows:
            yield " | ".join(clean(one.text).replace("\n", " ") for one in row)


def shown_line(line: Line) -> str:
    """Return a line as it looks, with its automatic number and what stands in it that is no text."""
    number = f"(số tự động: {line.label}) " if line.ordered else ""
    picture = f" ({line.picture})" if line.picture else ""
    return number + shown_text((*line.runs, *line.aside)) + picture


def shown_text(runs: Iterable[TextRun]) -> str:
    """Return the words of ``runs``, with a word for what is not plain."""
    return "".join(_told(run) if run.text.strip() else run.text for run in _merged(runs))


def _merged(runs: Iterable[TextRun]) -> Iterator[TextRun]:
    """Yield ``runs``, neighbours of one look as one: Word cuts a number where anybody put the cursor."""
    for look, alike in groupby(runs, lambda run: run.look):
        yield TextRun("".join(run.text for run in alike), look=look)


def _told(run: TextRun) -> str:
    if run.look is Look.EQUATION:
        return f" {run.text} "
    return f" ({run.look}: {clean(run.text).strip()}) " if run.look else run.text
