"""Mails as programs and phones write them, whole or broken: whatever is attached is taken in."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from asn1crypto import cms
from compressed_rtf import compress

from sokhet_docs.returns import VIETNAM, Collected, collect, intake_folder
from tests.returns.test_collect_hostile import a_web_server
from tests.support.archives import zipped
from tests.support.environment import require
from tests.support.outlook import a_msg, a_tnef, msg_storage
from tests.support.plans import COURT, LIBRARY, a_plan, a_unit

PLAN = a_plan(COURT, LIBRARY, a_unit("Đảng bộ Bệnh viện Đa khoa tỉnh", 3))
SCAN = b"%PDF-1 scan"
PHOTO = b"\xff\xd8\xff\xe0 photo"
FROM_LIBRARY = "ThuVien@hatinh.example"
DATE = "Tue, 19 Apr 2022 22:30:00 +0000"
SENT = datetime(2022, 4, 20, 5, 30, tzinfo=VIETNAM)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty folder for what comes in."""
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def a_mail(
    *parts: tuple[str, bytes],
    headers: str = "",
    date: str = DATE,
    subject: str = "Báo cáo",
    body: str = "Kính gửi",
    boundary: str = "bb",
) -> bytes:
    """Return a mail of raw parts, each its header lines and its content; it comes from the library."""
    head = f"From: {FROM_LIBRARY}\r\nDate: {date}\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n{headers}"
    head += f'Content-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n'
    text = ("Content-Type: text/plain; charset=utf-8", body.encode())
    packed = b"".join(
        (f"--{boundary}\r\n{lines}\r\n\r\n").encode("utf-8", "surrogateescape") + content + b"\r\n"
        for lines, content in (text, *parts)
    )
    return head.encode("utf-8", "surrogateescape") + packed + f"--{boundary}--\r\n".encode()


def taken(collected: Collected) -> list[tuple[str, str | None, str]]:
    """Return what was taken in: the name it came under, its unit, the ending of its file."""
    return [(item.original, item.unit_code, Path(item.file).suffix) for item in collected.added]


RAW = b"b\xe1o c\xe1o.pdf".decode("utf-8", "surrogateescape")
TCVN = b"b\xb8o c\xb8o d\xa9n v\xcbn.pdf".decode("utf-8", "surrogateescape")
GBK = "报告.pdf".encode("gbk").decode("utf-8", "surrogateescape")
NAMES: dict[str, tuple[str, str]] = {
    "plain": ('Content-Disposition: attachment; filename="báo cáo.pdf"', "báo cáo.pdf"),
    "only in the type": ('Content-Type: application/pdf; name="a.pdf"', "a.pdf"),
    "only a description": ("Content-Type: application/pdf\r\nContent-Description: báo cáo", "báo cáo"),
    "only a location": ("Content-Type: application/pdf\r\nContent-Location: http://x/a%20b.pdf", "a b.pdf"),
    "none": ("Content-Type: application/pdf", "khong-ten"),
    "none, no type": ("Content-Disposition: attachment", "khong-ten"),
    "a path": ('Content-Disposition: attachment; filename="C:\\\\x\\\\..\\\\a.pdf"', "a.pdf"),
    "RFC 2231": ("Content-Disposition: attachment; filename*=UTF-8''b%C3%A1o%20c%C3%A1o.pdf", "báo cáo.pdf"),
    "RFC 2231 in parts": (
        (
            "Content-Disposition: attachment; filename*0*=UTF-8''b%C3%A1o;\r\n "
            "filename*1*=%20c%C3%A1o; filename*2=.pdf"
        ),
        "báo cáo.pdf",
    ),
    "RFC 2231 in quotes": (
        "Content-Disposition: attachment; filename*=\"utf-8''b%C3%A1o.pdf\"", "báo.pdf",
    ),
    "RFC 2231 of an unknown encoding": (
        "Content-Disposition: attachment; filename*=x-none''b%C3%A1o.pdf", "báo.pdf",
    ),
    "RFC 2047": ('Content-Disposition: attachment; filename="=?UTF-8?B?YsOhby5wZGY=?="', "báo.pdf"),
    "RFC 2047 split within a letter": (
        'Content-Disposition: attachment; filename="=?UTF-8?Q?b=C3?= =?UTF-8?Q?=A1o.pdf?="', "báo.pdf",
    ),
    "RFC 2047 without its padding": (
        'Content-Disposition: attachment; filename="=?utf-8?b?YsOhby5wZGY?="', "báo.pdf",
    ),
    "raw Western bytes": (f'Content-Disposition: attachment; filename="{RAW}"', "báo cáo.pdf"),
    "raw TCVN3": (f'Content-Disposition: attachment; filename="{TCVN}"', "báo cáo dân vận.pdf"),
    "raw Chinese": (f'Content-Disposition: attachment; filename="{GBK}"', "报告.pdf"),
    "no quotes": ("Content-Disposition: attachment; filename=a b.pdf", "a b.pdf"),
    "an open quote": ('Content-Disposition: attachment; filename="a b.pdf', "a b.pdf"),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "name"), NAMES.values(), ids=NAMES)
