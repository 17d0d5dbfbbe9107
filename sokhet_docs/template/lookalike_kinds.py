"""One text → what in it looks like a tag and is none, with what is wrong and the tag that was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sokhet_docs.template.known_tags import KnownTags
from sokhet_docs.template.tags import TAG

_LEFT, _RIGHT = "｛﹛❴⦃", "｝﹜❵⦄"  # braces of other alphabets
_SQUARE, _SQUARE_END = "［〔【〚⟦〖⁅", "］〕】〛⟧〗⁆"
_ANGLE, _ANGLE_END = "〈《⟨⟪‹", "〉》⟩⟫›"
_TAKEN = "\x01"  # stands for each character that is read already
_ALL = _TAKEN + "".join(
    map(re.escape, f"{{}}[]<>«»{_LEFT}{_RIGHT}{_SQUARE}{_SQUARE_END}{_ANGLE}{_ANGLE_END}")
)
_INSIDE = rf"\s*([^{_ALL}%#％＃]{{1,80}}?)\s*"
_COMMAND_INSIDE = rf"([^{_TAKEN}{{}}｛｝%％]{{1,200}}?)"
_QUOTES = "\"'“”‘’„‟‚‛«»″′＂＇"
_COMMANDS = frozenset(
    {"if", "elif", "else", "endif", "for", "endfor", "set", "endset", "macro", "endmacro", "with", "endwith"}
)
_PREFIX = re.compile(r"^(?:p|tr|tc|r)\s+(?=\w)")
_CODE_NAME = re.compile(r"^MERGEFIELD\s+\"?([^\"\\]+?)\"?\s*(?:\\.*)?$", re.IGNORECASE)
SUSPECT = re.compile(rf"[{{}}«{_LEFT}{_SQUARE}{_ANGLE}]|\[\[|<<|\(\(|%\s*[a-z_]")
"""What stands in each text that `find_lookalike_texts` finds anything in."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """One text that looks like a tag: as it stands, what is wrong with it, the right tag where that is known.

    ``is_sure``: it is a tag for certain, and no other text. ``span`` is where it stands in the text.
    """

    span: tuple[int, int]
    shown: str
    fault: str
    tag: str | None
    is_sure: bool
    inside: str = ""


@dataclass(frozen=True, slots=True)
class _Kind:
    # How a tag may be written wrongly; ``always``: no text is ever written so; ``asked``: hardly any is;
    # ``exact``: such signs stand in many letters, so that only the very name of a field between them counts.
    pattern: re.Pattern[str]
    fault: str
    always: bool = False
    asked: bool = True
    exact: bool = False


_NEAR = 5  # characters between a tag and a brace beside it
_OPEN_BEFORE, _CLOSED_BEHIND = re.compile(r"\{\s*$"), re.compile(r"\s{0,5}\}(?!\s*\})")
_IN_QUOTES = "tên trường đứng trong ngoặc kép nên là chữ, không phải trường"
_SQUARES, _ANGLES = "ngoặc vuông, không phải ngoặc nhọn", "ngoặc nhọn kiểu khác, không phải { và }"
_ROUND, _PER_CENT = "ngoặc tròn, không phải ngoặc nhọn", "dấu phần trăm, không phải ngoặc nhọn"
_CHINESE = "ngoặc nhọn kiểu chữ Hán, không phải { và }"
_ANY_LEFT, _ANY_RIGHT = f"[{_LEFT}{{]", f"[{_RIGHT}}}]"
_TWO = rf"{_ANY_LEFT}\s*{_ANY_LEFT}{_INSIDE}{_ANY_RIGHT}\s*{_ANY_RIGHT}"
_KINDS = (
    _Kind(re.compile(rf"\{{\s*\{{{_INSIDE}\}}\s*\}}"), "giữa hai ngoặc nhọn có dấu cách", always=True),
    _Kind(re.compile(_TWO), _CHINESE, always=True),
    _Kind(re.compile(rf"(?<!\{{)\{{{_INSIDE}\}}(?!\}})"), "chỉ có một ngoặc nhọn"),
    _Kind(re.compile(rf"[{_LEFT}]{_INSIDE}[{_RIGHT}]"), _CHINESE),
    _Kind(re.compile(rf"«{_INSIDE}»"), "chỗ điền của thư trộn cũ"),
    _Kind(re.compile(rf"\[\[{_INSIDE}\]\]"), _SQUARES, asked=False),
    _Kind(re.compile(rf"[{_SQUARE}]{{2}}{_INSIDE}[{_SQUARE_END}]{{2}}"), _SQUARES),
    _Kind(re.compile(rf"[{_SQUARE}]{_INSIDE}[{_SQUARE_END}]"), _SQUARES, asked=False),
    _Kind(re.compile(rf"<<{_INSIDE}>>"), _ANGLES, asked=False),
    _Kind(re.compile(rf"[{_ANGLE}]{{1,2}}{_INSIDE}[{_ANGLE_END}]{{1,2}}"), _ANGLES, asked=False),
    _Kind(re.compile(r"\(\(\s*([a-z_][\w.]*(?:\|[^()]*?)?)\s*\)\)"), _ROUND, asked=False, exact=True),
    _Kind(re.compile(r"%\s*([a-z_][\w.]*(?:\|[^%]*?)?)\s*%"), _PER_CENT, asked=False, exact=True),
)  # fmt: skip
"""The first one that fits counts; they are looked for where no whole tag is."""
_SPACED = re.compile(rf"{_ANY_LEFT}\s*([%％#＃])[-+]?{_COMMAND_INSIDE}[-+]?[%％#＃]\s*{_ANY_RIGHT}")
_QUOTED = re.compile(
    rf"\{{\{{[-+]?\s*[{_QUOTES}]([^{_QUOTES}{{}}]{{1,80}})[{_QUOTES}]\s*((?:\|[^{{}}]{{0,80}})?)\}}\}}"
)
_QUOTED_COMMAND = re.compile(
    rf"\{{%[-+]?\w*\s*(?:if|elif|for\s[\w\s,]{{1,80}}\sin)\s(?:\s*not\s)?\s*[{_QUOTES}]([^{_QUOTES}{{}}]{{1,80}})[{_QUOTES}]\s*[-+]?%\}}"
)


def is_triple(tag: str) -> bool:
    """Tell whether ``tag`` has a brace too many in front, which `find_lookalike_texts` tells."""
    return tag.startswith("{{{")


def find_lookalike_texts(text: str, known: KnownTags, *, is_words: bool = True) -> Iterator[Lookalike]:
    """Yield what looks like a tag in ``text``; where no words stand (not ``is_words``) only fields' names."""
    yield from _find_in_tags(text, known)
    text = TAG.sub(_taken, text)
    for found in _SPACED.finditer(text):
        yield _command(found)
    text = _SPACED.sub(_taken, text)
    for kind in _KINDS:
        for found in kind.pattern.finditer(text):
            inside = _CODE_NAME.sub(r"\1", found.group(1))
            tag = known.exact(inside) if kind.exact else known.tag_for(inside)
            if tag or (is_words and (kind.always or (kind.asked and _is_name(inside)))):
                right = f"{{{{ {tag} }}}}" if tag else None
                yield Lookalike(found.span(), found.group(), kind.fault, right, bool(tag), inside)
        text = kind.pattern.sub(_taken, text)


