"""What the sample's report form asks, as rows of the sheets ``Đề cương`` and ``Số liệu``."""

from __future__ import annotations

# Mục, Tiêu đề, Gợi ý. The Mã of each (1_1 for 1.1) is that of the forms sent before Mã came from the words.
SECTIONS: tuple[tuple[str, str, str | None], ...] = (
    ("1", "Đặc điểm tình hình", None),
    (
        "1.1",
        "Chức năng, nhiệm vụ",
        "Nêu khái quát chức năng, nhiệm vụ chính trị của cơ quan, đơn vị, doanh nghiệp.",
    ),
    (
        "1.2",
        "Tổ chức đảng, đảng viên, đội ngũ cán bộ, người lao động",
        (
            "Số tổ chức đảng trực thuộc, số đảng viên; số cán bộ, công chức, viên chức, người lao động "
            "tại thời điểm báo cáo."
        ),
    ),
    (
        "1.3",
        "Thuận lợi, khó khăn",
        "Những thuận lợi, khó khăn tác động đến việc xây dựng và thực hiện quy chế dân chủ cơ sở.",
    ),
    ("2", "Công tác lãnh đạo, chỉ đạo", None),
    (
        "2.1",
        "Quán triệt, triển khai thực hiện",
        "Hình thức, thời gian, thành phần quán triệt; số cuộc, số lượt người tham gia.",
    ),
    (
        "2.2",
        "Các văn bản đã ban hành",
        (
            "Chương trình hành động, kế hoạch, công văn của cấp ủy và của cơ quan, đơn vị (ghi rõ số, "
            "ký hiệu, ngày, trích yếu)."
        ),
    ),
    (
        "2.3",
        "Ban Chỉ đạo, quy chế",
        (
            "Việc thành lập, kiện toàn Ban Chỉ đạo; xây dựng, sửa đổi, bổ sung quy chế dân chủ và các "
            "quy chế, quy định nội bộ."
        ),
    ),
    (
        "2.4",
        "Công tác tuyên truyền",
        "Nội dung, hình thức, kết quả tuyên truyền, phổ biến về dân chủ và thực hành dân chủ.",
    ),
    (
        "2.5",
        "Công tác kiểm tra, giám sát",
        "Số cuộc kiểm tra, giám sát của cấp ủy; nội dung, kết quả, việc khắc phục sau kiểm tra.",
    ),
    ("3", "Kết quả thực hiện", None),
    (
        "3.1",
        "Những việc phải công khai",
        "Nội dung, hình thức, thời điểm công khai để cán bộ, công chức, viên chức, người lao động được biết.",
    ),
    (
        "3.2",
        "Những việc được tham gia ý kiến",
        (
            "Nội dung, hình thức lấy ý kiến trước khi người đứng đầu quyết định; việc tiếp thu, giải "
            "trình ý kiến."
        ),
    ),
    (
        "3.3",
        "Những việc được giám sát, kiểm tra",
        "Nội dung, hình thức, kết quả giám sát, kiểm tra của cán bộ, công chức, viên chức, người lao động.",
    ),
    (
        "3.4",
        "Hội nghị cán bộ, công chức, viên chức, người lao động",
        (
            "Số hội nghị phải tổ chức, đã tổ chức từng năm; chất lượng, số ý kiến tham gia, việc giải "
            "quyết ý kiến."
        ),
    ),
    (
        "3.5",
        "Trách nhiệm của người đứng đầu",
        (
            "Trách nhiệm nêu gương, tổ chức thực hiện quy chế dân chủ của người đứng đầu cấp ủy, cơ "
            "quan, đơn vị."
        ),
    ),
    (
        "3.6",
        "Tiếp công dân, đối thoại, giải quyết đơn thư",
        (
            "Số lượt tiếp công dân; số cuộc đối thoại định kỳ, đột xuất; số đơn thư đã nhận, đã giải "
            "quyết, còn tồn."
        ),
    ),
    (
        "3.7",
        "Hoạt động của Ban Thanh tra nhân dân",
        "Tổ chức, số thành viên; số cuộc giám sát, số kiến nghị và kết quả giải quyết.",
    ),
    (
        "3.8",
        "Cải cách hành chính",
        "Cải cách thủ tục hành chính, ứng dụng công nghệ thông tin; văn hóa, đạo đức công vụ.",
    ),
    (
        "3.9",
        "Vai trò của công đoàn, các đoàn thể",
        "Hoạt động phối hợp, giám sát, phản biện; bảo vệ quyền, lợi ích của đoàn viên, hội viên.",
    ),
    (
        "3.10",
        "Thực hiện dân chủ tại doanh nghiệp",
        (
            "Dành cho doanh nghiệp: hội nghị người lao động, đối thoại tại nơi làm việc, thỏa ước lao "
            "động tập thể. Đơn vị khác ghi “Không thuộc diện”."
        ),
    ),
    ("4", "Đánh giá chung", None),
    ("4.1", "Ưu điểm", "Những kết quả nổi bật, có số liệu, dẫn chứng cụ thể."),
    ("4.2", "Hạn chế", "Những việc chưa làm được hoặc làm chưa tốt, nêu rõ ở khâu nào, đơn vị nào."),
    ("4.3", "Nguyên nhân", "Nguyên nhân khách quan; nguyên nhân chủ quan."),
    ("4.4", "Bài học kinh nghiệm", "Những kinh nghiệm rút ra trong lãnh đạo, chỉ đạo, tổ chức thực hiện."),
    (
        "4.5",
        "Mô hình, điển hình",
        "Tên tập thể, cá nhân, mô hình, cách làm hay; kết quả, khả năng nhân rộng.",
    ),
    (
        "5",
        "Phương hướng, nhiệm vụ, giải pháp",
        "Phương hướng, nhiệm vụ trọng tâm và giải pháp chủ yếu trong thời gian tới.",
    ),
    ("6", "Kiến nghị, đề xuất", None),
    ("6.1", "Với Trung ương", "Kiến nghị, đề xuất với Trung ương; không có thì ghi “Không có”."),
    ("6.2", "Với cấp ủy cấp trên", "Kiến nghị, đề xuất với cấp ủy cấp trên; không có thì ghi “Không có”."),
    (
        "6.3",
        "Với chính quyền, cơ quan chuyên môn",
        "Kiến nghị, đề xuất với chính quyền, cơ quan chuyên môn; không có thì ghi “Không có”.",
    ),
)

