"""Cells with raised or lowered signs → asked about; with white words → told; m and a raised 2 → m².

A mark of a footnote reads as a digit of the number, or a letter of the name, beside it; only the clerk knows.
"""

from __future__ import annotations

from collections.abc import Iterable

from sokhet_docs.office.looks import Look
from sokhet_docs.problems import ProblemCollector
from sokhet_docs.text.vietnamese import first_few
from sokhet_docs.workbook.headers import Headers
from sokhet_docs.workbook.reading import Cell, Sheet
from sokhet_docs.workbook.reading.sheets import column_letters

_POWERS = {"2": "²", "3": "³"}
_MAX_NAMED = 10  # cells in one warning
_RAISED_HINT = "Nếu là dấu chú thích thì xóa; nếu là chữ của ô thì gõ lại, không viết cao hay thấp."
_WHITE_HINT = "Không dùng nữa thì xóa; còn dùng thì đổi màu chữ để nhìn thấy."


def with_powers(cell: Cell) -> Cell:
    """Return ``cell`` with a raised 2 or 3 behind an m as the sign of its own that it means: m², km³."""
    if len(cell.looks) < 2 or not cell.looking(Look.RAISED):
        return cell
    looks = list(cell.looks)
    for at, (look, part) in enumerate(looks):
        if at and look is Look.RAISED and part.strip() in _POWERS and looks[at - 1][1].endswith("m"):
            looks[at] = (Look.PLAIN, _POWERS[part.strip()])
    kept = tuple(looks) if any(look for look, _ in looks) else ()
    return cell._replace(text="".join(part for _, part in looks), looks=kept)


def find_unusual(sheet: Sheet, headers: Headers, records: Iterable[int], problems: ProblemCollector) -> None:
    """Find what is raised or white in the headers and the ``records`` (row numbers) of a table."""
    read = sorted({*headers.columns.values(), *headers.custom})
    cells = [
        (row, column, cell)
        for row in (headers.row, *records)
        for column in read
        if (cell := sheet.rows[row].get(column)) and cell.looks
    ]
    for row, column, cell in cells:
        if raised := _raised_in(cell):
            message = f"Trong ô có chữ viết cao hoặc viết thấp: {_quoted(raised)}."
            problems.error(sheet.place(row, column), message, _RAISED_HINT)
    white = [(row, column) for row, column, cell in cells if cell.looking(Look.UNSEEN).strip()]
    if white:
        cells_named = [f"{column_letters(column)}{row}" for row, column in white]
        names = first_few(cells_named, _MAX_NAMED, " và {} ô khác")
        message = f"Chữ màu trắng, không nhìn thấy nhưng vẫn được đọc: ô {names}."
        problems.warning(sheet.place(*white[0]), message, _WHITE_HINT)


def _raised_in(cell: Cell) -> list[str]:
    """Return the raised and lowered pieces of ``cell`` that say something beside its plain text."""
    if len({look for look, part in cell.looks if part.strip()}) < 2:
        return []
    raised = [part.strip() for look, part in cell.looks if look in (Look.RAISED, Look.LOWERED)]
    return [part for part in raised if "*" in part or any(map(str.isalnum, part))]


def _quoted(parts: Iterable[str]) -> str:
    return ", ".join(f"“{part}”" for part in parts)
