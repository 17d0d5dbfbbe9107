"""Words that a clerk types (numbers, codes, parts of names) → units of a plan; a unit → its names."""

from __future__ import annotations

from collections.abc import Sequence

from sokhet_docs.plan.model import Plan, Unit
from sokhet_docs.problems import Place, Problem, UsageError
from sokhet_docs.text.vietnamese import loose_key, match_key, nearest

_HOW_TO_NAME = "Ghi số thứ tự, mã hoặc một phần tên."
_MAX_COMPARED = 1000  # units among which the nearest name is looked for: comparing takes its time


def select_units(plan: Plan, wanted: Sequence[str]) -> tuple[Unit, ...]:
    """Return the units that ``wanted`` names by number, code or part of the name; all units when it is empty.

    Raises UsageError with one problem for each word that names no unit.
    """
    if not wanted:
        return plan.units
    found = {word: units_named(plan.units, word) for word in wanted}
    if missing := [word for word, units in found.items() if not units]:
        raise UsageError(_unknown_unit(plan, word) for word in missing)
    chosen = {unit.code for units in found.values() for unit in units}
    return tuple(unit for unit in plan.units if unit.code in chosen)


def units_named(units: Sequence[Unit], word: str) -> list[Unit]:
    """Return those of ``units`` with this name, else this number or code, else this part of their name."""
    key = match_key(word)
    exact = [unit for unit in units if key == match_key(unit.name)]
    exact = exact or [unit for unit in units if key in (str(unit.number), match_key(unit.code))]
    return exact or [unit for unit in units if key and key in match_key(unit.name)]


def hint_for_unknown(units: Sequence[Unit], word: str) -> str:
    """Return what to do about a ``word`` that names none of ``units``: the nearest name, and how to ask."""
    key, names = loose_key(word), [unit.name for unit in units]
    guess = next((name for name in names if key and key in loose_key(name)), None)
    guess = guess or nearest(word, names[:_MAX_COMPARED])
    return f"Có phải “{guess}”? {_HOW_TO_NAME}" if guess else _HOW_TO_NAME


def _unknown_unit(plan: Plan, word: str) -> Problem:
    hint = hint_for_unknown(plan.units, word)
    return Problem(Place("--only"), f"Không có đơn vị nào là “{word}”.", hint)


def names_of(unit: Unit) -> tuple[str, ...]:
    """Return the names under which a packet may address ``unit``; every packet must contain one of them."""
    return tuple(dict.fromkeys((unit.addressee, unit.name, unit.committee, unit.own_name)))
