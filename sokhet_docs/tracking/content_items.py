"""A unit's report and its other versions → what is to review in it, and what else they say, told once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sokhet_docs.plan import TOTAL_TITLE
from sokhet_docs.returns import Answers, FigureDoubt, doubts_of
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.tracking.blank_figures import blank_figures_item
from sokhet_docs.tracking.figure_items import figure_items
from sokhet_docs.tracking.report_content import Written, content_of
from sokhet_docs.tracking.unit_status import ReviewItem
from sokhet_docs.tracking.versions import Report, Version

_QUOTED = re.compile("“[^”]+”")
_OLD_AND_NEW = 2  # names in a change that gave one another
_NOT_COUNTED = "Bản này không được tính. Ngoài những gì nêu ở trên, bản này còn ghi:"
_PARTLY = "Tệp này được tính chung với tệp khác, nhưng chỗ sau lấy ở tệp kia; tệp này ghi:"


def items_of(report: Report, versions: Iterable[Version]) -> Iterator[ReviewItem]:
    """Yield what is to review in ``report``; where it is several files, each item with its own."""
    items = content_items(report.answers)
    if len(report.files) == 1:
        yield from items
        return
    files: dict[tuple[str, str], str] = {}
    for version in versions:
        if version.answers and version.item in report.files:
            own = content_items(version.answers)
            files |= {(item.place, item.message): version.item.file for item in own}
    yield from (replace(item, file=files.get((item.place, item.message), "")) for item in items)


def content_items(answers: Answers) -> Iterator[ReviewItem]:
    """Yield what is to review in a report: what it leaves open, then what it says."""
    yield from (ReviewItem("", doubt) for doubt in answers.doubts)
    yield from _change_items(answers)
    yield from (ReviewItem(one.place, one.message, one.minor) for one in answers.unplaced)
    if blank := blank_figures_item(answers):
        yield blank
    yield from _figure_items(answers)


def _change_items(answers: Answers) -> Iterator[ReviewItem]:
    """Yield what was changed in the form, without a new name of a row or column that its figures tell of."""
    renamed = [doubt.message for doubt in doubts_of(answers) if doubt.reading.cause]
    for change in answers.changes:
        names = _QUOTED.findall(f"{change.place} {change.message}")
        if not (len(names) == _OLD_AND_NEW and any(all(name in one for name in names) for one in renamed)):
            yield ReviewItem(change.place, change.message)


def _figure_items(answers: Answers) -> Iterator[ReviewItem]:
    yield from figure_items([doubt for doubt in doubts_of(answers) if not _is_in_a_change(doubt, answers)])


def _items_within(version: Version) -> Iterator[ReviewItem]:
    """Yield what of a version has no place in the form, or was doubted."""
    if version.answers and version.has_form:
        yield from _change_items(version.answers)
        yield from (ReviewItem(one.place, one.message) for one in version.answers.unplaced)
        yield from _figure_items(version.answers)


def _is_in_a_change(doubt: FigureDoubt, answers: Answers) -> bool:
    """Return whether a figure's cell was lost with its whole row or column, a review item of its own."""
    title = doubt.period.label if doubt.period else TOTAL_TITLE
    lost = {match_key(f"“{name}”") for name in (doubt.figure.label, title)}
    said = [f"{match_key(change.place)} {match_key(change.message)}" for change in answers.changes]
    return not doubt.reading.place and any(name in text for name in lost for text in said)


def items_of_others(
    report: Report, versions: Sequence[Version], told: Iterable[ReviewItem]
) -> Iterator[ReviewItem]:
    """Yield one item for each version of what it says that ``report`` does not, and nobody ``told``."""
    known = "\n".join(item.message for item in told)
    for version in versions:
        counts = version.item in report.files
        notes = () if counts else map(_told, _items_within(version))
        said = [one for one in (*_other_words(version, report), *notes) if one not in known]
        if said:
            reading = _PARTLY if counts else _NOT_COUNTED
            yield ReviewItem(version.item.file, f"{reading} {'; '.join(said)}.", minor=True)


def _told(item: ReviewItem) -> str:
    return f"{item.place}: {item.message}".strip(": ").rstrip(".")


def _other_words(version: Version, report: Report) -> Iterator[str]:
    """Yield what stands in the places of a version and not in those of ``report``."""
    content = content_of(version.answers) if version.answers and version.has_form else {}
    for tag, written in content.items():
        new = report.content.get(tag)
        if new is None or not _is_within(written, new):
            yield str(written)


def _is_within(old: Written, new: Written) -> bool:
    before, after = match_key(old.text), match_key(new.text)
    return before == after or (not old.is_figure and before in after)
