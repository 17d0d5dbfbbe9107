"""What a unit types into a mail itself: kept among the originals, told whole, never credited by itself."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from sokhet_docs.returns import (
    VIETNAM,
    Collected,
    CollectOptions,
    Return,
    collect,
    intake_folder,
    read_intake,
)
from sokhet_docs.returns.received import IntakeLedger
from sokhet_docs.text.vietnamese import short_date
from sokhet_docs.tracking.reminders import remind
from sokhet_docs.tracking.status_book import tracking_book
from sokhet_docs.tracking.unit_status import ReportStatus, ReviewItem, UnitStatus, day_of
from sokhet_docs.workbook.sources import sample_templates
from tests.support.archives import zipped
from tests.support.outlook import a_msg
from tests.support.simulated_office import Office
from tests.support.word_forms import words_of
from tests.tracking.test_versions import FACTS, FIGURES, NUMBERS, OUTLINE, TEXT, WHOLE, fill, said

UNITS = """
Mã | Tên tổ chức đảng | Hình thức sơ kết | Hạn báo cáo | Email
A1 | Đảng bộ Sở Nội vụ | Báo cáo | | a1@hatinh.example
B2 | Chi bộ Báo Hà Tĩnh | Báo cáo | | b2@hatinh.example
"""
DATE = "Mon, 18 Apr 2022 08:00:00 +0700"
ANSWER = "Chi bộ chúng tôi có 25 đảng viên, đã tổ chức 3 hội nghị"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.open(tmp_path, units=UNITS, outline=OUTLINE, figures=FIGURES, facts=FACTS)


def a_mail(
    words: str,
    *files: Path,
    sender: str = "a1@hatinh.example",
    subject: str = "Về nghị quyết",
    page: str = "",
) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = sender, "dang@hatinh.example", subject, DATE
    mail.set_content(words)
    if page:
        mail.add_alternative(page, subtype="html")
    for file in files:
        mail.add_attachment(
            file.read_bytes(), maintype="application", subtype="octet-stream", filename=file.name
        )
    return mail.as_bytes()


def gather(office: Office, mail: bytes, name: str = "thư.eml") -> Collected:
    (office.folder / name).write_bytes(mail)
    return office.collect(office.folder / name, "19/4/2022")


def status_of(office: Office) -> UnitStatus:
    return office.track("25/4/2022").statuses[0]


def notes(office: Office) -> list[Return]:
    return [item for item in read_intake(office.output).returns if item.is_note]


def kept(office: Office) -> str:
    (note,) = notes(office)
    return (intake_folder(office.output) / note.file).read_text("utf-8").replace("\r\n", "\n")


def sheet(office: Office, name: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet of theo-doi.xlsx by their headers."""
    path = office.folder / "theo-doi.xlsx"
    path.write_bytes(tracking_book(office.track("25/4/2022"), "output"))
    headers, *rows = load_workbook(path)[name].iter_rows(values_only=True)
    return [dict(zip(map(str, headers), row, strict=True)) for row in rows if any(row)]


def alone(words: str, file: str, quoted: str = "") -> str:
    before = f" Phần trích thư trước, máy không đọc: “{quoted}”." if quoted else ""
    return (
        f"Thư không đem theo tệp nào được nhận, chỉ có lời: “{words}”.{before} Chưa tính là báo cáo. "
        f"Nếu chính nó là báo cáo: sokhet-docs collect --use {file}; không phải: --set-aside {file}"
    )


