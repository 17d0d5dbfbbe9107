"""The name cards: a sheet of A4 for each guest, folded in the middle so that it stands and has two faces.

The page lies on its side. Its two halves are cells whose text runs down in one and up in the other, the tops
of the letters towards the fold: turned by a quarter, the upper half is upside down, the lower one upright.
Text in cells is what Word and LibreOffice print alike, and what a clerk can correct.
"""

from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
from docx.shared import Mm
from docx.table import Table, _Cell

from sokhet_docs.printing.conference.name_cards import SIZES, WIDTH
from tools.templates.document import new_document
from tools.templates.elements import add_paragraph, add_table, add_whole_row, each_row, element, when
from tools.templates.letter import add_closing_paragraph, in_good_lines
from tools.templates.styles import add_card_styles, card_style

_EDGE = 15.0  # mm around the page
_HALF = (297 - 2 * _EDGE) / 2
_HEIGHT = 210 - 2 * _EDGE - 1.5  # mm: the last paragraph of the page needs the rest
_DIRECTIONS = ("tbRl", "btLr")  # of the left half, of the right one: down, up


def build_name_cards() -> Document:
    """Return the name cards, a page for each guest."""
    document = new_document("Thẻ tên – {{ hoi_nghi.ten }}", landscape=True)
    add_card_styles(document.styles, SIZES)
    _set_up_page(document)
    table = add_table(document, "Bảng không kẻ", (_HALF, _HALF))
    with each_row(table, "the in the_ten"):
        _add_card(table)
    add_closing_paragraph(document)
    return document


def _set_up_page(document: Document) -> None:
    """Put the fold into the middle of the page, and no page number on a card."""
    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_EDGE)
    (number,) = section.header.paragraphs
    number.clear()
    number.style = "Khép phần"


def _add_card(table: Table) -> None:
    row = add_whole_row(table)
    row.height, row.height_rule = Mm(_HEIGHT), WD_ROW_HEIGHT_RULE.EXACTLY
    for cell, direction in zip(row.cells, _DIRECTIONS, strict=True):
        cell._tc.remove(cell.paragraphs[0]._p)
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        (alignment,) = cell._tc.xpath("./w:tcPr/w:vAlign")
        if direction == _DIRECTIONS[0]:
            fold = element("right", val="dashed", sz="4", space="0", color="BFBFBF")
            alignment.addprevious(element("tcBorders", fold))
        alignment.addprevious(element("textDirection", val=direction))
        _add_half(cell)


def _add_half(cell: _Cell) -> None:
    """Add what a half says: titles, the name in the size that fits it, position, body."""
    with when(cell, "the.hoc_ham"):
        add_paragraph(cell, "Thẻ – học hàm", "{{ the.hoc_ham }}")
        # Room for the marks of Ễ and Ổ: where text runs upwards LibreOffice puts space on the wrong side.
        add_paragraph(cell, "Thẻ – khoảng cách")
    for size in SIZES:
        with when(cell, f"the.co == {size}"):
            add_paragraph(cell, card_style(size), "{{ the.ten }}")
    for field in ("chuc_vu", "don_vi"):
        with when(cell, f"the.{field}"):
            text = in_good_lines(f"{{{{ the.{field} }}}}", WIDTH, ", co=24")
            add_paragraph(cell, "Thẻ – chức vụ", text)
    add_paragraph(cell, "Khép phần")  # Word wants a paragraph in a cell, whatever a card says
