"""Places in a table file are told as its program shows them: the sheet by its name, the cell as C12."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from sokhet_docs.tracking import UnitStatus
from tests.support.libreoffice import convert
from tests.support.simulated_office import Office

FIGURES = """
Nhóm | Nội dung | Đơn vị tính
Họp | Số cuộc họp | cuộc
Họp | Số lượt dự | lượt
Họp | Số ý kiến | ý kiến
"""
LABELS = {"Số cuộc họp": "cuộc", "Số lượt dự": "lượt", "Số ý kiến": "ý kiến"}
NAME = "chi bo bao ha tinh.xlsx"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office whose report form asks for three figures of two years."""
    return Office.of_two_years(tmp_path / "office", FIGURES)


def status_of(office: Office, *returned: Path) -> UnitStatus:
    return office.status_after(returned, "B2")


def annex(title: str = "Tháng 5", first: int = 10, column: int = 3) -> tuple[Workbook, Worksheet]:
    """Return a book whose annex begins in the row ``first`` and the ``column``."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    sheet.cell(1, 1, "Chi bộ Báo Hà Tĩnh")
    heads = ("TT", "Nội dung", "Đơn vị tính", "2020", "2021")
    rows = [heads, *((f"{at}", *one, f"{10 * at}", "7") for at, one in enumerate(LABELS.items(), 1))]
    for down, texts in enumerate(rows):
        for right, text in enumerate(texts):
            sheet.cell(first + down, column + right, text)
    return book, sheet


def places(status: UnitStatus) -> Mapping[tuple[str, str], str]:
    assert status.answers is not None
    keys = list(dict.fromkeys(key for key, _ in status.answers.figures))
    labels = dict(zip(keys, LABELS, strict=True))
    return {(labels[key], year): one.place for (key, year), one in status.answers.figures.items()}


def test_a_figure_stands_in_the_cell_that_its_program_shows(office: Office, tmp_path: Path) -> None:
    book, sheet = annex()
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[5].hidden = True
    sheet["B5"] = "nháp"
    book.save(tmp_path / NAME)

    found = places(status_of(office, tmp_path / NAME))

    assert found["Số cuộc họp", "2020"] == "trang “Tháng 5”, ô F11"
    assert found["Số ý kiến", "2021"] == "trang “Tháng 5”, ô G13"


def test_merged_cells_and_rows_far_below_keep_their_names(office: Office, tmp_path: Path) -> None:
    book, sheet = annex(first=900)
    sheet.merge_cells("F902:G902")
    book.save(tmp_path / NAME)

    status = status_of(office, tmp_path / NAME)

    assert places(status)["Số ý kiến", "2021"] == "trang “Tháng 5”, ô G903"
    (item,) = [one for one in status.review_items if "gộp" in one.message]
    assert item.place == "trang “Tháng 5”, ô F902"
    assert item.message.startswith("2 ô, từ Họp: số lượt dự, năm 2020 đến Họp: số lượt dự, năm 2021: ")


def test_words_outside_the_annex_are_told_with_their_cell_and_their_sheet(
    office: Office, tmp_path: Path
) -> None:
    book, _ = annex()
    other = book.create_sheet("Nháp riêng & tạm")
    other["D7"] = "Chưa kiểm tra 4711"
    book.save(tmp_path / NAME)

    items = status_of(office, tmp_path / NAME).review_items

    (words,) = [item for item in items if "4711" in item.message]
    assert words.place == "trang “Nháp riêng & tạm”, ô D7"
    named = [item.place for item in items if "“Tháng 5”" in item.message or "riêng & tạm”" in item.message]
    assert all(place.startswith("trang “Tháng 5”") for place in named)


def test_the_words_of_a_sheets_name_stand_in_that_sheet(office: Office, tmp_path: Path) -> None:
    book, _ = annex("Số liệu chưa kiểm tra")
    book.save(tmp_path / NAME)

    items = status_of(office, tmp_path / NAME).review_items

    assert [item.place for item in items if "chưa kiểm tra" in item.message] == [
        "trang “Số liệu chưa kiểm tra”"
    ]


def test_a_comment_is_told_with_the_sheet_that_it_is_in(office: Office, tmp_path: Path) -> None:
    book, sheet = annex()
    book.create_sheet("Nháp")["A1"] = "nháp"
    sheet["F11"].comment = Comment("Chưa tính quý IV", "An")
    book.save(tmp_path / NAME)

    items = status_of(office, tmp_path / NAME).review_items

    (item,) = [item for item in items if "quý IV" in item.message]
    assert "“Ghi chú ở trang “Tháng 5”, ô F11: Chưa tính quý IV”" in item.message
    assert item.place == "ngoài các ô của bảng tính"


def test_formulas_without_results_are_named(office: Office, tmp_path: Path) -> None:
    book, sheet = annex()
    for cell in ("F11", "G11", "F12", "G12", "F13", "G13"):
        sheet[cell] = "=1+1"
    book.save(tmp_path / NAME)

    (item,) = [one for one in status_of(office, tmp_path / NAME).review_items if "công thức" in one.message]

    assert item.message == (
        "Bảng tính có 6 ô công thức chưa có kết quả (trang “Tháng 5”, ô F11, G11, F12, G12, F13, …): "
        "không đọc, cần mở xem."
    )


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_other_table_files_tell_the_same_cells(office: Office, tmp_path: Path, ending: str) -> None:
    book, _ = annex()
    book.save(tmp_path / NAME)
    (path,) = convert([tmp_path / NAME], tmp_path / ending, ending)

    assert places(status_of(office, path))["Số cuộc họp", "2020"] == "trang “Tháng 5”, ô F11"


def test_a_csv_has_no_sheet_but_cells(office: Office, tmp_path: Path) -> None:
    lines = ["Chi bộ Báo Hà Tĩnh", "", "TT;Nội dung;Đơn vị tính;2020;2021"]
    lines += [f"{at};{label};lượt;{10 * at};7" for at, label in enumerate(LABELS, 1)]
    path = tmp_path / "chi bo bao ha tinh.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")

    assert places(status_of(office, path))["Số ý kiến", "2021"] == "bảng 1, ô E6"
