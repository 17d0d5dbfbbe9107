"""Marks in the rest of the annex, in rows and columns of a unit's own, and in tables of its own."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.support.docx_builder import W
from tests.support.marks.draft import (
    Draft,
    Home,
    Placement,
    append,
    elements,
    put_after,
    put_before,
    row,
    table,
    words,
)
from tests.support.marks.typing import r

# Totals, labels, titles -----------------------------------------------------------------------------------


def total_typed_over_the_formula(draft: Draft) -> None:
    item, _ = draft.figure()
    draft.fill_cell(f"sl_{item.key}_tong", draft.p(draft.number(slot=(item.key, "tong"))))


def words_in_a_total(draft: Draft) -> None:
    item, _ = draft.figure()
    draft.fill_cell(f"sl_{item.key}_tong", draft.p(draft.word()))


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
    label = words(f"- {draft.figure()[0].label}")  # the unit's own words, though the annex has them too
    rows = [[words("Nội dung"), words("2017"), words("2018")], [label, draft.p(mark), "<w:p/>"]]
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


def table_with_the_field_in_its_first_cell(draft: Draft) -> None:
    """As LibreOffice saves a field that holds nothing but a table."""
    section = draft.section()
    control = draft.control(section.key)
    marks = [draft.word(Home.PLACED, section.key) for _ in range(3)]
    draft.fill(section.key, draft.p(marks[0]))
    put_after(draft.heading(section), table(["", draft.p(marks[1])], ["<w:p/>", draft.p(marks[2])]))
    cell = next(draft.heading(section).itersiblings(f"{W}tbl")).find(f".//{W}tc")
    assert cell is not None
    cell.append(control)


def list_in_an_answers_table(draft: Draft) -> None:
    key = draft.section().key
    cell = words("Một.") + draft.p(draft.word(Home.PLACED, key)) + words("Ba.")
    draft.fill(key, table([words("1"), cell]) + "<w:p/>")


ALONE: tuple[Placement, ...] = (row_at_the_top,)
"""Those that change or copy what others may have put there: not for mixtures."""

PLACES: tuple[Placement, ...] = (
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
    merged_cells_in_an_answers_table, table_with_the_field_in_its_first_cell,
    list_in_an_answers_table,
)  # fmt: skip
