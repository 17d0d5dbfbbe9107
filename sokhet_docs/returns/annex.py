"""The tables of a filled-in report → the rows of its annex of figures: which figure, which year, which cell.

A cell is known by its field's tag and by its row's label and its column's year. Where the two agree, or only
one of them is left, there is no doubt; where they disagree, a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sokhet_docs.office.docx_blocks import Block, Cell, Grid, Line
from sokhet_docs.plan import TOTAL_TITLE, Figure, Form, Period, Slot, period_title_key, words_key
from sokhet_docs.returns.answers import Reading
from sokhet_docs.returns.figures import read_figure
from sokhet_docs.template import row_texts
from sokhet_docs.text.vietnamese import clean, match_key

_YEAR = re.compile(r"(?:19|20)\d\d")
_MIN_PERIODS = 2  # columns titled with a period that make a row the one with the titles
_MIN_LABELS = 3  # rows with a label of ours that do
_FIELD_ERROR = re.compile(
    r"\*\*.*\*\*|Error!.*|Lỗi!.*"
)  # what LibreOffice and Word print for a faulty formula


_SlotId = tuple[str, str | None]  # a figure's key, a period's (None: the total)


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


_Found = dict[_SlotId, tuple[AnnexCell, str]]  # the cell of a slot, and a doubt about it or ""


def find_annex(blocks: Iterable[Block], form: Form) -> Annex | None:
    """Return the annex of ``form`` that the tables of ``blocks`` hold, maybe in pieces; None for none."""
    grids = [block for block in blocks if isinstance(block, Grid) and is_annex(block, form)]
    if not grids:
        return None
    titles: dict[int, str] = {}
    rows: list[AnnexRow] = []
    for grid in grids:
        titles = _titles_of(grid, form) or titles
        rows += _iter_rows(grid, titles, form)
    return Annex(grids[0].name, tuple(titles.values()), tuple(rows))


def is_annex(grid: Grid, form: Form) -> bool:
    """Tell whether ``grid`` is the annex of ``form`` or a piece of it."""
    cells = [cell for row in grid.rows for cell in row]
    if any(form.find_figure(tag) for cell in cells for tag in cell.fields):
        return True
    labels = sum(_figure_labelled(cell.text, "", form) is not None for cell in cells)
    return labels >= _MIN_LABELS or (labels > 0 and bool(_titles_of(grid, form)))


def _titles_of(grid: Grid, form: Form) -> dict[int, str]:
    """Return the titles of the columns from the first period on, by column; nothing when no row has them."""
    for row in grid.rows:
        periods = [cell.column for cell in row if _period(cell.text, form)]
        if len(periods) >= min(_MIN_PERIODS, max(1, len(form.periods))):
            return {cell.column: clean(cell.text) for cell in row if cell.column >= periods[0]}
    return {}


def _period(title: str, form: Form) -> Period | None:
    """Return the period that a column's title names; a year that ``form`` does not ask for is one too."""
    key = period_title_key(title)
    return form.periods_by_title.get(key) or (Period(key, key) if _YEAR.fullmatch(key) else None)


def _iter_rows(grid: Grid, titles: Mapping[int, str], form: Form) -> Iterator[AnnexRow]:
    group = ""
    first = min(titles, default=None)
    for number, row in enumerate(grid.rows):
        if {cell.column: clean(cell.text) for cell in row if cell.column in titles} == titles:
            continue
        left = [cell for cell in row if _is_left(cell, first, form)]
        texts = row_texts(left)
        figure = _figure_of(texts, group, form)
        if figure is None and (len(texts) == 1 or len(row) == 1):
            group = "".join(texts)  # "" in a row of one blank cell, where a group ends
        cells = (
            _cell(cell, grid.place(number, index), figure, titles.get(cell.column, ""), form)
            for index, cell in enumerate(row)
            if cell not in left
        )
        yield AnnexRow(grid.row_place(number), texts, figure, tuple(cells))


def _is_left(cell: Cell, first: int | None, form: Form) -> bool:
    tagged = any(form.find_figure(tag) for tag in cell.fields)
    return not tagged and (first is None or cell.column < first)


def _figure_of(texts: Sequence[str], group: str, form: Form) -> Figure | None:
    return next((found for text in texts if (found := _figure_labelled(text, group, form))), None)


def _figure_labelled(label: str, group: str, form: Form) -> Figure | None:
    found = form.figures_by_label.get(words_key(label), ())
    in_group = [figure for figure in found if words_key(figure.group) == words_key(group)]
    alike = in_group or found
    return alike[0] if len(alike) == 1 else None  # of figures with the same words only the fields tell


