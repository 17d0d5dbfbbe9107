"""The plan, what was sent and what came back → how every unit stands on a given day.

A deadline reads "trước ngày …": the last day in time is the one before it, and a report that comes on the
day itself is late by 1 day. A unit's own deadline counts, and its first version decides whether it was late:
a unit that corrects its report later is not late for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from sokhet_docs.outbox import read_manifest
from sokhet_docs.plan import SECTIONS, Plan, Section, Unit
from sokhet_docs.problems import SokhetError, UsageError
from sokhet_docs.returns import VIETNAM, Answers, FigureDoubt, Intake, Return, doubts_of, read_intake
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.tracking.reminder_ledger import ReminderLedger

Progress = Callable[[int, int], None]
_ANSWERED = tuple(section for section in SECTIONS if section.answered)


class ReportStatus(StrEnum):
    """Whether a unit's report is there, and in time. Late and missing are two things."""

    ON_TIME = "Đúng hạn"
    LATE = "Nộp muộn"
    OPEN = "Chưa nộp, còn hạn"
    MISSING = "Quá hạn, chưa nộp"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One thing of a report that a person has to look at: where it stands, and a Vietnamese sentence."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """One unit on the day.

    ``sent`` is the day on which its file was made (None: it never was), ``reminded`` the days by now on which
    a reminder was made, ``versions`` what it sent back by the day, the oldest first. ``reading`` is the
    version whose contents count and ``answers`` what it says; both are None when nothing readable came.
    ``days_late`` counts from the last day in time: of a report that came, until it came; of a missing one,
    until the day.
    """

    unit: Unit
    standing: ReportStatus
    days_late: int
    sent: date | None
    reminded: tuple[date, ...] = ()
    versions: tuple[Return, ...] = ()
    reading: Return | None = None
    answers: Answers | None = None
    review_items: tuple[ReviewItem, ...] = ()

    @property
    def received(self) -> date | None:
        """The day of its first version; None when nothing came."""
        return day_of(self.versions[0].received) if self.versions else None

    @property
    def latest(self) -> Return | None:
        """Its latest version; None when nothing came."""
        return self.versions[-1] if self.versions else None

    @property
    def has_content(self) -> bool:
        """Whether a report was read that says anything: a word in a section, or a figure."""
        if self.answers is None:
            return False
        figures = any(reading.raw for reading in self.answers.figures.values())
        return figures or any(is_written(self.answers, section) for section in _ANSWERED)

    @property
    def empty_sections(self) -> tuple[Section, ...]:
        """The sections of the outline in which it wrote nothing; () while nothing readable came."""
        if self.answers is None:
            return ()
        return tuple(section for section in _ANSWERED if not is_written(self.answers, section))


@dataclass(frozen=True, slots=True)
class Tracking:
    """Every unit of the plan on ``day``, in the workbook's order, and the files that are nobody's.

    ``strays`` came from units that are not in the workbook (any more); ``unknown`` from nobody knows whom.
    """

    plan: Plan
    day: date
    intake: Intake
    statuses: tuple[UnitStatus, ...]
    unknown: tuple[Return, ...] = ()
    strays: tuple[Return, ...] = ()

    def standing(self, *wanted: ReportStatus) -> tuple[UnitStatus, ...]:
        """Return the units that stand as one of ``wanted``."""
        return tuple(status for status in self.statuses if status.standing in wanted)

    @property
    def received(self) -> tuple[UnitStatus, ...]:
        """The units whose report is there, in time or late."""
        return self.standing(ReportStatus.ON_TIME, ReportStatus.LATE)

    @property
    def not_received(self) -> tuple[UnitStatus, ...]:
        """The units whose report is not there, overdue or not."""
        return self.standing(ReportStatus.OPEN, ReportStatus.MISSING)


def track(plan: Plan, output: Path, day: date, progress: Progress | None = None) -> Tracking:
    """Return how the units of ``plan`` stand at the end of ``day``, from what lies in the folder ``output``.

    What came later than ``day`` does not count. A report that cannot be read is a point to look at; the
    others are still read. Raises OutputError when a ledger is damaged, UsageError when nothing was ever sent.
    """
    _refuse_if_unsent(output)
    intake = _until(read_intake(output), day)
    reader = _Reader(plan, intake) if intake.returns else None
    office = _Office(intake, _sent_days(output), ReminderLedger.read(output), reader)
    statuses = []
    for done, unit in enumerate(plan.units, 1):
        statuses.append(office.status(unit, day))
        if progress:
            progress(done, len(plan.units))
    known = {unit.code for unit in plan.units}
    strays = tuple(one for one in intake.returns if one.unit_code and one.unit_code not in known)
    return Tracking(plan, day, intake, tuple(statuses), intake.unknown(), strays)


def _refuse_if_unsent(output: Path) -> None:
    manifest = read_manifest(output)
    if not manifest.files and not manifest.warnings:  # a damaged one is no proof that nothing was sent
        raise UsageError.at(
            str(output),
            "Chưa có văn bản nào được tạo ở thư mục này.",
            "Chỉ đúng thư mục kết quả bằng --output, hoặc tạo văn bản trước: sokhet-docs generate",
        )


def days_late(deadline: date, day: date) -> int:
    """Return how many days after the last day in time ``day`` is; 0 when it is in time."""
    return max(0, (day - deadline).days + 1)


def day_of(when: datetime) -> date:
    """Return the day of a moment in Vietnam; a moment without a zone is taken as Vietnam's."""
    return when.astimezone(VIETNAM).date() if when.tzinfo else when.date()


