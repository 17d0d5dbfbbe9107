"""A clerk's own column of hours beside a day alone in Thời gian hội nghị → told: no hour is printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sokhet_docs.plan import Conference
from sokhet_docs.text.vietnamese import first_few, framed_words
from sokhet_docs.workbook.tables import Row, Table

_MAX_NAMED = 10  # rows in one line
_HOUR = framed_words("giờ")
_HINT = "Ghi cả giờ và ngày ở cột “{0}”, ví dụ 08:00 20/4/2022."


def find_hours_beside(table: Table, held: Sequence[tuple[Row, Conference]]) -> None:
    """Tell the columns of hours, of units whose conference has a day only."""
    without = [row for row, conference in held if _is_day(conference.time)]
    for number, header in table.headers.custom.items() if without else ():
        if _HOUR not in framed_words(header):
            continue
        rows = [row.number for row in without if number in table.sheet.rows[row.number]]
        if rows:
            label = table.labels["time"]
            numbers = first_few(list(map(str, rows)), _MAX_NAMED, ", …")
            message = f"Giờ ở cột “{header}” (dòng {numbers}) không được tính vào “{label}”."
            place = table.sheet.place(table.headers.row, number)
            table.problems.warning(place, message, _HINT.format(label))


def _is_day(when: datetime | date | str | None) -> bool:
    return isinstance(when, date) and not isinstance(when, datetime)
