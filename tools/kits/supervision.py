"""The kit ``kiem-tra``: a supervision of one matter, without a reviewed document, figures or conferences."""

from __future__ import annotations

from datetime import date

from tools.kits.common import facts, guide, unit_columns
from tools.plan_workbook import PlanWorkbook, numbered_units

FACTS = facts(
    {
        "Mã kế hoạch": "KT01-2026",
        "Số kế hoạch": "12",
        "Ngày ban hành": date(2026, 8, 10),
        "Năm": 2026,
        "Cấp trên": "Đảng bộ tỉnh Lào Cai",
        "Cấp ủy ban hành": "Đảng ủy các cơ quan Đảng tỉnh",
        "Cơ quan ban hành": "Ban Thường vụ Đảng ủy các cơ quan Đảng tỉnh",
        "Cơ quan ban hành, viết gọn": "Ban Thường vụ Đảng ủy",
        "Đảng bộ của cấp ban hành": "Đảng bộ các cơ quan Đảng tỉnh",
        "Tên gọi tắt của cấp ủy": "Đảng ủy các cơ quan Đảng tỉnh",
        "Tên gọi tắt của đảng bộ": "Đảng bộ các cơ quan Đảng tỉnh",
        "Ký hiệu": "ĐU",
        "Địa danh": "Lào Cai",
        "Đầu mối nhận báo cáo": "Ủy ban Kiểm tra",
        "Liên hệ": "đồng chí Nông Văn Khải, Ủy ban Kiểm tra, điện thoại 0214 385 0000",
        "Dịp": (
            "tự kiểm tra, giám sát chuyên đề năm 2026 về nền nếp sinh hoạt chi bộ và công tác phát triển "
            "đảng viên"
        ),
        "Loại công việc": "tự kiểm tra",
        "Căn cứ": "Chương trình số 04-CTr/ĐU, ngày 20/01/2026 của Ban Chấp hành Đảng bộ",
        "Mục đích, yêu cầu": (
            "Đánh giá đúng thực trạng nền nếp, chất lượng sinh hoạt chi bộ và công tác phát triển đảng viên ở "
            "các tổ chức đảng; phát huy ưu điểm, kịp thời chấn chỉnh, khắc phục hạn chế, thiếu sót; phòng ngừa "
            "vi phạm từ sớm, từ xa.\n"
            "Việc tự kiểm tra phải nghiêm túc, khách quan, trung thực, đúng nguyên tắc, quy trình; không làm ảnh "
            "hưởng đến nhiệm vụ chuyên môn. Kết quả là căn cứ để Ban Thường vụ Đảng ủy chọn đơn vị kiểm tra "
            "trực tiếp."
        ),
        "Hạn báo cáo": date(2026, 9, 25),
        "Quyền hạn ký": "T/M BAN THƯỜNG VỤ",
        "Chức vụ người ký": "PHÓ BÍ THƯ",
        "Họ tên người ký": "Dương Minh Hiếu",
    }
)
UNITS = (
    "Đảng bộ Văn phòng Tỉnh ủy",
    "Đảng bộ Ban Tổ chức Tỉnh ủy",
    "Đảng bộ Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Đảng bộ Mặt trận Tổ quốc và các đoàn thể tỉnh",
    "Đảng bộ Tòa án nhân dân tỉnh",
    "Đảng bộ Viện kiểm sát nhân dân tỉnh",
    "Đảng bộ Trường Chính trị tỉnh",
    "Đảng bộ Báo và Phát thanh, Truyền hình tỉnh",
    "Chi bộ Cơ quan Ủy ban Kiểm tra Tỉnh ủy",
    "Chi bộ Ban Nội chính Tỉnh ủy",
    "Chi bộ Hội Văn học Nghệ thuật tỉnh",
    "Chi bộ Hội Nhà báo tỉnh",
)
_BODIES, _CELLS = "Loại: Đảng bộ", "Loại: Chi bộ"
SECTIONS = (
    (
        "1",
        "Khái quát tình hình",
        "Số chi bộ trực thuộc, số đảng viên, cơ cấu cấp ủy; đặc điểm tác động đến sinh hoạt chi bộ và công tác "
        "phát triển đảng viên.",
    ),
    ("2", "Nền nếp, chất lượng sinh hoạt chi bộ", None),
    (
        "2.1",
        "Sinh hoạt thường kỳ",
        "Số kỳ sinh hoạt, ngày sinh hoạt; tỷ lệ đảng viên dự; việc miễn, hoãn, vắng không lý do.",
    ),
    ("2.2", "Sinh hoạt chuyên đề", "Số buổi, tên chuyên đề; cách chuẩn bị, thảo luận, kết luận."),
    (
        "2.3",
        "Nghị quyết, sổ biên bản",
        "Chất lượng nghị quyết, kết luận của chi bộ; việc ghi chép, lưu giữ sổ biên bản.",
    ),
    (
        "2.4",
        "Lãnh đạo, chỉ đạo các chi bộ trực thuộc",
        "Việc đảng ủy hướng dẫn, dự sinh hoạt, kiểm tra, đánh giá chất lượng sinh hoạt của các chi bộ trực "
        "thuộc.",
        _BODIES,
    ),
    ("3", "Công tác phát triển đảng viên", None),
    (
        "3.1",
        "Tạo nguồn",
        "Nguồn phát triển đảng viên; việc bồi dưỡng, giao nhiệm vụ thử thách quần chúng ưu tú.",
    ),
    (
        "3.2",
        "Kết nạp, công nhận đảng viên chính thức",
        "Quy trình, hồ sơ, thời hạn; những trường hợp chậm, lý do.",
    ),
    (
        "3.3",
        "Phân công, giúp đỡ đảng viên dự bị",
        "Việc chi bộ phân công đảng viên chính thức theo dõi, giúp đỡ; nhận xét định kỳ.",
        _CELLS,
    ),
    ("4", "Tự đánh giá", None),
    ("4.1", "Ưu điểm", "Những việc làm tốt, có dẫn chứng cụ thể."),
    (
        "4.2",
        "Hạn chế, khuyết điểm, nguyên nhân",
        "Nêu rõ từng hạn chế, nguyên nhân, trách nhiệm của tập thể, cá nhân.",
    ),
    ("5", "Biện pháp khắc phục", "Việc gì, ai làm, bao giờ xong."),
    ("6", "Đề xuất, kiến nghị", "Với Ban Thường vụ Đảng ủy; không có thì ghi “Không có”."),
)

SUPERVISION = PlanWorkbook(
    title="DANH SÁCH ĐƠN VỊ VÀ KẾ HOẠCH KIỂM TRA",
    guide=guide("Kế hoạch, đơn vị, người ký ở đây chỉ để minh họa, hãy thay bằng của mình."),
    unit_columns=unit_columns(without_conferences=True),
    units=numbered_units([{"Tên tổ chức đảng": name} for name in UNITS]),
    facts=FACTS,
    recipients=(
        ("Ủy ban Kiểm tra Tỉnh ủy", "báo cáo", 1),
        ("Ban Thường vụ Đảng ủy", None, 1),
        ("Các ban, Ủy ban Kiểm tra, Văn phòng Đảng ủy", None, 1),
        ("Các đảng ủy, chi bộ cơ sở", None, 0),
        ("Văn phòng Đảng ủy", "lưu", 1),
    ),
    documents=(
        ("cong-van.docx", "Công văn yêu cầu báo cáo", "Tất cả"),
        ("de-cuong.docx", "Đề cương báo cáo tự kiểm tra", "Tất cả"),
        ("bao-cao.docx", "Mẫu báo cáo tự kiểm tra", "Tất cả"),
    ),
    sections=SECTIONS,
)
