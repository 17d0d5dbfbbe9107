"""An annex with changed titles, labels or units of measure: no figure is lost, none counts unasked."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from sokhet_docs.returns import Answers, Unplaced, read_answers
from sokhet_docs.returns.answers import FormChange, Reading
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.returns.sent_words import SentWords
from sokhet_docs.template import read_form
from tests.support.plans import COURT, a_plan
from tests.support.word_forms import (
    Edit,
    W,
    around,
    control,
    fill_in,
    find_paragraph,
    remove,
    rename,
    write_form,
    xml,
)

ANNEX = "phụ lục số liệu"
NOT_ADDED = "số ở hàng này chưa được cộng."


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report form as it was sent."""
    return write_form(tmp_path_factory.mktemp("sent") / "packet.docx", a_plan(), COURT)


def read_back(packet: Path, tmp_path: Path, figures: dict[str, str], *edits: Edit) -> Answers:
    """Return what ``packet`` says, filled in with ``figures`` by their tags and edited."""
    returned = fill_in(packet, tmp_path / "x.docx", figures, *edits)
    form = read_form(read_returned_docx(packet))
    assert form is not None
    sent = SentWords.of_letters([read_returned_docx(packet, sides=True)], [form])
    return read_answers(returned, form, sent=sent)


def given(answers: Answers) -> dict[tuple[str, str], Reading]:
    """Return the figures that are not blank."""
    return {key: reading for key, reading in answers.figures.items() if not reading.blank}


def doubtful(raw: str, value: str | None, sentence: str, place: str) -> Reading:
    """Return a figure in doubt for a reason that it may share with others."""
    return Reading(raw, Decimal(value) if value else None, sentence, place, sentence)


@pytest.mark.parametrize("title", ["2016", "2025", "6 tháng 2017", "Quý I/2017", "Ghi chú", "2018"])
def test_a_column_under_another_title_is_asked_about_and_not_added(
    packet: Path, tmp_path: Path, title: str
) -> None:
    answers = read_back(packet, tmp_path, {"sl_vb_2017": "12", "sl_vb_2019": "7"}, rename("2017", title))

    sentence = f"Tên cột bị sửa từ “2017” thành “{title}”, số ở cột này chưa được cộng."
    assert given(answers) == {
        ("vb", "2017"): doubtful("12", None, sentence, "bảng 3, hàng 6, ô 4"),
        ("vb", "2019"): Reading("7", Decimal(7), place="bảng 3, hàng 6, ô 6"),
    }
    assert answers.changes == (FormChange(f"{ANNEX}, cột “2017”", f"Tên cột bị sửa thành “{title}”."),)
    assert answers.unplaced == ()


def copy_column(title: str, new_title: str, number: str, *, before: bool = False) -> Edit:
    """Copy the annex's column ``title`` with its controls; the copy has another title and one number."""

    def edit(root: etree._Element) -> None:
        cell = around(find_paragraph(root, title), "tc")
        index = list(around(cell, "tr").iter(f"{W}tc")).index(cell)
        for row in around(cell, "tbl").iter(f"{W}tr"):
            cells = list(row.iter(f"{W}tc"))
            if len(cells) <= index:
                continue
            copied = deepcopy(cells[index])
            (cells[index].addprevious if before else cells[index].addnext)(copied)
            texts = list(copied.iter(f"{W}t"))
            for text in texts:
                text.text = new_title if text.text == title else number if text.text == "12" else text.text

    return edit


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("title", ["2022", "Ghi chú", "6 tháng 2022"])
def test_a_copied_column_is_one_that_was_added(
    packet: Path, tmp_path: Path, title: str, before: bool
) -> None:
    copied = copy_column("2021", title, "4711", before=before)

    answers = read_back(packet, tmp_path, {"sl_vb_2021": "12"}, copied)

    place = f"bảng 3, hàng 6, ô {9 if before else 8}"
    assert given(answers) == {("vb", "2021"): Reading("12", Decimal(12), place=place)}
    column = f"Có chữ, số ở cột “{title}” của biểu số liệu, ngoài các ô của mẫu"
    assert answers.unplaced == (Unplaced(column, "bảng 3", ("Số văn bản đã ban hành: 4711",)),)
    assert answers.changes == ()


