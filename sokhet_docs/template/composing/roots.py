"""The start of an XML part's outermost element: the name spaces that several documents need together."""

from __future__ import annotations

import re

from sokhet_docs.office.namespaces import R

_START = re.compile(r"<[A-Za-z][^\s>]*")
_DECLARED = re.compile(r'\sxmlns:([\w.-]+)="([^"]*)"')
_IGNORABLE = re.compile(r'(\s[\w.-]+:Ignorable=")([^"]*)"')


class RootConflictError(Exception):
    """Two documents use one prefix for two name spaces."""


def declared(text: str) -> dict[str, str]:
    """Return every name space that ``text`` declares, by its prefix."""
    return dict(_DECLARED.findall(text))


def united_root(before: str, other: str) -> str:
    """Return ``before``, the start of a part, with the declarations that only ``other``, another start, has.

    Raises RootConflictError.
    """
    own, more = declared(before), declared(other)
    if any(own.get(prefix, address) != address for prefix, address in more.items()):
        raise RootConflictError
    start = _START.search(before)
    assert start is not None, "a part starts with an element"  # noqa: S101
    added = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in more.items() if prefix not in own)
    return _with_ignorable(before[: start.end()] + added + before[start.end() :], other, start.end())


def _with_ignorable(before: str, other: str, position: int) -> str:
    more = _IGNORABLE.search(other)
    if more is None:
        return before
    own = _IGNORABLE.search(before)
    if own is None:
        return before[:position] + more.group() + before[position:]
    words = dict.fromkeys([*own.group(2).split(), *more.group(2).split()])
    return before.replace(own.group(), f'{own.group(1)}{" ".join(words)}"', 1)


def uses_usual_prefixes(text: str) -> bool:
    """Return whether ``text`` calls the relationships' name space ``r``, and nothing else ``r`` or ``w``."""
    return all((prefix == "r") == (address == R) for prefix, address in _DECLARED.findall(text))
