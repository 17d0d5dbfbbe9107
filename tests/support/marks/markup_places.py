"""Marks in equations, symbols, controls, fields of Word, wrappers, revisions, and files within the file."""

from __future__ import annotations

from lxml import etree

from tests.support.docx_builder import docx, p
from tests.support.marks.draft import DECLARED, Draft, Home, Placement, append, words
from tests.support.marks.typing import r

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


# Equations, symbols, boxes to tick ------------------------------------------------------------------------


def equation(draft: Draft) -> None:
    draft.answer(lambda mark: f"<m:oMath><m:r><m:t>{mark}</m:t></m:r></m:oMath>")


def equation_on_its_own_line(draft: Draft) -> None:
    def make(mark: str) -> str:
        fraction = (
            f"<m:f><m:num><m:r><m:t>{mark}</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
        )
        return f"<m:oMathPara><m:oMath>{fraction}</m:oMath></m:oMathPara>"

    draft.answer(make)


def plain_text_in_an_equation(draft: Draft) -> None:
    draft.answer(lambda mark: f"<m:oMath>{r(mark)}</m:oMath>")


def symbols(draft: Draft) -> None:
    def make(mark: str) -> str:
        return "".join(f'<w:r><w:sym w:font="Arial" w:char="{ord(sign):04X}"/></w:r>' for sign in mark)

    draft.answer(make)


def behind_a_tick(draft: Draft) -> None:
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    draft.answer(lambda mark: sign + draft.typed(mark), Home.PLACED)


def behind_a_box_to_tick(draft: Draft) -> None:
    def make(mark: str) -> str:
        box = '<w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
        return f"<w:sdt>{box}<w:sdtContent>{r('☒')}</w:sdtContent></w:sdt>{draft.typed(mark)}"

    draft.answer(make, Home.PLACED)


def choice_of_a_list(draft: Draft) -> None:
    def make(mark: str) -> str:
        entries = (
            f'<w:listItem w:displayText="{mark}" w:value="1"/><w:listItem w:displayText="Khác" w:value="2"/>'
        )
        control = f"<w:sdtPr><w:dropDownList>{entries}</w:dropDownList></w:sdtPr>"
        return f"<w:sdt>{control}<w:sdtContent>{draft.typed(mark)}</w:sdtContent></w:sdt>"

    draft.answer(make, Home.PLACED)


def combo_box(draft: Draft) -> None:
    def make(mark: str) -> str:
        return (
            f"<w:sdt><w:sdtPr><w:comboBox/></w:sdtPr><w:sdtContent>{draft.typed(mark)}</w:sdtContent></w:sdt>"
        )

    draft.answer(make, Home.PLACED)


def date_control(draft: Draft) -> None:
    def make(mark: str) -> str:
        date = '<w:date w:fullDate="2022-04-18T00:00:00Z"><w:dateFormat w:val="dd/MM/yyyy"/></w:date>'
        return f"<w:sdt><w:sdtPr>{date}</w:sdtPr><w:sdtContent>{draft.typed(mark)}</w:sdtContent></w:sdt>"

    draft.answer(make, Home.PLACED)


def control_that_shows_its_prompt_within_an_answer(draft: Draft) -> None:
    def make(mark: str) -> str:
        grey = r(mark, '<w:rStyle w:val="PlaceholderText"/>')
        return f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{grey}</w:sdtContent></w:sdt>"

    draft.answer(make)


# Fields of Word -------------------------------------------------------------------------------------------


