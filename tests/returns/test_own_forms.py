"""A return is read against the form that was sent: what the clerk changed in it in Word is the law."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from sokhet_docs.plan import Form
from sokhet_docs.returns import Answers, read_answers
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.template import read_form
from tests.support.docx_builder import docx, p, save, table
from tests.support.own_forms import block, control, heading
from tests.support.plans import COURT, a_plan
from tests.support.word_forms import (
    Edit,
    control_around,
    delete_row,
    fill_in,
    find_paragraph,
    remove,
    rename,
    unwrap,
    write_form,
    xml,
)
from tests.support.word_forms import control as control_in

PLAN = a_plan()
OWN = docx(
    p("BÁO CÁO"),
    heading("I. TÌNH HÌNH"),
    p("Tổng số đảng viên: ", control("dang_vien"), "; số cấp ủy viên: ", control("cap_uy")),
    p("1. Thuận lợi"),
    block("thuan_loi"),
    p("2. Khó khăn"),
    block("kho_khan", prompt="…"),
    heading("II. KẾT QUẢ"),
    table(["Nội dung", "Trả lời"], ["Người liên hệ", p(control("lien_he"))], ["Ghi chú", p(control("gc"))]),
    table(
        ["TT", "Chỉ tiêu", "Đơn vị tính", "Quý I", "Quý II", "Tổng"],
        ["1", "Số hộ", "hộ", *(p(control(f"sl_ho_{one}", prompt="…")) for one in ("q1", "q2", "tong"))],
        ["2", "Tỷ lệ", "%", *(p(control(f"sl_dat_{one}", prompt="…")) for one in ("q1", "q2")), "x"],
    ),
    p("Trên đây là báo cáo của đơn vị."),
)


def form_in(sent: Path) -> Form:
    form = read_form(read_returned_docx(sent), PLAN.figures)
    assert form is not None
    return form


def written(answers: Answers) -> dict[str, str]:
    """Return what stands under each printed title that has an answer."""
    found = {one.title: answers.sections[one.key] for one in answers.form.answered}
    return {title: "\n".join(line.text for line in lines) for title, lines in found.items() if lines}


def figures(answers: Answers) -> dict[tuple[str, str], Decimal | None]:
    """Return each figure that was written by its printed label and its column's title."""
    labels = {figure.key: figure.label for figure in answers.form.figures}
    titles = {period.key: period.label for period in answers.form.periods}
    readings = ((labels[key], titles[period], one) for (key, period), one in answers.figures.items())
    return {(label, title): one.value for label, title, one in readings if not one.blank}


def test_a_form_typed_in_word_is_read_back_under_its_own_words(tmp_path: Path) -> None:
    sent = save(tmp_path, "sent.docx", OWN)
    filled = {
        "dang_vien": "45",
        "cap_uy": "05 đồng chí",
        "thuan_loi": "Một.\nHai.",
        "lien_he": "Bà An",
        "sl_ho_q1": "1.250",
        "sl_ho_q2": "12",
        "sl_dat_q1": "85,5%",
    }

    answers = read_answers(fill_in(sent, tmp_path / "x.docx", filled), form_in(sent))

    assert written(answers) == {
        "Tổng số đảng viên": "45",
        "số cấp ủy viên": "05 đồng chí",
        "1. Thuận lợi": "Một.\nHai.",
        "Người liên hệ": "Bà An",
    }
    assert figures(answers) == {
        ("Số hộ", "Quý I"): 1250,
        ("Số hộ", "Quý II"): 12,
        ("Tỷ lệ", "Quý I"): Decimal("85.5"),
    }
    assert (answers.doubts, answers.changes) == ((), ())


def test_an_unfilled_control_of_the_clerks_own_is_empty(tmp_path: Path) -> None:
    sent = save(tmp_path, "sent.docx", OWN)

    answers = read_answers(sent, form_in(sent))

    assert (written(answers), figures(answers), answers.changes) == ({}, {}, ())


@pytest.mark.parametrize("name", ["dang_vien", "lien_he", "thuan_loi"])
def test_a_field_whose_control_is_lost_is_still_read_by_its_words(tmp_path: Path, name: str) -> None:
    sent = save(tmp_path, "sent.docx", OWN)

    answers = read_answers(fill_in(sent, tmp_path / "x.docx", {name: "Đã viết"}, unwrap(name)), form_in(sent))

    assert list(written(answers).values()) == ["Đã viết"] or answers.doubts


def sample(folder: Path, *edits: Edit) -> Path:
    """Return the sample's letter as a template with the clerk's ``edits`` would have made it."""
    return fill_in(write_form(folder / "made.docx", PLAN, COURT), folder / "sent.docx", {}, *edits)


def answered(sent: Path, filled: Mapping[str, str]) -> Answers:
    return read_answers(fill_in(sent, sent.with_name("x.docx"), filled), form_in(sent))


