"""The rows of the sheet ``Đơn vị`` → units, each addressed and dated, its blanks filled in."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sokhet_docs.plan import Attendee, Conference, ConferenceForm, ReviewForm, Unit
from sokhet_docs.text.vietnamese import field_name, loose_key, match_key, nearest
from sokhet_docs.vocabulary import MERGE_FIELDS
from sokhet_docs.workbook.conference_hours import find_hours_beside
from sokhet_docs.workbook.name_beginnings import offer_kinds
from sokhet_docs.workbook.name_doubts import find_bare_kinds, find_doubts, find_nameless, tell_same_numbers
from sokhet_docs.workbook.running_numbers import read_numbers
from sokhet_docs.workbook.signing import find_whole_reference
from sokhet_docs.workbook.table_cell import TableCell, without_separator
from sokhet_docs.workbook.tables import Row, Table
from sokhet_docs.workbook.tick_columns import check_ticks
from sokhet_docs.workbook.tick_words import form_meant, is_tick, is_tick_or_no
from sokhet_docs.workbook.unit_codes import Coded, choose_codes, find_faulty_codes

_MAX_NAMED = 10  # cells in one warning


@dataclass(frozen=True)
class Kind:
    """How a kind of unit is addressed: Đảng bộ X → Đảng ủy X, ĐU, T/M ĐẢNG ỦY."""

    name: str
    committee: str
    code: str
    authority: str


KINDS = (
    Kind("Đảng bộ", "Đảng ủy", "ĐU", "T/M ĐẢNG ỦY"),
    Kind("Chi bộ", "Chi bộ", "CB", "T/M CHI BỘ"),
)


@dataclass(frozen=True)
class Defaults:
    """What the plan gives to a unit that leaves it open; a deadline is None when the plan lacks it.

    ``codes`` are those that were sent before, by the match key of the unit's name.
    """

    report_deadline: date | None
    conference_deadline: date | None
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PlacedUnit:
    """A unit and the row that it stands in."""

    unit: Unit
    row: Row


def some_lack_deadlines(table: Table) -> bool:
    """Return whether some unit has no deadline of its own for its report, or there is no unit yet."""
    rows = list(table.rows())
    return not rows or any(row["report_deadline"].cell is None for row in rows)


def read_units(table: Table, defaults: Defaults) -> tuple[PlacedUnit, ...]:
    """Return the units of ``table`` in its order; rows without a name are left out, which is an error.

    Nobody attends their conferences yet.
    """
    known = len(table.problems.errors)
    _find_colliding_headers(table)
    rows = list(table.rows())
    found = zip(rows, read_numbers([row["number"] for row in rows]), strict=True)
    numbers = {row.number: number for row, number in found if number is not None}
    nameless = find_nameless([row["name"] for row in rows])
    rows = [row for row in rows if row.number not in nameless]
    units = [_unit(row, numbers.get(row.number, index), defaults) for index, row in enumerate(rows, 1)]
    placed = tuple(PlacedUnit(unit, row) for unit, row in zip(units, rows, strict=True) if unit)
    bare = find_bare_kinds([each.row["name"] for each in placed])
    placed = tuple(each for each in placed if each.row.number not in bare)
    find_doubts([each.row["name"] for each in placed])
    offer_kinds([each.row["name"] for each in placed if not each.unit.kind])
    _find_unanswered(placed)
    check_ticks(table, [(each.row, each.unit.review_form) for each in placed])
    find_hours_beside(table, [(each.row, held) for each in placed if (held := each.unit.conference)])
    _find_codes_of_others(placed, defaults.codes)
    find_faulty_codes([each.row["code"] for each in placed])
    for each in placed:
        find_whole_reference(each.row["committee_code"])
    placed = _with_codes(placed, defaults.codes)
    _find_twins(placed)
    if not placed and len(table.problems.errors) == known:
        table.problems.error(table.sheet.place(), "Không có đơn vị nào dưới dòng tiêu đề.")
    return placed


def _with_codes(units: Sequence[PlacedUnit], sent: Mapping[str, str]) -> tuple[PlacedUnit, ...]:
    codes = choose_codes([Coded(each.unit.name, each.unit.kind, each.unit.code) for each in units], sent)
    return tuple(
        replace(placed, unit=replace(placed.unit, code=code))
        for placed, code in zip(units, codes, strict=True)
    )


def _find_codes_of_others(units: Sequence[PlacedUnit], sent: Mapping[str, str]) -> None:
    """Find typed codes under which another unit of the list had its letters."""
    owners = {match_key(code): name for name, code in sent.items()}
    names = {match_key(placed.unit.name): placed.unit.name for placed in units}
    for placed in units:
        code = placed.unit.code
        owner = names.get(owners.get(match_key(code), "")) if code else None
        if owner and match_key(owner) != match_key(placed.unit.name):
            message = f"Mã “{code}” là mã đã gửi cho “{owner}”."
            placed.row["code"].warning(message, "Báo cáo mang mã ấy sẽ lẫn; hãy dùng mã khác.")


def with_attendees(units: Sequence[PlacedUnit], attendees: Sequence[Attendee]) -> tuple[PlacedUnit, ...]:
    """Return the units, their conferences attended by the common attendees and their own, as listed."""
    return tuple(
        replace(
            placed, unit=replace(placed.unit, conference=replace(held, attendees=_of(attendees, placed.unit)))
        )
        if (held := placed.unit.conference)
        else placed
        for placed in units
    )


def _of(attendees: Sequence[Attendee], unit: Unit) -> tuple[Attendee, ...]:
    key = match_key(unit.name)
    named = (each for each in attendees if not each.of_issuer)
    return tuple(each for each in named if not each.unit or match_key(each.unit) == key)


def _unit(row: Row, number: int, defaults: Defaults) -> Unit | None:
    """Return the unit in ``row``, its code as typed; None when it has no name."""
    name = without_separator(row["name"].name())
    form = _review_form(row["review_form"])
    kind, own_name = _kind(row, name)
    committee = row["committee"].line() or (f"{kind.committee} {own_name}" if kind else name)
    deadline = row["report_deadline"].day() or defaults.report_deadline
    copies = row["copies"].whole_number()
    code, typed_kind = row["code"].line(), row["kind"].line()
    conference = _conference(row, form, name, defaults)
    texts = {column: row[column].text() for column in ("recipient_name", "email", "address", "note")}
    addressee, extra = without_separator(row["addressee"].text()), row.custom()
    if not name:
        return None
    return Unit(
        number=number,
        code=code,
        name=name,
        review_form=form,
        conference=conference,
        report_deadline=deadline or date.max,  # a missing one is an error that stops the run
        kind=typed_kind or (kind.name if kind else ""),
        own_name=own_name,
        committee=committee,
        committee_lines=_committee_lines(row, kind, committee),
        committee_code=row["committee_code"].line() or (kind.code if kind else ""),
        authority=row["authority"].line() or (kind.authority if kind else ""),
        addressee=addressee or committee,
        copies=1 if copies is None else copies,
        extra=extra,
        **texts,
    )


def _committee_lines(row: Row, kind: Kind | None, committee: str) -> str:
    """Return ``committee`` with the line breaks of the cell that it is taken from: its own, or the name's."""
    typed = row["committee"].text()
    if not typed:
        name = without_separator(row["name"].text())
        words = name.split(maxsplit=2)
        typed = f"{kind.committee} {words[2]}" if kind and len(words) > 2 else name
    lines = "\n".join(" ".join(line.split()) for line in typed.splitlines() if line.strip())
    return lines if " ".join(lines.split()) == committee else committee


