"""What is no loss is not told: honest returns have nothing to review, and one change is one review item."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from sokhet_docs.letters import generate
from sokhet_docs.workbook import read_plan
from tests.support.docx_builder import W
from tests.support.environment import SAMPLE, TEMPLATES
from tests.support.libreoffice_forms import Filling, fill_forms
from tests.support.marks.draft import Draft, append, elements, put_after, words
from tests.support.marks.office import MarkedOffice
from tests.support.marks.typing import r
from tests.support.simulated_office import Office
from tests.support.word_forms import words_of

FIRST = read_plan(SAMPLE).units[0].code
ENDINGS = (".docx", ".odt", ".doc")


def filled_in(draft: Draft) -> Draft:
    """Fill in every field of ``draft`` that is still as it was sent."""
    for tag in [element.get(f"{W}val") or "" for element in draft.root.iter(f"{W}tag")]:
        if draft.form.find_section(tag):
            draft.fill(tag, words("Đã thực hiện tốt.") + words("Có 2 lần."))
        elif draft.form.find_figure(tag) and not tag.endswith("_tong"):
            draft.fill(tag, r("3"))
    return draft


def review_items(folder: Path, draft: Draft) -> list[tuple[str, str]]:
    """Return the review items of the return ``draft``: place and message."""
    return list(MarkedOffice.open(folder).consolidated({FIRST: draft}).told[FIRST])


@pytest.mark.parametrize("alone", [False, True], ids=["packet", "report alone"])
def test_an_honest_return_has_nothing_to_review(tmp_path: Path, alone: bool) -> None:
    draft = filled_in(MarkedOffice.open(tmp_path / "a").draft(FIRST, random.Random(1), alone=alone))

    assert review_items(tmp_path / "b", draft) == []


def split_as_word_does(run: etree._Element) -> None:
    """Make two runs of ``run`` if it is long, with what a spelling checker and a page's end leave between."""
    text = run.find(f"{W}t")
    if text is None or not text.text or len(text.text) <= 12:
        return
    half = len(text.text) // 2
    properties = run.find(f"{W}rPr")
    second = elements(r(text.text[half:]))[0]
    if properties is not None:
        second.insert(0, deepcopy(properties))
    text.text = text.text[:half]
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    second.extend(text.itersiblings())
    run.addnext(second)
    put_after(run, '<w:r><w:lastRenderedPageBreak/></w:r><w:proofErr w:type="spellEnd"/>')


def test_what_word_leaves_when_it_saves_is_nothing_to_review(tmp_path: Path) -> None:
    draft = filled_in(MarkedOffice.open(tmp_path / "a").draft(FIRST, random.Random(1)))
    for number, run in enumerate(list(draft.root.iter(f"{W}r"))):
        run.set(f"{W}rsidR", f"00{number:06X}")
        split_as_word_does(run)

    assert review_items(tmp_path / "b", draft) == []


def test_number_day_and_signature_are_at_most_one_review_item(tmp_path: Path) -> None:
    draft = filled_in(MarkedOffice.open(tmp_path / "a").draft(FIRST, random.Random(1)))
    letterhead = draft.line("Số\u00a0")
    letterhead[1:] = elements(r("Số 12-BC/ĐU"))
    dots = [line for line in draft.signature.iter(f"{W}p") if "……" in words_of(line)]
    for line, text in zip(dots, ("BÍ THƯ", "Nguyễn Văn An"), strict=True):
        line[1:] = elements(r(text))

    assert len(review_items(tmp_path / "b", draft)) <= 1


def test_the_samples_honest_returns_have_nothing_to_review(tmp_path: Path) -> None:
    generate(SAMPLE, TEMPLATES, tmp_path / "output")
    office = MarkedOffice(Office(tmp_path, read_plan(SAMPLE)))
    drafts = {code: filled_in(office.draft(code, random.Random(code))) for code in office.codes}

    assert office.consolidated(drafts).told == dict.fromkeys(office.codes, ())


@pytest.mark.slow
def test_what_libreoffice_leaves_when_it_saves_is_nothing_to_review(tmp_path: Path) -> None:
    office = MarkedOffice.open(tmp_path, len(ENDINGS))
    fillings = []
    for code, ending in zip(office.codes, ENDINGS, strict=True):
        form = tmp_path / f"mẫu {code}.docx"
        form.write_bytes(filled_in(office.draft(code, random.Random(code))).docx())
        fillings.append(Filling(form, tmp_path / f"bao cao {code}{ending}"))
    office.collect_files({path.name: path.read_bytes() for path in fill_forms(fillings)})

    assert office.written().told == dict.fromkeys(office.codes, ())


# One change, one review item ------------------------------------------------------------------------------


def double_the_annex(draft: Draft) -> None:
    copied = deepcopy(draft.annex)
    draft.annex.addnext(copied)
    draft.annex.addnext(elements("<w:p/>")[0])


def remove_a_row(draft: Draft) -> None:
    draft.annex.remove(draft.row_of(draft.figure()[0]))


def rename_a_heading(draft: Draft) -> None:
    draft.heading(draft.form.answered[3])[1:] = elements(r("2.1. Tên khác hẳn của mục này"))


def add_a_column_of_remarks(draft: Draft) -> None:
    for row in draft.annex.iterchildren(f"{W}tr"):
        if len(row.findall(f"{W}tc")) > 1:
            append(row, f"<w:tc><w:tcPr/>{words('Ghi chú chung')}</w:tc>")


def add_five_paragraphs_above_the_annex(draft: Draft) -> None:
    put_after(draft.line("PHỤ LỤC SỐ LIỆU"), words("Lời dẫn của đơn vị.") * 5)


CHANGES: tuple[Callable[[Draft], None], ...] = (
    double_the_annex, remove_a_row, rename_a_heading, add_a_column_of_remarks,
    add_five_paragraphs_above_the_annex,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=[change.__name__ for change in CHANGES])
def test_one_change_is_one_review_item(tmp_path: Path, change: Callable[[Draft], None]) -> None:
    draft = filled_in(MarkedOffice.open(tmp_path / "a").draft(FIRST, random.Random(1)))
    change(draft)

    items = review_items(tmp_path / "b", draft)

    assert len(items) == 1, items