def test_an_attachment_is_taken_in_by_whatever_name_it_has(
    tmp_path: Path, inbox: Path, lines: str, name: str
) -> None:
    (inbox / "a.eml").write_bytes(a_mail((lines, SCAN)))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [(f"a.eml › {name}", "CB02", ".pdf")]
    assert collected.problems == ()


def encoded(content: bytes) -> bytes:
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


WHOLE = a_mail(("Content-Type: application/pdf; name=a.pdf", SCAN))
ODD_MAILS = {
    "UTF-16": WHOLE.decode().encode("utf-16"),
    "a mark and blank lines before it": b"\xef\xbb\xbf\r\n\r\n" + WHOLE,
    "of Apple Mail": b"%d     \n%b<?xml version='1.0'?><plist/>" % (len(WHOLE), WHOLE),
    "line ends of old Macs": WHOLE.replace(b"\r\n", b"\r"),
    "an encoding in quotes": a_mail(
        ('Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: "base64"', encoded(SCAN))
    ),
    "an encoding with a remark": a_mail(
        ("Content-Type: x/y; name=a.pdf\r\nContent-Transfer-Encoding: base64 (x)", encoded(SCAN))
    ),
    "no encoding named": a_mail(("Content-Type: application/pdf; name=a.pdf", encoded(SCAN))),
    "another encoding named": a_mail(
        ("Content-Type: x/y; name=a.pdf\r\nContent-Transfer-Encoding: 7bit", encoded(SCAN))
    ),
}


@pytest.mark.parametrize("mail", ODD_MAILS.values(), ids=ODD_MAILS)
def test_an_attachment_is_taken_out_of_a_mail_however_it_is_written(
    tmp_path: Path, inbox: Path, mail: bytes
) -> None:
    (inbox / "1.eml").write_bytes(mail)

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [("1.eml › a.pdf", "CB02", ".pdf")]
    assert (intake_folder(tmp_path / "output") / collected.added[0].file).read_bytes().strip() == SCAN
    assert collected.problems == ()


def test_a_file_that_is_sent_as_text_without_a_name_is_a_file(tmp_path: Path, inbox: Path) -> None:
    lines = "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64"
    (inbox / "1.eml").write_bytes(a_mail((lines, encoded(SCAN))))

    assert taken(collect(PLAN, tmp_path / "output", [inbox])) == [("1.eml › khong-ten", "CB02", ".pdf")]


