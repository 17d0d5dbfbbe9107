"""A clerk's whole job, once on this machine and once under Wine → where the two differ."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.filled_forms import fill_forms
from tools.windows.archive import read_folder
from tools.windows.wine import Outcome, Wine

_WORK = "Kế hoạch mẫu"
_RETURNED = 12  # units that send their report back
_BEFORE_RETURNS = (
    ("init", _WORK),
    ("check",),
    ("generate",),
    ("recipients",),
    ("recipients", "-o", "Nơi nhận.docx"),
    ("recipients", "-o", "Nơi nhận.xlsx"),
)
_AFTER_RETURNS = (
    ("collect", "Báo cáo gửi về", "--received", "18/4/2022"),
    ("status", "--as-of", "25/4/2022"),
    ("consolidate", "--as-of", "25/4/2022"),
)
# What may differ between two runs of the same work: when it was done, and in ledgers the hash of a file that
# says so.
_TIME = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_HASH = re.compile(rb"[0-9a-f]{64}")
# Tables on a screen are drawn with thin lines on Windows, because older windows have no others.
_THIN = str.maketrans("┏┓┗┛┡┩┢┪╇┳┻╋┠┨━┃╞╡╪═", "┌┐└┘├┤├┤┼┬┴┼├┤─│├┤┼─")


@dataclass(frozen=True)
class _Place:
    """A folder to work in, and how a command of the program is run there."""

    folder: Path
    start: Callable[[Sequence[str], Path], Outcome]

    @property
    def work(self) -> Path:
        """The working folder that ``init`` makes."""
        return self.folder / _WORK

    def run(self, command: Sequence[str]) -> Outcome:
        """Run ``sokhet-docs`` with the arguments ``command``: ``init`` here, all others in what it made."""
        return self.start(command, self.folder if command[0] == "init" else self.work)


def compare_jobs(wine: Wine, program: Path, scratch: Path) -> list[str]:
    r"""Do the job with the folder ``program`` under Wine, and with this Python; tell what differs.

    Compared are what each command prints (with ``/`` for ``\``), its exit code, and every file that it
    leaves: byte by byte, or where only times within differ, part by part without them.
    """
    executable = str(program / "sokhet-docs.exe")
    linux = _Place(scratch / "Linux" / "Văn thư Đảng", _run_here)
    windows = _Place(
        scratch / "Windows" / "Văn thư Đảng", lambda command, folder: wine.run([executable, *command], folder)
    )
    for place in (linux, windows):
        place.folder.mkdir(parents=True)
    differences = list(_compare_commands(_BEFORE_RETURNS, linux, windows))
    letters = sorted((linux.work / "output").glob("*.docx"))[:_RETURNED]
    for place in (linux, windows):
        fill_forms(letters, place.work / "Báo cáo gửi về")
    differences += _compare_commands(_AFTER_RETURNS, linux, windows)
    return [*differences, *_compare_folders(linux.work, windows.work)]


def _run_here(command: Sequence[str], folder: Path) -> Outcome:
    finished = subprocess.run(
        [sys.executable, "-m", "sokhet_docs", *command],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Outcome(finished.returncode, finished.stdout.decode())


def _compare_commands(commands: Iterable[Sequence[str]], linux: _Place, windows: _Place) -> Iterator[str]:
    for command in commands:
        ours, theirs = (place.run(command) for place in (linux, windows))
        print(f"  sokhet-docs {' '.join(command)}: {theirs.code}", flush=True)
        if (ours.code, _as_printed(ours)) != (theirs.code, _as_printed(theirs)) or ours.code:
            yield f"{command}:\nLinux {ours.code}:\n{ours.text}\nWindows {theirs.code}:\n{theirs.text}"


def _as_printed(outcome: Outcome) -> str:
    return outcome.text.translate(_THIN).replace("\\", "/")


def _compare_folders(linux: Path, windows: Path) -> Iterator[str]:
    ours, theirs = (read_folder(folder) for folder in (linux, windows))
    yield from (f"only on one of the two: {name}" for name in sorted(ours.keys() ^ theirs.keys()))
    same = [name for name in ours.keys() & theirs.keys() if ours[name] == theirs[name]]
    for name in sorted((ours.keys() & theirs.keys()) - set(same)):
        yield from _compare_parts(name, ours[name], theirs[name])
    print(f"  {len(same)} files of {len(ours)} equal byte by byte, the others but for times", flush=True)


def _compare_parts(name: str, ours: bytes, theirs: bytes) -> Iterator[str]:
    parts, others = _timeless_parts(ours), _timeless_parts(theirs)
    for part in sorted(parts.keys() | others.keys()):
        if parts.get(part) != others.get(part):
            yield f"differs: {name} {part}"


def _timeless_parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of an Office file, or a ledger as the part "", without the times in them."""
    if not content.startswith(b"PK"):
        return {"": _HASH.sub(b"hash", _TIME.sub(b"time", content))}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: _TIME.sub(b"time", archive.read(name)) for name in archive.namelist()}
