"""The layout rules (thể thức) by measure on the letter of reminder and the consolidated report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sokhet_docs.tracking.consolidation import consolidated_docx
from sokhet_docs.tracking.reminders import ReminderOptions, remind
from sokhet_docs.workbook.sources import sample_templates
from tests.support.effective_layout import Docx, W
from tests.support.plans import GAP
from tests.support.simulated_office import Office

LETTERHEAD = [
    ("ĐẢNG BỘ TỈNH HÀ TĨNH", (14, "upright", "center")),
    ("ĐẢNG ỦY KHỐI X", (14, "bold", "center")),
    ("*", (14, "upright", "center")),
    ("ĐẢNG CỘNG SẢN VIỆT NAM", (15, "bold", "center")),
]
SIGNATURE = [
    ("Nơi nhận:", (14, "underlined", "left")),
    ("T/M BAN THƯỜNG VỤ", (14, "bold", "center")),
    ("PHÓ BÍ THƯ", (14, "upright", "center")),
    ("Nguyễn Trọng Vân", (14, "bold", "center")),
]
LETTER = [
    *LETTERHEAD,
    ("Số 15-CV/ĐUK", (14, "upright", "center")),
    ("về việc đôn đốc gửi báo cáo sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU", (12, "italic", "center")),
    ("Hà Tĩnh, ngày 25 tháng 4 năm 2022", (14, "italic", "center")),
    ("Kính gửi: Các đảng ủy, chi bộ cơ sở (có danh sách kèm theo)", (14, "italic", "center")),
    ("- Như trên,", (12, "upright", "left")),
    ("- Lưu Văn phòng.", (12, "upright", "left")),
    *SIGNATURE,
    ("DANH SÁCH", (16, "bold", "center")),
]
REPORT = [
    *LETTERHEAD,
    (f"Số{GAP}-BC/ĐUK", (14, "upright", "center")),
    (f"Hà Tĩnh, ngày{GAP}tháng{GAP}năm 2022", (14, "italic", "center")),
    ("BÁO CÁO", (16, "bold", "center")),
    ("Kính gửi: Ban Dân vận", (14, "italic", "center")),
    ("1. Đặc điểm tình hình", (14, "bold", "both")),
    ("Đảng bộ Sở Nội vụ", (14, "bold", "both")),
    ("- Ban Dân vận (báo cáo),", (12, "upright", "left")),
    *SIGNATURE,
    ("PHỤ LỤC SỐ LIỆU", (14, "bold", "center")),
]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Docx]:
    office = Office.open(tmp_path_factory.mktemp("office"))
    office.send("A1", "18/4/2022", {"muc_1_1": "Một đoạn dài của đơn vị. " * 10})
    tracking = office.track("25/4/2022")
    options = ReminderOptions(number="15", together=True)
    (letter,) = remind(tracking, sample_templates(), office.output, options).outcomes
    report = consolidated_docx(tracking, sample_templates() / "tong-hop.docx")
    return {"letter": Docx(letter.path.read_bytes()), "report": Docx(report)}


@pytest.mark.parametrize(("paper", "components"), [("letter", LETTER), ("report", REPORT)])
def test_components(papers: dict[str, Docx], paper: str, components: list[tuple[str, object]]) -> None:
    looks = {text: papers[paper].find(text).look for text, _ in components}
    assert looks == dict(components)


def test_the_subject_of_an_official_letter_stands_under_its_number(papers: dict[str, Docx]) -> None:
    letter = papers["letter"]
    number = letter.find("Số 15-CV/ĐUK").element
    below = number.getnext()
    assert below is not None
    subject = "".join(text.text or "" for text in below.iter(f"{W}t")).replace("\u00a0", " ")
    assert subject.startswith("về việc đôn đốc")


@pytest.mark.parametrize(("paper", "turned"), [("letter", [0, 0]), ("report", [0, 1, 0])])
def test_every_section_has_the_margins_and_is_numbered_on_its_own(
    papers: dict[str, Docx], paper: str, turned: list[int]
) -> None:
    sections = list(papers[paper].body.iter(f"{W}sectPr"))
    sizes = [section.find(f"{W}pgSz") for section in sections]
    assert [size is not None and size.get(f"{W}orient") == "landscape" for size in sizes] == turned
    upright, on_its_side = ["1134", "1134", "1701", "850", "567"], ["1701", "850", "1134", "1134", "567"]
    for section, is_turned in zip(sections, turned, strict=True):
        margins = section.find(f"{W}pgMar")
        assert margins is not None
        sides = ("top", "bottom", "left", "right", "header")
        assert [margins.get(f"{W}{side}") for side in sides] == (on_its_side if is_turned else upright)
        numbers = section.find(f"{W}pgNumType")
        assert numbers is not None
        assert numbers.get(f"{W}start") == "1"
        headers = papers[paper].headers(section)
        assert headers["default"][0].look == (14, "upright", "center")
        assert [paragraph.text for paragraph in headers["first"]] == [""]


@pytest.mark.parametrize("paper", ["letter", "report"])
def test_body(papers: dict[str, Docx], paper: str) -> None:
    body = [
        paragraph
        for paragraph in papers[paper].paragraphs
        if paragraph.row is None and len(paragraph.text) > 100
    ]
    body = [paragraph for paragraph in body if paragraph.align != "center" and paragraph.style != "GhiChu"]
    assert body
    for paragraph in body:
        assert paragraph.align == "both"
        assert paragraph.first_line == pytest.approx(10, abs=0.1)
        assert paragraph.after >= 6
        assert paragraph.line is not None
        assert 18 <= paragraph.line <= 22
        assert {(words.size, words.font, words.colour) for words in paragraph.words} == {
            (14, "Times New Roman", "000000")
        }


def test_the_new_day_is_bold(papers: dict[str, Docx]) -> None:
    (words,) = [
        words
        for paragraph in papers["letter"].paragraphs
        for words in paragraph.words
        if words.text.startswith("chậm nhất ngày")
    ]
    assert (words.text, words.bold) == ("chậm nhất ngày 04/5/2022", True)


def test_a_long_name_and_a_plan_with_its_number_come_out_whole(tmp_path: Path) -> None:
    name = "Đảng bộ Công ty Trách nhiệm hữu hạn một thành viên Xổ số kiến thiết và Dịch vụ tổng hợp Hà Tĩnh"
    office = Office.open(tmp_path, units=f"Tên tổ chức đảng | Hình thức sơ kết\n{name} | Báo cáo")
    tracking = office.track("25/4/2022")
    plan = replace(tracking.plan, number="05")
    done = remind(replace(tracking, plan=plan), sample_templates(), office.output)

    docx = Docx(done.outcomes[0].path.read_bytes())
    assert docx.find(f"Kính gửi: {name.replace('Đảng bộ', 'Đảng ủy')}").look == (14, "italic", "center")
    assert any("Kế hoạch số 05-KH/ĐUK" in paragraph.text for paragraph in docx.paragraphs)
