# ruff: noqa: E501  (a template stays on one line)
"""What fetches or runs by an attribute, a part's bytes or a field built by commands is refused; a plain letter is not."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from sokhet_docs.problems import Severity, TemplateError
from sokhet_docs.template.engine import Template, find_problems
from tests.support.archives import edit_part, read_parts, replace_in_part, zipped
from tests.support.docx_builder import NS, PNG, PORTRAIT, docx, p, picture, r, save
from tests.support.environment import TEMPLATES
from tests.support.extra_parts import with_part

RUNS = "sẽ tự chạy hoặc tự tải ở máy đơn vị."
V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
OUTSIDE = "nội dung lấy từ bên ngoài tệp"
MASKED = "trường của Word có tên bị che"
MICROSOFT = "http://schemas.microsoft.com/office"


def vml(inner: str) -> str:
    """Return a paragraph with an old drawing."""
    return f"<w:p><w:r><w:pict><v:shape {V}>{inner}</v:shape></w:pict></w:r></w:p>"


def field(*codes: str) -> str:
    """Return a paragraph with a field; a code that starts with ``<w:`` stands there as it is."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    runs = (
        one if one.startswith("<w:") else f'<w:r><w:instrText xml:space="preserve">{one}</w:instrText></w:r>'
        for one in codes
    )
    return f"<w:p>{sign.format('begin')}{''.join(runs)}{sign.format('separate')}{r('x')}{sign.format('end')}</w:p>"


def entry(kind: str) -> str:
    """Return a paragraph with a form field that runs a macro."""
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:{kind} w:val="Chay"/></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def nested(before: str, behind: str) -> str:
    """Return a paragraph with a field in whose code the page's number stands."""
    return field(before, inner(" PAGE "), behind)


def inner(code: str) -> str:
    """Return the runs of a field that stands in another one's code."""
    return field(code).removeprefix("<w:p>").removesuffix("</w:p>")


