"""The words behind a number (``nghìn lượt``, ``tỷ``) → how many times the number they mean, and the rest."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal

from sokhet_docs.text.vietnamese import match_key

_END = " .,;()[]"
_SCALES = {
    match_key(word): 10**zeros
    for zeros, words in {
        1: ("chục", "mươi"),
        2: ("trăm",),
        3: ("nghìn", "ngàn", "nghin", "ngan", "k"),
        4: ("vạn", "muôn"),
        6: ("triệu", "trieu", "tr", "trđ", "tr.đ", "m"),
        9: ("tỷ", "tỉ", "ty"),
    }.items()
    for word in words
} | {match_key("tá"): 12, match_key("đôi"): 2, match_key("cặp"): 2}
_DIGITS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mươi", "mười", "rưỡi", "lẻ")
_RATE = match_key("tỷ")
_NO_SCALE = frozenset(map(match_key, ("lệ", "trọng", "suất")))  # behind tỷ
_NUMBER_WORDS = frozenset(map(match_key, _DIGITS)) | _SCALES.keys()


def split_scale(text: str) -> tuple[Decimal, list[str]]:
    """Return what the first words of ``text`` multiply a number by, 1 for none, and the others."""
    words = _words_of(text)
    scale = Decimal(1)
    while words and _is_scale(words):
        scale *= _SCALES[words.pop(0)]
    return scale, words


def scale_in(measure: str) -> Decimal:
    """Return what a unit of measure counts by: 1,000 for ``nghìn đồng`` and ``đồng (nghìn)``, else 1."""
    words = _words_of(measure)
    found = [_SCALES[word] for at, word in enumerate(words) if _is_scale(words[at:])]
    return Decimal(math.prod(found))


def _words_of(text: str) -> list[str]:
    return [word.strip(_END) for word in match_key(text).split()]


def _is_scale(words: Sequence[str]) -> bool:
    """Tell whether the first of ``words`` multiplies a number: tỷ does, tỷ lệ does not."""
    return words[0] in _SCALES and not (words[0] == _RATE and _NO_SCALE & {*words[1:2]})


def has_number_word(words: Iterable[str]) -> bool:
    """Tell whether any of ``words``, by their keys, is a part of a number that is spelt out."""
    return not _NUMBER_WORDS.isdisjoint(words)
