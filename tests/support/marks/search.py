"""What `consolidate` and `status` write → for each mark where it is found again, and what is wrong with that.

The files are read by python-docx and openpyxl: what the project writes is not judged by its own reader.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from openpyxl import load_workbook

from sokhet_docs.plan import Plan
from sokhet_docs.tracking import Tracking, consolidate, write_tracking
from tests.support.docx_builder import W, text_of
from tests.support.environment import TEMPLATES
from tests.support.marks.draft import Home, Mark

_WITHOUT_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_STROKE = "\u0336"
_STRUCK = re.compile(f"(?:.{_STROKE})+")
_SMALL = re.compile("[\u00b2\u00b3\u00b9\u2070-\u2089]+")
_HEADINGS = ("MucCap1", "MucCap2", "MucCap3")
_CLOSING, _ANNEX = "NoiDungCuoi", "PhuLuc"
_HEAD_ROWS = 3
_FIRST_FIGURE = 4  # column
_ONLY_TOLD = "only told, not placed"
_NOT_COUNTED = "not counted as a number"
_OWN_LINE = 20  # characters of a line of the form that no unit writes by chance


@dataclass(frozen=True, slots=True)
class FigureCell:
    """One cell of a unit's row in so-lieu.xlsx: the titles above it, and what stands in it."""

    figure: str
    period: str
    value: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Written:
    """All that a clerk sees of the returns, in plain characters.

    ``report`` are the lines of the consolidated report, each under the title of its section; ``figures`` the
    cells of each unit's row by its code; ``told`` the review items of each unit by its code, each with its
    place; ``book`` the cells of theo-doi.xlsx, None where it was not written.
    """

    report: tuple[tuple[str, str], ...]
    figures: Mapping[str, tuple[FigureCell, ...]]
    told: Mapping[str, tuple[tuple[str, str], ...]]
    book: frozenset[str] | None


def plain(text: str) -> str:
    """Return ``text`` without what ways of typing change: case, composition, signs of no width, spaces.

    Digits that are raised, lowered or struck through by signs of their own are apart from those beside them.
    """
    text = _STRUCK.sub(lambda found: f" {found[0].replace(_STROKE, '')} ", text)
    text = _SMALL.sub(lambda found: f" {unicodedata.normalize('NFKC', found[0])} ", text)
    composed = unicodedata.normalize("NFC", _WITHOUT_WIDTH.sub("", text))
    return " ".join(composed.casefold().split())


def write_all(tracking: Tracking, output: Path, *, with_book: bool = True) -> Written:
    """Write what the commands write of ``tracking`` and read it again, ``with_book`` theo-doi.xlsx too."""
    consolidate(tracking, TEMPLATES, output, force=True)
    if with_book:
        write_tracking(tracking, output, force=True)
    folder = output / "tong-hop"
    told = {
        status.unit.code: tuple((item.place, plain(item.message)) for item in status.review_items)
        for status in tracking.statuses
    }
    return Written(
        tuple(_report_lines(folder / "tong-hop.docx")),
        _figure_cells(folder / "so-lieu.xlsx"),
        told,
        frozenset(_cells(folder / "theo-doi.xlsx")) if with_book else None,
    )


