"""The doubtful figures of a report → review items: with what the unit wrote, those of one cause as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sokhet_docs.returns import FigureDoubt
from sokhet_docs.text.vietnamese import first_few
from sokhet_docs.tracking.unit_status import ReviewItem

_MANY = "{} ô, từ {} đến {}: {}"
_MOST, _MORE = 20, " và {} số nữa"  # figures left out of the sum that one item names


def figure_items(doubts: Sequence[FigureDoubt]) -> Iterator[ReviewItem]:
    """Yield the review items of ``doubts`` in their order; what made several of them is told once."""
    causes = [doubt.reading.cause for doubt in doubts]
    told = set[str]()
    for doubt, cause in zip(doubts, causes, strict=True):
        if not cause or causes.count(cause) == 1:
            yield ReviewItem(_place_of(doubt), f"{doubt.spot}: {_with_words(doubt)}")
        elif cause not in told:
            told.add(cause)
            yield _one_of([other for other in doubts if other.reading.cause == cause], cause)


def _one_of(doubts: Sequence[FigureDoubt], cause: str) -> ReviewItem:
    first, last = doubts[0], doubts[-1]
    place = f"{_place_of(first)} – {_place_of(last)}"
    message = _MANY.format(len(doubts), first.spot, last.spot, cause)
    left_out = [f"“{_raw(doubt)}”" for doubt in doubts if doubt.reading.value is None and _raw(doubt)]
    return ReviewItem(place, f"{message} Ghi {first_few(left_out, _MOST, _MORE)}." if left_out else message)


def _place_of(doubt: FigureDoubt) -> str:
    return doubt.reading.place or doubt.spot


def _with_words(doubt: FigureDoubt) -> str:
    """Return the message, with what the unit wrote where the message does not say it."""
    raw = _raw(doubt)
    said = not raw or raw in doubt.message or str(doubt.reading.value) == raw
    return doubt.message if said else f"Ghi “{raw}”. {doubt.message}"


def _raw(doubt: FigureDoubt) -> str:
    """Return what the unit wrote, on one line."""
    return " / ".join(" ".join(line.split()) for line in doubt.reading.raw.split("\n") if line.strip())
