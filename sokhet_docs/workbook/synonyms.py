"""The words at the head of columns, or of the plan's facts → what each of them means.

The program's own words come first, then the other ones that it uses itself; what only other offices call so
counts where neither is there, and is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sokhet_docs.problems import Place, ProblemCollector
from sokhet_docs.text.vietnamese import lower_first, match_key


class Meaning(NamedTuple):
    """A column or a fact: its name in the program, its own word, the others, the synonyms that are told."""

    name: str
    own: str
    also: tuple[str, ...]
    synonyms: tuple[str, ...]


class Typed(NamedTuple):
    """A word as the clerk typed it, and where."""

    text: str
    place: Place


class Matched(NamedTuple):
    """What words mean: the name of each by its match key; those whose meaning has another word too."""

    names: dict[str, str]
    unused: list[tuple[Typed, Meaning, Typed]]
    """The other word, what it means, and the word that is taken for that."""


def match_words(
    meanings: Sequence[Meaning], typed: Mapping[str, Typed], kind: str, problems: ProblemCollector
) -> Matched:
    """Return what ``typed`` (by match key) means; ``kind`` is Cột or Mục.

    Synonyms that were used are told in one line; two for one meaning are an error. Those that were not are to
    be told by `note_unused`.
    """
    names = _without_synonyms(meanings, typed)
    used: dict[str, Typed] = {}
    unused = _not_taken(meanings, typed, names)
    for meaning in meanings:
        found = [key for key in map(match_key, meaning.synonyms) if key in typed and key not in names]
        if not found:
            continue
        if meaning.name in names.values():
            taken = next(typed[key] for key, name in names.items() if name == meaning.name)
            unused += [(typed[key], meaning, taken) for key in found]
            continue
        if len(found) > 1:
            _note_several(meaning, [typed[key] for key in found], kind, problems)
        else:
            used[meaning.own] = typed[found[0]]
        names[found[0]] = meaning.name
    if used:
        listed = "; ".join(f"“{word.text}” ({word.place.cell}) là “{own}”" for own, word in used.items())
        place = next(iter(used.values())).place
        problems.warning(place, f"{kind} được hiểu: {listed}.", "Nếu không đúng, hãy đổi tên.")
    return Matched(names, unused)


def _without_synonyms(meanings: Sequence[Meaning], typed: Mapping[str, Typed]) -> dict[str, str]:
    """Return the names of the words that are the program's own; of several the first counts."""
    own = {match_key(meaning.own): meaning.name for meaning in meanings}
    names = {key: name for key, name in own.items() if key in typed}
    for meaning in meanings:
        if match_key(meaning.own) not in typed:
            other = next((key for key in map(match_key, meaning.also) if key in typed and key not in own), "")
            names |= {other: meaning.name} if other else {}
    return names


def _not_taken(
    meanings: Sequence[Meaning], typed: Mapping[str, Typed], names: Mapping[str, str]
) -> list[tuple[Typed, Meaning, Typed]]:
    """Return the program's other words that were not taken, because an earlier one of their meaning was."""
    taken = {name: typed[key] for key, name in names.items()}
    return [
        (typed[key], meaning, taken[meaning.name])
        for meaning in meanings
        for key in map(match_key, meaning.also)
        if key in typed and key not in names
    ]


def note_unused(
    unused: Iterable[tuple[Typed, Meaning, Typed]], kind: str, problems: ProblemCollector
) -> None:
    """Tell the synonyms that were not taken, because their meaning has its own word."""
    for word, meaning, taken in unused:
        problems.warning(
            word.place,
            f"{kind} “{word.text}” không được tính: “{meaning.own}” lấy ở ô {taken.place.cell}.",
            f"Hãy xem lại {lower_first(kind)} nào đúng.",
        )


def _note_several(meaning: Meaning, found: Sequence[Typed], kind: str, problems: ProblemCollector) -> None:
    listed = ", ".join(f"“{word.text}” ({word.place.cell})" for word in found)
    if meaning.name == "time":
        message = f"{listed} cùng cho biết “{meaning.own}”, chương trình đọc ngày và giờ ở một cột."
        hint = f"Gộp vào một cột “{meaning.own}”, ví dụ 08:00 20/4/2022, rồi xóa các cột kia."
        problems.error(found[0].place, message, hint)
        return
    message = f"Có {len(found)} {lower_first(kind)} cùng có thể là “{meaning.own}”: {listed}."
    problems.error(found[0].place, message, f"Đổi tên {lower_first(kind)} đúng thành “{meaning.own}”.")
