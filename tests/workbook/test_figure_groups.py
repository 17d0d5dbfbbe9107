"""Rows of Số liệu that head a group: read as the group of those below and told, or asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs.workbook import read_plan
from tests.support.six_formats import same_in_quick_formats
from tests.support.workbook_builder import make_workbook, problems_of

TOLD_HINT = "Nếu là số liệu phải điền, hãy ghi đơn vị tính."
ASKED_HINT = "Tên nhóm thì ghi vào cột “Nhóm” rồi xóa dòng; số liệu thì ghi đơn vị tính, hoặc để yên."


def read(path: Path, figures: str) -> tuple[list[tuple[str, str]], list[str]]:
    made = make_workbook(path / "units.xlsx", figures=figures)
    return [(figure.group, figure.label) for figure in read_plan(made).figures], problems_of(made)


@pytest.mark.parametrize(
    ("number", "first", "second", "group"),
    [
        ("I", "TỔ CHỨC ĐẢNG", "II", "TỔ CHỨC ĐẢNG"),
        ("A", "Tổ chức đảng", "B", "Tổ chức đảng"),
        ("", "I. Tổ chức đảng", "", "Tổ chức đảng"),
        ("", "TỔ CHỨC ĐẢNG", "", "TỔ CHỨC ĐẢNG"),
    ],
)
def test_a_row_that_heads_a_group_is_no_figure(
    tmp_path: Path, number: str, first: str, second: str, group: str
) -> None:
    head = "II. Kết quả" if first.startswith("I.") else "KẾT QUẢ"
    figures = f"""
TT | Chỉ tiêu | Đơn vị tính
{number} | {first} |
1 | Số chi bộ | chi bộ
2 | Số đảng viên | đồng chí
{second} | {head} |
1 | Số hội nghị | hội nghị
"""
    path = make_workbook(tmp_path / "units.xlsx", figures=figures.strip())
    for made in same_in_quick_formats(path, tmp_path / "made"):
        assert [(figure.group, figure.label) for figure in read_plan(made).figures] == [
            (group, "Số chi bộ"),
            (group, "Số đảng viên"),
            (head.removeprefix("II. "), "Số hội nghị"),
        ]
    assert problems_of(path) == [
        f"Số liệu: Có 2 dòng được đọc là tên nhóm của các dòng dưới: 2 (“{first}”); 5 (“{head}”). {TOLD_HINT}"
    ]


def test_a_title_merged_over_the_table_heads_the_figures_below(tmp_path: Path) -> None:
    figures = "TT | Chỉ tiêu | Đơn vị tính\nI. Tổ chức đảng | |\n1 | Số chi bộ | chi bộ\n2 | Số người | người"
    assert read(tmp_path, figures) == (
        [("Tổ chức đảng", "Số chi bộ"), ("Tổ chức đảng", "Số người")],
        [
            (
                "Số liệu: Bỏ qua 1 dòng không phải dữ liệu: 2 (“I. Tổ chức đảng”)."
                " Nếu có dòng là dữ liệu, hãy ghi lại cho đúng cột."
            )
        ],
    )


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ("1 | Tổ chức |\n1.1 | Số chi bộ | chi bộ\n1.2 | Số đảng viên | người", "2 (“Tổ chức”)"),
        ("1 | Số chi bộ | chi bộ\n | Kết quả |\n2 | Số cuộc | cuộc", "3 (“Kết quả”)"),
        ("1 | Số chi bộ | chi bộ\n2 | Số cuộc | cuộc\nI | Kết quả |", "4 (“Kết quả”)"),
    ],
)
def test_a_row_that_may_head_a_group_is_asked_about(tmp_path: Path, rows: str, asked: str) -> None:
    figures, problems = read(tmp_path, f"TT | Chỉ tiêu | Đơn vị tính\n{rows}")
    assert len(figures) == 3
    assert problems == [
        f"Số liệu: Có 1 dòng chưa rõ là tên nhóm hay số liệu phải điền: {asked}. {ASKED_HINT}"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "1 | Số chi bộ |\n2 | Số đảng viên |",
        "I | Số chi bộ |\nII | Số đảng viên |",
        "1 | Số chi bộ | chi bộ\n2 | Tỷ lệ |",
        "1 | Số chi bộ | chi bộ\n | Trong đó: mới | chi bộ",
    ],
)
def test_figures_without_a_measure_stay_figures(tmp_path: Path, rows: str) -> None:
    figures, problems = read(tmp_path, f"TT | Chỉ tiêu | Đơn vị tính\n{rows}")
    assert (len(figures), problems) == (2, [])
