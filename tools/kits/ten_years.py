"""The kit ``tong-ket``: ten years of a directive, three conferences, figures of three years."""

from __future__ import annotations

from datetime import date, datetime

from tools.kits.common import facts, guide, unit_columns
from tools.plan_workbook import PlanWorkbook, Values, numbered_units

_DIRECTIVE = "Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị"

FACTS = facts(
    {
        "Mã kế hoạch": "TK05-2026",
        "Số kế hoạch": "48",
        "Ngày ban hành": date(2026, 6, 15),
        "Năm": 2026,
        "Bộ thể thức": "HD05",
        "Cấp trên": "Đảng bộ tỉnh Quảng Trị",
        "Cấp ủy ban hành": "Đảng ủy Ủy ban nhân dân tỉnh",
        "Cơ quan ban hành": "Ban Thường vụ Đảng ủy Ủy ban nhân dân tỉnh",
        "Cơ quan ban hành, viết gọn": "Ban Thường vụ Đảng ủy UBND tỉnh",
        "Đảng bộ của cấp ban hành": "Đảng bộ Ủy ban nhân dân tỉnh",
        "Tên gọi tắt của cấp ủy": "Đảng ủy UBND tỉnh",
        "Tên gọi tắt của đảng bộ": "Đảng bộ UBND tỉnh",
        "Ký hiệu": "ĐU",
        "Địa danh": "Quảng Trị",
        "Đầu mối nhận báo cáo": "Ban Tuyên giáo và Dân vận",
        "Liên hệ": "đồng chí Hoàng Thị Mai Liên, Ban Tuyên giáo và Dân vận, điện thoại 0233 385 0000",
        "Dịp": "tổng kết 10 năm",
        "Loại công việc": "tổng kết",
        "Văn bản được tổng kết": _DIRECTIVE,
        "Tên văn bản được tổng kết": "Đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        "Căn cứ": "Kế hoạch số 31-KH/TU, ngày 18/5/2026 của Ban Thường vụ Tỉnh ủy",
        "Mục đích, yêu cầu": (
            f"Đánh giá khách quan, toàn diện kết quả 10 năm thực hiện {_DIRECTIVE}; làm rõ những chuyển biến về "
            "nhận thức, đạo đức, lối sống, tác phong công tác của cán bộ, đảng viên; chỉ ra hạn chế, nguyên "
            "nhân, rút ra bài học kinh nghiệm; đề ra nhiệm vụ, giải pháp cho thời gian tới.\n"
            "Phát hiện, biểu dương các tập thể, cá nhân tiêu biểu trong học tập và làm theo Bác; nhân rộng "
            "những mô hình, cách làm hay, sáng tạo.\n"
            "Việc tổng kết tiến hành từ cơ sở, thiết thực, tiết kiệm, gắn với nhiệm vụ chính trị của từng cơ "
            "quan, đơn vị."
        ),
        "Lưu ý về thành phần": (
            "Tùy điều kiện, các đảng bộ có thể mời thêm tập thể, cá nhân điển hình để trao đổi kinh nghiệm."
        ),
        "Lưu ý về hội nghị của cấp ban hành": "kết hợp biểu dương các điển hình tiêu biểu",
        "Hạn báo cáo": date(2026, 8, 14),
        "Hạn hội nghị của đơn vị": date(2026, 7, 31),
        "Hạn hội nghị của cấp ban hành": date(2026, 8, 28),
        "Địa điểm hội nghị của cấp ban hành": "Hội trường Ủy ban nhân dân tỉnh",
        "Các kỳ số liệu": "2023; 2024; 2025",
        "Quyền hạn ký": "T/M BAN THƯỜNG VỤ",
        "Chức vụ người ký": "PHÓ BÍ THƯ THƯỜNG TRỰC",
        "Họ tên người ký": "Lê Quang Thạch",
    },
    "được tổng kết",
)
_FORM = "Hình thức tổng kết"


def _held(
    name: str, time: datetime | None = None, place: str | None = None, form: str | None = None
) -> Values:
    return {
        "Tên tổ chức đảng": name,
        _FORM: "Hội nghị",
        "Thời gian hội nghị": time,
        "Địa điểm hội nghị": place,
        "Hình thức hội nghị": form,
    }


