"""A unit's report and its other versions → what is to review in it, and what else they say, told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from sokhet_docs.plan import TOTAL_TITLE
from sokhet_docs.returns import Answers, FigureDoubt, FormChange, doubts_of
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.tracking.blank_figures import blank_figures_item
from sokhet_docs.tracking.figure_items import figure_items, listed
from sokhet_docs.tracking.report_content import Written, content_of, excerpt
from sokhet_docs.tracking.unit_status import ReviewItem
from sokhet_docs.tracking.united_answers import tells_of_an_absence
from sokhet_docs.tracking.versions import Report, Version

_RENAMED = " bị sửa thành "
_NOT_COUNTED = "Bản này không được tính. Ngoài những điều đã kê ở các dòng khác, bản này ghi:"
_PARTLY = "Tệp này được tính chung với tệp khác, nhưng các chỗ sau lấy ở tệp kia; tệp này ghi:"
_FEW = 8  # words that show what two texts begin with alike


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
    doubts = [doubt for doubt in doubts_of(answers) if not _is_in_a_change(doubt, answers)]
    told: list[FigureDoubt] = []
    yield from _change_items(answers, doubts, told)
    yield from (ReviewItem(one.place, one.message, one.minor) for one in answers.unplaced)
    if blank := blank_figures_item(answers):
        yield blank
    yield from figure_items([doubt for doubt in doubts if doubt not in told])


def _change_items(
    answers: Answers, doubts: Sequence[FigureDoubt], told: list[FigureDoubt]
) -> Iterator[ReviewItem]:
    """Yield what was changed in the form, without a new name of a row or column that its figures tell of.

    Many new names are one item, with the figures in doubt by them: these are added to ``told``.
    """
    for change in answers.changes:
        own = [doubt for doubt in doubts if any(_is_cause(part, doubt) for part in change.parts or [change])]
        if change.parts:
            told += own
            words = listed(own)
            message = f"{change.message} Số chưa được cộng: {words}." if words else change.message
            yield ReviewItem(change.place, message)
        elif not own:
            yield ReviewItem(change.place, change.message)


def _is_cause(change: FormChange, doubt: FigureDoubt) -> bool:
    """Tell whether ``change`` is a new name that made ``doubt``."""
    before, _, new = change.message.removesuffix(".").partition(_RENAMED)
    old = before if before.startswith("“") else f"“{change.place.partition('“')[2]}"
    return bool(new) and f"{old} thành {new}" in doubt.reading.cause


def _is_in_a_change(doubt: FigureDoubt, answers: Answers) -> bool:
    """Return whether a figure's cell was lost with its whole row or column, a review item of its own."""
    title = doubt.period.label if doubt.period else TOTAL_TITLE
    lost = {match_key(f"“{name}”") for name in (doubt.figure.label, title)}
    changes = [part for change in answers.changes for part in change.parts or [change]]
    said = [f"{match_key(change.place)} {match_key(change.message)}" for change in changes]
    return not doubt.reading.place and any(name in text for name in lost for text in said)


def _items_within(version: Version) -> Iterator[ReviewItem]:
    """Yield what of a version has no place in the form, or was doubted where nothing else shows it.

    What its form lost is nothing that it says.
    """
    if version.answers and version.has_form:
        changes = (ReviewItem(change.place, change.message) for change in version.answers.changes)
        yield from (item for item in changes if not tells_of_an_absence(item.message))
        yield from (ReviewItem(one.place, one.message) for one in version.answers.unplaced)
        blank = [one for one in doubts_of(version.answers) if one.reading.blank or one.period is None]
        yield from (item for item in figure_items(blank) if not tells_of_an_absence(item.message))


def items_of_others(
    report: Report, versions: Sequence[Version], told: Iterable[ReviewItem]
) -> Iterator[ReviewItem]:
    """Yield an item for each version of what it says that ``report`` does not, and nobody ``told``."""
    known = "\n".join(item.message for item in told)
    for version in versions:
        if report.files == (version.item,):
            continue  # it is the report itself
        counts = version.item in report.files
        notes = [] if counts else [one for one in _items_within(version) if one.message not in known]
        words = [one for one in _other_words(version, report) if one not in known]
        if said := list(dict.fromkeys([*words, *map(_told, notes)])):
            reading = _PARTLY if counts else _NOT_COUNTED
            yield ReviewItem(version.item.file, f"{reading} {'; '.join(said)}.", minor=True)


def _told(item: ReviewItem) -> str:
    message = item.message.rstrip(".")
    is_said = not item.place or item.place in message
    return message if is_said else f"{item.place}: {message}"


def _other_words(version: Version, report: Report) -> Iterator[str]:
    """Yield what stands in the places of a version and not in those of ``report``."""
    content = content_of(version.answers) if version.answers and version.has_form else {}
    for tag, written in content.items():
        new = report.content.get(tag)
        if new is None:
            yield str(written)
        elif others := list(_other_lines(written, new)):
            yield f"{written.label} ({' / '.join(others)})"


def _other_lines(old: Written, new: Written) -> Iterator[str]:
    """Yield what each line of ``old`` says that is none of ``new``: its first words."""
    if old.is_figure:
        if match_key(old.text) != match_key(new.text):
            yield old.text
        return
    lines = new.text.split("\n")
    known = set(map(match_key, lines))
    for at, line in enumerate(old.text.split("\n")):
        if match_key(line) not in known:
            yield f"“{excerpt(_from_the_difference(line, lines[min(at, len(lines) - 1)]))}”"


def _from_the_difference(old: str, new: str) -> str:
    """Return ``old`` from shortly before it says otherwise than ``new``, where it begins as that does."""
    words = old.split()
    pairs = zip(words, new.split(), strict=False)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    start = alike - _FEW // 2
    return f"…{' '.join(words[start:])}" if start > 0 else old