# Nhóm, Chỉ tiêu, Đơn vị tính, Cộng các kỳ, Biểu đồ, Mã
FIGURES: tuple[tuple[str, str, str, str | None, str | None, str], ...] = (
    ("Hội nghị quán triệt", "Số cuộc", "cuộc", None, "Có", "qt_cuoc"),
    ("Hội nghị quán triệt", "Số lượt người dự", "lượt người", None, None, "qt_luot"),
    ("Văn bản lãnh đạo, chỉ đạo", "Số văn bản đã ban hành", "văn bản", None, "Có", "vb"),
    (
        "Hội nghị cán bộ, công chức, viên chức, người lao động",
        "Số hội nghị phải tổ chức",
        "hội nghị",
        None,
        "Có",
        "hn_phai",
    ),
    (
        "Hội nghị cán bộ, công chức, viên chức, người lao động",
        "Số hội nghị đã tổ chức",
        "hội nghị",
        None,
        "Có",
        "hn_da",
    ),
    (
        "Hội nghị cán bộ, công chức, viên chức, người lao động",
        "Số ý kiến tham gia",
        "ý kiến",
        None,
        None,
        "hn_ykien",
    ),
    ("Ban Thanh tra nhân dân", "Số thành viên", "người", "Không", None, "ttnd_tv"),
    ("Ban Thanh tra nhân dân", "Số cuộc giám sát", "cuộc", None, "Có", "ttnd_gs"),
    ("Ban Thanh tra nhân dân", "Số kiến nghị", "kiến nghị", None, None, "ttnd_kn"),
    ("Ban Thanh tra nhân dân", "Số kiến nghị đã được giải quyết", "kiến nghị", None, None, "ttnd_gq"),
    ("Đối thoại", "Số cuộc đối thoại định kỳ", "cuộc", None, "Có", "dt_dinhky"),
    ("Đối thoại", "Số cuộc đối thoại đột xuất", "cuộc", None, "Có", "dt_dotxuat"),
    ("Đối thoại", "Số lượt người tham gia", "lượt người", None, None, "dt_luot"),
    ("Tiếp công dân", "Số lượt tiếp", "lượt", None, "Có", "tcd_luot"),
    ("Tiếp công dân", "Số người được tiếp", "người", None, None, "tcd_nguoi"),
    ("Tiếp công dân", "Số vụ việc", "vụ việc", None, None, "tcd_vu"),
    ("Đơn thư khiếu nại, tố cáo, kiến nghị", "Số đơn đã nhận", "đơn", None, "Có", "don_nhan"),
    ("Đơn thư khiếu nại, tố cáo, kiến nghị", "Số đơn đã giải quyết", "đơn", None, "Có", "don_gq"),
    ("Đơn thư khiếu nại, tố cáo, kiến nghị", "Số đơn còn tồn cuối năm", "đơn", "Không", None, "don_ton"),
    ("Kiểm tra, giám sát", "Số cuộc kiểm tra, giám sát", "cuộc", None, "Có", "ktgs"),
    ("Khen thưởng", "Số tập thể được khen thưởng", "tập thể", None, None, "kt_tapthe"),
    ("Khen thưởng", "Số cá nhân được khen thưởng", "cá nhân", None, None, "kt_canhan"),
)


def outline_rows() -> list[tuple[str | None, ...]]:
    """Return the rows of the sheet ``Đề cương``: Mục, Tiêu đề, Gợi ý, Dành cho, Mã."""
    return [(*row, None, row[0].replace(".", "_")) for row in SECTIONS]


def figure_rows() -> list[tuple[str | None, ...]]:
    """Return the rows of the sheet ``Số liệu``: Nhóm, Chỉ tiêu, Đơn vị tính, Kiểu, Cộng các kỳ, … Mã."""
    return [
        (group, label, measure, None, summed, charted, None, code)
        for group, label, measure, summed, charted, code in FIGURES
    ]
