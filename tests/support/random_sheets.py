"""A seed → a workbook as clerks make them, with rows that are no units, and what it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.workbook_builder import make_workbook

HEADERS = {
    "number": ("TT", "STT", "Số TT", "Số thứ tự"),
    "name": ("Tên tổ chức đảng", "Tên đơn vị", "Đơn vị", "Tên cơ quan, đơn vị"),
    "form": ("Hình thức", "Hình thức sơ kết"),
    "deadline": ("Hạn báo cáo", "Hạn nộp", "Thời hạn"),
    "note": ("Ghi chú",),
    "group": ("Cụm",),
}
NAMES = ("Sở Y tế", "Công ty\nCấp nước", "Trường Chính trị", "Văn phòng", "Tổng công ty 36")
OTHER_ROWS: tuple[tuple[str, ...], ...] = (
    ("", "Tổng cộng", "", "", "45"),
    ("Cộng: 12 đơn vị",),
    ("1", "2", "3", "4", "5", "6"),
    ("I", "Khối Đảng"),
    ("", "B. Khối doanh nghiệp"),
    ("7",),
    ("", "Ghi chú: đơn vị mới thành lập báo cáo sau."),
)
SIGNATURES: tuple[tuple[str, ...], ...] = (
    ("", "", "", "Hà Tĩnh, ngày 11 tháng 3 năm 2022"),
    ("", "Người lập biểu", "", "", "BÍ THƯ"),
    ("", "(Ký, ghi rõ họ tên)"),
    ("", "Nguyễn Văn A", "", "", "Trần Văn B"),
)
_NOTE, _GROUP = 5, 6  # columns
_DAY = 4

Value = str | int | datetime | None


@dataclass
class Meaning:
    """What the units must be, as (name, day of the deadline or None, note, Cụm); how many rows are none."""

    units: list[tuple[str, int | None, str, str]] = field(default_factory=list)
    others: int = 0


def write_random_book(path: Path, seed: int, *, is_plain: bool = False) -> Meaning:
    """Write a workbook; ``is_plain``: without what a .csv does not have, merged cells and what is hidden."""
    choice, meaning = Random(seed), Meaning()

    def fill_in(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        sheet.delete_rows(1, sheet.max_row)
        headers = [choice.choice(words) for words in HEADERS.values()]
        rows: list[list[Value]] = [["DANH SÁCH ĐƠN VỊ"], [*headers]]
        places = [
            _add_rows(rows, headers, number, choice, meaning) for number in range(1, choice.randint(4, 8))
        ]
        if choice.random() < 0.5:
            rows += map(list, SIGNATURES)
            meaning.others += len(SIGNATURES)
        _write(sheet, rows)
        if not is_plain:
            _merge(sheet, places, choice, meaning)
            sheet.row_dimensions[places[0]].hidden = choice.random() < 0.5
            sheet.column_dimensions["F"].hidden = choice.random() < 0.5

    make_workbook(path, fill_in, attendees="Thành phần | Đơn vị")
    return meaning


def _add_rows(
    rows: list[list[Value]], headers: list[str], number: int, choice: Random, meaning: Meaning
) -> int:
    """Add a unit, before it sometimes a row that is none; return the unit's row, from 1."""
    if choice.random() < 0.4:
        rows.append(list(choice.choice([*OTHER_ROWS, tuple(headers)])))
        meaning.others += 1
    kind, ending = choice.choice(("Đảng bộ ", "Chi bộ\n")), choice.choice(("", ";"))
    typed = f"{kind}{choice.choice(NAMES)} {number}{ending}"
    day = choice.choice((None, 18, 19))
    rows.append([number, typed, "Báo cáo", day and datetime(2022, 4, day), f"ghi chú {number}", "cụm 1"])
    meaning.units.append((" ".join(typed.rstrip(";").split()), day, f"ghi chú {number}", "cụm 1"))
    return len(rows)


def _write(sheet: Worksheet, rows: list[list[Value]]) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            is_number = isinstance(value, str) and value.isdigit()
            if value:
                sheet.cell(number, column).value = int(str(value)) if is_number else value
        if len(row) >= _DAY and isinstance(row[_DAY - 1], datetime):
            sheet.cell(number, _DAY).number_format = "dd/mm/yyyy"


def _merge(sheet: Worksheet, places: list[int], choice: Random, meaning: Meaning) -> None:
    """Merge notes downwards, sideways or both; what was typed under the first cell stays in the file."""
    index = 0
    while index < len(places):
        name, day, note, group = meaning.units[index]
        is_pair = index + 1 < len(places) and places[index + 1] == places[index] + 1
        height = choice.choice((1, 2)) if is_pair else 1
        is_wide = choice.random() < 0.3
        covered = CellRange(
            min_row=places[index],
            max_row=places[index] + height - 1,
            min_col=_NOTE,
            max_col=_GROUP if is_wide else _NOTE,
        )
        if covered.size["rows"] * covered.size["columns"] > 1:
            sheet.merged_cells.add(covered)
        for other in range(index, index + height):
            name, day, _, group = meaning.units[other]
            meaning.units[other] = (name, day, note, note if is_wide else group)
        index += height
