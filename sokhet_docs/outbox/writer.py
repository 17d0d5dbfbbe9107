"""The bytes of documents → files of the output folder, whole or not at all; corrections by hand are kept.

One process owns an outbox; others, or threads, may render for it. Whatever happens, an existing file stays
whole, and what somebody typed into it is never lost: with ``force`` the corrected file is kept in ``.luu``.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePath
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec import structs

from sokhet_docs.office.files import is_same_file, problem_of, read_if_there, sha256_of
from sokhet_docs.office.same_book import is_same_book
from sokhet_docs.outbox.filenames import fault_of, name_key
from sokhet_docs.outbox.manifest import Manifest
from sokhet_docs.outbox.output_folder import BlockedError, OutputFolder
from sokhet_docs.outbox.records import Entry, Record, Run
from sokhet_docs.outbox.sent_versions import SentVersion, SentVersions, base_name, version_name
from sokhet_docs.problems import OutputError, Place, Problem, Severity
from sokhet_docs.text.alphabet import name_order

if TYPE_CHECKING:
    from sokhet_docs.outbox.changes import Change


class Fate(StrEnum):
    """What became of a file."""

    NEW = "new"  # it was not there
    CHANGED = "changed"  # it replaced our earlier version
    UNCHANGED = "unchanged"  # not touched
    KEPT = "kept"  # corrected by hand: not touched, the new version is put beside it
    REPLACED = "replaced"  # corrected by hand and replaced by force; the corrected one is in .luu
    SENT = "sent"  # this very version was released: not touched
    BLOCKED = "blocked"  # open or locked: not touched, the problem says what to do


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, or in a dry run would.

    ``beside`` is the ``… (mới).docx`` that holds this run's version (None: none is needed, or it was offered
    before and thrown away), ``saved`` what was put into .luu, ``changes`` the old → new words (empty for NEW
    and UNCHANGED, and when only the formatting differs), ``problem`` why the file is BLOCKED, or a warning.
    ``sent`` is the copy of what was released before it (None: nothing was): then ``changes`` are those
    against it.
    """

    path: Path
    entry: Entry
    fate: Fate
    beside: Path | None = None
    saved: tuple[Path, ...] = ()
    changes: tuple[Change, ...] = ()
    problem: Problem | None = None
    sent: Path | None = None

    @property
    def in_place(self) -> bool:
        """Whether the file is this run's version, to the byte; after a dry run: whether it would be."""
        return self.fate not in (Fate.KEPT, Fate.SENT, Fate.BLOCKED)


@dataclass(frozen=True, slots=True)
class _Draft:
    # A file of this run whose fate is not known yet.
    name: str
    data: bytes
    entry: Entry
    sha256: str
    replaces: str = ""

    def record(self, beside: str = "") -> Record:
        entry = structs.asdict(self.entry)
        return Record(**entry, sha256=self.sha256, run=0, beside=beside, replaces=self.replaces)


