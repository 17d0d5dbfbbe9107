"""One tagged part, compiled: fields in, the part's XML out.

What docxtpl does to a rendered part is done here only where it can matter: its braces' escapes and line
breaks when a value or the template holds such characters, its mending of tables when `structure` could not
prove that none is needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import XML_DECLARATION, parse_xml
from sokhet_docs.office.zip_writer import Deflated
from sokhet_docs.template.limits import Budget, LimitError
from sokhet_docs.template.line_breaks import resolve_listing, resolved, tabs_of
from sokhet_docs.template.rendered_parts import BODY, CORE, PartSource, WholePart
from sokhet_docs.template.repeated_ids import with_own_ids
from sokhet_docs.template.structure import WellFormedness
from sokhet_docs.template.tags import (
    CLOSE_BRACE,
    OPEN_BRACE,
    Aliases,
    TaggedText,
    first_word,
    released,
    split,
    unescaped,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    import jinja2
    from docxtpl import DocxTemplate

    from sokhet_docs.template.sandbox import TemplateEnvironment

_TEXT_LISTING = re.compile("<w:t(?: [^>]*)?>[^<]*[\t\n\x07\x0c]|^[^<]*[\t\n\x07\x0c]|[\t\n\x07\x0c][^<>]*$")
_PICTURE_ID = re.compile(r"(<wp:docPr\b[^>]*?\sid=\")[^\"]*")
_FIRST_PICTURE_ID = 1001
_SOME = 16  # commands between which what is printed is charged for together
_MIN_DEFLATED = 4000  # bytes of a fixed text from which it is deflated once for all letters
_DEEPER = {"for": 1, "endfor": -1, "macro": 1, "endmacro": -1}  # into what may be printed many times
_LEFT_OVER = re.compile("[\x07\x0c]")
_EMPTY_TABLE = b"</w:tblGrid></w:tbl>"

CompileSource = Callable[[str], "jinja2.Template"]


class BrokenPartError(Exception):
    """What a template's commands leave of a part is not XML."""


@dataclass(slots=True)
class FilledSegment:
    """One document's share of a part: fixed texts and tags, and the code that fills them in.

    ``constants`` are the document's own fields, which go before those of the letter; ``tabs``, ``texts`` and
    ``known`` are as `Context` has them.
    """

    document: int
    tagged: TaggedText
    template: jinja2.Template
    constants: Mapping[str, Any]
    tabs: Mapping[int, str]
    texts: Sequence[bytes]
    known: Sequence[dict[str | int, bytes]]
    has_deflated: bool

    def pieces(self, fields: dict[str, Any], budget: Budget, together: int = _SOME) -> list[bytes]:
        """Return the pieces that the segment consists of, those that need care or are deflated by themselves.

        Their length is charged for ``together`` commands at once. Raises whatever the template's code raises.
        """
        environment = cast("TemplateEnvironment", self.template.environment)
        context = environment.context_for(self.template, {**fields, **self.constants}, budget)
        context.tabs, context.texts, context.known = self.tabs, self.texts, self.known
        rendering = cast("Generator[tuple[bytes, ...], None, None]", self.template.root_render_func(context))
        pieces: list[bytes] = []
        while some := list(islice(rendering, together)):
            printed = chain.from_iterable(some)
            new = list(printed) if budget.unusual or self.has_deflated else [b"".join(printed)]
            pieces += new
            try:
                budget.spend_text(sum(map(len, new)))
            except LimitError as err:
                if together > 1 and len(some) < together:  # all has been printed: where was it too much?
                    return self.pieces(fields, Budget(fields), 1)
                rendering.throw(err)  # at the command that it has come to
        return pieces

    def tag_at(self, line: int) -> int | None:
        """Return the index of the tag that line ``line`` of the generated code comes from."""
        return self.tagged.lines.get(self.template.get_corresponding_lineno(line))


