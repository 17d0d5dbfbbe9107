"""The doubtful figures of a report → review items: with what the unit wrote, those of one kind as one.

What one cause made is told once. So is what more than a few figures have in common, with each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from sokhet_docs.plan import TOTAL_TITLE
from sokhet_docs.returns import FigureDoubt
from sokhet_docs.tracking.unit_status import ReviewItem

_MANY = "{} ô, từ {} đến {}: {}"
_EACH = " Cụ thể: {}."
_MAX_APART = 3  # doubts of one kind that are told one by one
_FEW = 8  # times that the same words are repeated
_QUOTED = re.compile("“([^”]*)”")
_NUMBER = re.compile(r"\d[\d.,]*(?<=\d)")
_QUOTE, _ANY = "“…”", "…"
_SAME, _TIMES = "“{}”", "“{}” ({} ô)"

Group = Sequence[FigureDoubt]


def figure_items(doubts: Sequence[FigureDoubt]) -> Iterator[ReviewItem]:
    """Yield the review items of ``doubts`` in their order."""
    kinds: dict[str, dict[str, list[FigureDoubt]]] = {}
    for place, doubt in enumerate(doubts):
        sentence = doubt.reading.cause or doubt.message
        groups = kinds.setdefault(_kind(sentence), {})
        groups.setdefault(doubt.reading.cause or f"{place} {sentence}", []).append(doubt)
    told = set[str]()
    for place, doubt in enumerate(doubts):
        sentence = doubt.reading.cause or doubt.message
        kind, own = _kind(sentence), doubt.reading.cause or f"{place} {sentence}"
        groups = kinds[kind]
        key = own if len(groups) <= _MAX_APART else kind
        if key not in told:
            told.add(key)
            yield _item([groups[own]] if key == own else list(groups.values()), sentence)


def _frame(sentence: str) -> str:
    """Return ``sentence`` without the words of this figure alone."""
    return _QUOTED.sub(_QUOTE, sentence)


def _kind(sentence: str) -> str:
    return _NUMBER.sub(_ANY, _frame(sentence))


def _item(groups: Sequence[Group], sentence: str) -> ReviewItem:
    doubts = [doubt for group in groups for doubt in group]
    if len(doubts) == 1:
        return ReviewItem(_place_of(doubts[0]), f"{doubts[0].spot}: {_with_words(doubts[0])}")
    first, last = doubts[0], doubts[-1]
    place = " – ".join(dict.fromkeys((_place_of(first), _place_of(last))))
    sentences = {doubt.reading.cause or doubt.message for doubt in doubts}
    frames = set(map(_frame, sentences))
    if len(sentences) == 1:
        message = sentence + _written(doubts, sentence)
    else:
        entries = (_entry(group, whole=len(frames) > 1) for group in _by_figure(groups))
        message = (_kind if len(frames) > 1 else _frame)(sentence) + _EACH.format("; ".join(entries))
    return ReviewItem(place, _MANY.format(len(doubts), first.spot, last.spot, message))


def _written(doubts: Group, sentence: str) -> str:
    """Return what the unit wrote in cells left out of the sum, where ``sentence`` does not say it."""
    raws = [raw for doubt in doubts if doubt.reading.value is None and (raw := _raw(doubt))]
    left_out = [raw for raw in raws if f"“{raw}”" not in sentence]
    return f" Ghi {_counted(left_out)}." if left_out else ""


def _counted(raws: Sequence[str]) -> str:
    """Return the texts ``raws``, those that follow each other and are the same once, with their number."""
    runs = [(raw, len(list(alike))) for raw, alike in groupby(raws)]
    return ", ".join(
        _TIMES.format(raw, count) if count > _FEW else ", ".join([_SAME.format(raw)] * count)
        for raw, count in runs
    )


def _by_figure(groups: Sequence[Group]) -> Iterator[Group]:
    """Yield the groups, those of one doubt each about one figure together."""
    for _, alike in groupby(groups, lambda group: "" if group[0].reading.cause else group[0].label):
        members = list(alike)
        if members[0][0].reading.cause:
            yield from members
        else:
            yield [doubt for group in members for doubt in group]


def _entry(group: Group, *, whole: bool) -> str:
    """Return what is written in the cells of ``group``: ``Họp: số cuộc: năm 2019 “12h”, năm 2020 “1/2”``.

    ``whole``: with the messages, in which not only the quoted words are each figure's own.
    """
    if cause := group[0].reading.cause:
        quoted = " → ".join(map(_SAME.format, _QUOTED.findall(cause)))
        raws = [f"{_period_of(doubt)} “{_raw(doubt)}”" for doubt in group if _is_apart(doubt, quoted)]
        return f"{group[0].label}: {', '.join([quoted, *raws])}"
    told = (f"{_period_of(doubt)} {_words_of(doubt, whole=whole)}" for doubt in group)
    return f"{group[0].label}: {', '.join(told)}"


def _is_apart(doubt: FigureDoubt, quoted: str) -> bool:
    """Tell whether the unit wrote anything in a cell left out of the sum that ``quoted`` does not say."""
    raw = _raw(doubt)
    return doubt.reading.value is None and bool(raw) and f"“{raw}”" not in quoted


def _words_of(doubt: FigureDoubt, *, whole: bool) -> str:
    """Return what the unit wrote, and what else the message says of this figure alone."""
    if whole:
        return f"({_with_words(doubt).rstrip('.')})"
    raw = _raw(doubt)
    others = [found for found in _QUOTED.findall(doubt.message) if found != raw]
    return f"“{raw}”{''.join(f' (“{one}”)' for one in others)}"


def listed(doubts: Sequence[FigureDoubt]) -> str:
    """Return what is written in the cells of ``doubts`` that are left out of the sum; "" for nothing."""
    left_out = [doubt for doubt in doubts if doubt.reading.value is None and _raw(doubt)]
    return "; ".join(
        f"{label}: {', '.join(f'{_period_of(doubt)} “{_raw(doubt)}”' for doubt in alike)}"
        for label, alike in groupby(left_out, lambda doubt: doubt.label)
    )


def _place_of(doubt: FigureDoubt) -> str:
    return doubt.reading.place or doubt.spot


def _period_of(doubt: FigureDoubt) -> str:
    return doubt.period.words if doubt.period else f"cột {TOTAL_TITLE}"


def _with_words(doubt: FigureDoubt) -> str:
    """Return the message, with what the unit wrote where the message does not say it."""
    raw = _raw(doubt)
    said = not raw or raw in doubt.message or str(doubt.reading.value) == raw
    return doubt.message if said else f"Ghi “{raw}”. {doubt.message}"


def _raw(doubt: FigureDoubt) -> str:
    """Return what the unit wrote, on one line."""
    return " / ".join(" ".join(line.split()) for line in doubt.reading.raw.split("\n") if line.strip())
