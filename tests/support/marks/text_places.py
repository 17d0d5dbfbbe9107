"""Marks between the fields of a report, in its headings, before, behind and above them."""

from __future__ import annotations

from copy import deepcopy

from tests.support.docx_builder import W
from tests.support.marks.draft import (
    Draft,
    Home,
    Placement,
    append,
    content_of,
    elements,
    put_after,
    put_before,
    table,
    words,
)
from tests.support.marks.field_places import unwrap_control
from tests.support.marks.typing import r
from tests.support.word_forms import remove, words_of


def _in_section(draft: Draft, home: Home = Home.PLACED) -> tuple[str, str]:
    """Return the key of a new section, and a word that belongs there."""
    key = draft.section().key
    return key, draft.word(home, key)


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
    text.text = (text.text or "").replace("chi tiết", draft.word())


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
    dots = [line for line in draft.signature.iter(f"{W}p") if "……" in words_of(line)]
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
    report = [draft.title, *draft.title.itersiblings()]
    copied = [deepcopy(block) for block in report if block.tag != f"{W}sectPr"]
    draft.fill(key, draft.p(draft.word(Home.KEPT, key)))
    for block in reversed(copied):
        draft.root[0][-2].addnext(block)
    tags = [found for found in draft.root.iter(f"{W}tag") if found.get(f"{W}val") == key]
    content_of(next(tags[-1].iterancestors(f"{W}sdt")))[:] = elements(draft.p(second))


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
        unwrap_control(draft.control(section.key))
    for kind in ("bookmarkStart", "bookmarkEnd"):
        for bookmark in list(draft.root.iter(f"{W}{kind}")):
            remove(bookmark)


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
        for title in [found for found in draft.root.iter(f"{W}p") if words_of(found) == "GIẤY MỜI"]:
            put_after(title, draft.p(draft.word()))


def filled_into_the_invitation(draft: Draft) -> None:
    if draft.has_outline:
        invited = [found for found in draft.root.iter(f"{W}p") if words_of(found) == "Kính mời: "]
        for line in invited:
            append(line, draft.typed(draft.word()))


ALONE: tuple[Placement, ...] = (
    # Words in a letterhead may make its unit asked about, and then nothing of the return counts yet.
    paragraph_in_the_letterhead,
    line_of_the_letterhead,
    row_of_the_letterhead,
    instead_of_the_title, within_the_introduction, in_a_second_copy_of_the_report, with_the_outline_deleted,
    with_the_title_changed, with_the_title_deleted, with_the_title_and_all_fields_gone,
    instead_of_the_outlines_guidance,
)  # fmt: skip
"""Those that change or copy what others may have put there: not for mixtures."""

PLACES: tuple[Placement, ...] = (
    between_field_and_next_heading, between_empty_field_and_next_heading, between_heading_and_field,
    behind_the_headings_colon, behind_the_heading_without_a_colon, on_the_headings_second_line,
    within_the_heading, instead_of_the_heading, a_heading_of_the_units_own, under_a_heading_that_gathers,
    behind_the_colon_of_a_heading_that_gathers, before_the_first_heading, behind_the_introduction,
    within_the_introduction, between_letterhead_and_title, in_the_title, instead_of_the_title,
    below_the_title, behind_the_addressee, paragraph_in_the_letterhead, line_of_the_letterhead,
    row_of_the_letterhead, before_the_closing, below_the_closing, behind_the_closing,
    paragraph_in_the_signature_table, instead_of_the_signatures_dots, recipient_of_the_units_own,
    below_the_signature_table, behind_the_printed_code, below_the_printed_code,
    at_the_beginning_of_the_file, behind_the_last_section_properties, in_a_second_copy_of_the_report,
    with_the_outline_deleted, with_the_title_changed, with_the_title_deleted,
    with_the_title_and_all_fields_gone, framed_paragraph, in_the_outline, behind_the_outlines_guidance,
    instead_of_the_outlines_guidance, table_in_the_outline, in_the_invitation, filled_into_the_invitation,
)  # fmt: skip