class FilledPart:
    """A part whose text depends on the fields."""

    def __init__(
        self,
        whole: WholePart,
        compile_source: CompileSource,
        aliases: Aliases | None,
        examine: Callable[[PartSource], WellFormedness],
        constants: Sequence[Mapping[str, Any]],
    ) -> None:
        """Compile ``whole``; ``examine`` says what `structure` found, ``constants`` are each document's.

        Raises jinja2.TemplateError.
        """
        self.name, self.kind = whole.name, whole.kind
        self.entry_name = whole.name.encode()
        self._before, self._after = Deflated(whole.before.encode()), whole.after.encode()
        self._origin, self._set_apart = _origin_of(whole), whole.set_apart
        tagged = [(segment.document, split(segment.text, aliases)) for segment in whole.segments]
        whole_texts = [segment.text for segment in whole.segments]
        examined = [examine(segment.source) for segment in whole.segments]
        self.is_broken = any(result.broken is not None for result in examined)
        self.proven = all(result.proven for result in examined)
        self._may_be_empty = any(result.may_be_empty for result in examined)
        self._repeats_ids = self.kind != CORE and not all(result.ids_once for result in examined)
        followed = all(result.well_formed for result in examined)
        self._has_held = any(OPEN_BRACE in text or CLOSE_BRACE in text for text in whole_texts)
        self._resolve_always = self.kind != CORE and not followed
        if self.kind != CORE and followed:
            texts = [text.texts for _, text in tagged]
            self._resolve_always = _prepare(texts, number_pictures=self.kind == BODY and self.proven)
        self._length = sum(len(mark) for _, text in tagged for mark in text.texts)
        self.segments = [
            self._segment(at, text, text.source(whole=not followed), compile_source, constants[at])
            for at, text in tagged
        ]

    def _segment(
        self,
        document: int,
        tagged: TaggedText,
        source: str,
        compile_source: CompileSource,
        constants: Mapping[str, Any],
    ) -> FilledSegment:
        template = compile_source(source)
        tabs = {} if self._resolve_always else tabs_of(tagged)
        environment = cast("TemplateEnvironment", template.environment)
        known = [environment.known_before(tabs.get(line, "")) for line in range(source.count("\n") + 2)]
        texts = list(_fixed_texts(tagged))
        has_deflated = any(isinstance(text, Deflated) for text in texts)
        return FilledSegment(document, tagged, template, constants, tabs, texts, known, has_deflated)

    @property
    def is_fixed(self) -> bool:
        """Return whether no tag stands in the part, so that every rendering is the same."""
        return self.proven and not any(segment.tagged.tags for segment in self.segments)

    def pieces(self, fields: Mapping[str, Any], budget: Budget) -> list[bytes]:
        """Return the part's XML, charged to ``budget``, which notes characters that no XML can hold.

        Raises BrokenPartError, and whatever the template's code raises.
        """
        budget.unusual = False
        budget.text += self._length
        variables = dict(fields)
        pieces: list[bytes] = [self._before]
        for segment in self.segments:
            pieces += segment.pieces(variables, budget)
        pieces.append(self._after)
        if budget.unusual and self.kind != CORE and not self._resolve_always:
            pieces = resolved(pieces, budget)
        # From the end: four times as fast as `in`, because its last character is a frequent one.
        empty_table = self._may_be_empty and b"".join(pieces).rfind(_EMPTY_TABLE) >= 0
        changes = list(self._changes(budget, empty_table))
        if not changes:
            return pieces
        text = b"".join(pieces).decode()
        for change in changes:
            text = change(text)
        return [text.encode()]

    def _changes(self, budget: Budget, empty_table: bool) -> Iterator[Callable[[str], str]]:
        """Yield what must be done to the part as a whole, nothing for most."""
        if self._has_held:
            yield released
        if not self.proven or (self.kind == CORE and budget.unusual) or self._resolve_always or empty_table:
            yield partial(self._finished, empty_table=empty_table)
        if self._set_apart:
            yield self._set_apart
        if self._repeats_ids:
            yield with_own_ids

    def finish_in(self, package: Package) -> None:
        """Put the part, which is fixed, into ``package`` as every rendering has it."""
        blob = b"".join(self.pieces({}, Budget({})))
        if self.kind == CORE or blob != self._origin:
            package.put(package.parts[self.name].with_blob(blob))

    def _finished(self, text: str, *, empty_table: bool) -> str:
        if self.kind == CORE:
            return _LEFT_OVER.sub("", text)
        if self._resolve_always:
            text = _LEFT_OVER.sub("", resolve_listing(unescaped(text)))
        if self.proven and not empty_table:
            return text
        return mended(text) if self.kind == BODY else checked(text)


def _fixed_texts(tagged: TaggedText) -> Iterator[bytes]:
    """Yield the texts between the tags; what a loop may repeat is better deflated with the rest."""
    depth = 0
    for text, tag in zip_longest(map(str.encode, tagged.texts), tagged.tags):
        yield Deflated(text) if len(text) >= _MIN_DEFLATED and not depth else text
        word = first_word(tag.inner) if tag and tag.text.startswith("{%") else ""
        depth += _DEEPER.get(word, 0)


def _origin_of(whole: WholePart) -> bytes | None:
    """Return the part as its document had it; None for a part of several documents."""
    if len(whole.segments) != 1:
        return None
    source = whole.segments[0].source
    return (source.before + source.text + source.after).encode()


def _prepare(parts: list[list[str]], *, number_pictures: bool) -> bool:
    """Do to the fixed texts what docxtpl does to renderings; return whether line breaks are left to it."""
    next_id = _FIRST_PICTURE_ID

    def numbered(match: re.Match[str]) -> str:
        nonlocal next_id
        next_id += 1
        return f"{match.group(1)}{next_id - 1}"

    for texts in parts:
        texts[:] = [unescaped(text) for text in texts]
        if number_pictures:
            texts[:] = [_PICTURE_ID.sub(numbered, text) if "wp:docPr" in text else text for text in texts]
    return any(_TEXT_LISTING.search(text) for texts in parts for text in texts)


def _docxtpl() -> DocxTemplate:
    import docxtpl  # slow to import, needed for rare values and templates only

    return docxtpl.DocxTemplate("")


def checked(text: str) -> str:
    """Return ``text`` if it is well-formed XML. Raises BrokenPartError."""
    _parsed(text)
    return text


def mended(text: str) -> str:
    """Return ``text``, a whole document part, with tables and picture ids as docxtpl mends them.

    Raises BrokenPartError for text that is no XML: docxtpl would cut it silently.
    """
    root = _parsed(text)
    template = _docxtpl()
    body = next(root.iterchildren(f"{{{root.nsmap['w']}}}body"))
    try:
        mended_body = template.fix_tables(etree.tostring(body, encoding="unicode"))
    except (ArithmeticError, AttributeError, TypeError, ValueError) as err:  # docxtpl trusts every grid
        raise BrokenPartError from err
    template.docx_ids_index = _FIRST_PICTURE_ID - 1
    template.fix_docpr_ids(mended_body)
    root.replace(body, mended_body)
    return XML_DECLARATION + etree.tostring(root, encoding="unicode")


def _parsed(text: str) -> etree._Element:
    try:
        return parse_xml(text.encode())
    except etree.XMLSyntaxError as err:
        raise BrokenPartError from err
