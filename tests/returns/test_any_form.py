"""Whatever a form asks, every word and every figure of a return stands under its own printed label again."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sokhet_docs.plan import (
    Figure,
    Period,
    Section,
    figure_key,
    figure_tag,
    period_key,
    section_key,
    total_tag,
)
from sokhet_docs.returns import read_answers
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.template import read_form
from tests.support.docx_builder import docx, p, save, table
from tests.support.own_forms import block, control
from tests.support.word_forms import fill_in

_SYLLABLES = (
    "ưu", "điểm", "hạn", "chế", "kết", "quả", "tình", "hình", "công", "tác", "kiểm", "tra", "giám",
    "sát", "số", "cuộc", "hội", "nghị", "đối", "thoại", "đơn", "thư", "nguyên", "nhân", "phương",
    "hướng", "năm", "quý", "tổ", "chức", "đảng", "viên", "khen", "thưởng",
)  # fmt: skip
WORDS = st.sampled_from(_SYLLABLES)
LABEL = st.lists(WORDS, min_size=2, max_size=6).map(lambda words: " ".join(words).capitalize())
LABELS = st.lists(LABEL, unique=True, max_size=60)
PERIODS = st.sampled_from(
    [
        ["Số liệu"],
        ["2025"],
        [str(year) for year in range(2017, 2025)],
        ["Quý I/2026", "Quý II/2026", "Quý III/2026"],
        ["6 tháng đầu năm", "6 tháng cuối năm"],
    ]
)


@dataclass(frozen=True)
class Asked:
    """A form: sections in their order, figures, periods."""

    sections: list[Section]
    figures: list[Figure]
    periods: list[Period]

    def letter(self) -> bytes:
        """Return the form as a Word file."""
        outline = [part for section in self.sections for part in _section(section)]
        return docx(p("BÁO CÁO"), *outline, p("Trên đây là báo cáo của đơn vị."), *self._annex())

    def _annex(self) -> list[str]:
        if not self.figures:
            return []
        titles = ["TT", "Chỉ tiêu", "Đơn vị tính", *(period.label for period in self.periods), "Tổng"]
        rows = [titles]
        group = ""
        for number, figure in enumerate(self.figures, 1):
            if figure.group != group:
                group = figure.group
                rows.append(["", group])
            cells = [figure_tag(figure, period.key) for period in self.periods]
            cells += [tag] if (tag := total_tag(figure)) else []
            entries = [p(control(tag, prompt="…")) for tag in cells]
            rows.append([str(number), figure.label, figure.measure, *entries])
        return [table(*rows, columns=len(titles))]


def _section(section: Section) -> list[str]:
    return [p(section.title), *([block(section.key)] if section.answered else [])]


@st.composite
def forms(draw: st.DrawFn) -> Asked:
    """Return any form of 1 to 60 sections in two levels, 0 to 80 figures, 1 to 8 periods."""
    periods = [Period(period_key(label), label) for label in draw(PERIODS)]
    sections: list[Section] = []
    first = second = 0
    for heading in draw(LABELS) or ["Tình hình chung"]:
        deeper = bool(sections) and draw(st.booleans())
        first, second = (first, second + 1) if deeper else (first + 1, 0)
        number = f"{first}.{second}." if deeper else f"{first}."
        sections.append(Section(section_key(heading), number, heading, "", 2 if deeper else 1, True))
    for at, (above, below) in enumerate(zip(sections, [*sections[1:], sections[0]], strict=True)):
        if above.level == 1 and below.level == 2 and draw(st.booleans()):
            sections[at] = Section(section_key(above.heading), above.number, above.heading, "", 1, False)
    group = ""
    figures = []
    for label in draw(st.lists(LABEL, unique=True, max_size=80)):
        group = draw(LABEL) if draw(st.integers(0, 4)) == 0 else group
        measure, summed = draw(st.sampled_from(["cuộc", "người", "%"])), draw(st.booleans())
        figures.append(Figure(figure_key(group, label), group, label, measure, summed and measure != "%"))
    return Asked(sections, figures, periods)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(asked=forms())
def test_every_word_and_every_figure_comes_back_under_its_own_label(asked: Asked) -> None:
    answered = [section for section in asked.sections if section.answered]
    words = {section.key: f"Lời của {number}." for number, section in enumerate(answered)}
    numbers = {
        (figure.key, period.key): row * 10 + column
        for row, figure in enumerate(asked.figures)
        for column, period in enumerate(asked.periods)
    }
    figures = {figure.key: figure for figure in asked.figures}
    cells = {figure_tag(figures[key], period): str(value) for (key, period), value in numbers.items()}

    with tempfile.TemporaryDirectory() as name:
        sent = save(Path(name), "sent.docx", asked.letter())
        form = read_form(read_returned_docx(sent))
        assert form is not None
        empty = read_answers(sent, form)
        answers = read_answers(fill_in(sent, Path(name) / "x.docx", words | cells), form)

    assert [(one.title, one.level, one.answered) for one in form.sections] == [
        (one.title, one.level, one.answered) for one in asked.sections
    ]
    assert [(one.key, one.group, one.label, one.measure, one.summed) for one in form.figures] == [
        (one.key, one.group, one.label, one.measure, one.summed) for one in asked.figures
    ]
    assert [period.label for period in form.periods] == [one.label for one in asked.periods if asked.figures]
    assert {key: "\n".join(line.text for line in lines) for key, lines in answers.sections.items()} == words
    assert {slot: one.value for slot, one in answers.figures.items()} == {
        slot: Decimal(value) for slot, value in numbers.items()
    }
    assert (answers.doubts, answers.changes, empty.doubts, empty.changes) == ((), (), (), ())
    assert not any(empty.sections.values())
    assert all(one.blank for one in (*empty.figures.values(), *empty.totals.values()))
