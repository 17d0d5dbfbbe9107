"""The plan's own documents, and the fields that each of them alone has."""

from __future__ import annotations

from collections.abc import Mapping

from sokhet_docs.vocabulary.conference import CONFERENCE_DOCUMENTS
from sokhet_docs.vocabulary.shapes import Shape

# The templates of the plan's own documents; every other template goes out to units.
PLAN_TEMPLATE = "ke-hoach.docx"
LIST_TEMPLATE = "noi-nhan.docx"
REMINDER_TEMPLATE = "don-doc.docx"
CONSOLIDATION_TEMPLATE = "tong-hop.docx"
REGISTER_TEMPLATE = "so-van-ban.docx"
ENVELOPE_TEMPLATE = "phong-bi.docx"
LABEL_TEMPLATE = "nhan.docx"
PRINT_TEMPLATE = "bang-ke-in.docx"

_CONSOLIDATION_FIELDS: Mapping[str, Shape] = {
    "tong_hop": {
        "so_ky_hieu": "Số, ký hiệu của báo cáo (số trống thì chừa chỗ)",
        "ngay_thang": "Địa danh, ngày tháng năm (chừa chỗ)",
        "ngay": "Tính đến hết ngày này",
        "kinh_gui": "Nơi nhận của kế hoạch có ghi để báo cáo, viết liền (trống: không có)",
        "tong": "Số đơn vị phải gửi báo cáo",
        "co_bao_cao": "Số đơn vị có báo cáo đã đọc được",
        "rut_gon": "Đúng khi là bản rút gọn (consolidate --brief): mỗi ý kiến chỉ lấy câu đầu",
        "doi_so": ["Từng mục có số khác trong mẫu đã gửi, kèm số ấy"],
        "muc": [
            {
                "tieu_de": "Tên mục như mẫu đã gửi, có số như sổ, không có trong sổ thì như mẫu: “3.2. …”",
                "cap": "Cấp của mục: 1 hoặc 2",
                "co_tra_loi": "Đúng khi mục này để viết (không phải chỉ gom các mục nhỏ)",
                "co_noi_dung": "Đúng khi có đơn vị viết ở mục này hoặc ở mục nhỏ của nó",
                "so_bao_cao": "Số báo cáo có viết ở mục này",
                "so_don_vi": "Số đơn vị mà mẫu có hỏi mục này",
                "y_kien": [
                    {
                        "don_vi": "Tên tổ chức đảng; các đơn vị viết giống nhau chung một dòng, đông thì TT",
                        "so_don_vi": "Số đơn vị viết như vậy",
                        "noi_dung": "Nguyên văn của đơn vị, dùng trong {{p … }} ở một đoạn riêng",
                        "dong": "Nguyên văn khi là một đoạn ngắn; bản rút gọn: câu đầu (trống: xem noi_dung)",
                        "tep": "Tên tệp đã nhận có ý kiến này",
                    }
                ],
            }
        ],
        "muc_trong": ["Tên có số của từng mục chưa đơn vị nào viết"],
        "ky": ["Tên từng kỳ số liệu"],
        "co_tong": "Đúng khi có chỉ tiêu cộng được qua các kỳ",
        "co_ty_le": "Đúng khi có chỉ tiêu là tỷ lệ %, không cộng",
        "so_lieu": [
            {
                "stt": "Số thứ tự",
                "nhom": "Nhóm chỉ tiêu",
                "noi_dung": "Chỉ tiêu, có nhóm đứng trước",
                "don_vi_tinh": "Đơn vị tính",
                "gia_tri": ["Tổng từng kỳ, tỷ lệ %: thấp nhất–cao nhất (trống: chưa có; *: còn số chưa rõ)"],
                "tong": "Tổng qua các kỳ (x: không cộng; dấu *: còn số chưa rõ)",
                "so_don_vi": "Số đơn vị có số liệu",
            }
        ],
        "chua_ro": [
            {
                "noi_dung": "Chỉ tiêu, có nhóm đứng trước",
                "nam": "Kỳ, như đầu cột (mẫu cũ: năm)",
                "ky": "Kỳ trong một câu: năm 2017, Quý I/2026",
                "don_vi": "Tên tổ chức đảng",
                "ghi": "Nguyên văn đơn vị ghi: máy không đọc ra số nên chưa cộng, hoặc đọc ra mà còn ngờ",
                "vi_sao": "Nguyên văn, và vì sao chưa rõ",
            }
        ],
        "chua_ro_don_vi": [
            {
                "don_vi": "Tên tổ chức đảng có số chưa rõ",
                "so_o": "Số ô chưa rõ của đơn vị",
                "dong": "Mấy ô đầu, viết gọn: TT của dòng, kỳ, nguyên văn và vì sao chưa rõ",
            }
        ],
        "theo_so": "Đúng khi có ý kiến ghi TT của các đơn vị thay cho tên",
        "co_mat": [
            {
                "stt": "TT của đơn vị có báo cáo, như ở sheet Đơn vị",
                "ten": "Tên tổ chức đảng",
                "tep": "Tệp đã nhận",
            }
        ],
        "vang": [
            {
                "stt": "Số thứ tự",
                "ten": "Tên tổ chức đảng",
                "tinh_hinh": "Chưa nộp, hoặc đã nộp mà chưa đọc được",
            }
        ],
    }
}

