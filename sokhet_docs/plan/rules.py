"""The layout rule sets (thể thức) as far as they differ in text, and which of them is in force when.

Sources: [P] the official text itself, [S] a summary of it, [U] our own inference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One rule set: its name, the first day on which it is in force, what separates recipients."""

    name: str
    since: date
    recipient_separator: str


HD36 = RuleSet("HD36", date(2018, 4, 3), ",")  # Hướng dẫn 36-HD/VPTW, ngày 03/4/2018 [S]
HD05 = RuleSet("HD05", date(2026, 5, 27), ";")  # Hướng dẫn 05-HD/VPTW, ngày 27/5/2026
RULE_SETS = (HD36, HD05)  # the oldest first; each is in force until the next
_STAMP = re.compile(r"(?<!\w)(?:(?:TỐI|TUYỆT)\s+)?MẬT(?!\w)")
_CAPITALS_BEFORE, _CAPITALS_AFTER = re.compile(r"(\w+)\s+\Z"), re.compile(r"\s+(\w+)")


def rule_set_of(day: date | None, year: int) -> RuleSet:
    """Return the rule set in force on ``day``; without a day, the one in force when ``year`` ended.

    A document older than the first rule set gets that one: no earlier rule set is known here.
    """
    when = day or date(year, 12, 31)
    return next((rules for rules in reversed(RULE_SETS) if rules.since <= when), RULE_SETS[0])


def rule_set_named(name: str) -> RuleSet | None:
    """Return the rule set called ``name``, in any case and spacing; None when there is none."""
    wanted = name.replace(" ", "").casefold()
    return next((rules for rules in RULE_SETS if rules.name.casefold() == wanted), None)


def secrecy_stamp(text: str) -> str:
    """Return the first secrecy stamp in ``text`` (MẬT, TỐI MẬT, TUYỆT MẬT); "" when there is none.

    No document made here may carry one [P]. A lone MẬT beside other words in capitals is a word: BẢO MẬT,
    MẬT MÃ [U].
    """
    for match in _STAMP.finditer(text):
        stamp = " ".join(match.group().split())
        beside = (_CAPITALS_BEFORE.search(text[: match.start()]), _CAPITALS_AFTER.match(text[match.end() :]))
        if stamp != "MẬT" or not any(word and word[1].isupper() for word in beside):
            return stamp
    return ""
