"""A table file's sheets → those of the plan by their names, each once, clean."""

from __future__ import annotations

from collections.abc import Mapping

from sokhet_docs.problems import Place, ProblemCollector
from sokhet_docs.workbook.reading import Book, Sheet, sheet_key

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
    for sheets in named.values():
        if len(sheets) > 1:
            _note_one_name(sheets, book, problems)
    return {key: next((each for each in found if not each.hidden), found[0]) for key, found in named.items()}


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
