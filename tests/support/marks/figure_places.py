"""Marks in the cells for figures: typed, raised, in two lines, in equations, in copies of the annex."""

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
    table,
)
from tests.support.marks.typing import r
from tests.support.word_forms import remove


def _paragraph(draft: Draft, tag: str) -> etree._Element:
    return next(draft.control(tag).iterancestors(f"{W}p"))


# Figures --------------------------------------------------------------------------------------------------


def figure(draft: Draft) -> None:
    tag, slot = draft.cell()
    draft.fill(tag, draft.typed(draft.number(Home.PLACED, slot)))


def figure_still_flagged(draft: Draft) -> None:
    tag, slot = draft.cell()
    draft.content(tag)[:] = elements(draft.typed(draft.number(Home.PLACED, slot)))


def figure_in_grey(draft: Draft) -> None:
    tag, slot = draft.cell()
    grey = '<w:rStyle w:val="PlaceholderText"/>'
    draft.content(tag)[:] = elements(r(draft.number(Home.PLACED, slot), grey))


def figure_beside_the_prompt(draft: Draft) -> None:
    tag, slot = draft.cell()
    put_after(draft.control(tag), draft.typed(draft.number(Home.PLACED, slot)))


def figure_before_the_prompt(draft: Draft) -> None:
    tag, slot = draft.cell()
    put_before(draft.control(tag), draft.typed(draft.number(Home.PLACED, slot)))


def figure_without_a_field(draft: Draft) -> None:
    tag, slot = draft.cell()
    draft.fill_cell(tag, draft.p(draft.number(Home.PLACED, slot)))


def figure_below_an_empty_paragraph(draft: Draft) -> None:
    tag, slot = draft.cell()
    draft.fill_cell(tag, "<w:p/>" + draft.p(draft.number(Home.PLACED, slot)) + "<w:p/>")


def figure_with_words(draft: Draft) -> None:
    tag, slot = draft.cell()
    draft.fill(tag, draft.typed(draft.number(slot=slot)) + r(" ") + draft.typed(draft.word()))


def words_below_a_figure(draft: Draft) -> None:
    tag, slot = draft.cell()
    figures = draft.number(slot=slot)
    draft.fill(tag, draft.typed(figures))
    put_after(_paragraph(draft, tag), draft.p(draft.word()))


def two_figures_on_two_lines(draft: Draft) -> None:
    tag, slot = draft.cell()
    draft.fill(tag, draft.typed(draft.number(slot=slot)))
    put_after(_paragraph(draft, tag), draft.p(draft.number(slot=slot)))


def _put_between_two_figures(draft: Draft, sign: str) -> None:
    tag, slot = draft.cell()
    first, second = draft.number(slot=slot), draft.number(slot=slot)
    draft.fill(tag, f"{draft.typed(first)}<w:r>{sign}</w:r>{draft.typed(second)}")


def two_figures_with_a_line_break(draft: Draft) -> None:
    _put_between_two_figures(draft, "<w:br/>")


def two_figures_with_a_page_break(draft: Draft) -> None:
    _put_between_two_figures(draft, '<w:br w:type="page"/>')


def two_figures_with_a_column_break(draft: Draft) -> None:
    _put_between_two_figures(draft, '<w:br w:type="column"/>')


def two_figures_with_a_tab(draft: Draft) -> None:
    _put_between_two_figures(draft, "<w:tab/>")


def two_figures_with_a_soft_hyphen(draft: Draft) -> None:
    tag, slot = draft.cell()
    first, second = draft.number(slot=slot), draft.number(slot=slot)
    draft.fill(tag, f"{r(first)}<w:r><w:noBreakHyphen/></w:r>{r(second)}")


def two_figures_with_a_positioned_tab(draft: Draft) -> None:
    tag, slot = draft.cell()
    first, second = draft.number(slot=slot), draft.number(slot=slot)
    tab = '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>'
    draft.fill(tag, f"{r(first)}{tab}{r(second)}")


def raised_beside_a_figure(draft: Draft) -> None:
    tag, slot = draft.cell()
    draft.fill(tag, draft.typed(draft.number(slot=slot)) + r("1", '<w:vertAlign w:val="superscript"/>'))


def lowered_beside_a_figure(draft: Draft) -> None:
    tag, slot = draft.cell()
    draft.fill(tag, draft.typed(draft.number(slot=slot)) + r("2", '<w:vertAlign w:val="subscript"/>'))


def figure_raised_beside_a_figure(draft: Draft) -> None:
    tag, slot = draft.cell()
    base, power = draft.number(slot=slot), draft.number(slot=slot)
    draft.fill(tag, r(base) + r(power, '<w:vertAlign w:val="superscript"/>'))


def striking_switched_off(draft: Draft) -> None:
    tag, slot = draft.cell()
    off = (
        '<w:strike w:val="0"/><w:dstrike w:val="false"/><w:vanish w:val="0"/><w:vertAlign w:val="baseline"/>'
    )
    draft.fill(tag, r(draft.number(Home.PLACED, slot), off))


def raised_by_its_position(draft: Draft) -> None:
    tag, slot = draft.cell()
    raised = '<w:position w:val="8"/><w:sz w:val="16"/>'
    draft.fill(tag, draft.typed(draft.number(slot=slot)) + r("1", raised))


def figure_in_an_equation(draft: Draft) -> None:
    tag, slot = draft.cell()
    draft.fill(tag, f"<m:oMath><m:r><m:t>{draft.number(slot=slot)}</m:t></m:r></m:oMath>")


def equation_beside_a_figure(draft: Draft) -> None:
    tag, slot = draft.cell()
    base, power = draft.number(slot=slot), draft.number(slot=slot)
    raised = (
        f"<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>{power}</m:t></m:r></m:sup></m:sSup>"
    )
    draft.fill(tag, f"{draft.typed(base)}<m:oMath>{raised}</m:oMath>")


