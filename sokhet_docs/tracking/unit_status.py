"""The values of tracking: each unit's report on a day, what has to be looked at, all units together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from sokhet_docs.plan import Form, Plan, Section, Unit
from sokhet_docs.returns import VIETNAM, Answers, Intake, Return
from sokhet_docs.tracking.common_form import CommonForm, common_form


class ReportStatus(StrEnum):
    """Whether a unit's report has arrived, and in time. Late and missing are two different things."""

    ON_TIME = "Đúng hạn"
    LATE = "Nộp muộn"
    OPEN = "Chưa nộp, còn hạn"
    MISSING = "Quá hạn, chưa nộp"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One thing in a report that a person has to look at: its place, and a Vietnamese sentence.

    ``minor``: it is only to be known, such as who signed. ``file`` is the received file that it is in; "" for
    the one whose contents count.
    """

    place: str
    message: str
    minor: bool = False
    file: str = ""


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """One unit on the day.

    ``sent`` is the day on which its first file was released (``is_released``), where nothing was released the
    day on which it was made (None: it never was); ``forms`` is what its report forms asked, the newest first,
    ``made`` when the newest was made. ``reminded`` are the days so far on which it was
    reminded, ``versions`` what it sent back by the day, the oldest first. ``reading`` is the version whose
    contents count and ``answers`` what it says; both are None when nothing readable arrived. ``annex`` is the
    file that its figures are in (None: ``reading``), ``first`` the one by which it has reported (None: the
    first that arrived). ``days_late`` counts from the last day in time until the report arrived or, while it
    is missing, until the day.
    """

    unit: Unit
    report_status: ReportStatus
    days_late: int
    sent: date | None
    forms: tuple[Form, ...] = ()
    made: datetime | None = None
    reminded: tuple[date, ...] = ()
    versions: tuple[Return, ...] = ()
    reading: Return | None = None
    answers: Answers | None = None
    review_items: tuple[ReviewItem, ...] = ()
    annex: Return | None = None
    first: Return | None = None
    is_released: bool = False

    @property
    def received(self) -> date | None:
        """The day on which it first reported; None when nothing arrived."""
        first = self.first or next(iter(self.versions), None)
        return day_of(first.received) if first else None

    @property
    def figures_file(self) -> Return | None:
        """The version that its figures are in."""
        return self.annex or self.reading

    @property
    def latest(self) -> Return | None:
        """Its latest version; None when nothing arrived."""
        return self.versions[-1] if self.versions else None

    @property
    def form(self) -> Form | None:
        """What it was asked: by the form that it answered, else by its newest one; None: unknown."""
        if self.answers:
            return self.answers.form
        return self.forms[0] if self.forms else None

    def is_asked(self, section: Section) -> bool:
        """Return whether its form has the section, in whatever words; not where the form is unknown."""
        return self.form is not None and self.form.find_section(section.key) is not None

    @property
    def to_review(self) -> tuple[ReviewItem, ...]:
        """The review items that are not minor."""
        return tuple(item for item in self.review_items if not item.minor)

    @property
    def has_content(self) -> bool:
        """Whether a report was read that has any content: a word in a section, or a figure."""
        if self.answers is None:
            return False
        figures = any(reading.raw for reading in self.answers.figures.values())
        return figures or any(is_written(self.answers, section) for section in self.answers.form.answered)

    @property
    def empty_sections(self) -> tuple[Section, ...]:
        """The sections of its own form in which it wrote nothing; () while nothing readable arrived."""
        return empty_sections(self.answers) if self.answers else ()


@dataclass(frozen=True)
class Tracking:
    """Every unit of the plan on ``day``, in the workbook's order, and the files that belong to none of them.

    ``strays`` come from units that are not in the workbook (any more); of ``unknown`` the unit is unknown;
    ``set_aside`` are no reports, as the clerk said. ``notes`` are sentences about what was released and
    differs in the workbook.
    """

    plan: Plan
    day: date
    intake: Intake
    statuses: tuple[UnitStatus, ...]
    unknown: tuple[Return, ...] = ()
    strays: tuple[Return, ...] = ()
    set_aside: tuple[Return, ...] = ()
    notes: tuple[str, ...] = ()

    def with_status(self, *wanted: ReportStatus) -> tuple[UnitStatus, ...]:
        """Return the units whose report has one of the statuses ``wanted``."""
        return tuple(status for status in self.statuses if status.report_status in wanted)

    @cached_property
    def common(self) -> CommonForm:
        """What the units' forms together ask, in the words of the newest that was answered."""
        known = [status for status in self.statuses if status.form]
        newest = sorted(
            known, key=lambda status: status.made.timestamp() if status.made else 0.0, reverse=True
        )
        answered = sorted((status for status in newest if status.has_content), key=_age_of_answered)
        forms = [form for status in newest for form in (*status.forms[:1], status.form) if form]
        return common_form(self.plan, [*(status.form for status in answered if status.form), *forms])

    @property
    def received(self) -> tuple[UnitStatus, ...]:
        """The units whose report has arrived, in time or late."""
        return self.with_status(ReportStatus.ON_TIME, ReportStatus.LATE)

    @property
    def not_received(self) -> tuple[UnitStatus, ...]:
        """The units whose report has not arrived, overdue or not."""
        return self.with_status(ReportStatus.OPEN, ReportStatus.MISSING)


def _age_of_answered(status: UnitStatus) -> int:
    """Return how many newer forms the unit was sent than the one that it answered."""
    return status.forms.index(status.form) if status.form in status.forms else len(status.forms)


def is_written(answers: Answers, section: Section) -> bool:
    """Return whether the report has any words in ``section``."""
    return any(paragraph.text.strip() for paragraph in answers.sections.get(section.key, ()))


def empty_sections(answers: Answers) -> tuple[Section, ...]:
    """Return the sections of the unit's own form in which it wrote nothing."""
    return tuple(section for section in answers.form.answered if not is_written(answers, section))


def day_of(time: datetime) -> date:
    """Return the day in Vietnam; a time without a zone is taken as Vietnam's."""
    return time.astimezone(VIETNAM).date() if time.tzinfo else time.date()
