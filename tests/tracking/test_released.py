"""What was released, not what was made, is what units are held against: days, forms, reminders."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from docx import Document

from sokhet_docs import generate, read_plan
from sokhet_docs.letters import ReleaseOptions, release
from sokhet_docs.tracking import ReminderOptions, remind, track
from sokhet_docs.workbook.sources import sample_templates
from tests.support.environment import TEMPLATES
from tests.support.simulated_office import UNITS, Office
from tests.support.workbook_builder import SAMPLE_FORM, make_workbook


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.open(tmp_path)


def released(office: Office, day: date, *only: str, numbers: dict[str, str] | None = None) -> None:
    options = ReleaseOptions(numbers or {}, day, only=only)
    release(office.folder / "units.xlsx", TEMPLATES, office.output, options)


def words(path: Path) -> str:
    document = Document(str(path))
    return " ".join(paragraph.text for paragraph in document.paragraphs).replace("\u00a0", " ")


def test_the_day_of_sending_is_that_of_the_first_release(office: Office) -> None:
    before = {status.unit.code: status.sent for status in office.track("25/4/2022").statuses}
    assert set(before.values()) == {date.today()}

    released(office, date(2022, 4, 5), "A1", "B2", "C3")
    assert {status.unit.code: status.sent for status in office.track("25/4/2022").statuses} == {
        "A1": date(2022, 4, 5), "B2": date(2022, 4, 5), "C3": date(2022, 4, 5), "D4": None,
    }  # fmt: skip


def test_reminders_cite_the_number_and_day_of_the_release_and_pass_over_who_was_sent_nothing(
    office: Office,
) -> None:
    released(office, date(2022, 4, 5), "A1", "B2", "C3", numbers={"": "15"})

    done = remind(office.track("25/4/2022"), sample_templates(), office.output, ReminderOptions())
    assert [outcome.path.name for outcome in done.outcomes] == [
        "001-dang-bo-so-noi-vu.docx", "003-chi-bo-thu-vien-tinh.docx",
    ]  # fmt: skip
    text = words(done.outcomes[1].path)
    assert "Thực hiện Kế hoạch số 15-KH/ĐUK, ngày 05/4/2022 về" in text
    assert "đã gửi văn bản yêu cầu và mẫu báo cáo ngày 05/4/2022." in text
    assert [str(problem) for problem in done.problems] == [
        (
            "remind: Chưa phát hành văn bản cho 1 đơn vị nên không đôn đốc: Đảng bộ Kho bạc Nhà nước. Gửi "
            "văn bản cho các đơn vị này trước: sokhet-docs release"
        )
    ]


def test_the_deadline_that_was_sent_counts_not_one_that_the_workbook_says_since(office: Office) -> None:
    released(office, date(2022, 4, 5))
    units = UNITS.replace("Thư viện tỉnh | Báo cáo |", "Thư viện tỉnh | Báo cáo | 10/4/2022")
    make_workbook(office.folder / "units.xlsx", units=units, **SAMPLE_FORM)  # type: ignore[arg-type]

    tracking = track(read_plan(office.folder / "units.xlsx"), office.output, date(2022, 4, 15))
    assert [status.unit.report_deadline for status in tracking.statuses if status.unit.code == "C3"] == [
        date(2022, 4, 20)
    ]
    assert tracking.notes == (
        "Tệp Excel ghi hạn khác văn bản đã gửi; vẫn tính theo hạn đã gửi: Chi bộ Thư viện tỉnh (20/4/2022).",
    )


def test_a_unit_that_left_the_list_after_it_was_sent_its_letter_is_told(office: Office) -> None:
    released(office, date(2022, 4, 5))
    units = "\n".join(line for line in UNITS.splitlines() if not line.startswith("D4"))
    make_workbook(office.folder / "units.xlsx", units=units, **SAMPLE_FORM)  # type: ignore[arg-type]

    tracking = track(read_plan(office.folder / "units.xlsx"), office.output, date(2022, 4, 15))
    assert tracking.notes == ("Đã gửi văn bản mà không còn trong danh sách: Đảng bộ Kho bạc Nhà nước.",)


def test_a_released_copy_that_is_gone_is_told(office: Office) -> None:
    released(office, date(2022, 4, 5), "A1")
    (copy,) = office.output.glob("da-phat-hanh/*/*.docx")
    copy.unlink()

    assert office.track("15/4/2022").notes == (
        f"{copy}: Mất bản đã phát hành này. Chép lại tệp ấy từ bản sao lưu của thư mục da-phat-hanh.",
    )


def test_without_a_release_reminders_say_nothing_of_one(office: Office) -> None:
    done = remind(office.track("25/4/2022"), sample_templates(), office.output, ReminderOptions())
    assert len(done.outcomes) == 3
    assert "đã gửi văn bản yêu cầu" not in words(done.outcomes[0].path)


def test_an_answer_is_held_against_the_form_that_was_released_not_the_one_made_since(
    office: Office,
) -> None:
    returned = office.fill("A1", "tra loi.docx", {"muc_1_1": "Việc của A."})
    released(office, date(2022, 4, 5))
    outline = SAMPLE_FORM["outline"].splitlines()
    fewer = "\n".join([*outline[:2], *outline[3:]])
    figures = SAMPLE_FORM["figures"]
    make_workbook(office.folder / "units.xlsx", units=UNITS, outline=fewer, figures=figures)
    generate(office.folder / "units.xlsx", TEMPLATES, office.output)
    office.collect(returned, "18/4/2022")

    (status,) = (one for one in office.track("25/4/2022").statuses if one.unit.code == "A1")
    assert len(status.forms) == 1
    assert status.answers is not None
    assert status.answers.form == status.forms[0]
    assert any(status.answers.sections.values())
    assert status.answers.unplaced == ()
