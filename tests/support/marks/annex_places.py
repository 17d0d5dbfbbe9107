"""Marks in the annex of figures and in tables of a unit's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

from tests.support.docx_builder import W
from tests.support.marks.draft import Draft, Home, append, elements, put_after, put_before, row, table, words
from tests.support.marks.typing import r

Placement = Callable[[Draft], None]


def _cell(draft: Draft) -> tuple[str, tuple[str, str]]:
    """Return the tag of a figure's field that no placement has used, and the keys of figure and period."""
    figure, period = draft.figure()
    return f"sl_{figure.key}_{period.key}", (figure.key, period.key)


def _paragraph(draft: Draft, tag: str) -> etree._Element:
    return next(draft.control(tag).iterancestors(f"{W}p"))


def _replace_all(draft: Draft, xml: str, tag: str) -> None:
    """Let ``xml`` be all that stands in the cell of ``tag``, its field gone."""
    cell = next(draft.control(tag).iterancestors(f"{W}tc"))
    cell[1:] = elements(xml)


# Figures --------------------------------------------------------------------------------------------------


def figure(draft: Draft) -> None:
    tag, slot = _cell(draft)
    draft.fill(tag, draft.typed(draft.number(Home.PLACED, slot)))


def figure_still_flagged(draft: Draft) -> None:
    tag, slot = _cell(draft)
    draft.content(tag)[:] = elements(draft.typed(draft.number(Home.PLACED, slot)))


def figure_in_grey(draft: Draft) -> None:
    tag, slot = _cell(draft)
    grey = '<w:rStyle w:val="PlaceholderText"/>'
    draft.content(tag)[:] = elements(r(draft.number(Home.PLACED, slot), grey))


def figure_beside_the_prompt(draft: Draft) -> None:
    tag, slot = _cell(draft)
    put_after(draft.control(tag), draft.typed(draft.number(Home.PLACED, slot)))


def figure_before_the_prompt(draft: Draft) -> None:
    tag, slot = _cell(draft)
    put_before(draft.control(tag), draft.typed(draft.number(Home.PLACED, slot)))


def figure_without_a_field(draft: Draft) -> None:
    tag, slot = _cell(draft)
    _replace_all(draft, draft.p(draft.number(Home.PLACED, slot)), tag)


def figure_below_an_empty_paragraph(draft: Draft) -> None:
    tag, slot = _cell(draft)
    _replace_all(draft, "<w:p/>" + draft.p(draft.number(Home.PLACED, slot)) + "<w:p/>", tag)


def figure_with_words(draft: Draft) -> None:
    tag, slot = _cell(draft)
    draft.fill(tag, draft.typed(draft.number(slot=slot)) + r(" ") + draft.typed(draft.word()))


def words_below_a_figure(draft: Draft) -> None:
    tag, slot = _cell(draft)
    figures = draft.number(slot=slot)
    draft.fill(tag, draft.typed(figures))
    put_after(_paragraph(draft, tag), draft.p(draft.word()))


def two_figures_on_two_lines(draft: Draft) -> None:
    tag, slot = _cell(draft)
    draft.fill(tag, draft.typed(draft.number(slot=slot)))
    put_after(_paragraph(draft, tag), draft.p(draft.number(slot=slot)))


def two_figures_with_a_line_break(draft: Draft) -> None:
    tag, slot = _cell(draft)
    first, second = draft.number(slot=slot), draft.number(slot=slot)
    draft.fill(tag, f"{draft.typed(first)}<w:r><w:br/></w:r>{draft.typed(second)}")


def two_figures_with_a_tab(draft: Draft) -> None:
    tag, slot = _cell(draft)
    first, second = draft.number(slot=slot), draft.number(slot=slot)
    draft.fill(tag, f"{draft.typed(first)}<w:r><w:tab/></w:r>{draft.typed(second)}")


def two_figures_with_a_soft_hyphen(draft: Draft) -> None:
    tag, slot = _cell(draft)
    first, second = draft.number(slot=slot), draft.number(slot=slot)
    draft.fill(tag, f"{r(first)}<w:r><w:noBreakHyphen/></w:r>{r(second)}")


