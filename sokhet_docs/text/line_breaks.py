"""A name or a title → lines that break by sense and are about as wide as one another.

No line ends with a word that belongs to the next one (VÀ, CỦA), no word of two syllables is cut, none of the
last words stands alone [P: HD36 wants a letterhead "cân đối", the rest is how offices set it].
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

from sokhet_docs.text.vietnamese import match_key

NO_BREAK = "\u00a0"
_LEADING = frozenset(
    map(
        match_key,
        ("và", "của", "các", "về", "cho", "tại", "từ", "với", "ở", "theo", "đến", "do", "là", "những", "một",
         "số", "ngày", "tháng", "-", "–"),
    )
)  # fmt: skip
_APART = frozenset(
    map(match_key, ("tỉnh", "huyện", "xã", "khối", "khu", "quận", "phường"))
)  # words of their own
_WORDS = Path(__file__).with_name("compound_words.txt")
_COMMITTEES = frozenset(
    map(match_key, ("đảng ủy", "đảng bộ", "chi bộ", "chi ủy", "ban cán sự", "ban thường vụ"))
)
# Beside 1.0 for a line that is wholly empty.
_CUT, _CUT_NAME, _LONE, _ONE_MORE_LINE, _BEFORE_AND, _BEHIND_COMMITTEE = 6.0, 3.0, 4.0, 1.5, -0.05, -0.45

WidthOf = Callable[[str], float]


def broken_by_sense(text: str, width: float, width_of: WidthOf) -> list[str]:
    """Return ``text`` in as few lines of at most ``width`` as there can be; in one where no break is good.

    ``width_of`` measures a line in the same unit. A word that is wider than a line stands in one by itself.
    """
    words = text.split()
    if len(words) < 2 or width_of(text) <= width:
        return [text]
    fits = _fits(words, width, width_of)
    least = math.ceil(width_of(text) / width)
    tried = (_best(words, lines, width, fits) for lines in range(least, len(words) + 1))
    found = list(islice((one for one in tried if one is not None), 2))
    if not found:
        return [text]
    return min(found, key=lambda one: one.cost + _ONE_MORE_LINE * len(one.lines)).lines


def held_together(lines: Sequence[str]) -> str:
    """Return ``lines`` as one text that breaks between them and nowhere else; a single line as it is."""
    return " ".join(line.replace(" ", NO_BREAK) for line in lines) if len(lines) > 1 else "".join(lines)


def _fits(words: Sequence[str], width: float, width_of: WidthOf) -> Callable[[int, int], float | None]:
    """Return what tells how wide the words from one to before another are; None: too wide for a line."""

    @cache
    def measured(start: int, end: int) -> float | None:
        found = width_of(" ".join(words[start:end]))
        return found if found <= width or end == start + 1 else None

    return measured


class _Setting(NamedTuple):
    """A text in lines, and how badly it reads."""

    cost: float
    lines: list[str]


def _best(
    words: Sequence[str], lines: int, width: float, measured: Callable[[int, int], float | None]
) -> _Setting | None:
    """Return ``words`` in so many ``lines``, as they read best; None when they do not fit."""
    costs = [0.0, *(_cost_of_break(words, at) for at in range(1, len(words))), 0.0]

    @cache
    def rest(start: int, left: int) -> tuple[float, tuple[int, ...]]:
        """Return the cost of the words from ``start`` on in ``left`` lines, and where each line ends."""
        if left == 1:
            return _cost_of_line(words, start, len(words), measured, width), (len(words),)
        settings = (
            (costs[end] + _cost_of_line(words, start, end, measured, width) + cost, (end, *ends))
            for end in range(start + 1, len(words) - left + 2)
            for cost, ends in (rest(end, left - 1),)
        )
        return min(settings, default=(math.inf, ()))

    cost, ends = rest(0, lines)
    if cost == math.inf:
        return None
    return _Setting(cost, [" ".join(words[start:end]) for start, end in pairwise((0, *ends))])


def _cost_of_line(
    words: Sequence[str], start: int, end: int, measured: Callable[[int, int], float | None], width: float
) -> float:
    own = measured(start, end)
    if own is None:
        return math.inf
    lone = _LONE if start and end == len(words) == start + 1 else 0.0
    return lone + (1 - min(1.0, own / width)) ** 2


def _cost_of_break(words: Sequence[str], at: int) -> float:
    """Return how bad a break before the word ``at`` is: 0 for a good one, infinite for one that never is."""
    before, after = match_key(words[at - 1]), match_key(words[at])
    if f"{before} {after}" in _compounds() or (_is_second_syllable(words[at]) and _is_capital(words[at - 1])):
        return _CUT
    if before in _LEADING or after in ("-", "–") or (before[-1:].isdigit() and not after[:1].isdigit()):
        return math.inf
    if at == len(words) - 1 and _is_capital(words[at]) and _is_capital(words[at - 1]):
        return _CUT_NAME  # Hà Tĩnh, Trần Phú
    if match_key(" ".join(words[:at])) in _COMMITTEES:
        return _BEHIND_COMMITTEE
    return _BEFORE_AND if after in _LEADING else 0.0


@cache
def _compounds() -> frozenset[str]:
    """Return the keys of the words of two syllables that office names and titles are made of."""
    return frozenset(match_key(line) for line in _WORDS.read_text(encoding="utf-8").splitlines() if line)


def _is_capital(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()


def _is_second_syllable(word: str) -> bool:
    """Tell whether ``word`` is written as in Tòa *án*: in a name, only first syllables have a capital."""
    return word.islower() and match_key(word) not in _APART | _LEADING
