"""Envelopes (phong bì) and a sheet of labels (nhãn), both to be edited in Word.

The program sets the paper's size and the sheet's labels; it keeps the words, their letters and their places
in the cells. What an envelope says follows the State's habit, for the Party has no rule of its own [U].
"""

from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tools.templates.document import new_stationery
from tools.templates.elements import (
    Words,
    add_paragraph,
    add_table,
    add_whole_row,
    each,
    each_row,
    when,
)
from tools.templates.letter import add_closing_paragraph

_DL = (220.0, 110.0)  # mm: the size that the template has; the program makes the others of it
_ENVELOPE_MARGINS = (10.0, 8.0, 12.0, 12.0)
_ENVELOPE_COLUMNS, _ENVELOPE_ROWS = (86.0, 110.0), (36.0, 54.0)
_LABEL_SHEET, _LABEL_MARGINS = (210.0, 297.0), (15.1, 14.0, 4.6, 0.0)
_LABEL_COLUMN, _LABEL_ROW = 101.6, 38.1  # of 2x7, with the gap behind a label
_LABEL_WIDTH = 26.0  # mm: of “Người nhận: ”
_TEXT, _MIDDLE, _CLOSING = "Bảng – chữ", "Bảng – giữa", "Khép phần"


def build_envelopes() -> Document:
    """Return a page of an envelope for each unit: the sender top left, the recipient bottom right."""
    document = new_stationery("Phong bì – {{ ke_hoach.trich_yeu }}", _DL, _ENVELOPE_MARGINS)
    with each(document, "thu in phong_bi"):
        add_paragraph(document, _CLOSING).paragraph_format.page_break_before = True
        table = add_table(document, "Bảng không kẻ", _ENVELOPE_COLUMNS)
        sender, *unused = _add_fixed_row(table, _ENVELOPE_ROWS[0])
        left, recipient = _add_fixed_row(table, _ENVELOPE_ROWS[1])
        _add_sender(sender)
        _add_recipient(recipient, "thu", 14, width=_ENVELOPE_COLUMNS[1])
        for cell in (*unused, left):
            add_paragraph(cell, _TEXT)
    add_closing_paragraph(document)
    return document


def build_labels() -> Document:
    """Return a sheet of labels: one row of one label, which the program repeats as the sheet is made."""
    document = new_stationery("Nhãn – {{ ke_hoach.trich_yeu }}", _LABEL_SHEET, _LABEL_MARGINS)
    table = add_table(document, "Bảng không kẻ", (5.0, _LABEL_COLUMN, 5.0))
    with each_row(table, "hang in nhan"):
        first, label, last = _add_fixed_row(table, _LABEL_ROW)
        add_paragraph(first, _TEXT, "{%tc for o in hang.o %}")
        with when(label, "o.co"):
            _add_words(label, _TEXT, 9, ("Nơi gửi: {{ co_quan.ten_tat }}", "Nghiêng"))
            _add_recipient(label, "o", 11)
        add_paragraph(label, _CLOSING)
        add_paragraph(last, _TEXT, "{%tc endfor %}")
    add_closing_paragraph(document)
    return document


def _add_fixed_row(table: Table, height: float) -> tuple[_Cell, ...]:
    """Add a row of exactly ``height`` mm and return its cells, empty: each must get a paragraph."""
    row = add_whole_row(table)
    row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY
    for cell in row.cells:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        cell._tc.clear_content()
    return tuple(row.cells)


def _add_sender(cell: _Cell) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.TOP
    with when(cell, "co_quan.cap_tren"):
        _add_words(cell, _MIDDLE, 12, "{{ co_quan.cap_tren|can_dong(84, hoa=true, co=12) }}")
    _add_words(cell, _MIDDLE, 12, ("{{ co_quan.cap_uy|can_dong(84, hoa=true, dam=true, co=12) }}", "Đậm"))
    with when(cell, "thu.so_ky_hieu"):
        _add_words(cell, _MIDDLE, 12, "Số {{ thu.so_ky_hieu }}")
    add_paragraph(cell, _CLOSING)


def _add_recipient(cell: _Cell, address: str, size: float, width: float | None = None) -> None:
    """Add who a letter is for, from the fields of ``address``, in letters of ``size`` points.

    ``width`` in mm is that within which lines break by sense; None where it is not known.
    """
    balanced = f"|can_dong({width - _LABEL_WIDTH:g}, co={size:g}" if width else ""
    bold, plain = (f"{balanced}, dam=true)", f"{balanced})") if width else ("", "")
    _add_words(cell, _TEXT, size, ("Kính gửi: ", "Nghiêng"), (f"{{{{ {address}.kinh_gui{bold} }}}}", "Đậm"))
    for label, field in (("Người nhận", "nguoi_nhan"), ("Địa chỉ", "dia_chi")):
        with when(cell, f"{address}.{field}"):
            _add_words(cell, _TEXT, size, (f"{label}: ", "Nghiêng"), f"{{{{ {address}.{field}{plain} }}}}")
    add_paragraph(cell, _CLOSING)


def _add_words(cell: _Cell, style: str, size: float, *words: Words) -> Paragraph:
    added = add_paragraph(cell, style, *words)
    for run in added.runs:
        run.font.size = Pt(size)
    return added
