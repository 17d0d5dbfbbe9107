"""A name or a title → lines that break by sense and are about as wide as one another.

No line ends with a word that belongs to the next one (VÀ, CỦA), no word of two syllables is cut, none of the
last words stands alone [P: HD36 wants a letterhead "cân đối", the rest is how offices set it].
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

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
_DASHES = ("-", "–")
_BREAK_WITHIN = re.compile(r"\w[-–]\w|\w/[^\W\d]")  # within a word, where a line may end all the same
_WITHIN_NUMBER = re.compile(r"(?<=\d) (?=\d)")
_SIGNS = ",;.:…?!()[]“”\"'"
_OF, _IN_NAMES = match_key("của"), frozenset(map(match_key, ("và", "các", "-", "–")))
_WORDS = Path(__file__).with_name("compound_words.txt")
_COMMITTEES = frozenset(
    map(match_key, ("đảng ủy", "đảng bộ", "chi bộ", "chi ủy", "ban cán sự", "ban thường vụ"))
)
# Beside 1.0 for a line that is wholly empty; what a break behind a whole line costs is `_A_LINE`.
_CUT, _CUT_NAME, _LONE, _A_LINE, _BEFORE_AND, _BEHIND_COMMITTEE = 6.0, 3.0, 4.0, 1.5, -0.05, -0.45
_WITHIN_BODY, _WITHIN_NAME, _BEFORE_OF, _BEFORE_DASH = 0.7, 0.3, -0.15, -0.15

WidthOf = Callable[[str], float]


def broken_by_sense(text: str, width: float, width_of: WidthOf) -> list[str]:
    """Return ``text`` in few lines of at most ``width``, those that read best; in one where no break is good.

    ``width_of`` measures a piece of a line in the same unit, and a line is as wide as its pieces together. A
    word that is wider than a line stands in one by itself.
    """
    words = [word for word in text.split(" ") if word]
    if len(words) < 2 or width_of(text) <= width:
        return [text]
    space = width_of(" ")
    edges = list(accumulate((width_of(word) + space for word in words), initial=0.0))
    lines, start = [], 0
    for end in _ends_of_lines(words, [edge / width for edge in edges], space / width):
        lines.append(" ".join(words[start:end]))
        start = end
    return lines or [text]


def _ends_of_lines(words: Sequence[str], edges: Sequence[float], space: float) -> list[int]:
    """Return behind which word each line ends; none where no setting is good. Widths are parts of a line."""
    count = len(words)
    breaks = [0.0, *(_cost_of_break(words, at) for at in range(1, count)), 0.0]
    best = [(math.inf, count)] * count + [(0.0, count)]
    for start in reversed(range(count)):
        for end in range(start + 1, count + 1):
            filled = edges[end] - edges[start] - space
            if filled > 1 and end > start + 1:
                break
            lone = _LONE if start and end == count == start + 1 else 0.0
            cost = _A_LINE + (1 - min(1.0, filled)) ** 2 + lone + breaks[end] + best[end][0]
            best[start] = min(best[start], (cost, end))
    ends, at = [], 0
    while at < count and best[at][0] < math.inf:
        at = best[at][1]
        ends.append(at)
    return ends


def held_together(lines: Sequence[str], fits: Callable[[str], bool] = bool) -> str:
    """Return ``lines`` as one text that breaks between them and nowhere else; a single line as it is.

    A line with a number like 12-NQ/TU begins by a line break of its own where its beginning ``fits`` beside
    the line above, which would take it up to the number's hyphen.
    """
    if len(lines) < 2:
        return "".join(lines)
    held = [line.replace(" ", NO_BREAK) for line in lines]
    joined = held[:1]
    for above, line, whole in zip(lines, lines[1:], held[1:], strict=False):
        within = _BREAK_WITHIN.search(line)
        joined += ["\n" if within and fits(f"{above} {line[: within.start() + 2]}") else " ", whole]
    return "".join(joined)


def numbers_held(text: str) -> str:
    """Return ``text`` with the groups of each number held together: the telephone number 0214 385 0000."""
    return _WITHIN_NUMBER.sub(NO_BREAK, text)


def _cost_of_break(words: Sequence[str], at: int) -> float:
    """Return how bad a break before the word ``at`` is: 0 for a good one, infinite for one that never is."""
    before, after = match_key(words[at - 1]), match_key(words[at])
    if _is_compound(words, at) or (_is_second_syllable(words[at]) and _is_capital(words[at - 1])):
        return _CUT
    if after in _DASHES:
        return _BEFORE_DASH if _parts_bodies(words, at) else math.inf
    if before in _LEADING or (before.isdigit() and after not in _LEADING):
        return math.inf
    if cut := _cost_within_name(words, at):
        return cut
    if match_key(" ".join(words[:at])) in _COMMITTEES:
        return _BEHIND_COMMITTEE
    if _is_within_body(words, at):
        return _WITHIN_BODY
    return _BEFORE_OF if after == _OF else _BEFORE_AND if after in _LEADING else 0.0


def _cost_within_name(words: Sequence[str], at: int) -> float:
    """Return how bad it is to cut a name before the word ``at``; 0.0 where no name goes over it.

    A name is a row of words with capitals: Trần Phú. Its last word belongs to the one before it most.
    """
    if _is_code(words[at - 1]) and _is_code(words[at]):
        return _CUT_NAME  # 12-NQLT/BTVTU-BCSĐ UBND-ĐĐHĐND
    if not (_is_in_name(words, at - 1) and _is_capital(words[at])) or words[at - 1][-1] in _SIGNS:
        return 0.0
    if not _is_in_name(words, at):
        return 0.0
    return _WITHIN_NAME if _is_in_name(words, at + 1) and words[at][-1] not in _SIGNS else _CUT_NAME


def _is_in_name(words: Sequence[str], at: int) -> bool:
    """Tell whether the word ``at`` has a capital and does not begin a word of two syllables: Công ty."""
    return at < len(words) and _is_capital(words[at]) and not _begins_word(words, at)


def _begins_word(words: Sequence[str], at: int) -> bool:
    return at + 1 < len(words) and _is_capital(words[at]) and _is_second_syllable(words[at + 1])


def _is_code(word: str) -> bool:
    """Tell whether ``word`` is a part of a document's number as UBND-ĐĐHĐND is."""
    return "-" in word[1:-1] and word.isupper()


