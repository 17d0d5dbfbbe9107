"""The units whose report is missing → a letter of reminder (công văn đôn đốc) to exactly those.

One file for each unit, or one letter to all with the list of them as its annex. A unit's second letter says
"lần 2" and cites the first, and so on; the ledger knows the earlier ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sokhet_docs.letters import compile_plan_document, plan_fields
from sokhet_docs.office.files import hash_files
from sokhet_docs.outbox import (
    Entry,
    Outbox,
    Outcome,
    ReleaseLedger,
    Run,
    check_names,
    read_releases,
    safe_name,
)
from sokhet_docs.plan import Plan, add_working_days
from sokhet_docs.problems import Place, Problem, Severity, UsageError
from sokhet_docs.template import Template
from sokhet_docs.text.vietnamese import few_units, first_few, short_date, slug
from sokhet_docs.tracking.reminder_fields import ReminderFields
from sokhet_docs.tracking.reminder_ledger import FOLDER, ReminderLedger, Round, read_reminders
from sokhet_docs.tracking.unit_status import ReportStatus, Tracking, UnitStatus
from sokhet_docs.vocabulary import REMINDER_TEMPLATE

TITLE = "Công văn đôn đốc"
_TOGETHER_NAME = "cong-van-don-doc.docx"
_MAX_NAMES = 5  # of units that a warning names
_WORKING_DAYS = 5  # until the new deadline, where none is given


@dataclass(frozen=True, slots=True)
class ReminderOptions:
    """The options of a round of reminders.

    ``number`` is the letters' number, "" a blank to be filled in by hand. ``new_deadline`` is the last day on
    which the report is still expected, None the fifth working day from now. ``together`` makes one letter
    with an annex. ``early`` also reminds units whose own deadline has not passed. ``force`` replaces letters
    that were corrected by hand.
    """

    number: str = ""
    new_deadline: date | None = None
    together: bool = False
    early: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Reminded:
    """What a round did: its units, the files and their folder, the new deadline.

    ``orphans`` are letters of the same day to units that have reported since; ``problems`` are warnings.
    """

    units: tuple[UnitStatus, ...]
    folder: Path
    new_deadline: date
    outcomes: tuple[Outcome, ...] = ()
    orphans: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()


def remind(
    tracking: Tracking, templates: Path, output: Path, options: ReminderOptions | None = None
) -> Reminded:
    """Write the letters of reminder for the day of ``tracking`` and note them in the ledger.

    Nothing is written when no unit is missing. Raises TemplateError, OutputError, and UsageError for a new
    deadline that is already past.
    """
    options = options or ReminderOptions()
    wanted = (ReportStatus.MISSING, ReportStatus.OPEN) if options.early else (ReportStatus.MISSING,)
    units, unsent = _sent_ones(tracking.with_status(*wanted), read_releases(output))
    ledger = read_reminders(output)
    codes = tuple(status.unit.code for status in units)
    number = options.number or ledger.number_of(tracking.day)
    deadline = _new_deadline(tracking.day, options.new_deadline)
    this = Round(day=tracking.day, number=number, new_deadline=deadline, units=codes)
    folder = output / FOLDER / ledger.folder_of(this)
    if not units:
        return Reminded((), folder, deadline, problems=tuple(_iter_unsent(unsent)))
    letters = _letters(ReminderFields(tracking, ledger, this), units, options.together)
    template_path = templates / REMINDER_TEMPLATE
    template = compile_plan_document(tracking.plan, template_path)
    ledger.write(output)  # before the first letter: a killed run leaves none without a ledger
    run = Run.now(tracking.plan.rule_set.name, hash_files([template_path]))
    with Outbox(folder, run, force=options.force) as outbox:
        outcomes, orphans = _write(tracking.plan, template, outbox, letters)
    ledger.with_round(this).write(output)
    problems = (*_iter_too_soon(ledger, this), *_iter_answered_by_mail(units), *_iter_unsent(unsent))
    return Reminded(units, folder, deadline, outcomes, orphans, problems)


def _sent_ones(
    units: Sequence[UnitStatus], ledger: ReleaseLedger
) -> tuple[tuple[UnitStatus, ...], tuple[UnitStatus, ...]]:
    """Return those of ``units`` that were sent their letters, then those to which nothing was released."""
    if not ledger.in_force:
        return tuple(units), ()
    sent = tuple(status for status in units if status.sent is not None)
    return sent, tuple(status for status in units if status.sent is None)


def _iter_unsent(units: Sequence[UnitStatus]) -> Iterator[Problem]:
    """Warn of units that are not reminded, since they never got the letters to answer."""
    if units:
        names = few_units([status.unit.name for status in units])
        yield Problem(
            Place("remind"),
            f"Chưa phát hành văn bản cho {len(units)} đơn vị nên không đôn đốc: {names}.",
            "Gửi văn bản cho các đơn vị này trước: sokhet-docs release",
            Severity.WARNING,
        )


def _iter_answered_by_mail(units: Iterable[UnitStatus]) -> Iterator[Problem]:
    """Warn of those of ``units`` that wrote a mail which brought no report: it may be one, or say why."""
    names = [status.unit.name for status in units if status.to_review]
    if names:
        yield Problem(
            Place("remind"),
            f"Đã có thư mà chưa có báo cáo: {first_few(names, _MAX_NAMES, ' và {} đơn vị nữa', '; ')}.",
            "Đọc lời trong thư bằng lệnh sokhet-docs status rồi mới gửi công văn cho các đơn vị này.",
            Severity.WARNING,
        )


def _iter_too_soon(ledger: ReminderLedger, this: Round) -> Iterator[Problem]:
    """Warn of every earlier round whose new deadline still runs for units that ``this`` reminds."""
    for earlier in ledger.rounds_before(this):
        again = set(earlier.units) & set(this.units)
        if again and this.day <= earlier.new_deadline:
            number = f" số {earlier.number}" if earlier.number and earlier.day == this.day else ""
            yield Problem(
                Place("remind"),
                f"Công văn{number} ngày {short_date(earlier.day)} cho {len(again)} đơn vị này hạn mới là "
                f"{short_date(earlier.new_deadline)}, chưa qua mà đã đôn đốc lần nữa.",
                "Nếu chưa định đôn đốc lại, đừng gửi các tệp này.",
                Severity.WARNING,
            )


@dataclass(frozen=True, slots=True)
class _Letter:
    name: str
    fields: Mapping[str, Any]
    entry: Entry


def _letters(fields: ReminderFields, units: Sequence[UnitStatus], together: bool) -> list[_Letter]:
    if together:
        return [_Letter(_TOGETHER_NAME, fields.to_all(units), Entry.of_plan(TITLE))]
    letters = [_letter(fields, status) for status in units]
    check_names((letter.entry.unit_name, letter.name) for letter in letters)
    return letters


def _letter(fields: ReminderFields, status: UnitStatus) -> _Letter:
    unit = status.unit
    name = safe_name(f"{unit.number:03}-{slug(unit.name)}")
    entry = Entry(unit_code=unit.code, unit_name=unit.name, documents=(TITLE,))
    return _Letter(name, fields.to_unit(status), entry)


def _write(
    plan: Plan, template: Template, outbox: Outbox, letters: Sequence[_Letter]
) -> tuple[tuple[Outcome, ...], tuple[Path, ...]]:
    """Render and write ``letters``; return their outcomes, and the round's letters that nobody needs now."""
    shared = plan_fields(plan)
    outcomes = tuple(
        outbox.put(letter.name, template.render({**shared, **letter.fields}), letter.entry)
        for letter in letters
    )
    return outcomes, tuple(path for path, _ in outbox.orphans(letter.name for letter in letters))


def _new_deadline(day: date, wanted: date | None) -> date:
    if wanted is None:
        return add_working_days(day, _WORKING_DAYS)
    if wanted < day:
        raise UsageError.at(
            "--deadline",
            f"Hạn mới {short_date(wanted)} đã qua, vì công văn đề ngày {short_date(day)}.",
            "Hãy chọn một ngày sau ngày của công văn.",
        )
    return wanted
