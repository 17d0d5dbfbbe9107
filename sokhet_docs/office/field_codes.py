"""The code of a field of Word's own → what it shows without a result: equations of old, signs, buttons."""

from __future__ import annotations

import re

from sokhet_docs.office.docx_blocks import TextRun
from sokhet_docs.office.looks import Look
from sokhet_docs.office.symbol_fonts import symbol_text

_FRACTION = re.compile(r"\\f\s*\(([^();,]*)[;,]([^();,]*)\)", re.IGNORECASE)
_ROOT = re.compile(r"\\r\s*\(([^();,]*)[;,]?([^();,]*)\)", re.IGNORECASE)
_SWITCH = re.compile(r"\\[a-z]+-?\d*", re.IGNORECASE)
_FONT = re.compile(r'\\f\s+(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_MAX_NESTED = 20  # fractions within one another
_BUTTON_WORDS = 2  # MACROBUTTON and its macro stand before what it shows


def run_of_code(code: str) -> TextRun | None:
    """Return what a field without a result shows of its ``code``; None for nothing."""
    name, _, rest = code.strip().partition(" ")
    if name.upper() == "EQ":
        return TextRun(f" {text} ", look=Look.EQUATION) if (text := _equation(rest)) else None
    if name.upper() in ("MACROBUTTON", "GOTOBUTTON"):
        words = code.split(maxsplit=_BUTTON_WORDS)[_BUTTON_WORDS:]
        return TextRun(words[0].rstrip()) if words else None
    return _symbol(rest) if name.upper() == "SYMBOL" else None


def _equation(code: str) -> str:
    """Return an equation in one line: a fraction as 1/2, a raised number in its brackets."""
    for _ in range(_MAX_NESTED):
        written = _ROOT.sub(_written_root, _FRACTION.sub(r"\1/\2", code))
        if written == code:
            break
        code = written
    return " ".join(_SWITCH.sub(" ", code).split())


def _written_root(root: re.Match[str]) -> str:
    degree, radicand = root.groups()
    return f"{degree}√{radicand}" if radicand else f"√{degree}"


def _symbol(rest: str) -> TextRun | None:
    number = (rest.split() or [""])[0]
    value = int(number, 0) if re.fullmatch(r"0x[0-9a-f]{1,4}|[1-9]\d{0,4}", number.casefold()) else None
    font = _FONT.search(rest)
    if value is None:
        return None
    return TextRun(symbol_text(f"{value:X}", (font.group(1) or font.group(2)) if font else ""))