def two_figures_with_a_positioned_tab(draft: Draft) -> None:
    tag, slot = _cell(draft)
    first, second = draft.number(slot=slot), draft.number(slot=slot)
    tab = '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>'
    draft.fill(tag, f"{r(first)}{tab}{r(second)}")


def _struck_beside(draft: Draft, struck: Callable[[str], str]) -> None:
    tag, slot = _cell(draft)
    gone, kept = draft.number(Home.TOLD), draft.number(slot=slot)
    draft.fill(tag, f"{struck(gone)}{draft.typed(kept)}")


def struck_out_beside_a_figure(draft: Draft) -> None:
    _struck_beside(draft, lambda mark: r(mark, "<w:strike/>"))


def struck_out_twice_beside_a_figure(draft: Draft) -> None:
    _struck_beside(draft, lambda mark: r(mark, "<w:dstrike/>"))


def deleted_beside_a_figure(draft: Draft) -> None:
    _struck_beside(draft, lambda mark: f'<w:del w:id="9">{r(mark).replace("w:t", "w:delText")}</w:del>')


def moved_away_beside_a_figure(draft: Draft) -> None:
    _struck_beside(draft, lambda mark: f'<w:moveFrom w:id="9">{r(mark)}</w:moveFrom>')


def hidden_beside_a_figure(draft: Draft) -> None:
    _struck_beside(draft, lambda mark: r(mark, "<w:vanish/>"))


def struck_out_alone(draft: Draft) -> None:
    tag, _ = _cell(draft)
    draft.fill(tag, r(draft.number(Home.TOLD), "<w:strike/>"))


def hidden_alone(draft: Draft) -> None:
    tag, _ = _cell(draft)
    draft.fill(tag, r(draft.number(Home.TOLD), "<w:vanish/>"))


def struck_out_by_a_style(draft: Draft) -> None:
    styles = etree.fromstring(draft.parts["word/styles.xml"])
    append(
        styles,
        '<w:style w:type="character" w:styleId="GachBo"><w:name w:val="Gạch bỏ"/>'
        "<w:rPr><w:strike/></w:rPr></w:style>",
    )
    draft.parts["word/styles.xml"] = etree.tostring(styles)
    _struck_beside(draft, lambda mark: r(mark, '<w:rStyle w:val="GachBo"/>'))


def inserted(draft: Draft) -> None:
    tag, slot = _cell(draft)
    mark = draft.typed(draft.number(Home.PLACED, slot))
    draft.fill(tag, f'<w:ins w:id="9" w:author="x">{mark}</w:ins>')


def raised_beside_a_figure(draft: Draft) -> None:
    tag, slot = _cell(draft)
    draft.fill(tag, draft.typed(draft.number(slot=slot)) + r("1", '<w:vertAlign w:val="superscript"/>'))


def lowered_beside_a_figure(draft: Draft) -> None:
    tag, slot = _cell(draft)
    draft.fill(tag, draft.typed(draft.number(slot=slot)) + r("2", '<w:vertAlign w:val="subscript"/>'))


def figure_raised_beside_a_figure(draft: Draft) -> None:
    tag, slot = _cell(draft)
    base, power = draft.number(slot=slot), draft.number(slot=slot)
    draft.fill(tag, r(base) + r(power, '<w:vertAlign w:val="superscript"/>'))


def striking_switched_off(draft: Draft) -> None:
    tag, slot = _cell(draft)
    off = (
        '<w:strike w:val="0"/><w:dstrike w:val="false"/><w:vanish w:val="0"/><w:vertAlign w:val="baseline"/>'
    )
    draft.fill(tag, r(draft.number(Home.PLACED, slot), off))


def raised_by_its_position(draft: Draft) -> None:
    tag, slot = _cell(draft)
    raised = '<w:position w:val="8"/><w:sz w:val="16"/>'
    draft.fill(tag, draft.typed(draft.number(slot=slot)) + r("1", raised))


def figure_in_an_equation(draft: Draft) -> None:
    tag, slot = _cell(draft)
    draft.fill(tag, f"<m:oMath><m:r><m:t>{draft.number(slot=slot)}</m:t></m:r></m:oMath>")


