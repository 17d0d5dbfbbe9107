"""Telephone numbers that a program took for numbers, so without their first 0 → with it; that is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sokhet_docs.problems import ProblemCollector
from sokhet_docs.text.vietnamese import framed_words
from sokhet_docs.workbook.headers import Headers
from sokhet_docs.workbook.reading import Cell, CellKind, Sheet
from sokhet_docs.workbook.reading.sheets import column_letters

_MAX_NAMED = 10  # cells in one line
_WORDS = tuple(
    framed_words(word)
    for word in ("điện thoại", "đt", "sđt", "đtdđ", "di động", "zalo", "phone", "mobile", "tel", "fax")
)  # fmt: skip
# Without the 0: a mobile number has 9 digits (3, 5, 7, 8 or 9 first), one of a house 10 (2 first).
_WITHOUT_ZERO = re.compile(r"[35789]\d{8}|2\d{9}")


def with_zeros(sheet: Sheet, headers: Headers, records: Iterable[int], problems: ProblemCollector) -> Sheet:
    """Return ``sheet`` with the first 0 of the telephone numbers of its ``records`` that lack it."""
    rows: dict[int, Mapping[int, Cell]] = dict(sheet.rows)
    told = []
    for number in records:
        for column in _columns_of_phones(sheet, headers, number):
            cell = rows[number].get(column)
            if cell and (whole := _with_zero(cell)):
                rows[number] = {
                    **rows[number],
                    column: cell._replace(text=whole, kind=CellKind.TEXT, value=None),
                }
                told.append(f"{column_letters(column)}{number} “{whole}”")
    if told:
        listed = ", ".join(told[:_MAX_NAMED]) + (", …" if len(told) > _MAX_NAMED else "")
        message = f"Đã thêm số 0 bị mất ở đầu {len(told)} số điện thoại: {listed}."
        problems.warning(sheet.place(), message, "Nếu không đúng, hãy gõ lại số, định dạng ô kiểu Văn bản.")
    return replace(sheet, rows=rows) if told else sheet


def _columns_of_phones(sheet: Sheet, headers: Headers, row: int) -> Iterator[int]:
    """Yield the columns that hold a telephone number in ``row``; a fact's value is called by its label."""
    yield from (column for column, header in headers.custom.items() if _is_of_phones(header))
    label, value = headers.columns.get("label"), headers.columns.get("value")
    if label and value and (cell := sheet.rows[row].get(label)) and _is_of_phones(cell.text):
        yield value


def _is_of_phones(header: str) -> bool:
    return any(word in framed_words(header) for word in _WORDS)


def _with_zero(cell: Cell) -> str:
    """Return the number with the 0 that it lacks; "" when it lacks none."""
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, float) and cell.value.is_integer():
        digits = text = str(int(cell.value))
    elif cell.kind is CellKind.TEXT:
        text, digits = cell.text, re.sub(r"[\s.\-]", "", cell.text)
    else:
        return ""
    return f"0{text}" if _WITHOUT_ZERO.fullmatch(digits) else ""
