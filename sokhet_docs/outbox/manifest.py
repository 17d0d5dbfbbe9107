"""What an output folder knows of itself: for every file its unit, documents, hash and the run behind it.

The manifest is in the hidden folder ``.sokhet-docs`` of the output folder. A run first notes each file in the
journal beside it, then gives the file its name; when the run ends, the journal becomes the manifest. So a
killed run's files are known as ours and never mistaken for corrections by hand.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import RawIOBase
from pathlib import Path
from typing import Self

import msgspec

from sokhet_docs._version import __version__
from sokhet_docs.office.files import read_if_there, reword_os_errors, sha256_of
from sokhet_docs.office.owner_files import is_owner_file
from sokhet_docs.outbox.form_ledger import FormLedger
from sokhet_docs.outbox.ledger import STATE_FOLDER, DamagedLedgerError, Ledger, Stored, leads_outside
from sokhet_docs.problems import Problem, Severity
from sokhet_docs.text.vietnamese import match_key

_SENT_UNKNOWN = "Sổ theo dõi của thư mục kết quả bị hỏng nên không biết đã gửi gì cho đơn vị nào."
_SENT_LOST = "Mất sổ theo dõi của thư mục kết quả, mà ở đây còn văn bản đã tạo."
_SENT_AGAIN = (
    "Chép lại tệp sổ này từ bản sao lưu; nếu không có, chạy lại sokhet-docs generate bằng đúng tệp Excel đã "
    "dùng để lập sổ mới (các tệp đã có được giữ nguyên)."
)


class Entry(Stored, frozen=True):
    """Which unit a file is for (code and name), and the titles of the documents in it."""

    unit_code: str
    unit_name: str
    documents: tuple[str, ...]

    @classmethod
    def of_plan(cls, title: str) -> Entry:
        """Return the entry of a document that belongs to the whole plan and to no unit."""
        return Entry(unit_code="", unit_name="", documents=(title,))


class Record(Entry, frozen=True):
    """One file as we wrote it: its SHA-256, the number of the run that wrote it.

    ``beside`` is the corrected file beside which it was put as an offer; "" when it is no offer.
    """

    sha256: str
    run: int
    beside: str = ""


class Run(Stored, frozen=True):
    """One run: when, by which version, under which rule set, from which inputs (file name → SHA-256)."""

    time: datetime
    version: str
    rule_set: str
    inputs: Mapping[str, str]

    @classmethod
    def now(cls, rule_set: str, inputs: Mapping[str, str]) -> Self:
        """Return the run that begins now, by this version."""
        return cls(time=datetime.now().astimezone(), version=__version__, rule_set=rule_set, inputs=inputs)


class ManifestFile(Ledger, frozen=True):
    """The manifest as it is stored."""

    FILE_NAME = "manifest.json"
    DAMAGED = (
        "Sổ theo dõi của thư mục kết quả bị hỏng; mọi tệp đã có ở đây được coi như đã sửa tay và giữ nguyên."
    )
    DAMAGED_HINT = "Đối chiếu từng tệp với bản “(mới)” đặt bên cạnh, nếu có."

    about: str = (
        "Sổ theo dõi do sokhet-docs ghi: tệp nào của đơn vị nào, mã băm để nhận ra bản sửa tay. "
        "Đừng sửa hay xóa."
    )
    runs: dict[int, Run] = msgspec.field(default_factory=dict)
    files: dict[str, Record] = msgspec.field(default_factory=dict)

    def paths(self) -> Iterator[str]:
        """Yield the names of the files, and of those beside which one was put."""
        yield from self.files
        yield from (record.beside for record in self.files.values() if record.beside)


class _Line(Stored, frozen=True):
    # One line of the journal: a run that began, or a file that is about to be written (None: it was not).
    number: int
    run: Run | None = None
    file: str = ""
    record: Record | None = None


@dataclass(slots=True)
class Manifest:
    """The files of an output folder by name, and the runs that wrote them by number.

    ``warnings`` says what the clerk should know of the folder, such as that its manifest is damaged.
    """

    files: dict[str, Record] = field(default_factory=dict)
    runs: dict[int, Run] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)

    def letters_by_unit(self) -> dict[str, list[str]]:
        """Return the names of the files by their unit's code, without those put beside a corrected one.

        The files of the plan itself have the code "".
        """
        names: dict[str, list[str]] = {}
        for name, record in self.files.items():
            if not record.beside:
                names.setdefault(record.unit_code, []).append(name)
        return names


def journal_path(folder: Path) -> Path:
    """Return the path of the journal of a run that has not ended."""
    return folder / STATE_FOLDER / "journal.jsonl"


def read_manifest(folder: Path) -> Manifest:
    """Return what is known of ``folder``, the files of a killed run included; nothing is written.

    A damaged manifest counts as none, with a warning: every file is then treated as corrected by hand, so
    that nothing is overwritten. Raises OutputError when a newer version wrote it or it cannot be read.
    """
    manifest = _read_stored(folder)
    lines = _read_journal(journal_path(folder))
    if any(line.file and leads_outside(folder, line.file) for line in lines):
        damage = ManifestFile.damage(folder).problems
        return Manifest(warnings=[replace(problem, severity=Severity.WARNING) for problem in damage])
    for line in _trusted(folder, lines):
        if line.run:
            manifest.runs[line.number] = line.run
        elif line.record:
            manifest.files[line.file] = line.record
        else:
            manifest.files.pop(line.file, None)
    return manifest


def read_sent(folder: Path) -> Manifest:
    """Return what was sent, for whoever relies on it; empty where nothing was ever made in ``folder``.

    Raises OutputError when the manifest is damaged, gone while letters are still there, written by a newer
    version or unreadable.
    """
    manifest = read_manifest(folder)
    path = ManifestFile.path(folder)
    if manifest.warnings:
        raise DamagedLedgerError.at(str(path), _SENT_UNKNOWN, _SENT_AGAIN)
    if not path.exists() and not journal_path(folder).exists() and _has_letters(folder):
        raise DamagedLedgerError.at(str(path), _SENT_LOST, _SENT_AGAIN)
    return manifest


def _has_letters(folder: Path) -> bool:
    files = (path for path in folder.glob("*.docx") if not is_owner_file(path.name))
    return FormLedger.path(folder).exists() or any(files)


def sent_codes(folder: Path) -> dict[str, str]:
    """Return the code under which each unit last had a file in ``folder``, by the match key of its name.

    Raises OutputError as `read_manifest` does.
    """
    records = sorted(read_manifest(folder).files.values(), key=lambda record: record.run)
    return {match_key(record.unit_name): record.unit_code for record in records if record.unit_code}


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write ``manifest`` in a stable order, whole or not at all, then end the journal. Raises OutputError."""
    used = {record.run for record in manifest.files.values()}
    runs = {number: run for number, run in sorted(manifest.runs.items()) if number in used}
    ManifestFile(runs=runs, files=dict(sorted(manifest.files.items()))).write(folder)
    with reword_os_errors(journal_path(folder)):
        journal_path(folder).unlink(missing_ok=True)


class Journal:
    """The notes of a run under way; each is handed to the system before its file gets its name.

    So a killed run leaves a note of every file that it wrote.
    """

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


def _read_stored(folder: Path) -> Manifest:
    try:
        stored = ManifestFile.read(folder)
    except DamagedLedgerError as err:
        return Manifest(warnings=[replace(problem, severity=Severity.WARNING) for problem in err.problems])
    return Manifest(stored.files, stored.runs)


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
            continue  # cut short by a kill or a full disk: its file never got its name


def _trusted(folder: Path, lines: list[_Line]) -> list[_Line]:
    # Only for the last note is it unknown whether its file got its name before the kill.
    if not lines or (record := lines[-1].record) is None:
        return lines
    path = folder / lines[-1].file
    with reword_os_errors(path):
        data = read_if_there(path)
    return lines if data is not None and sha256_of(data) == record.sha256 else lines[:-1]
