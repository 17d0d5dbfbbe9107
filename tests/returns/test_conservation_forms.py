"""The law of conservation in other forms than the sample's: those of the kits, and a clerk's own."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from sokhet_docs.letters import generate
from sokhet_docs.workbook import kits, read_plan, start_from_kit
from tests.support.docx_builder import docx, p, r, table
from tests.support.environment import TEMPLATES
from tests.support.marks import field_places, figure_places, markup_places, struck_places
from tests.support.marks.draft import Draft, Home, append, put_after
from tests.support.marks.office import MarkedOffice, place
from tests.support.marks.search import faults_of, forms_words_in
from tests.support.own_forms import block, control, heading
from tests.support.simulated_office import Office

IN_SECTIONS = [one.__name__ for one in (*field_places.PLACES, *markup_places.PLACES)]
IN_FIGURES = [one.__name__ for one in (*figure_places.PLACES, *struck_places.PLACES)]


def faults(office: MarkedOffice, drafts: dict[str, Draft]) -> list[str]:
    """Return what is wrong with where marks are found again, and the form's words printed as answers."""
    written, plan = office.consolidated(drafts), office.office.plan
    found = [fault for code, one in drafts.items() for fault in faults_of(one.marks, code, written, plan)]
    sent_lines = {line for draft in drafts.values() for line in draft.sent_lines}
    return found + forms_words_in(written, sent_lines, plan)


@pytest.mark.slow
@pytest.mark.parametrize("kit", [kit.name for kit in kits()])
def test_marks_in_the_forms_of_a_kit_are_found(tmp_path: Path, kit: str) -> None:
    start_from_kit(kit, tmp_path / "kit")
    workbook = tmp_path / "kit" / "data" / "units.xlsx"
    generate(workbook, tmp_path / "kit" / "templates", tmp_path / "kit" / "output")
    plan = read_plan(workbook)
    names = [*(IN_SECTIONS if plan.sections else []), *(IN_FIGURES if plan.figures else [])]
    found: list[str] = []
    for first in range(0, len(names), len(plan.units)):
        folder = shutil.copytree(tmp_path / "kit", tmp_path / str(first))
        office = MarkedOffice(Office(folder, plan))
        drafts = {}
        for code, name in zip(office.codes, names[first:], strict=False):
            drafts[code] = office.draft(code, random.Random(name))
            place(name, drafts[code])
        found += faults(office, drafts)

    assert found == []


OWN = docx(
    p("{{ don_vi.cap_uy }}"),
    p("BÁO CÁO"),
    heading("I. TÌNH HÌNH"),
    p("Tổng số đảng viên: ", control("dang_vien"), "; số cấp ủy viên: ", control("cap_uy")),
    p("1. Thuận lợi"),
    block("thuan_loi"),
    p("2. Khó khăn"),
    block("kho_khan", prompt="…"),
    heading("II. KẾT QUẢ"),
    table(["Nội dung", "Trả lời"], ["Người liên hệ", p(control("lien_he"))], ["Địa chỉ", p(control("dc"))]),
    table(
        ["TT", "Chỉ tiêu", "Đơn vị tính", "Quý I", "Quý II", "Tổng"],
        ["1", "Số hộ", "hộ", *(p(control(f"sl_ho_{one}", prompt="…")) for one in ("q1", "q2", "tong"))],
        ["2", "Số thôn", "thôn", *(p(control(f"sl_thon_{one}", prompt="…")) for one in ("q1", "q2", "tong"))],
    ),
    p("Trên đây là báo cáo của đơn vị."),
)


def beside_inline_fields(draft: Draft) -> None:
    line = draft.line("Tổng số đảng viên")
    append(line, r("; ") + draft.typed(draft.word()))


def between_inline_fields(draft: Draft) -> None:
    put_after(draft.control("dang_vien"), r(" ") + draft.typed(draft.word()))


def below_the_line_of_inline_fields(draft: Draft) -> None:
    put_after(draft.line("Tổng số đảng viên"), draft.p(draft.word()))


def in_inline_fields(draft: Draft) -> None:
    for tag in ("dang_vien", "cap_uy", "lien_he"):
        draft.fill(tag, draft.typed(draft.word(Home.PLACED)))


def in_blocks(draft: Draft) -> None:
    for tag in ("thuan_loi", "kho_khan"):
        draft.fill(tag, draft.p(draft.word(Home.PLACED)))


def above_a_blocks_prompt(draft: Draft) -> None:
    draft.content("thuan_loi").insert(0, next(iter(draft.content("kho_khan"))))
    append(draft.content("kho_khan"), draft.p(draft.word(Home.PLACED)))


def in_label_cells(draft: Draft) -> None:
    append(draft.line("Người liên hệ"), r(" ") + draft.typed(draft.word()))
    append(draft.line("Số thôn"), r(" ") + draft.typed(draft.word()))


def in_figures(draft: Draft) -> None:
    draft.fill("sl_ho_q1", draft.typed(draft.number(Home.PLACED)))
    draft.fill("sl_thon_q2", draft.typed(draft.number(Home.PLACED)))


def behind_the_tables(draft: Draft) -> None:
    put_after(draft.annex, draft.p(draft.word()))
    append(draft.line("Trên đây là"), r(" ") + draft.typed(draft.word()))


def at_the_head(draft: Draft) -> None:
    append(draft.line("BÁO CÁO"), r(" ") + draft.typed(draft.word()))
    put_after(draft.line("BÁO CÁO"), draft.p(draft.word()))


OWN_PLACES = (
    beside_inline_fields, between_inline_fields, below_the_line_of_inline_fields, in_inline_fields, in_blocks,
    above_a_blocks_prompt, in_label_cells, in_figures, behind_the_tables, at_the_head,
)  # fmt: skip


def test_marks_in_a_form_of_the_clerks_own_are_found(tmp_path: Path) -> None:
    templates = shutil.copytree(TEMPLATES, tmp_path / "templates")
    (templates / "bao-cao.docx").write_bytes(OWN)
    sent = MarkedOffice.open(tmp_path / "sent", len(OWN_PLACES))
    generate(sent.office.folder / "units.xlsx", templates, tmp_path / "sent" / "own")
    (tmp_path / "own").mkdir()
    (tmp_path / "sent" / "own").rename(tmp_path / "own" / "output")
    office = MarkedOffice(Office(tmp_path / "own", sent.office.plan))
    drafts = {}
    for code, put in zip(office.codes, OWN_PLACES, strict=True):
        drafts[code] = draft = office.bare_draft(code, random.Random(code))
        draft.fill("dang_vien", r("45"))
        draft.place = put.__name__
        put(draft)

    assert faults(office, drafts) == []
