"""What an output folder knows of itself: for every file its unit, documents, hash and the run behind it.

The manifest lies in the hidden folder ``.sokhet-docs`` of the output folder. A run first notes each file in
the journal beside it, then gives the file its name; when the run ends, the journal becomes the manifest. So
a killed run's files are known as ours and never taken for somebody's corrections.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from io import RawIOBase
from pathlib import Path

import msgspec

from sokhet_docs.office.files import read_if_there, reword_os_errors, sha256_of, write_atomic
from sokhet_docs.problems import OutputError, Place, Problem, Severity

STATE_FOLDER = ".sokhet-docs"
FORMAT = 1
_ABOUT = (
    "Sổ theo dõi do sokhet-docs ghi: tệp nào của đơn vị nào, mã băm để nhận ra bản sửa tay. Đừng sửa hay xóa."
)


class Stored(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is kept as JSON: typed, read back with every fault named, defaults left out."""


class Entry(Stored, frozen=True):
    """Whom a file is for: the unit's code and name, the titles of the documents in it."""

    unit_code: str
    unit_name: str
    documents: tuple[str, ...]


class Record(Entry, frozen=True):
    """One file as we wrote it: its SHA-256, the number of the run, the file beside which it was put or ""."""

    sha256: str
    run: int
    beside: str = ""


class Run(Stored, frozen=True):
    """One run: when, by which version, under which rule set, from which inputs (file name → SHA-256)."""

    time: datetime
    version: str
    rule_set: str
    inputs: Mapping[str, str]


class _Sheet(Stored, frozen=True, omit_defaults=False):
    # The manifest's file; "about" is for people.
    about: str = _ABOUT
    format: int = FORMAT
    runs: dict[int, Run] = {}
    files: dict[str, Record] = {}


class _Line(Stored, frozen=True):
    # One line of the journal: a run that began, or a file that is about to be written (None: it was not).
    number: int
    run: Run | None = None
    file: str = ""
    record: Record | None = None


@dataclass(slots=True)
class Manifest:
    """The files of an output folder by name, and the runs that wrote them by number."""

    files: dict[str, Record] = field(default_factory=dict)
    runs: dict[int, Run] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)

    def written_by(self, name: str) -> Run | None:
        """Return the run that wrote ``name``; None when none of ours did."""
        record = self.files.get(name)
        return self.runs.get(record.run) if record else None


class FileState(StrEnum):
    """How a recorded file stands in the folder now."""

    AS_WRITTEN = "as written"
    EDITED = "edited"
    GONE = "gone"


def state_of(folder: Path, name: str, record: Record) -> FileState:
    """Return how the file ``name`` stands against ``record``. Raises OutputError when it cannot be read."""
    with reword_os_errors(folder / name):
        data = read_if_there(folder / name)
    if data is None:
        return FileState.GONE
    return FileState.AS_WRITTEN if sha256_of(data) == record.sha256 else FileState.EDITED


def manifest_path(folder: Path) -> Path:
    """Return where the manifest of the output folder ``folder`` lies."""
    return folder / STATE_FOLDER / "manifest.json"


def journal_path(folder: Path) -> Path:
    """Return where the journal of a run that has not ended lies."""
    return folder / STATE_FOLDER / "journal.jsonl"


def read_manifest(folder: Path) -> Manifest:
    """Return what is known of ``folder``, the files of a killed run included; nothing is written.

    A damaged manifest counts as none, with a warning: every file then passes for corrected by hand, so that
    nothing is overwritten. Raises OutputError when a newer version wrote it or it cannot be read.
    """
    manifest = _read_sheet(manifest_path(folder))
    for line in _trusted(folder, _read_journal(journal_path(folder))):
        if line.run:
            manifest.runs[line.number] = line.run
        elif line.record:
            manifest.files[line.file] = line.record
        else:
            manifest.files.pop(line.file, None)
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write ``manifest`` in a stable order, whole or not at all, then end the journal. Raises OSError."""
    used = {record.run for record in manifest.files.values()}
    runs = {number: run for number, run in sorted(manifest.runs.items()) if number in used}
    sheet = _Sheet(runs=runs, files=dict(sorted(manifest.files.items())))
    data = msgspec.json.format(msgspec.json.encode(sheet), indent=1) + b"\n"
    write_atomic(manifest_path(folder), data, scratch=folder / STATE_FOLDER / "manifest.tmp")
    journal_path(folder).unlink(missing_ok=True)


class Journal:
    """The notes of a run under way, each on the disk's side of a kill before its file takes its name."""

    def __init__(self, folder: Path, number: int, run: Run) -> None:
        """Begin the notes of run ``number``; nothing is written before the first note."""
        self._path = journal_path(folder)
        self._number = number
        self._run = run
        self._stream: RawIOBase | None = None

    def note(self, name: str, record: Record | None) -> None:
        """Note that ``name`` is about to be as ``record`` says; None: it was not written. Raises OSError."""
        if self._stream is None:
            self._stream = self._path.open("ab", buffering=0)
            self._append(self._stream, _Line(number=self._number, run=self._run))
        self._append(self._stream, _Line(number=self._number, file=name, record=record))

    def close(self) -> None:
        """Close the file; it stays until the manifest is written."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    @staticmethod
    def _append(stream: RawIOBase, line: _Line) -> None:
        # The leading line break keeps a note apart from one that a full disk cut short.
        data = b"\n" + msgspec.json.encode(line) + b"\n"
        if stream.write(data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _read_sheet(path: Path) -> Manifest:
    with reword_os_errors(path):
        data = read_if_there(path)
    if data is None:
        return Manifest()
    try:
        sheet = msgspec.json.decode(data, type=_Sheet)
    except (ValueError, RecursionError):  # no JSON, no such sheet, no UTF-8, a trap
        _refuse_newer(path, data)
        return Manifest(warnings=[_damaged(path)])
    return Manifest(sheet.files, sheet.runs)


def _refuse_newer(path: Path, data: bytes) -> None:
    try:
        written_as = json.loads(data)["format"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return
    if isinstance(written_as, int) and written_as > FORMAT:
        raise OutputError.at(
            str(path),
            "Thư mục này do một bản sokhet-docs mới hơn ghi.",
            "Cập nhật sokhet-docs, hoặc chọn thư mục kết quả khác.",
        )


def _damaged(path: Path) -> Problem:
    return Problem(
        Place(str(path)),
        "Sổ theo dõi của thư mục kết quả bị hỏng; mọi tệp đã có ở đây được coi như đã sửa tay và giữ nguyên.",
        "Đối chiếu từng tệp với bản “(mới)” đặt bên cạnh, nếu có.",
        Severity.WARNING,
    )


def _read_journal(path: Path) -> list[_Line]:
    with reword_os_errors(path):
        data = read_if_there(path) or b""
    return list(_iter_lines(data))


def _iter_lines(data: bytes) -> Iterator[_Line]:
    for text in data.split(b"\n"):
        try:
            if text:
                yield msgspec.json.decode(text, type=_Line)
        except (ValueError, RecursionError):
            continue  # cut short by a kill or a full disk: its file never took its name


def _trusted(folder: Path, lines: list[_Line]) -> list[_Line]:
    # Of the last note alone it is unknown whether its file took its name before the kill.
    if not lines or lines[-1].record is None:
        return lines
    taken = state_of(folder, lines[-1].file, lines[-1].record) is FileState.AS_WRITTEN
    return lines if taken else lines[:-1]
