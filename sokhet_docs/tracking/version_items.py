"""The versions of a unit and which of them counts → what the clerk has to know of the others, once each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sokhet_docs.returns import Intake, Return, quoted, shortest_name, told_copies, words_that_miss_a_report
from sokhet_docs.text.vietnamese import capitalize_first, short_date
from sokhet_docs.tracking.report_content import Written, told
from sokhet_docs.tracking.returned_lines import opening_words
from sokhet_docs.tracking.unit_status import ReviewItem
from sokhet_docs.tracking.versions import (
    Comparison,
    Counted,
    Report,
    Standing,
    Version,
    came_after,
    last_choice,
)

_NOT_READ = "Máy không đọc được nội dung tệp này; cần mở xem."
_NO_FORM = "Tệp này không có mẫu báo cáo"


@dataclass(frozen=True, slots=True)
class VersionItems:
    """Tells of the ``versions`` of a unit, the oldest first, of which ``counted`` counts."""

    intake: Intake
    versions: Sequence[Version]
    counted: Counted

    def all(self) -> Iterator[ReviewItem]:
        """Yield what is to be told of the files: those that count, and each that does not."""
        report = self.counted.report
        yield from self._of_times()
        yield from self._of_copies()
        if report is None:
            yield from self._of_unread()
            return
        yield from self._of_the_report(report)
        yield from (self._refused(comparison) for comparison in self.counted.refused)
        yield from (self._joined(comparison) for comparison in self.counted.joined)
        yield from self._of_replaced(report)
        for version in self.versions:
            if version.item not in report.files:
                minor = not (self._is_open(version.item) and _is_as_late(version.item, report))
                yield from (replace(item, minor=minor) for item in self._of_other(version, report))

    def _of_times(self) -> Iterator[ReviewItem]:
        for item in (version.item for version in self.versions):
            if item.time_doubt:
                how = quoted(f"{self._name(item)}=NGÀY")
                message = f"{item.time_doubt} Ghi ngày khác: sokhet-docs collect --received {how}"
                yield ReviewItem(item.file, message)

    def _of_copies(self) -> Iterator[ReviewItem]:
        for item in (version.item for version in self.versions):
            if item.copies:
                yield ReviewItem(item.file, told_copies(item.copies))

    def _of_unread(self) -> Iterator[ReviewItem]:
        if self.versions:
            yield from self.versions[-1].trouble or [_unread(self.versions[-1])]

    def _of_the_report(self, report: Report) -> Iterator[ReviewItem]:
        yield from (ReviewItem(item.file, problem) for item in report.files for problem in item.problems)
        if not self.counted.joined and (differing := _differing(report)):
            choice = self._choice(*([item] for item in report.files))
            yield ReviewItem(report.latest.file, f"{differing} Chọn bản được tính: {choice}")
        if len(self.versions) == 1 and (sign := _missing_report(report)):
            message = f"Báo cáo viết “{sign}” mà chưa thu được bản nào trước của đơn vị."
            yield ReviewItem(report.latest.file, f"{message} Nếu đã gửi, hãy thu bản ấy: sokhet-docs collect")

    def _refused(self, comparison: Comparison) -> ReviewItem:
        earlier, later = comparison.earlier, comparison.later
        reason = f"Bản này {_reason(comparison)} nên vẫn tính bản trước ({_files(earlier)})."
        parts = [reason, _lost(comparison, "Tính bản này thì mất"), _news(comparison), _differing(later)]
        return self._item(later, parts, later, earlier, both=True)

    def _joined(self, comparison: Comparison) -> ReviewItem:
        earlier, later = comparison.earlier, comparison.later
        message = f"Bản này chỉ có phần mà bản trước ({_files(earlier)}) để trống; tính cả hai bản."
        if comparison.standing is Standing.CORRECTS_PART:
            part = "số liệu" if all(place.is_figure for place in later.content.values()) else "phần lời"
            message = (
                f"Bản này chỉ có {part}, thay {part} của bản trước ({_files(earlier)}); tính cả hai bản."
            )
        return self._item(later, [message, capitalize_first(_both(comparison.differing))], later, earlier)

    def _of_replaced(self, report: Report) -> Iterator[ReviewItem]:
        """Yield an item of the earlier version that has most of what is gone, of another if it had more."""
        replaced = sorted(self.counted.replaced, key=lambda one: (len(one.lost), one.older), reverse=True)
        told_of: list[Comparison] = []
        for comparison in replaced:
            known = {place.label for one in told_of for place in one.lost}
            if {place.label for place in comparison.lost} - known or (
                not told_of and (comparison.older or _contradicts(comparison))
            ):
                told_of.append(comparison)
        if not told_of and self.counted.since_choice:
            told_of += self.counted.replaced[-1:]
        yield from (self._replaced(comparison, report) for comparison in told_of)

    def _replaced(self, comparison: Comparison, report: Report) -> ReviewItem:
        before = f"bản trước ({_files(comparison.earlier)})"
        if self.counted.since_choice:
            first = f"Bản này đến sau khi đã chọn {before}, đang tính bản này."
        elif comparison.older:
            days = [short_date(one.latest.made) for one in (report, comparison.earlier) if one.latest.made]
            first = f"Bản này gửi sau nhưng lưu ngày {days[0]}, cũ hơn {before} lưu ngày {days[-1]}."
        elif comparison.lost:
            first = f"Đang tính bản này, gửi sau {before}."
        else:
            first = f"Bản này và {before} cùng gửi một lần mà viết khác nhau; đang tính bản này."
        news = "" if comparison.lost else _news(comparison)
        parts = [first, _lost(comparison, "Bản này bỏ trống hoặc rút ngắn"), news]
        return self._item(report, parts, comparison.earlier, report)

    def _of_other(self, version: Version, report: Report) -> Iterator[ReviewItem]:
        item = version.item
        from_where = f"Nội dung lấy ở {_files(report)}."
        if version.answers is not None and not version.has_form:
            opening = opening_words(self.intake, item)
            message = f"{_NO_FORM} (“{opening}”), cần mở xem. {from_where}"
            yield ReviewItem(item.file, f"{message} Nếu chính nó là báo cáo: {_use(self._name(item))}")
        elif version.answers is None:
            message = " ".join(one.message for one in version.trouble) or _unread(version).message
            yield ReviewItem(item.file, f"{message} {from_where}")
        elif self._is_open(item) and _is_as_late(item, report):
            yield from (ReviewItem(item.file, problem) for problem in item.problems)

    def _is_open(self, item: Return) -> bool:
        """Return whether ``item`` came after the clerk's last choice, or she made none."""
        chosen = last_choice(self.versions)
        return chosen is None or came_after(item, chosen)

    def _item(self, report: Report, parts: Iterable[str], *choices: Report, both: bool = False) -> ReviewItem:
        text = " ".join(part for part in parts if part)
        choice = self._choice(*(one.files for one in choices), both=both)
        return ReviewItem(report.latest.file, f"{text} Chọn bản được tính: {choice}")

    def _choice(self, *groups: Sequence[Return], both: bool = False) -> str:
        """Return the commands that choose each of ``groups`` of files, which are read together, or all."""
        options = [" ".join(_option(self._name(item)) for item in group) for group in groups]
        files = {item.file: _option(self._name(item)) for group in groups for item in group}
        together = f"; tính cả hai: {' '.join(files.values())}" if both else ""
        return f"sokhet-docs collect {' hoặc '.join(options)}{together}"

    def _name(self, item: Return) -> str:
        return shortest_name(self.intake.returns, item)


