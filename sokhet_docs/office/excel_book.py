"""A workbook whose formulas carry their current values → the bytes of an .xlsx.

The same contents give the same bytes at the same moment; SOURCE_DATE_EPOCH sets the moment.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles.cell_style import StyleArray

from sokhet_docs.office.safe_xml import parse_xml, xml_bytes

_PROGRAM = "sokhet-docs"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
# What Excel takes for a formula, a number or a date when somebody presses F2 and Enter in the cell.
_MORE_THAN_TEXT = re.compile(r"\s*(?:[=+\-@]|[\d.,/:%\s]+$)|[\t\r]")
_FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name",
    "family", "charset", "scheme",
)  # fmt: skip


class Formula(str):
    """A formula that the program writes, with its current value; any other str is written as text.

    Programs that do not recalculate (a preview, a phone, Excel's protected view) show ``cached_value``.
    """

    __slots__ = ("cached_value",)
    cached_value: str | int | float

    def __new__(cls, text: str, cached_value: str | int | float) -> Formula:
        """Return the formula ``text`` (``=SUM(…)``) with its current value."""
        formula = super().__new__(cls, text)
        formula.cached_value = cached_value
        return formula


class ReportWorkbook(Workbook):
    """A workbook to be written.

    ``values`` holds each formula's current value, by sheet and cell, ``cell_styles`` the styles of its cells,
    as the library stores them, by name.
    """

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, dict[str, str | int | float]] = {}
        self.cell_styles: dict[str, StyleArray] = {}


def book_bytes(book: ReportWorkbook, title: str) -> bytes:
    """Return ``book`` as the bytes of an .xlsx, made now by this program, with the values of its formulas."""
    now = _now()
    book.properties.title = title
    book.properties.creator = book.properties.lastModifiedBy = _PROGRAM
    book.properties.created = now
    book.calculation.fullCalcOnLoad = True
    saved, target = io.BytesIO(), io.BytesIO()
    _keep_texts(book)
    book.save(saved)
    values = {
        f"xl/worksheets/sheet{number}.xml": book.values.get(name, {})
        for number, name in enumerate(book.sheetnames, 1)
    }
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            part = finished_part(name, source.read(name), now)
            copy.writestr(info, _with_values(part, values[name]) if name in values else part)
    return target.getvalue()


def _keep_texts(book: ReportWorkbook) -> None:
    """Make text of every text that is no formula of the program: a clerk's label, a unit's words."""
    for sheet in book.worksheets:
        own = book.values.get(sheet.title, {})
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell, Cell) and isinstance(cell.value, str) and cell.coordinate not in own:
                keep_text(cell)


def keep_text(cell: Cell) -> None:
    """Let the text of ``cell`` stay text, also when somebody edits the cell and leaves it as it was.

    That is what the sign ' does that one types before it, which Excel keeps as the cell's quotePrefix. To be
    called when the cell has its style.
    """
    cell.data_type = "s"
    if _MORE_THAN_TEXT.match(str(cell.value)):
        cell.quotePrefix = True


def _with_values(part: bytes, values: Mapping[str, str | int | float]) -> bytes:
    root = parse_xml(part)
    for cell in root.iter("{*}c"):
        if cell.find("{*}f") is None:
            continue
        cached_value = values[str(cell.get("r"))]
        value = cell.find("{*}v")
        assert value is not None  # noqa: S101  openpyxl writes an empty one
        value.text = str(cached_value)
        if isinstance(cached_value, str):
            cell.set("t", "str")
    return xml_bytes(root)


def _now() -> datetime:
    """Return the time of the run in UTC, or the one that SOURCE_DATE_EPOCH names."""
    named = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(named), UTC) if named.isdecimal() else datetime.now(UTC)
    return now.replace(tzinfo=None, microsecond=0)


def finished_part(name: str, part: bytes, now: datetime) -> bytes:
    """Return a part of a book as it is delivered: made ``now`` (UTC) by this program, valid for Office."""
    if name == "docProps/core.xml":
        stamp = f"{now.isoformat()}Z".encode()
        return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
    if name == "docProps/app.xml":
        part = re.sub(rb"<AppVersion>[^<]*</AppVersion>", b"", part)
        return re.sub(rb"(<Application>)[^<]*", rb"\g<1>" + _PROGRAM.encode(), part)
    return _with_font_properties_in_order(part) if name == "xl/styles.xml" else part


def _with_font_properties_in_order(part: bytes) -> bytes:
    # openpyxl writes a font's properties in an order that the Open XML SDK's validator refuses.
    root = parse_xml(part)
    for font in root.iter("{*}font"):
        font[:] = sorted(font, key=lambda prop: _FONT_ORDER.index(etree.QName(prop).localname))
    return xml_bytes(root)