def test_what_the_sender_calls_himself_is_a_sign_of_the_unit(tmp_path: Path, inbox: Path) -> None:
    named = f"From: {FROM_LIBRARY}", f"From: Văn thư, {COURT.name} <office@mail.example>"
    mail = a_mail(("Content-Type: application/pdf; name=a.pdf", SCAN)).decode().replace(*named)
    (inbox / "1.eml").write_bytes(mail.encode())

    (report,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert (report.unit_code, report.found_by) == (COURT.code, "tên tệp")


def test_names_of_the_same_kind_and_two_files_of_one_name_are_both_kept(tmp_path: Path, inbox: Path) -> None:
    lines = 'Content-Disposition: attachment; filename="a.pdf"'
    (inbox / "a.eml").write_bytes(a_mail((lines, SCAN), (lines, SCAN + b"2")))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [("a.eml › a.pdf", "CB02", ".pdf")] * 2
    assert len({item.file for item in collected.added}) == 2
    assert len({item.bundle for item in collected.added} - {""}) == 1


def test_only_pictures_that_the_page_shows_are_decoration(tmp_path: Path, inbox: Path) -> None:
    page = b'<p>x</p><img src="cid:logo@1">'
    inline = "Content-Type: image/jpeg\r\nContent-Disposition: inline"
    (inbox / "a.eml").write_bytes(
        a_mail(
            ("Content-Type: text/html; charset=utf-8", page),
            (f"{inline}; filename=logo.jpg\r\nContent-ID: <logo@1>", PHOTO + b"1"),
            (f"{inline}; filename=IMG_1.jpg\r\nContent-ID: <ii_2>", PHOTO + b"2"),
            (inline, PHOTO + b"3"),
        )
    )

    assert taken(collect(PLAN, tmp_path / "output", [inbox])) == [
        ("a.eml › IMG_1.jpg", "CB02", ".jpg"),
        ("a.eml › khong-ten", "CB02", ".jpg"),
    ]


def test_what_a_mac_and_a_calendar_put_beside_is_left_out(tmp_path: Path, inbox: Path) -> None:
    attachment = "Content-Type: application/octet-stream; name="
    fork = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        "
    invitation = ("Content-Type: text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR")
    (inbox / "a.eml").write_bytes(
        a_mail((f'{attachment}"._a.pdf"', fork), (f'{attachment}"a.pdf"', SCAN), invitation)
    )
    (inbox / "b.eml").write_bytes(a_mail(invitation, body="Kính gửi anh"))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [("a.eml › a.pdf", "CB02", ".pdf")]
    (problem,) = collected.problems
    assert str(problem) == "b.eml: Thư không có tệp đính kèm: “Kính gửi anh”."


@pytest.mark.parametrize(
    ("name", "card", "told"),
    [
        ("a.ics", b"BEGIN:VCALENDAR\r\nSUMMARY:Giao ban\r\nEND:VCALENDAR", "Lời mời ghi lịch (.ics)"),
        ("a.vcf", b"BEGIN:VCARD\r\nFN:Anh\r\nNOTE:25\r\nEND:VCARD", "Danh thiếp (.vcf) có ghi chú"),
    ],
)
def test_a_card_that_somebody_wrote_words_into_is_told(
    tmp_path: Path, inbox: Path, name: str, card: bytes, told: str
) -> None:
    invitation = (f"Content-Type: text/calendar; name={name}", card)
    attachment = ('Content-Type: application/octet-stream; name="a.pdf"', SCAN)
    (inbox / "a.eml").write_bytes(a_mail(attachment, invitation))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [("a.eml › a.pdf", "CB02", ".pdf")]
    assert [str(problem) for problem in collected.problems] == [
        f"a.eml › {name}: {told}, không phải báo cáo; cần thì mở thư xem."
    ]


def uuencoded(name: str, content: bytes) -> str:
    """Return a file as old programs write it into a mail's text."""
    lines = [binascii.b2a_uu(content[at : at + 45]).decode() for at in range(0, len(content), 45)]
    return f"begin 644 {name}\n{''.join(lines)}`\nend\n"


def yencoded(name: str, content: bytes) -> bytes:
    """Return a file in yEnc, which escapes a few signs."""
    codes = bytes((code + 42) % 256 for code in content)
    escaped = b"".join(
        bytes([61, (code + 64) % 256]) if code in b"\0\n\r=" else bytes([code]) for code in codes
    )
    head = b"=ybegin line=128 size=%d name=%s\r\n" % (len(content), name.encode())
    return head + escaped + b"\r\n=yend size=9\r\n"


def test_files_written_into_the_text_are_taken_out(tmp_path: Path, inbox: Path) -> None:
    head = f"From: {FROM_LIBRARY}\nDate: {DATE}\nSubject: x\n"
    (inbox / "a.eml").write_bytes(f"{head}\nKính gửi\n{uuencoded('a.pdf', SCAN)}\n".encode())
    yenc = (
        f"{head}Content-Transfer-Encoding: 8bit\nContent-Type: text/plain; charset=latin-1\n\nchao\n".encode()
    )
    (inbox / "b.eml").write_bytes(yenc + yencoded("b.jpg", PHOTO))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [("a.eml › a.pdf", "CB02", ".pdf"), ("b.eml › b.jpg", "CB02", ".jpg")]
    kept = {path.read_bytes() for path in intake_folder(tmp_path / "output").iterdir()}
    assert kept == {SCAN, PHOTO}


def forwarding(inner: bytes, *, packed: bool = False) -> bytes:
    """Return a mail in which another lies whole, ``packed`` as base64, which no mail should be."""
    lines = "Content-Type: message/rfc822"
    if packed:
        return a_mail((f"{lines}\r\nContent-Transfer-Encoding: base64", binascii.b2a_base64(inner)))
    return a_mail((lines, inner), date="Thu, 21 Apr 2022 01:00:00 +0000", subject="Fwd: x")


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "base64"])
def test_a_forwarded_mail_tells_its_own_date(tmp_path: Path, inbox: Path, packed: bool) -> None:
    attached = ("Content-Type: application/pdf; name=a.pdf", SCAN)
    inner = a_mail(attached, date="Mon, 18 Apr 2022 01:00:00 +0000", boundary="inner")
    (inbox / "a.eml").write_bytes(forwarding(inner, packed=packed))

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert item.forwarded == datetime(2022, 4, 18, 8, tzinfo=VIETNAM)
    assert item.sent == (SENT if packed else datetime(2022, 4, 21, 8, tzinfo=VIETNAM))
    assert item.received == item.sent