@pytest.mark.parametrize(
    ("mail", "quoted"),
    [
        (a_mail(ANSWER), ""),
        (a_mail(ANSWER, page=f"<p>{ANSWER}</p>"), ""),
        (
            a_mail(f"{ANSWER}\n\nVào 08:00, 18 thg 4, 2022 Dang <d@b.c>\n đã viết:\n\n> BÁO CÁO\n> Đề nghị"),
            "BÁO CÁO Đề nghị",
        ),
        (
            a_mail(f"Vào 08:00, 18 thg 4, 2022 Dang <d@b.c> đã viết:\n> BÁO CÁO\n> Đề nghị\n\n{ANSWER}"),
            "BÁO CÁO Đề nghị",
        ),
        (
            a_mail(
                f"{ANSWER}\n\nFrom: D\nSent: Monday, April 18, 2022 8:00 AM\nTo: x\n\nBÁO CÁO",
                subject="RE: x",
            ),
            "BÁO CÁO",
        ),
        (
            a_mail(
                "x", page=f"<p>{ANSWER}</p><blockquote><p>BÁO CÁO</p>Đề nghị</blockquote>", subject="Re: x"
            ),
            "BÁO CÁO Đề nghị",
        ),
    ],
    ids=["plain", "page", "above a quote", "below a quote", "above Outlook's", "page with a quote"],
)
def test_an_answer_that_was_typed_into_a_mail_is_kept_and_asked_about(
    office: Office, mail: bytes, quoted: str
) -> None:
    collected = gather(office, mail)

    (note,) = collected.added
    told = alone(ANSWER, note.file, quoted)
    status = status_of(office)
    assert (note.original, note.unit_code, note.found_by) == ("thư.eml › lời trong thư", "A1", "người gửi")
    assert (status.report_status, status.versions) == (ReportStatus.MISSING, ())
    assert status.review_items == (ReviewItem(note.file, told),)
    (row,) = sheet(office, "Cần xem")
    assert (row["Mã"], row["Loại"], row["Nội dung"], row["Tệp"]) == (
        "A1", "Cần xem", told, note.file,
    )  # fmt: skip
    assert gather(office, mail).added == ()
    assert status_of(office).review_items == status.review_items


def test_a_reminder_to_a_unit_that_wrote_a_mail_is_told(office: Office) -> None:
    gather(office, a_mail(ANSWER))

    done = remind(office.track("25/4/2022"), sample_templates(), office.output)

    assert [str(problem) for problem in done.problems] == [
        (
            "remind: Đã có thư mà chưa có báo cáo: Đảng bộ Sở Nội vụ. "
            "Đọc lời trong thư bằng lệnh sokhet-docs status rồi mới gửi công văn cho các đơn vị này."
        )
    ]


def test_an_answer_of_nobody_known_is_asked_about_until_the_clerk_decides(office: Office) -> None:
    (note,) = gather(office, a_mail(ANSWER, sender="x@y.example")).added

    assert office.track("25/4/2022").unknown == (note,)
    (row,) = sheet(office, "Chưa rõ đơn vị")
    assert row["Vì sao"] == (
        "Không tìm thấy mã hay tên đơn vị nào trong tệp. Thư không đem theo tệp nào được nhận, "
        f"chỉ có lời: “{ANSWER}”. Chưa tính là báo cáo."
    )

    collect(office.plan, office.output, [], CollectOptions(assign={note.file: "A1"}))
    assert [item.place for item in status_of(office).review_items] == [note.file]
    collect(office.plan, office.output, [], CollectOptions(use=[note.file]))

    status = status_of(office)
    assert status.report_status is ReportStatus.ON_TIME
    assert [item.message for item in status.review_items if "25 đảng viên" in item.message]


def test_every_mail_of_a_mailbox_is_kept_though_two_say_the_same(office: Office) -> None:
    mails = [a_mail("Không có.", sender=f"{code}@hatinh.example") for code in ("a1", "b2")]
    line = b"From x@y Tue Apr 19 08:00:00 2022\n"

    collected = gather(office, b"".join(line + mail + b"\n" for mail in mails), "Hộp thư.mbox")

    assert [(item.original, item.unit_code) for item in collected.added] == [
        ("Hộp thư.mbox › thư 1 › lời trong thư", "A1"),
        ("Hộp thư.mbox › thư 2 › lời trong thư", "B2"),
    ]
    assert collected.problems == ()


@pytest.mark.parametrize(
    "words",
    [
        "Trân trọng gửi báo cáo.\n\nTrân trọng,\nNguyễn Văn A\nĐT: 0912 345 678",
        "Em xin gửi báo cáo ạ.\n\nGửi từ iPhone của tôi",
        "Kính gửi anh.\n-- \nTrần Thị B\nhttp://hatinh.example",
        "Cảm ơn anh.\n\nThis e-mail is confidential and for its intended recipient only.",
    ],
)
def test_a_greeting_alone_is_a_line_on_the_screen(office: Office, words: str) -> None:
    collected = gather(office, a_mail(words))

    assert collected.added == ()
    (problem,) = collected.problems
    assert problem.message.startswith("Thư không có tệp đính kèm: “")
    assert status_of(office).review_items == ()


