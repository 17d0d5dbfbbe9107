"""The blank workbook: every sheet, header, note and drop-down, no word of any plan."""

from __future__ import annotations

from tools.kits.common import facts, guide, unit_columns
from tools.plan_workbook import PlanWorkbook

BLANK = PlanWorkbook(
    title="DANH SÁCH ĐƠN VỊ VÀ KẾ HOẠCH",
    guide=guide(
        "Các trang còn trống: điền trang “Kế hoạch” và “Đơn vị” trước. Trang “Văn bản” đã ghi sẵn các mẫu có "
        "trong thư mục templates; mẫu nào không dùng thì xóa dòng."
    ),
    unit_columns=unit_columns("Hình thức"),
    facts=facts({}),
    documents=(
        ("cong-van.docx", "Công văn yêu cầu báo cáo", "Tất cả"),
        ("de-cuong.docx", "Đề cương báo cáo", "Tất cả"),
        ("giay-moi.docx", "Giấy mời hội nghị", "Hội nghị"),
        ("bao-cao.docx", "Mẫu báo cáo", "Tất cả"),
        ("giay-moi-khoi.docx", "Giấy mời hội nghị của cấp ban hành", "Không gửi"),
    ),
)
