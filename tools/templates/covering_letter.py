"""The covering letter (công văn) of a packet: what the unit has to do and by when; the rest goes with it."""

from __future__ import annotations

from docx.document import Document

from tools.templates.document import new_document
from tools.templates.elements import when
from tools.templates.letter import (
    add_addressee,
    add_closing_paragraph,
    add_duties,
    add_issuer_letterhead,
    add_issuer_signature,
    add_last_text,
    add_text,
    letter_subject,
)

_SUBJECT = letter_subject("'về việc báo cáo ' ~ so_ket.noi_dung_gon")


def build_covering_letter() -> Document:
    """Return the letter that sends a unit its outline, its report form and its invitation."""
    document = new_document("Công văn về việc báo cáo {{ so_ket.dip }} – {{ don_vi.ten }}")
    number, place_and_day = "{{ cong_van.so_ky_hieu }}", "{{ van_ban.ngay_thang }}"
    add_issuer_letterhead(document, number, place_and_day, subject=_SUBJECT)
    add_addressee(document, "Kính gửi", "{{ don_vi.kinh_gui }}", "Kính gửi – công văn")
    add_text(
        document,
        "Thực hiện {{ ke_hoach.vien_dan_gon }} về {{ so_ket.trich_yeu }}, {{ co_quan.ten }} đề nghị "
        "{{ don_vi.cap_uy }} thực hiện như sau:",
    )
    add_duties(document)
    with when(document, "cong_van.kem_theo"):
        add_text(document, "Gửi kèm Công văn này: {{ cong_van.kem_theo }}.")
    add_last_text(
        document,
        "{{ co_quan.ten_gon }} đề nghị {{ don_vi.cap_uy }} quan tâm thực hiện, gửi báo cáo đúng thời hạn.",
    )
    add_issuer_signature(document, "Như trên", "{{ cong_van.luu }}")
    add_closing_paragraph(document)
    return document
