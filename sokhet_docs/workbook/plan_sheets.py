"""A table file's sheets → those of the plan by their names, each once, clean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sokhet_docs.problems import Place, ProblemCollector
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook.columns import OPTIONAL_SHEETS, SHEETS
from sokhet_docs.workbook.headers import count_headers
from sokhet_docs.workbook.reading import Book, Sheet, read_book, sheet_key

_ONE_SHEET_HINT = "Xóa hoặc đổi tên trang không dùng, kể cả trang đang ẩn, rồi lưu lại."
_MAX_NAMED = 10  # cells in one line


def find_sheets(book: Book, problems: ProblemCollector) -> Mapping[str, Sheet]:
    """Return the sheets of the plan by the match keys of their names.

    Two sheets of one name (in other letters, with a space behind, one of them hidden) are an error; so are
    cells that the file gives twice.
    """
    named: dict[str, list[Sheet]] = {}
    for sheet in book.sheets:
        named.setdefault(sheet_key(sheet.name), []).append(sheet)
        _find_repeated_cells(sheet, problems)
        for fault in sheet.faults[:_MAX_NAMED]:
            problems.warning(sheet.place(), fault, "Mở tệp bằng Excel, xem lại trang này rồi lưu lại.")
    for sheets in named.values():
        if len(sheets) > 1:
            _note_one_name(sheets, book, problems)
    return {key: next((each for each in found if not each.hidden), found[0]) for key, found in named.items()}


def sheets_like(path: Path, missing: Sequence[str]) -> Mapping[str, str]:
    """Return for sheets of the plan that are ``missing`` the name of another sheet with their columns.

    Each sheet is given once, to the one of whose columns it has most. Of a sheet that need not be there only
    the program's own headers count: other lists have a number and words too.
    """
    columns = {
        name: [replace(each, synonyms=()) for each in SHEETS[name]]
        if name in OPTIONAL_SHEETS
        else SHEETS[name]
        for name in missing
    }
    known = {match_key(name) for name in SHEETS}
    others = read_book(path, lambda name: sheet_key(name) not in known).sheets
    fits = [
        (count, name, sheet.name)
        for sheet in others
        for name in missing
        if (count := count_headers(sheet, columns[name])) > 1
    ]
    found: dict[str, str] = {}
    for _, name, other in sorted(fits, key=lambda fit: -fit[0]):
        if name not in found and other not in found.values():
            found[name] = other
    return found


def _note_one_name(sheets: list[Sheet], book: Book, problems: ProblemCollector) -> None:
    if book.is_files:
        listed = " và ".join(f"“{sheet.file}”" for sheet in sheets)
        message = f"Có {len(sheets)} tệp cùng là bảng “{sheets[0].name}”: {listed}."
        problems.error(Place(book.file), message, "Xóa, dời hoặc đổi tên tệp không dùng.")
        return
    listed = " và ".join(_described(sheet, book) for sheet in sheets)
    problems.error(Place(book.file), f"Có {len(sheets)} trang cùng tên: {listed}.", _ONE_SHEET_HINT)


def _described(sheet: Sheet, book: Book) -> str:
    """Return the sheet's name and where it stands among all sheets of the file."""
    key = sheet_key(sheet.name)
    others = [other for other in book.sheets if sheet_key(other.name) == key]
    positions = [index for index, name in enumerate(book.names, 1) if sheet_key(name) == key]
    position = positions[[other is sheet for other in others].index(True)]
    return f"“{sheet.name}” (trang thứ {position}{', đang ẩn' if sheet.hidden else ''})"


def _find_repeated_cells(sheet: Sheet, problems: ProblemCollector) -> None:
    for row, column in sheet.repeated[:_MAX_NAMED]:
        problems.error(
            sheet.place(row, column),
            "Tệp ghi ô này hai lần, nội dung khác nhau.",
            "Mở tệp bằng Excel, xem lại ô này, gõ lại rồi lưu.",
        )
