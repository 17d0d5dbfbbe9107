"""The units' names and the codes that were typed or sent → a code for each unit: DB01, CB02, DV03.

A code that was sent stays with its unit, by the match key of its name: returns under way carry it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from sokhet_docs.text.vietnamese import match_key

_PREFIXES = {"Đảng bộ": "DB", "Chi bộ": "CB"}
_OTHER = "DV"


class Coded(NamedTuple):
    """A unit's name, its kind, and the code that was typed; "" for a blank."""

    name: str
    kind: str
    code: str


def choose_codes(units: Sequence[Coded], sent: Mapping[str, str]) -> list[str]:
    """Return each unit's code: as typed, else as ``sent`` (by its name's match key), else the next one."""
    taken = {match_key(unit.code) for unit in units if unit.code}
    kept = {}
    for unit in units:
        code = sent.get(match_key(unit.name), "")
        if code and not unit.code and match_key(code) not in taken:
            kept[match_key(unit.name)] = code
            taken.add(match_key(code))
    taken |= {match_key(code) for code in sent.values()}
    counters = {prefix: _free_codes(prefix, taken) for prefix in (*_PREFIXES.values(), _OTHER)}
    return [
        unit.code or kept.get(match_key(unit.name)) or next(counters[_PREFIXES.get(unit.kind, _OTHER)])
        for unit in units
    ]


def _free_codes(prefix: str, taken: set[str]) -> Iterator[str]:
    return (code for number in count(1) if match_key(code := f"{prefix}{number:02}") not in taken)
