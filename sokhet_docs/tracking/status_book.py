"""How the units stand → ``theo-doi.xlsx``: a summary, every unit, the missing, the late, what to look at.

The summary counts by formula, and a unit's standing follows from its dates by formula: who types a day of
receipt by hand, or another day at the top, sees both change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from openpyxl.cell import Cell

from sokhet_docs.office.excel_book import Book, Formula, book_bytes
from sokhet_docs.office.excel_style import AMBER, DATE_FORMAT, Head, Value, colour_where, link, write_table
from sokhet_docs.returns import Return, intake_folder
from sokhet_docs.text.vietnamese import short_date
from sokhet_docs.tracking.status import ReportStatus, Tracking, UnitStatus, day_of
from sokhet_docs.tracking.summary_sheet import COLOURS, DAY_CELL, SUMMARY_SHEET, UNITS_SHEET, write_summary

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_NUMBER, _DAY = ("0", "center"), (DATE_FORMAT, "center")
_UNIT_HEADS = (
    Head("TT", 5, *_NUMBER),
    Head("Mã", 8),
    Head("Tổ chức đảng", 40),
    Head("Hình thức sơ kết", 11, align="center"),
    Head("Gửi đi", 12, *_DAY),
    Head("Hạn: trước ngày", 12, *_DAY),
    Head("Nhận ngày", 12, *_DAY),
    Head("Tình trạng", 18, align="center"),
    Head("Muộn (ngày)", 8, *_NUMBER),
    Head("Số lần gửi", 7, *_NUMBER),
    Head("Bản mới nhất", 12, *_DAY),
    Head("Mục để trống", 8, *_NUMBER),
    Head("Điểm cần xem", 8, *_NUMBER),
    Head("Tệp", 46),
)
_MISSING_HEADS = (
    Head("TT", 5, *_NUMBER),
    Head("Mã", 8),
    Head("Tổ chức đảng", 44),
    Head("Hạn: trước ngày", 12, *_DAY),
    Head("Quá hạn (ngày)", 9, *_NUMBER),
    Head("Tình trạng", 20, align="center"),
    Head("Đã đôn đốc", 14, align="center"),
    Head("Người nhận", 24),
    Head("Email", 28),
    Head("Ghi chú", 24),
)
_LATE_HEADS = (
    Head("TT", 5, *_NUMBER),
    Head("Mã", 8),
    Head("Tổ chức đảng", 44),
    Head("Hạn: trước ngày", 12, *_DAY),
    Head("Nhận ngày", 12, *_DAY),
    Head("Muộn (ngày)", 9, *_NUMBER),
    Head("Tệp", 40),
)
_REVIEW_HEADS = (
    Head("TT", 5, *_NUMBER),
    Head("Mã", 8),
    Head("Tổ chức đảng", 40),
    Head("Loại", 14, align="center"),
    Head("Chỗ", 30),
    Head("Nội dung", 60),
    Head("Tệp", 34),
)
_FILE_HEADS = (
    Head("TT", 5, *_NUMBER),
    Head("Tệp", 44),
    Head("Tên lúc nhận", 44),
    Head("Nhận ngày", 12, *_DAY),
    Head("Vì sao", 60),
)


def tracking_book(tracking: Tracking, from_output: str = "..") -> bytes:
    """Return ``theo-doi.xlsx``; ``from_output`` is the way from the book's folder to the output folder."""
    book = Book()
    base = f"{from_output}/{intake_folder(tracking.intake.output).name}"
    summary = book.worksheets[0]
    summary.title = SUMMARY_SHEET
    last = _write_units(book.create_sheet(UNITS_SHEET), tracking, base)
    write_summary(summary, tracking, last)
    _write_missing(book.create_sheet("Chưa nộp"), tracking)
    _write_late(book.create_sheet("Nộp muộn"), tracking, base)
    _write_review_items(book.create_sheet("Cần xem"), tracking, base)
    _write_files(book.create_sheet("Chưa rõ đơn vị"), tracking, base)
    return book_bytes(book, "Theo dõi báo cáo")


def _write_units(sheet: Worksheet, tracking: Tracking, base: str) -> int:
    last = write_table(
        sheet, _UNIT_HEADS, [_unit_row(row, one) for row, one in enumerate(tracking.statuses, 2)]
    )
    for row, status in enumerate(tracking.statuses, 2):
        _link_file(sheet, row, len(_UNIT_HEADS), status.latest, base)
    for standing, colour in COLOURS.items():
        colour_where(sheet, f"H2:H{last}", f'$H2="{standing}"', colour)
    colour_where(sheet, f"L2:M{last}", "N(L2)>0", AMBER)
    sheet.freeze_panes = "D2"
    return last


