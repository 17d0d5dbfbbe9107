"""A sheet → its header row: where the known columns are, and which columns the clerk added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sokhet_docs.problems import ProblemCollector
from sokhet_docs.text.vietnamese import match_key, nearest, without_marks
from sokhet_docs.workbook.columns import Column
from sokhet_docs.workbook.grouped_headers import MAX_HEADER_ROW
from sokhet_docs.workbook.header_meanings import columns_meant
from sokhet_docs.workbook.proven_headers import find_proven
from sokhet_docs.workbook.reading import CellKind, Sheet
from sokhet_docs.workbook.synonyms import Meaning, Typed, match_words, note_unused
from sokhet_docs.workbook.table_cell import TableCell
from sokhet_docs.workbook.tick_words import said_by

_WHERE = f"Tiêu đề phải nằm trong {MAX_HEADER_ROW} dòng đầu của trang, viết đúng như trong tệp mẫu."
_ALIKE = 0.8  # the share of letters that a header has in common with one that it may be, misspelt


@dataclass(frozen=True)
class Headers:
    """The header row: the numbers of the known columns by name, the headers of the others by number."""

    row: int
    columns: Mapping[str, int]
    custom: Mapping[int, str]


def find_headers(sheet: Sheet, columns: Sequence[Column], problems: ProblemCollector) -> Headers | None:
    """Return the headers of ``sheet``; None, and the problems noted, when a required one is missing."""
    row = _header_row(sheet, columns)
    if row is None:
        wanted = ", ".join(f"“{column.header}”" for column in columns if column.required)
        problems.error(sheet.place(), f"Không tìm thấy dòng tiêu đề với {wanted}.", _WHERE)
        return None
    headers, unused = _match(sheet, row, columns, problems)
    asked = _find_missing(sheet, headers, columns, problems)
    note_unused([each for each in unused if each[0].text not in asked], "Cột", problems)
    if any(column.required and column.name not in headers.columns for column in columns):
        return None
    return headers


def count_headers(sheet: Sheet, columns: Sequence[Column]) -> int:
    """Return how many of ``columns`` the header row of ``sheet`` has; 0 when it lacks a required one."""
    row = _header_row(sheet, columns)
    keys = set() if row is None else {match_key(cell.text) for cell in sheet.rows[row].values()}
    found = [column for column in columns if not keys.isdisjoint(_keys([column]))]
    return len(found) if all(column in found for column in columns if column.required) else 0


def _header_row(sheet: Sheet, columns: Sequence[Column]) -> int | None:
    """Return the first of the rows with the most headers.

    A lone cell is a title, unless there is no such row: then it heads a sheet of one column.
    """
    keys = _keys(columns)
    best, most, lone = None, 0, None
    required = _keys([column for column in columns if column.required])
    for number in sorted(number for number in sheet.rows if number <= MAX_HEADER_ROW):
        filled = {match_key(cell.text) for cell in sheet.rows[number].values()}
        count = len(filled & keys) if len(filled) > 1 else 0
        if count > most:
            best, most = number, count
        if len(filled) == 1 and filled & required:
            lone = number
    return best or lone


def _keys(columns: Iterable[Column]) -> set[str]:
    return {match_key(header) for column in columns for header in column.all_headers}


def _match(
    sheet: Sheet, row: int, columns: Sequence[Column], problems: ProblemCollector
) -> tuple[Headers, list[tuple[Typed, Meaning, Typed]]]:
    """Return the headers in ``row``, and the synonyms among them that were not taken.

    Of those that occur twice, which is an error, the first counts.
    """
    _note_faulty_headers(sheet, row, problems)
    firsts: dict[str, int] = {}
    typed: dict[str, Typed] = {}
    for number, header in _texts(sheet, row):
        key, place = match_key(header), sheet.place(row, number)
        if key in firsts:
            message = f"Cột “{header}” đã có ở ô {typed[key].place.cell}."
            problems.error(place, message, "Đổi tên một trong hai cột.")
            continue
        firsts[key], typed[key] = number, Typed(header, place)
    names, unused = match_words(_meanings(sheet, row, columns, typed), typed, "Cột", problems)
    known = {names[key]: number for key, number in firsts.items() if key in names}
    custom = {number: typed[key].text for key, number in firsts.items() if key not in names}
    return Headers(row, known, custom), unused


def _meanings(sheet: Sheet, row: int, columns: Sequence[Column], typed: Mapping[str, Typed]) -> list[Meaning]:
    """Return what the headers of ``columns`` mean, with those that what stands below them proves."""
    missing = [column.name for column in columns if typed.keys().isdisjoint(_keys([column]))]
    proven = find_proven(sheet, row, missing)
    return [
        Meaning(
            column.name,
            column.header,
            column.also,
            (*column.synonyms, *(typed[key].text for key, name in proven.items() if name == column.name)),
        )
        for column in columns
        if all(proven.get(key, column.name) == column.name for key in _keys([column]))
    ]


def _note_faulty_headers(sheet: Sheet, row: int, problems: ProblemCollector) -> None:
    """Note the headers that are formulas without a result, or errors: their columns would vanish."""
    for number, cell in sheet.rows[row].items():
        if cell.kind in {CellKind.ERROR, CellKind.UNKNOWN, CellKind.UNREADABLE}:
            TableCell(cell, sheet, row, number, "", problems).text()


def _texts(sheet: Sheet, row: int) -> Iterator[tuple[int, str]]:
    for number, cell in sorted(sheet.rows[row].items()):
        if header := " ".join(cell.text.split()):
            yield number, header


def _find_missing(
    sheet: Sheet, headers: Headers, columns: Sequence[Column], problems: ProblemCollector
) -> set[str]:
    """Find the columns that are not there; one of the clerk's like it in word or meaning is named.

    Returns the headers that were asked about.
    """
    missing = [column for column in columns if column.name not in headers.columns]
    own = _own_headers(sheet, headers, columns)
    meant = _meant(sheet, headers, columns, own, problems)
    asked = set(meant.values())
    for column in missing:
        near = meant.get(column.name)
        if not near and not column.optional:
            near = _misspelt(column, [each for each in own if each not in asked])
        asked |= {near} if near else set()
        place, hint = sheet.place(headers.row), "Thêm cột này, viết tên như trong tệp mẫu."
        if near:
            number = next(number for number, header in headers.custom.items() if header == near)
            place, hint = sheet.place(headers.row, number), f"Có phải cột “{near}”? Hãy đổi tên cột"
            hint += "." if column.required else "; không phải thì để yên."
        if column.required:
            problems.error(place, f"Thiếu cột “{column.header}”.", hint)
        elif near:
            used = f", {column.without}" if column.without else ""
            problems.warning(place, f"Không có cột “{column.header}”{used}.", hint)
    return asked


def _misspelt(column: Column, own: Sequence[str]) -> str | None:
    """Return the one of ``own`` nearly the header of ``column``; a required one is guessed."""
    if column.required:
        return nearest(column.header, own)
    words = without_marks(match_key(column.header)).split()
    begins = (each for each in own if without_marks(match_key(each)).split()[: len(words)] == words)
    longer = next(begins, None) if len(words) > 1 else None
    return longer or nearest(column.header, own, _ALIKE)


def _own_headers(sheet: Sheet, headers: Headers, columns: Sequence[Column]) -> list[str]:
    """Return the clerk's own headers of filled columns that may mean a column of the program."""
    below = [cells for row, cells in sheet.rows.items() if row > headers.row]
    filled = {column for cells in below for column in cells}
    return [
        header
        for number, header in headers.custom.items()
        if (number in filled or not below)
        and not _is_other(header, headers, columns)
        and not _says_form(sheet, headers, number)
    ]


