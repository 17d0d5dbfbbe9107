"""A figure as people write it (``1.250``, ``03``, ``ba``, ``không có``) → a number, or a doubt to ask about.

Vietnamese usage: a point or a space between groups of three digits, a comma before decimals. What may be
read in two ways is never guessed; which ways there are depends on the kind of number that is asked for.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from sokhet_docs.plan import FigureKind
from sokhet_docs.returns.answers import Reading
from sokhet_docs.returns.scale_words import has_number_word, scale_in, split_scale
from sokhet_docs.text.vietnamese import clean, match_key

_PROMPT_EDGES = " …"
_DOTS, _FEW = "._", 3  # that many beside one another are no sign of a number
_MAX_DOTTED = 200  # characters of a text whose dots are looked at
_PERCENT = "%"
_WHOLE_SHARE = 100  # percent
_NOTHING_WRITTEN = re.compile(r"[\s.…_]*")
_NOUGHT = frozenset(map(match_key, ("không", "không có", "ko", "ko có", "k có", "không phát sinh")))
_PLAIN = re.compile(r"[0-9]{1,9}")  # what most cells hold
_WHOLE = re.compile(r"\d+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([. ])\d{3})(?:\1\d{3})*")
_PARTED = re.compile(r"\d\.\d{3}(?!\d)")
_VIETNAMESE_SIGNS = str.maketrans(".,", ",.")
_GROUPED_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}")
_DECIMAL = re.compile(r"(\d+|[1-9]\d{0,2}(?:\.\d{3})+),(\d+)")
_DECIMAL_ENGLISH = re.compile(r"(\d+)\.0{1,2}")
_EITHER_SIGN = re.compile(r"(\d+)[.,](\d+)")
_GROUPED_DECIMAL_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+")
_TWO_READINGS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_BEFORE_UNIT = re.compile(r"([\d.,]+(?: \d{3})*)(\s*)([^\W\d_][^\d]*)")
_TWICE = re.compile(r"([^()]+)\(([^()]+)\)([^()]*)")
_MAX_LENGTH = 60  # characters; what is longer is a sentence, not a figure
_PARTED_LIKE = "1.000"
_MAX_DIGITS = 15  # that Excel keeps of a number


def read_figure(
    text: str, measure: str = "", place: str = "", kind: FigureKind = FigureKind.WHOLE
) -> Reading:
    """Return what ``text`` says in a cell that asks for a number of ``kind``, counted in ``measure``.

    Dots, as the form has them, and an empty cell are blank; "không có" is 0, as the form asks, but no share
    of anything. ``measure`` "" is unknown.
    """
    if kind is not FigureKind.PERCENT and measure != _PERCENT and _PLAIN.fullmatch(text):
        return Reading(text, Decimal(text), place=place)
    raw = _between_dots(clean(text))
    if _NOTHING_WRITTEN.fullmatch(raw):
        return Reading("", None, place=place)
    asked = _Asked(measure, FigureKind.PERCENT if measure == _PERCENT else kind)
    value, doubt = _read(" ".join(raw.removesuffix(".").split()), asked)
    if value is not None and len(value.as_tuple().digits) > _MAX_DIGITS:
        value, doubt = None, f"“{raw}” có hơn {_MAX_DIGITS} chữ số, Excel không giữ được hết, chưa được cộng."
    return Reading(raw, value, doubt, place)


def _between_dots(text: str) -> str:
    """Return ``text`` without what a form has to be written on: … ...... ______."""
    text, before = text.strip(_PROMPT_EDGES), ""
    while text != before and len(text) <= _MAX_DOTTED:
        before = text
        for sign in _DOTS:
            text = text.lstrip(sign) if text.startswith(sign * _FEW) else text
            text = text.rstrip(sign) if text.endswith(sign * _FEW) else text
        text = text.strip(_PROMPT_EDGES)
    return text


@dataclass(frozen=True, slots=True)
class _Asked:
    # What a cell asks for: its unit of measure, and what numbers.
    measure: str
    kind: FigureKind


def _read(text: str, asked: _Asked) -> tuple[Decimal | None, str]:
    if len(text) > _MAX_LENGTH:
        return None, f"“{text[:_MAX_LENGTH]}…” là một câu, không phải một số."
    if asked.kind is FigureKind.PERCENT and match_key(text) in _NOUGHT:
        return None, f"“{text}” không phải là một tỷ lệ: chưa rõ là 0 % hay là không có để tính."
    if (value := _number(text, asked.kind)) is not None:
        if asked.kind is FigureKind.PERCENT and 0 < value < 1:
            return None, f"“{text}” có thể là {shown_number(100 * value)} % hoặc là {shown_number(value)} %."
        return value, _second_look(text, value, asked.kind)
    for reader in (_read_percentage, _read_twice, _read_scaled, _read_with_unit):
        if found := reader(text, asked):
            return found
    return None, _why_not(text)


def _number(text: str, kind: FigureKind) -> Decimal | None:
    if match_key(text) in _NOUGHT:
        return Decimal(0)
    sign, digits = (-1, text[1:].lstrip()) if text[0] in "-−–" else (1, text)
    value = None if kind is FigureKind.WHOLE else _fraction(digits, kind)
    value = _unsigned(digits, kind) if value is None else value
    return None if value is None else sign * value


def _fraction(text: str, kind: FigureKind) -> Decimal | None:
    """Return the number with decimals that ``text`` is, whichever sign is before them; None for none.

    Of a percentage nobody writes thousands, so that 12.500 is 12,5.
    """
    is_sure = kind is FigureKind.PERCENT or not _TWO_READINGS.fullmatch(text)
    if text.isascii() and is_sure and (match := _EITHER_SIGN.fullmatch(text)):
        return Decimal(f"{match.group(1)}.{match.group(2)}")
    if text.isascii() and _GROUPED_DECIMAL_ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return None


def _unsigned(text: str, kind: FigureKind) -> Decimal | None:
    if not text.isascii():
        return _in_words(text)
    if kind is FigureKind.DECIMAL and _TWO_READINGS.fullmatch(text):
        return None
    if _WHOLE.fullmatch(text) or _GROUPED.fullmatch(text) or _GROUPED_ENGLISH.fullmatch(text):
        return Decimal(re.sub("[., ]", "", text))
    if match := _DECIMAL_ENGLISH.fullmatch(text):
        return Decimal(match.group(1))
    match = _DECIMAL.fullmatch(text)
    if match and not _TWO_READINGS.fullmatch(text):
        return Decimal(f"{match.group(1).replace('.', '')}.{match.group(2)}")
    return _in_words(text)


def shown_number(value: Decimal, like: str = "") -> str:
    """Return a number as it is written in Vietnamese, without needless noughts: ``1234,5``.

    Its thousands are parted (``1.234,5``) where they are so in ``like``.
    """
    spec = ",f" if _PARTED.search(like) else "f"
    return f"{value.normalize():{spec}}".translate(_VIETNAMESE_SIGNS)


def _second_look(text: str, value: Decimal, kind: FigureKind) -> str:
    if value < 0:
        return f"“{text}” là số âm."
    if kind is FigureKind.PERCENT:
        return f"“{text}” lớn hơn 100%." if value > _WHOLE_SHARE else ""
    if kind is FigureKind.DECIMAL or value == value.to_integral_value():
        return ""
    return f"“{text}” là số lẻ, mà đây là số đếm."


def _read_percentage(text: str, asked: _Asked) -> tuple[Decimal | None, str] | None:
    if not text.endswith("%"):
        return None
    value = _number(number, asked.kind) if (number := text.rstrip("% ")) else None
    if asked.kind is FigureKind.PERCENT and value is not None:
        return value, _second_look(text, value, asked.kind)
    wanted = "số thập phân" if asked.kind is FigureKind.DECIMAL else "số đếm"
    return None, f"“{text}” là tỷ lệ phần trăm, không phải {wanted}."


def _read_twice(text: str, asked: _Asked) -> tuple[Decimal | None, str] | None:
    match = _TWICE.fullmatch(text)
    if not match:
        return None
    outside, inside, unit = (part.strip() for part in match.groups())
    first, second = (_read(part, asked)[0] for part in (f"{outside} {unit}".strip(), inside))
    if first is None or second is None:
        return None, _why_not(text)
    if first != second:
        return None, f"“{text}”: số trong và ngoài dấu ngoặc không khớp nhau."
    return first, _second_look(text, first, asked.kind)


def _read_with_unit(text: str, asked: _Asked) -> tuple[Decimal | None, str] | None:
    match = _BEFORE_UNIT.fullmatch(text)
    value = _number(match.group(1), asked.kind) if match else None
    if match is None or value is None:
        return None
    measure, words = asked.measure, match_key(match.group(3)).strip(" .").split()
    if any(map(str.isnumeric, match.group(3))) or (len(match.group(3)) == 1 and not match.group(2)):
        return None  # 10², 1½ and 1O are no 10 and no 1
    if not measure or set(words) <= {word.strip("()[]") for word in match_key(measure).split()}:
        return value, _second_look(text, value, asked.kind)
    return value, f"Ghi “{text}”, trong khi đơn vị tính của mẫu là “{measure}”."


def _read_scaled(text: str, asked: _Asked) -> tuple[Decimal | None, str] | None:
    """Read what has a word such as nghìn behind its number, which may or may not be meant as a number."""
    match = _BEFORE_UNIT.fullmatch(text)
    value = _number(match.group(1), asked.kind) if match else None
    if match is None or value is None:
        return None
    scale, words = split_scale(match.group(3))
    own = scale_in(asked.measure)
    if scale == own:
        return None
    if scale > 1 and has_number_word(words):
        return None, _why_not(text)
    whole = shown_number(value * scale / own, like=_PARTED_LIKE)
    return None, f"“{text}” có thể là {whole} hoặc là {shown_number(value)}, chưa được cộng."


def _why_not(text: str) -> str:
    if set(text) <= set("-–—− "):
        return f"“{text}”: chưa rõ là 0 hay là chưa có số liệu."
    if _TWO_READINGS.fullmatch(text):
        whole = re.sub("[.,]", "", text)
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