FORWARDS = {
    "Gmail": "---------- Forwarded message ---------\nTừ: x <a@b.c>\nNgày: 08:00, Th 2, 18 thg 4, 2022\n",
    "Gmail, English": "--------- Forwarded message ----------\nFrom: a\nDate: Mon, Apr 18, 2022 at 8:00 AM\n",
    "Outlook": "From: Thư viện\nSent: Monday, April 18, 2022 8:00 AM\nTo: x\nSubject: y\n",
    "Outlook, Vietnamese": "Từ: Thư viện\nĐã gửi: Thứ Hai, 18 tháng 4, 2022 8:00 SA\nĐến: x\n",
    "header": "-----Original Message-----\nFrom: a@b.c\nDate: Mon, 18 Apr 2022 08:00:00 +0700\n",
}
UNCERTAIN = {
    "an answer": ("Re: x", "Vào 08:00, 18 thg 4, 2022 Clerk <a@b.c> đã viết:\n> Ngày: 18/4/2022 8:00\n"),
    "an answer with a head": ("Re: x", "From: a\nSent: Monday, April 18, 2022 8:00 AM\n"),
    "day or month": ("Fwd: x", "From: a\nSent: 4/5/2022 8:00 AM\n"),
    "no clock": ("Fwd: x", "From: a\nSent: 18/4/2022\n"),
    "no calendar": ("Fwd: x", "From: a\nSent: 31/2/2022 8:00\n"),
}


@pytest.mark.parametrize("text", FORWARDS.values(), ids=FORWARDS)
def test_the_date_in_a_forwarded_text_is_read(tmp_path: Path, inbox: Path, text: str) -> None:
    attached = ("Content-Type: application/pdf; name=a.pdf", SCAN)
    (inbox / "a.eml").write_bytes(a_mail(attached, subject="Fw: x", body=text))

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert (item.sent, item.forwarded) == (SENT, datetime(2022, 4, 18, 8, tzinfo=VIETNAM))


@pytest.mark.parametrize(("subject", "text"), UNCERTAIN.values(), ids=UNCERTAIN)
def test_a_date_that_is_not_certain_is_left(tmp_path: Path, inbox: Path, subject: str, text: str) -> None:
    attached = ("Content-Type: application/pdf; name=a.pdf", SCAN)
    (inbox / "a.eml").write_bytes(a_mail(attached, subject=subject, body=text))

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert item.forwarded is None


REPORT = "BÁO CÁO\nKết quả của Chi bộ Thư viện tỉnh: 25 lớp."
BODY_ALONE = "Chữ viết ngay trong thư, không phải tệp đính kèm; cần xem có phải báo cáo không."


def test_a_report_typed_into_the_mail_is_a_return(tmp_path: Path, inbox: Path) -> None:
    (inbox / "a.eml").write_bytes(a_mail(body=REPORT))
    (inbox / "b.eml").write_bytes(a_mail(body="Kính gửi anh chị. " * 40, subject="Báo cáo quý"))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [
        ("a.eml › nội dung thư", "CB02", ".txt"), ("b.eml › nội dung thư", "CB02", ".txt")
    ]  # fmt: skip
    assert [(item.readable, item.problems) for item in collected.added] == [(True, (BODY_ALONE,))] * 2


def test_a_covering_note_is_no_report(tmp_path: Path, inbox: Path) -> None:
    quoted = "\n> ".join(REPORT.split("\n"))
    answer = f"Vâng.\n\nVào 08:00, 18 thg 4, 2022 Clerk <a@b.c> đã viết:\n> {quoted}"
    (inbox / "a.eml").write_bytes(a_mail(body=answer, subject="Re: x"))
    long = "Kính gửi anh chị báo cáo. " * 40
    (inbox / "b.eml").write_bytes(a_mail(("Content-Type: text/csv; name=b.csv", b"a;b\n1;2\n"), body=long))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [
        ("a.eml › lời trong thư", "CB02", ".txt"), ("b.eml › b.csv", "CB02", ".csv")
    ]  # fmt: skip
    assert [str(problem) for problem in collected.problems] == ["a.eml: Thư không có tệp đính kèm: “Vâng.”."]


