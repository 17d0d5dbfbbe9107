"""The notes of a run under way: each is handed to the system before its file gets its name.

So a killed run leaves a note of every file that it wrote, and of what was there before.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path

import msgspec

from sokhet_docs.office.files import read_if_there, reword_os_errors, sha256_of
from sokhet_docs.outbox.ledger import STATE_FOLDER, Stored, leads_outside
from sokhet_docs.outbox.records import Record, Run, Step


class Line(Stored, frozen=True):
    """One line of the journal: a run that began, or a step (as `Step` has it) that is about to be done."""

    number: int
    run: Run | None = None
    file: str = ""
    record: Record | None = None
    saved: str = ""
    before: Record | None = None

    @property
    def step(self) -> Step:
        """Return what is noted of the file."""
        return Step(file=self.file, saved=self.saved, before=self.before, after=self.record)


def journal_path(folder: Path) -> Path:
    """Return the path of the journal of a run that has not ended."""
    return folder / STATE_FOLDER / "journal.jsonl"


class Journal:
    """The journal of run ``number``; nothing is written before the first note."""

    def __init__(self, folder: Path, number: int, run: Run) -> None:
        self._path = journal_path(folder)
        self._number = number
        self._run = run
        self._stream: RawIOBase | None = None

    def note(self, step: Step) -> None:
        """Note that ``step`` is about to be done. Raises OSError."""
        if self._stream is None:
            self._stream = self._path.open("ab", buffering=0)
            self._append(self._stream, Line(number=self._number, run=self._run))
        self._append(
            self._stream,
            Line(
                number=self._number, file=step.file, record=step.after, saved=step.saved, before=step.before
            ),
        )

    def close(self) -> None:
        """Close the file; it stays until the manifest is written."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    @staticmethod
    def _append(stream: RawIOBase, line: Line) -> None:
        # The leading line break keeps a note apart from one that a full disk cut short.
        data = b"\n" + msgspec.json.encode(line) + b"\n"
        if stream.write(data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def read_journal(folder: Path) -> list[Line]:
    """Return the notes that a killed run left in ``folder``, those of done steps. Raises OutputError."""
    path = journal_path(folder)
    with reword_os_errors(path):
        data = read_if_there(path) or b""
    return _done(folder, list(_iter_lines(data)))


def _iter_lines(data: bytes) -> Iterator[Line]:
    for text in data.split(b"\n"):
        try:
            if text:
                yield msgspec.json.decode(text, type=Line)
        except (ValueError, RecursionError):
            continue  # cut short by a kill or a full disk: its file never got its name


def _done(folder: Path, lines: list[Line]) -> list[Line]:
    # Only for the last note is it unknown whether its file got its name before the kill.
    if not lines or (record := lines[-1].record) is None or leads_outside(folder, lines[-1].file):
        return lines
    path = folder / lines[-1].file
    with reword_os_errors(path):
        data = read_if_there(path)
    return lines if data is not None and sha256_of(data) == record.sha256 else lines[:-1]