def _sign(kind: str, data: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'


def _code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def _field(code: str, result: str, data: str = "") -> str:
    return f"{_sign('begin', data)}{_code(code)}{_sign('separate')}{result}{_sign('end')}"


def result_of_a_reference(draft: Draft) -> None:
    draft.answer(lambda mark: _field("REF muc", draft.typed(mark)), Home.PLACED)


def result_of_a_date(draft: Draft) -> None:
    draft.answer(lambda mark: _field('DATE \\@ "d/M/yyyy"', draft.typed(mark)), Home.PLACED)


def result_of_a_sum(draft: Draft) -> None:
    draft.answer(lambda mark: _field("=SUM(ABOVE)", draft.typed(mark)), Home.PLACED)


def result_of_a_link(draft: Draft) -> None:
    draft.answer(lambda mark: _field('HYPERLINK "http://x.example"', draft.typed(mark)), Home.PLACED)


def result_of_a_text_form_field(draft: Draft) -> None:
    data = '<w:ffData><w:name w:val="Text1"/><w:enabled/><w:textInput/></w:ffData>'
    draft.answer(lambda mark: _field("FORMTEXT", draft.typed(mark), data), Home.PLACED)


def choice_of_a_list_form_field(draft: Draft) -> None:
    def make(mark: str) -> str:
        entries = f'<w:listEntry w:val="Khác"/><w:listEntry w:val="{mark}"/>'
        data = (
            f'<w:ffData><w:name w:val="Chon1"/><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
        )
        return f"{_sign('begin', data)}{_code('FORMDROPDOWN')}{_sign('end')}"

    draft.answer(make)


def behind_a_box_of_a_form_field(draft: Draft) -> None:
    data = '<w:ffData><w:name w:val="Check1"/><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>'
    box = f"{_sign('begin', data)}{_code('FORMCHECKBOX')}{_sign('end')}"
    draft.answer(lambda mark: box + draft.typed(mark), Home.PLACED)


def field_in_a_fields_code(draft: Draft) -> None:
    def make(mark: str) -> str:
        inner = _field("=SUM(1)", r("1"))
        code = f"{_sign('begin')}{_code('IF')}{inner}{_code('= 1 a b')}"
        return f"{code}{_sign('separate')}{draft.typed(mark)}{_sign('end')}"

    draft.answer(make, Home.PLACED)


def field_without_an_end(draft: Draft) -> None:
    draft.answer(lambda mark: f"{_sign('begin')}{_code('REF x')}{_sign('separate')}{draft.typed(mark)}")


def field_without_a_result_or_end(draft: Draft) -> None:
    draft.answer(lambda mark: f"{_sign('begin')}{_code('REF x')}{draft.typed(mark)}")


def paragraph_behind_a_field_without_an_end(draft: Draft) -> None:
    key = draft.section().key
    mark = draft.word(Home.KEPT, key)
    draft.fill(key, f"<w:p>{_sign('begin')}{_code('PAGE')}</w:p>{draft.p(mark)}")


def field_with_an_end_only(draft: Draft) -> None:
    draft.answer(lambda mark: f"{_sign('end')}{draft.typed(mark)}", Home.PLACED)


def simple_field(draft: Draft) -> None:
    draft.answer(lambda mark: f'<w:fldSimple w:instr="REF x">{draft.typed(mark)}</w:fldSimple>', Home.PLACED)


def link(draft: Draft) -> None:
    draft.answer(lambda mark: f'<w:hyperlink w:anchor="x">{draft.typed(mark)}</w:hyperlink>', Home.PLACED)


# Wrappers, revisions, looks -------------------------------------------------------------------------------


def smart_tag(draft: Draft) -> None:
    draft.answer(lambda mark: f'<w:smartTag w:element="x">{draft.typed(mark)}</w:smartTag>', Home.PLACED)


def custom_xml(draft: Draft) -> None:
    draft.answer(lambda mark: f'<w:customXml w:element="x">{draft.typed(mark)}</w:customXml>', Home.PLACED)


def custom_xml_around_a_paragraph(draft: Draft) -> None:
    key = draft.section().key
    mark = draft.word(Home.PLACED, key)
    draft.fill(key, f'<w:customXml w:element="x">{draft.p(mark)}</w:customXml>')


def direction(draft: Draft) -> None:
    draft.answer(lambda mark: f'<w:dir w:val="ltr">{draft.typed(mark)}</w:dir>', Home.PLACED)


def direction_overridden(draft: Draft) -> None:
    draft.answer(lambda mark: f'<w:bdo w:val="ltr">{draft.typed(mark)}</w:bdo>', Home.PLACED)


def ruby(draft: Draft) -> None:
    def make(mark: str) -> str:
        return (
            f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('a')}</w:rt><w:rubyBase>{r(mark)}</w:rubyBase></w:ruby></w:r>"
        )

    draft.answer(make)


def above_the_line_of_a_ruby(draft: Draft) -> None:
    def make(mark: str) -> str:
        return (
            f"<w:r><w:ruby><w:rubyPr/><w:rt>{r(mark)}</w:rt><w:rubyBase>{r('a')}</w:rubyBase></w:ruby></w:r>"
        )

    draft.answer(make)


def inserted_words(draft: Draft) -> None:
    draft.answer(lambda mark: f'<w:ins w:id="8" w:author="x">{draft.typed(mark)}</w:ins>', Home.PLACED)


def moved_here(draft: Draft) -> None:
    draft.answer(lambda mark: f'<w:moveTo w:id="8" w:author="x">{draft.typed(mark)}</w:moveTo>', Home.PLACED)


