"""The sheet ``Kế hoạch`` → the facts of the plan that are one value each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TypeVar

from sokhet_docs.plan import (
    PLAN_TEXTS,
    RULE_SETS,
    Conference,
    Issuer,
    Period,
    RuleSet,
    Signatory,
    Subject,
    rule_set_named,
    rule_set_of,
)
from sokhet_docs.text.vietnamese import framed_words, match_key, nearest
from sokhet_docs.workbook.derived_names import derive_names
from sokhet_docs.workbook.fact_labels import ask_about_blanks, facts_meant, label_key
from sokhet_docs.workbook.fact_lines import FACTS, Fact
from sokhet_docs.workbook.fact_writing import as_printed, find_several_bases
from sokhet_docs.workbook.periods import MAX_PERIODS, YEARS, periods_of_years, read_periods
from sokhet_docs.workbook.signing import find_state_form, find_title, find_whole_reference, read_number
from sokhet_docs.workbook.synonyms import Meaning, Typed, match_words, note_unused
from sokhet_docs.workbook.table_cell import TableCell, YesNo
from sokhet_docs.workbook.tables import Table
from sokhet_docs.workbook.unit_codes import find_uncarried

_Group = TypeVar("_Group", Issuer, Subject, Signatory)
_GROUPS = {"issuer": Issuer, "subject": Subject, "signatory": Signatory}
_OF_SEVERAL_LINES = (  # names that stand in lines of their own; all others are written in sentences
    "issuer.superior", "issuer.committee", "issuer.party_body", "issuer.contact", "subject.basis",
    "signatory.authority", "signatory.position", "signatory.name",
)  # fmt: skip
_YEAR = next(fact for fact in FACTS if fact.name == "year")
_OLD_PERIODS = ("first_year", "last_year")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The plan's facts. One that could not be read is None or "", which is noted as a problem.

    ``cells`` are the cells of the facts by name; ``extra`` are the lines that the clerk added, by label.
    ``derived`` are the names that nobody typed and that follow from others, by the fact's label.
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
    periods: tuple[Period, ...]
    texts: Mapping[str, str]
    extra: Mapping[str, str]
    derived: Mapping[str, str]
    duplex: bool = False


def read_facts(table: Table, *, needs_deadline: bool) -> Facts:
    """Return the facts in ``table``; labels match by their key, further lines become extra fields.

    ``needs_deadline``: some unit has no deadline of its own for its report.
    """
    lines = _read_lines(table)
    required = [
        fact for fact in FACTS if fact.required and (needs_deadline or fact.name != "report_deadline")
    ]
    _find_missing(table, lines, required)
    for fact in FACTS:
        if fact.name in lines.known and (fact in required or _lacks_partner(fact, lines)):
            lines.known[fact.name].required()
    _note_unfilled(lines)
    cells = {fact.name: lines.known.get(fact.name) or _no_cell(table, fact) for fact in FACTS}
    find_uncarried(cells["code"])
    if "year" not in lines.known:
        cells["year"] = _cell_of_year(cells["year"], lines.added)
    return _facts(cells, {label: cell.text() for label, cell in lines.added.items()})


def _cell_of_year(cell: TableCell, added: Mapping[str, TableCell]) -> TableCell:
    """Return the cell of the missing year: its label says which of the clerk's own lines may be meant."""
    for label, value in added.items():
        year = value.cell.text if value.cell else ""
        if " năm " in framed_words(label) and year.isdecimal() and YEARS[0] <= int(year) <= YEARS[1]:
            return cell._replace(row=value.row, label=label)
    return cell


def _note_unfilled(lines: _Lines) -> None:
    """Note what most plans say and a workbook that has no plan yet leaves blank."""
    if (code := lines.known.get("code")) and code.cell is None:
        usual = [lines.known[fact.name] for fact in FACTS if fact.usual and fact.name in lines.known]
        if blank := [cell for cell in usual if cell.cell is None]:
            labels = "; ".join(f"“{cell.label}”" for cell in blank)
            blank[0].warning(
                f"Chưa điền {labels}.",
                "Hầu hết các mẫu in các mục này; mục nào kế hoạch này không có thì để trống.",
            )


