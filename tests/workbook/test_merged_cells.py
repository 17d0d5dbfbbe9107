"""What occurs twice: the first cell of a merged area counts, all else that overwrites is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.cell_range import CellRange

from sokhet_docs.workbook import read_plan
from sokhet_docs.workbook.reading import merged_cells
from tests.support.archives import read_parts, replace_in_part, zipped
from tests.support.six_formats import same_in_office_formats, same_in_quick_formats
from tests.support.workbook_builder import SMALL_PLAN, make_workbook, problems_of

UNITS = """
Tên tổ chức đảng | Hình thức | Hạn báo cáo | Ghi chú | Cụm
Đảng bộ A | Báo cáo | 21/4/2022 | gấp | cụm 1
Chi bộ B | Báo cáo | 22/4/2022 | ghi chú cũ | cụm 2
Chi bộ C | Báo cáo | 25/4/2022 | thường | cụm 3
"""
SIDEWAYS = (
    "Đơn vị: Ô gộp ngang {}: chữ trong ô được tính cho mọi cột nằm dưới nó. Nếu không phải, hãy bỏ gộp ô."
)
SHEET = "xl/worksheets/sheet1.xml"


def merged(path: Path, *areas: str) -> Path:
    """Write the units with ``areas`` merged as a format painter does: what they cover stays in the file."""

    def merge(book: Workbook) -> None:
        for area in areas:
            book["Đơn vị"].merged_cells.add(CellRange(area))

    return make_workbook(path, merge, units=UNITS, attendees="Thành phần | Đơn vị")


def notes_of(path: Path) -> list[tuple[str, str]]:
    return [(unit.note, unit.extra["Cụm"]) for unit in read_plan(path).units]


AREAS: list[tuple[str, list[tuple[str, str]], list[str]]] = [
    ("D2:D3", [("gấp", "cụm 1"), ("gấp", "cụm 2"), ("thường", "cụm 3")], []),
    (
        "D3:E3",
        [("gấp", "cụm 1"), ("ghi chú cũ", "ghi chú cũ"), ("thường", "cụm 3")],
        [SIDEWAYS.format("D3:E3")],
    ),
    (
        "D2:E4",
        [("gấp", "gấp"), ("gấp", "gấp"), ("gấp", "gấp")],
        [SIDEWAYS.format("D2:E4")],
    ),
]


@pytest.mark.parametrize(("area", "notes", "said"), AREAS, ids=["down", "sideways", "both"])
def test_the_first_cell_of_a_merged_area_counts_for_all_of_it(
    tmp_path: Path, area: str, notes: list[tuple[str, str]], said: list[str]
) -> None:
    for path in same_in_quick_formats(merged(tmp_path / "units.xlsx", area), tmp_path, with_csv=False):
        assert notes_of(path) == notes
        assert problems_of(path) == said


@pytest.mark.slow
def test_merged_areas_of_other_programs_files_count_alike(tmp_path: Path) -> None:
    paths = [merged(tmp_path / f"{index}.xlsx", area) for index, (area, _, _) in enumerate(AREAS)]
    for made, (_, notes, said) in zip(same_in_office_formats(paths, tmp_path), AREAS, strict=True):
        for path in made:
            assert notes_of(path) == notes
            assert problems_of(path) == said


def test_what_an_empty_merged_cell_covers_is_not_there(tmp_path: Path) -> None:
    def empty(book: Workbook) -> None:
        book["Đơn vị"]["C3"] = None
        book["Đơn vị"].merged_cells.add(CellRange("C3:D4"))

    path = make_workbook(tmp_path / "units.xlsx", empty, units=UNITS, attendees="Thành phần | Đơn vị")
    assert [(unit.note, unit.report_deadline.day) for unit in read_plan(path).units] == [
        ("gấp", 21),
        ("", 20),
        ("", 20),
    ]


def test_areas_that_overlap_without_end_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merged_cells, "MAX_VISITS", 100)
    path = merged(tmp_path / "units.xlsx", *(f"F1:G{row}" for row in range(2, 50)))
    assert problems_of(path) == ["Trang “Đơn vị” có quá nhiều ô gộp chồng lên nhau."]


@pytest.mark.parametrize("name", ["đơn vị", "Đơn vị ", "Đơn  vị", "Đơn vị"])
def test_two_sheets_of_one_name_are_an_error_that_names_both(tmp_path: Path, name: str) -> None:
    def add(book: Workbook) -> None:
        book.create_sheet("cũ").append(["Tên tổ chức đảng", "Hình thức"])
        book["cũ"].append(["Chi bộ cũ", "Báo cáo"])
        book["cũ"].sheet_state = "hidden"

    path = make_workbook(tmp_path / "units.xlsx", add)
    path.write_bytes(replace_in_part(path.read_bytes(), "xl/workbook.xml", 'name="cũ"', f'name="{name}"'))
    for made in same_in_quick_formats(path, tmp_path, with_csv=False):
        assert problems_of(made) == [
            (
                f"Có 2 trang cùng tên: “Đơn vị” (trang thứ 1) và “{name}” (trang thứ 6, đang ẩn)."
                " Xóa hoặc đổi tên trang không dùng, kể cả trang đang ẩn, rồi lưu lại."
            )
        ]


def test_two_csv_files_of_one_table_are_an_error_that_names_both(tmp_path: Path) -> None:
    path = same_in_quick_formats(make_workbook(tmp_path / "units.xlsx"), tmp_path)[-1]
    (path.parent / "Kế hoạch.csv").write_bytes((path.parent / "ke-hoach.csv").read_bytes())
    told = "Có 2 tệp cùng là bảng “Kế hoạch”: “ke-hoach.csv” và “Kế hoạch.csv”."
    assert problems_of(path) == [f"{told} Xóa, dời hoặc đổi tên tệp không dùng."]


def test_a_name_merged_over_the_cells_beside_it_is_no_value_of_theirs(tmp_path: Path) -> None:
    path = merged(tmp_path / "units.xlsx", "A2:B2")
    unit = read_plan(path).units[0]
    assert (unit.name, unit.review_form) == ("Đảng bộ A", "Báo cáo")


def sheet_with(path: Path, rows: str) -> Path:
    """Write the small plan, the XML of its units' rows replaced by ``rows``."""
    make_workbook(path, attendees="Thành phần | Đơn vị")
    parts = read_parts(path.read_bytes())
    sheet = re.sub("(?s)<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>", parts[SHEET].decode())
    path.write_bytes(zipped(parts | {SHEET: sheet.encode()}))
    return path


