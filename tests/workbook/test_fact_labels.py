"""A line of the sheet Kế hoạch under another label than its usual one is found or asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs.workbook import read_plan
from tests.support.workbook_builder import facts_with, make_workbook, problems_of


def renamed(label: str, new: str, value: str) -> str:
    """Return the small plan's facts, ``label`` left out and ``new`` with ``value`` added as the last line."""
    return facts_with({label: None, new: value})


@pytest.mark.parametrize("label", ["Mục đích yêu cầu", "Mục đích, yêu cầu:", "MỤC ĐÍCH , YÊU CẦU"])
def test_commas_and_colons_of_a_label_do_not_matter(tmp_path: Path, label: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with({label: "Đánh giá khách quan"}))
    assert problems_of(path) == []
    assert read_plan(path).texts["muc_dich"] == "Đánh giá khách quan"
    assert read_plan(path).extra == {}


def test_two_labels_that_differ_in_a_comma_are_one(tmp_path: Path) -> None:
    facts = facts_with({"Mục đích, yêu cầu": "một", "Mục đích yêu cầu": "hai"})
    assert problems_of(make_workbook(tmp_path / "units.xlsx", facts=facts)) == [
        "Kế hoạch!A24: Mục “Mục đích yêu cầu” đã có ở ô A23. Xóa một trong hai dòng."
    ]


@pytest.mark.parametrize(
    ("label", "new", "value"),
    [
        ("Hạn hội nghị của đơn vị", "Hạn tổ chức hội nghị", "15/4/2022"),
        ("Hạn hội nghị của cấp ban hành", "Hạn hội nghị cấp tỉnh", "28/4/2022"),
        ("Thời gian hội nghị của cấp ban hành", "Thời gian hội nghị cấp trên", "28/4/2022"),
        ("Địa điểm hội nghị của cấp ban hành", "Địa điểm hội nghị", "Hội trường A"),
        ("Đầu mối nhận báo cáo", "Nơi nhận báo cáo", "Ban Dân vận"),
        ("Đầu mối nhận báo cáo", "Đầu mối", "Ban Dân vận"),
        ("Liên hệ", "Người liên hệ", "đồng chí A"),
        ("Căn cứ", "Căn cứ ban hành", "Kế hoạch số 72-KH/TU"),
        ("Dịp", "Nội dung", "sơ kết 05 năm"),
        ("Địa danh", "Nơi ban hành", "Hà Tĩnh"),
        ("Quyền hạn ký", "Thẩm quyền ký", "T/M BAN THƯỜNG VỤ"),
        ("Lưu ý về thành phần", "Lưu ý thành phần", "mời thêm"),
    ],
)
def test_a_line_that_means_a_missing_fact_is_asked_about(
    tmp_path: Path, label: str, new: str, value: str
) -> None:
    path = make_workbook(tmp_path / "units.xlsx", facts=renamed(label, new, value))
    (said,) = problems_of(path)
    assert said.endswith(f": Không có mục “{label}”. Có phải mục “{new}”? Hãy sửa tên mục.")


def test_a_line_that_means_a_blank_fact_is_asked_about(tmp_path: Path) -> None:
    facts = facts_with({"Liên hệ": "", "Người liên hệ": "đồng chí A"})
    assert problems_of(make_workbook(tmp_path / "units.xlsx", facts=facts)) == [
        (
            "Kế hoạch!B24: Mục “Liên hệ” để trống, còn mục “Người liên hệ” có giá trị mà không được tính."
            " Nếu cùng một việc, hãy chép sang ô B23."
        )
    ]


@pytest.mark.parametrize(
    ("label", "value"),
    [("Căn cứ bổ sung", "Kế hoạch số 1"), ("Ngày phổ biến", "4/4/2022"), ("Người liên hệ", "")],
)
def test_a_line_of_the_clerks_own_is_no_problem(tmp_path: Path, label: str, value: str) -> None:
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with({label: value}))
    assert problems_of(path) == []
    assert read_plan(path).extra == {label: value}
