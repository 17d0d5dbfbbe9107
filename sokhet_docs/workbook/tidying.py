"""The cells of a sheet as typed → clean Unicode text; every change that matters is reported."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from sokhet_docs.problems import Place, ProblemCollector
from sokhet_docs.text.legacy_encodings import convert, could_be, decode, guess
from sokhet_docs.text.vietnamese import clean, removed_from
from sokhet_docs.workbook.reading import Cell, CellKind, Sheet
from sokhet_docs.workbook.reading.sheets import column_letters

_MAX_NAMED = 10  # doubtful cells in one warning
_CONVERTED_HINT = "Hãy xem lại; nên gõ lại bằng phông Unicode."


def tidy(sheet: Sheet, problems: ProblemCollector) -> Sheet:
    """Return ``sheet`` with every text clean, and without the cells that are empty after that."""
    rows = {}
    guessed: set[str] = set()
    for number, cells in sheet.rows.items():
        kept = {}
        for column, cell in cells.items():
            tidied = _tidied_runs(cell.runs) if cell.runs else _tidied(cell.text)
            if tidied.text != cell.text:
                _note_changes(cell, tidied, sheet.place(number, column), problems)
                guessed.add(tidied.guessed)
                cell = cell._replace(text=tidied.text, runs=())
            if tidied.text or cell.kind is not CellKind.TEXT:
                kept[column] = cell
        if kept:
            rows[number] = kept
    clean_sheet = replace(sheet, rows=rows)
    _note_doubtful_cells(clean_sheet, guessed - {""}, problems)
    return clean_sheet


class _Tidied(NamedTuple):
    """A clean text; whether it was in an old encoding, and which was guessed; characters taken out."""

    text: str
    converted: bool = False
    guessed: str = ""
    removed: tuple[str, ...] = ()


@lru_cache(maxsize=65_536)
def _tidied(text: str) -> _Tidied:
    if text.isascii():
        return _cleaned(text)
    normal = unicodedata.normalize("NFC", text)  # decomposed letters look like pairs of VNI
    if encoding := guess(normal):
        normal = decode(normal, encoding)
    return _cleaned(normal)._replace(converted=bool(encoding), guessed=encoding)


def _cleaned(text: str) -> _Tidied:
    cleaned = clean(text)
    return _Tidied(cleaned, removed=() if cleaned == text else tuple(removed_from(text)))


def _tidied_runs(runs: tuple[tuple[str, str], ...]) -> _Tidied:
    text = "".join(text for _, text in runs)
    converted = "".join(convert(text, font) for font, text in runs)
    return _cleaned(converted)._replace(converted=converted != text)


def _note_changes(cell: Cell, tidied: _Tidied, place: Place, problems: ProblemCollector) -> None:
    if tidied.converted:
        message = f"Chữ phông cũ “{clean(cell.text)}” đã đổi thành “{tidied.text}”."
        problems.warning(place, message, _CONVERTED_HINT)
    if tidied.removed:
        message = f"Đã bỏ ký tự lạ, không nhìn thấy được: {', '.join(tidied.removed)}."
        problems.warning(place, message)


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
