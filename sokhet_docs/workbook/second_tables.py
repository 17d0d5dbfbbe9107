"""A second table on one sheet, below the first or beside it → asked about: its rows may be no records."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

from sokhet_docs.problems import ProblemCollector
from sokhet_docs.text.vietnamese import first_few, match_key
from sokhet_docs.workbook.columns import SHEETS
from sokhet_docs.workbook.headers import Headers
from sokhet_docs.workbook.reading import Cell, CellKind, Sheet

_MAX_NAMED = 5  # headers in one line
_GAP = 2  # empty rows that a person sees as the end of a table
_HEADERS = {
    match_key(header) for columns in SHEETS.values() for column in columns for header in column.all_headers
}
_NUMBERS = {
    match_key(header)
    for columns in SHEETS.values()
    for column in columns
    if column.name == "number"
    for header in column.all_headers
}


def find_table_below(sheet: Sheet, headers: Headers, problems: ProblemCollector) -> frozenset[int]:
    """Find a row of other headers below ``headers``, an error; return the rows from there on."""
    number = next((row for row in sorted(sheet.rows) if _heads_other_table(sheet, headers, row)), 0)
    if not number:
        return frozenset()
    if number == headers.row + 1:
        _note_second_row(sheet, number, problems)
        return frozenset({number})
    texts = [f"“{' '.join(cell.text.split())}”" for _, cell in sorted(sheet.rows[number].items())]
    message = f"Từ dòng {number} là một bảng khác, có tiêu đề {first_few(texts, _MAX_NAMED, ', …')}."
    hint = "Nếu là phần tiếp, hãy chép lên cuối bảng đầu; nếu không, dời bảng ấy sang trang khác."
    problems.error(sheet.place(number, min(sheet.rows[number])), message, hint)
    return frozenset(row for row in sheet.rows if row >= number)


def _heads_other_table(sheet: Sheet, headers: Headers, number: int) -> bool:
    """Return whether the row is one of headers that are not those of the table."""
    is_after_gap = number - 1 not in sheet.rows
    cells = sheet.rows[number]
    if number <= headers.row or not (is_after_gap or match_key(_lead(cells)) in _HEADERS):
        return False
    keys = {column: match_key(cell.text) for column, cell in cells.items()}
    known = {column: match_key(cell.text) for column, cell in sheet.rows[headers.row].items()}
    ends_list = is_after_gap and "name" in headers.columns
    return _is_header(keys, is_after_gap=ends_list) and not _repeats(keys, known)


def _note_second_row(sheet: Sheet, number: int, problems: ProblemCollector) -> None:
    message = f"Tiêu đề viết trên hai dòng {number - 1} và {number}, chưa rõ tên của từng cột."
    hint = "Ghi tên mọi cột trên một dòng, hoặc gộp ô tiêu đề xuống dòng dưới."
    problems.error(sheet.place(number, min(sheet.rows[number])), message, hint)


def _lead(cells: Mapping[int, Cell]) -> str:
    return cells[min(cells)].text


def _is_header(keys: Mapping[int, str], *, is_after_gap: bool) -> bool:
    """Return whether a row is one of headers: two of them after an empty row or beside TT, three anywhere."""
    found = [key for key in keys.values() if key in _HEADERS]
    if len(found) < 2 or len(found) * 2 < len(keys):
        return False
    return is_after_gap or len(found) > 2 or not _NUMBERS.isdisjoint(found)


def _repeats(keys: Mapping[int, str], known: Mapping[int, str]) -> bool:
    """Return whether the headers ``keys`` are those of the table again, in its columns."""
    same = sum(known.get(column) == key for column, key in keys.items())
    return same > 1 and same * 2 >= len(keys)


def find_table_beside(
    sheet: Sheet, headers: Headers, records: Sequence[int], problems: ProblemCollector
) -> None:
    """Ask about headers beyond an empty column whose rows are others than those of the table."""
    columns = sorted({*headers.columns.values(), *headers.custom})
    used = {column for row in records for column in sheet.rows[row]}
    for left, right in itertools.pairwise(columns):
        beyond = [column for column in columns if column >= right]
        if right - left < 2 or used & set(range(left + 1, right)) or len(beyond) < 2:
            continue
        if _ends_elsewhere(sheet, headers.row, beyond):
            names = first_few(
                [f"“{sheet.rows[headers.row][each].text}”" for each in beyond], _MAX_NAMED, ", …"
            )
            message = f"Sau cột trống, các cột {names} có vẻ là bảng khác, đang đọc như cột của bảng này."
            problems.warning(
                sheet.place(headers.row, right), message, "Nếu là bảng khác, hãy dời sang trang khác."
            )
            return


def _ends_elsewhere(sheet: Sheet, header_row: int, beyond: Collection[int]) -> bool:
    """Return whether the columns ``beyond`` are filled without a gap, to another last row."""
    first = min(beyond)
    below = [row for row in sheet.rows if row > header_row]
    own = [row for row in below if any(column < first for column in sheet.rows[row])]
    other = sorted(row for row in below if not sheet.rows[row].keys().isdisjoint(beyond))
    is_whole = other == list(range(header_row + 1, header_row + 1 + len(other)))
    return len(other) > 1 and is_whole and bool(own) and max(own) != other[-1]


def find_gap(sheet: Sheet, headers: Headers, records: Sequence[int], problems: ProblemCollector) -> None:
    """Tell the records below several empty rows, unless their numbers go on.

    Only in lists of names: facts and the like stand in groups.
    """
    if "name" not in headers.columns:
        return
    number, filled = headers.columns.get("number", 0), sorted(sheet.rows)
    for before, after in itertools.pairwise(records):
        if after - before <= _GAP or after - (above := filled[bisect_left(filled, after) - 1]) <= _GAP:
            continue
        cells = [sheet.rows[row].get(number) for row in (before, after)]
        if not _goes_on(cells):
            message = f"Từ dòng {after}, sau {after - above - 1} dòng trống, vẫn đọc tiếp như ở trên."
            problems.warning(sheet.place(after), message, "Nếu là danh sách khác, hãy dời sang trang khác.")
            return


def _goes_on(cells: Sequence[Cell | None]) -> bool:
    numbers = [_number(cell) for cell in cells]
    return None not in numbers and numbers[1] == (numbers[0] or 0) + 1


def _number(cell: Cell | None) -> int | None:
    text = cell.text.strip(" .)") if cell and cell.kind in {CellKind.TEXT, CellKind.NUMBER} else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else None
