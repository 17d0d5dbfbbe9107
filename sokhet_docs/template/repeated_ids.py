"""Text in which a loop repeated bookmarks and content controls → the same text with an id for each.

Word repairs a file, or loses bookmarks, where two have one id, and where a control's title is too long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from itertools import count

_BOOKMARK = re.compile(r'(<w:bookmark(Start|End)\b[^>]*?\sw:id=")(-?\d+)(")')
_CONTROL = re.compile(r'(<w:id w:val=")(-?\d+)(")')
_TITLE = re.compile(r'(<w:alias w:val=")([^"{]*)(")')
_MAX_TITLE = 64  # characters
_SHAPE_TYPE = re.compile(r'<v:shapetype\b[^>]*?\sid="([^"]*)"[^>]*?(?:/>|>.*?</v:shapetype>)', re.DOTALL)
_SHAPE_ID = re.compile(r'(<v:(?!shapetype)[a-z]+\b[^>]*?\sid=")([^"]*)(")')
_SPID = re.compile(r'(\so:spid=")([^"]*)(")')
_NUMBERED = re.compile(r"_x0000_s(\d+)")
_PARAGRAPH_ID = re.compile(r'\sw14:(?:paraId|textId)="[^"]*"')


def with_own_ids(text: str) -> str:
    """Return ``text`` with a new id for each bookmark, control and old drawing whose id an earlier one has.

    Word's ids of paragraphs, which it gives again itself, are left out; long titles of controls are cut.
    """
    text = _TITLE.sub(_shortened, _PARAGRAPH_ID.sub("", text))
    text = _BOOKMARK.sub(_new_bookmark_ids(text), text)
    text = _CONTROL.sub(_renewed(_numbers_beyond(number for _, number, _ in _CONTROL.findall(text))), text)
    return _with_own_shapes(text) if "<v:" in text else text


def _with_own_shapes(text: str) -> str:
    """Return ``text`` with each type of shape once, and an id for each shape."""
    seen: set[str] = set()

    def once(match: re.Match[str]) -> str:
        kept = "" if match.group(1) in seen else match.group()
        seen.add(match.group(1))
        return kept

    text = _SHAPE_TYPE.sub(once, text)
    new_ids = (f"_x0000_s{number}" for number in _numbers_beyond(_NUMBERED.findall(text)))
    return _SPID.sub(_renewed(new_ids), _SHAPE_ID.sub(_renewed(new_ids), text))


def _renewed(new_ids: Iterator[str]) -> Callable[[re.Match[str]], str]:
    """Return what gives a match one of ``new_ids`` where an earlier one had its id (group 2)."""
    seen: set[str] = set()

    def replace(match: re.Match[str]) -> str:
        own = next(new_ids) if match.group(2) in seen else match.group(2)
        seen.add(own)
        return f"{match.group(1)}{own}{match.group(3)}"

    return replace


def _shortened(match: re.Match[str]) -> str:
    title = unescape(match.group(2))
    if len(title) <= _MAX_TITLE:
        return match.group()
    return f"{match.group(1)}{escape(title[: _MAX_TITLE - 1].rstrip())}…{match.group(3)}"


def _new_bookmark_ids(text: str) -> Callable[[re.Match[str]], str]:
    new_ids = _numbers_beyond(match.group(3) for match in _BOOKMARK.finditer(text))
    current: dict[str, str] = {}  # the id that the latest start with an id was given

    def replace(match: re.Match[str]) -> str:
        before, kind, number, after = match.groups()
        if kind == "Start":
            current[number] = next(new_ids) if number in current else number
        return f"{before}{current.get(number, number)}{after}"

    return replace


def _numbers_beyond(taken: Iterable[str]) -> Iterator[str]:
    """Yield numbers that are greater than all that are ``taken``."""
    return map(str, count(max(map(int, taken), default=0) + 1))
