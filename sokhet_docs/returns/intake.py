"""Files that came in → the intake folder and its ledger: whose each is, when it came, its bytes unchanged."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sokhet_docs.office.file_kinds import CONVERTED, NOTHING, READABLE, Kind, kind_of, suffix_of
from sokhet_docs.office.files import read_if_there, replace_file, reword_os_errors, sha256_of, write_tmp
from sokhet_docs.office.libreoffice import convert_to_docx, find_libreoffice
from sokhet_docs.office.lock import Lock
from sokhet_docs.office.pdf_text import read_pdf_texts
from sokhet_docs.outbox import STATE_FOLDER, read_sent
from sokhet_docs.plan import Plan
from sokhet_docs.problems import OutputError, Place, Problem, ReturnError, Severity
from sokhet_docs.returns.assignment import assign, choose, set_received
from sokhet_docs.returns.collecting import Collected, CollectOptions
from sokhet_docs.returns.incoming import Incoming, iter_incoming
from sokhet_docs.returns.intake_repair import Originals, begin_anew, find_unnoted, tell_changed, tell_noted
from sokhet_docs.returns.readings import NO_OFFICE, NOT_CONVERTED, make_readings, why_unread
from sokhet_docs.returns.received import (
    BETWEEN,
    VIETNAM,
    Intake,
    IntakeLedger,
    Return,
    digest_in,
    intake_folder,
    read_intake,
    write_intake,
)
from sokhet_docs.returns.received_time import Calendar, first_sent, set_file_time, storable, times_of
from sokhet_docs.returns.recognition import Evidence, Recogniser, read_evidence
from sokhet_docs.returns.sent_forms import SentForms
from sokhet_docs.returns.sent_letters import SentLetters
from sokhet_docs.returns.unread_evidence import unread_evidence
from sokhet_docs.text.vietnamese import slug

Progress = Callable[[int, int], None]
_STAGED = "nhan"
_CONVERTED = "doc-duoc"
_SCRATCH = "doi-dang"
_REFUSED = {Kind.EMPTY: "Tệp rỗng."}
_UNEXPECTED = "Máy không đọc được tệp này; hãy mở xem, hoặc xin đơn vị gửi lại tệp Word."


@dataclass(frozen=True, slots=True)
class _Staged:
    # A new file on its way: its copy in the staging folder, and all of it but its bytes. ``kept`` is its name
    # in the intake folder where it lies there already.
    file: Incoming
    path: Path
    sha256: str
    kept: str = ""


def collect(
    plan: Plan,
    output: Path,
    sources: Sequence[Path],
    options: CollectOptions | None = None,
    progress: Progress | None = None,
) -> Collected:
    """Take ``sources`` (files, folders, archives, mails) into the intake folder of ``output``.

    Nothing that was received is ever changed or removed. Raises OutputError when the folder cannot be written
    or one of its ledgers is lost or damaged, UsageError for a decision that cannot be.
    """
    options = options or CollectOptions()
    with _one_at_a_time(output):
        originals = begin_anew(output) if options.rebuild else Originals()
        run = _Run(plan, output, options)
        run.stage([*sources, *originals.others])
        run.stage_unnoted()
        before = run.read_at_last()
        added = run.take_in(progress)
        returns, assigned = assign(plan, [*before, *added], options.assign, run.calendar)
        returns, dated = set_received(returns, options.received_of)
        returns, chosen = choose(returns, options.use, run.calendar.now)
        if added or assigned or dated or chosen or before != list(run.before):
            write_intake(output, returns)
            for item in dated:
                set_file_time(intake_folder(output) / item.file, item.received)
        by_file = {received.file: received for received in returns}
        told = (tuple(by_file[item.file] for item in items) for items in (added, assigned, dated, chosen))
        new, assigned, dated, chosen = told
        intake = Intake(output, tuple(returns))
        return Collected(intake, new, assigned, tuple(run.again), tuple(run.problems), dated, chosen)


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
        manifest = read_sent(output)
        self._sent = {record.sha256: record.unit_name for record in manifest.files.values()}
        self._intake = read_intake(output)
        self.before = self._intake.returns
        if not IntakeLedger.path(output).exists():
            write_intake(output, ())  # what a killed run took in is then known to have had a ledger
        now = datetime.now(VIETNAM)
        self.calendar = Calendar(now, first_sent(output, manifest), options.received, options.by_file_time)
        self._faults: dict[Path, str] = {}
        self._notes: dict[Path, str] = {}
        self._pdf_texts: dict[Path, str] = {}
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

    def stage_unnoted(self) -> None:
        """Stage the originals in the intake folder that the ledger does not know, where they lie."""
        known = {item.sha256 for item in self.before} | {staged.sha256 for staged in self._staged}
        count = 0
        for path in find_unnoted(self._intake):
            with reword_os_errors(path):
                data, time = path.read_bytes(), datetime.fromtimestamp(path.stat().st_mtime, VIETNAM)
            digest = sha256_of(data)
            if digest in known:
                continue  # of a run that was killed, and came again now
            if not digest.startswith(digest_in(path.name)):
                self.problems.append(tell_changed(path))
            known.add(digest)
            file = Incoming(path.name, path.name, b"", kind_of(data), time, time=time)
            self._staged.append(_Staged(file, path, digest, kept=path.name))
            count += 1
        if count:
            self.problems.append(tell_noted(self._output, count, rebuilt=self._options.rebuild))

    def _refusal(self, item: Incoming, digest: str) -> tuple[str, str] | None:
        """Return why a file is not taken in and what to do about it; None when it is."""
        if (whose := self._sent.get(digest)) is not None:
            sent = f"gửi cho {whose}, đơn vị" if whose else "gửi đi, đơn vị"
            return f"Tệp còn nguyên như khi {sent} chưa điền gì.", "Đề nghị đơn vị điền báo cáo rồi gửi lại."
        if item.kind not in NOTHING:
            return None
        return _REFUSED.get(item.kind, "Không phải là tệp báo cáo, không nhận."), ""

    def _stage(self, item: Incoming, digest: str) -> None:
        path = self._output / STATE_FOLDER / _STAGED / f"{digest}{suffix_of(item.data, item.kind)}"
        with reword_os_errors(path):
            write_tmp(path, item.data, fsync=True)
        self._staged.append(_Staged(replace(item, data=b""), path, digest))

    def read_at_last(self) -> list[Return]:
        """Return what was received earlier, now read where it had to wait for LibreOffice to be there."""
        folder = intake_folder(self._output)
        waiting = [folder / received.file for received in self.before if NO_OFFICE in received.problems]
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
        waiting = [staged.path for staged in self._staged if _is_made_readable(staged.file)]
        total = len(waiting) + len(self._staged)
        readings = self._convert(waiting, (lambda done, _: progress(done, total)) if progress else None)
        pdfs = [staged.path for staged in self._staged if staged.file.kind is Kind.PDF]
        self._pdf_texts.update(read_pdf_texts(pdfs))
        added: list[Return] = []
        with self._noting(added):
            for done, staged in enumerate(self._staged, 1 + len(waiting)):
                added.append(self._take(staged, readings.get(staged.path)))
                if progress:
                    progress(done, total)
        return added

    @contextmanager
    def _noting(self, added: Sequence[Return]) -> Iterator[None]:
        """Write what was taken in so far into the ledger when the run is stopped in the middle."""
        try:
            yield
        except BaseException:
            with suppress(OutputError):  # the reason of the stop is told instead
                write_intake(self._output, [*self.before, *added])
            raise

    def _convert(self, paths: Sequence[Path], progress: Progress | None = None) -> Mapping[Path, Path]:
        folder = self._output / STATE_FOLDER / _CONVERTED
        if not paths:
            return {}
        scratch = self._output / STATE_FOLDER / _STAGED / _SCRATCH
        with reword_os_errors(folder):
            folder.mkdir(exist_ok=True)
            scratch.mkdir(exist_ok=True)
            made = make_readings(paths, folder, scratch)
        self._faults.update(made.faults)
        self._notes.update(made.notes)
        converted = convert_to_docx(list(made.for_office), folder, progress)
        return made.docx | {made.for_office[source]: docx for source, docx in converted.items()}

    def _take(self, staged: _Staged, converted: Path | None) -> Return:
        file = staged.file
        source = staged.path if file.kind is Kind.DOCX else converted
        evidence, trouble = self._read(source, staged)
        match = self._recogniser.recognise(evidence)
        whose = self._names[match.unit.code] if match.unit else "chua-ro"
        name = staged.kept or self._name_for(staged, whose)
        times = times_of(file)
        if staged.kept:
            received = self.calendar.received_once(times)
        else:
            received = self.calendar.received(times, match.unit.code if match.unit else None)
        target = intake_folder(self._output) / name
        with reword_os_errors(target):
            if read_if_there(target) is None:  # else a killed run took it in without writing the ledger
                set_file_time(staged.path, received.time)  # a lost ledger is made again from it
                replace_file(staged.path, target)
        readable = target if file.kind is Kind.DOCX else converted
        return Return(
            unit_code=match.unit.code if match.unit else None,
            file=name,
            original=file.label,
            sha256=staged.sha256,
            received=received.time,
            found_by=match.found_by,
            reading=readable.relative_to(self._output).as_posix() if readable and not trouble else "",
            problems=tuple(filter(None, (trouble, *self._told(staged), *match.problems))),
            bundle=file.bundle,
            sent=storable(times.sent),
            forwarded=storable(times.forwarded),
            made=storable(times.made),
            collected=self.calendar.now,
            time_doubt=received.doubt,
        )

    def _read(self, source: Path | None, staged: _Staged) -> tuple[Evidence, str]:
        file = staged.file
        names = (Path(file.name).stem, *file.hints)
        unread = unread_evidence(names, file.sender, self._pdf_texts.get(staged.path, ""))
        if source is None:
            return unread, file.trouble or self._faults.get(staged.path) or _why_unread(file.kind)
        try:
            return read_evidence(source, names, file.sender, self._forms), ""
        except ReturnError as err:
            return unread, err.problems[0].message
        except Exception:  # noqa: BLE001  one file that the readers stumble over must not stop the others
            return unread, _UNEXPECTED

    def _told(self, staged: _Staged) -> tuple[str, str]:
        """Return what a clerk should know of a file though it is read."""
        return self._notes.get(staged.path, ""), staged.file.note

    def _name_for(self, staged: _Staged, whose: str) -> str:
        stem = slug(Path(staged.file.name).stem, longest=60) or "tep"
        return f"{whose}-{stem}-{staged.sha256[:12]}{staged.path.suffix}"


def _is_made_readable(file: Incoming) -> bool:
    return file.kind in READABLE and file.kind is not Kind.DOCX and not file.trouble


def _why_unread(kind: Kind) -> str:
    if kind in CONVERTED:
        return NOT_CONVERTED if find_libreoffice() else NO_OFFICE
    return why_unread(kind)
