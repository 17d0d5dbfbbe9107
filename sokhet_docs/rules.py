"""The layout rule sets (thể thức) as far as they differ in text, and which of them is in force when.

Marks: [P] wording of the official text, [S] somebody's summary, [U] our inference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One rule set. ``since`` and ``until`` are the first and the last day in force; None is open."""

    name: str
    title: str
    since: date | None
    until: date | None
    recipient_separator: str


HD36 = RuleSet(
    "HD36", "Hướng dẫn 36-HD/VPTW, ngày 03/4/2018", date(2018, 4, 3), date(2026, 5, 26), ","
)  # [S]
HD05 = RuleSet("HD05", "Hướng dẫn 05-HD/VPTW, ngày 27/5/2026", date(2026, 5, 27), None, ";")
RULE_SETS = (HD36, HD05)


def rule_set_of(day: date | None, year: int) -> RuleSet:
    """Return the rule set in force on ``day``; without a day, the one in force when ``year`` ended.

    A document older than HD36 takes HD36: the project knows none before it.
    """
    return HD36 if (day or date(year, 12, 31)) <= date(2026, 5, 26) else HD05


def rule_set_named(name: str) -> RuleSet | None:
    """Return the rule set that is called ``name`` (case and spaces do not matter); None when none is."""
    wanted = name.replace(" ", "").casefold()
    return next((rules for rules in RULE_SETS if rules.name.casefold() == wanted), None)
