"""The rows of an annex → every figure in every period, and what else stands in them.

What stands in no figure's cell is told: another year, a column of remarks, a table sent twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from sokhet_docs.office.docx_blocks import Cell, Line
from sokhet_docs.plan import Form, Slot, slot_tag
from sokhet_docs.returns.account import Account
from sokhet_docs.returns.annex import Annex, AnnexCell, AnnexRow, AnnexTable
from sokhet_docs.returns.annex_doubts import (
    NO_DOUBT,
    CellDoubt,
    moved_doubt,
    row_doubt,
    title_doubt,
    twice_doubt,
)
from sokhet_docs.returns.answers import Reading
from sokhet_docs.returns.cell_text import CellText, shown_text
from sokhet_docs.returns.figures import read_figure
from sokhet_docs.text.vietnamese import clean, match_key

_FIELD_ERROR = re.compile(
    r"\*\*.*\*\*|Error!.*|Lỗi!.*|!.*"
)  # what LibreOffice and Word print for a faulty formula
_GONE = "Không còn trong biểu."
_MERGED = "Ô này bị gộp với ô khác ({}), ở đó ghi “{}”, chưa rõ số của ô nào."
_JOINED = "Các ô bị gộp làm một, ghi “{}”, chưa rõ số của ô nào."
_ADDED_ROW = "Có thêm hàng trong biểu số liệu"
_ADDED_COLUMN = "Có chữ, số ở cột “{}” của biểu số liệu, ngoài các ô của mẫu"
_BESIDE = "Có chữ, số ngoài các ô của mẫu trong biểu số liệu"
_OWN_TABLE = "Bảng riêng của đơn vị, ngoài chỗ điền"
_COPY = "Biểu số liệu có hai lần, không cộng biểu này, nó ghi khác ở"
_SAME_COPY = "Biểu số liệu có hai lần, biểu này ghi không khác biểu kia"
_NO_CELL = Cell(0)


@dataclass(slots=True)
class _Found:
    # The cell of each slot by its tag, the doubt about it, and which cells are settled.
    cells: dict[str, tuple[AnnexCell, CellDoubt]] = field(default_factory=dict)
    settled: set[int] = field(default_factory=set)

    def take(self, slot: Slot, cell: AnnexCell, doubt: CellDoubt = NO_DOUBT) -> None:
        self.cells[slot_tag(slot)] = (cell, doubt)
        self.settled.add(id(cell))

    def is_free(self, slot: Slot | None, cell: AnnexCell) -> TypeGuard[Slot]:
        """Whether ``cell`` is unsettled and may be that of ``slot``, for which there is none yet."""
        return slot is not None and id(cell) not in self.settled and slot_tag(slot) not in self.cells


def read_figures(
    annex: Annex | None, lines: Iterable[Line], form: Form, account: Account
) -> tuple[dict[tuple[str, str], Reading], dict[str, Reading]]:
    """Return every figure of every period of ``form``, and every total that it has.

    ``lines`` are the paragraphs outside of tables, where a destroyed table may have left its fields.
    ``account`` is told of what stands in the annex besides.
    """
    found = _resolve(annex.rows if annex else (), form)
    for slot, line, cell in _iter_loose(lines, form):
        if slot_tag(slot) not in found.cells:
            found.take(slot, cell)
            account.claim(line)
    if annex:
        _claim(annex, found, account)
    _forget_prompts(found, form)
    figures = {
        (figure.key, period.key): _reading((figure, period), found)
        for figure in form.figures
        for period in form.periods
    }
    summed = [figure for figure in form.figures if figure.summed]
    totals = {figure.key: _reading((figure, None), found) for figure in summed}
    return figures, totals


def _forget_prompts(found: _Found, form: Form) -> None:
    """Empty the cells that say what they were sent with."""
    for tag, (cell, doubt) in found.cells.items():
        prompt = form.prompts.get(tag)
        if prompt and cell.said.text is not None and clean(cell.said.shown) == clean(prompt):
            found.cells[tag] = (replace(cell, said=CellText("", "")), doubt)


def _iter_loose(lines: Iterable[Line], form: Form) -> Iterator[tuple[Slot, Line, AnnexCell]]:
    for line in lines:
        slots = [slot for tag in line.fields if (slot := form.find_figure(tag))] if line.fields else []
        if len(slots) == 1:
            place = "khung chữ ngoài biểu" if line.box else "ngoài biểu số liệu"
            text = shown_text(line.runs)
            # A cell of its own: only its text and its field are asked for.
            yield slots[0], line, AnnexCell(place, _NO_CELL, CellText(text, text), "", slots[0])


def _resolve(rows: Sequence[AnnexRow], form: Form) -> _Found:
    """Return for each slot its cell, and a doubt about whether it is the right one."""
    found = _Found()
    cells = [(cell, doubt) for row in rows for doubt in (row_doubt(row),) for cell in row.cells]
    for cell, doubt in cells:
        if cell.by_tag == cell.by_position and found.is_free(cell.by_tag, cell):
            found.take(cell.by_tag, cell, doubt)
    _resolve_others([one for one in cells if id(one[0]) not in found.settled], form, found)
    return found


def _resolve_others(cells: Sequence[tuple[AnnexCell, CellDoubt]], form: Form, found: _Found) -> None:
    """Resolve the ``cells`` of which fields and position do not say the same."""
    _take_untitled(cells, form, found)
    _take_by_position(cells, form, found)
    for cell, doubt in cells:
        # What only a cell's fields say, below a title that says something else.
        if found.is_free(cell.by_tag, cell):
            found.take(cell.by_tag, cell, title_doubt(cell, form) or doubt)
    for cell, _ in cells:
        if id(cell) not in found.settled and not title_doubt(cell, form):
            _hold_against(cell, found)


def _take_untitled(cells: Sequence[tuple[AnnexCell, CellDoubt]], form: Form, found: _Found) -> None:
    for cell, doubt in cells:
        if cell.by_position is None and found.is_free(cell.by_tag, cell) and not title_doubt(cell, form):
            found.take(cell.by_tag, cell, doubt)


def _take_by_position(cells: Sequence[tuple[AnnexCell, CellDoubt]], form: Form, found: _Found) -> None:
    """Take the cells whose position tells: one copied over another brings the other's tag along."""
    in_place = frozenset(found.cells)
    for cell, doubt in cells:
        slot = cell.by_position
        if slot and _is_asked(slot, form) and found.is_free(slot, cell):
            moved = cell.by_tag if cell.by_tag and slot_tag(cell.by_tag) not in in_place else None
            found.take(slot, cell, moved_doubt(moved) if moved else doubt)


