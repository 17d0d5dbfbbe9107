"""pyproject.toml → requirements.lock: the program's libraries, exactly, for every platform, with hashes.

python -m tools.build_lock             what the lock has stays; what pyproject.toml asks for now is added
python -m tools.build_lock --upgrade   the newest versions that pyproject.toml allows
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools.windows.locked import LOCK

_ROOT = Path(__file__).parent.parent
_HEADER = "# Made by `python -m tools.build_lock` from pyproject.toml; not to be changed by hand.\n"
_OPTIONS = [
    "--universal",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--python-version=3.11",
    "--quiet",
]


def main(arguments: list[str]) -> None:
    """Write the lock file; ``arguments`` go to uv."""
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        *_OPTIONS,
        *arguments,
        "-o",
        LOCK.name,
        "pyproject.toml",
    ]
    subprocess.run(command, cwd=_ROOT, check=True, stdout=subprocess.DEVNULL)
    text = LOCK.read_text(encoding="utf-8")
    LOCK.write_text(_HEADER + text.removeprefix(_HEADER), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
