"""The outbox in trouble: killed, no space left, no permission, two at once. Every file must stay whole."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sokhet_docs.office import files
from sokhet_docs.outbox.writer import Fate, Outbox, Outcome
from sokhet_docs.problems import OutputError
from tests.support.environment import ROOT
from tests.support.outbox_builder import COURT, RUN, docx_of, put_all, standing, traces

NAME = "001-toa-an.docx"
OLD, NEW = docx_of("Trước ngày 20/4/2022"), docx_of("Trước ngày 22/4/2022")
posix_only = pytest.mark.skipif(os.name != "posix", reason="needs fork and file permissions as on Linux")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an output folder that was never used; it does not exist yet."""
    return tmp_path / "output"


@posix_only
@pytest.mark.slow
def test_a_killed_run_loses_nothing_and_the_next_one_finishes_it() -> None:
    command = [sys.executable, "-m", "tests.support.outbox_kills"]
    done = subprocess.run(
        command, capture_output=True, text=True, env=same_path(), timeout=300, encoding="utf-8"
    )

    assert done.stderr == ""
    tallies = json.loads(done.stdout)
    kills = {way: tally.pop("kills") for way, tally in tallies.items()}
    assert kills["random times"] + kills["random times, --force"] == 50
    assert min(kills["every step"], kills["every step, --force"]) > 15
    for way, tally in tallies.items():
        assert tally.pop("midway") > 0, way
        tally.pop("runs_that_ended")
        assert set(tally.values()) == {0}, (way, tally)


