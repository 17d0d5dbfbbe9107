"""Marks in boxes, shapes and charts, notes and comments, headers and footers."""

from __future__ import annotations

from lxml import etree

from tests.support.docx_builder import W
from tests.support.marks.draft import (
    DECLARED,
    Draft,
    Placement,
    append,
    elements,
    put_after,
    table,
    words,
)
from tests.support.marks.typing import r

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


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

    draft.answer(make)


def box_without_a_fallback(draft: Draft) -> None:
    draft.answer(lambda mark: f"<w:r>{_anchor(_wps(draft.p(mark)), 'wordprocessingShape')}</w:r>")


def box_of_an_old_word(draft: Draft) -> None:
    draft.answer(lambda mark: f"<w:r>{_vml(draft.p(mark))}</w:r>")


def box_only_in_the_fallback(draft: Draft) -> None:
    def make(mark: str) -> str:
        fallback = f"<mc:Fallback>{_vml(draft.p(mark))}</mc:Fallback>"
        return f'<w:r><mc:AlternateContent><mc:Choice Requires="khac"/>{fallback}</mc:AlternateContent></w:r>'

    draft.answer(make)


def text_only_in_a_fallback(draft: Draft) -> None:
    def make(mark: str) -> str:
        fallback = f"<mc:Fallback><w:t>{mark}</w:t></mc:Fallback>"
        return f'<w:r><mc:AlternateContent><mc:Choice Requires="khac"/>{fallback}</mc:AlternateContent></w:r>'

    draft.answer(make)


def text_only_in_a_choice(draft: Draft) -> None:
    def make(mark: str) -> str:
        choice = f'<mc:Choice Requires="w14"><w:t>{mark}</w:t></mc:Choice>'
        return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"

    draft.answer(make)


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
    draft.answer(lambda mark: f"<w:r>{_vml(table([draft.p(mark)]) + '<w:p/>')}</w:r>")


def group_of_shapes(draft: Draft) -> None:
    def make(mark: str) -> str:
        group = (
            f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr/>{_wps(words('Hộp.'))}{_wps(draft.p(mark))}</wpg:wgp>"
        )
        return f"<w:r>{_anchor(group, 'wordprocessingGroup')}</w:r>"

    draft.answer(make)


def shape_with_drawing_text(draft: Draft) -> None:
    def make(mark: str) -> str:
        text = f"<wps:txBody><a:p><a:r><a:t>{mark}</a:t></a:r></a:p></wps:txBody>"
        return f"<w:r>{_anchor(f'<wps:wsp>{text}</wps:wsp>', 'wordprocessingShape')}</w:r>"

    draft.answer(make)


def word_art(draft: Draft) -> None:
    def make(mark: str) -> str:
        return (
            f'<w:r><w:pict><v:shape id="c1"><v:textpath style="" string="{mark}"/></v:shape></w:pict></w:r>'
        )

    draft.answer(make)


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

    draft.answer(make)


def title_of_a_chart(draft: Draft) -> None:
    def make(mark: str) -> str:
        text = f"<c:tx><c:rich><a:p><a:r><a:t>{mark}</a:t></a:r></a:p></c:rich></c:tx>"
        chart = f"<c:chart><c:title>{text}</c:title><c:plotArea/></c:chart>"
        part = f"{_HEAD}<c:chartSpace {DECLARED}>{chart}</c:chartSpace>"
        kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        own = draft.add_part(f"word/charts/chart{len(draft.parts)}.xml", part, kind, "chart")
        return _graphic("chart", f'<c:chart r:id="{own}"/>')

    draft.answer(make)


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

    draft.answer(make)


def endnote(draft: Draft) -> None:
    def make(mark: str) -> str:
        return f'<w:r><w:endnoteReference w:id="{_note(draft, "endnote", draft.p(mark))}"/></w:r>'

    draft.answer(make)


def footnote_between_two_figures(draft: Draft) -> None:
    tag, slot = draft.cell()
    first, second = draft.number(slot=slot), draft.number(slot=slot)
    note = _note(draft, "footnote", draft.p(draft.word()))
    sign = f'<w:r><w:footnoteReference w:id="{note}"/></w:r>'
    draft.fill(tag, f"{draft.typed(first)}{sign}{draft.typed(second)}")


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

    draft.answer(make)


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


PLACES: tuple[Placement, ...] = (
    box_with_a_fallback, box_without_a_fallback, box_of_an_old_word, box_only_in_the_fallback,
    text_only_in_a_fallback, text_only_in_a_choice, box_outside_the_sections, box_beside_the_annex,
    box_over_a_figures_cell, table_in_a_box, group_of_shapes, shape_with_drawing_text, word_art, smart_art,
    title_of_a_chart, footnote, endnote, footnote_at_a_figure, footnote_between_two_figures,
    footnote_with_its_own_sign_at_a_figure,
    comment, comment_at_a_figure, header, header_of_the_first_page, header_of_even_pages, footer,
    footer_of_the_first_page, in_a_header_that_was_sent,
)  # fmt: skip