def equation_beside_a_figure(draft: Draft) -> None:
    tag, slot = _cell(draft)
    base, power = draft.number(slot=slot), draft.number(slot=slot)
    raised = (
        f"<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>{power}</m:t></m:r></m:sup></m:sSup>"
    )
    draft.fill(tag, f"{draft.typed(base)}<m:oMath>{raised}</m:oMath>")


def figure_of_symbols(draft: Draft) -> None:
    tag, slot = _cell(draft)
    signs = (
        f'<w:r><w:sym w:font="Arial" w:char="00{ord(digit):02X}"/></w:r>' for digit in draft.number(slot=slot)
    )
    draft.fill(tag, "".join(signs))


def symbol_between_two_figures(draft: Draft) -> None:
    tag, slot = _cell(draft)
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    draft.fill(tag, f"{r(draft.number(slot=slot))}{sign}{r(draft.number(slot=slot))}")


def figure_with_a_list_number(draft: Draft) -> None:
    tag, slot = _cell(draft)
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
    _replace_all(draft, draft.p(draft.number(slot=slot), properties=numbered), tag)


def figure_in_a_nested_table(draft: Draft) -> None:
    tag, slot = _cell(draft)
    inner = table([draft.p(draft.number(slot=slot)), draft.p(draft.number(slot=slot))])
    _replace_all(draft, f"{inner}<w:p/>", tag)


def nested_table_below_a_figure(draft: Draft) -> None:
    tag, slot = _cell(draft)
    draft.fill(tag, draft.typed(draft.number(slot=slot)))
    put_after(_paragraph(draft, tag), table([draft.p(draft.number(slot=slot))]) + "<w:p/>")


def figure_in_merged_cells(draft: Draft) -> None:
    item, _ = draft.figure()
    cells = draft.row_of(item).findall(f"{W}tc")[3:]
    cells[0][0].append(elements('<w:gridSpan w:val="2"/>')[0])
    cells[0][1:] = elements(draft.p(draft.number()))
    cells[1].getparent().remove(cells[1])


def figure_in_a_row_too_long(draft: Draft) -> None:
    item, _ = draft.figure()
    append(draft.row_of(item), f"<w:tc><w:tcPr/>{draft.p(draft.number())}</w:tc>")


def two_figures_in_one_number(draft: Draft) -> None:
    tag, slot = _cell(draft)
    draft.fill(tag, r(f"{draft.number(slot=slot)} {draft.number(slot=slot)}"))


def figure_in_a_control_around_the_cell(draft: Draft) -> None:
    tag, slot = _cell(draft)
    cell = next(draft.control(tag).iterancestors(f"{W}tc"))
    draft.fill(tag, draft.typed(draft.number(Home.PLACED, slot)))
    outer = elements("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")[0]
    cell.addprevious(outer)
    outer[1].append(cell)


def figure_in_a_control_around_the_row(draft: Draft) -> None:
    tag, slot = _cell(draft)
    line = next(draft.control(tag).iterancestors(f"{W}tr"))
    draft.fill(tag, draft.typed(draft.number(Home.PLACED, slot)))
    outer = elements("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")[0]
    line.addprevious(outer)
    outer[1].append(line)


def figure_in_a_table_split_in_two(draft: Draft) -> None:
    tag, slot = _cell(draft)
    draft.fill(tag, draft.typed(draft.number(Home.PLACED, slot)))
    line = next(draft.control(tag).iterancestors(f"{W}tr"))
    second = elements(table([]))[0]
    second[:] = [deepcopy(draft.annex[0]), deepcopy(draft.annex[1])]
    second.extend([line, *line.itersiblings(f"{W}tr")])
    put_after(draft.annex, "<w:p/>")
    draft.annex.getnext().addnext(second)


def row_moved_to_the_end(draft: Draft) -> None:
    tag, slot = _cell(draft)
    draft.fill(tag, draft.typed(draft.number(Home.PLACED, slot)))
    draft.annex.append(next(draft.control(tag).iterancestors(f"{W}tr")))


def figure_in_a_second_copy_of_the_annex(draft: Draft) -> None:
    tag, slot = _cell(draft)
    copied = deepcopy(draft.annex)
    draft.fill(tag, draft.typed(draft.number(slot=slot)))
    put_after(draft.annex, "<w:p/>")
    draft.annex.getnext().addnext(copied)
    second = [found for found in draft.root.iter(f"{W}tag") if found.get(f"{W}val") == tag][-1]
    control = next(second.iterancestors(f"{W}sdt"))
    control.find(f"{W}sdtContent")[:] = elements(draft.typed(draft.number(slot=slot)))