DELETED = '<w:del w:id="1" w:author="a"><w:r><w:delInstrText> DDEAUTO c x </w:delInstrText></w:r></w:del>'
ELEMENTS = {
    "a picture's old address": (vml('<v:imagedata o:href="http://a/b.png"/>'), f"{OUTSIDE}: http://a/b.png"),
    "a picture's source": (vml('<v:imagedata src="b.png"/>'), f"{OUTSIDE}: b.png"),
    "a filling": (vml('<v:fill type="frame" src="//may/b.png"/>'), f"{OUTSIDE}: //may/b.png"),
    "another source": (vml('<v:stroke o:althref="\\\\may\\b.png"/>'), f"{OUTSIDE}: \\\\may\\b.png"),
    "an attribute that nobody knows": (f'<w:p><w:r><w:pict><v:shape {V} o:xyz="https://a/b"/></w:pict></w:r></w:p>', f"{OUTSIDE}: https://a/b"),
    "a picture by the address of a link": (vml('<v:imagedata r:href="rIdL"/>'), f"{OUTSIDE}: https://x.example"),
    "a drawing by the address of a link": ('<w:p><w:r><w:drawing><a:blip r:link="rIdL"/></w:drawing></w:r></w:p>', f"{OUTSIDE}: https://x.example"),
    "a film": ('<w:p><w:r><w:drawing><wp15:webVideoPr xmlns:wp15="http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing" embeddedHtml="&lt;iframe&gt;"/></w:drawing></w:r></w:p>', "video lấy từ mạng"),
    "a macro on entry": (entry("entryMacro"), "macro của trường điền: Chay"),
    "a macro on exit": (entry("exitMacro"), "macro của trường điền: Chay"),
    "a click that runs a macro": ('<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="a"><a:hlinkClick action="ppaction://macro?name=a"/></wp:docPr></wp:inline></w:drawing></w:r></w:p>', "liên kết tự chạy: ppaction://macro?name=a"),
    "a shape that runs a script": (f'<w:p><w:r><w:pict><v:shape {V} href="javascript:a()"/></w:pict></w:r></w:p>', "liên kết tự chạy: javascript:a()"),
    "a link that runs a script": (field(' HYPERLINK "vbscript:a" '), "liên kết tự chạy: vbscript:a"),
    "a name built by commands": (p('<w:fldSimple w:instr=" {% if 1 %}INCLUDE{% endif %}PICTURE &quot;http://a&quot;"/>'), MASKED),
    "a name with a remark in it": (field(" INCLUDE{# a #}PICTURE "), MASKED),
    "a name that a tag prints": (field(" {{ ten }} c "), MASKED),
    "a name cut by a command": (field(" INCLUDE", r("{% if 1 %}PICTURE{% endif %}"), " x "), MASKED),
    "a name from another field": (field(" INCLUDE", inner(' QUOTE "PICTURE" '), " x "), MASKED),
    "a name behind a sum that goes": (field(DELETED.replace(" DDEAUTO c x ", "="), inner(' QUOTE "DDE" '), " x "), MASKED),
    "a sign that a tag prints": ("<w:p><w:r><w:fldChar w:fldCharType=\"{{ 'begin' }}\"/></w:r></w:p>", MASKED),
    "a field that no letter needs": (field(" NEWFETCH x "), "trường NEWFETCH của Word"),
    "a field without a space": (field(" DDEAUTO\\* x "), "trường DDEAUTO của Word"),
    "a button's macro": (field(" MACROBUTTON NoMacroAtAll x "), "trường MACROBUTTON của Word"),
    "a field that a bookmark is called by": (
        p('<w:bookmarkStart w:id="7" w:name="DDEAUTO"/><w:bookmarkEnd w:id="7"/>') [: -len("</w:p>")] + field(" DDEAUTO cmd x ")[len("<w:p>") :],
        "trường DDEAUTO của Word",
    ),
    "a field without an end": (field(" DDEAUTO cmd x ").replace('w:fldCharType="end"', 'w:fldCharType="separate"'), "trường DDEAUTO của Word"),
    "an address behind a switch": (field(' HYPERLINK \\o "a" "ms-word:ofe|u|http://x" '), "liên kết tự chạy: ms-word:ofe|u|http://x"),
    "an address in pieces": (field(' HYPERLINK "{% if 1 %}java{% endif %}script:a" '), "liên kết tự chạy: {% if 1 %}java{% endif %}script:a"),
    "an address behind one that goes": (field(' HYPERLINK "{% if 0 %}http:{% endif %}ms-word:a" '), "liên kết tự chạy: {% if 0 %}http:{% endif %}ms-word:a"),
    "a deleted field": (field(DELETED), "trường DDEAUTO của Word"),
}  # fmt: skip


@pytest.mark.parametrize("name", ELEMENTS)
def test_what_fetches_or_runs_in_the_text_is_refused_at_its_place(tmp_path: Path, name: str) -> None:
    body, what = ELEMENTS[name]
    link = p(f'<w:hyperlink r:id="rIdL">{r("x")}</w:hyperlink>')
    path = save(tmp_path, "mau.docx", docx(link, body, links={"rIdL": "https://x.example"}))

    assert [str(one).split(f", {RUNS}")[0] for one in find_problems(path) if RUNS in str(one)] == [
        f"mau.docx, đoạn 2: Mẫu có {what}"
    ]
    with pytest.raises(TemplateError, match=RUNS):
        Template.compile(path)


def test_a_picture_from_the_web_is_to_be_put_into_the_template(tmp_path: Path) -> None:
    path = save(tmp_path, "mau.docx", docx(field(' INCLUDEPICTURE "http://a.vn/b.png" \\* MERGEFORMATINET ')))

    assert list(map(str, find_problems(path))) == [
        f"mau.docx, đoạn 1: Mẫu có trường INCLUDEPICTURE của Word, {RUNS} Hãy xóa chỗ này, hoặc chèn hẳn hình vào mẫu."
    ]


