"""Files that came in → the intake folder and its ledger: whose each is, when it came, its bytes unchanged."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sokhet_docs.office.file_kinds import CONVERTED, KEPT, Kind
from sokhet_docs.office.files import read_if_there, replace_file, reword_os_errors, sha256_of, write_tmp
from sokhet_docs.office.libreoffice import convert_to_docx, find_libreoffice
from sokhet_docs.office.lock import Lock
from sokhet_docs.outbox import STATE_FOLDER, read_manifest
from sokhet_docs.plan import Plan
from sokhet_docs.problems import OutputError, Place, Problem, ReturnError, Severity
from sokhet_docs.returns.assignment import assign
from sokhet_docs.returns.incoming import Incoming, iter_incoming
from sokhet_docs.returns.received import BETWEEN, Intake, Return, intake_folder, read_intake, write_intake
from sokhet_docs.returns.recognition import Evidence, Recogniser, read_evidence
from sokhet_docs.returns.sent_forms import SentForms
from sokhet_docs.returns.sent_letters import SentLetters
from sokhet_docs.text.vietnamese import slug

Progress = Callable[[int, int], None]
_STAGED = "nhan"
_CONVERTED = "doc-duoc"
_ENDINGS = {Kind.DOCX: ".docx", Kind.DOC: ".doc", Kind.ODT: ".odt", Kind.RTF: ".rtf", Kind.PDF: ".pdf"}
_ENDING = re.compile(r"\.[a-z0-9]{1,5}")
_REFUSED = {
    Kind.EMPTY: "Tệp rỗng.",
    Kind.OUTLOOK: "Chưa đọc được thư Outlook (.msg); hãy kéo tệp đính kèm ra ngoài rồi thu lại.",
    Kind.ARCHIVE: "Chưa mở được loại tệp nén này; hãy giải nén rồi thu lại.",
    Kind.SHEET: "Bảng tính không thay được báo cáo, không nhận.",
}
_NO_OFFICE = "Máy này không có LibreOffice nên chưa đọc được tệp; hãy mở bằng Word và lưu thành .docx."
_NOT_CONVERTED = "LibreOffice không mở được tệp này; hãy mở bằng Word và lưu thành .docx."
_UNREAD = {
    Kind.PDF: "Tệp PDF: không đọc nội dung, cần mở xem.",
    Kind.PICTURE: "Tệp hình: không đọc nội dung, cần mở xem.",
    Kind.ENCRYPTED: "Tệp có mật khẩu, không đọc được.",
}


@dataclass(frozen=True, slots=True)
class CollectOptions:
    """What the clerk decided: files' units (file → unit), and when the new files came (None: as they say)."""

    assign: Mapping[str, str] = field(default_factory=dict)
    received: datetime | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """What a run did: all that is received now, what was new, what was assigned, what had come before.

    ``again`` are the labels of files that were received earlier, byte for byte.
    """

    intake: Intake
    added: tuple[Return, ...]
    assigned: tuple[Return, ...]
    again: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Staged:
    # A new file on its way: its copy in the staging folder, and all of it but its bytes.
    file: Incoming
    path: Path
    sha256: str


def collect(
    plan: Plan,
    output: Path,
    sources: Sequence[Path],
    options: CollectOptions | None = None,
    progress: Progress | None = None,
) -> Collected:
    """Take ``sources`` (files, folders, .zip, .eml) into the intake folder of the output folder ``output``.

    Nothing that was received is ever changed or removed. Raises OutputError when the folder cannot be written
    or its ledger is damaged, UsageError for an assignment that cannot be.
    """
    options = options or CollectOptions()
    with _one_at_a_time(output):
        run = _Run(plan, output, options)
        run.stage(sources)
        before = run.read_at_last()
        added = run.take_in(progress)
        returns, assigned = assign(plan, [*before, *added], options.assign)
        if added or assigned or before != list(run.before):
            write_intake(output, returns)
        by_file = {received.file: received for received in returns}
        added = [by_file[received.file] for received in added]
        intake = Intake(output, tuple(returns))
        return Collected(intake, tuple(added), assigned, tuple(run.again), tuple(run.problems))


@contextmanager
def _one_at_a_time(output: Path) -> Iterator[None]:
    state = output / STATE_FOLDER
    staging = state / _STAGED
    with reword_os_errors(output):
        staging.mkdir(parents=True, exist_ok=True)
        intake_folder(output).mkdir(exist_ok=True)
        lock = Lock(state / "nhan.lock")
        if not lock.acquire():
            raise OutputError.at(str(output), "Một lần thu báo cáo khác đang chạy.", "Đợi xong rồi chạy lại.")
    try:
        yield
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        lock.release()


