"""What a unit did to its form in many places at once is one thing to look at, with all that it wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from sokhet_docs.tracking import UnitStatus
from tests.support.simulated_office import Office
from tests.support.word_forms import (
    Edit,
    W,
    around,
    control,
    fill_in,
    find_paragraph,
    paragraph,
    run,
    words_of,
    xml,
)

WORDS = {"muc_5": "Đã làm."}
ROWS = 22  # with figures, of the sample's annex
FIRST, LAST = "Hội nghị quán triệt: số cuộc", "Khen thưởng: số cá nhân được khen thưởng"
LEFT = 3  # cells left of the figures


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.open(tmp_path / "office")


def status_of(office: Office, answers: Mapping[str, str], *edits: Edit) -> UnitStatus:
    """Return the status of a unit that sent its form filled in with ``answers``, and edited."""
    path = fill_in(office.form("A1"), office.folder / "x.docx", {**WORDS, **answers}, *edits)
    office.collect(path, "18/4/2022")
    return office.track("20/4/2022").statuses[0]


def told(office: Office, answers: Mapping[str, str], *edits: Edit) -> list[str]:
    """Return the messages of the review items but for what the unit left blank."""
    items = status_of(office, answers, *edits).review_items
    return [item.message for item in items if "trống" not in item.message]


def rows_of(root: etree._Element) -> list[list[etree._Element]]:
    """Return the cells of the annex's rows that have figures."""
    table = around(control(root, "sl_vb_2017"), "tbl")
    rows = [list(row.findall(f"{W}tc")) for row in table.iter(f"{W}tr")]
    return [cells for cells in rows[1:] if len(cells) > LEFT]


def set_words(cell: etree._Element, words: str) -> None:
    for child in [child for child in cell if child.tag != f"{W}tcPr"]:
        cell.remove(child)
    cell.append(paragraph(words))


def merge_across(cells: list[etree._Element], words: str) -> None:
    """Merge the cells of a row's figures into one."""
    first, *others = cells[LEFT:]
    for cell in others:
        cell.getparent().remove(cell)  # type: ignore[union-attr]
    properties = first.find(f"{W}tcPr")
    assert properties is not None
    properties.insert(1, xml(f'<w:gridSpan w:val="{1 + len(others)}"/>'))
    set_words(first, words)


def merged_rows(*texts: str) -> Edit:
    """Merge the figures of each row, as many rows as there are ``texts``; one text: of every row."""

    def edit(root: etree._Element) -> None:
        rows = rows_of(root)
        for cells, words in zip(rows, texts * len(rows) if len(texts) == 1 else texts, strict=False):
            merge_across(cells, words)

    return edit


def test_every_row_merged_across_the_years_is_one_item(office: Office) -> None:
    (message,) = told(office, {}, merged_rows("Không có"))

    assert message.endswith("Các ô bị gộp làm một, ghi “Không có”, chưa rõ số của ô nào.")
    assert f" ô, từ {FIRST}, năm 2017 đến {LAST}, cột Tổng: " in message


def test_rows_merged_with_words_of_their_own_are_an_item_each(office: Office) -> None:
    one, two = told(office, {}, merged_rows("Không có", "4711"))

    cause = "Các ô bị gộp làm một, ghi “{}”, chưa rõ số của ô nào."
    assert one == f"6 ô, từ {FIRST}, năm 2017 đến {FIRST}, cột Tổng: {cause.format('Không có')}"
    assert two.endswith(cause.format("4711"))


def test_many_rows_merged_with_words_of_their_own_are_one_item_with_all_of_them(office: Office) -> None:
    texts = ("Không có", "4711", "như trên", "4712", "Chưa thống kê")

    (message,) = told(office, {}, merged_rows(*texts))

    assert "Các ô bị gộp làm một, ghi “…”, chưa rõ số của ô nào. Cụ thể: " in message
    assert f"{FIRST}: “Không có”; " in message
    assert all(f"“{text}”" in message for text in texts)


