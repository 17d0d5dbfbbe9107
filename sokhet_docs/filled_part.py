"""One tagged part, compiled: fields in, the part's XML out.

What docxtpl does to a rendered part is done here only where it can matter: its braces' escapes and line
breaks when a value or the template holds such characters, its mending of tables when `structure` could not
prove that none is needed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lxml import etree

from sokhet_docs import limits, structure
from sokhet_docs.package import Package, parse_xml
from sokhet_docs.rendered_parts import BODY, CORE, PartSource
from sokhet_docs.sandbox import TemplateEnvironment
from sokhet_docs.structure import Finding
from sokhet_docs.tags import Aliases, TaggedText, split

if TYPE_CHECKING:
    import jinja2
    from docxtpl import DocxTemplate
    from jinja2 import nodes

_LISTING = "\t\n\x07\x0c"  # what docxtpl turns into tabs, line breaks, paragraphs and pages
_TEXT_LISTING = re.compile("<w:t(?: [^>]*)?>[^<]*[\t\n\x07\x0c]|^[^<]*[\t\n\x07\x0c]|[\t\n\x07\x0c][^<>]*$")
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_PICTURE_ID = re.compile(r"(<wp:docPr\b[^>]*?\sid=\")[^\"]*")
_FIRST_PICTURE_ID = 1001
_LEFT_OVER = re.compile("[\x07\x0c]")
_ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


class FilledPart:
    """A part of the document whose text depends on the fields."""

    def __init__(self, source: PartSource, env: TemplateEnvironment, aliases: Aliases | None) -> None:
        """Read ``source``; nothing is compiled yet. Raises jinja2.TemplateSyntaxError."""
        self.name, self.kind = source.name, source.kind
        self.entry_name = source.name.encode()
        self._source = source.text
        self.tagged: TaggedText = split(source.text, aliases)
        self.tree: nodes.Template = env.parse(self.tagged.source())
        self.finding = structure.examine(self.tagged)
        self._env = env
        self._template: jinja2.Template | None = None
        self._resolve_always = False

    @property
    def is_fixed(self) -> bool:
        """Return whether the part has no tag but remarks."""
        return all(tag.is_comment for tag in self.tagged.tags) and self.finding.proven

    def compile(self) -> None:
        """Make the part ready for `render`. Raises jinja2.TemplateError."""
        texts = self.tagged.texts
        if self.kind != CORE:
            texts[:] = [_unescaped(text) for text in texts]
            self._resolve_always = any(map(_TEXT_LISTING.search, texts))
        if self.kind == BODY and self.finding.proven:
            _number_pictures(texts)
        self._marks = self.tagged.marks()
        self._template = self._env.from_string(self.tree)

    def render(self, fields: Mapping[str, Any], removed: set[str]) -> str:
        """Return the part's XML; characters that no XML can hold are added to ``removed``.

        Raises whatever the template's code raises.
        """
        assert self._template is not None, "compile() comes first"  # noqa: S101
        context = self._template.new_context(dict(fields))
        marks = self._marks
        pieces = [marks.get(piece, piece) for piece in self._template.root_render_func(context)]
        if sum(map(len, pieces)) > limits.MOST_TEXT:
            raise limits.LimitError("Văn bản làm ra quá dài.")
        text = "".join(pieces)
        if "\x02" in text:
            text = self.tagged.whole(text)
        budget = context.budget  # type: ignore[attr-defined]
        removed |= budget.removed
        return self._finished(text, budget.unusual)

    def finish_in(self, package: Package) -> None:
        """Put the part, which has no tags, into ``package`` as every rendering has it."""
        removed: set[str] = set()
        text = self.render({}, removed)
        if self.kind == CORE or self.tagged.tags or text != self._source:
            package.put(package.parts[self.name].with_blob(text.encode()))

    def tag_at(self, line: int) -> int | None:
        """Return the index of the tag that line ``line`` of the generated code comes from."""
        assert self._template is not None  # noqa: S101
        return self.tagged.lines.get(self._template.get_corresponding_lineno(line))

    def _finished(self, text: str, unusual: bool) -> str:
        if self.kind == CORE:
            return _LEFT_OVER.sub("", text) if unusual else text
        if unusual or self._resolve_always:
            text = _LEFT_OVER.sub("", resolve_listing(_unescaped(text)))
        if self.finding.proven:
            return text
        return mended(text, self.finding) if self.kind == BODY else checked(text)


def _unescaped(text: str) -> str:
    if "_" in text:
        for written, meant in _ESCAPES:
            text = text.replace(written, meant)
    return text


def _number_pictures(texts: list[str]) -> None:
    """Give every picture of the body the id that docxtpl gives it: 1001, 1002 …"""
    number = _FIRST_PICTURE_ID - 1

    def next_id(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"{match.group(1)}{number}"

    texts[:] = [_PICTURE_ID.sub(next_id, text) if "wp:docPr" in text else text for text in texts]


def _docxtpl() -> DocxTemplate:
    import docxtpl  # slow to import, needed for rare values and templates only

    return docxtpl.DocxTemplate("")


def resolve_listing(text: str) -> str:
    """Return ``text`` with tabs and line breaks of its paragraphs as docxtpl writes them."""
    template = _docxtpl()

    def resolve(match: re.Match[str]) -> str:
        paragraph = match.group()
        if any(character in paragraph for character in _LISTING):
            return str(template.resolve_listing(paragraph))
        return paragraph

    return _PARAGRAPH.sub(resolve, text)


def checked(text: str) -> str:
    """Return ``text`` if it is well-formed XML. Raises etree.XMLSyntaxError."""
    parse_xml(text.encode())
    return text


def mended(text: str, finding: Finding) -> str:
    """Return ``text``, a whole document part, with tables and picture ids as docxtpl mends them.

    Raises etree.XMLSyntaxError for text that is no XML: docxtpl would cut it silently.
    """
    root = parse_xml(text.encode())
    template = _docxtpl()
    body = root.find(f"{{{root.nsmap['w']}}}body")
    mended_body = template.fix_tables(etree.tostring(body, encoding="unicode"))
    template.docx_ids_index = _FIRST_PICTURE_ID - 1
    template.fix_docpr_ids(mended_body)
    root.replace(body, mended_body)  # type: ignore[arg-type]  a document has a body
    return "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n" + etree.tostring(
        root, encoding="unicode"
    )
