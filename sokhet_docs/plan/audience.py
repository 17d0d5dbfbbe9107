"""Which units something is for, as the clerk says it: ``Gửi cho``, ``Dành cho``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from sokhet_docs.text.vietnamese import match_key


class HasColumns(Protocol):
    """A unit, as far as an audience looks at it."""

    def column(self, header: str) -> str:
        """Return what the unit's row says in the column ``header``; "" for a column that is not there."""


@dataclass(frozen=True, slots=True)
class Condition:
    """``Loại: Chi bộ``: the units whose column ``header`` says ``value``."""

    header: str
    value: str

    def admits(self, unit: HasColumns) -> bool:
        """Return whether ``unit`` is one of them."""
        return match_key(unit.column(self.header)) == match_key(self.value)


@dataclass(frozen=True, slots=True)
class Audience:
    """The units for which any of ``conditions`` holds; None: every unit, (): none at all.

    Of these, only those that ``within`` admits too (None: all of them).
    """

    conditions: tuple[Condition, ...] | None = None
    within: Audience | None = None

    def admits(self, unit: HasColumns) -> bool:
        """Return whether ``unit`` is one of them."""
        if self.within and not self.within.admits(unit):
            return False
        return self.conditions is None or any(condition.admits(unit) for condition in self.conditions)

    def limited_to(self, other: Audience) -> Audience:
        """Return the units that both admit."""
        if self == EVERYONE or other == NOBODY:
            return other
        return self if other in (EVERYONE, self) else replace(self, within=other)


EVERYONE = Audience()
NOBODY = Audience(())
