"""The fonts of a .docx → the Unicode text of its runs: old fonts (.VnTime, VNI-Times) show other letters."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.text.legacy_encodings import convert, is_legacy_font

_FONTS = qn("w:rFonts")
_DEFAULTS = qn("w:docDefaults/w:rPrDefault/w:rPr/w:rFonts")


class WordFonts:
    """The fonts of one file: whether there are ``old`` ones, and whether a text in one was ``found``."""

    def __init__(self, document: etree._Element, styles: etree._Element | None) -> None:
        self._styles = styles
        self.found = False
        parts = [document] if styles is None else [document, styles]
        self.old = any(is_legacy_font(_name_in(one)) for part in parts for one in part.iter(_FONTS))

    def to_unicode(self, text: str, run: etree._Element) -> str:
        """Return the ``text`` of ``run`` in Unicode."""
        if not self.old or text.isascii():
            return text
        font = next((name for fonts in self._iter_layers(run) if (name := _name_in(fonts))), "")
        self.found |= is_legacy_font(font)
        return convert(text, font)

    def _iter_layers(self, run: etree._Element) -> Iterator[etree._Element]:
        """Yield what states the font of ``run``: itself, its style, its paragraph's style, the file."""
        paragraph = next(run.iterancestors(qn("w:p")), None)
        own = run.find(qn("w:rPr/w:rFonts"))
        if own is not None:
            yield own
        yield from self._iter_style(run.find(qn("w:rPr/w:rStyle")))
        if paragraph is not None:
            yield from self._iter_style(paragraph.find(qn("w:pPr/w:pStyle")))
        if self._styles is not None:
            yield from self._styles.iterfind(qn("w:style[@w:default='1']/w:rPr/w:rFonts"))
            yield from self._styles.iterfind(_DEFAULTS)

    def _iter_style(self, named: etree._Element | None) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while named is not None and self._styles is not None:
            style_id = named.get(qn("w:val"), "")
            if style_id in seen:
                return
            seen.add(style_id)
            styles = self._styles.iterchildren(qn("w:style"))
            style = next((one for one in styles if one.get(qn("w:styleId")) == style_id), None)
            if style is None:
                return
            fonts = style.find(qn("w:rPr/w:rFonts"))
            if fonts is not None:
                yield fonts
            named = style.find(qn("w:basedOn"))


def _name_in(fonts: etree._Element) -> str:
    return fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or ""