@dataclass(frozen=True)
class _Lines:
    """The values of known facts by name, those that the clerk added by label, empty labels beside a value."""

    known: dict[str, TableCell] = field(default_factory=dict)
    added: dict[str, TableCell] = field(default_factory=dict)
    unlabelled: list[TableCell] = field(default_factory=list)


def _read_lines(table: Table) -> _Lines:
    rows = [(row["label"], row["value"]) for row in table.rows()]
    typed: dict[str, Typed] = {}
    for cell, _ in rows:
        typed.setdefault(label_key(cell.line()), Typed(cell.line(), cell.place))
    names, unused = match_words(_MEANINGS, typed, "Mục", table.problems)
    note_unused(unused, "Mục", table.problems)
    lines = _Lines()
    for label_cell, value in rows:
        label = label_cell.line()
        key = label_key(label)
        if not label:
            if value.text():
                lines.unlabelled.append(label_cell)
        elif typed[key].place != label_cell.place:
            label_cell.error(f"Mục “{label}” đã có ở ô {typed[key].place.cell}.", "Xóa một trong hai dòng.")
        elif key in names:
            lines.known[names[key]] = value._replace(label=_label(names[key], key))
        else:
            lines.added[label] = value
    return lines


_MEANINGS = [Meaning(fact.name, fact.label, fact.also, fact.synonyms) for fact in FACTS]


def _label(name: str, key: str) -> str:
    """Return the label, as the program spells it, that was typed with the match key ``key``."""
    labels = next(fact.all_labels for fact in FACTS if fact.name == name)
    return next(label for label in labels if match_key(label) == key)


def _no_cell(table: Table, fact: Fact) -> TableCell:
    """Return an empty cell in place of the line that ``table`` lacks."""
    column = table.headers.columns["label"]
    return TableCell(None, table.sheet, table.headers.row, column, fact.label, table.problems)


def _find_missing(table: Table, lines: _Lines, required: Sequence[Fact]) -> None:
    """Find facts without a line, and values without a label; where both are one, say it once."""
    absent = [fact for fact in FACTS if fact.name not in lines.known]
    missing = [fact for fact in absent if fact in required or _lacks_partner(fact, lines)]
    wanted = [fact for fact in absent if fact in missing or fact.usual]
    if len(wanted) == len(lines.unlabelled) == 1:
        lines.unlabelled[0].error(f"Thiếu mục “{wanted[0].label}”.", "Điền tên mục này vào ô.")
        return
    for cell in lines.unlabelled:
        cell.error("Có giá trị mà không có tên mục.", "Điền tên ở cột “Mục”.")
    _ask_for_missing(table, lines, missing, wanted)


def _ask_for_missing(table: Table, lines: _Lines, missing: Sequence[Fact], wanted: Sequence[Fact]) -> None:
    """Find the facts that have no line; one of the clerk's own like it in word or meaning is named."""
    meant = facts_meant(lines.known, lines.added)
    ask_about_blanks(lines.known, lines.added, meant)
    asked = set(meant.values())
    for fact in FACTS:
        if fact.name in lines.known:
            continue
        near = meant.get(fact.name)
        if not near and fact in wanted:
            near = nearest(
                fact.label, [label for label in lines.added if match_key(label) and label not in asked]
            )
        asked |= {near} if near else set()
        place = lines.added[near].place if near else table.sheet.place()
        hint = f"Có phải mục “{near}”? Hãy sửa tên mục." if near else "Thêm dòng này vào cột “Mục”."
        if fact in missing:
            table.problems.error(place, f"Thiếu mục “{fact.label}”.", hint)
        elif near:
            table.problems.warning(place, f"Không có mục “{fact.label}”.", hint)


def _lacks_partner(fact: Fact, lines: _Lines) -> bool:
    """Return whether ``fact`` is one of the two years of the figures and only the other is there."""
    other = {"first_year": "last_year", "last_year": "first_year"}.get(fact.name, "")
    return other in lines.known and lines.known[other].cell is not None


