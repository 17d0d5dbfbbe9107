"""Returned reports → their answers, whatever Word, LibreOffice and the units did to the form."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from lxml import etree

from sokhet_docs.plan import Form, outline_form
from sokhet_docs.problems import ReturnError
from sokhet_docs.returns import Answers, AnswerTable, Content, Paragraph, Reading, TextRun, read_answers
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.returns.sent_words import SentWords
from sokhet_docs.template import read_form
from tests.support.archives import read_parts, zipped
from tests.support.plans import COURT, LIBRARY, a_plan
from tests.support.sample_form import FIGURES, SECTIONS
from tests.support.word_forms import (
    NS,
    Edit,
    W,
    around,
    control,
    control_around,
    delete_bookmarks,
    delete_row,
    edit_xml,
    fill_in,
    find_paragraph,
    nest,
    paragraph,
    remove,
    rename,
    run,
    unwrap,
    write_form,
    xml,
)

PLAN = a_plan()
FORM = outline_form(PLAN, COURT)
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
ANSWERED = [section.key for section in SECTIONS if section.answered]
EVERYTHING = {key: f"Nội dung của {key}." for key in ANSWERED} | {
    f"sl_{figure.key}_{year}": str(1000 * number + year - 2000)
    for number, figure in enumerate(FIGURES, 1)
    for year in range(2017, 2022)
}
ALL_TEXTS = {key: [f"Nội dung của {key}."] for key in ANSWERED}
ALL_FIGURES = {
    (figure.key, str(year)): Decimal(1000 * number + year - 2000)
    for number, figure in enumerate(FIGURES, 1)
    for year in range(2017, 2022)
}


@pytest.fixture(scope="session")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report form alone, as the court was sent it."""
    return write_form(tmp_path_factory.mktemp("form") / "form.docx", PLAN, COURT)


@pytest.fixture(scope="session")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole packet: the outline, with the same headings, and then the form."""
    return write_form(
        tmp_path_factory.mktemp("packet") / "packet.docx", PLAN, LIBRARY, "de-cuong.docx", "bao-cao.docx"
    )


def texts(answers: Answers) -> dict[str, list[str]]:
    """Return the paragraphs of every section with an answer."""
    return {key: [paragraph.text for paragraph in found] for key, found in answers.sections.items() if found}


def values(answers: Answers) -> dict[tuple[str, str], Decimal]:
    """Return every figure that is a number."""
    return {slot: reading.value for slot, reading in answers.figures.items() if reading.value is not None}


def figure_doubts(answers: Answers) -> dict[tuple[str, str], str]:
    """Return every doubtful figure's doubt."""
    return {slot: reading.doubt for slot, reading in answers.figures.items() if reading.doubt}


def told(answers: Answers) -> list[str]:
    """Return what was told of words in no place of the form, but for the letter's own, which is not known."""
    return [one.message for one in answers.unplaced if one.what.startswith("Mục")]


def test_a_form_without_a_word_in_it_answers_nothing_and_is_not_zero(form: Path) -> None:
    answers = read_answers(form, FORM)

    assert list(answers.sections) == ANSWERED
    assert set(answers.sections.values()) == {()}
    assert len(answers.figures) == len(FIGURES) * 5
    assert {(reading.raw, reading.value, reading.doubt) for reading in answers.figures.values()} == {
        ("", None, "")
    }
    assert {reading.raw for reading in answers.totals.values()} == {""}
    assert (answers.changes, answers.doubts) == ((), ())


def test_everything_that_was_filled_in_is_read(form: Path, tmp_path: Path) -> None:
    answers = read_answers(fill_in(form, tmp_path / "x.docx", EVERYTHING), FORM)

    assert texts(answers) == ALL_TEXTS
    assert values(answers) == ALL_FIGURES
    assert (figure_doubts(answers), answers.changes, answers.doubts) == ({}, (), ())


