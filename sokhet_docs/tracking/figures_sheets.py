"""The sums of ``so-lieu.xlsx`` → its further sheets: each figure by period, charts, the doubtful figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.cell import Cell
from openpyxl.chart import BarChart, Reference, Series

from sokhet_docs.office.excel_style import COUNT_FORMAT, ColumnHeader, Value, link, set_up_print, write_table
from sokhet_docs.plan import TOTAL_TITLE
from sokhet_docs.returns import doubts_of
from sokhet_docs.text.vietnamese import joined
from sokhet_docs.tracking.figure_sums import Block, is_added
from sokhet_docs.tracking.sum_rows import SumRow, SumRows
from sokhet_docs.tracking.unit_status import Tracking
from sokhet_docs.tracking.unit_tables import INDEX, FileLinks, unit_headers, unit_values

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_COLOURS = ("9C1C1C", "BF8F00", "1F4E79", "548235")
_SERIES = len(_COLOURS)  # of one chart
_LEFT = 4  # columns left of the periods
_RANGE = ((SumRow.LOWEST, "thấp nhất"), (SumRow.HIGHEST, "cao nhất"))


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One row of the sheet of the sums by period: its figure, its label, which of the sums it shows."""

    block: Block
    label: str
    shown: SumRow


@dataclass(frozen=True, slots=True)
class PeriodRows:
    """The sheet of the sums by period: its rows from the second on, and the number of its periods."""

    sheet: Worksheet
    rows: tuple[PeriodRow, ...]
    periods: int


@dataclass(frozen=True, slots=True)
class _Chart:
    title: str
    places: tuple[int, ...]  # of its series among the rows


def write_periods(sheet: Worksheet, blocks: Sequence[Block], sums: SumRows) -> PeriodRows:
    """Write a row for each figure, two for a percentage: its lowest and its highest."""
    periods = blocks[0].periods
    totals = any(block.total for block in blocks)
    headers = (
        INDEX,
        ColumnHeader("Nhóm", 34),
        ColumnHeader("Chỉ tiêu", 36),
        ColumnHeader("Đơn vị tính", 12, align="center"),
        *(ColumnHeader(period.label, 10, COUNT_FORMAT, "right") for period in periods),
        *([ColumnHeader(TOTAL_TITLE, 11, COUNT_FORMAT, "right")] if totals else []),
    )
    rows = tuple(row for block in blocks for row in _rows_of(block))
    values = [_values(number, row, sums, totals) for number, row in enumerate(rows, 1)]
    write_table(sheet, headers, values)
    for number, row in enumerate(rows, 2):
        for column in range(_LEFT + 1, len(headers) + 1):
            sheet.cell(number, column).number_format = row.block.number_format
    return PeriodRows(sheet, rows, len(periods))


def _rows_of(block: Block) -> Iterator[PeriodRow]:
    if is_added(block.figure):
        yield PeriodRow(block, block.figure.label, SumRow.SUM)
        return
    for shown, words in _RANGE:
        yield PeriodRow(block, f"{block.figure.label} ({words})", shown)


def _values(number: int, row: PeriodRow, sums: SumRows, totals: bool) -> tuple[Value, ...]:
    block = row.block
    columns = range(block.first, block.last_period + 1)
    periods: list[Value] = [sums.reference(row.shown, column) for column in columns]
    total: Value = sums.reference(row.shown, block.total) if block.total else "x"
    shown: tuple[Value, ...] = (number, block.figure.group, row.label, block.measure, *periods)
    return (*shown, total) if totals else shown


def has_charts(periods: PeriodRows) -> bool:
    """Return whether any figure is to be drawn."""
    return any(row.block.figure.charted for row in periods.rows)


def draw_charts(sheet: Worksheet, periods: PeriodRows) -> None:
    """Draw every chart, two side by side."""
    for index, chart in enumerate(_charts(periods.rows)):
        anchor = f"{'A' if index % 2 == 0 else 'K'}{1 + 17 * (index // 2)}"
        sheet.add_chart(_drawn(chart, periods), anchor)
    set_up_print(sheet)


def _charts(rows: Sequence[PeriodRow]) -> Iterator[_Chart]:
    """Yield the charts, each of at most four charted figures of one group and one unit of measure."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for place, row in enumerate(rows):
        figure = row.block.figure
        if figure.charted:
            groups.setdefault((figure.group, row.block.measure, figure.kind), []).append(place)
    for (group, measure, _), places in groups.items():
        for start in range(0, len(places), _SERIES):
            some = tuple(places[start : start + _SERIES])
            labels = dict.fromkeys(rows[place].block.figure.label for place in some)
            title = group or joined(labels)
            yield _Chart(f"{title} ({measure})" if measure else title, some)


def _drawn(drawn: _Chart, periods: PeriodRows) -> BarChart:
    chart = BarChart()
    chart.title, chart.width, chart.height, chart.gapWidth = drawn.title, 16, 8, 80
    first, last = _LEFT + 1, _LEFT + periods.periods
    for colour, place in zip(_COLOURS, drawn.places, strict=False):
        values = Reference(periods.sheet, min_col=first, max_col=last, min_row=place + 2)
        series = Series(values, title_from_data=False, title=periods.rows[place].label)
        series.graphicalProperties.solidFill = colour
        chart.series.append(series)
    chart.set_categories(Reference(periods.sheet, min_col=first, max_col=last, min_row=1))
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = periods.rows[drawn.places[0]].block.number_format
    chart.y_axis.scaling.min = 0
    chart.legend.position = "b"
    return chart


def write_doubts(sheet: Worksheet, tracking: Tracking, links: FileLinks, period: str) -> None:
    """Write a row for each doubtful figure, linked to its place in the unit's file; ``period``: Năm or Kỳ."""
    headers = (
        *unit_headers(40),
        ColumnHeader("Chỉ tiêu", 44),
        ColumnHeader(period, 12, align="center"),
        ColumnHeader("Đơn vị ghi", 18),
        ColumnHeader("Cần xem vì", 60),
        ColumnHeader("Chỗ trong tệp", 28),
    )
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
    write_table(sheet, headers, rows)
    for row, (status, doubt) in enumerate(doubts, 2):
        cell = sheet.cell(row, len(headers))
        if status.figures_file and isinstance(cell, Cell):
            link(cell, links.target(status.figures_file), doubt.tag)
