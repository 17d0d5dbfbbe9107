"""The text of a part as patched by docxtpl → its tags, and the fixed texts between them.

A tag may name a column by the clerk's own header: `rewrite` puts the field's name in its place. Jinja gets
only the tags, each on a line of its own, and a short mark for each fixed text: so the time to compile
depends on the number of tags, not on the size of the document, and every line number names one tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sokhet_docs.problems import Place
from sokhet_docs.text.vietnamese import clean, match_key

MAX_TAG = 4_000
"""Characters of the longest tag that is read as one: an opening brace is not looked for the whole file."""

_WITHIN = f".{{0,{MAX_TAG}}}?"
TAG = re.compile(rf"\{{\{{{_WITHIN}\}}\}}|\{{%{_WITHIN}%\}}|\{{#{_WITHIN}#\}}", re.DOTALL)
"""A tag or a remark, as it stands in a text."""

OPEN_BRACE, CLOSE_BRACE = "\ufdd0", "\ufdd1"
"""Stand for braces that are text, and may be read as a tag: noncharacters, which no text needs."""

_ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_RAW = re.compile(r"\{%[-+]?\s*raw\s*-?%\}$")
_END_RAW = re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_QUOTED = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')", re.DOTALL)
_ENTITIES = (("&quot;", '"'), ("&#34;", '"'), ("&apos;", "'"), ("&#39;", "'"), ("&amp;", "&"))
_BOUND = re.compile(r"\{%-?\s*(?:for|set|macro|call|with)\b(.*?)%\}", re.DOTALL)
_KEYWORDS = frozenset(
    {"if", "elif", "else", "endif", "for", "endfor", "in", "not", "and", "or", "is", "set", "endset"}
    | {"true", "false", "none"}
)
MARK = re.compile("\x02([0-9]+)\x03")
"""Stands for a fixed text, by its index: characters that XML text cannot contain around it."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: as a person typed it (spaces and quotes tidied), and as Jinja reads it."""

    typed: str
    text: str

    @property
    def inner(self) -> str:
        """Return what stands between the braces, without Jinja's white space marks."""
        return self.text[2:-2].strip().strip("-+").strip()


@dataclass(frozen=True, slots=True)
class PlainTag:
    """A tag that prints one field as it stands: as it was typed, the field's steps, the tag's place.

    The steps of ``{{ don_vi.email }}`` are ``don_vi`` and ``email``.
    """

    typed: str
    field: tuple[str, ...]
    place: Place


@dataclass(slots=True)
class TaggedText:
    """Fixed texts and tags in turn: ``texts[0] tags[0] texts[1] … tags[-1] texts[-1]``."""

    texts: list[str]
    tags: list[Tag]
    lines: dict[int, int] = field(default_factory=dict)  # line of `source` → index of the tag there

    def source(self, *, whole: bool = False) -> str:
        """Return the Jinja source: tags, and a mark for each fixed text that is not empty.

        ``whole``: with the fixed texts themselves, for tags (macro, filter …) that handle what they enclose.
        """
        self._strip_texts()
        pieces: list[str] = []
        line = 1
        for index, text in enumerate(self.texts):
            if whole:
                pieces.append(text)
                line += text.count("\n")
            elif text:
                pieces.append(f"\x02{index}\x03")
            if index < len(self.tags):
                line += 1
                self.lines[line] = index
                pieces.append(_on_own_line(self.tags[index]))
        return "".join(pieces)

    def _strip_texts(self) -> None:
        # Jinja's white space marks ({%- … -%}) act on the fixed texts, which it does not see.
        for index, tag in enumerate(self.tags):
            if tag.text[2] == "-":
                self.texts[index] = self.texts[index].rstrip()
            if tag.text[-3] == "-":
                self.texts[index + 1] = self.texts[index + 1].lstrip()


def _on_own_line(tag: Tag) -> str:
    head = 3 if tag.text[2] in "-+" else 2
    return f"{tag.text[:head]}\n{tag.text[head:]}"


def unescaped(text: str) -> str:
    """Return ``text`` with docxtpl's escapes of braces as the braces that they mean."""
    if "_" in text:
        for written, meant in _ESCAPES:
            text = text.replace(written, meant)
    return text


def held(text: str) -> str:
    """Return ``text``, which is no tag, with its braces as characters that begin none."""
    return text.replace("{", OPEN_BRACE).replace("}", CLOSE_BRACE)


def released(text: str) -> str:
    """Return ``text`` with the braces that `held` kept."""
    return text.replace(OPEN_BRACE, "{").replace(CLOSE_BRACE, "}")


def first_word(text: str) -> str:
    """Return the word that ``text`` starts with, maybe ""."""
    return re.split(r"\W", text, maxsplit=1)[0]