def test_the_outline_in_the_same_packet_is_no_answer(packet: Path, tmp_path: Path) -> None:
    answers = read_answers(fill_in(packet, tmp_path / "x.docx", EVERYTHING), FORM)

    assert (texts(answers), values(answers)) == (ALL_TEXTS, ALL_FIGURES)
    assert texts(read_answers(packet, FORM)) == {}


def test_a_figure_has_its_place(form: Path, tmp_path: Path) -> None:
    answers = read_answers(fill_in(form, tmp_path / "x.docx", {"sl_qt_luot_2018": "1.250"}), FORM)

    reading = answers.figures["qt_luot", "2018"]
    assert reading == Reading("1.250", Decimal(1250), place="bảng 3, hàng 4, ô 5")


DESTROYED: dict[str, tuple[Edit, ...]] = {
    "no bookmarks": (delete_bookmarks,),
    "no controls": (unwrap("muc_", "sl_"),),
    "no controls and no bookmarks": (unwrap("muc_", "sl_"), delete_bookmarks),
    "a control around a cell": (control_around("tc", "sl_vb_2019", "sl_vb_2019"),),
    "a control around a row": (control_around("tr", "ca_hang", "sl_vb_2019"),),
    "a control around a control": (nest("muc_3_2"), nest("sl_vb_2019")),
}


@pytest.mark.parametrize("edits", DESTROYED.values(), ids=DESTROYED)
def test_the_answers_outlive_the_fields(form: Path, tmp_path: Path, edits: tuple[Edit, ...]) -> None:
    answers = read_answers(fill_in(form, tmp_path / "x.docx", EVERYTHING, *edits), FORM)

    assert texts(answers) == ALL_TEXTS
    assert values(answers) == ALL_FIGURES
    assert (figure_doubts(answers), answers.changes) == ({}, ())


def test_headings_tell_where_the_outline_stands_before_a_form_without_fields(
    packet: Path, tmp_path: Path
) -> None:
    returned = fill_in(packet, tmp_path / "x.docx", EVERYTHING, unwrap("muc_", "sl_"), delete_bookmarks)

    answers = read_answers(returned, FORM)

    assert (texts(answers), values(answers)) == (ALL_TEXTS, ALL_FIGURES)


def test_paragraphs_typed_behind_a_field_belong_to_it(form: Path, tmp_path: Path) -> None:
    def go_on_typing(root: etree._Element) -> None:
        control(root, "muc_1_1").addnext(paragraph("Đoạn hai, ngoài ô."))

    returned = fill_in(
        form, tmp_path / "x.docx", {"muc_1_1": "Đoạn một.", "muc_1_2": "Mục sau."}, go_on_typing
    )

    assert texts(read_answers(returned, FORM)) == {
        "muc_1_1": ["Đoạn một.", "Đoạn hai, ngoài ô."],
        "muc_1_2": ["Mục sau."],
    }


def test_a_prompt_that_was_left_standing_is_no_answer(form: Path, tmp_path: Path) -> None:
    prompt = next(section.prompt for section in SECTIONS if section.key == "muc_1_1")
    answers = {
        "muc_1_1": f"{prompt} Đã viết sau lời nhắc.",
        "muc_1_2": "Trước lời nhắc. [Bấm vào đây để viết.]",
    }

    assert texts(read_answers(fill_in(form, tmp_path / "x.docx", answers), FORM)) == {
        "muc_1_1": ["Đã viết sau lời nhắc."],
        "muc_1_2": ["Trước lời nhắc."],
    }


def test_a_report_pasted_whole_into_the_first_field_is_divided_by_its_numbers(
    form: Path, tmp_path: Path
) -> None:
    pasted = "\n".join(
        [
            "Chức năng của đơn vị.",
            "1.2. Tổ chức đảng, đảng viên, đội ngũ cán bộ, người lao động",
            "Có 12 đảng viên.",
            "Hạn chế",
            "3.1. Những việc phải công khai:",
            "Đã công khai.",
        ]
    )

    assert texts(read_answers(fill_in(form, tmp_path / "x.docx", {"muc_1_1": pasted}), FORM)) == {
        "muc_1_1": ["Chức năng của đơn vị."],
        "muc_1_2": ["Có 12 đảng viên.", "Hạn chế"],
        "muc_3_1": ["Đã công khai."],
    }


