"""The papers of the way back: the letter of reminder (công văn đôn đốc), the consolidated report's draft."""

from __future__ import annotations

from tools.ooxml_blocks import Cell, each, paragraph, row, row_tag, section, styled, table, when
from tools.ooxml_package import Document
from tools.template_frame import (
    SHORT_DOCUMENT,
    addressed_to,
    closing,
    issuer_letterhead,
    issuer_signatory,
    issuer_signature,
    signature_row,
    title,
)

_THROUGH = "{% if co_quan.dau_moi %} (qua {{ co_quan.dau_moi }}){% endif %}"
_WHOM = "{% if don_doc.chung %}các đơn vị có tên trong danh sách{% else %}{{ don_doc.don_vi }}{% endif %}"
_MARK = "{% if loop.last %}.{% else %};{% endif %}"
_MISSING_COLUMNS = (12.0, 85.0, 28.0, 20.0, 20.0)
# Three cells hold the loop over the years: a tag, the value, a tag.
_FIGURE_COLUMNS = (10.0, 80.0, 24.0, 17.5, 17.5, 17.5, 25.2, 25.2)
# The engine widens the grid to one column a year and keeps its proportions; this one then fits five years.
_FIGURE_GRID = (12.5, 100.0, 30.0, *(21.9,) * 5)
_UNREAD = "- {{ so.don_vi }}: {{ so.noi_dung|thuong_dau }}, năm {{ so.nam }} ghi “{{ so.ghi }}”" + _MARK
_REST_COLUMNS = (12.0, 83.0, 70.0)


def reminder() -> Document:
    """Return the letter of reminder: to one unit, or to all with the list of them as its annex."""
    body = (
        issuer_letterhead("{{ don_doc.so_ky_hieu }}", "{{ don_doc.ngay_thang }}", subject=_REMINDER_SUBJECT)
        + addressed_to("Kính gửi", "{{ don_doc.kinh_gui }}", "KinhGuiCongVan")
        + _text(
            "Thực hiện {{ ke_hoach.vien_dan }} về {{ so_ket.dip }} thực hiện {{ so_ket.van_ban }}, "
            f"{{{{ don_doc.don_vi }}}} gửi báo cáo về {{{{ co_quan.ten_gon }}}}{_THROUGH} trước ngày "
            "{{ don_doc.han|ngay }}."
        )
        + when(
            "don_doc.lan_truoc",
            _text("{{ co_quan.ten_gon }} đã đôn đốc việc gửi báo cáo tại {{ don_doc.lan_truoc }}."),
        )
        + _text(
            "Đến hết ngày {{ don_doc.ngay|ngay }}, đã có {{ don_doc.da_nop }}/{{ don_doc.tong }} đơn vị gửi "
            "báo cáo; còn {{ don_doc.con_thieu }} đơn vị chưa gửi{% if don_doc.chung %} (danh sách "
            "{{ don_doc.so_don_vi }} đơn vị được đôn đốc gửi kèm theo){% else %}, trong đó có "
            "{{ don_doc.don_vi }}{% endif %}."
        )
        + _text(
            f"Để kịp thời tổng hợp, báo cáo cấp trên, {{{{ co_quan.ten_gon }}}} đề nghị {_WHOM} khẩn trương "
            f"hoàn thành và gửi báo cáo{_THROUGH} ",
            ("chậm nhất ngày {{ don_doc.han_moi|ngay }}", "Dam"),
            ". Trường hợp đã gửi mà chưa được ghi nhận, đề nghị gửi lại.",
        )
        + when("co_quan.lien_he", _text("Mọi vướng mắc, xin liên hệ: {{ co_quan.lien_he }}."))
        + paragraph("NoiDungCuoi", f"Đề nghị {_WHOM} quan tâm thực hiện.")
        + signature_row(
            paragraph("NoiNhanDong", "- Như trên{{ don_doc.dau }}")
            + paragraph("NoiNhanDong", "- {{ don_doc.luu }}."),
            issuer_signatory(),
        )
        + when("don_doc.chung", styled("KhepPhan", "", section()), _list_of_missing())
        + closing()
        + section()
    )
    return Document("don-doc.docx", "Công văn đôn đốc gửi báo cáo {{ so_ket.dip }}", body)


