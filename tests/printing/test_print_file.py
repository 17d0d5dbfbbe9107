"""A print file shares what its pages show, begins each document on a front page, and is counted again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from sokhet_docs.printing.print_file.layout import Tally
from sokhet_docs.printing.print_file.letter_pdf import DocumentPages, read_documents
from sokhet_docs.printing.print_file.merging import CountedEntry, PrintFile, count, is_print_file
from sokhet_docs.problems import OutputError
from tests.support.pdf_builder import A3, A4, A4_LANDSCAPE, PageOf, make_pdf

PAGE, BLANK = PageOf(), PageOf(blank=True)


def documents(
    folder: Path, pages: Sequence[PageOf], titles: Sequence[str] = ("Công văn",), **marks: int
) -> tuple[DocumentPages, ...]:
    path = folder / "letter.pdf"
    path.write_bytes(make_pdf(pages, marks))
    return read_documents(path, titles)


def shape(found: Sequence[DocumentPages]) -> Mapping[tuple[str, ...], list[int]]:
    """Return how many pages each part of each document has."""
    return {document.titles: [len(part) for part in document.parts] for document in found}


def printed(
    found: Sequence[DocumentPages], folder: Path, copies: int = 1, *, duplex: bool = True
) -> PdfReader:
    made = PrintFile("Bản in", duplex=duplex)
    made.bookmark("1. Đảng bộ A")
    for _ in range(copies):
        for document in found:
            made.add(document)
    path = folder / "in-an.pdf"
    path.write_bytes(made.content())
    return PdfReader(path)


def asked(reader: PdfReader) -> Any:
    """Return what the file asks of the program that prints it."""
    return reader.root_object["/ViewerPreferences"]


def sizes(reader: PdfReader) -> list[tuple[float, float, int]]:
    return [(float(page.mediabox.width), float(page.mediabox.height), page.rotation) for page in reader.pages]


def test_marks_say_which_pages_are_which_document_s(tmp_path: Path) -> None:
    found = documents(tmp_path, [PAGE] * 6, ("Công văn", "Đề cương", "Báo cáo"), _skhet1=1, _skhet2=4)

    assert shape(found) == {("Công văn",): [1], ("Đề cương",): [3], ("Báo cáo",): [2]}


def test_an_annex_that_is_numbered_anew_is_a_part_of_its_own(tmp_path: Path) -> None:
    found = documents(tmp_path, [PAGE] * 6, ("Công văn", "Báo cáo"), _skhet1=1, _skhet2x1=4)

    assert shape(found) == {("Công văn",): [1], ("Báo cáo",): [3, 2]}


@pytest.mark.parametrize(
    "marks", [{}, {"_skhet1": 1}, {"_skhet1": 3, "_skhet2": 1}, {"_skhet1": 6, "_skhet2": 6}]
)
def test_without_sound_marks_the_letter_is_one(tmp_path: Path, marks: dict[str, int]) -> None:
    titles = ("Công văn", "Đề cương", "Báo cáo")

    assert shape(documents(tmp_path, [PAGE] * 6, titles, **marks)) == {titles: [6]}


def test_blank_backs_that_another_program_wrote_are_left_out(tmp_path: Path) -> None:
    found = documents(tmp_path, [PAGE, BLANK, PAGE, PAGE], ("Công văn", "Báo cáo"), _skhet1=1)

    assert shape(found) == {("Công văn",): [1], ("Báo cáo",): [2]}


def test_each_document_of_each_copy_begins_on_a_front_page(tmp_path: Path) -> None:
    found = documents(tmp_path, [PAGE] * 4, ("Công văn", "Báo cáo"), _skhet1=1)
    reader = printed(found, tmp_path, copies=2)

    drawn = ["/Contents" in page for page in reader.pages]
    assert drawn == [True, False, True, True, True, False, True, False, True, True, True]
    assert dict(asked(reader)) == {
        "/PrintScaling": "/None",
        "/Duplex": "/DuplexFlipLongEdge",
    }


def test_on_one_side_no_page_is_blank(tmp_path: Path) -> None:
    found = documents(tmp_path, [PAGE, BLANK, PAGE, PAGE], ("Công văn", "Báo cáo"), _skhet1=1)
    reader = printed(found, tmp_path, copies=2, duplex=False)

    assert ["/Contents" in page for page in reader.pages] == [True] * 6
    assert dict(asked(reader)) == {"/PrintScaling": "/None", "/Duplex": "/Simplex"}


def test_copies_share_what_their_pages_show(tmp_path: Path) -> None:
    found = documents(tmp_path, [PAGE] * 2)
    sizes_in_bytes = []
    for copies in (1, 100):
        reader = printed(found, tmp_path, copies)
        sizes_in_bytes.append((tmp_path / "in-an.pdf").stat().st_size)

    assert len({page.raw_get("/Contents").idnum for page in reader.pages}) == 2
    assert sizes_in_bytes[1] - sizes_in_bytes[0] < 99 * 2 * 200  # bytes of a page


def test_pages_keep_their_size_and_the_way_they_are_turned(tmp_path: Path) -> None:
    pages = [PageOf(A4_LANDSCAPE), PageOf(A3, 90), PageOf(A4)]
    reader = printed(documents(tmp_path, pages), tmp_path, copies=2)

    wide, large, tall = (*A4_LANDSCAPE, 0), (*A3, 90), (*A4, 0)
    assert sizes(reader) == [wide, wide, large, large, tall, tall, wide, wide, large, large, tall]
    assert ["/Contents" in page for page in reader.pages] == [
        True, False, True, False, True, False, True, False, True, False, True,
    ]  # fmt: skip


def test_the_file_is_counted_by_what_is_in_it(tmp_path: Path) -> None:
    found = documents(tmp_path, [PAGE, PAGE, PageOf(A3)], ("Công văn", "Báo cáo"), _skhet1=1)
    printed(found, tmp_path, copies=3)
    counted = count((tmp_path / "in-an.pdf").read_bytes())

    assert counted.entries == (CountedEntry("1. Đảng bộ A", copies=3, pages=9),)
    assert counted.tally == Tally(pages=9, blanks=8, sheets=Counter(A4=6, A3=3))


def test_a_damaged_pdf_is_named(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(make_pdf([PAGE])[:200])

    with pytest.raises(OutputError) as raised:
        read_documents(path, ["Công văn"])
    assert (
        str(raised.value)
        == f"{path}: Tệp PDF này bị hỏng nên không ghép được. Xóa tệp ấy rồi chạy lại lệnh này."
    )


def test_only_a_print_file_is_taken_for_one(tmp_path: Path) -> None:
    printed(documents(tmp_path, [PAGE]), tmp_path)

    contents = [(tmp_path / "in-an.pdf").read_bytes(), make_pdf([PAGE]), b"%PDF-1.7", b"Xin chao"]
    assert [is_print_file(content) for content in contents] == [True, False, False, False]
