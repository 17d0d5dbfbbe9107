"""The status of all units → ``theo-doi.xlsx``: a summary, every unit, the missing, the late, what to review.

The summary counts by formula, and a unit's status follows from its dates by formula: whoever types in a day
of receipt, or another day at the top, sees both change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sokhet_docs.office.excel_book import Book, Formula, book_bytes
from sokhet_docs.office.excel_style import AMBER, Head, Value, colour_where, write_table
from sokhet_docs.returns import Return
from sokhet_docs.text.vietnamese import short_date
from sokhet_docs.tracking.form_differences import form_differences
from sokhet_docs.tracking.summary_sheet import COLOURS, DAY_CELL, SUMMARY_SHEET, UNITS_SHEET, write_summary
from sokhet_docs.tracking.unit_status import ReportStatus, Tracking, UnitStatus, day_of
from sokhet_docs.tracking.unit_tables import DAY, INDEX, NUMBER, FileLinks, unit_heads, unit_values

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_DEADLINE = Head("Hạn: trước ngày", 12, *DAY)
_RECEIVED = Head("Nhận ngày", 12, *DAY)
_UNIT_HEADS = (
    *unit_heads(40),
    Head("Hình thức", 11, align="center"),
    Head("Gửi đi", 12, *DAY),
    _DEADLINE,
    _RECEIVED,
    Head("Tình trạng", 18, align="center"),
    Head("Muộn (ngày)", 8, *NUMBER),
    Head("Số lần gửi", 7, *NUMBER),
    Head("Bản mới nhất", 12, *DAY),
    Head("Mục để trống", 8, *NUMBER),
    Head("Điểm cần xem", 8, *NUMBER),
    Head("Tệp", 46),
)
_MISSING_HEADS = (
    *unit_heads(44),
    _DEADLINE,
    Head("Quá hạn (ngày)", 9, *NUMBER),
    Head("Tình trạng", 20, align="center"),
    Head("Đã đôn đốc", 14, align="center"),
    Head("Người nhận", 24),
    Head("Email", 28),
    Head("Ghi chú", 24),
)
_LATE_HEADS = (*unit_heads(44), _DEADLINE, _RECEIVED, Head("Muộn (ngày)", 9, *NUMBER), Head("Tệp", 40))
_REVIEW_HEADS = (
    *unit_heads(40),
    Head("Loại", 14, align="center"),
    Head("Chỗ", 30),
    Head("Nội dung", 60),
    Head("Tệp", 34),
)
_FILE_HEADS = (INDEX, Head("Tệp", 44), Head("Tên lúc nhận", 44), _RECEIVED, Head("Vì sao", 60))


def tracking_book(tracking: Tracking, from_output: str = "..") -> bytes:
    """Return ``theo-doi.xlsx``; ``from_output`` leads from the book's folder to the output folder."""
    book = Book()
    links = FileLinks(tracking, from_output)
    summary = book.worksheets[0]
    summary.title = SUMMARY_SHEET
    last = _write_units(book.create_sheet(UNITS_SHEET), tracking, links)
    write_summary(summary, tracking, last)
    _write_missing(book.create_sheet("Chưa nộp"), tracking)
    _write_late(book.create_sheet("Nộp muộn"), tracking, links)
    _write_review_items(book.create_sheet("Cần xem"), tracking, links)
    _write_files(book.create_sheet("Chưa rõ đơn vị"), tracking, links)
    return book_bytes(book, "Theo dõi báo cáo")


def _write_units(sheet: Worksheet, tracking: Tracking, links: FileLinks) -> int:
    rows = [_unit_row(row, status) for row, status in enumerate(tracking.statuses, 2)]
    last = write_table(sheet, _UNIT_HEADS, rows)
    for row, status in enumerate(tracking.statuses, 2):
        links.put(sheet, row, len(_UNIT_HEADS), status.latest)
    for report_status, colour in COLOURS.items():
        colour_where(sheet, f"H2:H{last}", f'$H2="{report_status}"', colour)
    colour_where(sheet, f"L2:M{last}", "N(L2)>0", AMBER)
    sheet.freeze_panes = "D2"
    return last


