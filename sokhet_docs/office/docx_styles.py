"""A .docx's style sheet → its styles by id, each with those that it builds on, and what holds for all."""

from __future__ import annotations

from lxml import etree

from sokhet_docs.office.namespaces import qn

_ID, _VAL, _TYPE, _DEFAULT = qn("w:styleId"), qn("w:val"), qn("w:type"), qn("w:default")
_ON = frozenset({"1", "true", "on"})


class StyleSheet:
    """The styles of one file, by id; ``root`` None: the file has none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._root = root
        styles = () if root is None else root.iterchildren(qn("w:style"))
        self.by_id: dict[str, etree._Element] = {style.get(_ID, ""): style for style in styles}

    def lineage(self, style_id: str) -> list[etree._Element]:
        """Return the style ``style_id`` and those that it is based on, the nearest first; [] without it."""
        chain: list[etree._Element] = []
        while style_id in self.by_id and self.by_id[style_id] not in chain:
            chain.append(self.by_id[style_id])
            parent = chain[-1].find(qn("w:basedOn"))
            style_id = "" if parent is None else parent.get(_VAL, "")
        return chain

    def name_of(self, style_id: str) -> str:
        """Return the name that Word shows, in small letters; the id of a style that has none."""
        style = self.by_id.get(style_id)
        name = None if style is None else style.find(qn("w:name"))
        return (style_id if name is None else name.get(_VAL, "")).casefold()

    def default(self, kind: str) -> str | None:
        """Return the id of the style of what names none: of a ``kind`` paragraph, table …; None without."""
        return next(
            (
                style_id
                for style_id, style in self.by_id.items()
                if style.get(_DEFAULT) in _ON and style.get(_TYPE) == kind
            ),
            None,
        )

    def defaults(self, kind: str) -> dict[str, etree._Element]:
        """Return by their names the properties that hold for the whole file; ``kind`` is pPr or rPr."""
        path = qn(f"w:docDefaults/w:{kind}Default/w:{kind}")
        found = None if self._root is None else self._root.find(path)
        return {} if found is None else {etree.QName(element).localname: element for element in found}
