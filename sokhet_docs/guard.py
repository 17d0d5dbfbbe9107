"""A template against the plan it is used with: no unit named outright, no stamp, every year, an addressee.

The words of a packet come from three places: its template, its unit's row, the plan. A row and the plan say
what the clerk typed; so a foreign name can only hide in the template's own words, and is looked for there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sokhet_docs.plan import Plan, Unit
from sokhet_docs.problems import Place, Problem
from sokhet_docs.rules import secrecy_stamp
from sokhet_docs.vietnamese import clean, match_key
from sokhet_docs.words import Passage, read_passages

_Misfit = tuple[Passage, str, str]  # where, what is wrong, what to do
_YEAR = re.compile(r"so_lieu\.nam\[(\d+)\]")


def find_misfits(plan: Plan, template_path: Path) -> list[Problem]:
    """Return an error for every place of a template that does not fit ``plan``.

    That is where a unit is named outright (by match key, as whole words), a table of figures whose years
    are written out one by one, too few or too many, and a secrecy stamp. Empty for a file that is no .docx:
    others say that.
    """
    passages = _passages_of(template_path)
    misfits = (*_foreign_names(plan, passages), *_missing_years(plan, passages), *_stamps(passages))
    return _problems(template_path, misfits)


def find_stamps(template_path: Path) -> list[Problem]:
    """Return an error for every secrecy stamp in a template's own words; empty for what is no .docx."""
    return _problems(template_path, _stamps(_passages_of(template_path)))


def _passages_of(template_path: Path) -> list[Passage]:
    try:
        return read_passages(template_path.read_bytes())
    except (OSError, ValueError):
        return []


def _problems(template_path: Path, misfits: Iterable[_Misfit]) -> list[Problem]:
    return [
        Problem(Place(template_path.name, passage.place), message, hint) for passage, message, hint in misfits
    ]


def _stamps(passages: Iterable[Passage]) -> Iterator[_Misfit]:
    for passage in passages:
        if stamp := secrecy_stamp(clean(passage.text)):
            message = f"Mẫu ghi “{stamp}”; chương trình không in dấu MẬT."
            yield (
                passage,
                message,
                "Bỏ chữ này; văn bản mật phải soạn riêng, theo quy định về bảo vệ bí mật nhà nước.",
            )


def _foreign_names(plan: Plan, passages: list[Passage]) -> Iterator[_Misfit]:
    keyed = [(passage, _framed(passage.text)) for passage in passages]
    everything = "\n".join(key for _, key in keyed)
    names = [name for name in _names_of(plan.units) if _framed(name) in everything]
    for passage, key in keyed:
        for name in names:
            if _framed(name) in key:
                message = f"Mẫu còn ghi sẵn tên “{name}”, đơn vị nào cũng sẽ nhận tên ấy."
                yield passage, message, "Hãy thay tên ấy bằng trường, ví dụ {{ don_vi.ten }}."


def _missing_years(plan: Plan, passages: list[Passage]) -> Iterator[_Misfit]:
    # A year too few would be left out of the annex in silence.
    years = plan.last_year - plan.first_year + 1
    written = {int(rank): passage for passage in passages for rank in _YEAR.findall(passage.text)}
    if written and set(written) != set(range(years)):
        span = f"{years} năm ({plan.first_year}–{plan.last_year})"
        message = f"Bảng số liệu có {len(written)} cột năm, kế hoạch có {span}."
        hint = "Hãy thêm hoặc bớt cột năm trong mẫu, hoặc sửa năm đầu, năm cuối ở sheet Kế hoạch."
        yield written[max(written)], message, hint


def _names_of(units: Iterable[Unit]) -> Iterator[str]:
    for unit in units:
        yield from dict.fromkeys((unit.name, unit.committee))


def _framed(text: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in match_key(text)).split()
    return f" {' '.join(words)} "


def names_of(unit: Unit) -> tuple[str, ...]:
    """Return the names under which a packet may address ``unit``; every packet must hold one of them."""
    return tuple(dict.fromkeys((unit.addressee, unit.name, unit.committee, unit.own_name)))
