"""A sheet → its header row: where the known columns are, and which columns the clerk added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sokhet_docs.problems import Place, ProblemCollector
from sokhet_docs.text.vietnamese import match_key, nearest
from sokhet_docs.workbook.columns import Column
from sokhet_docs.workbook.reading import CellKind, Sheet
from sokhet_docs.workbook.table_cell import TableCell

_MAX_HEADER_ROW = 30
_WHERE = f"Tiêu đề phải nằm trong {_MAX_HEADER_ROW} dòng đầu của trang, viết đúng như trong tệp mẫu."


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
    headers = _match(sheet, row, columns, problems)
    _find_missing(sheet, headers, columns, problems)
    if any(column.required and column.name not in headers.columns for column in columns):
        return None
    return headers


def _header_row(sheet: Sheet, columns: Sequence[Column]) -> int | None:
    """Return the first of the rows with the most headers.

    A lone cell is a title, unless there is no such row: then it heads a sheet of one column.
    """
    keys = _keys(columns)
    best, most, lone = None, 0, None
    required = _keys([column for column in columns if column.required])
    for number in sorted(number for number in sheet.rows if number <= _MAX_HEADER_ROW):
        filled = {match_key(cell.text) for cell in sheet.rows[number].values()}
        count = len(filled & keys) if len(filled) > 1 else 0
        if count > most:
            best, most = number, count
        if len(filled) == 1 and filled & required:
            lone = number
    return best or lone


def _keys(columns: Iterable[Column]) -> set[str]:
    return {match_key(header) for column in columns for header in column.headers}


def _match(sheet: Sheet, row: int, columns: Sequence[Column], problems: ProblemCollector) -> Headers:
    """Return the headers in ``row``; one that occurs twice is an error."""
    by_key = {match_key(column.header): column.name for column in columns}
    _note_faulty_headers(sheet, row, problems)
    texts = dict(_texts(sheet, row))
    present = {match_key(header) for header in texts.values()}
    for column in columns:  # another header counts where the column's own is not there
        if match_key(column.header) not in present:
            other = next((key for key in map(match_key, column.also) if key in present - set(by_key)), None)
            by_key |= {other: column.name} if other else {}
    known: dict[str, int] = {}
    custom: dict[int, str] = {}
    seen: dict[str, Place] = {}
    for number, header in texts.items():
        key, place = match_key(header), sheet.place(row, number)
        if key in seen:
            message = f"Cột “{header}” đã có ở ô {seen[key].cell}."
            problems.error(place, message, "Đổi tên một trong hai cột.")
        elif key in by_key:
            known[by_key[key]] = number
        else:
            custom[number] = header
        seen.setdefault(key, place)
    return Headers(row, known, custom)


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
) -> None:
    for column in columns:
        if column.name in headers.columns or column.optional:
            continue
        near = nearest(column.header, headers.custom.values())
        place, hint = sheet.place(headers.row), "Thêm cột này, viết tên như trong tệp mẫu."
        if near:
            number = next(number for number, header in headers.custom.items() if header == near)
            place, hint = sheet.place(headers.row, number), f"Có phải cột “{near}”? Hãy đổi tên cột."
        if column.required:
            problems.error(place, f"Thiếu cột “{column.header}”.", hint)
        elif near:
            problems.warning(place, f"Không có cột “{column.header}”.", hint)
