"""The sheet ``Kế hoạch`` → the facts of the plan that are one value each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TypeVar

from sokhet_docs.plan import (
    RULE_SETS,
    Conference,
    Issuer,
    RuleSet,
    Signatory,
    Subject,
    rule_set_named,
    rule_set_of,
)
from sokhet_docs.problems import Place
from sokhet_docs.text.vietnamese import match_key, nearest
from sokhet_docs.workbook.columns import FACTS, Fact
from sokhet_docs.workbook.table_cell import TableCell
from sokhet_docs.workbook.tables import Table

_Group = TypeVar("_Group", Issuer, Subject, Signatory)
_YEARS = (1990, 2200)
_NUMBER = re.compile(r"\d{1,6}(?:[a-zđ]|bis)?")
_TITLE = re.compile(
    r"(?:(?:PGS|GS|TSKH|TS|ThS|Th\.S|BS|DS|KS|CN|LS|NGND|NGƯT|TTND|TTƯT)(?!\w)\.?"
    r"|(?i:phó giáo sư|giáo sư|tiến s[ĩỹ]|thạc s[ĩỹ]|bác s[ĩỹ]|kỹ sư|luật sư|đồng chí|đ/c)(?!\w))"
)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The plan's facts. One that could not be read is None or "", which is noted as a problem.

    ``cells`` are the cells of the facts by name; ``extra`` are the lines that the clerk added, by label.
    """

    cells: Mapping[str, TableCell]
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
    issuer_conference: Conference
    first_year: int | None
    last_year: int | None
    extra: Mapping[str, str]


def read_facts(table: Table) -> Facts:
    """Return the facts in ``table``; labels match by their key, further lines become extra fields."""
    lines = _read_lines(table)
    _find_missing(table, lines)
    for fact in FACTS:
        if fact.required and fact.name in lines.known:
            lines.known[fact.name].required()
    cells = {fact.name: lines.known.get(fact.name) or _no_cell(table, fact) for fact in FACTS}
    return _facts(cells, {label: cell.text() for label, cell in lines.added.items()})


@dataclass(frozen=True)
class _Lines:
    """The values of known facts by name, those that the clerk added by label, empty labels beside a value."""

    known: dict[str, TableCell] = field(default_factory=dict)
    added: dict[str, TableCell] = field(default_factory=dict)
    unlabelled: list[TableCell] = field(default_factory=list)


def _read_lines(table: Table) -> _Lines:
    facts = {match_key(fact.label): fact for fact in FACTS}
    lines = _Lines()
    seen: dict[str, Place] = {}
    for row in table.rows():
        label, value = row["label"].line(), row["value"]
        key = match_key(label)
        if not label:
            if value.text():
                lines.unlabelled.append(row["label"])
        elif key in seen:
            row["label"].error(f"Mục “{label}” đã có ở ô {seen[key].cell}.", "Xóa một trong hai dòng.")
        elif key in facts:
            lines.known[facts[key].name] = value._replace(label=facts[key].label)
        else:
            lines.added[label] = value
        seen.setdefault(key, row["label"].place)
    return lines


def _no_cell(table: Table, fact: Fact) -> TableCell:
    """Return an empty cell in place of the line that ``table`` lacks."""
    column = table.headers.columns["label"]
    return TableCell(None, table.sheet, table.headers.row, column, fact.label, table.problems)


def _find_missing(table: Table, lines: _Lines) -> None:
    """Find required facts without a line, and values without a label; where both are one, say it once."""
    missing = [fact for fact in FACTS if fact.required and fact.name not in lines.known]
    if len(missing) == len(lines.unlabelled) == 1:
        lines.unlabelled[0].error(f"Thiếu mục “{missing[0].label}”.", "Điền tên mục này vào ô.")
        return
    for cell in lines.unlabelled:
        cell.error("Có giá trị mà không có tên mục.", "Điền tên ở cột “Mục”.")
    for fact in missing:
        near = nearest(fact.label, [label for label in lines.added if match_key(label)])
        place = lines.added[near].place if near else table.sheet.place()
        hint = f"Có phải mục “{near}”? Hãy sửa tên mục." if near else "Thêm dòng này vào cột “Mục”."
        table.problems.error(place, f"Thiếu mục “{fact.label}”.", hint)


