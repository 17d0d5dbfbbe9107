"""What an RTF text strikes out, raises or hides, said in words: a plain text of it must not join the digits.

Signs of private use go into the RTF where such a look begins and ends; in the plain text they become words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sokhet_docs.office.looks import Look

_SWITCHES = {
    "strike": Look.STRUCK,
    "striked": Look.STRUCK,
    "super": Look.RAISED,
    "up": Look.RAISED,
    "sub": Look.LOWERED,
    "dn": Look.LOWERED,
    "v": Look.HIDDEN,
    "deleted": Look.DELETED,
}
_BOTH = {"nosupersub": (Look.RAISED, Look.LOWERED), "plain": tuple(_SWITCHES.values())}
_ORDER = tuple(dict.fromkeys(_SWITCHES.values()))
_ANY = re.compile(r"\\(?:strike|super|sub|up|dn|v|deleted)(?![a-z])")
_TOKEN = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})?[ ]?|(?P<brace>[{}])|(?P<end>[\r\n]+)"
    r"|\\'[0-9a-fA-F]{2}|\\[^a-z]|[^\\{}\r\n]+",
    re.DOTALL,
)
_BEGIN, _END = 0xE010, "\ue01f"
_SIGNS = {look: chr(_BEGIN + at) for at, look in enumerate(_ORDER)}
_LOOKS = {sign: look for look, sign in _SIGNS.items()}
_ALL = "".join(_LOOKS) + _END
_MARKED, _LEFT_OVER = re.compile(f"([{''.join(_LOOKS)}])([^{_ALL}]*){_END}"), re.compile(f"[{_ALL}]")
_MAX_LENGTH = 5_000_000  # characters, which take seconds


def with_signs(rtf: str) -> str:
    """Return ``rtf`` with signs around what does not look plain; `said_looks` makes words of them.

    Raises ValueError where that would take too long.
    """
    if not _ANY.search(rtf):
        return rtf
    if len(rtf) > _MAX_LENGTH:
        raise ValueError("too long")
    return "".join(_Marker().iter_marked(rtf))


def said_looks(text: str) -> str:
    """Return the plain text of what `with_signs` returned, with a word for each look."""
    for sign in _LOOKS:
        text = text.replace(f"{_END}{sign}", "")  # cut where anybody put the cursor
    return _LEFT_OVER.sub("", _MARKED.sub(_said, text))


def _said(found: re.Match[str]) -> str:
    look, words = _LOOKS[found[1]], found[2]
    return f" ({look}: {words.strip()}) " if any(map(str.isalnum, words)) else words


class _Marker:
    """Goes over the tokens of an RTF text: the looks in force in each group, and the one that was begun."""

    def __init__(self) -> None:
        self.looks: frozenset[Look] = frozenset()
        self.begun: Look | None = None
        self.outer: list[tuple[frozenset[Look], Look | None]] = []

    def iter_marked(self, rtf: str) -> Iterator[str]:
        """Yield ``rtf`` in pieces, the signs among them."""
        for token in _TOKEN.finditer(rtf):
            yield from self._signs_before(token)
            yield token.group()
        if self.begun:
            yield _END

    def _signs_before(self, token: re.Match[str]) -> Iterator[str]:
        word = token["word"]
        if token["brace"] == "{":
            self.outer.append((self.looks, self.begun))
        elif token["brace"]:
            yield from self._leave_group()
        elif word in _SWITCHES or word in _BOTH:
            yield from self._switch(word, token["number"])
        elif word == "u" or not (word or token["end"] or token.group() == r"\*"):
            yield from self._begin()

    def _leave_group(self) -> Iterator[str]:
        looks, begun = self.outer.pop() if self.outer else (frozenset[Look](), None)
        if self.begun and self.begun is not begun:
            yield _END
        self.looks, self.begun = looks, begun

    def _switch(self, word: str, number: str | None) -> Iterator[str]:
        if word in _BOTH:
            self.looks -= frozenset(_BOTH[word])
        elif number is not None and int(number) == 0:
            self.looks -= {_SWITCHES[word]}
        else:
            self.looks |= {_SWITCHES[word]}
        if self.begun and self.begun not in self.looks:
            yield _END
            self.begun = None

    def _begin(self) -> Iterator[str]:
        look = next((look for look in _ORDER if look in self.looks), None)
        if look and not self.begun:
            self.begun = look
            yield _SIGNS[look]