def an_annex(office: Office) -> Path:
    """Return a book of tables with the annex of A1's form, filled in."""
    filled = {f"sl_{place.replace(' ', '_')}": number for place, number in NUMBERS.items()}
    tables = Document(str(office.fill("A1", "x.docx", filled))).tables
    table = next(one for one in tables if any("cuộc họp" in cell.text for cell in one._cells))
    book = Workbook()
    assert book.active is not None
    for row in table.rows:
        book.active.append([words_of(cell._tc) for cell in row.cells])
    book.save(office.folder / "phụ lục.xlsx")
    return office.folder / "phụ lục.xlsx"


TYPED = "\n".join(["Kính gửi Ban,", "1. Ưu điểm", TEXT["1"], "2. Hạn chế", TEXT["2"], "3. Kiến nghị",
                   TEXT["3"], "4. Phương hướng", TEXT["4"]])  # fmt: skip


def test_a_report_that_was_typed_beside_its_annex_is_read_with_it(office: Office) -> None:
    gather(office, a_mail(TYPED, an_annex(office)))

    status = status_of(office)

    assert said(status) == WHOLE
    assert [item.original for item in status.versions] == ["thư.eml › nội dung thư", "thư.eml › phụ lục.xlsx"]
    IntakeLedger.path(office.output).unlink()
    collect(office.plan, office.output, [], CollectOptions(rebuild=True))
    assert said(status_of(office)) == WHOLE
    assert len({item.bundle for item in status_of(office).versions}) == 1


def test_what_is_to_review_in_an_annex_of_its_own_names_that_file(office: Office) -> None:
    path = an_annex(office)
    book = load_workbook(path)
    book.worksheets[0].append(["", "Chỉ tiêu thêm", "", 77])
    book.save(path)
    gather(office, a_mail(TYPED, path))

    about = [row["Tệp"] for row in sheet(office, "Cần xem") if "77" in str(row["Nội dung"])]
    (annex,) = [item.file for item in status_of(office).versions if item.file.endswith(".xlsx")]
    assert about == [annex]


def test_long_words_beside_an_annex_are_told_whole_and_looked_at(office: Office) -> None:
    words = "".join(f"Việc thứ {number} của chi bộ đã xong.\n" for number in range(2000))
    gather(office, a_mail(words, an_annex(office)))

    (note,) = notes(office)
    (item,) = [one for one in status_of(office).review_items if one.place == note.file]
    line = " ".join(words.split())
    shown = item.message.removeprefix("Lời trong thư: “").partition("…”")[0]
    assert (item.minor, len(item.message) < 32_767, line.startswith(shown), len(shown) > 29_900) == (
        False, True, True, True,
    )  # fmt: skip
    assert item.message.endswith(
        f"…” (thư có {len(line)} ký tự, phần còn lại đọc ở bao-cao-nhan/{note.file})."
    )
    assert kept(office).endswith(f"\n\n{words}")


def test_the_words_of_a_mail_and_what_it_brought_survive_the_ledger(office: Office) -> None:
    files = [office.fill("A1", "a.docx", {}), an_annex(office)]
    gather(office, a_mail("Số cuộc họp năm 2021 xin sửa lại là 5.", *files))
    before, status = read_intake(office.output).returns, status_of(office)
    IntakeLedger.path(office.output).unlink()

    collect(office.plan, office.output, [], CollectOptions(rebuild=True))

    after = {item.file: item for item in read_intake(office.output).returns}
    assert {(item.file, item.bundle, item.sent, item.brought, item.unit_code) for item in before} == {
        (item.file, item.bundle, item.sent, item.brought, item.unit_code) for item in after.values()
    }
    assert "Lời trong thư: “Số cuộc họp năm 2021 xin sửa lại là 5.”." in [
        item.message for item in status.review_items if not item.minor
    ]
    assert status_of(office).review_items == status.review_items