def _unread(version: Version) -> ReviewItem:
    return ReviewItem(version.item.file, " ".join(version.item.problems) or _NOT_READ)


def _use(name: str) -> str:
    return f"sokhet-docs collect {_option(name)}"


def _option(name: str) -> str:
    return f"--use {quoted(name)}"


def _files(report: Report) -> str:
    return ", ".join(item.file for item in report.files)


def _reason(comparison: Comparison) -> str:
    if comparison.standing is Standing.SUPPLEMENTS:
        return f"chỉ bổ sung, dẫn lại bản trước (“{comparison.sign}”)"
    if comparison.standing is Standing.IS_OLDER:
        return "gửi sau nhưng được lưu trước, lại thiếu nội dung"
    return _what_is_left(comparison) or "bỏ trống phần lớn nội dung"


def _what_is_left(comparison: Comparison) -> str:
    """Return which part of a report alone a later file has; "" where it has words and figures."""
    kinds = {place.is_figure for place in comparison.later.content.values()}
    if len(kinds) != 1 or all(place.is_figure in kinds for place in comparison.lost):
        return ""
    part, unit = ("số liệu", "số") if kinds == {True} else ("phần lời", "mục")
    gone = sum(place.is_figure in kinds for place in comparison.lost)
    return f"chỉ có {part}, mà thiếu {gone} {unit} của bản trước,"


def _lost(comparison: Comparison, how: str) -> str:
    return f"{how}: {told(comparison.lost)}." if comparison.lost else ""


def _news(comparison: Comparison) -> str:
    """Return what the later version says that the earlier one does not."""
    later, earlier = comparison.later.content, comparison.earlier.content
    added = [place for tag, place in later.items() if tag not in earlier]
    news = [*added, *(new for _, new in comparison.differing)]
    return f"Bản này ghi mới hoặc khác: {told(news)}." if news else ""


def _missing_report(report: Report) -> str:
    return words_that_miss_a_report(place.text for place in report.content.values() if not place.is_figure)


def _differing(report: Report) -> str:
    """Return what the files of a report, which are read together, say differently in one place."""
    if not report.differing:
        return ""
    files = " và ".join(item.file for item in report.files)
    return f"Các tệp {files} được đọc chung mà ghi khác nhau: {_both(report.differing)}"


def _both(pairs: Sequence[tuple[Written, Written]]) -> str:
    older, newer = told([old for old, _ in pairs]), told([new for _, new in pairs])
    return f"{older}; tính theo tệp sau: {newer}." if pairs else ""


def _contradicts(comparison: Comparison) -> bool:
    earlier, later = comparison.earlier.latest.bundle, comparison.later.latest.bundle
    return bool(comparison.differing) and bool(earlier) and earlier == later


def _is_as_late(item: Return, report: Report) -> bool:
    """Return whether a file came with the report or after it."""
    bundles = {one.bundle for one in report.files if one.bundle}
    return item.bundle in bundles or item.received >= report.latest.received
