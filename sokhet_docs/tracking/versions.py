"""Everything that a unit sent back → the report that counts.

What belongs together is read together: text and annex in two files of one mail, a later file that only fills
in what an earlier one left blank. Otherwise the latest file on the form counts, unless it adds to an earlier
one or lost most of it; the clerk's own choice counts before all. `version_items` tells what she has to know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sokhet_docs.returns import Answers, Return, words_that_add, words_that_refer_back
from sokhet_docs.tracking.report_content import (
    Content,
    Written,
    content_of,
    differing_content,
    is_most,
    lost_content,
)
from sokhet_docs.tracking.unit_status import ReviewItem
from sokhet_docs.tracking.united_answers import figures_in, unite, words_in

_SAME_TIME = timedelta(minutes=1)
Lines = Callable[[Return], Sequence[str]]  # the lines of a file's text, [] where it has none


@dataclass(frozen=True, slots=True)
class Version:
    """One file of a unit: what it says (None: it was not read) and why it cannot be read."""

    item: Return
    answers: Answers | None = None
    trouble: tuple[ReviewItem, ...] = ()

    @property
    def has_form(self) -> bool:
        """Whether anything of the report form was found in it."""
        return self.answers is not None and self.answers.has_form


@dataclass(frozen=True, slots=True)
class Report:
    """One report: a file, or several that are read together, the latest last.

    ``differing`` is what two of them say differently in one place: the earlier's and the later's.
    """

    files: tuple[Return, ...]
    answers: Answers
    text_file: Return
    figures_file: Return
    content: Content
    differing: tuple[tuple[Written, Written], ...] = ()

    @classmethod
    def of(cls, item: Return, answers: Answers) -> Report:
        """Return the report that one file is."""
        return cls((item,), answers, item, item, content_of(answers))

    @property
    def latest(self) -> Return:
        """Its latest file."""
        return self.files[-1]

    def with_later(self, later: Report) -> Report:
        """Return this report and ``later`` as one; ``later`` counts where both have something.

        What has no place in the form of either is ``differing`` too.
        """
        form = next((one.answers.form for one in (later, self) if self.fits(later, one)), later.answers.form)
        answers = unite(self.answers, later.answers, form)
        content = content_of(answers)
        differing = (*self.differing, *later.differing, *differing_content(self.content, later.content))
        homeless = [(old, _without_place(old)) for tag, old in self.content.items() if tag not in form.tags]
        return Report(
            (*self.files, *later.files),
            answers,
            max(later, self, key=lambda one: words_in(one.answers)).text_file,
            max(later, self, key=lambda one: figures_in(one.answers)).figures_file,
            content,
            (*differing, *homeless),
        )

    def fits(self, later: Report, on: Report) -> bool:
        """Return whether the form of ``on`` has a place for all that this report and ``later`` say."""
        return (self.content.keys() | later.content.keys()) <= on.answers.form.tags


def _without_place(old: Written) -> Written:
    return replace(old, text="không có chỗ trong mẫu của tệp sau")


class Standing(StrEnum):
    """How a later report stands to an earlier one that counts."""

    REPLACES = "it counts instead"
    COMPLETES = "it fills in what the other left blank: both count"
    CORRECTS_PART = "it has all the other's figures and no words, or the other way round: both count"
    SUPPLEMENTS = "it calls itself an addition"
    LACKS_MOST = "most of what the other says is gone"
    IS_OLDER = "it was saved before the other, and something is gone"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A later report against an earlier one.

    ``lost`` is what the later one lost, ``differing`` what it says otherwise (earlier, later), ``sign`` its
    words by which it is a supplement, ``older`` whether it was saved before the earlier one.
    """

    earlier: Report
    later: Report
    standing: Standing
    lost: tuple[Written, ...]
    differing: tuple[tuple[Written, Written], ...]
    sign: str = ""
    older: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """The report that counts of all that a unit sent (None: nothing can be read).

    ``replaced`` are the reports that it replaced, against it; ``refused`` later ones that do not count;
    ``joined`` later ones that count with it; ``since_choice`` whether these came after the clerk's choice.
    """

    report: Report | None = None
    replaced: tuple[Comparison, ...] = ()
    refused: tuple[Comparison, ...] = ()
    joined: tuple[Comparison, ...] = ()
    since_choice: bool = False


def last_choice(versions: Iterable[Version]) -> datetime | None:
    """Return when the clerk last chose one of ``versions``; None when she chose none."""
    return max((version.item.chosen for version in versions if version.item.chosen), default=None)


def find_counted(versions: Sequence[Version], lines: Lines) -> Counted:
    """Return what counts of a unit's ``versions``, the oldest first."""
    if chosen := last_choice(versions):
        return _counted_since(versions, chosen, lines)
    reports = _reports_of([version for version in versions if version.has_form])
    if reports:
        return _Selection(lines).over(reports)
    readable = [Report.of(version.item, version.answers) for version in versions if version.answers]
    return Counted(readable[-1] if readable else None)


