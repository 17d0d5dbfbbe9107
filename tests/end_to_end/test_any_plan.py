"""Whatever a workbook asks, every word and figure that a unit types comes back under its own label."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sokhet_docs.plan import figure_tag
from tests.support.simulated_office import Office
from tests.support.workbook_builder import facts_with

UNIT = "Mã | Tên tổ chức đảng | Hình thức\nA1 | Đảng bộ Sở Nội vụ | Hội nghị"
WORDS = st.sampled_from(
    [
        "công tác", "tuyên truyền", "kết quả", "thực hiện", "nghị quyết", "ưu điểm", "hạn chế", "Đảng",
        "đoàn thể", "&", "<dân>", "“Nhân dân”", "kiểm tra, giám sát", "(nếu có)", "năm 2021", "1.2",
        "báo cáo",         "Phụ lục số liệu", "Nơi nhận", "tổng hợp",
    ]
)  # fmt: skip
LABELS = (
    st.lists(WORDS, min_size=1, max_size=9)
    .map(lambda words: " ".join(words))
    .filter(lambda text: text[0].isalpha())
)
PERIODS: st.SearchStrategy[list[str]] = st.one_of(
    st.integers(1, 8).map(lambda count: [str(year) for year in range(2015, 2015 + count)]),
    st.integers(1, 8).map(lambda count: [f"Quý {number}/2026" for number in range(1, count + 1)]),
    st.just([]),
)


@dataclass(frozen=True)
class Questions:
    """The rows of a random `Đề cương` (level, heading, guidance) and `Số liệu` (group, label, kind)."""

    sections: list[tuple[int, str, str]]
    figures: list[tuple[str, str, str]]
    periods: list[str]

    @property
    def sheets(self) -> dict[str, str]:
        """Return the sheets of the workbook."""
        rows, top, below = [], 0, 0
        for level, heading, guidance in self.sections:
            top, below = (top + 1, 0) if level == 1 or not top else (top, below + 1)
            rows.append(
                f"{top}.{below} | {heading} | {guidance}" if below else f"{top} | {heading} | {guidance}"
            )
        figures = [
            f"{group or '-'} | {label} | {_measure(kind)} | {kind}" for group, label, kind in self.figures
        ]
        old = {"Năm đầu của số liệu": None, "Năm cuối của số liệu": None}
        return {
            "outline": "\n".join(["Mục | Tiêu đề | Gợi ý", *rows]),
            "figures": "\n".join(["Nhóm | Chỉ tiêu | Đơn vị tính | Kiểu", *figures]),
            "facts": facts_with({**old, "Các kỳ số liệu": "; ".join(self.periods)}),
        }


def _measure(kind: str) -> str:
    return {"Số nguyên": "cuộc", "Số thập phân": "triệu đồng", "Tỷ lệ %": "%"}[kind]


KINDS = st.sampled_from(["Số nguyên", "Số thập phân", "Tỷ lệ %"])
QUESTIONS = st.builds(
    Questions,
    st.lists(st.tuples(st.sampled_from([1, 2, 2]), LABELS, LABELS | st.just("")), min_size=1, max_size=60),
    st.lists(st.tuples(LABELS | st.just(""), LABELS, KINDS), max_size=80),
    PERIODS,
)


@contextmanager
def an_office(questions: Questions) -> Iterator[Office]:
    """A new office whose one unit was sent what ``questions`` ask."""
    folder = Path(tempfile.mkdtemp(prefix="sokhet-docs-any-"))
    try:
        yield Office.open(folder, UNIT, **questions.sheets)
    finally:
        shutil.rmtree(folder)


@pytest.mark.slow
@settings(max_examples=40, phases=[Phase.explicit, Phase.generate])  # shrinking takes minutes
@given(questions=QUESTIONS)
def test_every_word_and_figure_comes_back_under_its_own_label(questions: Questions) -> None:
    with an_office(questions) as office:
        plan = office.plan
        answered = [section for section in plan.sections if section.answered]
        words = {section.key: f"Trả lời thứ {number} & <hết>." for number, section in enumerate(answered, 1)}
        slots = [(figure, period) for figure in plan.figures for period in plan.periods]
        typed = {(figure.key, period.key): number % 97 for number, (figure, period) in enumerate(slots, 1)}
        cells = {
            figure_tag(figure, period.key): str(typed[figure.key, period.key]) for figure, period in slots
        }
        office.send("A1", "18/4/2022", {**words, **cells})

        (status,) = office.track("25/4/2022").statuses

        assert status.answers is not None
        said = {key: "\n".join(line.text for line in lines) for key, lines in status.answers.sections.items()}
        assert said == words
        assert {slot: reading.value for slot, reading in status.answers.figures.items()} == {
            slot: Decimal(number) for slot, number in typed.items()
        }
        form = status.answers.form
        assert [section.title for section in form.answered] == [section.title for section in answered]
        assert [(figure.full_label, figure.measure) for figure in form.figures] == [
            (figure.full_label, figure.measure) for figure in plan.figures
        ]
        periods = [period.label for period in plan.periods] if plan.figures else []
        assert [period.label for period in form.periods] == periods
        assert (status.answers.changes, status.answers.doubts) == ((), ())