def _kind(row: Row, name: str) -> tuple[Kind | None, str]:
    """Return the kind that the name, else the column Cấp ủy, begins with, and the name without it."""
    words = name.split(" ", 2)
    start, committee = " ".join(words[:2]), row["committee"].line()
    for kind in KINDS:
        if match_key(start) == match_key(kind.name):
            return kind, words[2] if len(words) > 2 else ""
    for kind in KINDS:
        if match_key(committee).startswith(match_key(kind.committee) + " "):
            return kind, name
    for kind in KINDS:
        if loose_key(start) == loose_key(kind.name):
            row["name"].warning(f"“{start}”: có phải “{kind.name}”?", "Nếu phải, hãy sửa tên đơn vị.")
    return None, name


def _review_form(cell: TableCell) -> str:
    """Return the form in the program's spelling where it knows it; a blank is a report only."""
    text = cell.line()
    known = {match_key(form): form for form in ReviewForm}
    return known.get(match_key(text), text) or ReviewForm.REPORT


def _find_unanswered(units: Sequence[PlacedUnit]) -> None:
    """Find blank cells of Hình thức where others are filled in."""
    cells = [placed.row["review_form"] for placed in units]
    if any(cell.cell for cell in cells):
        blank = [cell for cell in cells if cell.cell is None]
        if blank:
            others = ", ".join(cell.place.cell for cell in blank[1:_MAX_NAMED])
            more = f" (cả ở {others}{', …' if len(blank) > _MAX_NAMED else ''})" if others else ""
            message = f"Chưa điền “{blank[0].label}”{more}: tính là {ReviewForm.REPORT}."
            blank[0].warning(message, f"Nếu đúng là {ReviewForm.REPORT} thì chọn {ReviewForm.REPORT} cho rõ.")


