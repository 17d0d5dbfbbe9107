"""The sheet ``Kế hoạch`` → the facts of the plan that are one value each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from sokhet_docs.findings import Findings
from sokhet_docs.plan import Issuer, Signatory, Subject
from sokhet_docs.problems import Place
from sokhet_docs.rules import RULE_SETS, RuleSet, rule_set_named, rule_set_of
from sokhet_docs.vietnamese import match_key, nearest
from sokhet_docs.workbook.columns import FACTS, Fact
from sokhet_docs.workbook.entries import Entry
from sokhet_docs.workbook.tables import Row, Table

_YEARS = (1990, 2200)


@dataclass(frozen=True)
class Facts:
    """The plan's facts as read; a fact that could not be read is None or "" and a finding says why."""

    entries: Mapping[str, Entry]
    code: str
    number: str
    day: date | None
    year: int | None
    rule_set: RuleSet | None
    issuer: Issuer
    subject: Subject
    signatory: Signatory
    report_deadline: date | None
    conference_deadline: date | None
    issuer_deadline: date | None
    issuer_time: datetime | date | str | None
    issuer_place: str
    first_year: int | None
    last_year: int | None
    extra: Mapping[str, str]

    def place(self, name: str) -> Place:
        """Return the place of the fact's value."""
        return self.entries[name].place


def read_facts(table: Table, findings: Findings) -> Facts:
    """Return the facts in ``table``; labels match by their key, further lines become extra fields."""
    rows, extra = _rows_by_name(table, findings)
    entries = {fact.name: _entry(table, rows.get(fact.name), fact) for fact in FACTS}
    _find_missing(table, rows, extra, findings)
    texts = {fact.name: _text(entries[fact.name], fact, rows) for fact in FACTS if fact.name not in _TYPED}
    _find_state_form(entries["authority"])
    day, year = entries["day"].day(), entries["year"].whole_number(*_YEARS)
    year = _agreed_year(day, year, entries, findings)
    first, last = _years(entries, findings)
    return Facts(
        entries=entries,
        code=texts["code"],
        number=texts["number"],
        day=day,
        year=year,
        rule_set=_rule_set(entries["rule_set"], day, year),
        issuer=_issuer(texts),
        subject=Subject(**{one.name: texts[one.name] for one in fields(Subject)}),
        signatory=_signatory(texts),
        report_deadline=_required_day(entries["report_deadline"]),
        conference_deadline=entries["conference_deadline"].day(),
        issuer_deadline=entries["issuer_deadline"].day(),
        issuer_time=entries["issuer_time"].moment(),
        issuer_place=texts["issuer_place"],
        first_year=first,
        last_year=last,
        extra={label: entry.text() for label, entry in extra.items()},
    )


_TYPED = {
    "day",
    "year",
    "rule_set",
    "report_deadline",
    "conference_deadline",
    "issuer_deadline",
    "issuer_time",
    "first_year",
    "last_year",
}


def _rows_by_name(table: Table, findings: Findings) -> tuple[dict[str, Row], dict[str, Entry]]:
    """Return the rows of the known facts by the reader's names, and the values of the others by label."""
    by_key = {match_key(fact.label): fact.name for fact in FACTS}
    rows: dict[str, Row] = {}
    extra: dict[str, Entry] = {}
    seen: dict[str, Place] = {}
    for row in table.rows():
        label, place = row["label"].line(), row["label"].place
        key = match_key(label)
        if not label:
            if row["value"].text():
                findings.error(place, "Có giá trị mà không có tên mục.", "Điền tên ở cột “Mục”.")
        elif key in seen:
            findings.error(
                place,
                f"Mục “{label}” đã có ở ô {seen[key].spot.rpartition('!')[2]}.",
                "Xóa một trong hai dòng.",
            )
        elif key in by_key:
            rows[by_key[key]] = row
        else:
            extra[label] = row["value"]
        seen.setdefault(key, place)
    return rows, extra


def _entry(table: Table, row: Row | None, fact: Fact) -> Entry:
    if row is None:
        column = table.columns["label"]
        return Entry(None, table.sheet, table.header_row, column, fact.label, table.findings)
    return row["value"]._replace(label=fact.label)


def _find_missing(
    table: Table, rows: Mapping[str, Row], extra: Mapping[str, Entry], findings: Findings
) -> None:
    for fact in FACTS:
        if fact.name in rows or not fact.required:
            continue
        near = nearest(fact.label, [label for label in extra if match_key(label)])
        place = extra[near].place if near else table.sheet.place()
        hint = f"Có phải mục “{near}”? Hãy sửa tên mục." if near else "Thêm dòng này vào cột “Mục”."
        findings.error(place, f"Thiếu mục “{fact.label}”.", hint)


def _text(entry: Entry, fact: Fact, rows: Mapping[str, Row]) -> str:
    return entry.required() if fact.required and fact.name in rows else entry.text()


def _find_state_form(entry: Entry) -> None:
    """Find TM., KT., TL., TUQ.: forms of signing that state papers have and Party papers do not [P]."""
    if match := re.match(r"(TM|KT|TL|TUQ)\.", entry.line()):
        hint = "Văn bản của Đảng ghi T/M, K/T, T/L hoặc Q."
        entry.findings.warning(entry.place, f"“{match[1]}.” là cách ghi của văn bản nhà nước.", hint)


def _required_day(entry: Entry) -> date | None:
    entry.required()
    return entry.day()


def _agreed_year(
    day: date | None, year: int | None, entries: Mapping[str, Entry], findings: Findings
) -> int | None:
    if day and year and day.year != year:
        findings.error(entries["year"].place, f"Năm {year} không khớp với ngày ban hành, năm {day.year}.")
    if year is None and day is None and entries["year"].cell is None:
        findings.error(entries["year"].place, "Chưa điền “Năm”.")
    return year or (day.year if day else None)


def _years(entries: Mapping[str, Entry], findings: Findings) -> tuple[int | None, int | None]:
    for name in ("first_year", "last_year"):
        entries[name].required()
    first, last = entries["first_year"].whole_number(*_YEARS), entries["last_year"].whole_number(*_YEARS)
    if first and last and not first <= last < first + 20:
        findings.error(entries["last_year"].place, f"Số liệu không thể đi từ năm {first} đến năm {last}.")
    return first, last


def _rule_set(entry: Entry, day: date | None, year: int | None) -> RuleSet | None:
    named = entry.line()
    if not named:
        return rule_set_of(day, year) if year else None
    found = rule_set_named(named)
    if found is None:
        names = ", ".join(rules.name for rules in RULE_SETS)
        entry.findings.error(entry.place, f"Không có bộ thể thức “{named}”.", f"Chọn một trong: {names}.")
    return found


def _issuer(texts: Mapping[str, str]) -> Issuer:
    same = {one.name: texts[one.name] for one in fields(Issuer) if one.name != "code"}
    return Issuer(code=texts["committee_code"], **same)


def _signatory(texts: Mapping[str, str]) -> Signatory:
    return Signatory(authority=texts["authority"], position=texts["position"], name=texts["signatory_name"])
