# ruff: noqa: E501  (XML stays on one line)
"""Each document looks in its packet as it looks alone: fonts, tables, lists, page counts, references."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from sokhet_docs.template.engine import Template, find_problems
from sokhet_docs.template.options import TemplateOptions
from tests.support.archives import edit_part, read_parts, replace_in_part, zipped
from tests.support.docx_builder import (
    LANDSCAPE,
    PLAIN_STYLES,
    PNG,
    W,
    docx,
    p,
    picture,
    save,
    table,
)
from tests.support.openxml_validator import assert_valid
from tests.template.test_compose import packet, root_of, section_break, value_of

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w15" '
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="T"><a:themeElements><a:fontScheme name="F">'
    '<a:majorFont><a:latin typeface="{0}"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont>'
    '<a:minorFont><a:latin typeface="{0}"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)
THEMED = '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>{}</w:style>'
TIMES = '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/></w:rPr>'


def with_theme(content: bytes, font: str) -> bytes:
    """Return a .docx with a theme of one font."""
    parts = read_parts(content)
    parts["word/theme/theme1.xml"] = THEME.format(font).encode()
    whole = zipped(parts)
    kind = b'<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>'
    relation = b'<Relationship Id="rIdTheme" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme" Target="theme/theme1.xml"/></Relationships>'
    whole = edit_part(whole, "[Content_Types].xml", lambda part: part.replace(b"</Types>", kind))
    return edit_part(
        whole, "word/_rels/document.xml.rels", lambda part: part.replace(b"</Relationships>", relation)
    )


def said_in(element: etree._Element | None, path: str) -> dict[str, str]:
    """Return the attributes of what stands at ``path`` (``a/b``, ``w:`` left out), without their prefix."""
    found = None if element is None else element.find("/".join(W + name for name in path.split("/")))
    attributes = () if found is None else found.attrib.items()
    return {str(name).removeprefix(W): str(value) for name, value in attributes}


def styles_of(content: bytes) -> dict[str, etree._Element]:
    return {
        each.get(f"{W}styleId", ""): each for each in root_of(content, "word/styles.xml").iter(f"{W}style")
    }


def test_a_style_with_its_own_font_inherits_none_of_a_theme(tmp_path: Path) -> None:
    own = docx(p("thư"), styles=THEMED + NORMAL.format(TIMES))
    content = packet(tmp_path, docx(p("một")), own)
    assert said_in(styles_of(content)["Normal-2"], "rPr/rFonts") == {
        "ascii": "Times New Roman", "hAnsi": "Times New Roman", "eastAsiaTheme": "minorEastAsia", "cstheme": "minorBidi",
    }  # fmt: skip


def test_a_document_keeps_the_fonts_of_its_own_theme(tmp_path: Path) -> None:
    run = '<w:r><w:rPr><w:rFonts w:asciiTheme="majorHAnsi" w:hAnsi="X"/><w:color w:val="C00000" w:themeColor="accent2"/></w:rPr><w:t>x</w:t></w:r>'
    first = with_theme(docx(p("một"), styles=THEMED + NORMAL.format("")), "Arial")
    second = with_theme(docx(p(run), styles=THEMED + NORMAL.format("")), "Verdana")
    content = packet(tmp_path, first, second)
    fonts = [dict(each.attrib) for each in root_of(content).iter(f"{W}rFonts")]
    assert fonts == [{f"{W}ascii": "Verdana", f"{W}hAnsi": "X"}]
    assert [dict(each.attrib) for each in root_of(content).iter(f"{W}color")] == [{f"{W}val": "C00000"}]
    assert said_in(styles_of(content)["Normal-2"], "rPr/rFonts")["ascii"] == "Verdana"
    same = packet(tmp_path, first, with_theme(docx(p(run), styles=THEMED + NORMAL.format("")), "Arial"))
    assert [dict(each.attrib) for each in root_of(same).iter(f"{W}rFonts")] == [
        {f"{W}asciiTheme": "majorHAnsi", f"{W}hAnsi": "X"}
    ]


def test_a_hanging_line_inherits_no_first_line(tmp_path: Path) -> None:
    defaults = '<w:docDefaults><w:pPrDefault><w:pPr><w:ind w:firstLine="567"/><w:spacing w:before="120" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    own = NORMAL.format('<w:pPr><w:spacing w:beforeAutospacing="1"/><w:ind w:hanging="284"/></w:pPr>')
    content = packet(tmp_path, docx(p("một")), docx(p("hai"), styles=defaults + own))
    style = styles_of(content)["Normal-2"]
    assert said_in(style, "pPr/ind") == {"hanging": "284"}
    assert said_in(style, "pPr/spacing") == {"beforeAutospacing": "1", "line": "300", "lineRule": "auto"}


_BORDER = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
_WIDE = '<w:spacing w:after="200" w:line="276" w:lineRule="auto"/><w:ind w:firstLine="700"/>'


def test_nothing_of_the_first_documents_defaults_is_left_in_another(tmp_path: Path) -> None:
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr>{}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{}</w:pPr></w:pPrDefault></w:docDefaults>"
    tabs = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{}"/><w:tab w:val="left" w:pos="9"/></w:tabs>'
    loud = (
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:caps/><w:snapToGrid w:val="0"/><w:spacing w:val="40"/><w:u w:val="single"/>',
        f"<w:keepLines/>{_BORDER}{tabs.format(6000)}{_WIDE}<w:contextualSpacing/>",
    )
    own = (
        '<w:rFonts w:ascii="Verdana"/>',
        (
            '<w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs>'
            '<w:spacing w:before="60" w:after="60"/><w:ind w:right="300" w:hanging="9"/>'
        ),
    )
    first, second = (docx(p("x"), styles=defaults.format(*said) + NORMAL.format("")) for said in (loud, own))

    content = packet(tmp_path, first, second)

    style = styles_of(content)["Normal-2"]
    names = {
        kind: [etree.QName(each).localname for each in style.iterfind(f"{W}{kind}/*")]
        for kind in ("pPr", "rPr")
    }
    assert names == {
        "pPr": ["keepLines", "pBdr", "tabs", "spacing", "ind", "contextualSpacing"],
        "rPr": ["rFonts", "caps", "snapToGrid", "spacing", "u"],
    }
    assert said_in(style, "pPr/spacing") == {"before": "60", "after": "60", "line": "240", "lineRule": "auto"}
    assert said_in(style, "pPr/ind") == {"left": "0", "right": "300", "hanging": "9"}
    assert {said_in(style, f"pPr/{name}")["val"] for name in ("keepLines", "contextualSpacing")} == {"0"}
    stops = [(each.get(f"{W}val"), each.get(f"{W}pos")) for each in style.iterfind(f"{W}pPr/{W}tabs/{W}tab")]
    assert stops == [("left", "9"), ("clear", "6000")]
    assert said_in(style, "pPr/pBdr/top") == {"val": "nil"}
    assert said_in(style, "rPr/rFonts")["ascii"] == "Verdana"
    assert said_in(style, "rPr/rFonts")["hAnsi"] == "Times New Roman"
    assert [said_in(style, f"rPr/{name}")["val"] for name in ("caps", "snapToGrid", "spacing", "u")] == [
        "0",
        "1",
        "0",
        "none",
    ]
    assert_valid(save(tmp_path, "bo.docx", content))


def test_a_table_without_a_style_has_the_default_one_of_its_document(tmp_path: Path) -> None:
    wide = PLAIN_STYLES.replace('w:w="108"', 'w:w="300"')
    content = packet(tmp_path, docx(table(["a"])), docx(table(["b"]), p("hết"), styles=wide))
    save(tmp_path, "bo.docx", content)
    assert_valid(tmp_path / "bo.docx")
    assert [value_of(each, "tblPr/tblStyle") for each in root_of(content).iter(f"{W}tbl")] == [
        None, "TableNormal-2",
    ]  # fmt: skip


def test_a_list_style_comes_along_with_its_list(tmp_path: Path) -> None:
    style = '<w:style w:type="numbering" w:customStyle="1" w:styleId="DS"><w:name w:val="DS"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:nsid w:val="0000AAAA"/><w:styleLink w:val="DS"/>{level}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:nsid w:val="0000AAAB"/><w:numStyleLink w:val="DS"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    listed = p("mục", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
    content = packet(tmp_path, docx(p("một")), docx(listed, styles=PLAIN_STYLES + style, numbering=numbering))
    links = {
        each.get(f"{W}val")
        for each in root_of(content, "word/numbering.xml").iter(f"{W}styleLink", f"{W}numStyleLink")
    }
    assert links == {"DS"}
    assert "DS" in styles_of(content)


COUNT = '<w:p><w:r><w:t>Trang </w:t></w:r><w:fldSimple w:instr=" PAGE "/><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NUM</w:instrText></w:r><w:r><w:instrText>PAGES </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def codes_of(content: bytes) -> list[str]:
    """Return the codes of the fields in all parts, spaces left out."""
    parts = [part.decode() for name, part in sorted(read_parts(content).items()) if name.startswith("word/")]
    return [code.strip() for part in parts for code in re.findall(r"<w:instrText[^>]*>([^<]*)<", part)]


def test_pages_are_counted_in_each_document_of_a_packet(tmp_path: Path) -> None:
    counted = docx(p("một"), COUNT, headers={"default": COUNT})
    assert codes_of(packet(tmp_path, counted, docx(p("hai")))) == ["SECTIONPAGES", "SECTIONPAGES"]
    assert codes_of(packet(tmp_path, docx(p("hai")), counted)) == ["SECTIONPAGES", "SECTIONPAGES"]
    assert codes_of(packet(tmp_path, counted)) == ["NUMPAGES", "NUMPAGES"]


def test_a_page_count_in_a_document_of_several_sections_is_told(tmp_path: Path) -> None:
    several = docx(
        p("một"),
        section_break(""),
        p("hai"),
        footers={"default": COUNT.replace(" NUM</w:instrText></w:r><w:r><w:instrText>PAGES", " NUMPAGES")},
    )
    path = save(tmp_path, "mau.docx", several)
    assert [str(problem) for problem in find_problems([path])] == [
        (
            "mau.docx: Mẫu có nhiều phần (section) nên trường NUMPAGES sẽ đếm số trang của cả tệp gửi đơn vị. "
            "Nếu cần số trang riêng của mẫu, hãy để mẫu chỉ có một phần."
        )
    ]


def field_run(code: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


@pytest.mark.parametrize(
    ("code", "renamed"),
    [
        ("REF So_hieu \\h", "REF So_hieu_2 \\h"),
        ("PAGEREF So_hieu", "PAGEREF So_hieu_2"),
        ('HYPERLINK \\l "So_hieu"', 'HYPERLINK \\l "So_hieu_2"'),
        ('STYLEREF "Tên mục"', 'STYLEREF "Tên mục (2)"'),
        ("REF Khac", "REF Khac"),
        ("SEQ Hinh \\* ARABIC", "SEQ Hinh_2 \\* ARABIC"),
        ('TOC \\b A \\h \\c "Hinh"', 'TOC \\b A \\h \\c "Hinh_2"'),
        ('TOC \\b A \\t "Khác,1,Tên mục,2"', 'TOC \\b A \\t "Khác,1,Tên mục (2),2"'),
    ],
)
def test_fields_refer_to_what_was_renamed_in_every_part(tmp_path: Path, code: str, renamed: str) -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="So_hieu"/><w:r><w:t>12</w:t></w:r><w:bookmarkEnd w:id="1"/>'
    heading = '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Muc"><w:name w:val="Tên mục"/><w:rPr><w:sz w:val="{}"/></w:rPr></w:style>'

    def document(size: int) -> bytes:
        half = len(code) // 2
        split = field_run(code).replace(
            code, f'{code[:half]}</w:instrText></w:r><w:r><w:instrText xml:space="preserve">{code[half:]}'
        )
        styled = p("x", properties='<w:pStyle w:val="Muc"/>')
        return docx(
            f"<w:p>{mark}</w:p>", styled, p(split), headers={"default": p(field_run(code))},
            styles=PLAIN_STYLES + heading.format(size),
        )  # fmt: skip

    content = packet(tmp_path, document(30), document(40))
    save(tmp_path, "bo.docx", content)
    assert_valid(tmp_path / "bo.docx")
    body = read_parts(content)["word/document.xml"].decode()
    codes = re.findall(r"<w:instrText[^>]*>([^<]*)<", body)
    assert [each.replace("&quot;", '"') for each in codes] == [code, renamed]
    assert {each.replace("&quot;", '"') for each in codes_of(content)} == {code, renamed}


def settings_of(content: bytes) -> list[str]:
    return [str(each.tag).removeprefix(W) for each in root_of(content, "word/settings.xml")]


@pytest.mark.parametrize(
    ("duplex", "mirrored", "kinds"),
    [
        (True, True, [None, "oddPage", "oddPage"]),
        (False, False, [None, None, None]),
        (None, True, [None, None, None]),
    ],
)
def test_margins_are_mirrored_only_where_both_sides_are_printed(
    tmp_path: Path, duplex: bool | None, mirrored: bool, kinds: list[str | None]
) -> None:
    own = docx(p("một {{ ten }}"), settings='<w:mirrorMargins/><w:defaultTabStop w:val="567"/>')
    plain = docx(p("hai"), settings='<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>')
    paths = [save(tmp_path, f"{at}.docx", each) for at, each in enumerate((own, plain, own))]
    content = Template.compile(paths, TemplateOptions(duplex=duplex)).render({"ten": "A"})
    save(tmp_path, "bo.docx", content)
    assert_valid(tmp_path / "bo.docx")
    assert ("mirrorMargins" in settings_of(content)) is mirrored
    assert [value_of(each, "type") for each in root_of(content).iter(f"{W}sectPr")] == kinds
    alone = Template.compile([paths[1]], TemplateOptions(duplex=duplex)).render({"ten": "A"})
    assert ("mirrorMargins" in settings_of(alone)) is bool(duplex)


def test_a_first_page_without_a_number_begins_on_a_front_page_in_word_and_libreoffice(tmp_path: Path) -> None:
    own = docx(p("một"), title_page=True)
    paths = [save(tmp_path, f"{at}.docx", own) for at in range(2)]
    content = Template.compile(paths, TemplateOptions(duplex=True)).render({})
    save(tmp_path, "bo.docx", content)
    assert_valid(tmp_path / "bo.docx")
    section = list(root_of(content).iter(f"{W}sectPr"))[-1]
    assert value_of(section, "type") is None
    alternates = section.find("{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent")
    assert alternates is not None
    assert [value_of(each, "type") for each in alternates] == ["oddPage", "nextPage"]  # of Word, of others
    assert value_of(section, "pgNumType", "start") == "1"


def test_a_section_keeps_what_another_program_notes_in_it(tmp_path: Path) -> None:
    noted = edit_part(
        docx(p("hai"), section_break(LANDSCAPE), p("ba")),
        "word/document.xml",
        lambda part: part.replace(
            b"<w:document ",
            b'<w:document xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="khac" xmlns:khac="urn:khac" ',
        ).replace(b"<w:sectPr>", b'<w:sectPr khac:ghi="1">'),
    )
    for templates in ((docx(p("một")), noted), (noted, docx(p("một")))):
        content = packet(tmp_path, *templates)
        save(tmp_path, "bo.docx", content)
        assert_valid(tmp_path / "bo.docx")
        sections = list(root_of(content).iter(f"{W}sectPr"))
        assert sorted(str(value_of(each, "pgSz", "w")) for each in sections) == ["11906", "11906", "16838"]
        assert sorted(str(each.get("{urn:khac}ghi")) for each in sections) == ["1", "1", "None"]


def test_a_list_keeps_what_only_newer_programs_understand(tmp_path: Path) -> None:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0" w15:restartNumberingAfterBreak="0"><w:nsid w:val="0000AAAA"/>{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    listed = p("mục", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    bare = docx(listed, numbering=numbering.replace(' w15:restartNumberingAfterBreak="0"', ""))
    newer = edit_part(
        docx(listed, numbering=numbering),
        "word/numbering.xml",
        lambda part: part.replace(b"<w:numbering ", b"<w:numbering " + MC.encode()),
    )
    for first in (docx(p("một")), bare):
        content = packet(tmp_path, first, newer)
        save(tmp_path, "bo.docx", content)
        assert_valid(tmp_path / "bo.docx")
        root = root_of(content, "word/numbering.xml")
        assert {str(name): value for name, value in root.attrib.items() if "Ignorable" in str(name)} == {
            "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable": "w15"
        }


SPACED = '<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="200" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
GRID = '<w:style w:type="table" w:customStyle="1" w:styleId="Luoi"><w:name w:val="Lưới"/><w:pPr><w:spacing w:after="0"/></w:pPr></w:style>'


def spacing_of(style: etree._Element) -> dict[str, str]:
    return said_in(style, "pPr/spacing")


def test_a_tables_style_still_sets_its_paragraphs_where_defaults_differ(tmp_path: Path) -> None:
    """17.7.2: what a table's style says counts before the defaults, after the paragraph's style."""
    spaced = SPACED.replace(
        "<w:docDefaults>", '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
    )
    box = "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    own = table([p("trong", box)]).replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="Luoi"/>')
    content = packet(
        tmp_path, docx(p("một")),
        docx(p("ngoài"), own, table(["b"]), p("hết"), styles=spaced + NORMAL.format("") + GRID),
    )  # fmt: skip
    save(tmp_path, "bo.docx", content)
    assert_valid(tmp_path / "bo.docx")
    named = [value_of(each, "pPr/pStyle") for each in root_of(content).iter(f"{W}p")]
    assert named == [None, "Normal-2", "Normal-2-bang", "Normal-2", "Normal-2", "Normal-2"]
    styles = styles_of(content)
    assert {name: spacing_of(styles[name]) for name in ("Normal-2", "Normal-2-bang", "Luoi")} == {
        "Normal-2": {"after": "200", "line": "276", "lineRule": "auto"},
        "Normal-2-bang": {},
        "Luoi": {"after": "0", "line": "276", "lineRule": "auto"},
    }
    sizes = {name: value_of(style, "rPr/sz") for name, style in styles.items()}
    assert sizes == {
        "Normal": None,
        "TableNormal": None,
        "Normal-2": "22",
        "Normal-2-bang": "22",
        "Luoi": None,
    }


def test_a_style_whose_name_is_free_keeps_it(tmp_path: Path) -> None:
    """Word makes tables of contents of headings, and marks of notes, by their names."""
    heading = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>'
    mark = '<w:style w:type="character" w:styleId="Mark"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    own = docx(
        p("I", properties='<w:pStyle w:val="Heading1"/>'), p('<w:r><w:rPr><w:rStyle w:val="Mark"/></w:rPr></w:r>'),
        styles=SPACED + NORMAL.format("") + heading + mark,
    )  # fmt: skip
    for first in (docx(p("một")), docx(p("một"), styles=PLAIN_STYLES + mark)):
        content = packet(tmp_path, first, own)
        names = {value_of(each, "name") for each in styles_of(content).values()}
        assert names >= {"heading 1", "footnote reference", "Normal (2)"}
        assert not names & {"heading 1 (2)", "footnote reference (2)"}


def test_a_document_without_styles_takes_none_of_another(tmp_path: Path) -> None:
    content = packet(tmp_path, docx(p("một"), styles=NORMAL.format(TIMES)), docx(p("hai"), styles=""))
    assert [value_of(each, "pPr/pStyle") for each in root_of(content).iter(f"{W}p")] == [None, "Normal-2"]
    assert [len(each) for each in styles_of(content).values()] == [2, 1]
    content = packet(tmp_path, docx(p("một"), styles=""), docx(p("hai"), styles=NORMAL.format(TIMES)))
    assert [value_of(each, "pPr/pStyle") for each in root_of(content).iter(f"{W}p")] == [None, "Normal-2"]


def with_colour(content: bytes, colour: str) -> bytes:
    """Return a .docx with a theme, its first accent of ``colour``."""
    scheme = f'<a:themeElements><a:clrScheme name="C"><a:dk1><a:sysClr val="windowText" lastClr="101010"/></a:dk1><a:accent1><a:srgbClr val="{colour}"/></a:accent1></a:clrScheme>'
    return replace_in_part(with_theme(content, "Arial"), "word/theme/theme1.xml", "<a:themeElements>", scheme)


def colours_of(content: bytes) -> list[str]:
    """Return the colours that the drawings of the body name."""
    return [
        f"{etree.QName(each).localname} {each.get('val')}"
        for each in root_of(content).iter()
        if etree.QName(each).localname in ("schemeClr", "srgbClr")
    ]


def test_a_drawing_keeps_the_colours_of_its_documents_theme(tmp_path: Path) -> None:
    line = '<a:ln><a:solidFill><a:schemeClr val="{}"/></a:solidFill></a:ln></pic:spPr>'
    shade = '<a:ln><a:solidFill><a:schemeClr val="accent1"><a:lumMod val="50000"/></a:schemeClr></a:solidFill></a:ln></pic:spPr>'
    pictures = [picture("rIdP", at).replace("</pic:spPr>", each) for at, each in enumerate((line.format("tx1"), shade, line.format("phClr")), 1)]  # fmt: skip
    drawn = docx(*map(p, pictures), pictures={"rIdP": PNG})
    own, other = with_colour(drawn, "C00000"), with_colour(docx(p("một")), "00C000")
    named, written = ["schemeClr tx1", "schemeClr accent1", "schemeClr phClr"], ["srgbClr 101010", "srgbClr C00000", "schemeClr phClr"]  # fmt: skip
    for templates, colours in (
        ((own, other), named),
        ((other, own), written),
        ((docx(p("một")), own), named),
    ):
        content = packet(tmp_path, *templates)
        assert colours_of(content) == colours
        theme = read_parts(content)["word/theme/theme1.xml"]
        assert (b"C00000" in theme) is (colours == named)


def test_a_header_that_is_blank_for_another_documents_sake_takes_no_room(tmp_path: Path) -> None:
    borders = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="567" w:right="850" w:bottom="1134" w:left="1701" w:header="709" w:footer="709" w:gutter="0"/>'
    headed = docx(p("một"), headers={"default": p("ĐẦU")})

    content = packet(
        tmp_path, headed, docx(p("hai"), section=borders), docx(p("ba"), headers={"default": p("B")})
    )

    margins = list(root_of(content).iter(f"{W}pgMar"))
    assert [(each.get(f"{W}header"), each.get(f"{W}footer")) for each in margins][1] == ("507", "709")
    assert margins[2].get(f"{W}header") == margins[0].get(f"{W}header")


def test_a_blank_header_has_none_of_the_first_documents_borders_and_shading(tmp_path: Path) -> None:
    defaults = f'<w:docDefaults><w:pPrDefault><w:pPr>{_BORDER}<w:shd w:val="clear" w:color="auto" w:fill="FF0000"/></w:pPr></w:pPrDefault></w:docDefaults>'
    headed = docx(p("một"), styles=defaults + NORMAL.format(""), headers={"default": p("ĐẦU")})

    content = packet(tmp_path, headed, docx(p("hai")))

    blank = root_of(content, "word/empty-header.xml")
    assert [each.get(f"{W}val") for each in blank.iterfind(f"{W}p/{W}pPr/{W}pBdr/*")] == ["nil"] * 6
    assert value_of(blank, "p/pPr/shd", "fill") == "auto"
    assert_valid(save(tmp_path, "bo.docx", content))


def test_captions_are_listed_by_their_own_name_alone(tmp_path: Path) -> None:
    listed = docx(p(field_run('TOC \\o "1-2" \\t "Tên mục,3"'), field_run('TOC \\h \\c "Hinh"')), p("hết"))

    codes = [each.text for each in root_of(packet(tmp_path, listed, listed)).iter(f"{W}instrText")]

    assert codes == [
        'TOC \\b _MucLuc1 \\o "1-2" \\t "Tên mục,3"',
        'TOC \\h \\c "Hinh"',
        'TOC \\b _MucLuc2 \\u \\o "1-2" \\t "Tên mục,3"',
        'TOC \\h \\c "Hinh_2"',
    ]


def test_what_libreoffice_takes_from_the_files_defaults_is_said_by_each_style(tmp_path: Path) -> None:
    defaults = '<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    listed = '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/><w:basedOn w:val="Normal"/><w:pPr><w:contextualSpacing/></w:pPr></w:style>'
    tables = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
        '<w:style w:type="table" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:after="0"/></w:pPr></w:style>'
    )
    own = docx(
        p("hai", properties='<w:pStyle w:val="Muc"/>'), table(["a"]).replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="Con"/>'), p("x"),
        styles=defaults + NORMAL.format("") + listed + tables,
    )  # fmt: skip

    styles = styles_of(packet(tmp_path, docx(p("một")), own))

    assert said_in(styles["Muc"], "pPr/spacing") == {"after": "160", "line": "259", "lineRule": "auto"}
    assert said_in(styles["Con"], "pPr/spacing") == {"after": "0", "line": "259", "lineRule": "auto"}
