"""The plan itself (kế hoạch): the text of the sample plan, every fact of it a field."""

from __future__ import annotations

from docx.document import Document

from tools.templates.document import new_document
from tools.templates.elements import add_paragraph
from tools.templates.letter import (
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
    "{% for nhom in danh_sach.hoi_nghi %}{% if not loop.first %}; {% endif %}các {{ nhom.loai }}: ",
    ("{{ nhom.ten }}", "Đậm"),
    "{% endfor %}",
)
_WHO_URGES = (
    "{% if co_quan.dau_moi %}{{ co_quan.dau_moi }}{% else %}Văn phòng{% endif %} {{ co_quan.ten_tat }}"
)


def build_plan() -> Document:
    """Return the plan, on the letterhead of the body that issues it."""
    document = new_document("Kế hoạch {{ ke_hoach.trich_yeu }}")
    add_issuer_letterhead(document, "{{ ke_hoach.so_ky_hieu }}", "{{ ke_hoach.ngay_thang }}")
    add_title(document, "KẾ HOẠCH", "{{ ke_hoach.trich_yeu }}")
    add_text(
        document,
        f"Thực hiện {{{{ so_ket.can_cu }}}} về {SUBJECT}, {{{{ co_quan.ten_gon }}}} ban hành Kế hoạch như "
        "sau:",
    )
    _add_purpose(document)
    add_paragraph(document, "Mục", "II. NỘI DUNG SƠ KẾT ", ("(theo Đề cương báo cáo gửi kèm)", "Nghiêng"))
    _add_method(document)
    _add_responsibilities(document)
    add_issuer_signature(document)
    add_closing_paragraph(document)
    return document


def _add_purpose(document: Document) -> None:
    add_paragraph(document, "Mục", "I. MỤC ĐÍCH, YÊU CẦU")
    add_text(
        document,
        "Đánh giá toàn diện, đúng thực trạng công tác lãnh đạo, chỉ đạo, tổ chức thực hiện "
        "{{ so_ket.van_ban }}; nêu rõ kết quả đạt được, những khó khăn, hạn chế, nguyên nhân, bài học kinh "
        "nghiệm và đề ra các nhiệm vụ, giải pháp tiếp tục nâng cao hiệu quả việc xây dựng và thực hiện quy "
        "chế dân chủ cơ sở trong thời gian tới.",
    )
    add_text(
        document,
        "Thông qua sơ kết, tiếp tục nâng cao nhận thức, trách nhiệm của các tổ chức trong hệ thống chính "
        "trị, của cán bộ, đảng viên, Nhân dân về dân chủ và thực hành dân chủ. Việc tổ chức sơ kết đảm bảo "
        "thiết thực, hiệu quả, bằng các hình thức phù hợp.",
    )


def _add_method(document: Document) -> None:
    add_paragraph(document, "Mục", "III. PHƯƠNG PHÁP, THỜI GIAN TIẾN HÀNH")
    add_text(
        document,
        "1. Cấp cơ sở: {{ co_quan.ten_tat }} chọn ",
        *_BEFORE_NAMES,
        " để tổ chức Hội nghị sơ kết. Những đơn vị còn lại xây dựng báo cáo {{ so_ket.dip }} thực hiện Nghị "
        f"quyết gửi về {{{{ co_quan.ten_tat }}}}{THROUGH}.",
    )
    add_text(
        document,
        "- Thành phần dự Hội nghị sơ kết: {{ ke_hoach.thanh_phan }}. Ngoài ra, tùy điều kiện và tình hình "
        "dịch bệnh Covid-19 các đảng bộ có thể bổ sung các thành phần cho phù hợp.",
    )
    add_text(
        document,
        "- Hình thức hội nghị: Có thể tổ chức Hội nghị sơ kết riêng hoặc lồng ghép với nội dung khác của "
        "đảng ủy đảm bảo thiết thực, hiệu quả.",
    )
    add_text(document, "- Thời gian: Hoàn thành trước ngày {{ han.hoi_nghi|ngay }}.")
    add_text(
        document,
        "2. Cấp {{ co_quan.dang_bo_tat }}: {{ co_quan.ten_gon }} tổ chức Hội nghị sơ kết với quy mô, thành "
        "phần phù hợp với công tác phòng, chống dịch Covid-19: Hoàn thành trước ngày "
        "{{ han.hoi_nghi_khoi|ngay }}.",
    )


def _add_responsibilities(document: Document) -> None:
    add_paragraph(document, "Mục", "IV. TỔ CHỨC THỰC HIỆN")
    add_text(
        document,
        "1. Các đảng ủy, chi bộ cơ sở triển khai tổ chức sơ kết theo Kế hoạch; báo cáo "
        f"{{{{ co_quan.ten_gon }}}}{THROUGH} trước ngày {{{{ han.bao_cao|ngay }}}}.",
    )
    add_text(
        document,
        f"2. {_WHO_URGES} hướng dẫn, đôn đốc, theo dõi các cấp ủy, tổ chức đảng đánh giá, tổ chức sơ kết "
        "theo Kế hoạch. Tham mưu xây dựng báo cáo của {{ co_quan.ten_tat }}; phối hợp với các ban xây dựng "
        "Đảng và Văn phòng {{ co_quan.ten_tat }} tham mưu Ban Thường vụ tổ chức Hội nghị sơ kết cấp "
        "{{ co_quan.dang_bo_tat }}.",
    )
    add_last_text(
        document,
        "Đề nghị các cấp ủy cơ sở, các ban xây dựng Đảng, Ủy ban Kiểm tra, Văn phòng {{ co_quan.ten_tat }} "
        "chủ động triển khai thực hiện.",
    )
