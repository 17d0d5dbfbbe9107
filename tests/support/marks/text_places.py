"""Marks in the text of a report: in its fields, around their prompts, between, before and behind them."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from tests.support.docx_builder import W
from tests.support.marks.draft import Draft, Home, append, elements, put_after, put_before, table, words
from tests.support.marks.typing import r

Placement = Callable[[Draft], None]
_GREY = '<w:rStyle w:val="PlaceholderText"/>'
_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'


def _in_section(draft: Draft, home: Home = Home.PLACED) -> tuple[str, str]:
    """Return the key of a new section, and a word that belongs there."""
    key = draft.section().key
    return key, draft.word(home, key)


# In a field -----------------------------------------------------------------------------------------------


def only_paragraph(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))


def first_paragraph(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark) + words("Đoạn sau.") * 2)


def middle_paragraph(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, words("Đoạn trước.") + draft.p(mark) + words("Đoạn sau."))


def last_paragraph(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, words("Đoạn trước.") * 2 + draft.p(mark))


def list_item(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark, properties=_LIST) + draft.p(r("Ý sau."), properties=_LIST))


def figure_in_words(draft: Draft) -> None:
    key = draft.section().key
    mark = draft.number(Home.PLACED)
    draft.fill(key, f"<w:p>{r('Đã tổ chức ')}{draft.typed(mark)}{r(' cuộc.')}</w:p>")


def words_like_a_heading_of_another_section(draft: Draft) -> None:
    key, mark = _in_section(draft)
    other = draft.section().heading
    draft.fill(key, words(f"Về {other.lower()} đã làm tốt.") + draft.p(mark))


def words_like_the_closing(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, words("Nơi nhận thông tin là bộ phận một cửa.") + draft.p(mark))


# Around a prompt ------------------------------------------------------------------------------------------


def _prompt_run(draft: Draft, key: str) -> tuple[etree._Element, str]:
    run = next(draft.content(key).iter(f"{W}r"))
    return run, "".join(text.text or "" for text in run.iter(f"{W}t"))


def _retype_prompt(draft: Draft, key: str, *pieces: str, style: str = _GREY) -> None:
    """Let the prompt's own control hold ``pieces`` in grey, still claiming to show its prompt."""
    run, _ = _prompt_run(draft, key)
    for piece in reversed(pieces):
        run.addnext(elements(r(piece, style))[0])
    run.getparent().remove(run)


def before_the_prompt(draft: Draft) -> None:
    key, mark = _in_section(draft)
    put_before(next(draft.content(key).iter(f"{W}sdt")), draft.typed(mark))


def behind_the_prompt(draft: Draft) -> None:
    key, mark = _in_section(draft)
    put_after(next(draft.content(key).iter(f"{W}sdt")), draft.typed(mark))


def paragraph_above_the_prompt(draft: Draft) -> None:
    key, mark = _in_section(draft)
    put_before(next(draft.content(key).iter(f"{W}p")), draft.p(mark))


def paragraph_below_the_prompt(draft: Draft) -> None:
    key, mark = _in_section(draft)
    append(draft.content(key), draft.p(mark))


def at_the_end_of_the_prompts_brackets(draft: Draft) -> None:
    key, mark = _in_section(draft)
    _, prompt = _prompt_run(draft, key)
    _retype_prompt(draft, key, f"{prompt.removesuffix(']')} {mark}]")


