"""The plan, what was sent and what came back → the status of every unit's report on a given day.

A deadline reads "trước ngày …": the last day in time is the one before it, and a report that arrives on the
day itself is late by 1 day. The unit's own deadline counts, and its first version decides whether it was
late: a unit that corrects its report later is not late for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path

from sokhet_docs.letters import plan_to_track
from sokhet_docs.outbox import changed_copies, read_made, read_releases, sent_times
from sokhet_docs.plan import Plan, Unit
from sokhet_docs.problems import SokhetError
from sokhet_docs.returns import (
    VIETNAM,
    Intake,
    Return,
    SentForms,
    original_fault,
    read_answers,
    read_intake,
    refuse_unnoted,
)
from sokhet_docs.tracking.content_items import items_of, items_of_others
from sokhet_docs.tracking.mail_items import MailItems
from sokhet_docs.tracking.reminder_ledger import ReminderLedger, read_reminders
from sokhet_docs.tracking.returned_lines import lines_of
from sokhet_docs.tracking.unit_status import (
    ReportStatus,
    ReviewItem,
    Tracking,
    UnitStatus,
    day_of,
)
from sokhet_docs.tracking.version_items import VersionItems
from sokhet_docs.tracking.versions import Report, Version, find_counted

Progress = Callable[[int, int], None]


def track(plan: Plan, output: Path, day: date, progress: Progress | None = None) -> Tracking:
    """Return the status of all units of ``plan`` at the end of ``day``, as the folder ``output`` shows it.

    What arrived after ``day`` does not count. A report that cannot be read is a review item; the others are
    still read. Raises OutputError when a ledger is lost or damaged, UsageError when nothing was ever sent.
    """
    ledger = read_releases(output)
    plan, notes = plan_to_track(plan, ledger)
    notes += tuple(map(str, changed_copies(output)))
    sent = sent_times(read_made(output), ledger)
    received = read_intake(output)
    refuse_unnoted(received)
    intake = _until(received.in_use, day)
    forms, mails = SentForms(output, plan), MailItems.of(intake, plan)
    tracker = _Tracker(plan, day, intake, forms, sent, bool(ledger.in_force), read_reminders(output), mails)
    statuses = []
    for done, unit in enumerate(plan.units, 1):
        statuses.append(tracker.status_of(unit))
        if progress:
            progress(done, len(plan.units))
    known = {unit.code for unit in plan.units}
    strays = tuple(item for item in intake.returns if item.unit_code and item.unit_code not in known)
    return Tracking(plan, day, intake, tuple(statuses), intake.unknown(), strays, received.set_aside, notes)


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
    sent: Mapping[str, tuple[date, datetime]]
    is_released: bool
    reminders: ReminderLedger
    mails: MailItems

    def status_of(self, unit: Unit) -> UnitStatus:
        versions = [self._read(item) for item in self.intake.versions(unit.code)]
        lines = cache(partial(lines_of, self.intake))
        counted = find_counted(versions, lines)
        report = counted.report
        first = _first_report(versions)
        report_status, late = _report_status(unit, first, self.day)
        sent = self.sent.get(unit.code)
        return UnitStatus(
            unit=unit,
            report_status=report_status,
            days_late=late,
            sent=sent[0] if sent else None,
            forms=self.forms.forms_of(unit.code),
            made=sent[1] if sent else None,
            reminded=self.reminders.days_of(unit.code, until=self.day),
            versions=tuple(version.item for version in versions),
            reading=report.text_file if report else None,
            answers=report.answers if report else None,
            review_items=self._review_items(unit, VersionItems(self.intake, versions, counted)),
            annex=report.figures_file if report else None,
            first=first,
            is_released=self.is_released and sent is not None,
        )

    def _review_items(self, unit: Unit, about: VersionItems) -> tuple[ReviewItem, ...]:
        report, versions = about.counted.report, about.versions
        files = [version.item for version in versions]
        items = (
            *self._of_originals(unit, versions),
            *about.all(),
            *self.mails.of_unit(unit.code, files, has_text=_has_text(report)),
            *(items_of(report, versions) if report else ()),
        )
        return items + tuple(items_of_others(report, versions, items) if report else ())

    def _read(self, item: Return) -> Version:
        """Return a returned file with its answers, or why it cannot be read."""
        path = self.intake.reading_path(item)
        if path is None or item.unit_code is None:
            return Version(item)
        try:
            forms, sent = self.forms.forms_of(item.unit_code), self.forms.words_of(item.unit_code)
            return Version(item, read_answers(path, *forms, sent=sent))
        except SokhetError as err:
            told = (f"{problem.message} {problem.hint}".rstrip() for problem in err.problems)
            return Version(item, None, tuple(ReviewItem(item.file, message) for message in told))

    def _of_originals(self, unit: Unit, versions: Iterable[Version]) -> Iterator[ReviewItem]:
        """Yield an item of each original that was changed since it was received, or is gone unread."""
        files = [version.item for version in versions]
        notes = [note for item in files for note in self.intake.notes_with(item)]
        alone = [note for note in self.intake.lone_notes if note.unit_code == unit.code]
        for item in {item.file: item for item in (*files, *notes, *alone)}.values():
            if fault := original_fault(self.intake, item):
                yield ReviewItem(item.file, fault)


def _has_text(report: Report | None) -> bool:
    return report is not None and any(not place.is_figure for place in report.content.values())


def _first_report(versions: Sequence[Version]) -> Return | None:
    """Return the file by which a unit first reported: no covering letter, where there is anything else."""
    reports = (version.item for version in versions if version.answers is None or version.has_form)
    return next(reports, versions[0].item if versions else None)


def _report_status(unit: Unit, first: Return | None, day: date) -> tuple[ReportStatus, int]:
    if first:
        late = days_late(unit.report_deadline, day_of(first.received))
        return (ReportStatus.LATE if late else ReportStatus.ON_TIME), late
    late = days_late(unit.report_deadline, day)
    return (ReportStatus.MISSING if late else ReportStatus.OPEN), late


def today() -> date:
    """Return today's date in Vietnam."""
    return datetime.now(VIETNAM).date()
