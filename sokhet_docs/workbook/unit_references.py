"""A cell that names units → the words for each of them: several stand in one cell, by lines or semicolons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sokhet_docs.plan import Issuer, Unit, hint_for_unknown, units_named
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook.row_words import means_all
from sokhet_docs.workbook.table_cell import TableCell

_BETWEEN = re.compile(r"[;\n]")
_MAX_NAMED = 5  # units in one message
_HELD_BY = re.compile(r"^(?:(?:hội nghị|hn)\s+)?(?:(?:của|cấp)\s+)?", re.IGNORECASE)
_ISSUER = tuple(map(match_key, ("ban hành", "cơ quan ban hành", "cấp ban hành")))
_COMMITTEE = re.compile(r"^(?:ban thường vụ\s+)?(?:đảng ủy|đảng bộ)\s+", re.IGNORECASE)


def unit_words(cell: TableCell, units: Sequence[Unit]) -> list[str]:
    """Return the words for each of ``units`` that ``cell`` names; [""] for an empty cell.

    A comma is between two names only where what stands before and behind it names a unit, but all of it none.
    """
    word = cell.line()
    if not word or means_all(word) or units_named(units, word):
        return [word]
    parts = [part for text in _BETWEEN.split(cell.text()) if (part := " ".join(text.split()))]
    listed = [part for text in parts for part in _split_by_commas(text, units)]
    return listed or [word]


def _split_by_commas(text: str, units: Sequence[Unit]) -> list[str]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return [text] if units_named(units, text) or not all(units_named(units, one) for one in parts) else parts


def names_issuer(word: str, issuer: Issuer | None, units: Sequence[Unit]) -> bool:
    """Return whether ``word`` names the body that issues the plan, or its conference: cấp Khối, cấp ban hành.

    A unit of that very name, number or code wins.
    """
    key, short = match_key(word), match_key(_HELD_BY.sub("", word))
    if not word or any(key in map(match_key, (unit.name, unit.code, str(unit.number))) for unit in units):
        return False
    names = (
        (
            issuer.body,
            issuer.short_body,
            issuer.committee,
            issuer.short,
            issuer.party_body,
            issuer.party_short,
        )
        if issuer
        else ()
    )
    keys = {match_key(text) for name in names if name for text in (name, _COMMITTEE.sub("", name))}
    return bool({key, short} & ({*keys, *_ISSUER} | ({match_key(issuer.code)} - {""} if issuer else set())))


def unit_name_of(cell: TableCell, word: str, units: Sequence[Unit]) -> str:
    """Return the name of the unit that ``word`` of ``cell`` names; "" for none. One not there is an error."""
    found = units_named(units, word) if word else []
    if not found and means_all(word):
        return ""
    if len(found) > 1:
        names = "; ".join(unit.name for unit in found[:_MAX_NAMED]) + (
            "; …" if len(found) > _MAX_NAMED else ""
        )
        cell.error(f"“{word}” chỉ {len(found)} đơn vị: {names}.".replace("….", "…"), "Ghi rõ một đơn vị.")
    elif word and not found and units:
        cell.error(f"Không có đơn vị “{word}”.", hint_for_unknown(units, word))
    return found[0].name if len(found) == 1 else word