def test_a_renamed_heading_and_a_renamed_row_are_what_the_answers_stand_under(tmp_path: Path) -> None:
    sent = sample(
        tmp_path,
        rename("4.2. Hạn chế", "4.2. Các buổi học tập"),
        rename("Số đơn đã nhận", "Số buổi học tập"),
        rename("đơn", "buổi"),
    )

    answers = answered(sent, {"muc_4_2": "Đã học.", "sl_don_nhan_2017": "3 buổi"})

    assert written(answers) == {"4.2. Các buổi học tập": "Đã học."}
    assert figures(answers) == {("Số buổi học tập", "2017"): 3}
    assert (answers.doubts, answers.changes) == ((), ())


def test_what_the_clerk_took_out_is_not_asked(tmp_path: Path) -> None:
    def take_out(root: object) -> None:
        remove(find_paragraph(root, "4.2. Hạn chế"))  # type: ignore[arg-type]
        remove(control_in(root, "muc_4_2"))  # type: ignore[arg-type]

    sent = sample(tmp_path, take_out, delete_row("sl_ktgs_2017"))

    answers = answered(sent, {"muc_4_3": "Do khách quan."})

    assert "muc_4_2" not in answers.sections
    assert "ktgs" not in {key for key, _ in answers.figures}
    assert (written(answers), answers.changes) == ({"4.3. Nguyên nhân": "Do khách quan."}, ())


def test_a_control_and_a_heading_that_the_clerk_added_are_a_section(tmp_path: Path) -> None:
    def add(root: object) -> None:
        above = find_paragraph(root, "4.3. Nguyên nhân")  # type: ignore[arg-type]
        above.addprevious(xml(p("4.2a. Khuyết điểm")))
        above.addprevious(xml(block("khuyet_diem", "Khuyết điểm")))

    answers = answered(sample(tmp_path, add), {"khuyet_diem": "Còn chậm.", "muc_4_2": "Ít."})

    assert written(answers) == {"4.2. Hạn chế": "Ít.", "4.2a. Khuyết điểm": "Còn chậm."}


def test_a_unit_may_answer_on_the_form_that_it_was_sent_first(tmp_path: Path) -> None:
    first = write_form(tmp_path / "first.docx", PLAN, COURT)
    second = sample(tmp_path, rename("4.2. Hạn chế", "4.2. Tồn tại"), delete_row("sl_ktgs_2017"))
    forms = (form_in(second), form_in(first))
    filled = {"muc_4_2": "Ít.", "sl_vb_2017": "4"}

    old = read_answers(fill_in(first, tmp_path / "a.docx", filled), *forms)
    new = read_answers(fill_in(second, tmp_path / "b.docx", filled), *forms)

    assert (old.form, new.form) == (forms[1], forms[0])
    assert (written(old), written(new)) == ({"4.2. Hạn chế": "Ít."}, {"4.2. Tồn tại": "Ít."})
    assert (old.changes, new.changes) == ((), ())


def test_a_renamed_heading_alone_tells_two_forms_apart(tmp_path: Path) -> None:
    first = write_form(tmp_path / "first.docx", PLAN, COURT)
    forms = (form_in(sample(tmp_path, rename("4.2. Hạn chế", "4.2. Tồn tại"))), form_in(first))

    answers = read_answers(fill_in(first, tmp_path / "a.docx", {"muc_4_2": "Ít."}), *forms)

    assert (written(answers), answers.changes) == ({"4.2. Hạn chế": "Ít."}, ())


def test_a_control_around_a_cell_of_the_clerks_own_is_read(tmp_path: Path) -> None:
    sent = save(tmp_path, "sent.docx", OWN)
    returned = fill_in(
        sent, tmp_path / "x.docx", {"lien_he": "Bà An"}, control_around("tc", "lien_he", "lien_he")
    )

    assert written(read_answers(returned, form_in(sent))) == {"Người liên hệ": "Bà An"}


def test_the_prompt_of_a_control_without_a_tag_is_no_heading(tmp_path: Path) -> None:
    def add(root: object) -> None:
        last = control_in(root, "muc_6_3")  # type: ignore[arg-type]
        for made in (
            block("rieng", "Việc riêng hai", "điền"),
            block("rieng", "Việc riêng", "điền"),
            block("", "Không có thẻ", "điền").replace('<w:tag w:val=""/>', ""),
            block("chi_tag", "", "điền"),
        ):
            last.addnext(xml(made))

    form = form_in(sample(tmp_path, add))

    assert [(one.key, one.title) for one in form.answered[-3:]] == [
        ("muc_6_3", "6.3. Với chính quyền, cơ quan chuyên môn"),
        ("chi_tag", "chi_tag"),
        ("rieng", "Việc riêng"),
    ]
