"""Last year's workbook, copied: days of another year are told, and a document that nobody gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.workbook_builder import facts_with, make_workbook, problems_of

UNITS = """
Tên tổ chức đảng | Hình thức sơ kết | Hạn báo cáo | Thời gian hội nghị
Đảng bộ A | Hội nghị | | 08:00 14/4/2022
Đảng bộ B | Hội nghị | | 09:00 13/4/2022
Chi bộ C | Báo cáo | 19/4/2022 |
"""
REVIEW = "Hãy xem lại năm."


def test_days_of_another_year_than_the_plans_are_told_once_a_column(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "units.xlsx", units=UNITS, facts=facts_with({"Năm": "2024"}))
    assert problems_of(path) == [
        f"Kế hoạch!B16: Hạn báo cáo 20/4/2022: năm 2022, kế hoạch năm 2024. {REVIEW}",
        f"Kế hoạch!B17: Hạn hội nghị của đơn vị 15/4/2022: năm 2022, kế hoạch năm 2024. {REVIEW}",
        (
            "Đơn vị!D2: Thời gian hội nghị 14/4/2022 và 1 ô khác của cột này: năm 2022, kế hoạch năm 2024."
            f" {REVIEW}"
        ),
        f"Đơn vị!C4: Hạn báo cáo 19/4/2022: năm 2022, kế hoạch năm 2024. {REVIEW}",
    ]


def test_days_of_the_plans_year_and_the_next_are_right(tmp_path: Path) -> None:
    for year in ("2022", "2021"):
        path = make_workbook(tmp_path / f"{year}.xlsx", units=UNITS, facts=facts_with({"Năm": year}))
        assert problems_of(path) == []


def test_the_day_of_a_document_in_another_year_is_told(tmp_path: Path) -> None:
    documents = "Mẫu | Tên | Gửi cho | Số | Ngày\nbao-cao.docx | Báo cáo | Tất cả | 5 | 12/3/2032"
    assert problems_of(make_workbook(tmp_path / "units.xlsx", documents=documents)) == [
        f"Văn bản!E2: Ngày 12/3/2032: năm 2032, kế hoạch năm 2022. {REVIEW}"
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Sáng thứ Hai, 12/4/2022", "“{}”: ngày 12/4/2022 là Thứ Ba. Hãy xem lại thứ và ngày."),
        (
            "Sáng T2 ngày 12/4/2022, tại hội trường",
            "“{}”: ngày 12/4/2022 là Thứ Ba. Hãy xem lại thứ và ngày.",
        ),
        ("Sáng thứ Ba, 12/4/2025", f"Thời gian hội nghị 12/4/2025: năm 2025, kế hoạch năm 2022. {REVIEW}"),
        ("Sáng CN ngày 03 tháng 4 năm 2022", "Thời gian hội nghị 03/4/2022 là Chủ nhật."),
        ("Sáng thứ Ba, 19/4/2022", "Hội nghị ngày 19/4/2022 không trước hạn hội nghị (15/4/2022)."),
        ("Sáng thứ Ba, ngày 12/4/2022, phiên thứ hai", None),
        ("Lần thứ hai: sáng 12/4/2022", None),
        ("Sáng thứ Ba hằng tuần, từ 12/4/2022 đến 13/4/2022", None),
    ],
)
def test_a_time_in_words_is_held_against_the_calendar(tmp_path: Path, typed: str, said: str | None) -> None:
    units = f"Tên tổ chức đảng | Hình thức sơ kết | Thời gian hội nghị\nĐảng bộ A | Hội nghị | {typed}"
    path = make_workbook(tmp_path / "units.xlsx", units=units)
    expected = [f"Đơn vị!C2: {said.format(typed)}"] if said else []
    assert [problem for problem in problems_of(path) if problem in expected or not said] == expected


def test_a_conference_before_the_day_of_issue_is_told(tmp_path: Path) -> None:
    issued = facts_with({"Ngày ban hành": "13/4/2022"})
    assert problems_of(make_workbook(tmp_path / "units.xlsx", units=UNITS, facts=issued)) == [
        (
            "Đơn vị!D3: Thời gian hội nghị 13/4/2022 không sau ngày ban hành (13/4/2022)."
            " Hãy xem lại hai ngày này."
        )
    ]


def test_a_document_for_conferences_that_nobody_holds_is_told(tmp_path: Path) -> None:
    units = "Tên tổ chức đảng | Hình thức sơ kết\nĐảng bộ A | Báo cáo"
    documents = "Mẫu | Tên | Gửi cho\nbao-cao.docx | Báo cáo | Tất cả\ngiay-moi.docx | Giấy mời | Hội nghị"
    path = make_workbook(tmp_path / "units.xlsx", units=units, documents=documents)
    assert problems_of(path) == [
        (
            "Văn bản!C3: Không đơn vị nào nhận mẫu giay-moi.docx: không đơn vị nào như ô này ghi."
            " Hãy xem lại trang Đơn vị; mẫu không dùng thì ghi “Không gửi”."
        )
    ]
