"""A number format's code → its sections, each of tokens (kind, text), as Excel reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sokhet_docs.workbook.reading import number_time

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"?
  | \\(?P<escaped>.)
  | _(?P<space>.)
  | \*(?P<fill>.)
  | \[(?P<elapsed>s+\]\.0+)
  | \[(?P<bracket>[^\]]*)\]
  | (?P<general>general)
  | (?P<ampm>am/pm|a/p)
  | (?P<exponent>e[+-])
  | (?P<clock>y+|m+|d+|h+|s+(?:\.0+)?|e+|b+|g+|aaaa?)
  | (?P<digit>[0\#?])
  | (?P<mark>[.,%/@])
  | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_MAX_FORMAT = 255  # characters that Excel allows in a format
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CURRENCY = re.compile(r"\$([^\]]*?)(?:-([0-9a-z]+(?:-[a-z0-9]+)*)?(?:,[0-9a-z]*)?)?", re.IGNORECASE)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_SYSTEM_TIMES = {"f400", "x-systime"}  # with or without SA and CH, as the machine is set
_SYSTEM_LAYOUTS = {
    "f800": "dd mmmm yyyy",
    "f400": "hh:mm:ss",
    "x-sysdate": "dd mmmm yyyy",
    "x-systime": "hh:mm:ss",
}
_OTHER_DIGITS = re.compile(r"(?:db|nat)num\d+.*", re.IGNORECASE)  # digits of Chinese, Thai …

Token = tuple[str, str]


@dataclass(frozen=True)
class Section:
    """One of the up to four parts of a format: its tokens (kind, text), condition and language."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None = None
    language: str = ""
    other_digits: bool = False
    """Whether it asks for the digits of another language."""

    @property
    def is_unsure(self) -> bool:
        """Whether how it looks depends on the machine, or on names that are not known here."""
        return (
            self.other_digits
            or self.language in _SYSTEM_TIMES
            or number_time.is_unsure(self.tokens, self.language)
        )

    @property
    def is_date(self) -> bool:
        """Whether it shows a day or a time of day."""
        return any(kind in {"clock", "ampm", "elapsed"} for kind, _ in self.tokens)

    @property
    def shows_text(self) -> bool:
        """Whether it holds the placeholder of a text (@)."""
        return ("mark", "@") in self.tokens

    @property
    def shows_day(self) -> bool:
        """Whether it shows both the day of the month, in figures, and the month."""
        clocks = [text for kind, text in self.tokens if kind == "clock"]
        return not {"d", "dd"}.isdisjoint(clocks) and any(text[0] == "m" for text in clocks)

    @property
    def is_elapsed(self) -> bool:
        """Whether it counts hours, minutes or seconds past a day ([h])."""
        return any(kind == "elapsed" for kind, _ in self.tokens)


def read_sections(code: str) -> tuple[Section, ...]:
    """Return the up to four sections of the format ``code``; what is unknown in it is a literal text."""
    return tuple(_section(part) for part in _split(code[:_MAX_FORMAT]))


def _split(code: str) -> list[str]:
    parts, current = [], ""
    for match in _TOKEN.finditer(code):
        if match["other"] == ";":
            parts.append(current)
            current = ""
        else:
            current += match.group()
    return [*parts, current][:4]


def _section(code: str) -> Section:
    tokens: list[Token] = []
    condition, language, other_digits = None, "", False
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "other"
        if kind != "bracket":
            tokens.append(_token(kind, match))
        elif found := _CONDITION.fullmatch(match[kind]):
            condition = (found[1], float(found[2]))
        elif found := _CURRENCY.fullmatch(match[kind]):
            tokens.append(("literal", found[1]))
            language = (found[2] or "").lower()
        elif _ELAPSED.fullmatch(match[kind]):
            tokens.append(("elapsed", match[kind].lower()))
        elif _OTHER_DIGITS.fullmatch(match[kind]):
            other_digits = True
    if layout := _SYSTEM_LAYOUTS.get(language):
        return replace(_section(layout), language=language if language in _SYSTEM_TIMES else "")
    return Section(tuple(_minutes(_clocks_among_dates(tokens, language))), condition, language, other_digits)


def _token(kind: str, match: re.Match[str]) -> Token:
    text = match[kind]
    if kind in {"quoted", "escaped", "other"}:
        return "literal", text
    if kind == "space":
        return "literal", " "
    if kind == "fill":
        return "literal", ""
    if kind == "elapsed":
        return kind, text.lower().replace("]", "")
    return kind, text.lower() if kind == "clock" else text


def _clocks_among_dates(tokens: list[Token], language: str) -> list[Token]:
    """Turn the rare signs of a date (b, g, aaa) back into text where a format holds no other one.

    In the languages that have it ``aaa``, a day of the week, is one by itself.
    """
    others = "bg" if number_time.is_foreign(language) else "bga"
    if any(kind == "ampm" or (kind == "clock" and text[0] not in others) for kind, text in tokens):
        return tokens
    return [("literal" if kind == "clock" else kind, text) for kind, text in tokens]


def _minutes(tokens: list[Token]) -> list[Token]:
    """Mark the minutes (``n``) among the months: ``m`` after hours or before seconds."""
    clocks = [index for index, (kind, _) in enumerate(tokens) if kind in {"clock", "elapsed"}]
    for position, index in enumerate(clocks):
        kind, text = tokens[index]
        if kind != "clock" or text not in {"m", "mm"}:
            continue
        before = tokens[clocks[position - 1]][1] if position else ""
        after = tokens[clocks[position + 1]][1] if position + 1 < len(clocks) else ""
        if before.startswith("h") or after.startswith("s"):
            tokens[index] = ("clock", text.replace("m", "n"))
    return tokens
