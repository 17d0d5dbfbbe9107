"""How the units stand → the first sheet of ``theo-doi.xlsx``: the day, a count of each standing, a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    fill,
    set_up_print,
    title_lines,
    write_cell,
    write_head,
)
from sokhet_docs.tracking import Standing, Tracking

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SUMMARY_SHEET, UNITS_SHEET = "Tổng hợp", "Theo dõi"
DAY_CELL = f"'{SUMMARY_SHEET}'!$B$4"
COLOURS = {
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
_DAY = (DATE_FORMAT, "center")


def write_summary(sheet: Worksheet, tracking: Tracking, last: int) -> None:
    """Write the sheet; ``last`` is the last row of the sheet of the units."""
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
    units = len(tracking.statuses)
    for row, standing in enumerate(Standing, first):
        count = Formula(f"=COUNTIF('{UNITS_SHEET}'!$H$2:$H${last},A{row})", len(tracking.standing(standing)))
        _summary_row(sheet, row, str(standing), count, _share(f"B{row}", total, count.now, units))
        fill(sheet.cell(row, 1), COLOURS[standing])
    everybody = Formula(f"=SUM(B{first}:B{total - 1})", units)
    _summary_row(sheet, total, "Cộng", everybody, _share(f"B{total}", total, units, units))
    received = len(tracking.received)
    both = Formula(f'=B{first}+B{first + 1}&"/"&B{total}', f"{received}/{units}")
    share = _share(f"(B{first}+B{first + 1})", total, received, units)
    _summary_row(sheet, total + 1, "Đã nộp", both, share)
    sheet.cell(total + 3, 1, "Hạn là “trước ngày …”: báo cáo đến đúng ngày ấy là muộn 1 ngày.").font = Font(
        name=FONT, size=11, italic=True
    )
    _draw_chart(sheet, first, total - 1)
    set_up_print(sheet)


def _summary_row(sheet: Worksheet, row: int, label: str, count: Formula, share: Formula) -> None:
    write_cell(sheet, row, 1, label, Head("", 26))
    write_cell(sheet, row, 2, count, Head("", 14, COUNT_FORMAT, "center"))
    write_cell(sheet, row, 3, share, Head("", 12, "0.0%", "center"))


def _share(part: str, total: int, count: float | str, units: int) -> Formula:
    now = float(count) / units if units else 0
    return Formula(f"=IF(B${total}=0,0,{part}/B${total})", now)


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
