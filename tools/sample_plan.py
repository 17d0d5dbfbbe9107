"""The plan of 2022 as data for the sample workbook: columns, facts, attendees, recipients, documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Value = str | int | date | None


@dataclass(frozen=True)
class Column:
    """One column: its header, its width in characters, a note on the header, its number format."""

    title: str
    width: float
    note: str = ""
    number_format: str = "General"
    choices: str = ""
    wrap: bool = True
    centered: bool = False
    free: bool = False
    """Whether other values than ``choices`` may be typed."""


CHOOSE = "Bấm vào ô rồi chọn trong danh sách."
UNIT_COLUMNS = (
    Column("TT", 5, "Số thứ tự. Để trống thì lấy theo thứ tự dòng.", centered=True),
    Column("Mã", 8, "Mã ngắn, không trùng nhau. Để trống thì phần mềm tự đặt: DB01, CB01 …", "@"),
    Column(
        "Tên tổ chức đảng",
        46,
        "Bắt buộc. Viết như trên văn bản. “Đảng bộ …”, “Chi bộ …” thì gửi Đảng ủy …, Chi bộ ….",
        "@",
    ),
    Column(
        "Hình thức sơ kết",
        13,
        f"Để trống là Báo cáo. {CHOOSE}",
        "@",
        "Hội nghị,Báo cáo",
        centered=True,
        free=True,
    ),
    Column(
        "Thời gian hội nghị",
        17,
        "Giờ, ngày hội nghị. Chưa định thì để trống.",
        "hh:mm dd/mm/yyyy",
        centered=True,
    ),
    Column("Địa điểm hội nghị", 24, "Chưa định thì để trống.", "@"),
    Column(
        "Hình thức hội nghị",
        13,
        f"Tổ chức riêng hay lồng ghép. {CHOOSE}",
        "@",
        "Riêng,Lồng ghép",
        centered=True,
    ),
    Column("Hạn báo cáo", 12, "Để trống thì theo hạn chung ở trang “Kế hoạch”.", "dd/mm/yyyy", centered=True),
    Column("Kính gửi", 30, "Để trống thì gửi cấp ủy của đơn vị (Đảng ủy …, Chi bộ …).", "@"),
    Column("Người nhận", 20, "Người nhận văn bản, nếu có.", "@"),
    Column("Email", 24, "Thư điện tử, nếu có.", "@"),
    Column("Địa chỉ", 28, "Địa chỉ gửi giấy, nếu có.", "@"),
    Column("Số bản", 7, "Số bản giấy gửi đơn vị. Để trống là 1.", "0", centered=True),
    Column("Ghi chú", 22, "Ghi cho mình. Cột thêm vào bên phải sẽ tự thành một trường của mẫu.", "@"),
)
FACT_COLUMNS = (
    Column("Mục", 32, "Không đổi tên mục. Dòng thêm vào cuối bảng sẽ tự thành một trường của mẫu.", "@"),
    Column("Giá trị", 62, "Điền ở cột này.", "@"),
    Column("Giải thích", 70),
)
ATTENDEE_COLUMNS = (
    Column("TT", 5, centered=True),
    Column("Thành phần", 60, "Viết như trên giấy mời.", "@"),
    Column(
        "Đơn vị",
        42,
        "Để trống là mọi hội nghị của các đơn vị. Thêm riêng cho một đơn vị: chọn tên, hoặc ghi số, mã, một "
        "phần tên. Hội nghị của cấp ban hành thì ghi: Cấp ban hành.",
        "@",
    ),
    Column("Số lượng", 10, "Số người. Chưa định thì để trống.", "0", centered=True),
)
_WHOSE = (
    "Hội nghị của ai. Để trống là hội nghị của cấp ban hành. Của một đơn vị: chọn tên, hoặc ghi số, mã, một "
    "phần tên; nhiều hội nghị thì cách nhau bằng dấu chấm phẩy."
)
GUEST_COLUMNS = (
    Column("TT", 5, centered=True),
    Column("Họ tên", 30, "Bắt buộc. Mỗi đại biểu một dòng; có thể ghi cả học hàm, cấp hàm ở trước tên.", "@"),
    Column("Chức vụ", 30, "Viết như trên giấy mời.", "@"),
    Column("Đơn vị", 34, "Cơ quan của đại biểu. Hội nghị mà đại biểu dự thì ghi ở cột “Hội nghị”.", "@"),
    Column("Nhóm", 34, "Viết đúng như một dòng của trang “Thành phần”, để đối chiếu số lượng.", "@"),
    Column(
        "Có mặt", 10, f"Có: nhận lời; Không: báo vắng. Chưa rõ thì để trống. {CHOOSE}", "@", "Có,Không",
        centered=True,
    ),
    Column("Hội nghị", 34, _WHOSE, "@"),
)  # fmt: skip
PROGRAMME_COLUMNS = (
    Column("Thời gian", 18, "Ví dụ 08:00 hoặc 08:00–08:15. Có thể để trống.", "@", centered=True),
    Column("Nội dung", 70, "Bắt buộc. Mỗi việc một dòng.", "@"),
    Column("Người thực hiện", 40, "Có thể để trống.", "@"),
    Column("Hội nghị", 34, _WHOSE, "@"),
)
RECIPIENT_COLUMNS = (
    Column("TT", 5, centered=True),
    Column("Nơi nhận", 52, "Viết như dưới chữ “Nơi nhận:”, không có dấu ở cuối.", "@"),
    Column("Để", 14, "Để làm gì: báo cáo, lưu … Thường để trống.", "@"),
    Column("Số bản", 8, "Số bản của kế hoạch. Để trống là 1.", "0", centered=True),
)
_AUDIENCE = (
    "Tất cả, Không gửi, một hình thức (Hội nghị, Báo cáo), hoặc Cột: giá trị của trang “Đơn vị”, "
    "ví dụ Loại: Chi bộ. Nhiều nơi thì cách nhau bằng dấu chấm phẩy."
)
_KEY = (
    "Để trống thì phần mềm tự đặt theo lời văn. Ghi mã của mình (chữ, số) nếu còn sửa lời văn sau khi đã gửi "
    "mẫu, hoặc khi hai dòng trùng lời."
)
DOCUMENT_COLUMNS = (
    Column("Mẫu", 24, "Tên tệp Word trong thư mục templates.", "@"),
    Column("Tên", 44, "Tên văn bản.", "@"),
    Column("Gửi cho", 22, _AUDIENCE, "@", "Tất cả,Hội nghị,Báo cáo,Không gửi", centered=True, free=True),
    Column("Số", 8, "Số riêng của văn bản này. Để trống thì chừa chỗ điền tay.", "@", centered=True),
    Column("Ngày", 12, "Để trống là ngày ban hành kế hoạch.", "dd/mm/yyyy", centered=True),
    Column("Quyền hạn", 24, "Để trống là quyền hạn ký của kế hoạch.", "@"),
    Column("Chức vụ", 22, "Để trống là chức vụ người ký kế hoạch.", "@"),
    Column("Họ tên", 22, "Để trống là người ký kế hoạch.", "@"),
)
OUTLINE_COLUMNS = (
    Column(
        "Mục", 7, "1, 1.1, 1.2, 2 … (hai cấp). Để trống cả cột thì tự đánh số 1, 2, 3.", "@", centered=True
    ),
    Column("Tiêu đề", 52, "Bắt buộc. Viết như trong báo cáo, không kèm số mục.", "@"),
    Column(
        "Gợi ý", 70, "Viết gì ở mục này; in mờ trong ô trả lời. Mục chỉ gom các mục nhỏ thì để trống.", "@"
    ),
    Column("Dành cho", 22, f"Để trống là mọi đơn vị. {_AUDIENCE}", "@", centered=True),
    Column("Mã", 16, _KEY, "@"),
)
FIGURE_COLUMNS = (
    Column("Nhóm", 44, "Để trống là nhóm của dòng trên; dấu - là không có nhóm.", "@"),
    Column("Chỉ tiêu", 44, "Bắt buộc. Viết như trong phụ lục.", "@"),
    Column("Đơn vị tính", 14, "Ví dụ: cuộc, người, %.", "@", centered=True),
    Column(
        "Kiểu", 15, f"Để trống là số nguyên (đơn vị tính là % thì là tỷ lệ). {CHOOSE}", "@",
        "Số nguyên,Số thập phân,Tỷ lệ %", centered=True,
    ),
    Column(
        "Cộng các kỳ", 12,
        "Có cộng qua các kỳ thành tổng không. Để trống là Có; tỷ lệ % thì không cộng. "
        "Số có đến cuối kỳ (thành viên, đơn còn tồn) ghi Không.",
        "@", "Có,Không", centered=True,
    ),
    Column(
        "Biểu đồ", 11, f"Có: vẽ biểu đồ trong so-lieu.xlsx. {CHOOSE}", "@", "Có,Không", centered=True
    ),
    Column("Dành cho", 22, f"Để trống là mọi đơn vị. {_AUDIENCE}", "@", centered=True),
    Column("Mã", 14, _KEY, "@"),
)  # fmt: skip

PURPOSE = (
    "Đánh giá toàn diện, đúng thực trạng công tác lãnh đạo, chỉ đạo, tổ chức thực hiện Nghị quyết số "
    "02-NQ/TU, ngày 12/5/2017 của Ban Chấp hành Đảng bộ tỉnh; nêu rõ kết quả đạt được, những khó khăn, "
    "hạn chế, nguyên nhân, bài học kinh nghiệm và đề ra các nhiệm vụ, giải pháp tiếp tục nâng cao hiệu "
    "quả việc xây dựng và thực hiện quy chế dân chủ cơ sở trong thời gian tới.\n"
    "Thông qua sơ kết, tiếp tục nâng cao nhận thức, trách nhiệm của các tổ chức trong hệ thống chính "
    "trị, của cán bộ, đảng viên, Nhân dân về dân chủ và thực hành dân chủ. Việc tổ chức sơ kết đảm bảo "
    "thiết thực, hiệu quả, bằng các hình thức phù hợp."
)
MAY_ADD = (
    "Ngoài ra, tùy điều kiện và tình hình dịch bệnh Covid-19 các đảng bộ có thể bổ sung các thành phần "
    "cho phù hợp."
)
FACTS: tuple[tuple[str, Value, str], ...] = (
    ("Mã kế hoạch", "SK02-2022", "Mã ngắn để nhận ra báo cáo gửi về. Không đổi sau khi đã gửi văn bản."),
    ("Số kế hoạch", None, "Chỉ ghi số, ví dụ 05. Để trống thì văn bản chừa chỗ điền tay."),
    ("Ngày ban hành", None, "Để trống thì văn bản chừa chỗ điền tay."),
    ("Năm", 2022, "Năm ban hành kế hoạch."),
    ("Bộ thể thức", None, "HD36 hoặc HD05. Để trống thì theo ngày (hoặc năm) ban hành."),
    ("Cấp trên", "Đảng bộ tỉnh Hà Tĩnh", "Dòng đầu bên trái văn bản."),
    ("Cấp ủy ban hành", "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh", "Dòng thứ hai bên trái văn bản."),
    (
        "Cơ quan ban hành",
        "Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh",
        "Tên đầy đủ của cơ quan ra kế hoạch.",
    ),
    (
        "Cơ quan ban hành, viết gọn",
        "Ban Thường vụ Đảng ủy Khối",
        "Dùng trong lời văn. Để trống thì lấy tên đầy đủ, thay tên cấp ủy bằng tên gọi tắt.",
    ),
    (
        "Đảng bộ của cấp ban hành",
        "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh",
        "Dòng đầu trên văn bản của các đơn vị.",
    ),
    ("Tên gọi tắt của cấp ủy", "Đảng ủy Khối", "Dùng trong lời văn."),
    ("Tên gọi tắt của đảng bộ", "Đảng bộ Khối", "Dùng trong lời văn."),
    ("Ký hiệu", "ĐUK", "Ký hiệu cơ quan trong số, ký hiệu văn bản."),
    ("Địa danh", "Hà Tĩnh", "Đứng trước ngày, tháng, năm."),
    ("Đầu mối nhận báo cáo", "Ban Tuyên giáo", "Báo cáo gửi qua đơn vị này."),
    ("Liên hệ", None, "Họ tên, điện thoại người giải đáp. Có thể để trống."),
    ("Dịp", "sơ kết 05 năm", "Sơ kết hay tổng kết, mấy năm."),
    ("Loại công việc", "sơ kết", "Như trong “Hội nghị sơ kết”. Để trống thì lấy từ Dịp."),
    (
        "Văn bản được sơ kết",
        "Nghị quyết số 02-NQ/TU, ngày 12/5/2017 của Ban Chấp hành Đảng bộ tỉnh",
        "Loại, số, ngày, cơ quan ban hành.",
    ),
    (
        "Tên văn bản được sơ kết",
        "Tiếp tục nâng cao chất lượng, hiệu quả việc xây dựng và thực hiện quy chế dân chủ cơ sở",
        "Không có dấu ngoặc kép.",
    ),
    (
        "Căn cứ",
        "Kế hoạch số 72-KH/TU, ngày 11/3/2022 của Ban Thường vụ Tỉnh ủy",
        "Văn bản của cấp trên mà kế hoạch thực hiện.",
    ),
    (
        "Mục đích, yêu cầu",
        PURPOSE,
        "Phần I của kế hoạch, mỗi dòng (Alt+Enter) một đoạn. Để trống thì có câu chung.",
    ),
    (
        "Lưu ý về thành phần",
        MAY_ADD,
        "Câu thêm sau thành phần dự hội nghị, chỉ kế hoạch in. Có thể để trống.",
    ),
    (
        "Lưu ý về hội nghị của cấp ban hành",
        "với quy mô, thành phần phù hợp với công tác phòng, chống dịch Covid-19",
        "Lời thêm vào câu về hội nghị ấy, chỉ kế hoạch in. Có thể để trống.",
    ),
    ("Hạn báo cáo", date(2022, 4, 20), "Các đơn vị gửi báo cáo trước ngày này."),
    ("Hạn hội nghị của đơn vị", date(2022, 4, 15), "Hội nghị của các đơn vị hoàn thành trước ngày này."),
    ("Hạn hội nghị của cấp ban hành", date(2022, 4, 30), "Hội nghị cấp Khối hoàn thành trước ngày này."),
    ("Thời gian hội nghị của cấp ban hành", None, "Giờ, ngày. Chưa định thì để trống."),
    ("Địa điểm hội nghị của cấp ban hành", None, "Chưa định thì để trống."),
    (
        "Các kỳ số liệu",
        "2017–2021",
        "Các cột của phụ lục: 2017–2021; hoặc 2023; 2024; hoặc Quý I/2026; Quý II/2026.",
    ),
    ("Quyền hạn ký", "T/M BAN THƯỜNG VỤ", "T/M, K/T, T/L hoặc Q."),
    ("Chức vụ người ký", "PHÓ BÍ THƯ", "Viết hoa, như trên văn bản."),
    ("Họ tên người ký", "Nguyễn Trọng Vân", "Không ghi học hàm, học vị."),
    ("In hai mặt", "Không", "Có: lề trang chẵn, lẻ đối xứng, mỗi văn bản bắt đầu ở mặt trước tờ giấy."),
)
ATTENDEES = (
    "Đại diện Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh",
    "Ủy viên BCH đảng bộ",
    "Trưởng các phòng, ban, đơn vị trực thuộc",
    "Trưởng các đoàn thể",
)
RECIPIENTS: tuple[tuple[str, str | None, int], ...] = (
    ("Ban Dân vận Tỉnh ủy", "báo cáo", 1),
    ("Ban Thường vụ Đảng ủy Khối", None, 1),
    ("Các ban Đảng, UBKT, VP Đảng ủy Khối", None, 1),
    ("Các đảng ủy, chi bộ cơ sở", None, 0),
    ("Các tổ chức đoàn thể trực thuộc ĐUK", None, 1),
    ("Văn phòng Đảng ủy Khối", "lưu", 1),
)
DOCUMENTS = (
    ("cong-van.docx", "Công văn yêu cầu báo cáo", "Tất cả"),
    ("de-cuong.docx", "Đề cương báo cáo", "Tất cả"),
    ("giay-moi.docx", "Giấy mời hội nghị sơ kết", "Hội nghị"),
    ("bao-cao.docx", "Mẫu báo cáo", "Tất cả"),
    ("giay-moi-khoi.docx", "Giấy mời hội nghị sơ kết cấp Khối", "Không gửi"),
)
GUIDE = (
    (
        "1. Tệp này là nơi duy nhất phải điền. Từ đây phần mềm tạo cho mỗi đơn vị một tệp Word đã "
        "ghi sẵn nơi gửi, hạn và thành phần."
    ),
    "2. Trang “Đơn vị”: mỗi dòng một đơn vị. Chỉ bắt buộc cột “Tên tổ chức đảng”.",
    (
        "3. Ô để trống có nghĩa: hạn báo cáo theo hạn chung, Kính gửi là cấp ủy của đơn vị, số bản "
        "là 1, thời gian và địa điểm chưa định."
    ),
    "4. Trang “Kế hoạch”: những gì chung cho mọi đơn vị, như hạn, căn cứ, người ký. Chỉ sửa cột “Giá trị”.",
    (
        "5. Trang “Thành phần”: ai dự hội nghị; cột “Đơn vị” để trống là áp dụng cho hội nghị của mọi "
        "đơn vị. Trang “Đại biểu”, “Chương trình”: để làm bộ hội nghị, không cần thì để trống."
    ),
    (
        "6. Trang “Nơi nhận”: các nơi nhận của kế hoạch. Các đơn vị ở trang “Đơn vị” được tính "
        "riêng, không kê lại."
    ),
    (
        "7. Trang “Văn bản”: đơn vị nào nhận những mẫu nào. Trang “Đề cương”, “Số liệu”: báo cáo hỏi gì; "
        "thêm, bớt, đổi dòng tùy ý, không cần thì xóa trang."
    ),
    (
        "8. Ngày ghi theo kiểu ngày/tháng/năm: 20/4/2022. Thêm cột mới vào bên phải thì tên cột "
        "dùng được ngay trong mẫu Word."
    ),
    (
        "9. Tạo văn bản: lưu tệp này, rồi chạy lệnh sokhet-docs check để kiểm tra và sokhet-docs "
        "generate để tạo."
    ),
    (
        "10. Kế hoạch và bốn đơn vị đầu là thật (năm 2022); sáu mươi hai đơn vị còn lại chỉ để "
        "minh họa, hãy thay bằng đơn vị của mình."
    ),
)
