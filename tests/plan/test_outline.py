"""What a form asks: its numbers, its tags, and the way back from a tag."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sokhet_docs.plan import outline_form
from sokhet_docs.plan.form import Form, Slot
from sokhet_docs.plan.outline import (
    Period,
    Section,
    figure_key,
    figure_mark,
    figure_tag,
    period_key,
    section_key,
    section_tag,
    total_tag,
)
from tests.support.plans import CONFERENCES, COURT, LIBRARY, a_plan
from tests.support.sample_form import FIGURES, PERIODS, SECTIONS

FORM = Form(SECTIONS, FIGURES, PERIODS)
VISITS = next(figure for figure in FIGURES if figure.key == "tcd_luot")
MEMBERS = next(figure for figure in FIGURES if figure.key == "ttnd_tv")


def test_sections_are_numbered_by_their_place() -> None:
    printed = [f"{section.key} {section.title}" for section in SECTIONS if section.number.startswith("6")]
    assert printed == [
        "muc_6 6. Kiến nghị, đề xuất",
        "muc_6_1 6.1. Với Trung ương",
        "muc_6_2 6.2. Với cấp ủy cấp trên",
        "muc_6_3 6.3. Với chính quyền, cơ quan chuyên môn",
    ]
    assert [section.number for section in SECTIONS if section.level == 1] == [
        "1.",
        "2.",
        "3.",
        "4.",
        "5.",
        "6.",
    ]


def test_a_section_is_answered_or_gathers_answered_ones() -> None:
    for section in SECTIONS:
        below = [sub for sub in SECTIONS if sub.key.startswith(f"{section.key}_")]
        assert section.answered == (not below)
        assert bool(section.guidance) == section.answered
        assert section.prompt == f"[Bấm vào đây để viết. {section.guidance}".rstrip() + "]"


def test_every_tag_can_name_a_bookmark() -> None:
    tags = [section.key for section in SECTIONS] + [figure_tag(figure, 2017) for figure in FIGURES]
    tags += [tag for figure in FIGURES if (tag := total_tag(figure))]
    assert len(set(tags)) == len(tags)
    assert not [tag for tag in tags if len(tag) > 40 or not re.fullmatch("[a-z][a-z0-9_]*", tag)]
    assert max(len(figure.key) for figure in FIGURES) <= 12


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("sl_tcd_luot_2017", (VISITS, Period("2017", "2017"))),
        ("sl_tcd_luot_tong", (VISITS, None)),
        ("sl_ttnd_tv_2021", (MEMBERS, Period("2021", "2021"))),
        ("sl_ttnd_tv_tong", None),  # members are not added up over the years
        ("sl_tcd_luot_17", None),
        ("sl_tcd_luot_２０１７", None),
        ("sl_tcd_luot", None),
        ("sl_khac_2017", None),
        ("tcd_luot_2017", None),
        ("muc_1_1", None),
        ("", None),
    ],
)
def test_find_figure(tag: str, found: Slot | None) -> None:
    assert FORM.find_figure(tag) == found


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("muc_3_10", "3.10. Thực hiện dân chủ tại doanh nghiệp"),
        ("muc_5", "5. Phương hướng, nhiệm vụ, giải pháp"),
    ],
)
def test_find_section(tag: str, title: str) -> None:
    section = FORM.find_section(tag)
    assert section is not None
    assert section.title == title


@pytest.mark.parametrize("tag", ["muc_3", "muc_9", "sl_vb_2017", ""])
def test_find_section_knows_only_places_to_type(tag: str) -> None:
    assert FORM.find_section(tag) is None


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Ưu điểm", "muc_uu_diem_"),
        ("ƯU  ĐIỂM", "muc_uu_diem_"),
        ("…", "muc_"),
        ("Việc quán triệt, triển khai thực hiện nghị quyết", "muc_viec_quan_triet_trien_khai_thuc_"),
    ],
)
def test_a_key_is_readable_and_fits_a_bookmark(heading: str, key: str) -> None:
    assert section_key(heading).startswith(key)
    assert re.fullmatch("[a-z][a-z0-9_]{0,39}", section_key(heading))
    assert section_key(heading) == section_key(heading.lower())


def test_words_that_share_their_letters_have_keys_of_their_own() -> None:
    assert len({section_key(heading) for heading in ("Hạn chế", "Hàn chế", "Han che")}) == 3
    assert len({figure_key(group, "Số cuộc") for group in ("Đối thoại", "Tiếp dân", "")}) == 3


def test_a_written_code_is_the_key_whatever_the_words() -> None:
    assert (section_tag("Ưu điểm"), section_tag("3_2"), figure_mark("QT-Cuoc")) == (
        "muc_uu_diem", "muc_3_2", "qt_cuoc",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("label", "key"), [("2017", "2017"), ("Quý I/2026", "quyi2026"), ("Quý II/2026", "quyii2026")]
)
def test_a_periods_key_is_readable(label: str, key: str) -> None:
    assert period_key(label) == key


def test_a_long_periods_key_fits_a_tag() -> None:
    keys = {period_key(f"{half} tháng {part} năm 2026") for half in (3, 6) for part in ("đầu", "cuối")}
    assert len(keys) == 4
    assert all(re.fullmatch("[a-z0-9]{1,10}", key) for key in keys)


def test_a_form_by_the_workbook_has_no_group_of_which_the_unit_is_asked_nothing() -> None:
    group = Section("muc_nhom", "9.", "Hội nghị", "", 1, answered=False)
    held = Section("muc_to_chuc", "9.1.", "Tổ chức hội nghị", "", 2, answered=True, audience=CONFERENCES)
    plan = replace(a_plan(), sections=(*SECTIONS, group, held))

    of_court, of_library = outline_form(plan, COURT), outline_form(plan, LIBRARY)

    assert of_court.sections == (*SECTIONS, group, held)
    assert of_court.lines[-2:] == ("9. Hội nghị", "9.1. Tổ chức hội nghị")
    assert of_library.sections == SECTIONS
    assert of_library.lines == tuple(section.title for section in SECTIONS)
