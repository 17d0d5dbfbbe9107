"""The XML names of an OpenDocument spreadsheet, as lxml spells them."""

from __future__ import annotations

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = {
    "office": f"{_OASIS}:office:1.0",
    "table": f"{_OASIS}:table:1.0",
    "text": f"{_OASIS}:text:1.0",
    "style": f"{_OASIS}:style:1.0",
    "number": f"{_OASIS}:datastyle:1.0",
    "config": f"{_OASIS}:config:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}


def ods_name(prefixed: str) -> str:
    """Return ``table:table-row`` with its prefix as the namespace in braces."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


NUMBER_NAMESPACE = _NAMESPACES["number"]
ROW, TABLE, COLUMN = ods_name("table:table-row"), ods_name("table:table"), ods_name("table:table-column")
CELL, COVERED = ods_name("table:table-cell"), ods_name("table:covered-table-cell")
PARAGRAPH = ods_name("text:p")
CELL_STYLE = ods_name("table:style-name")
COLUMNS_REPEATED, ROWS_REPEATED = (ods_name(f"table:number-{what}-repeated") for what in ("columns", "rows"))
COLUMNS_SPANNED, ROWS_SPANNED = (ods_name(f"table:number-{what}-spanned") for what in ("columns", "rows"))