def _facts(cells: Mapping[str, TableCell], extra: Mapping[str, str]) -> Facts:
    number = read_number(cells["number"], "kế hoạch")
    typed = {
        name: as_printed(name, cell.text())
        for name, cell in cells.items()
        if name.partition(".")[0] in _GROUPS
    }
    find_several_bases(cells["subject.basis"])
    in_sentences = {name: " ".join(text.split()) for name, text in typed.items()}
    derived = derive_names(in_sentences)
    names = in_sentences | {name: typed[name] for name in _OF_SEVERAL_LINES} | derived
    _find_lone_title(cells["subject.title"], cells["subject.document"])
    find_whole_reference(cells["issuer.code"])
    find_state_form(cells["signatory.authority"])
    find_title(cells["signatory.name"])
    day, year = _day_and_year(cells["day"], cells["year"])
    periods = _periods(cells)
    return Facts(
        cells=cells,
        code=cells["code"].line(),
        number=number,
        day=day,
        year=year,
        rule_set=_rule_set(cells["rule_set"], day, year),
        duplex=cells["duplex"].choice(YesNo) is YesNo.YES,
        issuer=_texts(Issuer, "issuer", names),
        subject=_texts(Subject, "subject", names),
        signatory=_texts(Signatory, "signatory", names),
        report_deadline=cells["report_deadline"].day(),
        conference_deadline=cells["conference_deadline"].day(),
        issuer_conference=Conference(
            deadline=cells["issuer_conference.deadline"].day(),
            time=cells["issuer_conference.time"].when(),
            place=cells["issuer_conference.place"].text(),
        ),
        periods=periods,
        texts={name: cells[f"texts.{name}"].text() for name in PLAN_TEXTS},
        extra=extra,
        derived={fact.label: derived[fact.name] for fact in FACTS if fact.name in derived},
    )


def _find_lone_title(title: TableCell, document: TableCell) -> None:
    """Find the title of a document that is not named: it is printed behind the document's number and day."""
    if title.cell and not document.cell:
        message = f"Có “{title.label}” mà chưa điền “{document.label}”: nhiều chỗ sẽ không in tên ấy."
        title.warning(message, f"Điền “{document.label}” (tên loại, số, ngày của văn bản), hoặc xóa tên.")


def _texts(group: type[_Group], name: str, texts: Mapping[str, str]) -> _Group:
    """Return the texts that belong together, one for each field of ``group``."""
    return group(**{each.name: texts[f"{name}.{each.name}"] for each in fields(group)})


def _day_and_year(day_cell: TableCell, year_cell: TableCell) -> tuple[date | None, int | None]:
    """Return the day of issue, and the plan's year: that of the day when it is not given."""
    day, year = day_cell.day(), year_cell.whole_number(*YEARS)
    if day and year and day.year != year:
        year_cell.error(f"Năm {year} không khớp với ngày ban hành, năm {day.year}.")
    if day is None and year is None and year_cell.cell is None:
        other = year_cell.label if year_cell.label != _YEAR.label else ""
        hint = f"Có phải mục “{other}”? Hãy sửa tên mục thành “{_YEAR.label}”." if other else ""
        year_cell.error(f"Chưa điền “{_YEAR.label}”.", hint)
    return day, year or (day.year if day else None)


def _periods(cells: Mapping[str, TableCell]) -> tuple[Period, ...]:
    """Return the periods that were typed, in the new fact or as the first and the last year; maybe ()."""
    named, years = read_periods(cells["periods"]), _periods_of_years(*(cells[name] for name in _OLD_PERIODS))
    if named and years and named != years:
        first, last = (cells[name].place.cell for name in _OLD_PERIODS)
        message = f"“{cells['periods'].label}” không khớp với năm đầu, năm cuối ở ô {first}, {last}."
        cells["periods"].error(message, "Xóa giá trị ở hai ô ấy, hoặc sửa cho khớp.")
    return named or years


def _periods_of_years(first_cell: TableCell, last_cell: TableCell) -> tuple[Period, ...]:
    first, last = first_cell.whole_number(*YEARS), last_cell.whole_number(*YEARS)
    if not first or not last:
        return ()
    if not first <= last < first + MAX_PERIODS:
        last_cell.error(f"Số liệu không thể đi từ năm {first} đến năm {last}.")
        return ()
    return periods_of_years(first, last)


def _rule_set(cell: TableCell, day: date | None, year: int | None) -> RuleSet | None:
    name = cell.line()
    if not name:
        return rule_set_of(day, year) if year else None
    found = rule_set_named(name)
    if found is None:
        names = ", ".join(rules.name for rules in RULE_SETS)
        cell.error(f"Không có bộ thể thức “{name}”.", f"Chọn một trong: {names}.")
    return found
