"""A report form as a clerk types it in Word, with content controls of her own → .docx, for the guide."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from lxml import etree

from tools.templates.elements import element

_PROMPT = "Bấm vào đây để gõ."
_OPENING = "Thực hiện yêu cầu của {{ co_quan.ten }}, {{ don_vi.ten }} báo cáo kết quả khảo sát như sau:"
_FIGURES = (("Số hộ nghèo", "hộ", "ho_ngheo"), ("Tỷ lệ hộ nghèo", "%", "tl_ngheo"))
_YEARS = ("2025", "2026")


def write_own_form(target: Path) -> None:
    """Write the form to ``target``: two answers within a line, two in paragraphs, a table of figures."""
    document = docx.Document()
    _set_page(document)
    title = document.add_paragraph()
    title.add_run("BÁO CÁO KHẢO SÁT").bold = True
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(_OPENING)
    line = document.add_paragraph("Người lập: ")
    _add_control(line, "nguoi_lap", "Người lập")
    line.add_run("; điện thoại: ")
    _add_control(line, "dien_thoai", "Điện thoại")
    for heading, tag in (("1. Việc đã làm", "viec_da_lam"), ("2. Kiến nghị", "kien_nghi")):
        document.add_paragraph().add_run(heading).bold = True
        _add_control(document.add_paragraph(), tag, heading[3:])
    _add_figures(document)
    document.add_paragraph("Mã báo cáo: {{ dinh_danh.hien_thi }}")
    document.save(str(target))


def _set_page(document: Document) -> None:
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(14)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)


def _add_figures(document: Document) -> None:
    table = document.add_table(rows=0, cols=5, style="Table Grid")
    _add_row(table.add_row().cells, ("TT", "Chỉ tiêu", "Đơn vị tính", *_YEARS))
    for number, (label, measure, code) in enumerate(_FIGURES, 1):
        cells = table.add_row().cells
        _add_row(cells, (str(number), label, measure))
        for cell, year in zip(cells[3:], _YEARS, strict=True):
            _add_control(cell.paragraphs[0], f"sl_{code}_{year}", f"{label}, {year}", "…")


def _add_row(cells: Sequence[docx.table._Cell], texts: Sequence[str]) -> None:
    for cell, text in zip(cells, texts, strict=False):
        cell.text = text


def _add_control(paragraph: Paragraph, tag: str, title: str, prompt: str = _PROMPT) -> None:
    paragraph._p.append(_control(tag, title, prompt))


def _control(tag: str, title: str, prompt: str) -> etree._Element:
    grey = element("rPr", element("color", val="808080"))
    properties = element(
        "sdtPr", element("alias", val=title), element("tag", val=tag), element("showingPlcHdr")
    )
    run = element("r", grey, element("t", text=prompt))
    return element("sdt", properties, element("sdtContent", run))
