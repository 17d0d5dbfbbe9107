"""The rows of the sheet ``Đơn vị`` → units, each addressed and dated, its blanks filled in."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sokhet_docs.plan import Attendee, Conference, ConferenceForm, ReviewForm, Unit
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
    """What the plan gives to a unit that leaves it open; a deadline is None when the plan lacks it."""

    report_deadline: date | None
    conference_deadline: date | None
    attendees: Sequence[Attendee]


@dataclass(frozen=True)
class PlacedUnit:
    """A unit and the row that it stands in."""

    unit: Unit
    row: Row


def read_units(table: Table, defaults: Defaults) -> tuple[PlacedUnit, ...]:
    """Return the units of ``table`` in its order; rows without a name are left out, which is an error."""
    _find_colliding_headers(table)
    rows = list(table.rows())
    units = [_unit(row, index, defaults) for index, row in enumerate(rows, 1)]
    placed = tuple(PlacedUnit(unit, row) for unit, row in zip(units, rows, strict=True) if unit)
    _find_twins(placed)
    if not placed and not table.problems.errors:
        table.problems.error(table.sheet.place(), "Không có đơn vị nào dưới dòng tiêu đề.")
    return placed


def _unit(row: Row, index: int, defaults: Defaults) -> Unit | None:
    """Return the unit in ``row``, the ``index``-th from 1; None when it has no name."""
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
    addressee, extra = row["addressee"].text(), row.custom()
    if not name:
        return None
    # What is missing below is an error that stops the run; the stand-ins let the rest be checked too.
    kind = kind or KINDS[0]
    return Unit(
        number=index if number is None else number,
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
    """Return the kind that the name, else the column Cấp ủy, begins with, and the name without it."""
    words = name.split(" ", 2)
    committee = row["committee"].line()
    for kind in KINDS:
        if match_key(" ".join(words[:2])) == match_key(kind.name):
            return kind, words[2] if len(words) > 2 else ""
    for kind in KINDS:
        if match_key(committee).startswith(match_key(kind.committee) + " "):
            return kind, name
    if name:
        row["name"].error(
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
    """Return the unit's conference, None without one; attendees name the unit by either of ``names``."""
    time, place = row["time"].when(), row["place"].text()
    conference_form = row["conference_form"].choice(ConferenceForm)
    if form is not ReviewForm.CONFERENCE:
        if form is ReviewForm.REPORT:
            _find_needless_conference(row, names[0])
        return None
    keys = {match_key(name) for name in names}
    attendees = (a for a in defaults.attendees if not a.unit or match_key(a.unit) in keys)
    return Conference(
        deadline=defaults.conference_deadline,
        time=time,
        place=place,
        form=conference_form,
        attendees=tuple(attendees),
    )


def _find_needless_conference(row: Row, name: str) -> None:
    """Find what is said of the conference of a unit that only reports: nothing prints it."""
    filled = [row[column] for column in ("time", "place", "conference_form") if row[column].cell]
    if filled:
        labels = ", ".join(f"“{cell.label}”" for cell in filled)
        hint = "Sửa “Hình thức sơ kết” thành Hội nghị, hoặc xóa các ô này."
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
    """Find units of one name or one code (errors), of one number or names that nearly agree (warnings)."""
    by_name: dict[str, PlacedUnit] = {}
    by_loose_name: dict[str, PlacedUnit] = {}
    by_code: dict[str, PlacedUnit] = {}
    by_number: dict[int, PlacedUnit] = {}
    for placed in units:
        unit, row = placed.unit, placed.row
        if (twin := by_name.setdefault(match_key(unit.name), placed)) is not placed:
            message = f"Đơn vị “{unit.name}” đã có ở ô {twin.row['name'].place.cell}."
            row["name"].error(message, "Xóa hoặc sửa một dòng.")
            continue
        if (twin := by_loose_name.setdefault(loose_key(unit.name), placed)) is not placed:
            message = f"“{unit.name}”: có phải là “{twin.unit.name}” ở ô {twin.row['name'].place.cell}?"
            row["name"].warning(message, "Nếu là một, hãy xóa một dòng.")
        if (twin := by_code.setdefault(match_key(unit.code), placed)) is not placed:
            message = f"Mã “{unit.code}” đã dùng ở ô {twin.row['code'].place.cell}."
            row["code"].error(message, "Mỗi đơn vị một mã khác nhau.")
        if (twin := by_number.setdefault(unit.number, placed)) is not placed:
            message = f"Số thứ tự {unit.number} đã có ở ô {twin.row['number'].place.cell}."
            row["number"].warning(message)
