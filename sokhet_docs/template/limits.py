"""The limits of one rendering: loop iterations and calls, characters printed, the size of each value.

Templates are untrusted: none may hang the program or exhaust memory. The limits are far above the needs of
any letter; beyond them a `LimitError` says so in a Vietnamese sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sized
from itertools import islice
from typing import Any

MAX_STEPS = 300_000  # loop iterations and calls of one document
CALL_STEPS = 10  # a call costs as much as this many loop iterations
_STEP_SIZE = 100  # this many characters of a value cost one iteration
MAX_TEXT = 20_000_000  # characters of one part
MAX_VALUE = 1_000_000  # characters of one text that is made, elements of one list
_MAX_MADE = 5_000_000  # characters of everything in a list, a tuple or a dict
MAX_BITS = 10_000  # of a whole number
TOO_LONG = "Văn bản làm ra quá dài."
_MAX_WIDTH = 10_000  # characters that one alignment may ask for
_PLACEHOLDER = re.compile(r"%[^%a-zA-Z]*(?:\*|\d{5,})")
_ALIGNING = frozenset({"center", "ljust", "rjust", "zfill", "expandtabs"})


class LimitError(Exception):
    """A template asks for more than a document can need; the message is a Vietnamese sentence."""


class Budget:
    """What one rendering may still use, and what was noticed while it ran."""

    __slots__ = ("removed", "steps", "text", "unusual")

    def __init__(self) -> None:
        self.steps = MAX_STEPS
        self.text = MAX_TEXT
        self.unusual = False  # some value contains a line break, a tab or another character that needs care
        self.removed: set[str] = set()  # characters that XML forbids, removed from values

    def spend_steps(self, steps: int) -> None:
        """Deduct ``steps``. Raises LimitError when fewer are left."""
        self.steps -= steps
        if self.steps < 0:
            raise LimitError(f"Vòng lặp quá dài (hơn {MAX_STEPS} lượt).")

    def spend_text(self, characters: int) -> None:
        """Deduct ``characters``. Raises LimitError when fewer are left."""
        self.text -= characters
        if self.text < 0:
            raise LimitError(TOO_LONG)

    def spend_size(self, value: object) -> None:
        """Deduct the size of ``value`` from the steps. Raises LimitError when fewer are left."""
        self.spend_steps(size_of(value, _MAX_MADE) // _STEP_SIZE)

    def spend_made(self, value: object) -> None:
        """Deduct a new value and everything in it. Raises LimitError when it is too large.

        A few dozen steps can nest lists so that printing, comparing or hashing the result would never end.
        """
        size = size_of(value, _MAX_MADE)
        if size > _MAX_MADE:
            raise LimitError(f"Giá trị làm ra quá lớn (hơn {_MAX_MADE} chữ).")
        self.spend_steps(size // _STEP_SIZE)

    def each(self, values: Iterable[Any]) -> Iterable[Any]:
        """Return ``values`` for a loop, after deducting its iterations."""
        if not isinstance(values, Sized):
            values = list(islice(values, MAX_STEPS + 1))
        self.spend_steps(len(values))
        return values


def size_of(value: object, most: int = MAX_VALUE) -> int:
    """Return about how many characters ``value`` prints as; counting stops above ``most``."""
    if isinstance(value, str):
        return len(value)
    if not isinstance(value, (list, tuple, dict, set, frozenset)):
        return 1
    total = 2
    for element in value:
        total += size_of(element, most - total) + 2
        if isinstance(value, dict):
            total += size_of(value[element], most - total)
        if total > most:
            break
    return total


def check_size(size: int) -> None:
    """Raise LimitError when a value of ``size`` characters, or as many elements, would be too large."""
    if size > MAX_VALUE:
        raise LimitError(f"Giá trị làm ra quá lớn (hơn {MAX_VALUE} chữ).")


def joined(pieces: Iterable[str]) -> str:
    """Return ``pieces`` as one text. Raises LimitError when it would be too long for a document."""
    pieces = list(pieces)
    if sum(map(len, pieces)) > MAX_TEXT:
        raise LimitError(TOO_LONG)
    return "".join(pieces)


def _check_width(width: object) -> None:
    """Raise LimitError when an alignment is too wide."""
    if isinstance(width, (int, float)) and abs(width) > _MAX_WIDTH:
        raise LimitError(f"Bề rộng {width} quá lớn.")


def _check_format(text: str) -> None:
    """Raise LimitError when the ``%`` placeholders of ``text`` ask for enormous widths."""
    if _PLACEHOLDER.search(text):
        raise LimitError("Mẫu định dạng % có bề rộng quá lớn.")


def check_operation(operator: str, left: Any, right: Any) -> None:
    """Raise LimitError when ``left operator right`` would be too large a value."""
    if operator == "**":
        _check_power(left, right)
    elif operator == "%" and isinstance(left, str):
        _check_format(left)
    elif operator == "*":
        _check_product(left, right)


def _check_product(left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int):
        _check_bits(left.bit_length() + right.bit_length())
    for many, times in ((left, right), (right, left)):
        if isinstance(many, Sized) and isinstance(times, int):
            check_size(len(many) * times)


def _check_power(base: Any, exponent: Any) -> None:
    """Raise LimitError when ``base ** exponent`` has too many digits."""
    if isinstance(base, int) and isinstance(exponent, int):
        _check_bits(base.bit_length() * abs(exponent))


def _check_bits(bits: int) -> None:
    """Raise LimitError when a whole number of ``bits`` would be too large."""
    if bits > MAX_BITS:
        raise LimitError("Phép tính cho ra số quá lớn.")


def check_method(method: Callable[..., object], arguments: tuple[Any, ...]) -> None:
    """Raise LimitError when a method of a text, called with ``arguments``, would return too large a text."""
    text, name = getattr(method, "__self__", None), getattr(method, "__name__", "")
    if not isinstance(text, str):
        return
    if name in _ALIGNING:
        for argument in arguments:
            _check_width(argument)
    elif name == "replace" and len(arguments) > 1:
        check_replacement(text, *arguments[:2])
    elif name == "join" and arguments:
        check_size(size_of(arguments[0]) + len(text) * size_of(arguments[0]))


def check_replacement(text: str, old: object, new: object) -> None:
    """Raise LimitError when replacing ``old`` by ``new`` in ``text`` would make it too large."""
    check_size(len(text) + text.count(str(old)) * len(str(new)))
