"""A file → shown by the program that this computer opens such files with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_begun: list[subprocess.Popen[bytes]] = []  # viewers go on by themselves: nobody waits for them


def open_in_viewer(path: Path) -> bool:
    """Open ``path`` in the user's own program and go on at once; False where that is not possible."""
    try:
        if sys.platform == "win32":  # pragma: no cover
            os.startfile(path)  # noqa: S606
            return True
        program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
        if program is None:
            return False
        quiet = subprocess.DEVNULL
        command = [program, str(path)]
        _begun.append(
            subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
        )
    except OSError:
        return False
    return True
