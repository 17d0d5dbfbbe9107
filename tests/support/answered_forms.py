"""Report forms and what was written in them, as values: without a letter, for whatever a plan may ask.

form = a_form(("1. Ưu điểm", "2. Hạn chế"), (Figure("hop", "", "Số cuộc họp", "cuộc"),), ("2021", "2022"))
report = answered(form, {"1. Ưu điểm": "Tốt."}, {("hop", "2021"): "3"})
tracking_of(office, A1=report, B2=form)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sokhet_docs.plan import Figure, Form, Period, Section, period_key, section_key
from sokhet_docs.returns import Answers, Paragraph, TextRun
from sokhet_docs.returns.figures import read_figure
from sokhet_docs.tracking import Tracking
from tests.support.simulated_office import Office

NEWEST = datetime(2022, 3, 20, tzinfo=UTC)


def a_section(title: str) -> Section:
    """Return a section that is printed as ``title``: ``1.2. Ưu điểm``; its key is that of its heading."""
    number, _, heading = title.partition(" ")
    level = number.count(".")
    return Section(section_key(heading), number, heading, "", level, answered=True)


def a_form(
    titles: Sequence[str | Section] = (), figures: Sequence[Figure] = (), periods: Sequence[str] = ()
) -> Form:
    """Return a form that asks for the sections printed as ``titles`` and for ``figures`` in ``periods``."""
    sections = tuple(title if isinstance(title, Section) else a_section(title) for title in titles)
    return Form(sections, tuple(figures), tuple(Period(period_key(label), label) for label in periods))


def answered(
    form: Form, words: Mapping[str, str] | None = None, figures: Mapping[tuple[str, str], str] | None = None
) -> Answers:
    """Return ``form`` filled in: sections by their titles, a paragraph a line; figures by key and period."""
    written = {one.key: _paragraphs((words or {}).get(one.title, "")) for one in form.answered}
    readings = {
        (figure.key, period.key): read_figure(
            (figures or {}).get((figure.key, period.label), ""), figure.measure, kind=figure.kind
        )
        for figure in form.figures
        for period in form.periods
    }
    return Answers(form, written, readings, {})


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((TextRun(line),)) for line in text.split("\n") if line)


def tracking_of(office: Office, **by_code: Answers | Form) -> Tracking:
    """Return the tracking of an office whose units, by code, reported so or were only sent a form.

    The earlier a unit is named, the newer is its form; one that is not named was never sent any.
    """
    tracking = office.track("25/4/2022")
    age = {code: NEWEST - timedelta(days=place) for place, code in enumerate(by_code)}
    statuses = []
    for status in tracking.statuses:
        said = by_code.get(status.unit.code)
        form = said.form if isinstance(said, Answers) else said
        statuses.append(
            replace(
                status,
                answers=said if isinstance(said, Answers) else None,
                forms=(form,) if form else (),
                made=age.get(status.unit.code),
            )
        )
    return replace(tracking, statuses=tuple(statuses))
