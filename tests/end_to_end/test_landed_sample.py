"""The sample as it was before the workbook said what a form asks: its workbook and templates still serve.

`tests/landed` holds both as they were sent out; they are not built again.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sokhet_docs import generate, read_plan
from sokhet_docs.letters import check
from sokhet_docs.outbox import FormLedger
from sokhet_docs.problems import SokhetError, errors_in
from sokhet_docs.returns import SentForms
from tests.support.environment import ROOT

LANDED = ROOT / "tests" / "landed"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder of that time."""
    shutil.copytree(LANDED, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_its_letters_are_made_without_a_fault(folder: Path) -> None:
    summary = generate(folder / "units.xlsx", folder / "templates", folder / "output")

    assert [problem.message for problem in summary.problems] == [
        "Hạn hội nghị của cấp ban hành 30/4/2022 là Thứ Bảy, ngày nghỉ lễ (Ngày Chiến thắng)."
    ]
    assert len(list((folder / "output").glob("*.docx"))) == 66


def test_check_finds_no_error(folder: Path) -> None:
    assert errors_in(check(folder / "units.xlsx", folder / "templates")) == []


def test_check_says_in_two_short_lines_that_the_book_lacks_the_two_sheets(folder: Path) -> None:
    told = check(folder / "units.xlsx", folder / "templates")
    hint = (
        "hoặc trang ấy còn trống. Báo cáo vẫn thu theo mẫu đã gửi; muốn sửa các câu hỏi bằng Excel thì chép"
    )
    hint += " trang ấy và mẫu báo cáo từ một bộ có sẵn (sokhet-docs init --kit so-ket)."
    assert [str(problem) for problem in told if "Mẫu hỏi" in problem.message] == [
        f"bao-cao.docx: Mẫu hỏi 27 mục; sổ chưa có trang “Đề cương”, {hint}",
        f"bao-cao.docx: Mẫu hỏi 22 chỉ tiêu; sổ chưa có trang “Số liệu”, {hint}",
    ]


@pytest.mark.parametrize(
    ("last", "told"),
    [("2020", "4 kỳ (2017, 2018, 2019, 2020)"), ("2022", "6 kỳ (2017, 2018, 2019, 2020, 2021, 2022)")],
)
def test_its_table_of_five_years_does_not_serve_for_another_number(
    folder: Path, last: str, told: str
) -> None:
    book = load_workbook(folder / "units.xlsx")
    sheet = book["Kế hoạch"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "Năm cuối của số liệu")
    sheet.cell(row, 2, int(last))
    book.save(folder / "units.xlsx")

    with pytest.raises(SokhetError) as caught:
        generate(folder / "units.xlsx", folder / "templates", folder / "output")

    errors = [str(problem) for problem in errors_in(caught.value.problems)]
    facts = "“Năm đầu của số liệu”, “Năm cuối của số liệu”"  # the book has no other
    hint = f"Hãy thêm hoặc bớt cột trong mẫu, hoặc sửa {facts} ở trang “Kế hoạch”."
    assert [error.partition(": ")[2] for error in errors] == [
        f"Bảng số liệu có 5 cột kỳ, kế hoạch có {told}. {hint}"
    ]
    assert errors[0].startswith("bao-cao.docx, bảng ")


def test_the_form_in_its_letters_is_read_with_its_old_tags(folder: Path) -> None:
    output = folder / "output"
    generate(folder / "units.xlsx", folder / "templates", output)
    plan = read_plan(folder / "units.xlsx")

    (form,) = SentForms(output, plan).forms_of(plan.units[0].code)

    assert [section.key for section in form.answered][:3] == ["muc_1_1", "muc_1_2", "muc_1_3"]
    assert (len(form.answered), len(form.figures)) == (27, 22)
    assert [period.label for period in form.periods] == ["2017", "2018", "2019", "2020", "2021"]
    FormLedger.path(output).unlink()
    (read,) = SentForms(output, plan).forms_of(plan.units[0].code)
    assert (read.sections, read.figures, read.lines) == (form.sections, form.figures, form.lines)
