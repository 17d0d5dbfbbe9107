"""A .docx's style sheet → its styles by id, the styles that each is based on, and the document defaults."""

from __future__ import annotations

from lxml import etree

from sokhet_docs.office.namespaces import qn

_ID, _VAL, _TYPE, _DEFAULT = qn("w:styleId"), qn("w:val"), qn("w:type"), qn("w:default")
_TRUE = frozenset({"1", "true", "on"})
_MAX_LINEAGE = 100  # styles one upon the other; in real files they are five or six


class StyleSheet:
    """The styles of one file, by id; ``root`` is that of its styles part, None when it has no such part."""

    def __init__(self, root: etree._Element | None) -> None:
        self._root = root
        styles = () if root is None else root.iterchildren(qn("w:style"))
        self.by_id: dict[str, etree._Element] = {style.get(_ID, ""): style for style in styles}
        self._lineages: dict[str, tuple[etree._Element, ...]] = {}
        self._default_ids: dict[str | None, str] = {}
        for style_id, style in self.by_id.items():
            if style.get(_DEFAULT) in _TRUE:
                self._default_ids.setdefault(style.get(_TYPE), style_id)

    def lineage(self, style_id: str) -> tuple[etree._Element, ...]:
        """Return the style ``style_id``, then the styles it is based on, nearest first; () without it.

        A circle ends where it began.
        """
        found = self._lineages.get(style_id)
        if found is None:
            found = self._lineages[style_id] = self._lineage(style_id)
        return found

    def _lineage(self, style_id: str) -> tuple[etree._Element, ...]:
        chain: dict[str, etree._Element] = {}
        while style_id in self.by_id and style_id not in chain and len(chain) < _MAX_LINEAGE:
            chain[style_id] = self.by_id[style_id]
            parent = chain[style_id].find(qn("w:basedOn"))
            style_id = "" if parent is None else parent.get(_VAL, "")
        return tuple(chain.values())

    def name_of(self, style_id: str) -> str:
        """Return the style's name as Word shows it, in lower case; for a style without a name, its id."""
        style = self.by_id.get(style_id)
        name = None if style is None else style.find(qn("w:name"))
        return (style_id if name is None else name.get(_VAL, "")).casefold()

    def default_style_id(self, kind: str) -> str | None:
        """Return the id of the default style of a ``kind`` (paragraph, character, table …), or None.

        Paragraphs, tables … that name no style have this one.
        """
        return self._default_ids.get(kind)

    def doc_defaults(self, kind: str) -> dict[str, etree._Element]:
        """Return the document defaults (w:docDefaults) by property name; ``kind`` is pPr or rPr."""
        path = qn(f"w:docDefaults/w:{kind}Default/w:{kind}")
        found = None if self._root is None else self._root.find(path)
        return {} if found is None else {etree.QName(element).localname: element for element in found}
