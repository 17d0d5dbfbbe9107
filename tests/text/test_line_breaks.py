"""Names and titles break by sense: as few lines as there can be, no word cut, nothing left alone."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sokhet_docs.letters.filters import fill_filters
from sokhet_docs.text.letter_widths import width_in_mm
from sokhet_docs.text.line_breaks import NO_BREAK, broken_by_sense, held_together
from sokhet_docs.workbook import read_plan
from tests.support.environment import ROOT, SAMPLE
from tools.build_letter_widths import FACES, FONTS, TARGET, text_of, widths

WIDTH = 74.0
WORDS_FILE = ROOT / "sokhet_docs" / "text" / "compound_words.txt"


def lines_of(name: str) -> list[str]:
    return broken_by_sense(name, WIDTH, lambda part: width_in_mm(part.upper(), 14, bold=True))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Đảng ủy Sở Y tế", ["Đảng ủy Sở Y tế"]),
        ("Đảng ủy Tòa án nhân dân tỉnh", ["Đảng ủy", "Tòa án nhân dân tỉnh"]),
        ("Đảng ủy Sở Kế hoạch và Đầu tư", ["Đảng ủy", "Sở Kế hoạch và Đầu tư"]),
        (
            "Đảng ủy Sở Nông nghiệp và Phát triển nông thôn",
            ["Đảng ủy Sở Nông nghiệp", "và Phát triển nông thôn"],
        ),
        ("Đảng ủy Công ty Cổ phần Dược Hà Tĩnh", ["Đảng ủy Công ty", "Cổ phần Dược Hà Tĩnh"]),
        (
            "Đảng ủy Trường Cao đẳng Kỹ thuật Việt - Đức Hà Tĩnh",
            ["Đảng ủy Trường", "Cao đẳng Kỹ thuật", "Việt - Đức Hà Tĩnh"],
        ),
        ("X" * 60, ["X" * 60]),
    ],
)
def test_a_letterhead_breaks_by_sense(name: str, lines: list[str]) -> None:
    assert lines_of(name) == lines


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "Đảng ủy Tổng Công ty Khoáng sản và Thương mại Hà Tĩnh - Công ty Cổ phần",
            ["Đảng ủy", "Tổng Công ty Khoáng sản", "và Thương mại Hà Tĩnh", "- Công ty Cổ phần"],
        ),
        ("Đảng ủy Tổng cục Thống kê - Cục Thống kê Hà Tĩnh",
         ["Đảng ủy", "Tổng cục Thống kê", "- Cục Thống kê Hà Tĩnh"]),
        ("Chi bộ Hội Nạn nhân chất độc da cam/Dioxin tỉnh",
         ["Chi bộ", "Hội Nạn nhân chất độc", "da cam/Dioxin tỉnh"]),
        ("Chi bộ Trung tâm Khuyến nông và Giống cây trồng, vật nuôi",
         ["Chi bộ", "Trung tâm Khuyến nông", "và Giống cây trồng,", "vật nuôi"]),
    ],
)  # fmt: skip
def test_a_letterhead_cuts_no_name_and_a_dash_begins_a_line(name: str, lines: list[str]) -> None:
    assert lines_of(name) == lines


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        (
            "Đảng ủy Ngân hàng Thương mại Cổ phần Đầu tư và Phát triển Việt Nam Chi nhánh Hà Tĩnh",
            ("Việt Nam", "Hà Tĩnh"),
        ),
        (
            "Đảng ủy Công ty Quản lý khai thác công trình và hạ tầng nông thôn miền núi Tây Bắc tỉnh Hà Tĩnh",
            ("miền núi", "Tây Bắc", "Hà Tĩnh"),
        ),
        ("Đảng ủy Công ty Cổ phần Đóng tàu Ngọc Lân Chi nhánh miền Trung", ("Ngọc Lân",)),
        ("Chi bộ Trung tâm Y tế dự phòng thành phố Hồ Chí Minh", ("Hồ Chí Minh",)),
        ("Đảng ủy Công ty Xổ số kiến thiết Bà Rịa - Vũng Tàu", ("Bà Rịa - Vũng Tàu",)),
        ("Đảng ủy Viễn thông khu vực Thừa Thiên Huế", ("Thừa Thiên Huế",)),
        ("Đảng ủy Tập đoàn Công nghiệp Than - Khoáng sản Việt Nam", ("Than - Khoáng sản",)),
    ],
)
def test_a_name_in_the_middle_stays_in_one_line(name: str, whole: tuple[str, ...]) -> None:
    lines = lines_of(name)
    assert [word for word in whole if not any(word in line for line in lines)] == [], lines


def test_a_number_of_a_document_is_not_cut() -> None:
    text = (
        "sơ kết 05 năm thực hiện Nghị quyết liên tịch số 12-NQLT/BTVTU-BCSĐ UBND-ĐĐHĐND, ngày 12/5/2017 của "
        "Ban Thường vụ Tỉnh ủy về phát triển nguồn nhân lực chất lượng cao"
    )
    for width in range(110, 180, 4):
        lines = broken_by_sense(text, width, lambda part: width_in_mm(part, 14, bold=True))
        for whole in ("số 12-NQLT/BTVTU-BCSĐ UBND-ĐĐHĐND,", "chất lượng cao"):
            assert any(whole in line for line in lines), lines


def test_a_line_does_not_take_up_the_beginning_of_a_number_from_the_next() -> None:
    assert held_together(["Nghị quyết", "số 12-NQLT/BTVTU", "của A"]) == (
        f"Nghị{NO_BREAK}quyết\nsố{NO_BREAK}12-NQLT/BTVTU của{NO_BREAK}A"
    )
    assert held_together(["Nghị quyết", "số 12-NQ"], lambda line: len(line) < len("Nghị quyết số 12-")) == (
        f"Nghị{NO_BREAK}quyết số{NO_BREAK}12-NQ"
    )
    assert held_together(["Việt", "- Đức ngày 12/5"]) == f"Việt -{NO_BREAK}Đức{NO_BREAK}ngày{NO_BREAK}12/5"


_GAP = NO_BREAK * 6


@pytest.mark.parametrize(
    "lines",
    [
        ["(Kèm theo Công văn số 15-CV/ĐUK, ngày 25/3/2022", "của Ban Thường vụ Đảng ủy Khối)"],
        [f"(Kèm theo Báo cáo số{_GAP}-BC/CB, ngày{_GAP}/{_GAP}/2022", "của Chi bộ Sở Ngoại vụ)"],
        [
            "tự kiểm tra, giám sát chuyên đề năm 2026",
            "về nền nếp sinh hoạt chi bộ và công tác phát triển đảng viên",
        ],
        [
            "sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU, ngày 12/5/2017",
            "của Ban Chấp hành Đảng bộ tỉnh về “Tiếp tục nâng cao chất lượng,",
            "hiệu quả việc xây dựng và thực hiện quy chế dân chủ cơ sở”",
        ],
    ],
)
def test_what_stands_under_a_title_breaks_before_a_body_and_never_within_a_word(lines: list[str]) -> None:
    text = " ".join(lines)
    assert broken_by_sense(text, 150, lambda part: width_in_mm(part, 14, bold=True)) == lines


def test_the_words_that_no_line_cuts_are_sorted_and_each_there_once() -> None:
    words = WORDS_FILE.read_text(encoding="utf-8").splitlines()
    assert words == sorted({*words})
    assert [word for word in words if len(word.split()) != 2 or word != word.lower()] == []
    assert {"nề nếp", "nền nếp", "sạch sẽ", "đôn đốc", "chặt chẽ", "thường xuyên", "quán triệt"} <= {*words}


def test_no_unit_of_the_sample_has_a_bad_break() -> None:
    broken = [lines_of(unit.committee) for unit in read_plan(SAMPLE).units]
    assert [lines for lines in broken if any(len(line.split()) == 1 for line in lines)] == []
    assert [lines for lines in broken if any(line.endswith((" và", " các", " -")) for line in lines)] == []
    whole = [(before.split()[-1], after.split()[0]) for lines in broken for before, after in pairwise(lines)]
    assert [pair for pair in whole if pair in {("Hà", "Tĩnh"), ("nhân", "dân"), ("Trần", "Phú")}] == []


WORDS = ("Đảng", "ủy", "Sở", "và", "của", "Hà", "Tĩnh", "-", "05", "năm", "tỉnh", "án", "Tòa")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
def test_no_word_is_lost_and_no_line_too_wide(words: list[str]) -> None:
    lines = lines_of(" ".join(words))
    assert " ".join(lines).split() == words
    fits = [width_in_mm(line.upper(), 14, bold=True) <= WIDTH for line in lines]
    assert all(fits) or len(lines) == 1


def test_the_filter_holds_lines_together_and_keeps_a_clerks_own() -> None:
    balanced = fill_filters()["can_dong"]
    assert balanced("Đảng ủy Tòa án nhân dân tỉnh", 74, hoa=True, dam=True) == (
        f"ĐẢNG{NO_BREAK}ỦY TÒA{NO_BREAK}ÁN{NO_BREAK}NHÂN{NO_BREAK}DÂN{NO_BREAK}TỈNH"
    )
    assert balanced("Đảng ủy\nSở Y tế", 74) == "Đảng ủy\nSở Y tế"
    assert held_together(["a b", "c"]) == f"a{NO_BREAK}b c"


@pytest.mark.skipif(not FONTS.exists(), reason="needs Liberation Serif")
def test_the_widths_are_those_of_the_font() -> None:
    assert TARGET.read_text(encoding="utf-8") == text_of(widths())
    assert set(json.loads(TARGET.read_text(encoding="utf-8"))) == set(FACES)
