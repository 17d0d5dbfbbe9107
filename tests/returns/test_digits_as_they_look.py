"""Annexes that come back as tables or web pages: digits that look apart are never joined, no word is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from sokhet_docs.tracking import UnitStatus
from tests.support.archives import edit_part
from tests.support.environment import require
from tests.support.libreoffice import convert
from tests.support.simulated_office import Office

LABELS = ("Số cuộc họp", "Số lớp học", "Số đoàn kiểm tra", "Số cuộc thi", "Số đợt góp ý", "Số lần tiếp dân")
FIGURES = "Chỉ tiêu | Đơn vị tính\n" + "\n".join(f"{label} | lần" for label in LABELS)
RAISED, STRUCK, WHITE = (
    InlineFont(vertAlign="superscript"),
    InlineFont(strike=True),
    InlineFont(color=Color("FFFFFFFF")),
)
UNSEEN = "trắng hoặc quá nhỏ, không nhìn thấy: 9"
RAISED_DOUBT = "Trong ô có chữ số viết cao hoặc viết thấp, chưa rõ là số liệu hay dấu chú thích."


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office whose report form asks for six figures of two years."""
    return Office.of_two_years(tmp_path / "office", FIGURES)


def status_of(office: Office, *returned: Path) -> UnitStatus:
    """Return the status of the newspaper's cell after ``returned`` were collected."""
    return office.status_after(returned, "B2")


def told(status: UnitStatus) -> list[str]:
    """Return what is told of the figures of 2020, in the form's order, and of the words without a place."""
    assert status.answers is not None
    readings = [one for slot, one in status.answers.figures.items() if slot[1] == "2020"]
    figures = [f"{one.raw!r} → {one.value}" + (f" ({one.doubt})" if one.doubt else "") for one in readings]
    return [*figures, *(item.message for item in status.answers.unplaced)]


def annex(edit: Callable[[Worksheet], None]) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Chi bộ Báo Hà Tĩnh"])
    sheet.append(["TT", "Nội dung", "Đơn vị tính", "2020", "2021"])
    for number, label in enumerate(LABELS, 1):
        sheet.append([number, label, "lần", 10 * number, 7])
    edit(sheet)
    return book


def unusual(sheet: Worksheet) -> None:
    sheet["D3"].value = CellRichText("12", TextBlock(RAISED, "1"))
    sheet["D4"].value = CellRichText(TextBlock(STRUCK, "25"), " 30")
    sheet["D5"].value = CellRichText("4", TextBlock(WHITE, "9"))
    sheet["D6"].font = Font(strike=True)
    sheet.merge_cells("D7:E7")
    sheet["D8"].number_format = ";;;"


UNUSUAL = [
    f"'12 (viết cao: 1)' → None ({RAISED_DOUBT})",
    "'(gạch bỏ: 25) 30' → 30 (Trong ô còn (gạch bỏ: 25), không tính.)",
    f"'4 ({UNSEEN})' → 4 (Trong ô còn ({UNSEEN}), không tính.)",
    "'(gạch bỏ: 40)' → None (Trong ô còn (gạch bỏ: 40), không tính.)",
    "'50' → None (Ô này bị gộp với ô bên cạnh, chưa rõ số của ô nào.)",
    "'' → None",
]


def test_digits_in_a_table_file_count_as_they_look(office: Office, tmp_path: Path) -> None:
    annex(unusual).save(tmp_path / "chi bo bao ha tinh.xlsx")

    status = status_of(office, tmp_path / "chi bo bao ha tinh.xlsx")

    assert told(status) == UNUSUAL
    assert [item.message for item in status.review_items if "Bảng tính" in item.message] == [
        "Bảng tính có 1 ô có số mà không hiện: không đọc, cần mở xem."
    ]


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_digits_in_other_table_files_count_as_they_look(office: Office, tmp_path: Path, ending: str) -> None:
    annex(unusual).save(tmp_path / "chi bo bao ha tinh.xlsx")
    (path,) = convert([tmp_path / "chi bo bao ha tinh.xlsx"], tmp_path / ending, ending)

    assert told(status_of(office, path)) == UNUSUAL


def talkative(sheet: Worksheet) -> None:
    sheet["D3"].comment = Comment("Chưa tính quý IV", "An")
    assert sheet.oddHeader is not None
    sheet.oddHeader.center.text = '&"Arial"&12Mật, trang &P'
    sheet["F4"] = "nháp"
    sheet.column_dimensions["F"].hidden = True
    chart = BarChart()
    chart.title = "Số cuộc họp qua các năm"
    chart.add_data(Reference(sheet, min_col=4, min_row=3, max_row=8))
    sheet.add_chart(chart, "H3")