def _unit_row(row: int, status: UnitStatus) -> tuple[Value, ...]:
    unit, latest = status.unit, status.latest
    read = status.answers is not None
    return (
        *unit_values(unit.number, unit),
        str(unit.review_form),
        status.sent,
        unit.report_deadline,
        status.received,
        _status_formula(row, status),
        Formula(f'=MAX(0,IF(G{row}="",{DAY_CELL},G{row})-F{row}+1)', status.days_late),
        len(status.versions),
        day_of(latest.received) if latest else None,
        len(status.empty_sections) if read else None,
        len(status.review_items) if latest else None,
        latest.file if latest else "",
    )


def _status_formula(row: int, status: UnitStatus) -> Formula:
    absent = f'IF({DAY_CELL}<F{row},"{ReportStatus.OPEN}","{ReportStatus.MISSING}")'
    arrived = f'IF(G{row}<F{row},"{ReportStatus.ON_TIME}","{ReportStatus.LATE}")'
    return Formula(f'=IF(G{row}="",{absent},{arrived})', str(status.report_status))


def _write_missing(sheet: Worksheet, tracking: Tracking) -> None:
    rows = [
        (
            *unit_values(number, status.unit),
            status.unit.report_deadline,
            status.days_late,
            str(status.report_status),
            _reminded(status),
            status.unit.recipient_name,
            status.unit.email,
            status.unit.note,
        )
        for number, status in enumerate(tracking.not_received, 1)
    ]
    write_table(sheet, _MISSING_HEADS, rows)


def _reminded(status: UnitStatus) -> str:
    days = status.reminded
    return f"{len(days)} lần, gần nhất {short_date(days[-1])}" if days else ""


def _write_late(sheet: Worksheet, tracking: Tracking, links: FileLinks) -> None:
    late = tracking.with_status(ReportStatus.LATE)
    rows = [
        (
            *unit_values(number, status.unit),
            status.unit.report_deadline,
            status.received,
            status.days_late,
            "",
        )
        for number, status in enumerate(late, 1)
    ]
    write_table(sheet, _LATE_HEADS, rows)
    for row, status in enumerate(late, 2):
        links.put(sheet, row, len(_LATE_HEADS), status.versions[0])


def _write_review_items(sheet: Worksheet, tracking: Tracking, links: FileLinks) -> None:
    items = [(status, cells) for status in tracking.statuses for cells in _iter_review_cells(status)]
    items += _iter_form_differences(tracking)
    rows = [
        (*unit_values(number, status.unit), *cells, "") for number, (status, cells) in enumerate(items, 1)
    ]
    write_table(sheet, _REVIEW_HEADS, rows)
    for row, (status, _) in enumerate(items, 2):
        links.put(sheet, row, len(_REVIEW_HEADS), status.reading or status.latest)


def _iter_review_cells(status: UnitStatus) -> Iterator[tuple[str, str, str]]:
    """Yield the kind, the place and the message of everything to review in a unit's report."""
    for item in status.review_items:
        yield "Cần xem", item.place, item.message
    if empty := status.empty_sections:
        names = ", ".join(section.number.rstrip(".") or f"“{section.heading}”" for section in empty)
        yield "Mục để trống", f"{len(empty)} mục", f"Đơn vị chưa viết gì ở mục {names}."


def _iter_form_differences(tracking: Tracking) -> Iterator[tuple[UnitStatus, tuple[str, str, str]]]:
    """Yield each unit whose form is older than the workbook, those with equal differences together."""
    for difference in form_differences(tracking):
        for status in difference.units if difference.older else ():
            yield status, ("Mẫu đã gửi", "", f"Đơn vị {difference.message}")


def _write_files(sheet: Worksheet, tracking: Tracking, links: FileLinks) -> None:
    files = [*tracking.unknown, *tracking.strays]
    rows = [
        (number, "", item.original, day_of(item.received), _reasons(item))
        for number, item in enumerate(files, 1)
    ]
    write_table(sheet, _FILE_HEADS, rows)
    for row, item in enumerate(files, 2):
        links.put(sheet, row, 2, item)


def _reasons(item: Return) -> str:
    stray = f"Đơn vị mã {item.unit_code} không có trong danh sách." if item.unit_code else ""
    return " ".join(part for part in (stray, *item.problems) if part)
