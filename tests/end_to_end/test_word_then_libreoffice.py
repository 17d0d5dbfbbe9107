"""Forms filled in with Word, saved by LibreOffice, which cuts the bookmarks of longer answers in pieces."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from sokhet_docs.plan import Form
from sokhet_docs.returns import Answers, collect, read_answers
from sokhet_docs.returns.answers import FormChange
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.template import read_form
from tests.support.docx_builder import p
from tests.support.libreoffice_forms import Filling, fill_forms
from tests.support.own_forms import block
from tests.support.plans import COURT, a_plan
from tests.support.word_forms import Edit, control, fill_in, rename, write_form, xml

pytestmark = pytest.mark.slow
ENDINGS = (".docx", ".odt", ".doc")
PLAN = a_plan()
RETYPED = (
    rename("2.4. Công tác tuyên truyền", "2.4. Công tác truyền thông"),
    rename("4.2. Hạn chế", "4.2. Các việc chưa làm được"),
)


def add_section(root: etree._Element) -> None:
    """Add a section behind the last one as Word does: within the bookmark that lies around its control."""
    last = control(root, "muc_6_3")
    last.addnext(xml(block("dang_ky_2023", "Đăng ký", "Bấm vào đây để viết nội dung đăng ký")))
    last.addnext(xml(p("7. Đăng ký làm theo năm 2023")))


def sent_form(folder: Path, *edits: Edit) -> tuple[Path, Form]:
    """Return the sample's letter as a template with the clerk's ``edits`` would make it, and its form."""
    sent = fill_in(write_form(folder / "made.docx", PLAN, COURT), folder / "sent.docx", {}, *edits)
    form = read_form(read_returned_docx(sent), PLAN.figures)
    assert form is not None
    return sent, form


def texts(form: Form, paragraphs: int) -> dict[str, str]:
    """Return an answer of so many paragraphs to every section, by its key."""
    return {
        section.key: "\n".join(f"Ý {number} của {section.heading}." for number in range(paragraphs))
        for section in form.answered
    }


def returned(sent: Path, form: Form, filled: dict[str, str], *edits: Edit) -> dict[str, Answers]:
    """Return what is read, by ending, after Word filled the form in and LibreOffice saved it."""
    typed = fill_in(sent, sent.with_name("typed.docx"), filled, *edits)
    fill_forms([Filling(typed, sent.with_name(f"x{ending}")) for ending in ENDINGS])
    files = [sent.with_name(f"x{ending}") for ending in ENDINGS]
    collected = collect(PLAN, sent.with_name("output"), files)
    found = {}
    for report in collected.added:
        path = collected.intake.reading_path(report)
        assert path is not None
        found[Path(report.original).suffix] = read_answers(path, form)
    return found


def written(answers: Answers) -> dict[str, str]:
    """Return the text of every section by its key."""
    return {key: "\n".join(one.text for one in found) for key, found in answers.sections.items()}


@pytest.mark.parametrize("paragraphs", [2, 4])
def test_answers_of_several_paragraphs_end_where_their_section_ends(tmp_path: Path, paragraphs: int) -> None:
    sent, form = sent_form(tmp_path)
    filled = texts(form, paragraphs)

    found = returned(sent, form, filled)

    assert {ending: written(answers) for ending, answers in found.items()} == dict.fromkeys(ENDINGS, filled)
    assert {(answers.doubts, answers.changes) for answers in found.values()} == {((), ())}


def test_an_answer_under_a_retyped_heading_stays_under_it(tmp_path: Path) -> None:
    sent, form = sent_form(tmp_path)
    filled = texts(form, 2)

    found = returned(sent, form, filled, *RETYPED)

    changes = (
        FormChange(
            "đề mục “2.4. Công tác tuyên truyền”", "Dòng này bị sửa thành “2.4. Công tác truyền thông”."
        ),
        FormChange("đề mục “4.2. Hạn chế”", "Dòng này bị sửa thành “4.2. Các việc chưa làm được”."),
    )
    assert {ending: written(answers) for ending, answers in found.items()} == dict.fromkeys(ENDINGS, filled)
    assert {(answers.doubts, answers.changes) for answers in found.values()} == {((), changes)}


@pytest.mark.parametrize("paragraphs", [0, 1, 3])
def test_a_section_that_the_clerk_added_last_is_one_of_its_own(tmp_path: Path, paragraphs: int) -> None:
    sent, form = sent_form(tmp_path, add_section)
    filled = texts(form, paragraphs)

    found = returned(sent, form, filled if paragraphs else {})

    assert form.answered[-1].title == "7. Đăng ký làm theo năm 2023"
    assert {ending: written(answers) for ending, answers in found.items()} == dict.fromkeys(ENDINGS, filled)
    assert {(answers.doubts, answers.changes) for answers in found.values()} == {((), ())}
