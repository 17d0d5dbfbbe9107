"""The words and tags of a form, the same in every return of it → what they mean, worked out once."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from sokhet_docs.plan import find_figure as _find_figure
from sokhet_docs.text import vietnamese

_UNCLEAN = ("  ", "_x000", "Ð", "Ɖ", "ɖ")
_MAX_CACHED = 8192  # texts; a form has some two hundred


@lru_cache(_MAX_CACHED)
def clean(text: str) -> str:
    """Return what `vietnamese.clean` returns, at once where there is nothing to clean, as nearly always."""
    return text.strip() if _is_clean(text) else vietnamese.clean(text)


def _is_clean(text: str) -> bool:
    # Every invisible character, and every space but the plain one, is not printable.
    if not text.isprintable() or any(sign in text for sign in _UNCLEAN):
        return False
    return unicodedata.is_normalized("NFC", text)


match_key = lru_cache(_MAX_CACHED)(vietnamese.match_key)
find_figure = lru_cache(_MAX_CACHED)(_find_figure)
