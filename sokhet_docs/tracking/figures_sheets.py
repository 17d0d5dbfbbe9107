"""The sums of ``so-lieu.xlsx`` → its further sheets: each figure by year, charts, the doubtful figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.cell import Cell
from openpyxl.chart import BarChart, Reference, Series

from sokhet_docs.office.excel_book import Formula
from sokhet_docs.office.excel_style import COUNT_FORMAT, ColumnHeader, Value, link, set_up_print, write_table
from sokhet_docs.plan import TOTAL_TITLE
from sokhet_docs.returns import doubts_of
from sokhet_docs.tracking.figure_sums import Block
from sokhet_docs.tracking.status import Tracking
from sokhet_docs.tracking.unit_tables import INDEX, FileLinks, unit_headers, unit_values

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
_REVIEW_HEADS = (
    *unit_headers(40),
    ColumnHeader("Chỉ tiêu", 44),
    ColumnHeader("Năm", 8, align="center"),
    ColumnHeader("Đơn vị ghi", 18),
    ColumnHeader("Cần xem vì", 60),
    ColumnHeader("Chỗ trong tệp", 28),
)


@dataclass(frozen=True, slots=True)
class YearRows:
    """The sheet of the sums by year: the row of each figure by key, and the columns of the years."""

    sheet: Worksheet
    rows: Mapping[str, int]
    first_year: int
    last_year: int


def write_years(sheet: Worksheet, blocks: Sequence[Block], sums: Mapping[int, Formula]) -> YearRows:
    """Write a row for each figure; ``sums`` are the formulas that show the sum of each of its columns."""
    years = blocks[0].years
    heads = (
        INDEX,
        ColumnHeader("Nhóm", 34),
        ColumnHeader("Chỉ tiêu", 36),
        ColumnHeader("Đơn vị tính", 12, align="center"),
        *(ColumnHeader(str(year), 10, COUNT_FORMAT, "right") for year in years),
        ColumnHeader(TOTAL_TITLE, 11, COUNT_FORMAT, "right"),
    )
    write_table(sheet, heads, [_year_row(number, block, sums) for number, block in enumerate(blocks, 1)])
    by_key = {block.figure.key: row for row, block in enumerate(blocks, 2)}
    return YearRows(sheet, by_key, 5, 4 + len(years))


def _year_row(number: int, block: Block, sums: Mapping[int, Formula]) -> tuple[Value, ...]:
    figure = block.figure
    years = (sums[column] for column in range(block.first, block.last_year + 1))
    total = sums[block.total] if block.total else "x"
    return (number, figure.group, figure.label, figure.measure, *years, total)


def draw_charts(sheet: Worksheet, years: YearRows) -> None:
    """Draw every chart, two side by side."""
    for index, (title, keys) in enumerate(_CHARTS):
        anchor = f"{'A' if index % 2 == 0 else 'K'}{1 + 17 * (index // 2)}"
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


def write_doubts(sheet: Worksheet, tracking: Tracking, links: FileLinks) -> None:
    """Write a row for each doubtful figure, linked to its place in the unit's file."""
    doubts = [(status, doubt) for status in tracking.statuses for doubt in doubts_of(status.answers)]
    rows = [
        (
            *unit_values(number, status.unit),
            doubt.label,
            doubt.period.label if doubt.period else TOTAL_TITLE,
            doubt.reading.raw,
            doubt.message,
            doubt.reading.place or "mở tệp",
        )
        for number, (status, doubt) in enumerate(doubts, 1)
    ]
    write_table(sheet, _REVIEW_HEADS, rows)
    for row, (status, doubt) in enumerate(doubts, 2):
        cell = sheet.cell(row, len(_REVIEW_HEADS))
        if status.reading and isinstance(cell, Cell):
            link(cell, links.target(status.reading), doubt.tag)
