"""Marks in what is no plain text: boxes, shapes, notes, comments, equations, symbols, fields, revisions."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from tests.support.docx_builder import W, docx, p
from tests.support.marks.draft import DECLARED, Draft, Home, append, elements, put_after, table, words
from tests.support.marks.typing import r

Placement = Callable[[Draft], None]
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


def _write(draft: Draft, make: Callable[[str], str], home: Home = Home.KEPT) -> None:
    """Fill a section with words and with what ``make`` makes of a mark, as runs of the same paragraph."""
    key = draft.section().key
    mark = draft.word(home, None if home is Home.TOLD else key)
    draft.fill(key, f"<w:p>{r('Đã làm. ')}{make(mark)}</w:p>")


# Boxes, shapes, charts ------------------------------------------------------------------------------------


def _anchor(graphic: str, kind: str) -> str:
    uri = f"http://schemas.microsoft.com/office/word/2010/{kind}"
    return (
        '<w:drawing><wp:inline><wp:extent cx="900000" cy="300000"/><wp:docPr id="901" name="Hộp 1"/>'
        "<a:graphic>"
        f'<a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _wps(content: str) -> str:
    box = f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
    return f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/>{box}<wps:bodyPr/></wps:wsp>'


def _vml(content: str) -> str:
    box = f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>"
    return f'<w:pict><v:shape id="b1">{box}</v:shape></w:pict>'


def box_with_a_fallback(draft: Draft) -> None:
    def make(mark: str) -> str:
        choice = (
            f'<mc:Choice Requires="wps">{_anchor(_wps(draft.p(mark)), "wordprocessingShape")}</mc:Choice>'
        )
        fallback = f"<mc:Fallback>{_vml(draft.p(mark))}</mc:Fallback>"
        return f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"

    _write(draft, make)


def box_without_a_fallback(draft: Draft) -> None:
    _write(draft, lambda mark: f"<w:r>{_anchor(_wps(draft.p(mark)), 'wordprocessingShape')}</w:r>")


def box_of_an_old_word(draft: Draft) -> None:
    _write(draft, lambda mark: f"<w:r>{_vml(draft.p(mark))}</w:r>")


def box_only_in_the_fallback(draft: Draft) -> None:
    def make(mark: str) -> str:
        fallback = f"<mc:Fallback>{_vml(draft.p(mark))}</mc:Fallback>"
        return f'<w:r><mc:AlternateContent><mc:Choice Requires="khac"/>{fallback}</mc:AlternateContent></w:r>'

    _write(draft, make)


def text_only_in_a_fallback(draft: Draft) -> None:
    def make(mark: str) -> str:
        fallback = f"<mc:Fallback><w:t>{mark}</w:t></mc:Fallback>"
        return f'<w:r><mc:AlternateContent><mc:Choice Requires="khac"/>{fallback}</mc:AlternateContent></w:r>'

    _write(draft, make)


def text_only_in_a_choice(draft: Draft) -> None:
    def make(mark: str) -> str:
        choice = f'<mc:Choice Requires="w14"><w:t>{mark}</w:t></mc:Choice>'
        return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"

    _write(draft, make)


def box_outside_the_sections(draft: Draft) -> None:
    box = f"<w:p><w:r>{_vml(draft.p(draft.word()))}</w:r></w:p>"
    put_after(draft.line("Số liệu từ năm"), box)


def box_beside_the_annex(draft: Draft) -> None:
    put_after(draft.annex, f"<w:p><w:r>{_vml(draft.p(draft.number()))}</w:r></w:p>")


def box_over_a_figures_cell(draft: Draft) -> None:
    figure, period = draft.figure()
    tag = f"sl_{figure.key}_{period.key}"
    mark = draft.number(slot=(figure.key, period.key))
    draft.control(tag).addnext(elements(f"<w:r>{_vml(draft.p(mark))}</w:r>")[0])


def table_in_a_box(draft: Draft) -> None:
    _write(draft, lambda mark: f"<w:r>{_vml(table([draft.p(mark)]) + '<w:p/>')}</w:r>")


def group_of_shapes(draft: Draft) -> None:
    def make(mark: str) -> str:
        group = (
            f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr/>{_wps(words('Hộp.'))}{_wps(draft.p(mark))}</wpg:wgp>"
        )
        return f"<w:r>{_anchor(group, 'wordprocessingGroup')}</w:r>"

    _write(draft, make)


def shape_with_drawing_text(draft: Draft) -> None:
    def make(mark: str) -> str:
        text = f"<wps:txBody><a:p><a:r><a:t>{mark}</a:t></a:r></a:p></wps:txBody>"
        return f"<w:r>{_anchor(f'<wps:wsp>{text}</wps:wsp>', 'wordprocessingShape')}</w:r>"

    _write(draft, make)


def word_art(draft: Draft) -> None:
    def make(mark: str) -> str:
        return (
            f'<w:r><w:pict><v:shape id="c1"><v:textpath style="" string="{mark}"/></v:shape></w:pict></w:r>'
        )

    _write(draft, make)


def _graphic(uri: str, inner: str) -> str:
    data = (
        f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{uri}">{inner}</a:graphicData>'
    )
    inline = f'<wp:inline><wp:docPr id="902" name="x"/><a:graphic>{data}</a:graphic></wp:inline>'
    return f"<w:r><w:drawing>{inline}</w:drawing></w:r>"


def smart_art(draft: Draft) -> None:
    def make(mark: str) -> str:
        text = f"<dgm:t><a:bodyPr/><a:p><a:r><a:t>{mark}</a:t></a:r></a:p></dgm:t>"
        points = f'<dgm:ptLst><dgm:pt modelId="1">{text}</dgm:pt></dgm:ptLst>'
        model = f"<dgm:dataModel {DECLARED}>{points}</dgm:dataModel>"
        kind = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
        name = f"word/diagrams/data{len(draft.parts)}.xml"
        own = draft.add_part(name, _HEAD + model, kind, "diagramData")
        return _graphic("diagram", f'<dgm:relIds r:dm="{own}"/>')

    _write(draft, make)


def title_of_a_chart(draft: Draft) -> None:
    def make(mark: str) -> str:
        text = f"<c:tx><c:rich><a:p><a:r><a:t>{mark}</a:t></a:r></a:p></c:rich></c:tx>"
        chart = f"<c:chart><c:title>{text}</c:title><c:plotArea/></c:chart>"
        part = f"{_HEAD}<c:chartSpace {DECLARED}>{chart}</c:chartSpace>"
        kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        own = draft.add_part(f"word/charts/chart{len(draft.parts)}.xml", part, kind, "chart")
        return _graphic("chart", f'<c:chart r:id="{own}"/>')

    _write(draft, make)


# Notes, comments, page edges ------------------------------------------------------------------------------


def _note(draft: Draft, kind: str, content: str) -> str:
    part = f"word/{kind}s.xml"
    name = f"{{{elements('<w:p/>')[0].nsmap['w']}}}{kind}"
    if part not in draft.parts:
        root = f"{_HEAD}<w:{kind}s {DECLARED}/>"
        draft.add_part(part, root, f"{_WORD}.{kind}s+xml", f"{kind}s")
    root_element = etree.fromstring(draft.parts[part])
    number = str(len(root_element) + 1)
    note = etree.SubElement(root_element, name)
    note.set(f"{W}id", number)
    note.extend(elements(content))
    draft.parts[part] = etree.tostring(root_element)
    return number


def footnote(draft: Draft) -> None:
    def make(mark: str) -> str:
        return f'<w:r><w:footnoteReference w:id="{_note(draft, "footnote", draft.p(mark))}"/></w:r>'

    _write(draft, make)


def endnote(draft: Draft) -> None:
    def make(mark: str) -> str:
        return f'<w:r><w:endnoteReference w:id="{_note(draft, "endnote", draft.p(mark))}"/></w:r>'

    _write(draft, make)


def footnote_at_a_figure(draft: Draft) -> None:
    figure, period = draft.figure()
    note = _note(draft, "footnote", draft.p(draft.word()))
    reference = f'<w:r><w:footnoteReference w:id="{note}"/></w:r>'
    slot = (figure.key, period.key)
    draft.fill(f"sl_{figure.key}_{period.key}", draft.typed(draft.number(slot=slot)) + reference)


def footnote_with_its_own_sign_at_a_figure(draft: Draft) -> None:
    figure, period = draft.figure()
    note = _note(draft, "footnote", draft.p(draft.word()))
    sign = f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="{note}"/><w:t>1</w:t></w:r>'
    slot = (figure.key, period.key)
    draft.fill(f"sl_{figure.key}_{period.key}", r(draft.number(slot=slot)) + sign)


def comment(draft: Draft) -> None:
    def make(mark: str) -> str:
        return f'<w:r><w:commentReference w:id="{_note(draft, "comment", draft.p(mark))}"/></w:r>'

    _write(draft, make)


def comment_at_a_figure(draft: Draft) -> None:
    figure, period = draft.figure()
    number = _note(draft, "comment", draft.p(draft.word()))
    reference = f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    slot = (figure.key, period.key)
    draft.fill(f"sl_{figure.key}_{period.key}", draft.typed(draft.number(slot=slot)) + reference)


def _edge(draft: Draft, kind: str, page: str) -> None:
    root, name = ("hdr", "header") if kind == "header" else ("ftr", "footer")
    part = f"word/{name}_{page}{len(draft.parts)}.xml"
    content = f"{_HEAD}<w:{root} {DECLARED}>{draft.p(draft.word())}</w:{root}>"
    own = draft.add_part(part, content, f"{_WORD}.{name}+xml", name)
    last = list(draft.root.iter(f"{W}sectPr"))[-1]
    last.insert(0, elements(f'<w:{name}Reference w:type="{page}" r:id="{own}"/>')[0])


def header(draft: Draft) -> None:
    _edge(draft, "header", "default")


def header_of_the_first_page(draft: Draft) -> None:
    _edge(draft, "header", "first")


def header_of_even_pages(draft: Draft) -> None:
    _edge(draft, "header", "even")


def footer(draft: Draft) -> None:
    _edge(draft, "footer", "default")


def footer_of_the_first_page(draft: Draft) -> None:
    _edge(draft, "footer", "first")


def in_a_header_that_was_sent(draft: Draft) -> None:
    part = "word/header1.xml"
    root = etree.fromstring(draft.parts[part])
    append(root, draft.p(draft.word()))
    draft.parts[part] = etree.tostring(root)


# Equations, symbols, boxes to tick ------------------------------------------------------------------------


def equation(draft: Draft) -> None:
    _write(draft, lambda mark: f"<m:oMath><m:r><m:t>{mark}</m:t></m:r></m:oMath>")


def equation_on_its_own_line(draft: Draft) -> None:
    def make(mark: str) -> str:
        fraction = (
            f"<m:f><m:num><m:r><m:t>{mark}</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
        )
        return f"<m:oMathPara><m:oMath>{fraction}</m:oMath></m:oMathPara>"

    _write(draft, make)


def plain_text_in_an_equation(draft: Draft) -> None:
    _write(draft, lambda mark: f"<m:oMath>{r(mark)}</m:oMath>")


def symbols(draft: Draft) -> None:
    def make(mark: str) -> str:
        return "".join(f'<w:r><w:sym w:font="Arial" w:char="{ord(sign):04X}"/></w:r>' for sign in mark)

    _write(draft, make)


def behind_a_tick(draft: Draft) -> None:
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    _write(draft, lambda mark: sign + draft.typed(mark), Home.PLACED)


def behind_a_box_to_tick(draft: Draft) -> None:
    def make(mark: str) -> str:
        box = '<w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
        return f"<w:sdt>{box}<w:sdtContent>{r('☒')}</w:sdtContent></w:sdt>{draft.typed(mark)}"

    _write(draft, make, Home.PLACED)


def choice_of_a_list(draft: Draft) -> None:
    def make(mark: str) -> str:
        entries = (
            f'<w:listItem w:displayText="{mark}" w:value="1"/><w:listItem w:displayText="Khác" w:value="2"/>'
        )
        control = f"<w:sdtPr><w:dropDownList>{entries}</w:dropDownList></w:sdtPr>"
        return f"<w:sdt>{control}<w:sdtContent>{draft.typed(mark)}</w:sdtContent></w:sdt>"

    _write(draft, make, Home.PLACED)


def combo_box(draft: Draft) -> None:
    def make(mark: str) -> str:
        return (
            f"<w:sdt><w:sdtPr><w:comboBox/></w:sdtPr><w:sdtContent>{draft.typed(mark)}</w:sdtContent></w:sdt>"
        )

    _write(draft, make, Home.PLACED)


def date_control(draft: Draft) -> None:
    def make(mark: str) -> str:
        date = '<w:date w:fullDate="2022-04-18T00:00:00Z"><w:dateFormat w:val="dd/MM/yyyy"/></w:date>'
        return f"<w:sdt><w:sdtPr>{date}</w:sdtPr><w:sdtContent>{draft.typed(mark)}</w:sdtContent></w:sdt>"

    _write(draft, make, Home.PLACED)


def control_that_shows_its_prompt_within_an_answer(draft: Draft) -> None:
    def make(mark: str) -> str:
        grey = r(mark, '<w:rStyle w:val="PlaceholderText"/>')
        return f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{grey}</w:sdtContent></w:sdt>"

    _write(draft, make)


# Fields of Word -------------------------------------------------------------------------------------------


def _sign(kind: str, data: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'


def _code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def _field(code: str, result: str, data: str = "") -> str:
    return f"{_sign('begin', data)}{_code(code)}{_sign('separate')}{result}{_sign('end')}"


def result_of_a_reference(draft: Draft) -> None:
    _write(draft, lambda mark: _field("REF muc", draft.typed(mark)), Home.PLACED)


def result_of_a_date(draft: Draft) -> None:
    _write(draft, lambda mark: _field('DATE \\@ "d/M/yyyy"', draft.typed(mark)), Home.PLACED)


def result_of_a_sum(draft: Draft) -> None:
    _write(draft, lambda mark: _field("=SUM(ABOVE)", draft.typed(mark)), Home.PLACED)


def result_of_a_link(draft: Draft) -> None:
    _write(draft, lambda mark: _field('HYPERLINK "http://x.example"', draft.typed(mark)), Home.PLACED)


def result_of_a_text_form_field(draft: Draft) -> None:
    data = '<w:ffData><w:name w:val="Text1"/><w:enabled/><w:textInput/></w:ffData>'
    _write(draft, lambda mark: _field("FORMTEXT", draft.typed(mark), data), Home.PLACED)


def choice_of_a_list_form_field(draft: Draft) -> None:
    def make(mark: str) -> str:
        entries = f'<w:listEntry w:val="Khác"/><w:listEntry w:val="{mark}"/>'
        data = (
            f'<w:ffData><w:name w:val="Chon1"/><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
        )
        return f"{_sign('begin', data)}{_code('FORMDROPDOWN')}{_sign('end')}"

    _write(draft, make)


def behind_a_box_of_a_form_field(draft: Draft) -> None:
    data = '<w:ffData><w:name w:val="Check1"/><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>'
    box = f"{_sign('begin', data)}{_code('FORMCHECKBOX')}{_sign('end')}"
    _write(draft, lambda mark: box + draft.typed(mark), Home.PLACED)


def field_in_a_fields_code(draft: Draft) -> None:
    def make(mark: str) -> str:
        inner = _field("=SUM(1)", r("1"))
        code = f"{_sign('begin')}{_code('IF')}{inner}{_code('= 1 a b')}"
        return f"{code}{_sign('separate')}{draft.typed(mark)}{_sign('end')}"

    _write(draft, make, Home.PLACED)


def field_without_an_end(draft: Draft) -> None:
    _write(draft, lambda mark: f"{_sign('begin')}{_code('REF x')}{_sign('separate')}{draft.typed(mark)}")


def field_without_a_result_or_end(draft: Draft) -> None:
    _write(draft, lambda mark: f"{_sign('begin')}{_code('REF x')}{draft.typed(mark)}")


def paragraph_behind_a_field_without_an_end(draft: Draft) -> None:
    key = draft.section().key
    mark = draft.word(Home.KEPT, key)
    draft.fill(key, f"<w:p>{_sign('begin')}{_code('PAGE')}</w:p>{draft.p(mark)}")


def field_with_an_end_only(draft: Draft) -> None:
    _write(draft, lambda mark: f"{_sign('end')}{draft.typed(mark)}", Home.PLACED)


def simple_field(draft: Draft) -> None:
    _write(draft, lambda mark: f'<w:fldSimple w:instr="REF x">{draft.typed(mark)}</w:fldSimple>', Home.PLACED)


def link(draft: Draft) -> None:
    _write(draft, lambda mark: f'<w:hyperlink w:anchor="x">{draft.typed(mark)}</w:hyperlink>', Home.PLACED)


# Wrappers, revisions, looks -------------------------------------------------------------------------------


def smart_tag(draft: Draft) -> None:
    _write(draft, lambda mark: f'<w:smartTag w:element="x">{draft.typed(mark)}</w:smartTag>', Home.PLACED)


def custom_xml(draft: Draft) -> None:
    _write(draft, lambda mark: f'<w:customXml w:element="x">{draft.typed(mark)}</w:customXml>', Home.PLACED)


def custom_xml_around_a_paragraph(draft: Draft) -> None:
    key = draft.section().key
    mark = draft.word(Home.PLACED, key)
    draft.fill(key, f'<w:customXml w:element="x">{draft.p(mark)}</w:customXml>')


def direction(draft: Draft) -> None:
    _write(draft, lambda mark: f'<w:dir w:val="ltr">{draft.typed(mark)}</w:dir>', Home.PLACED)


def direction_overridden(draft: Draft) -> None:
    _write(draft, lambda mark: f'<w:bdo w:val="ltr">{draft.typed(mark)}</w:bdo>', Home.PLACED)


def ruby(draft: Draft) -> None:
    def make(mark: str) -> str:
        return (
            f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('a')}</w:rt><w:rubyBase>{r(mark)}</w:rubyBase></w:ruby></w:r>"
        )

    _write(draft, make)


def above_the_line_of_a_ruby(draft: Draft) -> None:
    def make(mark: str) -> str:
        return (
            f"<w:r><w:ruby><w:rubyPr/><w:rt>{r(mark)}</w:rt><w:rubyBase>{r('a')}</w:rubyBase></w:ruby></w:r>"
        )

    _write(draft, make)


def inserted_words(draft: Draft) -> None:
    _write(draft, lambda mark: f'<w:ins w:id="8" w:author="x">{draft.typed(mark)}</w:ins>', Home.PLACED)


def moved_here(draft: Draft) -> None:
    _write(draft, lambda mark: f'<w:moveTo w:id="8" w:author="x">{draft.typed(mark)}</w:moveTo>', Home.PLACED)


def deleted_words(draft: Draft) -> None:
    def make(mark: str) -> str:
        return f'<w:del w:id="8" w:author="x">{r(mark).replace("w:t", "w:delText")}</w:del>'

    _write(draft, make, Home.TOLD)


def moved_away(draft: Draft) -> None:
    _write(draft, lambda mark: f'<w:moveFrom w:id="8" w:author="x">{r(mark)}</w:moveFrom>', Home.TOLD)


def hidden_words(draft: Draft) -> None:
    _write(draft, lambda mark: r(mark, "<w:vanish/>"))


def struck_out_words(draft: Draft) -> None:
    _write(draft, lambda mark: r(mark, "<w:strike/>"))


def raised_words(draft: Draft) -> None:
    _write(draft, lambda mark: r(mark, '<w:vertAlign w:val="superscript"/>'))


def with_a_soft_hyphen(draft: Draft) -> None:
    _write(draft, lambda mark: f"{r(mark[:4])}<w:r><w:softHyphen/></w:r>{r(mark[4:])}", Home.PLACED)


def behind_a_hyphen(draft: Draft) -> None:
    _write(draft, lambda mark: f"<w:r><w:noBreakHyphen/></w:r>{draft.typed(mark)}", Home.PLACED)


def behind_a_carriage_return(draft: Draft) -> None:
    _write(draft, lambda mark: f"<w:r><w:cr/></w:r>{draft.typed(mark)}", Home.PLACED)


def behind_a_page_break(draft: Draft) -> None:
    _write(draft, lambda mark: f'<w:r><w:br w:type="page"/></w:r>{draft.typed(mark)}', Home.PLACED)


def runs_within_a_run(draft: Draft) -> None:
    _write(draft, lambda mark: f"<w:r>{r(mark)}</w:r>")


def number_of_a_list(draft: Draft) -> None:
    mark = draft.word()
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="{mark} %1"/></w:lvl>'
    lists = (
        f'<w:abstractNum w:abstractNumId="77">{level}</w:abstractNum>'
        '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
    )
    name = "word/numbering.xml"
    if name not in draft.parts:
        draft.add_part(name, f"<w:numbering {DECLARED}/>", f"{_WORD}.numbering+xml", "numbering")
    root = etree.fromstring(draft.parts[name])
    append(root, lists)
    draft.parts[name] = etree.tostring(root)
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
    draft.fill(draft.section().key, draft.p(r("Đã làm."), properties=numbered))


# Other files within ---------------------------------------------------------------------------------------


def _alternative(draft: Draft, ending: str, kind: str, content: bytes) -> None:
    own = draft.add_part(f"word/afchunk{len(draft.parts)}.{ending}", content, kind, "aFChunk")
    draft.fill(draft.section().key, f'{words("Đã làm.")}<w:altChunk r:id="{own}"/>')


def html_within(draft: Draft) -> None:
    page = f"<html><meta charset='utf-8'><body><p>{draft.word()}</p></body></html>"
    _alternative(draft, "html", "text/html", page.encode())


def docx_within(draft: Draft) -> None:
    _alternative(draft, "docx", f"{_WORD}.document.main+xml", docx(p(draft.word())))


def plain_text_within(draft: Draft) -> None:
    _alternative(draft, "txt", "text/plain", draft.word().encode())


def rtf_within(draft: Draft) -> None:
    signs = "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in draft.word())
    _alternative(draft, "rtf", "application/rtf", f"{{\\rtf1\\ansi {signs}\\par}}".encode())


PLACES: tuple[Placement, ...] = (
    box_with_a_fallback, box_without_a_fallback, box_of_an_old_word, box_only_in_the_fallback,
    text_only_in_a_fallback, text_only_in_a_choice, box_outside_the_sections, box_beside_the_annex,
    box_over_a_figures_cell, table_in_a_box, group_of_shapes, shape_with_drawing_text, word_art, smart_art,
    title_of_a_chart, footnote, endnote, footnote_at_a_figure, footnote_with_its_own_sign_at_a_figure,
    comment, comment_at_a_figure, header, header_of_the_first_page, header_of_even_pages, footer,
    footer_of_the_first_page, in_a_header_that_was_sent, equation, equation_on_its_own_line,
    plain_text_in_an_equation, symbols, behind_a_tick, behind_a_box_to_tick, choice_of_a_list, combo_box,
    date_control, control_that_shows_its_prompt_within_an_answer, result_of_a_reference, result_of_a_date,
    result_of_a_sum, result_of_a_link, result_of_a_text_form_field, choice_of_a_list_form_field,
    behind_a_box_of_a_form_field, field_in_a_fields_code, field_without_an_end,
    field_without_a_result_or_end, paragraph_behind_a_field_without_an_end, field_with_an_end_only,
    simple_field, link, smart_tag, custom_xml, custom_xml_around_a_paragraph, direction,
    direction_overridden, ruby, above_the_line_of_a_ruby, inserted_words, moved_here, deleted_words,
    moved_away, hidden_words, struck_out_words, raised_words, with_a_soft_hyphen, behind_a_hyphen,
    behind_a_carriage_return, behind_a_page_break, runs_within_a_run, number_of_a_list, html_within,
    docx_within, plain_text_within, rtf_within,
)  # fmt: skip