def test_a_retyped_report_is_read_by_its_headings(tmp_path: Path) -> None:
    lines = [
        "ĐẢNG ỦY TÒA ÁN NHÂN DÂN TỈNH",
        "BÁO CÁO",
        "I. ĐẶC ĐIỂM TÌNH HÌNH",
        "1.1 Chức năng, nhiệm vụ: xét xử.",
        "1.3. Thuận lợi, khó khăn",
        "- Thuận lợi: được quan tâm.",
        "Hạn chế",
        "IV. Đánh giá chung",
        "1. Ưu điểm",
        "Có nhiều.",
        "Hạn chế:",
        "Có ít.",
        "Trên đây là báo cáo của đơn vị.",
        "Không tính dòng này.",
    ]
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)

    answers = read_answers(write_body(tmp_path / "x.docx", body), FORM)

    assert texts(answers) == {
        "muc_1_1": ["xét xử."],
        "muc_1_3": ["- Thuận lợi: được quan tâm.", "Hạn chế"],
        "muc_4_1": ["Có nhiều."],
        "muc_4_2": ["Có ít."],
    }


def test_a_retyped_reports_own_parts_and_its_signature_flow_into_no_section(tmp_path: Path) -> None:
    lines = [
        "BÁO CÁO",
        "IV. Đánh giá chung",
        "1. Ưu điểm",
        "Có nhiều.",
        "2. Hạn chế",
        "Có ít.",
        "V. Phương hướng",
        "Làm tiếp.",
        "VII. Phụ trách",
        "Ông A.",
        "VI. Kiến nghị, đề xuất",
        "6.1. Với Trung ương",
        "Tăng kinh phí.",
        "T/M ĐẢNG ỦY",
        "BÍ THƯ",
        "Nguyễn Văn A",
    ]
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)

    answers = read_answers(write_body(tmp_path / "x.docx", body), FORM)

    assert texts(answers) == {
        "muc_4_1": ["Có nhiều."],
        "muc_4_2": ["Có ít."],
        "muc_5": ["Làm tiếp."],
        "muc_6_1": ["Tăng kinh phí."],
    }
    assert [(one.what, one.texts) for one in answers.unplaced] == [
        (
            "Chữ ngoài chỗ điền",
            ("BÁO CÁO", "VII. Phụ trách", "Ông A.", "T/M ĐẢNG ỦY", "BÍ THƯ", "Nguyễn Văn A"),
        ),
    ]


def write_body(path: Path, body: str) -> Path:
    """Write a .docx of nothing but ``body``."""

    docx.Document().save(str(path))

    def edit(root: etree._Element) -> None:
        root[0][:] = list(xml(f"<w:body>{body}</w:body>"))

    return edit_xml(path, path, "word/document.xml", edit)


def test_an_unlike_file_answers_nothing_and_says_so(tmp_path: Path) -> None:
    answers = read_answers(write_body(tmp_path / "x.docx", "<w:p><w:r><w:t>Kính gửi</w:t></w:r></w:p>"), FORM)

    assert (texts(answers), values(answers), answers.changes) == ({}, {}, ())
    assert answers.doubts == ("Không nhận ra mẫu báo cáo trong tệp này; phải đọc bằng mắt.",)


