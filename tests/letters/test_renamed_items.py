"""A heading or a figure renamed after the forms went out: it is told, with the Mã that keeps the two one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs import check, generate
from sokhet_docs.plan import figure_key, section_key
from tests.support.environment import TEMPLATES
from tests.support.workbook_builder import make_workbook

OUTLINE = "Mục | Tiêu đề | Mã\n1 | Ưu điểm |\n2 | Công tác truyền thông |\n3 | Kiến nghị |"
FIGURES = "Chỉ tiêu | Đơn vị tính | Mã\nSố cuộc họp | cuộc |\nSố văn bản | văn bản | vb"
TRUYEN_THONG = section_key("Công tác truyền thông").removeprefix("muc_")
KIEN_NGHI = section_key("Kiến nghị").removeprefix("muc_")


def workbook_of(folder: Path, outline: str = OUTLINE, figures: str = FIGURES) -> Path:
    return make_workbook(folder / "units.xlsx", None, outline=outline, figures=figures)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose forms went out."""
    generate(workbook_of(tmp_path), TEMPLATES, tmp_path / "output")
    return tmp_path


def told(folder: Path) -> list[str]:
    problems = check(folder / "units.xlsx", TEMPLATES, folder / "output")
    return [str(problem) for problem in problems if "Mẫu đã gửi" in problem.message]


def test_a_renamed_heading_is_told_with_the_code_that_keeps_it_one(folder: Path) -> None:
    renamed = OUTLINE.replace("Công tác truyền thông", "Công tác truyền thông, vận động")
    workbook_of(folder, renamed)
    said = [
        (
            "units.xlsx, Đề cương: Mẫu đã gửi hỏi “2. Công tác truyền thông”, trang này nay có"
            " “2. Công tác truyền thông, vận động”: báo cáo sẽ bị thu thành hai mục."
            f" Nếu vẫn là một thì ghi “{TRUYEN_THONG}” vào cột “Mã” của dòng"
            " “2. Công tác truyền thông, vận động”."
        )
    ]
    assert told(folder) == said
    assert [
        str(problem)
        for problem in generate(folder / "units.xlsx", TEMPLATES, folder / "output").warnings
        if "Mẫu đã gửi" in problem.message
    ] == said
    workbook_of(folder, renamed.replace("vận động |", f"vận động | {TRUYEN_THONG}"))
    assert told(folder) == []


def test_a_renamed_figure_is_told_with_its_key(folder: Path) -> None:
    workbook_of(folder, figures=FIGURES.replace("Số cuộc họp", "Hội nghị đã mở"))
    key = figure_key("", "Số cuộc họp")
    assert told(folder) == [
        (
            "units.xlsx, Số liệu: Mẫu đã gửi hỏi “Số cuộc họp”, trang này nay có “Hội nghị đã mở”:"
            " báo cáo sẽ bị thu thành hai chỉ tiêu."
            f" Nếu vẫn là một thì ghi “{key}” vào cột “Mã” của dòng “Hội nghị đã mở”."
        )
    ]


def test_headings_that_cannot_be_paired_are_listed(folder: Path) -> None:
    workbook_of(folder, "Tiêu đề\nƯu điểm\nDân vận khéo\nXây dựng mô hình\nBài học")
    assert told(folder) == [
        (
            "units.xlsx, Đề cương: Mẫu đã gửi hỏi “2. Công tác truyền thông”; “3. Kiến nghị” mà trang này"
            " không còn; trang này có thêm “2. Dân vận khéo”; “3. Xây dựng mô hình”; “4. Bài học”."
            f" Nếu có mục vẫn là một thì ghi mã cũ vào cột “Mã”: “{TRUYEN_THONG}” là mã của"
            f" “2. Công tác truyền thông”; “{KIEN_NGHI}” là mã của “3. Kiến nghị”."
        )
    ]


@pytest.mark.parametrize(
    ("outline", "figures"),
    [
        (OUTLINE, FIGURES),
        (OUTLINE + "\n4 | Phương hướng |", FIGURES),
        ("Tiêu đề\nKiến nghị\nƯu điểm", FIGURES),
        ("Tiêu đề\nKhác hẳn", "Chỉ tiêu\nKhác"),
    ],
)
def test_rows_that_only_come_or_go_or_of_another_plan_are_no_renaming(
    folder: Path, outline: str, figures: str
) -> None:
    workbook_of(folder, outline, figures)
    assert told(folder) == []


def test_without_an_output_folder_nothing_is_told(tmp_path: Path) -> None:
    workbook_of(tmp_path)
    assert told(tmp_path) == []
    assert not (tmp_path / "output").exists()
