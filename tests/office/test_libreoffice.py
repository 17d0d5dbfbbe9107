"""Conversions: what one bad file costs the others, and what a stopped run leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sokhet_docs.office import libreoffice
from sokhet_docs.office.libreoffice import convert_to_docx
from sokhet_docs.office.throwaway_folders import throwaway_folder
from tests.support.docx_builder import docx, p
from tests.support.environment import require
from tests.support.simulated_office import Office

posix = pytest.mark.skipif(
    os.name != "posix", reason="the stand-in is a shell script, the signals are POSIX's"
)
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

# Converts as soffice does, but hangs on a file called treo, crashes on sập, cuts the result of cụt short,
# writes nothing for rỗng; a chunk ends with the file on which it hung or crashed.
STAND_IN = """#!/bin/sh
echo "$*" >> {log}
while [ "$1" != --outdir ]; do shift; done
folder=$2; shift 2
for source; do
  name=${{source##*/}}; made=$folder/${{name%.*}}.docx
  case $name in
    *treo*) /bin/sleep 600 & wait ;;
    *sập*) kill -SEGV $$ ;;
    *cụt*) /usr/bin/head -c 300 {sound} > "$made" ;;
    *rỗng*) : > "$made" ;;
    *) /bin/cp {sound} "$made" ;;
  esac
done
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of our own for temporary files."""
    place = tmp_path / "tạm"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    return place


@pytest.fixture
def calls(tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[list[str]]]:
    """Put a stand-in for soffice on the path; give what tells the files of each call."""
    log, sound, program = tmp_path / "calls", tmp_path / "sound.docx", tmp_path / "bin" / "soffice"
    sound.write_bytes(docx(p("Kính gửi")))
    program.parent.mkdir()
    program.write_text(STAND_IN.format(log=log, sound=sound), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setattr(libreoffice, "START_SECONDS", 0.5)
    monkeypatch.setattr(libreoffice, "FILE_SECONDS", 0.5)

    def read() -> list[list[str]]:
        lines = log.read_text(encoding="utf-8").splitlines()
        return [
            [Path(word).name for word in line.split(" ") if word.endswith((".doc", ".rtf"))] for line in lines
        ]

    return read


def sources_in(folder: Path, *names: str) -> list[Path]:
    paths = [folder / f"{name}.doc" for name in names]
    for path in paths:
        path.write_bytes(b"x")
    return paths


def converted(folder: Path, *names: str) -> list[str]:
    """Return the stems of those of ``names`` that are converted into ``folder``, each seen to be whole."""
    results = convert_to_docx(sources_in(folder, *names), folder)
    assert all(result.read_bytes().startswith(b"PK\3\4") for result in results.values())
    assert {result.name for result in folder.glob("*.docx")} == {
        result.name for result in results.values()
    } | {"sound.docx"}
    return [source.stem for source in results]


@posix
def test_files_are_converted_in_chunks_of_twenty_each_with_its_own_profile(
    tmp_path: Path, place: Path, calls: Callable[[], list[list[str]]]
) -> None:
    names = [f"{number:02}" for number in range(45)]

    assert converted(tmp_path, *names) == names

    assert [len(call) for call in calls()] == [20, 20, 5]
    profiles = {
        word for word in (tmp_path / "calls").read_text(encoding="utf-8").split() if word.startswith("-env:")
    }
    assert len(profiles) == 3
    assert list(place.iterdir()) == []


@posix
@pytest.mark.parametrize("bad", ["treo", "sập", "cụt", "rỗng"])
def test_a_file_that_fails_costs_the_others_nothing(
    tmp_path: Path, place: Path, calls: Callable[[], list[list[str]]], bad: str
) -> None:
    assert sorted(converted(tmp_path, "a", bad, "c", "d")) == ["a", "c", "d"]

    together, *alone = calls()
    assert together == ["a.doc", f"{bad}.doc", "c.doc", "d.doc"]
    assert [f"{bad}.doc"] in alone
    assert all(len(call) == 1 for call in alone)
    assert list(place.iterdir()) == []


@posix
def test_any_number_of_files_that_hang_cost_the_others_nothing(
    tmp_path: Path, calls: Callable[[], list[list[str]]]
) -> None:
    assert converted(tmp_path, "treo1", "treo2", "treo3", "treo4", "z") == ["z"]
    assert calls()[-1] == ["z.doc"]


@posix
def test_an_office_that_converts_nothing_at_all_is_not_tried_with_every_file(
    tmp_path: Path, calls: Callable[[], list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "bin" / "soffice"
    broken.write_text(f'#!/bin/sh\necho "$*" >> {tmp_path / "calls"}\n', encoding="utf-8")

    assert converted(tmp_path, *(f"{number:02}" for number in range(45))) == []

    assert [len(call) for call in calls()] == [20, 1]


@posix
def test_an_old_result_is_not_taken_for_a_new_one(
    tmp_path: Path, calls: Callable[[], list[list[str]]]
) -> None:
    (tmp_path / "cụt.docx").write_bytes(docx(p("của lần trước")))

    assert convert_to_docx(sources_in(tmp_path, "cụt"), tmp_path) == {}


@posix
def test_only_what_dead_runs_left_is_swept(
    tmp_path: Path, place: Path, calls: Callable[[], list[list[str]]]
) -> None:
    mine = tmp_path / "của tôi"
    for folder in (mine, place / "sokhet-docs-libreoffice-dead", place / "sokhet-docs-libreoffice-other"):
        folder.mkdir()
        (folder / "thư").write_text("x", encoding="utf-8")
    (mine / "lock").touch()
    (place / "sokhet-docs-libreoffice-dead" / "lock").touch()
    (place / "sokhet-docs-libreoffice-link").symlink_to(mine)

    with throwaway_folder() as running:
        assert converted(tmp_path, "a") == ["a"]
        assert running.exists()

    left = {path.name for path in place.iterdir()}
    assert left == {"sokhet-docs-libreoffice-other", "sokhet-docs-libreoffice-link"}
    assert (mine / "thư").exists()


@posix
def test_progress_is_told_file_by_file(tmp_path: Path, calls: Callable[[], list[list[str]]]) -> None:
    told: list[tuple[int, int]] = []

    convert_to_docx(sources_in(tmp_path, "a", "sập", "c"), tmp_path, lambda *done: told.append(done))

    assert told == [(1, 3), (2, 3), (3, 3)]


# Stops -----------------------------------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office that got files for LibreOffice, enough to be met at work."""
    require("soffice")
    office = Office.open(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "tmp").mkdir()
    for number in range(40):
        path = tmp_path / "in" / f"{number}.rtf"
        path.write_bytes(b"{\\rtf1 " + b"BAO CAO \\par " * 2000 + b"%d}" % number)
    return office


