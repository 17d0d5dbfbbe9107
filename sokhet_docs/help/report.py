"""What was found on a machine → one page of text for who helps its clerk, with nothing private in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath


class State(StrEnum):
    """How a finding bears on the work."""

    GOOD = "tốt"
    MISSING = "thiếu"  # something can do without it, and the meaning says what cannot
    BAD = "hỏng"  # the work will stop at it


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a machine: what, its value, and what that means for the work ("" where all is well)."""

    what: str
    value: str
    state: State = State.GOOD
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """The findings on a machine, in groups that have titles."""

    groups: Sequence[tuple[str, Sequence[Finding]]]

    @property
    def findings(self) -> list[Finding]:
        """Return all findings, in their order."""
        return [finding for _, findings in self.groups for finding in findings]

    def count(self, state: State) -> int:
        """Return how many findings are in ``state``."""
        return sum(finding.state is state for finding in self.findings)


_MARKS = {State.GOOD: "[ok]", State.MISSING: "[!]", State.BAD: "[X]"}
_WIDTH = 4


def report_text(machine: Machine, homes: Iterable[PurePath], user: str = "") -> list[str]:
    """Return the lines of the report.

    ``homes`` are the user's own folders, shown as ``~``; so is a folder of her name, ``user`` ("": none).
    """
    lines: list[str] = []
    for title, findings in machine.groups:
        lines += ["", title]
        for finding in findings:
            lines.append(f"  {_MARKS[finding.state]:{_WIDTH}} {finding.what}: {finding.value}")
            if finding.meaning:
                lines.append(f"  {'':{_WIDTH}} → {finding.meaning}")
    return [without_names(line, homes, user) for line in lines[1:]]


def without_names(line: str, homes: Iterable[PurePath], user: str) -> str:
    """Return ``line`` with the user's folders as ``~`` and without her name."""
    for home in sorted({str(home) for home in homes}, key=len, reverse=True):
        if len(home) > 1:
            line = re.sub(rf"{re.escape(home)}(?=[\\/]|$|[^\w.-])", "~", line, flags=re.IGNORECASE)
    if len(user) > 1:
        line = re.sub(rf"(?<=[\\/]){re.escape(user)}(?=[\\/]|$)", "~", line, flags=re.IGNORECASE)
    return line
