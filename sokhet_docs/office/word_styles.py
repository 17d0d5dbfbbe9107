"""A .docx's styles and lists → what a run or a paragraph looks like, as far as answers keep it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from lxml import etree

from sokhet_docs.office.docx_elements import child, children, grandchild
from sokhet_docs.office.docx_styles import StyleSheet
from sokhet_docs.office.list_labels import ListLabels
from sokhet_docs.office.looks import Look
from sokhet_docs.office.namespaces import OFF, qn
from sokhet_docs.office.symbol_fonts import is_symbol_font, symbol_text
from sokhet_docs.office.unseen_text import COLOR, SIZE, has_ground, has_unseen, is_unseen, is_unseen_by
from sokhet_docs.text.legacy_encodings import convert, is_legacy_font

# Names that are asked for again and again; `qn` costs a call each time.
_VAL, _P, _P_PR, _P_STYLE = qn("w:val"), qn("w:p"), qn("w:pPr"), qn("w:pStyle")
_T, _R_PR, _R_STYLE, _FONTS = qn("w:t"), qn("w:rPr"), qn("w:rStyle"), qn("w:rFonts")
_ASCII, _OTHER = qn("w:ascii"), qn("w:hAnsi")
_NUM_PR, _NUM_ID, _LEVEL = qn("w:numPr"), qn("w:numId"), qn("w:ilvl")
_OFF = OFF | {"none"}
_OUTLINE, _BODY_LEVEL = qn("w:pPr/w:outlineLvl"), "9"
_EMPHASES = (qn("w:b"), qn("w:i"), qn("w:u"))
_READ = frozenset({*_EMPHASES, _R_STYLE})
_STYLE = qn("w:style")
_STRIKES, _HIDINGS = (qn("w:strike"), qn("w:dstrike")), (qn("w:vanish"),)
_VERTICAL, _RAISING = qn("w:vertAlign"), qn("w:position")
_LOOKS = (*_STRIKES, *_HIDINGS, _VERTICAL, _RAISING)
_VERTICAL_LOOKS = {"superscript": Look.RAISED, "subscript": Look.LOWERED, "baseline": Look.PLAIN}

Emphasis = tuple[bool, bool, bool]  # bold, italic, underlined
_Stated = tuple[bool | None, bool | None, bool | None]  # None: not said here


class WordStyles:
    """The styles, lists and fonts of one file.

    ``plain``: nobody asks for emphasis, looks and lists. ``has_old_fonts`` tells of fonts from before
    Unicode, ``found_old_fonts`` that a text read was in one.
    """

    def __init__(
        self,
        document: etree._Element,
        styles: etree._Element | None,
        numbering: etree._Element | None,
        *,
        plain: bool = False,
    ) -> None:
        self.plain = plain
        self._sheet = StyleSheet(styles)
        self._stated: dict[str, _Stated] = {}
        self._lists: dict[str, tuple[int | None, str]] = {}
        self._formats: dict[tuple[str, int], bool] = {}
        fonts = {_font_in(fonts) for fonts in document.iter(_FONTS)}
        styled = set() if styles is None else {_font_in(fonts) for fonts in styles.iter(_FONTS)}
        self.has_old_fonts = any(map(is_legacy_font, fonts | styled))
        self.found_old_fonts = False
        self._paragraph: tuple[object, etree._Element | None] = (None, None)
        self._style_looks: dict[str, Look | None] = {}
        self.has_looks = not plain and self._has_looks(document, styles)
        self.reads_runs = self.has_looks or self.has_old_fonts or any(map(is_symbol_font, fonts))
        self._headings: dict[str, bool] = {}
        self._labels = ListLabels(numbering)

    def _has_looks(self, document: etree._Element, styles: etree._Element | None) -> bool:
        """Return whether any text may have a look: nearly no file does, and asking takes time."""
        if _may_have_looks(document):
            return True
        stating = set() if styles is None else set(_iter_styles_with_looks(styles))
        if not stating:
            return False
        used = list(document.iter(_R_STYLE, _P_STYLE))
        looking = {
            style_id
            for style_id in {style.get(_VAL, "") for style in used}
            if not stating.isdisjoint(self._sheet.lineage(style_id)) and self._style_look(style_id)
        }
        return bool(looking) and any(_is_of_text(style) for style in used if style.get(_VAL) in looking)

    def look_of(self, run: etree._Element) -> Look:
        """Return how the text of ``run`` looks: by itself, else by its style, else by its paragraph's."""
        if not self.has_looks:
            return Look.PLAIN
        own = child(run, _R_PR)
        look = None if own is None else _look_in(own)
        if look is None and own is not None and (style := child(own, _R_STYLE)) is not None:
            look = self._style_look(style.get(_VAL, ""))
        if look is None:
            style = self._style_around(run)
            look = None if style is None else self._style_look(style.get(_VAL, ""))
        if look is Look.UNSEEN and self._is_seen(run, own):
            return Look.PLAIN
        return look or Look.PLAIN

    def _is_seen(self, run: etree._Element, own: etree._Element | None) -> bool:
        """Tell whether ``run`` is seen though it, or its style, is white or tiny."""
        if own is not None and is_unseen(own, SIZE):
            return False
        says_itself = own is not None and child(own, COLOR) is not None and not is_unseen(own, COLOR)
        return says_itself or has_ground(run, self._sheet.lineage)

    def _style_look(self, style_id: str) -> Look | None:
        if style_id not in self._style_looks:
            found = (style.find(qn("w:rPr")) for style in self._sheet.lineage(style_id))
            looks = (_look_in(properties) for properties in found if properties is not None)
            self._style_looks[style_id] = next((look for look in looks if look is not None), None)
        return self._style_looks[style_id]

    def emphasis_of(self, run: etree._Element) -> Emphasis:
        """Return how the run is emphasised: by itself, else by its style, else by its paragraph's style."""
        own, around = child(run, _R_PR), self._style_around(run)
        layers = [] if around is None else [self._style_emphasis(around.get(_VAL, ""))]
        if own is not None:
            stated = children(own, _READ)
            if (style := stated.get(_R_STYLE)) is not None:
                layers.insert(0, self._style_emphasis(style.get(_VAL, "")))
            layers.insert(0, _stated_in(stated))
        return _emphasis_of(tuple(layers))

    def _style_around(self, run: etree._Element) -> etree._Element | None:
        """Return what names the style of the paragraph of ``run``; looked for once in each paragraph."""
        paragraph = next(run.iterancestors(_P), None)
        if paragraph is None:
            return None
        if self._paragraph[0] is not paragraph:
            self._paragraph = (paragraph, grandchild(paragraph, _P_PR, _P_STYLE))
        return self._paragraph[1]

    def to_unicode(self, text: str, run: etree._Element) -> str:
        """Return the ``text`` of ``run`` in Unicode: old fonts (.VnTime, VNI-Times) show other letters."""
        if not self.reads_runs:
            return text
        own = grandchild(run, _R_PR, _FONTS)
        if own is not None and is_symbol_font(name := _font_in(own)):
            return "".join(symbol_text(f"{ord(sign):X}", name) if sign > " " else sign for sign in text)
        if not self.has_old_fonts or text.isascii():
            return text
        font = next(self._iter_fonts(run), "")
        self.found_old_fonts |= is_legacy_font(font)
        return convert(text, font)

    def _iter_fonts(self, run: etree._Element) -> Iterator[str]:
        """Yield the font of ``run`` as stated by itself, its style, its paragraph's style, the file."""
        own = grandchild(run, _R_PR, _R_STYLE)
        named = [own, self._style_around(run)]
        ids = ["" if style is None else style.get(_VAL, "") for style in named]
        ids[1] = ids[1] or self._sheet.default_style_id("paragraph") or ""
        styles = [style for style_id in ids for style in self._sheet.lineage(style_id)]
        stated = [layer.find(qn("w:rPr/w:rFonts")) for layer in (run, *styles)]
        stated.append(self._sheet.doc_defaults("rPr").get("rFonts"))
        yield from (name for fonts in stated if fonts is not None and (name := _font_in(fonts)))

    def list_of(self, style_id: str, listed: etree._Element | None) -> tuple[int | None, bool, str]:
        """Return of a paragraph, by its style and its numPr, its list level, if it has numbers, its list.

        The level counts from 0 and is None in no list, where the list is "".
        """
        level, number = (None, "") if listed is None else _numbering_in(listed)
        if not number and style_id:
            level, number = self._style_list(style_id)
        if not number or number == "0":
            return None, False, ""
        return level or 0, self._is_ordered(number, level or 0), number

    def is_list_style(self, style_id: str) -> bool:
        """Return whether the style ``style_id`` ("" for none) makes a paragraph one of a list."""
        return bool(style_id) and not self.plain and self._style_list(style_id)[1] not in ("", "0")

    def _style_emphasis(self, style_id: str) -> _Stated:
        if style_id not in self._stated:
            found = [style.find(qn("w:rPr")) for style in self._sheet.lineage(style_id)]
            layers = [_stated_in(children(one, _READ)) for one in found if one is not None]
            bold, italic, underline = (_said(layers, kind) for kind in range(3))
            self._stated[style_id] = (bold, italic, underline)
        return self._stated[style_id]

    def _style_list(self, style_id: str) -> tuple[int | None, str]:
        if style_id not in self._lists:
            found = [style.find(qn("w:pPr")) for style in self._sheet.lineage(style_id)]
            listed = (child(properties, _NUM_PR) for properties in found if properties is not None)
            lists = [_numbering_in(properties) for properties in listed if properties is not None]
            self._lists[style_id] = next((listed for listed in lists if listed[1]), (None, ""))
        return self._lists[style_id]

    def is_heading(self, style_id: str) -> bool:
        """Return whether a style is one of headings: its paragraphs have a level in the outline."""
        if style_id not in self._headings:
            levels = (style.find(_OUTLINE) for style in self._sheet.lineage(style_id))
            level = next((found.get(_VAL, "") for found in levels if found is not None), _BODY_LEVEL)
            self._headings[style_id] = level != _BODY_LEVEL
        return self._headings[style_id]

    def _is_ordered(self, number: str, level: int) -> bool:
        if (number, level) not in self._formats:
            self._formats[number, level] = self._labels.is_numbered(number, level)
        return self._formats[number, level]

    def next_label(self, number: str, level: int) -> str:
        """Return the number that the list ``number`` prints before its next paragraph of ``level``."""
        return self._labels.next(number, level)


