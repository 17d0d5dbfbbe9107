"""The fact Các kỳ số liệu: the columns of the figures, in each way in which a clerk writes them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.plan import period_key
from sokhet_docs.workbook import read_plan
from tests.support.workbook_builder import facts_with, make_workbook, problems_of

OLD = {"Năm đầu của số liệu": None, "Năm cuối của số liệu": None}
EXAMPLES = "Ví dụ: 2017–2021; hoặc 2023; 2024; 2025; hoặc Quý I/2026; Quý II/2026."
LONG = "Từ khi ban hành Nghị quyết đến hết thời điểm sơ kết theo số liệu của Ban Chỉ đạo các cấp"
FIVE = ["2017", "2018", "2019", "2020", "2021"]
QUARTERS = ["Quý I/2026", "Quý II/2026", "Quý III/2026", "Quý IV/2026"]


def with_periods(path: Path, text: str) -> Path:
    return make_workbook(path / "units.xlsx", facts=facts_with(OLD | {"Các kỳ số liệu": text}))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("2017–2021", FIVE),
        ("2017-2021", FIVE),
        ("2017 – 2021", FIVE),
        ("từ năm 2017 đến năm 2021", FIVE),
        ("2017 đến hết 2021", FIVE),
        ("2023; 2024; 2025", ["2023", "2024", "2025"]),
        ("2023, 2024,2025", ["2023", "2024", "2025"]),
        ("Năm 2023; năm 2024;", ["2023", "2024"]),
        ("2024", ["2024"]),
        ("2015; 2017-2019", ["2015", "2017", "2018", "2019"]),
        ("Quý I/2026; Quý II/2026", QUARTERS[:2]),
        ("Quý I–IV/2026", QUARTERS),
        ("quý 1 đến quý 4 năm 2026", QUARTERS),
        ("Quý I/2026-Quý IV/2026", QUARTERS),
        ("Quý I/2026 – Quý IV năm 2026", QUARTERS),
        ("từ quý I năm 2026 đến hết quý IV năm 2026", QUARTERS),
        ("Quý I-Quý IV/2026", QUARTERS),
        ("Quý III/2025-Quý II/2026", ["Quý III/2025", "Quý IV/2025", *QUARTERS[:2]]),
        ("Tháng 1/2026 đến tháng 3/2026", ["Tháng 1/2026", "Tháng 2/2026", "Tháng 3/2026"]),
        ("Tháng 11/2025 - 02/2026", ["Tháng 11/2025", "Tháng 12/2025", "Tháng 1/2026", "Tháng 2/2026"]),
        ("Tháng 1–3/2026", ["Tháng 1/2026", "Tháng 2/2026", "Tháng 3/2026"]),
        ("6 tháng đầu năm 2025; Cả năm 2025", ["6 tháng đầu năm 2025", "Cả năm 2025"]),
        ("Nhiệm kỳ 2020-2025", ["Nhiệm kỳ 2020-2025"]),
        ("Nhiệm kỳ 2020 – 2025", ["Nhiệm kỳ 2020 – 2025"]),
        ("Quý I-2026; Quý II - 2026", ["Quý I-2026", "Quý II - 2026"]),
        ("6 tháng đầu năm (1/1 - 30/6/2026)", ["6 tháng đầu năm (1/1 - 30/6/2026)"]),
        (LONG, [LONG]),
    ],
)
def test_periods_are_read_as_they_are_written(tmp_path: Path, text: str, labels: list[str]) -> None:
    periods = read_plan(with_periods(tmp_path, text)).periods
    assert [period.label for period in periods] == labels
    assert [period.key for period in periods] == [period_key(label) for label in labels]


def test_periods_in_lines_of_one_cell_are_read(tmp_path: Path) -> None:
    facts = facts_with(OLD | {"Các kỳ số liệu": "x"})
    path = make_workbook(
        tmp_path / "units.xlsx", lambda book: _put(book, "Quý I, 2026\nQuý II, 2026"), facts=facts
    )
    assert [period.label for period in read_plan(path).periods] == ["Quý I, 2026", "Quý II, 2026"]


def _put(book: Workbook, value: object) -> None:
    """Write ``value`` beside the label Các kỳ số liệu."""
    for row in book["Kế hoạch"].iter_rows(max_col=2):
        if row[0].value == "Các kỳ số liệu":
            row[1].value = value  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021–2017", "“2021–2017” viết ngược: kỳ đầu sau kỳ cuối."),
        ("2017; năm 2017", "Kỳ “2017” ghi hai lần."),
        ("Quý I/2026; quý i/2026", "Kỳ “quý i/2026” ghi hai lần, một lần là “Quý I/2026”."),
        ("1990–2020", "Có 31 kỳ số liệu, nhiều nhất là 20."),
        ("2017–2035; 2040; 2041", "Có 21 kỳ số liệu, nhiều nhất là 20."),
        ("1017–2021", "Năm 1017 không hợp lý."),
        ("Tháng 10–13/2026", "“Tháng 10–13/2026” không có trong lịch."),
        ("Quý IV/2026-Quý I/2026", "“Quý IV/2026-Quý I/2026” viết ngược: kỳ đầu sau kỳ cuối."),
        ("Quý I/2020-Quý I/2026", "Có 25 kỳ số liệu, nhiều nhất là 20."),
        ("Tháng 1/2026 đến tháng 13/2026", "“Tháng 1/2026 đến tháng 13/2026” không có trong lịch."),
        ("2023; Tổng", "“Tổng” là cột cộng của bảng, không phải là một kỳ."),
        ("2023; tong", "“Tổng” là cột cộng của bảng, không phải là một kỳ."),
        (";", "Không đọc được kỳ nào trong ô."),
    ],
)
def test_periods_that_cannot_be_are_named(tmp_path: Path, text: str, said: str) -> None:
    assert problems_of(with_periods(tmp_path, text)) == [f"Kế hoạch!B21: {said} {EXAMPLES}"]


@pytest.mark.parametrize(
    "text",
    [
        "6 tháng đầu năm 2025 - 6 tháng cuối năm 2025",
        "Năm học 2023 – Năm học 2025",
        "6 tháng/2025-6 tháng/2026",
        "Quý I-Quý II",
        "Quý I/2026 - Tháng 6/2026",
        "2025; Quý I-2026 - Quý IV-2026",
    ],
)
def test_a_range_that_is_not_understood_is_asked_for_in_full(tmp_path: Path, text: str) -> None:
    (said,) = problems_of(with_periods(tmp_path, text))
    quoted = text.partition("; ")[2] or text
    assert said == (
        f"Kế hoạch!B21: Không rõ “{quoted}” gồm những kỳ nào: hãy ghi từng kỳ, cách nhau bằng dấu"
        f" chấm phẩy; nếu chỉ là một kỳ thì viết “đến” thay dấu gạch. {EXAMPLES}"
    )


def test_a_period_that_excel_took_for_a_date_is_named(tmp_path: Path) -> None:
    facts = facts_with(OLD | {"Các kỳ số liệu": "x"})
    path = make_workbook(tmp_path / "units.xlsx", lambda book: _put(book, datetime(2026, 1, 1)), facts=facts)
    (said,) = problems_of(path)
    assert said.startswith("Kế hoạch!B21: Excel đã đổi kỳ số liệu thành ngày: ")


def test_the_old_years_are_still_understood_and_must_agree_with_the_periods(tmp_path: Path) -> None:
    agreeing = facts_with({"Các kỳ số liệu": "2017–2021"})
    assert problems_of(make_workbook(tmp_path / "units.xlsx", facts=agreeing)) == []
    other = facts_with({"Các kỳ số liệu": "2017–2022"})
    assert problems_of(make_workbook(tmp_path / "units.xlsx", facts=other)) == [
        (
            "Kế hoạch!B23: “Các kỳ số liệu” không khớp với năm đầu, năm cuối ở ô B18, B19."
            " Xóa giá trị ở hai ô ấy, hoặc sửa cho khớp."
        )
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"Năm cuối của số liệu": ""}, "Kế hoạch!B19: Chưa điền “Năm cuối của số liệu”."),
        (
            {"Năm đầu của số liệu": None},
            "Kế hoạch: Thiếu mục “Năm đầu của số liệu”. Thêm dòng này vào cột “Mục”.",
        ),
        ({"Năm đầu của số liệu": "-", "Năm cuối của số liệu": "…"}, ""),
    ],
)
def test_one_of_the_old_years_alone_is_an_error(
    tmp_path: Path, changes: dict[str, str | None], said: str
) -> None:
    path = make_workbook(tmp_path / "units.xlsx", facts=facts_with(changes))
    assert problems_of(path) == ([said] if said else [])
