"""The rows of the sheet ``Đơn vị`` → units, each addressed and dated, its blanks filled in."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sokhet_docs.plan import Attendee, Conference, ConferenceForm, ReviewForm, Unit
from sokhet_docs.problems import Place, ProblemCollector
from sokhet_docs.text.vietnamese import field_name, loose_key, match_key
from sokhet_docs.vocabulary import MERGE_FIELDS
from sokhet_docs.workbook.tables import Row, Table


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
    """What the plan gives to a unit that leaves it open."""

    report_deadline: date | None
    conference_deadline: date | None
    attendees: Sequence[Attendee]


@dataclass(frozen=True)
class PlacedUnit:
    """A unit and the row that it stands in."""

    unit: Unit
    row: Row


def read_units(table: Table, defaults: Defaults, findings: ProblemCollector) -> list[PlacedUnit]:
    """Return the units of ``table`` in its order; what is wrong with them are findings."""
    _find_colliding_headers(table, findings)
    units = []
    for rank, row in enumerate(table.rows(), 1):
        unit = _unit(row, rank, defaults)
        if unit is not None:
            units.append(PlacedUnit(unit, row))
    _find_twins(units, findings)
    if not units and not findings.errors:
        findings.error(table.sheet.place(), "Không có đơn vị nào dưới dòng tiêu đề.")
    return units


def _unit(row: Row, rank: int, defaults: Defaults) -> Unit | None:
    name = row["name"].required()
    row["review_form"].required()
    form = row["review_form"].choice(ReviewForm)
    kind, own_name = _kind(row, name)
    committee = row["committee"].line() or (f"{kind.committee} {own_name}" if kind else "")
    deadline = row["report_deadline"].day() or defaults.report_deadline
    number, copies = row["number"].whole_number(0, 1_000_000), row["copies"].whole_number()
    code = row["code"].line() or _code(name)
    conference = _conference(row, form, (name, code), defaults)
    texts = {column: row[column].text() for column in ("recipient_name", "email", "address", "note")}
    addressee, extra = row["addressee"].text(), row.extras()
    if not name:
        return None
    # What is missing below is a finding that stops the run; the stand-ins let the rest be checked too.
    kind = kind or KINDS[0]
    return Unit(
        number=rank if number is None else number,
        code=code,
        name=name,
        review_form=form or ReviewForm.REPORT,
        conference=conference,
        report_deadline=deadline or date.max,
        kind=kind.name,
        own_name=own_name,
        committee=committee,
        committee_code=row["committee_code"].line() or kind.code,
        authority=row["authority"].line() or kind.authority,
        addressee=addressee or committee,
        copies=1 if copies is None else copies,
        extra=extra,
        **texts,
    )


def _kind(row: Row, name: str) -> tuple[Kind | None, str]:
    """Return the kind that the name, else the column Cấp ủy, begins with, and the unit's own name."""
    words = name.split(" ", 2)
    committee = row["committee"].line()
    for kind in KINDS:
        if match_key(" ".join(words[:2])) == match_key(kind.name):
            return kind, words[2] if len(words) > 2 else ""
    for kind in KINDS:
        if match_key(committee).startswith(match_key(kind.committee) + " "):
            return kind, name
    if name:
        row["name"].findings.error(
            row["name"].place,
            f"“{name}” không bắt đầu bằng “Đảng bộ” hoặc “Chi bộ”.",
            "Sửa tên, hoặc thêm cột “Cấp ủy” và ghi Đảng ủy … hay Chi bộ … cho đơn vị này.",
        )
    return None, name


def _code(name: str) -> str:
    """Return a code that stays the same as long as the name does, however it is spelt."""
    digest = hashlib.blake2b(match_key(name).encode(), digest_size=5).digest()
    return base64.b32encode(digest).decode()