def within_the_prompts_words(draft: Draft) -> None:
    key, mark = _in_section(draft)
    _, prompt = _prompt_run(draft, key)
    half = prompt.index(" ", len(prompt) // 2)
    _retype_prompt(draft, key, prompt[:half], f" {mark}", prompt[half:])


def instead_of_the_prompts_guidance(draft: Draft) -> None:
    key, mark = _in_section(draft)
    _retype_prompt(draft, key, f"[Bấm vào đây để viết. {mark}]")


def instead_of_all_but_the_brackets(draft: Draft) -> None:
    key, mark = _in_section(draft)
    _retype_prompt(draft, key, f"[{mark}]")


def instead_of_the_prompts_end(draft: Draft) -> None:
    key, mark = _in_section(draft)
    _, prompt = _prompt_run(draft, key)
    _retype_prompt(draft, key, f"{prompt[: len(prompt) // 2]} {mark}")


def instead_of_the_prompts_beginning(draft: Draft) -> None:
    key, mark = _in_section(draft)
    _, prompt = _prompt_run(draft, key)
    _retype_prompt(draft, key, f"{mark} {prompt[len(prompt) // 2 :]}")


def instead_of_the_prompt_in_its_grey(draft: Draft) -> None:
    key, mark = _in_section(draft)
    _retype_prompt(draft, key, mark)


def instead_of_the_prompt_still_flagged(draft: Draft) -> None:
    key, mark = _in_section(draft)
    _retype_prompt(draft, key, mark, style="")


def in_grey_in_a_control_that_is_still_flagged(draft: Draft) -> None:
    key, mark = _in_section(draft)
    append(draft.control(key)[0], "<w:showingPlcHdr/>")
    draft.content(key)[:] = elements(f"<w:p>{r(mark, _GREY)}</w:p>")


def in_grey_without_a_flag(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, f"<w:p>{r(mark, _GREY)}</w:p>")


def behind_a_retyped_prompt(draft: Draft) -> None:
    key, mark = _in_section(draft)
    _, prompt = _prompt_run(draft, key)
    draft.fill(key, f"<w:p>{r(prompt.strip('[]').upper())}{r(' ')}{draft.typed(mark)}</w:p>")


def behind_a_prompt_without_a_control(draft: Draft) -> None:
    key, mark = _in_section(draft)
    _, prompt = _prompt_run(draft, key)
    draft.fill(key, f"<w:p>{r(prompt)}{draft.typed(mark)}</w:p>")


def within_a_prompt_without_a_control(draft: Draft) -> None:
    key, mark = _in_section(draft)
    _, prompt = _prompt_run(draft, key)
    draft.fill(key, f"<w:p>{r(prompt[:12])}{draft.typed(mark)}{r(prompt[12:])}</w:p>")


def prompt_of_another_section_pasted_before(draft: Draft) -> None:
    key, mark = _in_section(draft)
    other = draft.form.prompts[draft.section().key]
    draft.fill(key, f"<w:p>{r(other)}</w:p>{draft.p(mark)}")


# A field that is damaged ----------------------------------------------------------------------------------


def _unwrap(control: etree._Element) -> None:
    content = control.find(f"{W}sdtContent")
    for element in list(content):
        control.addprevious(element)
    control.getparent().remove(control)


def _delete_marks(draft: Draft, key: str, *kinds: str) -> None:
    start = next(mark for mark in draft.root.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == key)
    if "End" in kinds:
        draft.mark_end(key).getparent().remove(draft.mark_end(key))
    if "Start" in kinds:
        start.getparent().remove(start)


def control_gone(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    _unwrap(draft.control(key))


def control_and_bookmark_gone(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    _delete_marks(draft, key, "Start", "End")
    _unwrap(draft.control(key))


def bookmark_gone(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    _delete_marks(draft, key, "Start", "End")


def control_and_bookmarks_end_gone(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    _delete_marks(draft, key, "End")
    _unwrap(draft.control(key))


def control_and_bookmarks_start_gone(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    _delete_marks(draft, key, "Start")
    _unwrap(draft.control(key))


def control_in_another(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    inner = draft.control(key)
    outer = elements('<w:sdt><w:sdtPr><w:tag w:val="khac"/></w:sdtPr><w:sdtContent/></w:sdt>')[0]
    inner.addprevious(outer)
    outer[1].append(inner)


def control_of_the_units_own_within(draft: Draft) -> None:
    key, mark = _in_section(draft)
    tag = '<w:sdtPr><w:tag w:val="khac"/></w:sdtPr>'
    draft.fill(key, f"<w:sdt>{tag}<w:sdtContent>{draft.p(mark)}</w:sdtContent></w:sdt>")


def control_twice(draft: Draft) -> None:
    key, mark = _in_section(draft)
    second = draft.word(Home.KEPT, key)
    draft.fill(key, draft.p(mark))
    copied = deepcopy(draft.control(key))
    draft.control(key).addnext(copied)
    copied.find(f"{W}sdtContent")[:] = elements(draft.p(second))


def control_without_a_tag(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    properties = draft.control(key)[0]
    properties.remove(properties.find(f"{W}tag"))


def field_moved_to_another_section(draft: Draft) -> None:
    key = draft.section().key
    mark = draft.word(Home.KEPT)
    other = draft.section()
    draft.fill(key, draft.p(mark))
    draft.heading(other).addnext(draft.control(key))


# Between fields, headings ---------------------------------------------------------------------------------


def between_field_and_next_heading(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, words("Đã làm."))
    put_after(draft.mark_end(key), draft.p(mark))


def between_empty_field_and_next_heading(draft: Draft) -> None:
    key, mark = _in_section(draft)
    put_after(draft.mark_end(key), draft.p(mark))


def between_heading_and_field(draft: Draft) -> None:
    section = draft.section()
    put_after(draft.heading(section), draft.p(draft.word(Home.PLACED, section.key)))


def behind_the_headings_colon(draft: Draft) -> None:
    section = draft.section()
    append(draft.heading(section), r(": ") + draft.typed(draft.word(Home.KEPT, section.key)))


def behind_the_heading_without_a_colon(draft: Draft) -> None:
    section = draft.section()
    append(draft.heading(section), r(" ") + draft.typed(draft.word(Home.KEPT, section.key)))


def on_the_headings_second_line(draft: Draft) -> None:
    section = draft.section()
    mark = draft.typed(draft.word(Home.KEPT, section.key))
    append(draft.heading(section), f"<w:r><w:br/></w:r>{mark}")


def within_the_heading(draft: Draft) -> None:
    section = draft.section()
    mark = draft.word(Home.KEPT)
    heading = draft.heading(section)
    title = section.title
    heading[1:] = elements(r(title[: len(title) // 2]) + draft.typed(mark) + r(title[len(title) // 2 :]))


def instead_of_the_heading(draft: Draft) -> None:
    section = draft.section()
    draft.fill(section.key, words("Đã làm."))
    draft.heading(section)[1:] = elements(r(f"{section.number} ") + draft.typed(draft.word()))


def a_heading_of_the_units_own(draft: Draft) -> None:
    key = draft.section().key
    put_after(draft.mark_end(key), draft.p(r("7. Ý kiến khác: "), draft.word()) + draft.p(draft.word()))


def under_a_heading_that_gathers(draft: Draft) -> None:
    gathering = next(section for section in draft.form.sections if not section.answered)
    put_after(draft.heading(gathering), draft.p(draft.word()))


def behind_the_colon_of_a_heading_that_gathers(draft: Draft) -> None:
    gathering = [section for section in draft.form.sections if not section.answered][1]
    append(draft.heading(gathering), r(": ") + draft.typed(draft.word()))


# Before and behind the sections ---------------------------------------------------------------------------


def before_the_first_heading(draft: Draft) -> None:
    put_after(draft.line("Số liệu từ năm"), draft.p(draft.word()))


def behind_the_introduction(draft: Draft) -> None:
    append(draft.line("Số liệu từ năm"), r(" ") + draft.typed(draft.word()))


def within_the_introduction(draft: Draft) -> None:
    text = next(draft.line("Số liệu từ năm").iter(f"{W}t"))
    text.text = text.text.replace("chi tiết", draft.word())


def between_letterhead_and_title(draft: Draft) -> None:
    put_before(draft.title, draft.p(draft.word()))


def in_the_title(draft: Draft) -> None:
    append(draft.title, r(" ") + draft.typed(draft.word()))


def instead_of_the_title(draft: Draft) -> None:
    draft.title[1:] = elements(r("BÁO CÁO KẾT QUẢ ") + draft.typed(draft.word()))


def below_the_title(draft: Draft) -> None:
    put_after(draft.title, draft.p(draft.word()))


def behind_the_addressee(draft: Draft) -> None:
    append(draft.line("Kính gửi:"), r("; ") + draft.typed(draft.word()))


def paragraph_in_the_letterhead(draft: Draft) -> None:
    append(next(draft.letterhead.iter(f"{W}tc")), draft.p(draft.word()))


def line_of_the_letterhead(draft: Draft) -> None:
    append(next(draft.letterhead.iter(f"{W}p")), r(" ") + draft.typed(draft.word()))


def row_of_the_letterhead(draft: Draft) -> None:
    append(draft.letterhead, f"<w:tr><w:tc><w:tcPr/>{draft.p(draft.word())}</w:tc></w:tr>")


def before_the_closing(draft: Draft) -> None:
    last = draft.form.answered[-1].key
    put_before(draft.line("Trên đây là"), draft.p(draft.word(Home.KEPT, last)))


def below_the_closing(draft: Draft) -> None:
    put_after(draft.line("Trên đây là"), draft.p(draft.word()))


def behind_the_closing(draft: Draft) -> None:
    append(draft.line("Trên đây là"), r(" ") + draft.typed(draft.word()))


def paragraph_in_the_signature_table(draft: Draft) -> None:
    append(draft.signature[-1][-1], draft.p(draft.word()))


def instead_of_the_signatures_dots(draft: Draft) -> None:
    dots = [line for line in draft.signature.iter(f"{W}p") if "……" in "".join(line.itertext())]
    dots[0][1:] = elements(draft.typed(draft.word()))


def recipient_of_the_units_own(draft: Draft) -> None:
    put_after(draft.line("- Như trên"), draft.p(draft.word()))


def below_the_signature_table(draft: Draft) -> None:
    put_after(draft.signature, draft.p(draft.word()))


def behind_the_printed_code(draft: Draft) -> None:
    append(draft.line("Mã báo cáo:"), r(" ") + draft.typed(draft.word()))


def below_the_printed_code(draft: Draft) -> None:
    put_after(draft.line("Mã báo cáo:"), draft.p(draft.word()))


def at_the_beginning_of_the_file(draft: Draft) -> None:
    draft.root[0].insert(0, elements(draft.p(draft.word()))[0])


def behind_the_last_section_properties(draft: Draft) -> None:
    append(draft.root[0], draft.p(draft.word()))


def in_a_second_copy_of_the_report(draft: Draft) -> None:
    key = draft.section().key
    second = draft.word(Home.KEPT, key)
    start = draft.title.getparent().index(draft.title)
    copied = [deepcopy(block) for block in draft.root[0][start:-1]]
    draft.fill(key, draft.p(draft.word(Home.KEPT, key)))
    for block in reversed(copied):
        draft.root[0][-2].addnext(block)
    tags = [found for found in draft.root.iter(f"{W}tag") if found.get(f"{W}val") == key]
    content = next(tags[-1].iterancestors(f"{W}sdt")).find(f"{W}sdtContent")
    content[:] = elements(draft.p(second))


def with_the_outline_deleted(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    for block in list(draft.letterhead.itersiblings(preceding=True)):
        draft.root[0].remove(block)


def with_the_title_changed(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    draft.title[1:] = elements(r("BÁO CÁO KẾT QUẢ"))


def with_the_title_deleted(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    draft.root[0].remove(draft.title)


def with_the_title_and_all_fields_gone(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    draft.root[0].remove(draft.title)
    for section in draft.form.answered:
        _unwrap(draft.control(section.key))
    for kind in ("bookmarkStart", "bookmarkEnd"):
        for bookmark in list(draft.root.iter(f"{W}{kind}")):
            bookmark.getparent().remove(bookmark)


def framed_paragraph(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark, properties='<w:framePr w:w="2000" w:hSpace="180" w:wrap="around"/>'))


# In the outline (đề cương) and the invitation -------------------------------------------------------------


def in_the_outline(draft: Draft) -> None:
    if draft.has_outline:
        section = draft.section()
        put_after(draft.line(section.title, 0), draft.p(draft.word()))


def behind_the_outlines_guidance(draft: Draft) -> None:
    if draft.has_outline:
        section = draft.section()
        append(draft.line(section.guidance, 0), r(" ") + draft.typed(draft.word()))


def instead_of_the_outlines_guidance(draft: Draft) -> None:
    if draft.has_outline:
        guidance = draft.line(draft.section().guidance, 0)
        guidance[1:] = elements(draft.typed(draft.word()))


def table_in_the_outline(draft: Draft) -> None:
    if draft.has_outline:
        put_before(
            draft.line_ending("Phụ lục số liệu"), table([draft.p(draft.word()), words("Đã làm.")]) + "<w:p/>"
        )


def in_the_invitation(draft: Draft) -> None:
    if draft.has_outline:
        for title in [found for found in draft.root.iter(f"{W}p") if "".join(found.itertext()) == "GIẤY MỜI"]:
            put_after(title, draft.p(draft.word()))


def filled_into_the_invitation(draft: Draft) -> None:
    if draft.has_outline:
        invited = [found for found in draft.root.iter(f"{W}p") if "".join(found.itertext()) == "Kính mời: "]
        for line in invited:
            append(line, draft.typed(draft.word()))


ALONE: tuple[Placement, ...] = (
    instead_of_the_title, within_the_introduction, in_a_second_copy_of_the_report, with_the_outline_deleted,
    with_the_title_changed, with_the_title_deleted, with_the_title_and_all_fields_gone,
    instead_of_the_outlines_guidance,
)  # fmt: skip
"""Those that change or copy what others may have put there: not for mixtures."""

PLACES: tuple[Placement, ...] = (
    only_paragraph, first_paragraph, middle_paragraph, last_paragraph, list_item, figure_in_words,
    words_like_a_heading_of_another_section, words_like_the_closing, before_the_prompt, behind_the_prompt,
    paragraph_above_the_prompt, paragraph_below_the_prompt, at_the_end_of_the_prompts_brackets,
    within_the_prompts_words, instead_of_the_prompts_guidance, instead_of_all_but_the_brackets,
    instead_of_the_prompts_end, instead_of_the_prompts_beginning, instead_of_the_prompt_in_its_grey,
    instead_of_the_prompt_still_flagged, in_grey_in_a_control_that_is_still_flagged, in_grey_without_a_flag,
    behind_a_retyped_prompt, behind_a_prompt_without_a_control, within_a_prompt_without_a_control,
    prompt_of_another_section_pasted_before, control_gone, control_and_bookmark_gone, bookmark_gone,
    control_and_bookmarks_end_gone, control_and_bookmarks_start_gone, control_in_another,
    control_of_the_units_own_within, control_twice, control_without_a_tag, field_moved_to_another_section,
    between_field_and_next_heading, between_empty_field_and_next_heading, between_heading_and_field,
    behind_the_headings_colon, behind_the_heading_without_a_colon, on_the_headings_second_line,
    within_the_heading, instead_of_the_heading, a_heading_of_the_units_own, under_a_heading_that_gathers,
    behind_the_colon_of_a_heading_that_gathers, before_the_first_heading, behind_the_introduction,
    within_the_introduction, between_letterhead_and_title, in_the_title, instead_of_the_title,
    below_the_title, behind_the_addressee, paragraph_in_the_letterhead, line_of_the_letterhead,
    row_of_the_letterhead, before_the_closing, below_the_closing, behind_the_closing,
    paragraph_in_the_signature_table, instead_of_the_signatures_dots, recipient_of_the_units_own,
    below_the_signature_table, behind_the_printed_code, below_the_printed_code, at_the_beginning_of_the_file,
    behind_the_last_section_properties, in_a_second_copy_of_the_report, with_the_outline_deleted,
    with_the_title_changed, with_the_title_deleted, with_the_title_and_all_fields_gone, framed_paragraph,
    in_the_outline, behind_the_outlines_guidance,
    instead_of_the_outlines_guidance, table_in_the_outline, in_the_invitation, filled_into_the_invitation,
)  # fmt: skip
