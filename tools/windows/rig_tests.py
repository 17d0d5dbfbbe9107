"""The tests that need no LibreOffice, run by the program's own Python under Wine."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from tools.windows.locked import PYTHON
from tools.windows.wine import Outcome, Wine

ROOT = Path(__file__).parents[2]
# What the tests import, and what that needs on Windows, in the versions that this Python has.
_LIBRARIES = (
    "babel", "execnet", "holidays", "hypothesis", "iniconfig", "packaging", "pillow", "pluggy", "pygments",
    "pytest", "pytest-xdist", "python-dateutil", "six", "sortedcontainers",
)  # fmt: skip
_WINDOWS_ALONE = ("colorama==0.4.6",)
_PROCESSES = 2
# Left out: `project` holds rules of the repository, not of the program; `attack` damages files until time is
# up.
_FOLDERS = (
    "cli", "end_to_end", "letters", "office", "outbox", "plan", "printing", "returns", "template",
    "templates", "text", "tracking", "workbook",
)  # fmt: skip
_SECONDS = 15 * 60


def run_tests(wine: Wine, program: Path, cache: Path) -> Outcome:
    """Run the quick tests with a copy of the Python of the folder ``program``; raises ``TimeoutExpired``.

    A test whose outside tool is missing is skipped with its reason, as on any machine without LibreOffice.
    """
    python = wine.prefix / "drive_c" / "Kiểm thử" / "python"
    shutil.copytree(program / "python", python)
    more = [_libraries(cache), ROOT]
    search_path = python / "python311._pth"
    with search_path.open("a", encoding="utf-8") as lines:
        lines.writelines(f"{windows_path(folder)}\n" for folder in more)
    options = [
        "-q",
        "-p",
        "no:cacheprovider",
        "-m",
        "not slow",
        "-n",
        str(_PROCESSES),
        "--basetemp",
        r"C:\Kiểm thử\tạm",
    ]
    folders = [f"tests/{name}" for name in _FOLDERS if (ROOT / "tests" / name).exists()]
    return wine.run(
        [str(python / "python.exe"), "-m", "pytest", *options, *folders],
        ROOT,
        timeout=_SECONDS,
        is_shown=True,
    )


def windows_path(path: Path) -> str:
    r"""Return how a program under Wine names ``path``: ``Z:\…``."""
    return "Z:" + str(path).replace("/", "\\")


def _libraries(cache: Path) -> Path:
    pins = [f"{name}=={version(name)}" for name in _LIBRARIES] + [*_WINDOWS_ALONE]
    folder = cache / f"tests-{hashlib.sha256(' '.join(pins).encode()).hexdigest()[:16]}"
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        platform = ["--platform=win_amd64", f"--python-version={PYTHON}", "--only-binary=:all:", "--no-deps"]
        command = [sys.executable, "-m", "pip", "install", "--quiet", *platform, "--target", str(unfinished)]
        subprocess.run([*command, *pins], check=True)
        unfinished.rename(folder)
    return folder