class Outbox:
    """An output folder, opened for one run (a context manager).

    ``force`` replaces what was corrected by hand; ``dry_run`` foretells every fate and writes nothing at all.
    Entering raises OutputError when the folder cannot be written or another run is at work in it; leaving
    writes the manifest if anything changed (OutputError when it cannot).
    """

    def __init__(self, folder: Path | str, run: Run, *, force: bool = False, dry_run: bool = False) -> None:
        self._folder = OutputFolder(Path(folder), run, dry_run=dry_run)
        self._force = force
        self._lock = threading.Lock()
        self._keys: set[str] = set()

    def __enter__(self) -> Outbox:
        self._folder.open()
        try:
            self._sent = SentVersions(self._folder.path)
        except BaseException:
            self._folder.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._folder.close()
        except OutputError:
            # The journal has everything that the manifest would have had; the first error counts.
            if error is None:
                raise

    @property
    def manifest(self) -> Manifest:
        """What is known of the folder's files and runs, those of this run included."""
        return self._folder.manifest

    def put(self, name: str, docx_bytes: bytes, entry: Entry) -> Outcome:
        """Put one file into the folder unless it is the same or was corrected; return what became of it.

        A file that is open or locked is BLOCKED, and the next may be put. Raises OutputError when ``name`` is
        unfit or was already put in this run, and when nothing can be written any more: the disk is full, the
        folder gone.
        """
        path = self._folder.path / name
        with self._lock:
            self._claim(name)
            try:
                return self._settle(_Draft(name, docx_bytes, entry, sha256_of(docx_bytes)))
            except BlockedError as blocked:
                return Outcome(path, entry, Fate.BLOCKED, problem=blocked.problem)
            except OSError as err:
                raise OutputError([problem_of(err, path)]) from err

    def orphans(self, planned: Iterable[str]) -> list[tuple[Path, Record]]:
        """Return our files in the folder that have none of the ``planned`` names, sorted by name.

        Their units left the workbook or changed their names. They are never deleted.
        """
        spelled = {name_key(name): name for name in planned}
        return [
            (self._folder.path / name, record)
            for name, record in sorted(self.manifest.files.items(), key=lambda item: name_order(item[0]))
            if not self._is_planned(base_name(record.beside or name), spelled)
            and (self._folder.path / name).exists()
        ]

    def _is_planned(self, name: str, spelled: Mapping[str, str]) -> bool:
        """Tell whether the file ``name`` has a planned name, or one that the system takes for the same."""
        planned = spelled.get(name_key(name))
        if planned is None or planned == name:
            return planned is not None
        there = self._folder.path / planned
        return not there.exists() or is_same_file(there, self._folder.path / name)

    def was_sent(self, name: str) -> bool:
        """Return whether a file of this name was released."""
        return self._sent.owner(name) is not None

    def _claim(self, name: str) -> None:
        if fault := fault_of(name):
            raise OutputError.at(name, fault)
        if (key := name_key(name)) in self._keys:
            raise OutputError.at(name, "Hai văn bản của lần chạy này cùng nhận một tên tệp.")
        self._keys.add(key)

    def _settle(self, draft: _Draft) -> Outcome:
        if sent := self._sent.before(draft.name, draft.entry):
            return self._follow(draft, sent)
        if self._sent.owner(draft.name) is not None:
            raise BlockedError(_sent_to_another(self._folder.path / draft.name))
        outcome = self._place(draft)
        stale = tuple(self._iter_laid_aside(version_name(draft.name, 2)))  # of a release that was taken back
        return replace(outcome, saved=(*outcome.saved, *stale)) if stale else outcome

    def _follow(self, draft: _Draft, sent: SentVersion) -> Outcome:
        """Put a letter of which an earlier version was released: beside it where it differs."""
        if draft.sha256 in sent.known:
            path, saved = self._folder.path / sent.file, tuple(self._iter_laid_aside(sent.next_name))
            return Outcome(path, draft.entry, Fate.SENT, saved=saved, problem=self._doubt(sent))
        outcome = self._place(replace(draft, name=sent.next_name, replaces=sent.file))
        was = read_if_there(sent.copy)
        return replace(outcome, sent=sent.copy, changes=_changes(was, draft.data) if was else ())

    def _doubt(self, sent: SentVersion) -> Problem | None:
        """Return a warning where the sent file was changed since; None where it is as sent, or gone."""
        data = self._folder.read(sent.file)
        if data is None or sha256_of(data) == sent.sha256:
            return None
        message = "Tệp đã phát hành nay đã khác bản đã gửi (bị sửa, hoặc mở ra lưu lại)."
        hint = f"Bản đã gửi: {'/'.join(sent.copy.parts[-3:])}."
        return Problem(Place(str(self._folder.path / sent.file)), message, hint, Severity.WARNING)

    def _place(self, draft: _Draft) -> Outcome:
        old = self._folder.read(draft.name)
        if old and old != draft.data and draft.name.endswith(".xlsx") and is_same_book(old, draft.data):
            draft = replace(draft, data=old, sha256=sha256_of(old))
        if old == draft.data:
            self._folder.adopt(draft.name, draft.record())
            return self._settled(draft, Fate.UNCHANGED)
        if old is None:
            self._folder.write(draft.name, draft.data, draft.record())
            return self._settled(draft, Fate.NEW)
        if self._folder.is_as_written(draft.name, old):
            self._folder.write(draft.name, draft.data, draft.record())
            return self._settled(draft, Fate.CHANGED, old)
        return self._replace(draft, old) if self._force else self._offer(draft, old)

    def _replace(self, draft: _Draft, old: bytes) -> Outcome:
        self._folder.refuse_if_open(draft.name)
        saved = self._folder.save_copy(draft.name, old)
        self._folder.write(draft.name, draft.data, draft.record(), saved)
        return self._settled(draft, Fate.REPLACED, old, saved)

    def _offer(self, draft: _Draft, old: bytes) -> Outcome:
        # A version that was written or offered before is not offered again, even if its file was deleted.
        if self._folder.sha256_of(draft.name) == draft.sha256:
            return self._settled(draft, Fate.KEPT)
        name, there = self._find_offer(draft)
        if there != draft.data and self._folder.sha256_of(name) != draft.sha256:
            record = draft.record(beside=draft.name)
            self._folder.write(name, draft.data, record)
            there = draft.data
        beside = self._folder.path / name if there is not None else None
        return Outcome(
            self._folder.path / draft.name, draft.entry, Fate.KEPT, beside, changes=_changes(old, draft.data)
        )

    def _find_offer(self, draft: _Draft) -> tuple[str, bytes | None]:
        """Return the name of the first offer that has ``draft``'s version or may get it, and its bytes."""
        for name in _iter_offer_names(draft.name):
            there = self._folder.read(name)
            if there is None or there == draft.data or self._folder.sha256_of(name) == draft.sha256:
                break
            if self._folder.is_as_written(name, there):
                break
        return name, there

    def _settled(self, draft: _Draft, fate: Fate, old: bytes | None = None, *saved: Path) -> Outcome:
        # No offer is needed any more: an older one that nobody corrected goes to .luu lest it be printed.
        saved = (*saved, *self._iter_retired(draft.name))
        changes = _changes(old, draft.data) if old is not None else ()
        return Outcome(self._folder.path / draft.name, draft.entry, fate, None, saved, changes)

    def _iter_retired(self, name: str) -> Iterator[Path]:
        for offer in _iter_offer_names(name):
            if not self._folder.sha256_of(offer):
                return
            yield from self._iter_laid_aside(offer)

    def _iter_laid_aside(self, name: str) -> Iterator[Path]:
        """Move the file ``name`` into .luu where it is as we wrote it, and forget it; yield where it is."""
        if not self._folder.sha256_of(name):
            return
        with suppress(BlockedError):  # it is open: the next run tries again
            data = self._folder.read(name)
            if data is not None and self._folder.is_as_written(name, data):
                yield self._folder.move_to_saved(name)
            self._folder.forget(name)


def _sent_to_another(path: Path) -> Problem:
    return Problem(
        Place(str(path)),
        "Tệp mang tên này đã phát hành cho một đơn vị khác nên không ghi.",
        "Đặt mẫu tên tệp khác bằng --name, chẳng hạn thêm {don_vi.ma}.",
    )


def _iter_offer_names(name: str) -> Iterator[str]:
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    yield f"{stem} (mới){suffix}"
    for number in itertools.count(2):
        yield f"{stem} (mới {number}){suffix}"


def _changes(old: bytes, new: bytes) -> tuple[Change, ...]:
    # lxml and difflib are slow to import and needed for changes only; most runs have none.
    from sokhet_docs.office.docx_text import read_passages
    from sokhet_docs.outbox.changes import find_changes

    with suppress(ValueError):
        return find_changes(read_passages(old), read_passages(new))
    return ()