def is_written(answers: Answers, section: Section) -> bool:
    """Tell whether the report says anything in ``section``."""
    return any(paragraph.text.strip() for paragraph in answers.sections.get(section.key, ()))


def _until(intake: Intake, day: date) -> Intake:
    in_time = tuple(one for one in intake.returns if day_of(one.received) <= day)
    return Intake(intake.output, in_time)


def _sent_days(output: Path) -> dict[str, date]:
    manifest = read_manifest(output)
    days: dict[str, date] = {}
    for record in manifest.files.values():
        if record.unit_code and not record.beside and (run := manifest.runs.get(record.run)):
            days[record.unit_code] = min(days.get(record.unit_code, date.max), day_of(run.time))
    return days


class _Reader:
    """Reads the returns of one output folder, each held against the form that its unit was sent."""

    def __init__(self, plan: Plan, intake: Intake) -> None:
        from sokhet_docs.returns import SentForms

        self._plan, self._intake = plan, intake
        self._forms = SentForms(intake.output)

    def read(self, one: Return) -> tuple[Answers | None, tuple[ReviewItem, ...]]:
        """Return what a return says, or None and why it cannot be read."""
        from sokhet_docs.returns import read_answers

        path = self._intake.reading_path(one)
        if path is None or one.unit_code is None:
            return None, ()
        try:
            return read_answers(path, self._plan, self._forms.of(one.unit_code)), ()
        except SokhetError as err:
            return None, tuple(ReviewItem(one.file, problem.message) for problem in err.problems)


@dataclass(frozen=True, slots=True)
class _Office:
    # What every unit is looked up in.
    intake: Intake
    sent: Mapping[str, date]
    reminders: ReminderLedger
    reader: _Reader | None

    def status(self, unit: Unit, day: date) -> UnitStatus:
        versions = self.intake.versions(unit.code)
        standing, late = _standing(unit, versions, day)
        reading = self.intake.latest_readable(unit.code)
        answers, trouble = self.reader.read(reading) if self.reader and reading else (None, ())
        return UnitStatus(
            unit=unit,
            standing=standing,
            days_late=late,
            sent=self.sent.get(unit.code),
            reminded=self.reminders.days_of(unit.code, until=day),
            versions=versions,
            reading=reading if answers is not None else None,
            answers=answers,
            review_items=(*trouble, *self._review_items(versions, reading, answers)),
        )

    def _review_items(
        self, versions: tuple[Return, ...], reading: Return | None, answers: Answers | None
    ) -> Iterator[ReviewItem]:
        if versions:
            yield from _file_review_items(versions, reading)
        if reading and answers:
            yield from self._lost_words(versions[: versions.index(reading)], reading, answers)
            yield from _content_review_items(answers)

    def _lost_words(
        self, earlier: tuple[Return, ...], reading: Return, answers: Answers
    ) -> Iterator[ReviewItem]:
        before = next((one for one in reversed(earlier) if one.readable), None)
        if self.reader is None or before is None or all(is_written(answers, one) for one in _ANSWERED):
            return
        told, _ = self.reader.read(before)
        if told and (lost := _unwritten_since(told, answers)):
            message = f"Bản này để trống {len(lost)} mục mà bản trước ({before.file}) đã viết; cần đối chiếu."
            yield ReviewItem(reading.file, message)


def _standing(unit: Unit, versions: tuple[Return, ...], day: date) -> tuple[ReportStatus, int]:
    if versions:
        late = days_late(unit.report_deadline, day_of(versions[0].received))
        return (ReportStatus.LATE if late else ReportStatus.ON_TIME), late
    late = days_late(unit.report_deadline, day)
    return (ReportStatus.MISSING if late else ReportStatus.OPEN), late


def _file_review_items(versions: tuple[Return, ...], reading: Return | None) -> Iterator[ReviewItem]:
    """Yield what there is to look at in the latest file itself; one point when it could not be read."""
    latest = versions[-1]
    if reading is latest:
        yield from (ReviewItem(latest.file, problem) for problem in latest.problems)
        return
    told = " ".join(latest.problems) or "Máy không đọc được nội dung tệp này; cần mở xem."
    yield ReviewItem(latest.file, f"{told} Nội dung lấy ở {reading.file}." if reading else told)


def _content_review_items(answers: Answers) -> Iterator[ReviewItem]:
    yield from (ReviewItem("", doubt) for doubt in answers.doubts)
    yield from (ReviewItem(change.place, change.message) for change in answers.changes)
    for one in doubts_of(answers):
        if not _is_told_by_change(one, answers):
            yield ReviewItem(one.reading.place or one.spot, f"{one.spot}: {one.message}")


def _is_told_by_change(doubt: FigureDoubt, answers: Answers) -> bool:
    """Tell whether a figure's cell went with its whole row or column, which is a point of its own."""
    label, title = match_key(f"“{doubt.figure.label}”"), match_key(f"{doubt.year}”")
    return not doubt.reading.place and any(
        label in match_key(change.message) or match_key(change.place).endswith(title)
        for change in answers.changes
    )


def _unwritten_since(earlier: Answers, answers: Answers) -> tuple[Section, ...]:
    """Return the sections that a unit left empty though its version before had said something there."""
    return tuple(one for one in _ANSWERED if is_written(earlier, one) and not is_written(answers, one))


def today() -> date:
    """Return this day in Vietnam."""
    return datetime.now(VIETNAM).date()
