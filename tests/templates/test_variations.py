"""What a clerk changes in the sample, and what becomes of her letters: rules, columns, documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sokhet_docs import GenerateOptions, generate
from sokhet_docs.problems import TemplateError
from sokhet_docs.workbook import start_from_sample
from tests.support.docx_words import read_words
from tests.support.environment import ROOT
from tests.support.openxml_validator import assert_valid

pytestmark = pytest.mark.slow


class Desk:
    """A clerk's folder with a copy of the sample."""

    def __init__(self, folder: Path) -> None:
        start_from_sample(folder)
        self.folder = folder
        self.book = load_workbook(folder / "data" / "units.xlsx")

    def sheet(self, name: str) -> Worksheet:
        return self.book[name]

    def fact(self, label: str, value: str | None) -> None:
        """Write a value beside its label in the sheet Kế hoạch, in a new line when there is no such label."""
        sheet = self.sheet("Kế hoạch")
        rows = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == label]
        row = rows[0] if rows else sheet.max_row + 1
        sheet.cell(row, 1, label)
        sheet.cell(row, 2).value = value

    def add_to_template(self, name: str, *paragraphs: str) -> None:
        path = self.folder / "templates" / name
        document = Document(str(path))
        for text in paragraphs:
            document.add_paragraph(text)
        document.save(str(path))

    def letter(self, unit: str) -> str:
        """Generate the packet of one unit and return its text."""
        return read_words(self.packet(unit).read_bytes())

    def packet(self, unit: str) -> Path:
        self.book.save(self.folder / "data" / "units.xlsx")
        output = self.folder / "output"
        sources = (self.folder / "data" / "units.xlsx", self.folder / "templates")
        (outcome,) = generate(*sources, output, GenerateOptions(only=(unit,))).outcomes
        assert_valid(outcome.path)
        return outcome.path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_sample_is_the_repositorys(desk: Desk) -> None:
    assert (desk.folder / "data" / "units.xlsx").read_bytes() == (ROOT / "data" / "units.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("day", "mark"),
    [("26/5/2026", ","), ("27/5/2026", ";")],
)
def test_the_mark_behind_recipients_follows_the_plans_date(desk: Desk, day: str, mark: str) -> None:
    desk.fact("Năm", None)
    desk.fact("Ngày ban hành", day)
    desk.fact("Số kế hoạch", "5")
    text = desk.letter("DB05")
    assert f"- Như trên{mark}" in text
    assert "- Lưu Văn phòng Đảng ủy Khối." in text
    assert f"Kế hoạch số 05-KH/ĐUK, ngày {day} của Ban Thường vụ Đảng ủy Khối" in text


def test_the_rule_set_can_be_named_outright(desk: Desk) -> None:
    desk.fact("Bộ thể thức", "HD05")
    assert "- Như trên;" in desk.letter("DB05")


def test_a_column_of_the_clerk_is_a_tag_by_its_header_and_by_its_field(desk: Desk) -> None:
    sheet = desk.sheet("Đơn vị")
    column = max(cell.column for cell in sheet[1] if cell.value) + 1
    sheet.cell(1, column, "Số điện thoại")
    sheet.cell(2, column, "0239 385 5555")
    desk.fact("Nơi họp", "Hội trường tầng 2")
    desk.add_to_template(
        "de-cuong.docx",
        "Điện thoại: {{ Số điện thoại }} = {{ don_vi.so_dien_thoai }}.",
        "Tại: {{ Nơi họp|hoa }}. Hạn {{ Hạn báo cáo }}. {{ Tên tổ chức đảng }}.",
    )
    text = desk.letter("DB01")
    assert "Điện thoại: 0239 385 5555 = 0239 385 5555." in text
    assert "Tại: HỘI TRƯỜNG TẦNG 2. Hạn 20/4/2022. Đảng bộ Tòa án nhân dân tỉnh." in text


def test_an_empty_cell_of_the_clerks_column_is_a_blank_for_that_unit_alone(desk: Desk) -> None:
    sheet = desk.sheet("Đơn vị")
    column = max(cell.column for cell in sheet[1] if cell.value) + 1
    sheet.cell(1, column, "Phòng")
    sheet.cell(3, column, "P.201")
    desk.add_to_template("de-cuong.docx", "Phòng [{{ Phòng }}]")
    assert "Phòng []" in desk.letter("DB01")


def test_the_invitation_of_the_issuing_body_goes_out_once_it_is_switched_on(desk: Desk) -> None:
    sheet = desk.sheet("Văn bản")
    row = next(row for row in range(2, 9) if sheet.cell(row, 1).value == "giay-moi-khoi.docx")
    sheet.cell(row, 3, "Tất cả")
    desk.fact("Thời gian hội nghị của cấp ban hành", "8 giờ 00, ngày 28/4/2022")
    desk.fact("Địa điểm hội nghị của cấp ban hành", "Hội trường Đảng ủy Khối")
    text = desk.letter("CB01")
    assert "GIẤY MỜI" in text
    assert "Hội trường Đảng ủy Khối" in text
    assert "28/4/2022" in text


def test_a_conference_with_time_place_and_guests_of_its_own(desk: Desk) -> None:
    units, guests = desk.sheet("Đơn vị"), desk.sheet("Thành phần")
    units["E2"], units["F2"], units["G2"] = "8 giờ 00, ngày 13/4/2022", "Hội trường tầng 3", "Lồng ghép"
    guests["A6"], guests["B6"], guests["C6"], guests["D6"] = 5, "Chánh án", "Đảng bộ Tòa án nhân dân tỉnh", 1
    text = desk.letter("DB01")
    for words in ("08 giờ 00", "13/4/2022", "Hội trường tầng 3", "Chánh án"):
        assert words in text
    assert "Chánh án" not in desk.letter("DB02")


@pytest.mark.parametrize(
    "typed",
    ["{{ 7*7 }}", "{% raw %}", "=cmd|' /C calc'!A0", "<w:p>", "&amp;", "]]>", "A & B < C", "“Sao” 'vàng'"],
)
def test_what_is_typed_into_a_cell_appears_as_typed(desk: Desk, typed: str) -> None:
    cell = desk.sheet("Đơn vị")["N2"]
    cell.value = typed
    cell.data_type = "s"
    desk.add_to_template("de-cuong.docx", "Ghi chú: {{ don_vi.ghi_chu }}.")
    assert f"Ghi chú: {typed}." in desk.letter("DB01")


def test_a_packet_that_does_not_name_its_unit_is_not_written(desk: Desk) -> None:
    for name in ("cong-van.docx", "de-cuong.docx", "bao-cao.docx", "giay-moi.docx"):
        document = Document()
        document.add_paragraph("Đề nghị gửi báo cáo trước ngày {{ han.bao_cao|ngay }}.")
        document.save(str(desk.folder / "templates" / name))
    with pytest.raises(TemplateError) as caught:
        desk.packet("Thư viện tỉnh")
    assert [problem.message for problem in caught.value.problems] == [
        "Văn bản làm ra không ghi tên “Chi bộ Thư viện tỉnh”, đơn vị mà nó được gửi đến."
    ]
    assert not list((desk.folder / "output").glob("*.docx"))
