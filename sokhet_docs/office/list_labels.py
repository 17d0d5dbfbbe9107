"""The lists of a .docx → the numbers that Word prints before paragraphs (``3.``, ``b)``, ``Điều 2.``)."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from lxml import etree

from sokhet_docs.office.namespaces import qn

_VAL = qn("w:val")
_PLACE = re.compile(r"%([1-9])")
_MAX_LEVELS = 9  # of a list
_MAX_START = 1_000_000
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class ListLabels:
    """Counts the paragraphs of each list, in their order; ``numbering`` None: the file has no lists."""

    def __init__(self, numbering: etree._Element | None) -> None:
        self._nums = _by_id(numbering, "w:num", "w:numId")
        self._abstracts = _by_id(numbering, "w:abstractNum", "w:abstractNumId")
        self._counts: Counter[tuple[str, int]] = Counter()
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}

    def is_numbered(self, number: str, level: int) -> bool:
        """Return whether a level prints numbers, or words, and no mere signs."""
        form, text, _ = self._level(number, level)
        return form not in ("bullet", "none") or sum(map(str.isalnum, text)) > 1

    def next(self, number: str, level: int) -> str:
        """Return the label of the next paragraph of the list ``number`` at ``level``."""
        self._counts[number, level] += 1
        for below in range(level + 1, 9):
            self._counts.pop((number, below), None)
        text = self._level(number, level)[1]
        return _PLACE.sub(lambda match: self._count_at(number, int(match.group(1)) - 1), text)

    def _count_at(self, number: str, level: int) -> str:
        form, _, start = self._level(number, level)
        return _written(max(1, self._counts[number, level]) + start - 1, form)

    def _level(self, number: str, level: int) -> tuple[str, str, int]:
        if (number, level) not in self._levels:
            self._levels[number, level] = self._find_level(number, level)
        return self._levels[number, level]

    def _find_level(self, number: str, level: int) -> tuple[str, str, int]:
        num = self._nums.get(number)
        named = None if num is None else num.find(qn("w:abstractNumId"))
        abstract = self._abstracts.get(_value(named))
        stated = _find(abstract, "w:lvl", "w:ilvl", str(level))
        if stated is None:
            return "none", "", 1
        form, text, start = (stated.find(qn(name)) for name in ("w:numFmt", "w:lvlText", "w:start"))
        override = _find(num, "w:lvlOverride", "w:ilvl", str(level))
        restart = None if override is None else override.find(qn("w:startOverride"))
        begun = _value(start if restart is None else restart)
        first = min(int(begun), _MAX_START) if begun.isdecimal() else 1
        return _value(form) or "none", _value(text), first


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(_VAL, "")


def _by_id(parent: etree._Element | None, tag: str, key: str) -> dict[str, etree._Element]:
    found: dict[str, etree._Element] = {}
    for element in () if parent is None else parent.iterchildren(qn(tag)):
        found.setdefault(element.get(qn(key), ""), element)
    return found


def _find(parent: etree._Element | None, tag: str, key: str, value: str) -> etree._Element | None:
    children = () if parent is None else islice(parent.iterchildren(qn(tag)), _MAX_LEVELS)
    return next((element for element in children if element.get(qn(key)) == value), None)


def _written(number: int, form: str) -> str:
    if form in ("lowerRoman", "upperRoman"):
        text = _roman(number)
    elif form in ("lowerLetter", "upperLetter"):
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number < 1000 else str(number)
    else:
        text = str(number)
    return text.upper() if form.startswith("upper") else text


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
