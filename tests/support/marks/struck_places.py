"""Marks in the cells for figures that are struck out, deleted, hidden, or tracked in other ways."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from tests.support.docx_builder import W
from tests.support.marks.draft import (
    Draft,
    Home,
    Placement,
    append,
)
from tests.support.marks.typing import r


def _struck_beside(draft: Draft, struck: Callable[[str], str]) -> None:
    tag, slot = draft.cell()
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
    tag, _ = draft.cell()
    draft.fill(tag, r(draft.number(Home.TOLD), "<w:strike/>"))


def hidden_alone(draft: Draft) -> None:
    tag, _ = draft.cell()
    draft.fill(tag, r(draft.number(), "<w:vanish/>"))


def struck_out_by_a_style(draft: Draft) -> None:
    styles = etree.fromstring(draft.parts["word/styles.xml"])
    append(
        styles,
        '<w:style w:type="character" w:styleId="GachBo"><w:name w:val="Gạch bỏ"/>'
        "<w:rPr><w:strike/></w:rPr></w:style>",
    )
    draft.parts["word/styles.xml"] = etree.tostring(styles)
    _struck_beside(draft, lambda mark: r(mark, '<w:rStyle w:val="GachBo"/>'))


def white_beside_a_figure(draft: Draft) -> None:
    _struck_beside(draft, lambda mark: r(mark, '<w:color w:val="FFFFFF"/>'))


def nearly_white_beside_a_figure(draft: Draft) -> None:
    _struck_beside(draft, lambda mark: r(mark, '<w:color w:val="FEFEFE"/>'))


def tiny_beside_a_figure(draft: Draft) -> None:
    _struck_beside(draft, lambda mark: r(mark, '<w:sz w:val="2"/>'))


def white_by_a_style(draft: Draft) -> None:
    styles = etree.fromstring(draft.parts["word/styles.xml"])
    append(
        styles,
        '<w:style w:type="character" w:styleId="ChuTrang"><w:name w:val="Chữ trắng"/>'
        '<w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>',
    )
    draft.parts["word/styles.xml"] = etree.tostring(styles)
    _struck_beside(draft, lambda mark: r(mark, '<w:rStyle w:val="ChuTrang"/>'))


def white_on_a_dark_cell(draft: Draft) -> None:
    tag, slot = draft.cell()
    draft.fill(tag, r(draft.number(Home.PLACED, slot), '<w:color w:val="FFFFFF"/>'))
    cell = next(draft.control(tag).iterancestors(f"{W}tc"))
    append(cell[0], '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>')


def printed_over_a_figure(draft: Draft) -> None:
    tag, _ = draft.cell()
    over, base = r(draft.number(Home.TOLD)), draft.typed(draft.number(Home.TOLD))
    draft.fill(tag, f"<w:r><w:ruby><w:rt>{over}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>")


def inserted_and_deleted_again(draft: Draft) -> None:
    def struck(mark: str) -> str:
        deleted = f'<w:del w:id="9">{r(mark).replace("w:t", "w:delText")}</w:del>'
        return f'<w:ins w:id="8">{deleted}</w:ins>'

    _struck_beside(draft, struck)


def striking_undone_by_a_tracked_change(draft: Draft) -> None:
    tag, slot = draft.cell()
    before = '<w:rPrChange w:id="9"><w:rPr><w:strike/><w:vanish/></w:rPr></w:rPrChange>'
    draft.fill(tag, r(draft.number(Home.PLACED, slot), before))


def _in_a_row_with(draft: Draft, properties: str, home: Home) -> None:
    tag, _ = draft.cell()
    draft.fill(tag, draft.typed(draft.number(home)))
    append(next(next(draft.control(tag).iterancestors(f"{W}tr")).iter(f"{W}trPr")), properties)


def in_a_deleted_row(draft: Draft) -> None:
    _in_a_row_with(draft, '<w:del w:id="9" w:author="x"/>', Home.TOLD)


def in_a_hidden_row(draft: Draft) -> None:
    _in_a_row_with(draft, "<w:hidden/>", Home.KEPT)


def in_a_deleted_cell(draft: Draft) -> None:
    tag, _ = draft.cell()
    draft.fill(tag, draft.typed(draft.number(Home.TOLD)))
    cell = next(draft.control(tag).iterancestors(f"{W}tc"))
    append(cell[0], '<w:cellDel w:id="9" w:author="x"/>')


def in_a_link(draft: Draft) -> None:
    tag, slot = draft.cell()
    mark = draft.typed(draft.number(Home.PLACED, slot))
    draft.fill(tag, f'<w:hyperlink w:anchor="x">{mark}</w:hyperlink>')


def inserted(draft: Draft) -> None:
    tag, slot = draft.cell()
    mark = draft.typed(draft.number(Home.PLACED, slot))
    draft.fill(tag, f'<w:ins w:id="9" w:author="x">{mark}</w:ins>')


PLACES: tuple[Placement, ...] = (
    struck_out_beside_a_figure, struck_out_twice_beside_a_figure, deleted_beside_a_figure,
    moved_away_beside_a_figure, hidden_beside_a_figure, struck_out_alone, hidden_alone,
    struck_out_by_a_style, white_beside_a_figure, nearly_white_beside_a_figure, tiny_beside_a_figure,
    white_by_a_style, white_on_a_dark_cell, printed_over_a_figure, inserted_and_deleted_again,
    striking_undone_by_a_tracked_change, in_a_deleted_row, in_a_hidden_row, in_a_deleted_cell, in_a_link,
    inserted,
)  # fmt: skip
