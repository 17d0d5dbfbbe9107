"""Files that came in → the intake folder and its ledger: whose each is, when it came, its bytes unchanged."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sokhet_docs.office.file_kinds import Kind
from sokhet_docs.office.files import read_if_there, replace_file, reword_os_errors
from sokhet_docs.office.lock import Lock
from sokhet_docs.outbox import STATE_FOLDER, read_sent
from sokhet_docs.plan import Plan, Unit
from sokhet_docs.problems import OutputError, ReturnError
from sokhet_docs.returns.assignment import assign, choose, set_aside, set_received
from sokhet_docs.returns.collecting import Collected, CollectOptions
from sokhet_docs.returns.companions import Companions
from sokhet_docs.returns.conversions import Conversions, Progress, needs_conversion
from sokhet_docs.returns.copies import note_copies
from sokhet_docs.returns.expected import Expected
from sokhet_docs.returns.incoming_file import Incoming
from sokhet_docs.returns.intake_repair import UNKNOWN, Originals, begin_anew, held_to_its_name
from sokhet_docs.returns.mail_notes import read_note
from sokhet_docs.returns.match import Match
from sokhet_docs.returns.received import (
    BETWEEN,
    Intake,
    IntakeLedger,
    Return,
    intake_folder,
    read_intake,
    short_digest,
    write_intake,
)
from sokhet_docs.returns.received_time import Calendar, first_sent, set_file_time, storable, times_of
from sokhet_docs.returns.recognition import BY_MAIL, Evidence, Recogniser, read_evidence
from sokhet_docs.returns.sent_forms import SentForms
from sokhet_docs.returns.sent_letters import SentLetters
from sokhet_docs.returns.staging import Staged, Staging
from sokhet_docs.returns.unread_evidence import unread_evidence
from sokhet_docs.text.vietnamese import VIETNAM, slug

_STAGED = "nhan"
_UNEXPECTED = "Máy không đọc được tệp này; hãy mở xem, hoặc xin đơn vị gửi lại tệp Word."


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
    with _one_at_a_time(output) as place:
        originals = begin_anew(output) if options.rebuild else Originals()
        run = _Run(plan, output, place, options)
        run.stage([*sources, *originals.others])
        before = run.read_at_last()
        added = run.take_in(progress)
        returns, copied = note_copies([*before, *added], run.staging.copies, run.named_around)
        returns, assigned = assign(plan, returns, options.assign, run.calendar)
        returns, dated = set_received(returns, options.received_of)
        returns, aside = set_aside(returns, options.set_aside, run.calendar.now)
        returns, chosen = choose(returns, options.use, run.calendar.now)
        if returns != list(run.before):
            write_intake(output, returns)
            for item in dated:
                set_file_time(intake_folder(output) / item.file, item.received)
        by_file = {received.file: received for received in returns}
        told = (
            tuple(by_file[item.file] for item in items) for items in (added, assigned, dated, chosen, aside)
        )
        new, assigned, dated, chosen, aside = told
        problems = (*run.staging.problems, *copied)
        intake = Intake(output, tuple(returns))
        new = tuple(item for item in new if item.counts or item in intake.in_use.lone_notes)
        again = tuple(run.staging.again)
        return Collected(intake, new, assigned, again, problems, dated, chosen, aside)


@contextmanager
def _one_at_a_time(output: Path) -> Iterator[Path]:
    """Provide the staging folder, which is this run's alone."""
    state = output / STATE_FOLDER
    staging = state / _STAGED
    with reword_os_errors(output):
        staging.mkdir(parents=True, exist_ok=True)
        intake_folder(output).mkdir(exist_ok=True)
        lock = Lock(state / "nhan.lock")
        if not lock.acquire():
            raise OutputError.at(str(output), "Một lần thu báo cáo khác đang chạy.", "Đợi xong rồi chạy lại.")
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        lock.release()


