"""Files that came in → a copy of each new one in the staging folder, and what became of the others.

Bytes that came before are not taken in again. Where they come from another mail or under another unit's name,
that is told, for two units may have sent the same file; where their original is gone, it is put back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sokhet_docs.office.file_kinds import NOTHING, Kind, kind_of, suffix_of
from sokhet_docs.office.files import replace_file, reword_os_errors, sha256_of, time_of_file, write_tmp
from sokhet_docs.outbox import Manifest, read_releases
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.returns.expected import Expected
from sokhet_docs.returns.incoming import iter_incoming
from sokhet_docs.returns.incoming_file import Incoming
from sokhet_docs.returns.intake_repair import find_unnoted, tell_changed, tell_noted
from sokhet_docs.returns.mail_notes import MailsOfNotes
from sokhet_docs.returns.received import Intake, Return, digest_in, intake_folder
from sokhet_docs.returns.received_time import set_file_time
from sokhet_docs.text.vietnamese import first_few

_EMPTY, _NO_REPORT = "Tệp rỗng.", "Không phải là tệp báo cáo, không nhận."
_OF_THE_PLAN = "Đây là mẫu hoặc bảng đơn vị của kế hoạch, không phải báo cáo."
_CHOICES_GONE = (
    "Nếu trước đó đã chỉ định đơn vị (--assign), chọn bản (--use) hay gác lại (--set-aside), hãy làm lại."
)
_MAX_NAMES = 3  # of files that one line names


@dataclass(frozen=True, slots=True)
class Staged:
    """A new file on its way: its copy at ``path``, and in ``file`` all of it but its bytes.

    ``kept`` is its name in the intake folder where it lies there already, "" otherwise.
    """

    file: Incoming
    path: Path
    sha256: str
    kept: str = ""


class Staging:
    """What one collection stages in ``folder``; ``manifest`` and ``intake`` are those of before it.

    ``files`` are the new ones, ``copies`` by their bytes' digest those that came again, ``again`` the labels
    of all files that were received earlier, ``problems`` what is to be told.
    """

    def __init__(self, folder: Path, intake: Intake, manifest: Manifest) -> None:
        self.files: list[Staged] = []
        self.copies: dict[str, list[Incoming]] = {}
        self.again: list[str] = []
        self.problems: list[Problem] = []
        self._folder, self._intake = folder, intake
        self._sent = dict(_iter_sent(intake.output, manifest))
        self._inputs = {digest for run in manifest.runs.values() for digest in run.inputs.values()}
        self._gone = {item.sha256: item for item in intake.returns if not _is_there(intake, item)}
        self._noted = {item.sha256 for item in intake.returns}
        self._known = set(self._noted)

    def add_sources(self, sources: Sequence[Path], expected: Expected) -> None:
        """Copy what is new in ``sources`` into the staging folder.

        ``expected`` is what is expected of the mails.
        """
        for item in iter_incoming(sources, self._intake.output.resolve(), expected):
            if isinstance(item, Problem):
                self.problems.append(item)
            else:
                self._add(item, sha256_of(item.data))

    def leave_out(self, is_needless: Callable[[Incoming], bool]) -> None:
        """Take back what is staged and ``is_needless``."""
        self.files = [one for one in self.files if not is_needless(one.file)]

    def _add(self, item: Incoming, digest: str) -> None:
        if digest in self._known:
            self._add_copy(item, digest)
        elif refusal := self._refusal(item, digest):
            self.problems.append(_warning(item.label, *refusal))
        else:
            self._known.add(digest)
            path = self._write(digest, suffix_of(item.data, item.kind), item.data)
            self.files.append(Staged(replace(item, data=b""), path, digest))

    def _add_copy(self, item: Incoming, digest: str) -> None:
        if gone := self._gone.pop(digest, None):
            self._put_back(gone, item.data)
        if item.is_note:
            return  # it goes with its mail
        if digest in self._noted:
            self.again.append(item.label)
        self.copies.setdefault(digest, []).append(replace(item, data=b""))

    def _put_back(self, gone: Return, data: bytes) -> None:
        target = intake_folder(self._intake.output) / gone.file
        with reword_os_errors(target):
            path = self._write(gone.sha256, target.suffix, data)
            set_file_time(path, gone.received)
            replace_file(path, target)
        self.problems.append(_warning(gone.file, "Bản gốc này bị mất, nay đã chép lại."))

    def _write(self, digest: str, suffix: str, data: bytes) -> Path:
        path = self._folder / f"{digest}{suffix}"
        with reword_os_errors(path):
            write_tmp(path, data, fsync=True)
        return path

    def _refusal(self, item: Incoming, digest: str) -> tuple[str, str] | None:
        """Return why a file is not taken in and what to do about it; None when it is."""
        if (whose := self._sent.get(digest)) is not None:
            sent = f"gửi cho {whose}, đơn vị" if whose else "gửi đi, đơn vị"
            return f"Tệp còn nguyên như khi {sent} chưa điền gì.", "Đề nghị đơn vị điền báo cáo rồi gửi lại."
        if digest in self._inputs:
            return _OF_THE_PLAN, ""
        if item.kind not in NOTHING:
            return None
        return (_EMPTY if item.kind is Kind.EMPTY else _NO_REPORT), ""

    def add_unnoted(self, *, rebuilt: bool) -> None:
        """Stage the originals in the intake folder that the ledger does not know, where they lie."""
        paths = find_unnoted(self._intake)
        mails = MailsOfNotes.read(self._intake, paths)
        count = 0
        for path in sorted(paths, key=mails.has):  # what was typed into a mail after what it brought
            with reword_os_errors(path):
                data, time = path.read_bytes(), time_of_file(path.stat().st_mtime)
            digest = sha256_of(data)
            if digest in self._known:
                continue  # of a run that was killed, and came again now
            if not digest.startswith(digest_in(path.name)):
                self.problems.append(tell_changed(path))
            self._known.add(digest)
            file = Incoming(path.name, path.name, b"", kind_of(data), time, time=time)
            self.files.append(Staged(mails.around(file, digest, path), path, digest, kept=path.name))
            count += 1
        if count:
            self.problems.append(tell_noted(self._intake.output, count, rebuilt=rebuilt))
        elif paths and not self._intake.returns:
            message = f"Sổ nhận báo cáo trống mà thư mục này đã có {len(paths)} tệp; đã nhận lại các tệp ấy."
            self.problems.append(_warning(str(intake_folder(self._intake.output)), message, _CHOICES_GONE))

    def tell_gone(self) -> None:
        """Tell in one line which originals are gone and did not come again."""
        if gone := list(self._gone.values()):
            names = first_few([item.file for item in gone], _MAX_NAMES, " và {} tệp nữa")
            message = f"Bản gốc đã nhận không còn ở đây: {names}."
            hint = "Hãy chép lại từ thư mục hoặc thư đã thu, bằng sokhet-docs collect."
            self.problems.append(_warning(str(intake_folder(self._intake.output)), message, hint))


def _iter_sent(output: Path, manifest: Manifest) -> Iterator[tuple[str, str]]:
    """Yield the SHA-256 of each file that went out, or was made, and whose it is.

    Releases that were taken back count too: what units have been given cannot be taken from them.
    """
    for record in manifest.files.values():
        yield record.sha256, record.unit_name
    for letter in (letter for release in read_releases(output).releases for letter in release.letters):
        yield from ((sha256, letter.unit_name) for sha256 in (letter.sha256, *letter.made))


def _is_there(intake: Intake, item: Return) -> bool:
    """Return whether the original is there, and not emptied by a power cut."""
    path = intake_folder(intake.output) / item.file
    with suppress(OSError):
        return path.stat().st_size > 0
    return False


def _warning(place: str, message: str, hint: str = "") -> Problem:
    return Problem(Place(place), message, hint, Severity.WARNING)
