"""A table file → the cells that hold formulas, which another program may work out to something else."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from string import ascii_uppercase, digits

import olefile
from lxml import etree

from sokhet_docs.office.file_kinds import OLE_MAGIC
from sokhet_docs.office.namespaces import STRICT_R, qn
from sokhet_docs.office.opc import PackageReader
from sokhet_docs.office.safe_xml import iter_elements
from sokhet_docs.office.safe_zip import DAMAGE, TABLES, SafeZip, UnsafeArchiveError
from sokhet_docs.workbook.reading.ods_cells import count_of
from sokhet_docs.workbook.reading.ods_names import (
    CELL,
    COLUMNS_REPEATED,
    COVERED,
    ROW,
    ROWS_REPEATED,
    TABLE,
    ods_name,
)
from sokhet_docs.workbook.reading.sheets import column_letters, column_number

_FORMULAS, _BOUND_SHEET = {0x0006, 0x0206, 0x0406}, 0x0085


@lru_cache(maxsize=4)
def formula_cells(path: Path) -> frozenset[str]:
    """Return the places of all formulas (``Trang!B7``) and of data tables; fewer of a damaged file."""
    content = path.read_bytes()
    read = _in_xls if content.startswith(OLE_MAGIC) else _in_zip
    found: set[str] = set()
    try:
        for sheet, row, column in read(content):
            found.add(f"{sheet}!{column_letters(column)}{row}")
    except (*DAMAGE, OSError, UnsafeArchiveError):
        pass
    return frozenset(found)


def _in_zip(content: bytes) -> Iterator[tuple[str, int, int]]:
    with PackageReader.opened(io.BytesIO(content), TABLES) as reader:
        yield from _in_ods(reader) if "content.xml" in reader else _in_xlsx(reader)


def _in_xlsx(reader: PackageReader) -> Iterator[tuple[str, int, int]]:
    main = reader.main or "xl/workbook.xml"
    targets = {rel.id: rel.target for rel in reader.relationships_of(main)}
    for entry in reader.xml(main).iterfind(".//{*}sheets/{*}sheet"):
        part = targets.get(entry.get(qn("r:id")) or entry.get(f"{{{STRICT_R}}}id") or "", "")
        if part not in reader:
            continue
        for formula in reader.xml(part).iter("{*}f"):
            area = formula.get("ref") or _owner(formula).get("r", "")
            if area:
                top, left, bottom, right = _area(area)
                for row in range(top, bottom + 1):
                    yield from ((entry.get("name", ""), row, column) for column in range(left, right + 1))
            if own := _owner(formula).get("r", ""):
                top, left, _, _ = _area(own)
                yield entry.get("name", ""), top, left


def _area(reference: str) -> tuple[int, int, int, int]:
    """Return first row, first column, last row and last column of ``B2:C3`` or ``B2``."""
    first, _, last = reference.replace("$", "").partition(":")
    rows = [int(corner.lstrip(ascii_uppercase)) for corner in (first, last or first)]
    columns = [column_number(corner.rstrip(digits)) for corner in (first, last or first)]
    return rows[0], columns[0], rows[1], columns[1]


def _owner(formula: etree._Element) -> etree._Element:
    owner = formula.getparent()
    assert owner is not None
    return owner


def _in_ods(archive: SafeZip) -> Iterator[tuple[str, int, int]]:
    found: list[tuple[int, int]] = []
    row = 1
    with archive.open("content.xml") as chunks:
        for element in iter_elements(chunks, (ROW, TABLE)):
            if element.tag == TABLE:
                yield from ((element.get(ods_name("table:name"), ""), *place) for place in found)
                found, row = [], 1
                continue
            found += ((row, column) for column in _formulas_of(element))
            row += count_of(element, ROWS_REPEATED)


def _formulas_of(row: etree._Element) -> Iterator[int]:
    column = 1
    for cell in row:
        if cell.tag in {CELL, COVERED}:
            if cell.get(ods_name("table:formula")):
                yield column
            column += count_of(cell, COLUMNS_REPEATED)


def _in_xls(content: bytes) -> Iterator[tuple[str, int, int]]:
    with olefile.OleFileIO(content) as ole:
        roots = {str(path[0]) for path in ole.listdir()}
        name = "Workbook" if "Workbook" in roots else "Book"
        stream = ole.openstream(name).read()  # type: ignore[arg-type]  # its stub is wrong: it takes a text
    sheets = {}
    for kind, data in _records(stream, 0):
        if kind == _BOUND_SHEET:
            is_wide = name == "Workbook" and data[7] & 1
            text = data[8 if name == "Workbook" else 7 :]
            sheets[struct.unpack_from("<I", data)[0]] = text.decode("utf-16-le" if is_wide else "latin-1")
    for offset, title in sheets.items():
        for kind, data in _records(stream, offset):
            if kind in _FORMULAS:
                row, column = struct.unpack_from("<HH", data)
                yield title, row + 1, column + 1


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one sheet or of the globals, which begin at ``at``, with its charts."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        depth += (kind == 0x0809) - (kind == 0x000A)
        at += 4 + size
        if depth < 1:
            return