def _iter_styles_with_looks(styles: etree._Element) -> Iterator[etree._Element]:
    """Yield the styles that may give text a look by themselves, each as often as it says so."""
    for stated in styles.iter(*_LOOKS, COLOR, SIZE):
        if stated.tag in _LOOKS or is_unseen_by(stated):
            yield from stated.iterancestors(_STYLE)


def _is_of_text(style: etree._Element) -> bool:
    """Tell whether the paragraph or run that names ``style`` holds text: tiny ones may keep tables apart."""
    properties = style.getparent()
    holder = None if properties is None else properties.getparent()
    return holder is not None and next(holder.iter(_T), None) is not None


def _may_have_looks(root: etree._Element) -> bool:
    return next(root.iter(*_LOOKS), None) is not None or has_unseen(root)


def _numbering_in(listed: etree._Element) -> tuple[int | None, str]:
    number, level = child(listed, _NUM_ID), child(listed, _LEVEL)
    text = "" if level is None else level.get(_VAL, "")
    return (int(text) if text.isdecimal() else None), ("" if number is None else number.get(_VAL, ""))


def _font_in(fonts: etree._Element) -> str:
    return fonts.get(_ASCII) or fonts.get(_OTHER) or ""


def _stated_in(properties: Mapping[str, etree._Element]) -> _Stated:
    bold, italic, underline = _EMPHASES
    return _toggle(properties.get(bold)), _toggle(properties.get(italic)), _toggle(properties.get(underline))


