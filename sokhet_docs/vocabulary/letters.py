"""The fields of the documents that go to units, and the filters that all documents have."""

from __future__ import annotations

from collections.abc import Mapping

from sokhet_docs.vocabulary.shapes import Shape

COVER_TEMPLATE = "cong-van.docx"  # of a packet: the letter that its other documents are annexes of
_ATTENDEES: list[Shape] = [
    {"stt": "Số thứ tự trong thành phần", "ten": "Thành phần dự", "so_luong": "Số lượng (trống: chưa định)"}
]
_RECIPIENTS: list[Shape] = [
    {
        "stt": "Số thứ tự",
        "ten": "Nơi nhận",
        "de": "Để làm gì (báo cáo, lưu …)",
        "so_ban": "Số bản",
        "dong": "Cả dòng như in dưới “Nơi nhận:”, có dấu cuối dòng theo thể thức",
    }
]
_UNIT_ROWS: list[Shape] = [
    {
        "stt": "Số thứ tự đơn vị",
        "ten": "Tên đơn vị",
        "kinh_gui": "Kính gửi",
        "nguoi_nhan": "Người nhận",
        "email": "Email",
        "dia_chi": "Địa chỉ",
        "so_ban": "Số bản",
        "so_ket": "Hình thức sơ kết",
        "han_bao_cao": "Hạn báo cáo",
        "ghi_chu": "Ghi chú",
    }
]
_SECTIONS: list[Shape] = [
    {
        "ma": "Mã của mục, dùng làm thẻ của ô trả lời",
        "so": "Số của mục (3.2.)",
        "ten": "Tiêu đề, không có số",
        "tieu_de": "Tiêu đề có số: “3.2. …”",
        "goi_y": "Gợi ý viết gì (có thể trống)",
        "cap": "Cấp của mục: 1 hoặc 2",
        "de_viet": "Đúng khi mục này để viết (không phải chỉ gom các mục nhỏ)",
        "loi_nhac": "Chữ xám trong ô trả lời còn trống",
    }
]
_FIGURE_GROUPS: list[Shape] = [
    {
        "ten": "Tên nhóm (có thể trống)",
        "ngat": "Đúng khi các chỉ tiêu này không có nhóm mà đứng sau một nhóm: cần một hàng trống",
        "dong": "Nhóm và các chỉ tiêu của nó, viết liền một dòng",
        "chi_tieu": [
            {
                "stt": "Số thứ tự của chỉ tiêu",
                "ma": "Mã của chỉ tiêu",
                "ten": "Chỉ tiêu",
                "nhom": "Nhóm của chỉ tiêu",
                "don_vi_tinh": "Đơn vị tính",
                "o": [{"ma": "Thẻ của ô", "ky": "Kỳ của ô"}],
                "the_tong": "Thẻ của ô tổng (trống: không cộng)",
                "cac_o": "Các ô để cộng, trong công thức của Word: D3:H3 (trống: không có cột tổng)",
            }
        ],
    }
]

