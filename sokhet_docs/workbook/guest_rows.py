"""The sheet ``Đại biểu`` → the named guests of each conference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sokhet_docs.plan import Guest, Issuer, Unit
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook.guest_groups import headed_groups
from sokhet_docs.workbook.list_cells import find_items, tell_unprinted
from sokhet_docs.workbook.row_words import means_all
from sokhet_docs.workbook.table_cell import TableCell, without_separator
from sokhet_docs.workbook.tables import Row, Table
from sokhet_docs.workbook.tick_words import yes_or_no
from sokhet_docs.workbook.unit_references import names_issuer, unit_name_of, unit_words

_COMING = frozenset(
    map(
        match_key,
        ("có mặt", "dự", "có dự", "tham dự", "tham gia", "sẽ dự", "nhận lời", "đồng ý", "xác nhận", "ok"),
    )
)
_ABSENT = frozenset(
    map(
        match_key,
        ("vắng", "vắng mặt", "báo vắng", "xin vắng", "không dự", "không tham dự", "không có mặt",
         "không tham gia", "bận", "báo bận", "từ chối"),
    )
)  # fmt: skip
_OPEN = frozenset(map(match_key, ("chưa", "chưa rõ", "chưa biết", "chưa trả lời", "chưa xác nhận", "?")))
_BOTH = frozenset(map(match_key, ("v", "o")))  # a tick for one clerk, absent for another
_REMARK = re.compile(r"\s*[(,;:–]|\s-\s")
_Placed = tuple[TableCell, Guest]
_COMING_HINT = "Ghi Có (nhận lời), Không (báo vắng), hoặc để trống khi chưa rõ."


def read_guests(table: Table, units: Sequence[Unit], issuer: Issuer | None) -> tuple[Guest, ...]:
    """Return the named guests, one for each conference that a row names; none named: that of ``issuer``."""
    find_items([row["name"] for row in table.rows()], "đại biểu")
    tell_unprinted(table, "name")
    guests: list[Guest] = []
    earlier: dict[tuple[str, str], _Placed] = {}
    groups = headed_groups(table)
    for row in table.rows():
        found = list(_guests(row, groups.get(row.number, ""), units, issuer))
        _find_repeated(row["name"], found, earlier)
        guests += found
    return tuple(guests)


def _guests(row: Row, head: str, units: Sequence[Unit], issuer: Issuer | None) -> Iterator[Guest]:
    name, coming = without_separator(row["name"].name()), _coming(row["coming"])
    position, body = (without_separator(row[each].line()) for each in ("position", "body"))
    group = without_separator(row["group"].line()) or head
    for conference in conferences_of(row["conference"], units, issuer):
        yield Guest(
            name=name, position=position, body=body, group=group, coming=coming, conference=conference
        )


def _coming(cell: TableCell) -> bool | None:
    """Return whether a guest accepted; None while that is not known. Other words are an error."""
    text = cell.line()
    key = match_key(_REMARK.split(text, maxsplit=1)[0])
    if not key or key in _OPEN:
        return None
    if key in _COMING:
        return True
    if key in _ABSENT:
        return False
    said = None if key in _BOTH else yes_or_no(text)
    if said is None:
        cell.error(f"“{text}” không rõ là đại biểu có dự hay không.", _COMING_HINT)
    return said


def conferences_of(cell: TableCell, units: Sequence[Unit], issuer: Issuer | None) -> Iterator[str]:
    """Yield the names of the units whose conferences ``cell`` names, "" for that of ``issuer``.

    A unit that holds none is told.
    """
    for word in unit_words(cell, units):
        if not word or names_issuer(word, issuer, units):
            yield ""
        elif means_all(word):
            yield ""
            yield from (unit.name for unit in units if unit.conference)
        else:
            yield _holder(cell, word, units)


def _holder(cell: TableCell, word: str, units: Sequence[Unit]) -> str:
    """Return the name of the one unit that ``word`` names; tell when it holds no conference."""
    name = unit_name_of(cell, word, units)
    if any(unit.name == name and not unit.conference for unit in units):
        hint = "Dòng này chưa vào giấy tờ nào: sửa ô này, hoặc sửa “Hình thức sơ kết” của đơn vị ấy."
        cell.warning(f"“{name}” chỉ báo cáo, không tổ chức hội nghị.", hint)
    return name


def _find_repeated(cell: TableCell, guests: Sequence[Guest], earlier: dict[tuple[str, str], _Placed]) -> None:
    """Find a guest who is listed twice for one conference; ask about two of one name."""
    for guest in guests:
        key = match_key(guest.name), guest.conference
        other_cell, other = earlier.setdefault(key, (cell, guest))
        if guest.name and other is not guest:
            _tell_repeated(cell, guest, other, other_cell.place.cell)


def _tell_repeated(cell: TableCell, guest: Guest, other: Guest, where: str) -> None:
    if [*map(match_key, (guest.position, guest.body))] == [*map(match_key, (other.position, other.body))]:
        hint = "Xóa một dòng; nếu là hai người thì ghi rõ chức vụ, đơn vị từng người."
        cell.error(f"Đại biểu “{guest.name}” đã có ở ô {where}.", hint)
    else:
        message = f"“{guest.name}” cũng có ở ô {where}, chức vụ hoặc đơn vị khác."
        cell.warning(message, "Nếu là một người thì xóa một dòng; hai người trùng tên thì để yên.")
