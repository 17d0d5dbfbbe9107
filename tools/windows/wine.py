"""A Wine of its own, in a folder that goes away: commands → what they wrote and their exit code."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

_WINE = "/usr/lib/wine/wine64"
_SERVER = "/usr/lib/wine/wineserver64"
_SETTINGS = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml=", "WINEARCH": "win64"}


@dataclass(frozen=True)
class Outcome:
    r"""What a command did: its exit code, and what it wrote to both streams, with ``\n`` for ``\r\n``."""

    code: int
    text: str


@dataclass(frozen=True)
class Wine:
    """Runs Windows programs in ``prefix``; ``settings`` are environment variables of theirs alone."""

    prefix: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """Return the whole environment of a command."""
        home = {"WINEPREFIX": str(self.prefix), "HOME": str(self.prefix.parent), "LC_ALL": "C.UTF-8"}
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        return kept | home | _SETTINGS | dict(self.settings)

    def run(
        self, command: Sequence[str], folder: Path, *, timeout: float = 300, is_shown: bool = False
    ) -> Outcome:
        """Run ``command`` in ``folder``, with pipes as its standard handles; raises ``TimeoutExpired``.

        With ``is_shown`` what it writes is printed as it comes.
        """
        silent, pipe, both = subprocess.DEVNULL, subprocess.PIPE, subprocess.STDOUT
        process = subprocess.Popen(
            [_WINE, *command], cwd=folder, env=self.environment, stdin=silent, stdout=pipe, stderr=both
        )
        written: list[str] = []
        reader = Thread(target=_read, args=(process, written, is_shown), daemon=True)
        reader.start()
        try:
            code = process.wait(timeout)
        finally:
            process.kill()
        reader.join(10)  # no longer: what it started and left running may hold the pipe
        return Outcome(code, "".join(written).replace("\r\n", "\n"))

    def unix_path(self, windows_path: str) -> Path:
        r"""Return where ``C:\…`` lies on this machine."""
        return self.prefix / "drive_c" / Path(*windows_path.partition(":\\")[2].split("\\"))


def _read(process: subprocess.Popen[bytes], written: list[str], is_shown: bool) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        written.append(line.decode(errors="replace"))
        if is_shown:
            print(written[-1].rstrip(), flush=True)


def require_wine() -> None:
    """Raise ``RuntimeError`` where Wine is missing."""
    if not Path(_WINE).exists():
        raise RuntimeError("Wine is not installed (Debian packages wine wine64)")


@contextmanager
def wine_prefix() -> Iterator[Wine]:
    """Yield a Wine whose prefix is new; at the end all that runs in it is ended and it is deleted."""
    require_wine()
    scratch = Path(tempfile.mkdtemp(prefix="windows-rig-"))
    wine = Wine(scratch / "prefix")
    wine.prefix.mkdir()
    try:
        _start(wine)
        yield wine
    finally:
        subprocess.run([_SERVER, "-k"], env=wine.environment, check=False, timeout=60)
        subprocess.run([_SERVER, "-w"], env=wine.environment, check=False, timeout=60)
        shutil.rmtree(scratch, ignore_errors=True)


def _start(wine: Wine) -> None:
    """Start a server that waits for commands, and Windows' services: without pipes, which they would hold."""
    version = ["reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f"]
    for command in ([_SERVER, "-p"], [_WINE, *version]):
        silent = subprocess.DEVNULL
        done = subprocess.run(
            command,
            env=wine.environment,
            stdin=silent,
            stdout=silent,
            stderr=silent,
            timeout=120,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"Wine does not start: {' '.join(command)} ended with {done.returncode}")
