"""A figure as people write it (``1.250``, ``03``, ``ba``, ``không có``) → a number, or a doubt to ask about.

Vietnamese usage: a point or a space between groups of three digits, a comma before decimals. What may be
read in two ways is never guessed.
"""

from __future__ import annotations

import functools
import re
from decimal import Decimal

from sokhet_docs.returns.answers import Reading
from sokhet_docs.text.vietnamese import clean, match_key

_PROMPT_EDGES = " …"
_NOTHING_WRITTEN = re.compile(r"[\s.…_]*")
_NOUGHT = frozenset(map(match_key, ("không", "không có", "ko", "ko có", "k có", "không phát sinh")))
_PLAIN = re.compile(r"[0-9]{1,9}")  # what most cells hold
_WHOLE = re.compile(r"\d+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([. ])\d{3})(?:\1\d{3})*")
_GROUPED_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}")
_DECIMAL = re.compile(r"(\d+|[1-9]\d{0,2}(?:\.\d{3})+),(\d+)")
_DECIMAL_ENGLISH = re.compile(r"(\d+)\.0{1,2}")
_TWO_READINGS = re.compile(r"[1-9]\d{0,2},\d{3}")
_BEFORE_UNIT = re.compile(r"([\d.,]+(?: \d{3})*)\s*([^\W\d_][^\d]*)")
_TWICE = re.compile(r"([^()]+)\(([^()]+)\)([^()]*)")
_MAX_LENGTH = 60  # characters; what is longer is a sentence, not a figure


def read_figure(text: str, measure: str = "", place: str = "") -> Reading:
    """Return what ``text`` says in a cell whose unit of measure is ``measure`` ("" when that is unknown).

    Dots, as the form has them, and an empty cell are blank; "không có" is 0, as the form asks.
    """
    if _PLAIN.fullmatch(text):
        return Reading(text, Decimal(text), place=place)
    raw = clean(text).strip(_PROMPT_EDGES) if text.strip(_PROMPT_EDGES) else ""
    if _NOTHING_WRITTEN.fullmatch(raw):
        return Reading("", None, place=place)
    value, doubt = _read(" ".join(raw.removesuffix(".").split()), measure)
    return Reading(raw, value, doubt, place)


def _read(text: str, measure: str) -> tuple[Decimal | None, str]:
    if len(text) > _MAX_LENGTH:
        return None, f"“{text[:_MAX_LENGTH]}…” là một câu, không phải một số."
    if (value := _number(text)) is not None:
        return value, _second_look(text, value, measure)
    for reader in (_read_percentage, _read_twice, _read_with_unit):
        if found := reader(text, measure):
            return found
    return None, _why_not(text)


def _number(text: str) -> Decimal | None:
    if match_key(text) in _NOUGHT:
        return Decimal(0)
    sign, digits = (-1, text[1:].lstrip()) if text[0] in "-−–" else (1, text)
    value = _unsigned(digits)
    return None if value is None else sign * value


def _unsigned(text: str) -> Decimal | None:
    if not text.isascii():
        return _in_words(text)
    if _WHOLE.fullmatch(text) or _GROUPED.fullmatch(text) or _GROUPED_ENGLISH.fullmatch(text):
        return Decimal(re.sub("[., ]", "", text))
    if match := _DECIMAL_ENGLISH.fullmatch(text):
        return Decimal(match.group(1))
    match = _DECIMAL.fullmatch(text)
    if match and not _TWO_READINGS.fullmatch(text):
        return Decimal(f"{match.group(1).replace('.', '')}.{match.group(2)}")
    return _in_words(text)


def _second_look(text: str, value: Decimal, measure: str) -> str:
    if measure == "%":
        return ""
    if value < 0:
        return f"“{text}” là số âm."
    return "" if value == value.to_integral_value() else f"“{text}” là số lẻ, mà đây là số đếm."


def _read_percentage(text: str, measure: str) -> tuple[Decimal | None, str] | None:
    if not text.endswith("%"):
        return None
    value = _number(text.rstrip("% ")) if text.rstrip("% ") else None
    if measure == "%" and value is not None:
        return value, ""
    return None, f"“{text}” là tỷ lệ phần trăm, không phải số đếm."


def _read_twice(text: str, measure: str) -> tuple[Decimal | None, str] | None:
    match = _TWICE.fullmatch(text)
    if not match:
        return None
    outside, inside, unit = (part.strip() for part in match.groups())
    first, second = (_read(part, measure)[0] for part in (f"{outside} {unit}".strip(), inside))
    if first is None or first != second:
        return None, f"“{text}”: số trong và ngoài dấu ngoặc không khớp nhau."
    return first, _second_look(text, first, measure)


def _read_with_unit(text: str, measure: str) -> tuple[Decimal | None, str] | None:
    match = _BEFORE_UNIT.fullmatch(text)
    value = _number(match.group(1)) if match else None
    if match is None or value is None:
        return None
    words = match_key(match.group(2)).strip(" .").split()
    if not measure or set(words) <= set(match_key(measure).split()):
        return value, _second_look(text, value, measure)
    return value, f"Ghi “{text}”, trong khi đơn vị tính của mẫu là “{measure}”."


def _why_not(text: str) -> str:
    if set(text) <= set("-–—− "):
        return f"“{text}”: chưa rõ là 0 hay là chưa có số liệu."
    if _TWO_READINGS.fullmatch(text):
        whole = text.replace(",", "")
        return f"“{text}” có thể là {whole} hoặc là số lẻ."
    return f"“{text}” không phải là một số rõ ràng."


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SAME_WORD = {
    "mốt": "một", "tư": "bốn", "lăm": "năm", "nhăm": "năm", "bẩy": "bảy", "lẻ": "linh", "ngàn": "nghìn",
}  # fmt: skip
_SCALES = (("triệu", 1_000_000), ("nghìn", 1_000))


def _in_words(text: str) -> Decimal | None:
    """Return the whole number below 10⁹ that ``text`` spells out; None when it spells none."""
    words = [_SAME_WORD.get(word, word) for word in clean(text).casefold().split()]
    total = 0
    for scale, worth in _SCALES:
        if scale in words:
            at = words.index(scale)
            count = _below_thousand().get(" ".join(words[:at]))
            if not count:
                return None
            total, words = total + count * worth, words[at + 1 :]
    rest = _below_thousand().get(" ".join(words)) if words else 0
    return None if rest is None or not (words or total) else Decimal(total + rest)


@functools.cache
def _below_thousand() -> dict[str, int]:
    spelled = {_spell(number): number for number in range(1000)}
    # After a thousand the hundreds are named even when there are none: "hai nghìn không trăm linh ba".
    named = {_spell(100 + number).replace("một", "không", 1): number for number in range(1, 100)}
    return spelled | named


def _spell(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds else []
    if tens:
        words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    elif hundreds and ones:
        words.append("linh")
    return " ".join([*words, _DIGITS[ones]] if ones or not words else words)