def start_collecting(office: Office, folder: str = "in") -> subprocess.Popen[bytes]:
    command = [
        "env", "--default-signal=INT",  # a background job of a shell is born deaf to Ctrl+C
        sys.executable, "-m", "sokhet_docs", "collect", str(office.folder / folder),
        "--workbook", str(office.folder / "units.xlsx"), "--output", str(office.output),
    ]  # fmt: skip
    environment = os.environ | {"TMPDIR": str(office.folder / "tmp")}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def office_processes(folder: Path) -> list[str]:
    """Return the command of every living process that names ``folder``, but the program's own."""
    return [command for command in _iter_commands() if str(folder / "tmp") in command]


def _iter_commands() -> Iterator[str]:
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                yield (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue  # ended meanwhile


def wait_until(is_so: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline, what
        time.sleep(0.01)


def wait_for_office(office: Office) -> None:
    def works() -> bool:
        return any("soffice.bin" in command for command in office_processes(office.folder))

    wait_until(works, "LibreOffice did not start")


@linux
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, getattr(signal, "SIGHUP", None), signal.SIGINT])
def test_a_stopped_collection_leaves_no_process_and_no_file(office: Office, number: signal.Signals) -> None:
    with start_collecting(office) as collecting:
        wait_for_office(office)
        collecting.send_signal(number)
        said = collecting.communicate(timeout=30)

    assert collecting.returncode == (1 if number == signal.SIGINT else 128 + number)
    assert b"Traceback" not in b"".join(said)
    assert office_processes(office.folder) == []
    assert list((office.folder / "tmp").iterdir()) == []
    assert not (office.output / ".sokhet-docs" / "nhan").exists()
    with start_collecting(office) as again:
        again.communicate(timeout=120)
    assert again.returncode == 0
    assert len(list((office.output / "bao-cao-nhan").glob("*.rtf"))) == 40


@linux
@pytest.mark.slow
def test_a_killed_collection_leaves_no_process_and_the_next_one_removes_its_files(office: Office) -> None:
    with start_collecting(office) as collecting:
        wait_for_office(office)
        collecting.kill()

    wait_until(lambda: not office_processes(office.folder), "LibreOffice goes on by itself")
    assert [path.name[:24] for path in (office.folder / "tmp").iterdir()] == ["sokhet-docs-libreoffice-"]
    with start_collecting(office) as again:
        again.communicate(timeout=120)
    assert again.returncode == 0
    assert list((office.folder / "tmp").iterdir()) == []
