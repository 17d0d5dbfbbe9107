"""A whole run of generate, struck by a fault → how many files it cost. The answer must be: none.

Each trial starts from a folder with the letters of an older workbook, one of them corrected by hand. Then a
run with a newer workbook is killed, starved of room or shut out; then the same run is let through.
"""

from __future__ import annotations

import io
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import load_workbook

from sokhet_docs.workbook import sample_workbook
from sokhet_docs.workbook.sources import sample_templates
from tests.support.mutations import damaged

CORRECTED = "003-dang-bo-cong-ty-co-phan-cap-nuoc-ha-tinh.docx"
_STATE = ".sokhet-docs"
_STATE_FILES = {"lock", "manifest.json", "manifest-hong.json"}


@dataclass(frozen=True, slots=True)
class Trial:
    """What one fault did: its kind, whether the run noticed it, the files lost, what else is wrong ("")."""

    kind: str
    struck: bool
    lost: tuple[str, ...] = ()
    fault: str = ""


@dataclass
class Range:
    """The firing range: the two workbooks, what they make, and a folder in the state before a fault."""

    home: Path
    old: dict[str, bytes] = field(default_factory=dict)
    new: dict[str, bytes] = field(default_factory=dict)
    seconds: float = 0.0
    edited: bytes = b""

    def prepare(self) -> None:
        """Make both workbooks, their letters, and the folder ``before`` that every trial is a copy of."""
        book = load_workbook(sample_workbook())
        book.save(self.home / "old.xlsx")
        book["Kế hoạch"]["B21"] = "26/4/2022"
        book.save(self.home / "new.xlsx")
        _finish(self.start("old.xlsx", self.home / "before"))
        began = time.perf_counter()
        _finish(self.start("new.xlsx", self.home / "after"))
        self.seconds = time.perf_counter() - began
        self.old, self.new = letters(self.home / "before"), letters(self.home / "after")
        self.edited = _with_a_comment(self.old[CORRECTED])
        (self.home / "before" / CORRECTED).write_bytes(self.edited)

    def start(
        self, workbook: str, output: Path, *words: str, before_exec: Callable[[], None] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a run of generate."""
        command = [
            *(sys.executable, "-m", "sokhet_docs", "generate", "-w", str(self.home / workbook)),
            *("-t", str(sample_templates()), "-o", str(output), *words),
        ]
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=before_exec
        )

    def try_fault(self, kind: str, chance: random.Random) -> Trial | None:
        """Strike one run with a fault of ``kind``, then let it through; both times count what is lost.

        None: this machine does not allow the fault.
        """
        with (
            tempfile.TemporaryDirectory(prefix="sokhet-docs-attack-") as name,
            _place(kind, Path(name)) as place,
        ):
            if place is None:
                return None
            output = place / "output"
            if fresh := kind.endswith("first run"):
                output.mkdir()
            else:
                shutil.copytree(self.home / "before", output)
            force = ("--force",) if "--force" in kind else ()
            struck, said = _FAULTS[kind](self, output, force, chance)
            lost = self.survey(output, fresh=fresh)
            code, last = _finish(self.start("new.xlsx", output, *force))
            lost += self.survey(output, fresh=fresh)
            corrected = not force and not fresh
            fault = _traceback_in(said + last) or self._unfinished(output, code, last, corrected=corrected)
            return Trial(kind, struck, tuple(dict.fromkeys(lost)), fault)

    def survey(self, output: Path, *, fresh: bool) -> list[str]:
        """Return the files that are neither old nor new nor corrected, or gone; ``fresh``: none was there."""
        found = letters(output)
        good = {name: {self.old[name], self.new[name], self.edited} for name in self.old}
        torn = [name for name, data in found.items() if data not in good[name.replace(" (mới)", "")]]
        if fresh:
            return torn
        gone = [name for name in self.old if name not in found]
        kept = [*found.values(), *(path.read_bytes() for path in (output / ".luu").glob("*"))]
        return torn + gone + ([] if self.edited in kept else [f"{CORRECTED} (corrected)"])

    def _unfinished(self, output: Path, code: int, said: str, *, corrected: bool) -> str:
        """Return what the run after the fault left undone; "" when nothing."""
        found = letters(output)
        wanted = dict(self.new)
        if corrected:
            wanted |= {CORRECTED: self.edited, CORRECTED.replace(".docx", " (mới).docx"): self.new[CORRECTED]}
        undone = sorted(name for name in {*wanted, *found} if wanted.get(name) != found.get(name))
        left = {path.name for path in (output / _STATE).iterdir()} - _STATE_FILES
        if code or undone or left:
            return f"not finished by the next run: code {code}, {undone}, {sorted(left)}\n{said[-500:]}"
        return ""


def letters(folder: Path) -> dict[str, bytes]:
    """Return the .docx files of ``folder`` by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.docx"))}


def _with_a_comment(docx_bytes: bytes) -> bytes:
    from docx import Document

    document = Document(io.BytesIO(docx_bytes))
    document.add_paragraph("Sửa tay cả buổi chiều")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _finish(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    said = process.communicate(timeout=120)[0].decode("utf-8", "replace")
    return process.returncode, said


def _traceback_in(said: str) -> str:
    return said[-2000:] if "Traceback (most recent" in said or "sự cố ngoài dự kiến" in said else ""


_Strike = Callable[[Range, Path, tuple[str, ...], random.Random], tuple[bool, str]]


def _kill(ground: Range, output: Path, force: tuple[str, ...], chance: random.Random) -> tuple[bool, str]:
    process = ground.start("new.xlsx", output, *force)
    time.sleep(chance.uniform(0, ground.seconds))
    process.send_signal(signal.SIGKILL)
    code, said = _finish(process)
    return code == -signal.SIGKILL, said


def _limit_file_size(
    ground: Range, output: Path, force: tuple[str, ...], chance: random.Random
) -> tuple[bool, str]:
    most = chance.randint(1, 22_000)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    code, said = _finish(ground.start("new.xlsx", output, *force, before_exec=limit))
    return code == 1, said


def _fill_disk(
    ground: Range, output: Path, force: tuple[str, ...], chance: random.Random
) -> tuple[bool, str]:
    filler, room = output.parent / "filler", os.statvfs(output)
    # To replace letters takes room for one more and the manifest, a first run room for all.
    left = chance.randint(0, 16 if any(output.iterdir()) else 380) * 4096
    filler.write_bytes(b"x" * max(0, room.f_bavail * room.f_frsize - left))
    code, said = _finish(ground.start("new.xlsx", output, *force))
    filler.unlink()
    return code == 1, said


def _shut_out(ground: Range, output: Path, force: tuple[str, ...], chance: random.Random) -> tuple[bool, str]:
    """Run where nothing may be written: root on a disk that is read-only, others in a folder that is."""
    shut = chance.choice([output, output / _STATE])
    if os.path.ismount(output.parent):
        _remount(output.parent, "ro")
    else:
        shut.chmod(0o555)
    code, said = _finish(ground.start("new.xlsx", output, *force))
    if os.path.ismount(output.parent):
        _remount(output.parent, "rw")
    else:
        shut.chmod(0o755)
    return code == 1, said


def _remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


def _race(ground: Range, output: Path, force: tuple[str, ...], chance: random.Random) -> tuple[bool, str]:
    first = ground.start("new.xlsx", output, *force)
    time.sleep(chance.uniform(0, ground.seconds / 2))
    second = ground.start("new.xlsx", output, *force)
    ends = [_finish(first), _finish(second)]
    return 1 in {code for code, _ in ends}, "".join(said for _, said in ends)


def _damage_state(
    ground: Range, output: Path, force: tuple[str, ...], chance: random.Random
) -> tuple[bool, str]:
    """Damage what the folder knows of itself: every letter may then be somebody's correction."""
    manifest = output / _STATE / "manifest.json"
    manifest.write_bytes(damaged(manifest.read_bytes(), chance.getrandbits(32)))
    code, said = _finish(ground.start("new.xlsx", output, *force))
    return code == 0, said


_FAULTS: dict[str, _Strike] = {
    "kill": _kill,
    "kill --force": _kill,
    "kill a first run": _kill,
    "full disk": _fill_disk,
    "full disk at a first run": _fill_disk,
    "files too large": _limit_file_size,
    "files too large --force": _limit_file_size,
    "shut out": _shut_out,
    "two at once": _race,
    "damaged manifest --force": _damage_state,
}
KINDS = tuple(_FAULTS)


@contextmanager
def _place(kind: str, folder: Path) -> Iterator[Path | None]:
    """Yield the folder that a fault happens in, a small disk where it takes one; None: there is none."""
    if not (kind.startswith("full disk") or (kind == "shut out" and os.geteuid() == 0)):
        yield folder
        return
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)
