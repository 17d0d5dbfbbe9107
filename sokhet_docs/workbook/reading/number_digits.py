"""The tokens of a number format without dates, and a number → digits with decimal comma and group dots."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

DECIMAL_MARK, GROUP_MARK = ",", "."
Token = tuple[str, str]
_EXACT = Context(prec=1000, rounding=ROUND_HALF_UP)  # digits: a float has up to 309, a format as many places
_DIGITS = tuple("0123456789")
_GENERAL_WIDTH = 11  # characters that a cell in the format General shows at most


def show(tokens: Sequence[Token], number: float) -> str:
    """Return ``number`` in the format of ``tokens``, with its own sign when it is negative."""
    sign = "-" if number < 0 else ""
    if any(kind == "general" for kind, _ in tokens):
        return _around_general(tokens, general(number))
    if ("mark", "@") in tokens:
        return general(number)
    if (slash := _slash(tokens)) is not None:
        return _fraction(tokens, slash, number)
    if any(kind == "exponent" for kind, _ in tokens):
        return sign + _scientific(tokens, abs(number))
    shown = _plain(tokens, abs(number))
    return sign + shown if any(c in "123456789" for c in shown) else shown


def general(number: float) -> str:
    """Return ``number`` as the format General shows it: 11 characters, no trailing zeros."""
    size = abs(number)
    if number == int(number) and size < 10**_GENERAL_WIDTH:
        return str(int(number))
    if size >= 10**_GENERAL_WIDTH or (size < 1e-4 and not _fits(size)):
        digits, exponent = f"{number:.5E}".split("E")
        digits = digits.rstrip("0").rstrip(".").replace(".", DECIMAL_MARK)
        return f"{digits}E{exponent[0]}{exponent[1:].lstrip('0').rjust(2, '0')}"
    places = max(0, _GENERAL_WIDTH - 1 - len(str(int(size)))) if size >= 1e-4 else _GENERAL_WIDTH - 2
    shown = f"{_rounded(_significant(number), places):f}"
    return (shown.rstrip("0").rstrip(".") if places else shown).replace(".", DECIMAL_MARK)


def _fits(size: float) -> bool:
    """Return whether a number under 1 is exact in as many decimals as General has room for."""
    return _rounded(_significant(size), _GENERAL_WIDTH - 2) == _significant(size)


def _significant(number: float) -> Decimal:
    """Return ``number`` with the 15 significant digits that Excel keeps."""
    return Decimal(f"{number:.15g}")


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), context=_EXACT)


def _around_general(tokens: Sequence[Token], middle: str) -> str:
    return "".join(
        middle if kind == "general" else text for kind, text in tokens if kind in {"general", "literal"}
    )


def _plain(tokens: Sequence[Token], number: float) -> str:
    whole, point, decimals = _parts(tokens)
    scale = sum(text == "%" for kind, text in tokens if kind == "mark") * 2
    scale -= 3 * _trailing_commas(tokens if point else whole)
    places = sum(kind == "digit" for kind, _ in decimals)
    value = _rounded(_significant(number).scaleb(scale), places)
    units, _, fraction = f"{value:f}".partition(".")
    if point and not any(kind == "digit" for kind, _ in whole):
        whole = [*whole, ("digit", "#")]  # .00 shows 1,76 as well
    shown = _whole(whole, "" if units == "0" else units)
    return shown + (DECIMAL_MARK if point else "") + _decimals(decimals, fraction)


def _parts(tokens: Sequence[Token]) -> tuple[list[Token], bool, list[Token]]:
    for index, token in enumerate(tokens):
        if token == ("mark", "."):
            return list(tokens[:index]), True, list(tokens[index + 1 :])
    return list(tokens), False, []


def _trailing_commas(whole: Sequence[Token]) -> int:
    count = 0
    for kind, text in reversed(whole):
        if kind == "digit":
            break
        count += (kind, text) == ("mark", ",")
    return count if any(kind == "digit" for kind, _ in whole) else 0


def _whole(tokens: Sequence[Token], digits: str) -> str:
    """Put ``digits`` into the placeholders from the right; further digits stand before the first one."""
    places = [index for index, (kind, _) in enumerate(tokens) if kind == "digit"]
    grouped = _is_grouped(tokens, places)
    shown: list[str] = []
    remaining, count_put = digits, 0
    for index in range(len(tokens) - 1, -1, -1):
        kind, text = tokens[index]
        if kind != "digit":
            shown.append(_mark(kind, text))
            continue
        count = len(remaining) if places and index == places[0] else 1
        piece = remaining[-count:] if count else ""
        remaining = remaining[: len(remaining) - len(piece)]
        piece = piece or {"0": "0", "?": " "}.get(text, "")
        for digit in reversed(piece):
            if grouped and count_put and count_put % 3 == 0 and digit != " ":
                shown.append(GROUP_MARK)
            shown.append(digit)
            count_put += 1
    return "".join(reversed(shown))


def _is_grouped(tokens: Sequence[Token], places: Sequence[int]) -> bool:
    return bool(places) and any(tokens[index] == ("mark", ",") for index in range(places[0], places[-1]))


def _mark(kind: str, text: str) -> str:
    if kind == "mark":
        return "%" if text == "%" else ""
    return text if kind == "literal" else ""


def _decimals(tokens: Sequence[Token], fraction: str) -> str:
    """Put the decimals into their placeholders from the left, without the zeros that ``#`` hides."""
    kinds = [text for kind, text in tokens if kind == "digit"]
    keep = len(fraction.rstrip("0"))
    shown, place = "", 0
    for kind, text in tokens:
        if kind != "digit":
            shown += _mark(kind, text)
            continue
        needed = place < keep or "0" in kinds[place:]
        shown += fraction[place] if needed else {"?": " "}.get(text, "")
        place += 1
    return shown


