"""The plan, what was sent and what came back → the status of every unit's report on a given day.

A deadline reads "trước ngày …": the last day in time is the one before it, and a report that arrives on the
day itself is late by 1 day. The unit's own deadline counts, and its first version decides whether it was
late: a unit that corrects its report later is not late for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sokhet_docs.outbox import read_manifest
from sokhet_docs.plan import TOTAL_TITLE, Plan, Unit
from sokhet_docs.problems import SokhetError, UsageError
from sokhet_docs.returns import (
    VIETNAM,
    Answers,
    FigureDoubt,
    Intake,
    Return,
    SentForms,
    doubts_of,
    read_answers,
    read_intake,
)
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.tracking.blank_figures import blank_figures_item
from sokhet_docs.tracking.reminder_ledger import ReminderLedger
from sokhet_docs.tracking.unit_status import (
    ReportStatus,
    ReviewItem,
    Tracking,
    UnitStatus,
    day_of,
    empty_sections,
    is_written,
)

Progress = Callable[[int, int], None]


def track(plan: Plan, output: Path, day: date, progress: Progress | None = None) -> Tracking:
    """Return the status of all units of ``plan`` at the end of ``day``, as the folder ``output`` shows it.

    What arrived after ``day`` does not count. A report that cannot be read is a review item; the others are
    still read. Raises OutputError when a ledger is damaged, UsageError when nothing was ever sent.
    """
    sent = _sent_times(output)
    intake = _until(read_intake(output), day)
    tracker = _Tracker(plan, day, intake, SentForms(output, plan), sent, ReminderLedger.read(output))
    statuses = []
    for done, unit in enumerate(plan.units, 1):
        statuses.append(tracker.status_of(unit))
        if progress:
            progress(done, len(plan.units))
    known = {unit.code for unit in plan.units}
    strays = tuple(item for item in intake.returns if item.unit_code and item.unit_code not in known)
    return Tracking(plan, day, intake, tuple(statuses), intake.unknown(), strays)


def _sent_times(output: Path) -> dict[str, tuple[datetime, datetime]]:
    """Return for each unit's code when its first and newest files were made. Raises UsageError for none."""
    manifest = read_manifest(output)
    if not manifest.files and not manifest.warnings:  # a damaged one does not prove that nothing was sent
        raise UsageError.at(
            str(output),
            "Chưa có văn bản nào được tạo ở thư mục này.",
            "Chỉ đúng thư mục kết quả bằng --output, hoặc tạo văn bản trước: sokhet-docs generate",
        )
    times: dict[str, tuple[datetime, datetime]] = {}
    for record in manifest.files.values():
        if record.unit_code and not record.beside and (run := manifest.runs.get(record.run)):
            first, last = times.get(record.unit_code, (run.time, run.time))
            times[record.unit_code] = min(first, run.time), max(last, run.time)
    return times


def days_late(deadline: date, day: date) -> int:
    """Return how many days after the last day in time ``day`` is; 0 when it is in time."""
    return max(0, (day - deadline).days + 1)


def _until(intake: Intake, day: date) -> Intake:
    return Intake(intake.output, tuple(item for item in intake.returns if day_of(item.received) <= day))


@dataclass(frozen=True, slots=True)
class _Tracker:
    # The plan and the day, and everything in the output folder that a unit is looked up in.
    plan: Plan
    day: date
    intake: Intake
    forms: SentForms
    sent: Mapping[str, tuple[datetime, datetime]]
    reminders: ReminderLedger

    def status_of(self, unit: Unit) -> UnitStatus:
        versions = self.intake.versions(unit.code)
        report_status, late = _report_status(unit, versions, self.day)
        reading = self.intake.latest_readable(unit.code)
        answers, trouble = self._read(reading) if reading else (None, ())
        sent = self.sent.get(unit.code)
        return UnitStatus(
            unit=unit,
            report_status=report_status,
            days_late=late,
            sent=day_of(sent[0]) if sent else None,
            forms=self.forms.forms_of(unit.code),
            made=sent[1] if sent else None,
            reminded=self.reminders.days_of(unit.code, until=self.day),
            versions=versions,
            reading=reading if answers is not None else None,
            answers=answers,
            review_items=(*trouble, *self._review_items(versions, reading, answers)),
        )

    def _read(self, item: Return) -> tuple[Answers | None, tuple[ReviewItem, ...]]:
        """Return the answers of a returned file, or None and why it cannot be read."""
        path = self.intake.reading_path(item)
        if path is None or item.unit_code is None:
            return None, ()
        try:
            forms, sent = self.forms.forms_of(item.unit_code), self.forms.words_of(item.unit_code)
            return read_answers(path, *forms, sent=sent), ()
        except SokhetError as err:
            return None, tuple(ReviewItem(item.file, problem.message) for problem in err.problems)

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
        before = next((item for item in reversed(earlier) if item.readable), None)
        empty = empty_sections(answers)
        if before is None or not empty:
            return
        previous, _ = self._read(before)
        if previous and (lost := [section for section in empty if is_written(previous, section)]):
            message = f"Bản này để trống {len(lost)} mục mà bản trước ({before.file}) đã viết; cần đối chiếu."
            yield ReviewItem(reading.file, message)


def _report_status(unit: Unit, versions: tuple[Return, ...], day: date) -> tuple[ReportStatus, int]:
    if versions:
        late = days_late(unit.report_deadline, day_of(versions[0].received))
        return (ReportStatus.LATE if late else ReportStatus.ON_TIME), late
    late = days_late(unit.report_deadline, day)
    return (ReportStatus.MISSING if late else ReportStatus.OPEN), late


def _file_review_items(versions: tuple[Return, ...], reading: Return | None) -> Iterator[ReviewItem]:
    """Yield the review items of the latest file itself; exactly one when it could not be read."""
    latest = versions[-1]
    if reading is latest:
        yield from (ReviewItem(latest.file, problem) for problem in latest.problems)
        return
    message = " ".join(latest.problems) or "Máy không đọc được nội dung tệp này; cần mở xem."
    yield ReviewItem(latest.file, f"{message} Nội dung lấy ở {reading.file}." if reading else message)


def _content_review_items(answers: Answers) -> Iterator[ReviewItem]:
    yield from (ReviewItem("", doubt) for doubt in answers.doubts)
    yield from (ReviewItem(change.place, change.message) for change in answers.changes)
    yield from (ReviewItem(one.place, one.message, one.minor) for one in answers.unplaced)
    if blank := blank_figures_item(answers):
        yield blank
    for figure_doubt in doubts_of(answers):
        if not _is_in_a_change(figure_doubt, answers):
            place = figure_doubt.reading.place or figure_doubt.spot
            yield ReviewItem(place, f"{figure_doubt.spot}: {figure_doubt.message}")


def _is_in_a_change(doubt: FigureDoubt, answers: Answers) -> bool:
    """Return whether a figure's cell was lost with its whole row or column, a review item of its own."""
    title = doubt.period.label if doubt.period else TOTAL_TITLE
    label, title = match_key(f"“{doubt.figure.label}”"), match_key(f"{title}”")
    return not doubt.reading.place and any(
        label in match_key(change.message) or match_key(change.place).endswith(title)
        for change in answers.changes
    )


def today() -> date:
    """Return today's date in Vietnam."""
    return datetime.now(VIETNAM).date()
