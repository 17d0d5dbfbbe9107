# ruff: noqa: E501  (a template stays on one line)
"""Several templates make one packet in which each keeps its pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from sokhet_docs.template.engine import Template, compile_templates
from tests.support.archives import edit_part, read_parts
from tests.support.docx_builder import (
    LANDSCAPE,
    PLAIN_STYLES,
    PNG,
    PORTRAIT,
    W,
    docx,
    note,
    p,
    picture,
    save,
    table,
    texts,
)
from tests.support.libreoffice import pages_of
from tests.support.openxml_validator import assert_valid

FIELDS = {"ten": "Đảng bộ A", "ds": ["một", "hai"]}
PLAIN = docx(p("Thư thứ nhất gửi {{ ten }}"))
HEADED = docx(
    p("Thư thứ hai gửi {{ ten }}"),
    headers={"default": p("Đầu trang của {{ ten }}")}, footers={"default": p("Chân trang hai")}, section=LANDSCAPE,
)  # fmt: skip
LIST_STYLE = '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Muc"><w:name w:val="Mục"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
NUMBERING = '<w:abstractNum w:abstractNumId="0"><w:nsid w:val="0000AAAA"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
NUMBERED = docx(
    *(p(f"mục {x}", properties='<w:pStyle w:val="Muc"/>') for x in "ab"),
    styles=PLAIN_STYLES + LIST_STYLE,
    numbering=NUMBERING,
)


def packet(folder: Path, *templates: bytes) -> bytes:
    """Return the packet of ``templates``, filled in."""
    paths = [save(folder, f"mau-{rank}.docx", template) for rank, template in enumerate(templates, 1)]
    return Template.compile(paths).render(FIELDS)


def root_of(content: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(read_parts(content)[part])


def value_of(element: etree._Element, path: str, attribute: str = "val") -> str | None:
    """Return an attribute of the element at ``path`` (``a/b``, ``w:`` left out); None when there is none."""
    found = element.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(W + attribute)


def sections_of(content: bytes) -> list[etree._Element]:
    return list(root_of(content).iter(f"{W}sectPr"))


def printed(folder: Path, content: bytes) -> list[str]:
    """Return the pages of ``content``, valid and printed by LibreOffice, each as its lines without margins."""
    path = save(folder, "bo.docx", content)
    assert_valid(path)
    return [
        " | ".join(line.strip() for line in page.split("\n") if line.strip())
        for page in pages_of([path], folder)[0]
    ]


@pytest.mark.slow
def test_each_document_has_its_own_pages_headers_and_footers(tmp_path: Path) -> None:
    content = packet(tmp_path, HEADED, PLAIN, HEADED)
    assert printed(tmp_path, content) == [
        "Đầu trang của Đảng bộ A | Thư thứ hai gửi Đảng bộ A | Chân trang hai",
        "Thư thứ nhất gửi Đảng bộ A",
        "Đầu trang của Đảng bộ A | Thư thứ hai gửi Đảng bộ A | Chân trang hai",
    ]
    sizes = [value_of(element, "pgSz", "w") for element in sections_of(content)]
    assert sizes == ["16838", "11906", "16838"]


@pytest.mark.slow
def test_page_numbers_start_from_one_in_every_document(tmp_path: Path) -> None:
    number = '<w:p><w:r><w:t>Trang</w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>'
    long = docx(p("một"), p("hai", properties="<w:pageBreakBefore/>"), headers={"default": number})
    content = packet(tmp_path, long, long)
    # LibreOffice puts an empty page where page 1 would be a left one.
    pages = [page for page in printed(tmp_path, content) if page]
    assert pages == ["Trang1 | một", "Trang2 | hai", "Trang1 | một", "Trang2 | hai"]
    starts = [value_of(element, "pgNumType", "start") for element in sections_of(content)]
    assert starts == ["1", "1"]


@pytest.mark.slow
def test_first_and_even_headers_stay_with_their_document(tmp_path: Path) -> None:
    both = {"default": p("lẻ {{ ten }}"), "first": p("đầu {{ ten }}"), "even": p("chẵn {{ ten }}")}
    breaks = [p("x", properties="<w:pageBreakBefore/>") for _ in range(3)]
    first = docx(p("một"), *breaks, headers=both, title_page=True, settings="<w:evenAndOddHeaders/>")
    second = docx(p("hai"), *breaks, headers={"default": p("chỉ một")})
    pages = [page for page in printed(tmp_path, packet(tmp_path, first, second)) if page]
    assert pages == [
        "đầu Đảng bộ A | một", "chẵn Đảng bộ A | x", "lẻ Đảng bộ A | x", "chẵn Đảng bộ A | x",
        "chỉ một | hai", "chỉ một | x", "chỉ một | x", "chỉ một | x",
    ]  # fmt: skip


@pytest.mark.slow
def test_lists_start_anew_in_every_document(tmp_path: Path) -> None:
    pages = printed(tmp_path, packet(tmp_path, NUMBERED, NUMBERED))
    assert [re.sub(r"\)\s+", ") ", page) for page in pages] == ["1) mục a | 2) mục b", "1) mục a | 2) mục b"]


def test_clashing_styles_keep_their_look(tmp_path: Path) -> None:
    def styled(size: int, defaults: str = PLAIN_STYLES) -> bytes:
        own = f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="To"><w:name w:val="To"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
        return docx(
            p("chữ {{ ten }}", properties='<w:pStyle w:val="To"/>'), p("thường"), styles=defaults + own
        )

    other = PLAIN_STYLES.replace('<w:sz w:val="28"/>', '<w:sz w:val="24"/><w:lang w:val="vi-VN"/>')
    content = packet(tmp_path, styled(40), styled(50), styled(60, other))
    save(tmp_path, "bo.docx", content)
    assert_valid(tmp_path / "bo.docx")
    assert [_sizes(content, paragraph) for paragraph in root_of(content).iter(f"{W}p")] == [
        "40", "28", "50", "28", "60", "24",
    ]  # fmt: skip


def _sizes(content: bytes, paragraph: etree._Element) -> str:
    """Return the size of a paragraph's letters: its style's, or of the one that builds on, or the default."""
    styles = root_of(content, "word/styles.xml")
    by_id = {element.get(f"{W}styleId"): element for element in styles.iter(f"{W}style")}
    style = by_id.get(value_of(paragraph, "pPr/pStyle") or "Normal")
    while style is not None:
        if size := value_of(style, "rPr/sz"):
            return size
        style = by_id.get(value_of(style, "basedOn"))
    return value_of(styles, "docDefaults/rPrDefault/rPr/sz") or ""


def test_equal_styles_and_headers_are_shared(tmp_path: Path) -> None:
    content = packet(tmp_path, HEADED, HEADED)
    assert {name for name in read_parts(content) if "header" in name or "footer" in name} == {
        "word/header1.xml",
        "word/footer1.xml",
    }
    assert len(list(root_of(content, "word/styles.xml").iter(f"{W}style"))) == 2


@pytest.mark.slow
def test_pictures_links_and_notes_come_along(tmp_path: Path) -> None:
    link = '<w:hyperlink r:id="rIdL"><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>'
    first = docx(p("một", note(1)), footnotes=["chú thích một"])
    second = docx(
        p("hai", link, note(1), note(2)), p("", picture("rIdP", 1)),
        footnotes=["chú thích của {{ ten }}", "thứ hai"], pictures={"rIdP": PNG}, links={"rIdL": "https://example.org/"},
    )  # fmt: skip
    content = packet(tmp_path, first, second)
    # Word numbers notes anew with each section that says so; LibreOffice goes on counting.
    assert [page.split(" | ")[0] for page in printed(tmp_path, content)] == ["một1", "hailiên kết23"]
    assert [value_of(element, "footnotePr/numRestart") for element in sections_of(content)] == [
        None,
        "eachSect",
    ]
    notes = [element.get(f"{W}id") for element in root_of(content, "word/footnotes.xml")]
    assert notes == ["-1", "0", "1", "2", "3"]
    assert texts(content, "word/footnotes.xml")[2:] == ["chú thích một", "chú thích của Đảng bộ A", "thứ hai"]
    parts = read_parts(content)
    assert parts["word/media/rIdP.png"] == PNG
    assert b'Target="https://example.org/"' in parts["word/_rels/document.xml.rels"]


def test_notes_come_along_into_a_packet_whose_first_document_has_none(tmp_path: Path) -> None:
    content = packet(tmp_path, PLAIN, docx(p("hai", note(1)), footnotes=["của {{ ten }}"]))
    assert texts(content, "word/footnotes.xml")[-1] == "của Đảng bộ A"
    assert_valid(save(tmp_path, "bo.docx", content))


CONTROL = '<w:sdt><w:sdtPr><w:tag w:val="muc"/><w:id w:val="77"/><w:placeholder><w:docPart w:val="nhac"/></w:placeholder><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Gõ vào đây</w:t></w:r></w:p></w:sdtContent></w:sdt>'
FILE_MARK = '<w:p><w:bookmarkStart w:id="0" w:name="_sk_{{ ten|length }}"/><w:bookmarkEnd w:id="0"/></w:p>'
LOCAL_MARK = '<w:p><w:bookmarkStart w:id="5" w:name="muc"/><w:r><w:t>đích</w:t></w:r><w:bookmarkEnd w:id="5"/></w:p><w:p><w:hyperlink w:anchor="muc"><w:r><w:t>tới</w:t></w:r></w:hyperlink></w:p>'


def _glossary(prompt: str) -> str:
    return (
        '<w:docParts><w:docPart><w:docPartPr><w:name w:val="nhac"/><w:category><w:name w:val="General"/><w:gallery w:val="placeholder"/></w:category>'
        f'<w:types><w:type w:val="bbPlcHdr"/></w:types></w:docPartPr><w:docPartBody>{p(prompt)}</w:docPartBody></w:docPart></w:docParts>'
    )  # fmt: skip


def test_controls_bookmarks_and_prompts_stay_whole_and_unlike(tmp_path: Path) -> None:
    def form(prompt: str) -> bytes:
        return docx(FILE_MARK, CONTROL, LOCAL_MARK, glossary=_glossary(prompt))

    content = packet(tmp_path, form("nhắc một"), form("nhắc hai"))
    assert_valid(save(tmp_path, "bo.docx", content))
    root = root_of(content)
    assert [element.get(f"{W}name") for element in root.iter(f"{W}bookmarkStart")] == [
        "_sk_9",
        "muc",
        "_skhet1",
        "muc_2",
    ]
    assert [element.get(f"{W}anchor") for element in root.iter(f"{W}hyperlink")] == ["muc", "muc_2"]
    starts = [element.get(f"{W}id") for element in root.iter(f"{W}bookmarkStart")]
    ends = [element.get(f"{W}id") for element in root.iter(f"{W}bookmarkEnd")]
    assert len(set(starts)) == 4
    assert starts == ends
    ids = [element.get(f"{W}val") for element in root.iter(f"{W}id")]
    assert len(set(ids)) == 2
    assert len(list(root.iter(f"{W}showingPlcHdr"))) == 2
    prompts = [element.get(f"{W}val") for element in root.iter(f"{W}docPart")]
    glossary = root_of(content, "word/glossary/document.xml")
    by_name = {
        value_of(element, "docPartPr/name"): "".join(map(str, element.itertext()))
        for element in glossary.iter(f"{W}docPart")
    }
    assert [by_name[name] for name in prompts] == ["nhắc một", "nhắc hai"]


@pytest.mark.slow
def test_a_document_may_end_with_a_table_or_a_condition(tmp_path: Path) -> None:
    with_table = docx(p("một"), table(["ô {{ ten }}"]))
    with_condition = docx(p("hai"), p("{%p if ten %}"), p("cuối"), p("{%p endif %}"))
    loop = docx(p("{%p for x in ds %}"), p("{{ x }}"), p("{%p endfor %}"))
    assert printed(tmp_path, packet(tmp_path, with_table, with_condition, loop, PLAIN)) == [
        "một | ô Đảng bộ A", "hai | cuối", "một | hai", "Thư thứ nhất gửi Đảng bộ A",
    ]  # fmt: skip


@pytest.mark.slow
def test_a_document_of_several_sections_keeps_them(tmp_path: Path) -> None:
    two = docx(
        p("dọc", properties=f"<w:sectPr>{PORTRAIT}</w:sectPr>"),
        p("ngang"),
        section=LANDSCAPE,
        headers={"default": p("đầu")},
    )
    content = packet(tmp_path, two, PLAIN, two)
    assert printed(tmp_path, content) == [
        "dọc",
        "đầu | ngang",
        "Thư thứ nhất gửi Đảng bộ A",
        "dọc",
        "đầu | ngang",
    ]
    starts = [element.find(f"{W}pgNumType") is not None for element in sections_of(content)]
    assert starts == [True, False, True, True, False]


def test_mirrored_margins_of_any_document_hold_for_the_packet(tmp_path: Path) -> None:
    content = packet(
        tmp_path,
        docx(p("a"), settings='<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'),
        docx(p("b"), settings="<w:mirrorMargins/>"),
    )
    assert_valid(save(tmp_path, "bo.docx", content))
    names = [etree.QName(element).localname for element in root_of(content, "word/settings.xml")]
    assert names == ["zoom", "mirrorMargins", "defaultTabStop"]


def test_a_packet_has_the_same_text_as_its_documents_alone(tmp_path: Path) -> None:
    templates = [HEADED, NUMBERED, PLAIN]
    paths = [save(tmp_path, f"{index}.docx", template) for index, template in enumerate(templates)]
    alone = [text for path in paths for text in texts(Template.compile(path).render(FIELDS))]
    assert [text for text in texts(Template.compile(paths).render(FIELDS)) if text] == alone


def test_packets_that_share_templates_are_as_if_compiled_alone(tmp_path: Path) -> None:
    first, second = save(tmp_path, "một.docx", HEADED), save(tmp_path, "hai.docx", NUMBERED)
    together = compile_templates([[first, second], [second, first], second])
    alone = [Template.compile([first, second]), Template.compile([second, first]), Template.compile(second)]
    assert [template.render(FIELDS) for template in together] == [
        template.render(FIELDS) for template in alone
    ]


@pytest.mark.slow
def test_a_template_may_stand_twice_in_a_packet(tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", PLAIN)
    content = Template.compile([path, path]).render(FIELDS)
    assert printed(tmp_path, content) == ["Thư thứ nhất gửi Đảng bộ A"] * 2


def section_break(properties: str) -> str:
    return p(properties=f"<w:sectPr>{properties}</w:sectPr>")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shown", "pages"), [(True, ["một", "hai", "3 | hết A"]), (False, ["hai", "2 | hết A"])]
)
def test_a_section_under_a_condition_keeps_its_pages(tmp_path: Path, shown: bool, pages: list[str]) -> None:
    number = '<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>'
    moving = docx(
        p("{%p if co %}"), p("một"), section_break(LANDSCAPE), p("{%p endif %}"), p("hai"), section_break(PORTRAIT),
        p("hết {{ ten }}"), headers={"default": number},
    )  # fmt: skip
    headed = docx(p("thư"), headers={"default": p("Đầu thư")}, footers={"default": p("Chân thư")})
    paths = [save(tmp_path, f"{index}.docx", each) for index, each in enumerate((headed, moving, headed))]
    content = Template.compile(paths).render({"ten": "A", "co": shown})
    assert printed(tmp_path, content) == [
        "Đầu thư | thư | Chân thư",
        *pages,
        "Đầu thư | thư | Chân thư",
    ]
    kinds = [value_of(element, "pgSz", "w") for element in sections_of(content)]
    assert kinds == ["11906", *(["16838"] if shown else []), "11906", "11906", "11906"]


@pytest.mark.slow
def test_sections_in_a_loop_keep_their_pages(tmp_path: Path) -> None:
    looped = docx(
        p("{%p for x in ds %}"), p("tờ {{ x }}"), section_break(LANDSCAPE), p("{%p endfor %}"), p("hết")
    )
    headed = docx(p("thư"), headers={"default": p("Đầu thư")})
    content = packet(tmp_path, headed, looped, headed)
    assert printed(tmp_path, content) == [
        "Đầu thư | thư", "tờ một", "tờ hai", "hết", "Đầu thư | thư"
    ]  # fmt: skip


@pytest.mark.parametrize("body", ["<w:body/>", "<w:body></w:body>", "<w:body>\n</w:body>"])
def test_a_document_without_anything_is_an_empty_page(tmp_path: Path, body: str) -> None:
    empty = edit_part(
        docx(), "word/document.xml", lambda part: re.sub(rb"<w:body>.*</w:body>", body.encode(), part)
    )

    for templates in ([empty], [empty, PLAIN], [PLAIN, empty]):
        made = packet(tmp_path, *templates)
        assert "".join(texts(made)) == "Thư thứ nhất gửi Đảng bộ A" * (len(templates) - 1)
        assert_valid(save(tmp_path, "thu.docx", made))