CONFERENCES = (
    _held(
        "Đảng bộ Sở Giáo dục và Đào tạo",
        datetime(2026, 7, 24, 8, 0),
        "Hội trường Sở Giáo dục và Đào tạo",
        "Riêng",
    ),
    _held("Đảng bộ Sở Nông nghiệp và Môi trường", form="Lồng ghép"),
    _held("Đảng bộ Bệnh viện Đa khoa tỉnh"),
)
REPORTS = (
    "Đảng bộ Văn phòng Ủy ban nhân dân tỉnh",
    "Đảng bộ Sở Nội vụ",
    "Đảng bộ Sở Tài chính",
    "Đảng bộ Sở Tư pháp",
    "Đảng bộ Sở Công Thương",
    "Đảng bộ Sở Xây dựng",
    "Đảng bộ Sở Khoa học và Công nghệ",
    "Đảng bộ Sở Văn hóa, Thể thao và Du lịch",
    "Đảng bộ Sở Y tế",
    "Đảng bộ Thanh tra tỉnh",
    "Đảng bộ Ban Quản lý Khu kinh tế tỉnh",
    "Đảng bộ Trường Cao đẳng Y tế tỉnh",
    "Đảng bộ Công ty Trách nhiệm hữu hạn một thành viên Quản lý, khai thác công trình thủy lợi tỉnh",
    "Chi bộ Sở Dân tộc và Tôn giáo",
    "Chi bộ Ban Quản lý dự án đầu tư xây dựng tỉnh",
    "Chi bộ Quỹ Đầu tư phát triển tỉnh",
    "Chi bộ Vườn quốc gia Phong Nha - Kẻ Bàng",
)

SECTIONS = (
    (
        "1",
        "Đặc điểm tình hình",
        "Khái quát chức năng, nhiệm vụ; số tổ chức đảng trực thuộc, số đảng viên; những thuận lợi, khó khăn "
        "tác động đến việc học tập và làm theo Bác.",
    ),
    ("2", "Công tác lãnh đạo, chỉ đạo", None),
    (
        "2.1",
        "Quán triệt, triển khai Chỉ thị",
        "Hình thức, thời gian, đối tượng quán triệt; số cuộc, số lượt người dự.",
    ),
    (
        "2.2",
        "Cụ thể hóa thành chương trình, kế hoạch",
        "Các nghị quyết, chương trình, kế hoạch đã ban hành (ghi rõ số, ký hiệu, ngày, trích yếu).",
    ),
    (
        "2.3",
        "Công tác tuyên truyền",
        "Nội dung, hình thức tuyên truyền; chuyên mục, cuộc thi, hội thi đã tổ chức.",
    ),
    (
        "2.4",
        "Công tác kiểm tra, giám sát",
        "Số cuộc kiểm tra, giám sát; những việc đã chấn chỉnh, khắc phục sau kiểm tra.",
    ),
    ("3", "Kết quả thực hiện", None),
    ("3.1", "Học tập các chuyên đề hằng năm", "Chuyên đề từng năm, cách tổ chức học tập, kết quả."),
    (
        "3.2",
        "Làm theo và nêu gương",
        "Việc đăng ký, thực hiện kế hoạch làm theo của tập thể, cá nhân; trách nhiệm nêu gương của người đứng đầu.",
    ),
    (
        "3.3",
        "Giải quyết những việc khó, việc còn vướng mắc",
        "Những khâu đột phá đã chọn; những việc tồn đọng đã giải quyết xong, kết quả cụ thể.",
    ),
    (
        "3.4",
        "Mô hình, điển hình",
        "Tên mô hình, tập thể, cá nhân tiêu biểu; hiệu quả, khả năng nhân rộng.",
    ),
    ("4", "Đánh giá chung", None),
    ("4.1", "Ưu điểm", "Những chuyển biến rõ nét, có số liệu, dẫn chứng cụ thể."),
    (
        "4.2",
        "Hạn chế, nguyên nhân",
        "Những việc chưa làm được hoặc làm chưa tốt; nguyên nhân khách quan, chủ quan.",
    ),
    ("4.3", "Bài học kinh nghiệm", "Những kinh nghiệm rút ra trong lãnh đạo, chỉ đạo, tổ chức thực hiện."),
    ("5", "Phương hướng, nhiệm vụ, giải pháp", "Nhiệm vụ trọng tâm, giải pháp chủ yếu trong thời gian tới."),
    ("6", "Kiến nghị, đề xuất", "Kiến nghị với cấp ủy cấp trên; không có thì ghi “Không có”."),
)
_STUDY, _PROMISE, _MODELS = "Học tập chuyên đề", "Đăng ký làm theo", "Mô hình, điển hình"
_MEETINGS, _INSPECTION, _PRAISE = (
    "Sinh hoạt chuyên đề của chi bộ",
    "Kiểm tra, giám sát",
    "Biểu dương, khen thưởng",
)
FIGURES = (
    (_STUDY, "Số hội nghị học tập", "hội nghị", None, None, "Có", None, "ht_hoinghi"),
    (_STUDY, "Số lượt cán bộ, đảng viên tham gia", "lượt người", None, None, None, None, "ht_luot"),
    (_PROMISE, "Số tập thể đăng ký", "tập thể", None, None, None, None, "dk_tapthe"),
    (_PROMISE, "Số cán bộ, đảng viên đăng ký", "người", None, None, None, None, "dk_canhan"),
    (_MODELS, "Số mô hình xây dựng mới", "mô hình", None, None, "Có", None, "mh_moi"),
    (_MODELS, "Số mô hình đang duy trì đến cuối năm", "mô hình", None, "Không", None, None, "mh_duytri"),
    (_MEETINGS, "Số buổi sinh hoạt", "buổi", None, None, "Có", None, "sh_buoi"),
    (_MEETINGS, "Tỷ lệ đảng viên dự sinh hoạt", "%", "Tỷ lệ %", None, None, None, "sh_tyle"),
    (_INSPECTION, "Số cuộc kiểm tra", "cuộc", None, None, "Có", None, "ktra"),
    (_INSPECTION, "Số cuộc giám sát", "cuộc", None, None, "Có", None, "gsat"),
    (_PRAISE, "Số tập thể được biểu dương", "tập thể", None, None, None, None, "kt_tapthe"),
    (_PRAISE, "Số cá nhân được biểu dương", "người", None, None, None, None, "kt_canhan"),
)