def test_words_come_with_a_file_that_came_before(office: Office) -> None:
    report = office.fill("A1", "a.docx", {})
    gather(office, a_mail("Kính gửi.", report))
    gather(office, a_mail("Tệp này thay tệp cũ, số đảng viên là 25.", report), "sau.eml")

    assert [item.message for item in status_of(office).review_items if "25" in item.message] == [
        "Lời trong thư: “Tệp này thay tệp cũ, số đảng viên là 25.”."
    ]


def test_what_is_typed_below_a_page_is_kept_too(office: Office) -> None:
    parts = (
        "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Kính gửi</p>\r\n",
        (f"Content-Type: text/plain; charset=utf-8\r\n\r\n{ANSWER}\r\n"),
    )
    head = f"From: a1@hatinh.example\r\nDate: {DATE}\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    body = "".join(f"--b\r\n{part}" for part in parts)
    mail = f"{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n{body}--b--\r\n"

    gather(office, mail.encode())

    assert kept(office).endswith(f"\n\nKính gửi\n{ANSWER}\n")


def test_words_in_mails_of_other_kinds_are_kept_too(office: Office) -> None:
    sender = "a1@hatinh.example"
    inner = a_mail("Trong thư này: họp 3 lần.")
    outlook = a_msg("x", ("trong.eml", a_mail("Trong Outlook: 4 lần.")), sender=sender, body=ANSWER)
    forwarding = a_mail("Kính chuyển.", sender="x@y.example").replace(
        b"Content-Type: text/plain", b"X-Mailer: x\nContent-Type: text/plain"
    )
    (office.folder / "Đính kèm.eml").write_bytes(inner)
    gather(office, outlook, "a.msg")
    gather(
        office,
        zipped({"b.eml": forwarding, "c.eml": a_mail("Xem thư.", office.folder / "Đính kèm.eml")}),
        "b.zip",
    )

    assert [(item.original, item.unit_code) for item in notes(office)] == [
        ("a.msg › trong.eml › lời trong thư", "A1"),
        ("a.msg › lời trong thư", "A1"),
        ("b.zip › b.eml › lời trong thư", None),
        ("b.zip › c.eml › Đính kèm.eml › lời trong thư", "A1"),
        ("b.zip › c.eml › lời trong thư", "A1"),
    ]


def test_an_answer_beside_the_form_that_was_left_blank_is_asked_about(office: Office) -> None:
    (note,) = gather(office, a_mail(ANSWER, office.form("A1"), sender="x@y.example")).added

    assert (note.unit_code, note.found_by, note.problems) == ("A1", "tên tệp", ())
    assert [item.message for item in status_of(office).review_items] == [alone(ANSWER, note.file)]


def test_words_beside_what_cannot_be_taken_out_are_told_with_the_mail(office: Office) -> None:
    elsewhere = (
        b"--b\r\nContent-Type: message/external-body; access-type=URL; name=a.pdf\r\n\r\nx\r\n--b--\r\n"
    )
    head = f"From: a1@hatinh.example\r\nDate: {DATE}\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    mail = (
        f"{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nXin sửa: 5.\r\n".encode()
        + elsewhere
    )
    gather(office, mail)

    for _ in range(2):
        (item,) = [one for one in status_of(office).review_items if "Xin" in one.message]
        assert (item.message, item.minor) == ("Lời trong thư: “Xin sửa: 5.”.", False)
        IntakeLedger.path(office.output).unlink()
        collect(office.plan, office.output, [], CollectOptions(rebuild=True))


def test_an_answer_of_a_program_is_a_line_on_the_screen(office: Office) -> None:
    mail = b"Auto-Submitted: auto-replied\n" + a_mail("Tôi đi công tác đến 25/4.")

    collected = gather(office, mail)

    assert collected.added == ()
    assert [one.message for one in collected.problems] == [
        "Thư không có tệp đính kèm: “Tôi đi công tác đến 25/4.”."
    ]


