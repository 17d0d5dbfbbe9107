"""Text that stands raised or lowered → the signs of Unicode that look so: a raised 1 is ¹."""

from __future__ import annotations

import re
from enum import Enum

_RAISED = str.maketrans(
    "0123456789+-=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
)
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_MARK = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ]+")
# Of a measure: m², km³, 10³ người.
_POWER = re.compile(r"(?:(?<![^\W\d_])(?:[kcdm]?m|h[ma])|10|\))[²³⁴-⁹]", re.IGNORECASE)


class Height(Enum):
    """Where a piece of text stands in its line."""

    RAISED = "raised"
    LOWERED = "lowered"


def at_height(text: str, height: Height | None) -> str:
    """Return ``text`` in signs that stand at ``height``, as far as there are such; as it is without one."""
    if height is None:
        return text
    return text.translate(_RAISED if height is Height.RAISED else _LOWERED)


def note_marks(text: str) -> list[str]:
    """Return the raised signs of ``text`` that may be marks of footnotes: those that are no power."""
    return _MARK.findall(_POWER.sub("", text)) if _MARK.search(text) else []
