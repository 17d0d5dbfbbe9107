"""The sixty-six units of the sample: four named by the real plan, sixty-two illustrative ones.

The four units that hold a conference are named in the plan of 2022. The plan's text has no full list of
units, so the others are plausible bodies of the province, made up to show the tool at its real size.
"""

from __future__ import annotations

CONFERENCE_UNITS = (
    "Đảng bộ Tòa án nhân dân tỉnh",
    "Đảng bộ Trường Chính trị Trần Phú",
    "Đảng bộ Công ty Cổ phần Cấp nước Hà Tĩnh",
    "Đảng bộ Công ty Cổ phần Dược Hà Tĩnh",
)

OTHER_PARTY_BODIES = (
    "Đảng bộ Văn phòng Ủy ban nhân dân tỉnh",
    "Đảng bộ Viện Kiểm sát nhân dân tỉnh",
    "Đảng bộ Thanh tra tỉnh",
    "Đảng bộ Sở Nội vụ",
    "Đảng bộ Sở Tài chính",
    "Đảng bộ Sở Kế hoạch và Đầu tư",
    "Đảng bộ Sở Tư pháp",
    "Đảng bộ Sở Công Thương",
    "Đảng bộ Sở Xây dựng",
    "Đảng bộ Sở Giao thông vận tải",
    "Đảng bộ Sở Nông nghiệp và Phát triển nông thôn",
    "Đảng bộ Sở Tài nguyên và Môi trường",
    "Đảng bộ Sở Khoa học và Công nghệ",
    "Đảng bộ Sở Giáo dục và Đào tạo",
    "Đảng bộ Sở Y tế",
    "Đảng bộ Sở Lao động - Thương binh và Xã hội",
    "Đảng bộ Sở Văn hóa, Thể thao và Du lịch",
    "Đảng bộ Sở Thông tin và Truyền thông",
    "Đảng bộ Cục Thuế tỉnh",
    "Đảng bộ Cục Hải quan tỉnh",
    "Đảng bộ Cục Thống kê tỉnh",
    "Đảng bộ Cục Quản lý thị trường tỉnh",
    "Đảng bộ Cục Thi hành án dân sự tỉnh",
    "Đảng bộ Kho bạc Nhà nước Hà Tĩnh",
    "Đảng bộ Bảo hiểm xã hội tỉnh",
    "Đảng bộ Ngân hàng Nhà nước Chi nhánh tỉnh Hà Tĩnh",
    "Đảng bộ Ban Quản lý Khu kinh tế tỉnh",
    "Đảng bộ Báo Hà Tĩnh",
    "Đảng bộ Đài Phát thanh và Truyền hình tỉnh",
    "Đảng bộ Trường Đại học Hà Tĩnh",
    "Đảng bộ Trường Cao đẳng Kỹ thuật Việt - Đức Hà Tĩnh",
    "Đảng bộ Trường Cao đẳng Y tế Hà Tĩnh",
    "Đảng bộ Bệnh viện Đa khoa tỉnh",
    "Đảng bộ Công ty Điện lực Hà Tĩnh",
    "Đảng bộ Bưu điện tỉnh Hà Tĩnh",
    "Đảng bộ Viễn thông Hà Tĩnh",
    "Đảng bộ Công ty Cổ phần Môi trường và Công trình đô thị Hà Tĩnh",
    "Đảng bộ Công ty Trách nhiệm hữu hạn một thành viên Xổ số kiến thiết Hà Tĩnh",
    "Đảng bộ Công ty Cổ phần Cảng quốc tế Lào - Việt",
)

OTHER_CELLS = (
    "Chi bộ Văn phòng Đoàn Đại biểu Quốc hội và Hội đồng nhân dân tỉnh",
    "Chi bộ Sở Ngoại vụ",
    "Chi bộ Ban Dân tộc tỉnh",
    "Chi bộ Cơ quan Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "Chi bộ Cơ quan Liên đoàn Lao động tỉnh",
    "Chi bộ Cơ quan Hội Nông dân tỉnh",
    "Chi bộ Cơ quan Hội Liên hiệp Phụ nữ tỉnh",
    "Chi bộ Cơ quan Hội Cựu chiến binh tỉnh",
    "Chi bộ Cơ quan Tỉnh đoàn",
    "Chi bộ Cơ quan Liên minh Hợp tác xã tỉnh",
    "Chi bộ Cơ quan Hội Chữ thập đỏ tỉnh",
    "Chi bộ Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh",
    "Chi bộ Hội Liên hiệp Văn học nghệ thuật tỉnh",
    "Chi bộ Hội Nhà báo tỉnh",
    "Chi bộ Hội Luật gia tỉnh",
    "Chi bộ Bảo tàng tỉnh",
    "Chi bộ Thư viện tỉnh",
    "Chi bộ Đài Khí tượng Thủy văn Hà Tĩnh",
    "Chi bộ Ngân hàng Chính sách xã hội Chi nhánh tỉnh Hà Tĩnh",
    "Chi bộ Quỹ Đầu tư phát triển tỉnh",
    "Chi bộ Trung tâm Xúc tiến đầu tư tỉnh",
    "Chi bộ Công ty Cổ phần Sách và Thiết bị trường học Hà Tĩnh",
    "Chi bộ Công ty Cổ phần In Hà Tĩnh",
)

REPORT_UNITS = OTHER_PARTY_BODIES + OTHER_CELLS