@pytest.mark.parametrize("answers", [WHOLE, TEXT], ids=["whole", "text"])
def test_a_summary_under_the_headings_does_not_displace_the_report_of_its_mail(
    office: Office, answers: dict[str, str]
) -> None:
    summary = "1. Ưu điểm\nTốt.\n2. Hạn chế\nÍt.\n3. Kiến nghị\nKhông.\n4. Phương hướng\nTiếp."
    gather(office, a_mail(summary, fill(office, "a.docx", answers)))

    status = status_of(office)
    assert said(status) == answers
    typed = status.versions[0].file
    told = f"Bản này và bản trước ({typed}) cùng gửi một lần mà viết khác nhau; đang tính bản này."
    assert [item.message.startswith(told) for item in status.review_items].count(True) == 1
    IntakeLedger.path(office.output).unlink()
    collect(office.plan, office.output, [], CollectOptions(rebuild=True))
    assert said(status_of(office)) == answers


def told_of_mails(office: Office, *more: str) -> list[tuple[str, bool]]:
    """Return what is told of the mails of all units, and whether it is only to be known."""
    statuses = office.track("25/4/2022").statuses
    items = [item for status in statuses for item in status.review_items]
    return [
        (item.message, item.minor) for item in items if item.message.startswith(("Lời", "Tiêu", "Thư", *more))
    ]


@pytest.mark.parametrize(
    ("subject", "words", "told"),
    [
        ("BC thay thế, số đúng là 25", "Kính gửi.", [("Tiêu đề thư: “BC thay thế, số đúng là 25”.", False)]),
        ("Re: Fwd: Gửi muộn vì mất điện", "", [("Tiêu đề thư: “Gửi muộn vì mất điện”.", True)]),
        (
            "Có 3 hội nghị",
            "Xem tệp số 2.",
            [("Tiêu đề thư: “Có 3 hội nghị”. Lời trong thư: “Xem tệp số 2.”.", True)],
        ),
        ("RE: V/v báo cáo sơ kết Nghị quyết của SNV", "Kính gửi.", []),
        ("Đảng ủy Sở Nội vụ nộp báo cáo, a1-bao-cao", "", []),
    ],
)
def test_a_subject_that_says_more_than_whose_report_it_is_is_told(
    office: Office, subject: str, words: str, told: list[tuple[str, bool]]
) -> None:
    gather(office, a_mail(words, office.fill("A1", "a1-bao-cao.docx", {}), subject=subject))

    assert told_of_mails(office) == told
    IntakeLedger.path(office.output).unlink()
    collect(office.plan, office.output, [], CollectOptions(rebuild=True))
    assert told_of_mails(office) == told


def test_the_subject_over_a_report_that_was_typed_below_it_is_told(office: Office) -> None:
    gather(office, a_mail(TYPED, subject="Gửi lại, sửa mục 2"))

    status = status_of(office)
    assert (said(status)["2"], [item.original for item in status.versions]) == (
        TEXT["2"], ["thư.eml › nội dung thư"],
    )  # fmt: skip
    assert told_of_mails(office) == [("Tiêu đề thư: “Gửi lại, sửa mục 2”.", False)]


def test_an_answer_in_the_subject_alone_is_asked_about(office: Office) -> None:
    (note,) = gather(office, a_mail("", subject="Chi bộ không có hội nghị nào")).added

    told = (
        "Thư không đem theo tệp nào được nhận, chỉ có tiêu đề: “Chi bộ không có hội nghị nào”. Chưa tính là "
        f"báo cáo. Nếu chính nó là báo cáo: sokhet-docs collect --use {note.file}; "
        f"không phải: --set-aside {note.file}"
    )
    assert (note.unit_code, told_of_mails(office)) == ("A1", [(told, False)])


def test_the_words_of_one_mail_are_told_once_whatever_it_brought(office: Office) -> None:
    words = "Số đảng viên xin sửa lại là 25."
    nobody = office.folder / "kèm.docx"
    document = Document()
    document.core_properties.comments = ""
    document.core_properties.author = ""
    document.add_paragraph("Danh sách khách mời: ông Bình.")
    document.save(str(nobody))
    files = [nobody, office.fill("A1", "a.docx", {}), office.fill("B2", "b.docx", {})]
    gather(office, a_mail(words, *files, sender="x@y.example"))

    told = f"Lời trong thư: “{words}”. Thư này còn đem tệp của Chi bộ Báo Hà Tĩnh."
    assert told_of_mails(office) == [(told, False)]
    (row,) = sheet(office, "Chưa rõ đơn vị")
    assert str(row["Vì sao"]).endswith("Mở đầu: “Danh sách khách mời: ông Bình.”.")


