"""The text of two versions of a .docx → the old words and the new ones, with their places."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from sokhet_docs.office.docx_text import Passage

_MAX_CHANGES = 50
_MAX_SQUARE = 100_000  # old words × new words that are compared at once
_BRIDGE = 2  # changes with at most this many equal words between them are one phrase


@dataclass(frozen=True, slots=True)
class Change:
    """Words that differ: the old ones, the new ones ("" where there are none), the first place, how often."""

    old: str
    new: str
    place: str
    times: int = 1


_Word: TypeAlias = Passage  # a word and the place of its passage
_Span: TypeAlias = list[int]  # from and to among the old words, from and to among the new words


def find_changes(old: Iterable[Passage], new: Iterable[Passage]) -> tuple[Change, ...]:
    """Return the words that differ between two versions, in the order of the new one, each pair once.

    At most 50 pairs; a moved paragraph counts as deleted and added. Empty when the text is the same.
    """
    found: dict[tuple[str, str], Change] = {}
    for change in _iter_changes(list(old), list(new)):
        known = found.get((change.old, change.new))
        found[change.old, change.new] = replace(known, times=known.times + 1) if known else change
    return tuple(found.values())[:_MAX_CHANGES]


def _iter_changes(old: list[Passage], new: list[Passage]) -> Iterator[Change]:
    # Passages first, words only within those that differ: a long packet is compared in milliseconds.
    for start, end, new_start, new_end in _unequal([p.text for p in old], [p.text for p in new]):
        for before, after in _portions(old[start:end], new[new_start:new_end]):
            yield from _iter_word_changes(_words(before), _words(after))


def _portions(old: list[Passage], new: list[Passage]) -> Iterator[tuple[list[Passage], list[Passage]]]:
    """Yield what differs as one portion; if it is long, passage by passage, since the time grows squared."""
    if len(_words(old)) * len(_words(new)) <= _MAX_SQUARE:
        yield old, new
        return
    shorter = min(len(old), len(new))
    yield from (([before], [after]) for before, after in zip(old[:shorter], new[:shorter], strict=True))
    yield old[shorter:], new[shorter:]


def _iter_word_changes(old: list[_Word], new: list[_Word]) -> Iterator[Change]:
    for start, end, new_start, new_end in _bridged(
        _unequal([w.text for w in old], [w.text for w in new]), new
    ):
        place = (new[new_start:new_end] or old[start:end])[0].place
        yield _without_shared_punctuation(_joined(old[start:end]), _joined(new[new_start:new_end]), place)


def _without_shared_punctuation(old: str, new: str, place: str) -> Change:
    """Return the change from ``old`` to ``new`` without the punctuation that both have in common."""
    while old and new and old[-1] == new[-1] and old[-1] in '.,;:!?)”"':
        old, new = old[:-1], new[:-1]
    while old and new and old[0] == new[0] and old[0] in '(“"':
        old, new = old[1:], new[1:]
    return Change(old, new, place)


def _unequal(old: list[str], new: list[str]) -> list[_Span]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [span for kind, *span in matcher.get_opcodes() if kind != "equal"]


def _bridged(spans: list[_Span], new: list[_Word]) -> Iterator[_Span]:
    """Yield ``spans``; those of one passage with hardly a word between them become one."""
    pending: _Span | None = None
    for span in spans:
        if pending and span[0] - pending[1] <= _BRIDGE and _is_one_passage(new[pending[2] : span[3]]):
            pending = [pending[0], span[1], pending[2], span[3]]
            continue
        if pending:
            yield pending
        pending = span
    if pending:
        yield pending


def _is_one_passage(words: list[_Word]) -> bool:
    return len({word.place for word in words}) == 1


def _words(passages: list[Passage]) -> list[_Word]:
    # A line break ends every passage, so that words of two passages are not taken for one phrase.
    return [Passage(p.place, word) for p in passages for word in (*p.text.split(), "\n")]


def _joined(words: list[_Word]) -> str:
    return " ".join(word.text for word in words if word.text != "\n")