@pytest.mark.parametrize(
    ("label", "value", "end"),
    [
        ("Số hộ nghèo của xã", None, f", {NOT_ADDED}"),
        ("Số văn bản bị thu hồi", None, f", {NOT_ADDED}"),
        ("Số văn bản đã ban hành (cả năm)", "12", "."),
        ("Số văn bản đã ban hàn", "12", "."),
    ],
)
def test_a_row_under_another_label_is_asked_about(
    packet: Path, tmp_path: Path, label: str, value: str | None, end: str
) -> None:
    edit = rename("Số văn bản đã ban hành", label)

    answers = read_back(packet, tmp_path, {"sl_vb_2017": "12", "sl_vb_2018": "13"}, edit)

    sentence = f"Chỉ tiêu bị sửa từ “Số văn bản đã ban hành” thành “{label}”{end}"
    assert given(answers) == {
        ("vb", "2017"): doubtful("12", value, sentence, "bảng 3, hàng 6, ô 4"),
        ("vb", "2018"): doubtful("13", value and "13", sentence, "bảng 3, hàng 6, ô 5"),
    }
    changed = f"“Số văn bản đã ban hành” bị sửa thành “{label}”."
    assert answers.changes == (FormChange("bảng 3, hàng 6", changed),)
    assert answers.unplaced == ()


def test_a_copied_row_under_a_label_of_its_own_is_one_that_was_added(packet: Path, tmp_path: Path) -> None:
    def copy_row(root: etree._Element) -> None:
        row = around(control(root, "sl_vb_2017"), "tr")
        row.addprevious(copied := deepcopy(row))
        for text in copied.iter(f"{W}t"):
            new = {"Số văn bản đã ban hành": "Số văn bản mật", "12": "4711"}
            text.text = new.get(text.text or "", text.text)

    answers = read_back(packet, tmp_path, {"sl_vb_2017": "12"}, copy_row)

    assert given(answers) == {("vb", "2017"): Reading("12", Decimal(12), place="bảng 3, hàng 7, ô 4")}
    row = "3 · Số văn bản mật · văn bản: 2017: 4711"
    assert answers.unplaced == (Unplaced("Có thêm hàng trong biểu số liệu", "bảng 3, hàng 6", (row,)),)
    assert answers.changes == ()


def test_a_changed_unit_of_measure_is_asked_about_and_not_added(packet: Path, tmp_path: Path) -> None:
    answers = read_back(packet, tmp_path, {"sl_vb_2017": "12"}, rename("văn bản", "nghìn văn bản"))

    sentence = f"Đơn vị tính bị sửa từ “văn bản” thành “nghìn văn bản”, {NOT_ADDED}"
    assert given(answers) == {("vb", "2017"): doubtful("12", None, sentence, "bảng 3, hàng 6, ô 4")}
    assert answers.changes == (FormChange("bảng 3, hàng 6", "“văn bản” bị sửa thành “nghìn văn bản”."),)
    assert answers.unplaced == ()


def test_an_annex_that_stands_there_twice_is_told_without_what_the_form_prints(
    packet: Path, tmp_path: Path
) -> None:
    def double(root: etree._Element) -> None:
        table = around(control(root, "sl_vb_2017"), "tbl")
        table.addnext(deepcopy(table))

    answers = read_back(packet, tmp_path, {"sl_ttnd_tv_2017": "3"}, double)

    assert [one.message for one in answers.unplaced] == [
        "Biểu số liệu có hai lần, biểu này ghi không khác biểu kia."
    ]


def small_annex(*rows: tuple[str, ...]) -> etree._Element:
    """Return a table of a unit's own."""
    cells = (
        "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts) for texts in rows
    )
    return xml(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>")


def test_a_smaller_table_of_the_same_figures_takes_no_column_from_the_annex(
    packet: Path, tmp_path: Path
) -> None:
    def add(root: etree._Element) -> None:
        rows = ("Nội dung", "2017", "2018"), ("Số văn bản đã ban hành", "4", "6"), ("Số thành viên", "3", "")
        around(control(root, "sl_vb_2017"), "tbl").addnext(small_annex(*rows))

    figures = {"sl_vb_2017": "5", "sl_vb_2018": "6", "sl_ttnd_tv_2017": "3"}
    answers = read_back(packet, tmp_path, figures, add)

    assert answers.changes == ()
    assert [one.message for one in answers.unplaced] == [
        "Biểu số liệu có hai lần, không cộng biểu này, nó ghi khác ở: “Số văn bản đã ban hành, 2017: 4”."
    ]


def test_an_annex_cut_in_two_by_its_years_has_lost_no_column(packet: Path, tmp_path: Path) -> None:
    def cut(root: etree._Element) -> None:
        table = around(control(root, "sl_vb_2017"), "tbl")
        other = deepcopy(table)
        table.addnext(other)
        for part, gone in ((table, range(6, 9)), (other, range(3, 6))):
            for row in part.iter(f"{W}tr"):
                cells = list(row.iter(f"{W}tc"))
                for at in gone if len(cells) > 6 else ():
                    remove(cells[at])

    answers = read_back(packet, tmp_path, {"sl_vb_2017": "5", "sl_vb_2021": "6"}, cut)

    assert answers.changes == ()
    assert {key: reading.value for key, reading in given(answers).items()} == {
        ("vb", "2017"): Decimal(5),
        ("vb", "2021"): Decimal(6),
    }