def _parts_bodies(words: Sequence[str], at: int) -> bool:
    """Tell whether the dash ``at`` stands between two bodies; not so in Việt - Đức, Than - Khoáng sản."""
    is_body = _begins_word(words, at + 1) or _begins_word(words, at + 2)
    before = at - 1
    lone = _is_capital(words[before]) and not (before and _is_capital(words[before - 1]))
    return is_body and not lone


def _is_within_body(words: Sequence[str], at: int) -> bool:
    """Tell whether the word ``at`` goes on with the name of a body that was begun behind “của”."""
    if match_key(words[at]) in _LEADING - _IN_NAMES:
        return False
    for word in reversed(words[:at]):
        if (key := match_key(word)) == _OF:
            return True
        if key in _LEADING - _IN_NAMES or word[-1:] in ",;.:)”":
            return False
    return False


def leads_on(words: Sequence[str], at: int) -> bool:
    """Tell whether the word before ``at`` belongs to what follows, so that no line should end with it."""
    return match_key(words[at - 1]) in _LEADING and not _is_compound(words, at - 1)


def parts_word(words: Sequence[str], at: int) -> bool:
    """Tell whether a line break before the word ``at`` stands between the syllables of one word."""
    neighbours = (_is_compound(words, at - 1), _is_compound(words, at + 1))
    return _is_compound(words, at) and not any(neighbours)


def _is_compound(words: Sequence[str], at: int) -> bool:
    """Tell whether the words before and at ``at`` are one word."""
    pair = words[at - 1 : at + 1] if at > 0 else ()
    if len(pair) < 2:
        return False
    first, second = pair[0].rpartition("/")[2], pair[1].partition("/")[0]  # da cam/Dioxin
    return match_key(f"{first.strip(_SIGNS)} {second.strip(_SIGNS)}") in _compounds()


@cache
def _compounds() -> frozenset[str]:
    """Return the keys of the words of two syllables that office names and titles are made of."""
    return frozenset(match_key(line) for line in _WORDS.read_text(encoding="utf-8").splitlines() if line)


def _is_capital(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()


def _is_second_syllable(word: str) -> bool:
    """Tell whether ``word`` is written as in Tòa *án*: in a name, only first syllables have a capital."""
    return word.islower() and match_key(word) not in _APART | _LEADING