def _hold_against(cell: AnnexCell, found: _Found) -> None:
    """Hold a second cell of a slot against the first: a blank one gives way, a different one is a doubt."""
    slot = cell.slot
    if slot is None or not cell.has_words or slot_tag(slot) not in found.cells:
        return
    first, doubt = found.cells[slot_tag(slot)]
    if _is_same(first, cell):
        found.settled.add(id(cell))
    elif not first.has_words:
        found.take(slot, cell, doubt)
    else:
        texts = (clean(first.said.shown), first.place, clean(cell.said.shown), cell.place)
        found.cells[slot_tag(slot)] = (first, doubt if doubt.sentence else twice_doubt(*texts))
        found.settled.add(id(cell))


def _claim(annex: Annex, found: _Found, account: Account) -> None:
    """Note what was placed of the annex, and tell what stands in columns and rows that it does not have."""
    columns: dict[str, list[str]] = {}
    for row in annex.rows:
        _claim_left(row, annex, account)
        loose = [one for one in row.cells if _is_loose(one, found, account)]
        for one in row.cells:
            account.claim_cell(one.cell)
        if row.own_figure is None:
            _tell_row(row, loose, account)
            continue
        for one in loose:
            columns.setdefault(one.title, []).append(f"{row.own_figure.label}: {_flat(one)}")
    for title, texts in columns.items():
        account.tell(_ADDED_COLUMN.format(title) if title else _BESIDE, annex.place, *texts)
    account.note_columns(columns)
    for copy in annex.copies:
        _tell_copy(copy, found, account)
    for grid in annex.others:
        account.tell_table(_OWN_TABLE, grid)


def _tell_row(row: AnnexRow, loose: Sequence[AnnexCell], account: Account) -> None:
    """Tell what stands in a row that the form does not have, with its number and its label."""
    if loose:
        account.claim(*(line for cell in row.left for line in cell.lines))
        label = " · ".join(text for cell in row.left if (text := clean(cell.text).strip()))
        said = "; ".join(map(_of_column, loose))
        account.tell(_ADDED_ROW, row.place, f"{label}: {said}" if label else said)
        account.note_columns(one.title for one in loose)


