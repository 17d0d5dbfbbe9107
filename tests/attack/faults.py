"""A run of generate → the same, struck by a fault of the machine: killed, no space, no permission, raced."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.outbox import STATE_FOLDER
from tests.support.environment import ROOT, TEMPLATES
from tests.support.mutations import damaged

_PAGE = 4096  # bytes of a disk that are taken at once


@dataclass(frozen=True)
class Run:
    """One run of generate into ``output``: ``seconds`` is how long it takes when nothing happens."""

    workbook: Path
    output: Path
    options: tuple[str, ...] = ()
    seconds: float = 0.0

    def start(self, before_exec: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
        """Start the run; ``before_exec`` is called in its process first."""
        command = [
            *(sys.executable, "-m", "sokhet_docs", "generate", "-w", str(self.workbook)),
            *("-t", str(TEMPLATES), "-o", str(self.output), *self.options),
        ]
        return subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=before_exec
        )

    def finish(self) -> tuple[int, str]:
        """Run to the end; return the exit code and what was said."""
        return _end_of(self.start())


def _end_of(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    said = process.communicate(timeout=120)[0].decode("utf-8", "replace")
    return process.returncode, said


Strike = Callable[[Run, random.Random], tuple[bool, str]]  # → whether the run noticed it, and what it said


def _kill(run: Run, chance: random.Random) -> tuple[bool, str]:
    process = run.start()
    time.sleep(chance.uniform(0, run.seconds))
    process.send_signal(signal.SIGKILL)
    code, said = _end_of(process)
    return code == -signal.SIGKILL, said


def _limit_file_size(run: Run, chance: random.Random) -> tuple[bool, str]:
    largest = chance.randint(1, 22_000)  # bytes; a letter has some 22,000

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    code, said = _end_of(run.start(limit))
    return code == 1, said


def _fill_disk(run: Run, chance: random.Random) -> tuple[bool, str]:
    filler, disk = run.output.parent / "filler", os.statvfs(run.output)
    # To replace letters takes space for one more and the manifest, a first run takes space for all.
    left = chance.randint(0, 16 if any(run.output.iterdir()) else 380) * _PAGE
    filler.write_bytes(b"x" * max(0, disk.f_bavail * disk.f_frsize - left))
    code, said = run.finish()
    filler.unlink()
    return code == 1, said


def _forbid_writing(run: Run, chance: random.Random) -> tuple[bool, str]:
    """Run where nothing may be written: root on a disk that is read-only, others in a folder that is."""
    folder = chance.choice([run.output, run.output / STATE_FOLDER])
    if os.path.ismount(run.output.parent):
        _remount(run.output.parent, "ro")
    else:
        folder.chmod(0o555)
    code, said = run.finish()
    if os.path.ismount(run.output.parent):
        _remount(run.output.parent, "rw")
    else:
        folder.chmod(0o755)
    return code == 1, said


def _remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


def _race(run: Run, chance: random.Random) -> tuple[bool, str]:
    first = run.start()
    time.sleep(chance.uniform(0, run.seconds / 2))
    second = run.start()
    ends = [_end_of(first), _end_of(second)]
    return 1 in {code for code, _ in ends}, "".join(said for _, said in ends)


def _damage_state(run: Run, chance: random.Random) -> tuple[bool, str]:
    """Damage what the folder knows of itself: every letter may then be somebody's correction."""
    ledger = run.output / STATE_FOLDER / chance.choice(("manifest.json", "forms.json"))
    ledger.write_bytes(damaged(ledger.read_bytes(), chance.getrandbits(32)))
    code, said = run.finish()
    return code == 0, said


@dataclass(frozen=True)
class Fault:
    """A way to strike a run: over the files of an earlier run or into an empty folder, with which options."""

    strike: Strike
    first_run: bool = False
    options: tuple[str, ...] = ()
    needs_disk: bool = False


_FORCE = ("--force",)
FAULTS = {
    "kill": Fault(_kill),
    "kill --force": Fault(_kill, options=_FORCE),
    "kill a first run": Fault(_kill, first_run=True),
    "full disk": Fault(_fill_disk, needs_disk=True),
    "full disk at a first run": Fault(_fill_disk, first_run=True, needs_disk=True),
    "files too large": Fault(_limit_file_size),
    "files too large --force": Fault(_limit_file_size, options=_FORCE),
    "writing forbidden": Fault(_forbid_writing, needs_disk=os.geteuid() == 0),
    "two at once": Fault(_race),
    "damaged manifest --force": Fault(_damage_state, options=_FORCE),
}


@contextmanager
def place_for(fault: Fault, folder: Path) -> Iterator[Path | None]:
    """Yield the folder that ``fault`` happens in, a small disk where it needs one; None: there is none."""
    if not fault.needs_disk:
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
