"""How the units stand → ``theo-doi.xlsx``: a summary, every unit, the missing, the late, what to look at.

The summary counts by formula, and a unit's standing follows from its dates by formula: who types a day of
receipt by hand, or another day at the top, sees both change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.styles import Font

from sokhet_docs.book_style import (
    AMBER,
    COUNT_FORMAT,
    DATE_FORMAT,
    FONT,
    GREEN,
    GREY,
    RED,
    Formula,
    Head,
    Value,
    book_bytes,
    colour_where,
    fill,
    link,
    set_up_print,
    title_lines,
    write_cell,
    write_head,
    write_table,
)
from sokhet_docs.received import Return, intake_folder
from sokhet_docs.tracking import Standing, Tracking, UnitStatus, day_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SUMMARY, _ALL = "Tổng hợp", "Theo dõi"
_DAY_CELL = f"'{_SUMMARY}'!$B$4"
_COLOURS = {
    Standing.ON_TIME: GREEN,
    Standing.LATE: AMBER,
    Standing.OPEN: GREY,
    Standing.MISSING: RED,
}
_BAR_COLOURS = {
    Standing.ON_TIME: "548235",
    Standing.LATE: "BF8F00",
    Standing.OPEN: "7F7F7F",
    Standing.MISSING: "C00000",
}
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
_POINT_HEADS = (
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
    book = Workbook()
    base = f"{from_output}/{intake_folder(tracking.intake.output).name}"
    summary = book.worksheets[0]
    summary.title = _SUMMARY
    last = _write_units(book.create_sheet(_ALL), tracking, base)
    _write_summary(summary, tracking, last)
    _write_missing(book.create_sheet("Chưa nộp"), tracking)
    _write_late(book.create_sheet("Nộp muộn"), tracking, base)
    _write_points(book.create_sheet("Cần xem"), tracking, base)
    _write_files(book.create_sheet("Chưa rõ đơn vị"), tracking, base)
    return book_bytes(book, "Theo dõi báo cáo")


def _write_summary(sheet: Worksheet, tracking: Tracking, last: int) -> None:
    subject = tracking.plan.subject
    title_lines(sheet, "THEO DÕI BÁO CÁO CỦA CÁC ĐƠN VỊ", f"{subject.occasion} thực hiện {subject.document}")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 14
    sheet.column_dimensions["C"].width = 12
    sheet["A4"] = "Tính đến hết ngày"
    sheet["A4"].font = Font(name=FONT, size=12, bold=True)
    write_cell(sheet, 4, 2, tracking.day, Head("", 14, *_DAY))
    for column, title in enumerate(("Tình trạng", "Số đơn vị", "Tỷ lệ"), 1):
        write_head(sheet, 6, column, title)
    first, total = 7, 7 + len(Standing)
    for row, standing in enumerate(Standing, first):
        count = Formula(f"=COUNTIF('{_ALL}'!$H$2:$H${last},A{row})")
        _summary_row(sheet, row, str(standing), count, total)
        fill(sheet.cell(row, 1), _COLOURS[standing])
    _summary_row(sheet, total, "Cộng", Formula(f"=SUM(B{first}:B{total - 1})"), total)
    handed_in = Formula(f'=B{first}+B{first + 1}&"/"&B{total}')
    _summary_row(sheet, total + 1, "Đã nộp", handed_in, total)
    sheet.cell(total + 1, 3).value = Formula(f"=IF(B{total}=0,0,(B{first}+B{first + 1})/B{total})")
    sheet.cell(total + 3, 1, "Hạn là “trước ngày …”: báo cáo đến đúng ngày ấy là muộn 1 ngày.").font = Font(
        name=FONT, size=11, italic=True
    )
    _draw_chart(sheet, first, total - 1)
    set_up_print(sheet)


def _summary_row(sheet: Worksheet, row: int, label: str, count: Formula, total: int) -> None:
    write_cell(sheet, row, 1, label, Head("", 26))
    write_cell(sheet, row, 2, count, Head("", 14, COUNT_FORMAT, "center"))
    share = Formula(f"=IF(B${total}=0,0,B{row}/B${total})")
    write_cell(sheet, row, 3, share, Head("", 12, "0.0%", "center"))


def _draw_chart(sheet: Worksheet, first: int, last: int) -> None:
    chart = BarChart()
    chart.type, chart.title, chart.legend = "bar", "Tình hình nộp báo cáo (số đơn vị)", None
    chart.add_data(Reference(sheet, min_col=2, min_row=first, max_row=last))
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete, chart.y_axis.delete = False, True  # the bars bear their numbers
    chart.y_axis.majorGridlines = None
    chart.gapWidth, chart.width, chart.height = 60, 20, 9
    series = chart.series[0]
    series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    for place, standing in enumerate(Standing):
        point = DataPoint(idx=place)
        point.graphicalProperties.solidFill = _BAR_COLOURS[standing]
        series.dPt.append(point)
    sheet.add_chart(chart, "E4")


def _write_units(sheet: Worksheet, tracking: Tracking, base: str) -> int:
    last = write_table(
        sheet, _UNIT_HEADS, [_unit_row(row, one) for row, one in enumerate(tracking.statuses, 2)]
    )
    for row, status in enumerate(tracking.statuses, 2):
        _link_file(sheet, row, len(_UNIT_HEADS), status.latest, base)
    for standing, colour in _COLOURS.items():
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
        _standing_formula(row),
        Formula(f'=MAX(0,IF(G{row}="",{_DAY_CELL},G{row})-F{row}+1)'),
        len(status.versions),
        day_of(latest.received) if latest else None,
        len(status.empty_sections) if read else None,
        len(status.points) if latest else None,
        latest.file if latest else "",
    )


def _standing_formula(row: int) -> Formula:
    nothing = f'IF({_DAY_CELL}<F{row},"{Standing.OPEN}","{Standing.MISSING}")'
    return Formula(f'=IF(G{row}="",{nothing},IF(G{row}<F{row},"{Standing.ON_TIME}","{Standing.LATE}"))')


def _write_missing(sheet: Worksheet, tracking: Tracking) -> None:
    rows = [
        (
            number,
            one.unit.code,
            one.unit.name,
            one.unit.report_deadline,
            one.days_late,
            str(one.standing),
            one.unit.recipient_name,
            one.unit.email,
            one.unit.note,
        )
        for number, one in enumerate(tracking.not_received, 1)
    ]
    write_table(sheet, _MISSING_HEADS, rows)


def _write_late(sheet: Worksheet, tracking: Tracking, base: str) -> None:
    late = tracking.standing(Standing.LATE)
    rows = [
        (number, one.unit.code, one.unit.name, one.unit.report_deadline, one.received, one.days_late, "")
        for number, one in enumerate(late, 1)
    ]
    write_table(sheet, _LATE_HEADS, rows)
    for row, one in enumerate(late, 2):
        _link_file(sheet, row, len(_LATE_HEADS), one.versions[0], base)


def _write_points(sheet: Worksheet, tracking: Tracking, base: str) -> None:
    points = [
        (status, kind, place, message)
        for status in tracking.statuses
        for kind, place, message in _iter_points(status)
    ]
    rows = [
        (number, status.unit.code, status.unit.name, kind, place, message, "")
        for number, (status, kind, place, message) in enumerate(points, 1)
    ]
    write_table(sheet, _POINT_HEADS, rows)
    for row, (status, *_) in enumerate(points, 2):
        _link_file(sheet, row, len(_POINT_HEADS), status.reading or status.latest, base)


def _iter_points(status: UnitStatus) -> Iterator[tuple[str, str, str]]:
    for point in status.points:
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
