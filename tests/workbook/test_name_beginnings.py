"""What stands before a unit's name: a number goes and is told, an abbreviated kind is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs.workbook import read_plan
from tests.support.libreoffice import convert
from tests.support.six_formats import same_in_quick_formats
from tests.support.workbook_builder import make_workbook, problems_of

ASKED = "Nếu phải, hãy viết đủ tên; nếu không, thư gửi đúng tên đã ghi."
TOLD = "Nếu là một phần của tên, hãy viết tên cách khác."


def units_with(*names: str) -> str:
    return "\n".join(["Tên đơn vị | Hình thức", *(f"{name} | Báo cáo" for name in names)])


def units_of(path: Path) -> list[tuple[str, str, str]]:
    return [(unit.name, unit.kind, unit.addressee) for unit in read_plan(path).units]


MARKS = [
    "1.", "1)", "(1)", "01.", "1/", "1:", "1 -", "12", "1.2.", "-", "–", "+", "•", "●", "►", "\uf0b7", "- 1."
]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_a_number_or_a_bullet_before_a_name_goes_and_is_told(tmp_path: Path, mark: str) -> None:
    units = units_with("Chi bộ B", f"{mark} Đảng bộ Sở Tư pháp")
    path = make_workbook(tmp_path / "a.xlsx", units=units, attendees="Thành phần | Đơn vị")
    for made in same_in_quick_formats(path, tmp_path):
        assert units_of(made)[1] == ("Đảng bộ Sở Tư pháp", "Đảng bộ", "Đảng ủy Sở Tư pháp")
        assert [problem.removeprefix("Đơn vị: ") for problem in problems_of(made)] == [
            f"Đã bỏ số thứ tự, dấu đầu dòng đứng trước 1 tên: A3 “{mark}”. {TOLD}"
        ]


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_number_goes_in_other_kinds_too(tmp_path: Path, ending: str) -> None:
    path = make_workbook(tmp_path / "a.xlsx", units=units_with("1. Đảng bộ A", "-Chi bộ B"))
    (made,) = convert([path], tmp_path, ending)
    assert [name for name, _, _ in units_of(made)] == ["Đảng bộ A", "Chi bộ B"]


@pytest.mark.parametrize(
    "name", ["Công ty 19-5", "4.0 Hà Tĩnh", "19/5 Hà Tĩnh", "3B Hà Tĩnh", "27-7 Hà Tĩnh"]
)
def test_a_number_that_belongs_to_a_name_stays(tmp_path: Path, name: str) -> None:
    path = make_workbook(tmp_path / "a.xlsx", units=units_with("Chi bộ B", name))
    assert [found for found, _, _ in units_of(path)] == ["Chi bộ B", name]
    assert problems_of(path) == []


def test_bullets_before_guests_and_recipients_go_too(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "a.xlsx",
        attendees="Thành phần | Đơn vị\n- Đại diện Ban Thường vụ |\n- Khách mời |",
        recipients="Nơi nhận | Để | Số bản\n- Ban Dân vận | báo cáo | 1\n1. Văn phòng | lưu | 2",
    )
    plan = read_plan(path)
    assert [guest.name for guest in plan.attendees] == ["Đại diện Ban Thường vụ", "Khách mời"]
    assert [recipient.name for recipient in plan.recipients] == ["Ban Dân vận", "Văn phòng"]
    assert problems_of(path) == [
        f"Thành phần: Đã bỏ số thứ tự, dấu đầu dòng đứng trước 2 tên: A2 “-”; A3 “-”. {TOLD}",
        f"Nơi nhận: Đã bỏ số thứ tự, dấu đầu dòng đứng trước 2 tên: A2 “-”; A3 “1.”. {TOLD}",
    ]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ĐB Sở Y tế", "Đảng bộ Sở Y tế"),
        ("Đ.B Sở Y tế", "Đảng bộ Sở Y tế"),
        ("DB Sở Y tế", "Đảng bộ Sở Y tế"),
        ("Đ/bộ Sở Y tế", "Đảng bộ Sở Y tế"),
        ("ĐU Sở Y tế", "Đảng bộ Sở Y tế"),
        ("Đảng ủy Sở Y tế", "Đảng bộ Sở Y tế"),
        ("Đảng uỷ Sở Y tế", "Đảng bộ Sở Y tế"),
        ("CB Sở Y tế", "Chi bộ Sở Y tế"),
        ("C/bộ Sở Y tế", "Chi bộ Sở Y tế"),
        ("Chi uỷ Sở Y tế", "Chi bộ Sở Y tế"),
        ("ĐBCS Sở Y tế", "Đảng bộ Sở Y tế"),
    ],
)
def test_a_kind_that_is_written_otherwise_is_asked_about(tmp_path: Path, name: str, meant: str) -> None:
    path = make_workbook(tmp_path / "a.xlsx", units=units_with("Chi bộ B", name))
    for made in same_in_quick_formats(path, tmp_path):
        assert units_of(made)[1] == (name, "", name)
        assert [problem.removeprefix("Đơn vị: ") for problem in problems_of(made)] == [
            f"Có 1 tên chưa rõ là đảng bộ hay chi bộ: A3 “{name}” (“{meant}”?). {ASKED}"
        ]


@pytest.mark.parametrize("name", ["Du lịch Hà Tĩnh", "CÔNG TY A", "Sở Y tế", "CBA Hà Tĩnh"])
def test_a_name_of_no_kind_is_not_asked_about(tmp_path: Path, name: str) -> None:
    path = make_workbook(tmp_path / "a.xlsx", units=units_with("Chi bộ B", name))
    assert [problem for problem in problems_of(path) if "chưa rõ" in problem] == []