def figure_of_symbols(draft: Draft) -> None:
    tag, slot = draft.cell()
    signs = (
        f'<w:r><w:sym w:font="Arial" w:char="00{ord(digit):02X}"/></w:r>' for digit in draft.number(slot=slot)
    )
    draft.fill(tag, "".join(signs))


def symbol_between_two_figures(draft: Draft) -> None:
    tag, slot = draft.cell()
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    draft.fill(tag, f"{r(draft.number(slot=slot))}{sign}{r(draft.number(slot=slot))}")


def figure_with_a_list_number(draft: Draft) -> None:
    tag, slot = draft.cell()
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
    draft.fill_cell(tag, draft.p(draft.number(slot=slot), properties=numbered))


def figure_in_a_nested_table(draft: Draft) -> None:
    tag, slot = draft.cell()
    inner = table([draft.p(draft.number(slot=slot)), draft.p(draft.number(slot=slot))])
    draft.fill_cell(tag, f"{inner}<w:p/>")


def nested_table_below_a_figure(draft: Draft) -> None:
    tag, slot = draft.cell()
    draft.fill(tag, draft.typed(draft.number(slot=slot)))
    put_after(_paragraph(draft, tag), table([draft.p(draft.number(slot=slot))]) + "<w:p/>")


def figure_in_merged_cells(draft: Draft) -> None:
    item, _ = draft.figure()
    cells = draft.row_of(item).findall(f"{W}tc")[3:]
    cells[0][0].append(elements('<w:gridSpan w:val="2"/>')[0])
    cells[0][1:] = elements(draft.p(draft.number()))
    remove(cells[1])


def figure_in_a_row_too_long(draft: Draft) -> None:
    item, _ = draft.figure()
    append(draft.row_of(item), f"<w:tc><w:tcPr/>{draft.p(draft.number())}</w:tc>")


def two_figures_in_one_number(draft: Draft) -> None:
    tag, slot = draft.cell()
    draft.fill(tag, r(f"{draft.number(slot=slot)} {draft.number(slot=slot)}"))


def figure_in_a_control_around_the_cell(draft: Draft) -> None:
    tag, slot = draft.cell()
    cell = next(draft.control(tag).iterancestors(f"{W}tc"))
    draft.fill(tag, draft.typed(draft.number(Home.PLACED, slot)))
    outer = elements("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")[0]
    cell.addprevious(outer)
    outer[1].append(cell)


def figure_in_a_control_around_the_row(draft: Draft) -> None:
    tag, slot = draft.cell()
    line = next(draft.control(tag).iterancestors(f"{W}tr"))
    draft.fill(tag, draft.typed(draft.number(Home.PLACED, slot)))
    outer = elements("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")[0]
    line.addprevious(outer)
    outer[1].append(line)


def figure_in_a_table_split_in_two(draft: Draft) -> None:
    tag, slot = draft.cell()
    draft.fill(tag, draft.typed(draft.number(Home.PLACED, slot)))
    line = next(draft.control(tag).iterancestors(f"{W}tr"))
    second = elements(table([]))[0]
    second[:] = [deepcopy(draft.annex[0]), deepcopy(draft.annex[1])]
    second.extend([line, *line.itersiblings(f"{W}tr")])
    draft.annex.addnext(second)
    draft.annex.addnext(elements("<w:p/>")[0])


def row_moved_to_the_end(draft: Draft) -> None:
    tag, slot = draft.cell()
    draft.fill(tag, draft.typed(draft.number(Home.PLACED, slot)))
    draft.annex.append(next(draft.control(tag).iterancestors(f"{W}tr")))


def figure_in_a_second_copy_of_the_annex(draft: Draft) -> None:
    tag, slot = draft.cell()
    copied = deepcopy(draft.annex)
    draft.fill(tag, draft.typed(draft.number(slot=slot)))
    draft.annex.addnext(copied)
    draft.annex.addnext(elements("<w:p/>")[0])
    second = [found for found in draft.root.iter(f"{W}tag") if found.get(f"{W}val") == tag][-1]
    control = next(second.iterancestors(f"{W}sdt"))
    content_of(control)[:] = elements(draft.typed(draft.number(slot=slot)))


ALONE: tuple[Placement, ...] = (figure_in_a_table_split_in_two, figure_in_a_second_copy_of_the_annex)
"""Those that change or copy what others may have put there: not for mixtures."""

PLACES: tuple[Placement, ...] = (
    figure, figure_still_flagged, figure_in_grey, figure_beside_the_prompt, figure_before_the_prompt,
    figure_without_a_field, figure_below_an_empty_paragraph, figure_with_words, words_below_a_figure,
    two_figures_on_two_lines, two_figures_with_a_line_break,
    two_figures_with_a_page_break, two_figures_with_a_column_break, two_figures_with_a_tab,
    two_figures_with_a_soft_hyphen, two_figures_with_a_positioned_tab, raised_beside_a_figure,
    lowered_beside_a_figure, figure_raised_beside_a_figure, striking_switched_off, raised_by_its_position,
    figure_in_an_equation, equation_beside_a_figure, figure_of_symbols, symbol_between_two_figures,
    figure_with_a_list_number, figure_in_a_nested_table, nested_table_below_a_figure,
    figure_in_merged_cells, figure_in_a_row_too_long, two_figures_in_one_number,
    figure_in_a_control_around_the_cell, figure_in_a_control_around_the_row,
    figure_in_a_table_split_in_two, row_moved_to_the_end, figure_in_a_second_copy_of_the_annex,
)  # fmt: skip