class _Run:
    """One collection."""

    def __init__(self, plan: Plan, output: Path, options: CollectOptions) -> None:
        self._output, self._options = output, options
        self._recogniser = Recogniser(plan, SentLetters(output))
        self._forms = SentForms(output, plan).all
        self._names = {unit.code: slug(unit.code) for unit in plan.units}
        self._staged: list[_Staged] = []
        self._sent = {record.sha256: record.unit_name for record in read_manifest(output).files.values()}
        self.before = read_intake(output).returns
        self.again: list[str] = []
        self.problems: list[Problem] = []

    def stage(self, sources: Sequence[Path]) -> None:
        """Copy what is new in ``sources`` into the staging folder."""
        known = {received.sha256 for received in self.before}
        for item in iter_incoming(sources, skipped=self._output.resolve()):
            if isinstance(item, Problem):
                self.problems.append(item)
                continue
            digest = sha256_of(item.data)
            if digest in known:
                self.again.append(item.label)
            elif refusal := self._refusal(item, digest):
                self.problems.append(Problem(Place(item.label), *refusal, severity=Severity.WARNING))
            else:
                known.add(digest)
                self._stage(item, digest)

    def _refusal(self, item: Incoming, digest: str) -> tuple[str, str] | None:
        """Return why a file is not taken in and what to do about it; None when it is."""
        if (whose := self._sent.get(digest)) is not None:
            sent = f"gửi cho {whose}, đơn vị" if whose else "gửi đi, đơn vị"
            return f"Tệp còn nguyên như khi {sent} chưa điền gì.", "Đề nghị đơn vị điền báo cáo rồi gửi lại."
        if item.kind in KEPT:
            return None
        return _REFUSED.get(item.kind, "Không phải là tệp báo cáo, không nhận."), ""

    def _stage(self, item: Incoming, digest: str) -> None:
        path = self._output / STATE_FOLDER / _STAGED / f"{digest}{_ENDINGS.get(item.kind, '.bin')}"
        with reword_os_errors(path):
            write_tmp(path, item.data, fsync=True)
        self._staged.append(_Staged(replace(item, data=b""), path, digest))

    def read_at_last(self) -> list[Return]:
        """Return what was received earlier, now read where it had to wait for LibreOffice to be there."""
        folder = intake_folder(self._output)
        waiting = [folder / received.file for received in self.before if _NO_OFFICE in received.problems]
        readings = self._convert(waiting) if find_libreoffice() else {}
        return [self._read_again(received, readings.get(folder / received.file)) for received in self.before]

    def _read_again(self, received: Return, converted: Path | None) -> Return:
        if converted is None:
            return received
        reading = converted.relative_to(self._output).as_posix()
        if received.unit_code is not None:
            return replace(received, reading=reading, problems=())
        names = (Path(received.original.rpartition(BETWEEN)[2]).stem,)
        match = self._recogniser.recognise(read_evidence(converted, names, "", self._forms))
        whose = match.unit.code if match.unit else None
        return replace(
            received, unit_code=whose, found_by=match.found_by, reading=reading, problems=match.problems
        )

    def take_in(self, progress: Progress | None) -> list[Return]:
        """Convert and recognise the staged files and give them their names; return them."""
        readings = self._convert([staged.path for staged in self._staged if staged.file.kind in CONVERTED])
        added = []
        for done, staged in enumerate(self._staged, 1):
            added.append(self._take(staged, readings.get(staged.path)))
            if progress:
                progress(done, len(self._staged))
        return added

    def _convert(self, paths: Sequence[Path]) -> Mapping[Path, Path]:
        folder = self._output / STATE_FOLDER / _CONVERTED
        if paths:
            with reword_os_errors(folder):
                folder.mkdir(exist_ok=True)
        return convert_to_docx(paths, folder)

    def _take(self, staged: _Staged, converted: Path | None) -> Return:
        file = staged.file
        source = staged.path if file.kind is Kind.DOCX else converted
        evidence, trouble = self._read(source, staged)
        match = self._recogniser.recognise(evidence)
        name = self._name_for(staged, self._names[match.unit.code] if match.unit else "chua-ro")
        target = intake_folder(self._output) / name
        with reword_os_errors(target):
            if read_if_there(target) is None:  # else a killed run took it in without writing the ledger
                replace_file(staged.path, target)
        readable = target if file.kind is Kind.DOCX else converted
        return Return(
            unit_code=match.unit.code if match.unit else None,
            file=name,
            original=file.label,
            sha256=staged.sha256,
            received=self._options.received or file.received,
            found_by=match.found_by,
            reading=readable.relative_to(self._output).as_posix() if readable and not trouble else "",
            problems=tuple(problem for problem in (trouble, *match.problems) if problem),
        )

    def _read(self, source: Path | None, staged: _Staged) -> tuple[Evidence, str]:
        file = staged.file
        names = (Path(file.name).stem, *file.hints)
        if source is None:
            return Evidence(names=names, sender=file.sender), _why_unread(file.kind)
        try:
            return read_evidence(source, names, file.sender, self._forms), ""
        except ReturnError as err:
            return Evidence(names=names, sender=file.sender), err.problems[0].message

    def _name_for(self, staged: _Staged, whose: str) -> str:
        name = Path(staged.file.name)
        ending = name.suffix.lower()
        if not _ENDING.fullmatch(ending):
            ending = _ENDINGS.get(staged.file.kind, ".bin")
        return f"{whose}-{slug(name.stem, longest=60) or 'tep'}-{staged.sha256[:12]}{ending}"


def _why_unread(kind: Kind) -> str:
    if kind in CONVERTED:
        return _NOT_CONVERTED if find_libreoffice() else _NO_OFFICE
    return _UNREAD.get(kind, "")
