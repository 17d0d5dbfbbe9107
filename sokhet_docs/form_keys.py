"""The words and tags of a form, the same in every return of it → what they mean, worked out once."""

from __future__ import annotations

from functools import lru_cache

from sokhet_docs import outline, vietnamese

_MOST = 8192  # texts; a form has some two hundred

clean = lru_cache(_MOST)(vietnamese.clean)
match_key = lru_cache(_MOST)(vietnamese.match_key)
find_figure = lru_cache(_MOST)(outline.find_figure)
