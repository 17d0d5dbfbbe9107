"""An OpenDocument spreadsheet (.ods) → its sheets, as a Vietnamese machine shows them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from sokhet_docs.office.safe_xml import iter_elements
from sokhet_docs.office.safe_zip import TABLES, EncryptedArchiveError, SafeZip
from sokhet_docs.workbook.reading.ods_cells import (
    Columns,
    count_of,
    default_style,
    read_ods_cells,
    take_false_counts_out,
)
from sokhet_docs.workbook.reading.ods_names import (
    CELL,
    CELL_STYLE,
    COLUMN,
    COLUMNS_REPEATED,
    COLUMNS_SPANNED,
    COVERED,
    ROW,
    ROWS_REPEATED,
    ROWS_SPANNED,
    TABLE,
    ods_name,
)
from sokhet_docs.workbook.reading.ods_styles import OdsStyles, read_ods_styles
from sokhet_docs.workbook.reading.sheets import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    STRIKING,
    Book,
    Cell,
    Sheet,
    TooManyCellsError,
    Wanted,
)
from sokhet_docs.workbook.reading.shown import without_zero


def read_ods(path: Path, wanted: Wanted) -> Book:
    """Return the spreadsheet at ``path`` with the sheets whose name is ``wanted``.

    Raises UnsafeArchiveError, TooManyCellsError, OSError, and what `DAMAGE` lists.
    """
    with SafeZip.opened(io.BytesIO(path.read_bytes()), TABLES) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise EncryptedArchiveError
        sheets = list(_sheets(archive, path.name, read_ods_styles(archive)))
    names = tuple(sheet.name for sheet in sheets)
    return Book(path.name, names, tuple(sheet for sheet in sheets if wanted(sheet.name)))


def _sheets(archive: SafeZip, file: str, styles: OdsStyles) -> Iterator[Sheet]:
    table = _TableReader(styles)
    with archive.open("content.xml") as chunks:
        for element in iter_elements(archive.within_limits(chunks), (ROW, TABLE, COLUMN)):
            if element.tag == ROW:
                table.add_row(element)
            elif element.tag == COLUMN:
                table.add_column(element)
            else:
                yield table.sheet(file, element)
                table = _TableReader(styles)


class _TableReader:
    """One table, as far as it has been read: its columns, then its rows."""

    def __init__(self, styles: OdsStyles) -> None:
        self.columns: Columns = []
        self._styles = styles
        self._rows: dict[int, dict[int, Cell]] = {}
        self._hidden: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._merged: list[tuple[int, int, int, int]] = []
        self._faults: list[str] = []
        self._number, self._count = 1, 0  # of the next row; of filled cells

    def add_column(self, column: etree._Element) -> None:
        self._faults += take_false_counts_out(column)
        repeated, before = count_of(column, COLUMNS_REPEATED), sum(count for count, _ in self.columns)
        if _is_hidden(column):
            self._hidden_columns.update(range(before + 1, min(before + repeated, MAX_COLUMNS) + 1))
        self.columns.append((repeated, default_style(column)))

    def add_row(self, row: etree._Element) -> None:
        try:
            self._add_row(row)
        except ValueError:
            if not (faults := take_false_counts_out(row)):
                raise
            self._faults += faults
            self._add_row(row)

    def _add_row(self, row: etree._Element) -> None:
        """Add a row; nothing of it when it raises ValueError for a number that is none."""
        repeated, merged = count_of(row, ROWS_REPEATED), _merged(row, self._number)
        if cells := read_ods_cells(row, self._styles, self.columns):
            self._count += len(cells) * repeated
            if self._count > MAX_CELLS or self._number + repeated > MAX_ROWS + 1:
                raise TooManyCellsError(f"Tệp có quá {MAX_CELLS} ô có chữ.")
            numbers = range(self._number, self._number + repeated)
            self._rows.update(dict.fromkeys(numbers, cells))
            if _is_hidden(row):
                self._hidden.update(numbers)
            self._merged += merged
        self._number += repeated

    def sheet(self, file: str, table: etree._Element) -> Sheet:
        name = table.get(ods_name("table:name"), "")
        is_hidden = table.get(CELL_STYLE, "") in self._styles.hidden_tables
        rows = self._rows if self._styles.shows_zeros(name) else _without_zeros(self._rows)
        return Sheet(
            file,
            name,
            rows,
            frozenset(self._hidden),
            is_hidden,
            tuple(self._merged),
            hidden_columns=frozenset(self._hidden_columns),
            faults=(*self._faults, *_striking(table, self._styles)),
        )


def _striking(table: etree._Element, styles: OdsStyles) -> Iterator[str]:
    """Yield what to say of the areas in which a condition strikes text through."""
    for area in table.iter(ods_name("calcext:conditional-format")):
        named = [each.get(ods_name("calcext:apply-style-name"), "") for each in area]
        if any(name in styles.sayings and styles.sayings[name].struck for name in named):
            address = area.get(ods_name("calcext:target-range-address"), "")
            yield STRIKING.format(":".join(part.rpartition(".")[2] for part in address.split(":")))


def _is_hidden(element: etree._Element) -> bool:
    """Return whether a row or a column is hidden, by hand or by a filter."""
    return element.get(ods_name("table:visibility"), "visible") != "visible"


def _without_zeros(rows: Mapping[int, Mapping[int, Cell]]) -> dict[int, dict[int, Cell]]:
    shown = {
        number: {column: cell for column, cell in cells.items() if without_zero(cell)}
        for number, cells in rows.items()
    }
    return {number: cells for number, cells in shown.items() if cells}


def _merged(row: etree._Element, number: int) -> list[tuple[int, int, int, int]]:
    """Return the areas that begin in ``row``, which is row ``number``."""
    areas, column = [], 1
    for element in row:
        if element.tag in {CELL, COVERED}:
            height = count_of(element, ROWS_SPANNED)
            width = count_of(element, COLUMNS_SPANNED)
            if height > 1 or width > 1:
                areas.append((number, column, number + height - 1, column + width - 1))
            column += count_of(element, COLUMNS_REPEATED)
    return areas
