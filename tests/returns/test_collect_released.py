"""What was released counts as what was sent: copies that come back blank, forms whose plan code changed."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest
from docx import Document
from openpyxl import load_workbook

from sokhet_docs import read_plan
from sokhet_docs.letters import release
from sokhet_docs.returns import collect
from tests.support.environment import TEMPLATES
from tests.support.simulated_office import Office
from tests.support.word_forms import delete_bookmarks, fill_in


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.open(tmp_path)


def release_all(office: Office) -> list[Path]:
    """Release every letter; return the copies in the order of the list."""
    release(office.folder / "units.xlsx", TEMPLATES, office.output)
    return sorted((office.output / "da-phat-hanh").rglob("*.docx"))


def test_a_letter_corrected_before_its_release_is_no_report_when_it_comes_back_blank(office: Office) -> None:
    fill_in(office.form("B2"), office.form("B2"), {"muc_1_1": "Gợi ý của Văn phòng."})
    copies = release_all(office)
    returned = copyfile(copies[1], office.folder / "báo cáo.docx")

    collected = office.collect(returned, "18/4/2022")

    assert collected.added == ()
    assert [str(problem) for problem in collected.problems] == [
        (
            "báo cáo.docx: Tệp còn nguyên như khi gửi cho Chi bộ Báo Hà Tĩnh, đơn vị chưa điền gì. Đề nghị "
            "đơn vị điền báo cáo rồi gửi lại."
        )
    ]


def change_plan_code(office: Office) -> None:
    book = load_workbook(office.folder / "units.xlsx")
    sheet = book["Kế hoạch"]
    row = next((cells for cells in sheet.iter_rows() if cells[0].value == "Mã kế hoạch"), None)
    if row:
        row[1].value = "KHAC-01"
    else:
        sheet.append(["Mã kế hoạch", "KHAC-01"])
    book.save(office.folder / "units.xlsx")


def test_forms_of_a_plan_code_that_changed_after_their_release_are_known(office: Office) -> None:
    copies = release_all(office)
    change_plan_code(office)
    plan = read_plan(office.folder / "units.xlsx")
    inbox = office.folder / "đến"
    inbox.mkdir()
    fill_in(copies[0], inbox / "1.docx", {"muc_1_1": "Đã làm."})
    fill_in(copies[1], inbox / "2.docx", {"muc_1_1": "Cũng đã làm."}, delete_bookmarks)

    changed = Office(office.folder, plan)
    collected = changed.collect([inbox], "18/4/2022")

    assert plan.code == "KHAC-01"
    assert [(item.original, item.unit_code, item.problems) for item in collected.added] == [
        ("1.docx", "A1", ()),
        ("2.docx", "B2", ()),
    ]
    statuses = changed.track("19/4/2022").statuses
    assert [status.has_content for status in statuses] == [True, True, False, False]


def test_what_was_corrected_before_its_release_is_none_of_the_units_words(office: Office) -> None:
    fill_in(office.form("B2"), office.form("B2"), {"muc_1_1": "Gợi ý của Văn phòng."})
    copies = release_all(office)
    returned = office.folder / "báo cáo B2.docx"
    Document(str(copies[1])).save(str(returned))
    status = office.status_after(returned, "B2")

    assert not status.has_content
    assert [str(item.message) for item in status.review_items] == [
        "Phụ lục số liệu để trống: đơn vị chưa ghi số nào."
    ]


def test_forms_of_another_plan_are_still_nobodys(office: Office) -> None:
    sent = fill_in(office.form("A1"), office.folder / "1.docx", {"muc_1_1": "Đã làm."})
    change_plan_code(office)
    (received,) = collect(read_plan(office.folder / "units.xlsx"), office.output, [sent]).added

    assert (received.unit_code, received.problems) == (None, ("Tệp là của kế hoạch khác (mã KH1).",))
