"""The sheet ``Kế hoạch`` → the facts of the plan that are one value each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from sokhet_docs.plan import RULE_SETS, Issuer, RuleSet, Signatory, Subject, rule_set_named, rule_set_of
from sokhet_docs.problems import Place, ProblemCollector
from sokhet_docs.text.vietnamese import match_key, nearest
from sokhet_docs.workbook.columns import FACTS, Fact
from sokhet_docs.workbook.entries import Entry
from sokhet_docs.workbook.tables import Row, Table

_YEARS = (1990, 2200)
_NUMBER = re.compile(r"\d{1,6}(?:[a-zđ]|bis)?")
_TITLE = re.compile(
    r"(?:(?:PGS|GS|TSKH|TS|ThS|Th\.S|BS|DS|KS|CN|LS|NGND|NGƯT|TTND|TTƯT)(?!\w)\.?"
    r"|(?i:phó giáo sư|giáo sư|tiến s[ĩỹ]|thạc s[ĩỹ]|bác s[ĩỹ]|kỹ sư|luật sư|đồng chí|đ/c)(?!\w))"
)


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


def read_facts(table: Table, findings: ProblemCollector) -> Facts:
    """Return the facts in ``table``; labels match by their key, further lines become extra fields."""
    rows, extra, nameless = _rows_by_name(table, findings)
    entries = {fact.name: _entry(table, rows.get(fact.name), fact) for fact in FACTS}
    _find_missing(table, rows, extra, nameless, findings)
    _find_empty(entries, rows)
    texts = {fact.name: entries[fact.name].text() for fact in FACTS if fact.name not in _TYPED}
    _find_whole_code(entries["number"])
    _find_state_form(entries["authority"])
    _find_title(entries["signatory_name"])
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
        report_deadline=entries["report_deadline"].day(),
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


def _rows_by_name(
    table: Table, findings: ProblemCollector
) -> tuple[dict[str, Row], dict[str, Entry], list[Place]]:
    """Return the rows of the known facts by the reader's names, the values of the others by label.

    The third are the places of the labels that are missing beside a value.
    """
    by_key = {match_key(fact.label): fact.name for fact in FACTS}
    rows: dict[str, Row] = {}
    extra: dict[str, Entry] = {}
    nameless: list[Place] = []
    seen: dict[str, Place] = {}
    for row in table.rows():
        label, place = row["label"].line(), row["label"].place
        key = match_key(label)
        if not label:
            if row["value"].text():
                nameless.append(place)
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
    return rows, extra, nameless


def _entry(table: Table, row: Row | None, fact: Fact) -> Entry:
    if row is None:
        column = table.columns["label"]
        return Entry(None, table.sheet, table.header_row, column, fact.label, table.findings)
    return row["value"]._replace(label=fact.label)


def _find_missing(
    table: Table,
    rows: Mapping[str, Row],
    extra: Mapping[str, Entry],
    nameless: Sequence[Place],
    findings: ProblemCollector,
) -> None:
    """Find required facts without a row, and values without a label; where both are one, say it once."""
    missing = [fact for fact in FACTS if fact.required and fact.name not in rows]
    if len(missing) == len(nameless) == 1:
        findings.error(nameless[0], f"Thiếu mục “{missing[0].label}”.", "Điền tên mục này vào ô.")
        return
    for place in nameless:
        findings.error(place, "Có giá trị mà không có tên mục.", "Điền tên ở cột “Mục”.")
    for fact in missing:
        near = nearest(fact.label, [label for label in extra if match_key(label)])
        place = extra[near].place if near else table.sheet.place()
        hint = f"Có phải mục “{near}”? Hãy sửa tên mục." if near else "Thêm dòng này vào cột “Mục”."
        findings.error(place, f"Thiếu mục “{fact.label}”.", hint)


def _find_empty(entries: Mapping[str, Entry], rows: Mapping[str, Row]) -> None:
    for fact in FACTS:
        if fact.required and fact.name in rows:
            entries[fact.name].required()


def _find_whole_code(entry: Entry) -> None:
    """Find a number that carries more than the number (05-KH), which would print twice."""
    text = entry.text()
    if text and not _NUMBER.fullmatch(text):
        hint = "Chỉ ghi số, ví dụ 05; ký hiệu phía sau được ghi tự động."
        entry.findings.error(entry.place, f"“{text}” không phải là số của kế hoạch.", hint)


def _find_state_form(entry: Entry) -> None:
    """Find TM., KT., TL., TUQ.: forms of signing that state papers have and Party papers do not [P]."""
    if match := re.match(r"(TM|KT|TL|TUQ)\.", entry.line()):
        hint = "Văn bản của Đảng ghi T/M, K/T, T/L hoặc Q."
        entry.findings.warning(entry.place, f"“{match[1]}.” là cách ghi của văn bản nhà nước.", hint)


def _find_title(entry: Entry) -> None:
    """Find a degree or title before the signatory's name, which Party papers do not print [P]."""
    if match := _TITLE.match(entry.line()):
        hint = "Văn bản của Đảng chỉ ghi họ và tên, không ghi học hàm, học vị, danh hiệu."
        entry.findings.warning(entry.place, f"“{match.group()}” đứng trước họ tên người ký.", hint)


def _agreed_year(
    day: date | None, year: int | None, entries: Mapping[str, Entry], findings: ProblemCollector
) -> int | None:
    if day and year and day.year != year:
        findings.error(entries["year"].place, f"Năm {year} không khớp với ngày ban hành, năm {day.year}.")
    if year is None and day is None and entries["year"].cell is None:
        findings.error(entries["year"].place, "Chưa điền “Năm”.")
    return year or (day.year if day else None)


def _years(entries: Mapping[str, Entry], findings: ProblemCollector) -> tuple[int | None, int | None]:
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