@pytest.mark.parametrize("words", ["", "…"])
def test_a_blank_row_that_is_merged_is_no_doubt(office: Office, words: str) -> None:
    assert told(office, {}, merged_rows(words)) == []


@pytest.mark.parametrize("words", ["Chưa thống kê", "12"])
def test_a_column_merged_from_top_to_bottom_is_one_item_and_no_number(office: Office, words: str) -> None:
    def edit(root: etree._Element) -> None:
        for at, cells in enumerate(rows_of(root)):
            properties = cells[LEFT].find(f"{W}tcPr")
            assert properties is not None
            properties.insert(1, xml("<w:vMerge/>" if at else '<w:vMerge w:val="restart"/>'))
            set_words(cells[LEFT], "" if at else words)

    status = status_of(office, {}, edit)

    (message,) = [item.message for item in status.review_items if "trống" not in item.message]
    assert message == (
        f"{ROWS} ô, từ {FIRST}, năm 2017 đến {LAST}, năm 2017: "
        f"Các ô bị gộp làm một, ghi “{words}”, chưa rõ số của ô nào."
    )
    assert status.answers is not None
    assert all(reading.value is None for reading in status.answers.figures.values())


def test_a_column_of_units_of_measure_that_is_gone_is_one_item_that_says_so(office: Office) -> None:
    def edit(root: etree._Element) -> None:
        for cells in rows_of(root):
            cells[LEFT - 1].getparent().remove(cells[LEFT - 1])  # type: ignore[union-attr]
        title = around(find_paragraph(root, "Đơn vị tính"), "tc")
        title.getparent().remove(title)  # type: ignore[union-attr]

    (message,) = told(office, {"sl_vb_2017": "12"}, edit)

    assert message.startswith(f"Cột đơn vị tính bị xóa, {ROWS} hàng không còn: “cuộc”; “lượt người”; ")


def test_many_rows_that_are_gone_are_one_item(office: Office) -> None:
    def edit(root: etree._Element) -> None:
        for cells in rows_of(root)[:-2]:
            row = around(cells[0], "tr")
            row.getparent().remove(row)  # type: ignore[union-attr]

    (message,) = told(office, {"sl_kt_canhan_2017": "12"}, edit)

    assert message.startswith(f"{ROWS - 2} hàng bị xóa: “Số cuộc”; “Số lượt người dự”; ")


def changed(column: int, change: Callable[[str], str]) -> Edit:
    """Change the words of a column left of the figures."""

    def edit(root: etree._Element) -> None:
        for cells in rows_of(root):
            set_words(cells[column], change(words_of(cells[column])))

    return edit


def test_new_names_of_all_rows_are_one_item_with_the_numbers_left_out(office: Office) -> None:
    edit = changed(1, lambda label: f"Chỉ tiêu khác hẳn, {len(label)}, {label[-3:]}")

    (message,) = told(office, {"sl_vb_2017": "4711", "sl_vb_2018": "12", "sl_tcd_luot_2021": "4712"}, edit)

    assert message.startswith(f"Tên {ROWS} chỉ tiêu bị sửa: “Số cuộc” → “Chỉ tiêu khác hẳn, 7, uộc”; ")
    assert message.endswith(
        "Số chưa được cộng: Văn bản lãnh đạo, chỉ đạo: số văn bản đã ban hành: "
        "năm 2017 “4711”, năm 2018 “12”; Tiếp công dân: số lượt tiếp: năm 2021 “4712”."
    )


def test_other_units_of_measure_in_all_rows_are_one_item(office: Office) -> None:
    (message,) = told(office, {"sl_vb_2017": "4711"}, changed(2, lambda measure: f"{measure} hay đợt gì đó"))

    assert message.startswith(f"Đơn vị tính của {ROWS} hàng bị sửa: “cuộc” → “cuộc hay đợt gì đó”; ")
    assert message.endswith(
        "Số chưa được cộng: Văn bản lãnh đạo, chỉ đạo: số văn bản đã ban hành: năm 2017 “4711”."
    )


