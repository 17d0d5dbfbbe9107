"""Names and places of what comes in: safe to print, to note and to keep, whatever the sender chose."""

from __future__ import annotations

import json
import os
import re
import socket
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sokhet_docs.office.file_kinds import LINKED_SUFFIXES
from sokhet_docs.returns import Collected, CollectOptions, collect, intake_folder, read_intake
from sokhet_docs.returns.received import IntakeLedger
from tests.returns.test_collect_kinds import seven_zipped, tarred
from tests.returns.test_collect_mail import a_mail
from tests.support.archives import zipped
from tests.support.outlook import a_msg, a_tnef
from tests.support.plans import COURT, LIBRARY, a_plan
from tests.support.word_forms import fill_in, write_form

PLAN = a_plan(COURT, LIBRARY)
SCAN = b"%PDF-1 scan"
PROGRAM = b"MZ\x90\0" + bytes(90)
KEPT_NAME = re.compile(r"(db01|cb02|chua-ro)-[a-z0-9-]{1,60}-[0-9a-f]{12}\.[a-z0-9]{2,5}")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty folder for what comes in."""
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def taken(collected: Collected) -> list[tuple[str, str]]:
    """Return what was taken in: the name it came under, and its name on disk without the hash."""
    return [(item.original, re.sub(r"-[0-9a-f]{12}", "", item.file)) for item in collected.added]


NAMES = {
    "báo cáo.pdf.bat": "chua-ro-bao-cao-pdf.pdf",
    "CON": "chua-ro-con.pdf",
    "nul.pdf": "chua-ro-nul.pdf",
    "a.exe": "chua-ro-a.pdf",
    "dấu chấm. .": "chua-ro-dau-cham.pdf",
    "!!!": "chua-ro-tep.pdf",
    "x" * 200: f"chua-ro-{'x' * 60}.pdf",
    "a\u202efdp.exe": "chua-ro-afdp.pdf",
    ".pdf": "chua-ro-pdf.pdf",
}
DEVICES = ("CON", "nul.pdf")  # for Windows, in whatever folder


@pytest.mark.parametrize(("name", "kept"), NAMES.items())
def test_the_name_on_disk_comes_from_what_a_file_is(
    tmp_path: Path, inbox: Path, name: str, kept: str
) -> None:
    if os.name == "nt" and name in DEVICES:
        pytest.skip("Windows keeps no file under the name of a device")
    (inbox / name).write_bytes(SCAN)

    ((_, file),) = taken(collect(PLAN, tmp_path / "output", [inbox]))

    assert file == kept


def test_a_program_that_is_called_a_pdf_is_neither_kept_nor_linked_as_one(
    tmp_path: Path, inbox: Path
) -> None:
    (inbox / "cb02.pdf").write_bytes(PROGRAM)
    (inbox / "cb02.docx").write_bytes(b"\xca\xfe\xba\xbe" + bytes(99))

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert {Path(item.file).suffix for item in collected.added} == {".bin"}
    assert ".bin" not in LINKED_SUFFIXES


def test_two_names_that_differ_in_case_only_are_two_files(tmp_path: Path, inbox: Path) -> None:
    (inbox / "a.zip").write_bytes(
        zipped({"CB02.PDF": SCAN, "cb02.pdf": SCAN + b"2", "x/cb02.pdf": SCAN + b"3"})
    )

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert len({item.file.casefold() for item in collected.added}) == 3


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX alone")
def test_names_that_are_no_text_are_printed_noted_and_kept(tmp_path: Path, inbox: Path) -> None:
    (inbox / os.fsdecode(b"cb02 \xff\xfe.pdf")).write_bytes(SCAN)
    folder = inbox / os.fsdecode(b"th\xfd m\xf9c")
    folder.mkdir()
    (folder / os.fsdecode(b"b\xe1o \xff.mp3")).write_bytes(bytes(range(200)))
    (folder / os.fsdecode(b"r\xffng")).write_bytes(b"")
    with zipfile.ZipFile(inbox / "z.zip", "w") as archive:
        archive.writestr("cb02 \udcff.pdf".encode("utf-8", "surrogatepass").decode("latin-1"), SCAN + b"z")

    collected = collect(PLAN, tmp_path / "output", [inbox])

    texts = [item.original for item in collected.added] + [str(problem) for problem in collected.problems]
    assert all(text.encode("utf-8") for text in texts)
    assert [item.unit_code for item in collected.added if item.unit_code] == ["CB02", "CB02"]
    assert len(collected.added) == 3
    assert any("Tệp rỗng." in text for text in texts)
    assert read_intake(tmp_path / "output").returns == collected.intake.returns
    assert all(KEPT_NAME.fullmatch(path.name) for path in intake_folder(tmp_path / "output").iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes, sockets and devices of POSIX")
def test_what_is_no_ordinary_file_is_refused_in_one_line(tmp_path: Path, inbox: Path) -> None:
    os.mkfifo(inbox / "a ống.pdf")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(str(inbox / "b ổ cắm"))
    (inbox / "c vòng.pdf").symlink_to(inbox / "c vòng.pdf")
    (inbox / "d lối tắt.pdf").symlink_to("/etc/hostname")
    (inbox / "e vòng").symlink_to(inbox)
    (inbox / ".f ẩn").mkdir()
    (inbox / "cb02.pdf").write_bytes(SCAN)

    collected = collect(PLAN, tmp_path / "output", [inbox, inbox / "a ống.pdf", Path("/dev/zero")])

    not_ordinary = "Đây không phải là một tệp thường (ống dẫn, thiết bị…), không đọc."
    shortcut = "Lối tắt tới tệp khác, không nhận. Hãy chép chính tệp ấy vào thư mục rồi thu lại."
    inside = "không xem bên trong. Nếu có báo cáo ở đó, hãy chép ra ngoài."
    assert taken(collected) == [("cb02.pdf", "cb02-cb02.pdf")]
    assert sorted(str(problem) for problem in collected.problems) == sorted(
        [
            f"{inbox / 'a ống.pdf'}: {not_ordinary}",
            f"{inbox / 'b ổ cắm'}: {not_ordinary}",
            f"{inbox / 'c vòng.pdf'}: {shortcut}",
            f"{inbox / 'd lối tắt.pdf'}: {shortcut}",
            f"{inbox / 'e vòng'}: Lối tắt tới thư mục khác, {inside}",
            f"{inbox / '.f ẩn'}: Thư mục ẩn, {inside}",
            f"/dev/zero: {not_ordinary}",
        ]
    )


@pytest.mark.skipif(sys.platform != "linux", reason="no file here grows while it is read")
def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path) -> None:
    collected = collect(PLAN, tmp_path / "output", [Path("/proc/self/status")])

    assert [str(problem) for problem in collected.problems] == [
        "/proc/self/status: Tệp đang được ghi nên chưa nhận. Hãy đợi chép xong rồi thu lại."
    ]


def test_a_report_named_like_an_owner_file_or_hidden_is_taken_in(tmp_path: Path, inbox: Path) -> None:
    form = write_form(tmp_path / "form.docx", PLAN, COURT)
    report = fill_in(form, tmp_path / "r.docx", {"muc_1_1": "Đã viết."}).read_bytes()
    (inbox / "~$o cao.docx").write_bytes(report)
    (inbox / "~$a.docx").write_bytes(bytes(162))
    (inbox / ".docx").write_bytes(report + b" ")
    (inbox / "._a.docx").write_bytes(b"\x00\x05\x16\x07" + bytes(90))
    (inbox / "Thumbs.db").write_bytes(b"x")

    collected = collect(PLAN, tmp_path / "output", [inbox])

    assert [(item.original, item.unit_code) for item in collected.added] == [
        (".docx", "DB01"), ("~$o cao.docx", "DB01"),
    ]  # fmt: skip
    assert collected.problems == ()


def test_a_file_time_that_no_calendar_has_stops_nothing(tmp_path: Path, inbox: Path) -> None:
    for name, stamp in (("cb02 1.pdf", -5_000_000), ("cb02 2.pdf", 250_000_000_000)):
        (inbox / name).write_bytes(SCAN + name.encode())
        os.utime(inbox / name, (0, stamp))

    assert len(collect(PLAN, tmp_path / "output", [inbox]).added) == 2


class StopError(Exception):
    """What ends a run in its middle."""


def test_a_run_that_ends_in_its_middle_notes_what_it_took_in_and_the_next_goes_on(
    tmp_path: Path, inbox: Path
) -> None:
    for number in range(5):
        (inbox / f"cb02 {number}.pdf").write_bytes(SCAN + b"%d" % number)

    def stop(done: int, total: int) -> None:
        if done == 3:
            raise StopError

    with pytest.raises(StopError):
        collect(PLAN, tmp_path / "output", [inbox], progress=stop)

    assert len(read_intake(tmp_path / "output").returns) == 3
    assert len(json.loads(IntakeLedger.path(tmp_path / "output").read_bytes())["returns"]) == 3
    again = collect(PLAN, tmp_path / "output", [inbox], CollectOptions())
    assert (len(again.added), len(again.again), len(again.intake.returns)) == (2, 3, 5)


FILES = {
    "zip": zipped({"cb02.pdf": SCAN, "b/cb02.jpg": b"\xff\xd8\xff1"}),
    "7z": seven_zipped("cb02.pdf", SCAN),
    "tar": tarred("cb02.pdf", SCAN),
    "mail": a_mail(("Content-Type: application/pdf; name=a.pdf", SCAN)),
    "mailbox": b"From x@y Tue Apr 19 08:00:00 2022\n"
    + a_mail(("Content-Type: image/png", b"\x89PNG\r\n\x1a\n")),
    "msg": a_msg("BC", ("cb02.pdf", SCAN)),
    "winmail": a_tnef(("cb02.pdf", SCAN)),
}


@pytest.mark.parametrize("whole", FILES.values(), ids=FILES)
@given(data=st.data())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_happens_to_a_file_it_is_taken_in_or_named(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, data: st.DataObject
) -> None:
    changes = st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=6)
    blob = bytearray(whole)
    for at, value in data.draw(changes):
        blob[at] = value
    cut = data.draw(st.one_of(st.just(len(blob)), st.integers(1, len(blob))))
    folder = tmp_path_factory.mktemp("in")
    (folder / "cb02").write_bytes(blob[:cut])
    (folder / "zz cb02.pdf").write_bytes(SCAN + b" honest")

    collected = collect(PLAN, tmp_path_factory.mktemp("out"), [folder])

    assert collected.added[-1].original == "zz cb02.pdf"
    named = [item.original for item in collected.added[:-1]]
    named += [problem.place.file for problem in collected.problems]
    assert any(name.startswith("cb02") for name in named)
