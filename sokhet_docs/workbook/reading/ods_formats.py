"""A number style of an OpenDocument file → the same as a format code of Excel.

A style without a language is shown as the machine's own language does, so its text in the file says only how
the machine that wrote it did.
"""

from __future__ import annotations

from lxml import etree

from sokhet_docs.workbook.reading.ods_names import NUMBER_NAMESPACE as NUMBER
from sokhet_docs.workbook.reading.ods_names import ods_name

_KINDS = ("number", "currency", "percentage", "date", "time", "text", "boolean")
FORMAT_STYLES = tuple(ods_name(f"number:{kind}-style") for kind in _KINDS)
_CLOCKS = {ods_name(f"number:{unit}") for unit in ("hours", "minutes", "seconds")}
_DAY_MONTH_YEAR = tuple(ods_name(f"number:{part}") for part in ("day", "month", "year"))
_MAX_DIGITS = 30
_FIXED = {"am-pm": "AM/PM", "boolean": "General", "text-content": "@", "fill-character": ""}


def read_format(style: etree._Element, known: dict[str, str]) -> str:
    """Return the format code of ``style``; "" when it has what no code says.

    ``known`` are the codes of the styles before it, by name: it may refer to them under conditions.
    """
    children = [child for child in style if isinstance(child.tag, str)]
    pieces = [_piece(child, style) for child in _in_our_order(children, style)]
    if any(piece is None for piece in pieces):
        return ""
    own = _language(style) + "".join(piece or "" for piece in pieces)
    sections = []
    for condition in style.iterfind(ods_name("style:map")):
        applied = known.get(condition.get(ods_name("style:apply-style-name"), ""), "")
        wanted = condition.get(ods_name("style:condition"), "").removeprefix("value()").replace("!=", "<>")
        sections.append(f"[{wanted}]{applied}")
    return ";".join([*sections, own])


def _in_our_order(children: list[etree._Element], style: etree._Element) -> list[etree._Element]:
    """Return the ``children`` of a style, its day, month and year in the order of a Vietnamese machine.

    That is where the style leaves their order to the machine that shows it; the signs between them stay.
    """
    if _get(style, "automatic-order") != "true" or _language(style):
        return children
    places = [at for at, child in enumerate(children) if child.tag in _DAY_MONTH_YEAR]
    ordered = sorted((children[at] for at in places), key=lambda child: _DAY_MONTH_YEAR.index(str(child.tag)))
    found = list(children)
    for at, child in zip(places, ordered, strict=True):
        found[at] = child
    return found


def _language(style: etree._Element) -> str:
    name, country = _get(style, "language"), _get(style, "country")
    other_digits = any(str(key).startswith(f"{{{NUMBER}}}transliteration") for key in style.attrib)
    language = f"[$-{name}-{country}]" if name and country else f"[$-{name}]" if name else ""
    return language + ("[NatNum1]" if other_digits else "")


def _piece(child: etree._Element, style: etree._Element) -> str | None:
    """Return the part of a code that ``child`` stands for; None when there is none like it."""
    namespace, _, name = child.tag[1:].partition("}")
    if namespace != NUMBER:
        return ""
    if name in _FIXED:
        return _FIXED[name]
    if name in {"text", "currency-symbol"}:
        return _quoted(child.text or "")
    if name in {"number", "scientific-number", "fraction"}:
        return {"number": _number, "scientific-number": _scientific, "fraction": _fraction}[name](child)
    return _clock(name, child, style)


def _quoted(text: str) -> str:
    if text == "%":
        return text
    return "".join(f"\\{sign}" for sign in text)


def _number(child: etree._Element) -> str:
    if _get(child, "decimal-places") is None and not len(child) and _count(child, "min-integer-digits") < 2:
        return "General"
    decimals = _count(child, "decimal-places")
    least = _count(child, "min-decimal-places", decimals)
    if (replaced := _get(child, "decimal-replacement")) is not None:
        least = 0 if replaced == "" else least
    whole = _whole(child)
    factor = _get(child, "display-factor") or "1"
    commas = "," * (len(factor.rstrip(".")) // 3) if factor.strip("0").rstrip(".") == "1" else ""
    return whole + ("." + "0" * least + "#" * (decimals - least) if decimals else "") + commas


def _whole(child: etree._Element) -> str:
    """Return the placeholders before the decimal mark, with the texts that stand among them."""
    digits = list("#" * (not _count(child, "min-integer-digits")) + "0" * _count(child, "min-integer-digits"))
    texts = {
        _count(text, "position"): text.text or "" for text in child.iterfind(ods_name("number:embedded-text"))
    }
    digits = ["#"] * (max(texts, default=0) + 1 - len(digits)) + digits
    if _get(child, "grouping") == "true":
        digits = ["#"] * (4 - len(digits)) + digits
        digits.insert(len(digits) - 3, ",")
    for position in sorted(texts, reverse=True):
        digits.insert(len(digits) - position, _quoted(texts[position]))
    return "".join(digits)


def _scientific(child: etree._Element) -> str:
    decimals = _count(child, "decimal-places")
    whole = max(_count(child, "min-integer-digits"), 1)
    step = max(_count(child, "exponent-interval"), whole)
    exponent = max(_count(child, "min-exponent-digits"), 1)
    sign = "-" if _get(child, "forced-exponent-sign") == "false" else "+"
    mantissa = "#" * (step - whole) + "0" * whole + "." * (decimals > 0) + "0" * decimals
    return f"{mantissa}E{sign}{'0' * exponent}"


def _fraction(child: etree._Element) -> str:
    whole = (
        ""
        if _get(child, "min-integer-digits") is None
        else ("0" * _count(child, "min-integer-digits") or "#")
    )
    numerator = "?" * max(_count(child, "min-numerator-digits"), 1)
    denominator = _get(child, "denominator-value") or "?" * max(_count(child, "min-denominator-digits"), 1)
    return f"{whole} {numerator}/{denominator}" if whole else f"{numerator}/{denominator}"


def _clock(name: str, child: etree._Element, style: etree._Element) -> str | None:
    long = _get(child, "style") == "long"
    if name == "month" and _get(child, "textual") == "true":
        return "mmmm" if long else "mmm"
    if name == "seconds" and (decimals := _count(child, "decimal-places")):
        return ("ss" if long else "s") + "." + "0" * decimals
    letters = {
        "day": "d",
        "month": "m",
        "year": "yy",
        "hours": "h",
        "minutes": "m",
        "seconds": "s",
        "day-of-week": "ddd",
    }.get(name)
    if letters is None:
        return None  # an era, a quarter, a week: no code of Excel shows them
    code = letters + {"yy": "yy", "ddd": "d"}.get(letters, letters) * long
    overflows = style.get(ods_name("number:truncate-on-overflow")) == "false"
    clocks = (part for part in style if part.tag in _CLOCKS)
    return f"[{code}]" if overflows and next(clocks, None) is child else code


def _get(element: etree._Element, name: str) -> str | None:
    return element.get(f"{{{NUMBER}}}{name}")


def _count(element: etree._Element, name: str, otherwise: int = 0) -> int:
    """Return a number of digits, within what a code may hold; ``otherwise`` where none is named."""
    named = _get(element, name)
    return min(int(named), _MAX_DIGITS) if named and named.isdecimal() else otherwise
