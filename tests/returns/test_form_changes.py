"""What a unit changed outside its fields is named with its place, held against the form that it was sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from sokhet_docs.plan import Form, outline_form
from sokhet_docs.returns import Unplaced, read_answers
from sokhet_docs.returns.answers import FormChange
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.returns.sent_words import SentWords
from sokhet_docs.template import read_form
from tests.support.plans import COURT, LIBRARY, a_plan
from tests.support.word_forms import (
    Edit,
    W,
    around,
    control,
    delete_bookmarks,
    delete_row,
    fill_in,
    find_paragraph,
    paragraph,
    remove,
    rename,
    unwrap,
    write_form,
    xml,
)

PLAN = a_plan()
ANNEX = "phụ lục số liệu"


@pytest.fixture(scope="session")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A packet as it was sent: the outline and the form."""
    return write_form(
        tmp_path_factory.mktemp("sent") / "packet.docx", PLAN, COURT, "de-cuong.docx", "bao-cao.docx"
    )


def form_in(sent: Path) -> Form:
    """Return the form in a file that was sent."""
    form = read_form(read_returned_docx(sent))
    assert form is not None
    return form


def delete_column(title: str) -> Edit:
    """Delete the annex's column called ``title``."""

    def edit(root: etree._Element) -> None:
        cell = around(find_paragraph(root, title), "tc")
        table = around(cell, "tbl")
        index = list(around(cell, "tr").iter(f"{W}tc")).index(cell)
        for row in table.iter(f"{W}tr"):
            cells = list(row.iter(f"{W}tc"))
            if len(cells) > 1:
                remove(cells[index])

    return edit


def add_row(root: etree._Element) -> None:
    row = around(control(root, "sl_vb_2017"), "tr")
    texts = ("3a", "Số văn bản đã sửa đổi", "văn bản", "1", "2", "3", "4", "5", "15")
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts)
    row.addnext(xml(f"<w:tr>{cells}</w:tr>"))


def annex_to_picture(root: etree._Element) -> None:
    table = around(control(root, "sl_vb_2017"), "tbl")
    table.addnext(xml("<w:p><w:r><w:drawing/></w:r></w:p>"))
    remove(table)


def annex_away(root: etree._Element) -> None:
    remove(around(control(root, "sl_vb_2017"), "tbl"))


CHANGES: dict[str, tuple[Edit, FormChange]] = {
    "a row deleted": (
        delete_row("sl_ktgs_2017"),
        FormChange(ANNEX, "Hàng “Số cuộc kiểm tra, giám sát” bị xóa."),
    ),
    "a label altered": (
        rename("Số văn bản đã ban hành", "Số văn bản"),
        FormChange("bảng 3, hàng 6", "“Số văn bản đã ban hành” bị sửa thành “Số văn bản”."),
    ),
    "a unit of measure altered": (
        rename("văn bản", "trang"),
        FormChange("bảng 3, hàng 6", "“văn bản” bị sửa thành “trang”."),
    ),
    "a year altered": (
        rename("2021", "2022"),
        FormChange(f"{ANNEX}, cột “2021”", "Tên cột bị sửa thành “2022”."),
    ),
    "a year deleted": (delete_column("2019"), FormChange(f"{ANNEX}, cột “2019”", "Cột này bị xóa.")),
    "a heading altered": (
        rename("4.2. Hạn chế", "4.2. Tồn tại"),
        FormChange("đề mục “4.2. Hạn chế”", "Dòng này bị sửa thành “4.2. Tồn tại”."),
    ),
    "a heading deleted": (
        lambda root: remove(find_paragraph(root, "4.2. Hạn chế")),
        FormChange("đề mục “4.2. Hạn chế”", "Dòng này bị xóa."),
    ),
    "the annex pasted as a picture": (
        annex_to_picture,
        FormChange(ANNEX, "Biểu số liệu bị thay bằng một hình, không đọc được số."),
    ),
    "the annex deleted": (annex_away, FormChange(ANNEX, "Không còn biểu số liệu.")),
}


