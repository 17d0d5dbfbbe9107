"""The status of all units → ``theo-doi.xlsx``: a summary, every unit, the missing, the late, what to review.

The summary's counts and each unit's status are formulas over its dates: type a date of receipt, or another
day at the top, and both change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sokhet_docs.office.excel_book import Formula, ReportWorkbook, book_bytes
from sokhet_docs.office.excel_style import AMBER, ColumnHeader, Value, colour_where, write_table
from sokhet_docs.returns import Return, how_to_take_up, told_copies
from sokhet_docs.text.vietnamese import short_date
from sokhet_docs.tracking.differing_forms import form_differences
from sokhet_docs.tracking.mail_items import MailItems
from sokhet_docs.tracking.returned_lines import opening_words
from sokhet_docs.tracking.summary_sheet import COLOURS, DAY_CELL, SUMMARY_SHEET, UNITS_SHEET, write_summary
from sokhet_docs.tracking.unit_status import ReportStatus, Tracking, UnitStatus, day_of
from sokhet_docs.tracking.unit_tables import DAY, INDEX, NUMBER, FileLinks, unit_headers, unit_values

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MAX_CELL = 32_000  # characters; Excel holds a few more, and cuts what is longer without a word
_DEADLINE = ColumnHeader("Hạn: trước ngày", 12, *DAY)
_RECEIVED = ColumnHeader("Nhận ngày", 12, *DAY)
_UNIT_HEADERS = (
    *unit_headers(40),
    ColumnHeader("Hình thức", 11, align="center"),
    ColumnHeader("Gửi đi", 12, *DAY),
    _DEADLINE,
    _RECEIVED,
    ColumnHeader("Tình trạng", 18, align="center"),
    ColumnHeader("Muộn (ngày)", 8, *NUMBER),
    ColumnHeader("Số lần gửi", 7, *NUMBER),
    ColumnHeader("Bản mới nhất", 12, *DAY),
    ColumnHeader("Mục để trống", 8, *NUMBER),
    ColumnHeader("Điểm cần xem", 8, *NUMBER),
    ColumnHeader("Tệp", 46),
)
_MISSING_HEADERS = (
    *unit_headers(44),
    _DEADLINE,
    ColumnHeader("Quá hạn (ngày)", 9, *NUMBER),
    ColumnHeader("Tình trạng", 20, align="center"),
    ColumnHeader("Đã đôn đốc", 14, align="center"),
    ColumnHeader("Người nhận", 24),
    ColumnHeader("Email", 28),
    ColumnHeader("Ghi chú", 24),
)
_LATE_HEADERS = (
    *unit_headers(44),
    _DEADLINE,
    _RECEIVED,
    ColumnHeader("Muộn (ngày)", 9, *NUMBER),
    ColumnHeader("Tệp", 40),
)
_REVIEW_HEADERS = (
    *unit_headers(40),
    ColumnHeader("Loại", 14, align="center"),
    ColumnHeader("Chỗ", 30),
    ColumnHeader("Nội dung", 60),
    ColumnHeader("Tệp", 34),
)
_FILE_HEADERS = (
    INDEX,
    ColumnHeader("Tệp", 44),
    ColumnHeader("Tên lúc nhận", 44),
    _RECEIVED,
    ColumnHeader("Vì sao", 60),
)


def tracking_book(tracking: Tracking, path_to_output: str = "..") -> bytes:
    """Return ``theo-doi.xlsx``; ``path_to_output`` leads from its folder to the output folder."""
    book = ReportWorkbook()
    links = FileLinks(tracking, path_to_output)
    summary = book.worksheets[0]
    summary.title = SUMMARY_SHEET
    last = _write_units(book.create_sheet(UNITS_SHEET), tracking, links)
    write_summary(summary, tracking, last)
    _write_missing(book.create_sheet("Chưa nộp"), tracking)
    _write_late(book.create_sheet("Nộp muộn"), tracking, links)
    _write_review_items(book.create_sheet("Cần xem"), tracking, links)
    mails = MailItems.of(tracking.intake, tracking.plan)
    unknown = [(item, _reasons(item, mails)) for item in (*tracking.unknown, *tracking.strays)]
    _write_files(book.create_sheet("Chưa rõ đơn vị"), unknown, links)
    if aside := [(item, _set_aside(item)) for item in tracking.set_aside]:
        _write_files(book.create_sheet("Đã gác lại"), aside, links)
    return book_bytes(book, "Theo dõi báo cáo")


def _write_units(sheet: Worksheet, tracking: Tracking, links: FileLinks) -> int:
    rows = [_unit_row(row, status) for row, status in enumerate(tracking.statuses, 2)]
    last = write_table(sheet, _UNIT_HEADERS, rows)
    for row, status in enumerate(tracking.statuses, 2):
        links.put(sheet, row, len(_UNIT_HEADERS), status.latest)
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
        len(status.to_review) if latest or status.to_review else None,
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
    write_table(sheet, _MISSING_HEADERS, rows)


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
    write_table(sheet, _LATE_HEADERS, rows)
    for row, status in enumerate(late, 2):
        links.put(sheet, row, len(_LATE_HEADERS), status.first or status.versions[0])


def _write_review_items(sheet: Worksheet, tracking: Tracking, links: FileLinks) -> None:
    items = [(status, *cells) for status in tracking.statuses for cells in _iter_review_cells(status)]
    items += [(status, cells, "") for status, cells in _iter_form_differences(tracking)]
    rows = [
        (*unit_values(number, status.unit), *cells, "") for number, (status, cells, _) in enumerate(items, 1)
    ]
    write_table(sheet, _REVIEW_HEADERS, rows)
    received = {item.file: item for item in tracking.intake.returns}
    for row, (status, (_, place, _), file) in enumerate(items, 2):
        named = received.get(place) or received.get(file)
        links.put(sheet, row, len(_REVIEW_HEADERS), named or status.reading or status.latest)


def _iter_review_cells(status: UnitStatus) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Yield the kind, the place and the message of everything to review in a unit's report, and its file."""
    for item in status.review_items:
        kind = "Để biết" if item.minor else "Cần xem"
        for piece in _pieces(item.message):
            yield (kind, item.place, piece), item.file
    if empty := status.empty_sections:
        names = ", ".join(section.number.rstrip(".") or f"“{section.heading}”" for section in empty)
        yield ("Mục để trống", f"{len(empty)} mục", f"Đơn vị chưa viết gì ở mục {names}."), ""


