"""Bytes that come again: nothing is received twice, no second unit is passed over, what is lost is back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sokhet_docs.returns import Collected, collect, intake_folder, original_fault, read_intake
from sokhet_docs.returns.received import Copy
from tests.support.archives import zipped
from tests.support.mails import mail_of
from tests.support.plans import COURT, LIBRARY, a_plan

PLAN = a_plan(COURT, LIBRARY)
SCAN = ("scan.pdf", b"%PDF-1 scan")
DATE = "Tue, 19 Apr 2022 08:00:00 +0700"
ADVICE = "Nếu nơi gửi là đơn vị khác, đề nghị đơn vị ấy gửi lại tệp của mình."


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty folder for what comes in."""
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def told(collected: Collected) -> list[str]:
    return [str(problem) for problem in collected.problems]


def test_a_second_unit_that_sends_the_same_file_is_told_of_once(tmp_path: Path, inbox: Path) -> None:
    (inbox / "1.eml").write_bytes(mail_of(SCAN, date=DATE, subject=COURT.name))
    (inbox / "2.eml").write_bytes(mail_of(SCAN, date=DATE, subject=LIBRARY.name))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    (report,) = collected.added
    assert (report.unit_code, report.copies) == (COURT.code, (Copy("2.eml › scan.pdf", LIBRARY.name),))
    assert told(collected) == [
        f"1.eml › scan.pdf: Một tệp giống hệt còn đến ở: 2.eml › scan.pdf ({LIBRARY.name}). {ADVICE}"
    ]
    again = collect(PLAN, tmp_path / "output", [inbox])
    assert (told(again), len(again.again), again.added) == ([], 2, ())


def test_the_same_file_in_many_mails_is_one_line(tmp_path: Path, inbox: Path) -> None:
    for number in range(6):
        (inbox / f"{number}.eml").write_bytes(mail_of(SCAN, date=DATE, subject=f"Gửi lần {number}"))

    (line,) = told(collect(PLAN, tmp_path / "output", [inbox]))

    ways = "1.eml › scan.pdf, 2.eml › scan.pdf, 3.eml › scan.pdf và 2 nơi nữa"
    assert line == f"0.eml › scan.pdf: Một tệp giống hệt còn đến ở: {ways}. {ADVICE}"


def test_one_file_in_the_folders_of_two_units_is_told(tmp_path: Path, inbox: Path) -> None:
    for unit in (COURT, LIBRARY):
        (inbox / unit.name).mkdir()
        (inbox / unit.name / "scan.pdf").write_bytes(SCAN[1])

    collected = collect(PLAN, tmp_path / "output", [inbox])

    (report,) = collected.added
    other = next(unit for unit in (COURT, LIBRARY) if unit.code != report.unit_code)
    assert report.copies == (Copy(f"{other.name}/scan.pdf", other.name),)
    assert len(told(collected)) == 1
    assert told(collect(PLAN, tmp_path / "output", [inbox])) == []


def test_copies_of_one_unit_are_told_nowhere(tmp_path: Path, inbox: Path) -> None:
    (inbox / "cb02.pdf").write_bytes(SCAN[1])
    (inbox / "cb02 (1).pdf").write_bytes(SCAN[1])
    (inbox / "cb02.zip").write_bytes(zipped({"1.pdf": SCAN[1], "x/2.pdf": SCAN[1]}))
    (inbox / "thư.eml").write_bytes(mail_of(SCAN, ("b.pdf", SCAN[1]), date=DATE, subject=LIBRARY.name))

    collected = collect(PLAN, tmp_path / "output", [inbox, inbox])

    assert [item.unit_code for item in collected.added] == ["CB02"]
    assert (collected.problems, collected.added[0].copies) == ((), ())


def test_a_source_that_is_named_twice_is_told_of_once(tmp_path: Path, inbox: Path) -> None:
    (inbox / "rỗng.docx").write_bytes(b"")

    collected = collect(PLAN, tmp_path / "output", [inbox, tmp_path, inbox / "rỗng.docx"])

    assert told(collected) == ["rỗng.docx: Tệp rỗng."]


@pytest.mark.parametrize("emptied", [False, True])
def test_an_original_that_is_gone_is_told_and_comes_back(tmp_path: Path, inbox: Path, emptied: bool) -> None:
    output = tmp_path / "output"
    (inbox / "cb02.pdf").write_bytes(SCAN[1])
    (report,) = collect(PLAN, output, [inbox]).added
    kept = intake_folder(output) / report.file
    kept.write_bytes(b"") if emptied else kept.unlink()

    assert told(collect(PLAN, output, [])) == [
        (
            f"{intake_folder(output)}: Bản gốc đã nhận không còn ở đây: {report.file}. "
            "Hãy chép lại từ thư mục hoặc thư đã thu, bằng sokhet-docs collect."
        )
    ]
    assert told(collect(PLAN, output, [inbox])) == [f"{report.file}: Bản gốc này bị mất, nay đã chép lại."]
    assert kept.read_bytes() == SCAN[1]
    assert read_intake(output).returns == (report,)
    assert told(collect(PLAN, output, [inbox])) == []


def test_a_reading_that_is_gone_is_made_again(tmp_path: Path, inbox: Path) -> None:
    output = tmp_path / "output"
    (inbox / "cb02.txt").write_text("BÁO CÁO\nĐã làm.", encoding="utf-8")
    (report,) = collect(PLAN, output, [inbox]).added
    shutil.rmtree((output / report.reading).parent)

    collected = collect(PLAN, output, [])

    (item,) = collected.intake.returns
    assert (output / item.reading).is_file()
    assert (item.unit_code, item.problems) == (report.unit_code, report.problems)


def test_an_original_that_was_changed_is_known(tmp_path: Path, inbox: Path) -> None:
    output = tmp_path / "output"
    (inbox / "cb02.pdf").write_bytes(SCAN[1])
    intake = collect(PLAN, output, [inbox]).intake
    (report,) = intake.returns
    assert original_fault(intake, report) == ""
    (intake_folder(output) / report.file).write_bytes(SCAN[1] + b" changed")

    assert original_fault(intake, report) == (
        "Tệp này đã bị sửa hoặc hỏng sau khi nhận, máy đọc theo tệp đã sửa. "
        "Muốn lấy lại đúng tệp đơn vị gửi: xóa nó khỏi bao-cao-nhan rồi thu lại."
    )
