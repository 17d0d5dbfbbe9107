"""The cells of a table that are struck through → errors: what a clerk crossed out is no text to be printed.

Only she knows whether it is gone or still holds, so it is asked, and nothing is made until it is clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sokhet_docs.office.looks import Look
from sokhet_docs.problems import ProblemCollector
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook.headers import Headers
from sokhet_docs.workbook.reading import Cell, Sheet

_MAX_SHOWN = 60  # characters of a text in one line
_KEEP = "còn dùng thì bỏ gạch ngang."


def find_struck(sheet: Sheet, headers: Headers, records: Iterable[int], problems: ProblemCollector) -> None:
    """Find what is struck through in the headers and the ``records`` (row numbers) of a table.

    ``sheet`` is as typed: a merged cell stands in its own place only. A struck column or row is one error.
    """
    read = {*headers.columns.values(), *headers.custom}
    gone = set()
    for column in sorted(read):
        cell = sheet.rows[headers.row].get(column)
        if cell and _struck_in(cell).strip():
            message = f"Tiêu đề cột có chữ bị gạch ngang: {_shown(_struck_in(cell))}."
            hint = f"Nếu đã bỏ thì xóa hẳn cột; {_KEEP}"
            problems.error(sheet.place(headers.row, column), message, hint)
            gone.add(column)
    for row in records:
        cells = {column: cell for column, cell in sheet.rows[row].items() if column in read - gone}
        _find_in_row(sheet, row, cells, problems)


def _find_in_row(sheet: Sheet, row: int, cells: Mapping[int, Cell], problems: ProblemCollector) -> None:
    struck = {column: cell for column, cell in sorted(cells.items()) if _struck_in(cell).strip()}
    if len(struck) > 1 and len(struck) == len(cells) and all(map(_is_whole, struck.values())):
        texts = ", ".join(_shown(cell.text) for cell in struck.values())
        hint = f"Nếu đã bỏ thì xóa hẳn dòng; {_KEEP}"
        problems.error(sheet.place(row), f"Cả dòng bị gạch ngang: {texts}.", hint)
        return
    for column, cell in struck.items():
        if _is_whole(cell):
            message, hint = (
                f"Ô bị gạch ngang: {_shown(cell.text)}.",
                f"Nếu đã bỏ thì xóa ô hay cả dòng; {_KEEP}",
            )
        else:
            message = f"Chữ {_shown(_struck_in(cell))} trong ô bị gạch ngang."
            hint = f"Nếu đã bỏ thì xóa chữ ấy; {_KEEP}"
        problems.error(sheet.place(row, column), message, hint)


def _struck_in(cell: Cell) -> str:
    return cell.looking(Look.STRUCK)


def _is_whole(cell: Cell) -> bool:
    return match_key(_struck_in(cell)) == match_key(cell.text)


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= _MAX_SHOWN else f"“{words[:_MAX_SHOWN]}…”"
