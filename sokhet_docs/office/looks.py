"""How a stretch of text looks where that changes what it says, in Word files and in tables alike."""

from __future__ import annotations

import re
from enum import StrEnum


class Look(StrEnum):
    """How a stretch of text differs from plain text in what it says, as a clerk would call it."""

    PLAIN = ""
    STRUCK = "gạch bỏ"
    RAISED = "viết cao"
    LOWERED = "viết thấp"
    EQUATION = "công thức"
    HIDDEN = "ẩn"
    DELETED = "đã xóa (Track Changes)"
    UNSEEN = "trắng hoặc quá nhỏ, không nhìn thấy"


ASIDE = frozenset({Look.HIDDEN, Look.DELETED, Look.UNSEEN})
"""Looks of text that does not show on the page: it is no part of a line's text."""

_WHITE = re.compile("(?:[Ff][5-9A-Fa-f]){3}")


def is_white(colour: str) -> bool:
    """Tell whether the six hexadecimal digits of ``colour`` are white, or so near it that nobody sees it."""
    return _WHITE.fullmatch(colour) is not None
