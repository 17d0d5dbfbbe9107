"""The plan itself (kế hoạch): the text of the sample plan, every fact of it a field."""

from __future__ import annotations

from docx.document import Document

from tools.templates.document import new_document
from tools.templates.elements import add_paragraph, each, when
from tools.templates.letter import (
    SAME_SUBJECT,
    SUBJECT,
    THROUGH,
    add_closing_paragraph,
    add_issuer_letterhead,
    add_issuer_signature,
    add_last_text,
    add_text,
    add_title,
)

# The groups of conference units: "các Đảng bộ: A, B; các Chi bộ: C", the names bold.
_BEFORE_NAMES = (
    "{% for nhom in danh_sach.hoi_nghi %}{% if not loop.first %}; {% endif %}",
    "{% if nhom.loai %}các {{ nhom.loai }}: {% endif %}",
    ("{{ nhom.ten }}", "Đậm"),
    "{% endfor %}",
)
_WHO_URGES = (
    "{% if co_quan.dau_moi %}{{ co_quan.dau_moi }}{% else %}Văn phòng{% endif %} {{ co_quan.ten_tat }}"
)
_UNITS = "{{ danh_sach.cac_don_vi|hoa_dau }}"
_ARE_PARTY_BODIES = "danh_sach.cac_don_vi != 'các đơn vị'"
_CARRY_OUT = "{% if so_ket.loai_van_ban %} thực hiện {{ so_ket.loai_van_ban }}{% endif %}"
_HOLDS_CONFERENCE = "han.hoi_nghi_khoi or hoi_nghi_khoi.thoi_gian"
_FIRST = f"{{% if {_HOLDS_CONFERENCE} %}}1. {{% endif %}}"  # no number where there is no second
_AS_ENCLOSED = "(theo {% if de_cuong.co %}Đề cương báo cáo{% else %}Mẫu báo cáo{% endif %} gửi kèm)"


def build_plan() -> Document:
    """Return the plan, on the letterhead of the body that issues it."""
    document = new_document("Kế hoạch {{ ke_hoach.trich_yeu }}")
    add_issuer_letterhead(document, "{{ ke_hoach.so_ky_hieu }}", "{{ ke_hoach.ngay_thang }}")
    add_title(document, "KẾ HOẠCH", "{{ ke_hoach.trich_yeu }}")
    add_text(
        document,
        f"{{% if so_ket.can_cu %}}Thực hiện {{{{ so_ket.can_cu }}}}{{% if {SAME_SUBJECT} %}} về {SUBJECT}"
        "{% endif %}, {% endif %}{{ co_quan.ten_gon }} ban hành Kế hoạch"
        f"{{% if not ({SAME_SUBJECT}) %}} {SUBJECT}{{% endif %}} như sau:",
    )
    _add_purpose(document)
    add_paragraph(document, "Mục", "II. NỘI DUNG {{ so_ket.viec|hoa }} ", (_AS_ENCLOSED, "Nghiêng"))
    _add_method(document)
    _add_responsibilities(document)
    add_issuer_signature(document)
    add_closing_paragraph(document)
    return document


def _add_purpose(document: Document) -> None:
    """Add the plan's own words, a paragraph a line; without any, what fits every review."""
    add_paragraph(document, "Mục", "I. MỤC ĐÍCH, YÊU CẦU")
    with each(document, "doan in ke_hoach.muc_dich|doan"):
        add_text(document, "{{ doan }}")
    with when(document, "not ke_hoach.muc_dich"):
        add_text(
            document,
            "Đánh giá toàn diện, đúng thực trạng công tác lãnh đạo, chỉ đạo, tổ chức thực hiện{% if "
            "so_ket.van_ban %} {{ so_ket.van_ban }}{% endif %}; nêu rõ kết quả đạt được, những khó khăn, hạn "
            "chế, nguyên nhân, bài học kinh nghiệm và đề ra các nhiệm vụ, giải pháp trong thời gian tới.",
        )