def _facts(cells: Mapping[str, TableCell], extra: Mapping[str, str]) -> Facts:
    number = _plan_number(cells["number"])
    issuer, subject = _texts(Issuer, "issuer", cells), _texts(Subject, "subject", cells)
    place, signatory = cells["issuer_conference.place"].text(), _texts(Signatory, "signatory", cells)
    _find_state_form(cells["signatory.authority"])
    _find_title(cells["signatory.name"])
    day, year = _day_and_year(cells["day"], cells["year"])
    first_year, last_year = _period(cells["first_year"], cells["last_year"])
    return Facts(
        cells=cells,
        code=cells["code"].text(),
        number=number,
        day=day,
        year=year,
        rule_set=_rule_set(cells["rule_set"], day, year),
        issuer=issuer,
        subject=subject,
        signatory=signatory,
        report_deadline=cells["report_deadline"].day(),
        conference_deadline=cells["conference_deadline"].day(),
        issuer_conference=Conference(
            deadline=cells["issuer_conference.deadline"].day(),
            time=cells["issuer_conference.time"].when(),
            place=place,
        ),
        first_year=first_year,
        last_year=last_year,
        extra=extra,
    )


def _texts(group: type[_Group], name: str, cells: Mapping[str, TableCell]) -> _Group:
    """Return the texts that belong together, one for each field of ``group``."""
    return group(**{each.name: cells[f"{name}.{each.name}"].text() for each in fields(group)})


def _plan_number(cell: TableCell) -> str:
    """Return the plan's number; one that carries more than a number (05-KH) would print it twice."""
    text = cell.text()
    if text and not _NUMBER.fullmatch(text):
        hint = "Chỉ ghi số, ví dụ 05; ký hiệu phía sau được ghi tự động."
        cell.error(f"“{text}” không phải là số của kế hoạch.", hint)
    return text


def _find_state_form(cell: TableCell) -> None:
    """Find TM., KT., TL., TUQ.: signing forms of state documents, which Party documents do not use [P]."""
    if match := re.match(r"(TM|KT|TL|TUQ)\.", cell.line()):
        hint = "Văn bản của Đảng ghi T/M, K/T, T/L hoặc Q."
        cell.warning(f"“{match[1]}.” là cách ghi của văn bản nhà nước.", hint)


def _find_title(cell: TableCell) -> None:
    """Find a degree or title before the signatory's name, which Party documents do not print [P]."""
    if match := _TITLE.match(cell.line()):
        hint = "Văn bản của Đảng chỉ ghi họ và tên, không ghi học hàm, học vị, danh hiệu."
        cell.warning(f"“{match.group()}” đứng trước họ tên người ký.", hint)


def _day_and_year(day_cell: TableCell, year_cell: TableCell) -> tuple[date | None, int | None]:
    """Return the day of issue, and the plan's year: that of the day when it is not given."""
    day, year = day_cell.day(), year_cell.whole_number(*_YEARS)
    if day and year and day.year != year:
        year_cell.error(f"Năm {year} không khớp với ngày ban hành, năm {day.year}.")
    if day is None and year is None and year_cell.cell is None:
        year_cell.error("Chưa điền “Năm”.")
    return day, year or (day.year if day else None)


def _period(first_cell: TableCell, last_cell: TableCell) -> tuple[int | None, int | None]:
    first, last = first_cell.whole_number(*_YEARS), last_cell.whole_number(*_YEARS)
    if first and last and not first <= last < first + 20:
        last_cell.error(f"Số liệu không thể đi từ năm {first} đến năm {last}.")
    return first, last


def _rule_set(cell: TableCell, day: date | None, year: int | None) -> RuleSet | None:
    name = cell.line()
    if not name:
        return rule_set_of(day, year) if year else None
    found = rule_set_named(name)
    if found is None:
        names = ", ".join(rules.name for rules in RULE_SETS)
        cell.error(f"Không có bộ thể thức “{name}”.", f"Chọn một trong: {names}.")
    return found
