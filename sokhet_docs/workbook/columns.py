"""The words of the workbook: its sheets and their columns, each with its merge field.

Where to add what. Each also needs a field in `plan/model.py`, its meaning in `vocabulary.py`, its value in
`letters/fields.py` and its place in the sample (`tools/sample_plan.py`):

- a column: a line here, and one where its sheet's rows are read (`unit_rows`, `list_rows`);
- a fact: a line in `fact_lines`, and one in `facts`, unless it is a text about issuer, subject or signatory;
- a sheet: its name and columns here, an entry in SHEETS, its reader in `plan_reader`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sokhet_docs.workbook.fact_lines import WORKS


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the name by which its reader asks for it, the template field of its value.

    ``field`` is None where a template has no single field for it. ``required``: each row must fill it in.
    ``optional``: the column need not be there, and the sample leaves it out. ``also`` are other headers that
    are read as this one; so are the ``synonyms`` of other offices' lists, but that is told. A clerk's own
    column whose header has all words of one of ``meaning``, in any order, is asked about where this column is
    missing, unless it has one of ``never`` in it; so is one that is wholly one of ``whole``. ``without`` is
    what counts where the column is missing, "" where that goes without saying.
    """

    header: str
    name: str
    field: str | None = None
    required: bool = False
    optional: bool = False
    also: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    meaning: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    without: str = ""

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers that the program itself uses for the column, its own first."""
        return (self.header, *self.also)

    @property
    def all_headers(self) -> tuple[str, ...]:
        """All headers under which the column is found, its own first."""
        return (*self.headers, *self.synonyms)


_NUMBER = Column(
    "TT", "number", synonyms=("STT", "Số TT", "S.TT", "TT.", "STT.", "Số thứ tự", "Thứ tự"),
)  # fmt: skip
_ROW_NUMBER = replace(_NUMBER, optional=True)  # of a sheet whose rows the program counts itself
COLUMNS = (
    replace(_NUMBER, field="don_vi.stt"),
    Column(
        "Mã", "code", "don_vi.ma", synonyms=("Mã đơn vị", "Mã số"), meaning=("mã", "code"),
        never=("thuế", "bưu chính", "bưu điện", "vùng", "qr", "vạch", "hồ sơ", "ngân sách", "bảo hiểm"),
    ),
    Column(
        "Tên tổ chức đảng", "name", "don_vi.ten", required=True, also=("Tên đơn vị", "Đơn vị"),
        synonyms=(
            "Tên cơ quan, đơn vị", "Cơ quan, đơn vị", "Tên cơ quan", "Tên tổ chức cơ sở đảng",
            "Tổ chức cơ sở đảng", "Tên TCCSĐ", "TCCSĐ", "Tổ chức đảng", "Tên đảng bộ, chi bộ",
            "Tên chi bộ, đảng bộ", "Đảng bộ, chi bộ", "Chi bộ, đảng bộ", "Tên chi, đảng bộ", "Tên đảng bộ",
            "Tên chi bộ", "Tên đơn vị, địa phương",
        ),
        meaning=("tên", "đơn vị", "cơ quan", "tổ chức", "đảng bộ", "chi bộ", "địa phương", "nơi nhận"),
    ),
    Column(
        "Hình thức", "review_form", "don_vi.so_ket",
        also=tuple(f"Hình thức {work}" for work in (*WORKS, "báo cáo")),
        meaning=("hình thức", "phương thức", "hội nghị báo cáo", "họp báo cáo"),
        whole=("hội nghị", "họp", "tổ chức hội nghị", "có hội nghị", "tổ chức họp", "có tổ chức hội nghị"),
    ),
    Column(
        "Thời gian hội nghị", "time", "hoi_nghi.thoi_gian",
        synonyms=(
            "Giờ họp", "Ngày họp", "Ngày, giờ họp", "Ngày giờ họp", "Thời gian họp", "Giờ hội nghị",
            "Ngày hội nghị", "Thời gian tổ chức", "Thời gian tổ chức hội nghị", "Ngày tổ chức hội nghị",
        ),
        meaning=(
            "giờ", "thời gian", "thời điểm", "ngày họp", "lịch họp", "buổi họp", "ngày hội nghị",
            "lịch hội nghị", "ngày tổ chức", "ngày dự kiến",
        ),
        never=("làm việc", "mở cửa", "hành chính", "công tác", "thành lập", "nhiệm kỳ", "tiếp dân"),
    ),
    Column(
        "Địa điểm hội nghị", "place", "hoi_nghi.dia_diem",
        synonyms=(
            "Địa điểm", "Địa điểm họp", "Nơi họp", "Địa điểm tổ chức", "Nơi tổ chức",
            "Địa điểm tổ chức hội nghị",
        ),
        meaning=("địa điểm", "nơi họp", "chỗ họp", "phòng họp", "hội trường", "nơi hội nghị", "nơi tổ chức"),
    ),
    Column(
        "Hình thức hội nghị", "conference_form", "hoi_nghi.hinh_thuc",
        synonyms=("Hình thức họp", "Hình thức tổ chức", "Hình thức tổ chức hội nghị"),
        meaning=("hình thức họp", "hình thức hội nghị", "trực tuyến", "trực tiếp"),
    ),
    Column(
        "Hạn báo cáo", "report_deadline", "han.bao_cao", without="đang dùng hạn chung ở trang “Kế hoạch”",
        synonyms=(
            "Hạn nộp", "Hạn nộp báo cáo", "Thời hạn", "Thời hạn báo cáo", "Thời hạn nộp",
            "Thời hạn nộp báo cáo", "Thời hạn gửi báo cáo", "Hạn gửi", "Hạn gửi báo cáo", "Ngày nộp báo cáo",
            "Hạn cuối", "Hạn cuối nộp báo cáo",
        ),
        meaning=(
            "hạn", "ngày nộp", "ngày gửi", "ngày báo cáo", "ngày phải", "nộp trước", "gửi trước",
            "trước ngày", "ngày cuối", "chậm nhất", "deadline", "thời gian nộp", "thời gian gửi",
            "thời gian báo cáo",
        ),
    ),
    Column(
        "Kính gửi", "addressee", "don_vi.kinh_gui", synonyms=("Nơi gửi", "Gửi đến"), meaning=("gửi",),
        never=("đã", "chưa", "trạng thái", "tình trạng", "kết quả", "hình thức", "cách", "ngày"),
    ),
    Column(
        "Người nhận", "recipient_name", "don_vi.nguoi_nhan",
        synonyms=("Họ và tên người nhận", "Họ tên người nhận", "Tên người nhận", "Người nhận văn bản"),
        meaning=(
            "người nhận", "cán bộ", "đầu mối", "liên hệ", "phụ trách", "họ tên", "văn thư", "theo dõi",
            "đại diện",
        ),
    ),
    Column(
        "Email", "email", "don_vi.email",
        synonyms=("E-mail", "Thư điện tử", "Địa chỉ email", "Địa chỉ e-mail", "Địa chỉ thư điện tử", "Mail"),
        meaning=("email", "mail", "gmail", "thư điện tử", "hộp thư", "hòm thư", "địa chỉ email"),
    ),
    Column(
        "Địa chỉ", "address", "don_vi.dia_chi",
        synonyms=("Địa chỉ nhận", "Địa chỉ nơi nhận", "Địa chỉ cơ quan", "Địa chỉ đơn vị"),
        meaning=("địa chỉ", "trụ sở", "nơi đóng"),
    ),
    Column(
        "Số bản", "copies", "don_vi.so_ban",
        synonyms=("Số lượng bản", "Số bản gửi", "Số bản in"), meaning=("số bản", "bản in", "sl bản"),
        never=("văn bản", "biên bản"),
    ),
    Column("Ghi chú", "note", "don_vi.ghi_chu", synonyms=("Chú thích",), meaning=("ghi chú", "lưu ý")),
    Column("Cấp ủy", "committee", "don_vi.cap_uy", optional=True),
    Column("Ký hiệu", "committee_code", "don_vi.ky_hieu", optional=True),
    Column("Quyền hạn", "authority", "don_vi.quyen_han", optional=True),
    Column(
        "Loại", "kind", "don_vi.loai", optional=True,
        meaning=("loại hình", "loại đơn vị", "loại tổ chức", "loại chi bộ", "loại đảng bộ"),
    ),
)  # fmt: skip
FACT_COLUMNS = (
    _ROW_NUMBER,
    Column("Mục", "label", required=True, synonyms=("Tên mục", "Thông tin", "Nội dung")),
    Column("Giá trị", "value"),
    Column("Giải thích", "meaning"),
)
ATTENDEE_COLUMNS = (
    _NUMBER,
    Column(
        "Thành phần", "name", required=True,
        synonyms=(
            "Thành phần dự", "Thành phần tham dự", "Thành phần mời", "Thành phần dự hội nghị",
            "Đại biểu", "Khách mời", "Họ và tên", "Họ tên",
        ),
    ),
    Column("Đơn vị", "unit", synonyms=("Tên đơn vị", "Tên tổ chức đảng", "Hội nghị của")),
    Column(
        "Số lượng", "count", synonyms=("SL", "Số người", "Số đại biểu", "Số lượng đại biểu"),
        meaning=("số lượng", "số người", "bao nhiêu"),
    ),
)  # fmt: skip
RECIPIENT_COLUMNS = (
    _NUMBER,
    Column(
        "Nơi nhận", "name", required=True,
        synonyms=("Nơi gửi", "Tên nơi nhận", "Cơ quan nhận", "Cơ quan, đơn vị nhận", "Gửi đến"),
    ),
    Column("Để", "purpose", synonyms=("Mục đích", "Gửi để"), meaning=("mục đích", "để")),
    Column(
        "Số bản", "copies", synonyms=("Số lượng bản", "Số bản gửi", "Số lượng", "SL"),
        meaning=("số bản", "số lượng"),
    ),
)  # fmt: skip
DOCUMENT_COLUMNS = (
    _ROW_NUMBER,
    Column(
        "Mẫu", "template", required=True,
        synonyms=("Tệp mẫu", "Tên tệp", "Tên tệp mẫu", "Tệp", "Tên mẫu", "File", "Tên file"),
    ),
    Column("Tên", "title", synonyms=("Tên văn bản", "Tiêu đề", "Trích yếu")),
    Column("Gửi cho", "audience", required=True, synonyms=("Nơi gửi", "Nơi nhận", "Gửi đến", "Đối tượng")),
    Column("Số", "document_number", synonyms=("Số văn bản", "Số hiệu")),
    Column("Ngày", "day", synonyms=("Ngày văn bản", "Ngày ký", "Ngày ban hành"), meaning=("ngày",)),
    Column("Quyền hạn", "authority"),
    Column("Chức vụ", "position"),
    Column("Họ tên", "signatory", synonyms=("Họ và tên", "Người ký", "Họ tên người ký")),
)  # fmt: skip
OUTLINE_COLUMNS = (
    Column("Mục", "place", synonyms=("Số mục", *_NUMBER.headers, *_NUMBER.synonyms)),
    Column("Tiêu đề", "heading", required=True, synonyms=("Nội dung", "Tên mục", "Đề mục")),
    Column("Gợi ý", "guidance", synonyms=("Hướng dẫn", "Yêu cầu")),
    Column("Dành cho", "audience", synonyms=("Đối tượng",)),
    Column("Mã", "code"),
)
FIGURE_COLUMNS = (
    _ROW_NUMBER,
    Column("Nhóm", "group", synonyms=("Nhóm chỉ tiêu",)),
    Column("Chỉ tiêu", "label", required=True, synonyms=("Tên chỉ tiêu", "Nội dung")),
    Column("Đơn vị tính", "measure", synonyms=("ĐVT", "Đơn vị")),
    Column("Kiểu", "kind"),
    Column("Cộng các kỳ", "summed"),
    Column("Biểu đồ", "charted"),
    Column("Dành cho", "audience", synonyms=("Đối tượng",)),
    Column("Mã", "code"),
)
# Whose conference a guest or an item of a programme belongs to: a unit's; blank means the issuing body's.
_CONFERENCE = Column(
    "Hội nghị",
    "conference",
    optional=True,
    also=("Hội nghị của", "Dự hội nghị"),
    synonyms=("Hội nghị của đơn vị", "Đơn vị tổ chức", "Đơn vị tổ chức hội nghị"),
)
GUEST_COLUMNS = (
    _ROW_NUMBER,
    Column(
        "Họ tên", "name", required=True, also=("Họ và tên",),
        synonyms=("Họ tên đại biểu", "Họ và tên đại biểu", "Tên đại biểu", "Đại biểu", "Khách mời"),
    ),
    Column(
        "Chức vụ", "position", synonyms=("Chức danh", "Chức vụ, chức danh"), meaning=("chức vụ", "chức danh"),
    ),
    Column(
        "Đơn vị", "body",
        synonyms=(
            "Cơ quan, đơn vị", "Cơ quan", "Đơn vị công tác", "Cơ quan công tác", "Nơi công tác", "Tên đơn vị",
            "Tên cơ quan", "Tên cơ quan, đơn vị",
        ),
        meaning=("đơn vị", "cơ quan", "nơi công tác"),
    ),
    Column(
        "Nhóm", "group",
        synonyms=("Thành phần", "Nhóm đại biểu", "Thành phần dự", "Khối"), meaning=("nhóm", "thành phần"),
    ),
    Column(
        "Có mặt", "coming",
        synonyms=("Tham dự", "Xác nhận", "Xác nhận tham dự", "Dự họp", "Có dự"),
        meaning=("có mặt", "xác nhận", "tham dự"),
    ),
    _CONFERENCE,
)  # fmt: skip
PROGRAMME_COLUMNS = (
    _ROW_NUMBER,
    Column("Thời gian", "time", synonyms=("Giờ", "Thời điểm"), meaning=("thời gian", "giờ")),
    Column("Nội dung", "heading", required=True, synonyms=("Nội dung chương trình", "Nội dung công việc")),
    Column(
        "Người thực hiện", "presenter",
        synonyms=("Thực hiện", "Phụ trách", "Người phụ trách", "Người trình bày", "Đơn vị thực hiện"),
        meaning=("thực hiện", "phụ trách", "trình bày"),
    ),
    _CONFERENCE,
)  # fmt: skip
UNITS, FACTS_SHEET = "Đơn vị", "Kế hoạch"
ATTENDEES, RECIPIENTS, DOCUMENTS = "Thành phần", "Nơi nhận", "Văn bản"
OUTLINE, FIGURES_SHEET = "Đề cương", "Số liệu"
GUESTS, PROGRAMME = "Đại biểu", "Chương trình"
SHEETS: Mapping[str, tuple[Column, ...]] = {
    UNITS: COLUMNS,
    FACTS_SHEET: FACT_COLUMNS,
    ATTENDEES: ATTENDEE_COLUMNS,
    RECIPIENTS: RECIPIENT_COLUMNS,
    DOCUMENTS: DOCUMENT_COLUMNS,
    OUTLINE: OUTLINE_COLUMNS,
    FIGURES_SHEET: FIGURE_COLUMNS,
    GUESTS: GUEST_COLUMNS,
    PROGRAMME: PROGRAMME_COLUMNS,
}
CONFERENCE_SHEETS = (GUESTS, PROGRAMME)  # of a clerk who has the papers of a conference made
OPTIONAL_SHEETS = (OUTLINE, FIGURES_SHEET, *CONFERENCE_SHEETS)  # a plan without one has nothing of that kind
