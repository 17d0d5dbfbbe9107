"""The consolidated report's draft: the units' own words in order, lists and emphasis kept, sums, gaps."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT

from sokhet_docs.office.docx_blocks import TextRun
from sokhet_docs.outbox.writer import Fate
from sokhet_docs.plan import outline_form
from sokhet_docs.problems import TemplateError, UsageError
from sokhet_docs.returns.answers import Answers, Paragraph, Reading
from sokhet_docs.tracking.consolidation import consolidate, consolidated_docx
from sokhet_docs.tracking.figure_sums import to_text
from sokhet_docs.tracking.unit_status import Tracking, UnitStatus
from sokhet_docs.workbook.sources import sample_templates
from tests.support.docx_builder import W
from tests.support.libreoffice import pages_of
from tests.support.openxml_validator import assert_valid
from tests.support.plans import COURT, a_plan
from tests.support.sample_form import FIGURES, SECTIONS
from tests.support.simulated_office import Office

TEMPLATE = sample_templates() / "tong-hop.docx"
Words = Mapping[str, tuple[Paragraph, ...]]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office.open(tmp_path_factory.mktemp("office"))


FORM = outline_form(a_plan(), COURT)


def plain(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((TextRun(line),)) for line in text.split("\n"))


def answers(words: Words, figures: Mapping[tuple[str, str], str] | None = None) -> Answers:
    """Return a report with these sections and figures; all else is blank."""
    sections: dict[str, tuple[Paragraph, ...]] = {section.key: () for section in SECTIONS if section.answered}
    blank = {(figure.key, str(year)): Reading("", None) for figure in FIGURES for year in range(2017, 2022)}
    said = {place: Reading(text, Decimal(text)) for place, text in (figures or {}).items()}
    return Answers(FORM, sections | dict(words), blank | said, {})


WORD = answers({"muc_5": plain("Sẽ làm tiếp.")})


def tracking_of(office: Office, **reports: Answers) -> Tracking:
    """Return the tracking of an office whose units, by code, reported so."""
    tracking = office.track("25/4/2022")
    statuses = tuple(replace(status, answers=reports.get(status.unit.code)) for status in tracking.statuses)
    return replace(tracking, statuses=statuses)


def draft(tracking: Tracking, folder: Path) -> Path:
    path = folder / "tong-hop.docx"
    path.write_bytes(consolidated_docx(tracking, TEMPLATE))
    return path


def lines(path: Path) -> list[str]:
    """Return the lines of a report, with plain spaces for those that hold a line together."""
    return [paragraph.text.replace("\u00a0", " ") for paragraph in Document(str(path)).paragraphs]


def section(path: Path, title: str) -> list[str]:
    """Return the lines below a heading, up to the next one."""
    found = lines(path)
    start = found.index(title) + 1
    titles = {section.title for section in SECTIONS}
    after = ("Các mục chưa đơn vị nào viết", "Trên đây là báo cáo")
    ends = (at for at in range(start, len(found)) if found[at] in titles or found[at].startswith(after))
    return found[start : next(ends)]


def test_each_section_has_the_units_own_words_under_their_names_in_workbook_order(
    office: Office, tmp_path: Path
) -> None:
    tracking = tracking_of(
        office,
        C3=answers({"muc_1_1": plain("Việc của C."), "muc_6_3": plain("Kiến nghị của C.")}),
        A1=answers({"muc_1_1": plain("Việc của A.\nĐoạn hai của A.")}),
    )
    path = draft(tracking, tmp_path)

    assert section(path, "1.1. Chức năng, nhiệm vụ") == [
        "(Tổng hợp từ 2/4 báo cáo.)",
        "Đảng bộ Sở Nội vụ",
        "Việc của A.",
        "Đoạn hai của A.",
        "Chi bộ Thư viện tỉnh: Việc của C.",
    ]
    assert section(path, "6.3. Với chính quyền, cơ quan chuyên môn") == [
        "(Tổng hợp từ 1/4 báo cáo.)",
        "Chi bộ Thư viện tỉnh: Kiến nghị của C.",
    ]


def test_sections_without_an_answer_are_one_list_at_the_end(office: Office, tmp_path: Path) -> None:
    report = answers({"muc_1_1": plain("Một."), "muc_5": plain("Hai.")})
    found = lines(draft(tracking_of(office, A1=report), tmp_path))

    titles = {section.title for section in SECTIONS}
    assert [line for line in found if line in titles] == [
        "1. Đặc điểm tình hình",
        "1.1. Chức năng, nhiệm vụ",
        "5. Phương hướng, nhiệm vụ, giải pháp",
    ]
    empty = [one.title for one in SECTIONS if one.answered and one.key not in ("muc_1_1", "muc_5")]
    assert f"Các mục chưa đơn vị nào viết: {'; '.join(empty)}." in found


def test_equal_answers_are_told_once_with_the_units_names(office: Office, tmp_path: Path) -> None:
    path = draft(
        tracking_of(
            office,
            A1=answers({"muc_6_1": plain("Không có.")}),
            B2=answers({"muc_6_1": plain("Có kiến nghị.\nKiến nghị một.")}),
            C3=answers({"muc_6_1": plain("KHÔNG  có")}),
            D4=answers({"muc_6_1": plain("Có kiến nghị:\nKiến nghị một")}),
        ),
        tmp_path,
    )

    assert section(path, "6.1. Với Trung ương") == [
        "(Tổng hợp từ 4/4 báo cáo.)",
        "Đảng bộ Sở Nội vụ; Chi bộ Thư viện tỉnh (2 đơn vị): Không có.",
        "Chi bộ Báo Hà Tĩnh; Đảng bộ Kho bạc Nhà nước (2 đơn vị)",
        "Có kiến nghị.",
        "Kiến nghị một.",
    ]


SAME = "Họp 15 cuộc."
STRUCK = "<w:rPr><w:strike/></w:rPr>"


def typed(text: str, properties: str = "") -> str:
    """Return a paragraph of Word with one run."""
    return f'<w:p><w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table_of(*cells: str) -> str:
    """Return a table of Word of one row; ``cells`` are paragraphs of Word."""
    inner = "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{inner}</w:tr></w:tbl>"


def struck_texts(path: Path) -> list[str]:
    """Return the runs of a document that are struck out."""
    body = Document(str(path)).element.body
    runs = [run for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}strike") is not None]
    return ["".join(text.text for text in run.iter(f"{W}t")) for run in runs]


@pytest.mark.parametrize("properties", [STRUCK, '<w:rPr><w:dstrike w:val="1"/></w:rPr>'])
@pytest.mark.parametrize(
    ("plain_xml", "struck_xml"),
    [
        (lambda mark: typed(SAME), lambda mark: typed(SAME, mark)),
        (
            lambda mark: table_of(typed("Số cuộc"), typed("15")),
            lambda mark: table_of(typed("Số cuộc"), typed("15", mark)),
        ),
    ],
    ids=["words", "table"],
)
def test_an_answer_that_one_unit_struck_out_is_not_equal_to_anothers(
    tmp_path: Path, plain_xml: Callable[[str], str], struck_xml: Callable[[str], str], properties: str
) -> None:
    office = Office.open(tmp_path)
    office.send("A1", "18/4/2022", {"muc_2_3": plain_xml("")})
    office.send("B2", "18/4/2022", {"muc_2_3": struck_xml(properties)})
    tracking = office.track("25/4/2022")

    path = draft(tracking, tmp_path)

    told = section(path, "2.3. Ban Chỉ đạo, quy chế")
    assert not any("(2 đơn vị)" in line for line in told)
    assert struck_texts(path) in ([SAME], ["15"])
    items = {status.unit.code: [item.message for item in status.review_items] for status in tracking.statuses}
    why = "có chữ bị gạch bỏ, báo cáo tổng hợp vẫn để chữ gạch, cần xem có tính không."
    assert f"Mục 2.3. Ban Chỉ đạo, quy chế: {why}" in items["B2"]
    assert not any("gạch" in message for message in items["A1"])


def test_a_brief_report_says_what_is_struck_out_or_raised(tmp_path: Path) -> None:
    office = Office.open(tmp_path)
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    words = f"{typed('Họp 25', STRUCK)[:-6]}{typed('30 cuộc')[5:-6]}{typed('1', raised)[5:]}"
    office.send("A1", "18/4/2022", {"muc_2_3": words})
    path = tmp_path / "rut-gon.docx"

    path.write_bytes(consolidated_docx(office.track("25/4/2022"), TEMPLATE, brief=True))

    assert section(path, "2.3. Ban Chỉ đạo, quy chế")[-1] == (
        "Đảng bộ Sở Nội vụ: (gạch bỏ: Họp 25) 30 cuộc (viết cao: 1)"
    )


def test_the_same_doubt_about_many_sections_is_one_item(tmp_path: Path) -> None:
    office = Office.open(tmp_path)
    sections = ("muc_1_1", "muc_2_1", "muc_2_3", "muc_4_1")
    office.send("A1", "18/4/2022", {key: typed("Bỏ.", STRUCK) for key in sections})

    (item,) = [
        found for found in office.track("25/4/2022").statuses[0].review_items if "gạch bỏ" in found.message
    ]

    assert item.message.startswith("4 mục có chữ bị gạch bỏ, ")
    assert "“1.1. Chức năng, nhiệm vụ”; “2.1. " in item.message


FIRST = "Đảng ủy đã quán triệt Nghị quyết đến toàn thể đảng viên ở TP. Vinh."
LONG = f"{FIRST} Năm 2019 tổ chức 5 lớp. Sau đó, mỗi chi bộ đều xây dựng kế hoạch riêng."


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Không có.", "Không có."),
        (f"Không có.\n{LONG}", f"Không có. {FIRST} …"),
        (LONG, f"{FIRST} …"),
        (FIRST, FIRST),
        ("2.3. Đã tổ chức 5 lớp. Có 3 đợt.", "2.3. Đã tổ chức 5 lớp. …"),
        ("a. Đã tổ chức 5 lớp. Có 3 đợt.", "a. Đã tổ chức 5 lớp. …"),
        ("II. 1) Đã tổ chức 5 lớp.\nCó 3 đợt", "II. 1) Đã tổ chức 5 lớp. …"),
        ("Thực hiện mục 2.3. và mục a) của kế hoạch. Hết.", "Thực hiện mục 2.3. và mục a) của kế hoạch. …"),
        ("và " * 40, f"{'và ' * 24}và …"),
    ],
)  # fmt: skip
def test_a_brief_report_has_the_first_sentences_and_says_where_more_follows(
    office: Office, tmp_path: Path, written: str, told: str
) -> None:
    path = tmp_path / "rut-gon.docx"
    path.write_bytes(
        consolidated_docx(tracking_of(office, A1=answers({"muc_5": plain(written)})), TEMPLATE, brief=True)
    )

    assert section(path, "5. Phương hướng, nhiệm vụ, giải pháp") == [
        "(Tổng hợp từ 1/4 báo cáo.)",
        f"Đảng bộ Sở Nội vụ: {told}",
    ]
    assert "(Bản rút gọn, tổng hợp từ 1/4 báo cáo" in "\n".join(lines(path))


def test_a_form_sent_back_empty_is_no_report_to_consolidate(tmp_path: Path) -> None:
    office = Office.open(tmp_path)
    office.send("A1", "18/4/2022", {"muc_1_1": "Việc của A."})
    office.send("C3", "18/4/2022", {})
    path = draft(office.track("19/4/2022"), tmp_path)

    assert "tổng hợp từ 1/4 báo cáo" in "\n".join(lines(path))
    rows = [tuple(cell.text for cell in row.cells)[1:] for row in Document(str(path)).tables[-1].rows]
    assert ("Chi bộ Thư viện tỉnh", "Đã gửi, chưa có nội dung") in rows


def test_the_head_says_how_many_reports_it_is_based_on(office: Office, tmp_path: Path) -> None:
    text = "\n".join(lines(draft(tracking_of(office, A1=WORD, C3=WORD), tmp_path)))
    assert "(Dự thảo, tổng hợp từ 2/4 báo cáo của các đơn vị, tính đến hết ngày 25/4/2022)" in text
    assert "Kính gửi: Ban Dân vận" in text
    assert "Trên đây là báo cáo của Đảng bộ Khối về kết quả sơ kết 05 năm thực hiện Nghị quyết" in text


def test_units_without_a_report_are_listed(office: Office, tmp_path: Path) -> None:
    table = Document(str(draft(tracking_of(office, A1=WORD), tmp_path))).tables[-1]
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == [
        ("TT", "Đơn vị", "Tình hình"),
        ("1", "Chi bộ Báo Hà Tĩnh", "Chưa gửi báo cáo"),
        ("2", "Chi bộ Thư viện tỉnh", "Chưa gửi báo cáo (quá hạn 6 ngày)"),
        ("3", "Đảng bộ Kho bạc Nhà nước", "Chưa gửi báo cáo (quá hạn 6 ngày)"),
    ]


@pytest.mark.parametrize("figures", [{}, {("vb", "2017"): "3"}])
def test_when_all_have_reported_the_head_says_so_and_no_page_is_added(
    office: Office, tmp_path: Path, figures: dict[tuple[str, str], str]
) -> None:
    report = answers({"muc_5": plain("Sẽ làm tiếp.")}, figures)
    tracking = tracking_of(office, A1=report, B2=report, C3=report, D4=report)
    if not figures:
        statuses = tuple(without_figures(status) for status in tracking.statuses)
        tracking = replace(tracking, statuses=statuses)
    path = draft(tracking, tmp_path)

    found = [line for line in lines(path) if line]
    at = found.index("Tất cả các đơn vị đã có báo cáo.")
    assert found[at - 1].startswith("(Dự thảo, tổng hợp từ 4/4 báo cáo của các đơn vị")
    assert "DANH SÁCH" not in found
    sections = Document(str(path)).sections
    assert [one.orientation for one in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE][
        : 1 + bool(figures)
    ]
    (pages,) = pages_of([path], tmp_path)
    assert all(page.strip() for page in pages)
    assert ("Cột cuối: số đơn vị" if figures else "Nguyễn Trọng Vân") in " ".join(pages[-1].split())
    assert_valid(path)


def without_figures(status: UnitStatus) -> UnitStatus:
    """Return a unit whose form and answers have no figures."""
    assert status.answers is not None
    form = replace(status.answers.form, figures=(), periods=())
    return replace(status, forms=(form,), answers=replace(status.answers, form=form, figures={}))


def test_emphasis_is_kept(office: Office, tmp_path: Path) -> None:
    runs = (
        TextRun("Thường, "),
        TextRun("đậm", bold=True),
        TextRun("nghiêng", italic=True),
        TextRun("gạch", underline=True),
    )
    path = draft(tracking_of(office, A1=answers({"muc_1_1": (Paragraph(runs),)})), tmp_path)

    (paragraph,) = [found for found in Document(str(path)).paragraphs if found.text.startswith("Thường, ")]
    assert [(run.text, bool(run.bold), bool(run.italic), bool(run.underline)) for run in paragraph.runs] == [
        ("Thường, ", False, False, False),
        ("đậm", True, False, False),
        ("nghiêng", False, True, False),
        ("gạch", False, False, True),
    ]
    assert paragraph.style is not None
    assert paragraph.style.name == "Trả lời"


def item(text: str, level: int, *, ordered: bool = False, of: str = "") -> Paragraph:
    return Paragraph((TextRun(text),), level, ordered, of)


def test_lists_are_lists_and_every_answers_numbers_begin_at_1(office: Office, tmp_path: Path) -> None:
    listed = (
        item("Một", 0, ordered=True),
        *plain("Giải thích."),
        item("Hai", 0, ordered=True),
        item("Nhỏ", 1, ordered=True),
        item("Gạch", 0),
        item("Cộng", 1),
    )
    report = answers({"muc_1_1": listed, "muc_1_2": listed[:1]})
    other = answers({"muc_1_1": (*listed, *plain("Hết.")), "muc_1_2": (*listed[:1], *plain("Hết."))})
    path = draft(tracking_of(office, A1=report, C3=other), tmp_path)

    (pages,) = pages_of([path], tmp_path)
    printed = [re.sub(r"\s+", " ", line).strip() for line in "\n".join(pages).split("\n")]
    marked = [line for line in printed if re.search(r"(Một|Giải thích\.|Hai|Nhỏ|Gạch|Cộng)$", line)]
    answer = ["1. Một", "Giải thích.", "2. Hai", "a) Nhỏ", "- Gạch", "+ Cộng"]
    assert marked == [*answer, *answer, "1. Một", "1. Một"]


def test_two_numbered_lists_of_one_answer_both_begin_at_1(office: Office, tmp_path: Path) -> None:
    listed = (
        item("Một", 0, ordered=True, of="3"),
        item("Hai", 0, ordered=True, of="3"),
        *plain("Mặt khác:"),
        item("Một", 0, ordered=True, of="7"),
        *plain("Giải thích."),
        item("Hai", 0, ordered=True, of="7"),
    )
    path = draft(tracking_of(office, A1=answers({"muc_1_1": listed})), tmp_path)

    (pages,) = pages_of([path], tmp_path)
    printed = [re.sub(r"\s+", " ", line).strip() for line in "\n".join(pages).split("\n")]
    assert [line for line in printed if re.search(r"(Một|Hai)$", line)] == [
        "1. Một",
        "2. Hai",
        "1. Một",
        "2. Hai",
    ]


@pytest.mark.parametrize(
    "typed",
    ["{{ 7*7 }}", "{% raw %}", "<w:p>", "&amp;", "]]>", "a & b < c", "tab\tvà\nxuống dòng", "𝔘 emoji 🎉"],
)
def test_the_units_words_appear_as_typed(office: Office, tmp_path: Path, typed: str) -> None:
    report = answers({"muc_1_1": (Paragraph((TextRun(typed),)),)})
    path = draft(tracking_of(office, A1=report), tmp_path)

    found = section(path, "1.1. Chức năng, nhiệm vụ")
    assert ": ".join(found[1:]) == f"Đảng bộ Sở Nội vụ: {typed}"
    assert_valid(path)


def rows_by_label(path: Path) -> dict[str, tuple[str, ...]]:
    table: Any = Document(str(path)).tables[-2]
    return {row.cells[1].text: tuple(cell.text for cell in row.cells[2:]) for row in table.rows}


def test_the_annex_adds_up_the_units_and_leaves_a_blank_blank(office: Office, tmp_path: Path) -> None:
    tracking = tracking_of(
        office,
        A1=answers({}, {("vb", "2017"): "1250", ("vb", "2018"): "0", ("ttnd_tv", "2017"): "5"}),
        C3=answers({}, {("vb", "2017"): "10.5", ("ttnd_tv", "2017"): "3"}),
    )
    rows = rows_by_label(draft(tracking, tmp_path))

    assert rows["Nội dung"] == ("Đơn vị tính", "2017", "2018", "2019", "2020", "2021", "Tổng", "Số đơn vị")
    assert rows["Văn bản lãnh đạo, chỉ đạo: số văn bản đã ban hành"] == (
        "văn bản", "1.260,5", "0", "", "", "", "1.260,5", "2",
    )  # fmt: skip
    assert rows["Ban Thanh tra nhân dân: số thành viên"] == ("người", "8", "", "", "", "", "x", "2")
    assert rows["Đối thoại: số cuộc đối thoại định kỳ"] == ("cuộc", "", "", "", "", "", "", "0")
    assert len(rows) == len(FIGURES) + 1


def test_the_annex_marks_and_names_what_no_number_can_be_read_from(office: Office, tmp_path: Path) -> None:
    ten = answers({}, {("vb", "2017"): "10"})
    doubt = {("vb", "2017"): Reading("khoảng 300", None, "“khoảng 300” không phải là một số rõ ràng.")}
    tracking = tracking_of(
        office,
        A1=ten,
        C3=replace(ten, figures=dict(ten.figures) | doubt | {("vb", "2018"): Reading("-", None)}),
    )
    path = draft(tracking, tmp_path)

    assert rows_by_label(path)["Văn bản lãnh đạo, chỉ đạo: số văn bản đã ban hành"] == (
        "văn bản", "10*", "*", "", "", "", "10*", "1",
    )  # fmt: skip
    assert unclear(path) == [
        "- Chi bộ Thư viện tỉnh: TT 3, 2017: “khoảng 300” không phải là một số rõ ràng; 2018: “-” (2 ô)."
    ]
    assert "Dấu *" not in "\n".join(lines(draft(tracking_of(office, A1=ten), tmp_path)))


def unclear(path: Path) -> list[str]:
    """Return the list of the unclear figures below the annex."""
    found = lines(path)
    lead = found.index(
        "Dấu *: chưa phải số cuối cùng, vì có các số chưa rõ dưới đây: đọc ra được thì vẫn tính, không đọc "
        "ra được thì chưa tính. TT là dòng của bảng trên; kê đủ từng ô ở tệp so-lieu.xlsx, trang “Cần xem”."
    )
    return [line for line in found[lead + 1 :] if line.startswith("- ")]


def test_a_doubtful_number_that_is_added_up_marks_its_sums_too(office: Office, tmp_path: Path) -> None:
    ten = answers({}, {("vb", "2017"): "10", ("vb", "2018"): "3"})
    doubtful = {
        ("vb", str(year)): Reading(text, Decimal(value), doubt)
        for year, text, value, doubt in (
            (2017, "12,5", "12.5", "“12,5” là số lẻ, mà đây là số đếm."),
            (2019, "-4", "-4", "“-4” là số âm."),
            (2020, "-5", "-5", "“-5” là số âm."),
            (2021, "-6", "-6", "“-6” là số âm."),
        )
    } | {
        ("ttnd_tv", "2017"): Reading(
            "6 hộ", Decimal(6), "Ghi “6 hộ”, trong khi đơn vị tính của mẫu là “người”."
        )
    }
    tracking = tracking_of(office, A1=ten, C3=replace(ten, figures=dict(ten.figures) | doubtful), D4=ten)
    path = draft(tracking, tmp_path)

    rows = rows_by_label(path)
    assert rows["Văn bản lãnh đạo, chỉ đạo: số văn bản đã ban hành"] == (
        "văn bản", "32,5*", "9", "-4*", "-5*", "-6*", "26,5*", "3",
    )  # fmt: skip
    assert rows["Ban Thanh tra nhân dân: số thành viên"][:3] == ("người", "6*", "")
    assert unclear(path) == [
        (
            "- Chi bộ Thư viện tỉnh: TT 3, 2017: “12,5” là số lẻ, mà đây là số đếm; 2019: “-4” là số âm; "
            "2020: “-5” là số âm; … (5 ô)."
        )
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("0", "0"),
        ("1250", "1.250"),
        ("1234567.5", "1.234.567,5"),
        ("12.50", "12,5"),
        ("1E+3", "1.000"),
    ],
)
def test_numbers_are_written_the_vietnamese_way(value: str | None, text: str) -> None:
    assert to_text(None if value is None else Decimal(value)) == text


def test_the_draft_is_valid_and_the_same_every_time(office: Office, tmp_path: Path) -> None:
    listed = (item("Một", 0, ordered=True), item("Gạch", 0))
    tracking = tracking_of(office, A1=answers({"muc_1_1": listed}))
    path = draft(tracking, tmp_path)

    assert path.read_bytes() == consolidated_docx(tracking, TEMPLATE)
    assert_valid(path)


def test_a_draft_corrected_by_hand_is_kept_and_the_new_one_laid_beside_it(tmp_path: Path) -> None:
    office = Office.open(tmp_path)
    office.send("A1", "18/4/2022", {"muc_1_1": "Việc của A."})
    first = consolidate(office.track("25/4/2022"), sample_templates(), office.output)
    path = first[0].path
    document = Document(str(path))
    document.add_paragraph("Viết thêm bằng tay.")
    document.save(str(path))
    mine = path.read_bytes()
    office.send("C3", "25/4/2022", {"muc_1_1": "Việc của C."})

    second = consolidate(office.track("25/4/2022"), sample_templates(), office.output)

    assert [outcome.fate for outcome in first] == [Fate.NEW, Fate.NEW]
    assert [outcome.fate for outcome in second] == [Fate.KEPT, Fate.CHANGED]
    assert path.read_bytes() == mine
    assert second[0].beside is not None
    assert "Chi bộ Thư viện tỉnh: Việc của C." in lines(second[0].beside)
    assert sorted(path.name for path in (office.output / "tong-hop").iterdir()) == [
        ".luu", ".sokhet-docs", "so-lieu.xlsx", "tong-hop (mới).docx", "tong-hop.docx",
    ]  # fmt: skip


def test_without_any_report_there_is_nothing_to_consolidate(tmp_path: Path) -> None:
    office = Office.open(tmp_path)
    with pytest.raises(UsageError, match="Chưa đọc được báo cáo nào"):
        consolidate(office.track("25/4/2022"), sample_templates(), office.output)
    assert not (office.output / "tong-hop").exists()


def test_a_field_that_the_report_does_not_have_is_named(office: Office, tmp_path: Path) -> None:
    document = Document(str(TEMPLATE))
    document.add_paragraph("{{ tong_hop.co_bao_caoo }}")
    document.save(str(tmp_path / "tong-hop.docx"))

    with pytest.raises(TemplateError, match=r"tong_hop\.co_bao_caoo.*tong_hop\.co_bao_cao"):
        consolidated_docx(tracking_of(office, A1=WORD), tmp_path / "tong-hop.docx")


@pytest.mark.slow
def test_a_clerks_own_template_with_lists_of_its_own_keeps_them(office: Office, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Mục của mẫu", style="List Number")
    for text in ("{%p for muc in tong_hop.muc %}", "{%p for y in muc.y_kien %}", "{{p y.noi_dung }}"):
        document.add_paragraph(text)
    for _ in range(2):
        document.add_paragraph("{%p endfor %}")
    document.save(str(tmp_path / "tong-hop.docx"))
    tracking = tracking_of(
        office, A1=answers({"muc_1_1": (item("Một", 0, ordered=True), item("Hai", 0, ordered=True))})
    )

    path = tmp_path / "ra.docx"
    path.write_bytes(consolidated_docx(tracking, tmp_path / "tong-hop.docx"))

    (pages,) = pages_of([path], tmp_path)
    printed = [re.sub(r"\s+", " ", line).strip() for line in pages[0].split("\n") if line.strip()]
    assert printed == ["1. Mục của mẫu", "1. Một", "2. Hai"]
    assert_valid(path)
