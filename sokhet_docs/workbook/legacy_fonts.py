"""Which fonts write the old Vietnamese encodings TCVN3 (.VnTime …) and VNI (VNI-Times …)."""

from __future__ import annotations

from functools import lru_cache

TCVN3, VNI = "TCVN3", "VNI"


@lru_cache(maxsize=1024)
def encoding_of_font(name: str) -> str:
    """Return the encoding (TCVN3, VNI) that text in the font ``name`` is in; "" for Unicode."""
    plain = name.strip().casefold()
    if plain.startswith(".vn"):
        return TCVN3
    return VNI if plain.startswith("vni") else ""


def is_legacy_font(name: str) -> bool:
    """Return whether text in the font ``name`` is not in Unicode."""
    return bool(encoding_of_font(name))


def has_only_capitals(name: str) -> bool:
    """Return whether the TCVN3 font ``name`` shows small letters as capitals (.VnTimeH)."""
    return encoding_of_font(name) == TCVN3 and name.strip().endswith("H")
