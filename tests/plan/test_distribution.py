"""The distribution list: what is printed under Nơi nhận, who gets how many copies, as text and as files."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sokhet_docs.letters.plan_documents import distribution_sheet, write_distribution
from sokhet_docs.plan.distribution import Delivery, deliveries, recipient_lines, total_copies
from sokhet_docs.plan.model import Recipient
from sokhet_docs.plan.rules import HD05, HD36, RuleSet
from sokhet_docs.problems import OutputError, UsageError
from tests.support.plans import COURT, LIBRARY, a_plan


@pytest.mark.parametrize(
    ("rules", "lines"),
    [
        (
            HD36,
            ["Ban Dân vận Tỉnh ủy (báo cáo),", "Các đảng ủy, chi bộ cơ sở,", "Lưu Văn phòng Đảng ủy Khối."],
        ),
        (
            HD05,
            ["Ban Dân vận Tỉnh ủy (báo cáo);", "Các đảng ủy, chi bộ cơ sở;", "Lưu Văn phòng Đảng ủy Khối."],
        ),
    ],
)
def test_the_mark_behind_a_recipient_follows_the_rule_set(rules: RuleSet, lines: list[str]) -> None:
    assert recipient_lines(a_plan().recipients, rules) == lines


def test_one_recipient_and_none() -> None:
    assert recipient_lines([Recipient(name="Ban Tuyên giáo")], HD36) == ["Ban Tuyên giáo."]
    assert recipient_lines([], HD36) == []


def test_the_list_holds_the_plans_recipients_then_every_unit() -> None:
    rows = deliveries(a_plan(COURT, LIBRARY))
    assert rows == [
        Delivery(1, "Ban Dân vận Tỉnh ủy (báo cáo)"),
        Delivery(2, "Các đảng ủy, chi bộ cơ sở", copies=0, note="theo danh sách đơn vị bên dưới"),
        Delivery(3, "Lưu Văn phòng Đảng ủy Khối"),
        Delivery(4, "Đảng ủy Tòa án nhân dân tỉnh"),
        Delivery(5, "Chi bộ Thư viện tỉnh", address="thuvien@hatinh.example", copies=2),
    ]
    assert total_copies(rows) == 5


def test_the_sheet_holds_the_list_and_adds_the_copies_up_itself() -> None:
    book = load_workbook(io.BytesIO(distribution_sheet(deliveries(a_plan(COURT, LIBRARY)))))
    rows = [[cell or "" for cell in row] for row in book["Nơi nhận"].iter_rows(values_only=True)]
    assert rows == [
        ["TT", "Nơi nhận", "Người nhận", "Địa chỉ", "Số bản", "Ngày nhận", "Ký nhận", "Ghi chú"],
        [1, "Ban Dân vận Tỉnh ủy (báo cáo)", "", "", 1, "", "", ""],
        [2, "Các đảng ủy, chi bộ cơ sở", "", "", "", "", "", "theo danh sách đơn vị bên dưới"],
        [3, "Lưu Văn phòng Đảng ủy Khối", "", "", 1, "", "", ""],
        [4, "Đảng ủy Tòa án nhân dân tỉnh", "", "", 1, "", "", ""],
        [5, "Chi bộ Thư viện tỉnh", "", "thuvien@hatinh.example", 2, "", "", ""],
        ["", "Cộng", "", "", "=SUM(E2:E6)", "", "", ""],
    ]


def test_a_text_that_looks_like_a_formula_stays_a_text_in_the_sheet() -> None:
    sly = replace(LIBRARY, recipient_name="=1+1")
    sheet = load_workbook(io.BytesIO(distribution_sheet(deliveries(a_plan(sly)))))["Nơi nhận"]
    assert (sheet["C5"].value, sheet["C5"].data_type) == ("=1+1", "s")


def test_a_file_that_is_there_is_not_overwritten_unless_forced(tmp_path: Path) -> None:
    target = tmp_path / "noi-nhan.xlsx"
    target.write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"Đã có tệp này. Đặt tên khác, hoặc thêm --force để ghi đè\."):
        write_distribution(a_plan(), tmp_path, target)
    assert target.read_bytes() == b"mine"
    write_distribution(a_plan(), tmp_path, target, force=True)
    assert load_workbook(target).sheetnames == ["Nơi nhận"]


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Tên tệp phải có đuôi \.docx hoặc \.xlsx\."):
        write_distribution(a_plan(), tmp_path, tmp_path / "noi-nhan.pdf")
