"""The units whose report is missing → a letter of reminder (công văn đôn đốc) to exactly those.

One file a unit, or one letter to all with the list of them as its annex. From a unit's second letter on it
says "lần 2" and names the earlier ones, which the ledger knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sokhet_docs._version import __version__
from sokhet_docs.letters import compile_plan_document, plan_fields
from sokhet_docs.office.files import sha256_of
from sokhet_docs.outbox import Entry, Outbox, Outcome, Run, check_names, safe_name
from sokhet_docs.plan import Plan, add_working_days
from sokhet_docs.problems import Place, Problem, Severity, UsageError
from sokhet_docs.text.vietnamese import short_date, slug
from sokhet_docs.tracking.reminder_fields import ReminderFields
from sokhet_docs.tracking.reminder_ledger import ReminderLedger, Round, read_reminders, write_reminders
from sokhet_docs.tracking.status import ReportStatus, Tracking, UnitStatus
from sokhet_docs.vocabulary import REMINDER_TEMPLATE

TITLE = "Công văn đôn đốc"
_FOLDER = "don-doc"
_TOGETHER_NAME = "cong-van-don-doc.docx"
_WORKING_DAYS = 5  # of the new deadline, when none is told


@dataclass(frozen=True, slots=True)
class ReminderOptions:
    """What a round of reminders may be told.

    ``number`` is the letters' number, "" a blank to be filled in by hand. ``new_deadline`` is the last day on
    which the report is still awaited, None the fifth working day from now. ``together`` makes one letter with
    an annex. ``early`` also reminds units whose own deadline has not passed. ``force`` replaces letters that
    were corrected by hand.
    """

    number: str = ""
    new_deadline: date | None = None
    together: bool = False
    early: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Reminded:
    """What a round did: its units, the files, the new day; ``folder`` is where they lie.

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
    units = tracking.standing(*wanted)
    folder = output / _FOLDER / tracking.day.isoformat()
    deadline = _new_deadline(tracking.day, options.new_deadline)
    if not units:
        return Reminded((), folder, deadline)
    ledger = read_reminders(output)
    codes = tuple(one.unit.code for one in units)
    number = options.number or ledger.number_of(tracking.day)
    this = Round(day=tracking.day, number=number, new_deadline=deadline, units=codes)
    letters = _letters(ReminderFields(tracking, ledger, this), units, options.together)
    outcomes, orphans = _write(
        tracking.plan, templates / REMINDER_TEMPLATE, folder, letters, force=options.force
    )
    write_reminders(output, ledger.with_round(this))
    return Reminded(units, folder, deadline, outcomes, orphans, tuple(_iter_too_soon(ledger, this)))


def _iter_too_soon(ledger: ReminderLedger, this: Round) -> Iterator[Problem]:
    """Warn for every earlier round whose new deadline is still running for units that ``this`` reminds."""
    for earlier in ledger.rounds:
        again = set(earlier.units) & set(this.units)
        if again and earlier.day < this.day <= earlier.new_deadline:
            yield Problem(
                Place("remind"),
                f"Công văn ngày {short_date(earlier.day)} cho {len(again)} đơn vị này hạn mới là "
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
        entry = Entry(unit_code="", unit_name="", documents=(TITLE,))
        return [_Letter(_TOGETHER_NAME, fields.to_all(units), entry)]
    letters = [_letter(fields, one) for one in units]
    check_names((one.entry.unit_name, one.name) for one in letters)
    return letters


def _letter(fields: ReminderFields, status: UnitStatus) -> _Letter:
    unit = status.unit
    name = safe_name(f"{unit.number:03}-{slug(unit.name)}")
    entry = Entry(unit_code=unit.code, unit_name=unit.name, documents=(TITLE,))
    return _Letter(name, fields.to_one(status), entry)


def _write(
    plan: Plan, template_path: Path, folder: Path, letters: Sequence[_Letter], *, force: bool
) -> tuple[tuple[Outcome, ...], tuple[Path, ...]]:
    """Render and write ``letters``; return their outcomes, and the day's letters that are no more."""
    template = compile_plan_document(plan, template_path)
    shared = plan_fields(plan)
    with Outbox(folder, _run(plan, template_path), force=force) as outbox:
        outcomes = tuple(
            outbox.put(one.name, template.render({**shared, **one.fields}), one.entry) for one in letters
        )
        orphans = tuple(path for path, _ in outbox.orphans(one.name for one in letters))
    return outcomes, orphans


def _run(plan: Plan, template_path: Path) -> Run:
    return Run(
        time=datetime.now().astimezone(),
        version=__version__,
        rule_set=plan.rule_set.name,
        inputs={template_path.name: sha256_of(template_path.read_bytes())},
    )


def _new_deadline(day: date, told: date | None) -> date:
    if told is None:
        return add_working_days(day, _WORKING_DAYS)
    if told < day:
        raise UsageError.at(
            "--deadline",
            f"Hạn mới {short_date(told)} đã qua, vì công văn đề ngày {short_date(day)}.",
            "Hãy chọn một ngày sau ngày của công văn.",
        )
    return told