def _pieces(message: str) -> list[str]:
    """Return ``message`` in pieces that a cell holds whole, each up to a sentence's end if it can."""
    pieces: list[str] = []
    while len(message) > _MAX_CELL:
        ends = [message.rfind(end, _MAX_CELL // 2, _MAX_CELL) + 1 for end in (". ", "; ", " ")]
        at = next(filter(None, ends), _MAX_CELL)
        pieces.append(message[:at].rstrip())
        message = message[at:].lstrip()
    return [*pieces, message]


def _iter_form_differences(tracking: Tracking) -> Iterator[tuple[UnitStatus, tuple[str, str, str]]]:
    """Yield each unit whose form is older than the workbook, those with equal differences together."""
    for difference in form_differences(tracking):
        for status in difference.units if difference.older else ():
            yield status, ("Mẫu đã gửi", "", f"Đơn vị {difference.message}")


def _write_files(sheet: Worksheet, files: Sequence[tuple[Return, str]], links: FileLinks) -> None:
    rows = [
        (number, "", item.original, day_of(item.received), why) for number, (item, why) in enumerate(files, 1)
    ]
    write_table(sheet, _FILE_HEADERS, rows)
    for row, (item, _) in enumerate(files, 2):
        links.put(sheet, row, 2, item)


def _reasons(item: Return, mails: MailItems) -> str:
    stray = f"Đơn vị mã {item.unit_code} không có trong danh sách." if item.unit_code else ""
    copies = told_copies(item.copies) if item.copies else ""
    words = "" if item.is_note else opening_words(mails.intake, item)
    opening = f"Mở đầu: “{words}”." if words else ""
    said = mails.of_stray(item)
    return " ".join(part for part in (stray, *item.problems, item.time_doubt, copies, opening, said) if part)


def _set_aside(item: Return) -> str:
    day = f" ngày {short_date(day_of(item.aside))}" if item.aside else ""
    return f"Đã gác lại{day}, không tính. Tính lại: {how_to_take_up(item)}"
