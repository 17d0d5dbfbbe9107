"""Text that stands raised or lowered → the signs of Unicode that look so: a raised 1 is ¹."""

from __future__ import annotations

import re

_RAISED = str.maketrans(
    "0123456789+-=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
)
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_MARK = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ]+")
# Of a measure: m², km³, 10³ người.
_POWER = re.compile(r"(?:(?<![^\W\d_])(?:[kcdm]?m|h[ma])|10|\))[²³⁴-⁹]", re.IGNORECASE)


def raised(text: str) -> str:
    """Return ``text`` in signs that stand raised, as far as there are such."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Return ``text`` in signs that stand lowered, as far as there are such."""
    return text.translate(_LOWERED)


def note_marks(text: str) -> list[str]:
    """Return the raised signs of ``text`` that may be marks of footnotes: those that are no power."""
    return _MARK.findall(_POWER.sub("", text)) if _MARK.search(text) else []
