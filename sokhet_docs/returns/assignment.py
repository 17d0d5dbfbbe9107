"""What a clerk says of files (“this is that unit's”, “it came then”, “it counts”) → the files so noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sokhet_docs.plan import Plan, Unit, select_units
from sokhet_docs.problems import Place, Problem, UsageError
from sokhet_docs.returns.received import BETWEEN, Return
from sokhet_docs.returns.received_time import Calendar, received_again
from sokhet_docs.returns.recognition import BY_HAND

_OPTION = "--assign"


def assign(
    plan: Plan, returns: Sequence[Return], wanted: Mapping[str, str], calendar: Calendar
) -> tuple[list[Return], tuple[Return, ...]]:
    """Return ``returns`` with the units that ``wanted`` (file → unit) names, and those that changed.

    A file is named as in the intake folder or as it came, a unit by number, code or a part of its name.
    Raises UsageError with every name that fits none or several.
    """
    problems: list[Problem] = []
    units: dict[str, Unit] = {}
    for file, word in wanted.items():
        try:
            named = _one_file(returns, file, _OPTION)
            units[named.file] = _one_unit(plan, word)
        except UsageError as err:
            problems += err.problems
    if problems:
        raise UsageError(problems)
    settled = [_with_unit(received, units.get(received.file), calendar) for received in returns]
    return settled, _changed(returns, settled)


def _changed(before: Sequence[Return], after: Sequence[Return]) -> tuple[Return, ...]:
    return tuple(new for old, new in zip(before, after, strict=True) if new is not old)


def _with_unit(received: Return, unit: Unit | None, calendar: Calendar) -> Return:
    if unit is None:
        return received
    assigned = replace(
        received,
        unit_code=unit.code,
        found_by=BY_HAND,
        problems=() if received.readable else received.problems[:1],
        chosen=received.chosen if received.unit_code == unit.code else None,
        aside=None,
    )
    return received_again(assigned, calendar)


def set_received(
    returns: Sequence[Return], wanted: Mapping[str, datetime]
) -> tuple[list[Return], tuple[Return, ...]]:
    """Return ``returns`` received when ``wanted`` (file → time) says, and those that changed.

    Raises UsageError with every name that fits no file or several.
    """
    times = {item.file: wanted[name] for name, item in _named_files(returns, wanted, "--received").items()}
    settled = [
        replace(item, received=times[item.file], time_doubt="") if item.file in times else item
        for item in returns
    ]
    return settled, _changed(returns, settled)


def choose(
    returns: Sequence[Return], wanted: Sequence[str], now: datetime
) -> tuple[list[Return], tuple[Return, ...]]:
    """Return ``returns``, those that ``wanted`` names chosen ``now`` as what counts of their units.

    Raises UsageError with every name that fits no file or several, or one whose contents cannot count.
    """
    named = _named_files(returns, wanted, "--use")
    if problems := [_uncountable(name, item) for name, item in named.items() if not _is_countable(item)]:
        raise UsageError(problems)
    files = {item.file for item in named.values()}
    settled = [replace(item, chosen=now, aside=None) if item.file in files else item for item in returns]
    return settled, _changed(returns, settled)


def set_aside(
    returns: Sequence[Return], wanted: Sequence[str], now: datetime
) -> tuple[list[Return], tuple[Return, ...]]:
    """Return ``returns``, those that ``wanted`` names ``now`` set aside, and those that changed.

    Raises UsageError with every name that fits no file or several.
    """
    files = {item.file for item in _named_files(returns, wanted, "--set-aside").values()}
    settled = [replace(item, aside=now, chosen=None) if item.file in files else item for item in returns]
    return settled, _changed(returns, settled)


def _is_countable(item: Return) -> bool:
    return item.readable and item.unit_code is not None


def _uncountable(name: str, item: Return) -> Problem:
    if not item.readable:
        message = f"Máy không đọc được nội dung tệp “{name}” nên không tính được."
        return Problem(Place("--use"), message, "Xin đơn vị gửi tệp Word.")
    hint = f"Cho biết trước bằng: --assign {quoted(f'{name}=MÃ_ĐƠN_VỊ')}"
    return Problem(Place("--use"), f"Chưa rõ tệp “{name}” của đơn vị nào.", hint)


def _named_files(returns: Sequence[Return], names: Iterable[str], option: str) -> dict[str, Return]:
    problems: list[Problem] = []
    found: dict[str, Return] = {}
    for name in names:
        try:
            found[name] = _one_file(returns, name, option)
        except UsageError as err:
            problems += err.problems
    if problems:
        raise UsageError(problems)
    return found


def quoted(word: str) -> str:
    """Return ``word`` as it is typed after an option: in quotes where it has spaces."""
    return f'"{word}"' if " " in word else word


def shortest_name(returns: Sequence[Return], received: Return) -> str:
    """Return the name under which `assign` knows ``one``: the one it came under, where no other shares it."""
    came_as = received.original.rpartition(BETWEEN)[2]
    return came_as if _named(returns, came_as) == [received] else received.file


def how_to_take_up(item: Return) -> str:
    """Return the command that counts a file again that was set aside."""
    option = f"--use {item.file}" if item.unit_code else f"--assign {item.file}=MÃ_ĐƠN_VỊ"
    return f"sokhet-docs collect {option}"


def _named(returns: Sequence[Return], name: str) -> list[Return]:
    last = Path(name).name
    return [received for received in returns if received.file in (name, last)] or [
        received
        for received in returns
        if received.original == name or received.original.rpartition(BETWEEN)[2] == last
    ]


def _one_file(returns: Sequence[Return], name: str, option: str) -> Return:
    found = _named(returns, name)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError([Problem(Place(option), f"Chưa nhận tệp nào tên là “{name}”.")])
    names = ", ".join(received.file for received in found)
    raise UsageError(
        [Problem(Place(option), f"Có {len(found)} tệp tên “{name}”.", f"Hãy ghi một trong: {names}.")]
    )


def _one_unit(plan: Plan, word: str) -> Unit:
    try:
        units = select_units(plan, [word])
    except UsageError as err:
        raise UsageError(replace(problem, place=Place(_OPTION)) for problem in err.problems) from err
    if len(units) == 1:
        return units[0]
    names = ", ".join(unit.name for unit in units[:5])
    raise UsageError(
        [Problem(Place(_OPTION), f"“{word}” hợp với nhiều đơn vị: {names}.", "Hãy ghi mã đơn vị.")]
    )
