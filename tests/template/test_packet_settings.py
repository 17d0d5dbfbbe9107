# ruff: noqa: E501  (XML stays on one line)
"""What holds for a whole file stays that of each document in its packet: notes, protection, properties."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tests.support.archives import read_parts, zipped
from tests.support.docx_builder import PLAIN_STYLES, W, docx, note, p, save, texts
from tests.support.openxml_validator import assert_valid
from tests.template.test_compose import packet, root_of, section_break, value_of
from tests.template.test_packet_looks import field_run, settings_of


def with_endnotes(content: bytes, *notes: str) -> bytes:
    """Return a .docx with endnotes 1, 2 …"""
    parts = read_parts(content)
    texts = "".join(f'<w:endnote w:id="{at}">{p(text)}</w:endnote>' for at, text in enumerate(notes, 1))
    parts["word/endnotes.xml"] = f'<w:endnotes xmlns:w="{W[1:-1]}">{texts}</w:endnotes>'.encode()
    kind = b'<Override PartName="/word/endnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"/></Types>'
    relation = b'<Relationship Id="rIdEndnotes" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes" Target="endnotes.xml"/></Relationships>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", kind)
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation)
    return zipped(parts)


def endnote(number: int) -> str:
    return f'<w:r><w:endnoteReference w:id="{number}"/></w:r>'


def notes_said(section: etree._Element) -> dict[str, str]:
    """Return what a section says of its notes: by ``footnotePr/numFmt`` …, and whether it keeps endnotes."""
    said = {
        f"{kind}/{etree.QName(each).localname}": each.get(f"{W}val", "")
        for kind in ("footnotePr", "endnotePr")
        for each in section.iterfind(f"{W}{kind}/*")
    }
    return said | ({"noEndnote": ""} if section.find(f"{W}noEndnote") is not None else {})


def test_endnotes_stand_at_the_end_of_their_document(tmp_path: Path) -> None:
    own = with_endnotes(docx(p("một", endnote(1)), section_break(""), p("hai", endnote(2))), "a", "b")
    content = packet(tmp_path, own, docx(p("thư")), own)
    save(tmp_path, "bo.docx", content)
    assert_valid(tmp_path / "bo.docx")
    assert value_of(root_of(content, "word/settings.xml"), "endnotePr/pos") == "sectEnd"
    assert [notes_said(each) for each in root_of(content).iter(f"{W}sectPr")] == [
        {"noEndnote": ""}, {}, {}, {"endnotePr/numRestart": "eachSect", "noEndnote": ""}, {},
    ]  # fmt: skip
    last = packet(tmp_path, docx(p("thư")), own)
    assert [notes_said(each) for each in root_of(last).iter(f"{W}sectPr")] == [{}, {}, {}]


def test_notes_are_numbered_as_their_document_says(tmp_path: Path) -> None:
    said = '<w:footnotePr><w:numFmt w:val="chicago"/><w:numRestart w:val="eachPage"/></w:footnotePr>'
    plain, own = (
        docx(p("một", note(1)), footnotes=["a"]),
        docx(p("hai", note(1)), footnotes=["b"], settings=said),
    )
    for templates, expected in (
        ((plain, own), [{}, {"footnotePr/numFmt": "chicago", "footnotePr/numRestart": "eachPage"}]),
        ((own, plain), [{}, {"footnotePr/numFmt": "decimal", "footnotePr/numRestart": "eachSect"}]),
        ((own, own), [{}, {}]),
        ((plain, plain), [{}, {"footnotePr/numRestart": "eachSect"}]),
    ):
        content = packet(tmp_path, *templates)
        save(tmp_path, "bo.docx", content)
        assert_valid(tmp_path / "bo.docx")
        assert [notes_said(each) for each in root_of(content).iter(f"{W}sectPr")] == expected


def test_notes_come_along_to_a_document_that_has_none(tmp_path: Path) -> None:
    own = with_endnotes(docx(p("hai", note(1), endnote(1)), footnotes=["chú"]), "cuối")
    content = packet(tmp_path, docx(p("một")), own)
    save(tmp_path, "bo.docx", content)
    assert_valid(tmp_path / "bo.docx")
    assert texts(content, "word/footnotes.xml")[-1:] == ["chú"]
    assert texts(content, "word/endnotes.xml") == ["cuối"]


def test_a_protection_that_not_all_documents_have_is_left_out(tmp_path: Path) -> None:
    protection = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    guarded, other = docx(p("một"), settings=protection), docx(p("hai"), settings='<w:zoom w:percent="100"/>')
    for templates, settings in (
        ((guarded, other), []),
        ((guarded, docx(p("hai"))), []),
        ((other, guarded), ["zoom"]),
        ((guarded, guarded), ["documentProtection"]),
        ((guarded,), ["documentProtection"]),
    ):
        assert settings_of(packet(tmp_path, *templates)) == settings


TITLE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"


def test_what_shows_a_property_keeps_that_of_its_own_document(tmp_path: Path) -> None:
    control = '<w:sdt><w:sdtPr><w:id w:val="5"/><w:dataBinding w:xpath="/x" w:storeItemID="{}"/></w:sdtPr><w:sdtContent><w:r><w:t>Tên</w:t></w:r></w:sdtContent></w:sdt>'
    own = docx(
        p(field_run("TITLE"), field_run(" docproperty Ma "), field_run("PAGE")), p(control.format(TITLE)),
        p(control.format("{00000000-0000-0000-0000-000000000001}").replace('"5"', '"6"')),
        headers={"default": '<w:p><w:fldSimple w:instr=" AUTHOR "><w:r><w:t>An</w:t></w:r></w:fldSimple></w:p>'},
    )  # fmt: skip
    content = packet(tmp_path, docx(p("một")), own)
    save(tmp_path, "bo.docx", content)
    assert_valid(tmp_path / "bo.docx")
    starts = [each for each in root_of(content).iter(f"{W}fldChar") if each.get(f"{W}fldCharType") == "begin"]
    assert [each.get(f"{W}fldLock") for each in starts] == ["1", "1", None]
    stores = [each.get(f"{W}storeItemID") for each in root_of(content).iter(f"{W}dataBinding")]
    assert stores == ["{00000000-0000-0000-0000-000000000001}"]
    assert [
        each.get(f"{W}fldLock") for each in root_of(content, "word/header1.xml").iter(f"{W}fldSimple")
    ] == ["1"]
    first = root_of(packet(tmp_path, own, docx(p("hai"))))
    assert {each.get(f"{W}fldLock") for each in first.iter(f"{W}fldChar")} == {None}
    assert len(list(first.iter(f"{W}dataBinding"))) == 2


def stops_of(paragraph: etree._Element) -> list[str]:
    return [each.get(f"{W}pos", "") for each in paragraph.iterfind(f"{W}pPr/{W}tabs/{W}tab")]


def test_default_tab_stops_stay_where_their_document_has_them(tmp_path: Path) -> None:
    """17.15.1.25: they come after a paragraph's own last stop, and a hanging line ends where its text begins."""
    tab = "<w:r><w:tab/></w:r>"
    styles = (
        PLAIN_STYLES
        + '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Thut"><w:name w:val="Thụt"/><w:pPr><w:ind w:left="9000" w:hanging="500"/></w:pPr></w:style>'
    )
    own = docx(
        p("a", tab), p("b"), p("c", tab, properties='<w:keepNext/><w:tabs><w:tab w:val="right" w:pos="9100"/></w:tabs><w:jc w:val="left"/>'),
        p("d", tab, properties='<w:pStyle w:val="Thut"/>'), p("{{ ten }}", tab, properties='<w:ind w:left="9000"/>'),
        headers={"default": p("đ", tab)}, styles=styles, settings='<w:defaultTabStop w:val="3000"/>',
    )  # fmt: skip
    content = packet(tmp_path, docx(p("một")), own)
    save(tmp_path, "bo.docx", content)
    assert_valid(tmp_path / "bo.docx")
    every = ["3000", "6000", "9000", "12000", "15000"]
    assert [stops_of(each) for each in root_of(content).iter(f"{W}p")] == [
        [], every, [], ["9100", "12000", "15000"], ["12000", "15000"], every,
    ]  # fmt: skip
    assert [stops_of(each) for each in root_of(content, "word/header1.xml")] == [every]
    same = packet(tmp_path, own, own)
    assert {len(stops_of(each)) for each in root_of(same).iter(f"{W}p")} == {0, 1}