def _meant(
    sheet: Sheet,
    headers: Headers,
    columns: Sequence[Column],
    own: Sequence[str],
    problems: ProblemCollector,
) -> dict[str, str]:
    """Return those of ``own`` that mean a missing or an empty column, by its name; ask about the latter."""
    empty = _empty_columns(sheet, headers) if own else {}
    meant = columns_meant(columns, [name for name in headers.columns if name not in empty], own)
    for name, number in empty.items():
        if name in meant:
            _note_empty(sheet, headers, number, meant[name], problems)
    return meant


def _empty_columns(sheet: Sheet, headers: Headers) -> dict[str, int]:
    """Return the known columns in which no row has anything, by name; none of a table without rows."""
    below = [cells for row, cells in sheet.rows.items() if row > headers.row]
    return {
        name: number
        for name, number in headers.columns.items()
        if below and name != "number" and not any(number in cells for cells in below)
    }


def _note_empty(sheet: Sheet, headers: Headers, number: int, near: str, problems: ProblemCollector) -> None:
    """Ask about a known column that is empty where the clerk's own column ``near`` may say the same."""
    other = next(column for column, header in headers.custom.items() if header == near)
    if any(other in cells for row, cells in sheet.rows.items() if row > headers.row):
        empty = " ".join(sheet.rows[headers.row][number].text.split())
        message = f"Cột “{empty}” để trống, còn cột “{near}” có dữ liệu mà không được tính."
        hint = f"Nếu cùng một việc, hãy chép sang cột “{empty}”; không phải thì để yên."
        problems.warning(sheet.place(headers.row, other), message, hint)


def _says_form(sheet: Sheet, headers: Headers, number: int) -> bool:
    """Return whether the column says who holds a conference, which is asked about when the rows are known."""
    below = [cells for row, cells in sheet.rows.items() if row > headers.row and number in cells]
    return said_by(headers.custom[number], [cells[number].text for cells in below]) is not None


def _is_other(header: str, headers: Headers, columns: Sequence[Column]) -> bool:
    """Return whether ``header`` is another word of the program for a column that is there."""
    there = [column for column in columns if column.name in headers.columns]
    return match_key(header) in {match_key(other) for column in there for other in column.also}
