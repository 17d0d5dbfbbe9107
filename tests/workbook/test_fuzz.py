"""A damaged or strange workbook gives a plan or named problems, never anything else; a good row stays."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.cell_range import CellRange

from sokhet_docs.plan import Plan, ReviewForm, figure_tag, total_tag
from sokhet_docs.problems import Problem, WorkbookError
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook import read_plan
from tests.support.clear_problems import assert_clear
from tests.support.environment import SAMPLE
from tests.support.libreoffice import convert
from tests.support.mutations import damaged
from tests.support.workbook_builder import facts_with, make_workbook

pytestmark = pytest.mark.slow
HARD_TEXT = st.one_of(
    st.text(max_size=40).filter(lambda text: "|" not in text and not text.isdigit()),
    st.sampled_from(
        ["31/02/2022", "18/4/2022", "Hội nghị", "Đảng bộ A", "§¶ng bé", "-1", "1e9", "8h 1/1/2022"]
    ),
)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The sample as every kind of file."""
    folder = tmp_path_factory.mktemp("samples")
    csv = folder / "units.csv"
    csv.write_text("Tên tổ chức đảng;Hình thức sơ kết\nChi bộ A;Báo cáo\n", encoding="utf-8")
    (others,) = ([*convert([SAMPLE], folder, "ods"), *convert([SAMPLE], folder, "xls")],)
    return [SAMPLE, *others, csv]


@pytest.mark.parametrize("index", range(4), ids=["xlsx", "ods", "xls", "csv"])
def test_a_damaged_file_is_read_or_named(samples: list[Path], tmp_path: Path, index: int) -> None:
    source = samples[index]
    content = source.read_bytes()
    path = tmp_path / source.name

    @given(st.integers(0, 2**32))
    def holds(seed: int) -> None:
        path.write_bytes(damaged(content, seed))
        _read_or_named(path)

    holds()


@given(st.lists(HARD_TEXT, min_size=8, max_size=8), st.lists(HARD_TEXT, min_size=5, max_size=5))
def test_any_words_in_any_cell_are_read_or_named(tmp_path: Path, cells: list[str], values: list[str]) -> None:
    name, form, when, due, copies, extra_header, extra, code = map(_in_a_cell, cells)
    labels = ("Hạn báo cáo", "Năm", "Bộ thể thức", "Ngày ban hành", "Căn cứ")
    plan = _read_or_named(
        make_workbook(
            tmp_path / "units.xlsx",
            units="Tên tổ chức đảng | Hình thức sơ kết | Thời gian hội nghị | Hạn báo cáo | Số bản | Mã"
            f" | {extra_header}\n{name} | {form} | {when} | {due} | {copies} | {code} | {extra}"
            "\nĐảng bộ A | Hội nghị",
            facts=facts_with(dict(zip(labels, map(_in_a_cell, values), strict=True))),
        )
    )
    if plan:
        assert plan.units[-1].name == "Đảng bộ A"
        _assert_clean(text for unit in plan.units for text in (unit.name, unit.code, *unit.extra.values()))


HARD_WORDS = st.one_of(
    HARD_TEXT,
    st.sampled_from(
        [
            "1",
            "1.1",
            "2.10",
            "1.1.1",
            "0",
            "-",
            "Có",
            "Không",
            "%",
            "Tỷ lệ %",
            "Tất cả",
            "Loại: Chi bộ",
            ":",
            ";",
            "Không gửi; x",
            "2017–2021",
            "2021-2017",
            "Quý I–IV/2026",
            "Tổng",
            "Hội nghị",
            "Ưu điểm",
        ]
    ),
)


@given(
    st.lists(HARD_WORDS, min_size=15, max_size=15), st.lists(HARD_WORDS, min_size=16, max_size=16), HARD_WORDS
)
def test_any_words_in_the_outline_and_the_figures_are_read_or_named(
    tmp_path: Path, sections: list[str], figures: list[str], periods: str
) -> None:
    plan = _read_or_named(
        make_workbook(
            tmp_path / "units.xlsx",
            outline="Mục | Tiêu đề | Gợi ý | Dành cho | Mã" + _rows(sections, 5),
            figures="Nhóm | Chỉ tiêu | Đơn vị tính | Kiểu | Cộng các kỳ | Biểu đồ | Dành cho | Mã"
            + _rows(figures, 8),
            facts=facts_with(
                {
                    "Năm đầu của số liệu": None,
                    "Năm cuối của số liệu": None,
                    "Các kỳ số liệu": _in_a_cell(periods),
                }
            ),
        )
    )
    if plan:
        tags = [section.key for section in plan.sections]
        tags += [figure_tag(figure, period.key) for figure in plan.figures for period in plan.periods]
        tags += [tag for figure in plan.figures if (tag := total_tag(figure))]
        assert len(set(tags)) == len(tags)
        assert all(re.fullmatch("[a-z][a-z0-9_]{0,39}", tag) for tag in tags)
        assert bool(plan.periods) or not plan.figures