class _Run:
    """One collection: what is staged is converted, recognised, named and moved into the intake folder."""

    def __init__(self, plan: Plan, output: Path, place: Path, options: CollectOptions) -> None:
        self._output, self._options = output, options
        self._recogniser = Recogniser(plan, SentLetters(output))
        self._forms = SentForms(output, plan).all
        self._expected = Expected.of(plan, self._forms)
        self._names = {unit.code: slug(unit.code) for unit in plan.units}
        self._unit_names = {unit.code: unit.name for unit in plan.units}
        self._units = {unit.code: unit for unit in plan.units}
        manifest = read_sent(output)
        intake = read_intake(output)
        self.before = intake.returns
        if not IntakeLedger.path(output).exists():
            write_intake(output, ())  # what a killed run took in is then known to have had a ledger
        now = datetime.now(VIETNAM)
        self.calendar = Calendar(now, first_sent(output, manifest), options.received, options.by_file_time)
        self.staging = Staging(place, intake, manifest)
        self._conversions = Conversions(output, place)
        self._units_of = {short_digest(item.sha256): item.unit_code for item in self.before}
        self._mail_lines: Mapping[str, Sequence[str]] = {}
        self._letterheads: dict[str, str] = {}

    def stage(self, sources: Sequence[Path]) -> None:
        """Stage what is new in ``sources``, and the originals that the ledger does not know."""
        self.staging.add_sources(sources, self._expected)
        self.staging.leave_out(lambda file: file.only_quotes and self.named_around(file) is None)
        self.staging.add_unnoted(rebuilt=self._options.rebuild)
        self.staging.tell_gone()

    def read_at_last(self) -> list[Return]:
        """Return what was received earlier, now read where its reading was lost or had to wait."""
        readings = self._conversions.convert_again(self.before)
        return [self._read_again(received, readings.get(received.file)) for received in self.before]

    def _read_again(self, received: Return, converted: Path | None) -> Return:
        if converted is None:
            return received
        reading = converted.relative_to(self._output).as_posix()
        if received.unit_code is not None or received.reading:
            return replace(
                received, reading=reading, problems=() if not received.reading else received.problems
            )
        names = (Path(received.original.rpartition(BETWEEN)[2]).stem,)
        match = self._recogniser.recognise(read_evidence(converted, names, "", self._forms))
        return replace(
            received,
            unit_code=match.unit_code,
            found_by=match.found_by,
            reading=reading,
            problems=match.problems,
        )

    def named_around(self, file: Incoming) -> Unit | None:
        """Return the unit that a file's name, what it was packed in and its sender tell of; None for none."""
        evidence = unread_evidence((Path(file.name).stem, *file.hints), file.sender)
        return self._recogniser.recognise(evidence).unit

    def take_in(self, progress: Progress | None) -> list[Return]:
        """Convert and recognise the staged files and give them their names; return them."""
        staged_files = self.staging.files
        waiting = [staged.path for staged in staged_files if needs_conversion(staged.file)]
        total = len(waiting) + len(staged_files)
        self._mail_lines = dict(_iter_mail_lines(staged_files))
        convert = self._conversions.convert
        readings = convert(waiting, (lambda done, _: progress(done, total)) if progress else None)
        self._conversions.read_pdfs([one.path for one in staged_files if one.file.kind is Kind.PDF])
        added: list[Return] = []
        with self._noting(added):
            for done, staged in enumerate(staged_files, 1 + len(waiting)):
                added.append(self._take(staged, readings.get(staged.path)))
                if progress:
                    progress(done, total)
        return Companions(self._unit_names, self._letterheads).told(added)

    @contextmanager
    def _noting(self, added: Sequence[Return]) -> Iterator[None]:
        """Write what was taken in so far into the ledger when the run is stopped in the middle."""
        try:
            yield
        except BaseException:
            with suppress(OutputError):  # the reason of the stop is told instead
                write_intake(self._output, [*self.before, *added])
            raise

    def _take(self, staged: Staged, converted: Path | None) -> Return:
        file = staged.file
        source = staged.path if file.kind is Kind.DOCX else converted
        evidence, trouble = self._read(source, staged)
        evidence = replace(evidence, mail=self._mail_lines.get(file.bundle, ()))
        match = self._with_its_files(file) or self._recogniser.recognise(evidence)
        letterhead = None if evidence.is_report else self._recogniser.letterhead_of(evidence)
        if staged.kept:
            match = held_to_its_name(match, staged.kept, self._names)
        whose = self._names[match.unit.code] if match.unit else UNKNOWN
        name = staged.kept or self._name_for(staged, whose)
        times = times_of(file)
        if staged.kept:
            received = self.calendar.received_once(times)
        else:
            received = self.calendar.received(times, match.unit_code)
        target = intake_folder(self._output) / name
        with reword_os_errors(target):
            if read_if_there(target) is None:  # else a killed run took it in without writing the ledger
                set_file_time(staged.path, received.time)  # a lost ledger is made again from it
                replace_file(staged.path, target)
        readable = target if file.kind is Kind.DOCX else converted
        self._units_of[short_digest(staged.sha256)] = match.unit_code
        if letterhead:
            self._letterheads[name] = letterhead.code
        return Return(
            unit_code=match.unit_code,
            file=name,
            original=file.label,
            sha256=staged.sha256,
            received=received.time,
            found_by=match.found_by,
            reading=readable.relative_to(self._output).as_posix() if readable and not trouble else "",
            problems=tuple(
                filter(None, (trouble, self._conversions.note(staged.path), file.note, *match.problems))
            ),
            bundle=file.bundle,
            sent=storable(times.sent),
            forwarded=storable(times.forwarded),
            made=storable(times.made),
            collected=self.calendar.now,
            time_doubt=received.doubt,
            typed=file.typed,
            is_note=file.is_note,
            brought=file.brought,
        )

    def _with_its_files(self, file: Incoming) -> Match | None:
        """Return whose the words of a mail are by the files that it brought; None where it brought none."""
        codes = {self._units_of[digest] for digest in file.brought if digest in self._units_of}
        if not codes:
            return None
        unit = self._units.get(next(iter(codes)) or "") if len(codes) == 1 else None
        return Match(unit, BY_MAIL if unit else "")

    def _read(self, source: Path | None, staged: Staged) -> tuple[Evidence, str]:
        file = staged.file
        names = (Path(file.name).stem, *file.hints)
        unread = unread_evidence(names, file.sender, self._conversions.pdf_text(staged.path))
        if source is None:
            return unread, file.trouble or self._conversions.why_unread(staged.path, file.kind)
        try:
            return read_evidence(source, names, file.sender, self._forms), ""
        except ReturnError as err:
            return unread, f"{err.problems[0].message} {err.problems[0].hint}".rstrip()
        except Exception:  # noqa: BLE001  one file that the readers stumble over must not stop the others
            return unread, _UNEXPECTED

    def _name_for(self, staged: Staged, whose: str) -> str:
        stem = slug(Path(staged.file.name).stem, longest=60) or "tep"
        return f"{whose}-{stem}-{staged.sha256[:12]}{staged.path.suffix}"


def _iter_mail_lines(files: Iterable[Staged]) -> Iterator[tuple[str, list[str]]]:
    """Yield the bundle of each mail of which a note is among ``files``, and the lines typed into it."""
    for staged in files:
        if staged.file.is_note and staged.file.bundle:
            yield staged.file.bundle, read_note(staged.path.read_bytes()).words_above_quotes.split("\n")