def _conference(
    row: Row, form: ReviewForm | None, names: tuple[str, str], defaults: Defaults
) -> Conference | None:
    """Return the conference of the unit that the roster may call by either of ``names``; None without one."""
    time, place = row["time"].moment(), row["place"].text()
    how = row["conference_form"].choice(ConferenceForm)
    if form is not ReviewForm.CONFERENCE:
        if form is ReviewForm.REPORT:
            _find_needless_conference(row, names[0])
        return None
    keys = {match_key(name) for name in names}
    return Conference(
        deadline=defaults.conference_deadline,
        time=time,
        place=place,
        form=how,
        attendees=tuple(a for a in defaults.attendees if not a.unit or match_key(a.unit) in keys),
    )


def _find_needless_conference(row: Row, name: str) -> None:
    """Find what is said of the conference of a unit that only reports: nothing prints it."""
    filled = [row[column] for column in ("time", "place", "conference_form") if row[column].cell]
    if filled:
        labels = ", ".join(f"“{entry.label}”" for entry in filled)
        hint = "Sửa “Hình thức sơ kết” thành Hội nghị, hoặc xóa các ô này."
        message = f"“{name}” chỉ báo cáo, nhưng có ghi {labels}."
        filled[0].findings.warning(filled[0].place, message, hint)


def _find_colliding_headers(table: Table, findings: ProblemCollector) -> None:
    """Find the clerk's columns whose template field is taken, by a field of ours or by each other."""
    fields = MERGE_FIELDS["don_vi"]
    taken = (
        {field: f"trường có sẵn don_vi.{field}" for field in fields} if not isinstance(fields, str) else {}
    )
    for column, header in table.extras.items():
        field, place = field_name(header), table.sheet.place(table.header_row, column)
        if field in taken:
            findings.error(
                place, f"Cột “{header}” trùng với {taken[field]} trong mẫu Word.", "Đổi tên cột này."
            )
        taken.setdefault(field, f"cột “{header}”")


def _find_twins(units: Sequence[PlacedUnit], findings: ProblemCollector) -> None:
    """Find units of one name or one code (errors), and those whose names differ by marks only (warnings)."""
    names: dict[str, Place] = {}
    numbers: dict[int, Place] = {}
    codes: dict[str, Place] = {}
    near: dict[str, PlacedUnit] = {}
    for placed in units:
        unit, place = placed.unit, placed.row["name"].place
        key, loose = match_key(unit.name), loose_key(unit.name)
        if key in names:
            findings.error(
                place, f"Đơn vị “{unit.name}” đã có ở ô {_cell(names[key])}.", "Xóa hoặc sửa một dòng."
            )
            continue
        if loose in near:
            other = near[loose]
            findings.warning(
                place,
                f"“{unit.name}”: có phải là “{other.unit.name}” ở ô {_cell(other.row['name'].place)}?",
                "Nếu là một, hãy xóa một dòng.",
            )
        _find_same_code(placed, codes, findings)
        if unit.number in numbers:
            message = f"Số thứ tự {unit.number} đã có ở ô {_cell(numbers[unit.number])}."
            findings.warning(placed.row["number"].place, message)
        numbers.setdefault(unit.number, placed.row["number"].place)
        names[key] = place
        near.setdefault(loose, placed)


def _find_same_code(placed: PlacedUnit, codes: dict[str, Place], findings: ProblemCollector) -> None:
    key, place = match_key(placed.unit.code), placed.row["code"].place
    if key in codes:
        findings.error(
            place, f"Mã “{placed.unit.code}” đã dùng ở ô {_cell(codes[key])}.", "Mỗi đơn vị một mã khác nhau."
        )
    codes.setdefault(key, place)


def _cell(place: Place) -> str:
    return place.spot.rpartition("!")[2]


def first_day(when: datetime | date | str | None) -> date | None:
    """Return the day of a conference's time; None when it is open or in words."""
    if isinstance(when, datetime):
        return when.date()
    return when if isinstance(when, date) else None