def check_review_forms(units: Sequence[PlacedUnit], used: Container[str]) -> None:
    """Note forms that are neither known nor ``used`` (match keys) by an audience: nothing follows of them."""
    seen: set[str] = set()
    for placed in units:
        form, cell = placed.unit.review_form, placed.row["review_form"]
        key = match_key(form)
        if isinstance(form, ReviewForm) or key in used:
            continue
        if is_tick_or_no(form):
            cell.error(f"Cột “{cell.label}” chỉ đánh dấu “{form}”.", f"Ghi {' hoặc '.join(ReviewForm)}.")
        elif near := form_meant(form) or nearest(form, ReviewForm):
            cell.error(
                f"“{form}” không có trong danh sách.",
                f"Có phải “{near}”? Chọn một trong: {', '.join(ReviewForm)}.",
            )
        elif key not in seen:
            cell.warning(
                f"“{form}” là hình thức mới, chưa cột “Gửi cho” hay “Dành cho” nào nhắc đến.",
                "Đơn vị này không tổ chức hội nghị; nếu không đúng, hãy sửa ô.",
            )
        seen.add(key)


def _conference(row: Row, form: str, name: str, defaults: Defaults) -> Conference | None:
    """Return the unit's conference, None without one."""
    for cell in (row["time"], row["place"]):
        if cell.cell and is_tick(cell.cell.text):
            cell.error(f"Cột “{cell.label}” chỉ đánh dấu “{cell.cell.text}”.", "Ghi rõ, hoặc để trống.")
    time, place = row["time"].when(), row["place"].text()
    conference_form = row["conference_form"].choice(ConferenceForm)
    if form is not ReviewForm.CONFERENCE:
        if form is ReviewForm.REPORT:
            _find_needless_conference(row, name)
        return None
    return Conference(deadline=defaults.conference_deadline, time=time, place=place, form=conference_form)


def _find_needless_conference(row: Row, name: str) -> None:
    """Find what is said of the conference of a unit that only reports: nothing prints it."""
    filled = [row[column] for column in ("time", "place", "conference_form") if row[column].cell]
    if filled:
        labels = ", ".join(f"“{cell.label}”" for cell in filled)
        hint = f"Sửa “{row['review_form'].label}” thành Hội nghị, hoặc xóa các ô này."
        filled[0].warning(f"“{name}” chỉ báo cáo, nhưng có ghi {labels}.", hint)


def _find_colliding_headers(table: Table) -> None:
    """Find added columns whose template field is taken, by one of the program or by each other."""
    fields = MERGE_FIELDS["don_vi"]
    taken = {field: f"trường có sẵn don_vi.{field}" for field in fields}
    for column, header in table.headers.custom.items():
        field = field_name(header)
        if field in taken:
            message = f"Cột “{header}” trùng với {taken[field]} trong mẫu Word."
            table.problems.error(table.sheet.place(table.headers.row, column), message, "Đổi tên cột này.")
        taken.setdefault(field, f"cột “{header}”")


def _find_twins(units: Sequence[PlacedUnit]) -> None:
    """Find units of one name (errors), of one number or names that nearly agree (warnings)."""
    by_name: dict[str, PlacedUnit] = {}
    by_loose_name: dict[str, PlacedUnit] = {}
    by_number: dict[int, TableCell] = {}
    same: list[tuple[int, TableCell, TableCell]] = []
    for placed in units:
        unit, row = placed.unit, placed.row
        if (twin := by_name.setdefault(match_key(unit.name), placed)) is not placed:
            message = f"Đơn vị “{unit.name}” đã có ở ô {twin.row['name'].place.cell}."
            row["name"].error(message, "Xóa hoặc sửa một dòng.")
            continue
        if (twin := by_loose_name.setdefault(loose_key(unit.name), placed)) is not placed:
            message = f"“{unit.name}”: có phải là “{twin.unit.name}” ở ô {twin.row['name'].place.cell}?"
            row["name"].warning(message, "Nếu là một, hãy xóa một dòng.")
        number = row["number"]
        if (first := by_number.setdefault(unit.number, number)) is not number:
            same.append((unit.number, number, first))
    tell_same_numbers(same)
