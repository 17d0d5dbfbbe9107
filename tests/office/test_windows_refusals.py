"""What Windows refuses is said in words that help; elsewhere its error codes are given by hand."""

from __future__ import annotations

import errno
import os
from datetime import datetime
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest

from sokhet_docs.office import files
from sokhet_docs.office.files import is_link, problem_of, time_of_file
from sokhet_docs.outbox import windows_fault
from sokhet_docs.outbox.writer import Fate, Outbox
from sokhet_docs.problems import Problem, TemplateError, WorkbookError
from sokhet_docs.returns.expected import Expected
from sokhet_docs.returns.incoming import iter_incoming
from sokhet_docs.template import Template
from sokhet_docs.text.vietnamese import VIETNAM
from sokhet_docs.workbook import read_plan
from tests.support.outbox_builder import COURT, RUN, docx_of, put_all, standing

windows_only = pytest.mark.skipif(os.name != "nt", reason="only Windows has this")
OLD, NEW = docx_of("Trước ngày 20/4/2022"), docx_of("Trước ngày 22/4/2022")


def refused(code: int, number: int = errno.EINVAL) -> OSError:
    """Return the error that Python makes of Windows' error ``code``; ``number`` is the errno it gives it."""
    if os.name == "nt":
        return OSError(0, "", None, code)
    err = OSError(number, os.strerror(number))  # of ENOENT: a FileNotFoundError
    err.winerror = code  # type: ignore[attr-defined]
    return err


LOCKED = "Tệp đang bị khóa hoặc đang mở ở chương trình khác."
NETWORK = (
    "Không nối được tới máy chủ hoặc ổ mạng này. "
    "Mở thư mục bằng Explorer để nối lại, hoặc chép về máy, rồi chạy lại."
)
CLOUD = (
    "Tệp mới chỉ nằm trên OneDrive (đám mây), chưa tải được về máy. Nối mạng, bấm chuột phải vào tệp, "
    "chọn “Always keep on this device”, đợi tải xong rồi chạy lại."
)
FULL = (
    "Ổ đĩa đã đầy nên không ghi thêm được; các tệp đã có vẫn nguyên vẹn. "
    "Xóa bớt tệp không cần hoặc chọn thư mục ở ổ khác, rồi chạy lại."
)
PROTECTED = "Ổ đĩa hoặc thẻ nhớ này đang khóa, không ghi được. Gạt khóa trên thẻ, hoặc chọn thư mục ở ổ khác."
NOT_READY = "Ổ đĩa hoặc USB chưa sẵn sàng hay vừa bị rút ra. Cắm lại, mở xem được bằng Explorer rồi chạy lại."
BAD_NAME = (
    "Tên này có ký tự mà Windows không cho dùng, hoặc không phải là tên thư mục. "
    'Bỏ các ký tự \\ / : * ? " < > | trong tên, rồi chạy lại.'
)
LONG_NAME = "Đường dẫn của tệp quá dài. Chuyển thư mục ra gần gốc ổ đĩa hoặc đặt tên ngắn hơn."


@pytest.mark.parametrize(
    ("code", "number", "name", "said"),
    [
        (32, errno.EACCES, "001.docx", f"{LOCKED} Đóng tệp trong Word rồi chạy lại."),
        (33, errno.EACCES, "theo-doi.xlsx", f"{LOCKED} Đóng tệp trong Excel rồi chạy lại."),
        (32, errno.EACCES, "a.pdf", f"{LOCKED} Đóng tệp trong chương trình xem PDF rồi chạy lại."),
        (32, errno.EACCES, "a.json", f"{LOCKED} Đóng tệp trong chương trình ấy rồi chạy lại."),
        (5, errno.EACCES, "001.docx", f"{LOCKED} Đóng tệp trong Word rồi chạy lại."),
        (53, errno.ENOENT, "001.docx", NETWORK),
        (64, errno.EINVAL, "001.docx", NETWORK),
        (362, errno.EINVAL, "001.docx", CLOUD),
        (388, errno.EINVAL, "001.docx", CLOUD),
        (112, errno.ENOSPC, "001.docx", FULL),
        (19, errno.EACCES, "001.docx", PROTECTED),
        (21, errno.EACCES, "001.docx", NOT_READY),
        (123, errno.EINVAL, "001.docx", BAD_NAME),
        (206, errno.ENOENT, "001.docx", LONG_NAME),
    ],
)
def test_a_code_of_windows_is_a_sentence(
    tmp_path: Path, code: int, number: int, name: str, said: str
) -> None:
    path = tmp_path / name

    assert str(problem_of(refused(code, number), path)) == f"{path}: {said}"