def row(number: int, **cells: str) -> str:
    filled = "".join(f'<c r="{column}{number}" t="str"><v>{text}</v></c>' for column, text in cells.items())
    return f'<row r="{number}">{filled}</row>'


HEADER = row(1, A="Tên tổ chức đảng", B="Hình thức", C="Ghi chú")


def test_a_row_that_the_file_gives_in_pieces_is_one_row(tmp_path: Path) -> None:
    rows = HEADER + row(2, A="Chi bộ A") + row(2, B="Báo cáo", C="gấp") + row(2, A="Chi bộ A")
    path = sheet_with(tmp_path / "units.xlsx", rows)
    assert [(unit.name, unit.review_form, unit.note) for unit in read_plan(path).units] == [
        ("Chi bộ A", "Báo cáo", "gấp")
    ]
    assert problems_of(path) == []


@pytest.mark.parametrize(
    "rows",
    [
        row(2, A="Chi bộ A", B="Báo cáo") + row(2, A="Chi bộ B"),
        row(2, A="Chi bộ A", B="Báo cáo").replace("</row>", '<c r="A2" t="str"><v>Chi bộ B</v></c></row>'),
    ],
    ids=["in two rows", "in one row"],
)
def test_a_cell_that_the_file_gives_twice_is_an_error(tmp_path: Path, rows: str) -> None:
    assert problems_of(sheet_with(tmp_path / "units.xlsx", HEADER + rows)) == [
        (
            "Đơn vị!A2: Tệp ghi ô này hai lần, nội dung khác nhau."
            " Mở tệp bằng Excel, xem lại ô này, gõ lại rồi lưu."
        )
    ]


def test_a_cell_given_twice_alike_is_one_cell(tmp_path: Path) -> None:
    rows = HEADER + row(2, A="Chi bộ A", B="Báo cáo") * 2
    assert problems_of(sheet_with(tmp_path / "units.xlsx", rows)) == []


def test_a_fact_with_two_values_is_an_error(tmp_path: Path) -> None:
    facts = SMALL_PLAN["Kế hoạch"] + "Hạn nộp | 21/4/2022\nNăm | 2023"
    assert problems_of(make_workbook(tmp_path / "units.xlsx", facts=facts)) == [
        "Kế hoạch!A24: Mục “Năm” đã có ở ô A3. Xóa một trong hai dòng.",
        ("Kế hoạch!A23: Mục “Hạn nộp” không được tính: “Hạn báo cáo” lấy ở ô A16. Hãy xem lại mục nào đúng."),
    ]