def test_the_words_of_a_mail_of_nobodys_files_are_told_once(office: Office) -> None:
    for name in ("1", "2"):
        document = Document()
        document.add_paragraph(f"Danh sách {name}")
        document.save(str(office.folder / f"{name}.docx"))
    files = [office.folder / "1.docx", office.folder / "2.docx"]
    gather(office, a_mail("Xin lui hạn đến 30/4.", *files, sender="x@y.example"))

    reasons = [str(row["Vì sao"]) for row in sheet(office, "Chưa rõ đơn vị")]
    assert [reason.count("Xin lui hạn đến 30/4.") for reason in reasons] == [1, 0]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ('<div dir="ltr">Số cũ 25<div>30 là số mới</div></div>', "Số cũ 25 30 là số mới"),
        ("Số 25<p>30</p>40<hr>50", "Số 25 30 40 50"),
        ("Số <b>25</b><ul><li>30</li></ul>40", "Số 25 30 40"),
        ('Số 25<span style="display:block">30</span>40', "Số 25 30 40"),
        ('Số 25<img src="cid:a">30', "Số 25 (hình) 30"),
        ('Số 25<input value="30"><input type="checkbox" checked>đủ', "Số 25 30 ☒ đủ"),
        ("<table><tr><td>Số 25</td><td>30</td></tr></table>", "Số 25 30"),
    ],
)
def test_what_a_mail_shows_apart_is_never_joined(office: Office, page: str, told: str) -> None:
    gather(office, a_mail("x", office.fill("A1", "a.docx", {}), page=page, subject="Báo cáo"))

    assert told_of_mails(office) == [(f"Lời trong thư: “{told}”.", True)]


@pytest.mark.parametrize(
    "subject",
    ["Xin gia hạn", "Đính chính báo cáo", "Thu hồi báo cáo", "Xin bỏ phụ lục", "Dừng", "Bao cao gia han"],
)
def test_a_subject_in_words_that_names_are_made_of_is_told(office: Office, subject: str) -> None:
    gather(office, a_mail("Kính gửi Ban. Trân trọng", office.fill("A1", "a.docx", {}), subject=subject))

    assert [message for message, _ in told_of_mails(office)] == [f"Tiêu đề thư: “{subject}”."]


@pytest.mark.parametrize(
    "words", ["Xin thu bản", "Chỉ gửi phụ lục", "25 000 000", "Điện thoại: số đúng là 25"]
)
def test_words_that_look_like_a_greeting_or_a_number_to_call_are_told(office: Office, words: str) -> None:
    gather(office, a_mail(words, office.fill("A1", "a.docx", {}), subject="Báo cáo"))

    assert [message for message, _ in told_of_mails(office)] == [f"Lời trong thư: “{words}”."]


def test_the_first_words_of_nobodys_file_are_told_as_they_look(office: Office) -> None:
    document = Document()
    line = document.add_paragraph("Số ")
    line.add_run("25").font.strike = True
    line.add_run("30")
    document.save(str(office.folder / "x.docx"))
    office.collect(office.folder / "x.docx", "19/4/2022")

    (row,) = sheet(office, "Chưa rõ đơn vị")
    assert str(row["Vì sao"]).endswith("Mở đầu: “Số (gạch bỏ: 25) 30”.")


QUOTING = [
    "Kính gửi.\n\nTừ: Dang\nĐã gửi: Thứ Hai, 18 Tháng Tư 2022 8:00\nĐến: x\n\nSố đảng viên?\nCó 25.",
    "Kính gửi.\n\nVào 08:00, 18 thg 4, 2022 Dang <d@b.c> đã viết:\n> Số đảng viên?\n> Có 25.",
]


@pytest.mark.parametrize("words", QUOTING)
def test_a_quoted_mail_in_which_something_may_be_written_is_told(office: Office, words: str) -> None:
    gather(office, a_mail(words, office.fill("A1", "a.docx", {}), subject="Re: Báo cáo"))

    assert told_of_mails(office, "Phần") == [
        ("Phần trích thư trước, máy không đọc: “Số đảng viên? Có 25.”.", True)
    ]


