"""Which units something is for, as the clerk says it: ``Gửi cho``, ``Dành cho``."""

from __future__ import annotations

from dataclasses import dataclass
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
    """The units for which any of ``conditions`` holds; None: every unit, (): none at all."""

    conditions: tuple[Condition, ...] | None = None

    def admits(self, unit: HasColumns) -> bool:
        """Return whether ``unit`` is one of them."""
        if self.conditions is None:
            return True
        return any(condition.admits(unit) for condition in self.conditions)


EVERYONE = Audience()
NOBODY = Audience(())