_REMINDER_SUBJECT = (
    f"về việc đôn đốc gửi báo cáo {{{{ so_ket.dip }}}} thực hiện {SHORT_DOCUMENT}"
    "{% if don_doc.lan > 1 %} (lần {{ don_doc.lan }}){% endif %}"
)


def _text(*content: str | tuple[str, str]) -> str:
    return paragraph("NoiDung", *content)


def _list_of_missing() -> str:
    titles = ("TT", "Tổ chức đảng", "Hạn: trước ngày", "Quá hạn (ngày)", "Đôn đốc lần")
    texts = (
        ("BangGiua", "{{ dong.stt }}"),
        ("BangChu", "{{ dong.ten }}"),
        ("BangGiua", "{{ dong.han|ngay }}"),
        ("BangGiua", "{{ dong.qua_han }}"),
        ("BangGiua", "{{ dong.lan }}"),
    )
    return (
        paragraph("TenLoai", "DANH SÁCH")
        + paragraph("TrichYeu", "các đơn vị chưa gửi báo cáo {{ so_ket.dip }}")
        + paragraph("KemTheo", "(Kèm theo {{ don_doc.vien_dan }})")
        + paragraph("GachNam", "-----")
        + _list_table(_MISSING_COLUMNS, titles, texts, "dong in don_doc.danh_sach")
    )


_Texts = tuple[tuple[str, str], ...]


def _list_table(columns: tuple[float, ...], titles: tuple[str, ...], texts: _Texts, loop: str) -> str:
    header = row(columns, [Cell(paragraph("BangDau", text), middle=True) for text in titles], header=True)
    cells = [Cell(paragraph(style, text), middle=True) for style, text in texts]
    rows = [header, row_tag(columns, f"for {loop}"), row(columns, cells), row_tag(columns, "endfor")]
    return table("CoKe", columns, rows)


def consolidated_report() -> Document:
    """Return the draft of the consolidated report: the outline with the units' own words, two annexes."""
    body = (
        issuer_letterhead("{{ tong_hop.so_ky_hieu }}", "{{ tong_hop.ngay_thang }}")
        + title("BÁO CÁO")
        + paragraph(
            "KemTheo",
            "(Dự thảo, tổng hợp từ {{ tong_hop.co_bao_cao }}/{{ tong_hop.tong }} báo cáo của các đơn vị, "
            "tính đến hết ngày {{ tong_hop.ngay|ngay }})",
        )
        + when("tong_hop.kinh_gui", addressed_to("Kính gửi", "{{ tong_hop.kinh_gui }}", "KinhGuiCongVan"))
        + _text(
            "Thực hiện {{ so_ket.can_cu }} về {{ so_ket.dip }} thực hiện {{ so_ket.van_ban }}, "
            "{{ co_quan.ten }} báo cáo kết quả như sau:"
        )
        + each("muc in tong_hop.muc", _consolidated_section())
        + paragraph(
            "NoiDungCuoi",
            "Trên đây là báo cáo của {{ co_quan.dang_bo_tat }} về kết quả {{ so_ket.dip }} thực hiện "
            "{{ so_ket.van_ban }}.",
        )
        + issuer_signature()
        + styled("KhepPhan", "", section())
        + _figures_annex()
        + styled("KhepPhan", "", section(landscape=True))
        + _absent_annex()
        + closing()
        + section()
    )
    return Document("tong-hop.docx", "Báo cáo tổng hợp {{ so_ket.dip }}", body)


def _consolidated_section() -> str:
    return (
        when("muc.cap == 1", paragraph("MucCap1", "{{ muc.tieu_de }}"))
        + when("muc.cap == 2", paragraph("MucCap2", "{{ muc.tieu_de }}"))
        + when(
            "muc.co_tra_loi",
            paragraph("SoBaoCao", "(Tổng hợp từ {{ muc.so_bao_cao }}/{{ tong_hop.tong }} báo cáo.)"),
            when("not muc.so_bao_cao", _text("Chưa có đơn vị nào báo cáo nội dung này.")),
            each("y in muc.y_kien", paragraph("TenDonVi", "{{ y.don_vi }}"), _block("y.noi_dung")),
        )
    )