_REMINDER_FIELDS: Mapping[str, Shape] = {
    "don_doc": {
        "so_ky_hieu": "Số, ký hiệu của công văn: “Số 15-CV/ĐUK” (số trống thì chừa chỗ)",
        "ngay_thang": "Địa danh, ngày tháng năm của công văn",
        "ngay": "Ngày của công văn, cũng là ngày tính tình hình nộp",
        "chung": "Đúng khi một công văn gửi chung mọi đơn vị, có danh sách kèm theo",
        "kinh_gui": "Nơi được kính gửi",
        "don_vi": "Đơn vị được đôn đốc, gọi trong lời văn (công văn chung: các đảng ủy, chi bộ cơ sở)",
        "han": "Ngày mà báo cáo phải gửi trước (công văn chung: hạn chung của kế hoạch)",
        "han_moi": "Ngày chậm nhất mà công văn yêu cầu",
        "ngay_gui": "Ngày phát hành văn bản yêu cầu báo cáo (trống: chưa có, hoặc nhiều ngày)",
        "lan": "Lần đôn đốc thứ mấy",
        "lan_truoc": "Các công văn đôn đốc trước, viết liền; trống khi là lần đầu",
        "da_nop": "Số đơn vị đã gửi báo cáo",
        "tong": "Số đơn vị phải gửi báo cáo",
        "con_thieu": "Số đơn vị chưa gửi báo cáo",
        "so_don_vi": "Số đơn vị mà đợt này đôn đốc",
        "vien_dan": "Công văn này, viết gọn để viện dẫn: “Công văn số …, ngày … của …”",
        "dau": "Dấu cuối mỗi dòng nơi nhận, trừ dòng cuối, theo thể thức của ngày công văn",
        "luu": "Dòng lưu, dòng cuối của nơi nhận",
        "danh_sach": [
            {
                "stt": "Số thứ tự",
                "ten": "Tên tổ chức đảng",
                "han": "Ngày mà báo cáo phải gửi trước",
                "qua_han": "Quá hạn mấy ngày",
                "lan": "Lần đôn đốc thứ mấy của đơn vị này",
            }
        ],
    }
}

_REGISTER_FIELDS: Mapping[str, Shape] = {
    "so_van_ban": {
        "dang_ky": [
            {
                "so_ky_hieu": "Số, ký hiệu: “15-CV/ĐUK” (số trống thì chừa chỗ)",
                "ngay": "Ngày của văn bản (có thể trống)",
                "trich_yeu": "Tên loại và trích yếu",
                "nguoi_ky": "Họ tên người ký",
                "noi_nhan": "Nơi nhận, viết gọn một dòng",
                "ban_luu": "Nơi giữ bản lưu",
                "so_ban": "Tổng số bản của văn bản",
                "ngay_chuyen": "Ngày phát hành (trống: chưa phát hành)",
                "ghi_chu": "Ghi chú của lần phát hành",
            }
        ],
        "chuyen_giao": [
            {
                "ngay_chuyen": "Ngày phát hành (trống: chưa phát hành)",
                "so_ky_hieu": "Số, ký hiệu các văn bản trong gói",
                "noi_nhan": "Nơi nhận",
                "ghi_chu": "Số bản, khi hơn một",
            }
        ],
    }
}