def test_brackets_around_a_unit_of_measure_leave_the_number_what_it_is(office: Office) -> None:
    status = status_of(office, {"sl_vb_2017": "12"}, changed(2, lambda measure: f"({measure})"))

    assert status.answers is not None
    reading = status.answers.figures["vb", "2017"]
    assert (reading.value, reading.doubt) == (Decimal(12), "")


@pytest.mark.parametrize("title", [True, False])
def test_a_table_of_contents_is_one_item(office: Office, title: bool) -> None:
    def edit(root: etree._Element) -> None:
        first = [one for one in root.iter(f"{W}p") if words_of(one) == "1. Đặc điểm tình hình"][-1]
        styles = [(one, one.find(f"{W}pPr/{W}pStyle")) for one in root.iter(f"{W}p")]
        heads = [
            one for one, style in styles if style is not None and style.get(f"{W}val", "")[:6] == "MucCap"
        ]
        if title:
            first.addprevious(paragraph("MỤC LỤC"))
        for page, head in enumerate(heads, 1):
            line = paragraph(words_of(head))
            line.append(xml(f"<w:r><w:tab/><w:t>{page}</w:t></w:r>"))
            first.addprevious(line)

    (message,) = told(office, {}, edit)

    assert message.startswith("Có thêm mục lục, ")
    assert "“1.1. Chức năng, nhiệm vụ 2”; " in message
    assert ("“MỤC LỤC”" in message) is title


def test_words_of_two_kinds_that_alternate_are_two_items(office: Office) -> None:
    def edit(root: etree._Element) -> None:
        title = [one for one in root.iter(f"{W}p") if words_of(one) == "PHỤ LỤC SỐ LIỆU"][-1]
        for at in range(5):
            hidden = paragraph("")
            hidden.append(run(f"Ẩn số {at}", "<w:vanish/>"))
            title.addnext(hidden)
            title.addnext(paragraph(f"Hiện số {at}"))

    messages = told(office, {}, edit)

    assert len(messages) == 2
    words = [f"{word} số {at}" for at in range(5) for word in ("Ẩn", "Hiện")]
    assert all(any(word in one for one in messages) for word in words)


def test_many_numbers_that_are_none_are_one_item_with_each_of_them(office: Office) -> None:
    written = {f"sl_vb_{year}": f"khoảng {year + 30}" for year in range(2017, 2022)}

    (message,) = told(office, written)

    label = "Văn bản lãnh đạo, chỉ đạo: số văn bản đã ban hành"
    each = ", ".join(f"năm {year} “khoảng {year + 30}”" for year in range(2017, 2022))
    assert message == (
        f"5 ô, từ {label}, năm 2017 đến {label}, năm 2021: “…” không phải là một số rõ ràng. "
        f"Cụ thể: {label}: {each}."
    )


def test_the_same_dash_in_every_cell_is_one_item(office: Office) -> None:
    (message,) = told(office, {f"sl_vb_{year}": "-" for year in range(2017, 2022)})

    label = "Văn bản lãnh đạo, chỉ đạo: số văn bản đã ban hành"
    assert message == (
        f"5 ô, từ {label}, năm 2017 đến {label}, năm 2021: “-”: chưa rõ là 0 hay là chưa có số liệu."
    )


def test_many_totals_that_are_wrong_are_one_item(office: Office) -> None:
    keys = ("vb", "tcd_luot", "tcd_nguoi", "tcd_vu", "ktgs")
    written = {f"sl_{key}_2017": str(at) for at, key in enumerate(keys, 1)}
    totals = {f"sl_{key}_tong": str(900 + at) for at, key in enumerate(keys, 1)}

    (message,) = told(office, written | totals)

    assert message.startswith("5 ô, từ ")
    assert "cột Tổng (Đơn vị ghi 903, cộng các năm được 3)" in message