@pytest.mark.parametrize("words", QUOTING)
def test_an_answer_of_a_unit_that_only_quotes_is_told(office: Office, words: str) -> None:
    gather(office, a_mail(words, subject="Re: Báo cáo"))

    assert [(message.partition(" Nếu")[0], minor) for message, minor in told_of_mails(office, "Thư")] == [
        (
            (
                "Thư không đem theo tệp nào được nhận, chỉ có phần trích thư trước, máy không đọc: "
                "“Số đảng viên? Có 25.”. Chưa tính là báo cáo."
            ),
            True,
        )
    ]


def test_an_answer_of_nobody_that_only_quotes_is_told_by_collect_alone(office: Office) -> None:
    collected = gather(office, a_mail(QUOTING[0], subject="Re: Báo cáo", sender="x@y.example"))

    assert [problem.message for problem in collected.problems] == ["Thư không có tệp đính kèm: “Kính gửi.”."]
    assert notes(office) == []


def test_what_is_no_report_is_set_aside_and_taken_up_again(office: Office) -> None:
    (note,) = gather(office, a_mail("Đã nhận được kế hoạch của Ban")).added
    (office.folder / "giấy mời.pdf").write_bytes(b"%PDF-1.4\n")
    (scan,) = office.collect(office.folder / "giấy mời.pdf", "19/4/2022").added

    done = collect(office.plan, office.output, [], CollectOptions(set_aside=[note.file, "giấy mời.pdf"]))

    tracking = office.track("25/4/2022")
    assert {item.file for item in done.aside} == {note.file, scan.file}
    assert (tracking.unknown, tracking.statuses[0].review_items) == ((), ())
    day = short_date(day_of(datetime.now(VIETNAM)))
    told = f"Đã gác lại ngày {day}, không tính. Tính lại: sokhet-docs collect"
    assert [(row["Tên lúc nhận"], row["Vì sao"]) for row in sheet(office, "Đã gác lại")] == [
        (
            "thư.eml › lời trong thư",
            f"{told} --use {note.file}",
        ),
        (
            "giấy mời.pdf",
            f"{told} --assign {scan.file}=MÃ_ĐƠN_VỊ",
        ),
    ]
    assert gather(office, a_mail("Đã nhận được kế hoạch của Ban")).added == ()

    collect(office.plan, office.output, [], CollectOptions(use=[note.file], assign={scan.file: "B2"}))

    assert office.track("25/4/2022").set_aside == ()
    assert status_of(office).versions == (read_intake(office.output).returns[0],)


QUOTED = (
    "From: Đảng ủy Khối <dang@hatinh.example>\nSent: Monday, April 18, 2022 8:00 AM\nTo: {0}\n\nKính gửi {0}."
)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Chi bộ Báo Hà Tĩnh gửi báo cáo.", "Chi bộ Báo Hà Tĩnh"),
        (
            "Chi bộ Báo Hà Tĩnh xin gửi báo cáo.\n\n" + QUOTED.format("Đảng ủy Sở Nội vụ"),
            "Chi bộ Báo Hà Tĩnh",
        ),
        ("Chi bộ Báo Hà Tĩnh xin gửi báo cáo, nhờ mẫu của Sở Nội vụ.", "Chi bộ Báo Hà Tĩnh"),
        ("Đảng ủy Xã Thạch Hà xin gửi báo cáo.", "Đảng ủy Xã Thạch Hà"),
    ],
)
def test_the_words_of_a_mail_are_held_against_the_form_that_it_brings(
    office: Office, words: str, said: str
) -> None:
    form = office.fill("A1", "báo cáo.docx", {})
    told = (
        f"Mã tệp là của Đảng bộ Sở Nội vụ, nhưng lời trong thư ghi “{said}”. "
        "Hãy mở tệp xem của ai rồi chỉ định bằng --assign."
    )

    asked = [one for one in gather(office, a_mail(words, form, sender="x@y.example")).added if one.counts]

    assert [(item.unit_code, item.problems) for item in asked] == [(None, (told,))]