_ADDRESS: Mapping[str, Shape] = {
    "stt": "Số thứ tự đơn vị",
    "ten": "Tên đơn vị",
    "kinh_gui": "Kính gửi",
    "nguoi_nhan": "Người nhận (có thể trống)",
    "dia_chi": "Địa chỉ (có thể trống)",
    "so_ky_hieu": "Số, ký hiệu các văn bản gửi đơn vị (có thể trống)",
    "so_ban": "Số bản gửi cho đơn vị",
}
_ENVELOPE_FIELDS: Mapping[str, Shape] = {"phong_bi": [_ADDRESS]}
_LABEL_FIELDS: Mapping[str, Shape] = {
    "nhan": [{"o": [{"co": "Đúng khi nhãn này có in (không: để trắng)", **_ADDRESS}]}]
}


_PRINT_FIELDS: Mapping[str, Shape] = {
    "ban_in": {
        "so_don_vi": "Số đơn vị có văn bản trong tệp in",
        "so_ban": "Số bản của các đơn vị ấy, cộng lại",
        "hai_mat": "Đúng khi in hai mặt",
        "theo_danh_sach": "Đúng khi mỗi đơn vị được in đủ số bản ghi trong danh sách nơi nhận",
        "van_ban": [
            {
                "stt": "Số thứ tự",
                "ten": "Tên văn bản, như ở sheet Văn bản",
                "so_don_vi": "Số đơn vị có văn bản này",
                "so_ban": "Số bản",
                "so_trang": "Số trang có chữ",
                "so_to": "Số tờ giấy",
            }
        ],
        "tong": {
            "so_trang": "Số trang có chữ của các văn bản, cộng lại",
            "so_to": "Số tờ giấy của các văn bản, cộng lại",
        },
        "kem_theo": {
            "so_trang": "Số trang của danh sách nơi nhận và của bảng kê này",
            "so_to": "Số tờ giấy của hai bảng ấy",
        },
        "ca_tep": {
            "so_trang": "Số trang có chữ của cả tệp in",
            "mat_trong": "Số mặt sau để trắng của cả tệp in",
            "so_to": "Số tờ giấy của cả tệp in",
        },
        "kho_giay": [{"ten": "Khổ giấy: A4, A3, 210 × 330 mm", "so_to": "Số tờ của khổ ấy trong cả tệp in"}],
        "danh_sach": {
            "so_don_vi": "Số đơn vị trong danh sách nơi nhận",
            "so_ban": "Số bản của các đơn vị trong danh sách nơi nhận",
            "so_ban_ke_hoach": "Số bản của chính kế hoạch trong danh sách nơi nhận, in riêng",
        },
        "khong_in": ["Một câu về những gì của danh sách nơi nhận không có trong tệp in này"],
    }
}

# The plan's own documents, each with the fields that it alone may use beside the plan's.
PLAN_DOCUMENTS: Mapping[str, Mapping[str, Shape]] = {
    PLAN_TEMPLATE: {},
    LIST_TEMPLATE: {},
    REMINDER_TEMPLATE: _REMINDER_FIELDS,
    CONSOLIDATION_TEMPLATE: _CONSOLIDATION_FIELDS,
    REGISTER_TEMPLATE: _REGISTER_FIELDS,
    ENVELOPE_TEMPLATE: _ENVELOPE_FIELDS,
    LABEL_TEMPLATE: _LABEL_FIELDS,
    PRINT_TEMPLATE: _PRINT_FIELDS,
    **CONFERENCE_DOCUMENTS,
}
