"""The words of the workbook: its sheets, their columns and the plan's facts, each with its merge field.

Where to add what. Each also needs a field in `plan/model.py`, its meaning in `vocabulary.py`, its value in
`letters/fields.py` and its place in the sample (`tools/sample_plan.py`):

- a column: a line here, and one where its sheet's rows are read (`unit_rows`, `list_rows`);
- a fact: a line in FACTS, and one in `facts`, unless it is a text about the issuer, subject or signatory;
- a sheet: its name and columns here, an entry in SHEETS, its reader in `plan_reader`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the name by which its reader asks for it, the template field of its value.

    ``field`` is None where a template has no single field for it. ``required``: each row must fill it in.
    ``optional``: the column need not be there, and the sample leaves it out.
    """

    header: str
    name: str
    field: str | None = None
    required: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the sheet ``Kế hoạch``: its label, the plan's name for its value, its template field.

    ``name`` is where the plan keeps the value: ``year``, ``issuer.place``.
    """

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
UNITS, FACTS_SHEET = "Đơn vị", "Kế hoạch"
ATTENDEES, RECIPIENTS, DOCUMENTS = "Thành phần", "Nơi nhận", "Văn bản"
SHEETS: Mapping[str, tuple[Column, ...]] = {
    UNITS: COLUMNS,
    FACTS_SHEET: FACT_COLUMNS,
    ATTENDEES: ATTENDEE_COLUMNS,
    RECIPIENTS: RECIPIENT_COLUMNS,
    DOCUMENTS: DOCUMENT_COLUMNS,
}
FACTS = (
    Fact("Mã kế hoạch", "code", "ke_hoach.ma", required=True),
    Fact("Số kế hoạch", "number"),
    Fact("Ngày ban hành", "day"),
    Fact("Năm", "year", "ke_hoach.nam"),
    Fact("Bộ thể thức", "rule_set", "the_thuc.ten"),
    Fact("Cấp trên", "issuer.superior", "co_quan.cap_tren", required=True),
    Fact("Cấp ủy ban hành", "issuer.committee", "co_quan.cap_uy", required=True),
    Fact("Cơ quan ban hành", "issuer.body", "co_quan.ten", required=True),
    Fact("Cơ quan ban hành, viết gọn", "issuer.short_body", "co_quan.ten_gon"),
    Fact("Đảng bộ của cấp ban hành", "issuer.party_body", "co_quan.dang_bo", required=True),
    Fact("Tên gọi tắt của cấp ủy", "issuer.short", "co_quan.ten_tat", required=True),
    Fact("Tên gọi tắt của đảng bộ", "issuer.party_short", "co_quan.dang_bo_tat", required=True),
    Fact("Ký hiệu", "issuer.code", "co_quan.ky_hieu", required=True),
    Fact("Địa danh", "issuer.place", "co_quan.dia_danh", required=True),
    Fact("Đầu mối nhận báo cáo", "issuer.through", "co_quan.dau_moi"),
    Fact("Liên hệ", "issuer.contact", "co_quan.lien_he"),
    Fact("Dịp", "subject.occasion", "so_ket.dip", required=True),
    Fact("Loại công việc", "subject.work", "so_ket.viec"),
    Fact("Văn bản được sơ kết", "subject.document", "so_ket.van_ban", required=True),
    Fact("Tên văn bản được sơ kết", "subject.title", "so_ket.ten_van_ban", required=True),
    Fact("Căn cứ", "subject.basis", "so_ket.can_cu", required=True),
    Fact("Hạn báo cáo", "report_deadline", None, required=True),
    Fact("Hạn hội nghị của đơn vị", "conference_deadline", "han.hoi_nghi"),
    Fact("Hạn hội nghị của cấp ban hành", "issuer_conference.deadline", "han.hoi_nghi_khoi"),
    Fact("Thời gian hội nghị của cấp ban hành", "issuer_conference.time", "hoi_nghi_khoi.thoi_gian"),
    Fact("Địa điểm hội nghị của cấp ban hành", "issuer_conference.place", "hoi_nghi_khoi.dia_diem"),
    Fact("Năm đầu của số liệu", "first_year", "so_lieu.tu", required=True),
    Fact("Năm cuối của số liệu", "last_year", "so_lieu.den", required=True),
    Fact("Quyền hạn ký", "signatory.authority", "nguoi_ky.quyen_han", required=True),
    Fact("Chức vụ người ký", "signatory.position", "nguoi_ky.chuc_vu", required=True),
    Fact("Họ tên người ký", "signatory.name", "nguoi_ky.ho_ten", required=True),
)
