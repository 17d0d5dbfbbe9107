"""Marks in the fields of a report, around their prompts, and in fields that are damaged."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

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
    words,
)
from tests.support.marks.typing import r
from tests.support.word_forms import remove

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
    remove(run)


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
    draft.fill(key, f"<w:p>{r(other)}{r(' ')}{draft.typed(mark)}</w:p>")


# A field that is damaged ----------------------------------------------------------------------------------


def unwrap_control(control: etree._Element) -> None:
    """Let the words of ``control`` stand without it."""
    for element in list(content_of(control)):
        control.addprevious(element)
    remove(control)


def _delete_marks(draft: Draft, key: str, *kinds: str) -> None:
    start = next(mark for mark in draft.root.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == key)
    if "End" in kinds:
        remove(draft.mark_end(key))
    if "Start" in kinds:
        remove(start)


def control_gone(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    unwrap_control(draft.control(key))


def control_and_bookmark_gone(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    _delete_marks(draft, key, "Start", "End")
    unwrap_control(draft.control(key))


def bookmark_gone(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    _delete_marks(draft, key, "Start", "End")


def control_and_bookmarks_end_gone(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    _delete_marks(draft, key, "End")
    unwrap_control(draft.control(key))


def control_and_bookmarks_start_gone(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    _delete_marks(draft, key, "Start")
    unwrap_control(draft.control(key))


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
    content_of(copied)[:] = elements(draft.p(second))


def control_without_a_tag(draft: Draft) -> None:
    key, mark = _in_section(draft)
    draft.fill(key, draft.p(mark))
    remove(next(draft.control(key)[0].iter(f"{W}tag")))


def field_moved_to_another_section(draft: Draft) -> None:
    key = draft.section().key
    mark = draft.word(Home.KEPT)
    other = draft.section()
    draft.fill(key, draft.p(mark))
    draft.heading(other).addnext(draft.control(key))


PLACES: tuple[Placement, ...] = (
    only_paragraph, first_paragraph, middle_paragraph, last_paragraph, list_item, figure_in_words,
    words_like_a_heading_of_another_section, words_like_the_closing, before_the_prompt, behind_the_prompt,
    paragraph_above_the_prompt, paragraph_below_the_prompt, at_the_end_of_the_prompts_brackets,
    within_the_prompts_words, instead_of_the_prompts_guidance, instead_of_all_but_the_brackets,
    instead_of_the_prompts_end, instead_of_the_prompts_beginning, instead_of_the_prompt_in_its_grey,
    instead_of_the_prompt_still_flagged, in_grey_in_a_control_that_is_still_flagged,
    in_grey_without_a_flag, behind_a_retyped_prompt, behind_a_prompt_without_a_control,
    within_a_prompt_without_a_control, prompt_of_another_section_pasted_before, control_gone,
    control_and_bookmark_gone, bookmark_gone, control_and_bookmarks_end_gone,
    control_and_bookmarks_start_gone, control_in_another, control_of_the_units_own_within, control_twice,
    control_without_a_tag, field_moved_to_another_section,
)  # fmt: skip
