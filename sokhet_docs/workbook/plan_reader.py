"""A table file (Excel, LibreOffice, CSV) → a plan, or every problem in it with its cell.

file ──read──▶ sheets ──tidy──▶ sheets ──headers──▶ tables ──▶ facts, units … ──▶ Plan
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.plan import Attendee, Audience, Conference, Document, Plan, Recipient
from sokhet_docs.problems import Place, ProblemCollector, WorkbookError
from sokhet_docs.text.legacy_encodings import in_unicode
from sokhet_docs.text.vietnamese import match_key, nearest, slug
from sokhet_docs.vocabulary import CustomFields
from sokhet_docs.workbook import columns
from sokhet_docs.workbook.calendar_warnings import find_odd_days
from sokhet_docs.workbook.columns import COLUMNS, FACTS, Column, Fact
from sokhet_docs.workbook.entries import Entry
from sokhet_docs.workbook.facts import Facts, read_facts
from sokhet_docs.workbook.reading import Book, Sheet, read_book
from sokhet_docs.workbook.tables import Table, read_table
from sokhet_docs.workbook.tidying import tidy
from sokhet_docs.workbook.unit_rows import Defaults, PlacedUnit, read_units

__all__ = ["COLUMNS", "FACTS", "Column", "Fact", "read_plan"]

_MAX_NAMED = 5  # units in one warning
_MAX_COMPARED = 1000  # units among which the nearest name is looked for: comparing takes its time
_COLUMNS_OF: Mapping[str, Sequence[Column]] = {
    columns.UNITS: COLUMNS,
    columns.FACTS_SHEET: columns.FACT_COLUMNS,
    columns.ATTENDEES: columns.ATTENDEE_COLUMNS,
    columns.RECIPIENTS: columns.RECIPIENT_COLUMNS,
    columns.DOCUMENTS: columns.DOCUMENT_COLUMNS,
}


def read_plan(path: Path | str) -> Plan:
    """Read the workbook at ``path`` into a plan; what it should say but does not stop it is in ``warnings``.

    Raises WorkbookError with every problem of the file at once.
    """
    findings = ProblemCollector()
    book = read_book(Path(path))
    tables = _tables(book, findings)
    plan = _plan(tables, findings)
    if plan is None or findings.errors:
        raise WorkbookError(findings.problems, _custom_fields(tables))
    return plan


def _custom_fields(tables: Mapping[str, Table]) -> CustomFields | None:
    """Return what the clerk added, as far as the tables tell; None when one of them is missing."""
    if columns.UNITS not in tables or columns.FACTS_SHEET not in tables:
        return None
    facts = read_facts(tables[columns.FACTS_SHEET], ProblemCollector())
    return CustomFields(tuple(tables[columns.UNITS].extras.values()), tuple(facts.extra))


def _tables(book: Book, findings: ProblemCollector) -> Mapping[str, Table]:
    """Return the tables by the names of their sheets; what is missing is found wrong."""
    sheets = {match_key(in_unicode(sheet.name)): sheet for sheet in book.sheets}
    tables = {}
    for name, heads in _COLUMNS_OF.items():
        sheet = sheets.get(match_key(name))
        if sheet is None:
            _find_missing_sheet(book, name, findings)
        elif table := read_table(_tidied(sheet, findings), heads, findings):
            tables[name] = table
    return tables


def _tidied(sheet: Sheet, findings: ProblemCollector) -> Sheet:
    if sheet.hidden:
        findings.warning(sheet.place(), "Trang này đang ẩn, vẫn được đọc.")
    return tidy(sheet, findings)


def _find_missing_sheet(book: Book, name: str, findings: ProblemCollector) -> None:
    place = Place(book.file)
    if book.is_files:
        hint = f"Đặt tệp {slug(name)}.csv cạnh tệp này."
        findings.error(place, f"Thiếu bảng “{name}”.", hint)
        return
    known = {match_key(title) for title in columns.SHEETS}
    near = nearest(name, [other for other in book.names if match_key(other) not in known])
    hint = f"Có phải trang “{near}”? Hãy đổi tên trang." if near else "Thêm trang này như trong tệp mẫu."
    findings.error(place, f"Thiếu trang “{name}”.", hint)


@dataclass(frozen=True)
class _Parts:
    facts: Facts
    attendees: tuple[Attendee, ...]
    recipients: tuple[Recipient, ...]
    documents: tuple[Document, ...]
    units: tuple[PlacedUnit, ...]


def _plan(tables: Mapping[str, Table], findings: ProblemCollector) -> Plan | None:
    """Return the plan that the tables say; None when they do not say a whole one."""
    parts = _parts(tables, findings)
    if parts is None:
        return None
    facts = parts.facts
    find_odd_days(facts, parts.units, findings)
    if findings.errors or not (facts.year and facts.rule_set and facts.report_deadline):
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
        issuer_conference=Conference(
            deadline=facts.issuer_deadline, time=facts.issuer_time, place=facts.issuer_place
        ),
        first_year=facts.first_year or facts.year,
        last_year=facts.last_year or facts.year,
        rule_set=facts.rule_set,
        units=tuple(placed.unit for placed in parts.units),
        attendees=parts.attendees,
        recipients=parts.recipients,
        documents=parts.documents,
        extra=facts.extra,
        warnings=findings.warnings,
    )


def _parts(tables: Mapping[str, Table], findings: ProblemCollector) -> _Parts | None:
    """Read every table that is there, so that all faults are found; None when one is not."""
    facts = read_facts(tables[columns.FACTS_SHEET], findings) if columns.FACTS_SHEET in tables else None
    attendees = _attendees(tables.get(columns.ATTENDEES))
    recipients = _recipients(tables.get(columns.RECIPIENTS))
    documents = _documents(tables.get(columns.DOCUMENTS))
    if columns.UNITS not in tables:
        return None
    # Without the plan's deadline a unit would seem to lack its own; the deadline's absence is found already.
    due, held = (facts.report_deadline, facts.conference_deadline) if facts else (None, None)
    units = read_units(tables[columns.UNITS], Defaults(due, held, attendees), findings)
    if columns.ATTENDEES in tables:
        roster = tables[columns.ATTENDEES]
        if not _find_strangers(roster, units, findings):
            _find_lonely_conferences(roster, units, findings)
    if facts is None or len(tables) < len(_COLUMNS_OF):
        return None
    return _Parts(facts, attendees, recipients, documents, tuple(units))


def _attendees(table: Table | None) -> tuple[Attendee, ...]:
    return tuple(
        Attendee(name=row["name"].required(), unit=row["unit"].line(), count=row["count"].whole_number())
        for row in (table.rows() if table else ())
    )


def _recipients(table: Table | None) -> tuple[Recipient, ...]:
    recipients = []
    for row in table.rows() if table else ():
        copies = row["copies"].whole_number()
        recipients.append(
            Recipient(
                name=row["name"].required(),
                purpose=row["purpose"].line(),
                copies=1 if copies is None else copies,
            )
        )
    return tuple(recipients)


def _documents(table: Table | None) -> tuple[Document, ...]:
    documents = []
    earlier: list[tuple[Place, str, Audience]] = []
    for row in table.rows() if table else ():
        template = row["template"].required()
        row["audience"].required()
        audience = row["audience"].choice(Audience)
        title = row["title"].line() or template.removesuffix(".docx")
        if audience is not None:
            _find_document_again(row["template"], audience, earlier)
            documents.append(Document(template=template, title=title, audience=audience))
    return tuple(documents)


def _find_document_again(
    entry: Entry, audience: Audience, earlier: list[tuple[Place, str, Audience]]
) -> None:
    """Find a template that some packet would hold twice, and note it in ``earlier``."""
    name = entry.text().casefold()
    for place, other, receivers in earlier:
        both = {audience, receivers}
        meet = len(both) == 1 or (Audience.ALL in both and Audience.NONE not in both)
        if name and name == other and meet:
            message = f"Mẫu “{entry.text()}” đã có ở ô {place.spot.rpartition('!')[2]}, cho cùng đơn vị nhận."
            entry.findings.error(entry.place, message, "Xóa một dòng, hoặc sửa cột “Gửi cho”.")
            break
    earlier.append((entry.place, name, audience))


def _find_lonely_conferences(table: Table, units: Sequence[PlacedUnit], findings: ProblemCollector) -> None:
    """Find conferences that nobody is invited to."""
    names = [
        placed.unit.name
        for placed in units
        if placed.unit.conference and not placed.unit.conference.attendees
    ]
    if names:
        listed = "; ".join(names[:_MAX_NAMED]) + ("; …" if len(names) > _MAX_NAMED else ".")
        hint = "Ghi thành phần, để trống cột “Đơn vị” nếu là cho mọi hội nghị."
        message = f"Chưa có thành phần dự hội nghị của {len(names)} đơn vị: {listed}"
        findings.warning(table.sheet.place(), message, hint)


def _find_strangers(table: Table, units: Sequence[PlacedUnit], findings: ProblemCollector) -> bool:
    """Find attendees of a unit that holds no conference, or is not in the list; return whether one is not."""
    found = False
    by_key = {match_key(placed.unit.code): placed.unit for placed in units}
    by_key |= {match_key(placed.unit.name): placed.unit for placed in units}
    for row in table.rows():
        name = row["unit"].line()
        unit = by_key.get(match_key(name))
        if not name or (unit and unit.conference):
            continue
        if unit:
            findings.warning(row["unit"].place, f"“{unit.name}” chỉ báo cáo, không tổ chức hội nghị.")
        else:
            near = _meant(name, [placed.unit.name for placed in units[:_MAX_COMPARED]])
            hint = f"Có phải “{near}”?" if near else "Chọn tên một đơn vị của trang “Đơn vị”."
            findings.error(row["unit"].place, f"Không có đơn vị “{name}”.", hint)
            found = True
    return found


def _meant(name: str, known: Sequence[str]) -> str | None:
    """Return the one of ``known`` that ``name`` is the start of, or a part of, or else is most like."""
    part = f" {match_key(name)} "
    holding = [other for other in known if part in f" {match_key(other)} "]
    starting = [other for other in holding if f" {match_key(other)} ".startswith(part)]
    for found in (starting, holding):
        if len(found) == 1:
            return found[0]
    return nearest(name, holding or known)
