"""The letters of the list and what was asked for → which documents of which files, how many of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from sokhet_docs.outbox import LetterFile
from sokhet_docs.plan import Plan, Unit
from sokhet_docs.printing.print_file.ledger import PrintLedger
from sokhet_docs.printing.print_file.listed_letters import ListedLetters, UnitLetters
from sokhet_docs.problems import Place, Problem, UsageError
from sokhet_docs.text.vietnamese import joined, match_key, nearest


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """The options of a print file.

    ``duplex`` None: as the plan says. ``copies_from_list``: as many copies as the list says, else one of
    each. ``documents`` are titles or templates, ``only`` names units (both empty: all). ``changed`` leaves
    out what was printed before. ``force`` replaces a file that is not ours.
    """

    duplex: bool | None = None
    copies_from_list: bool = True
    documents: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    changed: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class WantedLetter:
    """One file, and how many copies of each of its documents are printed, by title; others are not."""

    file: LetterFile
    sha256: str
    copies: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class WantedUnit:
    """What is printed for one unit, ``copies`` at most of each document."""

    unit: Unit
    letters: tuple[WantedLetter, ...]

    @property
    def title(self) -> str:
        """Return the unit's bookmark in the print file."""
        return f"{self.unit.number}. {self.unit.name}"

    @property
    def copies(self) -> int:
        """Return how many copies of the document of which there are most."""
        return max((copies for letter in self.letters for copies in letter.copies.values()), default=0)


def choose(found: ListedLetters, ledger: PrintLedger, options: PrintOptions) -> list[WantedUnit]:
    """Return what is printed, in the order of the list, without units of which nothing is.

    Raises UsageError for a word of ``options.documents`` that names no document of these letters.
    """
    titles = _titles(found.plan, found.units, options.documents)
    chosen = [_choose_of_unit(each, found.hashes, ledger, titles, options) for each in found.units]
    return [wanted for wanted in chosen if wanted.copies]


def list_copies(unit: Unit, options: PrintOptions) -> int:
    """Return how many copies of each document of ``unit`` there are to be."""
    return unit.copies if options.copies_from_list else min(unit.copies, 1)


def _choose_of_unit(
    letters: UnitLetters, hashes: Mapping[Path, str], ledger: PrintLedger, titles: frozenset[str],
    options: PrintOptions,
) -> WantedUnit:  # fmt: skip
    copies = list_copies(letters.unit, options)
    wanted = []
    for file in letters.files:
        sha256 = hashes[file.path]
        printed = ledger.copies_of(sha256, file.unit_code) if options.changed else {}
        missing = {
            title: copies - printed.get(title, 0)
            for title in file.documents
            if title in titles and copies > printed.get(title, 0)
        }
        if missing:
            wanted.append(WantedLetter(file, sha256, missing))
    return WantedUnit(letters.unit, tuple(wanted))


def _titles(plan: Plan, units: Sequence[UnitLetters], words: Sequence[str]) -> frozenset[str]:
    """Return the titles that ``words`` name; those of all documents when there are none."""
    known = dict.fromkeys(title for each in units for file in each.files for title in file.documents)
    if not words:
        return frozenset(known)
    found = {word: set(_named(plan, known, word)) for word in words}
    if unknown := [word for word, named in found.items() if not named]:
        raise UsageError(_unknown(plan, word, list(known)) for word in unknown)
    return frozenset[str]().union(*found.values())


def _named(plan: Plan, titles: Mapping[str, None], word: str) -> Iterator[str]:
    """Yield those of ``titles`` that ``word`` is, else those of its template, else those it is a part of."""
    key = match_key(word)
    exact = [title for title in titles if match_key(title) == key]
    exact = exact or [
        document.title
        for document in plan.documents
        if document.title in titles
        and key in (match_key(document.template), match_key(PurePath(document.template).stem))
    ]
    yield from exact or [title for title in titles if key and key in match_key(title)]


def _unknown(plan: Plan, word: str, titles: list[str]) -> Problem:
    """Return that ``word`` names none of ``titles``: a document that other units get, or none at all."""
    place, names = Place("--documents"), f"Các văn bản: {'; '.join(titles)}."
    every = dict.fromkeys(document.title for document in plan.documents)
    if elsewhere := list(_named(plan, every, word)):
        named = joined(f"“{title}”" for title in elsewhere)
        return Problem(place, f"Các đơn vị được chọn không có {named}.", names)
    guess = nearest(word, titles)
    hint = f"Có phải “{guess}”? " if guess else ""
    return Problem(place, f"Không có văn bản nào là “{word}”.", f"{hint}{names}")