def _unit_row(row: int, status: UnitStatus) -> tuple[Value, ...]:
    unit, latest = status.unit, status.latest
    read = status.answers is not None
    return (
        unit.number,
        unit.code,
        unit.name,
        str(unit.review_form),
        status.sent,
        unit.report_deadline,
        status.received,
        _standing_formula(row, status),
        Formula(f'=MAX(0,IF(G{row}="",{DAY_CELL},G{row})-F{row}+1)', status.days_late),
        len(status.versions),
        day_of(latest.received) if latest else None,
        len(status.empty_sections) if read else None,
        len(status.review_items) if latest else None,
        latest.file if latest else "",
    )


def _standing_formula(row: int, status: UnitStatus) -> Formula:
    nothing = f'IF({DAY_CELL}<F{row},"{ReportStatus.OPEN}","{ReportStatus.MISSING}")'
    came = f'IF(G{row}<F{row},"{ReportStatus.ON_TIME}","{ReportStatus.LATE}")'
    return Formula(f'=IF(G{row}="",{nothing},{came})', str(status.standing))


def _write_missing(sheet: Worksheet, tracking: Tracking) -> None:
    rows = [
        (
            number,
            one.unit.code,
            one.unit.name,
            one.unit.report_deadline,
            one.days_late,
            str(one.standing),
            _reminded(one),
            one.unit.recipient_name,
            one.unit.email,
            one.unit.note,
        )
        for number, one in enumerate(tracking.not_received, 1)
    ]
    write_table(sheet, _MISSING_HEADS, rows)


def _reminded(status: UnitStatus) -> str:
    days = status.reminded
    return f"{len(days)} lần, gần nhất {short_date(days[-1])}" if days else ""


def _write_late(sheet: Worksheet, tracking: Tracking, base: str) -> None:
    late = tracking.standing(ReportStatus.LATE)
    rows = [
        (number, one.unit.code, one.unit.name, one.unit.report_deadline, one.received, one.days_late, "")
        for number, one in enumerate(late, 1)
    ]
    write_table(sheet, _LATE_HEADS, rows)
    for row, one in enumerate(late, 2):
        _link_file(sheet, row, len(_LATE_HEADS), one.versions[0], base)


def _write_review_items(sheet: Worksheet, tracking: Tracking, base: str) -> None:
    review_items = [
        (status, kind, place, message)
        for status in tracking.statuses
        for kind, place, message in _iter_review_items(status)
    ]
    rows = [
        (number, status.unit.code, status.unit.name, kind, place, message, "")
        for number, (status, kind, place, message) in enumerate(review_items, 1)
    ]
    write_table(sheet, _REVIEW_HEADS, rows)
    for row, (status, *_) in enumerate(review_items, 2):
        _link_file(sheet, row, len(_REVIEW_HEADS), status.reading or status.latest, base)


def _iter_review_items(status: UnitStatus) -> Iterator[tuple[str, str, str]]:
    for point in status.review_items:
        yield "Cần xem", point.place, point.message
    if empty := status.empty_sections:
        numbers = ", ".join(section.number.rstrip(".") for section in empty)
        yield "Mục để trống", f"{len(empty)} mục", f"Đơn vị chưa viết gì ở mục {numbers}."


def _write_files(sheet: Worksheet, tracking: Tracking, base: str) -> None:
    files = [*tracking.unknown, *tracking.strays]
    rows = [
        (number, "", one.original, day_of(one.received), _why(one)) for number, one in enumerate(files, 1)
    ]
    write_table(sheet, _FILE_HEADS, rows)
    for row, one in enumerate(files, 2):
        _link_file(sheet, row, 2, one, base)


def _why(one: Return) -> str:
    stray = f"Đơn vị mã {one.unit_code} không có trong danh sách." if one.unit_code else ""
    return " ".join(part for part in (stray, *one.problems) if part)


def _link_file(sheet: Worksheet, row: int, column: int, one: Return | None, base: str) -> None:
    cell = sheet.cell(row, column)
    if one is None or not isinstance(cell, Cell):
        return
    cell.value = one.file
    link(cell, f"{base}/{one.file}", tip=f"Nhận ra nhờ {one.found_by}." if one.found_by else "")
