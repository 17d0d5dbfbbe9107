"""The text of a .docx with its places, and what differs between two of them, in words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from sokhet_docs.office.docx_text import Passage, read_passages
from sokhet_docs.outbox.changes import Change, find_changes
from tests.support.outbox_builder import docx_of


def changes(old: bytes, new: bytes) -> list[Change]:
    return list(find_changes(read_passages(old), read_passages(new)))


def test_every_part_of_a_file_is_read_with_its_places(tmp_path: Path) -> None:
    document = Document()
    document.core_properties.title = "Báo cáo"
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.sections[0].header.paragraphs[0].text = "Đảng bộ Khối"
    document.sections[0].footer.paragraphs[0].text = "DB01"
    document.add_paragraph("Kính gửi: Đảng ủy A")
    document.add_paragraph("")
    document.add_paragraph("Hạn:\t20/4/2022\nGửi ngay")
    table = document.add_table(2, 2)
    table.cell(1, 0).text = "Số cuộc"
    table.cell(1, 1).text = "12"
    document.add_paragraph("Nơi nhận")
    document.save(str(tmp_path / "a.docx"))

    assert read_passages((tmp_path / "a.docx").read_bytes()) == [
        Passage("đoạn 1", "Kính gửi: Đảng ủy A"),
        Passage("đoạn 3", "Hạn:\t20/4/2022\nGửi ngay"),
        Passage("bảng 1, hàng 2, ô 1", "Số cuộc"),
        Passage("bảng 1, hàng 2, ô 2", "12"),
        Passage("đoạn 4", "Nơi nhận"),
        Passage("đầu trang 1, đoạn 1", "Đảng bộ Khối"),
        Passage("chân trang 1, đoạn 1", "DB01"),
        Passage("thuộc tính title", "Báo cáo"),
    ]


def test_headers_come_in_the_order_of_their_pages_whatever_their_files_are_called(tmp_path: Path) -> None:
    document = Document()
    document.add_section()
    first, second = document.sections
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "Phần hai"
    first.first_page_header.paragraphs[0].text = "Trang đầu"
    first.header.paragraphs[0].text = "Phần một"
    document.save(str(tmp_path / "a.docx"))

    passages = read_passages((tmp_path / "a.docx").read_bytes())
    assert [passage for passage in passages if "trang" in passage.place] == [
        Passage("đầu trang 1, đoạn 1", "Phần một"),
        Passage("đầu trang 2, đoạn 1", "Trang đầu"),
        Passage("đầu trang 3, đoạn 1", "Phần hai"),
    ]


def test_a_part_that_nothing_leads_to_is_not_read() -> None:
    target = io.BytesIO(docx_of("Thân"))
    with zipfile.ZipFile(target, "a") as package:
        package.writestr("word/header2.xml", b"no XML")

    assert read_passages(target.getvalue()) == [Passage("đoạn 1", "Thân")]


def test_content_controls_are_read_and_deleted_words_and_doubled_boxes_are_not() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:sdt><w:sdtContent><w:p>{run.format('trong ô')}</w:p></w:sdtContent></w:sdt>"
        f"<w:p>{run.format('còn')}<w:del><w:r><w:delText>đã xóa</w:delText></w:r></w:del>"
        f"<w:ins>{run.format(' thêm')}</w:ins></w:p>"
        f"<w:p><w:r><w:pict><w:txbxContent><w:p>{run.format('khung')}</w:p></w:txbxContent></w:pict></w:r></w:p>"
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:t>mới</w:t></mc:Choice><mc:Fallback><w:t>cũ</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    assert read_passages(docx_of(body=body)) == [
        Passage("đoạn 1", "trong ô"),
        Passage("đoạn 2", "còn thêm"),
        Passage("khung ở đoạn 3", "khung"),
        Passage("đoạn 4", "mới"),
    ]


def test_a_table_within_a_cell_is_counted_there(tmp_path: Path) -> None:
    document = Document()
    outer = document.add_table(2, 1)
    inner = outer.cell(0, 0).add_table(1, 2)
    inner.cell(0, 1).text = "trong"
    outer.cell(1, 0).text = "ngoài"
    document.add_table(1, 1).cell(0, 0).text = "sau"
    document.save(str(tmp_path / "a.docx"))

    passages = read_passages((tmp_path / "a.docx").read_bytes())

    assert passages[:3] == [
        Passage("bảng 1, hàng 1, ô 1, bảng con 1, hàng 1, ô 2", "trong"),
        Passage("bảng 1, hàng 2, ô 1", "ngoài"),
        Passage("bảng 2, hàng 1, ô 1", "sau"),
    ]


def entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(
            "word/document.xml",
            f'<!DOCTYPE w [<!ENTITY e0 "x">{levels}]>'
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            "<w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>",
        )
    return target.getvalue()


def zip_bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (300 * 2**20), compresslevel=1)
    return target.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zip",
        docx_of("a")[:-30],
        docx_of("a").replace(b"word/doc", b"word/xxx"),
        zip_bomb(),
        entity_bomb(),
    ],
    ids=["empty", "no zip", "cut short", "no body", "zip bomb", "entity bomb"],
)
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"not a \.docx"):
        read_passages(data)


@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    damaged = bytearray(docx_of("Kính gửi: Đảng ủy A", "Hạn 20/4/2022", header="Đầu"))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))

    try:
        assert all(passage.text for passage in read_passages(bytes(damaged)))
    except ValueError as err:
        assert str(err) == "not a .docx"  # noqa: PT017


def test_the_same_text_gives_no_change() -> None:
    assert changes(docx_of("a", "b"), docx_of("a", "b")) == []


def test_changed_words_are_told_with_the_place_of_the_new_ones() -> None:
    old = docx_of("Kính gửi: Đảng ủy Tòa án", "Gửi trước ngày 20/4/2022.", header="Tòa án")
    new = docx_of("Kính gửi: Đảng ủy Tòa án", "", "Gửi trước ngày 22/4/2022.", header="Tòa án tỉnh")

    assert changes(old, new) == [
        Change("20/4/2022", "22/4/2022", "đoạn 3"),
        Change("", "tỉnh", "đầu trang 1, đoạn 1"),
    ]


def test_signs_that_both_have_are_not_told() -> None:
    old = docx_of("“Một”,", "xem (20/4/2022);", "Hết.")
    new = docx_of("“Hai”,", "xem (22/4/2022);", "Hết!")

    assert changes(old, new) == [
        Change("Một", "Hai", "đoạn 1"),
        Change("20/4/2022", "22/4/2022", "đoạn 2"),
        Change("Hết.", "Hết!", "đoạn 3"),
    ]


def test_changes_with_hardly_a_word_between_are_one_phrase() -> None:
    old = docx_of("Hội nghị tổ chức lúc 08 giờ 00, Thứ Tư, ngày 13/4/2022 tại Hội trường tầng 2 của trường")
    new = docx_of("Hội nghị tổ chức lúc 14 giờ 30, Thứ Năm, ngày 14/4/2022 tại Hội trường tầng 3 của trường")

    assert changes(old, new) == [
        Change("08 giờ 00, Thứ Tư, ngày 13/4/2022", "14 giờ 30, Thứ Năm, ngày 14/4/2022", "đoạn 1"),
        Change("2", "3", "đoạn 1"),
    ]


def test_one_change_in_many_places_is_told_once_and_counted() -> None:
    old = docx_of("Hạn 20/4/2022", "Nhắc lại: 20/4/2022", "Cuối cùng: 20/4/2022")
    new = docx_of("Hạn 22/4/2022", "Nhắc lại: 22/4/2022", "Cuối cùng: 22/4/2022")

    assert changes(old, new) == [Change("20/4/2022", "22/4/2022", "đoạn 1", times=3)]


def test_paragraphs_that_came_and_went_are_told_whole() -> None:
    old = docx_of("1. Một", "2. Hai", "3. Ba")
    new = docx_of("1. Một", "3. Ba", "4. Bốn điều mới")

    assert changes(old, new) == [
        Change("2. Hai", "", "đoạn 2"),
        Change("", "4. Bốn điều mới", "đoạn 3"),
    ]


def test_words_of_two_paragraphs_are_never_told_as_one() -> None:
    old = docx_of("Trưởng đoàn A", "B đến dự")
    new = docx_of("Trưởng đoàn C", "D đến dự")

    assert changes(old, new) == [Change("A", "C", "đoạn 1"), Change("B", "D", "đoạn 2")]


def test_a_wholly_different_file_is_told_in_fifty_lines_at_most() -> None:
    old = docx_of(*(f"cũ{number} giữ nguyên ba từ này" for number in range(400)))
    new = docx_of(*(f"mới{number} giữ nguyên ba từ này" for number in range(400)))

    told = changes(old, new)

    assert len(told) == 50
    assert told[0] == Change("cũ0", "mới0", "đoạn 1")
