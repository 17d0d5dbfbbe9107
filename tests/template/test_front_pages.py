"""Hidden bookmarks say where each document of a packet ends, and what begins on a front page."""

from __future__ import annotations

from sokhet_docs.office.end_marks import EndMark, read_end_mark
from sokhet_docs.template.composing.front_pages import with_end_mark, with_front_marks

END_1 = '<w:bookmarkStart w:id="1900001000" w:name="_skhet1"/><w:bookmarkEnd w:id="1900001000"/>'
END_2_1 = '<w:bookmarkStart w:id="1900002001" w:name="_skhet2x1"/><w:bookmarkEnd w:id="1900002001"/>'


def section(start: int | None = None, kind: str = "nextPage") -> str:
    numbers = f'<w:pgNumType w:start="{start}"/>' if start is not None else ""
    return f'<w:sectPr><w:type w:val="{kind}"/>{numbers}</w:sectPr>'


def in_paragraph(properties: str, words: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>"


def test_a_document_s_mark_stands_in_the_paragraph_that_ends_it() -> None:
    last = in_paragraph(section(1), "<w:r><w:t>Hết</w:t></w:r>")
    marked = with_end_mark(f"<w:p/>{last}", 1)

    assert marked == f"<w:p/><w:p><w:pPr>{section(1)}</w:pPr><w:r><w:t>Hết</w:t></w:r>{END_1}</w:p>"


def test_pages_that_are_counted_anew_begin_on_a_front_page() -> None:
    text = in_paragraph(section(1)) + in_paragraph(section(1)) + in_paragraph(section()) + section(2)

    assert with_front_marks(text, 2) == (
        f"<w:p><w:pPr>{section(1)}</w:pPr>{END_2_1}</w:p>"
        + in_paragraph(section(1)) + in_paragraph(section()) + section(2)
    )  # fmt: skip


def test_so_does_a_section_that_asks_for_an_odd_page() -> None:
    text = in_paragraph(section()) + section(kind="oddPage")

    assert (
        with_front_marks(text, 2)
        == f"<w:p><w:pPr>{section()}</w:pPr>{END_2_1}</w:p>{section(kind='oddPage')}"
    )


def test_a_text_without_sections_stays() -> None:
    assert with_end_mark("<w:p/>", 1) == with_front_marks("<w:p/>", 1) == "<w:p/>"


def test_a_mark_is_read_back_from_a_bookmark_and_from_a_pdf() -> None:
    names = ("_skhet1", "/5Fskhet2x1", "_skhet12x3", "_sk_skhet_1", "_skhet1_2", "muc_1")

    assert [read_end_mark(name) for name in names] == [
        EndMark(1),
        EndMark(2, 1),
        EndMark(12, 3),
        None,
        None,
        None,
    ]
