"""Units → the few whose documents are most likely to come out badly, each with the reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

from sokhet_docs.plan import Unit

MAX_CHOICES = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit to be tried, and why it was chosen, in Vietnamese."""

    unit: Unit
    reasons: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The kind of unit: ``Đảng bộ – Hội nghị``."""
        return _kind_of(self.unit)


def choose_hardest(units: Sequence[Unit]) -> tuple[Choice, ...]:
    """Return at most six of ``units``, in their order: the extreme ones, then one of each kind.

    A kind is a form of review and a kind of body. Of equal units the first is taken.
    """
    reasons: dict[str, list[str]] = {}
    for find, word in _EXTREMES:
        if found := find(units):
            reasons.setdefault(found.code, []).append(word(found))
    by_code = {unit.code: unit for unit in units}
    seen = {_kind_of(by_code[code]) for code in reasons}
    for unit in units:
        if _kind_of(unit) not in seen and len(reasons) < MAX_CHOICES:
            seen.add(_kind_of(unit))
            reasons[unit.code] = ["đại diện cho loại này"]
    return tuple(Choice(unit, tuple(reasons[unit.code])) for unit in units if unit.code in reasons)


def _kind_of(unit: Unit) -> str:
    return f"{unit.kind} – {unit.review_form}"


def _longest_name(units: Sequence[Unit]) -> Unit | None:
    return max(units, key=lambda unit: len(unit.name), default=None)


def _most_attendees(units: Sequence[Unit]) -> Unit | None:
    return max((unit for unit in units if _attendees(unit)), key=_attendees, default=None)


def _emptiest(units: Sequence[Unit]) -> Unit | None:
    return min(units, key=_filled, default=None)


def _attendees(unit: Unit) -> int:
    return len(unit.conference.attendees) if unit.conference else 0


def _filled(unit: Unit) -> int:
    """Return how many of the values that a row may leave out are filled in."""
    held = unit.conference
    texts = [getattr(unit, field.name) for field in fields(unit) if field.default == ""]
    values = (*texts, *unit.extra.values())
    return sum(bool(value) for value in (*values, *((held.time, held.place, held.form) if held else ())))


_Find = Callable[[Sequence[Unit]], Unit | None]
_EXTREMES: tuple[tuple[_Find, Callable[[Unit], str]], ...] = (
    (_longest_name, lambda unit: f"tên dài nhất ({len(unit.name)} chữ cái)"),
    (_most_attendees, lambda unit: f"nhiều thành phần dự nhất ({_attendees(unit)})"),
    (_emptiest, lambda _: "hàng để trống nhiều nhất"),
)
