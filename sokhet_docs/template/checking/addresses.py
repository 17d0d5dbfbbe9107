"""An address in a file → whether following it does more than open a page, a mail or a document."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.\-]+)\s*:")  # one letter is a drive
_NAMES = "http https mailto ftp ftps tel sms file about callto sip geo"
_HARMLESS = frozenset(_NAMES.split())
_COMMANDS = re.compile(r"\{%.*?%\}|\{#.*?#\}")  # print nothing themselves, but hide what is around them
_MADE_SCHEME = re.compile(r"(?:[\w+.\-]*\{\{[^{}]*\}\}[\w+.\-]+|[\w+.\-]+\{\{[^{}]*\}\}[\w+.\-]*):")
_FETCHED = re.compile(
    r"\s*(?:[A-Za-z][A-Za-z0-9+.\-]*://|\\\\|//|(?:file|data|javascript|vbscript|cid|mk|ms-[a-z]+):)",
    re.IGNORECASE,
)


def acts(address: str) -> bool:
    """Tell whether a link to ``address`` starts a program or a script."""
    pieces = _COMMANDS.split("".join(address.split()))
    return any(_begins_badly("".join(pieces[at:])) for at in range(len(pieces)))


def _begins_badly(address: str) -> bool:
    if _MADE_SCHEME.match(address):
        return True
    scheme = _SCHEME.match(address)
    return scheme is not None and scheme[1].lower() not in _HARMLESS


def is_elsewhere(value: str) -> bool:
    """Tell whether ``value`` is an address outside its own file."""
    return _FETCHED.match(value) is not None
