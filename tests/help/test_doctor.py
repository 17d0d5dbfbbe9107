"""What `doctor` says: whole and bounded whatever a machine does to its probes, with nothing private in it."""

from __future__ import annotations

import getpass
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from sokhet_docs.help import Finding, Machine, State, examine, report_text
from sokhet_docs.help.examination import run_probes
from tests.support.commands import run

TITLES = [
    "Chương trình",
    "Word, Excel, LibreOffice",
    "Phông chữ",
    "Máy in",
    "Thư mục và ổ đĩa",
    "Cửa sổ lệnh",
    "Nơi lưu",
]


def test_a_report_is_this_text() -> None:
    home = PurePosixPath("/home/van-a")
    machine = Machine(
        (
            ("Chương trình", (Finding("sokhet-docs", "0.1.0"),)),
            ("Máy in", (Finding("Máy in", "không thấy", State.MISSING, "nối máy in."),)),
            ("Nơi lưu", (Finding("Nhật ký", "/home/van-a/x/loi.log", State.BAD, "xem /home/van-an/y."),)),
            ("Mạng", (Finding("Thư mục", r"D:\Users\Van-A\b"),)),
        )
    )

    assert report_text(machine, [home], "van-a") == [
        "Chương trình",
        "  [ok] sokhet-docs: 0.1.0",
        "",
        "Máy in",
        "  [!]  Máy in: không thấy",
        "       → nối máy in.",
        "",
        "Nơi lưu",
        "  [X]  Nhật ký: ~/x/loi.log",
        "       → xem /home/van-an/y.",
        "",
        "Mạng",
        r"  [ok] Thư mục: D:\Users\~\b",
    ]


def test_a_probe_that_fails_or_hangs_costs_the_others_nothing() -> None:
    never = threading.Event()

    def hangs() -> Iterator[Finding]:
        yield Finding("Ổ đĩa", "còn 9,0 GB")
        never.wait(30)

    def fails() -> Iterator[Finding]:
        yield Finding("Ổ đĩa", "còn 9,0 GB")
        raise OSError(53, "mạng")

    begun = time.monotonic()
    groups = run_probes({"a": hangs, "b": fails, "c": lambda: [Finding("Máy in", "HP")]}, 0.3)
    never.set()

    assert time.monotonic() - begun < 10
    assert groups == [
        (
            "a",
            [
                Finding("Ổ đĩa", "còn 9,0 GB"),
                Finding("Chưa xem hết", "máy trả lời quá lâu", State.MISSING, "thử lại khi máy rảnh."),
            ],
        ),
        ("b", [Finding("Ổ đĩa", "còn 9,0 GB"), Finding("Không xem được", "OSError", State.MISSING)]),
        ("c", [Finding("Máy in", "HP")]),
    ]


def test_this_machine_is_examined_whole(tmp_path: Path) -> None:
    machine = examine(tmp_path, tmp_path / "thiet-lap")

    assert [title for title, _ in machine.groups] == TITLES
    assert [title for title, findings in machine.groups if not findings] == []
    said = {finding.what: finding for finding in machine.findings}
    assert (said["Đọc thư mục"].value, said["Ghi thư mục"].value) == ("được", "được")
    assert said["Nhật ký sự cố"].value == f"{tmp_path / 'thiet-lap' / 'loi.log'} (chưa có sự cố nào)"
    assert [one for one in machine.findings if one.state is not State.GOOD and not one.meaning] == []


@pytest.mark.skipif(os.name == "nt", reason="a PATH without programs: fontconfig, CUPS, LibreOffice")
def test_a_bare_machine_says_what_each_missing_thing_means(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, 100_000_000))

    lines = report_text(examine(tmp_path / "không có", tmp_path), [])

    start, end = lines.index("Word, Excel, LibreOffice"), lines.index("Cửa sổ lệnh")
    assert [line for line in lines[start:end] if "Thư mục đang đứng" not in line] == [
        "Word, Excel, LibreOffice",
        "  [X]  Word: không thấy",
        "       → chưa có chương trình mở tệp này: cần cài Word và Excel, hoặc LibreOffice.",
        "  [X]  Excel: không thấy",
        "       → chưa có chương trình mở tệp này: cần cài Word và Excel, hoặc LibreOffice.",
        "  [!]  LibreOffice: không thấy",
        (
            "       → không tạo được PDF; báo cáo gửi về dạng .doc, .odt, .rtf được giữ và kể tên, "
            "không đọc được."
        ),
        "",
        "Phông chữ",
        "  [!]  Phông chữ: không thấy Times New Roman",
        "       → trang in trên máy này có thể ngắt khác trên máy nơi nhận; nên cài phông ấy.",
        "",
        "Máy in",
        "  [!]  Máy in: không thấy",
        "       → vẫn tạo được văn bản và tệp in PDF; in thì nối máy in hoặc mang PDF sang máy khác.",
        "",
        "Thư mục và ổ đĩa",
        "  [X]  Đọc thư mục: không được",
        "       → không đọc được tệp Excel và mẫu ở đây.",
        "  [X]  Ghi thư mục: không được",
        "       → không tạo được văn bản ở đây; làm việc trong thư mục của mình, chẳng hạn Documents.",
        "  [X]  Ổ đĩa: còn 0,1 GB",
        "       → sắp đầy; xóa bớt hoặc làm việc ở ổ khác.",
        "",
    ]


def test_the_text_for_who_helps_says_no_name_and_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "Đảng bộ Tòa án"
    work.mkdir()
    monkeypatch.chdir(work)

    result = run("doctor", "-o", "may.txt")

    written = (work / "may.txt").read_bytes().decode("utf-8-sig")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "Chương trình"
    assert result.stdout.endswith("Đã ghi vào may.txt; gửi tệp này cho người giúp mình.\n")
    assert [line for line in written.splitlines() if "Tòa án" in line or str(Path.home()) in line] == []
    if len(getpass.getuser()) > 1:
        assert [line for line in written.splitlines() if f"/{getpass.getuser()}/" in line] == []
    assert all(title in written.splitlines() for title in TITLES)
