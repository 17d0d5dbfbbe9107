"""What the units wrote in one section → what the consolidated report tells: equal answers once.

Answers are equal when their words are, however they are spelt (`match_key`), whatever stands at their end,
and look the same: what one unit struck out and another one did not is not equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sokhet_docs.plan import Section
from sokhet_docs.returns import AnswerTable, Content, TextRun
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.tracking.unit_status import UnitStatus, is_written

_END = " .,;:!…"
_SENTENCE = re.compile(r".*?[.!?…]+[”\"’)]*(?=\s|$)", re.DOTALL)
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:\d{1,3}(?:\.\d{1,3})*|[A-ZĐ]|TP|Tp|TX|ThS|TS|GS|PGS|BS|KS|St|v\.v)\.$"
    r"|^\s*(?:[IVX]+|[a-zđ])\.\)?$"
)
_WORDS = 25  # of an excerpt, about
_LEAD = 3  # words of a sentence that says nothing without the next one: "Không có."
_NAMED = 5  # units at most that are named one by one; more are told by their numbers
_SHORT = 30  # words of an answer that stands behind the units' names instead of below them
CUT = "…"


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """One answer and all units that gave it, in the workbook's order; ``paragraphs`` are the first unit's.

    ``unanimous``: no report says anything else, or nothing, in this section.
    """

    units: tuple[UnitStatus, ...]
    paragraphs: tuple[Content, ...]
    unanimous: bool

    @property
    def by_number(self) -> bool:
        """Whether `names` are numbers."""
        return len(self.units) > _NAMED and not self.unanimous

    @property
    def names(self) -> str:
        """The units: ``Chi bộ A; Chi bộ B (2 đơn vị)``; many by their numbers, ``9 đơn vị (TT 1, 4–11)``."""
        if self.by_number:
            return f"{len(self.units)} đơn vị (TT {_ranges(status.unit.number for status in self.units)})"
        if len(self.units) > _NAMED:
            return f"Cả {len(self.units)} đơn vị có báo cáo"
        names = "; ".join(status.unit.name for status in self.units)
        return f"{names} ({len(self.units)} đơn vị)" if len(self.units) > 1 else names

    @property
    def files(self) -> str:
        """The files that it stands in."""
        return "; ".join(status.reading.file for status in self.units if status.reading)

    @property
    def line(self) -> str:
        """The answer where it is one short plain paragraph; "" for any other."""
        first, *others = self.paragraphs
        if isinstance(first, AnswerTable):
            return ""
        plain = first.list_level is None and all(run == TextRun(run.text) for run in first.runs)
        text = first.text.strip()
        return (
            text
            if plain and not others and len(text.split()) <= _SHORT and not set("\n\t") & set(text)
            else ""
        )

    @property
    def excerpt(self) -> str:
        """The first sentence, of about 25 words at most; ``…`` behind it tells that there is more."""
        text = " ".join(" ".join(paragraph.shown.split()) for paragraph in self.paragraphs).strip()
        sentences = _sentences(text)
        first = next(sentences, "")
        if len(first.split()) <= _LEAD:
            first += next(sentences, "")
        words = first.split()
        if len(words) > _WORDS:
            return f"{' '.join(words[:_WORDS]).rstrip(_END)} {CUT}"
        return text if first == text else f"{first.rstrip(f' {CUT}')} {CUT}"


def told_answers(section: Section, reports: Sequence[UnitStatus]) -> list[ToldAnswer]:
    """Return the different answers to ``section``, in the order of the first units that gave them."""
    groups: dict[str, list[tuple[UnitStatus, tuple[Content, ...]]]] = {}
    asked = [status for status in reports if status.is_asked(section)]
    for status in asked:
        if status.answers and is_written(status.answers, section):
            written = tuple(one for one in status.answers.sections[section.key] if one.text.strip())
            groups.setdefault(_words_key(written), []).append((status, written))
    return [
        ToldAnswer(tuple(status for status, _ in group), group[0][1], len(group) == len(asked))
        for group in groups.values()
    ]


def _ranges(numbers: Iterable[int]) -> str:
    """Return ``numbers`` in short: ``1, 4–6, 9``."""
    ranges: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1] = ranges[-1][0], number
        else:
            ranges.append((number, number))
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)


def _words_key(paragraphs: Sequence[Content]) -> str:
    return "\n".join(match_key(paragraph.shown).strip(_END) for paragraph in paragraphs)


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of ``text``; together they are ``text``."""
    start = 0
    for match in _SENTENCE.finditer(text):
        if not _SHORTENED.search(text[start : match.end()]):
            yield text[start : match.end()]
            start = match.end()
    if start < len(text):
        yield text[start:]
