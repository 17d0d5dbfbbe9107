"""The program as a clerk types it, in the folder that a test is in."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from sokhet_docs.cli.program import program


def run(*words: str) -> Result:
    """Return what ``sokhet-docs`` with ``words`` did; fail where it met what nobody foresaw."""
    result = CliRunner().invoke(program, list(words), prog_name="sokhet-docs")
    assert "sự cố ngoài dự kiến" not in result.output
    return result


def files_in(folder: Path) -> list[str]:
    """Return every file in ``folder`` and below, by its path from there, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
