"""The filters and tests that templates may use, each charged for the size of what it takes and gives."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import wraps
from itertools import islice
from operator import contains, eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, Any

from jinja2 import filters as builtin
from jinja2 import pass_context
from jinja2 import tests as builtin_tests

from sokhet_docs.template import limits, operations
from sokhet_docs.template.limits import Budget, LimitError, check_size, size_of
from sokhet_docs.template.wrong_values import check_readable

if TYPE_CHECKING:
    from sokhet_docs.template.context import Context

Function = Callable[..., Any]

# Jinja's own filters that a letter can need. What these do does not depend on how long the value is …
_FREE = ("count", "d", "default", "first", "last", "length", "abs")
# … what these do does: units of work for each character, by measurement.
_TEXTS = {"capitalize": 2, "lower": 2, "title": 12, "trim": 2, "upper": 2}
_LISTS = {"max": 4, "min": 4, "sort": 6, "unique": 4}  # these take the environment
_SINGLE = frozenset({int, float, bool, date, datetime, type(None)})
_OTHER = 6  # units for each character of a filter that is not Jinja's
_SHORT = 64  # characters of a text that the cost of each filter covers
_LONG = 256  # characters from which a result is charged for
_MAX_DIGITS = 4000  # characters that may be read as a number
_MAX_TRIMMED = 100  # characters that `trim` may take away


def metered(function: Function, factor: int = _OTHER) -> Function:
    """Return the filter ``function``, charged ``factor`` units for each character that it takes and gives."""
    passed = getattr(function, "jinja_pass_arg", None)

    @pass_context
    @wraps(function, assigned=("__name__", "__qualname__", "__doc__"), updated=())
    def charged(context: Context, value: Any, *args: Any, **named: Any) -> Any:
        if type(value) is str and len(value) < _SHORT and not args and not named and passed is None:
            result = function(value)
        else:
            _charge(context.budget, (value, *args, *named.values()), factor)
            first = () if passed is None else (_passed(context, passed),)
            result = function(*first, value, *args, **named)
        if type(result) is not str or len(result) > _LONG:
            context.budget.spend_size(result)
        return result

    return charged


def _charge(budget: Budget, taken: Iterable[Any], factor: int) -> None:
    for value in taken:
        kind = type(value)
        if kind is str:
            budget.work -= len(value) * factor
        elif kind not in _SINGLE:
            budget.spend_size(value, factor)
    budget.spend(0)


def _passed(context: Context, what: Any) -> Any:
    """Return what a filter wants besides its value: the context, what belongs to it, or the environment."""
    return {"context": context, "eval_context": context.eval_ctx}.get(what.name, context.environment)


def _check_arguments(args: tuple[Any, ...], named: Mapping[str, Any]) -> None:
    check_size(size_of((args, dict(named))))


@pass_context
def _trim(context: Context, value: Any, chars: str | None = None) -> str:
    check_readable(value)
    check_size(len(chars or ""), _MAX_TRIMMED)
    context.budget.spend_size(value, 2 + len(chars or ""))
    return builtin.do_trim(value, chars)


@pass_context
def _list(context: Context, value: Any) -> list[Any]:
    return _items(context, value)


@pass_context
def _reverse(context: Context, value: Any) -> Any:
    if isinstance(value, str):
        context.budget.spend(len(value))
        return value[::-1]
    return iter(_items(context, value)[::-1])


def _items(context: Context, values: Iterable[Any]) -> list[Any]:
    """Return ``values`` as a new list, charged for. Raises LimitError when there are too many."""
    items = list(islice(values, limits.MAX_ITEMS + 1))
    check_size(len(items), limits.MAX_ITEMS)
    context.budget.spend(len(items) * limits.ITEM)
    return items


@pass_context
def _replace(context: Context, text: str, old: str, new: str, count: int | None = None) -> str:
    check_size(size_of((old, new)))
    context.budget.spend_size(text, 2)
    check_readable(text, old, new)
    operations.check_replacement(str(text), old, new)
    result = builtin.do_replace(context.eval_ctx, text, old, new, count)
    context.budget.spend(len(result))
    return result


@pass_context
def _join(context: Context, values: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
    items = _attributes(context, _items(context, values), attribute)
    separator = d if isinstance(d, str) else str(d)
    context.budget.spend_size(items, 2)
    check_readable(*items)
    operations.check_join(items, separator)
    result: str = builtin.do_join(context.eval_ctx, items, separator)
    context.budget.spend(len(result))
    return result


@pass_context
def _sum(context: Context, values: Iterable[Any], attribute: str | int | None = None) -> Any:
    items = _attributes(context, _items(context, values), attribute)
    context.budget.spend_size(items)
    total = sum(items)
    limits.check_number(total)
    return total


def _attributes(context: Context, items: list[Any], attribute: str | int | None) -> list[Any]:
    if attribute is None:
        return items
    context.budget.spend(len(items) * (limits.ITEM + 10 * _steps(attribute)))
    return list(map(builtin.make_attrgetter(context.environment, attribute), items))


def _steps(attribute: object) -> int:
    """Return how many fields deep, at most, ``attribute`` leads."""
    return 1 + sum(map(str(attribute).count, ".,")) if isinstance(attribute, (str, int)) else 1


def _of_list(name: str, factor: int) -> Function:
    """Return Jinja's filter ``name`` for lists, charged for what it compares."""
    function = builtin.FILTERS[name]

    @pass_context
    def charged(context: Context, values: Any, *args: Any, **named: Any) -> Any:
        items = _items(context, values)
        _check_arguments(args, named)
        steps = max(map(_steps, (*args, *named.values())), default=1)
        context.budget.spend(len(items) * 20 * steps)
        context.budget.spend_size(items, factor)
        result = function(context.environment, items, *args, **named)
        return result if name in ("max", "min") else list(result)

    return charged


