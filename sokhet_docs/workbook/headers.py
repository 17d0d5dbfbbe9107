"""A sheet → where its headers stand: the row of them, the known columns, the clerk's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sokhet_docs.problems import Place, ProblemCollector
from sokhet_docs.text.vietnamese import match_key, nearest
from sokhet_docs.workbook.columns import Column
from sokhet_docs.workbook.reading import Sheet

_WITHIN = 30  # rows from the top in which the headers must stand
_WHERE = f"Tiêu đề phải nằm trong {_WITHIN} dòng đầu của trang, viết đúng như trong tệp mẫu."


@dataclass(frozen=True)
class Headers:
    """The row of headers: the known columns by the reader's names, the clerk's own headers by column."""

    row: int
    columns: Mapping[str, int]
    extras: Mapping[int, str]


def find_headers(sheet: Sheet, columns: Sequence[Column], findings: ProblemCollector) -> Headers | None:
    """Return the headers of ``sheet``; None, and findings, when one that must be there is not."""
    row = _row_of_headers(sheet, {match_key(column.header) for column in columns})
    if row is None:
        wanted = ", ".join(f"“{column.header}”" for column in columns if column.required)
        findings.error(sheet.place(), f"Không tìm thấy dòng tiêu đề với {wanted}.", _WHERE)
        return None
    headers = _matched(sheet, row, columns, findings)
    _find_missing(sheet, headers, columns, findings)
    if any(column.required and column.name not in headers.columns for column in columns):
        return None
    return headers


def _row_of_headers(sheet: Sheet, keys: set[str]) -> int | None:
    """Return the first of the rows with the most headers; a lone cell is a title, not a header."""
    best, most = None, 0
    for number in sorted(sheet.rows):
        if number > _WITHIN:
            break
        filled = {match_key(cell.text) for cell in sheet.rows[number].values()}
        count = len(filled & keys) if len(filled) > 1 else 0
        if count > most:
            best, most = number, count
    return best


def _matched(sheet: Sheet, row: int, columns: Sequence[Column], findings: ProblemCollector) -> Headers:
    """Return the headers in ``row``, told apart; one that stands twice is an error."""
    by_key = {match_key(column.header): column.name for column in columns}
    found: dict[str, int] = {}
    extras: dict[int, str] = {}
    seen: dict[str, Place] = {}
    for number, header in _texts(sheet, row):
        key, place = match_key(header), sheet.place(row, number)
        if key in seen:
            message = f"Cột “{header}” đã có ở ô {seen[key].spot.rpartition('!')[2]}."
            findings.error(place, message, "Đổi tên một trong hai cột.")
        elif key in by_key:
            found[by_key[key]] = number
        else:
            extras[number] = header
        seen.setdefault(key, place)
    return Headers(row, found, extras)


def _texts(sheet: Sheet, row: int) -> Iterator[tuple[int, str]]:
    for number, cell in sorted(sheet.rows[row].items()):
        if header := " ".join(cell.text.split()):
            yield number, header


def _find_missing(
    sheet: Sheet, headers: Headers, columns: Sequence[Column], findings: ProblemCollector
) -> None:
    for column in columns:
        if column.name in headers.columns or column.optional:
            continue
        near = nearest(column.header, headers.extras.values())
        place, hint = sheet.place(headers.row), "Thêm cột này, viết tên như trong tệp mẫu."
        if near:
            number = next(number for number, header in headers.extras.items() if header == near)
            place, hint = sheet.place(headers.row, number), f"Có phải cột “{near}”? Hãy đổi tên cột."
        if column.required:
            findings.error(place, f"Thiếu cột “{column.header}”.", hint)
        elif near:
            findings.warning(place, f"Không có cột “{column.header}”.", hint)
