"""The words of a form, the same in every return of it → clean text and match keys, worked out once."""

from __future__ import annotations

from functools import lru_cache

from sokhet_docs import vietnamese

_MOST = 8192  # texts; a form has some two hundred

clean = lru_cache(_MOST)(vietnamese.clean)
match_key = lru_cache(_MOST)(vietnamese.match_key)
