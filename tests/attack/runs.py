"""A case → what the program answered to its commands, run in a folder with the case's files.

The commands run in this process, or in one of their own, exactly as a clerk would call them.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from sokhet_docs.cli.program import program
from tests.attack.judge import Snapshot, fault_of_output, fault_of_returns
from tests.support.environment import ROOT

PATIENCE = 60  # seconds that one command may take


@dataclass(frozen=True, slots=True)
class Case:
    """Files by their path in a working folder, and the commands that are run there one after another.

    ``intact``: the returned files without a fault, by the code of their unit; each must be received.
    """

    files: Mapping[str, bytes]
    commands: tuple[str, ...]
    intact: Mapping[str, bytes] = field(default_factory=dict)
    kind: str = ""
    own_process: bool = False

    def lay_out(self, folder: Path) -> None:
        """Write the files into ``folder``."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the last command of a case came to: ``fault`` is "" or what must not be.

    ``seconds`` is processor time of this process and its children, whatever else the machine does.
    """

    command: str
    exit_code: int
    seconds: float
    fault: str = ""


class HangError(Exception):
    """A command took longer than it may."""


def run_case(case: Case) -> Answer:
    """Run the commands of ``case`` until one of them shows a fault."""
    with tempfile.TemporaryDirectory(prefix="sokhet-docs-attack-") as name:
        folder = Path(name)
        case.lay_out(folder)
        answer = Answer("", 0, 0)
        for command in case.commands:
            answer = _run_command(command, folder, case.own_process)
            if answer.fault:
                return answer
        fault = fault_of_returns(folder, case.intact)
        return Answer(answer.command, answer.exit_code, answer.seconds, fault)


def _run_command(command: str, folder: Path, own_process: bool) -> Answer:
    before, began = Snapshot.of(folder), sum(os.times()[:4])
    run = _run_in_own_process if own_process else _run_here
    exit_code, said = run(shlex.split(command), folder)
    seconds = sum(os.times()[:4]) - began
    return Answer(command, exit_code, seconds, fault_of_output(command, exit_code, said, before, folder))


def _run_here(words: list[str], folder: Path) -> tuple[int, str]:
    """Run a command in this process; return its exit code and all that it said."""
    try:
        with _alarm(PATIENCE), contextlib.chdir(folder):
            result = CliRunner().invoke(program, ["--debug", *words], prog_name="sokhet-docs")
    except HangError:
        return -1, f"took more than {PATIENCE} s"
    if result.exception and not isinstance(result.exception, SystemExit):
        return -1, "".join(traceback.format_exception(result.exception))
    return result.exit_code, result.output


@contextlib.contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    """Raise HangError in this process after ``seconds``, where the system has alarms."""

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


def _run_in_own_process(words: list[str], folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "sokhet_docs", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return -1, f"took more than {PATIENCE} s"
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")