def split(source: str, aliases: Aliases | None = None) -> TaggedText:
    """Return ``source`` as fixed texts and tags, the tags rewritten by ``aliases``; remarks are left out."""
    texts: list[str] = [""]
    tags: list[Tag] = []
    end = 0
    bound = bound_names(source) if aliases else frozenset()
    for start, stop in _spans(source):
        raw = source[start:stop]
        texts[-1] += source[end:start]
        end = stop
        if raw.startswith("{#"):
            end = _after_remark(source, raw, texts, end)
        else:
            tags.append(_read_tag(raw, aliases, bound))
            texts.append("")
    texts[-1] += source[end:]
    return TaggedText(texts, tags)


def iter_pieces(
    source: str, aliases: Aliases | None = None, bound: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Tag | None]]:
    """Yield ``source`` piece by piece: each fixed text or remark with None, each tag with its `Tag`.

    ``bound`` are the names that no alias may replace, as `bound_names` finds them.
    """
    end = 0
    for start, stop in _spans(source):
        if start > end:
            yield source[end:start], None
        raw = source[start:stop]
        yield raw, (None if raw.startswith("{#") else _read_tag(raw, aliases, bound))
        end = stop
    if end < len(source):
        yield source[end:], None


def _after_remark(source: str, raw: str, texts: list[str], end: int) -> int:
    """Leave out the remark ``raw`` as Jinja does; return where the text goes on."""
    if raw[2] == "-":
        texts[-1] = texts[-1].rstrip()
    return end + (len(source[end:]) - len(source[end:].lstrip()) if raw[-3] == "-" else 0)


def _spans(source: str) -> Iterator[tuple[int, int]]:
    position = 0
    while match := TAG.search(source, position):
        yield match.span()
        position = match.end()
        if _RAW.match(match.group()) and (closing := _END_RAW.search(source, position)):
            # What stands between raw and endraw is one fixed text.
            yield closing.span()
            position = closing.end()


def bound_names(source: str) -> frozenset[str]:
    """Return every name that a loop, `set`, macro, call or `with` of ``source`` may bind, and more."""
    return frozenset(
        name for bound in _BOUND.findall(source) for name in re.findall(r"\w+", bound.split(" in ")[0])
    )


@lru_cache(maxsize=4096)  # packets share templates: the same tags come again
def _read_tag(raw: str, aliases: Aliases | None, bound: frozenset[str]) -> Tag:
    pieces = _QUOTED.split(_without_entities(raw.replace("\n", " ")))
    typed = "".join(piece if index % 2 else _tidy(piece) for index, piece in enumerate(pieces))
    if not aliases:
        return Tag(typed, typed)
    text = "".join(
        piece if index % 2 else aliases.rewrite(_tidy(piece), bound) for index, piece in enumerate(pieces)
    )
    return Tag(typed, text)


def _without_entities(raw: str) -> str:
    """Return a tag with the signs that XML, and quotation marks that an attribute, writes as entities."""
    if "&" in raw:
        for written, meant in _ENTITIES:
            raw = raw.replace(written, meant)
    return raw


def _tidy(piece: str) -> str:
    if piece.isascii():
        return piece
    lead, trail = piece[: len(piece) - len(piece.lstrip())], piece[len(piece.rstrip()) :]
    return f"{lead}{clean(piece)}{trail}" if piece.strip() else piece


class Aliases:
    """The clerk's column headers, each with the field that it stands for."""

    def __init__(self, aliases: Mapping[str, str], fields: Sequence[str] = ()) -> None:
        """Take headers → dotted expressions; a name of ``fields`` (top-level fields) is never rewritten."""
        self.headers = tuple(aliases)
        self._by_key = {match_key(header): expression for header, expression in aliases.items()}
        self._longest = max((len(_TOKEN.findall(header)) for header in aliases), default=0)
        self._firsts = {key.split(" ")[0] for key in self._by_key}
        self._fields = frozenset(fields)

    def rewrite(self, code: str, bound: frozenset[str] = frozenset()) -> str:
        """Return ``code`` with every header in it replaced by its field; names in ``bound`` stay."""
        tokens = list(_TOKEN.finditer(code))
        done: list[str] = []
        end = index = 0
        while index < len(tokens):
            found = self._header_at(code, tokens, index, bound)
            if found is None:
                index += 1
                continue
            count, expression = found
            done += (code[end : tokens[index].start()], expression)
            end = tokens[index + count - 1].end()
            index += count
        return "".join(done) + code[end:]

    def _header_at(
        self, code: str, tokens: list[re.Match[str]], index: int, bound: frozenset[str]
    ) -> tuple[int, str] | None:
        before = tokens[index - 1].group() if index else ""
        first = tokens[index].group()
        if before in (".", "|") or not (first[0].isalnum()) or first in _KEYWORDS:
            return None
        for count in range(min(self._longest, len(tokens) - index), 0, -1):
            text = code[tokens[index].start() : tokens[index + count - 1].end()]
            expression = self._by_key.get(match_key(text))
            if expression and not (count == 1 and (text in bound or text in self._fields)):
                return count, expression
        return None
