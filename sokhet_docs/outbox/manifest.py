"""What an output folder knows of itself: for every file its unit, documents, hash and the run behind it.

The manifest is in the hidden folder ``.sokhet-docs`` of the output folder. A run first notes each file in the
journal beside it, then gives the file its name; when the run ends, the journal becomes the manifest. So a
killed run's files are known as ours and never mistaken for corrections by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from sokhet_docs.office.files import reword_os_errors
from sokhet_docs.office.owner_files import is_owner_file
from sokhet_docs.outbox.form_ledger import FormLedger
from sokhet_docs.outbox.journal import journal_path, read_journal
from sokhet_docs.outbox.ledger import DamagedLedgerError, Ledger, leads_outside
from sokhet_docs.outbox.records import Record, Run
from sokhet_docs.problems import Problem, Severity, UsageError
from sokhet_docs.text.vietnamese import match_key

_SENT_UNKNOWN = "Sổ theo dõi của thư mục kết quả bị hỏng nên không biết đã gửi gì cho đơn vị nào."
_SENT_LOST = "Mất sổ theo dõi của thư mục kết quả, mà ở đây còn văn bản đã tạo."
_SENT_AGAIN = (
    "Chép lại tệp sổ này từ bản sao lưu; nếu không có, chạy lại sokhet-docs generate bằng đúng tệp Excel đã "
    "dùng để lập sổ mới (các tệp đã có được giữ nguyên)."
)


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


def read_manifest(folder: Path) -> Manifest:
    """Return what is known of ``folder``, the files of a killed run included; nothing is written.

    A damaged manifest counts as none, with a warning: every file is then treated as corrected by hand, so
    that nothing is overwritten. Raises OutputError when a newer version wrote it or it cannot be read.
    """
    manifest = _read_stored(folder)
    lines = read_journal(folder)
    if any(line.file and leads_outside(folder, line.file) for line in lines):
        damage = ManifestFile.damage(folder).problems
        return Manifest(warnings=[replace(problem, severity=Severity.WARNING) for problem in damage])
    for line in lines:
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


def read_made(folder: Path) -> Manifest:
    """Return as `read_sent`, for whoever needs letters. Raises UsageError where none was ever made too."""
    manifest = read_sent(folder)
    if not manifest.files:
        raise UsageError.at(
            str(folder),
            "Chưa có văn bản nào được tạo ở thư mục này.",
            "Chỉ đúng thư mục kết quả bằng --output, hoặc tạo văn bản trước: sokhet-docs generate",
        )
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


def _read_stored(folder: Path) -> Manifest:
    try:
        stored = ManifestFile.read(folder)
    except DamagedLedgerError as err:
        return Manifest(warnings=[replace(problem, severity=Severity.WARNING) for problem in err.problems])
    return Manifest(stored.files, stored.runs)
