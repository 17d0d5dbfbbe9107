"""Periods in a list that shares words: read one by one, or asked about, never one column for several."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs.workbook import read_plan
from tests.support.six_formats import same_in_quick_formats
from tests.support.workbook_builder import facts_with, make_workbook, problems_of

OLD: dict[str, str | None] = {"Năm đầu của số liệu": None, "Năm cuối của số liệu": None}
EXAMPLES = "Ví dụ: 2017–2021; hoặc 2023; 2024; 2025; hoặc Quý I/2026; Quý II/2026."
YEARS = ["2017", "2018", "2019"]
QUARTERS = ["Quý I/2026", "Quý II/2026", "Quý III/2026"]


def with_periods(folder: Path, text: str) -> Path:
    return make_workbook(folder / "units.xlsx", facts=facts_with(OLD | {"Các kỳ số liệu": text}))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("2017; 2018 và 2019", YEARS),
        ("các năm 2017, 2018, 2019.", YEARS),
        ("2017 2018 2019", YEARS),
        ("2017/2018/2019", YEARS),
        ("2017 .. 2019", YEARS),
        ("2017 ~ 2019", YEARS),
        ("3 năm (2017-2019)", YEARS),
        ("Các năm 2017 - 2019", YEARS),
        ("Quý 1, 2, 3/2026", QUARTERS),
        ("Quý I, II và III năm 2026", QUARTERS),
        ("Quý I; Quý II; Quý III/2026", QUARTERS),
        ("Quý 1/2026 và Quý 2/2026", ["Quý 1/2026", "Quý 2/2026"]),
        ("Quý 1; Quý 2", ["Quý 1", "Quý 2"]),
        ("Quý I, 2026", ["Quý I, 2026"]),
        ("Tháng 1, 2/2026", ["Tháng 1/2026", "Tháng 2/2026"]),
        ("4 quý năm 2026", [*QUARTERS, "Quý IV/2026"]),
        ("năm học 2022-2023; năm học 2023-2024", ["năm học 2022-2023", "năm học 2023-2024"]),
        ("6 tháng đầu năm 2026; năm 2026", ["6 tháng đầu năm 2026", "2026"]),
    ],
)
def test_a_list_of_periods_is_read_one_by_one(tmp_path: Path, text: str, labels: list[str]) -> None:
    for made in same_in_quick_formats(with_periods(tmp_path, text), tmp_path):
        plan = read_plan(made)
        assert ([period.label for period in plan.periods], plan.warnings) == (labels, ())


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("5 năm (2017-2020)", "5 năm (2017-2020)"),
        ("2017; 18; 19", "18"),
        ("2017-19", "2017-19"),
        ("2017; …; 2021", "…"),
        ("20 17; 2018", "20 17"),
        ("2022/2023", "2022/2023"),
        ("Kỳ trước và kỳ này", "Kỳ trước và kỳ này"),
    ],
)
def test_what_may_be_several_periods_is_asked_about(tmp_path: Path, text: str, quoted: str) -> None:
    asked = "gồm những kỳ nào: hãy ghi đủ từng kỳ, cách nhau bằng dấu chấm phẩy."
    assert problems_of(with_periods(tmp_path, text)) == [
        f"Kế hoạch!B21: Không rõ “{quoted}” {asked} {EXAMPLES}"
    ]


def test_a_span_of_years_that_is_one_period_is_told(tmp_path: Path) -> None:
    assert problems_of(with_periods(tmp_path, "Giai đoạn 2017-2021")) == [
        (
            "Kế hoạch!B21: “Giai đoạn 2017-2021” được tính là một kỳ, một cột số liệu."
            " Nếu hỏi từng năm thì chỉ ghi hai năm, ví dụ 2017–2021."
        )
    ]


YEARS_OF_TEN = [str(year) for year in range(2016, 2026)]


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("2016, 2017,..., 2025", YEARS_OF_TEN),
        ("2016; 2017; …; 2025", YEARS_OF_TEN),
        ("T1-T3/2026", ["Tháng 1/2026", "Tháng 2/2026", "Tháng 3/2026"]),
        ("T11/2025→T1/2026", ["Tháng 11/2025", "Tháng 12/2025", "Tháng 1/2026"]),
        ("Q1, Q2, Q3/2026", ["Quý I/2026", "Quý II/2026", "Quý III/2026"]),
        ("QI-QII/2026", ["Quý I/2026", "Quý II/2026"]),
        ("Q1/2026; Q2/2026", ["Q1/2026", "Q2/2026"]),
    ],
)
def test_periods_left_out_or_shortened_are_written_out(tmp_path: Path, typed: str, labels: list[str]) -> None:
    path = with_periods(tmp_path, typed)
    assert ([period.label for period in read_plan(path).periods], problems_of(path)) == (labels, [])


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("Không", "“Không” không phải là một kỳ; không hỏi số liệu thì để trống ô."),
        (
            "2016, 2018, ..., 2024",
            "Không rõ “...” gồm những kỳ nào: hãy ghi đủ từng kỳ, cách nhau bằng dấu chấm phẩy.",
        ),
    ],
)
def test_what_names_no_periods_is_an_error(tmp_path: Path, typed: str, message: str) -> None:
    assert problems_of(with_periods(tmp_path, typed)) == [f"Kế hoạch!B21: {message} {EXAMPLES}"]


@pytest.mark.parametrize("typed", ["10 năm", "5 năm qua", "Từ 2021 tới nay", "Năm 2021 đến nay"])
def test_a_span_without_its_years_is_asked_about(tmp_path: Path, typed: str) -> None:
    path = with_periods(tmp_path, typed)
    assert [period.label for period in read_plan(path).periods] == [typed]
    assert problems_of(path) == [
        (
            f"Kế hoạch!B21: “{typed}” được tính là một kỳ, một cột số liệu."
            " Nếu hỏi từng năm thì chỉ ghi hai năm, ví dụ 2017–2021."
        )
    ]
