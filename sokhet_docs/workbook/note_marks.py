"""Raised signs in the cells of a table, names that end with an asterisk → told: they may be marks of notes.

The mark of a note that no letter has is printed with the name, so it is told; at a header it means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sokhet_docs.office.looks import Look
from sokhet_docs.problems import ProblemCollector
from sokhet_docs.text.raised_signs import note_marks
from sokhet_docs.text.vietnamese import first_few, match_key
from sokhet_docs.workbook.columns import Column
from sokhet_docs.workbook.grouped_headers import MAX_HEADER_ROW
from sokhet_docs.workbook.headers import Headers
from sokhet_docs.workbook.reading import Cell, Doubt, Sheet
from sokhet_docs.workbook.reading.sheets import column_letters

_MAX_NAMED = 10  # cells in one line
_HEADER_MARK = re.compile(r"\s*(?:[⁰¹²³⁴-⁹⁽⁾ᵃ-ᵏ]+|\(?\*{1,3}\)?)$")
_ASTERISK = re.compile(r"\w\s*(\(?\*{1,3}\)?)$")


def without_header_marks(sheet: Sheet, columns: Sequence[Column]) -> Sheet:
    """Return ``sheet`` with the headers of ``columns`` free of the marks of footnotes behind them."""
    known = {match_key(header) for column in columns for header in column.all_headers}
    rows: dict[int, Mapping[int, Cell]] = dict(sheet.rows)
    for number in [number for number in sheet.rows if number <= MAX_HEADER_ROW]:
        for column, cell in sheet.rows[number].items():
            if (match := _HEADER_MARK.search(cell.text)) and match_key(cell.text[: match.start()]) in known:
                rows[number] = {**rows[number], column: cell._replace(text=cell.text[: match.start()])}
    return replace(sheet, rows=rows)


def find_note_marks(
    sheet: Sheet, headers: Headers, records: Sequence[int], problems: ProblemCollector
) -> None:
    """Tell the cells of the ``records`` (row numbers) that may have a mark, change daily, or are not seen."""
    read = {*headers.columns.values(), *headers.custom}
    found = [*_raised(sheet, read, records), *_with_asterisk(sheet, headers.columns.get("name", 0), records)]
    _find_doubtful(sheet, read, records, problems)
    if found:
        listed = first_few(found, _MAX_NAMED, "; …", "; ")
        message = f"Có ô mang dấu chú thích hay chữ số viết cao: {listed}."
        hint = "Văn bản sẽ in cả dấu ấy; nếu là dấu chú thích thì xóa đi."
        problems.warning(sheet.place(), message, hint)


def _raised(sheet: Sheet, read: Collection[int], records: Iterable[int]) -> Iterator[str]:
    """Yield the cells with raised signs that are no power."""
    for row in records:
        cells = sheet.rows[row]
        if note_marks("|".join(cell.text for cell in cells.values())):  # one test for most rows
            for column in sorted(column for column in cells if column in read):
                if note_marks(cells[column].text):
                    yield _described(row, column, cells[column])


def _with_asterisk(sheet: Sheet, name: int, records: Iterable[int]) -> Iterator[str]:
    """Yield the names that end with an asterisk."""
    for row in records:
        cell = sheet.rows[row].get(name)
        if cell and cell.text.endswith(("*", "*)")) and _ASTERISK.search(cell.text):
            yield _described(row, name, cell)


def _described(row: int, column: int, cell: Cell) -> str:
    return f"{column_letters(column)}{row} “{_shown(cell.text)}”"


_CHANGING = (
    "Có ô dùng công thức TODAY hay NOW, mỗi ngày một khác",
    "Nên gõ thẳng ngày; đang lấy giá trị lúc tệp được lưu.",
)
_UNSEEN = (
    "Có ô chữ trắng trên nền trắng, không nhìn thấy, vẫn được đọc",
    "Còn dùng thì đổi màu chữ; không thì xóa đi.",
)


def _find_doubtful(
    sheet: Sheet, read: Collection[int], records: Iterable[int], problems: ProblemCollector
) -> None:
    """Tell the cells of the ``records`` that give another value each day, or that nobody sees."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in records:
        for column, cell in sheet.rows[row].items():
            if column in read and (said := _doubt_of(cell)):
                found.setdefault(said, []).append(_described(row, column, cell))
    for (message, hint), cells in found.items():
        problems.warning(sheet.place(), f"{message}: {first_few(cells, _MAX_NAMED, '; …', '; ')}.", hint)


def _doubt_of(cell: Cell) -> tuple[str, str] | None:
    if cell.doubt is Doubt.CHANGING:
        return _CHANGING
    return _UNSEEN if cell.looks and cell.looking(Look.UNSEEN).strip() else None


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else f"{words[:40]}…"