def _rows(cells: list[str], width: int) -> str:
    lines = [cells[start : start + width] for start in range(0, len(cells), width)]
    return "".join("\n" + " | ".join(map(_in_a_cell, line)) for line in lines)


def _in_a_cell(text: str) -> str:
    """Return ``text`` without what an .xlsx cannot hold and openpyxl will not write."""
    return "".join(
        " " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} or c in "\ufffe\uffff" else c for c in text
    )


def _read_or_named(path: Path) -> Plan | None:
    """Read ``path``: the plan is whole or the problems are clear; the file stays as it is."""
    content = path.read_bytes()
    plan, problems = _outcome(path)
    assert path.read_bytes() == content
    if plan:
        _assert_whole(plan)
    else:
        assert_clear(problems)
        assert {problem.place.file for problem in problems} == {path.name}
    return plan


def _outcome(path: Path) -> tuple[Plan | None, tuple[Problem, ...]]:
    try:
        return read_plan(path), ()
    except WorkbookError as err:
        return None, err.problems


def _assert_whole(plan: Plan) -> None:
    """Assert what the letters rely on: nothing is missing, no two units are one, every choice is made."""
    assert plan.units
    assert plan.year
    for keys in (
        [match_key(unit.code) for unit in plan.units],
        [match_key(unit.name) for unit in plan.units],
    ):
        assert all(keys)
        assert len(set(keys)) == len(keys)
    for unit in plan.units:
        assert all((unit.committee, unit.addressee))
        assert (unit.conference is not None) == (unit.review_form is ReviewForm.CONFERENCE)
        assert unit.report_deadline < date.max
    if plan.warnings:
        assert_clear(plan.warnings)


def _assert_clean(texts: Iterable[str]) -> None:
    for text in texts:
        assert text == unicodedata.normalize("NFC", text).strip()
        assert not [c for c in text if unicodedata.category(c) in {"Cc", "Cs"} and c != "\n"]


LIST_WORDS = st.sampled_from(
    [
        "", "", "1", "2", "I", "A", "STT", "TT", "Tên đơn vị", "Hình thức", "Hạn nộp", "Ghi chú", "Hội nghị",
        "Đảng bộ A", "CHI BỘ B", "Tổng cộng", "Cộng: 3", "KHỐI ĐẢNG", "Người lập biểu", "(Ký tên)", "Trang 1",
        "Hà Tĩnh, ngày 1 tháng 2 năm 2022", "18/4/2022", "17:00 18/4/2022", "–", "Đảng bộ\nSở Y tế;",
    ]
)  # fmt: skip
AREAS = st.tuples(st.integers(1, 8), st.integers(1, 5), st.integers(0, 3), st.integers(0, 3))


@given(st.lists(LIST_WORDS, min_size=40, max_size=40), st.lists(AREAS, max_size=4), st.booleans())
def test_any_rows_merged_in_any_way_are_read_or_named(
    tmp_path: Path, words: list[str], areas: list[tuple[int, int, int, int]], is_hidden: bool
) -> None:
    def put(book: Workbook) -> None:
        sheet = book["Đơn vị"]
        for index, word in enumerate(words):
            sheet.cell(index // 5 + 1, index % 5 + 1).value = int(word) if word.isdigit() else word or None
        for top, left, height, width in areas:
            sheet.merged_cells.add(
                CellRange(min_row=top, min_col=left, max_row=top + height, max_col=left + width)
            )
        sheet.column_dimensions["B"].hidden = is_hidden

    path = make_workbook(tmp_path / "units.xlsx", put, units="x", attendees="Thành phần | Đơn vị")
    if plan := _read_or_named(path):
        assert all(unit.name == " ".join(unit.name.split()) for unit in plan.units)
        assert not {"Tổng cộng", "Cộng: 3", "(Ký tên)"} & {unit.name for unit in plan.units}
