"""What the last runs changed, so that they can be undone; kept beside the manifest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import structs

from sokhet_docs.outbox.journal import read_journal
from sokhet_docs.outbox.ledger import DamagedLedgerError, Ledger, Stored
from sokhet_docs.outbox.records import Run, Step

_MAX_RUNS = 5  # that can be undone, one after the other


class RunSteps(Stored, frozen=True):
    """The steps of one run in their order, when it was, and the runs that the files were of before."""

    time: datetime
    steps: tuple[Step, ...]
    runs: dict[int, Run] = msgspec.field(default_factory=dict)


class UndoLedger(Ledger, frozen=True):
    """The steps of the last runs, the oldest first."""

    FILE_NAME = "hoan-tac.json"
    DAMAGED = "Sổ hoàn tác bị hỏng nên không biết lần chạy trước đã thay những tệp nào."
    DAMAGED_HINT = "Bản cũ của các tệp vẫn nằm trong thư mục {output}/.luu; chép lại bằng tay nếu cần."

    about: str = "Sổ hoàn tác do sokhet-docs ghi: mỗi lần chạy đã thay tệp nào, bản cũ ở đâu. Đừng sửa."
    runs: tuple[RunSteps, ...] = ()

    def paths(self) -> Iterator[str]:
        """Yield the files and where their former bytes are."""
        for run in self.runs:
            for step in run.steps:
                yield from filter(None, (step.file, step.saved))

    def with_run(self, run: RunSteps) -> UndoLedger:
        """Return this ledger with one run more; the oldest is forgotten when there are too many."""
        return structs.replace(self, runs=(*self.runs, run)[-_MAX_RUNS:])


def note_steps(folder: Path, time: datetime, steps: Sequence[Step], runs: Mapping[int, Run]) -> None:
    """Add a run's ``steps`` to the ledger of ``folder``; a damaged one begins anew. Raises OutputError.

    ``runs`` are those that the manifest knows.
    """
    if not steps:
        return
    numbers = {step.before.run for step in steps if step.before}
    before = {number: run for number, run in runs.items() if number in numbers}
    try:
        ledger = UndoLedger.read(folder)
    except DamagedLedgerError:
        ledger = UndoLedger()
    ledger.with_run(RunSteps(time=time, steps=tuple(steps), runs=before)).write(folder)


def note_killed_run(folder: Path, runs: Mapping[int, Run]) -> None:
    """Add the steps of a run that was killed in ``folder``, as its journal has them. Raises OutputError."""
    lines = read_journal(folder)
    steps = [line.step for line in lines if line.file]
    if time := next((line.run.time for line in reversed(lines) if line.run), None):
        note_steps(folder, time, steps, runs)
