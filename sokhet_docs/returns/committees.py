"""The words of a text → the committees of the Party in it: Đảng ủy, Ban Chấp hành Đảng bộ, T/M Chi bộ.

They say which body of an office speaks, not which office. The two families, those of a đảng bộ and those of a
chi bộ, are told apart where a name is a number only.
"""

from __future__ import annotations

from collections.abc import Iterable

from sokhet_docs.returns.name_words import Word, Words

_COMMITTEES = tuple(
    tuple(phrase.split())
    for phrase in (
        "dang bo co so", "dang uy co so", "chi bo co so",
        "ban can su dang", "ban chap hanh", "ban thuong vu", "ban chi uy", "dang bo", "dang uy", "chi bo",
        "chi uy", "cap uy", "dang doan", "thay mat", "t m", "tm", "bch", "btv", "du", "db", "cb", "co quan",
        "cq", "cua", "đ uy", "đ u", "đ bo",
    )
)  # fmt: skip
_FAMILIES = {"dang bo": "dang", "dang uy": "dang", "du": "dang", "db": "dang"} | {
    "đ uy": "dang", "đ u": "dang", "đ bo": "dang",
    "chi bo": "chi", "chi uy": "chi", "cb": "chi", "ban chi uy": "chi",
    "dang bo co so": "dang", "dang uy co so": "dang", "chi bo co so": "chi",
}  # fmt: skip


def strip_committee(words: Words) -> tuple[Words, tuple[str, ...]]:
    """Return ``words`` without the committees that they begin with, and the families of those."""
    families: list[str] = []
    while phrase := _phrase_at(words, 0, _COMMITTEES):
        words = words[len(phrase) :]
        if family := _FAMILIES.get(" ".join(phrase)):
            families.append(family)
    return words[_is_number_word(words, 0) :] if families else words, tuple(families)


def _is_number_word(words: Words, at: int) -> bool:
    """Tell whether word ``at`` is the “số” of Chi bộ số 2."""
    pair = words[at : at + 2]
    return len(pair) == 2 and pair[0].plain == "so" and pair[1].key.isdecimal()


def committee_start(words: Words, end: int) -> int:
    """Return where the committees begin that end before word ``end``; ``end`` itself where none does."""
    for at in range(max(0, end - 4), end):
        if committee_end(words, at) == end:
            return committee_start(words, at)
    return end


def committee_end(words: Words, at: int) -> int:
    """Return where the committee that begins at word ``at`` ends; ``at`` itself where none does."""
    phrase = _phrase_at(words, at, _COMMITTEES)
    return at + len(phrase) if " ".join(phrase) in _FAMILIES else at


def family_before(words: Words, at: int) -> str:
    """Return the family of the committee that ends before word ``at``, or ""."""
    if at and _is_number_word(words, at - 1):
        at -= 1
    for phrase, family in _FAMILIES.items():
        parts = phrase.split()
        if at >= len(parts) and [_part_of(word) for word in words[at - len(parts) : at]] == parts:
            return family
    return ""


def _phrase_at(words: Words, at: int, phrases: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    plain = tuple(_part_of(word) for word in words[at : at + 4])
    return next((phrase for phrase in phrases if plain[: len(phrase)] == phrase), ())


def _part_of(word: Word) -> str:
    """Return a word as the phrases have it: without its marks, but đ alone is no d."""
    return "đ" if word.key == "đ" else word.plain
