"""A plan that is not the sample's → where it still says the built-in sample's words.

The words lie with the sample in `sample-words.json`, made from the sample's own facts by
``tools/build_kits.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sokhet_docs.plan import Plan
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.text.legacy_encodings import in_unicode
from sokhet_docs.text.vietnamese import framed_words, match_key
from sokhet_docs.workbook.columns import SHEETS, UNITS
from sokhet_docs.workbook.reading import Sheet, read_book
from sokhet_docs.workbook.sources import sample_file

_HINT = "Hãy sửa cho đúng kế hoạch của mình; nếu đúng là của mình thì để nguyên."
_SHEETS = {match_key(name) for name in SHEETS if name != UNITS}  # the units are the clerk's own list


@dataclass(frozen=True)
class _Sample:
    """The facts by which the sample's plan is known, by label; words that other plans have by mistake."""

    facts: Mapping[str, str]
    words: tuple[str, ...]


def is_sample_plan(plan: Plan) -> bool:
    """Return whether ``plan`` has the code, the issuing body and the reviewed document of the sample."""
    own = (plan.code, plan.issuer.body, plan.subject.document)
    return [*map(match_key, own)] == [*map(match_key, _sample().facts.values())]


def sample_warning(place: Place, text: str) -> Problem | None:
    """Return a warning that ``text`` at ``place`` says words of the sample; None when it says none."""
    framed = framed_words(text)
    found = [word for word in _sample().words if framed_words(word) in framed]
    if not found:
        return None
    quoted = ", ".join(f"“{word}”" for word in found)
    return Problem(place, f"Còn chữ của kế hoạch mẫu: {quoted}.", _HINT, Severity.WARNING)


def find_sample_words(path: Path) -> list[Problem]:
    """Return a warning for each cell of the workbook at ``path`` that says words of the sample.

    The units and the guide are not searched.
    """
    book = read_book(path, lambda name: match_key(in_unicode(name)) in _SHEETS)
    warnings = (sample_warning(place, text) for sheet in book.sheets for place, text in _iter_texts(sheet))
    return [warning for warning in warnings if warning]


def _iter_texts(sheet: Sheet) -> Iterator[tuple[Place, str]]:
    for row in sorted(sheet.rows):
        for column, cell in sorted(sheet.rows[row].items()):
            yield sheet.place(row, column), in_unicode(cell.text)


@cache
def _sample() -> _Sample:
    entry = json.loads(sample_file("sample-words.json").read_text(encoding="utf-8"))
    return _Sample(entry["facts"], tuple(entry["words"]))