def _claim_left(row: AnnexRow, annex: Annex, account: Account) -> None:
    """Note the cells that are held against the form: the labels of a row, the titles of the columns."""
    for cell in row.left:
        if clean(cell.text).strip() in (annex.columns if row.is_titles else row.texts):
            account.claim_own(*cell.lines)
        elif row.own_figure:
            account.claim_number(cell)


def _is_loose(cell: AnnexCell, found: _Found, account: Account) -> bool:
    """Tell whether ``cell`` says something that is no figure which was asked for."""
    if id(cell) in found.settled:
        return False
    return cell.has_words and not _is_printed(cell, account)


def _is_printed(cell: AnnexCell, account: Account) -> bool:
    """Tell whether the letter itself says what ``cell`` does, such as the x of a total that is none."""
    return not any(map(str.isdecimal, cell.said.shown)) and account.sent.has(cell.said.shown)


def _tell_copy(copy: AnnexTable, found: _Found, account: Account) -> None:
    """Tell that a table repeats the annex, and where it says anything else."""
    different = []
    for row in copy.rows:
        for cell in row.left:
            account.claim_cell(cell)
        for one in row.cells:
            account.claim_cell(one.cell)
            slot = one.slot
            counted = found.cells.get(slot_tag(slot)) if slot else None
            is_known = _is_same(counted[0], one) if counted else _is_printed(one, account)
            if one.has_words and not is_known:
                different.append(
                    f"{row.figure.label if row.figure else ' · '.join(row.texts)}, {_of_column(one)}"
                )
    if different:
        account.tell(_COPY, copy.grid.name, *different)
    else:
        account.tell_of(_SAME_COPY, copy.grid.name)


def _is_same(one: AnnexCell, other: AnnexCell) -> bool:
    return match_key(one.said.shown) == match_key(other.said.shown)


def _flat(cell: AnnexCell) -> str:
    return clean(cell.said.shown).replace("\n", " / ")


def _of_column(cell: AnnexCell) -> str:
    return f"{cell.title}: {_flat(cell)}" if cell.title else _flat(cell)


def _is_asked(slot: Slot, form: Form) -> bool:
    figure, period = slot
    return figure.summed if period is None else any(one.key == period.key for one in form.periods)


def _reading(slot: Slot, found: _Found) -> Reading:
    held = found.cells.get(slot_tag(slot))
    if held is None:
        return _absent(slot, found)
    cell, doubt = held
    reading = _read_cell(cell, slot)
    if reading.blank or not doubt.sentence or (doubt.counts and reading.doubt):
        return reading
    value = reading.value if doubt.counts else None
    return replace(reading, value=value, doubt=doubt.sentence, cause=doubt.cause)


def _absent(slot: Slot, found: _Found) -> Reading:
    merged = next((cell for cell, _ in found.cells.values() if slot in cell.others), None)
    if merged:
        doubt = _MERGED.format(merged.place, _flat(merged)) if merged.has_words else ""
        return Reading("", None, doubt, merged.place, _joined_cause(merged, doubt))
    is_gone = slot[1] is not None and bool(found.cells)
    return Reading("", None, _GONE, cause=_GONE) if is_gone else Reading("", None)


def _read_cell(cell: AnnexCell, slot: Slot) -> Reading:
    figure, said = slot[0], cell.said
    if said.text is None:
        raw = "" if cell.joined == "" and not cell.has_words else clean(said.shown).strip()
        doubt = said.doubt if raw or cell.joined != "" else ""
        return Reading(raw, None, doubt, cell.place, _joined_cause(cell, doubt))
    reading = read_figure(_without_error(said.text, slot), figure.measure, cell.place, figure.kind)
    if not said.doubt:
        return reading
    if _without_error(said.shown, slot):
        doubt = f"{said.doubt} {reading.doubt}".strip()
        return Reading(clean(said.shown).strip(), reading.value, doubt, cell.place)
    return reading if reading.blank else replace(reading, doubt=reading.doubt or said.doubt)


def _joined_cause(cell: AnnexCell, doubt: str) -> str:
    """Return the sentence for all the cells that are merged with ``cell``; "" where none is, or no doubt."""
    if not doubt or not cell.joined:
        return ""
    return _JOINED.format(" / ".join(line for line in cell.joined.split("\n") if line.strip()))


def _without_error(text: str, slot: Slot) -> str:
    """Return what a cell says, "" for what an office program prints in place of a total."""
    if text.isdecimal():
        return text  # nearly every cell with anything in it
    if _FIELD_ERROR.fullmatch(text.strip()):
        return ""
    is_total = slot[1] is None
    return "" if is_total and not any(map(str.isalnum, text)) else text
