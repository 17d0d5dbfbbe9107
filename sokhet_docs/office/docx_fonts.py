"""A .docx → the names of the fonts that its words are in, as its runs, styles and theme say."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from sokhet_docs.office.docx_elements import child, grandchild
from sokhet_docs.office.docx_styles import StyleSheet
from sokhet_docs.office.namespaces import OFF, qn
from sokhet_docs.office.opc import WORD_MAIN, PackageReader
from sokhet_docs.office.safe_zip import WORD_TEXT

# Names that are asked for again and again; `qn` costs a call each time.
_VAL, _P, _R, _T, _SYM = qn("w:val"), qn("w:p"), qn("w:r"), qn("w:t"), qn("w:sym")
_R_PR, _P_PR, _FONTS = qn("w:rPr"), qn("w:pPr"), qn("w:rFonts")
_R_STYLE, _P_STYLE, _VANISH = qn("w:rStyle"), qn("w:pStyle"), qn("w:vanish")
_PRINTED = ("header", "footer", "footnotes", "endnotes")
_UNTOLD = "Times New Roman"  # the font of Word where nothing names one
_EAST_ASIAN = "\u2e80"  # from here on letters have another font
# Of ASCII letters and of the others: the attribute that names the font, the one that names one of the theme.
_SLOTS = ((qn("w:ascii"), qn("w:asciiTheme")), (qn("w:hAnsi"), qn("w:hAnsiTheme")))


class _Where(NamedTuple):
    """What decides about a run's font: what it says itself, its style, its paragraph's style."""

    own: tuple[str, ...]
    run_style: str
    paragraph_style: str


def fonts_of(docx_bytes: bytes) -> frozenset[str]:
    """Return the fonts of all visible words of a .docx: of its body, headers, footers and notes.

    Raises what `PackageReader.opened` does beyond `safe_zip.WORD_TEXT`, and what
    `safe_zip.DAMAGE` lists for a file that is no document of Word.
    """
    with PackageReader.opened(io.BytesIO(docx_bytes), WORD_TEXT) as reader:
        main = reader.main or WORD_MAIN
        fonts = _Fonts(_related(reader, main, "styles"), _related(reader, main, "theme"))
        printed = [rel for rel in reader.relationships_of(main) if rel.kind in _PRINTED and not rel.external]
        parts = dict.fromkeys([main, *(rel.target for rel in printed)])
        return frozenset(name for part in parts if part in reader for name in fonts.of(reader.xml(part)))


def _related(reader: PackageReader, part: str, kind: str) -> etree._Element | None:
    name = reader.related(part, kind)
    return reader.xml(name) if name is not None and name in reader else None


class _Fonts:
    """The fonts that one file's styles and theme give its runs."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self._sheet = StyleSheet(styles)
        self._theme = {} if theme is None else dict(_iter_theme_fonts(theme))
        self._default = self._sheet.default_style_id("paragraph") or ""
        self._known: dict[tuple[_Where, int], str] = {}

    def of(self, root: etree._Element) -> Iterator[str]:
        """Yield the font of each run below ``root`` that shows letters; the same one again and again."""
        for run in root.iter(_R):
            for symbol in run.iterchildren(_SYM):
                yield symbol.get(qn("w:font"), "") or _UNTOLD
            slots = set(_slots_of("".join(text.text or "" for text in run.iterchildren(_T))))
            if slots and not _is_hidden(run):
                where = self._where(run)
                yield from (self._font(where, slot) for slot in slots)

    def _where(self, run: etree._Element) -> _Where:
        fonts, style = grandchild(run, _R_PR, _FONTS), grandchild(run, _R_PR, _R_STYLE)
        paragraph = next(run.iterancestors(_P), None)
        around = None if paragraph is None else grandchild(paragraph, _P_PR, _P_STYLE)
        return _Where(
            _said(fonts),
            "" if style is None else style.get(_VAL, ""),
            self._default if around is None else around.get(_VAL, ""),
        )

    def _font(self, where: _Where, slot: int) -> str:
        if (where, slot) not in self._known:
            named = (self._named(said, slot) for said in self._iter_layers(where))
            self._known[where, slot] = next((name for name in named if name), _UNTOLD)
        return self._known[where, slot]

    def _iter_layers(self, where: _Where) -> Iterator[tuple[str, ...]]:
        """Yield what names the font, the nearest first: the run, its style, its paragraph's, the file."""
        yield where.own
        for style_id in (where.run_style, where.paragraph_style):
            for style in self._sheet.lineage(style_id):
                yield _said(grandchild(style, _R_PR, _FONTS))
        yield _said(self._sheet.doc_defaults("rPr").get("rFonts"))

    def _named(self, said: tuple[str, ...], slot: int) -> str:
        """Return the font that a layer names for letters of ``slot``, a theme's first; "": it names none."""
        if not said:
            return ""
        name, themed = said[2 * slot : 2 * slot + 2]
        return self._theme.get(themed[:5], "") or name.partition(";")[0].strip()


def _said(fonts: etree._Element | None) -> tuple[str, ...]:
    """Return the values of `_SLOTS` one after the other; () where nothing is said."""
    return () if fonts is None else tuple(fonts.get(key, "") for slot in _SLOTS for key in slot)


def _slots_of(text: str) -> Iterable[int]:
    return (0 if letter < "\x80" else 1 for letter in text if not letter.isspace() and letter < _EAST_ASIAN)


def _is_hidden(run: etree._Element) -> bool:
    properties = child(run, _R_PR)
    hidden = None if properties is None else child(properties, _VANISH)
    return hidden is not None and hidden.get(_VAL, "true") not in OFF


def _iter_theme_fonts(theme: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield ``major`` and ``minor`` with the theme's font for Latin letters."""
    for name in ("major", "minor"):
        latin = next(theme.iter(qn(f"a:{name}Font")), None)
        found = None if latin is None else latin.find(qn("a:latin"))
        if found is not None:
            yield name, found.get("typeface", "")
