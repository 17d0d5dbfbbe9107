"""Returned files are received: unpacked, recognised, kept unchanged, never counted twice."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from lxml import etree

from sokhet_docs import GenerateOptions, generate
from sokhet_docs.office.lock import Lock
from sokhet_docs.problems import OutputError, UsageError
from sokhet_docs.returns import VIETNAM, Collected, CollectOptions, collect, intake_folder, read_intake
from sokhet_docs.returns.received import IntakeLedger
from tests.support.archives import zipped
from tests.support.environment import SAMPLE, TEMPLATES, require
from tests.support.libreoffice import convert
from tests.support.outbox_builder import put_all
from tests.support.plans import COURT, LIBRARY, a_plan, a_unit
from tests.support.word_forms import (
    W,
    delete_bookmarks,
    fill_in,
    rename,
    unwrap,
    without_identifier,
    words_of,
    write_form,
)

HOSPITAL = a_unit("Đảng bộ Bệnh viện Đa khoa tỉnh", 3)
PLAN = a_plan(COURT, LIBRARY, HOSPITAL)
OTHER_PLAN = a_plan(COURT, LIBRARY, HOSPITAL, code="SK01-2017")


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report form of every unit, by its code."""
    folder = tmp_path_factory.mktemp("forms")
    return {unit.code: write_form(folder / f"{unit.code}.docx", PLAN, unit) for unit in PLAN.units}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty folder for what comes in."""
    folder = tmp_path / "thư nhận"
    folder.mkdir()
    return folder


def answered(form: Path, target: Path, text: str = "Đã viết.") -> Path:
    """Write to ``target`` the form with a first section."""
    return fill_in(form, target, {"muc_1_1": text})


def owners(collected: Collected) -> dict[str, tuple[str | None, str]]:
    """Return for each new file its unit and how that was found."""
    return {report.original: (report.unit_code, report.found_by) for report in collected.added}


def unmarked(form: Path, target: Path) -> Path:
    """Write the form with a first section and without identifier, bookmarks, controls and printed code."""
    edits = (unwrap("muc_", "sl_"), delete_bookmarks, rename_code)
    return without_identifier(fill_in(form, target, {"muc_1_1": "Đã viết."}, *edits), target)


def rename_code(root: etree._Element) -> None:
    for paragraph in root.iter(f"{W}p"):
        if words_of(paragraph).startswith("Mã báo cáo"):
            for text in paragraph.iter(f"{W}t"):
                text.text = ""


def test_a_returned_form_is_recognised_and_kept_unchanged(
    tmp_path: Path, inbox: Path, forms: dict[str, Path]
) -> None:
    came = answered(forms["DB01"], inbox / "bao cao (2) final.docx")

    collected = collect(PLAN, tmp_path / "output", [inbox])

    (report,) = collected.added
    digest = hashlib.sha256(came.read_bytes()).hexdigest()
    assert (report.unit_code, report.found_by, report.original) == (
        "DB01",
        "mã tệp",
        "bao cao (2) final.docx",
    )
    assert report.file == f"db01-bao-cao-2-final-{digest[:12]}.docx"
    assert report.sha256 == digest
    kept = intake_folder(tmp_path / "output") / report.file
    assert kept.read_bytes() == came.read_bytes()
    assert collected.intake.reading_path(report) == kept
    assert collected.problems == ()
    assert read_intake(tmp_path / "output") == collected.intake


def test_the_same_bytes_under_another_name_are_not_received_again(
    tmp_path: Path, inbox: Path, forms: dict[str, Path]
) -> None:
    came = answered(forms["DB01"], inbox / "a.docx")
    collect(PLAN, tmp_path / "output", [inbox])
    came.rename(inbox / "b.docx")

    again = collect(PLAN, tmp_path / "output", [inbox, intake_folder(tmp_path / "output")])

    assert (again.added, len(again.again), len(again.intake.returns)) == ((), 2, 1)


def test_a_form_as_it_was_sent_is_no_report(tmp_path: Path, inbox: Path) -> None:
    output = tmp_path / "output"
    generate(SAMPLE, TEMPLATES, output, GenerateOptions(only=("DB01",)))
    (sent,) = output.glob("*.docx")
    (inbox / "báo cáo.docx").write_bytes(sent.read_bytes())

    collected = collect(PLAN, output, [inbox])

    assert collected.added == ()
    assert [str(problem) for problem in collected.problems] == [
        (
            "báo cáo.docx: Tệp còn nguyên như khi gửi cho Đảng bộ Tòa án nhân dân tỉnh, đơn vị chưa điền gì. "
            "Đề nghị đơn vị điền báo cáo rồi gửi lại."
        )
    ]


def test_every_way_to_recognise_a_unit(tmp_path: Path, inbox: Path, forms: dict[str, Path]) -> None:
    court, library = forms["DB01"], forms["CB02"]
    answered(court, inbox / "1.docx")
    without_identifier(answered(court, inbox / "2.docx", "Hai."), inbox / "2.docx")
    without_identifier(
        fill_in(court, inbox / "3.docx", {"muc_1_1": "Ba."}, delete_bookmarks), inbox / "3.docx"
    )
    unmarked(library, inbox / "4.docx")
    (inbox / "Báo cáo Bệnh viện đa khoa tỉnh.pdf").write_bytes(b"%PDF-1.7 scan")
    (inbox / "db01 ký.jpg").write_bytes(b"\xff\xd8\xff scan")
    (inbox / "Chi bộ Thư viện tỉnh").mkdir()
    (inbox / "Chi bộ Thư viện tỉnh" / "scan001.png").write_bytes(b"\x89PNG\r\n\x1a\n scan")

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert owners(collected) == {
        "1.docx": ("DB01", "mã tệp"),
        "2.docx": ("DB01", "dấu trang"),
        "3.docx": ("DB01", "mã in"),
        "4.docx": ("CB02", "tên trong văn bản"),
        "Báo cáo Bệnh viện đa khoa tỉnh.pdf": ("DB03", "tên tệp"),
        "db01 ký.jpg": ("DB01", "tên tệp"),
        "scan001.png": ("CB02", "tên tệp"),
    }
    assert {report.reading != "" for report in collected.added if report.file.endswith(".docx")} == {True}
    assert {report.problems for report in collected.added if report.file.endswith(".pdf")} == {
        ("Tệp PDF: không đọc nội dung, cần mở xem.",)
    }


def of_another_plan(folder: Path) -> None:
    answered(write_form(folder / "form.docx", OTHER_PLAN, COURT), folder / "form.docx")


def another_plans_text_under_our_identifier(folder: Path) -> None:
    foreign = write_form(folder / "form.docx", OTHER_PLAN, COURT)
    without_identifier(answered(foreign, folder / "form.docx"), folder / "form.docx")


def a_neighbours_form(folder: Path) -> None:
    form = write_form(folder / "form.docx", PLAN, COURT)
    fill_in(
        form, folder / "form.docx", {"muc_1_1": "x"},
        rename("ĐẢNG ỦY TÒA ÁN NHÂN DÂN TỈNH", "ĐẢNG ỦY BỆNH VIỆN ĐA KHOA TỈNH"),
    )  # fmt: skip


def a_letter_that_names_a_unit(folder: Path) -> None:
    letter = docx.Document()
    letter.add_paragraph("Kính mời Đảng bộ Bệnh viện Đa khoa tỉnh dự họp.")
    letter.save(str(folder / "form.docx"))


def a_report_without_a_unit(folder: Path) -> None:
    letter = docx.Document()
    letter.add_paragraph("BÁO CÁO")
    letter.add_paragraph("Công tác dân vận tháng 3")
    letter.save(str(folder / "form.docx"))


def a_report_that_names_two(folder: Path) -> None:
    letter = docx.Document()
    letter.add_paragraph("BÁO CÁO")
    letter.add_paragraph("Đảng bộ Bệnh viện Đa khoa tỉnh và Chi bộ Thư viện tỉnh cùng thực hiện.")
    letter.save(str(folder / "form.docx"))


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (of_another_plan, "Tệp là của kế hoạch khác (mã SK01-2017)."),
        (another_plans_text_under_our_identifier, "Dấu trang ẩn là của kế hoạch hoặc đơn vị khác."),
        (
            a_neighbours_form,
            (
                "Mã tệp là của Đảng bộ Tòa án nhân dân tỉnh, nhưng đầu văn bản ghi “ĐẢNG ỦY BỆNH VIỆN ĐA "
                "KHOA TỈNH”. Hãy mở tệp xem của ai rồi chỉ định bằng --assign."
            ),
        ),
        (
            a_letter_that_names_a_unit,
            "Trong văn bản có tên Đảng bộ Bệnh viện Đa khoa tỉnh; chưa chắc là của ai.",
        ),
        (a_report_without_a_unit, "Không tìm thấy mã hay tên đơn vị nào trong tệp."),
        (
            a_report_that_names_two,
            (
                "Trong văn bản có tên nhiều đơn vị: Chi bộ Thư viện tỉnh, Đảng bộ Bệnh viện Đa khoa tỉnh; "
                "chưa chắc là của ai."
            ),
        ),
    ],
)
def test_what_is_doubtful_is_named_and_never_guessed(
    tmp_path: Path, inbox: Path, make: Callable[[Path], None], problem: str
) -> None:
    make(inbox)

    collected = collect(PLAN, tmp_path / "output", [inbox])

    (report,) = collected.added
    assert (report.unit_code, report.found_by, report.problems) == (None, "", (problem,))
    assert collected.intake.unknown() == (report,)
    assert (intake_folder(tmp_path / "output") / report.file).exists()


def test_a_name_within_a_longer_name_is_the_longer_ones(tmp_path: Path, inbox: Path) -> None:
    short, long = a_unit("Đảng bộ Sở Y tế", 1), a_unit("Đảng bộ Sở Y tế và Dân số tỉnh", 2)
    (inbox / "so y te va dan so tinh.pdf").write_bytes(b"%PDF-1")
    (inbox / "so y te.pdf").write_bytes(b"%PDF-2")

    collected = collect(a_plan(short, long), tmp_path / "output", [inbox])

    assert owners(collected) == {
        "so y te va dan so tinh.pdf": ("DB02", "tên tệp"),
        "so y te.pdf": ("DB01", "tên tệp"),
    }


def test_names_that_differ_in_their_marks_only_are_asked_about(tmp_path: Path, inbox: Path) -> None:
    plan = a_plan(a_unit("Đảng bộ Khối tỉnh", 1), a_unit("Đảng bộ Khôi tỉnh", 2))
    (inbox / "dang bo khoi tinh.pdf").write_bytes(b"%PDF-1")

    (report,) = collect(plan, tmp_path / "output", [inbox]).added

    assert report.unit_code is None
    assert report.problems == (
        "Tệp PDF: không đọc nội dung, cần mở xem.",
        "Tên tệp hợp với nhiều đơn vị: Đảng bộ Khối tỉnh, Đảng bộ Khôi tỉnh.",
    )


def test_the_clerk_assigns_what_is_doubtful_now_or_later(
    tmp_path: Path, inbox: Path, forms: dict[str, Path]
) -> None:
    output = tmp_path / "output"
    a_report_without_a_unit(inbox)
    (inbox / "form.docx").rename(inbox / "tháng 3.docx")
    (inbox / "scan.pdf").write_bytes(b"%PDF-1")

    now = collect(PLAN, output, [inbox], CollectOptions(assign={"scan.pdf": "bệnh viện"}))
    assert owners(now) == {"scan.pdf": ("DB03", "chỉ định"), "tháng 3.docx": (None, "")}

    later = collect(PLAN, output, [], CollectOptions(assign={"tháng 3.docx": "CB02"}))
    (report,) = later.assigned
    assert (report.unit_code, report.found_by, report.problems) == ("CB02", "chỉ định", ())
    assert read_intake(output).unknown() == ()


@pytest.mark.parametrize(
    ("assign", "problem"),
    [
        ({"không có.docx": "DB01"}, "--assign: Chưa nhận tệp nào tên là “không có.docx”."),
        (
            {"scan.pdf": "Đảng bộ"},
            (
                "--assign: “Đảng bộ” hợp với nhiều đơn vị: Đảng bộ Tòa án nhân dân tỉnh, "
                "Đảng bộ Bệnh viện Đa khoa tỉnh. Hãy ghi mã đơn vị."
            ),
        ),
        ({"scan.pdf": "XX99"}, "Không có đơn vị nào là “XX99”."),
    ],
)
def test_an_assignment_that_cannot_be_changes_nothing(
    tmp_path: Path, inbox: Path, assign: dict[str, str], problem: str
) -> None:
    output = tmp_path / "output"
    (inbox / "scan.pdf").write_bytes(b"%PDF-1")
    collect(PLAN, output, [inbox])
    ledger = IntakeLedger.path(output).read_bytes()

    with pytest.raises(UsageError) as failed:
        collect(PLAN, output, [], CollectOptions(assign=assign))

    assert problem in str(failed.value)
    assert IntakeLedger.path(output).read_bytes() == ledger


def test_all_versions_are_kept_in_the_order_in_which_they_came(
    tmp_path: Path, inbox: Path, forms: dict[str, Path]
) -> None:
    for day, name in ((20, "sửa.docx"), (18, "đầu.docx")):
        came = answered(forms["DB01"], inbox / name, name)
        os.utime(came, (0, datetime(2022, 4, day, 9, tzinfo=VIETNAM).timestamp()))
    (inbox / "db01.pdf").write_bytes(b"%PDF-1")
    os.utime(inbox / "db01.pdf", (0, datetime(2022, 4, 21, 9, tzinfo=VIETNAM).timestamp()))

    options = CollectOptions(by_file_time=True)
    intake = collect(PLAN, tmp_path / "output", [inbox], options).intake

    assert [(report.original, report.received.day) for report in intake.versions("DB01")] == [
        ("đầu.docx", 18),
        ("sửa.docx", 20),
        ("db01.pdf", 21),
    ]
    assert intake.versions("CB02") == ()


def a_mail(subject: str, *attached: tuple[str, bytes], sender: str = "x@y.example", date: str = "") -> bytes:
    """Return a mail with attachments."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "dangkhoi@hatinh.example", subject
    mail["Date"] = date or "Tue, 19 Apr 2022 22:30:00 +0000"
    mail.set_content("Kính gửi báo cáo.")
    for name, content in attached:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def test_a_mail_gives_its_attachments_their_time(tmp_path: Path, inbox: Path, forms: dict[str, Path]) -> None:
    report = answered(forms["DB01"], tmp_path / "r.docx").read_bytes()
    (inbox / "thư.eml").write_bytes(a_mail("Báo cáo", ("báo cáo.docx", report)))

    (taken,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert taken.original == "thư.eml › báo cáo.docx"
    assert taken.received == datetime(2022, 4, 20, 5, 30, tzinfo=VIETNAM)
    assert taken.unit_code == "DB01"


def test_a_mails_subject_or_sender_identifies_the_unit_of_a_scan(tmp_path: Path, inbox: Path) -> None:
    (inbox / "1.eml").write_bytes(a_mail("BC Bệnh viện Đa khoa tỉnh", ("scan.pdf", b"%PDF-1")))
    (inbox / "2.eml").write_bytes(a_mail("Báo cáo", ("scan.pdf", b"%PDF-2"), sender="ThuVien@hatinh.example"))
    (inbox / "3.eml").write_bytes(a_mail("Báo cáo", ("scan.pdf", b"%PDF-3")))

    assert owners(collect(PLAN, tmp_path / "output", [inbox])) == {
        "1.eml › scan.pdf": ("DB03", "tên tệp"),
        "2.eml › scan.pdf": ("CB02", "người gửi"),
        "3.eml › scan.pdf": (None, ""),
    }


def test_archives_and_forwarded_mails_are_unpacked_wherever_they_are(
    tmp_path: Path, inbox: Path, forms: dict[str, Path]
) -> None:
    report = answered(forms["DB01"], tmp_path / "r.docx").read_bytes()
    inner = zipped(
        {
            "Thư mục/báo cáo.docx": report,
            "Thư mục/~$o cáo.docx": b"lock file of Word",
            "__MACOSX/._báo cáo.docx": b"resource fork",
        }
    )
    (inbox / "ngoài.zip").write_bytes(zipped({"thư.eml": a_mail("Gửi lại", ("trong.zip", inner))}))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert owners(collected) == {"ngoài.zip › thư.eml › trong.zip › báo cáo.docx": ("DB01", "mã tệp")}
    assert collected.problems == ()


def test_a_file_without_a_day_in_its_archive_came_on_the_archives_day(tmp_path: Path, inbox: Path) -> None:
    with zipfile.ZipFile(inbox / "gửi.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("db01.pdf", (1980, 1, 1, 0, 0, 0)), b"%PDF-1")
        archive.writestr(zipfile.ZipInfo("db02.pdf", (2022, 4, 18, 9, 30, 0)), b"%PDF-1.2")
    came = datetime(2022, 4, 19, 8, tzinfo=VIETNAM)
    os.utime(inbox / "gửi.zip", (came.timestamp(), came.timestamp()))

    collected = collect(PLAN, tmp_path / "output", [inbox], CollectOptions(by_file_time=True))

    assert {report.original: report.received for report in collected.added} == {
        "gửi.zip › db01.pdf": came,
        "gửi.zip › db02.pdf": datetime(2022, 4, 18, 9, 30, tzinfo=VIETNAM),
    }


def test_the_time_of_receipt_may_be_given(tmp_path: Path, inbox: Path) -> None:
    (inbox / "db01.pdf").write_bytes(b"%PDF-1")
    when = datetime(2022, 4, 18, tzinfo=VIETNAM)

    (report,) = collect(PLAN, tmp_path / "output", [inbox], CollectOptions(received=when)).added

    assert report.received == when


@pytest.mark.parametrize("damage", [b"{", b'{"about":"\xff"}', b'{"returns":1}', b"[" * 100_000])
def test_a_damaged_ledger_is_one_clear_problem_and_can_be_made_again(
    tmp_path: Path, inbox: Path, forms: dict[str, Path], damage: bytes
) -> None:
    output = tmp_path / "output"
    answered(forms["DB01"], inbox / "a.docx")
    collect(PLAN, output, [inbox])
    ledger = IntakeLedger.path(output)
    ledger.write_bytes(damage)

    with pytest.raises(OutputError, match="Sổ nhận báo cáo bị hỏng"):
        read_intake(output)
    with pytest.raises(OutputError, match="Sổ nhận báo cáo bị hỏng"):
        collect(PLAN, output, [inbox])

    again = collect(PLAN, output, [], CollectOptions(rebuild=True))
    assert [(report.unit_code, report.found_by) for report in again.added] == [("DB01", "mã tệp")]
    assert len(list(intake_folder(output).iterdir())) == 1  # nothing was removed, nothing came twice
    (aside,) = ledger.parent.glob("bao-cao-nhan-hong-*.json")
    assert aside.read_bytes() == damage


def test_two_collections_at_once_are_refused(tmp_path: Path, inbox: Path) -> None:
    output = tmp_path / "output"
    collect(PLAN, output, [inbox])
    lock = Lock(IntakeLedger.path(output).parent / "nhan.lock")
    assert lock.acquire()
    try:
        with pytest.raises(OutputError, match="Một lần thu báo cáo khác đang chạy"):
            collect(PLAN, output, [inbox])
    finally:
        lock.release()


def test_progress_is_reported(tmp_path: Path, inbox: Path, forms: dict[str, Path]) -> None:
    for code, form in forms.items():
        answered(form, inbox / f"{code}.docx")
    progress: list[tuple[int, int]] = []

    collect(PLAN, tmp_path / "output", [inbox], progress=lambda done, total: progress.append((done, total)))

    assert progress == [(1, 3), (2, 3), (3, 3)]


def test_a_unit_that_left_the_plan_is_named(tmp_path: Path, inbox: Path, forms: dict[str, Path]) -> None:
    answered(forms["DB03"], inbox / "a.docx")
    smaller = a_plan(COURT, LIBRARY)

    (report,) = collect(smaller, tmp_path / "output", [inbox]).added

    assert (report.unit_code, report.problems) == (None, ("Đơn vị mã DB03 không có trong danh sách.",))


@pytest.mark.slow
def test_what_had_to_wait_for_libreoffice_is_read_once_it_is_there(
    tmp_path: Path, inbox: Path, forms: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    require("soffice")
    output = tmp_path / "output"
    report = answered(forms["DB01"], tmp_path / "a.docx")
    (inbox / "a.rtf").write_bytes(convert([report], tmp_path, "rtf")[0].read_bytes())
    path = os.environ["PATH"]
    monkeypatch.setenv("PATH", "")

    (waiting,) = collect(PLAN, output, [inbox]).added
    assert (waiting.unit_code, waiting.readable) == (None, False)
    assert waiting.problems[0] == (
        "Máy này không có LibreOffice nên chưa đọc được tệp; hãy mở bằng Word và lưu thành .docx."
    )

    monkeypatch.setenv("PATH", path)
    collect(PLAN, output, [inbox])
    (read,) = read_intake(output).returns
    assert (read.unit_code, read.found_by, read.readable, read.problems) == ("DB01", "mã tệp", True, ())


def test_the_output_folder_is_not_searched_for_returns(
    tmp_path: Path, inbox: Path, forms: dict[str, Path]
) -> None:
    output = inbox / "output"
    put_all(output, {"mẫu đã gửi.docx": forms["DB01"].read_bytes()})
    answered(forms["DB01"], output / "mẫu đã gửi.docx")  # corrected by hand since
    answered(forms["CB02"], inbox / "a.docx")

    assert owners(collect(PLAN, output, [inbox])) == {"a.docx": ("CB02", "mã tệp")}