def test_a_table_of_contents_lists_the_headings_of_its_document(tmp_path: Path) -> None:
    r"""17.16.5.68: \b names the bookmark whose headings are listed; renamed headings are known by their levels."""
    heading = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    own = docx(
        p(field_run(r"TOC \o &quot;1-3&quot; \h")), p("I", properties='<w:pStyle w:val="Heading1"/>'), p("hết"),
        styles=PLAIN_STYLES + heading,
    )  # fmt: skip
    content = packet(tmp_path, own, docx(p(field_run(r"TOC \b Khac"))), own)
    save(tmp_path, "bo.docx", content)
    assert_valid(tmp_path / "bo.docx")
    assert [str(each.text) for each in root_of(content).iter(f"{W}instrText")] == [
        r'TOC \b _MucLuc1 \o "1-3" \h', r"TOC \b Khac", r'TOC \b _MucLuc3 \u \o "1-3" \h',
    ]  # fmt: skip
    marks = root_of(content).iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")
    names = {each.get(f"{W}id"): each.get(f"{W}name") for each in root_of(content).iter(f"{W}bookmarkStart")}
    ends_of_documents = ["_skhet1", "_skhet1", "_skhet2", "_skhet2"]
    contents = [names[each.get(f"{W}id")] for each in marks]
    assert contents == ["_MucLuc1", "_MucLuc1", *ends_of_documents, "_MucLuc3", "_MucLuc3"]
    following = [each.getnext() for each in root_of(content).iter(f"{W}bookmarkEnd")]
    assert [each.tag for each in following if each is not None] == [f"{W}p", f"{W}p"]