def _cell(cell: Cell, place: str, figure: Figure | None, title: str, form: Form) -> AnnexCell:
    by_position: Slot | None = None
    if figure and (period := _period(title, form)):
        by_position = (figure, period)
    elif figure and match_key(title).startswith(match_key(TOTAL_TITLE)):
        by_position = (figure, None)
    by_tag = next((slot for tag in cell.fields if (slot := form.find_figure(tag))), None)
    return AnnexCell(place, figure_text(cell.text), by_tag, by_position)


def figure_text(text: str) -> str:
    """Return what a cell says, "" for the message that an office program prints in place of a total."""
    return "" if _FIELD_ERROR.fullmatch(text.strip()) else text


def _total_text(text: str) -> str:
    """Return what the cell of a computed total says; "" where LibreOffice left but signs of its formula."""
    return text if any(sign.isdecimal() for sign in text) else ""


def read_figures(
    annex: Annex | None, lines: Iterable[Line], form: Form
) -> tuple[dict[tuple[str, str], Reading], dict[str, Reading]]:
    """Return every figure of every period of ``form``, and every total that it has.

    ``lines`` are the paragraphs outside of tables, where a destroyed table may have left its fields.
    """
    found = _resolve([*(cell for row in annex.rows for cell in row.cells)] if annex else [])
    for slot, cell in _iter_loose(lines, form):
        found.setdefault(_id(slot), (cell, ""))
    changed = _changed_measures(annex)
    figures = {
        (figure.key, period.key): _reading((figure, period), found, changed)
        for figure in form.figures
        for period in form.periods
    }
    summed = [figure for figure in form.figures if figure.summed]
    totals = {figure.key: _reading((figure, None), found, changed) for figure in summed}
    return figures, totals


def _id(slot: Slot) -> _SlotId:
    figure, period = slot
    return figure.key, period.key if period else None


def _iter_loose(lines: Iterable[Line], form: Form) -> Iterator[tuple[Slot, AnnexCell]]:
    for line in lines:
        slots = [slot for tag in line.fields if (slot := form.find_figure(tag))]
        if len(slots) == 1:
            place = "khung chữ ngoài biểu" if line.box else "ngoài biểu số liệu"
            yield slots[0], AnnexCell(place, figure_text(line.text), slots[0], None)


def _resolve(cells: Sequence[AnnexCell]) -> _Found:
    """Return for each slot its cell, and a doubt ("" for none) about whether it is the right one."""
    found: _Found = {}
    for cell in cells:
        if cell.by_tag and cell.by_position in (cell.by_tag, None) and _id(cell.by_tag) not in found:
            found[_id(cell.by_tag)] = (cell, "")
    settled = {id(cell) for cell, _ in found.values()}
    for cell in cells:
        # A cell copied over another brings the other's tag along: then its position tells.
        slot = cell.by_position
        if id(cell) not in settled and slot and _id(slot) not in found:
            moved = cell.by_tag is not None and _id(cell.by_tag) not in found
            found[_id(slot)] = (cell, _moved(cell.by_tag) if moved and cell.by_tag else "")
    return found


def _moved(slot: Slot) -> str:
    figure, period = slot
    return (
        f"Ô này vốn là của “{figure.label}”, {period.words if period else 'cột tổng'}, nay đứng ở chỗ khác."
    )


def _changed_measures(annex: Annex | None) -> dict[str, str]:
    changed = {}
    for row in annex.rows if annex else ():
        measure = row.texts[-1] if len(row.texts) > 1 else ""
        expected = row.figure.measure if row.figure else ""
        if row.figure and measure and expected and match_key(measure) != match_key(expected):
            changed[row.figure.key] = measure
    return changed


def _reading(slot: Slot, found: _Found, changed: Mapping[str, str]) -> Reading:
    figure, period = slot
    if _id(slot) not in found:
        return Reading("", None, "Không còn ô này trong biểu." if period and found else "")
    cell, doubt = found[_id(slot)]
    text = cell.text if period else _total_text(cell.text)
    reading = read_figure(text, figure.measure, cell.place, figure.kind)
    if reading.blank:
        return reading
    if figure.key in changed:
        doubt = doubt or f"Đơn vị tính bị sửa từ “{figure.measure}” thành “{changed[figure.key]}”."
    return Reading(reading.raw, reading.value, reading.doubt or doubt, reading.place)