def _look_in(properties: etree._Element) -> Look | None:
    """Return the look that a rPr states; None when it states none."""
    if any(_toggle(child(properties, name)) for name in _HIDINGS):
        return Look.HIDDEN
    if any(_toggle(child(properties, name)) for name in _STRIKES):
        return Look.STRUCK
    if is_unseen(properties):
        return Look.UNSEEN
    vertical, raising = child(properties, _VERTICAL), child(properties, _RAISING)
    if vertical is not None:
        return _VERTICAL_LOOKS.get(vertical.get(_VAL, ""))
    height = "0" if raising is None else raising.get(_VAL, "0")
    return None if height == "0" else Look.LOWERED if height.startswith("-") else Look.RAISED


def _toggle(element: etree._Element | None) -> bool | None:
    return None if element is None else element.get(_VAL, "on") not in _OFF


def _said(layers: Sequence[_Stated], kind: int) -> bool | None:
    return next((layer[kind] for layer in layers if layer[kind] is not None), None)


@lru_cache(maxsize=1024)
def _emphasis_of(layers: tuple[_Stated, ...]) -> Emphasis:
    """Return what ``layers`` say together, the first that says anything counts."""
    return bool(_said(layers, 0)), bool(_said(layers, 1)), bool(_said(layers, 2))
