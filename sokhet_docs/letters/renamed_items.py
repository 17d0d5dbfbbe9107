"""The forms that were sent, and the workbook of now → sections and figures that may have been renamed.

A row's tag is made of its words, so other words are another row: what units answered stays with the old one.
The column ``Mã`` keeps the two one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.outbox import read_forms
from sokhet_docs.plan import SECTION_PREFIX, Figure, Form, Plan, Section
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.text.vietnamese import first_few, nearest
from sokhet_docs.workbook import FIGURES_SHEET, OUTLINE

_MAX_NAMED = 20  # sections or figures in one warning

Items = Mapping[str, str]  # what is asked, as printed, by key


@dataclass(frozen=True)
class _Kind:
    """Sections or figures: what one is called, its sheet; what was sent and what is in the workbook."""

    word: str
    sheet: str
    sent: Items
    now: Items

    @property
    def lost(self) -> dict[str, str]:
        return {key: name for key, name in self.sent.items() if key not in self.now}

    @property
    def new(self) -> dict[str, str]:
        return {key: name for key, name in self.now.items() if key not in self.sent}


def find_renamed(plan: Plan, workbook: str, output: Path) -> list[Problem]:
    """Return a warning for what ``plan`` asks and no form in ``output`` did, where one asked what it lacks.

    None when the forms are of another plan altogether. Raises OutputError as `read_forms` does.
    """
    forms = list(read_forms(output).forms.values())
    kinds = (
        _Kind("mục", OUTLINE, _sections(forms), _titles(plan.sections)),
        _Kind("chỉ tiêu", FIGURES_SHEET, _figures(forms), _labels(plan.figures)),
    )
    if not any(kind.sent.keys() & kind.now.keys() for kind in kinds):
        return []
    return [
        Problem(Place(workbook, kind.sheet), message, hint, Severity.WARNING)
        for kind in kinds
        for message, hint in _iter_warnings(kind)
    ]


def _sections(forms: Sequence[Form]) -> Items:
    """Return the sections of ``forms`` that came from a workbook: a template's own have other tags."""
    found = [section for form in forms for section in form.answered]
    return {key: title for key, title in _titles(found).items() if key.startswith(SECTION_PREFIX)}


def _titles(sections: Sequence[Section]) -> Items:
    return {section.key: section.title for section in sections if section.answered}


def _figures(forms: Sequence[Form]) -> Items:
    return _labels([figure for form in forms for figure in form.figures])


def _labels(figures: Sequence[Figure]) -> Items:
    return {figure.key: figure.full_label for figure in figures}


def _iter_warnings(kind: _Kind) -> Iterator[tuple[str, str]]:
    lost, new = kind.lost, kind.new
    for new_key, name in kind.new.items():
        if lost_key := _partner(name, lost):
            yield _pair_warning(kind, (lost_key, lost.pop(lost_key)), new.pop(new_key))
    if len(lost) == len(new) == 1:
        yield _pair_warning(kind, lost.popitem(), new.popitem()[1])
    elif lost and new:
        message = f"Mẫu đã gửi hỏi {_listed(lost.values())} mà trang này không còn; trang này có thêm "
        codes = [f"“{_code(key)}” là mã của “{name}”" for key, name in lost.items()]
        hint = f"Nếu có {kind.word} vẫn là một thì ghi mã cũ vào cột “Mã”: {_cut(codes)}."
        yield f"{message}{_listed(new.values())}.", hint


def _partner(name: str, lost: Items) -> str:
    """Return the key of the one of ``lost`` whose words are nearly ``name``; "" for none."""
    near = nearest(name, lost.values())
    return next((key for key, other in lost.items() if other == near), "")


def _pair_warning(kind: _Kind, lost: tuple[str, str], name: str) -> tuple[str, str]:
    key, was = lost
    message = f"Mẫu đã gửi hỏi “{was}”, trang này nay có “{name}”: báo cáo sẽ bị thu thành hai {kind.word}."
    return message, f"Nếu vẫn là một thì ghi “{_code(key)}” vào cột “Mã” của dòng “{name}”."


def _code(key: str) -> str:
    return key.removeprefix(SECTION_PREFIX)


def _listed(names: Iterable[str]) -> str:
    return _cut([f"“{name}”" for name in names])


def _cut(texts: Sequence[str]) -> str:
    return first_few(texts, _MAX_NAMED, "; và {} nữa", "; ")
