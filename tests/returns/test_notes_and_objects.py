"""Notes and comments are told with the section that refers to them, what programs put in by its own name."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from sokhet_docs.plan import outline_form
from sokhet_docs.returns import Answers, read_answers
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.returns.sent_words import SentWords
from tests.support.archives import read_parts, zipped
from tests.support.plans import COURT, a_plan
from tests.support.word_forms import Edit, control, fill_in, write_form, xml

FORM = outline_form(a_plan(), COURT)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report form as the court was sent it."""
    return write_form(tmp_path_factory.mktemp("form") / "form.docx", a_plan(), COURT)


def with_notes(path: Path, kind: str, root: str, *texts: str) -> Path:
    """Put notes 7, 8 … of a ``kind`` into a part of its own, its root called ``root``."""
    parts = read_parts(path.read_bytes())
    notes = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
        for number, text in enumerate(texts, 7)
    )
    parts[f"word/{root}.xml"] = f'<w:{root} xmlns:w="{MAIN}">{notes}</w:{root}>'.encode()
    rels = "word/_rels/document.xml.rels"
    added = f'<Relationship Id="rIdN" Type="{KIND}/{root}" Target="{root}.xml"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", added.encode())
    path.write_bytes(zipped(parts))
    return path


def read_back(form: Path, returned: Path) -> Answers:
    sent = SentWords.of_letters([read_returned_docx(form, sides=True)], [FORM])
    return read_answers(returned, FORM, sent=sent)


def told(answers: Answers) -> list[tuple[str, str]]:
    return [(one.place, one.message) for one in answers.unplaced if not one.minor]


@pytest.mark.parametrize(
    ("kind", "root", "label"),
    [
        ("footnote", "footnotes", "chú thích cuối trang"),
        ("endnote", "endnotes", "chú thích cuối văn bản"),
        ("comment", "comments", "ghi chú lề (comment)"),
    ],
)
def test_a_note_is_told_with_the_section_of_its_sign(
    form: Path, tmp_path: Path, kind: str, root: str, label: str
) -> None:
    def refer(document: etree._Element) -> None:
        for key, number in (("muc_2_2", 7), ("muc_2_3", 8)):
            run = xml(f'<w:p><w:r><w:{kind}Reference w:id="{number}"/></w:r></w:p>')[0]
            paragraph = next(control(document, key).iter(f"{{{MAIN}}}p"))
            paragraph.append(run)
        cell = next(control(document, "sl_vb_2017").iter(f"{{{MAIN}}}r"))
        cell.addnext(xml(f'<w:p><w:r><w:{kind}Reference w:id="9"/></w:r></w:p>')[0])

    returned = fill_in(
        form, tmp_path / "x.docx", {"muc_2_2": "Đã làm.", "muc_2_3": "Có.", "sl_vb_2017": "5"}, refer
    )
    answers = read_back(form, with_notes(returned, kind, root, "Trừ xã A.", "Chưa kiện toàn.", "Cả năm."))

    sections = {section.key: section.title for section in FORM.answered}
    assert told(answers) == [
        (label, f"Chữ ở {label}, dấu ở mục {sections['muc_2_2']}: “Trừ xã A.”."),
        (label, f"Chữ ở {label}, dấu ở mục {sections['muc_2_3']}: “Chưa kiện toàn.”."),
        (label, f"Chữ ở {label}, dấu ở bảng 3, hàng 6, ô 4: “Cả năm.”."),
    ]


def an_object(program: str) -> str:
    attribute = f' ProgID="{program}"' if program else ""
    return (
        '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
        f'Type="Embed"{attribute}/></w:object></w:r></w:p>'
    )


@pytest.mark.parametrize(
    ("program", "name"),
    [
        ("Excel.Sheet.12", "bảng Excel nhúng"),
        ("Equation.DSMT4", "công thức nhúng"),
        ("Package", "tệp nhúng"),
        ("", "hình"),
    ],
)
def test_what_a_program_put_in_is_called_by_its_name(
    form: Path, tmp_path: Path, program: str, name: str
) -> None:
    def put(document: etree._Element) -> None:
        control(document, "muc_2_3").addnext(xml(an_object(program)))
        table = f"<w:tbl><w:tr><w:tc>{an_object(program)}</w:tc></w:tr></w:tbl>"
        control(document, "muc_2_2").addnext(xml(table))

    edits: list[Edit] = [put]
    answers = read_answers(
        fill_in(form, tmp_path / "x.docx", {"muc_2_2": "Gồm:", "muc_2_3": "Có."}, *edits), FORM
    )

    sections = {section.key: section.title for section in FORM.answered}
    assert answers.doubts == (
        f"Mục {sections['muc_2_2']}: có {name} trong bảng, xem trong tệp gốc.",
        f"Mục {sections['muc_2_3']}: có {name}, xem trong tệp gốc.",
    )