def _block(name: str) -> str:
    """Return the paragraph that gives way to the paragraphs of a field."""
    return f"<w:p><w:r><w:t>{{{{p {name} }}}}</w:t></w:r></w:p>"


def _figures_annex() -> str:
    return (
        paragraph("PhuLuc", "PHỤ LỤC SỐ LIỆU")
        + paragraph("TrichYeu", "tổng hợp từ năm {{ so_lieu.tu }} đến năm {{ so_lieu.den }}")
        + paragraph(
            "KemTheo",
            "(Cộng từ {{ tong_hop.co_bao_cao }}/{{ tong_hop.tong }} báo cáo; số của từng đơn vị ở tệp "
            "so-lieu.xlsx)",
        )
        + paragraph("GachNam", "-----")
        + table("CoKe", _FIGURE_GRID, [_figures_header(), *_figures_rows()])
        + paragraph(
            "GhiChu",
            "Ghi chú: ô để trống là chưa đơn vị nào báo cáo, không phải 0. Dấu x: không cộng qua các năm. "
            "Cột cuối: số đơn vị có số liệu ở chỉ tiêu ấy.",
        )
        + when(
            "tong_hop.chua_ro",
            paragraph("GhiChu", "Dấu *: chưa phải số cuối cùng; các số sau đây chưa rõ nên chưa cộng:"),
            each("so in tong_hop.chua_ro", paragraph("GhiChu", _UNREAD)),
        )
    )


def _figures_header() -> str:
    return row(
        _FIGURE_COLUMNS,
        _figure_cells(
            "BangDau",
            ("TT", "Nội dung", "Đơn vị tính"),
            "nam in so_lieu.nam",
            "{{ nam }}",
            ("Tổng", "Số đơn vị"),
            ("BangDau",) * 5,
        ),
        header=True,
    )


def _figures_rows() -> list[str]:
    cells = _figure_cells(
        "BangSo",
        ("{{ dong.stt }}", "{{ dong.noi_dung }}", "{{ dong.don_vi_tinh }}"),
        "so in dong.gia_tri",
        "{{ so }}",
        ("{{ dong.tong }}", "{{ dong.so_don_vi }}"),
        ("BangGiua", "BangChu", "BangGiua", "BangSo", "BangGiua"),
    )
    return [
        row_tag(_FIGURE_COLUMNS, "for dong in tong_hop.so_lieu"),
        row(_FIGURE_COLUMNS, cells),
        row_tag(_FIGURE_COLUMNS, "endfor"),
    ]


def _figure_cells(
    style: str,
    before: tuple[str, ...],
    loop: str,
    value: str,
    after: tuple[str, ...],
    styles: tuple[str, ...],
) -> list[Cell]:
    """Return a row's cells, the one of the years repeated by a loop over columns."""
    texts = [*zip(styles, before, strict=False)]
    middle = [("BangGiua", f"{{%tc for {loop} %}}"), (style, value), ("BangGiua", "{%tc endfor %}")]
    last = [*zip(styles[len(before) :], after, strict=True)]
    return [Cell(paragraph(kind, text), middle=True) for kind, text in [*texts, *middle, *last]]


def _absent_annex() -> str:
    titles = ("TT", "Tổ chức đảng", "Tình hình")
    texts = (
        ("BangGiua", "{{ dong.stt }}"),
        ("BangChu", "{{ dong.ten }}"),
        ("BangChu", "{{ dong.tinh_hinh }}"),
    )
    return (
        paragraph("PhuLuc", "DANH SÁCH")
        + paragraph("TrichYeu", "các đơn vị chưa có nội dung trong báo cáo tổng hợp")
        + paragraph("GachNam", "-----")
        + when("tong_hop.vang", _list_table(_REST_COLUMNS, titles, texts, "dong in tong_hop.vang"))
        + when("not tong_hop.vang", _text("Tất cả các đơn vị đã có báo cáo."))
    )
