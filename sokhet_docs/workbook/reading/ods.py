"""An OpenDocument spreadsheet (.ods) → its sheets. Its cells carry the text that they show."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from lxml import etree

from sokhet_docs.office.safe_xml import iter_elements
from sokhet_docs.office.safe_zip import TABLES, EncryptedArchiveError, SafeZip
from sokhet_docs.text.legacy_encodings import is_legacy_font
from sokhet_docs.workbook.reading.sheets import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Book,
    Cell,
    CellKind,
    Sheet,
    TooManyCellsError,
    Wanted,
)

_NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
_NUMBERS = {"float", "percentage", "currency"}

Fonts = dict[str, str]
Runs = list[tuple[str, str]]


def _name(prefixed: str) -> str:
    prefix, _, local = prefixed.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


_ROW, _TABLE, _CELL, _COVERED = (
    _name(f"table:{tag}") for tag in ("table-row", "table", "table-cell", "covered-table-cell")
)
_STYLE, _PARAGRAPH, _COLUMN = (_name(name) for name in ("style:style", "text:p", "table:table-column"))


def read_ods(path: Path, wanted: Wanted) -> Book:
    """Return the spreadsheet at ``path`` with the sheets whose name is ``wanted``.

    Raises UnsafeArchiveError, TooManyCellsError, OSError, and what `DAMAGE` lists.
    """
    with SafeZip.opened(io.BytesIO(path.read_bytes()), TABLES) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise EncryptedArchiveError
        fonts = _fonts(archive)
        sheets = list(_sheets(archive, path.name, fonts))
    names = tuple(sheet.name for sheet in sheets)
    return Book(path.name, names, tuple(sheet for sheet in sheets if wanted(sheet.name)))


def _fonts(archive: SafeZip) -> Fonts:
    """Return the old Vietnamese font of each style that has one."""
    fonts: Fonts = {}
    for part in ("styles.xml", "content.xml"):
        if part not in archive:
            continue
        with archive.open(part) as chunks:
            for style in iter_elements(archive.within_limits(chunks), (_STYLE, _TABLE)):
                if style.tag == _TABLE:
                    break  # the styles stand before the tables
                if font := _old_font(style):
                    fonts[style.get(_name("style:name"), "")] = font
    return fonts


def _old_font(style: etree._Element) -> str:
    properties = style.find(_name("style:text-properties"))
    if properties is None:
        return ""
    named = properties.get(_name("style:font-name")) or properties.get(_name("fo:font-family")) or ""
    font = named.strip("'\"")
    return font if is_legacy_font(font) else ""


def _sheets(archive: SafeZip, file: str, fonts: Fonts) -> Iterator[Sheet]:
    rows: dict[int, dict[int, Cell]] = {}
    hidden: set[int] = set()
    merged: list[tuple[int, int, int, int]] = []
    columns: list[bool] = []
    number, count = 1, 0
    with archive.open("content.xml") as chunks:
        for element in iter_elements(archive.within_limits(chunks), (_ROW, _TABLE, _COLUMN)):
            if element.tag == _TABLE:
                name = element.get(_name("table:name"), "")
                hidden_columns = frozenset(column for column, is_hidden in enumerate(columns, 1) if is_hidden)
                yield Sheet(
                    file, name, rows, frozenset(hidden), merged=tuple(merged), hidden_columns=hidden_columns
                )
                rows, hidden, merged, columns, number, count = {}, set(), [], [], 1, 0
                continue
            if element.tag == _COLUMN:
                repeated = _count(element, "table:number-columns-repeated")
                columns += [_is_hidden(element)] * min(repeated, MAX_COLUMNS - len(columns))
                continue
            repeated = _count(element, "table:number-rows-repeated")
            cells = _cells(element, fonts)
            count += len(cells) * repeated
            if count > MAX_CELLS or (cells and number + repeated > MAX_ROWS + 1):
                raise TooManyCellsError(f"Tệp có quá {MAX_CELLS} ô có chữ.")
            numbers = range(number, number + repeated) if cells else ()
            rows.update(dict.fromkeys(numbers, cells))
            if _is_hidden(element):
                hidden.update(numbers)
            merged += [area for first in numbers for area in _merged(element, first)]
            number += repeated


def _is_hidden(element: etree._Element) -> bool:
    """Return whether a row or a column is hidden, by hand or by a filter."""
    return element.get(_name("table:visibility"), "visible") != "visible"


def _count(element: etree._Element, name: str) -> int:
    return max(1, int(element.get(_name(name), "1")))


def _merged(row: etree._Element, number: int) -> list[tuple[int, int, int, int]]:
    """Return the areas that begin in ``row``, which is row ``number``."""
    areas, column = [], 1
    for element in row:
        if element.tag in {_CELL, _COVERED}:
            height = _count(element, "table:number-rows-spanned")
            width = _count(element, "table:number-columns-spanned")
            if height > 1 or width > 1:
                areas.append((number, column, number + height - 1, column + width - 1))
            column += _count(element, "table:number-columns-repeated")
    return areas


def _cells(row: etree._Element, fonts: Fonts) -> dict[int, Cell]:
    cells: dict[int, Cell] = {}
    column = 1
    for element in row:
        if element.tag not in {_CELL, _COVERED}:
            continue
        repeated = _count(element, "table:number-columns-repeated")
        cell = _cell(element, fonts) if element.tag == _CELL else None
        if cell and column + repeated <= MAX_COLUMNS:
            cells.update(dict.fromkeys(range(column, column + repeated), cell))
        column += repeated
    return cells


def _cell(element: etree._Element, fonts: Fonts) -> Cell | None:
    font = fonts.get(element.get(_name("table:style-name"), ""), "")
    runs = [run for index, part in enumerate(element.iterchildren(_PARAGRAPH))
            for run in [*([(font, "\n")] if index else []), *_runs(part, font, fonts)]]  # fmt: skip
    text = "".join(part for _, part in runs)
    if not text:
        # A formula without a type of value was never worked out; the text "" is a result.
        is_unknown = element.get(_name("table:formula")) and not element.get(_name("office:value-type"))
        return Cell("", CellKind.UNKNOWN) if is_unknown else None
    kind = element.get(_name("office:value-type"), "string")
    if element.get(_name("calcext:value-type")) == "error":
        return Cell(text, CellKind.ERROR)
    if kind in _NUMBERS:
        return Cell(text, CellKind.NUMBER, float(element.get(_name("office:value"), "")))
    if kind == "date":
        return Cell(text, CellKind.DATETIME, _datetime(element.get(_name("office:date-value"), "")))
    if kind == "time":
        return Cell(text, CellKind.DATETIME)
    if kind == "boolean":
        return Cell(text, CellKind.BOOLEAN)
    return Cell(text, runs=tuple(runs) if any(name for name, _ in runs) else ())


def _datetime(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None  # a year that Python's calendar does not have


def _runs(element: etree._Element, font: str, fonts: Fonts) -> Runs:
    """Return the text of a paragraph as (font, text), its spaces, tabs and breaks written out."""
    font = fonts.get(element.get(_name("text:style-name"), ""), font)
    runs: Runs = [(font, element.text or "")]
    for child in element:
        if child.tag == _name("text:s"):
            runs.append((font, " " * min(int(child.get(_name("text:c"), "1")), 1000)))
        elif child.tag in {_name("text:tab"), _name("text:line-break")}:
            runs.append((font, "\t" if child.tag.endswith("tab") else "\n"))
        elif isinstance(child.tag, str):
            runs += _runs(child, font, fonts)
        runs.append((font, child.tail or ""))
    return [run for run in runs if run[1]]
