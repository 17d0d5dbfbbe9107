"""The tables of a Word file, as a walk comes to them → grids with their rows and cells.

A row of plain cells is read at once, any other one element by element.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from sokhet_docs.office.docx_blocks import Block, Cell, Grid, Line, plain_run
from sokhet_docs.office.docx_elements import grandchild
from sokhet_docs.office.docx_places import PlaceCounter
from sokhet_docs.office.docx_simple_rows import SimpleRows, read_simple_rows
from sokhet_docs.office.docx_texts import TextReader
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.sheet_places import SheetPlaces, read_caption

_VAL = qn("w:val")
_TRACKED = (qn("w:cellDel"), qn("w:cellIns"), qn("w:del"))
_ROW_DELETED, _CELL_DELETED = (qn("w:trPr"), qn("w:del")), (qn("w:tcPr"), qn("w:cellDel"))
_TABLE_PROPERTIES, _CAPTION = qn("w:tblPr"), qn("w:tblCaption")
_MAX_COLUMNS = 1000


@dataclass(slots=True)
class _Table:
    # A table that is being read.
    grid: Grid
    around: Cell | None  # the cell that it stands in
    row: list[Cell] | None = None
    column: int = 0


class TableReader:
    """Reads tables; every ``_start_x`` and ``_end_x`` is called for the elements ``w:x`` in their order.

    ``unusual`` are the tags that make a row none of plain cells.
    """

    def __init__(
        self, root: etree._Element, texts: TextReader, places: PlaceCounter, blocks: list[Block]
    ) -> None:
        self._texts, self._places, self._blocks = texts, places, blocks
        self._styles, self._fields, self._opened = texts.styles, texts.fields, texts.opened
        self._tables: list[_Table] = []
        self._simple: SimpleRows = {}  # of the outermost table that is open
        self._tracks_cells = next(root.iter(*_TRACKED), None) is not None
        self.unusual: tuple[str, ...] = ()

    def _start_tbl(self, table: etree._Element) -> None:
        self._places.start(table.tag)
        cell = self._opened.cell
        sheet = _sheet_of(table)
        name = f"trang “{sheet.name}”" if sheet and sheet.name else self._places.table()
        tags = [field.tag for field in self._fields.open]
        grid = Grid(name, tags, is_nested=cell is not None, sheet=sheet)
        self._place_title(grid)
        if cell is not None:
            cell.tables.append(grid)
        if not (self._tables or self._styles.plain or self._styles.reads_runs):
            self._simple = read_simple_rows(table, self.unusual)
        self._tables.append(_Table(grid, cell))
        self._blocks.append(grid)
        self._opened.cell = None

    def _place_title(self, grid: Grid) -> None:
        """Let the line above a sheet's table that says the sheet's name be the sheet's place."""
        title = self._blocks[-1] if self._blocks and grid.sheet else None
        if isinstance(title, Line) and grid.sheet and title.text == grid.sheet.name:
            title.spot = grid.name

    def _end_tbl(self, table: etree._Element) -> None:
        self._places.end(table.tag)
        self._opened.cell = self._tables.pop().around

    def _start_tr(self, row: etree._Element) -> None:
        self._places.start(row.tag)
        if self._tracks_cells:
            self._texts.deleted += _is_marked(row, _ROW_DELETED)
        if not self._tables:
            return  # a damaged file: a row that is in no table
        table = self._tables[-1]
        table.row, table.column = [], 0
        table.grid.rows.append(table.row)

    def _end_tr(self, row: etree._Element) -> None:
        self._places.end(row.tag)
        if self._tracks_cells:
            self._texts.deleted -= _is_marked(row, _ROW_DELETED)

    def _start_gridBefore(self, skipped: etree._Element) -> None:  # noqa: N802
        if self._tables:
            self._tables[-1].column = _number(skipped)

    def _start_tc(self, element: etree._Element) -> None:
        self._places.start(element.tag)
        if self._tracks_cells:
            self._texts.deleted += _is_marked(element, _CELL_DELETED)
        if not self._tables:
            return
        table = self._tables[-1]
        cell = Cell(table.column, fields=self._fields.take_around(table.grid.fields))
        self._opened.cell = cell
        table.column += 1
        if table.row is not None:
            table.row.append(cell)

    def read_row(self, row: etree._Element) -> bool:
        """Read a row without a walk through it; False where it is none that can be."""
        if self._opened.cell is not None or not self._tables or self._texts.deleted:
            return False
        return self._read_row_of_fields(row) if self._styles.plain else self._read_simple_row(row)

    def _read_row_of_fields(self, row: etree._Element) -> bool:
        """Read a row with fields in its cells as one cell; False where it has none."""
        tags = self._fields.note_row(row)
        if not tags:
            return False
        words = plain_run(str(row.xpath("string()")))
        self._tables[-1].grid.rows[-1].append(Cell(0, [Line(fields=tags, runs=[words])], tags))
        return True

    def _read_simple_row(self, row: etree._Element) -> bool:
        """Read a row of plain cells; False where it is none."""
        found = self._simple.get(row)
        if found is None or any(map(self._styles.is_list_style, {cell.style for cell in found})):
            return False
        tags = self._fields.note_cells(found)
        if tags is None:
            return False
        cells = self._tables[-1].grid.rows[-1]
        for column, (cell, own) in enumerate(zip(found, tags, strict=True)):
            line = Line(fields=list(own), runs=[plain_run(text) for text in cell.texts])
            cells.append(Cell(column, [line], own))
        return True

    def _start_gridSpan(self, span: etree._Element) -> None:  # noqa: N802
        if (cell := self._opened.cell) is not None:
            cell.span = max(1, _number(span))
            self._tables[-1].column += cell.span - 1

    def _start_vMerge(self, merge: etree._Element) -> None:  # noqa: N802
        if (cell := self._opened.cell) is not None:
            cell.covered = merge.get(_VAL, "continue") == "continue"

    _start_hMerge = _start_vMerge  # noqa: N815

    def _end_tc(self, cell: etree._Element) -> None:
        self._places.end(cell.tag)
        if self._tracks_cells:
            self._texts.deleted -= _is_marked(cell, _CELL_DELETED)
        self._opened.cell = None


def _is_marked(element: etree._Element, marks: tuple[str, str]) -> bool:
    """Tell whether a row or a cell is deleted under tracked changes."""
    return grandchild(element, *marks) is not None


def _sheet_of(table: etree._Element) -> SheetPlaces | None:
    caption = grandchild(table, _TABLE_PROPERTIES, _CAPTION)
    return None if caption is None else read_caption(caption.get(_VAL, ""))


def _number(element: etree._Element) -> int:
    value = element.get(_VAL, "")
    return min(int(value), _MAX_COLUMNS) if value.isdecimal() else 0
