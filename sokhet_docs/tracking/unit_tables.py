"""What the tables of units in both workbooks share: the columns that name a unit, links to its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.cell import Cell

from sokhet_docs.office.excel_style import DATE_FORMAT, ColumnHeader, link
from sokhet_docs.plan import Unit
from sokhet_docs.returns import Return, intake_folder
from sokhet_docs.tracking.unit_status import Tracking

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NUMBER, DAY = ("0", "center"), (DATE_FORMAT, "center")
INDEX = ColumnHeader("TT", 5, *NUMBER)


def unit_headers(width: float) -> tuple[ColumnHeader, ...]:
    """Return the headers of the columns that name a unit; ``width`` (characters) is for its name."""
    return (INDEX, ColumnHeader("Mã", 8), ColumnHeader("Đơn vị", width))


def unit_values(number: int, unit: Unit) -> tuple[int, str, str]:
    """Return the values of the columns of `unit_headers`; ``number`` is that of the row."""
    return number, unit.code, unit.name


class FileLinks:
    """Links from a workbook to the received files; ``path_to_output``: from its folder to the output."""

    def __init__(self, tracking: Tracking, path_to_output: str) -> None:
        self._base = f"{path_to_output}/{intake_folder(tracking.intake.output).name}"

    def target(self, item: Return) -> str:
        """Return the path of a received file, relative to the workbook."""
        return f"{self._base}/{item.file}"

    def put(self, sheet: Worksheet, row: int, column: int, item: Return | None) -> None:
        """Write the name of a received file into a cell as a link to it; nothing for None."""
        cell = sheet.cell(row, column)
        if item is None or not isinstance(cell, Cell):
            return
        cell.value = item.file
        link(cell, self.target(item), tip=f"Nhận ra nhờ {item.found_by}." if item.found_by else "")
