"""Text → its words as names are compared: spelling, case and marks aside, abbreviations by their initials.

A word typed without any marks may be each word that it would be with them; a word with other marks is another
word: Khôi is not Khối.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sokhet_docs.text.vietnamese import clean, match_key, without_marks

_WORD = re.compile(r"[^\W\d_]+|\d+")
_HUMP = re.compile(r"(?<=[^\W\d_])(?=[A-ZĐ][a-z])|(?<=[a-z])(?=[A-ZĐ])")
_SHORT_FORMS = {"cty": "công ty"}  # those that are no initials
_TONES = str.maketrans("\u0309", "\u0303")  # hỏi and ngã are one for many who write
_MIN_TYPO = 4  # letters of a word in which one may be wrong
_SYLLABLE = re.compile(
    "(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    "(?:a[iouy]?|e[ou]?|i[au]?|ieu|o[aei]?|oa[iyo]|oeo|u[aeiouy]?|ua[iy]|uo[iu]|uy[au]|y|yeu"
    "|(?:a|e|i|ie|o|oa|oe|oo|u|ua|ue|uo|uy|uye|y|ye)(?:c|ch|m|n|ng|nh|p|t))"
)


class Word(NamedTuple):
    """One word of a text: its match key, the key without marks, as written, and its place in the text."""

    key: str
    plain: str
    raw: str
    start: int
    end: int


Words = tuple[Word, ...]


@lru_cache(maxsize=8192)
def words_of(text: str) -> Words:
    """Return the words and numbers of ``text``; places are those in its clean form."""
    return tuple(_iter_words(clean(text)))


def plain_words(text: str) -> list[str]:
    """Return the words of ``text`` in their keys without marks."""
    return [word.plain for word in words_of(text)]


def _iter_words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        raw = match.group()
        for part in _SHORT_FORMS.get(raw.casefold(), raw).split():
            key = part.lstrip("0") or "0" if part.isdecimal() else match_key(part)
            yield Word(key, without_marks(key), part, match.start(), match.end())


def with_humps_split(name: str) -> str:
    """Return a file's name with a space before each capital within a word: ``SoTaiChinh`` is three words."""
    return _HUMP.sub(" ", name)


def fits(written: Word, word: Word) -> bool:
    """Tell whether ``written`` is ``word``, maybe without its marks or with hỏi for ngã."""
    if written.plain != word.plain:
        return False
    return is_exact(written, word) or written.key == word.plain


def is_exact(written: Word, word: Word) -> bool:
    """Tell whether two words that fit have the same marks."""
    return written.key == word.key or written.key.translate(_TONES) == word.key.translate(_TONES)


def is_typo(written: Word, word: Word) -> bool:
    """Tell whether ``written`` is ``word`` with one letter wrong, too many, missing or in another place.

    What is a word itself is no typo: Thạch Hải is not Thạch Hà.
    """
    if min(len(written.plain), len(word.plain) + 1) < _MIN_TYPO or is_syllable(written.plain):
        return False
    return _is_one_edit(written.plain, word.plain)


def is_syllable(plain: str) -> bool:
    """Tell whether ``plain`` could be a Vietnamese word without its marks."""
    return _SYLLABLE.fullmatch(plain) is not None


def _is_one_edit(text: str, other: str) -> bool:
    if len(text) > len(other):
        text, other = other, text
    if len(other) - len(text) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), len(text))
    if len(text) < len(other):
        return text[at:] == other[at + 1 :]
    swapped = text[at : at + 2] == other[at : at + 2][::-1] and text[at + 2 :] == other[at + 2 :]
    return swapped or text[at + 1 :] == other[at + 1 :]


def initial_of(word: Word) -> str:
    """Return the letter by which ``word`` is abbreviated, đ apart from d."""
    return "đ" if word.key[:1] == "đ" else word.plain[:1]


@lru_cache(maxsize=4096)
def letters_of(written: str) -> str:
    """Return the letters of an abbreviation without their marks, đ apart from d."""
    return "".join("đ" if letter == "đ" else without_marks(letter) for letter in written.casefold())


def are_initials(letters: str, words: Sequence[Word]) -> bool:
    """Tell whether ``letters`` are the initials of ``words``; d may stand for đ."""
    return len(letters) == len(words) and all(
        letter == initial_of(word) or (letter == "d" and initial_of(word) == "đ")
        for letter, word in zip(letters, words, strict=True)
    )
