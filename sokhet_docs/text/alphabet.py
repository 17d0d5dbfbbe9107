"""Names → their order in Vietnamese, the same on every machine: no system's locale is asked.

The alphabet is a ă â b c d đ e ê g … o ô ơ … u ư … y: a letter with a horn or a hat is one of its own. Then
syllables that differ in their tones alone follow ngang, huyền, hỏi, ngã, sắc, nặng. As in dictionaries,
syllable after syllable counts: Tòa án is before Tỏa. Numbers count as numbers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TypeAlias

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {letter: rank for rank, letter in enumerate(_LETTERS)}
_TONES = {mark: rank for rank, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
_PIECE = re.compile(r"\d{1,18}|\D|\d")
_Weight: TypeAlias = tuple[int, int, str]
_Syllable: TypeAlias = tuple[tuple[_Weight, ...], tuple[int, ...]]
NameOrder: TypeAlias = tuple[tuple[_Syllable, ...], str]
"""What to sort by: the letters and then the tones of each syllable, at last the name itself."""


@lru_cache(maxsize=4096)
def name_order(name: str) -> NameOrder:
    """Return the key that sorts names as a Vietnamese reader expects: (2) before (10), d before đ."""
    syllables = unicodedata.normalize("NFC", name).casefold().split(" ")
    return tuple(map(_syllable, syllables)), name


def _syllable(text: str) -> _Syllable:
    pieces = [_parted(piece) for piece in _PIECE.findall(text)]
    return tuple(_weight(letter) for letter, _ in pieces), tuple(tone for _, tone in pieces)


def _parted(piece: str) -> tuple[str, int]:
    """Return a letter without its tone, and the tone's place in their order (0: none)."""
    marks = unicodedata.normalize("NFD", piece)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    bare = "".join(mark for mark in marks if mark not in _TONES) if tone else marks
    return unicodedata.normalize("NFC", bare), tone


def _weight(letter: str) -> _Weight:
    """Return where a letter, number or sign stands: signs first, then numbers, letters, other letters."""
    if letter.isdecimal():
        return 1, int(letter), ""
    if letter in _RANKS:
        return 2, _RANKS[letter], ""
    return (3, 0, letter) if letter.isalpha() else (0, 0, letter)