def _scientific(tokens: Sequence[Token], number: float) -> str:
    at = next(index for index, (kind, _) in enumerate(tokens) if kind == "exponent")
    mantissa, exponent_tokens = list(tokens[:at]), list(tokens[at + 1 :])
    whole, _, decimals = _parts(mantissa)
    step = max(1, sum(kind == "digit" for kind, _ in whole))
    places = sum(kind == "digit" for kind, _ in decimals)
    exponent = _exponent(number, step, places)
    sign = "-" if exponent < 0 else "+" if tokens[at][1].endswith("+") else ""
    shown = _plain(mantissa, float(_significant(number).scaleb(-exponent)))
    return f"{shown}E{sign}{_whole(exponent_tokens, str(abs(exponent)) if exponent else '')}"


def _exponent(number: float, step: int, places: int) -> int:
    if number == 0:
        return 0
    exponent = _significant(number).adjusted() // step * step
    if _rounded(_significant(number).scaleb(-exponent), places) >= 10**step:
        return exponent + step
    return exponent


def _fraction(tokens: Sequence[Token], slash: int, number: float) -> str:
    start = slash
    while start and tokens[start - 1][0] == "digit":
        start -= 1
    after = slash + 1
    while after < len(tokens) and _is_denominator(tokens[after]):
        after += 1
    layout = "".join(text for _, text in tokens[slash + 1 : after])
    has_whole = any(kind == "digit" for kind, _ in tokens[:start])
    whole, numerator, denominator = _mixed_number(abs(number), layout, has_whole)
    head = _whole(tokens[:start], str(whole) if whole or (has_whole and not numerator) else "")
    sign = "-" if number < 0 and (whole or numerator) else ""
    width = slash - start
    shown = f"{numerator:>{width}}/{_denominator(denominator, layout)}"
    if has_whole and not numerator:
        shown = " " * (width + 1 + len(layout))
    return sign + head + shown + "".join(_mark(kind, text) for kind, text in tokens[after:])


def _slash(tokens: Sequence[Token]) -> int | None:
    """Return the index of a fraction's slash; None when the format shows no fraction."""
    for index, token in enumerate(tokens[1:-1], 1):
        if token == ("mark", "/") and tokens[index - 1][0] == "digit" and _is_denominator(tokens[index + 1]):
            return index
    return None


def _is_denominator(token: Token) -> bool:
    kind, text = token
    return kind == "digit" or (kind == "literal" and text in _DIGITS)


def _denominator(number: int, layout: str) -> str:
    return str(number).rjust(len(layout), "0") if "0" in layout else str(number).ljust(len(layout))


def _mixed_number(number: float, layout: str, has_whole: bool) -> tuple[int, int, int]:
    """Return ``number`` as whole, numerator and denominator; ``layout`` is the format's denominator."""
    exact = Fraction(_significant(number))
    whole = int(exact) if has_whole else 0
    rest = exact - whole
    if layout.strip("?#0"):
        denominator = int("".join(c for c in layout if c in _DIGITS))
        numerator = int(rest * denominator + Fraction(1, 2))
    else:
        near = rest.limit_denominator(10 ** min(len(layout), 7) - 1)
        numerator, denominator = near.numerator, near.denominator
    if has_whole and numerator == denominator:
        return whole + 1, 0, denominator
    return whole, numerator, denominator
