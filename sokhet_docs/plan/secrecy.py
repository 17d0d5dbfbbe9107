"""A text → the secrecy stamp in it, which no document made here may carry [P]."""

from __future__ import annotations

import re

_STAMP = re.compile(r"(?<!\w)(?:(?:TỐI|TUYỆT)\s+)?MẬT(?!\w)")
_WORD_BEFORE, _WORD_AFTER = re.compile(r"(\w+)\s+\Z"), re.compile(r"\s+(\w+)")


def secrecy_stamp(text: str) -> str:
    """Return the first secrecy stamp in ``text`` (MẬT, TỐI MẬT, TUYỆT MẬT); "" when there is none.

    MẬT alone next to another word in capitals is part of a phrase, not a stamp: BẢO MẬT, MẬT MÃ [U].
    """
    for match in _STAMP.finditer(text):
        stamp = " ".join(match.group().split())
        adjacent = (_WORD_BEFORE.search(text[: match.start()]), _WORD_AFTER.match(text[match.end() :]))
        if stamp != "MẬT" or not any(word and word[1].isupper() for word in adjacent):
            return stamp
    return ""
