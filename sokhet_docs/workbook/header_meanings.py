"""Headers of the clerk's own columns → the columns of the program that they mean, by their words.

"Ngày phải gửi" has the words of ngày gửi, which is a deadline; "Họ và tên" those of họ tên, a recipient.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from sokhet_docs.text.vietnamese import framed_words
from sokhet_docs.workbook.columns import Column


class _Fit(NamedTuple):
    """How well a header fits a column: how many words of a meaning it has, and their share of its own."""

    words: int
    share: float


def columns_meant(columns: Sequence[Column], there: Container[str], headers: Iterable[str]) -> dict[str, str]:
    """Return the header that means each missing one of ``columns``, by the column's name.

    ``there`` are the names of the columns that the table has: a header that means one of these more than any
    missing one is the clerk's own. Each header is given once, to the column that it fits best.
    """
    fits = sorted(
        (
            (fit, column.name, header)
            for header in headers
            for column in columns
            if not (column.required and column.name in there) and (fit := _fit(header, column))
        ),
        key=lambda each: (each[0], each[1] not in there),
        reverse=True,
    )
    found: dict[str, str] = {}
    decided: set[str] = set()
    for _, name, header in fits:
        if header not in decided and name not in found:
            decided.add(header)
            if name not in there:
                found[name] = header
    return found


def _fit(header: str, column: Column) -> _Fit | None:
    """Return how well ``header`` fits ``column`` by the best of its meanings; None when by none.

    A header with one of the words of ``never`` means something else.
    """
    framed = framed_words(header)
    if any(framed_words(other) in framed for other in column.never):
        return None
    words = framed.split()
    counts = [
        len(wanted)
        for meaning in column.meaning + tuple(each for each in column.whole if framed_words(each) == framed)
        if (wanted := set(framed_words(meaning).split())) <= set(words)
    ]
    return _Fit(max(counts), max(counts) / len(words)) if counts else None
