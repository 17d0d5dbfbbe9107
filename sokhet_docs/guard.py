"""The fear of the wrong letter: a template that still bears some unit's name, a packet without its own.

The words of a packet come from three places: its template, its unit's row, the plan. A row and the plan say
what the clerk typed; so a foreign name can only hide in the template's own words, and is looked for there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sokhet_docs.plan import Plan, Unit
from sokhet_docs.problems import Place, Problem
from sokhet_docs.vietnamese import match_key
from sokhet_docs.words import Passage, read_passages


def find_foreign_names(plan: Plan, template_path: Path) -> list[Problem]:
    """Return an error for every place of a template where a unit of the plan is named outright.

    Names are compared by match key, as whole words. Empty for a file that is no .docx: others say that.
    """
    try:
        passages = read_passages(template_path.read_bytes())
    except (OSError, ValueError):
        return []
    keyed = [(passage, _framed(passage.text)) for passage in passages]
    everything = "\n".join(key for _, key in keyed)
    names = [name for name in _names_of(plan.units) if _framed(name) in everything]
    return [
        _problem(template_path, passage, name)
        for passage, key in keyed
        for name in names
        if _framed(name) in key
    ]


def _names_of(units: Iterable[Unit]) -> Iterator[str]:
    for unit in units:
        yield from dict.fromkeys((unit.name, unit.committee))


def _framed(text: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in match_key(text)).split()
    return f" {' '.join(words)} "


def _problem(path: Path, passage: Passage, name: str) -> Problem:
    message = f"Mẫu còn ghi sẵn tên “{name}”, đơn vị nào cũng sẽ nhận tên ấy."
    hint = "Hãy thay tên ấy bằng trường, ví dụ {{ don_vi.ten }}."
    return Problem(Place(path.name, passage.place), message, hint)


def lacks_addressee(unit: Unit, text: str) -> bool:
    """Tell whether ``text``, all the words of a packet, names neither the unit nor its committee."""
    words = _framed(text)
    return not any(_framed(name) in words for name in (unit.name, unit.committee, unit.addressee))
