"""The print file as LibreOffice makes it: what is on its pages, in their order, sheet by sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.support.commands import files_in, run
from tests.support.libreoffice import read_pages
from tests.support.pdf_builder import bookmarks_of
from tests.support.simulated_office import Office
from tests.support.workbook_builder import facts_with

pytestmark = pytest.mark.slow

UNITS = """
Mã | Tên tổ chức đảng | Hình thức sơ kết | Số bản | Địa chỉ
A1 | Đảng bộ Sở Nội vụ | Hội nghị | 2 | 12 đường Trần Phú
B2 | Chi bộ Báo Hà Tĩnh | Báo cáo | |
"""
DOCUMENTS = """
Mẫu | Tên | Gửi cho
cong-van.docx | Công văn | Tất cả
de-cuong.docx | Đề cương | Tất cả
giay-moi.docx | Giấy mời | Hội nghị
bao-cao.docx | Mẫu báo cáo | Tất cả
"""
SIGNS = {
    "DANH SÁCH NƠI NHẬN": "list",
    "ĐỀ CƯƠNG BÁO CÁO": "outline",
    "GIẤY MỜI": "invitation",
    "PHỤ LỤC SỐ LIỆU": "annex",
    "-BC/": "report",
    "-CV/": "letter",
    "BẢNG KÊ BẢN IN": "totals",
}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Two units; the plan is printed on both sides."""
    monkeypatch.chdir(tmp_path)
    facts = facts_with({"In hai mặt": "Có"})
    return Office.open(tmp_path, UNITS, documents=DOCUMENTS, facts=facts)


def on_pages(pdf: Path) -> list[str]:
    """Return what begins on each page, by its sign; ``+`` where it goes on, ``-`` for a blank page."""
    found = []
    for text in read_pages(pdf):
        sign = next((name for sign, name in SIGNS.items() if sign in text), "+")
        found.append(sign if text.strip() else "-")
    return found


def test_each_document_and_each_annex_begins_a_sheet(office: Office) -> None:
    result = run("print", "--no-open")

    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        0, "Chưa phát hành: lấy 2 tệp đang có trong thư mục kết quả.",
    )  # fmt: skip
    pages = on_pages(office.folder / "in-an.pdf")
    fronts, backs = pages[::2], pages[1::2]
    letter = ["letter", "outline", "+", "invitation", "report", "+", "annex"]
    report_only = [each for each in letter if each != "invitation"]
    assert fronts == ["list", *letter, *letter, *report_only, "totals"]
    assert set(backs) == {"+", "-"}
    assert bookmarks_of(office.folder / "in-an.pdf") == [
        ("Danh sách nơi nhận", 1),
        ("1. Đảng bộ Sở Nội vụ", 3),
        ("2. Chi bộ Báo Hà Tĩnh", 31),
        ("Bảng kê bản in", 43),
    ]


def test_the_totals_are_those_of_the_file(office: Office) -> None:
    result = run("print", "--no-open", "-o", "ra/in.pdf")
    reader = PdfReader(office.folder / "ra" / "in.pdf")

    blank = sum("/Contents" not in page for page in reader.pages)
    written = len(reader.pages) - blank
    assert result.stdout == (
        f"2 đơn vị, 3 bản, {written} trang ({blank} mặt sau để trắng), {(len(reader.pages) + 1) // 2} tờ "
        f"A4, in hai "
        "mặt.\n"
        "Đã ghi tệp in: ra/in.pdf\n"
        "Khi in: chọn 1 bản (tệp đã có đủ số bản), đúng cỡ (Actual size), in hai mặt lật theo cạnh dài.\n"
    )
    last = " ".join(read_pages(office.folder / "ra" / "in.pdf")[-1].split())
    assert "Cộng văn bản của các đơn vị 2 3" in last
    assert f"Tệp này in hai mặt, cần {(len(reader.pages) + 1) // 2} tờ A4; {blank} mặt sau để trắng." in last
    assert (
        "Danh sách nơi nhận có 2 đơn vị, 3 bản; ngoài ra 3 bản của Kế hoạch gửi các nơi khác in riêng" in last
    )


def test_on_one_side_there_is_no_blank_page(office: Office) -> None:
    result = run("print", "--no-open", "--simplex", "--only", "B2", "--documents", "bao-cao")

    assert on_pages(office.folder / "in-an.pdf") == ["list", "report", "+", "+", "+", "annex", "totals"]
    assert result.stdout == (
        "Tệp này chỉ in 1 trong 2 đơn vị của danh sách.\n"
        "Tệp này chỉ in: Mẫu báo cáo.\n"
        "1 đơn vị, 1 bản, 7 trang, 7 tờ A4, in một mặt.\n"
        "Đã ghi tệp in: in-an.pdf\n"
        "Khi in: chọn 1 bản (tệp đã có đủ số bản), đúng cỡ (Actual size), in một mặt.\n"
    )
    first = read_pages(office.folder / "in-an.pdf")[0]
    assert "Chi bộ Báo Hà Tĩnh" in first
    assert "Sở Nội vụ" not in first
    assert "Nơi nhận của Kế hoạch" not in first


def test_the_list_lies_across_and_keeps_its_size(office: Office) -> None:
    run("print", "--no-open", "--only", "B2")
    boxes = [page.mediabox for page in PdfReader(office.folder / "in-an.pdf").pages]

    assert [box.width > box.height for box in boxes[:3]] == [True, True, False]
    assert {tuple(sorted((round(box.width), round(box.height)))) for box in boxes} == {(595, 842)}


def test_a_template_folder_from_before_the_totals_will_do(office: Office) -> None:
    run("init", "cu")
    templates = office.folder / "cu" / "templates"
    (templates / "bang-ke-in.docx").unlink()
    result = run("print", "--no-open", "--templates", str(templates))

    assert result.exit_code == 0
    assert "in-an.pdf" in files_in(office.folder)


def test_nothing_to_print_writes_nothing(office: Office) -> None:
    run("print", "--no-open", "--only", "B2")
    result = run("print", "--no-open", "--changed", "--only", "B2", "-o", "moi.pdf")

    assert (result.exit_code, result.stdout) == (
        0,
        ("1 đơn vị không có gì mới so với những lần in trước.\nKhông có gì để in nên không ghi tệp nào.\n"),
    )
    assert not (office.folder / "moi.pdf").exists()
