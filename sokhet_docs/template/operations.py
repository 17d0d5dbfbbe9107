"""Operations and methods of a template: which there are, and what each costs before it is done.

Only the methods listed here can be reached: none of them changes its value, and what each returns can be
told from its arguments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Sized
from datetime import date, datetime, time, timedelta
from typing import Any

from markupsafe import Markup

from sokhet_docs.template import limits
from sokhet_docs.template.limits import Budget, LimitError, check_number, check_size, size_of
from sokhet_docs.template.wrong_values import WrongValueError, check_readable

_TEXT_METHODS = frozenset({
    "capitalize", "casefold", "center", "count", "endswith", "find", "index", "isalnum", "isalpha", "isascii",
    "isdecimal", "isdigit", "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "ljust", "lower",
    "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust",
    "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title",
    "upper", "zfill",
})  # fmt: skip
_LIST_METHODS = frozenset({"copy", "count", "index"})
_DAY_METHODS = frozenset({
    "date", "isocalendar", "isoformat", "isoweekday", "replace", "strftime", "time", "timetuple", "toordinal",
    "total_seconds", "weekday",
})  # fmt: skip
_METHODS: tuple[tuple[type | tuple[type, ...], frozenset[str]], ...] = (
    (str, _TEXT_METHODS),
    (dict, frozenset({"copy", "get", "items", "keys", "values"})),
    ((list, tuple, range), _LIST_METHODS),
    ((date, time, timedelta), _DAY_METHODS),
    ((int, float), frozenset({"is_integer"})),
    ((set, frozenset, bytes, bytearray), frozenset()),
)
_NAMED_ARGUMENTS = frozenset({"replace", "rsplit", "split", "splitlines", "strftime"})
_ALIGNING = frozenset({"center", "ljust", "rjust", "zfill"})
_CUTTING = frozenset({"partition", "rpartition", "rsplit", "split", "splitlines"})
_MAX_WIDTH = 10_000  # characters that one alignment may ask for
_MAX_FORMAT = 200  # characters of the format of a day
_WIDTHS = re.compile(r"\d+")
_FREE_WIDTH = re.compile(r"%[^%a-zA-Z]*\*")
_FOR_PROGRAMMERS = re.compile(r"(?<!%)(?:%%)*%(?:\(\w*\))?[-#0 +.\d]*[ra]")
_NUMBER = 350  # characters that the longest number of %f is written with
_ESCAPED = 6  # characters that one is written with when it is escaped


def is_method_allowed(owner: object, name: str) -> bool:
    """Return whether a template may use the method ``name`` of ``owner``; of other types than ours, any."""
    if isinstance(owner, type):
        return False
    for kind, names in _METHODS:
        if isinstance(owner, kind):
            return name in names
    return True


# -- methods


def charge_call(budget: Budget, method: Any, args: tuple[Any, ...], named: Mapping[str, Any]) -> None:
    """Charge a call for what it takes and gives. Raises LimitError when that is too much."""
    if args or named:
        budget.spend_size((args, named) if named else args)
    owner, name = getattr(method, "__self__", None), getattr(method, "__name__", "")
    if isinstance(owner, str):
        _charge_text_method(budget, owner, name, args, named)
    elif isinstance(owner, (list, tuple, dict, range)):
        budget.spend(len(owner) * limits.ITEM if name in ("copy", "count", "index") else 0)
    elif isinstance(owner, (date, datetime, time)) and name == "strftime":
        check_size(size_of((args, named)), _MAX_FORMAT)


def _charge_text_method(
    budget: Budget, text: str, name: str, args: tuple[Any, ...], named: Mapping[str, Any]
) -> None:
    if named and name not in _NAMED_ARGUMENTS:
        raise TypeError("takes no keyword arguments")
    if name in _ALIGNING:
        for width in args:
            _check_width(width)
    elif name == "replace" and len(args) > 1:
        check_replacement(text, *args[:2])
    elif name == "join" and args:
        check_join(args[0], text)
    sought = max((len(arg) for arg in (*args, *named.values()) if isinstance(arg, str)), default=0)
    # Searching backwards, and for each of many characters, takes the product of both lengths.
    budget.spend((len(text) + len(text) * sought // 8) * (4 if name in _CUTTING else 1))


def _check_width(width: object) -> None:
    if isinstance(width, (int, float)) and abs(width) > _MAX_WIDTH:
        raise LimitError(f"Bề rộng {width if abs(width) < 10**15 else ''} quá lớn.".replace("  ", " "))


def check_replacement(text: str, old: object, new: object) -> None:
    """Raise LimitError when replacing ``old`` by ``new`` in ``text`` would make it too large."""
    growth = _growth(text, old, new)
    count = text.count(str(old))
    check_size((len(text) + count * len(str(new))) * growth)


def check_join(values: object, separator: str) -> None:
    """Raise LimitError when joining ``values`` with ``separator`` between would make too long a text."""
    count = len(values) if isinstance(values, Sized) else 0
    check_size((size_of(values) + count * len(separator)) * _growth(separator))


def check_parts(parts: Sequence[Any]) -> None:
    """Raise LimitError when what ``a ~ b`` writes would be too long a text.

    Raises EmptyValueError or WrongValueError where one of ``parts`` is no text.
    """
    check_readable(*parts)
    check_size(size_of(parts, limits.MAX_VALUE) * _growth(*parts))


def _growth(*values: object) -> int:
    """Return how many times as long the values get when one of them is XML, and so the others are escaped."""
    return _ESCAPED if any(isinstance(value, Markup) for value in values) else 1


# -- operators


def charge_operation(budget: Budget, operator: str, left: Any, right: Any) -> None:
    """Charge ``left operator right``. Raises LimitError when that would be too large a value."""
    if type(left) is int and type(right) is int:
        _check_numbers(operator, left, right)
        return
    budget.spend_size((left, right))
    if operator == "%" and isinstance(left, str):
        _check_format(left, right)
    elif operator == "*":
        _check_product(budget, left, right)
    elif operator == "+" and isinstance(left, str):
        check_size(size_of((left, right)) * _growth(left, right))
    else:
        _check_numbers(operator, left, right)


def _check_numbers(operator: str, left: Any, right: Any) -> None:
    check_number(left)
    check_number(right)
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length()
        bits = bits * abs(right) if operator == "**" else bits + right.bit_length()
        if operator in ("*", "**") and bits > limits.MAX_BITS:
            raise LimitError("Phép tính cho ra số quá lớn.")


def _check_product(budget: Budget, left: Any, right: Any) -> None:
    _check_numbers("*", left, right)
    for many, times in ((left, right), (right, left)):
        if isinstance(times, int) and isinstance(many, (str, bytes)):
            check_size(len(many) * times)
        elif isinstance(times, int) and isinstance(many, Sized):
            check_size(len(many) * times, limits.MAX_ITEMS)
            budget.spend(len(many) * max(times, 0) * limits.ITEM)


def _formatted(text: str, values: object) -> Iterable[object]:
    """Return what is put into a text by ``text % values``."""
    if isinstance(values, Mapping) and "%(" in text:
        return values.values()
    return values if isinstance(values, tuple) else [values]


def _check_format(text: str, values: object) -> None:
    """Raise LimitError when what ``text % values`` writes, by widths or by long values, is too long."""
    check_readable(*_formatted(text, values))
    if _FOR_PROGRAMMERS.search(text):
        raise WrongValueError("định dạng %r, %a in chữ cho người lập trình", "Hãy dùng %s.")
    if _FREE_WIDTH.search(text):
        raise LimitError("Mẫu định dạng % có bề rộng quá lớn.")
    widths = sum(int(digits[:9]) for digits in _WIDTHS.findall(text))
    if widths > _MAX_WIDTH:
        raise LimitError("Mẫu định dạng % có bề rộng quá lớn.")
    written = text.count("%") * (size_of(values) + _NUMBER) if "%" in text else 0
    check_size((len(text) + widths + written) * _growth(text))
