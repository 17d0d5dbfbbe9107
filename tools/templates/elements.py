"""What templates are made of: styled paragraphs, Jinja tags, tables, and elements that python-docx lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from lxml import etree

Container = Document | _Cell
Words = str | tuple[str, str]  # text, or text and its character style


def element(tag: str, *children: etree._Element, text: str = "", **attributes: str) -> etree._Element:
    """Return a ``w:`` element for what python-docx has no call for; ``attributes`` are ``w:`` ones too."""
    attrs = {qn(f"w:{name}"): value for name, value in attributes.items()}
    made: etree._Element = OxmlElement(f"w:{tag}", attrs)
    made.extend(children)
    if text:
        made.text = text
        made.set(qn("xml:space"), "preserve")
    return made


def add_paragraph(container: Container, style: str, *content: Words) -> Paragraph:
    """Add a paragraph of ``style`` with a run for each of ``content``; text may hold merge tags."""
    added = container.add_paragraph(style=style)
    for words in content:
        text, character_style = words if isinstance(words, tuple) else (words, None)
        if text:
            added.add_run(text, character_style)
    return added


@contextmanager
def when(container: Container, condition: str) -> Iterator[None]:
    """Keep what is added within the block only where ``condition`` holds, by paragraphs that vanish."""
    container.add_paragraph(f"{{%p if {condition} %}}")
    yield
    container.add_paragraph("{%p endif %}")


@contextmanager
def each(container: Container, loop: str) -> Iterator[None]:
    """Repeat what is added within the block as ``loop`` says, such as "tp in hoi_nghi.thanh_phan"."""
    container.add_paragraph(f"{{%p for {loop} %}}")
    yield
    container.add_paragraph("{%p endfor %}")


class Cell(NamedTuple):
    """A cell of a table with a grid: a paragraph style, its text, and how many columns it spans."""

    style: str
    text: str = ""
    span: int = 1


def add_table(document: Document, style: str, widths: Sequence[float]) -> Table:
    """Add a table that has no rows yet; its columns keep their ``widths``, in mm."""
    table: Table = document.add_table(0, len(widths), style)
    table.autofit = False
    set_column_widths(table, widths)
    return table


def set_column_widths(table: Table, widths: Sequence[float]) -> None:
    """Set the widths of the columns and so of the table, in mm; cells already added keep theirs."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    set_table_width(table, *widths)


def set_table_width(table: Table, *widths: float) -> None:
    """Set the width of the whole table to the sum of ``widths``, in mm; what a loop makes will share it."""
    (total,) = table._tbl.tblPr.xpath("./w:tblW")
    total.set(qn("w:type"), "dxa")
    total.set(qn("w:w"), str(sum(Mm(width).twips for width in widths)))


def add_whole_row(table: Table) -> _Row:
    """Add a row that never splits over two pages."""
    row: _Row = table.add_row()
    row._tr.get_or_add_trPr().append(element("cantSplit"))
    return row


def add_row(table: Table, cells: Iterable[Cell], *, height: float | None = None) -> _Row:
    """Add a row of ``cells`` that never splits over two pages; ``height`` is its least height in mm."""
    row = add_whole_row(table)
    if height:
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    column = 0
    for style, text, span in cells:
        cell = row.cells[column].merge(row.cells[column + span - 1])
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        cell.paragraphs[0].style = style
        if text:
            cell.paragraphs[0].add_run(text)
        column += span
    return row


def add_header_row(table: Table, titles: Iterable[str]) -> None:
    """Add the row of the columns' titles, which is printed again on every page."""
    row = add_row(table, [Cell("Bảng – đầu cột", title) for title in titles])
    row._tr.get_or_add_trPr().append(element("tblHeader"))


@contextmanager
def each_row(table: Table, loop: str) -> Iterator[None]:
    """Repeat the rows that are added within the block, by rows that vanish."""
    _add_tag_row(table, f"for {loop}")
    yield
    _add_tag_row(table, "endfor")


@contextmanager
def when_row(table: Table, condition: str) -> Iterator[None]:
    """Keep the rows that are added within the block only where ``condition`` holds, by rows that vanish."""
    _add_tag_row(table, f"if {condition}")
    yield
    _add_tag_row(table, "endif")


def _add_tag_row(table: Table, statement: str) -> None:
    cells = table.add_row().cells
    cells[0].merge(cells[-1]).paragraphs[0].add_run(f"{{%tr {statement} %}}")


def add_list(
    document: Document, widths: Sequence[float], titles: Sequence[str], cells: Sequence[Cell], loop: str
) -> None:
    """Add a table with a grid whose one row of ``cells`` is repeated by ``loop``; ``widths`` in mm."""
    table = add_table(document, "Bảng có kẻ", widths)
    add_header_row(table, titles)
    with each_row(table, loop):
        add_row(table, cells)
