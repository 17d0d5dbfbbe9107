"""Whatever files a unit sends, in whatever order: each place that one of them fills counts or is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import zip_longest
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sokhet_docs.plan import Figure
from sokhet_docs.returns import VIETNAM, Intake, Return
from sokhet_docs.tracking.content_items import items_of_others
from sokhet_docs.tracking.report_content import Content, content_of
from sokhet_docs.tracking.version_items import VersionItems
from sokhet_docs.tracking.versions import Counted, Version, find_counted
from tests.support.answered_forms import a_form, answered

TITLES = ("1. Ưu điểm", "2. Hạn chế", "3. Kiến nghị")
PERIODS = ("2021", "2022")
FORM = a_form(TITLES, (Figure("hop", "", "Số cuộc họp", "cuộc"),), PERIODS)
FIRST = datetime(2022, 4, 18, 8, tzinfo=VIETNAM)
LONG = "Cấp ủy đã quán triệt nghị quyết đến từng chi bộ và từng đảng viên trong cơ quan"

words = st.sampled_from(("", "Ngắn.", LONG, f"{LONG}, kể cả đảng viên mới.", "Như báo cáo đã gửi."))
numbers = st.sampled_from(("", "4", "5"))
filled = st.tuples(st.tuples(*[words] * len(TITLES)), st.tuples(*[numbers] * len(PERIODS)))
bundles = st.sampled_from(("", "thư 1", "thư 2"))
made = st.integers(min_value=-3, max_value=0)
files = st.lists(st.tuples(filled, bundles, made), min_size=1, max_size=5)
chosen = st.none() | st.integers(min_value=0, max_value=4)


def a_version(number: int, texts: Sequence[str], figures: Sequence[str], bundle: str, days: int) -> Version:
    """Return the ``number``-th file of a unit, received an hour after the one before it."""
    slots = {("hop", period): raw for period, raw in zip(PERIODS, figures, strict=True)}
    time = FIRST + timedelta(hours=number)
    item = Return(
        "A1", f"{number}.docx", f"{number}.docx", f"{number:064}", time, "mã tệp", f"{number}.docx",
        bundle=bundle, made=time + timedelta(days=days), collected=time,
    )  # fmt: skip
    return Version(item, answered(FORM, dict(zip(TITLES, texts, strict=True)), slots))


def lines_of(version: Version) -> list[str]:
    return [place.text for place in content_in(version).values()]


def content_in(version: Version) -> Content:
    assert version.answers is not None
    return content_of(version.answers)


@given(files, chosen)
def test_what_a_version_says_counts_or_is_told(
    sent: list[tuple[tuple[Sequence[str], Sequence[str]], str, int]], choice: int | None
) -> None:
    versions = [
        a_version(number, texts, figures, bundle, days)
        for number, ((texts, figures), bundle, days) in enumerate(sent)
    ]
    lines = {version.item.file: lines_of(version) for version in versions}
    if choice is not None and choice < len(versions):
        return_chosen(versions, choice)
    counted = find_counted(versions, lambda item: lines[item.file])
    intake = Intake(Path("output"), tuple(version.item for version in versions))
    items = list(VersionItems(intake, versions, counted).all())
    told = "\n".join(item.message for item in items)

    assert counted.report is not None
    for version in open_versions(versions, choice):
        for tag, place in content_in(version).items():
            assert tag in counted.report.content or place.label in told, (place, told)
    assert_later_words_are_told(versions, counted, told, choice)
    assert len(items) <= len(versions)
    others = list(items_of_others(counted.report, versions, items))
    assert_all_words_are_told(versions, counted, "\n".join([told, *(item.message for item in others)]))
    assert len(others) <= len(versions)


def assert_all_words_are_told(versions: Sequence[Version], counted: Counted, told: str) -> None:
    """Assert that each place of each version, whatever was chosen, counts or is told from its difference."""
    assert counted.report is not None
    for version in versions:
        for tag, place in content_in(version).items():
            counts = counted.report.content.get(tag)
            pairs = zip_longest(place.text.split(), counts.text.split() if counts else ())
            other = next((word for word, new in pairs if word and word != new), "")
            is_told = place.label in told and other in told
            assert (counts and place.text == counts.text) or is_told, (place, told)


def return_chosen(versions: list[Version], at: int) -> None:
    """Let the clerk choose a version once all had come."""
    from dataclasses import replace

    version = versions[at]
    moment = versions[-1].item.received + timedelta(hours=1)
    versions[at] = replace(version, item=replace(version.item, chosen=moment))


def open_versions(versions: Sequence[Version], choice: int | None) -> Sequence[Version]:
    """Return the versions of which the clerk has not decided."""
    return versions if choice is None or choice >= len(versions) else ()


def assert_later_words_are_told(
    versions: Sequence[Version], counted: Counted, told: str, choice: int | None
) -> None:
    """Assert that what a version says that came after those that count is told where it does not count."""
    assert counted.report is not None
    latest = counted.report.latest.received
    shown: Mapping[str, str] = {tag: place.text for tag, place in counted.report.content.items()}
    for version in open_versions(versions, choice):
        if version.item.received > latest:
            for tag, place in content_in(version).items():
                assert shown.get(tag) == place.text or str(place) in told, (place, told)