MERGE_FIELDS: Mapping[str, Shape] = {
    "don_vi": {
        "stt": "Số thứ tự của đơn vị (cột TT)",
        "ma": "Mã đơn vị",
        "ten": "Tên tổ chức đảng",
        "ten_rieng": "Tên không có chữ “Đảng bộ”, “Chi bộ” đứng đầu",
        "loai": "“Đảng bộ” hoặc “Chi bộ”",
        "cap_uy": "Cấp ủy của đơn vị (Đảng ủy …, Chi bộ …)",
        "cap_uy_tung_dong": "Cấp ủy của đơn vị, xuống dòng như trong ô của bảng tính (cho đầu văn bản)",
        "ky_hieu": "Ký hiệu của cấp ủy (ĐU, CB)",
        "quyen_han": "Quyền hạn ký của đơn vị (T/M ĐẢNG ỦY, T/M CHI BỘ)",
        "ngay_trong": "Địa danh, ngày tháng năm để điền tay, cho văn bản của đơn vị",
        "ngay_trong_gon": "Ngày tháng năm để điền tay, viết gọn, để viện dẫn văn bản của đơn vị",
        "kinh_gui": "Nơi được kính gửi",
        "so_ket": "Hình thức sơ kết: Hội nghị hoặc Báo cáo",
        "nguoi_nhan": "Người nhận",
        "email": "Email",
        "dia_chi": "Địa chỉ",
        "so_ban": "Số bản gửi cho đơn vị",
        "ghi_chu": "Ghi chú",
    },
    "han": {
        "bao_cao": "Ngày mà báo cáo phải gửi trước",
        "hoi_nghi": "Ngày mà hội nghị của đơn vị phải xong trước",
        "hoi_nghi_khoi": "Ngày mà hội nghị của cấp ban hành phải xong trước",
    },
    "hoi_nghi": {
        "co": "Đúng khi đơn vị tổ chức hội nghị (dùng trong {% if %})",
        "thoi_gian": "Thời gian hội nghị của đơn vị (trống: chưa định)",
        "dia_diem": "Địa điểm hội nghị của đơn vị (trống: chưa định)",
        "hinh_thuc": "Riêng hoặc Lồng ghép (trống: chưa định)",
        "thanh_phan": _ATTENDEES,
    },
    "cong_van": {
        "co": "Đúng khi gói của đơn vị có công văn (cong-van.docx) mà các văn bản khác gửi kèm",
        "so_ky_hieu": "Số, ký hiệu của công văn: “Số 15-CV/ĐUK” (số trống thì chừa chỗ)",
        "vien_dan": "Công văn viết gọn để viện dẫn: “Công văn số …, ngày … của …”",
        "kem_theo": "Tên các văn bản gửi kèm, viết liền",
        "luu": "Dòng lưu, dòng cuối của nơi nhận",
    },
    "hoi_nghi_khoi": {
        "thoi_gian": "Thời gian hội nghị của cấp ban hành (trống: chưa định)",
        "dia_diem": "Địa điểm hội nghị của cấp ban hành (trống: chưa định)",
    },
    "ke_hoach": {
        "ma": "Mã kế hoạch, để nhận ra báo cáo gửi về",
        "so_ky_hieu": "Số, ký hiệu: “Số 05-KH/ĐUK” (số trống thì chừa chỗ)",
        "ngay_thang": "Địa danh, ngày tháng năm (ngày trống thì chừa chỗ)",
        "trich_yeu": "Trích yếu của kế hoạch",
        "vien_dan": "Kế hoạch viết gọn để viện dẫn: “Kế hoạch số …, ngày … của …”",
        "vien_dan_gon": "Như trên, không ghi của cơ quan nào",
        "nam": "Năm của kế hoạch",
        "so": "Số của kế hoạch, như ở sheet Kế hoạch (có thể trống)",
        "ngay": "Ngày ban hành kế hoạch (có thể trống)",
        "thanh_phan": "Thành phần chung của các hội nghị, viết liền một câu",
        "luu_y_thanh_phan": "Câu thêm sau thành phần dự hội nghị (có thể trống)",
        "luu_y_hoi_nghi": "Lời thêm về hội nghị của cấp ban hành (có thể trống)",
        "muc_dich": "Mục đích, yêu cầu, mỗi dòng một đoạn (có thể trống)",
    },
    "co_quan": {
        "cap_tren": "Cấp trên của cơ quan ban hành (dòng đầu)",
        "cap_uy": "Cấp ủy ban hành (dòng thứ hai)",
        "ten": "Cơ quan ban hành, tên đầy đủ (Ban Thường vụ …)",
        "dang_bo": "Đảng bộ của cấp ban hành (dòng đầu trên văn bản của đơn vị)",
        "ten_gon": "Cơ quan ban hành, viết gọn (Ban Thường vụ Đảng ủy Khối)",
        "ten_ngan": "Cơ quan ban hành, không nhắc cấp ủy (Ban Thường vụ)",
        "ten_tat": "Tên gọi tắt (Đảng ủy Khối)",
        "dang_bo_tat": "Tên gọi tắt của đảng bộ (Đảng bộ Khối)",
        "ky_hieu": "Ký hiệu (ĐUK)",
        "dia_danh": "Địa danh",
        "dau_moi": "Đầu mối nhận báo cáo (Ban Tuyên giáo)",
        "lien_he": "Người, điện thoại liên hệ (trống: chưa định)",
    },
    "so_ket": {
        "dip": "Dịp (sơ kết 05 năm)",
        "noi_dung": "Việc phải làm: “sơ kết 05 năm thực hiện Nghị quyết số …” (không có văn bản: dịp)",
        "noi_dung_gon": "Như trên, văn bản chỉ ghi loại và số",
        "trich_yeu": "Như “noi_dung”, thêm tên của văn bản",
        "van_ban": "Văn bản được sơ kết, tổng kết, có số, ngày, cơ quan (trống: không có)",
        "van_ban_gon": "Văn bản ấy, chỉ ghi loại và số",
        "loai_van_ban": "Loại của văn bản ấy (Nghị quyết, Chỉ thị)",
        "ten_van_ban": "Tên của văn bản được sơ kết",
        "can_cu": "Văn bản làm căn cứ, có số, ngày, cơ quan",
        "viec": "Loại công việc, một hai chữ (sơ kết, tổng kết, kiểm tra)",
    },
    "nguoi_ky": {"quyen_han": "Quyền hạn (T/M …)", "chuc_vu": "Chức vụ", "ho_ten": "Họ tên người ký"},
    "noi_nhan": _RECIPIENTS,
    "de_cuong": {
        "co": "Đúng khi báo cáo có đề cương (dùng trong {% if %})",
        "muc": _SECTIONS,
        "so_tiep": "Số của mục tiếp theo sau mục cuối cùng của đề cương",
    },
    "so_lieu": {
        "co": "Đúng khi báo cáo có số liệu (dùng trong {% if %})",
        "cac_ky": "Các kỳ, viết liền: “từ năm 2017 đến năm 2021” (trống: chỉ có một kỳ không tên)",
        "la_nam": "Đúng khi mỗi kỳ là một năm",
        "ky": [{"ma": "Mã của kỳ", "ten": "Tên của kỳ, như đầu cột"}],
        "nam": ["Tên của từng kỳ (mẫu cũ: từng năm)"],
        "tu": "Kỳ đầu của số liệu",
        "den": "Kỳ cuối của số liệu",
        "co_so_le": "Đúng khi có chỉ tiêu ghi số lẻ: số thập phân, tỷ lệ",
        "co_tong": "Đúng khi có chỉ tiêu cộng được qua các kỳ, tức là cần cột tổng",
        "co_khong_tong": "Đúng khi có cột tổng mà có chỉ tiêu không cộng",
        "nhom": _FIGURE_GROUPS,
    },
    "van_ban": {
        "so": "“Số 05” của chính văn bản này, theo sheet Văn bản (số trống thì chừa chỗ)",
        "ngay_thang": "Địa danh, ngày tháng năm của chính văn bản này (trống: ngày của kế hoạch)",
    },
    "the_thuc": {
        "ten": "Bộ quy định thể thức (HD36, HD05)",
        "dau": "Dấu cuối mỗi dòng nơi nhận, trừ dòng cuối",
        "hai_mat": "Có in hai mặt giấy hay không (Có, Không)",
    },
    "danh_sach": {
        "hoi_nghi": [
            {
                "loai": "Loại tổ chức (Đảng bộ, Chi bộ)",
                "ten": "Tên riêng của các đơn vị loại ấy tổ chức hội nghị, viết liền",
            }
        ],
        "don_vi": _UNIT_ROWS,
        "cac_don_vi": "Các đơn vị, gọi chung: “các đảng ủy, chi bộ cơ sở” hoặc “các đơn vị”",
        "so_don_vi": "Số đơn vị",
        "so_hoi_nghi": "Số đơn vị tổ chức hội nghị",
        "tong_so_ban": "Tổng số bản, gồm nơi nhận của kế hoạch và mọi đơn vị",
    },
    "dinh_danh": {
        "ma": "Mã nhận ra tệp, ghi vào thuộc tính của tệp Word",
        "dau_trang": "Tên dấu trang ẩn để nhận ra tệp",
        "hien_thi": "Mã ngắn in trên mẫu báo cáo",
    },
}

FILTERS: Mapping[str, str] = {
    "ngay": "Ngày viết gọn: 20/4/2022, 05/02/2022",
    "ngay_dai": "Ngày viết đủ: ngày 20 tháng 4 năm 2022",
    "thu": "Thứ trong tuần: Thứ Tư",
    "hoa": "VIẾT HOA TẤT CẢ",
    "hoa_dau": "Viết hoa chữ đầu",
    "thuong_dau": "Viết thường chữ đầu",
    "doan": "Từng dòng của một mục có nhiều dòng, dùng trong {%p for %}",
    "can_dong": "Ngắt dòng theo nghĩa cho vừa bề rộng (mm), các dòng đều nhau: can_dong(74, hoa=true)",
    "de_trong": "Để dòng chấm khi trống",
}
