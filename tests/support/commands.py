"""The program as a clerk types it, in the folder that a test is in."""

from __future__ import annotations

import os
import re
from pathlib import Path

from click.testing import CliRunner, Result

from sokhet_docs.cli.program import program

_BACKSLASH = re.compile(r"(?<=[\w.):-])\\(?=[\w.~(])")  # between folders


def run(*words: str) -> Result:
    """Return what ``sokhet-docs`` with ``words`` did; fail where it met what nobody foresaw.

    The paths that it tells have ``/`` between their folders, on Windows too.
    """
    result = CliRunner().invoke(program, list(words), prog_name="sokhet-docs")
    if os.sep == "\\":
        result.stdout_bytes = _with_slashes(result.stdout_bytes)
        result.output_bytes = _with_slashes(result.output_bytes)
        result.stderr_bytes = _with_slashes(result.stderr_bytes)
    assert "sự cố ngoài dự kiến" not in result.output
    return result


def _with_slashes(told: bytes) -> bytes:
    return _BACKSLASH.sub("/", told.decode()).encode()


def files_in(folder: Path) -> list[str]:
    """Return every file in ``folder`` and below, by its path from there, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