@pytest.mark.parametrize(
    ("words", "sender"),
    [
        ("Sở Nội vụ gửi báo cáo, đã trao đổi với Báo Hà Tĩnh.", "x@y.example"),
        ("Đã trao đổi với Báo Hà Tĩnh.", "a1@hatinh.example"),
        ("Kính gửi.\n\n" + QUOTED.format("Chi bộ Báo Hà Tĩnh"), "x@y.example"),
    ],
)
def test_a_mail_of_a_unit_may_name_others(office: Office, words: str, sender: str) -> None:
    gather(office, a_mail(words, office.fill("A1", "báo cáo.docx", {}), sender=sender))

    assert [item.unit_code for item in status_of(office).versions] == ["A1"]


def test_rows_of_an_annex_that_went_with_its_table_are_one_item(office: Office) -> None:
    form = fill(office, "báo cáo.docx", TEXT)
    document = Document(str(form))
    table = next(one for one in document.tables if any("cuộc họp" in cell.text for cell in one._cells))
    document.element.body.remove(table._tbl)
    document.save(str(form))
    annex = an_annex(office)
    book = load_workbook(annex)
    rows = [
        at
        for at, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1)
        if "lượt dự" in str(row)
    ]
    book.worksheets[0].delete_rows(rows[0])
    book.save(annex)
    gather(office, a_mail("Kính gửi Ban", form, annex, subject="Báo cáo"))

    gone = [item.message for item in status_of(office).review_items if "Không còn" in item.message]

    assert gone == ["2 ô, từ Họp: số lượt dự, năm 2021 đến Họp: số lượt dự, năm 2022: Không còn trong biểu."]


def test_a_place_in_a_table_file_is_the_row_that_its_program_shows(office: Office) -> None:
    annex = an_annex(office)
    book = load_workbook(annex)
    book.worksheets[0].insert_rows(1, 3)
    last = book.worksheets[0].max_row
    book.worksheets[0].cell(last + 3, 2, "Ghi thêm 45 việc")
    book.save(annex)
    gather(office, a_mail(TYPED, annex))

    (item,) = (one for one in status_of(office).review_items if "45 việc" in one.message)

    assert f"hàng {last + 3}" in item.place


def test_an_annex_alone_is_told_once_as_that(office: Office) -> None:
    gather(office, a_mail("Kính gửi Ban", an_annex(office), subject="Báo cáo"))

    gone = [item.message for item in status_of(office).review_items if "phần lời" in item.message]
    headings = [item.message for item in status_of(office).review_items if "1. Ưu điểm" in item.message]

    assert (gone, headings) == (["Không còn phần lời, tệp chỉ có phụ lục số liệu."], [])


def test_a_letter_of_another_unit_beside_a_report_is_told_with_it(office: Office) -> None:
    covering = office.folder / "công văn.docx"
    document = Document()
    head = document.add_table(1, 2)
    head.rows[0].cells[0].text = "ĐẢNG BỘ KHỐI\nCHI BỘ BÁO HÀ TĨNH"
    head.rows[0].cells[1].text = "ĐẢNG CỘNG SẢN VIỆT NAM"
    document.add_paragraph("Kính gửi: Ban Thường vụ Đảng ủy Khối")
    document.add_paragraph("Gửi báo cáo kèm theo.")
    document.save(str(covering))
    form = office.fill("A1", "báo cáo.docx", {})

    gather(office, a_mail("Kính gửi Ban", form, covering, sender="x@y.example", subject="Nộp"))

    told = (
        "Cùng thư hoặc cùng tệp nén có “công văn.docx” mang đầu văn bản của Chi bộ Báo Hà Tĩnh; "
        "nếu báo cáo này của nơi ấy, hãy chỉ định bằng --assign."
    )
    assert told in [item.message for item in status_of(office).to_review]


def test_a_long_number_of_a_table_file_is_read_with_all_its_digits(office: Office) -> None:
    annex = an_annex(office)
    book = load_workbook(annex)
    (cell,) = (
        one for row in book.worksheets[0].iter_rows() for one in row if one.value == NUMBERS["du 2022"]
    )
    cell.value = 123456789012
    book.save(annex)
    gather(office, a_mail(TYPED, annex))

    assert "123456789012" in said(status_of(office)).values()
