"""An .xlsx file and some of its cells → a copy in which those cells are empty, and all else as it was.

Formats, notes, drop-downs, charts and whatever else the workbook holds stay, also those of the emptied cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.opc import CONTENT_TYPES
from sokhet_docs.problems import WorkbookError
from sokhet_docs.workbook.marking.xlsx_grid import Cell, Grid
from sokhet_docs.workbook.marking.xlsx_parts import Parts, open_parts
from sokhet_docs.workbook.reading.table_files import reword_read_errors

_OTHER_KIND = (
    "Chỉ chép được tệp .xlsx.",
    "Mở bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx), rồi chạy lại.",
)


def empty_cells(path: Path, cells: Mapping[str, Iterable[Cell]]) -> bytes:
    """Return the .xlsx at ``path`` with ``cells`` empty: rows and columns from 1, by the sheet's name.

    Raises WorkbookError when the file is of another kind.
    """
    with reword_read_errors(path), open_parts(path) as parts:
        if CONTENT_TYPES not in parts:
            raise WorkbookError.at(path.name, *_OTHER_KIND)
        _empty(parts, cells)
        return parts.to_bytes()


def _empty(parts: Parts, cells: Mapping[str, Iterable[Cell]]) -> None:
    book = parts.related("", "officeDocument") or "xl/workbook.xml"
    lost_formulas = False
    for entry in parts.xml(book).iterfind("{*}sheets/{*}sheet"):
        if wanted := cells.get(entry.get("name", "")):
            sheet = parts.xml(parts.target(book, entry.get(qn("r:id"), "")))
            lost_formulas |= _empty_in(sheet, wanted)
    chain = parts.related(book, "calcChain")
    if lost_formulas and chain:  # Excel makes it anew, but repairs a book whose chain names an empty cell
        parts.remove(book, chain)


def _empty_in(sheet: etree._Element, cells: Iterable[Cell]) -> bool:
    """Empty ``cells`` of a sheet; return whether a formula went with them."""
    grid = Grid(sheet)
    found = [element for cell in cells if (element := grid.find(cell)) is not None]
    formulas = [formula for element in found for formula in element.iterfind("{*}f")]
    shared = {formula.get("si") for formula in formulas if formula.text and formula.get("t") == "shared"}
    for element in found:
        del element[:]
        if "t" in element.attrib:
            del element.attrib["t"]
    _free(sheet, shared)
    return bool(formulas)


def _free(sheet: etree._Element, shared: set[str | None]) -> None:
    """Leave the values of cells whose formula stood only in a cell that is empty now."""
    if shared:
        for formula in [each for each in sheet.iterfind(".//{*}f") if each.get("si") in shared]:
            owner = formula.getparent()
            assert owner is not None  # noqa: S101  a formula stands in a cell
            owner.remove(formula)