def test_what_fetches_in_a_header_and_in_a_background_is_refused(tmp_path: Path) -> None:
    headed = docx(p("x"), headers={"default": vml('<v:imagedata o:href="http://a/b.png"/>')})
    fill = f'<w:background w:color="FFFFFF"><v:background {V}><v:fill o:href="http://a/b.png"/></v:background></w:background><w:body>'
    backed = edit_part(docx(p("x")), "word/document.xml", lambda xml: xml.replace(b"<w:body>", fill.encode()))

    for template, place in ((headed, "mau.docx, đầu trang 1, đoạn 1: "), (backed, "mau.docx: ")):
        (found,) = find_problems(save(tmp_path, "mau.docx", template))
        assert str(found).startswith(f"{place}Mẫu có {OUTSIDE}: http://a/b.png, {RUNS}")


def svg(inner: str) -> str:
    """Return a drawing in SVG."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inner}</svg>'


def workbook(*names: str) -> bytes:
    """Return a workbook with parts of these names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "x")
    return stream.getvalue()


NOT_A_PICTURE = "tệp không phải là hình, gắn như hình (word/media/a)"
SCRIPTED = "hình SVG có mã lệnh hoặc lấy nội dung từ bên ngoài (word/media/a)"
UNNEEDED = "phần mà một văn bản không cần (word/media/a)"
PARTS: dict[str, tuple[str, str, str | bytes, str]] = {
    "a program as a picture": ("image", "application/octet-stream", b"MZ\x90\x00", NOT_A_PICTURE),
    "a program called a picture": ("image", "image/png", b"MZ\x90\x00", NOT_A_PICTURE),
    "a page called a picture": ("image", "image/png", b"<html>", NOT_A_PICTURE),
    "a program as a small picture": ("thumbnail", "image/jpeg", b"MZ\x90\x00", NOT_A_PICTURE),
    "a program as a font": ("font", "application/vnd.openxmlformats-officedocument.obfuscatedFont", b"MZ\x90\x00", UNNEEDED),
    "a program as data": ("customXml", "application/octet-stream", b"MZ\x90\x00", UNNEEDED),
    "a part that no letter needs": (f"{MICROSOFT}/2030/relationships/runner", "application/xml", "<x/>", UNNEEDED),
    "a model": (f"{MICROSOFT}/2017/06/relationships/model3d", "model/gltf.binary", b"glTF\x02", UNNEEDED),
    "a film": ("video", "video/mp4", b"\x00\x00\x00 ftyp", "phim hoặc âm thanh"),
    "a script": ("image", "image/svg+xml", svg("<script>a()</script>"), SCRIPTED),
    "a drawing's event": ("image", "image/svg+xml", svg('<rect onload="a()"/>'), SCRIPTED),
    "a drawing's picture from elsewhere": ("image", "image/svg+xml", svg('<image href="http://a/b.png"/>'), SCRIPTED),
    "a drawing's old picture from elsewhere": ("image", "image/svg+xml", svg('<image xlink:href="//a/b.png"/>'), SCRIPTED),
    "a drawing's page": ("image", "image/svg+xml", svg('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'), SCRIPTED),
    "a drawing's style from elsewhere": ("image", "image/svg+xml", svg("<style>@import 'http://a/b.css';</style>"), SCRIPTED),
    "a drawing's style sheet": ("image", "image/svg+xml", f'<?xml-stylesheet href="http://a/b.css"?>{svg("<rect/>")}', SCRIPTED),
    "a drawing's filling from elsewhere": ("image", "image/svg+xml", svg('<rect style="fill:url(http://a/b)"/>'), SCRIPTED),
}  # fmt: skip


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_is_more_than_a_letter_needs_is_refused(tmp_path: Path, name: str) -> None:
    kind, content_type, content, what = PARTS[name]
    template = with_part(docx(p("x")), "word/media/a", kind, content_type, content)
    path = save(tmp_path, "mau.docx", template)

    (found,) = find_problems(path)
    assert str(found).startswith(f"mau.docx: Mẫu có {what}, {RUNS}")
    assert found.severity is Severity.ERROR


