"""A .docx's styles and lists → what a run or a paragraph looks like, as far as answers keep it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from sokhet_docs.office.docx_styles import StyleSheet
from sokhet_docs.office.namespaces import qn
from sokhet_docs.text.legacy_encodings import convert, is_legacy_font

# Names that are asked for again and again; `qn` costs a call each time.
_VAL, _P, _P_PR, _P_STYLE = qn("w:val"), qn("w:p"), qn("w:pPr"), qn("w:pStyle")
_R_PR, _R_STYLE, _FONTS = qn("w:rPr"), qn("w:rStyle"), qn("w:rFonts")
_NUM_PR, _NUM_ID, _LEVEL = qn("w:numPr"), qn("w:numId"), qn("w:ilvl")
_OFF = frozenset({"0", "false", "off", "none"})
_EMPHASES = (qn("w:b"), qn("w:i"), qn("w:u"))
_PROMPT_STYLES = frozenset({"placeholder text", "văn bản chỗ dành sẵn"})

Emphasis = tuple[bool, bool, bool]  # bold, italic, underlined
_Stated = tuple[bool | None, bool | None, bool | None]  # None: not said here
_NOTHING: _Stated = (None, None, None)


class WordStyles:
    """The styles, lists and fonts of one file.

    ``has_old_fonts`` tells of fonts from before Unicode, ``found_old_fonts`` that a text read was in one.
    """

    def __init__(
        self, document: etree._Element, styles: etree._Element | None, numbering: etree._Element | None
    ) -> None:
        self._sheet, self._numbering = StyleSheet(styles), numbering
        self._stated: dict[str, _Stated] = {}
        self._lists: dict[str, tuple[int | None, str]] = {}
        self._formats: dict[tuple[str, int], bool] = {}
        parts = [document] if styles is None else [document, styles]
        fonts = (_font_in(element) for part in parts for element in part.iter(_FONTS))
        self.has_old_fonts = any(map(is_legacy_font, fonts))
        self.found_old_fonts = False

    def emphasis_of(self, run: etree._Element) -> Emphasis:
        """Return how the run is emphasised: by itself, else by its style, else by its paragraph's style."""
        own = child(run, _R_PR)
        layers = [_NOTHING if own is None else _stated_in(own)]
        if own is not None and (style := child(own, _R_STYLE)) is not None:
            layers.append(self._style_emphasis(style.get(_VAL, "")))
        paragraph = next(run.iterancestors(_P), None)
        style = None if paragraph is None else grandchild(paragraph, _P_PR, _P_STYLE)
        if style is not None:
            layers.append(self._style_emphasis(style.get(_VAL, "")))
        return _first_said(layers, 0), _first_said(layers, 1), _first_said(layers, 2)

    def is_prompt(self, run: etree._Element) -> bool:
        """Tell whether the run has the style of a prompt's grey text."""
        style = grandchild(run, _R_PR, _R_STYLE)
        return style is not None and self._sheet.name_of(style.get(_VAL, "")) in _PROMPT_STYLES

    def to_unicode(self, text: str, run: etree._Element) -> str:
        """Return the ``text`` of ``run`` in Unicode: old fonts (.VnTime, VNI-Times) show other letters."""
        if not self.has_old_fonts or text.isascii():
            return text
        font = next(self._iter_fonts(run), "")
        self.found_old_fonts |= is_legacy_font(font)
        return convert(text, font)

    def _iter_fonts(self, run: etree._Element) -> Iterator[str]:
        """Yield the font of ``run`` as stated by itself, its style, its paragraph's style, the file."""
        paragraph = next(run.iterancestors(_P), None)
        own = grandchild(run, _R_PR, _R_STYLE)
        named = [own, None if paragraph is None else grandchild(paragraph, _P_PR, _P_STYLE)]
        ids = ["" if style is None else style.get(_VAL, "") for style in named]
        ids[1] = ids[1] or self._sheet.default_style_id("paragraph") or ""
        styles = [style for style_id in ids for style in self._sheet.lineage(style_id)]
        stated = [layer.find(qn("w:rPr/w:rFonts")) for layer in (run, *styles)]
        stated.append(self._sheet.doc_defaults("rPr").get("rFonts"))
        yield from (name for fonts in stated if fonts is not None and (name := _font_in(fonts)))

    def list_of(self, properties: etree._Element) -> tuple[int | None, bool]:
        """Return by its pPr a paragraph's list level (from 0; None: no list), and whether it is numbered."""
        level, number = self._list_at(properties)
        return (level, self._is_ordered(number, level)) if level is not None else (None, False)

    def list_id_of(self, properties: etree._Element) -> str:
        """Return by its pPr the list that a paragraph is of; "" when it is of none."""
        return self._list_at(properties)[1]

    def _list_at(self, properties: etree._Element) -> tuple[int | None, str]:
        level, number = self._numbering_in(properties)
        style = child(properties, _P_STYLE)
        if not number and style is not None:
            level, number = self._style_list(style.get(_VAL, ""))
        return (level or 0, number) if number and number != "0" else (None, "")

    def _style_emphasis(self, style_id: str) -> _Stated:
        if style_id not in self._stated:
            found = [style.find(qn("w:rPr")) for style in self._sheet.lineage(style_id)]
            layers = [_stated_in(properties) for properties in found if properties is not None]
            bold, italic, underline = (_said(layers, kind) for kind in range(3))
            self._stated[style_id] = (bold, italic, underline)
        return self._stated[style_id]

    def _style_list(self, style_id: str) -> tuple[int | None, str]:
        if style_id not in self._lists:
            found = [style.find(qn("w:pPr")) for style in self._sheet.lineage(style_id)]
            lists = [self._numbering_in(properties) for properties in found if properties is not None]
            self._lists[style_id] = next((listed for listed in lists if listed[1]), (None, ""))
        return self._lists[style_id]

    def _numbering_in(self, properties: etree._Element) -> tuple[int | None, str]:
        listed = child(properties, _NUM_PR)
        if listed is None:
            return None, ""
        number, level = child(listed, _NUM_ID), child(listed, _LEVEL)
        text = "" if level is None else level.get(_VAL, "")
        return (int(text) if text.isdecimal() else None), ("" if number is None else number.get(_VAL, ""))

    def _is_ordered(self, number: str, level: int) -> bool:
        if (number, level) not in self._formats:
            self._formats[number, level] = self._find_format(number, level) not in ("bullet", "none")
        return self._formats[number, level]

    def _find_format(self, number: str, level: int) -> str:
        num = _find(self._numbering, "w:num", "w:numId", number)
        named = None if num is None else num.find(qn("w:abstractNumId"))
        abstract_id = "" if named is None else named.get(_VAL, "")
        abstract = _find(self._numbering, "w:abstractNum", "w:abstractNumId", abstract_id)
        stated = _find(abstract, "w:lvl", "w:ilvl", str(level))
        form = None if stated is None else stated.find(qn("w:numFmt"))
        return "none" if form is None else form.get(_VAL, "none")


def _find(parent: etree._Element | None, tag: str, key: str, value: str) -> etree._Element | None:
    children = () if parent is None else parent.iterchildren(qn(tag))
    return next((element for element in children if element.get(qn(key)) == value), None)


def child(element: etree._Element, tag: str) -> etree._Element | None:
    """Return the first child called ``tag``, several times faster than ``find``; None when there is none."""
    return next(element.iterchildren(tag), None)


def grandchild(element: etree._Element, tag: str, below: str) -> etree._Element | None:
    """Return the first child called ``below`` of the first child called ``tag``; None when there is none."""
    found = child(element, tag)
    return None if found is None else child(found, below)


def _font_in(fonts: etree._Element) -> str:
    return fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or ""


def _stated_in(properties: etree._Element) -> _Stated:
    bold, italic, underline = (_toggle(child(properties, name)) for name in _EMPHASES)
    return bold, italic, underline


def _toggle(element: etree._Element | None) -> bool | None:
    return None if element is None else element.get(_VAL, "on") not in _OFF


def _said(layers: list[_Stated], kind: int) -> bool | None:
    return next((layer[kind] for layer in layers if layer[kind] is not None), None)


def _first_said(layers: list[_Stated], kind: int) -> bool:
    return bool(_said(layers, kind))