@pass_context
def _int(context: Context, value: Any, default: Any = 0, base: int = 10) -> Any:
    _check_digits(value)
    result = builtin.do_int(value, default, base)
    limits.check_number(result)
    context.budget.spend(size_of(value, _MAX_DIGITS))
    return result


@pass_context
def _float(context: Context, value: Any, default: float = 0.0) -> float:
    _check_digits(value)
    context.budget.spend(size_of(value, _MAX_DIGITS))
    return builtin.do_float(value, default)


def _check_digits(value: object) -> None:
    if isinstance(value, str):
        check_size(len(value), _MAX_DIGITS)


def _round(value: float, precision: int = 0, method: Any = "common") -> float:
    if isinstance(precision, int) and abs(precision) > 20:
        raise LimitError("Không thể làm tròn đến nhiều chữ số như vậy.")
    if not isinstance(value, (int, float)):
        raise TypeError("only a number can be rounded")
    return builtin.do_round(value, precision, method)


def _plain(value: Any) -> Any:
    """Return ``value`` unescaped: it is escaped when it is printed, and never twice."""
    if isinstance(value, str):
        return value
    check_readable(value)
    return str(value)


def _of_text(function: Function) -> Function:
    """Return the filter ``function`` of texts, for what can be read as one."""

    @wraps(function)
    def filtered(value: Any, *args: Any, **named: Any) -> Any:
        check_readable(value)
        return function(value, *args, **named)

    return filtered


def filters_of(others: Mapping[str, Function]) -> dict[str, Function]:
    """Return all filters by name: Jinja's that are kept, and ``others``, which go before."""
    return _KEPT | {name: metered(function) for name, function in others.items()}


_KEPT: dict[str, Function] = {
    **{name: builtin.FILTERS[name] for name in _FREE},
    **{name: metered(_of_text(builtin.FILTERS[name]), factor) for name, factor in _TEXTS.items()},
    **{name: _of_list(name, factor) for name, factor in _LISTS.items()},
    "e": _plain, "escape": _plain, "float": _float, "forceescape": _plain, "int": _int, "join": _join,
    "list": _list, "replace": _replace, "reverse": _reverse, "round": _round, "sum": _sum, "trim": _trim,
}  # fmt: skip
REFUSED_FILTERS = builtin.FILTERS.keys() - _KEPT.keys()
"""Filters of Jinja that no letter needs, or that lift the escaping, make HTML, differ from run to run."""


# -- tests


def _compared(test: Callable[[Any, Any], bool]) -> Function:
    """Return a test of two values, charged for both."""

    @pass_context
    def charged(context: Context, left: Any, right: Any) -> bool:
        context.budget.spend_size((left, right))
        return test(left, right)

    return charged


def _in(value: Any, values: Any) -> bool:
    return contains(values, value)


@pass_context
def _is_lower(context: Context, value: Any) -> bool:
    context.budget.spend_size(value)
    return builtin_tests.test_lower(str(value))


@pass_context
def _is_upper(context: Context, value: Any) -> bool:
    context.budget.spend_size(value)
    return builtin_tests.test_upper(str(value))


def _rest(value: Any, divisor: Any) -> Any:
    """Return what is left of a division; text has none: for Python ``%`` would fill it in."""
    if not isinstance(value, (int, float)) or not isinstance(divisor, (int, float)):
        raise TypeError("only numbers can be divided")
    limits.check_number(value)
    limits.check_number(divisor)
    return math.nan if isinstance(value, float) and not math.isfinite(value) else value % divisor


_COMPARING = {
    "==": eq, "eq": eq, "equalto": eq, "!=": ne, "ne": ne, ">": gt, "gt": gt, "greaterthan": gt, ">=": ge,
    "ge": ge, "<": lt, "lt": lt, "lessthan": lt, "<=": le, "le": le, "in": _in,
}  # fmt: skip
_JINJA_TESTS: Mapping[str, Any] = builtin_tests.TESTS
TESTS: dict[str, Function] = {
    **_JINJA_TESTS,
    **{name: _compared(test) for name, test in _COMPARING.items()},
    "divisibleby": lambda value, num: _rest(value, num) == 0,
    "even": lambda value: _rest(value, 2) == 0,
    "lower": _is_lower,
    "odd": lambda value: _rest(value, 2) == 1,
    "upper": _is_upper,
}
"""Jinja's tests by name; those that look at the whole of a value are charged for it."""