def _counted_since(versions: Sequence[Version], chosen: datetime, lines: Lines) -> Counted:
    """Return what counts after the clerk's choice: hers, against what came since."""
    hers = [version for version in versions if version.item.chosen == chosen]
    reports = [Report.of(version.item, version.answers) for version in hers if version.answers]
    if not reports:  # a file that can no longer be read
        rest = [replace(one, item=replace(one.item, chosen=None)) for one in versions]
        return find_counted(rest, lines)
    report = reports[0]
    for later in reports[1:]:
        report = report.with_later(later)
    for mate in _mates(report, versions):
        report = replace(mate.with_later(report), differing=report.differing)  # she knows of the others
    others = [one for one in versions if one.has_form and one.item not in report.files]
    since = [one for one in others if came_after(one.item, chosen)]
    return replace(_Selection(lines).over([report, *_reports_of(since)]), since_choice=True)


def _mates(report: Report, versions: Sequence[Version]) -> Iterator[Report]:
    """Yield what came in one mail with ``report`` and says nothing else where the report has words."""
    files = {item.file for item in report.files}
    bundles = {item.bundle for item in report.files if item.bundle}
    for version in versions:
        if version.item.bundle in bundles and version.item.file not in files and version.has_form:
            mate = Report.of(version.item, version.answers) if version.answers else None
            if mate and _belong_together(mate, report):
                yield mate


def came_after(item: Return, chosen: datetime) -> bool:
    """Return whether a file came after the clerk's choice, or unseen with it."""
    return item.collected is not None and item.collected >= chosen


def _reports_of(versions: Sequence[Version]) -> list[Report]:
    """Return the reports that ``versions`` on the form are, in their order, those of one mail as one."""
    reports: list[Report] = []
    for version in versions:
        if version.answers is None:
            continue
        report = Report.of(version.item, version.answers)
        mates = [one for one in reports if _is_of_one_mail(one, report) and _belong_together(one, report)]
        for mate in mates[:1]:
            reports.remove(mate)
            report = mate.with_later(report)
        reports.append(report)
    return reports


def _is_of_one_mail(report: Report, other: Report) -> bool:
    return bool(report.latest.bundle) and report.latest.bundle == other.latest.bundle


def _belong_together(report: Report, other: Report) -> bool:
    """Return whether two files of one mail are parts of one report: no section has other words in both."""
    if not _has_one_form(report, other):
        return False
    return all(old.is_figure for old, _ in differing_content(report.content, other.content))


def _has_one_form(report: Report, other: Report) -> bool:
    return report.fits(other, other) or report.fits(other, report)


@dataclass(frozen=True, slots=True)
class _Selection:
    # Goes over a unit's reports from the oldest to the newest.
    lines: Lines
    replaced: list[Report] = field(default_factory=list)
    refused: list[Report] = field(default_factory=list)
    joined: list[Comparison] = field(default_factory=list)

    def over(self, reports: Sequence[Report]) -> Counted:
        current = reports[0]
        for report in reports[1:]:
            current = self._next(current, report)
        return Counted(
            current,
            tuple(self._compare(earlier, current) for earlier in self.replaced),
            tuple(self._compare(current, later) for later in self.refused),
            tuple(self.joined),
        )

    def _next(self, current: Report, report: Report) -> Report:
        comparison = self._compare(current, report)
        if comparison.standing in (Standing.COMPLETES, Standing.CORRECTS_PART):
            self.joined.append(comparison)
            return current.with_later(report)
        if comparison.standing is Standing.REPLACES:
            self.replaced.extend((*self.refused, current))
            self.refused.clear()
            self.joined.clear()
            return report
        self.refused.append(report)
        return current

    def _compare(self, earlier: Report, later: Report) -> Comparison:
        lost = tuple(lost_content(earlier.content, later.content))
        differing = tuple(differing_content(earlier.content, later.content))
        sign = self._sign(earlier, later, lost)
        older = bool(lost or differing) and _is_older(later.latest, earlier.latest)
        if _complete_each_other(earlier, later):
            standing = Standing.COMPLETES
        elif not earlier.content:
            standing = Standing.REPLACES
        elif sign:
            standing = Standing.SUPPLEMENTS
        elif _is_newer_part(earlier, later, lost):
            standing = Standing.CORRECTS_PART
        elif lost and is_most(lost, earlier.content):
            standing = Standing.LACKS_MOST
        else:
            standing = Standing.IS_OLDER if lost and older else Standing.REPLACES
        return Comparison(earlier, later, standing, lost, differing, sign, older)

    def _sign(self, earlier: Report, later: Report, lost: Sequence[Written]) -> str:
        before, after = self.lines(earlier.latest), self.lines(later.latest)
        if back := words_that_refer_back(before, after, anywhere=bool(lost)):
            return back
        return words_that_add(before, after, later.latest.original) if lost else ""


def _complete_each_other(report: Report, other: Report) -> bool:
    if not (report.content and other.content) or report.content.keys() & other.content.keys():
        return False
    return _has_one_form(report, other)


def _is_newer_part(earlier: Report, later: Report, lost: Sequence[Written]) -> bool:
    """Return whether ``later`` has figures alone, or words alone, and all those of ``earlier``."""
    kinds = {place.is_figure for place in later.content.values()}
    return (
        len(kinds) == 1
        and bool(lost)
        and not any(place.is_figure in kinds for place in lost)
        and (_has_one_form(earlier, later))
    )


def _is_older(later: Return, earlier: Return) -> bool:
    return bool(later.made and earlier.made and later.made < earlier.made - _SAME_TIME)
