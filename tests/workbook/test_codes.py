"""The codes of units and of the plan: what is alike, or no report can carry, is told at its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs.workbook import read_plan
from tests.support.six_formats import same_in_quick_formats
from tests.support.workbook_builder import facts_with, make_workbook, problems_of

MIXED = "Nếu không cố ý, hãy viết các mã cùng một kiểu."


def units_with(*codes: str) -> str:
    """Return a table of units, each a Chi bộ, with these codes."""
    rows = [f"{code} | Chi bộ {letter} | Báo cáo" for code, letter in zip(codes, "ABCDE", strict=False)]
    return "\n".join(["Mã | Tên tổ chức đảng | Hình thức", *rows])


def said_of(tmp_path: Path, *codes: str) -> list[str]:
    path = make_workbook(tmp_path / "a.xlsx", units=units_with(*codes), attendees="Thành phần | Đơn vị")
    told = {tuple(problems_of(made)) for made in same_in_quick_formats(path, tmp_path, with_csv=False)}
    (problems,) = told
    return [problem.removeprefix("Đơn vị!") for problem in problems]


def test_a_code_with_a_space_is_told_with_its_mend(tmp_path: Path) -> None:
    assert said_of(tmp_path, "db 01", "db 02") == [
        "A2: Mã “db 01” có dấu cách, báo cáo gửi về sẽ không nhận ra được. Ghi liền: “db01”.",
        "A3: Mã “db 02” có dấu cách, báo cáo gửi về sẽ không nhận ra được. Ghi liền: “db02”.",
    ]


def test_a_plans_code_with_a_space_is_told_with_its_mend(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "a.xlsx", facts=facts_with({"Mã kế hoạch": "KH 72"}))
    assert problems_of(path) == [
        "Kế hoạch!B2: Mã “KH 72” có dấu cách, báo cáo gửi về sẽ không nhận ra được. Ghi liền: “KH72”."
    ]


@pytest.mark.parametrize(
    "other", ["DB-01", "ĐB01", "db01.", "Db_01", "db 01", "(DB01)", "D.B01", "DB1", "DB001"]
)
def test_codes_that_are_easily_taken_for_each_other_are_told(tmp_path: Path, other: str) -> None:
    assert said_of(tmp_path, "DB01", other) == [
        (
            f"A3: Mã “{other}” dễ lẫn với mã “DB01” ở ô A2."
            " Mỗi đơn vị một mã khác nhau, viết liền, không có dấu cách."
        )
    ]


def test_codes_that_are_the_same_are_told(tmp_path: Path) -> None:
    assert said_of(tmp_path, "DB01", "db01") == ["A3: Mã “db01” đã dùng ở ô A2. Mỗi đơn vị một mã khác nhau."]


@pytest.mark.parametrize("codes", [("1.1", "11", "1.11", "11.1"), ("DB1", "DB11", "CB1"), ("01", "02")])
def test_codes_that_differ_are_left_alone(tmp_path: Path, codes: tuple[str, ...]) -> None:
    assert said_of(tmp_path, *codes) == []


def test_codes_of_one_kind_that_are_written_in_several_ways_are_asked_about(tmp_path: Path) -> None:
    assert said_of(tmp_path, "DB01", "DB02", "DB-03", "CB01", "ĐB05") == [
        f"A4: Mã viết khác kiểu với “DB01” (ô A2): A4 “DB-03”, A6 “ĐB05”. {MIXED}"
    ]


def test_a_code_that_is_made_is_none_that_looks_like_a_typed_one(tmp_path: Path) -> None:
    units = "Mã | Tên đơn vị | Hình thức\nĐB-01 | Đảng bộ A | Báo cáo\n | Đảng bộ B | Báo cáo"
    path = make_workbook(tmp_path / "a.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert [unit.code for unit in read_plan(path).units] == ["ĐB-01", "DB02"]
