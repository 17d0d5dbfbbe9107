"""Paragraphs and tables → a small .docx that holds them, for a reader of Word files."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sokhet_docs.office.looks import Look
from sokhet_docs.office.namespaces import NAMESPACES, W
from sokhet_docs.office.zip_writer import archive_of, pack_entry

LOOK_MARKS = {
    Look.STRUCK: "<w:strike/>",
    Look.RAISED: '<w:vertAlign w:val="superscript"/>',
    Look.LOWERED: '<w:vertAlign w:val="subscript"/>',
    Look.UNSEEN: '<w:color w:val="FFFFFF"/>',
}
"""What stands in the properties of a run to make it look so."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: the pieces of its text with their looks, over how many columns it reaches.

    ``joins_below``: the cell below belongs to it; ``joined``: it belongs to the one above.
    """

    pieces: Sequence[tuple[Look, str]] = ()
    span: int = 1
    joins_below: bool = False
    joined: bool = False


Rows = Sequence[Sequence[TableCell]]
"""The cells of a table, row by row; those of each row reach over as many columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows, and its caption, "" for none."""

    rows: Rows
    caption: str = ""


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML
_RELS = NAMESPACES["rels"]
_CONTENT_TYPES = (
    f'<Types xmlns="{NAMESPACES["types"]}">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_PACKAGE_RELS = (
    f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Target="word/document.xml" '
    f'Type="{NAMESPACES["r"]}/officeDocument"/></Relationships>'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def docx_of(blocks: Iterable[str | Table]) -> bytes:
    """Return a .docx of ``blocks``, each a paragraph or a table; line breaks and tabs stay."""
    body = "".join(_paragraph(block) if isinstance(block, str) else _table(block) for block in blocks)
    document = f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    parts = (
        ("[Content_Types].xml", _CONTENT_TYPES),
        ("_rels/.rels", _PACKAGE_RELS),
        ("word/document.xml", document),
    )
    return archive_of(pack_entry(name.encode(), (_HEAD + xml).encode()) for name, xml in parts)


def _paragraph(text: str) -> str:
    return f"<w:p>{_run(text)}</w:p>" if text else "<w:p/>"


def _run(text: str, look: Look = Look.PLAIN) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    shown = html.escape(_FORBIDDEN.sub("", plain), quote=False)
    inner = shown.replace("\n", f"{_CLOSE}<w:br/>{_OPEN}").replace("\t", f"{_CLOSE}<w:tab/>{_OPEN}")
    mark = LOOK_MARKS.get(look, "")
    properties = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:r>{properties}{_OPEN}{inner}{_CLOSE}</w:r>"


_OPEN, _CLOSE = '<w:t xml:space="preserve">', "</w:t>"


def _table(table: Table) -> str:
    rows = table.rows
    caption = html.escape(_FORBIDDEN.sub("", table.caption))
    properties = f'<w:tblPr><w:tblCaption w:val="{caption}"/></w:tblPr>' if caption else "<w:tblPr/>"
    width = max((sum(cell.span for cell in row) for row in rows), default=0)
    grid = "<w:gridCol/>" * width
    inner = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>{_paragraph('')}"


def _cell(cell: TableCell) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merge = "<w:vMerge/>" if cell.joined else '<w:vMerge w:val="restart"/>' if cell.joins_below else ""
    properties = f"<w:tcPr>{span}{merge}</w:tcPr>" if span or merge else ""
    runs = "".join(_run(text, look) for look, text in cell.pieces if text)
    return f"<w:tc>{properties}<w:p>{runs}</w:p></w:tc>"