@pytest.mark.parametrize(("content", "is_plain"), [(workbook("xl/workbook.xml"), True), (workbook("xl/vbaProject.bin"), False), (workbook("xl/externalLinks/a.xml"), False), (b"MZ\x90\x00", False)])  # fmt: skip
def test_the_figures_of_a_chart_are_a_plain_workbook(tmp_path: Path, content: bytes, is_plain: bool) -> None:
    chart = '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    template = with_part(docx(p("x")), "word/charts/chart1.xml", "chart", "drawingml.chart", chart)
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" Target="a.xlsx"/></Relationships>'
    stream = io.BytesIO(template)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/charts/_rels/chart1.xml.rels", rels)
        archive.writestr("word/charts/a.xlsx", content)

    found = find_problems(save(tmp_path, "mau.docx", stream.getvalue()))
    assert [RUNS in str(one) for one in found] == ([] if is_plain else [True])


PUBLIC = (
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"{}>'
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- Generator: Adobe Illustrator -->\n'
NAMED = "<!ENTITY ns_svg \"http://www.w3.org/2000/svg\"><!ENTITY ns_xlink 'http://www.w3.org/1999/xlink'>"
TYPED = {
    "public": f"{HEAD}{PUBLIC.format('')}{svg('<rect/>')}",
    "with names": f'{HEAD}{PUBLIC.format(f" [{NAMED}]")}<svg xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;"><rect/></svg>',
    "of the file alone": f"<!DOCTYPE svg>{svg('<rect/>')}",
}
"""Drawings with a document type, as Inkscape, Illustrator and Corel write them."""


@pytest.mark.parametrize("name", TYPED)
def test_a_drawing_goes_out_without_its_document_type(tmp_path: Path, name: str) -> None:
    part = "word/media/a.svg"
    path = save(tmp_path, "mau.docx", with_part(docx(p("x")), part, "image", "image/svg+xml", TYPED[name]))

    assert find_problems(path) == ()
    drawing = read_parts(Template.compile(path).render({}))[part]
    assert b"DOCTYPE" not in drawing
    assert b"&ns" not in drawing
    assert etree.fromstring(drawing)[0].tag == "{http://www.w3.org/2000/svg}rect"


MANY = "".join(f'<!ENTITY a{number} "{number and f"&a{number - 1};" * 10}">' for number in range(9))
BOMBS = {
    "names of names": f"{PUBLIC.format(f' [{MANY}]')}{svg('<text>&a8;</text>')}",
    "a long name": f"{PUBLIC.format(f' [<!ENTITY a {chr(34)}{chr(120) * 90_000}{chr(34)}>]')}{svg(f'<text>{chr(38)}a;</text>' * 5_000)}",
    "a file of this machine": f"{PUBLIC.format(chr(32) + '[<!ENTITY a SYSTEM ' + chr(34) + 'file:///etc/passwd' + chr(34) + '>]')}{svg('<text>&a;</text>')}",
    "a second document type": f"<!DOCTYPE svg>{svg('<!DOCTYPE a>')}",
    "a command by default": f"{PUBLIC.format(' [<!ATTLIST svg onload CDATA ' + chr(34) + 'a()' + chr(34) + '>]')}{svg('<rect/>')}",
    "a name never said": f"{PUBLIC.format('')}{svg('<text>&a;</text>')}",
    "no end": "<svg>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_drawing_that_cannot_be_read_safely_is_named(tmp_path: Path, name: str) -> None:
    template = with_part(docx(p("x")), "word/media/a.svg", "image", "image/svg+xml", BOMBS[name])
    path = save(tmp_path, "mau.docx", template)

    assert list(map(str, find_problems(path))) == [
        "mau.docx: Hình SVG trong mẫu không đọc được (word/media/a.svg). Hãy chèn lại hình dạng PNG."
    ]


HARMLESS = {
    "a shape with a link": docx(f'<w:p><w:r><w:pict><v:shape {V} href="https://x.example" alt="http://a"/></w:pict></w:r></w:p>'),
    "a described picture": docx('<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="http://a/b.png"/></wp:inline></w:drawing></w:r></w:p>'),
    "a plain drawing": with_part(docx(p("x")), "word/media/a.svg", "image", "image/svg+xml", svg('<defs><path id="a"/></defs><use xlink:href="#a" style="fill:url(#b)"/>')),
    "a picture": with_part(docx(p("x")), "word/media/a.png", "image", "image/png", PNG),
    "the name of a bookmark": docx(field(" ketluan "), '<w:p><w:bookmarkStart w:id="1" w:name="KetLuan"/><w:bookmarkEnd w:id="1"/></w:p>'),
    "a sum with a field": docx(nested("=", "-1"), nested(" =", "-1"), nested(" = ", " - 1 "), nested(" =(", ")*2 ")),
    "a form field without a macro": docx(entry("entryMacro").replace("Chay", "")),
    "a packet of notes in a drawing": with_part(docx(p("x")), "word/media/a.svg", "image", "image/svg+xml", svg('<metadata><?xpacket begin="" id="a"?><?xpacket end="w"?></metadata>')),
    "a sum": docx(field(" =SUM(ABOVE) ")),
    "a field without a space": docx(field(" PAGE\\* MERGEFORMAT ")),
    "a mail": docx(field(' HYPERLINK "mailto:a@b.vn" '), field(' HYPERLINK \\l "b" '), field(' HYPERLINK "C:\\a.docx" ')),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMLESS)
def test_what_a_letter_needs_is_let_through(tmp_path: Path, name: str) -> None:
    path = save(tmp_path, "mau.docx", HARMLESS[name])

    assert find_problems(path) == ()
    assert Template.compile(path).render({})


FONTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"


@pytest.mark.parametrize("start", [b"<", b"MZ", b"PK", b"#!", b"\x00\x01\x00\x00"])
def test_a_hidden_font_may_begin_with_any_sign(tmp_path: Path, start: bytes) -> None:
    template = with_part(docx(p("x")), "word/fonts/font1.odttf", FONTS, FONT, start + b"\x05" * 40)

    assert find_problems(save(tmp_path, "mau.docx", template)) == ()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
KEYS = '<wne:tcg xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml"><wne:keymaps><wne:keymap wne:kcmPrimary="0241"><wne:macro wne:macroName="X"/></wne:keymap></wne:keymaps></wne:tcg>'
PLIST = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0"><dict/></plist>'
LEFT_OUT: dict[str, tuple[str, str, str, str | bytes]] = {
    "a Mac's printer": ("word/printerSettings1.bin", "printerSettings", f"{WORD}.printerSettings", PLIST),
    "a printer": ("word/printerSettings1.bin", "printerSettings", f"{WORD}.printerSettings", "\\\\MAYIN\\HP".encode("utf-16-le")),
    "the people of a mail merge": ("word/recipientData.xml", "recipientData", "application/vnd.ms-word.mailMergeRecipientData+xml", f'<w:recipients xmlns:w="{NS}"/>'),
    "keys": ("word/customizations.xml", f"{MICROSOFT}/2006/relationships/keyMapCustomizations", "application/vnd.ms-word.keyMapCustomizations+xml", KEYS),
}  # fmt: skip
"""What the author's own computer needs, and no unit: its name, kind, type and content."""


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_only_the_author_needs_does_not_go_out(tmp_path: Path, name: str) -> None:
    part, kind, content_type, content = LEFT_OUT[name]
    section = f'<w:printerSettings r:id="rIdX"/>{PORTRAIT}' if kind == "printerSettings" else PORTRAIT
    path = save(
        tmp_path, "mau.docx", with_part(docx(p("x"), section=section), part, kind, content_type, content)
    )

    assert find_problems(path) == ()
    made = read_parts(Template.compile(path).render({}))
    assert part not in made
    assert not any(b"rIdX" in content for content in made.values())


def test_the_people_of_a_mail_merge_are_dropped_with_it(tmp_path: Path) -> None:
    merge = '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:odso><w:recipientData r:id="rIdX"/></w:odso></w:mailMerge>'
    part, kind, content_type, content = LEFT_OUT["the people of a mail merge"]
    parts = read_parts(with_part(docx(p("x"), settings=merge), part, kind, content_type, content))
    rels = "word/_rels/document.xml.rels"
    line = re.search(rb'<Relationship Id="rIdX"[^>]*/>', parts[rels])
    assert line
    parts[rels] = parts[rels].replace(line[0], b"")
    parts["word/_rels/settings.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + line[0]
        + b"</Relationships>"
    )
    path = save(tmp_path, "mau.docx", zipped(parts))

    assert find_problems(path) == ()
    made = read_parts(Template.compile(path).render({}))
    assert part not in made
    assert b"mailMerge" not in made["word/settings.xml"]


LOST = "Hình “Ảnh 1” đã mất, tệp mẫu không còn giữ nó. Hãy xóa hình này rồi chèn lại."
LOSING = {
    "within the file": 'Target="NULL"', "above the file": 'Target="../NULL"', "elsewhere": 'Target="NULL" TargetMode="External"',
    "gone": 'Target="media/gone.png"',
}  # fmt: skip


@pytest.mark.parametrize("name", LOSING)
def test_a_picture_that_word_lost_is_named_where_it_stands(tmp_path: Path, name: str) -> None:
    body, header = p("x"), {"default": p("đầu")}
    shown = docx(body, p(picture("rIdP", 1)), headers=header, pictures={"rIdP": PNG})
    unused = docx(body, headers=header, pictures={"rIdP": PNG})
    rels, there = "word/_rels/document.xml.rels", 'Target="media/rIdP.png"'
    path = save(tmp_path, "mau.docx", replace_in_part(shown, rels, there, LOSING[name]))

    assert list(map(str, find_problems(path))) == [f"mau.docx, đoạn 2: {LOST}"]
    with pytest.raises(TemplateError, match="đã mất"):
        Template.compile(path)
    path = save(tmp_path, "khac.docx", replace_in_part(unused, rels, there, LOSING[name]))
    assert find_problems(path) == ()
    assert b"NULL" not in read_parts(Template.compile(path).render({}))[rels]


def test_an_old_picture_that_word_lost_is_named_where_it_stands(tmp_path: Path) -> None:
    linked = docx(p("x"), vml('<v:imagedata r:id="rIdP"/>'), pictures={"rIdP": PNG})
    rels = "word/_rels/document.xml.rels"
    path = save(tmp_path, "mau.docx", replace_in_part(linked, rels, "media/rIdP.png", "NULL"))

    assert list(map(str, find_problems(path))) == [f"mau.docx, đoạn 2: {LOST.replace(' “Ảnh 1”', '')}"]


def test_no_template_of_ours_is_refused() -> None:
    templates = sorted(TEMPLATES.glob("*.docx"))

    assert templates
    assert [one for path in templates for one in find_problems(path) if RUNS in str(one)] == []


def test_a_part_that_is_called_data_too_is_looked_at(tmp_path: Path) -> None:
    header = f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{vml("<v:imagedata o:href=" + chr(34) + "http://a/b.png" + chr(34) + "/>")}</w:hdr>'
    template = with_part(docx(p("x")), "word/header9.xml", "header", "wordprocessingml.header", header)
    again = b'<Relationship Id="rIdY" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml" Target="header9.xml"/></Relationships>'
    template = edit_part(
        template, "word/_rels/document.xml.rels", lambda rels: rels.replace(b"</Relationships>", again)
    )

    assert any(
        f"{OUTSIDE}: http://a/b.png" in str(one)
        for one in find_problems(save(tmp_path, "mau.docx", template))
    )
