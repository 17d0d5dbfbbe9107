"""The cells of a sheet as typed → clean Unicode text; every change that matters is reported."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from sokhet_docs.office.looks import Look
from sokhet_docs.problems import Place, ProblemCollector
from sokhet_docs.text.ascii_spellings import ascii_reading
from sokhet_docs.text.broken_encodings import is_lost, may_be_broken, may_have_numbers, mended
from sokhet_docs.text.legacy_encodings import convert, could_be, decode, guess
from sokhet_docs.text.raised_signs import lowered, raised
from sokhet_docs.text.vietnamese import clean, first_few, removed_from
from sokhet_docs.workbook.reading import Cell, CellKind, Doubt, Sheet
from sokhet_docs.workbook.reading.sheets import column_letters, is_error_word, is_only_hashes

_FEW, _MAX_NAMED = 5, 10  # cells that are told one by one; cells in one warning
_OLD_FONT, _WRONG_CODE = "Chữ phông cũ", "Chữ đọc sai mã"
_CHANGED = {_OLD_FONT: "đã đổi thành", _WRONG_CODE: "đã sửa thành"}
_LINE_ENDS = str.maketrans("\u2028\u2029", "\n\n")
_LOST_HINT = "Gõ lại chữ trong ô này."
_IN_PLACE: Mapping[Look, Callable[[str], str]] = {Look.RAISED: raised, Look.LOWERED: lowered}
_KINDS_WITHOUT_TEXT = {CellKind.ERROR, CellKind.UNKNOWN, CellKind.UNREADABLE}
_CONVERTED_HINT = "Hãy xem lại; nên gõ lại bằng phông Unicode."


def tidy(sheet: Sheet, problems: ProblemCollector) -> Sheet:
    """Return ``sheet`` with every text clean, and without the cells that are empty after that."""
    tidier = _Tidier(sheet, problems)
    rows = {}
    for number, cells in sheet.rows.items():
        tidied = ((column, tidier.tidy(cell, number, column)) for column, cell in cells.items())
        if kept := {column: cell for column, cell in tidied if cell}:
            rows[number] = kept
    clean_sheet = replace(sheet, rows=rows)
    tidier.tell_changes()
    _note_doubtful_cells(clean_sheet, tidier.guessed - {""}, problems)
    _note_broken_cells(clean_sheet, problems)
    _note_hidden_values(sheet, problems)
    return clean_sheet


@dataclass(frozen=True, slots=True)
class _Tidier:
    """Tidies the cells of ``sheet``; ``guessed`` are the encodings that were guessed."""

    sheet: Sheet
    problems: ProblemCollector
    guessed: set[str] = field(default_factory=set)
    changes: dict[str, list[_Change]] = field(default_factory=dict)
    """What was read in another encoding, by what it was."""

    def tidy(self, cell: Cell, row: int, column: int) -> Cell | None:
        """Return ``cell`` with a clean text; None when it says nothing."""
        tidied = _tidied_runs(cell.runs) if cell.runs else _tidied(cell.text)
        placed = _in_place(cell) if cell.looks and not tidied.converted else ""
        if tidied.text != cell.text:
            self._note_changes(cell, tidied, self.sheet.place(row, column))
            self.guessed.add(tidied.guessed)
            cell = cell._replace(text=tidied.text, runs=(), looks=_tidied_looks(cell, tidied.text))
        if placed:
            cell = cell._replace(text=clean(placed))
        if cell.kind is not CellKind.ERROR and _is_no_value(cell):
            cell = cell._replace(kind=CellKind.ERROR, value=None)
        return cell if tidied.text or cell.kind in _KINDS_WITHOUT_TEXT else None

    def _note_changes(self, cell: Cell, tidied: _Tidied, place: Place) -> None:
        for is_so, kind in ((tidied.converted, _OLD_FONT), (tidied.mended, _WRONG_CODE)):
            if is_so:
                self.changes.setdefault(kind, []).append(_Change(place, clean(cell.text), tidied.text))
        if tidied.removed:
            message = f"Đã bỏ ký tự lạ, không nhìn thấy được: {', '.join(tidied.removed)}."
            self.problems.warning(place, message)

    def tell_changes(self) -> None:
        """Tell what was read in another encoding, each cell, or where these are many in one line."""
        for kind, found in self.changes.items():
            if len(found) > _FEW:
                listed = [f"{one.place.cell} “{one.after}”" for one in found]
                message = f"{kind} ở {len(found)} ô, đọc là: {first_few(listed, _MAX_NAMED, '; …', '; ')}."
                self.problems.warning(found[0].place, message.replace("….", "…"), _CONVERTED_HINT)
                continue
            for one in found:
                message = f"{kind} “{one.before}” {_CHANGED[kind]} “{one.after}”."
                self.problems.warning(one.place, message, _CONVERTED_HINT)


class _Change(NamedTuple):
    """A text that was read in another encoding: its place, as it was typed, as it is read."""

    place: Place
    before: str
    after: str


def _in_place(cell: Cell) -> str:
    """Return the text of ``cell`` with what stands raised or lowered in signs that do; "" where nothing does.

    Where all of it does so, its signs stay as they are.
    """
    if len(cell.looks) < 2 or not cell.looking(*_IN_PLACE):
        return ""
    return "".join(_IN_PLACE.get(look, str)(part) for look, part in cell.looks)


def _tidied_looks(cell: Cell, text: str) -> tuple[tuple[Look, str], ...]:
    """Return the looks of ``cell``, whose clean text is ``text``."""
    if len(cell.looks) == 1:
        return ((cell.looks[0][0], text),)
    return tuple((look, _tidied(part).text) for look, part in cell.looks)


def _is_no_value(cell: Cell) -> bool:
    """Return whether a cell holds, as text, what programs show in place of a value."""
    return is_error_word(cell.text) or (cell.kind is CellKind.TEXT and is_only_hashes(cell.text))


class _Tidied(NamedTuple):
    """A clean text; whether it was in an old encoding, and which was guessed; what was taken out."""

    text: str
    converted: bool = False
    mended: bool = False
    guessed: str = ""
    removed: tuple[str, ...] = ()


@lru_cache(maxsize=65_536)
def _tidied(text: str) -> _Tidied:
    if text.isascii() and not may_have_numbers(text):
        return _cleaned(text)
    normal = unicodedata.normalize("NFC", text)  # decomposed letters look like pairs of VNI
    if encoding := guess(normal):
        normal = decode(normal, encoding)
    whole = normal if encoding else mended(normal)
    return _cleaned(whole)._replace(converted=bool(encoding), mended=whole != normal, guessed=encoding)


def _cleaned(text: str) -> _Tidied:
    cleaned = clean(text.translate(_LINE_ENDS))
    return _Tidied(cleaned, removed=() if cleaned == text else tuple(removed_from(text)))


def _tidied_runs(runs: tuple[tuple[str, str], ...]) -> _Tidied:
    text = "".join(text for _, text in runs)
    converted = "".join(convert(text, font) for font, text in runs)
    return _cleaned(converted)._replace(converted=converted != text)


def _note_doubtful_cells(sheet: Sheet, encodings: set[str], problems: ProblemCollector) -> None:
    """Name the cells that may be in one of ``encodings``, in which others of the sheet were, or may not."""
    for encoding in sorted(encodings):
        doubtful = [
            f"{column_letters(column)}{number} “{cell.text}” (“{decode(cell.text, encoding)}”?)"
            for number, cells in sheet.rows.items()
            for column, cell in cells.items()
            if could_be(cell.text, encoding)
        ]
        if doubtful:
            listed = "; ".join(doubtful[:_MAX_NAMED]) + (" …" if len(doubtful) > _MAX_NAMED else "")
            message = f"Có ô được giữ nguyên, nhưng có thể cũng là chữ phông cũ: {listed}."
            problems.warning(sheet.place(), message, "Nếu phải, hãy gõ lại các ô này.")


def _note_broken_cells(sheet: Sheet, problems: ProblemCollector) -> None:
    """Name the cells with letters that are lost, or that may have been read in a wrong encoding."""
    for number, cells in sheet.rows.items():
        for column, cell in cells.items():
            if cell.kind is not CellKind.TEXT:
                continue
            if is_lost(cell.text):
                message = f"Có chữ bị mất trong “{cell.text}”."
                problems.error(sheet.place(number, column), message, _LOST_HINT)
            elif reading := ascii_reading(cell.text):
                message = f"“{cell.text}” có thể là “{reading}”, viết bằng mã không dấu."
                hint = "Nếu phải, hãy gõ lại chữ trong ô này."
                problems.warning(sheet.place(number, column), message, hint)
            elif may_be_broken(cell.text):
                message = f"“{cell.text}” có thể là chữ bị sai mã."
                problems.warning(sheet.place(number, column), message, "Nếu sai, hãy gõ lại chữ trong ô này.")


def _note_hidden_values(sheet: Sheet, problems: ProblemCollector) -> None:
    """Name the cells whose value their format does not show: they are read as empty, as they look."""
    hidden = [
        f"{column_letters(column)}{number}"
        for number, cells in sheet.rows.items()
        for column, cell in cells.items()
        if cell.doubt is Doubt.HIDDEN
    ]
    if hidden:
        listed = ", ".join(hidden[:_MAX_NAMED]) + (" …" if len(hidden) > _MAX_NAMED else "")
        message = f"Có ô có giá trị nhưng định dạng không cho hiện, nên coi như để trống: {listed}."
        problems.warning(sheet.place(), message, "Nếu cần giá trị ấy, hãy đổi định dạng của ô.")
