"""The words of the workbook: its sheets, their columns and the plan's facts, each with its merge field."""

from __future__ import annotations

from dataclasses import dataclass

UNITS, FACTS_SHEET = "Đơn vị", "Kế hoạch"
ATTENDEES, RECIPIENTS, DOCUMENTS = "Thành phần", "Nơi nhận", "Văn bản"
SHEETS = (UNITS, FACTS_SHEET, ATTENDEES, RECIPIENTS, DOCUMENTS)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the reader's name for it, the template field of its value.

    ``field`` is None where a template has no single field for it. ``required``: each row must fill it in.
    ``optional``: the sample does not show the column, and it need not be there.
    """

    header: str
    name: str
    field: str | None = None
    required: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the sheet ``Kế hoạch``: its label, the reader's name, the template field of its value."""

    label: str
    name: str
    field: str | None = None
    required: bool = False


COLUMNS = (
    Column("TT", "number", "don_vi.stt"),
    Column("Mã", "code", "don_vi.ma"),
    Column("Tên tổ chức đảng", "name", "don_vi.ten", required=True),
    Column("Hình thức sơ kết", "review_form", "don_vi.so_ket", required=True),
    Column("Thời gian hội nghị", "time", "hoi_nghi.thoi_gian"),
    Column("Địa điểm hội nghị", "place", "hoi_nghi.dia_diem"),
    Column("Hình thức hội nghị", "conference_form", "hoi_nghi.hinh_thuc"),
    Column("Hạn báo cáo", "report_deadline", "han.bao_cao"),
    Column("Kính gửi", "addressee", "don_vi.kinh_gui"),
    Column("Người nhận", "recipient_name", "don_vi.nguoi_nhan"),
    Column("Email", "email", "don_vi.email"),
    Column("Địa chỉ", "address", "don_vi.dia_chi"),
    Column("Số bản", "copies", "don_vi.so_ban"),
    Column("Ghi chú", "note", "don_vi.ghi_chu"),
    Column("Cấp ủy", "committee", "don_vi.cap_uy", optional=True),
    Column("Ký hiệu", "committee_code", "don_vi.ky_hieu", optional=True),
    Column("Quyền hạn", "authority", "don_vi.quyen_han", optional=True),
)
FACT_COLUMNS = (
    Column("Mục", "label", required=True),
    Column("Giá trị", "value"),
    Column("Giải thích", "meaning"),
)
ATTENDEE_COLUMNS = (
    Column("TT", "number"),
    Column("Thành phần", "name", required=True),
    Column("Đơn vị", "unit"),
    Column("Số lượng", "count"),
)
RECIPIENT_COLUMNS = (
    Column("TT", "number"),
    Column("Nơi nhận", "name", required=True),
    Column("Để", "purpose"),
    Column("Số bản", "copies"),
)
DOCUMENT_COLUMNS = (
    Column("Mẫu", "template", required=True),
    Column("Tên", "title"),
    Column("Gửi cho", "audience", required=True),
)
FACTS = (
    Fact("Mã kế hoạch", "code", "ke_hoach.ma", required=True),
    Fact("Số kế hoạch", "number"),
    Fact("Ngày ban hành", "day"),
    Fact("Năm", "year", "ke_hoach.nam"),
    Fact("Bộ thể thức", "rule_set", "the_thuc.ten"),
    Fact("Cấp trên", "superior", "co_quan.cap_tren", required=True),
    Fact("Cấp ủy ban hành", "committee", "co_quan.cap_uy", required=True),
    Fact("Cơ quan ban hành", "body", "co_quan.ten", required=True),
    Fact("Đảng bộ của cấp ban hành", "party_body", "co_quan.dang_bo", required=True),
    Fact("Tên gọi tắt của cấp ủy", "short", "co_quan.ten_tat", required=True),
    Fact("Tên gọi tắt của đảng bộ", "party_short", "co_quan.dang_bo_tat", required=True),
    Fact("Ký hiệu", "committee_code", "co_quan.ky_hieu", required=True),
    Fact("Địa danh", "place", "co_quan.dia_danh", required=True),
    Fact("Đầu mối nhận báo cáo", "through", "co_quan.dau_moi"),
    Fact("Liên hệ", "contact", "co_quan.lien_he"),
    Fact("Dịp", "occasion", "so_ket.dip", required=True),
    Fact("Văn bản được sơ kết", "document", "so_ket.van_ban", required=True),
    Fact("Tên văn bản được sơ kết", "title", "so_ket.ten_van_ban", required=True),
    Fact("Căn cứ", "basis", "so_ket.can_cu", required=True),
    Fact("Hạn báo cáo", "report_deadline", None, required=True),
    Fact("Hạn hội nghị của đơn vị", "conference_deadline", "han.hoi_nghi"),
    Fact("Hạn hội nghị của cấp ban hành", "issuer_deadline", "han.hoi_nghi_khoi"),
    Fact("Thời gian hội nghị của cấp ban hành", "issuer_time", "hoi_nghi_khoi.thoi_gian"),
    Fact("Địa điểm hội nghị của cấp ban hành", "issuer_place", "hoi_nghi_khoi.dia_diem"),
    Fact("Năm đầu của số liệu", "first_year", "so_lieu.tu", required=True),
    Fact("Năm cuối của số liệu", "last_year", "so_lieu.den", required=True),
    Fact("Quyền hạn ký", "authority", "nguoi_ky.quyen_han", required=True),
    Fact("Chức vụ người ký", "position", "nguoi_ky.chuc_vu", required=True),
    Fact("Họ tên người ký", "signatory_name", "nguoi_ky.ho_ten", required=True),
)
