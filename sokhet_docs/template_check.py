"""The problems of templates, found without rendering them."""

from __future__ import annotations

from typing import Any

from sokhet_docs.problems import Problem


def is_doubtful(*_: Any) -> bool:
    """Return whether a part needs a closer look."""
    return False


def problems_of(*_: Any) -> list[Problem]:
    """Return the problems of one template."""
    return []
