"""The tables of a filled-in report → the rows of its annex of figures: which figure, which year, which cell.

A cell is known by its field's tag and by its row's label and its column's year. Where the two agree, or only
one of them is left, there is no doubt; where they disagree, a person is asked.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sokhet_docs.plan import FIGURES, TOTAL_TITLE, Figure, Plan, find_figure
from sokhet_docs.returns.answers import Reading
from sokhet_docs.returns.figures import read_figure
from sokhet_docs.returns.form_text import Block, Cell, Grid, Line
from sokhet_docs.text.vietnamese import clean, match_key

Slot: TypeAlias = tuple[Figure, int | None]  # a figure in a year; None is its total
_YEAR = re.compile(r"(?:năm )?((?:19|20)\d\d)\.?")
_ROW_NUMBER = re.compile(r"\d+[a-zđ]?[.)]?")
_MIN_YEARS = 2  # columns titled with a year that make a table the annex
_MIN_LABELS = 3  # rows with a label of ours that do
_FIELD_ERROR = re.compile(
    r"\*\*.*\*\*|Error!.*|Lỗi!.*"
)  # what LibreOffice and Word print for a faulty formula


@dataclass(frozen=True, slots=True)
class AnnexCell:
    """One cell for a figure: its place, its text, and what its field and its position say that it is."""

    place: str
    text: str
    by_tag: Slot | None
    by_position: Slot | None


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One row: its place, its texts left of the figures (no running number), and its figures' cells."""

    place: str
    texts: tuple[str, ...]
    figure: Figure | None
    cells: tuple[AnnexCell, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """The annex: the titles of its figures' columns, and every row but the one with the titles."""

    place: str
    columns: tuple[str, ...]
    rows: tuple[AnnexRow, ...]


def find_annex(blocks: Iterable[Block]) -> Annex | None:
    """Return the annex that the tables of ``blocks`` hold, maybe in pieces; None when there is none."""
    grids = [block for block in blocks if isinstance(block, Grid) and is_annex(block)]
    if not grids:
        return None
    titles: dict[int, str] = {}
    rows: list[AnnexRow] = []
    for grid in grids:
        titles = _titles_of(grid) or titles
        rows += _iter_rows(grid, titles)
    return Annex(grids[0].name, tuple(titles.values()), tuple(rows))


def is_annex(grid: Grid) -> bool:
    """Tell whether ``grid`` is the annex or a piece of it."""
    cells = [cell for row in grid.rows for cell in row]
    if any(find_figure(tag) for cell in cells for tag in cell.fields):
        return True
    labels = sum(_figure_labelled(cell.text, "") is not None for cell in cells)
    return labels >= _MIN_LABELS or (labels > 0 and bool(_titles_of(grid)))


def _titles_of(grid: Grid) -> dict[int, str]:
    """Return the titles of the columns from the first year on, by column; nothing when no row has them."""
    for row in grid.rows:
        years = [cell.column for cell in row if _year(cell.text) is not None]
        if len(years) >= _MIN_YEARS:
            return {cell.column: clean(cell.text) for cell in row if cell.column >= years[0]}
    return {}


@functools.lru_cache(1024)
def _year(text: str) -> int | None:
    match = _YEAR.fullmatch(clean(text).casefold())
    return int(match.group(1)) if match else None


def _iter_rows(grid: Grid, titles: Mapping[int, str]) -> Iterator[AnnexRow]:
    group = ""
    first = min(titles, default=None)
    for number, row in enumerate(grid.rows):
        if {cell.column: clean(cell.text) for cell in row if cell.column in titles} == titles:
            continue
        left = [cell for cell in row if _is_left(cell, first)]
        texts = tuple(text for cell in left if (text := clean(cell.text)) and not _ROW_NUMBER.fullmatch(text))
        figure = _figure_of(texts, group)
        if figure is None and len(texts) == 1:
            group = texts[0]
        cells = (
            _cell(grid, (number, index), cell, figure, titles)
            for index, cell in enumerate(row)
            if cell not in left
        )
        yield AnnexRow(grid.row_place(number), texts, figure, tuple(cells))


def _is_left(cell: Cell, first: int | None) -> bool:
    tagged = any(find_figure(tag) for tag in cell.fields)
    return not tagged and (first is None or cell.column < first)


def _figure_of(texts: Sequence[str], group: str) -> Figure | None:
    return next((found for text in texts if (found := _figure_labelled(text, group))), None)


@functools.lru_cache(4096)
def _figure_labelled(label: str, group: str) -> Figure | None:
    found = _figures_by_label().get(_key(label), [])
    in_group = [figure for figure in found if _key(figure.group) == _key(group)]
    return next(iter(in_group or (found if len(found) == 1 else ())), None)


@functools.cache
def _figures_by_label() -> dict[str, list[Figure]]:
    return {
        _key(figure.label): [same for same in FIGURES if same.label == figure.label] for figure in FIGURES
    }


def _key(text: str) -> str:
    return match_key(text).strip(" .:;,-")


def _cell(
    grid: Grid, at: tuple[int, int], cell: Cell, figure: Figure | None, titles: Mapping[int, str]
) -> AnnexCell:
    title = titles.get(cell.column, "")
    position: Slot | None = None
    if figure and (year := _year(title)) is not None:
        position = (figure, year)
    elif figure and match_key(title).startswith(match_key(TOTAL_TITLE)):
        position = (figure, None)
    by_tag = next((slot for tag in cell.fields if (slot := find_figure(tag))), None)
    return AnnexCell(grid.place(*at), figure_text(cell.text), by_tag, position)


def figure_text(text: str) -> str:
    """Return what a cell says, "" for the message that an office program prints in place of a total."""
    return "" if _FIELD_ERROR.fullmatch(text.strip()) else text


def _total_text(text: str) -> str:
    """Return what the cell of a computed total says; "" where LibreOffice left but signs of its formula."""
    return text if any(sign.isdecimal() for sign in text) else ""


def read_figures(
    annex: Annex | None, lines: Iterable[Line], plan: Plan, measures: Mapping[str, str]
) -> tuple[dict[tuple[str, int], Reading], dict[str, Reading]]:
    """Return every figure of every year of ``plan``, and every total that the outline has.

    ``lines`` are the paragraphs outside of tables, where a destroyed table may have left its fields.
    """
    found = _resolve([*(cell for row in annex.rows for cell in row.cells)] if annex else [])
    for slot, cell in _iter_loose(lines):
        found.setdefault(slot, (cell, ""))
    changed = _changed_measures(annex, measures)
    years = plan.years
    figures = {
        (figure.key, year): _reading((figure, year), found, measures, changed)
        for figure in FIGURES
        for year in years
    }
    summed = [figure for figure in FIGURES if figure.summed]
    totals = {figure.key: _reading((figure, None), found, measures, changed) for figure in summed}
    return figures, totals


def _iter_loose(lines: Iterable[Line]) -> Iterator[tuple[Slot, AnnexCell]]:
    for line in lines:
        slots = [slot for tag in line.fields if (slot := find_figure(tag))]
        if len(slots) == 1:
            place = "khung chữ ngoài biểu" if line.box else "ngoài biểu số liệu"
            yield slots[0], AnnexCell(place, figure_text(line.text), slots[0], None)


def _resolve(cells: Sequence[AnnexCell]) -> dict[Slot, tuple[AnnexCell, str]]:
    """Return for each slot its cell, and a doubt ("" for none) about whether it is the right one."""
    found: dict[Slot, tuple[AnnexCell, str]] = {}
    for cell in cells:
        if cell.by_tag and cell.by_position in (cell.by_tag, None) and cell.by_tag not in found:
            found[cell.by_tag] = (cell, "")
    settled = {id(cell) for cell, _ in found.values()}
    for cell in cells:
        # A cell copied over another brings the other's tag along: then its position tells.
        slot = cell.by_position
        if id(cell) not in settled and slot and slot not in found:
            moved = cell.by_tag is not None and cell.by_tag not in found
            found[slot] = (cell, _moved(cell.by_tag) if moved and cell.by_tag else "")
    return found


def _moved(slot: Slot) -> str:
    figure, year = slot
    return f"Ô này vốn là của “{figure.label}”, {f'năm {year}' if year else 'cột tổng'}, nay đứng ở chỗ khác."


def _changed_measures(annex: Annex | None, measures: Mapping[str, str]) -> dict[str, str]:
    changed = {}
    for row in annex.rows if annex else ():
        measure = row.texts[-1] if len(row.texts) > 1 else ""
        if row.figure and measure and match_key(measure) != match_key(measures.get(row.figure.key, measure)):
            changed[row.figure.key] = measure
    return changed


def _reading(
    slot: Slot,
    found: Mapping[Slot, tuple[AnnexCell, str]],
    measures: Mapping[str, str],
    changed: Mapping[str, str],
) -> Reading:
    figure, year = slot
    if slot not in found:
        return Reading("", None, "Không còn ô này trong biểu." if year and found else "")
    cell, doubt = found[slot]
    measure = measures.get(figure.key, figure.measure)
    reading = read_figure(cell.text if year else _total_text(cell.text), measure, cell.place)
    if reading.blank:
        return reading
    if figure.key in changed:
        doubt = doubt or f"Đơn vị tính bị sửa từ “{measure}” thành “{changed[figure.key]}”."
    return Reading(reading.raw, reading.value, reading.doubt or doubt, reading.place)
