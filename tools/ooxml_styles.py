"""The styles that every template shares → the styles.xml part.

One list for all templates: the same id always means the same definition, so several templates put together
into one file cannot clash. Sizes are in points, lengths in millimetres. Sizes, weights and slants follow
HD36 and HD05 [P] unless a comment says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONT = "Times New Roman"
GREY = "7F7F7F"
# The text width of a page: 210 mm less the margins of 30 and 15 mm.
TEXT_WIDTH_MM = 165.0
# The letterhead's and the signature's two columns.
LEFT_COLUMN_MM = 80.0
RIGHT_COLUMN_MM = TEXT_WIDTH_MM - LEFT_COLUMN_MM
# ĐẢNG CỘNG SẢN VIỆT NAM at 15 pt bold is 72.9 mm wide; half a millimetre keeps it on one line.
TITLE_INDENT_MM = (RIGHT_COLUMN_MM - 73.4) / 2


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point, Word's unit for lengths on a page."""
    return round(millimetres * 1440 / 25.4)


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A named paragraph style; what is None comes from ``based_on``.

    ``line`` is the exact line height in points; ``outline`` is the level in Word's navigation, from 0.
    """

    style_id: str
    name: str
    based_on: str | None = "Normal"
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    colour: str | None = None
    align: str | None = None
    left: float | None = None
    right: float | None = None
    first_line: float | None = None
    hanging: float | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    keep_next: bool | None = None
    keep_lines: bool | None = None
    line_below: bool = False
    dots_to: float | None = None
    outline: int | None = None


@dataclass(frozen=True, slots=True)
class CharacterStyle:
    """A named character style for a few words within a paragraph."""

    style_id: str
    name: str
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    colour: str | None = None


PARAGRAPH_STYLES = (
    ParagraphStyle("Normal", "Normal", based_on=None),
    ParagraphStyle("Header", "header", align="center", size=14),
    # The letterhead. The line is the paragraph's own border: the indents leave it the title's own 73 mm.
    ParagraphStyle(
        "TieuDeDang",
        "Tiêu đề Đảng",
        size=15,
        bold=True,
        align="center",
        left=TITLE_INDENT_MM,
        right=TITLE_INDENT_MM,
        line_below=True,
    ),
    ParagraphStyle("CapTren", "Cấp trên", size=14, align="center"),
    ParagraphStyle("CoQuan", "Cơ quan ban hành", size=14, bold=True, align="center"),
    ParagraphStyle("DauSao", "Dấu sao", size=14, align="center"),
    ParagraphStyle("SoKyHieu", "Số và ký hiệu", size=14, align="center"),
    ParagraphStyle("TrichYeuCongVan", "Trích yếu công văn", size=12, italic=True, align="center"),
    ParagraphStyle("DiaDanhNgay", "Địa danh – ngày tháng", size=14, italic=True, align="center"),
    # The title.
    ParagraphStyle(
        "TenLoai",
        "Tên loại văn bản",
        size=16,
        bold=True,
        align="center",
        before=14,
        keep_next=True,
        outline=0,
    ),
    ParagraphStyle("TrichYeu", "Trích yếu", size=14, bold=True, align="center", keep_next=True),
    ParagraphStyle("KemTheo", "Kèm theo", size=14, italic=True, align="center", keep_next=True),  # [U]
    ParagraphStyle("GachNam", "Năm gạch nối", size=14, align="center", after=8, keep_next=True),
    ParagraphStyle("PhuLuc", "Phụ lục", size=14, bold=True, align="center", outline=0, keep_next=True),  # [U]
    ParagraphStyle("KinhGui", "Kính gửi", size=14, align="center", after=12),
    ParagraphStyle("KinhGuiCongVan", "Kính gửi – công văn", based_on="KinhGui", before=18),
    # The body.
    ParagraphStyle("NoiDung", "Nội dung", size=14, align="both", first_line=10, after=6, line=19),
    ParagraphStyle(
        "NoiDungCuoi", "Nội dung – đoạn cuối", based_on="NoiDung", keep_next=True, keep_lines=True
    ),
    ParagraphStyle("DongNhan", "Nội dung – dòng có nhãn", based_on="NoiDung", line=18),
    ParagraphStyle("DongCham", "Dòng chấm", based_on="DongNhan", dots_to=TEXT_WIDTH_MM),
    ParagraphStyle(
        "MucLaMa",
        "Mục",
        based_on="NoiDung",
        bold=True,
        align="center",
        first_line=0,
        before=6,
        keep_next=True,
        keep_lines=True,
        outline=0,
    ),
    ParagraphStyle(
        "MucCap1", "Mục cấp 1", based_on="NoiDung", bold=True, keep_next=True, keep_lines=True, outline=1
    ),
    ParagraphStyle("MucCap2", "Mục cấp 2", based_on="MucCap1", italic=True, outline=2),  # [U]
    ParagraphStyle("TraLoi", "Trả lời", based_on="NoiDung"),
    # The units' own words in a consolidated report [U].
    ParagraphStyle(
        "TenDonVi", "Tên đơn vị", based_on="NoiDung", bold=True, keep_next=True, keep_lines=True, before=3
    ),
    ParagraphStyle("SoBaoCao", "Số báo cáo", based_on="NoiDung", italic=True, keep_next=True),
    # The end.
    ParagraphStyle("NoiNhan", "Nơi nhận", size=14, underline=True, before=12, keep_next=True),
    ParagraphStyle("NoiNhanDong", "Nơi nhận – dòng", size=12, left=3, hanging=3, keep_next=True),
    ParagraphStyle("QuyenHan", "Quyền hạn", size=14, bold=True, align="center", before=12, keep_next=True),
    ParagraphStyle("ChucVu", "Chức vụ", size=14, align="center", keep_next=True),
    ParagraphStyle("HoTen", "Họ tên", size=14, bold=True, align="center", before=46, keep_next=True),
    ParagraphStyle("KhepPhan", "Khép phần", size=1, line=1),
    ParagraphStyle("MaNhanDang", "Mã nhận dạng", size=9, colour=GREY, align="right", before=6),
    # Tables with a grid.
    ParagraphStyle("BangDau", "Bảng – đầu cột", size=12, bold=True, align="center", keep_next=True),
    ParagraphStyle("BangNhom", "Bảng – nhóm", size=12, bold=True, keep_next=True),
    ParagraphStyle("BangChu", "Bảng – chữ", size=12),
    ParagraphStyle("BangGiua", "Bảng – giữa", size=12, align="center"),
    ParagraphStyle("BangSo", "Bảng – số", size=12, align="right"),
    ParagraphStyle("GhiChu", "Ghi chú", size=12, italic=True, align="both", before=6),
)

CHARACTER_STYLES = (
    CharacterStyle("Dam", "Đậm", bold=True),
    CharacterStyle("Nghieng", "Nghiêng", italic=True),
    CharacterStyle("PlaceholderText", "Placeholder Text", colour=GREY),
)


def styles_xml() -> str:
    """Return the whole styles.xml."""
    parts = [
        _defaults(),
        _table_styles(),
        '<w:style w:type="character" w:default="1" w:styleId="ChuMacDinh">',
    ]
    parts.append('<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>')
    parts += [_paragraph_style(style) for style in PARAGRAPH_STYLES]
    parts += [_character_style(style) for style in CHARACTER_STYLES]
    return f'{XML_HEAD}<w:styles xmlns:w="{WORD_NAMESPACE}">{"".join(parts)}</w:styles>'


def prompt_styles_xml() -> str:
    """Return the styles of the glossary, where only prompts stand."""
    used = "".join(
        _character_style(style) for style in CHARACTER_STYLES if style.style_id == "PlaceholderText"
    )
    plain = _paragraph_style(PARAGRAPH_STYLES[0])
    return f'{XML_HEAD}<w:styles xmlns:w="{WORD_NAMESPACE}">{_defaults()}{plain}{used}</w:styles>'


def _defaults() -> str:
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        '<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240" '
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _table_styles() -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return _table_style("KhongKe", "Bảng không kẻ", "", side_twips=0) + _table_style(
        "CoKe", "Bảng có kẻ", f"<w:tblBorders>{edges}</w:tblBorders>", side_twips=57
    )


def _table_style(style_id: str, name: str, borders: str, side_twips: int) -> str:
    sides = "".join(f'<w:{side} w:w="{side_twips}" w:type="dxa"/>' for side in ("left", "right"))
    left, right = sides.split("/><")
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id}"><w:name w:val={quoteattr(name)}/>'
        f'<w:tblPr>{borders}<w:tblCellMar><w:top w:w="0" w:type="dxa"/>{left}/>'
        f'<w:bottom w:w="0" w:type="dxa"/><{right}</w:tblCellMar></w:tblPr></w:style>'
    )


def _paragraph_style(style: ParagraphStyle) -> str:
    default = ' w:default="1"' if style.based_on is None else ' w:customStyle="1"'
    default = "" if style.style_id == "Header" else default
    based_on = f'<w:basedOn w:val="{style.based_on}"/>' if style.based_on else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style.style_id}">'
        f"<w:name w:val={quoteattr(style.name)}/>{based_on}<w:qFormat/>"
        f"{_wrapped('pPr', _paragraph_properties(style))}{_wrapped('rPr', _run_properties(style))}</w:style>"
    )


def _character_style(style: CharacterStyle) -> str:
    custom = "" if style.style_id == "PlaceholderText" else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style.style_id}">'
        f"<w:name w:val={quoteattr(style.name)}/><w:qFormat/>"
        f"{_wrapped('rPr', _run_properties(style))}</w:style>"
    )


def _wrapped(name: str, content: str) -> str:
    return f"<w:{name}>{content}</w:{name}>" if content else ""


def _paragraph_properties(style: ParagraphStyle) -> str:
    """Return the pPr of a style, its children in the order that the schema demands."""
    return "".join(
        (
            _switch("keepNext", style.keep_next),
            _switch("keepLines", style.keep_lines),
            _line_below() if style.line_below else "",
            _dotted_tab(style.dots_to),
            _spacing(style),
            _indents(style),
            f'<w:jc w:val="{style.align}"/>' if style.align else "",
            "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>',
        )
    )


def _run_properties(style: ParagraphStyle | CharacterStyle) -> str:
    """Return the rPr of a style, its children in the order that the schema demands."""
    size = style.size if isinstance(style, ParagraphStyle) else None
    half_points = "" if size is None else f"{size * 2:.0f}"
    underline = {None: "", True: '<w:u w:val="single"/>', False: '<w:u w:val="none"/>'}[style.underline]
    return "".join(
        (
            _switch("b", style.bold),
            _switch("i", style.italic),
            f'<w:color w:val="{style.colour}"/>' if style.colour else "",
            f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else "",
            underline,
        )
    )


def _switch(name: str, value: bool | None) -> str:
    return {None: "", True: f"<w:{name}/>", False: f'<w:{name} w:val="0"/>'}[value]


def _line_below() -> str:
    return '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'


def _dotted_tab(position: float | None) -> str:
    if position is None:
        return ""
    return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{twips(position)}"/></w:tabs>'


def _spacing(style: ParagraphStyle) -> str:
    before = "" if style.before is None else f' w:before="{style.before * 20:.0f}"'
    after = "" if style.after is None else f' w:after="{style.after * 20:.0f}"'
    line = "" if style.line is None else f' w:line="{style.line * 20:.0f}" w:lineRule="exact"'
    return f"<w:spacing{before}{after}{line}/>" if before + after + line else ""


def _indents(style: ParagraphStyle) -> str:
    lengths = {
        "left": style.left,
        "right": style.right,
        "firstLine": style.first_line,
        "hanging": style.hanging,
    }
    said = "".join(f' w:{name}="{twips(mm)}"' for name, mm in lengths.items() if mm is not None)
    return f"<w:ind{said}/>" if said else ""
