"""The tests that need no LibreOffice, run by the rig's Python under Wine → how many passed, failed, were skipped."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from tools.windows.locked import PYTHON
from tools.windows.wine import Outcome, Wine

ROOT = Path(__file__).parents[2]
# What the tests import, and what that needs on Windows; in the versions that this Python has.
_LIBRARIES = (
    "babel", "execnet", "holidays", "hypothesis", "iniconfig", "packaging", "pillow", "pluggy", "pygments", "pytest",
    "pytest-xdist", "python-dateutil", "six", "sortedcontainers",
)  # fmt: skip
_WINDOWS_ALONE = ("colorama==0.4.6",)
_PROCESSES = 2
"""


def run_tests(wine: Wine, program: Path, cache: Path, tests: Sequence[str]) -> Outcome:
    pass
