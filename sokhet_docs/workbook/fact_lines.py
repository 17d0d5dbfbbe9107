"""The plan's facts: the lines of the sheet ``Kế hoạch``, each with its merge field."""

from __future__ import annotations

from dataclasses import dataclass

# What is done with a document or a job, as the first words of Dịp and in labels: Văn bản được tổng kết.
WORKS = ("sơ kết", "tổng kết", "kiểm tra", "giám sát", "khảo sát", "đánh giá")


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the sheet ``Kế hoạch``: its label, the plan's name for its value, its template field.

    ``name`` is where the plan keeps the value: ``year``, ``issuer.place``. ``required``: nothing can be made
    without it. ``usual``: most plans have it, so a line with nearly its label is asked about. ``also`` are
    other labels that are read as this one; so are the ``synonyms``, but that is told.
    """

    label: str
    name: str
    field: str | None = None
    required: bool = False
    usual: bool = False
    also: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the program itself uses for the fact, its own first."""
        return (self.label, *self.also)

    @property
    def all_labels(self) -> tuple[str, ...]:
        """All labels under which the fact is found, its own first."""
        return (*self.labels, *self.synonyms)


FACTS = (
    Fact("Mã kế hoạch", "code", "ke_hoach.ma", required=True),
    Fact("Số kế hoạch", "number", "ke_hoach.so", synonyms=("Số", "Số hiệu")),
    Fact("Ngày ban hành", "day", "ke_hoach.ngay", synonyms=("Ngày ký", "Ngày kế hoạch")),
    Fact("Năm", "year", "ke_hoach.nam"),
    Fact("Bộ thể thức", "rule_set", "the_thuc.ten"),
    Fact("In hai mặt", "duplex", "the_thuc.hai_mat", synonyms=("In 2 mặt", "In hai mặt giấy")),
    Fact("Cấp trên", "issuer.superior", "co_quan.cap_tren", usual=True),
    Fact("Cấp ủy ban hành", "issuer.committee", "co_quan.cap_uy", usual=True),
    Fact("Cơ quan ban hành", "issuer.body", "co_quan.ten", usual=True),
    Fact("Cơ quan ban hành, viết gọn", "issuer.short_body", "co_quan.ten_gon"),
    Fact("Đảng bộ của cấp ban hành", "issuer.party_body", "co_quan.dang_bo", usual=True),
    Fact("Tên gọi tắt của cấp ủy", "issuer.short", "co_quan.ten_tat", usual=True),
    Fact("Tên gọi tắt của đảng bộ", "issuer.party_short", "co_quan.dang_bo_tat", usual=True),
    Fact("Ký hiệu", "issuer.code", "co_quan.ky_hieu", usual=True),
    Fact("Địa danh", "issuer.place", "co_quan.dia_danh", usual=True),
    Fact("Đầu mối nhận báo cáo", "issuer.through", "co_quan.dau_moi"),
    Fact("Liên hệ", "issuer.contact", "co_quan.lien_he"),
    Fact("Dịp", "subject.occasion", "so_ket.dip", usual=True),
    Fact("Loại công việc", "subject.work", "so_ket.viec"),
    Fact(
        "Văn bản được sơ kết", "subject.document", "so_ket.van_ban", usual=True,
        also=(*(f"Văn bản được {work}" for work in WORKS[1:]), "Văn bản"),
    ),
    Fact(
        "Tên văn bản được sơ kết", "subject.title", "so_ket.ten_van_ban", usual=True,
        also=(*(f"Tên văn bản được {work}" for work in WORKS[1:]), "Tên văn bản"),
    ),
    Fact("Căn cứ", "subject.basis", "so_ket.can_cu", usual=True),
    Fact("Mục đích, yêu cầu", "texts.muc_dich", "ke_hoach.muc_dich"),
    Fact("Lưu ý về thành phần", "texts.luu_y_thanh_phan", "ke_hoach.luu_y_thanh_phan"),
    Fact("Lưu ý về hội nghị của cấp ban hành", "texts.luu_y_hoi_nghi", "ke_hoach.luu_y_hoi_nghi"),
    Fact(
        "Hạn báo cáo", "report_deadline", "han.bao_cao", required=True,
        synonyms=(
            "Hạn nộp báo cáo", "Hạn nộp", "Thời hạn báo cáo", "Thời hạn nộp báo cáo", "Hạn gửi báo cáo",
        ),
    ),
    Fact("Hạn hội nghị của đơn vị", "conference_deadline", "han.hoi_nghi"),
    Fact("Hạn hội nghị của cấp ban hành", "issuer_conference.deadline", "han.hoi_nghi_khoi"),
    Fact("Thời gian hội nghị của cấp ban hành", "issuer_conference.time", "hoi_nghi_khoi.thoi_gian"),
    Fact("Địa điểm hội nghị của cấp ban hành", "issuer_conference.place", "hoi_nghi_khoi.dia_diem"),
    Fact("Các kỳ số liệu", "periods", "so_lieu.cac_ky", synonyms=("Kỳ số liệu", "Năm số liệu", "Các kỳ")),
    Fact("Năm đầu của số liệu", "first_year", "so_lieu.tu"),
    Fact("Năm cuối của số liệu", "last_year", "so_lieu.den"),
    Fact(
        "Quyền hạn ký", "signatory.authority", "nguoi_ky.quyen_han", usual=True, synonyms=("Quyền hạn",),
    ),
    Fact("Chức vụ người ký", "signatory.position", "nguoi_ky.chuc_vu", usual=True, synonyms=("Chức vụ",)),
    Fact(
        "Họ tên người ký", "signatory.name", "nguoi_ky.ho_ten", usual=True,
        synonyms=("Họ và tên người ký", "Người ký"),
    ),
)  # fmt: skip
