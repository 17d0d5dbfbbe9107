"""A table file (Excel, LibreOffice, CSV) → a plan, or every problem in it with its cell.

file ──read──▶ sheets ──tidy──▶ sheets ──headers──▶ tables ──rows──▶ facts, units … ──check──▶ Plan
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.plan import FIGURES, SECTIONS, Attendee, Document, Period, Plan, Recipient
from sokhet_docs.problems import Place, ProblemCollector, WorkbookError
from sokhet_docs.text.legacy_encodings import in_unicode
from sokhet_docs.text.vietnamese import match_key, nearest, slug
from sokhet_docs.vocabulary import CustomFields
from sokhet_docs.workbook.columns import ATTENDEES, DOCUMENTS, FACTS_SHEET, RECIPIENTS, SHEETS, UNITS
from sokhet_docs.workbook.facts import Facts, read_facts
from sokhet_docs.workbook.list_rows import read_attendees, read_documents, read_recipients
from sokhet_docs.workbook.plausibility import check_attendees, check_days
from sokhet_docs.workbook.reading import Book, Sheet, read_book
from sokhet_docs.workbook.tables import Table, read_table
from sokhet_docs.workbook.tidying import tidy
from sokhet_docs.workbook.unit_rows import Defaults, PlacedUnit, read_units


def read_plan(path: Path | str) -> Plan:
    """Read the workbook at ``path`` into a plan; what it should say but does not stop it is in ``warnings``.

    Raises WorkbookError with every problem of the file at once.
    """
    problems = ProblemCollector()
    book = read_book(Path(path))
    tables = _read_tables(book, problems)
    contents = _read_contents(tables)
    _check_plausibility(tables, contents)
    plan = _plan(contents, problems)
    if plan is None:
        raise WorkbookError(problems.problems, _custom_fields(tables, contents))
    return plan


def _read_tables(book: Book, problems: ProblemCollector) -> Mapping[str, Table]:
    """Return the tables by the names of their sheets; one that is missing is noted as an error."""
    sheets = {match_key(in_unicode(sheet.name)): sheet for sheet in book.sheets}
    tables = {}
    for name, columns in SHEETS.items():
        sheet = sheets.get(match_key(name))
        if sheet is None:
            _note_missing_sheet(book, name, problems)
        elif table := read_table(_tidied(sheet, problems), columns, problems):
            tables[name] = table
    return tables


def _tidied(sheet: Sheet, problems: ProblemCollector) -> Sheet:
    if sheet.hidden:
        problems.warning(sheet.place(), "Trang này đang ẩn, vẫn được đọc.")
    return tidy(sheet, problems)


def _note_missing_sheet(book: Book, name: str, problems: ProblemCollector) -> None:
    place = Place(book.file)
    if book.is_files:
        problems.error(place, f"Thiếu bảng “{name}”.", f"Đặt tệp {slug(name)}.csv cạnh tệp này.")
        return
    known = {match_key(title) for title in SHEETS}
    near = nearest(name, [other for other in book.names if match_key(other) not in known])
    hint = f"Có phải trang “{near}”? Hãy đổi tên trang." if near else "Thêm trang này như trong tệp mẫu."
    problems.error(place, f"Thiếu trang “{name}”.", hint)


@dataclass(frozen=True)
class _Contents:
    """What the tables hold; None or () for a table that is missing."""

    facts: Facts | None
    attendees: tuple[Attendee, ...]
    recipients: tuple[Recipient, ...]
    documents: tuple[Document, ...]
    units: tuple[PlacedUnit, ...]


def _read_contents(tables: Mapping[str, Table]) -> _Contents:
    facts = read_facts(tables[FACTS_SHEET]) if FACTS_SHEET in tables else None
    attendees = read_attendees(tables[ATTENDEES]) if ATTENDEES in tables else ()
    recipients = read_recipients(tables[RECIPIENTS]) if RECIPIENTS in tables else ()
    documents = read_documents(tables[DOCUMENTS]) if DOCUMENTS in tables else ()
    due, held = (facts.report_deadline, facts.conference_deadline) if facts else (None, None)
    units = read_units(tables[UNITS], Defaults(due, held, attendees)) if UNITS in tables else ()
    return _Contents(facts, attendees, recipients, documents, units)


def _check_plausibility(tables: Mapping[str, Table], contents: _Contents) -> None:
    if UNITS in tables and ATTENDEES in tables:
        check_attendees(tables[ATTENDEES], contents.units)
    if UNITS in tables and contents.facts:
        check_days(contents.facts, contents.units)


def _plan(contents: _Contents, problems: ProblemCollector) -> Plan | None:
    """Return the plan that the tables hold; None when an error has been noted."""
    facts = contents.facts
    if problems.errors or not (facts and facts.year and facts.rule_set and facts.report_deadline):
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
        issuer_conference=facts.issuer_conference,
        sections=SECTIONS,
        figures=FIGURES,
        periods=tuple(
            Period(str(year), str(year))
            for year in range(facts.first_year or facts.year, (facts.last_year or facts.year) + 1)
        ),
        rule_set=facts.rule_set,
        units=tuple(placed.unit for placed in contents.units),
        attendees=contents.attendees,
        recipients=contents.recipients,
        documents=contents.documents,
        extra=facts.extra,
        warnings=problems.warnings,
    )


def _custom_fields(tables: Mapping[str, Table], contents: _Contents) -> CustomFields | None:
    """Return the columns and facts that the clerk added; None when one of their tables is missing."""
    if UNITS not in tables or contents.facts is None:
        return None
    return CustomFields(tuple(tables[UNITS].headers.custom.values()), tuple(contents.facts.extra))