def test_every_mail_of_a_mailbox_is_opened(tmp_path: Path, inbox: Path) -> None:
    attached = "Content-Type: application/pdf; name=a.pdf"
    mails = [
        a_mail((attached, SCAN), body="x\n>From here on"),
        a_mail(body="Kính gửi"),
        "From: a@b.c\nSubject: x\n\nXin cảm ơn".encode(),
        a_mail((attached, SCAN + b"4"), date="Thu, 99 Foo 2022"),
    ]
    line = b"From x@y Tue Apr 19 08:00:00 2022\n"
    lines = (line + mail.replace(b"\r\n", b"\n") + b"\n" for mail in mails)
    (inbox / "Hộp thư.mbox").write_bytes(b"".join(lines))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [
        ("Hộp thư.mbox › thư 1 › a.pdf", "CB02", ".pdf"),
        ("Hộp thư.mbox › thư 4 › a.pdf", "CB02", ".pdf"),
    ]
    assert [item.sent for item in collected.added] == [SENT, None]
    assert len({item.bundle for item in collected.added}) == 2
    assert [str(problem) for problem in collected.problems] == [
        "Hộp thư.mbox: 2 thư trong này không có tệp đính kèm: “Kính gửi”; “Xin cảm ơn”."
    ]


TWO = b"".join(
    b"From x@y Tue Apr 19 08:00:00 2022\n"
    + a_mail(("Content-Type: x/y; name=a.pdf", scan)).replace(b"\r\n", b"\n")
    for scan in (SCAN, SCAN + b"2")
)
ODD_MAILBOXES = {
    "plain": TWO,
    "a mark before it": b"\xef\xbb\xbf" + TWO,
    "a mark and blank lines before it": b"\xef\xbb\xbf\n \n" + TWO,
    "UTF-16": TWO.decode().encode("utf-16"),
    "UTF-16, the other way round": b"\xfe\xff" + TWO.decode().encode("utf-16-be"),
    "line ends of old Macs": TWO.replace(b"\n", b"\r"),
    "line ends of Windows": TWO.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("packed", [False, True], ids=["a file", "packed"])
@pytest.mark.parametrize("mailbox", ODD_MAILBOXES.values(), ids=ODD_MAILBOXES)
def test_no_mail_of_a_mailbox_is_lost_however_it_is_written(
    tmp_path: Path, inbox: Path, mailbox: bytes, packed: bool
) -> None:
    (inbox / ("a.zip" if packed else "a.mbox")).write_bytes(
        zipped({"a.mbox": mailbox}) if packed else mailbox
    )

    collected = collect(PLAN, tmp_path / "output", [inbox])

    place = "a.zip › a.mbox" if packed else "a.mbox"
    assert taken(collected) == [(f"{place} › thư {number} › a.pdf", "CB02", ".pdf") for number in (1, 2)]
    assert collected.problems == ()


def test_an_outlook_mail_is_opened_with_the_mail_in_it(tmp_path: Path, inbox: Path) -> None:
    inner = msg_storage("Bên trong", ("c.pdf", SCAN + b"c"), sent=datetime(2022, 4, 18, 1, tzinfo=UTC))
    big = SCAN + bytes(range(256)) * 90
    archive = zipped({"b.pdf": SCAN})
    mail = a_msg("BC", ("báo cáo.pdf", big), ("b.zip", archive), ("c", inner), sender=FROM_LIBRARY)
    (inbox / "a.msg").write_bytes(mail)

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert [(item.original, item.unit_code, item.sent, item.forwarded) for item in collected.added] == [
        ("a.msg › báo cáo.pdf", "CB02", SENT, None),
        ("a.msg › b.zip › b.pdf", "CB02", SENT, None),
        ("a.msg › c.pdf", None, SENT, datetime(2022, 4, 18, 8, tzinfo=VIETNAM)),
    ]


def test_an_outlook_mail_that_holds_a_word_file_is_still_a_mail(tmp_path: Path, inbox: Path) -> None:
    word = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(600)
    (inbox / "a.doc").write_bytes(a_msg("BC", ("a.doc", word), sender=FROM_LIBRARY))

    assert taken(collect(PLAN, tmp_path / "output", [inbox])) == [("a.doc › a.doc", "CB02", ".doc")]


def test_a_winmail_dat_is_opened(tmp_path: Path, inbox: Path) -> None:
    packed = a_tnef(("báo cáo.pdf", SCAN), ("ảnh.jpg", PHOTO))
    (inbox / "a.eml").write_bytes(a_mail(("Content-Type: application/ms-tnef; name=winmail.dat", packed)))
    (inbox / "b.dat").write_bytes(packed[:40])

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [
        ("a.eml › winmail.dat › báo cáo.pdf", "CB02", ".pdf"),
        ("a.eml › winmail.dat › ảnh.jpg", "CB02", ".jpg"),
        ("b.dat", None, ".tnef"),
    ]


RTF = rb"""{\rtf1\ansi\ansicpg1258\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}
{\*\htmltag64 <p>}B\u193?O C\u193?O\htmlrtf \par\htmlrtf0 {\*\htmltag72 </p>}
25\htmlrtf \line\htmlrtf0 {\*\htmltag116 <br>}30 l\u7899?p \u-10179?\u-8704?}"""


def test_words_that_outlook_keeps_as_packed_rtf_alone_are_read(tmp_path: Path, inbox: Path) -> None:
    (inbox / "a.msg").write_bytes(a_msg("BC", sender=FROM_LIBRARY, body="", rtf=compress(RTF)))
    packed = a_tnef(("b.pdf", SCAN), rtf=compress(RTF.replace(b"25", b"26")))
    (inbox / "b.eml").write_bytes(a_mail(("Content-Type: application/ms-tnef; name=winmail.dat", packed)))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [
        ("a.msg › nội dung thư", "CB02", ".txt"),
        ("b.eml › winmail.dat › b.pdf", "CB02", ".pdf"),
        ("b.eml › winmail.dat › nội dung thư", "CB02", ".txt"),
    ]
    words = (intake_folder(tmp_path / "output") / collected.added[0].file).read_text("utf-8")
    assert words == "BÁO CÁO\n25\n30 lớp 😀"


def test_packed_words_that_are_damaged_stop_nothing_else(tmp_path: Path, inbox: Path) -> None:
    damaged = compress(RTF)[:-9] + b"damaged.."
    (inbox / "a.msg").write_bytes(a_msg("BC", ("a.pdf", SCAN), sender=FROM_LIBRARY, body="", rtf=damaged))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [("a.msg › a.pdf", "CB02", ".pdf"), ("a.msg", "CB02", ".msg")]
    assert collected.added[1].problems == (
        "Không lấy ra được phần chữ gõ trong thư: phần này bị hỏng. Hãy mở thư bằng Outlook để xem.",
    )


def test_packed_words_that_claim_an_impossible_size_cost_no_attachment(tmp_path: Path, inbox: Path) -> None:
    damaged = b"\x40\0\0\0\xff\xff\xff\x7fLZFu\0\0\0\0not a letter at all"
    (inbox / "a.msg").write_bytes(a_msg("BC", ("a.pdf", SCAN), sender=FROM_LIBRARY, body="", rtf=damaged))
    (inbox / "b.dat").write_bytes(a_tnef(("b.pdf", PHOTO), rtf=damaged))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    told = "Không lấy ra được phần chữ gõ trong thư: phần này bị hỏng. Hãy mở thư bằng Outlook để xem."
    assert taken(collected) == [
        ("a.msg › a.pdf", "CB02", ".pdf"),
        ("a.msg", "CB02", ".msg"),
        ("b.dat › b.pdf", None, ".jpg"),
        ("b.dat", None, ".tnef"),
    ]
    assert [item.problems[0] for item in (collected.added[1], collected.added[3])] == [told, told]


LOOKS = """Có <s>25</s>30 cuộc<sup>1</sup>, <b style="color: red; text-decoration: line-through">41</b>52
lượt, 7<b style="display:none">8</b>9 đơn, <del><s>2</s>3</del>4 lớp, 1<b style="font-size:1px">6</b>0 tổ,
H<sub>2</sub>O, <strike> </strike>100"""
SAID_LOOKS = (
    "Có (gạch bỏ: 25) 30 cuộc (viết cao: 1) , (gạch bỏ: 41) 52 lượt, 7 (ẩn: 8) 9 đơn, (gạch bỏ: 23) 4 lớp, "
    "1 (trắng hoặc quá nhỏ, không nhìn thấy: 6) 0 tổ, H (viết thấp: 2) O, 100"
)


def words_kept_in(output: Path) -> str:
    """Return the last line of the only file that keeps the words of a mail."""
    (note,) = intake_folder(output).glob("*-loi-trong-thu-*.txt")
    return note.read_text("utf-8").splitlines()[-1]


def test_digits_of_a_mail_that_do_not_look_plain_are_not_joined(tmp_path: Path, inbox: Path) -> None:
    page = ("Content-Type: text/html; charset=utf-8", f"<p>{LOOKS}</p>".encode())
    scan = ('Content-Disposition: attachment; filename="a.pdf"', SCAN)
    (inbox / "a.eml").write_bytes(a_mail(page, scan))

    collect(PLAN, tmp_path / "output", [inbox])

    assert words_kept_in(tmp_path / "output") == SAID_LOOKS


RTF_LOOKS = rb"""{\rtf1\ansi\ansicpg1258{\fonttbl{\f0\strike Arial;}}C\u243? {\strike 2}{\b\strike 5}30
cu\u7897?c{\super 1}, \strike 41\strike0 52 l\u432?\u7907?t, 7{\v 8}9 \u273?\u417?n,
{\strike{\*\htmltag84 <s>}23}4 l\u7899?p, 1\deleted 6\plain 0 t\u7893?, H{\sub 2}O,
{\strike  }1\up6 2\up0 3 {\strike 4"""


def test_digits_of_packed_words_that_do_not_look_plain_are_not_joined(tmp_path: Path, inbox: Path) -> None:
    packed = compress(RTF_LOOKS.replace(b"\n", b" "))
    (inbox / "a.msg").write_bytes(a_msg("BC", ("a.pdf", SCAN), sender=FROM_LIBRARY, body="", rtf=packed))

    collect(PLAN, tmp_path / "output", [inbox])

    assert " ".join(words_kept_in(tmp_path / "output").split()) == (
        "Có (gạch bỏ: 25) 30 cuộc (viết cao: 1) , (gạch bỏ: 41) 52 lượt, 7 (ẩn: 8) 9 đơn, (gạch bỏ: 23) 4 "
        "lớp, 1 (đã xóa (Track Changes): 6) 0 tổ, H (viết thấp: 2) O, 1 (viết cao: 2) 3 (gạch bỏ: 4)"
    )


def signed(content: bytes | None) -> bytes:
    """Return a message with a place for signatures around ``content``; None: a signature alone."""
    inner: Mapping[str, object] = {"content_type": "data"} | ({"content": content} if content else {})
    data = {"version": "v1", "digest_algorithms": [], "encap_content_info": inner, "signer_infos": []}
    packed: bytes = cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()
    return packed


def test_a_signed_mail_is_opened_and_its_signature_left_out(tmp_path: Path, inbox: Path) -> None:
    attached = ("Content-Type: application/pdf; name=a.pdf", SCAN)
    lines = "Content-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64"
    (inbox / "a.eml").write_bytes(a_mail((lines, binascii.b2a_base64(signed(a_mail(attached))))))
    beside = ("Content-Type: application/pkcs7-signature; name=smime.p7s", signed(None))
    (inbox / "b.eml").write_bytes(a_mail(("Content-Type: application/pdf; name=b.pdf", SCAN + b"b"), beside))
    envelope = cms.ContentInfo({"content_type": "enveloped_data"}).dump()
    (inbox / "cb02.p7m").write_bytes(envelope)

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [
        ("a.eml › smime.p7m › smime › a.pdf", "CB02", ".pdf"),
        ("b.eml › b.pdf", "CB02", ".pdf"),
        ("cb02.p7m", "CB02", ".p7m"),
    ]
    advice = "Đề nghị nơi gửi gửi lại, không mã hóa."
    assert collected.added[2].problems == (f"Thư bị mã hóa, không mở được. {advice}",)


BROKEN: dict[str, tuple[bytes, str]] = {
    "a part of a mail": (
        a_mail(("Content-Type: message/partial; number=1; total=3; id=x", b"x")),
        "Thư bị chia thành nhiều phần, không ghép được. Đề nghị nơi gửi gửi lại.",
    ),
    "an attachment elsewhere": (
        a_mail(("Content-Type: message/external-body; access-type=URL; name=a.pdf", b"x")),
        (
            "Không lấy ra được a.pdf: tệp đính kèm nằm ở nơi khác (liên kết), không lấy về. "
            "Đề nghị nơi gửi gửi lại."
        ),
    ),
    "too many parts": (
        a_mail(*[("Content-Type: text/plain; name=a.txt", b"x")] * 2100),
        "Thư có quá nhiều phần hoặc phần đầu quá dài, không đọc. Đề nghị nơi gửi gửi lại.",
    ),
    "too long a head": (
        a_mail(headers="X: " + "x" * 1_200_000 + "\r\n"),
        "Thư có quá nhiều phần hoặc phần đầu quá dài, không đọc. Đề nghị nơi gửi gửi lại.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("mail", "line"), BROKEN.values(), ids=BROKEN)
def test_a_mail_that_cannot_be_read_is_kept(tmp_path: Path, inbox: Path, mail: bytes, line: str) -> None:
    (inbox / "Chi bộ Thư viện tỉnh.eml").write_bytes(mail)

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert (item.unit_code, item.problems, Path(item.file).suffix) == ("CB02", (line,), ".eml")


@pytest.mark.parametrize(
    "date",
    [
        "Tue, 19 Apr 2022 22:30:00 +9999",
        "Fri, 31 Dec 9999 23:59:59 -1200",
        "x",
        "Tue, 99 Apr 0000 99:99:99 +0000",
    ],
)
def test_an_odd_date_stops_nothing(tmp_path: Path, inbox: Path, date: str) -> None:
    (inbox / "a.eml").write_bytes(a_mail(("Content-Type: application/pdf; name=a.pdf", SCAN), date=date))

    assert taken(collect(PLAN, tmp_path / "output", [inbox])) == [("a.eml › a.pdf", "CB02", ".pdf")]


def test_a_header_with_endless_parameters_is_read_in_time(tmp_path: Path, inbox: Path) -> None:
    many = "".join(f"; a{number}=x" for number in range(60_000))
    lines = f"Content-Type: application/pdf; name=a.pdf{many}"
    (inbox / "a.eml").write_bytes(a_mail((lines, SCAN)))

    assert taken(collect(PLAN, tmp_path / "output", [inbox])) == [("a.eml › a.pdf", "CB02", ".pdf")]


def test_what_python_itself_writes_is_read(tmp_path: Path, inbox: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Date"], mail["Subject"] = f"Thư viện <{FROM_LIBRARY}>", DATE, "Báo cáo sơ kết " * 20
    mail.set_content("Kính gửi")
    mail.add_alternative("<p>Kính gửi</p>", subtype="html")
    long = "Báo cáo của đơn vị " * 6
    mail.add_attachment(SCAN, maintype="application", subtype="pdf", filename=f"{long}.pdf")
    (inbox / "a.eml").write_bytes(mail.as_bytes())

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert (item.unit_code, item.sent) == ("CB02", SENT)
    assert item.original == "a.eml › " + f"{long}.pdf"


def test_a_locked_archive_in_a_mail_counts_as_sent_by_its_sender(tmp_path: Path, inbox: Path) -> None:
    locked = bytearray(zipped({"1.pdf": SCAN}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + offset] |= 1
    (inbox / "a.eml").write_bytes(a_mail(("Content-Type: application/zip; name=b.zip", bytes(locked))))

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert (item.original, item.unit_code, item.found_by) == ("a.eml › b.zip", "CB02", "người gửi")
    assert (item.sent, item.readable) == (SENT, False)


def test_a_bomb_in_a_mailbox_costs_its_own_mail_only(tmp_path: Path, inbox: Path) -> None:
    bomb = zipped({f"{number}.bin": bytes(190_000_000) for number in range(3)})
    lines = "Content-Type: application/zip; name=b.zip\r\nContent-Transfer-Encoding: base64"
    mails = [
        a_mail((lines, binascii.b2a_base64(bomb, newline=False))),
        a_mail(("Content-Type: application/pdf; name=a.pdf", SCAN)),
    ]
    line = b"From x@y Tue Apr 19 08:00:00 2022\n"
    (inbox / "a.mbox").write_bytes(b"".join(line + mail + b"\n" for mail in mails))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert taken(collected) == [
        ("a.mbox › thư 1 › b.zip", "CB02", ".zip"), ("a.mbox › thư 2 › a.pdf", "CB02", ".pdf")
    ]  # fmt: skip
    assert collected.added[0].problems == ("Tệp nén bung ra quá lớn, không mở. Hãy giải nén rồi thu lại.",)


@pytest.mark.slow
def test_a_report_in_a_page_of_a_mail_is_read_and_nothing_is_fetched(tmp_path: Path, inbox: Path) -> None:
    require("soffice")
    with a_web_server() as (address, asked):
        page = (
            f'<html><head><link rel=stylesheet href="{address}/a.css">'
            f'<style>@import "{address}/b.css";</style></head><body background="{address}/c.png">'
            f'<p>BÁO CÁO</p><p style="background:url({address}/d.png)">'
            f'Chi bộ Thư viện tỉnh: 25 lớp</p><img src="{address}/e.png"><iframe src="{address}/f"></iframe>'
            f'<object data="{address}/g"></object></body></html>'
        )
        (inbox / "a.eml").write_bytes(a_mail(("Content-Type: text/html; charset=utf-8", page.encode())))
        (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert (item.unit_code, Path(item.file).suffix, item.problems) == ("CB02", ".html", (BODY_ALONE,))
    paragraphs = docx.Document(str(tmp_path / "output" / item.reading)).paragraphs
    assert [paragraph.text for paragraph in paragraphs if paragraph.text.strip()] == [
        "Kính gửi", "BÁO CÁO", "Chi bộ Thư viện tỉnh: 25 lớp",
    ]  # fmt: skip
    assert asked == []


@pytest.mark.slow
def test_a_page_of_a_mail_may_hold_the_marks_that_libreoffice_leaves_for_fields(
    tmp_path: Path, inbox: Path
) -> None:
    require("soffice")
    page = "<p>BÁO CÁO</p>\x04<p>Chi bộ Thư viện tỉnh: 25\x05 lớp</p>\x01"
    (inbox / "a.eml").write_bytes(a_mail(("Content-Type: text/html; charset=utf-8", page.encode())))

    (item,) = collect(PLAN, tmp_path / "output", [inbox]).added

    assert (item.unit_code, Path(item.file).suffix, item.problems) == ("CB02", ".html", (BODY_ALONE,))
