"""The report form: a control and a bookmark for every answer, prompts that go away, sums that compute."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from sokhet_docs.letters.fields import PacketFields
from sokhet_docs.letters.templates import compile_packet
from sokhet_docs.plan.outline import Section, figure_tag, total_tag
from tests.support.effective_layout import Docx, W
from tests.support.environment import ROOT
from tests.support.libreoffice import convert
from tests.support.plans import COURT, a_plan
from tests.support.sample_form import FIGURES, SECTIONS

NOTHING = "\u2003"
YEARS = range(2017, 2022)
SECTION_TAGS = [section.key for section in SECTIONS if section.answered]
TOTAL_TAGS = [tag for figure in FIGURES if (tag := total_tag(figure))]
TAGS = SECTION_TAGS + [
    tag
    for figure in FIGURES
    for tag in (*(figure_tag(figure, year) for year in YEARS), total_tag(figure))
    if tag
]


def _report() -> bytes:
    plan = a_plan()
    template = compile_packet(plan, [ROOT / "templates/bao-cao.docx"])
    return template.render(PacketFields(plan).of(COURT))


@pytest.fixture(scope="module")
def form() -> Docx:
    return Docx(_report())


def _tag(control: etree._Element) -> str | None:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return None if tag is None else tag.get(f"{W}val")


def _tagged(form: Docx) -> dict[str, etree._Element]:
    return {tag: control for control in form.body.iter(f"{W}sdt") if (tag := _tag(control))}


def test_every_answer_has_its_control_in_the_outlines_order(form: Docx) -> None:
    assert [tag for control in form.body.iter(f"{W}sdt") if (tag := _tag(control))] == TAGS


def test_ids_are_unique(form: Docx) -> None:
    for path in ("sdt/{W}sdtPr/{W}id", "bookmarkStart"):
        found = form.body.findall(f".//{W}{path.replace('{W}', W)}")
        ids = [element.get(f"{W}{'val' if 'sdt' in path else 'id'}") for element in found]
        assert len(set(ids)) == len(ids) >= len(TAGS)


def test_a_bookmark_of_the_same_name_lies_around_each_control(form: Docx) -> None:
    for tag, control in _tagged(form).items():
        before, after = control.getprevious(), control.getnext()
        assert before is not None
        assert after is not None
        assert (before.tag, before.get(f"{W}name")) == (f"{W}bookmarkStart", tag)
        assert (after.tag, after.get(f"{W}id")) == (f"{W}bookmarkEnd", before.get(f"{W}id"))


def test_a_control_cannot_be_deleted_by_mistake(form: Docx) -> None:
    locks = {tag: element.find(f"{W}sdtPr/{W}lock").get(f"{W}val") for tag, element in _tagged(form).items()}  # type: ignore[union-attr]
    assert set(locks.values()) == {"sdtLocked"}


@pytest.mark.parametrize(
    "section", [section for section in SECTIONS if section.answered], ids=lambda section: section.key
)
def test_an_answer_takes_paragraphs_and_shows_its_prompt_until_then(form: Docx, section: Section) -> None:
    control = _tagged(form)[section.key]
    (paragraph,) = control.findall(f"{W}sdtContent/{W}p")
    (prompt,) = paragraph.findall(f"{W}sdt")
    properties = {child.tag.removeprefix(W) for child in prompt.find(f"{W}sdtPr")}  # type: ignore[union-attr]
    # Temporary: the inner control, and with it the prompt, is gone with the first key.
    assert {"temporary", "showingPlcHdr"} <= properties
    assert control.find(f"{W}sdtPr/{W}showingPlcHdr") is None
    assert _text(prompt) == section.prompt


def _text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def test_a_figure_shows_a_prompt_and_a_total_shows_nothing(form: Docx) -> None:
    shown = {
        tag: (_text(element), element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None)
        for tag, element in _tagged(form).items()
        if tag.startswith("sl_")
    }
    assert {tag for tag, look in shown.items() if look == ("…", True)} == set(TAGS) - {
        *SECTION_TAGS,
        *TOTAL_TAGS,
    }
    assert {tag for tag, look in shown.items() if look == (NOTHING, True)} == set(TOTAL_TAGS)


def test_deleted_text_brings_its_prompt_back(form: Docx) -> None:
    glossary = form.part("word/glossary/document.xml")
    entries = {
        part.find(f"{W}docPartPr/{W}name").get(f"{W}val"): _text(part)  # type: ignore[union-attr]
        for part in glossary.iter(f"{W}docPart")
        if part.find(f"{W}docPartPr") is not None
    }
    assert entries == {section.key: section.prompt for section in SECTIONS if section.answered} | {
        "so_lieu": "…",
        "tong": NOTHING,
    }
    named = {element.get(f"{W}val") for element in form.body.iter(f"{W}docPart")}
    assert named == set(entries)


def test_nothing_of_the_annex_waits_for_a_key(form: Docx) -> None:
    annex = list(form.body.iter(f"{W}tbl"))[-1]
    assert list(annex.iter(f"{W}fldChar", f"{W}fldSimple")) == []
    note = next(_text(p) for p in form.body.iter(f"{W}p") if _text(p).startswith("Ghi chú: "))
    assert note == (
        "Ghi chú: ô để trống được hiểu là chưa báo cáo, không có thì ghi 0; số viết liền, không dấu chấm"
        " (1250). Cột “Tổng” không phải ghi: được cộng khi tổng hợp. Dấu x: không cộng qua các kỳ."
    )


def test_the_header_names_the_plans_years(form: Docx) -> None:
    annex = list(form.body.iter(f"{W}tbl"))[-1]
    titles = [_text(cell) for cell in annex.find(f"{W}tr").iter(f"{W}tc")]  # type: ignore[union-attr]
    assert titles == ["TT", "Nội dung", "Đơn vị tính", *map(str, YEARS), "Tổng"]


@pytest.mark.parametrize("ending", ["odt", "doc"])
@pytest.mark.slow
def test_libreoffice_keeps_every_bookmark(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(_report())
    (saved,) = convert([path], tmp_path, ending)
    if ending == "doc":
        (saved,) = convert([saved], tmp_path, "odt")
    with zipfile.ZipFile(saved) as package:
        kept = re.findall(r'bookmark(?:-start)? text:name="([^"]+)"', package.read("content.xml").decode())
    assert set(TAGS) <= set(kept)
    assert [name for name in kept if name.startswith("_sk_")]
