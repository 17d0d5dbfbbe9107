"""The last run of an output folder → the folder as it was before that run.

Only what is still as the run left it is brought back; what was corrected since stays and is told. What the
run had written is kept in ``.luu`` too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from msgspec import structs

from sokhet_docs.office.files import (
    link_or_copy,
    problem_of,
    read_if_there,
    reword_os_errors,
    sha256_of,
    write_atomic,
)
from sokhet_docs.office.saved_files import SAVED_FOLDER, free_path
from sokhet_docs.outbox.folder_lock import open_elsewhere, with_folder_locked
from sokhet_docs.outbox.ledger import STATE_FOLDER
from sokhet_docs.outbox.manifest import Manifest, read_manifest, write_manifest
from sokhet_docs.outbox.records import Step
from sokhet_docs.outbox.release_ledger import read_releases
from sokhet_docs.outbox.undo_ledger import RunSteps, UndoLedger, note_killed_run
from sokhet_docs.problems import Place, Problem, Severity, UsageError


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing did: when the run was, the files that are as before, those that it had made, what stayed.

    ``problems`` tell why a file stayed, or an error why it could not be brought back yet.
    """

    time: datetime
    restored: tuple[Path, ...]
    removed: tuple[Path, ...]
    problems: tuple[Problem, ...]


def undo_last_run(folder: Path) -> Undone:
    """Bring ``folder`` back to what it was before its last run that changed anything.

    Raises UsageError when there is none, or something was released since; OutputError when the folder cannot
    be written.
    """
    if not (folder / STATE_FOLDER).is_dir():
        raise _nothing(folder)
    with with_folder_locked(folder), reword_os_errors(folder):
        manifest = read_manifest(folder)
        note_killed_run(folder, manifest.runs)
        write_manifest(folder, manifest)  # the killed run's journal, if any, is part of it now
        ledger = UndoLedger.read(folder)
        if not ledger.runs:
            raise _too_far(folder) if manifest.files else _nothing(folder)
        *before, last = ledger.runs
        _refuse_released(folder, last)
        outcome = _Undoing(folder, manifest, last).do()
        write_manifest(folder, manifest)
        left = tuple(step for step in last.steps if step.file in outcome.blocked)
        again = (structs.replace(last, steps=left),) if left else ()
        structs.replace(ledger, runs=(*before, *again)).write(folder)
    return outcome.undone


class _Undoing:
    """One run being undone; ``blocked`` are the files that could not be written: to be tried again."""

    def __init__(self, folder: Path, manifest: Manifest, run: RunSteps) -> None:
        self._folder, self._manifest, self._run = folder, manifest, run
        self._restored: list[Path] = []
        self._removed: list[Path] = []
        self._problems: list[Problem] = []
        self.blocked: set[str] = set()

    @property
    def undone(self) -> Undone:
        return Undone(self._run.time, tuple(self._restored), tuple(self._removed), tuple(self._problems))

    def do(self) -> _Undoing:
        self._manifest.runs = self._run.runs | self._manifest.runs
        for step in reversed(self._run.steps):
            self._undo(step)
        return self

    def _undo(self, step: Step) -> None:
        path = self._folder / step.file
        data = read_if_there(path)
        if self._is_as_before(step, data):
            self._note(step)
        elif problem := open_elsewhere(path, "chưa lấy lại bản trước"):
            self._block(step, problem)
        elif not _is_as_left(step, data):
            self._problems.append(_corrected(path))
        else:
            self._bring_back(step, data)

    def _is_as_before(self, step: Step, data: bytes | None) -> bool:
        """Tell whether the file is as it was before: an undoing that was killed had come to it."""
        return data == (read_if_there(self._folder / step.saved) if step.saved else None)

    def _bring_back(self, step: Step, data: bytes | None) -> None:
        path = self._folder / step.file
        try:
            if data is not None:
                self._keep(step.file)
            if step.saved:
                tmp_path = self._folder / STATE_FOLDER / "undo.tmp"
                write_atomic(path, (self._folder / step.saved).read_bytes(), tmp_path=tmp_path)
            else:
                path.unlink(missing_ok=True)
        except OSError as err:
            self._block(step, problem_of(err, path))
        else:
            (self._restored if step.saved else self._removed).append(path)
            self._note(step)

    def _keep(self, name: str) -> None:
        target = free_path(self._folder, f"hoan-tac/{name}")
        target.parent.mkdir(parents=True, exist_ok=True)
        link_or_copy(self._folder / name, target)

    def _block(self, step: Step, problem: Problem) -> None:
        self.blocked.add(step.file)
        self._problems.append(problem)

    def _note(self, step: Step) -> None:
        if step.before:
            self._manifest.files[step.file] = step.before
        else:
            self._manifest.files.pop(step.file, None)


def _is_as_left(step: Step, data: bytes | None) -> bool:
    if step.after is None or data is None:
        return data is None
    return sha256_of(data) == step.after.sha256


def _refuse_released(folder: Path, run: RunSteps) -> None:
    later = [release for release in read_releases(folder).in_force if release.time >= run.time]
    if later:
        raise UsageError.at(
            str(folder),
            f"Kết quả của lần chạy ấy đã phát hành (lần {later[-1].number}).",
            "Muốn lấy lại thì thu hồi lần phát hành trước: sokhet-docs release --undo",
        )


def _nothing(folder: Path) -> UsageError:
    return UsageError.at(
        str(folder),
        "Không có lần chạy nào để hoàn tác ở thư mục này.",
        "Chỉ đúng thư mục kết quả bằng --output.",
    )


def _too_far(folder: Path) -> UsageError:
    return UsageError.at(
        str(folder),
        "Không lùi được thêm: chỉ hoàn tác được năm lần chạy gần nhất.",
        f"Bản cũ hơn của các tệp nằm trong thư mục {SAVED_FOLDER}.",
    )


def _corrected(path: Path) -> Problem:
    message = "Tệp đã được sửa sau lần chạy ấy nên giữ nguyên."
    hint = f"Bản cũ của tệp nằm trong thư mục {SAVED_FOLDER}; cần thì chép lại bằng tay."
    return Problem(Place(str(path)), message, hint, Severity.WARNING)
