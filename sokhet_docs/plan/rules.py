"""The layout rule sets (thể thức) as far as they change a document's text; which was in force on a day.

Sources: [P] the official text itself, [S] a summary of it, [U] our own inference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One rule set: its name, the first day on which it is in force, the separator within Nơi nhận."""

    name: str
    since: date
    recipient_separator: str


HD36 = RuleSet("HD36", date(2018, 4, 3), ",")  # Hướng dẫn 36-HD/VPTW, ngày 03/4/2018 [S]
HD05 = RuleSet("HD05", date(2026, 5, 27), ";")  # Hướng dẫn 05-HD/VPTW, ngày 27/5/2026
RULE_SETS = (HD36, HD05)  # oldest first; each is in force until the next begins


def rule_set_of(day: date | None, year: int) -> RuleSet:
    """Return the rule set in force on ``day``; without a day, the one in force when ``year`` ended.

    A document older than the first rule set gets the first: none before it is known here.
    """
    when = day or date(year, 12, 31)
    return next((rules for rules in reversed(RULE_SETS) if rules.since <= when), RULE_SETS[0])


def rule_set_named(name: str) -> RuleSet | None:
    """Return the rule set called ``name``; case and spaces do not matter; None when there is none."""
    key = name.replace(" ", "").casefold()
    return next((rules for rules in RULE_SETS if rules.name.casefold() == key), None)
