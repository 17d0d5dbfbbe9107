"""The outline as data: its numbers, its tags, and the way back from a tag."""

from __future__ import annotations

import re

import pytest

from sokhet_docs.plan.outline import (
    FIGURES,
    SECTIONS,
    Figure,
    figure_tag,
    find_figure,
    find_section,
    total_tag,
)

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
        ("sl_tcd_luot_2017", (VISITS, 2017)),
        ("sl_tcd_luot_tong", (VISITS, None)),
        ("sl_ttnd_tv_2021", (MEMBERS, 2021)),
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
def test_find_figure(tag: str, found: tuple[Figure, int | None] | None) -> None:
    assert find_figure(tag) == found


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("muc_3_10", "3.10. Thực hiện dân chủ tại doanh nghiệp"),
        ("muc_5", "5. Phương hướng, nhiệm vụ, giải pháp"),
    ],
)
def test_find_section(tag: str, title: str) -> None:
    section = find_section(tag)
    assert section is not None
    assert section.title == title


@pytest.mark.parametrize("tag", ["muc_3", "muc_9", "sl_vb_2017", ""])
def test_find_section_knows_only_places_to_type(tag: str) -> None:
    assert find_section(tag) is None
