"""A folder of Python modules → the same as .pyc alone, which hold no path and no time of this machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def compile_folder(folder: Path) -> None:
    """Replace every module below ``folder`` by its .pyc beside it, as python.org does for its embeddable zip.

    So nothing is compiled or written where the program runs, and there are half as many files to unpack. A
    process of its own, with hashes that are the same each time, makes equal sources equal bytes. The .pyc
    are for Pythons of this Python's minor version. Raises ``CalledProcessError`` where a module is no Python
    3.
    """
    options = ["-q", "-b", "-j1", "--invalidation-mode", "unchecked-hash", "-s", str(folder), "-p", "."]
    command = [sys.executable, "-S", "-m", "compileall", *options, str(folder)]
    subprocess.run(command, check=True, env={"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"})
    for source in folder.rglob("*.py"):
        source.unlink()
