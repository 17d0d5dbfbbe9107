"""The status of all units → the first sheet of ``theo-doi.xlsx``: the day, counts by status, a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.styles import Font

from sokhet_docs.office.excel_book import Formula
from sokhet_docs.office.excel_style import (
    AMBER,
    COUNT_FORMAT,
    FONT,
    GREEN,
    GREY,
    RED,
    ColumnHeader,
    fill,
    set_up_print,
    title_lines,
    write_cell,
    write_header,
)
from sokhet_docs.text.vietnamese import capitalize_first
from sokhet_docs.tracking.unit_status import ReportStatus, Tracking
from sokhet_docs.tracking.unit_tables import DAY

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SUMMARY_SHEET, UNITS_SHEET = "Tổng hợp", "Theo dõi"
DAY_CELL = f"'{SUMMARY_SHEET}'!$B$4"
COLOURS = {
    ReportStatus.ON_TIME: GREEN,
    ReportStatus.LATE: AMBER,
    ReportStatus.OPEN: GREY,
    ReportStatus.MISSING: RED,
}
_BAR_COLOURS = {
    ReportStatus.ON_TIME: "548235",
    ReportStatus.LATE: "BF8F00",
    ReportStatus.OPEN: "7F7F7F",
    ReportStatus.MISSING: "C00000",
}
_FIRST = 7  # the row of the first status
_TOTAL = _FIRST + len(ReportStatus)
_NOTE = "Hạn là “trước ngày …”: báo cáo đến đúng ngày ấy là muộn 1 ngày."


def write_summary(sheet: Worksheet, tracking: Tracking, last: int) -> None:
    """Write the sheet; ``last`` is the last row of the sheet of the units."""
    subject = tracking.plan.subject
    reviewed = f"{subject.occasion} thực hiện {subject.document}" if subject.document else subject.occasion
    title_lines(sheet, "THEO DÕI BÁO CÁO CỦA CÁC ĐƠN VỊ", capitalize_first(reviewed))
    for column, width in zip("ABC", (26, 14, 12), strict=True):
        sheet.column_dimensions[column].width = width
    sheet["A4"] = "Tính đến hết ngày"
    sheet["A4"].font = Font(name=FONT, size=12, bold=True)
    write_cell(sheet, 4, 2, tracking.day, ColumnHeader("", 14, *DAY))
    _write_counts(sheet, tracking, last)
    sheet.cell(_TOTAL + 3, 1, _NOTE).font = Font(name=FONT, size=11, italic=True)
    _draw_chart(sheet, _FIRST, _TOTAL - 1)
    set_up_print(sheet)


def _write_counts(sheet: Worksheet, tracking: Tracking, last: int) -> None:
    for column, title in enumerate(("Tình trạng", "Số đơn vị", "Tỷ lệ"), 1):
        write_header(sheet, _FIRST - 1, column, title)
    units, received = len(tracking.statuses), len(tracking.received)
    for row, report_status in enumerate(ReportStatus, _FIRST):
        number = len(tracking.with_status(report_status))
        count = Formula(f"=COUNTIF('{UNITS_SHEET}'!$H$2:$H${last},A{row})", number)
        _summary_row(sheet, row, str(report_status), count, _share(f"B{row}", number, units))
        fill(sheet.cell(row, 1), COLOURS[report_status])
    total = Formula(f"=SUM(B{_FIRST}:B{_TOTAL - 1})", units)
    _summary_row(sheet, _TOTAL, "Cộng", total, _share(f"B{_TOTAL}", units, units))
    arrived = f"B{_FIRST}+B{_FIRST + 1}"  # in time and late
    of_total = Formula(f'={arrived}&"/"&B{_TOTAL}', f"{received}/{units}")
    _summary_row(sheet, _TOTAL + 1, "Đã nộp", of_total, _share(f"({arrived})", received, units))


def _summary_row(sheet: Worksheet, row: int, label: str, count: Formula, share: Formula) -> None:
    write_cell(sheet, row, 1, label, ColumnHeader("", 26))
    write_cell(sheet, row, 2, count, ColumnHeader("", 14, COUNT_FORMAT, "center"))
    write_cell(sheet, row, 3, share, ColumnHeader("", 12, "0.0%", "center"))


def _share(part: str, count: int, units: int) -> Formula:
    return Formula(f"=IF(B${_TOTAL}=0,0,{part}/B${_TOTAL})", count / units if units else 0)


def _draw_chart(sheet: Worksheet, first: int, last: int) -> None:
    chart = BarChart()
    chart.type, chart.title, chart.legend = "bar", "Tình hình nộp báo cáo (số đơn vị)", None
    chart.add_data(Reference(sheet, min_col=2, min_row=first, max_row=last))
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete, chart.y_axis.delete = False, True  # each bar is labelled with its number
    chart.y_axis.majorGridlines = None
    chart.gapWidth, chart.width, chart.height = 60, 20, 9
    series = chart.series[0]
    series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    for index, report_status in enumerate(ReportStatus):
        point = DataPoint(idx=index)
        point.graphicalProperties.solidFill = _BAR_COLOURS[report_status]
        series.dPt.append(point)
    sheet.add_chart(chart, "E4")