def test_a_workbook_or_template_that_onedrive_has_not_brought_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("units.xlsx", "mau.docx"):
        (tmp_path / name).write_bytes(b"PK")

    def refuse(*_: Any) -> None:
        raise refused(362)

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "read_bytes", refuse)

    with pytest.raises(WorkbookError) as of_workbook:
        read_plan(tmp_path / "units.xlsx")
    with pytest.raises(TemplateError) as of_template:
        Template.compile(tmp_path / "mau.docx")
    assert [str(caught.value) for caught in (of_workbook, of_template)] == [
        f"units.xlsx: {CLOUD}",
        f"mau.docx: {CLOUD}",
    ]


@pytest.mark.parametrize(("code", "said"), [(362, CLOUD), (53, NETWORK)])
def test_a_report_that_cannot_be_fetched_is_told_and_the_others_are_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(OLD)
    really = os.open

    def refuse(path: Any, *rest: Any) -> int:
        if Path(path).name == "a.docx":
            raise refused(code, errno.ENOENT if code == 53 else errno.EINVAL)
        return really(path, *rest)

    monkeypatch.setattr(os, "open", refuse)

    found = list(iter_incoming([tmp_path], None, Expected()))

    assert [str(item) if isinstance(item, Problem) else item.origin for item in found] == [
        f"{tmp_path / 'a.docx'}: {said}",
        "b.docx",
    ]


def test_a_folder_as_workbook_has_its_own_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name != "nt":  # which says no more than this

        def refuse(*_: Any) -> None:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(WorkbookError) as caught:
        read_plan(tmp_path)

    assert str(caught.value) == f"{tmp_path.name}: Đây là thư mục, không phải tệp Excel."


@pytest.mark.parametrize("stamp", [-1.0, -2_208_988_800.0, 1e20, float("nan")])
def test_a_time_before_1970_or_beyond_any_calendar_is_that_of_1970(stamp: float) -> None:
    assert time_of_file(stamp) == datetime(1970, 1, 1, 7, tzinfo=VIETNAM)


TOO_LONG = "Đường dẫn của tệp quá dài. Chuyển thư mục kết quả ra gần gốc ổ đĩa hoặc đặt mẫu tên tệp ngắn hơn."


@pytest.mark.parametrize("spare", [0, len(".luu/lan-1/")], ids=["the file itself", "its copy in .luu"])
def test_a_path_longer_than_word_opens_blocks_its_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spare: int
) -> None:
    monkeypatch.setattr(files, "_MAX_PATH", 259)
    folder = tmp_path / ("b" * (150 - len(str(tmp_path))))
    name = "a" * (260 - len(str(folder / "x.docx")) - spare + 1) + ".docx"
    assert len(str(folder / name)) == 260 - spare

    outcomes = put_all(folder, {name: OLD, "b.docx": OLD})

    assert [outcome.fate for outcome in outcomes.values()] == [Fate.BLOCKED, Fate.NEW]
    assert str(outcomes[name].problem) == f"{folder / name}: {TOO_LONG}"
    assert standing(folder) == {"b.docx": OLD}