def _add_method(document: Document) -> None:
    add_paragraph(document, "Mục", "III. PHƯƠNG PHÁP, THỜI GIAN TIẾN HÀNH")
    with when(document, "danh_sach.so_hoi_nghi"):
        _add_conferences(document)
    with when(document, "not danh_sach.so_hoi_nghi"):
        add_text(
            document,
            f"{_FIRST}Cấp cơ sở: {{{{ danh_sach.cac_don_vi }}}} xây dựng báo cáo "
            f"{{{{ so_ket.noi_dung_gon }}}} gửi về {{{{ co_quan.ten_tat }}}}{THROUGH}.",
        )
    with when(document, _HOLDS_CONFERENCE):
        add_text(
            document,
            "2. Cấp {{ co_quan.dang_bo_tat }}: {{ co_quan.ten_gon }} tổ chức Hội nghị {{ so_ket.viec }}"
            "{% if ke_hoach.luu_y_hoi_nghi %} {{ ke_hoach.luu_y_hoi_nghi }}{% endif %}: "
            "{% if hoi_nghi_khoi.thoi_gian %}{{ hoi_nghi_khoi.thoi_gian }}.{% else %}Hoàn thành trước ngày "
            "{{ han.hoi_nghi_khoi|ngay }}.{% endif %}",
        )


def _add_conferences(document: Document) -> None:
    add_text(
        document,
        f"{_FIRST}Cấp cơ sở: {{{{ co_quan.ten_tat }}}} chọn ",
        *_BEFORE_NAMES,
        " để tổ chức Hội nghị {{ so_ket.viec }}.{% if danh_sach.so_hoi_nghi < danh_sach.so_don_vi %} Những "
        f"đơn vị còn lại xây dựng báo cáo {{{{ so_ket.dip }}}}{_CARRY_OUT} gửi về "
        f"{{{{ co_quan.ten_tat }}}}{THROUGH}.{{% endif %}}",
    )
    with when(document, "ke_hoach.thanh_phan"):
        add_text(
            document,
            "- Thành phần dự Hội nghị {{ so_ket.viec }}: {{ ke_hoach.thanh_phan }}."
            "{% if ke_hoach.luu_y_thanh_phan %} {{ ke_hoach.luu_y_thanh_phan }}{% endif %}",
        )
    add_text(
        document,
        "- Hình thức hội nghị: Có thể tổ chức Hội nghị {{ so_ket.viec }} riêng hoặc lồng ghép với nội dung "
        "khác của đảng ủy đảm bảo thiết thực, hiệu quả.",
    )
    with when(document, "han.hoi_nghi"):
        add_text(document, "- Thời gian: Hoàn thành trước ngày {{ han.hoi_nghi|ngay }}.")


def _add_responsibilities(document: Document) -> None:
    add_paragraph(document, "Mục", "IV. TỔ CHỨC THỰC HIỆN")
    add_text(
        document,
        f"1. {_UNITS} triển khai tổ chức {{{{ so_ket.viec }}}} theo Kế hoạch; báo cáo "
        f"{{{{ co_quan.ten_gon }}}}{THROUGH}{{% if han.bao_cao %}} trước ngày "
        "{{ han.bao_cao|ngay }}{% endif %}.",
    )
    before_last = add_text(
        document,
        f"2. {_WHO_URGES} hướng dẫn, đôn đốc, theo dõi {{% if {_ARE_PARTY_BODIES} %}}các cấp ủy, tổ "
        "chức đảng đánh giá, tổ chức{% else %}các đơn vị{% endif %} "
        "{{ so_ket.viec }} theo Kế hoạch. Tham mưu xây dựng báo cáo của {{ co_quan.ten_tat }}"
        f"{{% if {_HOLDS_CONFERENCE} %}}; phối hợp với các ban xây dựng Đảng và Văn phòng "
        "{{ co_quan.ten_tat }} tham mưu {{ co_quan.ten_ngan }} tổ chức Hội nghị {{ so_ket.viec }} cấp "
        "{{ co_quan.dang_bo_tat }}{% endif %}.",
    )
    before_last.paragraph_format.keep_with_next = True  # no closing sentence stands alone on a page
    add_last_text(
        document,
        f"Đề nghị {{% if {_ARE_PARTY_BODIES} %}}các cấp ủy cơ sở, các ban xây dựng Đảng, Ủy ban Kiểm tra, "
        "Văn phòng {{ co_quan.ten_tat }}{% else %}các đơn vị{% endif %} "
        "chủ động triển khai thực hiện.",
    )