def test_emphasis_and_lists_are_kept(form: Path, tmp_path: Path) -> None:
    def write(root: etree._Element) -> None:
        content = control(root, "muc_3_1").find(f"{W}sdtContent")
        assert content is not None
        mixed = paragraph("Thường, ")
        mixed.append(run("đậm ", "<w:b/>"))
        mixed.append(run("gạch", '<w:b w:val="1"/><w:u w:val="single"/>'))
        mixed.append(run(" nghiêng.", '<w:b w:val="0"/><w:i/>'))
        mixed.append(xml("<w:r><w:br/><w:t>Dòng sau Shift+Enter</w:t></w:r>"))
        content[:] = [
            mixed,
            paragraph("Một điểm", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr>'),
        ]

    returned = fill_in(form, tmp_path / "x.docx", {"muc_3_1": "x"}, write)

    assert read_answers(returned, FORM).sections["muc_3_1"] == (
        Paragraph(
            (
                TextRun("Thường, "),
                TextRun("đậm ", bold=True),
                TextRun("gạch", bold=True, underline=True),
                TextRun(" nghiêng.", italic=True),
            )
        ),
        Paragraph((TextRun("Dòng sau Shift+Enter"),)),
        Paragraph((TextRun("Một điểm"),), list_level=1),
    )


def test_a_figure_in_a_text_box_is_read(form: Path, tmp_path: Path) -> None:
    def into_a_box(root: etree._Element) -> None:
        field = control(root, "sl_vb_2019")
        place = around(field, "p")
        remove(field)
        box = xml(
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent><w:p/>"
            "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:p><w:r><w:t>99</w:t></w:r>"
            "</w:p></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        next(box.iter(f"{W}p")).append(field)
        place.append(box)

    answers = read_answers(fill_in(form, tmp_path / "x.docx", EVERYTHING, into_a_box, delete_bookmarks), FORM)

    assert (values(answers), texts(answers)) == (ALL_FIGURES, ALL_TEXTS)


def test_a_figure_whose_table_is_gone_is_read_by_its_field(form: Path, tmp_path: Path) -> None:
    def table_to_text(root: etree._Element) -> None:
        field = control(root, "sl_vb_2019")
        table = around(field, "tbl")
        line = paragraph("Số văn bản năm 2019: ")
        line.append(field)
        table.addnext(line)
        remove(table)

    answers = read_answers(fill_in(form, tmp_path / "x.docx", {"sl_vb_2019": "7"}, table_to_text), FORM)

    assert values(answers) == {}
    assert figure_doubts(answers)["vb", "2019"] == "“Số văn bản năm 2019: 7” không phải là một số rõ ràng."


def test_words_under_tracked_changes_count_as_they_now_read(form: Path, tmp_path: Path) -> None:
    def revise(root: etree._Element) -> None:
        line = next(control(root, "muc_1_1").iter(f"{W}p"))
        line.append(xml('<w:del w:id="1"><w:r><w:t>đã xóa</w:t></w:r></w:del>'))
        line.append(xml('<w:ins w:id="2"><w:r><w:t>đã thêm</w:t></w:r></w:ins>'))

    answers = read_answers(fill_in(form, tmp_path / "x.docx", {"muc_1_1": "Cũ, "}, revise), FORM)

    assert texts(answers) == {"muc_1_1": ["Cũ, đã thêm"]}
    assert answers.doubts == ("Tệp còn dấu theo dõi sửa đổi (Track Changes).",)


def test_a_table_and_a_picture_that_the_unit_added_are_named(form: Path, tmp_path: Path) -> None:
    def add(root: etree._Element) -> None:
        field = control(root, "muc_2_2")
        field.addnext(
            xml(
                "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Số 05</w:t></w:r></w:p></w:tc>"
                "<w:tc><w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            )
        )
        control(root, "muc_2_3").addnext(xml("<w:p><w:r><w:drawing/></w:r></w:p>"))

    answers = read_answers(fill_in(form, tmp_path / "x.docx", {"muc_2_2": "Gồm:"}, add), FORM)

    assert texts(answers) == {"muc_2_2": ["Gồm:", "Số 05 | Kế hoạch"]}
    assert answers.sections["muc_2_2"][1] == AnswerTable((("Số 05", "Kế hoạch"),))
    assert answers.doubts == ("Mục 2.3. Ban Chỉ đạo, quy chế: có hình, xem trong tệp gốc.",)


def test_words_under_a_heading_that_only_gathers_are_not_lost_silently(form: Path, tmp_path: Path) -> None:
    def add(root: etree._Element) -> None:
        find_paragraph(root, "3. Kết quả thực hiện").addnext(paragraph("Nhìn chung là tốt."))

    answers = read_answers(fill_in(form, tmp_path / "x.docx", {}, add), FORM)

    assert told(answers) == [
        "Mục 3. Kết quả thực hiện: đoạn ngay dưới đề mục, không thuộc mục nhỏ nào: “Nhìn chung là tốt.”."
    ]


def test_cells_copied_with_their_fields_count_where_they_are_now(form: Path, tmp_path: Path) -> None:
    def copy_year(root: etree._Element) -> None:
        # A person copies the cell of 2017 over that of 2018: its control comes along, its bookmark does not.
        copied, target = around(control(root, "sl_vb_2017"), "tc"), around(control(root, "sl_vb_2018"), "tc")
        parent = target.getparent()
        assert parent is not None
        parent.replace(target, deepcopy(copied))

    answers = read_answers(fill_in(form, tmp_path / "x.docx", {"sl_vb_2017": "5"}, copy_year), FORM)

    assert values(answers) == {("vb", "2017"): 5, ("vb", "2018"): 5}
    assert figure_doubts(answers) == {}


def test_a_year_that_was_renamed_is_asked_about_only_where_field_and_column_disagree(
    form: Path, tmp_path: Path
) -> None:
    def swap_titles(root: etree._Element) -> None:
        first, second = (find_paragraph(root, year) for year in ("2017", "2018"))
        next(first.iter(f"{W}t")).text, next(second.iter(f"{W}t")).text = "2018", "2017"

    answers = read_answers(fill_in(form, tmp_path / "x.docx", {"sl_vb_2017": "5"}, swap_titles), FORM)

    assert answers.figures["vb", "2018"] == Reading(
        "5",
        Decimal(5),
        "Ô này vốn là của “Số văn bản đã ban hành”, năm 2017, nay đứng ở chỗ khác.",
        "bảng 3, hàng 6, ô 4",
        "Các ô này vốn là của chỉ tiêu hoặc kỳ khác, nay đứng ở chỗ khác.",
    )


def test_a_deleted_row_is_missing_and_not_zero(form: Path, tmp_path: Path) -> None:
    answers = read_answers(fill_in(form, tmp_path / "x.docx", EVERYTHING, delete_row("sl_vb_2019")), FORM)

    gone = {("vb", str(year)) for year in range(2017, 2022)}
    assert values(answers) == {slot: value for slot, value in ALL_FIGURES.items() if slot not in gone}
    assert figure_doubts(answers) == dict.fromkeys(gone, "Không còn trong biểu.")


def computed(text: str) -> str:
    """Return the field of a form that adds up by itself, as forms may be, which prints ``text``."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = "<w:r><w:instrText> =SUM(D3:H3) </w:instrText></w:r>"
    result = f"<w:r><w:t>{text}</w:t></w:r>"
    return f"{sign('begin')}{code}{sign('separate')}{result}{sign('end')}"


@pytest.mark.parametrize("total", ["30", computed("30")], ids=["typed", "computed"])
def test_a_total_is_what_the_units_own_form_says(form: Path, tmp_path: Path, total: str) -> None:
    answers = read_answers(fill_in(form, tmp_path / "x.docx", {"sl_vb_tong": total}), FORM)

    assert {key: reading.value for key, reading in answers.totals.items() if not reading.blank} == {"vb": 30}


@pytest.mark.parametrize(
    "message", ["** Expression is faulty **", "|", "Error! Bookmark not defined.", "!Lỗi"]
)
def test_what_an_office_program_prints_for_a_broken_formula_is_no_total(
    form: Path, tmp_path: Path, message: str
) -> None:
    returned = fill_in(form, tmp_path / "x.docx", {"sl_vb_tong": computed(message)})
    assert read_answers(returned, FORM).totals["vb"].blank


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 cut short", b"text"], ids=["empty", "truncated", "not a zip"]
)
def test_what_cannot_be_read_is_one_problem(tmp_path: Path, content: bytes) -> None:
    damaged = tmp_path / "hỏng.docx"
    damaged.write_bytes(content)

    with pytest.raises(ReturnError) as failed:
        read_answers(damaged, FORM)

    assert [str(problem) for problem in failed.value.problems] == [
        "hỏng.docx: Tệp bị hỏng hoặc không phải là tệp Word. Xin đơn vị gửi lại tệp Word."
    ]


def test_an_archive_whose_directory_leads_astray_is_damaged(form: Path, tmp_path: Path) -> None:
    data = bytearray(form.read_bytes())
    place_of_directory = data.rfind(b"PK\x05\x06") + 16
    data[place_of_directory : place_of_directory + 4] = struct.pack("<L", len(data))
    (tmp_path / "hỏng.docx").write_bytes(data)

    with pytest.raises(ReturnError, match=r"^hỏng\.docx: Tệp bị hỏng hoặc không phải là tệp Word\."):
        read_answers(tmp_path / "hỏng.docx", FORM)


def test_a_strict_document_is_read_as_any_other(form: Path, tmp_path: Path) -> None:
    strict, parts = (
        tmp_path / "strict.docx",
        read_parts(fill_in(form, tmp_path / "x.docx", EVERYTHING).read_bytes()),
    )
    strict.write_bytes(zipped({name: part.replace(NS.encode(), STRICT) for name, part in parts.items()}))

    answers = read_answers(strict, FORM)

    assert (texts(answers), values(answers)) == (ALL_TEXTS, ALL_FIGURES)


def test_a_heading_altered_by_a_unit_still_heads_its_section(form: Path, tmp_path: Path) -> None:
    edits = (
        unwrap("muc_", "sl_"),
        delete_bookmarks,
        rename("3.1. Những việc phải công khai", "3.1. Việc công khai"),
        rename("4.2. Hạn chế", "4.2. Tồn tại, hạn chế"),
    )

    answers = read_answers(fill_in(form, tmp_path / "x.docx", EVERYTHING, *edits), FORM)

    assert texts(answers) == ALL_TEXTS


@pytest.mark.parametrize(
    ("key", "lines", "told"),
    [
        ("muc_6_3", ["7. Công tác phòng, chống dịch", "Đã tiêm 45 người."], "7. Công tác phòng, chống dịch"),
        ("muc_3_10", ["3.11) Dân chủ khác"], "3.11) Dân chủ khác"),
        ("muc_6_1", ["6a. Với tỉnh"], "6a. Với tỉnh"),
        ("muc_6_3", ["7. Một", "Đã làm.", "8. Hai"], "7. Một”; “8. Hai"),
        ("muc_6_3", ["III. MỤC RIÊNG"], "III. MỤC RIÊNG"),
        ("muc_6_3", ["A- Việc khác"], "A- Việc khác"),
        ("muc_6_3", ["Phần thứ hai: Việc khác"], "Phần thứ hai: Việc khác"),
        ("muc_6_3", ["6. Một", "7. Hai"], ""),
        ("muc_6_3", ["Phần lớn đảng viên chấp hành tốt", "V.I. Lênin đã dạy"], ""),
        ("muc_5", ["5.1. Phương hướng", "6/2022 xong."], ""),
    ],
)
def test_a_section_of_a_units_own_is_told_where_it_stands(
    form: Path, tmp_path: Path, key: str, lines: list[str], told: str
) -> None:
    def add(root: etree._Element) -> None:
        for line in reversed(lines):
            control(root, key).addnext(paragraph(line))

    answers = read_answers(fill_in(form, tmp_path / "x.docx", {key: "Đã làm."}, add), FORM)

    title = next(section.title for section in FORM.sections if section.key == key)
    sentence = f"Mục {title}: có thêm đề mục “{told}” không có trong mẫu, lời dưới đề mục ấy xếp tạm ở đây."
    assert [paragraph.text for paragraph in answers.sections[key]] == ["Đã làm.", *lines]
    assert answers.doubts == ((sentence,) if told else ())


def test_a_paragraph_in_a_style_of_headings_is_a_section_of_the_units_own(form: Path, tmp_path: Path) -> None:
    def add(root: etree._Element) -> None:
        control(root, "muc_3_10").addnext(paragraph("Công tác dân vận", '<w:pStyle w:val="MucCap2"/>'))

    answers = read_answers(fill_in(form, tmp_path / "x.docx", {"muc_3_10": "Đã làm."}, add), FORM)

    assert [one for one in answers.doubts if "“Công tác dân vận” không có trong mẫu" in one]


def test_a_numbered_list_and_one_with_bullets_are_distinguished(tmp_path: Path) -> None:

    document = docx.Document()
    document.add_paragraph("1.1. Chức năng, nhiệm vụ")
    document.add_paragraph("Một", style="List Number")
    document.add_paragraph("Hai", style="List Bullet 2")
    document.save(str(tmp_path / "x.docx"))

    found = read_answers(tmp_path / "x.docx", FORM).sections["muc_1_1"]

    assert list_places(found) == [("Một", 0, True), ("Hai", 0, False)]


def list_places(found: Sequence[Content]) -> list[tuple[str, int | None, bool]]:
    """Return the words of each paragraph with its place in a list."""
    paragraphs = [one for one in found if isinstance(one, Paragraph)]
    return [(paragraph.text, paragraph.list_level, paragraph.ordered) for paragraph in paragraphs]


@pytest.mark.parametrize(
    ("font", "text"), [(".VnTime", "Tßa ¸n nh©n d©n"), ("VNI-Times", "Toøa aùn nhaân daân")]
)
def test_text_in_an_old_font_is_read_as_it_looks(form: Path, tmp_path: Path, font: str, text: str) -> None:
    def write(root: etree._Element) -> None:
        content = control(root, "muc_1_1").find(f"{W}sdtContent")
        assert content is not None
        line = paragraph("")
        line.append(run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'))
        line.append(run(", Đảng ủy Sở"))
        content[:] = [line]

    answers = read_answers(fill_in(form, tmp_path / "x.docx", {"muc_1_1": "x"}, write), FORM)

    assert texts(answers) == {"muc_1_1": ["Tòa án nhân dân, Đảng ủy Sở"]}
    assert answers.doubts == ("Tệp có chữ bằng phông cũ (.VnTime, VNI), đã chuyển sang Unicode.",)


def test_the_font_may_be_the_styles(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = ".VnTime"
    document.add_paragraph("1.1. Chøc n¨ng, nhiÖm vô")
    document.add_paragraph("Tßa ¸n", style="Body Text")
    document.save(str(tmp_path / "x.docx"))

    assert texts(read_answers(tmp_path / "x.docx", FORM)) == {"muc_1_1": ["Tòa án"]}


def test_words_typed_into_a_prompt_are_whole_though_the_prompt_goes_on_as_they_begin(
    form: Path, tmp_path: Path
) -> None:
    prompt = next(section.prompt for section in SECTIONS if section.key == "muc_1_1")
    place = prompt.index(" chính trị")
    typed = f"{prompt[:place]} chín việc{prompt[place:]}"

    sent = SentWords.of_letters([read_returned_docx(form, sides=True)], [FORM])
    answers = read_answers(fill_in(form, tmp_path / "x.docx", {"muc_1_1": typed}), sent_form(form), sent=sent)

    assert texts(answers) == {"muc_1_1": ["chín việc"]}


def sent_form(form: Path) -> Form:
    """Return the form as the letter itself says it, with its prompts."""
    found = read_form(read_returned_docx(form))
    assert found is not None
    return found
