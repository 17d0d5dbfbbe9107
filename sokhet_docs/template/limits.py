"""The limits of one rendering: the work that it may do, the text that it may print, the size of each value.

Templates are untrusted: none may hang the program or exhaust memory. Whatever a template says is charged to
one `Budget`, by its size. The limits are far above the needs of any letter, and grow with the fields;
beyond them a `LimitError` says so in a Vietnamese sentence.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, KeysView, Mapping, ValuesView
from datetime import date, datetime
from typing import Any

MAX_WORK = 6_000_000  # units of about 0.1 microseconds that one document may take, besides what it prints
MAX_TEXT = 5_000_000  # bytes of all parts with tags
MAX_VALUE = 1_000_000  # characters of one text that is made
MAX_ITEMS = 100_000  # elements of one list that is made
MAX_BITS = 10_000  # of a whole number
ITEM = 8  # an element of a list, or a number, counts as this many characters
TOO_LONG = "Văn bản làm ra quá dài."
TOO_LARGE = "Giá trị làm ra quá lớn."
_TOO_MUCH = "Mẫu lặp hoặc tính quá nhiều lần."
# A field may be printed a few times, each with the XML around it.
_PER_CHARACTER = 30
_MOST_FIELDS = 100_000_000

_SINGLE = frozenset({float, bool, date, datetime, type(None)})
_COLLECTIONS = (list, tuple, range, set, frozenset, KeysView, ValuesView)


class LimitError(Exception):
    """A template asks for more than a document can need; the message is a Vietnamese sentence."""


class Budget:
    """What one rendering may still use, and what was noticed while it ran."""

    __slots__ = ("_fields", "removed", "text", "unusual", "work")

    def __init__(self, fields: Mapping[str, Any], work: int = MAX_WORK) -> None:
        """Take the fields that the rendering is of: only when it needs much are they looked at."""
        self._fields = fields
        self.work = work
        self.text = MAX_TEXT
        self.unusual = False  # some value contains a line break, a tab or another character that needs care
        self.removed: set[str] = set()  # characters that XML forbids, removed from values

    def spend(self, work: int) -> None:
        """Deduct ``work``. Raises LimitError when less is left."""
        self.work -= work
        if self.work < 0:
            self._grow()
            if self.work < 0:
                raise LimitError(_TOO_MUCH)

    def spend_text(self, length: int) -> None:
        """Deduct ``length`` bytes of text. Raises LimitError when fewer are left."""
        self.text -= length
        if self.text < 0:
            self._grow()
            if self.text < 0:
                raise LimitError(TOO_LONG)

    def spend_size(self, value: object, factor: int = 1) -> None:
        """Deduct ``factor`` times the size of ``value`` with everything in it, however it is nested.

        Raises LimitError when less is left.
        """
        size = size_of(value, self.work)
        if size > self.work:  # counted no further
            self._grow()
            size = size_of(value, self.work)
        self.spend(size * factor)

    def _grow(self) -> None:
        """Allow more where the fields themselves are large; only once."""
        if self._fields:
            more = size_of(self._fields, _MOST_FIELDS) * _PER_CHARACTER
            self._fields = {}
            self.work += more
            self.text += more


def size_of(value: object, most: int = MAX_VALUE) -> int:
    """Return about how many characters ``value`` prints as; counting stops above ``most``."""
    if isinstance(value, str):
        return len(value)
    total = 0
    waiting = [value]
    while waiting and total <= most:
        item = waiting.pop()
        total += ITEM
        if type(item) in _SINGLE:
            continue
        if isinstance(item, (str, bytes)):
            total += len(item)
        elif isinstance(item, int):
            total += item.bit_length() // 3
        else:
            parts = _parts_of(item)
            total += ITEM * len(parts)
            waiting += parts if total <= most and not isinstance(parts, range) else ()
    return total


def _parts_of(value: object) -> Any:
    """Return what ``value`` consists of; () for a single value."""
    if isinstance(value, (dict, ItemsView)):
        items = value.items() if isinstance(value, dict) else value
        return [part for item in items for part in item]
    if isinstance(value, _COLLECTIONS):
        return value
    return [*value.keys(), *value.values()] if isinstance(value, Mapping) else ()


def check_size(size: int, most: int = MAX_VALUE) -> None:
    """Raise LimitError when a value of ``size`` characters, or as many elements, would be too large."""
    if size > most:
        raise LimitError(TOO_LARGE)


def check_number(value: object) -> None:
    """Raise LimitError for a whole number with too many digits."""
    if isinstance(value, int) and value.bit_length() > MAX_BITS:
        raise LimitError("Phép tính cho ra số quá lớn.")


def joined(pieces: Iterable[str | tuple[bytes, ...]]) -> str:
    """Return ``pieces`` as one text. Raises LimitError when it would be too long for a document."""
    texts = [piece if isinstance(piece, str) else b"".join(piece).decode() for piece in pieces]
    if sum(map(len, texts)) > MAX_TEXT:
        raise LimitError(TOO_LONG)
    return "".join(texts)
