"""Periods that share words in a list → one by one: Quý 1, 2, 3/2026; 2017, 2018 và 2019; 5 năm (2017-2021).

What is no such list but holds several periods, or only a piece of one, is refused: a column would be a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

TO = r"\s*(?:-{1,2}>?|–|—|~|→|⇒|\.{2,3}|…|đến(?:\s+hết)?|tới)\s*"
ROMAN = ("I", "II", "III", "IV")
_YEAR = r"(?:năm\s+)?(\d{4})"
_SEPARATOR = r"(?:\s*[,;&+./\n]\s*|\s+(?:và\s+)?)"
_OTHER = re.compile(r"\s*(?:[,;&+\n]|\bvà\b)\s*", re.IGNORECASE)
_YEARS = re.compile(rf"(?:các\s+)?{_YEAR}(?:{_SEPARATOR}{_YEAR})+", re.IGNORECASE)
_SPAN = re.compile(
    rf"(?:(?P<count>\d{{1,2}}|các|những)\s+năm\s*[:,]?\s*)?\(?(?:từ\s+)?(?:năm\s+)?(?P<first>\d{{4}}){TO}"
    r"(?:năm\s+)?(?P<last>\d{4})\)?",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(rf"((?:{_YEAR}\s*[,;]?\s*){{2,}})(?:\.{{2,}}|…)\s*[,;]?\s*{_YEAR}", re.IGNORECASE)
_SHORT = {
    "Tháng": re.compile(r"\bT\s?(?=(?:0?[1-9]|1[0-2])\b)"),
    "Quý": re.compile(r"\bQ\s?(?=(?:[1-4]|I{1,3}|IV)\b)"),
}
_SHORT_ALONE = re.compile(r"\s*[TQ]\s?[\dIV]{1,3}\s*/\s*\d{4}\s*\.?")
_UNBOUNDED = re.compile(
    r"(?:\d{1,2}|hai|ba|bốn|năm|mười) năm(?: (?:qua|gần đây|gần nhất|vừa qua))?"
    r"|.*\d{4}.*\b(?:đến|tới) (?:hiện )?nay",
    re.IGNORECASE,
)
_PART = r"(?:\s*(?:/|năm)\s*(?P<year>\d{4}))?"
_KINDS = {
    "Quý": re.compile(rf"(?:quý\s+)?(?P<number>I{{1,3}}|IV|[1-4]){_PART}", re.IGNORECASE),
    "Tháng": re.compile(rf"(?:tháng\s+)?(?P<number>0?[1-9]|1[0-2]){_PART}", re.IGNORECASE),
}
_ALL_QUARTERS = re.compile(r"(?:4|bốn|các|cả 4|cả bốn)\s+quý\s*(?:/|năm|của năm)\s*(\d{4})", re.IGNORECASE)
_WITH_COMMA = re.compile(r"(?:quý|tháng)\s+\w+\s*,\s*(?:năm\s+)?\d{4}", re.IGNORECASE)
_ONE = re.compile(r"\b(?:giai đoạn|nhiệm kỳ|năm học|khóa|khoá|niên)\b", re.IGNORECASE)
_WORD = r"(?:\b(?:năm|quý|tháng|kỳ|tuần)\b|\b\d{4}\b)"
_SEVERAL = re.compile(rf".*{_WORD}.*(?:\bvà\b|[&+]).*{_WORD}.*", re.IGNORECASE)
_PIECE = re.compile(
    r"[\d\s./]+|[\d\s]+[-–—]\s*\d+|I{1,3}|IV|[IV\d]+\s*/\s*\d{4}|[.…\s]+|v\.?v\.?", re.IGNORECASE
)
_YEAR_ALONE = re.compile(r"(?<!\d)(?:19|20|21)\d{2}(?!\d)")


def listed_periods(text: str) -> list[str]:
    """Return the labels of the periods that ``text`` lists with words in common; [] when it lists none."""
    words = " ".join(text.replace("\n", " ; ").split()).rstrip(". ;,")
    if _WITH_COMMA.fullmatch(words):
        return [words]
    if _YEARS.fullmatch(words):
        years = re.findall(r"\d{4}", words)
        return [] if len(years) == 2 and "/" in words else years
    if match := _SPAN.fullmatch(words):
        return _span(match)
    if match := _ELLIPSIS.fullmatch(words):
        return _counted_on(re.findall(r"\d{4}", words))
    if match := _ALL_QUARTERS.fullmatch(words):
        return [f"Quý {number}/{match[1]}" for number in ROMAN]
    return next((found for kind in _KINDS if (found := _of_kind(words, kind))), [])


def _span(match: re.Match[str]) -> list[str]:
    """Return the years from the first to the last; [] when they are not as many as is said, or none."""
    first, last, count = int(match["first"]), int(match["last"]), match["count"]
    years = [str(year) for year in range(first, min(last, first + 99) + 1)]
    return years if not count or not count.isdecimal() or int(count) == len(years) else []


def _counted_on(years: list[str]) -> list[str]:
    """Return the years from the first to the last, some of them left out; [] when they do not count on."""
    first, last = int(years[0]), int(years[-1])
    found = [str(year) for year in range(first, min(last, first + 99) + 1)]
    return found if found[: len(years) - 1] == years[:-1] and found[-1] == years[-1] else []


def with_words(text: str) -> str:
    """Return ``text`` with T1 and Q1 written out, where several share a year: others stay as they are."""
    parts = re.split(r"[;,\n]", text)
    if not re.search(r"\d{4}", text) or all(map(_SHORT_ALONE.fullmatch, filter(str.strip, parts))):
        return text
    for kind, short in _SHORT.items():
        text = short.sub(f"{kind} ", text)
    return text


def _of_kind(words: str, kind: str) -> list[str]:
    """Return the quarters or months of a list whose last one names the year; [] when it is none."""
    start = re.match(rf"(?:các\s+)?{kind}\s+(?=[\dIV])", words, re.IGNORECASE)
    parts = _OTHER.split(words) if start else []
    found = [_KINDS[kind].fullmatch(part.removeprefix("các ").removeprefix("Các ")) for part in parts]
    if len(found) < 2 or not all(found):
        return []
    if all(part.casefold().startswith(kind.casefold()) for part in parts) and (
        len({match["year"] is None for match in found if match}) == 1
    ):
        return parts  # each says all itself, as it was typed
    return list(reversed(list(_with_years([match for match in reversed(found) if match], kind))))


def _with_years(found: list[re.Match[str]], kind: str) -> Iterator[str]:
    """Yield the labels, the last first: one without a year is of that of the next; without any, of none."""
    year = ""
    for match in found:
        year = match["year"] or year
        number = match["number"]
        shown = _roman(number) if kind == "Quý" else str(int(number))
        yield f"{kind} {shown}/{year}" if year else f"{kind} {shown}"


def _roman(number: str) -> str:
    return ROMAN[int(number) - 1] if number.isdecimal() else number.upper()


def is_several(words: str) -> bool:
    """Return whether ``words``, which are no known period, name several of them or only a piece of one."""
    if _PIECE.fullmatch(words):
        return True
    years = len(_YEAR_ALONE.findall(words))
    return not _ONE.search(words) and (years > 1 or bool(_SEVERAL.fullmatch(words)))


def may_be_several(words: str) -> bool:
    """Return whether ``words`` name one span of years, which is read as one period."""
    if _UNBOUNDED.fullmatch(words):
        return True
    return len(_YEAR_ALONE.findall(words)) > 1 and not re.search("năm học|niên", words, re.IGNORECASE)
