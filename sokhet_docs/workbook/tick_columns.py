"""The clerk's own columns that say who holds a conference → asked about where Hình thức says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sokhet_docs.plan import ReviewForm
from sokhet_docs.text.vietnamese import first_few
from sokhet_docs.workbook.reading.sheets import column_letters
from sokhet_docs.workbook.tables import Row, Table
from sokhet_docs.workbook.tick_words import Says, said_by, yes_or_no

_MAX_NAMED = 10  # rows in one line
_HINT = "Thêm cột “Hình thức”, ghi Hội nghị hoặc Báo cáo cho từng đơn vị."
_RENAME = "Đổi tên cột này thành “Hình thức”."
_FILL = "Điền cột “Hình thức”: ghi Hội nghị hoặc Báo cáo cho từng đơn vị."


class _Found(NamedTuple):
    """A column of the clerk's own: its number and header, what it says, its texts by row."""

    column: int
    header: str
    says: Says
    texts: dict[int, str]


def check_ticks(table: Table, forms: Sequence[tuple[Row, str]]) -> None:
    """Ask about the columns of ``table`` that say who holds a conference.

    ``forms`` are the rows of the units, each with the form of its review that was read.
    """
    found = [each for each in _columns(table, [row for row, _ in forms]) if each]
    if not found:
        return
    if any(row["review_form"].cell for row, _ in forms):
        for each in found:
            if each.says is Says.HELD:
                _find_contradictions(table, each, forms)
    else:
        _ask(table, found, len(forms))


def _columns(table: Table, rows: Sequence[Row]) -> list[_Found | None]:
    return [_column(table, number, header, rows) for number, header in table.headers.custom.items()]


def _column(table: Table, number: int, header: str, rows: Sequence[Row]) -> _Found | None:
    cells = {row.number: table.sheet.rows[row.number].get(number) for row in rows}
    texts = {row: cell.text for row, cell in cells.items() if cell and cell.text}
    says = said_by(header, list(texts.values()))
    return _Found(number, header, says, texts) if says else None


def _ask(table: Table, found: Sequence[_Found], units: int) -> None:
    """Ask who holds a conference, where no row has a form and so nobody would."""
    hint = _FILL if "review_form" in table.headers.columns else _HINT
    held = [each for each in found if each.says is not Says.REPORTED]
    for each in held:
        named = f"Cột “{each.header}” cho biết đơn vị nào tổ chức hội nghị"
        is_form = each.says is Says.FORM and "review_form" not in table.headers.columns
        place = table.sheet.place(table.headers.row, each.column)
        table.problems.error(
            place, f"{named}, nhưng chương trình chỉ đọc cột “Hình thức”.", _RENAME if is_form else hint
        )
    reported = next((each for each in found if each.says is Says.REPORTED), None)
    if reported and not held and len(_ticked(reported)) < units:
        message = (
            f"Cột “{reported.header}” chỉ đánh dấu {len(_ticked(reported))} trên {units} đơn vị;"
            f" đơn vị nào cũng được tính là {ReviewForm.REPORT}."
        )
        table.problems.warning(table.sheet.place(table.headers.row, reported.column), message, hint)


def _ticked(found: _Found) -> list[int]:
    return [row for row, text in found.texts.items() if yes_or_no(text)]


def _find_contradictions(table: Table, found: _Found, forms: Sequence[tuple[Row, str]]) -> None:
    """Find the rows in which ``found`` says otherwise than the column Hình thức."""
    yes = set(_ticked(found))
    unclear = {row for row, text in found.texts.items() if yes_or_no(text) is None}
    other = [
        row
        for row, form in forms
        if row.number not in unclear and (row.number in yes) != (form == ReviewForm.CONFERENCE)
    ]
    if other:
        cells = first_few([f"{column_letters(found.column)}{row.number}" for row in other], _MAX_NAMED, ", …")
        message = f"Cột “{found.header}” nói khác cột “{other[0]['review_form'].label}” ở ô {cells}."
        place = table.sheet.place(other[0].number, found.column)
        table.problems.warning(place, message, "Chương trình theo cột sau; hãy sửa cho hai cột khớp nhau.")
