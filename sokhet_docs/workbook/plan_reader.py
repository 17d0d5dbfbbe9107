"""A table file (Excel, LibreOffice, CSV) → a plan, or every problem in it with its cell.

file ──read──▶ sheets ──tidy──▶ sheets ──headers──▶ tables ──rows──▶ facts, units … ──check──▶ Plan
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sokhet_docs.plan import Attendee, Document, Figure, Guest, Plan, ProgrammeItem, Recipient, Section, Unit
from sokhet_docs.problems import Place, ProblemCollector, WorkbookError
from sokhet_docs.text.vietnamese import match_key, nearest, slug
from sokhet_docs.vocabulary import CustomFields
from sokhet_docs.workbook.audiences import AudienceReader
from sokhet_docs.workbook.columns import (
    ATTENDEES,
    CONFERENCE_SHEETS,
    DOCUMENTS,
    FACTS_SHEET,
    FIGURES_SHEET,
    GUESTS,
    OPTIONAL_SHEETS,
    OUTLINE,
    PROGRAMME,
    RECIPIENTS,
    SHEETS,
    UNITS,
)
from sokhet_docs.workbook.date_order import check_date_order
from sokhet_docs.workbook.facts import Facts, read_facts
from sokhet_docs.workbook.guest_rows import read_guests
from sokhet_docs.workbook.headers import count_headers
from sokhet_docs.workbook.list_rows import read_attendees, read_documents, read_recipients
from sokhet_docs.workbook.odd_years import check_years
from sokhet_docs.workbook.outline_rows import read_figures, read_sections
from sokhet_docs.workbook.periods import ONLY_PERIOD
from sokhet_docs.workbook.plan_sheets import find_sheets, sheets_like
from sokhet_docs.workbook.plausibility import (
    check_asked,
    check_attendees,
    check_days,
    check_invitation,
    check_names,
    check_sections,
)
from sokhet_docs.workbook.programme_rows import Hours, read_programme
from sokhet_docs.workbook.reading import Book, Sheet, read_book
from sokhet_docs.workbook.tables import Table, read_table
from sokhet_docs.workbook.tidying import tidy
from sokhet_docs.workbook.unit_rows import (
    Defaults,
    PlacedUnit,
    check_review_forms,
    read_units,
    some_lack_deadlines,
    with_attendees,
)
from sokhet_docs.workbook.unread_sheets import tell_unread_sheets

_ALIKE = 0.8  # the share of letters that a sheet's name has in common with one that it may be, misspelt


def read_plan(path: Path | str, sent_codes: Mapping[str, str] | None = None) -> Plan:
    """Read the workbook at ``path`` into a plan; what it should say but does not stop it is in ``warnings``.

    ``sent_codes`` are the codes under which units had letters before, by the match key of their names
    (`outbox.sent_codes`): a unit without a typed code keeps its own. Raises WorkbookError with every problem
    of the file at once.
    """
    problems = ProblemCollector()
    book = read_book(Path(path))
    tables = _read_tables(Path(path), book, problems)
    contents = _read_contents(tables, sent_codes or {})
    _check_plausibility(tables, contents)
    plan = _plan(contents, problems)
    if plan is None:
        raise WorkbookError(problems.problems, _custom_fields(tables, contents))
    return plan


def _read_tables(path: Path, book: Book, problems: ProblemCollector) -> Mapping[str, Table]:
    """Return the tables by the names of their sheets; a required one that is missing is noted as an error."""
    sheets = find_sheets(book, problems)
    wanted = (name for name in SHEETS if name not in CONFERENCE_SHEETS)
    missing = [name for name in wanted if match_key(name) not in sheets]
    alike = {} if book.is_files or not missing else sheets_like(path, missing)
    tell_unread_sheets(path, book, alike.values(), problems)
    tables = {}
    for name, columns in SHEETS.items():
        sheet = sheets.get(match_key(name))
        if sheet is None:
            _note_missing_sheet(book, name, alike.get(name), problems)
            continue
        tidied = _tidied(sheet, problems)
        if name in OPTIONAL_SHEETS and not tidied.rows:
            continue
        if name in CONFERENCE_SHEETS and _is_other_list(name, tidied, problems):
            continue
        if table := read_table(tidied, columns, problems):
            tables[name] = table
    return tables


def _is_other_list(name: str, sheet: Sheet, problems: ProblemCollector) -> bool:
    """Return whether a sheet is one of the clerk's own that only has the ``name`` of ours, which is told.

    Clerks had such sheets before the program knew these names; their letters need none of them.
    """
    if count_headers(sheet, SHEETS[name]):
        return False
    wanted = next(column.header for column in SHEETS[name] if column.required)
    message = f"Trang “{sheet.name}” không có cột “{wanted}”, không được đọc."
    hint = "Nếu để làm bộ hội nghị thì đặt tên cột như trong tệp mẫu; nếu là trang của mình thì để yên."
    problems.warning(sheet.place(), message, hint)
    return True


def _tidied(sheet: Sheet, problems: ProblemCollector) -> Sheet:
    if sheet.hidden:
        problems.warning(sheet.place(), "Trang này đang ẩn, vẫn được đọc.")
    return tidy(sheet, problems)


def _note_missing_sheet(book: Book, name: str, alike: str | None, problems: ProblemCollector) -> None:
    """Note that the sheet ``name`` is missing; ``alike`` is one with its columns under another name."""
    place = Place(book.file)
    if book.is_files:
        if name not in OPTIONAL_SHEETS:
            problems.error(place, f"Thiếu bảng “{name}”.", f"Đặt tệp {slug(name)}.csv cạnh tệp này.")
        return
    known = {match_key(title) for title in SHEETS}
    others = [other for other in book.names if match_key(other) not in known]
    # Few workbooks have these, and a clerk's own sheets have names of all kinds.
    near = alike or nearest(name, others, _ALIKE if name in CONFERENCE_SHEETS else 0.6)
    hint = "Thêm trang này như trong tệp mẫu."
    if near:
        hint = f"Có phải trang “{near}”? Hãy đổi tên trang thành “{name}”."
    if name not in OPTIONAL_SHEETS:
        problems.error(place, f"Thiếu trang “{name}”.", hint)
    elif near:
        problems.warning(place, f"Không có trang “{name}”.", hint)


@dataclass(frozen=True)
class _Contents:
    """What the tables hold; None or () for a table that is missing."""

    facts: Facts | None
    attendees: tuple[Attendee, ...]
    recipients: tuple[Recipient, ...]
    documents: tuple[Document, ...]
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    guests: tuple[Guest, ...]
    programme: tuple[ProgrammeItem, ...]
    units: tuple[PlacedUnit, ...]


def _read_contents(tables: Mapping[str, Table], sent_codes: Mapping[str, str]) -> _Contents:
    """Read the units before all that names some of them: attendees, documents, sections, figures."""
    facts = _read_facts(tables)
    recipients = read_recipients(tables[RECIPIENTS]) if RECIPIENTS in tables else ()
    due, held = (facts.report_deadline, facts.conference_deadline) if facts else (None, None)
    placed = read_units(tables[UNITS], Defaults(due, held, sent_codes)) if UNITS in tables else ()
    units = [each.unit for each in placed]
    issuer = facts.issuer if facts else None
    attendees = read_attendees(tables[ATTENDEES], units, issuer) if ATTENDEES in tables else ()
    audiences = AudienceReader(tables.get(UNITS), placed)
    signatory = facts.signatory if facts else None
    contents = _Contents(
        facts=facts,
        attendees=attendees,
        recipients=recipients,
        documents=read_documents(tables[DOCUMENTS], audiences, units, signatory)
        if DOCUMENTS in tables
        else (),
        sections=read_sections(tables[OUTLINE], audiences) if OUTLINE in tables else (),
        figures=read_figures(tables[FIGURES_SHEET], audiences) if FIGURES_SHEET in tables else (),
        guests=read_guests(tables[GUESTS], units, issuer) if GUESTS in tables else (),
        programme=read_programme(tables[PROGRAMME], units, issuer, _hours(facts, units))
        if PROGRAMME in tables
        else (),
        units=with_attendees(placed, attendees),
    )
    check_review_forms(placed, audiences.review_forms)
    return contents


def _hours(facts: Facts | None, units: Sequence[Unit]) -> Hours:
    """Return when each conference begins, by the name of its unit, "" for that of the issuing body."""
    held = {unit.name: unit.conference for unit in units if unit.conference}
    conferences = {**({"": facts.issuer_conference} if facts else {}), **held}
    times = {name: conference.time for name, conference in conferences.items()}
    return {name: when.time() for name, when in times.items() if isinstance(when, datetime)}


def _read_facts(tables: Mapping[str, Table]) -> Facts | None:
    if FACTS_SHEET not in tables:
        return None
    needs_deadline = UNITS not in tables or some_lack_deadlines(tables[UNITS])
    return read_facts(tables[FACTS_SHEET], needs_deadline=needs_deadline)


def _check_plausibility(tables: Mapping[str, Table], contents: _Contents) -> None:
    if UNITS in tables and ATTENDEES in tables:
        issuer = contents.facts.issuer if contents.facts else None
        check_attendees(tables[ATTENDEES], contents.units, issuer)
    check_date_order(tables.values())
    if UNITS in tables:
        check_names(tables[UNITS], contents.units, [contents.facts.issuer.place] if contents.facts else [])
    if UNITS in tables and contents.facts:
        check_days(contents.facts, contents.units)
        documents = list(tables[DOCUMENTS].rows()) if DOCUMENTS in tables else []
        check_invitation(contents.facts, documents)
        check_years(contents.facts, contents.units, documents)
    if OUTLINE in tables:
        check_sections(tables[OUTLINE], contents.sections, contents.units)
    if asking := tables.get(OUTLINE) or tables.get(FIGURES_SHEET):
        audiences = [asked.audience for asked in contents.sections]
        audiences += [asked.audience for asked in contents.figures]
        check_asked(asking, audiences, contents.documents, contents.units)


def _plan(contents: _Contents, problems: ProblemCollector) -> Plan | None:
    """Return the plan that the tables hold; None when an error has been noted."""
    facts = contents.facts
    if problems.errors or not (facts and facts.year and facts.rule_set):
        return None
    return Plan(
        code=facts.code,
        number=facts.number,
        day=facts.day,
        year=facts.year,
        issuer=facts.issuer,
        subject=facts.subject,
        signatory=facts.signatory,
        report_deadline=facts.report_deadline,
        conference_deadline=facts.conference_deadline,
        issuer_conference=replace(
            facts.issuer_conference, attendees=tuple(each for each in contents.attendees if each.of_issuer)
        ),
        sections=contents.sections,
        figures=contents.figures,
        periods=facts.periods or ((ONLY_PERIOD,) if contents.figures else ()),
        rule_set=facts.rule_set,
        duplex=facts.duplex,
        units=tuple(placed.unit for placed in contents.units),
        attendees=contents.attendees,
        guests=contents.guests,
        programme=contents.programme,
        recipients=contents.recipients,
        documents=contents.documents,
        extra=facts.extra,
        texts=facts.texts,
        derived=facts.derived,
        warnings=problems.warnings,
    )


def _custom_fields(tables: Mapping[str, Table], contents: _Contents) -> CustomFields | None:
    """Return the columns and facts that the clerk added; None when one of their tables is missing."""
    if UNITS not in tables or contents.facts is None:
        return None
    return CustomFields(tuple(tables[UNITS].headers.custom.values()), tuple(contents.facts.extra))