def test_a_temporary_file_with_too_long_a_path_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_MAX_PATH", 259)
    path = tmp_path / "a.docx"
    err = FileNotFoundError(errno.ENOENT, "No such file", str(tmp_path / ("b" * 250)))

    assert str(problem_of(err, path)) == f"{path}: {TOO_LONG}"


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        (r"D:\Văn thư\noi-nhan.docx", ""),
        (r"..\output", ""),
        (r"\\server\chung\Sơ kết 5 năm", ""),
        (r"D:\x\con.docx", "“con.docx” là tên Windows dành riêng, không đặt cho tệp hay thư mục được."),
        ("NUL", "“NUL” là tên Windows dành riêng, không đặt cho tệp hay thư mục được."),
        (r"com1\output", "“com1” là tên Windows dành riêng, không đặt cho tệp hay thư mục được."),
        ("Nơi nhận: 2.docx", "“Nơi nhận: 2.docx” có ký tự mà Windows không cho dùng trong tên."),
        ("console.docx", ""),
    ],
)
def test_a_typed_path_that_windows_takes_for_something_else_is_refused(path: str, fault: str) -> None:
    assert windows_fault(PureWindowsPath(path)) == fault


def ignores_case(folder: Path) -> bool:
    """Tell whether the system takes names that differ in their case for one."""
    folder.mkdir(exist_ok=True)
    (folder / "THU").touch()
    try:
        return (folder / "thu").exists()
    finally:
        (folder / "THU").unlink()


def test_a_unit_whose_name_changed_its_case_alone_keeps_one_file(tmp_path: Path) -> None:
    before, after = "Đảng bộ TÒA ÁN.docx", "Đảng bộ Tòa án.docx"
    put_all(tmp_path, {before: OLD})

    with Outbox(tmp_path, RUN) as outbox:
        fate = outbox.put(after, NEW, COURT).fate
        left = [path.name for path, _ in outbox.orphans([after])]

    if ignores_case(tmp_path / "thu"):  # one file, known to be ours: no correction by hand
        assert (fate, left) == (Fate.CHANGED, [])
        assert list(standing(tmp_path).values()) == [NEW]
        assert put_all(tmp_path, {after: NEW})[after].fate is Fate.UNCHANGED
    else:  # two files, and that of the old name is told
        assert (fate, left, standing(tmp_path)) == (Fate.NEW, [before], {before: OLD, after: NEW})


@windows_only
def test_a_file_marked_read_only_is_blocked_and_said_so(tmp_path: Path) -> None:
    put_all(tmp_path, {"001.docx": OLD, "002.docx": OLD})
    (tmp_path / "001.docx").chmod(0o444)

    outcomes = put_all(tmp_path, {"001.docx": NEW, "002.docx": NEW})

    assert [outcome.fate for outcome in outcomes.values()] == [Fate.BLOCKED, Fate.CHANGED]
    assert str(outcomes["001.docx"].problem) == (
        f"{tmp_path / '001.docx'}: Tệp có thuộc tính chỉ đọc (Read-only) nên chưa ghi bản mới. "
        "Bấm chuột phải vào tệp, chọn Properties, bỏ dấu ở ô Read-only, rồi chạy lại."
    )
    assert standing(tmp_path) == {"001.docx": OLD, "002.docx": NEW}


@windows_only
def test_a_file_that_another_program_holds_is_blocked(tmp_path: Path) -> None:
    put_all(tmp_path, {"001.docx": OLD, "002.docx": OLD})

    with (tmp_path / "001.docx").open("rb"):
        outcomes = put_all(tmp_path, {"001.docx": NEW, "002.docx": NEW})

    assert [outcome.fate for outcome in outcomes.values()] == [Fate.BLOCKED, Fate.CHANGED]
    assert str(outcomes["001.docx"].problem) == (
        f"{tmp_path / '001.docx'}: {LOCKED} Đóng tệp trong Word rồi chạy lại."
    )
    assert standing(tmp_path) == {"001.docx": OLD, "002.docx": NEW}


def test_a_link_and_a_junction_lead_elsewhere(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.mkdir()
    if os.name == "nt":
        import _winapi

        try:
            _winapi.CreateJunction(str(target), str(link))  # type: ignore[attr-defined, unused-ignore]
        except OSError:
            pytest.skip("Wine makes no junctions")
    else:
        link.symlink_to(target)

    assert [is_link(path) for path in (link, target, tmp_path / "none")] == [True, False, False]
