"""A character of a symbol font (Wingdings, Symbol) → the Unicode sign that looks like it.

Sources: the fonts' own tables as the Unicode charts describe them; only what people type into reports.
"""

from __future__ import annotations

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA3: "☐"}
_SYMBOL = {0xB7: "•", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB9: "≠", 0xAE: "→"}
_TABLES = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE = 0xF000  # where Word keeps the characters of symbol fonts
UNKNOWN = "□"


def is_symbol_font(name: str) -> bool:
    """Return whether the letters of the font ``name`` are signs."""
    return name.strip().casefold() in _TABLES


def symbol_text(code: str, font: str) -> str:
    """Return the sign of a w:sym: ``code`` in hexadecimal, the name of its ``font``; a box for others."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    if _PRIVATE <= number < _PRIVATE + 0x100:
        number -= _PRIVATE
    table = _TABLES.get(font.strip().casefold())
    if table is not None:
        return table.get(number) or (chr(number) if table is _SYMBOL and 0x20 <= number < 0x7F else UNKNOWN)
    return chr(number) if number >= 0x20 and chr(number).isprintable() else UNKNOWN