def without_certain(text: str) -> str:
    """Return ``text`` with blanks for what is told as a tag whose braces do not stand together."""
    for pattern in (_SPACED, *(kind.pattern for kind in _KINDS if kind.always)):
        text = pattern.sub(_taken, text)
    return text.replace(_TAKEN, " ")


def _taken(found: re.Match[str]) -> str:
    return _TAKEN * len(found.group())


def _find_in_tags(text: str, known: KnownTags) -> Iterator[Lookalike]:
    """Yield the whole tags that have a brace too many, or quotation marks around what they name."""
    for found in TAG.finditer(text):
        tag = found.group()
        if _has_brace_too_many(found):
            yield _triple(found, known)
        elif (quoted := _QUOTED.fullmatch(tag) or _QUOTED_COMMAND.fullmatch(tag)) and (
            name := known.find(quoted[1])
        ):
            right = tag[: quoted.start(1) - 1] + name + tag[quoted.end(1) + 1 :]
            # A header may be meant as the words that it is; the name of a field is not.
            yield Lookalike(found.span(), tag, _IN_QUOTES, right, "." in name and name in known.fields)


def _triple(found: re.Match[str], known: KnownTags) -> Lookalike:
    text, tag = found.string, found.group()
    start, end = _with_braces(found)
    right: str | None = tag[1:] if is_triple(tag) else tag
    if right is not None and right.startswith("{{"):
        name = known.tag_for(right[2:-2].strip("-+ "))
        right = f"{{{{ {name} }}}}" if name else None
    shown = text[start:end]
    return Lookalike((start, end), shown, "thừa một ngoặc nhọn", right, not re.search(r"^\{\s|\s\}$", shown))


def _has_brace_too_many(found: re.Match[str]) -> bool:
    """Tell whether a third brace stands at an end of a tag, and belongs to no pair of braces in the text."""
    text, (start, end) = found.string, _with_braces(found)
    if is_triple(found.group()) or text[found.start() - 1 : found.start()] == "{":
        return True
    if (start, end) == found.span():
        return False
    before, behind = TAG.sub("", text[: found.start()]), TAG.sub("", text[found.end() :])
    opened, closed = before.count("{") - before.count("}"), behind.count("}") - behind.count("{")
    return opened != closed


def _with_braces(found: re.Match[str]) -> tuple[int, int]:
    """Return where a tag begins and ends, with a brace beside it."""
    opening = _OPEN_BEFORE.search(found.string, max(found.start() - _NEAR, 0), found.start())
    closing = _CLOSED_BEHIND.match(found.string, found.end())
    return opening.start() if opening else found.start(), closing.end() if closing else found.end()


def _command(found: re.Match[str]) -> Lookalike:
    """Return a command or remark whose braces and signs do not stand together."""
    inside = " ".join(found.group(2).split())
    is_command = _PREFIX.sub("", inside).partition(" ")[0] in _COMMANDS
    fault = "giữa ngoặc nhọn và dấu % có dấu cách"
    if "#" in found.group(1) or "＃" in found.group(1):
        return Lookalike(
            found.span(), found.group(), fault.replace("%", "#"), f"{{# {inside} #}}", is_sure=False
        )
    if not found.group().isascii():
        fault = _CHINESE if found.group()[0] != "{" else "dấu % kiểu chữ Hán"
    prefix = _PREFIX.match(inside)
    right = f"{{%{inside} %}}" if prefix else f"{{% {inside} %}}"
    return Lookalike(found.span(), found.group(), fault, right, is_command, inside)


def _is_name(inside: str) -> bool:
    """Tell whether ``inside`` may be meant as the name of a field, and is no number or list of numbers."""
    return any(map(str.isalpha, inside))