TEN_YEARS = PlanWorkbook(
    title="DANH SÁCH ĐƠN VỊ VÀ KẾ HOẠCH TỔNG KẾT",
    guide=guide("Chỉ thị là thật; số kế hoạch, đơn vị, người ký chỉ để minh họa, hãy thay bằng của mình."),
    unit_columns=unit_columns(_FORM),
    units=numbered_units([*CONFERENCES, *({"Tên tổ chức đảng": name, _FORM: "Báo cáo"} for name in REPORTS)]),
    facts=FACTS,
    attendees=(
        "Đại diện Ban Thường vụ Đảng ủy Ủy ban nhân dân tỉnh",
        "Ủy viên Ban Chấp hành đảng bộ",
        "Bí thư các chi bộ trực thuộc",
        "Trưởng các phòng, ban, đơn vị trực thuộc",
        "Trưởng các đoàn thể",
    ),
    recipients=(
        ("Ban Thường vụ Tỉnh ủy", "báo cáo", 1),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "báo cáo", 1),
        ("Ban Thường vụ Đảng ủy UBND tỉnh", None, 1),
        ("Các ban, Ủy ban Kiểm tra, Văn phòng Đảng ủy UBND tỉnh", None, 1),
        ("Các đảng ủy, chi bộ cơ sở", None, 0),
        ("Văn phòng Đảng ủy UBND tỉnh", "lưu", 1),
    ),
    documents=(
        ("cong-van.docx", "Công văn yêu cầu báo cáo", "Tất cả"),
        ("de-cuong.docx", "Đề cương báo cáo", "Tất cả"),
        ("giay-moi.docx", "Giấy mời hội nghị tổng kết", "Hội nghị"),
        ("bao-cao.docx", "Mẫu báo cáo", "Tất cả"),
        ("giay-moi-khoi.docx", "Giấy mời hội nghị tổng kết của cấp ban hành", "Không gửi"),
    ),
    sections=SECTIONS,
    figures=FIGURES,
)
