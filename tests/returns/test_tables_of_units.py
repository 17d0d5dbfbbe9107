"""Tables that units add to a report, and cells that they move: nothing leaves its place or counts twice."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from sokhet_docs.plan import Form
from sokhet_docs.returns import Answers, AnswerTable, read_answers
from sokhet_docs.returns.account import Unplaced
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.returns.sent_words import SentWords
from sokhet_docs.template import read_form
from tests.support.plans import COURT, a_plan
from tests.support.word_forms import (
    Edit,
    W,
    around,
    control,
    delete_bookmarks,
    fill_in,
    paragraph,
    remove,
    run,
    unwrap,
    words_of,
    write_form,
    xml,
)

YEARS = ("2017", "2018", "2019", "2020", "2021")
ALIKE = {
    "one row": (("TT", "Nội dung", "Đơn vị tính", *YEARS), ("1", "Số lượt tiếp", "lượt", *"98765")),
    "three rows": (
        ("Nội dung", *YEARS),
        ("Số lượt tiếp", "901", "12", "13", "14", "15"),
        ("Số người được tiếp", "902", "12", "13", "14", "15"),
        ("Số vụ việc", "903", "12", "13", "14", "15"),
    ),
    "no years": (
        ("Nội dung", "Số liệu"),
        ("Số lượt tiếp", "901"),
        ("Số người được tiếp", "14"),
        ("Số vụ việc", "2020"),
    ),
}
ANNEX_FIGURES = {"sl_tcd_luot_2017": "1", "sl_tcd_nguoi_2017": "2", "sl_tcd_vu_2017": "3"}


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A packet as it was sent: the outline and the form."""
    folder = tmp_path_factory.mktemp("sent")
    return write_form(folder / "packet.docx", a_plan(), COURT, "de-cuong.docx", "bao-cao.docx")


def answers_in(packet: Path, returned: Path) -> Answers:
    form = read_form(read_returned_docx(packet))
    assert isinstance(form, Form)
    sent = SentWords.of_letters([read_returned_docx(packet, sides=True)], [form])
    return read_answers(returned, form, sent=sent)


