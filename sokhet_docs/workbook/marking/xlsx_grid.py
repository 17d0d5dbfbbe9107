"""The XML of an .xlsx sheet → its cells, each found by its row and column."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from sokhet_docs.workbook.reading.sheets import column_letters, column_number

Cell = tuple[int, int]


class Grid:
    """The rows and cells of a sheet's XML, each found by its number, or made in its place."""

    def __init__(self, sheet: etree._Element) -> None:
        self._namespace = sheet.tag.rpartition("}")[0] + "}"
        data = sheet.find(f"{self._namespace}sheetData")
        if data is None:
            raise ValueError("a sheet without data")
        self._data = data
        self._rows: dict[int, etree._Element] = {}
        number = 0
        for row in data.iterchildren(f"{self._namespace}row"):
            number = int(row.get("r") or number + 1)
            self._rows[number] = row

    def find(self, cell: Cell) -> etree._Element | None:
        """Return the element of a cell; None when the sheet does not have it."""
        row = self._rows.get(cell[0])
        return None if row is None else self._find_in(row, cell[1])[0]

    def cell(self, cell: Cell) -> etree._Element:
        """Return the element of a cell, made when the sheet does not have it."""
        number, column = cell
        row = self._rows.get(number)
        if row is None:
            row = etree.Element(f"{self._namespace}row", r=str(number))
            self._data.insert(sum(known < number for known in self._rows), row)
            self._rows[number] = row
        return self._cell_in(row, number, column)

    def row(self, number: int) -> etree._Element | None:
        """Return the element of a row; None when the sheet does not have it."""
        return self._rows.get(number)

    def styles(self, number: int) -> Iterator[tuple[int, str]]:
        """Yield the column and the style of each cell of a row that has a style."""
        row, column = self._rows.get(number), 0
        for cell in () if row is None else row.iterchildren(f"{self._namespace}c"):
            reference = cell.get("r")
            column = column_number(reference.rstrip("0123456789")) if reference else column + 1
            if style := cell.get("s"):
                yield column, style

    def _cell_in(self, row: etree._Element, number: int, column: int) -> etree._Element:
        found, position = self._find_in(row, column)
        if found is None:
            found = etree.Element(f"{self._namespace}c", r=f"{column_letters(column)}{number}")
            row.insert(position, found)
        return found

    def _find_in(self, row: etree._Element, column: int) -> tuple[etree._Element | None, int]:
        """Return the cell in ``column``, or None, and where in the row it is or would be."""
        before, position = 0, 0
        for found in row.iterchildren(f"{self._namespace}c"):
            reference = found.get("r")
            before = column_number(reference.rstrip("0123456789")) if reference else before + 1
            if before == column:
                return found, position
            if before > column:
                break
            position += 1
        return None, position
