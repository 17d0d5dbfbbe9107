"""Real letters, filled in and sent back: what was sent is the law, whatever the workbook says by then."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from sokhet_docs import generate, read_plan
from sokhet_docs.outbox import read_manifest
from sokhet_docs.plan import figure_key, section_key
from sokhet_docs.tracking import form_differences
from sokhet_docs.tracking.consolidation import consolidated_docx
from sokhet_docs.tracking.figures_book import figures_book
from tests.support.environment import ROOT, TEMPLATES
from tests.support.simulated_office import UNITS, Office
from tests.support.word_forms import BODY, edit_xml, fill_in, rename
from tests.support.workbook_builder import FACTS, make_workbook

LANDED = ROOT / "tests" / "landed"
OUTLINE = """
Mục | Tiêu đề | Gợi ý | Dành cho | Mã
1 | Kết quả | | |
1.1 | Ưu điểm | Nêu kết quả nổi bật. | |
1.2 | Hạn chế | | |
2 | Tổ chức hội nghị | | Hình thức: Hội nghị |
"""
FIGURES = """
Nhóm | Chỉ tiêu | Đơn vị tính | Kiểu | Cộng các kỳ | Biểu đồ | Dành cho | Mã
Hội nghị | Số cuộc | cuộc | | Có | Có | |
Kinh phí | Kinh phí đã chi | triệu đồng | Số thập phân | Có | | |
Đảng viên | Tỷ lệ dự học | % | Tỷ lệ % | Không | | Hình thức: Hội nghị |
"""
YEARS = "Năm đầu của số liệu | 2017\nNăm cuối của số liệu | 2021"
QUARTERS = FACTS.replace(YEARS, "Các kỳ số liệu | Quý I/2022; Quý II/2022")
GOOD, BAD, HELD = map(section_key, ("Ưu điểm", "Hạn chế", "Tổ chức hội nghị"))
MEETINGS, MONEY, SHARE = (
    figure_key(*words)
    for words in (("Hội nghị", "Số cuộc"), ("Kinh phí", "Kinh phí đã chi"), ("Đảng viên", "Tỷ lệ dự học"))
)
FIRST, SECOND = "quyi2022", "quyii2022"


def quarterly(folder: Path) -> Office:
    return Office.open(folder, outline=OUTLINE, figures=FIGURES, facts=QUARTERS)


def body(office: Office, folder: Path) -> list[str]:
    """Return the lines of the consolidated report between its introduction and its end."""
    path = folder / "tong-hop.docx"
    path.write_bytes(consolidated_docx(office.track("25/4/2022"), TEMPLATES / "tong-hop.docx"))
    found = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    start = next(at for at, line in enumerate(found) if line.endswith("như sau:")) + 1
    return found[start : next(at for at, line in enumerate(found) if line.startswith("Trên đây"))]


def figures(folder: Path) -> list[tuple[str, ...]]:
    tables: Any = Document(str(folder / "tong-hop.docx")).tables
    table = next(table for table in tables if table.rows[0].cells[1].text == "Nội dung")
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def test_sections_and_figures_meant_for_some_units_and_all_kinds_of_numbers(tmp_path: Path) -> None:
    office = quarterly(tmp_path)
    office.send(
        "A1",
        "18/4/2022",
        {
            GOOD: "Tốt.",
            HELD: "Đã họp.",
            f"sl_{MEETINGS}_{FIRST}": "2",
            f"sl_{MEETINGS}_{SECOND}": "3",
            f"sl_{MONEY}_{FIRST}": "12,5",
            f"sl_{SHARE}_{FIRST}": "98,5%",
        },
    )
    office.send(
        "C3",
        "18/4/2022",
        {GOOD: "Tốt", BAD: "Không.", f"sl_{MEETINGS}_{FIRST}": "1", f"sl_{MONEY}_{FIRST}": "1.250,25"},
    )

    assert body(office, tmp_path) == [
        "1. Kết quả",
        "1.1. Ưu điểm",
        "(Tổng hợp từ 2/4 báo cáo.)",
        "Đảng bộ Sở Nội vụ; Chi bộ Thư viện tỉnh (2 đơn vị): Tốt.",
        "1.2. Hạn chế",
        "(Tổng hợp từ 1/4 báo cáo.)",
        "Chi bộ Thư viện tỉnh: Không.",
        "2. Tổ chức hội nghị",
        "(Tổng hợp từ 1/1 báo cáo.)",
        "Đảng bộ Sở Nội vụ: Đã họp.",
    ]
    assert figures(tmp_path) == [
        ("TT", "Nội dung", "Đơn vị tính", "Quý I/2022", "Quý II/2022", "Tổng", "Số đơn vị"),
        ("1", "Hội nghị: số cuộc", "cuộc", "3", "3", "6", "2"),
        ("2", "Kinh phí: kinh phí đã chi", "triệu đồng", "1.262,75", "", "1.262,75", "2"),
        ("3", "Đảng viên: tỷ lệ dự học", "%", "98,5", "", "x", "1"),
    ]
    tracking = office.track("25/4/2022")
    empty = {one.unit.code: [section.title for section in one.empty_sections] for one in tracking.statuses}
    assert empty == {"A1": ["1.2. Hạn chế"], "B2": [], "C3": [], "D4": []}
    assert [one.review_items for one in tracking.statuses] == [(), (), (), ()]
    assert form_differences(tracking) == ()
    sheet: Any = load_workbook(io.BytesIO(figures_book(tracking)))["Số liệu"]
    dark = {cell.row for row in sheet["D4:Z7"] for cell in row if cell.fill.start_color.rgb == "00C9C9C9"}
    assert dark == {5, 6, 7}


def test_letters_of_two_ages_are_one_report_and_the_difference_is_told(tmp_path: Path) -> None:
    office = quarterly(tmp_path)
    early = office.fill("A1", "som.docx", {GOOD: "Một.", BAD: "Hai.", f"sl_{MONEY}_{FIRST}": "5"})
    newer = OUTLINE.replace("1.2 | Hạn chế | | |", "1.2 | Nguyên nhân | | |")
    workbook = make_workbook(
        tmp_path / "units.xlsx",
        None,
        units=UNITS,
        outline=newer,
        figures=FIGURES.replace("triệu đồng", "đồng"),
        facts=QUARTERS,
    )
    generate(workbook, TEMPLATES, office.output)
    office = Office(tmp_path, read_plan(workbook))
    office.collect(early, "18/4/2022")
    office.send("C3", "18/4/2022", {section_key("Nguyên nhân"): "Ba.", f"sl_{MONEY}_{FIRST}": "700"})

    assert body(office, tmp_path) == [
        "1. Kết quả",
        "1.1. Ưu điểm",
        "(Tổng hợp từ 1/4 báo cáo.)",
        "Đảng bộ Sở Nội vụ: Một.",
        "1.2. Nguyên nhân",
        "(Tổng hợp từ 1/3 báo cáo.)",
        "Chi bộ Thư viện tỉnh: Ba.",
        "1.3. Hạn chế",
        "(Tổng hợp từ 1/1 báo cáo.)",
        "Đảng bộ Sở Nội vụ: Hai.",
        "Các mục chưa đơn vị nào viết: 2. Tổ chức hội nghị.",
    ]
    assert [row[1:4] for row in figures(tmp_path)[2:4]] == [
        ("Kinh phí: kinh phí đã chi", "đồng", "700"),
        ("Kinh phí: kinh phí đã chi", "triệu đồng", "5"),
    ]
    assert [one.line for one in form_differences(office.track("25/4/2022"))] == [
        (
            "1 đơn vị nhận mẫu cũ, chưa có mục “1.2. Nguyên nhân”; còn mục “1.2. Hạn chế” mà sổ nay không "
            "có; chỉ tiêu “Kinh phí: kinh phí đã chi” tính theo “triệu đồng”, sổ nay theo “đồng”."
        )
    ]


@pytest.mark.slow
def test_the_landed_sample_with_a_heading_renamed_in_word_prints_it_as_renamed(tmp_path: Path) -> None:
    shutil.copytree(LANDED, tmp_path, dirs_exist_ok=True)
    template = tmp_path / "templates" / "bao-cao.docx"
    edit_xml(template, template, BODY, rename("4.1. Ưu điểm", "4.1. Kết quả nổi bật"))
    generate(tmp_path / "units.xlsx", tmp_path / "templates", tmp_path / "output")
    office = Office(tmp_path, read_plan(tmp_path / "units.xlsx"))
    files = read_manifest(office.output).files
    name, record = next(iter(sorted(files.items())))
    filled = fill_in(office.output / name, tmp_path / "bc.docx", {"muc_4_1": "Rất tốt.", "sl_vb_2017": "3"})
    office.collect(filled, "18/4/2022")

    unit = next(unit for unit in office.plan.units if unit.code == record.unit_code)
    assert body(office, tmp_path)[:4] == [
        "4. Đánh giá chung",
        "4.1. Kết quả nổi bật",
        "(Tổng hợp từ 1/66 báo cáo.)",
        f"{unit.name}: Rất tốt.",
    ]
    rows = {row[1]: row[2:] for row in figures(tmp_path)}
    assert rows["Nội dung"] == ("Đơn vị tính", "2017", "2018", "2019", "2020", "2021", "Tổng", "Số đơn vị")
    assert rows["Văn bản lãnh đạo, chỉ đạo: số văn bản đã ban hành"] == (
        "văn bản", "3", "", "", "", "", "3", "1",
    )  # fmt: skip
    assert form_differences(office.track("25/4/2022")) == ()
