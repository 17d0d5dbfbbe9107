"""The unit's report (báo cáo) as a form: a content control for each section and each figure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from sokhet_docs.plan.outline import (
    ANNEX_TITLE,
    FIGURES,
    SECTIONS,
    TOTAL_TITLE,
    Figure,
    Section,
    figure_tag,
    total_tag,
)
from sokhet_docs.text.vietnamese import OPEN_NUMBER, OPEN_SHORT_DAY
from tools.ooxml_blocks import (
    Cell,
    Control,
    bookmarked,
    paragraph,
    row,
    run,
    section,
    styled,
    table,
)
from tools.ooxml_package import Document
from tools.template_frame import (
    THROUGH,
    addressed_to,
    recipient_line,
    signature_row,
    title,
    unit_letterhead,
    unit_signatory,
)

_YEARS = 5
_COLUMNS = (9.0, 53.0, 21.0, *(13.4,) * _YEARS, 15.0)
_ROW_MM = 5.8
_FIGURE_PROMPT = "…"
_FIGURE_ENTRY = "so_lieu"
_CODE_AND_DAY = f"{OPEN_NUMBER}-BC/{{{{ don_vi.ky_hieu }}}}, {OPEN_SHORT_DAY}{{{{ ke_hoach.nam }}}}"


def report() -> Document:
    """Return the report form: letterhead, sections, signature, and the annex as a section of its own."""
    body = (
        unit_letterhead("BC")
        + title("BÁO CÁO")
        + addressed_to("Kính gửi", "{{ co_quan.ten }}")
        + paragraph(
            "NoiDung",
            "Thực hiện {{ ke_hoach.vien_dan }}, {{ don_vi.cap_uy }} đã {{ so_ket.dip }} thực hiện "
            "{{ so_ket.van_ban }}.",
        )
        + paragraph(
            "NoiDung",
            "Số liệu tính từ năm {{ so_lieu.tu }} đến năm {{ so_lieu.den }}, chi tiết ở phụ lục kèm "
            "theo. Kết quả cụ thể như sau:",
        )
        + "".join(_section(one) for one in SECTIONS)
        + paragraph(
            "NoiDungCuoi",
            "Trên đây là báo cáo {{ so_ket.dip }} thực hiện {{ so_ket.van_ban }}; "
            f"{{{{ don_vi.cap_uy }}}} kính gửi {{{{ co_quan.ten_gon }}}}{THROUGH} tổng hợp.",
        )
        + signature_row(
            recipient_line("Như trên") + recipient_line("Lưu {{ don_vi.cap_uy }}", last=True),
            unit_signatory(),
        )
        # The visible code's paragraph also ends the section, so that no empty one has to.
        + styled("MaNhanDang", run("Mã báo cáo: {{ dinh_danh.hien_thi }}"), section())
        + _annex()
        + section()
    )
    prompts = {one.key: one.prompt for one in SECTIONS if one.answered} | {_FIGURE_ENTRY: _FIGURE_PROMPT}
    return Document("bao-cao.docx", "Báo cáo {{ so_ket.dip }} – {{ don_vi.ten }}", body, prompts)


def _section(one: Section) -> str:
    heading = paragraph(f"MucCap{one.level}", one.title)
    if not one.answered:
        return heading
    control = Control(one.key, one.title, one.key)
    return heading + bookmarked(one.key, control.around_answer("TraLoi", one.prompt))


def _annex() -> str:
    return (
        paragraph("PhuLuc", ANNEX_TITLE.upper())
        + paragraph("TrichYeu", "kết quả thực hiện từ năm {{ so_lieu.tu }} đến năm {{ so_lieu.den }}")
        + paragraph("KemTheo", f"(Kèm theo Báo cáo số{_CODE_AND_DAY} của {{{{ don_vi.cap_uy }}}})")
        + paragraph("GachNam", "-----")
        + table("CoKe", _COLUMNS, [_header(), *_rows()])
        + paragraph(
            "GhiChu",
            "Ghi chú: ô để trống được hiểu là chưa báo cáo, không có thì ghi 0; số viết liền, không "
            "dấu chấm (1250). Cột “Tổng” do máy tính: chọn cả bảng rồi nhấn F9. Dấu x: số cuối năm, "
            "không cộng qua các năm.",
        )
    )


def _header() -> str:
    years = [f"{{{{ so_lieu.nam[{place}] }}}}" for place in range(_YEARS)]
    titles = ("TT", "Nội dung", "Đơn vị tính", *years, TOTAL_TITLE)
    cells = [Cell(paragraph("BangDau", text), middle=True) for text in titles]
    return row(_COLUMNS, cells, header=True)


def _rows() -> Iterator[str]:
    table_row = 1  # the header's; Word counts a table's rows from 1 in a formula
    rank = 0
    for group, figures in groupby(FIGURES, key=lambda figure: figure.group):
        table_row += 1
        yield row(
            _COLUMNS, [Cell(paragraph("BangNhom", group), span=len(_COLUMNS), middle=True)], height=_ROW_MM
        )
        for figure in figures:
            table_row += 1
            rank += 1
            yield _figure_row(rank, figure, table_row)


def _figure_row(rank: int, figure: Figure, table_row: int) -> str:
    texts = [
        Cell(paragraph("BangGiua", str(rank)), middle=True),
        Cell(paragraph("BangChu", figure.label), middle=True),
        Cell(paragraph("BangGiua", figure.measure), middle=True),
    ]
    years = [_figure_cell(figure, f"{{{{ so_lieu.nam[{place}] }}}}") for place in range(_YEARS)]
    return row(_COLUMNS, [*texts, *years, _total_cell(figure, table_row)], height=_ROW_MM)


def _figure_cell(figure: Figure, year: str) -> Cell:
    control = Control(figure_tag(figure, year), figure.label, _FIGURE_ENTRY)
    return Cell(styled("BangSo", bookmarked(control.tag, control.around_prompt(_FIGURE_PROMPT))), middle=True)


def _total_cell(figure: Figure, table_row: int) -> Cell:
    tag = total_tag(figure)
    if tag is None:
        return Cell(paragraph("BangGiua", "x"), middle=True)
    control = Control(tag, f"{figure.label}, tổng")
    return Cell(styled("BangSo", bookmarked(tag, control.around(_sum_field(table_row)))), middle=True)


def _sum_field(table_row: int) -> str:
    """Return the field that adds up a row's years; it prints nothing while no year is filled in.

    Cells by name, because SUM(LEFT) stops at a blank one. LibreOffice cannot add up cells that hold controls
    and would print a wrong 0: within an IF it prints nothing instead.
    """
    years = f"D{table_row}:{chr(ord('D') + _YEARS - 1)}{table_row}"
    count, total = _field(f" =COUNT({years}) "), _field(f" =SUM({years}) ")
    return _field(" IF ", count, ' = 0 "" ', total, " ")


def _field(*parts: str) -> str:
    """Return a field without a result as yet; a part that is XML is a field within it."""
    code = "".join(part if part.startswith("<") else _instruction(part) for part in parts)
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{escape(text)}</w:instrText></w:r>'
