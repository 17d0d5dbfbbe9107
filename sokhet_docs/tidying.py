"""The cells of a sheet as they were typed → clean Unicode text, with what was changed said aloud."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from sokhet_docs.findings import Findings
from sokhet_docs.sheets import Sheet
from sokhet_docs.vietnamese import clean, forbidden_in


def tidy(sheet: Sheet, findings: Findings) -> Sheet:
    """Return ``sheet`` with every text clean, and without the cells that hold nothing after that."""
    rows = {}
    for number, cells in sheet.rows.items():
        kept = {}
        for column, cell in cells.items():
            text, removed = _tidied(cell.text)
            if removed:
                _say_removed(sheet, number, column, removed, findings)
            if text or not cell.text:
                kept[column] = cell if text == cell.text else cell._replace(text=text)
        if kept:
            rows[number] = kept
    return replace(sheet, rows=rows)


@lru_cache(maxsize=65_536)
def _tidied(text: str) -> tuple[str, tuple[str, ...]]:
    if text.isascii() and text.isalnum():
        return text, ()
    return clean(text), tuple(forbidden_in(text))


def _say_removed(sheet: Sheet, row: int, column: int, removed: tuple[str, ...], findings: Findings) -> None:
    findings.warning(
        sheet.place(row, column), f"Đã bỏ ký tự không ghi được vào tệp Word: {', '.join(removed)}."
    )
