"""What each unit's form asked, what the workbook asks now → the differences, equal ones told once.

A workbook without an outline, or without figures, says nothing about them: forms are not held against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sokhet_docs.plan import SECTION_PREFIX, Figure, Form, outline_form
from sokhet_docs.text.vietnamese import first_few, joined, match_key
from sokhet_docs.tracking.common_form import meaning_of
from sokhet_docs.tracking.unit_status import Tracking, UnitStatus

_MOST = 8  # items that one message names; of more only the number is given


@dataclass(frozen=True, slots=True)
class FormDifference:
    """How the forms of ``units`` differ from the workbook, all alike.

    ``message`` goes on behind "đơn vị". ``older`` is False for what no form at all asks: the template leaves
    it out, or nothing was sent since it came into the workbook.
    """

    units: tuple[UnitStatus, ...]
    message: str
    older: bool

    @property
    def line(self) -> str:
        """The message with the number of units: ``12 đơn vị nhận mẫu cũ, chưa có mục “…”``."""
        return f"{len(self.units)} đơn vị {self.message}"


def form_differences(tracking: Tracking) -> tuple[FormDifference, ...]:
    """Return all differences, each with the units whose forms have it, those of most units first."""
    sent = [
        (status, status.form, outline_form(tracking.plan, status.unit))
        for status in tracking.statuses
        if status.form
    ]
    asked = {name for _, form, _ in sent for name in _names(form)}
    groups: dict[tuple[str, bool], list[UnitStatus]] = {}
    for status, form, now in sent:
        for message, older in _iter_messages(form, now, asked):
            groups.setdefault((message, older), []).append(status)
    found = (FormDifference(tuple(units), *group) for group, units in groups.items())
    return tuple(sorted(found, key=lambda difference: -len(difference.units)))


def _iter_messages(form: Form, now: Form, asked: set[str]) -> Iterator[tuple[str, bool]]:
    """Yield what differs, and whether it is because the form is an older one."""
    known, wanted = _names(_comparable(form, now)), _names(now)
    lacking = [name for name in wanted if name not in known]
    parts = [
        _told("chưa có {}", [wanted[name] for name in lacking if name in asked]),
        _told("còn {} mà sổ nay không có", [known[name] for name in known if name not in wanted]),
        _told("{}", list(_iter_other_words(form, now))),
        joined(_iter_other_measures(form, now)),
    ]
    if message := "; ".join(part for part in parts if part):
        yield f"nhận mẫu cũ, {message}.", True
    if message := _told("chưa có {}", [wanted[name] for name in lacking if name not in asked]):
        yield f"nhận mẫu {message} mà sổ nay có.", False


def _comparable(form: Form, now: Form) -> Form:
    """Return ``form`` without the parts that the workbook does not have at all."""
    return replace(
        form,
        sections=form.sections if now.sections else (),
        figures=form.figures if now.figures else (),
    )


def _told(pattern: str, items: list[str]) -> str:
    return pattern.format(first_few(items, _MOST, " và {} mục, chỉ tiêu khác")) if items else ""


def _names(form: Form) -> dict[str, str]:
    """Return the words for what ``form`` asks, by what it is known by in every form."""
    figures = {f"sl {figure.key}": f"chỉ tiêu “{figure.full_label}”" for figure in form.figures}
    # Any other tag is a control of the clerk's own, which no workbook knows.
    of_workbook = [section for section in form.answered if section.key.startswith(SECTION_PREFIX)]
    sections = {section.key: f"mục “{section.title}”" for section in of_workbook}
    periods = {f"ky {period.key}": f"kỳ “{period.label}”" for period in form.periods if form.figures}
    return figures | sections | periods


def _iter_other_words(form: Form, now: Form) -> Iterator[str]:
    """Yield what has other words in the workbook now, under the key that it had."""
    figures = {figure.key: figure.full_label for figure in now.figures}
    for figure in form.figures:
        label = figures.get(figure.key, figure.full_label)
        if match_key(label) != match_key(figure.full_label):
            yield f"chỉ tiêu “{figure.full_label}” sổ nay ghi “{label}”"
    sections = {section.key: section for section in now.answered}
    for section in form.answered:
        other = sections.get(section.key, section)
        if match_key(other.heading) != match_key(section.heading):
            yield f"mục “{section.title}” sổ nay ghi “{other.title}”"


def _iter_other_measures(form: Form, now: Form) -> Iterator[str]:
    wanted = {figure.key: figure for figure in now.figures}
    for figure in form.figures:
        other = wanted.get(figure.key)
        if other and meaning_of(other) != meaning_of(figure):
            same_kind = figure.kind is other.kind
            was, is_now = (one.measure if same_kind else _with_kind(one) for one in (figure, other))
            yield f"chỉ tiêu “{figure.full_label}” tính theo “{was}”, sổ nay theo “{is_now}”"


def _with_kind(figure: Figure) -> str:
    return f"{figure.measure} ({figure.kind.lower()})".lstrip()
