"""A plan that is not the sample's → where it still says the built-in sample's words.

The words lie with the sample in `sample-words.json`, made from the sample's own facts by
``tools/build_kits.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sokhet_docs.plan import Plan
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.text.legacy_encodings import in_unicode
from sokhet_docs.text.vietnamese import framed_words, match_key
from sokhet_docs.workbook.columns import CONFERENCE_SHEETS, SHEETS, UNITS
from sokhet_docs.workbook.reading import Sheet, read_book, sheet_key
from sokhet_docs.workbook.sources import sample_file

_HINT = "Hãy sửa cho đúng kế hoạch của mình; nếu đúng là của mình thì để nguyên."
_OWN = (UNITS, *CONFERENCE_SHEETS)  # the clerk's own lists; the sample has no guests
_SHEETS = {match_key(name) for name in SHEETS if name not in _OWN}


@dataclass(frozen=True)
class _Sample:
    """The facts by which the sample's plan is known, by label; words that other plans have by mistake."""

    facts: Mapping[str, str]
    words: tuple[str, ...]


def is_sample_plan(plan: Plan) -> bool:
    """Return whether ``plan`` has the code, the issuing body and the reviewed document of the sample."""
    own = (plan.code, plan.issuer.body, plan.subject.document)
    return [*map(match_key, own)] == [*map(match_key, _sample().facts.values())]


def sample_warnings(texts: Iterable[tuple[Place, str]]) -> list[Problem]:
    """Return a warning for each word of the sample in each sheet or file of ``texts``, at all its places."""
    found: dict[tuple[str, str, str], list[Place]] = {}
    for place, text in texts:
        framed = framed_words(text)
        for word in (word for word in _sample().words if framed_words(word) in framed):
            found.setdefault((place.file, _sheet_of(place), word), []).append(place)
    return [
        Problem(_joined(places), f"Còn chữ của kế hoạch mẫu: “{word}”.", _HINT, Severity.WARNING)
        for (_, _, word), places in found.items()
    ]


def _sheet_of(place: Place) -> str:
    return place.spot.rpartition("!")[0]


def _joined(places: Sequence[Place]) -> Place:
    """Return the one place that names them all: ``Đề cương!C2, C3``."""
    sheet, separator = _sheet_of(places[0]), "; "
    if sheet:
        sheet, separator = f"{sheet}!", ", "
    return Place(places[0].file, sheet + separator.join(place.cell for place in places))


def find_sample_words(path: Path) -> list[Problem]:
    """Return a warning for each word of the sample that a sheet of the workbook at ``path`` says.

    The units, the guests and the guide are not searched.
    """
    book = read_book(path, lambda name: sheet_key(name) in _SHEETS)
    return sample_warnings(pair for sheet in book.sheets for pair in _iter_texts(sheet))


def _iter_texts(sheet: Sheet) -> Iterator[tuple[Place, str]]:
    for row in sorted(sheet.rows):
        for column, cell in sorted(sheet.rows[row].items()):
            yield sheet.place(row, column), in_unicode(cell.text)


@cache
def _sample() -> _Sample:
    entry = json.loads(sample_file("sample-words.json").read_text(encoding="utf-8"))
    return _Sample(entry["facts"], tuple(entry["words"]))
