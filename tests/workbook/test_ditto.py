"""A cell that only says "as above" is no value: it is told at its cell, with the value that is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs.workbook import read_plan
from tests.support.libreoffice import convert
from tests.support.six_formats import same_in_quick_formats
from tests.support.workbook_builder import facts_with, make_workbook, problems_of

TYPE_IT = "Gõ hẳn giá trị vào ô."
MARKS = [
    "nt", "NT", "nt.", "n.t", "n.t.", "n/t", "-nt-", "- nt -", "(nt)", "--nt--", "như trên", "(như trên)",
    "Như trên", "như dòng trên", "Như ở trên", '"', "”", "“", "''", "’’", "″", "〃", '-"-', '- " -', '" "',
    "//", "-//-", ",,",
]  # fmt: skip


def said_of(path: Path) -> list[str]:
    return [problem.removeprefix("Đơn vị!") for problem in problems_of(path)]


@pytest.mark.parametrize("mark", MARKS)
def test_a_ditto_mark_is_told_with_what_it_stands_for(tmp_path: Path, mark: str) -> None:
    headers = "Tên đơn vị | Hình thức | Người nhận | Cụm"
    units = f"{headers}\nChi bộ A | Báo cáo | Ông Năm | 1\nChi bộ B | {mark} | {mark} | 2"
    path = make_workbook(tmp_path / "a.xlsx", units=units)
    for made in same_in_quick_formats(path, tmp_path):
        assert said_of(made) == [
            f"B3: Ô chỉ ghi “{mark}” thay cho giá trị như trên. Nếu giống ô B2 thì gõ hẳn “Báo cáo”.",
            f"C3: Ô chỉ ghi “{mark}” thay cho giá trị như trên. Nếu giống ô C2 thì gõ hẳn “Ông Năm”.",
        ]


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_ditto_mark_is_told_in_other_kinds_too(tmp_path: Path, ending: str) -> None:
    path = make_workbook(tmp_path / "a.xlsx", units='Tên đơn vị | Cụm\nChi bộ A | 1\nChi bộ B | "')
    (made,) = convert([path], tmp_path, ending)
    assert said_of(made) == ['B3: Ô chỉ ghi “"” thay cho giá trị như trên. Nếu giống ô B2 thì gõ hẳn “1”.']


def test_a_ditto_mark_stands_for_what_the_one_above_it_stands_for(tmp_path: Path) -> None:
    units = "Tên đơn vị | Hạn báo cáo\nChi bộ A | 18/4/2022\nChi bộ B | nt\nChi bộ C | nt\nChi bộ D |"
    assert said_of(make_workbook(tmp_path / "a.xlsx", units=units)) == [
        "B3: Ô chỉ ghi “nt” thay cho giá trị như trên. Nếu giống ô B2 thì gõ hẳn “18/4/2022”.",
        "B4: Ô chỉ ghi “nt” thay cho giá trị như trên. Nếu giống ô B3 thì gõ hẳn “18/4/2022”.",
    ]


@pytest.mark.parametrize("columns", ["TT | Tên đơn vị", "Mã | Tên đơn vị"])
def test_a_ditto_mark_among_values_of_which_no_two_are_alike_has_none(tmp_path: Path, columns: str) -> None:
    units = f'{columns}\n1 | Chi bộ A\n" | Chi bộ B\n3 | nt'
    assert said_of(make_workbook(tmp_path / "a.xlsx", units=units)) == [
        f'A3: Ô chỉ ghi “"” thay cho giá trị như trên. {TYPE_IT}',
        f"B4: Ô chỉ ghi “nt” thay cho giá trị như trên. {TYPE_IT}",
    ]


def test_a_ditto_mark_in_the_first_row_or_among_facts_has_no_value(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "a.xlsx",
        units="Tên đơn vị | Cụm\nChi bộ A | nt",
        facts=facts_with({"Căn cứ": "nt"}),
        attendees="Thành phần | Đơn vị",
    )
    assert problems_of(path) == [
        f"Đơn vị!B2: Ô chỉ ghi “nt” thay cho giá trị như trên. {TYPE_IT}",
        f"Kế hoạch!B15: Ô chỉ ghi “nt” thay cho giá trị như trên. {TYPE_IT}",
    ]


def test_a_ditto_mark_on_every_sheet_is_told(tmp_path: Path) -> None:
    path = make_workbook(
        tmp_path / "a.xlsx",
        attendees='Thành phần | Đơn vị | Số lượng\nĐại biểu | | 2\nKhách mời | | "',
        recipients="Nơi nhận | Để | Số bản\nBan Dân vận | báo cáo | 1\nVăn phòng | nt | 2",
        figures="Chỉ tiêu | Đơn vị tính\nĐảng viên | người\nQuần chúng | nt",
    )
    assert problems_of(path) == [
        'Thành phần!C3: Ô chỉ ghi “"” thay cho giá trị như trên. Nếu giống ô C2 thì gõ hẳn “2”.',
        "Nơi nhận!B3: Ô chỉ ghi “nt” thay cho giá trị như trên. Nếu giống ô B2 thì gõ hẳn “báo cáo”.",
        "Số liệu!B3: Ô chỉ ghi “nt” thay cho giá trị như trên. Nếu giống ô B2 thì gõ hẳn “người”.",
    ]


@pytest.mark.parametrize("value", ["NTM", "nt1", "N", "'", "/", "làm như trên đã nêu", "-", "24/7"])
def test_what_is_no_ditto_mark_is_a_value(tmp_path: Path, value: str) -> None:
    units = f"Tên đơn vị | Cụm\nChi bộ A | x\nChi bộ B | {value}"
    path = make_workbook(tmp_path / "a.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert [unit.extra for unit in read_plan(path).units] == [
        {"Cụm": "x"},
        {"Cụm": value},
    ]


def test_nt_may_be_a_code(tmp_path: Path) -> None:
    units = "Mã | Tên đơn vị\nTT | Chi bộ A\nNT | Chi bộ B"
    path = make_workbook(tmp_path / "a.xlsx", units=units, attendees="Thành phần | Đơn vị")
    assert [unit.code for unit in read_plan(path).units] == ["TT", "NT"]
