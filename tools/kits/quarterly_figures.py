"""The kit ``so-lieu``: figures of four quarters, no outline, units of all kinds."""

from __future__ import annotations

from datetime import date

from tools.kits.common import facts, guide, unit_columns
from tools.plan_workbook import PlanWorkbook, Values, numbered_units
from tools.sample_plan import Column

FACTS = facts(
    {
        "Mã kế hoạch": "SL-CDS-2026",
        "Số kế hoạch": "09",
        "Ngày ban hành": date(2026, 6, 29),
        "Năm": 2026,
        "Cấp trên": "Tỉnh ủy Lâm Đồng",
        "Cấp ủy ban hành": "Văn phòng",
        "Cơ quan ban hành": "Văn phòng Tỉnh ủy Lâm Đồng",
        "Cơ quan ban hành, viết gọn": "Văn phòng Tỉnh ủy",
        "Đảng bộ của cấp ban hành": "Đảng bộ tỉnh Lâm Đồng",
        "Tên gọi tắt của cấp ủy": "Văn phòng Tỉnh ủy",
        "Tên gọi tắt của đảng bộ": "Văn phòng Tỉnh ủy",
        "Ký hiệu": "VPTU",
        "Địa danh": "Lâm Đồng",
        "Đầu mối nhận báo cáo": "Phòng Cơ yếu - Công nghệ thông tin",
        "Liên hệ": "đồng chí K' Brối, Phòng Cơ yếu - Công nghệ thông tin, điện thoại 0263 385 0000",
        "Dịp": "tổng hợp số liệu chuyển đổi số năm 2026",
        "Loại công việc": "tổng hợp số liệu",
        "Căn cứ": "Chương trình số 15-CTr/TU, ngày 12/02/2026 của Tỉnh ủy",
        "Mục đích, yêu cầu": (
            "Nắm đúng, kịp thời kết quả chuyển đổi số từng quý ở các cơ quan, đơn vị, địa phương, phục vụ "
            "sự lãnh "
            "đạo, chỉ đạo của Tỉnh ủy.\n"
            "Số liệu phải chính xác, thống nhất cách tính, có người chịu trách nhiệm; không ước tính khi "
            "chưa "
            "có số."
        ),
        "Hạn báo cáo": date(2027, 1, 15),
        "Các kỳ số liệu": "Quý I/2026; Quý II/2026; Quý III/2026; Quý IV/2026",
        "Quyền hạn ký": "K/T CHÁNH VĂN PHÒNG",
        "Chức vụ người ký": "PHÓ CHÁNH VĂN PHÒNG",
        "Họ tên người ký": "Phan Thị Hồng Nhung",
    }
)
_KIND, _NAME = "Loại", "Tên đơn vị"
_COMMUNE, _OFFICE, _SCHOOL, _UNION = "Cấp xã", "Cơ quan", "Trường", "Đoàn thể"


def _unit(name: str, kind: str, code: str | None = None, authority: str | None = None) -> Values:
    return {_NAME: name, _KIND: kind, "Ký hiệu": code, "Quyền hạn": authority}