@pytest.mark.parametrize(("edit", "change"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_named_with_its_place(
    packet: Path, tmp_path: Path, edit: Edit, change: FormChange
) -> None:
    returned = fill_in(packet, tmp_path / "x.docx", {"muc_1_1": "Đã viết."}, edit)

    assert read_answers(returned, form_in(packet)).changes == (change,)
    assert read_answers(returned, outline_form(PLAN, COURT)).changes == (change,)


def test_several_changes_are_all_named(packet: Path, tmp_path: Path) -> None:
    edits = [edit for name, (edit, _) in CHANGES.items() if name in ("a year altered", "a heading altered")]

    answers = read_answers(fill_in(packet, tmp_path / "x.docx", {}, *edits), form_in(packet))

    assert answers.changes == (CHANGES["a heading altered"][1], CHANGES["a year altered"][1])


def test_a_row_that_was_added_is_told_with_all_that_it_says(packet: Path, tmp_path: Path) -> None:
    sent = SentWords.of_letters([read_returned_docx(packet, sides=True)], [form_in(packet)])
    returned = fill_in(packet, tmp_path / "x.docx", {}, add_row)

    answers = read_answers(returned, form_in(packet), sent=sent)

    row = "3a · Số văn bản đã sửa đổi · văn bản: 2017: 1; 2018: 2; 2019: 3; 2020: 4; 2021: 5; Tổng: 15"
    assert answers.unplaced == (Unplaced("Có thêm hàng trong biểu số liệu", "bảng 3, hàng 7", (row,)),)
    assert answers.changes == ()


@pytest.mark.parametrize("edits", [(), (unwrap("muc_", "sl_"), delete_bookmarks)], ids=["fields", "none"])
def test_a_form_merely_filled_in_has_no_change(packet: Path, tmp_path: Path, edits: tuple[Edit, ...]) -> None:
    answers = {"muc_1_1": "Một.\nHai.", "muc_5": "Ba.", "sl_vb_2017": "3"}
    returned = fill_in(packet, tmp_path / "x.docx", answers, *edits)

    assert read_answers(returned, form_in(packet)).changes == ()


def test_a_template_changed_by_the_clerk_is_no_units_change(packet: Path, tmp_path: Path) -> None:
    def another_template(root: etree._Element) -> None:
        rename("văn bản", "tài liệu")(root)
        rename("4.2. Hạn chế", "4.2. Hạn chế, khuyết điểm")(root)
        find_paragraph(root, "5. Phương hướng, nhiệm vụ, giải pháp").addnext(
            paragraph("Viết không quá 1 trang.")
        )

    sent = fill_in(packet, tmp_path / "sent.docx", {}, another_template)
    returned = fill_in(sent, tmp_path / "x.docx", {"muc_5": "Phương hướng.", "sl_vb_2017": "12"})

    answers = read_answers(returned, form_in(sent))

    assert answers.changes == ()
    assert [paragraph.text for paragraph in answers.sections["muc_5"]] == ["Phương hướng."]
    assert answers.figures["vb", "2017"].doubt == ""


def test_a_file_without_a_report_is_no_form(tmp_path: Path) -> None:
    sent = write_form(tmp_path / "x.docx", PLAN, LIBRARY, "de-cuong.docx")

    assert read_form(read_returned_docx(sent)) is None


def row_of(root: etree._Element, tag: str) -> etree._Element:
    return around(control(root, tag), "tr")


def test_a_row_that_was_moved_is_not_called_deleted(packet: Path, tmp_path: Path) -> None:
    def move(root: etree._Element) -> None:
        around(row_of(root, "sl_vb_2017"), "tbl").append(row_of(root, "sl_vb_2017"))

    answers = read_answers(fill_in(packet, tmp_path / "x.docx", {"sl_vb_2017": "5"}, move), form_in(packet))

    assert answers.changes == (FormChange(ANNEX, "Hàng “Số văn bản đã ban hành” bị chuyển chỗ."),)
    assert answers.figures["vb", "2017"].value == 5


def test_many_changes_of_one_kind_are_one(packet: Path, tmp_path: Path) -> None:
    gone = ["1.1. Chức năng, nhiệm vụ", "2.5. Công tác kiểm tra, giám sát", "4.1. Ưu điểm", "4.2. Hạn chế"]

    def edit(root: etree._Element) -> None:
        rows = list(around(row_of(root, "sl_vb_2017"), "tbl").iter(f"{W}tr"))
        for row in reversed(rows[-4:]):
            rows[-5].addprevious(row)
        for heading in gone:
            remove(find_paragraph(root, heading))

    changes = read_answers(fill_in(packet, tmp_path / "x.docx", {}, edit), form_in(packet)).changes

    assert changes[0] == FormChange(
        "đề mục", f"4 dòng của mẫu bị xóa: {'; '.join(f'“{one}”' for one in gone)}."
    )
    assert [change.place for change in changes[1:]] == [ANNEX]
    assert "hàng bị chuyển chỗ: " in changes[1].message


def test_headings_that_word_numbers_itself_are_one_thing_to_look_at(packet: Path, tmp_path: Path) -> None:
    typed = ["1.1. Chức năng, nhiệm vụ", "4. Đánh giá chung", "4.1. Ưu điểm", "4.2. Hạn chế"]
    shown = ["Chức năng, nhiệm vụ", "Phần IV. ĐÁNH GIÁ CHUNG", "Mục 1. Ưu điểm", "b) Hạn chế"]
    edits = [rename(old, new) for old, new in zip(typed, shown, strict=True)]

    answers = read_answers(
        fill_in(packet, tmp_path / "x.docx", {"muc_4_2": "Chậm."}, *edits), form_in(packet)
    )

    told = "; ".join(f"“{old}” → “{new}”" for old, new in zip(typed, shown, strict=True))
    assert answers.changes == (FormChange("đề mục", f"4 đề mục đánh số khác mẫu hoặc không gõ số: {told}."),)
    assert [paragraph.text for paragraph in answers.sections["muc_4_2"]] == ["Chậm."]


def test_a_colon_behind_a_heading_and_the_word_year_before_a_year_are_no_changes(
    packet: Path, tmp_path: Path
) -> None:
    edits = [
        rename("1.1. Chức năng, nhiệm vụ", "1.1. Chức năng, nhiệm vụ:"),
        rename("4.2. Hạn chế", "4.2. Hạn chế."),
        *(rename(str(year), f"Năm {year}") for year in range(2017, 2022)),
    ]

    answers = read_answers(fill_in(packet, tmp_path / "x.docx", {"sl_vb_2019": "5"}, *edits), form_in(packet))

    assert answers.changes == ()
    assert answers.figures["vb", "2019"].value == 5


def test_a_column_that_changed_places_is_not_called_deleted(packet: Path, tmp_path: Path) -> None:
    def swap_titles(root: etree._Element) -> None:
        first, second = (find_paragraph(root, year) for year in ("2017", "2018"))
        next(first.iter(f"{W}t")).text, next(second.iter(f"{W}t")).text = "2018", "2017"

    changes = read_answers(fill_in(packet, tmp_path / "x.docx", {}, swap_titles), form_in(packet)).changes

    assert changes == (FormChange(f"{ANNEX}, cột “2018”", "Cột này bị chuyển chỗ."),)


def test_titles_of_columns_are_held_against_those_in_their_place(packet: Path, tmp_path: Path) -> None:
    titles = ("Năm 2017", "2018 (cả năm)", "KQ 2019", "31/12/2020", "2021*")
    edits = [rename(str(year), title) for year, title in enumerate(titles, 2017)]

    changes = read_answers(fill_in(packet, tmp_path / "x.docx", {}, *edits), form_in(packet)).changes

    told = "; ".join(f"“{year}” → “{title}”" for year, title in enumerate(titles[1:], 2018))
    assert changes == (FormChange(ANNEX, f"Tên 4 cột bị sửa: {told}."),)


def test_a_column_without_a_title_is_said_to_have_none(packet: Path, tmp_path: Path) -> None:
    changes = read_answers(
        fill_in(packet, tmp_path / "x.docx", {}, rename("2018", "")), form_in(packet)
    ).changes

    assert changes == (FormChange(f"{ANNEX}, cột “2018”", "Tên cột bị để trống."),)


def test_the_title_of_the_annex_in_its_table_is_no_row_that_was_added(packet: Path, tmp_path: Path) -> None:
    def edit(root: etree._Element) -> None:
        table = around(row_of(root, "sl_vb_2017"), "tbl")
        first = next(table.iter(f"{W}tr"))
        first.addprevious(xml("<w:tr><w:tc><w:p><w:r><w:t>PHỤ LỤC SỐ LIỆU</w:t></w:r></w:p></w:tc></w:tr>"))

    sent = SentWords.of_letters([read_returned_docx(packet, sides=True)], [form_in(packet)])
    returned = fill_in(packet, tmp_path / "x.docx", {}, edit)

    assert read_answers(returned, form_in(packet), sent=sent).changes == ()


def test_words_behind_the_totals_title_are_told_where_totals_are_filled_in(
    packet: Path, tmp_path: Path
) -> None:
    def add_column(root: etree._Element) -> None:
        for row in around(row_of(root, "sl_vb_2017"), "tbl").iter(f"{W}tr"):
            row.append(xml("<w:tc><w:p/></w:tc>"))

    edits = [rename("Tổng", "Tổng (đơn vị chưa kiểm tra lại)"), add_column]

    answers = read_answers(fill_in(packet, tmp_path / "x.docx", {"sl_vb_tong": "9"}, *edits), form_in(packet))

    assert answers.changes == (
        FormChange(f"{ANNEX}, cột “Tổng”", "Cột này bị xóa."),
        FormChange(ANNEX, "Có thêm cột “Tổng (đơn vị chưa kiểm tra lại)”."),
    )
    assert answers.totals["vb"].value == 9
