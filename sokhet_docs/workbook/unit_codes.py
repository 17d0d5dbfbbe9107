"""The units' names and the codes that were typed or sent → a code for each unit: DB01, CB02, DV03.

A code that was sent stays with its unit, by the match key of its name: returns under way carry it. Codes that
a reader, or a file's name, would take for one are told, and those that a printed report cannot carry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from sokhet_docs.text.vietnamese import match_key, slug
from sokhet_docs.workbook.table_cell import TableCell

_PREFIXES = {"Đảng bộ": "DB", "Chi bộ": "CB"}
_OTHER = "DV"
_MAX_NAMED = 5  # cells in one warning


class Coded(NamedTuple):
    """A unit's name, its kind, and the code that was typed; "" for a blank."""

    name: str
    kind: str
    code: str


def choose_codes(units: Sequence[Coded], sent: Mapping[str, str]) -> list[str]:
    """Return each unit's code: as typed, else as ``sent`` (by its name's match key), else the next one."""
    taken = {code_key(unit.code) for unit in units if unit.code}
    kept = {}
    for unit in units:
        code = sent.get(match_key(unit.name), "")
        if code and not unit.code and code_key(code) not in taken:
            kept[match_key(unit.name)] = code
            taken.add(code_key(code))
    taken |= {code_key(code) for code in sent.values()}
    counters = {prefix: _free_codes(prefix, taken) for prefix in (*_PREFIXES.values(), _OTHER)}
    return [
        unit.code or kept.get(match_key(unit.name)) or next(counters[_PREFIXES.get(unit.kind, _OTHER)])
        for unit in units
    ]


def _free_codes(prefix: str, taken: set[str]) -> Iterator[str]:
    return (code for number in count(1) if code_key(code := f"{prefix}{number:02}") not in taken)


def code_key(code: str) -> str:
    """Return what codes share that are easily taken for each other: DB01, db 01, ĐB-1; 1.1 is not 11."""
    key = re.sub(r"(?<!\d)_|_(?!\d)", "", slug(code, "_")) or match_key(code)
    return re.sub(r"(?<!\d)0+(?=\d)", "", key)


def find_uncarried(cell: TableCell) -> None:
    """Find a code of several words: of the one that is printed on a report only the first would be read."""
    code = cell.line()
    if " " in code:
        whole = code.replace(" ", "")
        cell.error(f"Mã “{code}” có dấu cách, báo cáo gửi về sẽ không nhận ra được.", f"Ghi liền: “{whole}”.")


def find_faulty_codes(cells: Sequence[TableCell]) -> None:
    """Find typed codes that are alike or cannot be carried, and codes of one kind written in several ways."""
    typed = [cell for cell in cells if cell.line()]
    alike: dict[str, list[TableCell]] = {}
    for cell in typed:
        alike.setdefault(code_key(cell.line()), []).append(cell)
    for first, *others in alike.values():
        for other in others:
            _tell_alike(other, first)
        if not others:
            find_uncarried(first)
    _find_mixed([found[0] for found in alike.values() if len(found) == 1 and " " not in found[0].line()])


def _tell_alike(cell: TableCell, first: TableCell) -> None:
    code, twin = cell.line(), first.line()
    if match_key(twin) == match_key(code):
        cell.error(f"Mã “{code}” đã dùng ở ô {first.place.cell}.", "Mỗi đơn vị một mã khác nhau.")
        return
    message = f"Mã “{code}” dễ lẫn với mã “{twin}” ở ô {first.place.cell}."
    cell.error(message, "Mỗi đơn vị một mã khác nhau, viết liền, không có dấu cách.")


def _find_mixed(cells: Sequence[TableCell]) -> None:
    """Find codes whose letters are alike but written otherwise than those of most: DB-03 among DB01, DB02."""
    kinds: dict[str, dict[str, list[TableCell]]] = {}
    for cell in cells:
        shape = re.sub(r"\d+", "0", cell.line())
        kinds.setdefault(code_key(shape), {}).setdefault(shape, []).append(cell)
    for shapes in kinds.values():
        usual = max(shapes.values(), key=len)
        if odd := [cell for found in shapes.values() if found is not usual for cell in found]:
            listed = ", ".join(f"{cell.place.cell} “{cell.line()}”" for cell in odd[:_MAX_NAMED])
            more = ", …" if len(odd) > _MAX_NAMED else ""
            message = f"Mã viết khác kiểu với “{usual[0].line()}” (ô {usual[0].place.cell}): {listed}{more}."
            odd[0].warning(message, "Nếu không cố ý, hãy viết các mã cùng một kiểu.")
