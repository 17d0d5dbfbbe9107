"""The letter of reminder (công văn đôn đốc): to one unit, or to all with the list of them as its annex."""

from __future__ import annotations

from docx.document import Document

from tools.templates.document import end_section, new_document
from tools.templates.elements import Cell, add_list, when
from tools.templates.letter import (
    THROUGH,
    add_addressee,
    add_closing_paragraph,
    add_issuer_letterhead,
    add_issuer_signature,
    add_last_text,
    add_text,
    add_title,
    letter_subject,
)

_SUBJECT = letter_subject(
    "'về việc đôn đốc gửi báo cáo ' ~ so_ket.noi_dung_gon"
    " ~ (' (lần ' ~ don_doc.lan ~ ')' if don_doc.lan > 1 else '')"
)
_WHOM = "{% if don_doc.chung %}các đơn vị có tên trong danh sách{% else %}{{ don_doc.don_vi }}{% endif %}"
_COLUMNS = (12.0, 85.0, 28.0, 20.0, 20.0)  # mm


def build_reminder() -> Document:
    """Return the letter of reminder."""
    document = new_document("Công văn đôn đốc gửi báo cáo {{ so_ket.dip }}")
    number, place_and_day = "{{ don_doc.so_ky_hieu }}", "{{ don_doc.ngay_thang }}"
    add_issuer_letterhead(document, number, place_and_day, subject=_SUBJECT)
    add_addressee(document, "Kính gửi", "{{ don_doc.kinh_gui }}", "Kính gửi – công văn")
    _add_text(document)
    add_issuer_signature(document, "Như trên", "{{ don_doc.luu }}", mark="{{ don_doc.dau }}")
    with when(document, "don_doc.chung"):
        end_section(add_closing_paragraph(document))
        _add_list(document)
    add_closing_paragraph(document)
    return document


def _add_text(document: Document) -> None:
    add_text(
        document,
        "Thực hiện {{ ke_hoach.vien_dan_gon }} về {{ so_ket.noi_dung }}, "
        f"{{{{ don_doc.don_vi }}}} gửi báo cáo về {{{{ co_quan.ten }}}}{THROUGH} trước ngày "
        "{{ don_doc.han|ngay }}.",
    )
    with when(document, "don_doc.ngay_gui"):
        add_text(
            document,
            "{{ co_quan.ten_gon }} đã gửi văn bản yêu cầu và mẫu báo cáo ngày {{ don_doc.ngay_gui|ngay }}.",
        )
    with when(document, "don_doc.lan_truoc"):
        add_text(document, "{{ co_quan.ten_gon }} đã đôn đốc việc gửi báo cáo tại {{ don_doc.lan_truoc }}.")
    add_text(
        document,
        "Đến hết ngày {{ don_doc.ngay|ngay }}, đã có {{ don_doc.da_nop }}/{{ don_doc.tong }} đơn vị gửi báo "
        "cáo; còn {{ don_doc.con_thieu }} đơn vị chưa gửi{% if don_doc.chung %} (danh sách "
        "{{ don_doc.so_don_vi }} đơn vị được đôn đốc gửi kèm theo){% else %}, trong đó có "
        "{{ don_doc.don_vi }}{% endif %}.",
    )
    add_text(
        document,
        f"Để kịp thời tổng hợp, báo cáo cấp trên, {{{{ co_quan.ten_gon }}}} đề nghị {_WHOM} khẩn trương hoàn "
        f"thành và gửi báo cáo{THROUGH} ",
        ("chậm nhất ngày {{ don_doc.han_moi|ngay }}", "Đậm"),
        ". Trường hợp đã gửi mà chưa được ghi nhận, đề nghị gửi lại.",
    )
    with when(document, "co_quan.lien_he"):
        add_text(document, "Mọi vướng mắc, xin liên hệ: {{ co_quan.lien_he }}.")
    add_last_text(document, f"Đề nghị {_WHOM} quan tâm thực hiện.")


def _add_list(document: Document) -> None:
    subject = "các đơn vị chưa gửi báo cáo {{ so_ket.dip }}"
    add_title(document, "DANH SÁCH", subject, goes_with="Kèm theo {{ don_doc.vien_dan }}")
    titles = ("TT", "Đơn vị", "Hạn: trước ngày", "Quá hạn (ngày)", "Đôn đốc lần")
    cells = (
        Cell("Bảng – giữa", "{{ dong.stt }}"),
        Cell("Bảng – chữ", "{{ dong.ten }}"),
        Cell("Bảng – giữa", "{{ dong.han|ngay }}"),
        Cell("Bảng – giữa", "{{ dong.qua_han }}"),
        Cell("Bảng – giữa", "{{ dong.lan }}"),
    )
    add_list(document, _COLUMNS, titles, cells, "dong in don_doc.danh_sach")
