"""``theo-doi.xlsx``: LibreOffice calculates it, and the values are what the tracking says."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sokhet_docs.tracking.reminders import remind
from sokhet_docs.tracking.status_book import tracking_book
from sokhet_docs.tracking.unit_status import Tracking
from sokhet_docs.workbook.sources import sample_templates
from tests.support.calculated_books import calculated
from tests.support.openxml_validator import assert_valid
from tests.support.simulated_office import Office

UNITS = """
Mã | Tên tổ chức đảng | Hình thức sơ kết | Hạn báo cáo | Người nhận | Email
A1 | Đảng bộ Sở Nội vụ | Hội nghị | | |
B2 | Chi bộ Báo Hà Tĩnh | Báo cáo | 28/4/2022 | đồng chí B | b@hatinh.gov.vn
C3 | Chi bộ =1+1 & “Thư viện” | Báo cáo | | |
D4 | Đảng bộ Kho bạc Nhà nước | Báo cáo | | |
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office on 25/4/2022: A1 in time, C3 late by 3 days, D4 missing, B2 not yet due."""
    office = Office.open(tmp_path_factory.mktemp("office"), units=UNITS)
    office.send(
        "A1", "18/4/2022", {"muc_1_1": "Đã làm.", "sl_vb_2017": "mười mấy"}, name="bao cao (2) final.docx"
    )
    office.send("C3", "22/4/2022", {"muc_1_1": "Đã làm."}, name="BC #1 50% & mới.docx")
    return office


@pytest.fixture(scope="module")
def tracking(office: Office) -> Tracking:
    return office.track("25/4/2022")


def table(sheet: Worksheet, *headers: str) -> list[tuple[Any, ...]]:
    """Return the columns named ``headers`` of every row below row 1; a day as a date."""
    rows = sheet.iter_rows(values_only=True)
    titles = next(rows)
    places = [titles.index(header) for header in headers]
    return [tuple(_plain(row[place]) for place in places) for row in rows if any(row)]


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def summary(book: Workbook) -> dict[str, Any]:
    rows = book["Tổng hợp"].iter_rows(min_row=7, max_row=12, max_col=2, values_only=True)
    return {str(label): count for label, count in rows}


def test_statuses_and_counts_are_calculated(tracking: Tracking, tmp_path: Path) -> None:
    book = calculated(tracking_book(tracking), tmp_path)

    assert table(book["Theo dõi"], "Mã", "Hạn: trước ngày", "Nhận ngày", "Tình trạng", "Muộn (ngày)") == [
        ("A1", date(2022, 4, 20), date(2022, 4, 18), "Đúng hạn", 0),
        ("B2", date(2022, 4, 28), None, "Chưa nộp, còn hạn", 0),
        ("C3", date(2022, 4, 20), date(2022, 4, 22), "Nộp muộn", 3),
        ("D4", date(2022, 4, 20), None, "Quá hạn, chưa nộp", 6),
    ]
    assert summary(book) == {
        "Đúng hạn": 1,
        "Nộp muộn": 1,
        "Chưa nộp, còn hạn": 1,
        "Quá hạn, chưa nộp": 1,
        "Cộng": 4,
        "Đã nộp": "2/4",
    }


def test_a_program_that_does_not_calculate_shows_the_same_values(tracking: Tracking, tmp_path: Path) -> None:
    data = tracking_book(tracking)
    recalculated, stored = calculated(data, tmp_path), load_workbook(io.BytesIO(data), data_only=True)

    for sheet in stored.worksheets:
        assert list(recalculated[sheet.title].values) == list(sheet.values), sheet.title


def test_another_day_or_a_receipt_typed_by_hand_changes_statuses_and_counts(
    tracking: Tracking, tmp_path: Path
) -> None:
    def edit(book: Workbook) -> None:
        book["Tổng hợp"]["B4"] = date(2022, 5, 2)
        book["Theo dõi"]["G5"] = date(2022, 4, 19)

    book = calculated(tracking_book(tracking), tmp_path, edit)

    assert table(book["Theo dõi"], "Mã", "Tình trạng", "Muộn (ngày)") == [
        ("A1", "Đúng hạn", 0),
        ("B2", "Quá hạn, chưa nộp", 5),
        ("C3", "Nộp muộn", 3),
        ("D4", "Đúng hạn", 0),
    ]
    assert summary(book)["Đã nộp"] == "3/4"


def test_late_and_missing_are_two_sheets(tracking: Tracking, tmp_path: Path) -> None:
    book = calculated(tracking_book(tracking), tmp_path)

    assert table(book["Chưa nộp"], "Đơn vị", "Quá hạn (ngày)", "Tình trạng", "Người nhận", "Email") == [
        ("Chi bộ Báo Hà Tĩnh", 0, "Chưa nộp, còn hạn", "đồng chí B", "b@hatinh.gov.vn"),
        ("Đảng bộ Kho bạc Nhà nước", 6, "Quá hạn, chưa nộp", None, None),
    ]
    assert table(book["Nộp muộn"], "Đơn vị", "Nhận ngày", "Muộn (ngày)") == [
        ("Chi bộ =1+1 & “Thư viện”", date(2022, 4, 22), 3)
    ]


def test_the_missing_are_listed_with_their_reminders(tmp_path: Path) -> None:
    office = Office.open(tmp_path)
    for day in ("25/4/2022", "29/4/2022"):
        remind(office.track(day), sample_templates(), office.output)

    book = load_workbook(io.BytesIO(tracking_book(office.track("2/5/2022"))))

    assert table(book["Chưa nộp"], "Mã", "Đã đôn đốc") == [
        ("A1", "2 lần, gần nhất 29/4/2022"),
        ("B2", "1 lần, gần nhất 29/4/2022"),
        ("C3", "2 lần, gần nhất 29/4/2022"),
        ("D4", "2 lần, gần nhất 29/4/2022"),
    ]


@pytest.mark.slow
def test_what_has_to_be_looked_at_is_listed_with_its_place(tracking: Tracking, tmp_path: Path) -> None:
    rows = table(calculated(tracking_book(tracking), tmp_path)["Cần xem"], "Mã", "Loại", "Chỗ", "Nội dung")

    doubts = [row for row in rows if row[1] == "Cần xem"]
    empty = [row[2:] for row in rows if row[:2] == ("A1", "Mục để trống")]
    assert [(row[0], row[2].partition(" ")[0]) for row in doubts] == [
        ("A1", "phụ"), ("A1", "bảng"), ("C3", "phụ"),
    ]  # fmt: skip
    assert doubts[0][3].startswith("Để trống cả hàng của 21 chỉ tiêu: ")
    assert doubts[2][3] == "Phụ lục số liệu để trống: đơn vị chưa ghi số nào."
    assert doubts[1][3].startswith("Văn bản lãnh đạo, chỉ đạo: số văn bản đã ban hành, năm 2017: ")
    assert [place for place, _ in empty] == ["26 mục"]
    assert empty[0][1].startswith("Đơn vị chưa viết gì ở mục 1.2, 1.3, 2.1, 2.2")
    assert empty[0][1].endswith(" 3.9, 3.10, 4.1, 4.2, 4.3, 4.4, 4.5, 5, 6.1, 6.2, 6.3.")


def test_every_link_leads_from_the_books_folder_to_a_received_file(
    office: Office, tracking: Tracking
) -> None:
    folder = office.output / "tong-hop"
    folder.mkdir(exist_ok=True)
    (folder / "theo-doi.xlsx").write_bytes(tracking_book(tracking))

    book = load_workbook(folder / "theo-doi.xlsx")
    links = {
        (sheet.title, cell.value): (folder / unquote(str(cell.hyperlink.target))).resolve()
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }

    received = {item.file for item in tracking.intake.returns}
    assert {name for sheet, name in links if sheet == "Theo dõi"} == received
    assert all(path.is_file() and path.parent.name == "bao-cao-nhan" for path in links.values())


def test_the_book_is_valid_has_a_chart_and_is_the_same_every_time(
    tracking: Tracking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1650000000")
    path = tmp_path / "theo-doi.xlsx"
    path.write_bytes(tracking_book(tracking))

    assert path.read_bytes() == tracking_book(tracking)
    with zipfile.ZipFile(path) as package:
        assert [name for name in package.namelist() if "charts/" in name] == ["xl/charts/chart1.xml"]
    assert_valid(path)


def test_what_somebody_typed_never_becomes_a_formula(tmp_path: Path) -> None:
    typed = '=HYPERLINK("http://x", "Bấm")'
    units = f"Tên tổ chức đảng | Hình thức sơ kết | Người nhận\nChi bộ A | Báo cáo | {typed}"
    path = tmp_path / "theo-doi.xlsx"
    path.write_bytes(tracking_book(Office.open(tmp_path, units=units).track("25/4/2022")))

    cell = load_workbook(path)["Chưa nộp"]["H2"]
    assert (cell.value, cell.data_type) == (typed, "s")