# Totals, labels, titles -----------------------------------------------------------------------------------


def total_typed_over_the_formula(draft: Draft) -> None:
    item, _ = draft.figure()
    _replace_all(draft, draft.p(draft.number(slot=(item.key, "tong"))), f"sl_{item.key}_tong")


def words_in_a_total(draft: Draft) -> None:
    item, _ = draft.figure()
    _replace_all(draft, draft.p(draft.word()), f"sl_{item.key}_tong")


def result_of_a_totals_formula(draft: Draft) -> None:
    item, _ = draft.figure()
    formula = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText> =SUM(LEFT) </w:instrText></w:r>"
    mark = draft.number(slot=(item.key, "tong"))
    fields = f"{formula.format('begin')}{code}{formula.format('separate')}{r(mark)}{formula.format('end')}"
    draft.fill(f"sl_{item.key}_tong", fields)


def _cell_of_row(draft: Draft, nth: int) -> etree._Element:
    item, _ = draft.figure()
    return draft.row_of(item).findall(f"{W}tc")[nth]


def behind_a_label(draft: Draft) -> None:
    append(_cell_of_row(draft, 1)[-1], r(" ") + draft.typed(draft.word()))


def below_a_label(draft: Draft) -> None:
    append(_cell_of_row(draft, 1), draft.p(draft.word()))


def instead_of_a_label(draft: Draft) -> None:
    _cell_of_row(draft, 1)[1:] = elements(draft.p(draft.word()))


def in_the_running_number(draft: Draft) -> None:
    _cell_of_row(draft, 0)[1:] = elements(draft.p(draft.word()))


def in_the_unit_of_measure(draft: Draft) -> None:
    _cell_of_row(draft, 2)[1:] = elements(draft.p(draft.word()))


def behind_the_unit_of_measure(draft: Draft) -> None:
    append(_cell_of_row(draft, 2)[-1], r(" ") + draft.typed(draft.word()))


def _rows(draft: Draft) -> list[etree._Element]:
    return list(draft.annex.iterchildren(f"{W}tr"))


def behind_a_group(draft: Draft) -> None:
    append(next(_rows(draft)[1].iter(f"{W}p")), r(" ") + draft.typed(draft.word()))


def behind_a_periods_title(draft: Draft) -> None:
    append(_rows(draft)[0][4][-1], r(" ") + draft.typed(draft.word()))


def below_a_periods_title(draft: Draft) -> None:
    append(_rows(draft)[0][4], draft.p(draft.word()))


def behind_the_totals_title(draft: Draft) -> None:
    append(_rows(draft)[0][-1][-1], r(" ") + draft.typed(draft.word()))


def in_the_title_of_the_labels(draft: Draft) -> None:
    append(_rows(draft)[0][2][-1], r(" ") + draft.typed(draft.word()))


# Rows, columns and tables of the unit's own ---------------------------------------------------------------


def _figure_cells(draft: Draft) -> Iterator[str]:
    """Yield five cells of a row: the first one with a figure."""
    yield draft.p(draft.number())
    yield from ["<w:p/>"] * 4


def row_with_a_label(draft: Draft) -> None:
    item, _ = draft.figure()
    label = draft.p(draft.word())
    cells = ["<w:p/>", label, words("cuộc"), *_figure_cells(draft), "<w:p/>"]
    put_after(draft.row_of(item), row(cells))


def row_without_a_label(draft: Draft) -> None:
    item, _ = draft.figure()
    put_after(draft.row_of(item), row(["<w:p/>"] * 3 + [*_figure_cells(draft), "<w:p/>"]))


def row_that_repeats_a_label(draft: Draft) -> None:
    item, _ = draft.figure()
    cells = ["<w:p/>", words(item.label), words(item.measure), *_figure_cells(draft), "<w:p/>"]
    put_after(draft.row_of(item), row(cells))