def _report_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each line of the report before its annex, and the title of its section ("": it is in none)."""
    title = ""
    for block in Document(str(path)).element.body:
        style = block.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val")
        if name == _ANNEX:
            return
        if name == _CLOSING:
            title = ""
        if name in _HEADINGS:
            title = text_of(block)
        for paragraph in block.iter(f"{W}p"):
            yield title, plain(text_of(paragraph))


def _figure_cells(path: Path) -> dict[str, tuple[FigureCell, ...]]:
    if not path.exists():
        return {}
    sheet = load_workbook(path)["Số liệu"]
    rows = list(sheet.iter_rows(values_only=True))
    titles: list[str] = []
    for title in rows[1]:
        titles.append(str(title) if title else titles[-1] if titles else "")
    found = {}
    for row in rows[_HEAD_ROWS:]:
        if isinstance(row[1], str):
            cells = zip(titles, rows[2], row, strict=True)
            found[row[1]] = tuple(
                FigureCell(title, str(period), plain(str(value)), isinstance(value, int | float))
                for title, period, value in list(cells)[_FIRST_FIGURE - 1 :]
                if value is not None and not str(value).startswith("=")
            )
    return found


def _cells(path: Path) -> Iterator[str]:
    for sheet in load_workbook(path):
        for row in sheet.iter_rows(values_only=True):
            yield from (plain(value) for value in row if isinstance(value, str))


def faults_of(marks: Sequence[Mark], code: str, written: Written, plan: Plan) -> list[str]:
    """Return what is wrong with where the ``marks`` of the unit ``code`` are found again, a line a mark."""
    return [
        f"{mark.place} ({mark.text}): {fault}"
        for mark in marks
        if (fault := fault_of(mark, code, written, plan))
    ]


def told_at_least(found: Sequence[str]) -> list[str]:
    """Return the faults but for what was told: one change may make another place doubtful."""
    return [fault for fault in found if not fault.endswith(_ONLY_TOLD)]


def forms_words_in(written: Written, sent_lines: Iterable[str], plan: Plan) -> list[str]:
    """Return the lines of the form as it was sent that are printed as if a unit had written them."""
    names = {plain(unit.name) for unit in plan.units}
    own = {plain(line) for line in sent_lines if len(line) >= _OWN_LINE} - names
    lines = ((plain(title), line) for title, line in written.report if title)
    return [line for title, line in lines if line != title and own & {line, line.partition(": ")[2]}]


def fault_of(mark: Mark, code: str, written: Written, plan: Plan) -> str:
    """Return what is wrong with where ``mark`` is found again: lost, doubled, misplaced; "" for nothing."""
    found = _pattern(mark)
    sections = [title for title, line in written.report for _ in found.finditer(line)]
    cells = [cell for cell in written.figures.get(code, ()) for _ in found.finditer(cell.value)]
    told = [place for place, message in written.told.get(code, ()) if found.search(message)]
    if joined := _joined(mark, written.figures.get(code, ())):
        return f"joined: {joined}"
    if others := [one for one in written.figures if one != code and _is_in(found, written.figures[one])]:
        return f"under the wrong unit: {others}"
    if mark.home is Home.TOLD and (sections or any(cell.is_number for cell in cells)):
        return f"counted though struck out, deleted or hidden: {sections or cells}"
    if len(sections) + len(cells) > 1:
        return f"doubled: {[*sections, *cells]}"
    if not sections and not cells:
        return _fault_of_untold(mark, told, found, written)
    wrong = _wrong_place(mark, sections, cells, plan)
    return _ONLY_TOLD if wrong.startswith(_NOT_COUNTED) and told else wrong


def _fault_of_untold(mark: Mark, told: list[str], found: re.Pattern[str], written: Written) -> str:
    if not told:
        return "lost"
    if mark.home is Home.PLACED:
        return _ONLY_TOLD
    if not any(told):
        return "told without a place"
    in_book = written.book is None or any(found.search(cell) for cell in written.book)
    return "" if in_book else "not in theo-doi.xlsx"


def _wrong_place(mark: Mark, sections: list[str], cells: list[FigureCell], plan: Plan) -> str:
    titles = {section.key: section.title for section in plan.sections}
    if mark.section and sections and sections != [titles[mark.section]]:
        return f"in the wrong section: {sections} instead of {titles[mark.section]}"
    if mark.slot and cells:
        labels = {figure.key: figure.label for figure in plan.figures}
        period = {period.key: period.label for period in plan.periods}.get(mark.slot[1], "Đơn vị ghi")
        if not cells[0].figure.startswith(labels[mark.slot[0]]) or cells[0].period != period:
            return f"under the wrong figure: {cells[0]} instead of {mark.slot}"
    if mark.is_figure and mark.home is Home.PLACED and mark.slot and not (cells and cells[0].is_number):
        return f"{_NOT_COUNTED}: {cells}"
    return ""


def _pattern(mark: Mark) -> re.Pattern[str]:
    """Return what finds ``mark``, a figure only where no other digit is joined with it."""
    text = re.escape(plain(mark.text))
    return re.compile(rf"(?<!\d)(?<!\d[.,]){text}(?!\d)(?![.,]\d)" if mark.is_figure else text)


def _joined(mark: Mark, cells: Sequence[FigureCell]) -> list[str]:
    """Return the cells in which the figure ``mark`` is part of another number."""
    if not mark.is_figure:
        return []
    return [
        cell.value
        for cell in cells
        if mark.text in re.sub(r"(?<=\d)[., ](?=\d)", "", cell.value)
        and not _pattern(mark).search(cell.value)
    ]


def _is_in(found: re.Pattern[str], cells: Sequence[FigureCell]) -> bool:
    return any(found.search(cell.value) for cell in cells)
