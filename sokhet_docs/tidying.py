"""The cells of a sheet as they were typed → clean Unicode text, with what was changed said aloud."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import lru_cache

from sokhet_docs.findings import Findings
from sokhet_docs.legacy_text import convert, could_be, decode, guess
from sokhet_docs.sheets import Cell, CellKind, Sheet, column_letters
from sokhet_docs.vietnamese import clean, removed_from

_MOST_NAMED = 10  # doubtful cells in one warning
_CONVERTED_HINT = "Hãy xem lại; nên gõ lại bằng phông Unicode."


def tidy(sheet: Sheet, findings: Findings) -> Sheet:
    """Return ``sheet`` with every text clean, and without the cells that hold nothing after that."""
    rows = {}
    guessed: set[str] = set()
    for number, cells in sheet.rows.items():
        kept = {}
        for column, cell in cells.items():
            unicode_cell, encoding = _in_unicode(cell)
            if unicode_cell.text != cell.text:
                message = f"Chữ phông cũ “{clean(cell.text)}” đã đổi thành “{clean(unicode_cell.text)}”."
                findings.warning(sheet.place(number, column), message, _CONVERTED_HINT)
                guessed.add(encoding)
            text, removed = _tidied(unicode_cell.text)
            if removed:
                message = f"Đã bỏ ký tự lạ, không nhìn thấy được: {', '.join(removed)}."
                findings.warning(sheet.place(number, column), message)
            if text or cell.kind is not CellKind.TEXT:
                kept[column] = cell if text == cell.text else unicode_cell._replace(text=text)
        if kept:
            rows[number] = kept
    tidied = replace(sheet, rows=rows)
    _ask_about_others(tidied, guessed - {""}, findings)
    return tidied


@lru_cache(maxsize=65_536)
def _tidied(text: str) -> tuple[str, tuple[str, ...]]:
    if text.isascii() and text.isalnum():
        return text, ()
    return clean(text), tuple(removed_from(text))


def _in_unicode(cell: Cell) -> tuple[Cell, str]:
    """Return the cell in Unicode, and the encoding that it was guessed to be in ("" where its font says)."""
    if cell.kind is not CellKind.TEXT or (cell.text.isascii() and not cell.runs):
        return cell, ""
    if cell.runs:
        return cell._replace(text="".join(convert(text, font) for font, text in cell.runs), runs=()), ""
    text = unicodedata.normalize("NFC", cell.text)  # a letter and its mark apart look like two of VNI
    encoding = guess(text)
    return (cell._replace(text=decode(text, encoding)), encoding) if encoding else (cell, "")


def _ask_about_others(sheet: Sheet, encodings: set[str], findings: Findings) -> None:
    """Where some cells of a sheet were in an old encoding, name those that could be read both ways."""
    for encoding in sorted(encodings):
        doubtful = [
            f"{column_letters(column)}{number} “{cell.text}” (“{decode(cell.text, encoding)}”?)"
            for number, cells in sheet.rows.items()
            for column, cell in cells.items()
            if could_be(cell.text, encoding)
        ]
        if doubtful:
            listed = "; ".join(doubtful[:_MOST_NAMED]) + (" …" if len(doubtful) > _MOST_NAMED else "")
            message = f"Có ô được giữ nguyên, nhưng có thể cũng là chữ phông cũ: {listed}."
            findings.warning(sheet.place(), message, "Nếu phải, hãy gõ lại các ô này.")
