"""Days that a table shows month first → which of them could be another day: asked, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sokhet_docs.text.vietnamese import lower_first, short_date
from sokhet_docs.workbook.reading import Cell, CellKind
from sokhet_docs.workbook.table_cell import TableCell
from sokhet_docs.workbook.tables import Table

_DAY_COLUMNS = ("time", "report_deadline", "day", "value")
_SHOWN = re.compile(r"(?<![\d/.\-])(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?!\d)")
_HINT = "Gõ lại ngày theo kiểu ngày/tháng/năm, hoặc định dạng ô kiểu dd/mm/yyyy rồi xem lại."


def check_date_order(tables: Iterable[Table]) -> None:
    """Note the days that are shown month first and could be meant day first.

    Beside days that are typed or shown day first it is an error; else a warning says what is read.
    """
    cells = [cell for table in tables for cell in _iter_cells(table)]
    doubtful = [cell for cell in cells if cell.cell and _is_month_first(cell.cell)]
    mixed = doubtful and any(cell.cell and _is_day_first(cell.cell) for cell in cells)
    for cell in doubtful:
        assert cell.cell is not None and isinstance(cell.cell.value, datetime)  # noqa: S101, PT018
        read = cell.cell.value.date()
        other = date(read.year, read.day, read.month)
        shown = f"Ô hiện “{cell.cell.text}” theo kiểu tháng/ngày"
        if mixed:
            message = f"{shown}, các ngày khác viết ngày/tháng: {short_date(read)} hay {short_date(other)}?"
            cell.error(message, _HINT)
        else:
            hint = f"Nếu là {short_date(other)}: {lower_first(_HINT)}"
            cell.warning(f"{shown}, được hiểu là {short_date(read)}.", hint)


def _iter_cells(table: Table) -> Iterator[TableCell]:
    names = [name for name in _DAY_COLUMNS if name in table.headers.columns]
    for row in table.rows():
        yield from (row[name] for name in names)


def _is_month_first(cell: Cell) -> bool:
    """Return whether ``cell`` shows its month before its day, and could as well show another day first."""
    parts = _shown_parts(cell)
    if parts is None or not isinstance(cell.value, datetime):
        return False
    value = cell.value
    return parts == (value.month, value.day) and value.month != value.day and value.day <= 12


def _is_day_first(cell: Cell) -> bool:
    """Return whether ``cell`` is a day that was surely written day first: typed so, or shown so."""
    parts = _shown_parts(cell)
    if parts is None:
        return False
    if isinstance(cell.value, datetime):
        return parts == (cell.value.day, cell.value.month) and parts[0] != parts[1]
    return cell.kind is CellKind.TEXT


def _shown_parts(cell: Cell) -> tuple[int, int] | None:
    """Return the first two numbers of the day that ``cell`` shows; None when it shows none in figures."""
    match = _SHOWN.search(cell.text)
    return (int(match[1]), int(match[2])) if match else None