BESIDE = (
    "Chữ ngoài chỗ điền: “Đầu trang, chân trang của bảng tính: Mật, trang”;"
    " “Ghi chú ở ô D3: Chưa tính quý IV”;"
    " “Hình vẽ, biểu đồ của bảng tính: Số cuộc họp qua các năm”."
)


def test_words_beside_the_cells_of_a_table_file_are_told(office: Office, tmp_path: Path) -> None:
    annex(talkative).save(tmp_path / "chi bo bao ha tinh.xlsx")

    status = status_of(office, tmp_path / "chi bo bao ha tinh.xlsx")

    assert told(status)[len(LABELS) :] == [BESIDE]
    assert [item.message for item in status.review_items if "Bảng tính" in item.message] == [
        "Bảng tính có 1 cột ẩn (“nháp”): không đọc, cần mở xem."
    ]


@pytest.mark.parametrize("comments", [b"<broken", b"<c>" * 700_000], ids=["damaged", "too many elements"])
def test_words_beside_the_cells_that_cannot_be_read_are_told(
    office: Office, tmp_path: Path, comments: bytes
) -> None:
    annex(talkative).save(tmp_path / "a.xlsx")
    content = edit_part((tmp_path / "a.xlsx").read_bytes(), "xl/comments/comment1.xml", lambda _: comments)
    (tmp_path / "chi bo bao ha tinh.xlsx").write_bytes(content)

    assert told(status_of(office, tmp_path / "chi bo bao ha tinh.xlsx"))[len(LABELS) :] == [
        (
            "Chữ ngoài chỗ điền: “Đầu trang, chân trang của bảng tính: Mật, trang”;"
            " “Chữ ngoài các ô của bảng tính (ghi chú, hình vẽ, đầu trang): không đọc được hết, cần mở xem”."
        )
    ]


CELLS = {
    '12<span style="vertical-align:super">1</span>': f"'12 (viết cao: 1)' → None ({RAISED_DOUBT})",
    "<del>25</del> 30": "'(gạch bỏ: 25) 30' → 30 (Trong ô còn (gạch bỏ: 25), không tính.)",
    '4<span style="display:none">9</span>': UNUSUAL[2],
    '4<span class="an">9</span>': UNUSUAL[2],
    '4<span style="font-size:0">9</span>': UNUSUAL[2],
    "4<ruby>2<rt>9</rt></ruby>": f"'42 (viết cao: 9)' → None ({RAISED_DOUBT})",
}


RULES = (
    ".an { display: none } .c1{vertical-align:baseline}.cao{vertical-align:super}.thap{vertical-align:sub}"
    ".gach{text-decoration:line-through}"
)
BY_CLASS = {
    '<span class="c1">12</span><span class="c1 cao">1</span>': UNUSUAL[0],
    '<span class="gach">25</span><span class="c1">30</span>': UNUSUAL[1],
    '4<span class="an">9</span>': UNUSUAL[2],
    '<span class="gach">40</span>': UNUSUAL[3],
    '12<span class="thap">1</span>': f"'12 (viết thấp: 1)' → None ({RAISED_DOUBT})",
    "5": "'5' → 5",
}


@pytest.mark.slow
@pytest.mark.parametrize("cells", [CELLS, BY_CLASS], ids=["by themselves", "by class"])
def test_digits_in_a_web_page_count_as_they_look(
    office: Office, tmp_path: Path, cells: dict[str, str]
) -> None:
    require("soffice")
    head = f"<style>{RULES}</style><p>Chi bộ Báo Hà Tĩnh</p>"
    titles = "".join(f"<th>{title}</th>" for title in ("TT", "Nội dung", "Đơn vị tính", "2020", "2021"))
    rows = "".join(
        f"<tr><td>{number}</td><td>{label}</td><td>lần</td><td>{cell}</td><td>7</td></tr>"
        for number, (label, cell) in enumerate(zip(LABELS, cells, strict=True), 1)
    )
    page = f"<html><body>{head}<table><tr>{titles}</tr>{rows}</table></body></html>"
    (tmp_path / "chi bo bao ha tinh.html").write_text(page, encoding="utf-8")

    assert told(status_of(office, tmp_path / "chi bo bao ha tinh.html")) == list(cells.values())
