"""The layout rules (thể thức) by measure, on the templates filled in, every style resolved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from lxml import etree

from sokhet_docs.letters.fields import PacketFields, plan_fields
from sokhet_docs.letters.templates import compile_packet, compile_plan_document
from sokhet_docs.plan.model import Plan, Unit
from sokhet_docs.plan.rules import HD05, HD36, RuleSet
from tests.support.effective_layout import Docx, Paragraph, W, style_of
from tests.support.environment import ROOT
from tests.support.plans import COURT, GAP, LIBRARY, a_plan

TEMPLATES = ROOT / "templates"
UNIT_PAPERS = ("cong-van.docx", "de-cuong.docx", "giay-moi.docx", "bao-cao.docx", "giay-moi-khoi.docx")
PLAN_PAPERS = ("ke-hoach.docx", "noi-nhan.docx")
PAPERS = UNIT_PAPERS + PLAN_PAPERS
LETTERS = tuple(name for name in PAPERS if name != "de-cuong.docx")  # an annex has no letterhead
TITLED = tuple(name for name in PAPERS if name != "cong-van.docx")  # an official letter has no title
PLAN = a_plan(day=date(2022, 2, 5), number="05")
BLACK, GREY = "000000", "7F7F7F"


def fill(paper: str, plan: Plan = PLAN, unit: Unit = COURT) -> Docx:
    """Return the template ``paper`` filled in."""
    if paper in PLAN_PAPERS:
        return Docx(compile_plan_document(plan, TEMPLATES / paper).render(plan_fields(plan)))
    return Docx(compile_packet(plan, [TEMPLATES / paper]).render(PacketFields(plan).of(unit)))


@pytest.fixture(scope="module")
def papers() -> dict[str, Docx]:
    return {paper: fill(paper) for paper in PAPERS}


@pytest.mark.parametrize("paper", PAPERS)
def test_page(papers: dict[str, Docx], paper: str) -> None:
    sections = list(papers[paper].body.iter(f"{W}sectPr"))
    size, margins = {"w": "11906", "h": "16838"}, ("1134", "850", "1134", "1701")
    if paper == "noi-nhan.docx":  # on its side, its binding edge on top
        size = {"w": "16838", "h": "11906", "orient": "landscape"}
        margins = ("1701", "1134", "850", "1134")
    edges = dict(zip(("top", "right", "bottom", "left"), margins, strict=True))
    for section in sections:
        assert _attributes(section, "pgSz") == size
        assert _attributes(section, "pgMar") == {**edges, "header": "567", "footer": "567", "gutter": "0"}
        assert _attributes(section, "pgNumType") == {"start": "1"}
        assert section.find(f"{W}titlePg") is not None
    # The report's annex is a section of its own, numbered on its own.
    assert len(sections) == (2 if paper == "bao-cao.docx" else 1)
    assert papers[paper].part("word/settings.xml").find(f"{W}mirrorMargins") is None


@pytest.mark.parametrize("paper", PAPERS)
def test_margins_are_mirrored_where_the_plan_is_printed_on_both_sides(paper: str) -> None:
    settings = fill(paper, replace(PLAN, duplex=True)).part("word/settings.xml")
    assert settings.find(f"{W}mirrorMargins") is not None


def _attributes(section: etree._Element, name: str) -> dict[str, str]:
    found = section.find(f"{W}{name}")
    assert found is not None, name
    return {str(key).removeprefix(W): str(value) for key, value in found.attrib.items()}


@pytest.mark.parametrize("paper", PAPERS)
def test_page_number(papers: dict[str, Docx], paper: str) -> None:
    docx = papers[paper]
    for section in docx.body.iter(f"{W}sectPr"):
        headers = docx.headers(section)
        (number,) = headers["default"]
        assert number.look == (14, "upright", "center")
        assert [code.text for code in number.element.iter(f"{W}instrText")] == [" PAGE "]
        assert [paragraph.text for paragraph in headers["first"]] == [""]


LETTERHEAD_OF_UNIT = [
    ("ĐẢNG BỘ KHỐI CÁC CƠ QUAN VÀ DOANH NGHIỆP TỈNH", (14, "upright", "center")),
    ("ĐẢNG ỦY TÒA ÁN NHÂN DÂN TỈNH", (14, "bold", "center")),
]
LETTERHEAD_OF_ISSUER = [
    ("ĐẢNG BỘ TỈNH HÀ TĨNH", (14, "upright", "center")),
    ("ĐẢNG ỦY KHỐI CÁC CƠ QUAN VÀ DOANH NGHIỆP TỈNH", (14, "bold", "center")),
]
SIGNATURE_OF_ISSUER = [
    ("T/M BAN THƯỜNG VỤ", (14, "bold", "center")),
    ("PHÓ BÍ THƯ", (14, "upright", "center")),
    ("Nguyễn Trọng Vân", (14, "bold", "center")),
]
SUBJECT = (
    "sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU, ngày 12/5/2017 của Ban Chấp hành Đảng bộ tỉnh về "
    "“Tiếp tục nâng cao chất lượng quy chế dân chủ cơ sở”"
)
COMPONENTS = {
    "cong-van.docx": [
        *LETTERHEAD_OF_ISSUER,
        (f"Số{GAP}-CV/ĐUK", (14, "upright", "center")),
        ("Hà Tĩnh, ngày 05 tháng 02 năm 2022", (14, "italic", "center")),
        ("về việc báo cáo sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU", (12, "italic", "center")),
        ("Kính gửi: Đảng ủy Tòa án nhân dân tỉnh", (14, "italic", "center")),
        *SIGNATURE_OF_ISSUER,
    ],
    "de-cuong.docx": [
        ("ĐỀ CƯƠNG BÁO CÁO", (16, "bold", "center")),
        (SUBJECT, (14, "bold", "center")),
        (f"(Kèm theo Kế hoạch số 05-KH/ĐUK, ngày 05/02/2022 của {PLAN.issuer.body})",
         (14, "italic", "center")),
        ("1. Đặc điểm tình hình", (14, "bold", "both")),
    ],
    "giay-moi.docx": [
        *LETTERHEAD_OF_UNIT,
        (f"Số{GAP}-GM/ĐU", (14, "upright", "center")),
        (f"Hà Tĩnh, ngày{GAP}tháng{GAP}năm 2022", (14, "italic", "center")),
        ("GIẤY MỜI", (16, "bold", "center")),
        ("dự Hội nghị sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU", (14, "bold", "center")),
        ("Kính mời: \t", (14, "italic", "both")),
        ("T/M ĐẢNG ỦY", (14, "bold", "center")),
    ],
    "bao-cao.docx": [
        *LETTERHEAD_OF_UNIT,
        (f"Số{GAP}-BC/ĐU", (14, "upright", "center")),
        ("BÁO CÁO", (16, "bold", "center")),
        (SUBJECT, (14, "bold", "center")),
        ("PHỤ LỤC SỐ LIỆU", (14, "bold", "center")),
        (f"(Kèm theo Báo cáo số{GAP}-BC/ĐU, ngày{GAP}/{GAP}/2022 của Đảng ủy Tòa án nhân dân tỉnh)",
         (14, "italic", "center")),
        ("T/M ĐẢNG ỦY", (14, "bold", "center")),
        ("Mã báo cáo: SK02-2022/DB01", (9, "upright", "right")),
    ],
    "giay-moi-khoi.docx": [
        *LETTERHEAD_OF_ISSUER,
        (f"Số{GAP}-GM/ĐUK", (14, "upright", "center")),
        ("GIẤY MỜI", (16, "bold", "center")),
        ("Kính mời: Đại diện Đảng ủy Tòa án nhân dân tỉnh", (14, "italic", "center")),
        *SIGNATURE_OF_ISSUER,
    ],
    "ke-hoach.docx": [
        *LETTERHEAD_OF_ISSUER,
        ("Số 05-KH/ĐUK", (14, "upright", "center")),
        ("Hà Tĩnh, ngày 05 tháng 02 năm 2022", (14, "italic", "center")),
        ("KẾ HOẠCH", (16, "bold", "center")),
        (SUBJECT, (14, "bold", "center")),
        ("I. MỤC ĐÍCH, YÊU CẦU", (14, "bold", "center")),
        *SIGNATURE_OF_ISSUER,
    ],
    "noi-nhan.docx": [
        *LETTERHEAD_OF_ISSUER,
        ("DANH SÁCH NƠI NHẬN", (16, "bold", "center")),
        *SIGNATURE_OF_ISSUER,
    ],
}  # fmt: skip


@pytest.mark.parametrize("paper", PAPERS)
def test_components(papers: dict[str, Docx], paper: str) -> None:
    looks = {text: papers[paper].find(text).look for text, _ in COMPONENTS[paper]}
    assert looks == dict(COMPONENTS[paper])


@pytest.mark.parametrize("paper", LETTERS)
def test_the_partys_title_and_its_line(papers: dict[str, Docx], paper: str) -> None:
    title = papers[paper].find("ĐẢNG CỘNG SẢN VIỆT NAM")
    assert title.look == (15, "bold", "center")
    cell = next(title.element.iterancestors(f"{W}tc"))
    width = int(_attributes(cell, f"tcPr/{W}tcW")["w"]) * 25.4 / 1440
    # The line is the paragraph's border: as long as the cell less the indents. The title takes 72.9 mm.
    assert title.line_below == "single"
    assert width - title.left - title.right == pytest.approx(73.4, abs=0.3)


@pytest.mark.parametrize("paper", LETTERS)
def test_an_asterisk_without_a_line_stands_under_the_body(papers: dict[str, Docx], paper: str) -> None:
    left = papers[paper].paragraphs[:3]
    assert left[2].text == "*"
    assert [paragraph.line_below for paragraph in left] == ["", "", ""]


@pytest.mark.parametrize("paper", TITLED)
def test_five_hyphens_stand_under_the_subject(papers: dict[str, Docx], paper: str) -> None:
    found = [paragraph for paragraph in papers[paper].paragraphs if paragraph.text == "-----"]
    titles = 2 if paper == "bao-cao.docx" else 1  # its annex has one of its own
    assert [paragraph.look for paragraph in found] == [(14, "upright", "center")] * titles


@pytest.mark.parametrize("paper", PAPERS)
def test_body(papers: dict[str, Docx], paper: str) -> None:
    body = [
        paragraph
        for paragraph in papers[paper].paragraphs
        if paragraph.row is None and len(paragraph.text) > 100
    ]
    body = [
        paragraph for paragraph in body if paragraph.align not in {"center"} and paragraph.style != "GhiChu"
    ]
    assert body or paper == "noi-nhan.docx"
    for paragraph in body:
        assert paragraph.align == "both"
        assert paragraph.first_line == pytest.approx(10, abs=0.1)
        assert paragraph.after >= 6
        assert paragraph.line is not None
        assert 18 <= paragraph.line <= 22
        assert {words.size for words in paragraph.words} == {14}


@pytest.mark.parametrize("paper", PAPERS)
def test_font_and_colour(papers: dict[str, Docx], paper: str) -> None:
    words = [words for paragraph in papers[paper].paragraphs for words in paragraph.words]
    assert {word.font for word in words} == {"Times New Roman"}
    grey = [word.text for word in words if word.colour == GREY]
    assert {word.colour for word in words} <= {BLACK, GREY}
    # Only the report's prompts and its code are grey.
    assert all(text in ("…", "\u2003") or text.startswith(("[Bấm vào đây", "Mã báo cáo")) for text in grey)
    assert bool(grey) == (paper == "bao-cao.docx")


@pytest.mark.parametrize("paper", PAPERS)
def test_styles_carry_the_layout(papers: dict[str, Docx], paper: str) -> None:
    # A clerk may edit in Word: nothing is set by hand on a paragraph or a word, but that the last answer
    # stays with the closing sentence: no style can say that within a loop.
    direct = [
        f"{properties.tag.removeprefix(W)}/{child.tag.removeprefix(W)}"
        for tag in ("pPr", "rPr")
        for properties in papers[paper].body.iter(f"{W}{tag}")
        for child in properties
        if child.tag.removeprefix(W) not in {"pStyle", "rStyle", "sectPr", "keepNext"}
    ]
    assert direct == []


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("unit", [COURT, LIBRARY], ids=["hội nghị", "báo cáo"])
def test_no_blank_lines(paper: str, unit: Unit) -> None:
    blank = [
        paragraph
        for paragraph in fill(paper, unit=unit).paragraphs
        if not paragraph.text and not _is_field(paragraph)
    ]
    outside = [paragraph for paragraph in blank if paragraph.row is None]
    # Word wants a paragraph behind a last table: it is one point high. Blank cells are for the pen.
    assert [(paragraph.style, paragraph.line) for paragraph in outside] in ([("KhepPhan", 1.0)], [])
    assert paper == "noi-nhan.docx" or [paragraph for paragraph in blank if paragraph.row is not None] == []


def _is_field(paragraph: Paragraph) -> bool:
    return paragraph.element.find(f".//{W}fldChar") is not None


@pytest.mark.parametrize("paper", LETTERS)
def test_the_signature_is_never_alone_on_a_page(papers: dict[str, Docx], paper: str) -> None:
    paragraphs = papers[paper].paragraphs
    signature = next(paragraph for paragraph in paragraphs if paragraph.text.startswith("T/M "))
    row = signature.row
    assert row is not None
    assert row.find(f"{W}trPr/{W}cantSplit") is not None
    together = [paragraph for paragraph in paragraphs if paragraph.row is row]
    assert all(paragraph.keep_next for paragraph in together)
    before = paragraphs[paragraphs.index(together[0]) - 1]
    assert before.keep_next
    assert before.row is None


OF_PLAN = ["Ban Dân vận Tỉnh ủy (báo cáo)", "Các đảng ủy, chi bộ cơ sở", "Lưu Văn phòng Đảng ủy Khối"]
RECIPIENTS = {
    "cong-van.docx": ["Như trên", "Lưu Văn phòng Đảng ủy Khối"],
    "ke-hoach.docx": OF_PLAN,
    "giay-moi.docx": [
        "Như trên",
        "Ban Thường vụ Đảng ủy Khối (báo cáo)",
        "Lưu Đảng ủy Tòa án nhân dân tỉnh",
    ],
    "bao-cao.docx": ["Như trên", "Lưu Đảng ủy Tòa án nhân dân tỉnh"],
    "giay-moi-khoi.docx": ["Như trên", "Lưu Văn phòng Đảng ủy Khối"],
}


@pytest.mark.parametrize("paper", RECIPIENTS)
@pytest.mark.parametrize(("rules", "mark"), [(HD36, ","), (HD05, ";")])
def test_recipients(paper: str, rules: RuleSet, mark: str) -> None:
    docx = fill(paper, a_plan(rule_set=rules))
    label = docx.find("Nơi nhận:")
    assert label.look == (14, "underlined", "left")
    lines = [paragraph for paragraph in docx.paragraphs if paragraph.style == "NoiNhanDong"]
    *names, last = RECIPIENTS[paper]
    assert [paragraph.text for paragraph in lines] == [*(f"- {name}{mark}" for name in names), f"- {last}."]
    assert {paragraph.look for paragraph in lines} == {(12, "upright", "left")}
    signature = next(paragraph for paragraph in docx.paragraphs if paragraph.text.startswith("T/M "))
    assert label.row is lines[0].row is signature.row


@pytest.mark.parametrize("paper", PAPERS)
def test_signing_forms_are_the_partys(papers: dict[str, Docx], paper: str) -> None:
    text = "\n".join(paragraph.text for paragraph in papers[paper].paragraphs)
    assert not [form for form in ("TM.", "KT.", "TUQ", "TL.") if form in text]


def test_every_row_of_the_annex_is_whole_and_its_header_returns(papers: dict[str, Docx]) -> None:
    annex = list(papers["bao-cao.docx"].body.iter(f"{W}tbl"))[-1]
    rows = list(annex.iter(f"{W}tr"))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (
        len(rows) - 1
    )


def test_kinh_gui_is_a_label_in_italics_before_upright_names(papers: dict[str, Docx]) -> None:
    line = papers["bao-cao.docx"].find(
        "Kính gửi: Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh"
    )
    assert [(words.text, style_of(words)) for words in line.words] == [
        ("Kính gửi: ", "italic"),
        ("Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh", "upright"),
    ]


def test_headings_stay_with_what_follows(papers: dict[str, Docx]) -> None:
    for paper in ("de-cuong.docx", "bao-cao.docx"):
        for heading, below in pairwise(papers[paper].paragraphs):
            if heading.text and heading.text[0].isdigit() and heading.words[0].bold and heading.row is None:
                assert heading.keep_next, (heading.text, below.text)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_text_of_a_page_has_one_line_spacing(papers: dict[str, Docx], paper: str) -> None:
    text = [one for one in papers[paper].paragraphs if one.row is None and one.first_line > 0 and one.text]
    assert len({paragraph.line for paragraph in text}) <= 1
