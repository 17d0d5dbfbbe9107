"""What a clerk says of files (“this one is that unit's”) → the files with their units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sokhet_docs.plan import Plan, Unit, select_units
from sokhet_docs.problems import Place, Problem, UsageError
from sokhet_docs.returns.received import BETWEEN, Return
from sokhet_docs.returns.recognition import BY_HAND

_OPTION = "--assign"


def assign(
    plan: Plan, returns: Sequence[Return], wanted: Mapping[str, str]
) -> tuple[list[Return], tuple[Return, ...]]:
    """Return ``returns`` with the units that ``wanted`` (file → unit) names, and those that changed.

    A file is named as in the intake folder or as it came, a unit by number, code or a part of its name.
    Raises UsageError with every name that fits none or several.
    """
    problems: list[Problem] = []
    units: dict[str, Unit] = {}
    for file, word in wanted.items():
        try:
            chosen = _one_file(returns, file)
            units[chosen.file] = _one_unit(plan, word)
        except UsageError as err:
            problems += err.problems
    if problems:
        raise UsageError(problems)
    settled = [_with_unit(received, units.get(received.file)) for received in returns]
    changed = tuple(new for old, new in zip(returns, settled, strict=True) if new is not old)
    return settled, changed


def _with_unit(received: Return, unit: Unit | None) -> Return:
    if unit is None:
        return received
    return replace(
        received,
        unit_code=unit.code,
        found_by=BY_HAND,
        problems=() if received.readable else received.problems[:1],
    )


def shortest_name(returns: Sequence[Return], received: Return) -> str:
    """Return the name under which `assign` knows ``one``: the one it came under, where no other shares it."""
    came_as = received.original.rpartition(BETWEEN)[2]
    return came_as if _named(returns, came_as) == [received] else received.file


def _named(returns: Sequence[Return], name: str) -> list[Return]:
    last = Path(name).name
    return [received for received in returns if received.file in (name, last)] or [
        received
        for received in returns
        if received.original == name or received.original.rpartition(BETWEEN)[2] == last
    ]


def _one_file(returns: Sequence[Return], name: str) -> Return:
    found = _named(returns, name)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError([Problem(Place(_OPTION), f"Chưa nhận tệp nào tên là “{name}”.")])
    names = ", ".join(received.file for received in found)
    raise UsageError(
        [Problem(Place(_OPTION), f"Có {len(found)} tệp tên “{name}”.", f"Hãy ghi một trong: {names}.")]
    )


def _one_unit(plan: Plan, word: str) -> Unit:
    units = select_units(plan, [word])
    if len(units) == 1:
        return units[0]
    names = ", ".join(unit.name for unit in units[:5])
    raise UsageError(
        [Problem(Place(_OPTION), f"“{word}” hợp với nhiều đơn vị: {names}.", "Hãy ghi mã đơn vị.")]
    )
