"""The plan itself (kế hoạch) as a template: the text of the sample plan, every fact of it a field."""

from __future__ import annotations

from tools.ooxml_blocks import paragraph, section
from tools.ooxml_package import Document
from tools.template_frame import SUBJECT, THROUGH, closing, issuer_letterhead, issuer_signature, title

# The groups of conference units: "các Đảng bộ: A, B; các Chi bộ: C", the names bold.
_BEFORE_NAMES = (
    "{% for nhom in danh_sach.hoi_nghi %}{% if not loop.first %}; {% endif %}các {{ nhom.loai }}: ",
    ("{{ nhom.ten }}", "Dam"),
    "{% endfor %}",
)
_WHO_URGES = (
    "{% if co_quan.dau_moi %}{{ co_quan.dau_moi }}{% else %}Văn phòng{% endif %} {{ co_quan.ten_tat }}"
)


def plan() -> Document:
    """Return the plan, on the letterhead of the body that issues it."""
    body = (
        issuer_letterhead("{{ ke_hoach.so_ky_hieu }}", "{{ ke_hoach.ngay_thang }}")
        + title("KẾ HOẠCH", "{{ ke_hoach.trich_yeu }}")
        + _text(
            f"Thực hiện {{{{ so_ket.can_cu }}}} về {SUBJECT}, {{{{ co_quan.ten_gon }}}} ban hành Kế "
            f"hoạch như sau:"
        )
        + _purpose()
        + paragraph("MucLaMa", "II. NỘI DUNG SƠ KẾT ", ("(theo Đề cương báo cáo gửi kèm)", "Nghieng"))
        + _manner()
        + _doing()
        + issuer_signature()
        + closing()
        + section()
    )
    return Document("ke-hoach.docx", "Kế hoạch {{ ke_hoach.trich_yeu }}", body)


def _text(*content: str | tuple[str, str]) -> str:
    return paragraph("NoiDung", *content)


def _purpose() -> str:
    return (
        paragraph("MucLaMa", "I. MỤC ĐÍCH, YÊU CẦU")
        + _text(
            "Đánh giá toàn diện, đúng thực trạng công tác lãnh đạo, chỉ đạo, tổ chức thực hiện "
            "{{ so_ket.van_ban }}; nêu rõ kết quả đạt được, những khó khăn, hạn chế, nguyên nhân, bài "
            "học kinh nghiệm và đề ra các nhiệm vụ, giải pháp tiếp tục nâng cao hiệu quả việc xây dựng "
            "và thực hiện quy chế dân chủ cơ sở trong thời gian tới."
        )
        + _text(
            "Thông qua sơ kết, tiếp tục nâng cao nhận thức, trách nhiệm của các tổ chức trong hệ thống "
            "chính trị, của cán bộ, đảng viên, Nhân dân về dân chủ và thực hành dân chủ. Việc tổ chức "
            "sơ kết đảm bảo thiết thực, hiệu quả, bằng các hình thức phù hợp."
        )
    )


def _manner() -> str:
    return (
        paragraph("MucLaMa", "III. PHƯƠNG PHÁP, THỜI GIAN TIẾN HÀNH")
        + _text(
            "1. Cấp cơ sở: {{ co_quan.ten_tat }} chọn ",
            *_BEFORE_NAMES,
            f" để tổ chức Hội nghị sơ kết. Những đơn vị còn lại xây dựng báo cáo {{{{ so_ket.dip }}}} "
            f"thực hiện Nghị quyết gửi về {{{{ co_quan.ten_tat }}}}{THROUGH}.",
        )
        + _text(
            "- Thành phần dự Hội nghị sơ kết: {{ ke_hoach.thanh_phan }}. Ngoài ra, tùy điều kiện và "
            "tình hình dịch bệnh Covid-19 các đảng bộ có thể bổ sung các thành phần cho phù hợp."
        )
        + _text(
            "- Hình thức hội nghị: Có thể tổ chức Hội nghị sơ kết riêng hoặc lồng ghép với nội dung "
            "khác của đảng ủy đảm bảo thiết thực, hiệu quả."
        )
        + _text("- Thời gian: Hoàn thành trước ngày {{ han.hoi_nghi|ngay }}.")
        + _text(
            "2. Cấp {{ co_quan.dang_bo_tat }}: {{ co_quan.ten_gon }} tổ chức Hội nghị sơ kết với quy "
            "mô, thành phần phù hợp với công tác phòng, chống dịch Covid-19: Hoàn thành trước ngày "
            "{{ han.hoi_nghi_khoi|ngay }}."
        )
    )


def _doing() -> str:
    return (
        paragraph("MucLaMa", "IV. TỔ CHỨC THỰC HIỆN")
        + _text(
            "1. Các đảng ủy, chi bộ cơ sở triển khai tổ chức sơ kết theo Kế hoạch; báo cáo "
            "{{ co_quan.ten_gon }}"
            f"{THROUGH} trước ngày {{{{ han.bao_cao|ngay }}}}."
        )
        + _text(
            f"2. {_WHO_URGES} hướng dẫn, đôn đốc, theo dõi các cấp ủy, tổ chức đảng đánh giá, tổ chức "
            f"sơ kết theo "
            "Kế hoạch. Tham mưu xây dựng báo cáo của {{ co_quan.ten_tat }}; phối hợp với các ban xây "
            "dựng Đảng và Văn phòng {{ co_quan.ten_tat }} tham mưu Ban Thường vụ tổ chức Hội nghị sơ "
            "kết cấp {{ co_quan.dang_bo_tat }}."
        )
        + paragraph(
            "NoiDungCuoi",
            "Đề nghị các cấp ủy cơ sở, các ban xây dựng Đảng, Ủy ban Kiểm tra, Văn phòng "
            "{{ co_quan.ten_tat }} chủ động triển khai thực hiện.",
        )
    )