UNITS = (
    _unit("Đảng bộ phường Xuân Hương - Đà Lạt", _COMMUNE),
    _unit("Đảng bộ phường Cam Ly - Đà Lạt", _COMMUNE),
    _unit("Đảng bộ phường Phan Thiết", _COMMUNE),
    _unit("Đảng bộ xã Đức Trọng", _COMMUNE),
    _unit("Đảng bộ xã Di Linh", _COMMUNE),
    _unit("Ủy ban nhân dân xã Lạc Dương", _COMMUNE, "UBND", "T/M ỦY BAN NHÂN DÂN"),
    _unit("Ủy ban nhân dân xã Bảo Lâm 1", _COMMUNE, "UBND", "T/M ỦY BAN NHÂN DÂN"),
    _unit("Đảng bộ Sở Khoa học và Công nghệ", _OFFICE),
    _unit("Đảng bộ Sở Tài chính", _OFFICE),
    _unit("Chi bộ Ban Nội chính Tỉnh ủy", _OFFICE),
    _unit("Chi bộ Ban Tuyên giáo và Dân vận Tỉnh ủy", _OFFICE),
    _unit("Trường Chính trị tỉnh", _SCHOOL, "TCT", "T/M BAN GIÁM HIỆU"),
    _unit("Trường Cao đẳng Đà Lạt", _SCHOOL, "CĐĐL", "T/M BAN GIÁM HIỆU"),
    _unit("Liên đoàn Lao động tỉnh", _UNION, "LĐLĐ", "T/M BAN THƯỜNG VỤ"),
    _unit("Hội Nông dân tỉnh", _UNION, "HND", "T/M BAN THƯỜNG VỤ"),
)
_PAPERS, _SERVICES = "Văn bản điện tử", "Dịch vụ công trực tuyến"
_SKILLS, _EQUIPMENT, _MONEY = "Bồi dưỡng kỹ năng số", "Hạ tầng, an toàn thông tin", "Kinh phí"
FIGURES = (
    (_PAPERS, "Số văn bản đi phát hành điện tử", "văn bản", None, None, "Có", None, "vb_di"),
    (_PAPERS, "Tỷ lệ văn bản đi có ký số", "%", "Tỷ lệ %", None, None, None, "vb_kyso"),
    (_SERVICES, "Số hồ sơ tiếp nhận trực tuyến", "hồ sơ", None, None, "Có", f"{_KIND}: {_COMMUNE}", "dvc_hs"),
    (
        _SERVICES,
        "Tỷ lệ hồ sơ giải quyết đúng hạn",
        "%",
        "Tỷ lệ %",
        None,
        None,
        f"{_KIND}: {_COMMUNE}",
        "dvc_dunghan",
    ),
    (_SKILLS, "Số lượt người được bồi dưỡng", "lượt người", None, None, "Có", None, "bd_luot"),
    (_SKILLS, "Số giờ bồi dưỡng", "giờ", "Số thập phân", None, None, None, "bd_gio"),
    (_EQUIPMENT, "Số máy tính đang dùng đến cuối quý", "máy", None, "Không", None, None, "ht_may"),
    (_EQUIPMENT, "Tốc độ đường truyền bình quân", "Mbps", "Số thập phân", "Không", None, None, "ht_tocdo"),
    (
        _EQUIPMENT,
        "Tỷ lệ máy tính có phần mềm phòng, chống mã độc",
        "%",
        "Tỷ lệ %",
        None,
        None,
        None,
        "ht_madoc",
    ),
    (_MONEY, "Kinh phí đã chi cho chuyển đổi số", "triệu đồng", "Số thập phân", None, "Có", None, "kp_chi"),
)
_ADDED_COLUMNS = (
    Column(_KIND, 12, "Nhóm đơn vị, để dùng ở cột “Dành cho”, “Gửi cho”.", "@", centered=True),
    Column(
        "Ký hiệu", 10, "Đứng sau số báo cáo của đơn vị. Đảng bộ, chi bộ thì để trống.", "@", centered=True
    ),
    Column("Quyền hạn", 24, "Trên chữ ký của đơn vị. Đảng bộ, chi bộ thì để trống.", "@"),
)


def _columns() -> list[Column]:
    number, code, name, *others = unit_columns(without_conferences=True)
    named = Column(_NAME, name.width, "Bắt buộc. Viết như trên văn bản.", name.number_format)
    return [number, code, named, *_ADDED_COLUMNS, *others]


QUARTERLY_FIGURES = PlanWorkbook(
    title="DANH SÁCH ĐƠN VỊ VÀ KẾ HOẠCH THU SỐ LIỆU",
    guide=guide("Kế hoạch, đơn vị, người ký ở đây chỉ để minh họa, hãy thay bằng của mình."),
    unit_columns=_columns(),
    units=numbered_units(UNITS),
    facts=FACTS,
    recipients=(
        ("Thường trực Tỉnh ủy", "báo cáo", 1),
        ("Lãnh đạo Văn phòng Tỉnh ủy", None, 1),
        ("Các cơ quan, đơn vị, địa phương có tên trong danh sách", None, 0),
        ("Phòng Cơ yếu - Công nghệ thông tin", None, 1),
        ("Văn phòng Tỉnh ủy", "lưu", 1),
    ),
    documents=(
        ("cong-van.docx", "Công văn yêu cầu báo cáo", "Tất cả"),
        ("de-cuong.docx", "Hướng dẫn báo cáo", "Tất cả"),
        ("bao-cao.docx", "Mẫu báo cáo số liệu", "Tất cả"),
    ),
    figures=FIGURES,
)