@posix_only
def test_a_killed_run_leaves_no_lock_though_its_workers_live_on(folder: Path) -> None:
    script = (
        "import os, signal, sys, time\n"
        "from tests.support.outbox_builder import RUN\n"
        "from sokhet_docs.outbox.writer import Outbox\n"
        "Outbox(sys.argv[1], RUN).__enter__()\n"
        "worker = os.fork()\n"
        "if worker == 0: os.close(1); time.sleep(60); os._exit(0)\n"
        "print(worker, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = run_python(script, folder)
    worker = int(killed.stdout)
    try:
        assert put_all(folder, {NAME: OLD})[NAME].fate is Fate.NEW
    finally:
        os.kill(worker, signal.SIGKILL)


KILLED_AFTER_ONE_FILE = (
    "import os, signal, sys\n"
    "from tests.support.outbox_builder import COURT, RUN, docx_of\n"
    "from sokhet_docs.outbox.writer import Outbox\n"
    "outbox = Outbox(sys.argv[1], RUN).__enter__()\n"
    f"outbox.put({NAME!r}, docx_of('Trước ngày 20/4/2022'), COURT)\n"
    "os.kill(os.getpid(), signal.SIGKILL)\n"
)


@posix_only
def test_a_dry_run_after_a_killed_one_knows_its_files_and_mends_nothing(folder: Path) -> None:
    run_python(KILLED_AFTER_ONE_FILE, folder)
    before = traces(folder)

    with Outbox(folder, RUN, dry_run=True) as outbox:
        assert outbox.put(NAME, NEW, COURT).fate is Fate.CHANGED
    assert traces(folder) == before


@posix_only
@pytest.mark.parametrize("cut", [b"", b'\n{"number": 2, "fi', b"\nrubbish\n[]\n", b'\n{"file": "\xff"}\n'])
def test_a_killed_run_s_leavings_are_cleared_and_its_files_are_ours(folder: Path, cut: bytes) -> None:
    run_python(KILLED_AFTER_ONE_FILE, folder)
    state = folder / ".sokhet-docs"
    with (state / "journal.jsonl").open("ab") as journal:
        journal.write(cut)
    (state / "new.tmp").write_bytes(NEW[:100])

    assert put_all(folder, {NAME: NEW})[NAME].fate is Fate.CHANGED
    assert sorted(path.name for path in state.iterdir()) == ["hoan-tac.json", "lock", "manifest.json"]
    assert standing(folder) == {NAME: NEW}


@posix_only
def test_what_was_corrected_after_a_killed_run_is_a_correction(folder: Path) -> None:
    run_python(KILLED_AFTER_ONE_FILE, folder)
    (folder / NAME).write_bytes(docx_of("Sửa tay"))

    assert put_all(folder, {NAME: NEW})[NAME].fate is Fate.KEPT


def same_path() -> dict[str, str]:
    """Return the environment in which another Python finds the same modules as this one."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}


def run_python(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run ``script`` with this folder's helpers and the output folder as its argument."""
    command = [sys.executable, "-c", script, str(folder)]
    return subprocess.run(
        command,
        stdout=subprocess.PIPE,
        text=True,
        env=same_path(),
        timeout=60,
        check=False,
        encoding="utf-8",
    )


BUSY = (
    "Một lần chạy sokhet-docs khác đang ghi vào thư mục này. "
    "Đợi lần chạy ấy xong rồi chạy lại, hoặc chọn thư mục kết quả khác."
)


def test_a_second_run_in_the_same_folder_is_refused(folder: Path) -> None:
    script = (
        "import sys\n"
        "from tests.support.outbox_builder import put_all\n"
        "from pathlib import Path\n"
        "from sokhet_docs.problems import OutputError\n"
        "try: put_all(Path(sys.argv[1]), {'002.docx': b'x'})\n"
        "except OutputError as err: sys.stdout.buffer.write(str(err).encode())\n"
    )
    with Outbox(folder, RUN) as outbox:
        outbox.put(NAME, OLD, COURT)
        assert run_python(script, folder).stdout == f"{folder}: {BUSY}"
        with pytest.raises(OutputError) as caught:
            put_all(folder, {"002.docx": NEW})
        assert str(caught.value) == f"{folder}: {BUSY}"

    assert standing(folder) == {NAME: OLD}
    assert put_all(folder, {"002.docx": NEW})["002.docx"].fate is Fate.NEW


def test_a_dry_run_may_look_while_another_run_writes(folder: Path) -> None:
    with Outbox(folder, RUN) as outbox:
        outbox.put(NAME, OLD, COURT)
        with Outbox(folder, RUN, dry_run=True) as looking:
            assert looking.put(NAME, NEW, COURT).fate is Fate.CHANGED


@pytest.mark.parametrize(
    ("name", "owner_file"),
    [
        ("001-toa-an.docx", "~$1-toa-an.docx"),
        ("toa-an2.docx", "~$oa-an2.docx"),
        ("toa-an.docx", "~$toa-an.docx"),
        ("001-toa-an.docx", ".~lock.001-toa-an.docx#"),
    ],
    ids=["Word, a long name", "Word, seven letters", "Word, six letters", "LibreOffice"],
)
def test_a_file_that_is_open_is_blocked_until_it_must_not_be_written(
    folder: Path, name: str, owner_file: str
) -> None:
    put_all(folder, {name: OLD, "zzz.docx": OLD})
    (folder / owner_file).write_bytes(b"\x05Trinh")

    outcomes = put_all(folder, {name: NEW, "zzz.docx": NEW})

    assert [outcome.fate for outcome in outcomes.values()] == [Fate.BLOCKED, Fate.CHANGED]
    assert str(outcomes[name].problem) == (
        f"{folder / name}: Tệp đang mở trong Word hoặc LibreOffice nên chưa ghi bản mới. "
        f"Đóng tệp rồi chạy lại; nếu không ai mở, xóa tệp “{owner_file}” bên cạnh."
    )
    assert standing(folder) == {name: OLD, "zzz.docx": NEW, owner_file: b"\x05Trinh"}
    assert put_all(folder, {name: OLD})[name].fate is Fate.UNCHANGED
    (folder / owner_file).unlink()
    assert put_all(folder, {name: NEW})[name].fate is Fate.CHANGED


def test_force_does_not_replace_a_correction_that_is_being_made(folder: Path) -> None:
    put_all(folder, {NAME: OLD})
    (folder / NAME).write_bytes(docx_of("Sửa tay"))
    (folder / "~$1-toa-an.docx").touch()

    assert put_all(folder, {NAME: NEW}, force=True)[NAME].fate is Fate.BLOCKED
    assert standing(folder) == {NAME: docx_of("Sửa tay"), "~$1-toa-an.docx": b""}


def test_a_folder_that_bears_a_file_s_name_blocks_that_file_only(folder: Path) -> None:
    (folder / NAME).mkdir(parents=True)

    outcomes = put_all(folder, {NAME: NEW, "002.docx": NEW})

    assert [outcome.fate for outcome in outcomes.values()] == [Fate.BLOCKED, Fate.NEW]
    assert str(outcomes[NAME].problem) == (
        f"{folder / NAME}: Đã có một thư mục mang tên của tệp này. "
        "Đổi tên hoặc dời thư mục ấy đi, rồi chạy lại."
    )


LOCKED = "Tệp đang bị khóa hoặc đang mở ở chương trình khác. Đóng tệp trong Word rồi chạy lại."


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold ``path`` so that nobody can replace it, as Windows does with an open file."""
    if os.name == "nt":
        with path.open("rb"):
            yield
        return
    if not shutil.which("chattr") or subprocess.run(["chattr", "+i", path], capture_output=True).returncode:
        pytest.skip("only root on a disk that knows immutable files can hold one")
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", path], check=True)


def test_a_file_that_is_held_is_blocked_and_known_as_ours_later(folder: Path) -> None:
    put_all(folder, {NAME: OLD})
    with held(folder / NAME):
        outcomes = put_all(folder, {NAME: NEW, "002.docx": NEW})

    assert [outcome.fate for outcome in outcomes.values()] == [Fate.BLOCKED, Fate.NEW]
    assert str(outcomes[NAME].problem) == f"{folder / NAME}: {LOCKED}"
    assert standing(folder) == {NAME: OLD, "002.docx": NEW}
    assert put_all(folder, {NAME: NEW})[NAME].fate is Fate.CHANGED


def refuse(monkeypatch: pytest.MonkeyPatch, target: Path, times: int, number: int = errno.EACCES) -> None:
    """Refuse ``times`` attempts to give a file the name ``target``, as Windows does to one that is open."""
    given, left = Path.replace, times

    def replace(self: Path, wanted: Path) -> Path:
        nonlocal left
        if wanted == target and left:
            left -= 1
            raise OSError(number, os.strerror(number))
        return given(self, wanted)

    monkeypatch.setattr(Path, "replace", replace)


def test_a_refused_replacement_is_blocked_and_known_as_ours_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_all(folder, {NAME: OLD})
    with monkeypatch.context() as patch:
        refuse(patch, folder / NAME, times=99)
        outcome = put_all(folder, {NAME: NEW})[NAME]

    assert outcome.fate is Fate.BLOCKED
    assert str(outcome.problem) == f"{folder / NAME}: {LOCKED}"
    assert standing(folder) == {NAME: OLD}
    assert sorted(path.name for path in (folder / ".sokhet-docs").iterdir()) == [
        "hoan-tac.json",
        "lock",
        "manifest.json",
    ]
    assert put_all(folder, {NAME: NEW})[NAME].fate is Fate.CHANGED


def test_an_offer_that_is_held_is_laid_aside_by_a_later_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_all(folder, {NAME: OLD})
    (folder / NAME).write_bytes(docx_of("Sửa tay"))
    put_all(folder, {NAME: NEW})
    laid_aside = folder / ".luu/001-toa-an (mới).docx"
    with monkeypatch.context() as patch:
        refuse(patch, laid_aside, times=99)
        assert put_all(folder, {NAME: OLD})[NAME] == Outcome(folder / NAME, COURT, Fate.KEPT)

    assert put_all(folder, {NAME: OLD})[NAME].saved == (laid_aside,)


def test_a_virus_scanner_is_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_all(folder, {NAME: OLD})
    monkeypatch.setattr(files, "_PATIENCE", (0.0, 0.0))
    refuse(monkeypatch, folder / NAME, times=2)

    assert put_all(folder, {NAME: NEW})[NAME].fate is Fate.CHANGED


FULL = (
    "Ổ đĩa đã đầy nên không ghi thêm được; các tệp đã có vẫn nguyên vẹn. "
    "Xóa bớt tệp không cần hoặc chọn thư mục ở ổ khác, rồi chạy lại."
)
SHUT = "Không có quyền ghi vào thư mục này. Chọn thư mục khác, hoặc bỏ thuộc tính chỉ đọc rồi chạy lại."
LOST = "Thư mục không còn nữa. Kiểm tra ổ đĩa, ổ mạng hoặc USB còn được nối hay không, rồi chạy lại."
BROKEN = "Hệ điều hành không cho ghi (Input/output error). Kiểm tra ổ đĩa hoặc chọn thư mục khác."


@pytest.mark.parametrize(
    ("number", "place", "said"),
    [
        (errno.ENOSPC, NAME, FULL),
        (errno.EROFS, "", SHUT),
        (errno.ENOENT, NAME, LOST),
        (errno.EIO, NAME, BROKEN),
    ],
)
def test_a_fault_of_the_whole_folder_ends_the_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, place: str, said: str
) -> None:
    put_all(folder, {NAME: OLD})
    with monkeypatch.context() as patch:
        refuse(patch, folder / NAME, times=1, number=number)
        with pytest.raises(OutputError) as caught:
            put_all(folder, {NAME: NEW})

    assert str(caught.value) == f"{folder / place}: {said}"
    assert standing(folder) == {NAME: OLD}
    assert put_all(folder, {NAME: NEW})[NAME].fate is Fate.CHANGED


@pytest.mark.parametrize("within", ["", ".sokhet-docs", ".luu"])
def test_a_file_in_a_folder_s_place_is_one_clear_line(folder: Path, within: str) -> None:
    if within:
        folder.mkdir()
        (folder / NAME).write_bytes(OLD)
    (folder / within).write_text("a file", encoding="utf-8")

    with pytest.raises(OutputError) as caught:
        put_all(folder, {NAME: NEW}, force=True)

    assert str(caught.value) == (
        f"{folder / within}: Đây không phải là thư mục: một tệp đang mang tên này. "
        "Chọn tên thư mục khác hoặc dời tệp ấy đi."
    )
    assert (folder / within).read_text(encoding="utf-8") == "a file"


@posix_only
def test_a_path_that_is_too_long_is_one_clear_line(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["x" * 200] * 21)

    with pytest.raises(OutputError) as caught:
        put_all(deep, {NAME: NEW})

    assert str(caught.value) == (
        f"{deep}: Đường dẫn của tệp quá dài. "
        "Chuyển thư mục kết quả ra gần gốc ổ đĩa hoặc đặt mẫu tên tệp ngắn hơn."
    )


def test_a_path_that_word_on_windows_cannot_open_blocks_that_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_all(folder, {NAME: OLD})
    long_name = f"{'tên dài ' * 15}.docx"
    longest = len(str(folder)) + 60
    monkeypatch.setattr(files, "_MAX_PATH", longest)

    outcomes = put_all(folder, {NAME: NEW, long_name: NEW})

    assert [outcome.fate for outcome in outcomes.values()] == [Fate.CHANGED, Fate.BLOCKED]
    assert str(outcomes[long_name].problem) == (
        f"{folder / long_name}: Đường dẫn của tệp quá dài. "
        "Chuyển thư mục kết quả ra gần gốc ổ đĩa hoặc đặt mẫu tên tệp ngắn hơn."
    )


@contextmanager
def powerless(folder: Path) -> Iterator[None]:
    """Be somebody who may read ``folder`` and not write it, whoever runs the tests."""
    mode = folder.stat().st_mode
    folder.chmod(0o555)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(65534)
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(mode)


@posix_only
@pytest.mark.parametrize("shut", ["", ".sokhet-docs"])
def test_a_folder_that_may_only_be_read_is_one_clear_line(shut: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        put_all(folder, {NAME: OLD})
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o777)
        with powerless(folder / shut), pytest.raises(OutputError) as caught:
            put_all(folder, {NAME: NEW, "002.docx": NEW})

        assert str(caught.value) == f"{folder / shut}: {SHUT}"
        assert standing(folder) == {NAME: OLD}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 400 kB; skip where that is not allowed."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)]
    if not mount or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("free_pages", range(0, 44, 3))
def test_a_full_disk_leaves_every_file_whole_and_the_next_run_finishes(
    small_disk: Path, free_pages: int
) -> None:
    noise = random.Random(3).randbytes
    old = {f"{number:03}.docx": noise(17_000) for number in range(5)}
    new = {name: noise(29_000) for name in [*old, "005.docx"]}
    folder = small_disk / "output"
    put_all(folder, old)
    filler = small_disk / "filler"
    fill(filler, small_disk, free_pages)

    with suppress_full_disk():
        put_all(folder, new)
    after = standing(folder)
    assert {name for name in old if after[name] not in (old[name], new[name])} == set()
    filler.unlink()
    outcomes = put_all(folder, new)
    assert {outcome.fate for outcome in outcomes.values()} <= {Fate.NEW, Fate.CHANGED, Fate.UNCHANGED}
    assert standing(folder) == new


@contextmanager
def suppress_full_disk() -> Iterator[None]:
    """Let a run end by itself or with the one line about the disk."""
    try:
        yield
    except OutputError as err:
        if [str(problem).partition(": ")[2] for problem in err.problems] != [FULL]:
            raise


def fill(filler: Path, disk: Path, free_pages: int) -> None:
    """Fill ``disk`` but for ``free_pages`` pages of 4 kB."""
    space = os.statvfs(disk)
    filler.write_bytes(b"x" * (space.f_bavail * space.f_frsize - free_pages * 4096))


def test_an_offer_that_is_open_is_laid_aside_by_a_later_run(folder: Path) -> None:
    put_all(folder, {NAME: OLD})
    (folder / NAME).write_bytes(docx_of("Sửa tay"))
    put_all(folder, {NAME: NEW})
    owner_file = folder / ".~lock.001-toa-an (mới).docx#"
    owner_file.touch()

    assert put_all(folder, {NAME: OLD})[NAME] == Outcome(folder / NAME, COURT, Fate.KEPT)
    owner_file.unlink()
    laid_aside = folder / ".luu/001-toa-an (mới).docx"
    assert put_all(folder, {NAME: OLD})[NAME].saved == (laid_aside,)
    assert laid_aside.read_bytes() == NEW
