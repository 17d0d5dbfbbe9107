"""The fields of the papers of a conference: invitation to a guest, sign-in sheet, name cards, programme."""

from __future__ import annotations

from collections.abc import Mapping

from sokhet_docs.vocabulary.shapes import Shape

GUEST_INVITATION_TEMPLATE = "giay-moi-dai-bieu.docx"
SIGN_IN_TEMPLATE = "diem-danh.docx"
NAME_CARDS_TEMPLATE = "the-ten.docx"
PROGRAMME_TEMPLATE = "chuong-trinh.docx"

_HOLDER: Mapping[str, Shape] = {
    "cap_tren": "Dòng đầu bên trái văn bản của nơi tổ chức hội nghị",
    "cap_uy": "Dòng thứ hai bên trái: cấp ủy tổ chức hội nghị",
    "ten": "Nơi tổ chức hội nghị, gọi trong lời văn",
    "ten_gon": "Như trên, viết gọn",
    "so_ky_hieu": "Số, ký hiệu của giấy mời (số trống thì chừa chỗ)",
    "ngay_thang": "Địa danh, ngày tháng năm của giấy mời (ngày trống thì chừa chỗ)",
    "vien_dan": "Giấy mời viết gọn để viện dẫn: “Giấy mời số …, ngày … của …”",
    "quyen_han": "Quyền hạn ký (T/M …)",
    "chuc_vu": "Chức vụ người ký (đơn vị tự điền: dòng chấm)",
    "ho_ten": "Họ tên người ký (đơn vị tự điền: dòng chấm)",
    "chu_tri": "Nơi chủ trì hội nghị (trống: đơn vị tự điền)",
    "lien_he": "Người, điện thoại liên hệ (trống: chưa định)",
    "ngay_trong": "Địa danh, ngày tháng năm để điền tay",
    "luu": "Dòng lưu, dòng cuối của nơi nhận",
}
_CONFERENCE: Mapping[str, Shape] = {
    "ten": "Tên hội nghị: “Hội nghị sơ kết 05 năm thực hiện …”",
    "ten_co_cap": "Như trên, của cấp ban hành thì có cấp: “Hội nghị cấp Đảng bộ Khối sơ kết …”",
    "don_vi": "Đơn vị tổ chức hội nghị (trống: cấp ban hành)",
    "thoi_gian": "Thời gian hội nghị (trống: chưa định)",
    "dia_diem": "Địa điểm hội nghị (trống: chưa định)",
    "hinh_thuc": "Riêng hoặc Lồng ghép (trống: chưa định)",
    "han": "Ngày mà hội nghị phải xong trước (trống: không có)",
    "co_chuong_trinh": "Đúng khi trang “Chương trình” có dòng của hội nghị này (dùng trong {% if %})",
}
_GUEST: Mapping[str, Shape] = {
    "co": "Đúng khi giấy mời gửi một đại biểu có tên; giấy mời chung cho các thành phần thì sai",
    "stt": "Số thứ tự của đại biểu trong hội nghị",
    "xung_ho": "Cách xưng hô: đồng chí, ông, bà",
    "ho_ten": "Họ tên đại biểu, kèm học hàm như đã ghi",
    "chuc_vu": "Chức vụ (có thể trống)",
    "don_vi": "Cơ quan của đại biểu (có thể trống)",
    "chuc_danh": "Chức vụ và cơ quan, viết liền (có thể trống)",
    "kinh_moi": "Xưng hô, họ tên, chức vụ, cơ quan; dài thì xuống dòng sau họ tên",
    "nhom": "Nhóm của đại biểu (có thể trống)",
    "thanh_phan": [
        {"ten": "Thành phần được mời chung", "so_luong": "Số người chưa có tên (trống: chưa định)"}
    ],
}
_COUNTS: Mapping[str, Shape] = {
    "so_luong": "Số người theo trang “Thành phần” (trống: chưa định)",
    "co_ten": "Số đại biểu có tên ở trang “Đại biểu”",
    "nhan_loi": "Số đại biểu nhận lời",
    "bao_vang": "Số đại biểu báo vắng",
    "chua_ro": "Số đại biểu có tên chưa trả lời",
    "chua_co_ten": "Số người theo thành phần mà chưa có tên",
    "so_cho": "Số chỗ ngồi: mọi người được mời, trừ người báo vắng (trống: chưa định)",
}
_GROUP: Mapping[str, Shape] = {
    "so": "Số La Mã của nhóm",
    "ten": "Tên nhóm",
    **_COUNTS,
    "dai_bieu": [
        {
            "stt": "Số thứ tự, liền từ đầu đến cuối danh sách",
            "ho_ten": "Họ tên (trống: dòng để ghi tay)",
            "chuc_vu": "Chức vụ",
            "don_vi": "Cơ quan",
            "ghi_chu": "“Báo vắng” khi đã báo vắng",
        }
    ],
}
_SHARED: Mapping[str, Shape] = {"to_chuc": _HOLDER, "hoi_nghi": _CONFERENCE}
_SIGN_IN: Mapping[str, Shape] = {
    "diem_danh": {
        "nhom": [_GROUP],
        "tong": _COUNTS,
        "chua_dinh": "Các nhóm chưa định số lượng nên chưa tính đủ vào tổng (trống: không có)",
    }
}
_CARDS: Mapping[str, Shape] = {
    "the_ten": [
        {
            "co": "Cỡ chữ của tên, vừa với thẻ",
            "ten": "Tên viết hoa, xuống dòng theo nghĩa",
            "hoc_ham": "Học hàm, học vị, cấp hàm đứng trước tên (có thể trống)",
            "chuc_vu": "Chức vụ (có thể trống)",
            "don_vi": "Cơ quan (có thể trống)",
        }
    ]
}
_PROGRAMME: Mapping[str, Shape] = {
    "chuong_trinh": [
        {
            "thoi_gian": "Thời gian, như đã ghi (có thể trống)",
            "noi_dung": "Nội dung",
            "thuc_hien": "Người thực hiện (có thể trống)",
        }
    ]
}

CONFERENCE_DOCUMENTS: Mapping[str, Mapping[str, Shape]] = {
    GUEST_INVITATION_TEMPLATE: {**_SHARED, "khach": _GUEST},
    SIGN_IN_TEMPLATE: {**_SHARED, **_SIGN_IN},
    NAME_CARDS_TEMPLATE: {**_SHARED, **_CARDS},
    PROGRAMME_TEMPLATE: {**_SHARED, **_PROGRAMME},
}