def table(rows: Sequence[Sequence[str]]) -> etree._Element:
    cells = ("".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row) for row in rows)
    return xml(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>")


def last_table(root: etree._Element) -> etree._Element:
    return list(root.iter(f"{W}tbl"))[-1]


def counted(answers: Answers) -> dict[tuple[str, str], Decimal]:
    return {slot: one.value for slot, one in answers.figures.items() if one.value is not None}


@pytest.mark.parametrize("rows", ALIKE.values(), ids=ALIKE)
@pytest.mark.parametrize("within", [True, False], ids=["in the field", "behind it"])
def test_a_table_like_the_annex_stays_in_its_answer(
    packet: Path, tmp_path: Path, rows: Sequence[Sequence[str]], within: bool
) -> None:
    def add(root: etree._Element) -> None:
        field = control(root, "muc_3_6")
        own, behind = table(rows), paragraph("Sau bảng.")
        if within:
            content = field.find(f"{W}sdtContent")
            assert content is not None
            content.extend((own, behind))
        else:
            field.addnext(behind)
            field.addnext(own)

    filled = fill_in(packet, tmp_path / "x.docx", {"muc_3_6": "Cụ thể:", **ANNEX_FIGURES}, add)

    answers = answers_in(packet, filled)

    words, found, last = answers.sections["muc_3_6"]
    assert (words.text, found, last.text) == ("Cụ thể:", AnswerTable(tuple(map(tuple, rows))), "Sau bảng.")
    assert counted(answers) == {("tcd_luot", "2017"): 1, ("tcd_nguoi", "2017"): 2, ("tcd_vu", "2017"): 3}
    assert [one.doubt for one in answers.figures.values() if one.doubt] == []
    assert (answers.changes, answers.unplaced) == ((), ())


@pytest.mark.parametrize("rows", ALIKE.values(), ids=ALIKE)
def test_the_annex_is_where_most_labels_are_when_the_fields_are_gone(
    packet: Path, tmp_path: Path, rows: Sequence[Sequence[str]]
) -> None:
    def add(root: etree._Element) -> None:
        control(root, "muc_3_6").addnext(table(rows))

    edits: tuple[Edit, ...] = (add, unwrap("muc_", "sl_"), delete_bookmarks)

    answers = answers_in(packet, fill_in(packet, tmp_path / "x.docx", ANNEX_FIGURES, *edits))

    assert answers.sections["muc_3_6"] == (AnswerTable(tuple(map(tuple, rows))),)
    assert counted(answers) == {("tcd_luot", "2017"): 1, ("tcd_nguoi", "2017"): 2, ("tcd_vu", "2017"): 3}


def test_a_table_of_its_own_below_the_annex_is_told_with_every_number(packet: Path, tmp_path: Path) -> None:
    rows = (("TT", "Nội dung", "2017"), ("1", "Số cuộc", "14"), ("2", "Số lượt tiếp", "2020"))

    def add(root: etree._Element) -> None:
        last_table(root).addnext(table((*rows, ("3", "Số vụ việc", "x"))))

    answers = answers_in(packet, fill_in(packet, tmp_path / "x.docx", ANNEX_FIGURES, add))

    told = ("TT | Nội dung | 2017", "1 | Số cuộc | 14", "2 | Số lượt tiếp | 2020", "3 | Số vụ việc | x")
    assert answers.unplaced == (Unplaced("Bảng riêng của đơn vị, ngoài chỗ điền", "bảng 4", told),)
    assert answers.changes == ()
    assert [one.doubt for one in answers.figures.values() if one.doubt] == []


def test_numbers_of_the_form_said_once_more_are_told_as_words(packet: Path, tmp_path: Path) -> None:
    def add(root: etree._Element) -> None:
        last_table(root).addnext(paragraph("2017"))
        last_table(root).addnext(paragraph("14"))

    answers = answers_in(packet, fill_in(packet, tmp_path / "x.docx", {}, add))

    assert [(one.what, one.texts, one.minor) for one in answers.unplaced] == [
        ("Chữ ngoài chỗ điền", ("14", "2017"), False)
    ]


def test_a_cell_that_was_inserted_makes_those_that_it_moved_doubtful(packet: Path, tmp_path: Path) -> None:
    def insert(root: etree._Element) -> None:
        cell = around(control(root, "sl_tcd_luot_2017"), "tc")
        cell.addprevious(xml("<w:tc><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc>"))

    filled = {f"sl_tcd_luot_{year}": str(number) for number, year in enumerate(YEARS, 1)}

    figures = answers_in(packet, fill_in(packet, tmp_path / "x.docx", filled, insert)).figures

    moved = "Ô này vốn là của “Số lượt tiếp”, năm {}, nay đứng ở chỗ khác."
    assert {year: (figures["tcd_luot", year].raw, figures["tcd_luot", year].doubt) for year in YEARS} == {
        "2017": ("9", ""),
        "2018": ("1", moved.format(2017)),
        "2019": ("2", moved.format(2018)),
        "2020": ("3", moved.format(2019)),
        "2021": ("4", moved.format(2020)),
    }


def test_two_fields_in_one_cell_are_no_number(packet: Path, tmp_path: Path) -> None:
    def move(root: etree._Element) -> None:
        around(control(root, "sl_tcd_luot_2018"), "p").append(control(root, "sl_tcd_luot_2017"))

    filled = {"sl_tcd_luot_2017": "7", "sl_tcd_luot_2018": "5"}

    reading = answers_in(packet, fill_in(packet, tmp_path / "x.docx", filled, move)).figures[
        "tcd_luot", "2018"
    ]

    assert (reading.raw, reading.value) == ("57", None)
    assert reading.doubt == "Ô này bị gộp với ô bên cạnh, chưa rõ số của ô nào."


def test_an_annex_moved_before_the_report_is_read(packet: Path, tmp_path: Path) -> None:
    def move(root: etree._Element) -> None:
        titles = [one for one in root.iter(f"{W}p") if words_of(one) == "BÁO CÁO"]
        titles[-1].addprevious(last_table(root))

    answers = answers_in(packet, fill_in(packet, tmp_path / "x.docx", ANNEX_FIGURES, move))

    assert counted(answers) == {("tcd_luot", "2017"): 1, ("tcd_nguoi", "2017"): 2, ("tcd_vu", "2017"): 3}
    assert answers.unplaced == ()


CODES = {
    r"EQ \f(15;2)": "15/2",
    r"EQ \f(a;\r(3;8))": "a/3√8",
    r"EQ 5\s\up4(2)": "5 (2)",
    "MACROBUTTON NoMacro Đã nộp đủ": "Đã nộp đủ",
    'SYMBOL 254 \\f "Wingdings" \\s 12': "☑",
    "HYPERLINK x": "",
}


@pytest.mark.parametrize("result", [False, True], ids=["no separator", "an empty result"])
@pytest.mark.parametrize(("code", "shown"), CODES.items())
def test_a_field_that_shows_its_code_is_read(
    packet: Path, tmp_path: Path, code: str, shown: str, result: bool
) -> None:
    def add(root: etree._Element) -> None:
        line = next(control(root, "muc_1_1").iter(f"{W}p"))
        signs = ["begin", *(["separate"] if result else []), "end"]
        for sign in signs:
            line.append(xml(f'<w:r><w:fldChar w:fldCharType="{sign}"/></w:r>'))
            if sign == "begin":
                line.append(xml(f"<w:r><w:instrText> {code} </w:instrText></w:r>"))
        line.append(run(" là kết quả"))

    answers = answers_in(packet, fill_in(packet, tmp_path / "x.docx", {"muc_1_1": "Có "}, add))

    (found,) = answers.sections["muc_1_1"]
    assert " ".join(found.text.split()) == f"Có {shown} là kết quả".replace("  ", " ")
    assert answers.unplaced == ()


def test_an_annex_pasted_as_text_is_told_and_no_answer(packet: Path, tmp_path: Path) -> None:
    def paste_as_text(root: etree._Element) -> None:
        annex = last_table(root)
        for row in annex.iter(f"{W}tr"):
            cells = [words_of(cell) for cell in row.iter(f"{W}tc")]
            annex.addprevious(paragraph(" ".join(cells)))
        remove(annex)

    answers = answers_in(packet, fill_in(packet, tmp_path / "x.docx", {"muc_3_4": "Đã họp."}, paste_as_text))

    assert {key: [one.text for one in found] for key, found in answers.sections.items() if found} == {
        "muc_3_4": ["Đã họp."]
    }
    told = [text for one in answers.unplaced for text in one.texts]
    assert "4 Số hội nghị phải tổ chức hội nghị … … … … …" in told
    assert "22 Số cá nhân được khen thưởng cá nhân … … … … …" in told