def with_headers(path: Path, *texts: str) -> Path:
    """Put headers into parts of their own, each with a text."""
    parts = read_parts(path.read_bytes())
    rels = "word/_rels/document.xml.rels"
    for number, text in enumerate(texts):
        name = f"header{90 + number}.xml"
        parts[f"word/{name}"] = f'<w:hdr xmlns:w="{MAIN}">{text}</w:hdr>'.encode()
        added = f'<Relationship Id="rIdH{number}" Type="{KIND}/header" Target="{name}"/></Relationships>'
        parts[rels] = parts[rels].replace(b"</Relationships>", added.encode())
    path.write_bytes(zipped(parts))
    return path


def test_a_header_that_each_section_has_a_part_of_is_told_once(form: Path, tmp_path: Path) -> None:
    plain = "<w:p><w:r><w:t>Lưu ý: số đã sửa</w:t></w:r></w:p>"
    changed = plain.replace("</w:p>", "<w:del><w:r><w:delText>25 cuộc</w:delText></w:r></w:del></w:p>")

    answers = read_back(form, with_headers(fill_in(form, tmp_path / "x.docx", {}), plain, plain, changed))

    first, deleted, second = told(answers)
    assert first[0] != second[0]
    assert (first[1], second[1]) == (
        f"Chữ ở {first[0]}: “Lưu ý: số đã sửa”.",
        f"Chữ ở {second[0]}: “Lưu ý: số đã sửa”.",
    )
    assert deleted == (second[0], "Chữ đã xóa khi theo dõi sửa đổi, không tính: “25 cuộc”.")


def sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@pytest.mark.parametrize(
    "page",
    [
        '<w:fldSimple w:instr="PAGE"><w:r><w:t>{}</w:t></w:r></w:fldSimple>',
        f"{sign('begin')}{sign('separate')}<w:r><w:t>{{}}</w:t></w:r>{sign('end')}",
    ],
)
def test_headers_that_differ_in_the_number_of_the_page_are_told_once(
    form: Path, tmp_path: Path, page: str
) -> None:
    headers = [f"<w:p>{page.format(number)}<w:r><w:t>Lưu ý: số đã sửa</w:t></w:r></w:p>" for number in (8, 3)]

    answers = read_back(form, with_headers(fill_in(form, tmp_path / "x.docx", {}), *headers))

    ((place, message),) = told(answers)
    assert message.startswith(f"Chữ ở {place}: “")
    assert message.endswith("Lưu ý: số đã sửa”.")


MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


@pytest.mark.parametrize(
    ("between", "shown"),
    [
        ("<w:r><w:drawing/></w:r>", "25 30"),
        ("<w:r><w:pict/></w:r>", "25 30"),
        ("<w:r><w:object/></w:r>", "25 30"),
        (f"<m:oMath {MATH}><m:r><m:t>7</m:t></m:r></m:oMath>", "25 7 30"),
    ],
)
def test_digits_around_what_is_no_text_are_never_joined(
    form: Path, tmp_path: Path, between: str, shown: str
) -> None:
    def part(document: etree._Element) -> None:
        for key in ("muc_2_2", "sl_vb_2017"):
            first = next(run for run in control(document, key).iter(f"{{{MAIN}}}r"))
            for element in reversed(xml(f"<w:p>{between}<w:r><w:t>30</w:t></w:r></w:p>")):
                first.addnext(element)

    answers = read_back(form, fill_in(form, tmp_path / "x.docx", {"muc_2_2": "25", "sl_vb_2017": "25"}, part))

    assert [line.text for line in answers.sections["muc_2_2"]] == [shown]
    assert answers.figures["vb", "2017"].value is None


def test_several_pictures_in_an_answer_are_one_thing_to_look_at(form: Path, tmp_path: Path) -> None:
    def draw(document: etree._Element) -> None:
        paragraph = next(control(document, "muc_2_2").iter(f"{{{MAIN}}}p"))
        for _ in range(3):
            paragraph.addnext(xml("<w:p><w:r><w:drawing/></w:r></w:p>"))

    answers = read_back(form, fill_in(form, tmp_path / "x.docx", {"muc_2_2": "Đã làm."}, draw))

    sections = {section.key: section.title for section in FORM.answered}
    assert answers.doubts == (f"Mục {sections['muc_2_2']}: có hình, xem trong tệp gốc.",)
