"""What the templates say once filled in: blanks for the pen, the conference, what there is nothing of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from sokhet_docs.letters.fields import PacketFields, plan_fields
from sokhet_docs.letters.templates import compile_packet, compile_plan_document
from sokhet_docs.plan.model import Plan, Unit
from tests.support.effective_layout import Docx
from tests.support.environment import ROOT
from tests.support.plans import COURT, a_plan

TEMPLATES = ROOT / "templates"
UNIT_PAPERS = ("de-cuong.docx", "giay-moi.docx", "bao-cao.docx", "giay-moi-khoi.docx")
PLAN_PAPERS = ("ke-hoach.docx", "noi-nhan.docx")
INVITATIONS = ("giay-moi.docx", "giay-moi-khoi.docx")
PLAN = a_plan()


def fill(paper: str, plan: Plan = PLAN, unit: Unit = COURT) -> Docx:
    """Return the template ``paper`` filled in."""
    if paper in PLAN_PAPERS:
        return Docx(compile_plan_document(plan, TEMPLATES / paper).render(plan_fields(plan)))
    return Docx(compile_packet(plan, [TEMPLATES / paper]).render(PacketFields(plan).of(unit)))


def text_of(paper: str) -> str:
    return "\n".join(paragraph.text for paragraph in fill(paper).paragraphs)


def labelled(docx: Docx, *labels: str) -> list[tuple[str, str]]:
    """Return the style and the text of the lines so labelled, their numbers left out."""
    lines = [(paragraph.style, paragraph.text.partition(". ")[2]) for paragraph in docx.paragraphs]
    return [(style, text) for style, text in lines if text.startswith(labels)]


LAST_DAYS = [("giay-moi.docx", "15/4/2022"), ("giay-moi-khoi.docx", "30/4/2022")]


@pytest.mark.parametrize(("paper", "last_day"), LAST_DAYS)
def test_an_invitation_without_its_time_has_dots_to_the_margin_and_names_the_last_day(
    paper: str, last_day: str
) -> None:
    assert labelled(fill(paper), "Thời gian", "Địa điểm") == [
        ("DongCham", f"Thời gian (trước ngày {last_day}): \t"),
        ("DongCham", "Địa điểm: \t"),
    ]


@pytest.mark.parametrize("paper", INVITATIONS)
def test_an_invitation_that_tells_its_time_names_no_last_day(paper: str) -> None:
    assert COURT.conference is not None
    held = replace(COURT.conference, time=datetime(2022, 4, 13, 8, 0), place="Hội trường tầng 2")
    docx = fill(paper, replace(PLAN, issuer_conference=held), replace(COURT, conference=held))
    assert labelled(docx, "Thời gian", "Địa điểm") == [
        ("DongNhan", "Thời gian: 08 giờ 00, Thứ Tư, ngày 13/4/2022."),
        ("DongNhan", "Địa điểm: Hội trường tầng 2."),
    ]
    assert [paragraph.text for paragraph in docx.paragraphs if "trước ngày" in paragraph.text] == []


@pytest.mark.parametrize("paper", INVITATIONS)
def test_an_invitation_says_what_is_reviewed_wherever_it_names_the_occasion(paper: str) -> None:
    text = text_of(paper)
    said = text.count("sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU")
    assert said == text.count("sơ kết 05 năm") == 2


@pytest.mark.parametrize("paper", UNIT_PAPERS + PLAN_PAPERS)
def test_a_blank_for_the_pen_never_breaks_over_lines(paper: str) -> None:
    assert [paragraph.text for paragraph in fill(paper).paragraphs if "  " in paragraph.text] == []


def test_the_reports_last_sentence_has_one_owner() -> None:
    (last,) = (line for line in text_of("bao-cao.docx").split("\n") if line.startswith("Trên đây"))
    assert last == (
        "Trên đây là báo cáo sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU, ngày 12/5/2017 của Ban Chấp "
        "hành Đảng bộ tỉnh; Đảng ủy Tòa án nhân dân tỉnh kính gửi Ban Thường vụ Đảng ủy Khối (qua Ban Tuyên "
        "giáo) tổng hợp."
    )


@pytest.mark.parametrize("paper", ["de-cuong.docx", "bao-cao.docx"])
def test_one_word_is_asked_for_where_there_is_nothing_to_report(paper: str) -> None:
    text = text_of(paper)
    assert "“Không có”" in text
    assert "“Không”" not in text
