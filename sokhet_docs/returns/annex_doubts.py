"""A cell of the annex → whether its row and its column still say what its fields ask, or a doubt about it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sokhet_docs.plan import TOTAL_TITLE, Figure, Form, Slot, words_key
from sokhet_docs.returns.annex import AnnexCell, AnnexRow
from sokhet_docs.returns.annex_titles import period_titled
from sokhet_docs.text.vietnamese import match_key

_MOVED = "Ô này vốn là của “{}”, {}, nay đứng ở chỗ khác."
_MOVED_CELLS = "Các ô này vốn là của chỉ tiêu hoặc kỳ khác, nay đứng ở chỗ khác."
_TWICE = "Số này ghi ở hai nơi khác nhau: “{}” ({}) và “{}” ({})."
_RENAMED_COLUMN = "Tên cột bị sửa từ “{}” thành “{}”, số ở cột này chưa được cộng."
_RENAMED_ROW = "Chỉ tiêu bị sửa từ “{}” thành “{}”"
_MEASURE = "Đơn vị tính bị sửa từ “{}” thành “{}”"
_NOT_ADDED = ", số ở hàng này chưa được cộng"
_ALIKE = 0.9  # difflib's ratio from which another label is the same one with a slip of the pen
_BRACKETS = "()[]{} "  # that a unit sets around a unit of measure
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class CellDoubt:
    """Why a cell's number may be another than what was asked: a Vietnamese sentence, "" for no doubt.

    ``cause``: the sentence that tells it once for all cells with the same reason; "": its own. ``counts``:
    the number is added up all the same.
    """

    sentence: str = ""
    cause: str = ""
    counts: bool = True


NO_DOUBT = CellDoubt()


def moved_doubt(slot: Slot) -> CellDoubt:
    """Return the doubt about a cell that stands where another one was, with the fields of ``slot``."""
    figure, period = slot
    return CellDoubt(_MOVED.format(figure.label, period.words if period else "cột tổng"), _MOVED_CELLS)


def twice_doubt(*texts: str) -> CellDoubt:
    """Return the doubt about a figure given twice: the first words, their place, the second, their place."""
    return CellDoubt(_TWICE.format(*texts))


def row_doubt(row: AnnexRow) -> CellDoubt:
    """Return what speaks against counting the cells of ``row``: its label or its unit of measure."""
    return _label_doubt(row) or _measure_doubt(row) or NO_DOUBT


def title_doubt(cell: AnnexCell, form: Form) -> CellDoubt | None:
    """Return the doubt about a cell whose column is titled otherwise than its fields say; None for none."""
    if cell.by_tag is None or not cell.title.strip() or cell.by_tag == cell.by_position:
        return None
    period, titled = cell.by_tag[1], period_titled(cell.title, form)
    if titled == period or (period is None and titled is None):
        return None
    sentence = _RENAMED_COLUMN.format(period.label if period else TOTAL_TITLE, cell.title.strip())
    return CellDoubt(sentence, sentence, counts=False)


def _label_doubt(row: AnnexRow) -> CellDoubt | None:
    figure = row.by_fields
    if figure is None or (label := _label_of(row.texts, figure)) is None:
        return None
    counts = _is_alike(words_key(figure.label), words_key(label))
    sentence = f"{_RENAMED_ROW.format(figure.label, label)}{'' if counts else _NOT_ADDED}."
    return CellDoubt(sentence, sentence, counts)


def _label_of(texts: Sequence[str], figure: Figure) -> str | None:
    """Return what stands where the label of ``figure`` was; None where it stands yet, or nothing does."""
    own = {words_key(text) for text in (figure.group, figure.measure) if text}
    labels = [text for text in texts if words_key(text) not in own]
    return None if words_key(figure.label) in map(words_key, texts) or not labels else labels[0]


def _is_alike(old: str, new: str) -> bool:
    """Tell whether ``new`` names what ``old`` does: with a word more, or with a slip of the pen."""
    if f" {' '.join(_WORD.findall(old))} " in f" {' '.join(_WORD.findall(new))} ":
        return True
    return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio() >= _ALIKE


def _measure_doubt(row: AnnexRow) -> CellDoubt | None:
    figure = row.own_figure
    if figure is None or not figure.measure or len(row.texts) < 2:
        return None
    measure = row.texts[-1]
    keys = {words_key(figure.label), words_key(figure.group), match_key(figure.measure)}
    if keys & {words_key(measure), match_key(measure), words_key(measure.strip(_BRACKETS))}:
        return None
    sentence = f"{_MEASURE.format(figure.measure, measure)}{_NOT_ADDED}."
    return CellDoubt(sentence, sentence, counts=False)
