"""An output folder on the disk: locked for one run, every write noted in the journal before it is done.

It reads and writes single files by name and keeps the manifest up to date; `Outbox` decides what becomes of
a file. In a dry run nothing is written, and every answer is the one that a real run would get.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import structs

from sokhet_docs.office.files import (
    is_folder_open,
    is_path_too_long,
    is_same_file,
    link_or_copy,
    problem_of,
    read_if_there,
    replace_file,
    reword_os_errors,
    sha256_of,
    write_atomic,
    write_tmp,
)
from sokhet_docs.office.lock import Lock
from sokhet_docs.office.saved_files import SAVED_FOLDER, free_path
from sokhet_docs.outbox.filenames import name_key
from sokhet_docs.outbox.folder_lock import lock_folder, open_elsewhere
from sokhet_docs.outbox.journal import Journal, journal_path
from sokhet_docs.outbox.ledger import STATE_FOLDER
from sokhet_docs.outbox.manifest import Manifest, ManifestFile, read_manifest, write_manifest
from sokhet_docs.outbox.records import Record, Run, Step
from sokhet_docs.outbox.undo_ledger import note_killed_run, note_steps
from sokhet_docs.problems import Problem

_OF_ONE_FILE = {errno.EISDIR, errno.ENAMETOOLONG, errno.EBUSY, errno.ETXTBSY, errno.ENOTDIR, errno.ENOTEMPTY}


class BlockedError(Exception):
    """One file cannot be read or written, but others may; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class OutputFolder:
    """The folder ``path`` and its manifest, for one run. An OSError of a method concerns the whole folder."""

    def __init__(self, path: Path, run: Run, *, dry_run: bool) -> None:
        self.path = path
        self.manifest = Manifest()
        self._run, self._dry_run = run, dry_run
        self._state = path / STATE_FOLDER
        self._tmp_path = self._state / "new.tmp"
        self._lock: Lock | None = None
        self._changed = False
        self._steps: list[Step] = []

    def open(self) -> None:
        """Lock the folder and clean up what a killed run left. Raises OutputError when that is impossible."""
        if self._dry_run:
            self.manifest = read_manifest(self.path)
        else:
            self._lock_and_recover()
        self._number = max(self.manifest.runs, default=0) + 1
        self._spellings = {name_key(name): name for name in self.manifest.files}
        self._journal = Journal(self.path, self._number, self._run)

    def close(self) -> None:
        """Write the manifest if anything changed, and unlock the folder. Raises OutputError."""
        try:
            self._journal.close()
            if self._changed:
                self._forget_lost()
                note_steps(self.path, self._run.time, self._steps, self.manifest.runs)
                write_manifest(self.path, self.manifest)
        finally:
            self._unlock()

    def read(self, name: str) -> bytes | None:
        """Return the bytes of the file ``name``, None when it is not there. Raises BlockedError."""
        path = self.path / name
        if is_path_too_long(self.path / SAVED_FOLDER / self._kept_name(name)):  # the longest that comes of it
            raise BlockedError(problem_of(OSError(errno.ENAMETOOLONG, ""), path))
        try:
            data = read_if_there(path)
            self._take_spelling(name)
        except OSError as err:
            raise BlockedError(problem_of(err, path)) from err
        return data

    def _take_spelling(self, name: str) -> None:
        """Spell the file ``name`` so, and its record, where the system takes it for one spelled otherwise.

        On Windows “TÒA ÁN.docx” is found by the name “Tòa án.docx” too. Raises OSError.
        """
        other = self._spellings.get(name_key(name), name)
        if other == name or name in self.manifest.files:
            return
        if not is_same_file(self.path / other, self.path / name):
            return
        if not self._dry_run:
            (self.path / other).rename(self.path / name)
            self._changed = True
        self.manifest.files[name] = self.manifest.files.pop(other)

    def sha256_of(self, name: str) -> str:
        """Return the hash of ``name`` as we last wrote it; "" when we never did."""
        record = self.manifest.files.get(name)
        return record.sha256 if record else ""

    def is_as_written(self, name: str, data: bytes) -> bool:
        """Return whether ``data``, read from the file ``name``, is what we wrote there."""
        return sha256_of(data) == self.sha256_of(name)

    def write(self, name: str, data: bytes, record: Record, saved: Path | None = None) -> None:
        """Write the file ``name`` over any existing one, which is kept in .luu. Raises BlockedError.

        ``saved`` is where the existing one was kept already.
        """
        path = self.path / name
        self.refuse_if_open(name)
        if self._dry_run:
            return
        write_tmp(self._tmp_path, data, fsync=False)
        self._changed = True
        with _blocked_alone(path):
            kept = None if saved else self._keep(name)
        step = self._step(name, structs.replace(record, run=self._number), saved or kept)
        self._journal.note(step)
        with _blocked_alone(path):
            try:
                replace_file(self._tmp_path, path)
            except OSError:
                self._journal.note(structs.replace(step, after=step.before))
                for leftover in filter(None, (self._tmp_path, kept)):
                    with suppress(PermissionError):  # held for a moment: the next run removes it
                        leftover.unlink(missing_ok=True)
                raise
        self._done(step)

    def _step(self, name: str, after: Record | None, saved: Path | None) -> Step:
        kept = saved.relative_to(self.path).as_posix() if saved else ""
        return Step(file=name, saved=kept, before=self.manifest.files.get(name), after=after)

    def _keep(self, name: str) -> Path | None:
        """Keep the file ``name`` in .luu as it is before this run; None when it is not there."""
        if read_if_there(self.path / name) is None:
            return None
        target = free_path(self.path, self._kept_name(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        link_or_copy(self.path / name, target)
        return target

    def _kept_name(self, name: str) -> str:
        return f"lan-{self._number}/{name}"

    def _done(self, step: Step) -> None:
        self._steps.append(step)
        self._remember(step.file, step.after)

    def refuse_if_open(self, name: str) -> None:
        """Raise BlockedError when an office program has the file ``name`` open."""
        if problem := open_elsewhere(self.path / name):
            raise BlockedError(problem)

    def adopt(self, name: str, record: Record) -> None:
        """Record that ``name`` already has the content that would have been written."""
        known = self.manifest.files.get(name)
        if known is None or structs.replace(known, run=0) != record:
            self._remember(name, structs.replace(record, run=self._number))

    def save_copy(self, name: str, data: bytes) -> Path:
        """Copy ``data``, the content of ``name``, into .luu under a free name; ``name`` stays."""
        target = free_path(self.path, name)
        if not self._dry_run:
            target.parent.mkdir(exist_ok=True)
            write_atomic(target, data, tmp_path=self._tmp_path)
        return target

    def move_to_saved(self, name: str) -> Path:
        """Move the file ``name`` into .luu under a free name. Raises BlockedError."""
        self.refuse_if_open(name)
        target = free_path(self.path, name)
        if self._dry_run:
            return target
        target.parent.mkdir(exist_ok=True)
        with _blocked_alone(self.path / name):
            replace_file(self.path / name, target)
        self._done(self._step(name, None, target))
        return target

    def forget(self, name: str) -> None:
        """Drop the record of ``name``."""
        if not self._dry_run:
            self._remember(name, None)

    def _lock_and_recover(self) -> None:
        self._lock = lock_folder(self.path)
        try:
            with reword_os_errors(self.path):
                self._recover()
        except BaseException:
            self._unlock()
            raise

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def _recover(self) -> None:
        self.manifest = read_manifest(self.path)
        for leftover in self._state.glob("*.tmp"):
            leftover.unlink()
        if self.manifest.warnings and ManifestFile.path(self.path).exists():
            ManifestFile.path(self.path).replace(self._state / "manifest-hong.json")
        if journal_path(self.path).exists():
            note_killed_run(self.path, self.manifest.runs)
            write_manifest(self.path, self.manifest)

    def _forget_lost(self) -> None:
        # A deleted file needs no record, but a deleted offer does: it must not be offered again.
        files = self.manifest.files
        for name, record in list(files.items()):
            if not record.beside and not (self.path / name).exists():
                del files[name]

    def _remember(self, name: str, record: Record | None) -> None:
        if self._dry_run:
            return
        self._changed = True
        if record:
            self.manifest.runs[self._number] = self._run
            self.manifest.files[name] = record
        else:
            self.manifest.files.pop(name, None)


@contextmanager
def _blocked_alone(path: Path) -> Iterator[None]:
    """Raise an OSError as BlockedError unless it concerns the whole folder and not only the file ``path``."""
    try:
        yield
    except OSError as err:
        of_one_file = isinstance(err, PermissionError) and is_folder_open(path.parent)
        if not of_one_file and err.errno not in _OF_ONE_FILE:
            raise
        raise BlockedError(problem_of(err, path)) from err