def deleted_words(draft: Draft) -> None:
    def make(mark: str) -> str:
        return f'<w:del w:id="8" w:author="x">{r(mark).replace("w:t", "w:delText")}</w:del>'

    draft.answer(make, Home.TOLD)


def moved_away(draft: Draft) -> None:
    draft.answer(lambda mark: f'<w:moveFrom w:id="8" w:author="x">{r(mark)}</w:moveFrom>', Home.TOLD)


def hidden_words(draft: Draft) -> None:
    draft.answer(lambda mark: r(mark, "<w:vanish/>"))


def struck_out_words(draft: Draft) -> None:
    draft.answer(lambda mark: r(mark, "<w:strike/>"))


def raised_words(draft: Draft) -> None:
    draft.answer(lambda mark: r(mark, '<w:vertAlign w:val="superscript"/>'))


def with_a_soft_hyphen(draft: Draft) -> None:
    draft.answer(lambda mark: f"{r(mark[:4])}<w:r><w:softHyphen/></w:r>{r(mark[4:])}", Home.PLACED)


def behind_a_hyphen(draft: Draft) -> None:
    draft.answer(lambda mark: f"<w:r><w:noBreakHyphen/></w:r>{draft.typed(mark)}", Home.PLACED)


def behind_a_carriage_return(draft: Draft) -> None:
    draft.answer(lambda mark: f"<w:r><w:cr/></w:r>{draft.typed(mark)}", Home.PLACED)


def behind_a_page_break(draft: Draft) -> None:
    draft.answer(lambda mark: f'<w:r><w:br w:type="page"/></w:r>{draft.typed(mark)}', Home.PLACED)


def runs_within_a_run(draft: Draft) -> None:
    draft.answer(lambda mark: f"<w:r>{r(mark)}</w:r>")


def number_of_a_list(draft: Draft) -> None:
    mark = draft.word()
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="{mark} %1"/></w:lvl>'
    lists = (
        f'<w:abstractNum w:abstractNumId="78">{level}</w:abstractNum>'
        '<w:num w:numId="78"><w:abstractNumId w:val="78"/></w:num>'
    )
    name = "word/numbering.xml"
    if name not in draft.parts:
        draft.add_part(name, f"<w:numbering {DECLARED}/>", f"{_WORD}.numbering+xml", "numbering")
    root = etree.fromstring(draft.parts[name])
    append(root, lists)
    draft.parts[name] = etree.tostring(root)
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="78"/></w:numPr>'
    draft.fill(draft.section().key, draft.p(r("Đã làm."), properties=numbered))


# Other files within ---------------------------------------------------------------------------------------


def put_file_within(draft: Draft, ending: str, kind: str, content: bytes) -> None:
    """Fill a section with words and a file of another kind, as Word takes one in."""
    own = draft.add_part(f"word/afchunk{len(draft.parts)}.{ending}", content, kind, "aFChunk")
    draft.fill(draft.section().key, f'{words("Đã làm.")}<w:altChunk r:id="{own}"/>')


def html_within(draft: Draft) -> None:
    page = f"<html><meta charset='utf-8'><body><p>{draft.word()}</p></body></html>"
    put_file_within(draft, "html", "text/html", page.encode())


def docx_within(draft: Draft) -> None:
    put_file_within(draft, "docx", f"{_WORD}.document.main+xml", docx(p(draft.word())))


def plain_text_within(draft: Draft) -> None:
    put_file_within(draft, "txt", "text/plain", draft.word().encode())


PLACES: tuple[Placement, ...] = (
    equation, equation_on_its_own_line, plain_text_in_an_equation, symbols, behind_a_tick,
    behind_a_box_to_tick, choice_of_a_list, combo_box, date_control,
    control_that_shows_its_prompt_within_an_answer, result_of_a_reference, result_of_a_date,
    result_of_a_sum, result_of_a_link, result_of_a_text_form_field, choice_of_a_list_form_field,
    behind_a_box_of_a_form_field, field_in_a_fields_code, field_without_an_end,
    field_without_a_result_or_end, paragraph_behind_a_field_without_an_end, field_with_an_end_only,
    simple_field, link, smart_tag, custom_xml, custom_xml_around_a_paragraph, direction,
    direction_overridden, ruby, above_the_line_of_a_ruby, inserted_words, moved_here, deleted_words,
    moved_away, hidden_words, struck_out_words, raised_words, with_a_soft_hyphen, behind_a_hyphen,
    behind_a_carriage_return, behind_a_page_break, runs_within_a_run, number_of_a_list, html_within,
    docx_within, plain_text_within,
)  # fmt: skip
