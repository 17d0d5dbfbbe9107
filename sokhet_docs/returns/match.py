"""Whose a returned file is, and how that was found out."""

from __future__ import annotations

from dataclasses import dataclass

from sokhet_docs.plan import Unit


@dataclass(frozen=True, slots=True)
class Match:
    """Whose a file is (None: not known), by what that was found, and what a clerk should know."""

    unit: Unit | None
    found_by: str = ""
    problems: tuple[str, ...] = ()

    @property
    def unit_code(self) -> str | None:
        """The code of the unit; None: not known."""
        return self.unit.code if self.unit else None
