"""The build for Windows, made with a Windows CPython from PyPI and tried under Wine on this Debian machine.

    python -m tools.windows_rig                    everything: about ten minutes on two cores
    python -m tools.windows_rig --only job setup   some of the trials: dlls, same, job, setup, tests

Needs the Debian packages wine wine64 gcc-mingw-w64-x86-64-win32 mingw-w64-tools nsis, and a Python 3.11.
What it downloads and builds once is kept in the folder --cache. What cannot be tried here is listed in
docs/windows.md.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.build_windows import build
from tools.windows.program_folder import NAME
from tools.windows.rig_dlls import missing_dlls
from tools.windows.rig_job import compare_jobs
from tools.windows.rig_python import build_rig_python
from tools.windows.rig_setup import try_installer
from tools.windows.rig_tests import run_tests
from tools.windows.wine import Wine, require_wine, wine_prefix

_CACHE = Path.home() / ".cache" / "sokhet-docs-windows"


@dataclass(frozen=True)
class Rig:
    """What the trials work with: Wine, the build's inputs and results, the unpacked program, a scratch."""

    wine: Wine
    cache: Path
    python: Path
    archive: Path
    setup: Path
    program: Path
    scratch: Path


def _dlls(rig: Rig) -> Iterable[str]:
    return missing_dlls(rig.program)


def _same(rig: Rig) -> Iterator[str]:
    """Build again: equal inputs must give equal bytes."""
    again = build(rig.python, rig.cache, rig.scratch / "again")
    for first, second in zip((rig.archive, rig.setup), again, strict=True):
        if first.read_bytes() != second.read_bytes():
            yield f"built again, {first.name} has other bytes"


def _job(rig: Rig) -> Iterable[str]:
    return compare_jobs(rig.wine, rig.program, rig.scratch / "job")


def _setup(rig: Rig) -> Iterable[str]:
    return try_installer(rig.wine, rig.setup, rig.program, rig.scratch)


def _tests(rig: Rig) -> Iterator[str]:
    outcome = run_tests(rig.wine, rig.program, rig.cache)
    if outcome.code:
        yield f"pytest ended with {outcome.code}"


_TRIALS: dict[str, Callable[[Rig], Iterable[str]]] = {
    "dlls": _dlls,
    "same": _same,
    "job": _job,
    "setup": _setup,
    "tests": _tests,
}


def _try_all(rig: Rig, names: Iterable[str]) -> list[str]:
    faults = []
    for name in names:
        start = time.monotonic()
        print(f"--- {name}", flush=True)
        faults += [f"{name}: {fault}" for fault in _TRIALS[name](rig)]
        print(f"--- {name}: {time.monotonic() - start:.0f} s", flush=True)
    return faults


def run_rig(cache: Path, names: Iterable[str]) -> list[str]:
    """Build the program and run the trials ``names``; return what is wrong, one text each.

    Raises ``RuntimeError`` or ``CalledProcessError`` where the rig itself cannot be had.
    """
    require_wine()
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="windows-build-") as scratch, wine_prefix() as wine:
        python = build_rig_python(cache)
        archive, setup = build(python, cache, Path(scratch) / "dist")
        for path in (archive, setup):
            print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB", flush=True)
        program = wine.unix_path(r"C:\Văn thư Đảng") / NAME
        zipfile.ZipFile(archive).extractall(program.parent)
        return _try_all(Rig(wine, cache, python, archive, setup, program, Path(scratch)), names)


def main() -> int:
    """Run the trials that the command line names; return 1 where one failed or the rig cannot be had."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cache", type=Path, default=_CACHE, help="where downloads are kept")
    parser.add_argument("--only", nargs="+", choices=_TRIALS, default=list(_TRIALS), metavar="TRIAL")
    chosen = parser.parse_args()
    try:
        faults = run_rig(chosen.cache.resolve(), chosen.only)
    except (RuntimeError, ValueError, OSError, subprocess.SubprocessError) as err:
        faults = [f"the rig for Windows cannot be had: {err}"]
    for fault in faults:
        print(f"FAULT {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
