"""One faulty case → what the program answered: a right result, problems named, or what must not be.

The commands run in this process, or as a process of their own, exactly as a clerk would call them.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import signal
import subprocess
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from lxml import etree

from sokhet_docs.cli.program import program
from sokhet_docs.office.docx_text import read_text
from tests.attack.inputs import Case

PATIENCE = 60  # seconds that one command may take
COMMANDS = (
    ("check",),
    ("check", "--json"),
    ("generate", "--only", "1", "--only", "20", "--only", "66"),
    ("generate", "--split", "--only", "2", "--only", "45"),
    ("generate", "--quiet"),
    ("generate", "--dry-run"),
    ("recipients",),
    ("recipients", "-o", "noi-nhan.docx"),
    ("recipients", "-o", "noi-nhan.xlsx"),
    ("plan", "-o", "ke-hoach.docx"),
    ("fields",),
)
_WRITES_INTO_A_FOLDER = "generate"


class HangError(Exception):
    """A command took longer than it may."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one command made of a case: ``fault`` is "" or what must not be, ``seconds`` processor time."""

    command: str
    exit_code: int
    seconds: float
    fault: str = ""


def try_case(case: Case, *, apart: bool) -> Answer:
    """Run one command, drawn by the case's own chance, on its files; ``apart`` in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="sokhet-docs-attack-") as name:
        folder = Path(name)
        workbook, templates = case.lay_out(folder)
        command = case.chance.choice(COMMANDS)
        words = [_placed(word, folder) for word in command]
        words += ["-w", str(workbook), "-t", str(templates)]
        if command[0] == _WRITES_INTO_A_FOLDER:
            words += ["-o", str(folder / "output")]
        began = sum(os.times()[:4])  # of this process and of its children, whatever else the machine does
        exit_code, fault = _run_apart(words) if apart else run_here(words)
        seconds = sum(os.times()[:4]) - began
        fault = fault or _fault_of_results(folder, exit_code)
        return Answer(" ".join(command), exit_code, seconds, fault)


def _placed(word: str, folder: Path) -> str:
    return str(folder / word) if word.endswith((".docx", ".xlsx")) else word


def run_here(words: list[str]) -> tuple[int, str]:
    """Run a command in this process; return its exit code, and what must not be or ""."""
    try:
        with _alarm(PATIENCE):
            result = CliRunner().invoke(program, ["--debug", *words], prog_name="sokhet-docs")
    except HangError:
        return 1, f"took more than {PATIENCE} s"
    if result.exception and not isinstance(result.exception, SystemExit):
        return 1, "".join(traceback.format_exception(result.exception))
    return result.exit_code, _fault_of_words(result.output)


@contextlib.contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    """Raise HangError in this process after ``seconds``, where the system knows alarms."""

    def ring(*_: object) -> None:
        raise HangError

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _run_apart(words: list[str]) -> tuple[int, str]:
    command = [sys.executable, "-m", "sokhet_docs", *words]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return 1, f"took more than {PATIENCE} s"
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode not in (0, 1, 2):
        return done.returncode, f"ended with {done.returncode}: {said[-2000:]}"
    return done.returncode, _fault_of_words(said)


def _fault_of_words(said: str) -> str:
    """Return ``said`` when it is more of Python than of the program: a traceback, a warning, an accident."""
    bad = ("Traceback (most recent call last)", "Warning: ", "sự cố ngoài dự kiến")
    return said[-2000:] if any(word in said for word in bad) else ""


def _fault_of_results(folder: Path, exit_code: int) -> str:
    """Return what is wrong with the files that a command wrote; "" when they are good."""
    written = [*folder.glob("*.docx"), *folder.glob("output/*.docx")]
    if exit_code and written:
        return f"ended with {exit_code} and yet wrote {len(written)} files"
    return next((fault for path in written if (fault := _fault_of_docx(path))), "")


def _fault_of_docx(path: Path) -> str:
    try:
        content = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False))
        read_text(content)
    except (OSError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as err:
        return f"{path.name} is no good Word file: {err!r}"
    return ""


def draw_apart(seed: str) -> bool:
    """Tell whether the case of ``seed`` runs in a process of its own: one in twenty does."""
    return random.Random(f"apart {seed}").random() < 0.05