def row_of_one_cell(draft: Draft) -> None:
    item, _ = draft.figure()
    put_after(draft.row_of(item), row([draft.p(draft.word())]))


def row_at_the_end(draft: Draft) -> None:
    cells = ["<w:p/>", draft.p(draft.word()), "<w:p/>", *_figure_cells(draft), "<w:p/>"]
    append(draft.annex, row(cells))


def row_at_the_top(draft: Draft) -> None:
    put_before(_rows(draft)[0], row([draft.p(draft.word()), *["<w:p/>"] * 8]))


def _add_column(draft: Draft, title: str, content: str, at: int | None = None) -> None:
    """Add a column at the end or before the cell ``at``: a title, and ``content`` in one figure's row."""
    item, _ = draft.figure()
    filled = draft.row_of(item)
    for line in _rows(draft):
        cells = line.findall(f"{W}tc")
        if len(cells) > 1:
            inner = content if line is filled else title if line is _rows(draft)[0] else "<w:p/>"
            new = elements(f"<w:tc><w:tcPr/>{inner}</w:tc>")[0]
            cells[-1].addnext(new) if at is None else cells[at].addprevious(new)


def column_of_remarks(draft: Draft) -> None:
    _add_column(draft, words("Ghi chú"), draft.p(draft.word()))


def column_of_another_year(draft: Draft) -> None:
    _add_column(draft, words("2022"), draft.p(draft.number()))


def column_of_another_year_before_the_total(draft: Draft) -> None:
    _add_column(draft, words("2022"), draft.p(draft.number()), at=-1)


def column_before_the_years(draft: Draft) -> None:
    _add_column(draft, words("Kế hoạch"), draft.p(draft.number()), at=3)


def column_without_a_title(draft: Draft) -> None:
    _add_column(draft, "<w:p/>", draft.p(draft.word()))


def above_the_annex(draft: Draft) -> None:
    put_before(draft.annex, draft.p(draft.word()))


def above_the_annexs_title(draft: Draft) -> None:
    put_before(draft.line("PHỤ LỤC SỐ LIỆU"), draft.p(draft.word()))


def behind_the_annexs_title(draft: Draft) -> None:
    append(draft.line("PHỤ LỤC SỐ LIỆU"), r(" ") + draft.typed(draft.word()))


def below_the_annex(draft: Draft) -> None:
    put_after(draft.annex, draft.p(draft.word()))


def behind_the_annexs_note(draft: Draft) -> None:
    append(draft.line("Ghi chú:"), r(" ") + draft.typed(draft.word()))


def below_the_annexs_note(draft: Draft) -> None:
    put_after(draft.line("Ghi chú:"), draft.p(draft.word()))


def annex_of_the_units_own(draft: Draft) -> None:
    title = draft.p(r("PHỤ LỤC 2 "), draft.word())
    rows = table([words("Đơn vị"), words("Kết quả")], [draft.p(draft.word()), draft.p(draft.number())])
    put_after(draft.line("Ghi chú:"), title + rows + "<w:p/>")


def table_before_the_annex(draft: Draft) -> None:
    rows = table([draft.p(draft.word()), draft.p(draft.number())])
    put_before(draft.line("PHỤ LỤC SỐ LIỆU"), rows + "<w:p/>")


def table_like_the_annex(draft: Draft) -> None:
    years = [words(period.label) for period in draft.form.periods]
    cells = [draft.p(draft.word()), *_figure_cells(draft)]
    put_after(draft.line("Ghi chú:"), table([words("Nội dung"), *years], cells) + "<w:p/>")


def table_before_the_first_heading(draft: Draft) -> None:
    put_after(draft.line("Số liệu từ năm"), table([draft.p(draft.word()), words("x")]) + "<w:p/>")


def table_in_an_answer(draft: Draft) -> None:
    key = draft.section().key
    marks = [draft.word(Home.PLACED, key), draft.word(Home.PLACED, key), draft.number(Home.PLACED)]
    cells = [[words("Tên"), draft.p(marks[0])], [draft.p(marks[1]), draft.p(marks[2])]]
    draft.fill(key, words("Gồm:") + table(*cells) + "<w:p/>")


