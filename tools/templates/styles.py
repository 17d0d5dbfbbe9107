"""The named styles that every template shares, as a clerk sees them in Word.

One list for all templates: the same id always means the same definition, so several templates put together
into one file cannot clash. Sizes, weights and slants follow HD36 and HD05 [P] unless a comment says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.styles.styles import Styles
from lxml import etree

from tools.templates.elements import element

# Widths in mm. The text is as wide as the page, 210, less the margins of 30 and 15.
TEXT_WIDTH = 165.0
# The letterhead's and the signature's two columns.
LEFT_COLUMN = 80.0
RIGHT_COLUMN = TEXT_WIDTH - LEFT_COLUMN

_Attributes = dict[str, Any]  # of python-docx's Font and ParagraphFormat, by name
_FONT = "Times New Roman"
_GREY = RGBColor(0x7F, 0x7F, 0x7F)
# ĐẢNG CỘNG SẢN VIỆT NAM at 15 pt bold is 72.9 mm wide; half a millimetre keeps it on one line.
_TITLE_INDENT = Mm((RIGHT_COLUMN - 73.4) / 2)
_CENTER, _JUSTIFY, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.RIGHT
_BODY = "Nội dung"
_TOGETHER: _Attributes = {"keep_with_next": True, "keep_together": True}


def add_styles(document: Document) -> None:
    """Add every style to ``document``, which has none yet."""
    styles = document.styles
    styles.element.append(_defaults())
    _add_builtin_styles(styles)
    _add_letterhead_styles(styles)
    _add_title_styles(styles)
    _add_body_styles(styles)
    _add_closing_styles(styles)
    _add_table_styles(styles)
    _character(styles, "Dam", "Đậm").font.bold = True
    _character(styles, "Nghieng", "Nghiêng").font.italic = True


def _add_builtin_styles(styles: Styles) -> None:
    normal = styles.add_style("Normal", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    normal.element.default = normal.quick_style = True
    default_font = styles.add_style("Default Paragraph Font", WD_STYLE_TYPE.CHARACTER, builtin=True)
    default_font.style_id, default_font.priority, default_font.element.default = "ChuMacDinh", 1, True
    _paragraph(styles, "Header", "Header", 14, _CENTER, builtin=True)
    _character(styles, "PlaceholderText", "Placeholder Text", builtin=True).font.color.rgb = _GREY


def _add_letterhead_styles(styles: Styles) -> None:
    indents: _Attributes = {"left_indent": _TITLE_INDENT, "right_indent": _TITLE_INDENT}
    title = _paragraph(styles, "TieuDeDang", "Tiêu đề Đảng", 15, _CENTER, bold=True, **indents)
    # The line is the paragraph's own border: the indents leave it the title's own 73 mm.
    line = element("bottom", val="single", sz="6", space="1", color="000000")
    title.element.pPr.insert_element_before(element("pBdr", line), "w:ind", "w:jc")
    _paragraph(styles, "CapTren", "Cấp trên", 14, _CENTER)
    _paragraph(styles, "CoQuan", "Cơ quan ban hành", 14, _CENTER, bold=True)
    _paragraph(styles, "DauSao", "Dấu sao", 14, _CENTER)
    _paragraph(styles, "SoKyHieu", "Số và ký hiệu", 14, _CENTER)
    _paragraph(styles, "TrichYeuCongVan", "Trích yếu công văn", 12, _CENTER, italic=True)
    _paragraph(styles, "DiaDanhNgay", "Địa danh – ngày tháng", 14, _CENTER, italic=True)


def _add_title_styles(styles: Styles) -> None:
    kind: _Attributes = {"bold": True, "space_before": Pt(14), "keep_with_next": True}
    _paragraph(styles, "TenLoai", "Tên loại văn bản", 16, _CENTER, outline=0, **kind)
    _paragraph(styles, "TrichYeu", "Trích yếu", 14, _CENTER, bold=True, keep_with_next=True)
    _paragraph(styles, "KemTheo", "Kèm theo", 14, _CENTER, italic=True, keep_with_next=True)  # [U]
    _paragraph(styles, "GachNam", "Năm gạch nối", 14, _CENTER, space_after=Pt(8), keep_with_next=True)
    _paragraph(styles, "PhuLuc", "Phụ lục", 14, _CENTER, outline=0, bold=True, keep_with_next=True)  # [U]
    _paragraph(styles, "KinhGui", "Kính gửi", 14, _CENTER, space_after=Pt(12))
    _paragraph(styles, "KinhGuiCongVan", "Kính gửi – công văn", base="Kính gửi", space_before=Pt(18))


def _add_body_styles(styles: Styles) -> None:
    lines: _Attributes = {"first_line_indent": Mm(10), "space_after": Pt(6), "line_spacing": Pt(19)}
    _paragraph(styles, "NoiDung", _BODY, 14, _JUSTIFY, **lines)
    _paragraph(styles, "NoiDungCuoi", "Nội dung – đoạn cuối", base=_BODY, **_TOGETHER)
    _paragraph(styles, "DongNhan", "Nội dung – dòng có nhãn", base=_BODY)
    dotted = _paragraph(styles, "DongCham", "Dòng chấm", base="Nội dung – dòng có nhãn")
    margin = Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
    dotted.paragraph_format.tab_stops.add_tab_stop(*margin)
    _paragraph(styles, "DongChamCuoi", "Dòng chấm cuối", base="Dòng chấm", keep_with_next=True)
    part: _Attributes = {"alignment": _CENTER, "first_line_indent": Mm(0), "space_before": Pt(6), **_TOGETHER}
    _paragraph(styles, "MucLaMa", "Mục", base=_BODY, outline=0, bold=True, **part)
    _paragraph(styles, "MucCap1", "Mục cấp 1", base=_BODY, outline=1, bold=True, **_TOGETHER)
    _paragraph(styles, "MucCap2", "Mục cấp 2", base="Mục cấp 1", outline=2, italic=True)  # [U]
    _paragraph(styles, "TraLoi", "Trả lời", base=_BODY)
    # The units' own words in a consolidated report [U].
    _paragraph(styles, "TenDonVi", "Tên đơn vị", base=_BODY, bold=True, space_before=Pt(3), **_TOGETHER)
    _paragraph(styles, "SoBaoCao", "Số báo cáo", base=_BODY, italic=True, keep_with_next=True)


def _add_closing_styles(styles: Styles) -> None:
    label: _Attributes = {"underline": True, "space_before": Pt(12), "keep_with_next": True}
    _paragraph(styles, "NoiNhan", "Nơi nhận", 14, **label)
    hanging: _Attributes = {"left_indent": Mm(3), "first_line_indent": Mm(-3), "keep_with_next": True}
    _paragraph(styles, "NoiNhanDong", "Nơi nhận – dòng", 12, **hanging)
    signed: _Attributes = {"alignment": _CENTER, "keep_with_next": True}
    _paragraph(styles, "QuyenHan", "Quyền hạn", 14, bold=True, space_before=Pt(12), **signed)
    _paragraph(styles, "ChucVu", "Chức vụ", 14, **signed)
    _paragraph(styles, "HoTen", "Họ tên", 14, bold=True, space_before=Pt(46), **signed)
    _paragraph(styles, "KhepPhan", "Khép phần", 1, line_spacing=Pt(1))
    _paragraph(styles, "MaNhanDang", "Mã nhận dạng", 9, _RIGHT, space_before=Pt(6))


def _add_table_styles(styles: Styles) -> None:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = [element(edge, val="single", sz="4", space="0", color="000000") for edge in edges]
    _table(styles, "KhongKe", "Bảng không kẻ", side_twips=0)
    _table(styles, "CoKe", "Bảng có kẻ", element("tblBorders", *lines), side_twips=57)
    _paragraph(styles, "BangDau", "Bảng – đầu cột", 12, _CENTER, bold=True, keep_with_next=True)
    _paragraph(styles, "BangNhom", "Bảng – nhóm", 12, bold=True, keep_with_next=True)
    _paragraph(styles, "BangChu", "Bảng – chữ", 12)
    _paragraph(styles, "BangGiua", "Bảng – giữa", 12, _CENTER)
    _paragraph(styles, "BangSo", "Bảng – số", 12, _RIGHT)
    _paragraph(styles, "GhiChu", "Ghi chú", 12, _JUSTIFY, italic=True, space_before=Pt(6))


def card_style(size: int) -> str:
    """Return the name of the style of a name of so many points on a name card."""
    return f"Thẻ – tên {size}"


def add_card_styles(styles: Styles, sizes: Iterable[int]) -> None:
    """Add the styles of name cards, which no other document has."""
    for size in sizes:
        _paragraph(styles, f"TheTen{size}", card_style(size), size, _CENTER, bold=True)
    _paragraph(styles, "TheHocHam", "Thẻ – học hàm", 30, _CENTER, space_after=Pt(14))  # for Ễ, Ổ below
    _paragraph(styles, "TheChucVu", "Thẻ – chức vụ", 24, _CENTER, space_before=Pt(10))


def _paragraph(
    styles: Styles,
    style_id: str,
    name: str,
    size: float | None = None,
    alignment: WD_ALIGN_PARAGRAPH | None = None,
    *,
    base: str = "Normal",
    outline: int | None = None,
    builtin: bool = False,
    **attributes: object,
) -> ParagraphStyle:
    """Add a paragraph style: ``size`` in points, ``outline`` its level in Word's navigation, from 0.

    ``attributes`` are those of python-docx's Font and ParagraphFormat. What is None or not named comes from
    ``base``.
    """
    style: ParagraphStyle = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin)
    style.style_id, style.base_style, style.quick_style = style_id, styles[base], True
    if size is not None:
        style.font.size = Pt(size)
    if alignment is not None:
        style.paragraph_format.alignment = alignment
    for attribute, value in attributes.items():
        setattr(style.font if hasattr(style.font, attribute) else style.paragraph_format, attribute, value)
    if outline is not None:
        style.element.get_or_add_pPr().append(element("outlineLvl", val=str(outline)))
    return style


def _character(styles: Styles, style_id: str, name: str, *, builtin: bool = False) -> CharacterStyle:
    style: CharacterStyle = styles.add_style(name, WD_STYLE_TYPE.CHARACTER, builtin)
    style.style_id, style.quick_style = style_id, True
    return style


def _table(styles: Styles, style_id: str, name: str, *borders: etree._Element, side_twips: int) -> None:
    """Add a table style whose text is ``side_twips`` away from a cell's sides."""
    style = styles.add_style(name, WD_STYLE_TYPE.TABLE)
    style.style_id = style_id
    sides = {"top": 0, "left": side_twips, "bottom": 0, "right": side_twips}
    margins = [element(side, w=str(twips), type="dxa") for side, twips in sides.items()]
    style.element.append(element("tblPr", *borders, element("tblCellMar", *margins)))


def _defaults() -> etree._Element:
    """Return the docDefaults, for which python-docx has no call: what Normal is, and a table's text too."""
    fonts = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), _FONT)
    run = element(
        "rPr",
        element("rFonts", **fonts),
        element("color", val="000000"),
        element("sz", val="28"),
        element("szCs", val="28"),
        element("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"),
    )
    spacing = element("spacing", before="0", after="0", line="240", lineRule="auto")
    paragraph = element("pPr", element("widowControl"), spacing)
    return element("docDefaults", element("rPrDefault", run), element("pPrDefault", paragraph))
