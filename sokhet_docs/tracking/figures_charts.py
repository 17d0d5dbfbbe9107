"""The sums of ``so-lieu.xlsx`` → one row a figure and one column a year, and charts of the main series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, Reference, Series

from sokhet_docs.office.excel_book import Formula
from sokhet_docs.office.excel_style import COUNT_FORMAT, Head, Value, set_up_print, write_table
from sokhet_docs.plan import TOTAL_TITLE
from sokhet_docs.tracking.figures_columns import Block

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Each chart's title and the figures that it shows, by key.
_CHARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Hội nghị quán triệt, văn bản", ("qt_cuoc", "vb")),
    ("Hội nghị CBCCVC, người lao động", ("hn_phai", "hn_da")),
    ("Đối thoại (cuộc)", ("dt_dinhky", "dt_dotxuat")),
    ("Tiếp công dân (lượt)", ("tcd_luot",)),
    ("Đơn thư đã nhận, đã giải quyết", ("don_nhan", "don_gq")),
    ("Kiểm tra, giám sát (cuộc)", ("ktgs", "ttnd_gs")),
)
_COLOURS = ("9C1C1C", "BF8F00")


@dataclass(frozen=True, slots=True)
class YearRows:
    """The sheet of the sums by year: the row of each figure by key, and the columns of the years."""

    sheet: Worksheet
    rows: Mapping[str, int]
    first_year: int
    last_year: int


def write_years(sheet: Worksheet, blocks: Sequence[Block], sums: Mapping[int, Formula]) -> YearRows:
    """Write one row a figure; ``sums`` are the formulas that show the sum of each of its columns."""
    years = blocks[0].years
    heads = (
        Head("TT", 5, "0", "center"),
        Head("Nhóm", 34),
        Head("Chỉ tiêu", 36),
        Head("Đơn vị tính", 12, align="center"),
        *(Head(str(year), 10, COUNT_FORMAT, "right") for year in years),
        Head(TOTAL_TITLE, 11, COUNT_FORMAT, "right"),
    )
    write_table(sheet, heads, [_row(number, block, sums) for number, block in enumerate(blocks, 1)])
    by_key = {block.figure.key: row for row, block in enumerate(blocks, 2)}
    return YearRows(sheet, by_key, 5, 4 + len(years))


def _row(number: int, block: Block, sums: Mapping[int, Formula]) -> tuple[Value, ...]:
    figure = block.figure
    years = (sums[column] for column in range(block.first, block.last_year + 1))
    total = sums[block.total] if block.total else "x"
    return (number, figure.group, figure.label, figure.measure, *years, total)


def draw_charts(sheet: Worksheet, years: YearRows) -> None:
    """Draw every chart, two side by side."""
    for place, (title, keys) in enumerate(_CHARTS):
        anchor = f"{'A' if place % 2 == 0 else 'K'}{1 + 17 * (place // 2)}"
        sheet.add_chart(_chart(title, keys, years), anchor)
    set_up_print(sheet)
    sheet.page_setup.fitToHeight = 1


def _chart(title: str, keys: Sequence[str], years: YearRows) -> BarChart:
    chart = BarChart()
    chart.title, chart.width, chart.height, chart.gapWidth = title, 16, 8, 80
    for colour, key in zip(_COLOURS, keys, strict=False):
        row = years.rows[key]
        values = Reference(years.sheet, min_col=years.first_year, max_col=years.last_year, min_row=row)
        series = Series(values, title_from_data=False, title=str(years.sheet.cell(row, 3).value))
        series.graphicalProperties.solidFill = colour
        chart.series.append(series)
    chart.set_categories(Reference(years.sheet, min_col=years.first_year, max_col=years.last_year, min_row=1))
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format, chart.y_axis.scaling.min = COUNT_FORMAT, 0
    chart.legend.position = "b"
    return chart