def table_behind_an_answer(draft: Draft) -> None:
    key = draft.section().key
    mark = draft.word(Home.PLACED, key)
    draft.fill(key, words("Gồm:"))
    put_after(draft.mark_end(key), table([words("Tên"), draft.p(mark)]) + "<w:p/>")


def table_of_figures_in_an_answer(draft: Draft) -> None:
    key = draft.section().key
    mark = draft.number(Home.KEPT)
    item = draft.figure()[0]
    rows = [[words("Nội dung"), words("2017"), words("2018")], [words(item.label), draft.p(mark), "<w:p/>"]]
    draft.fill(key, words("Số liệu:") + table(*rows) + "<w:p/>")


def table_in_a_table_in_an_answer(draft: Draft) -> None:
    key = draft.section().key
    inner, outer = draft.word(Home.KEPT, key), draft.word(Home.PLACED, key)
    cell = table([draft.p(inner)]) + draft.p(outer)
    draft.fill(key, words("Gồm:") + table([cell, words("x")]) + "<w:p/>")


def merged_cells_in_an_answers_table(draft: Draft) -> None:
    key = draft.section().key
    mark = draft.p(draft.word(Home.PLACED, key))
    merged = table([mark, words("x")], ["<w:p/>", words("y")]).replace(
        "<w:tcPr/>", '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', 1
    )
    draft.fill(key, merged + "<w:p/>")


def list_in_an_answers_table(draft: Draft) -> None:
    key = draft.section().key
    cell = words("Một.") + draft.p(draft.word(Home.PLACED, key)) + words("Ba.")
    draft.fill(key, table([words("1"), cell]) + "<w:p/>")


ALONE: tuple[Placement, ...] = (
    figure_in_a_table_split_in_two, figure_in_a_second_copy_of_the_annex, row_at_the_top,
)  # fmt: skip
"""Those that change or copy what others may have put there: not for mixtures."""

PLACES: tuple[Placement, ...] = (
    figure, figure_still_flagged, figure_in_grey, figure_beside_the_prompt, figure_before_the_prompt,
    figure_without_a_field, figure_below_an_empty_paragraph, figure_with_words, words_below_a_figure,
    two_figures_on_two_lines, two_figures_with_a_line_break, two_figures_with_a_tab,
    two_figures_with_a_soft_hyphen, two_figures_with_a_positioned_tab, struck_out_beside_a_figure,
    struck_out_twice_beside_a_figure, deleted_beside_a_figure, moved_away_beside_a_figure,
    hidden_beside_a_figure, struck_out_alone, hidden_alone, struck_out_by_a_style, inserted,
    raised_beside_a_figure, lowered_beside_a_figure, figure_raised_beside_a_figure, striking_switched_off,
    raised_by_its_position, figure_in_a_table_split_in_two, row_moved_to_the_end,
    figure_in_a_second_copy_of_the_annex, figure_in_an_equation,
    equation_beside_a_figure, figure_of_symbols, symbol_between_two_figures, figure_with_a_list_number,
    figure_in_a_nested_table, nested_table_below_a_figure, figure_in_merged_cells, figure_in_a_row_too_long,
    two_figures_in_one_number, figure_in_a_control_around_the_cell, figure_in_a_control_around_the_row,
    total_typed_over_the_formula, words_in_a_total, result_of_a_totals_formula, behind_a_label,
    below_a_label, instead_of_a_label, in_the_running_number, in_the_unit_of_measure,
    behind_the_unit_of_measure, behind_a_group, behind_a_periods_title, below_a_periods_title,
    behind_the_totals_title, in_the_title_of_the_labels, row_with_a_label, row_without_a_label,
    row_that_repeats_a_label, row_of_one_cell, row_at_the_end, row_at_the_top, column_of_remarks,
    column_of_another_year, column_of_another_year_before_the_total, column_before_the_years,
    column_without_a_title, above_the_annex, above_the_annexs_title, behind_the_annexs_title,
    below_the_annex, behind_the_annexs_note, below_the_annexs_note, annex_of_the_units_own,
    table_before_the_annex, table_like_the_annex, table_before_the_first_heading, table_in_an_answer,
    table_behind_an_answer, table_of_figures_in_an_answer, table_in_a_table_in_an_answer,
    merged_cells_in_an_answers_table, list_in_an_answers_table,
)  # fmt: skip
