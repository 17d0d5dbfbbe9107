"""The styles of several documents → one style sheet: equal styles are shared, others renamed.

A document whose default settings (docDefaults) differ from the first one's has them written into its own
root styles, so that its pages look as they did alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from sokhet_docs.office.docx_styles import StyleSheet
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.template.composing.cell_styles import CellStyles
from sokhet_docs.template.composing.ignorable import with_ignorable
from sokhet_docs.template.composing.style_defaults import Names, bake_defaults, said_by_defaults

_ID, _VAL, _TYPE = qn("w:styleId"), qn("w:val"), qn("w:type")
_USED = re.compile(r'<w:(?:pStyle|rStyle|tblStyle|styleLink|numStyleLink) w:val="([^"]*)"')
_LINKS = ("basedOn", "link", "next")
_NORMAL = "Normal"
_SPACING = Names([("pPr", "spacing")])
_IGNORED = ("rsid", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "locked")


@dataclass(slots=True)
class StyleMapping:
    """A document's styles in the merged sheet.

    ``default`` and ``default_table`` are those of paragraphs and tables that name none; None leaves them.
    ``names`` are the new names of renamed ones by their old ones, ``cells`` other styles of those in tables.
    """

    ids: dict[str, str] = field(default_factory=dict)
    default: str | None = None
    default_table: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    cells: CellStyles = field(default_factory=CellStyles)


class MergedStyles:
    """The first document's style sheet, to which others' styles are added."""

    def __init__(self, blob: bytes) -> None:
        self.blob = blob
        self._root: etree._Element | None = None

    def add(self, blob: bytes, texts: Iterable[str], number: int, num_ids: dict[str, str]) -> StyleMapping:
        """Add the styles that ``texts``, the parts of document ``number``, use; return their ids here.

        ``num_ids`` are the document's new list ids. A style that numbers its paragraphs is never shared:
        its numbers start anew.
        """
        if blob == self.blob and b"<w:numPr>" not in blob:
            return StyleMapping()
        added = parse_xml(blob)
        _add_default(added)
        root = with_ignorable(self._base(), added)
        mapping = _Addition(root, added, number, num_ids).merge(list(texts))
        self._root = root
        return mapping

    def _base(self) -> etree._Element:
        return self._root if self._root is not None else parse_xml(self.blob)

    @property
    def merged(self) -> etree._Element | None:
        """Return the merged sheet; None when nothing was added."""
        return self._root


def _used_in(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in _USED.findall(text)}


class _Addition:
    """The addition of one document's styles to a style sheet."""

    def __init__(
        self, base: etree._Element, added: etree._Element, number: int, num_ids: dict[str, str]
    ) -> None:
        self._root, self._number, self._num_ids = base, number, num_ids
        self._base, self._added = StyleSheet(base), StyleSheet(added)
        base_defaults, added_defaults = (root.find(qn("w:docDefaults")) for root in (base, added))
        self._same_defaults = _canonical(base_defaults) == _canonical(added_defaults)
        self._names = set(map(self._base.name_of, self._base.by_id))
        self._defaults = Names() if self._same_defaults else said_by_defaults(self._base, self._added)
        tables = [name for name in self._added.by_id if self._type_of(name) == "table"]
        set_by = {name: self._defaults & _set_in_cells(self._added.lineage(name)) for name in tables}
        self._setting_tables = frozenset(name for name, names in set_by.items() if names)
        self._set_by_tables = Names().union(*set_by.values())

    def merge(self, texts: Sequence[str]) -> StyleMapping:
        defaults = map(self._added.default_style_id, ("paragraph", "table"))
        wanted = self._closure(_used_in(texts) | {style for style in defaults if style})
        shared = self._shared(wanted)
        mapping = StyleMapping(
            {name: name if name in shared else self._free_id(name) for name in sorted(wanted)}
        )
        for name in sorted(wanted - shared):
            self._root.append(self._adapted(name, mapping))
        if self._setting_tables:
            mapping.cells = self._cells(texts, mapping)
        mapping.default = self._default("paragraph", mapping)
        mapping.default_table = self._default("table", mapping)
        mapping.ids = {old: new for old, new in mapping.ids.items() if old != new}
        return mapping

    def _default(self, kind: str, mapping: StyleMapping) -> str | None:
        """Return the new id of the document's default style, where it is not that of the sheet."""
        default = self._added.default_style_id(kind)
        new = mapping.ids[default] if default else None
        return None if new == self._base.default_style_id(kind) else new

    def _closure(self, names: set[str]) -> set[str]:
        reached: set[str] = set()
        waiting = [name for name in names if name in self._added.by_id]
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting += [to for to in _links_of(self._added.by_id[name]) if to in self._added.by_id]
        return reached

    def _shared(self, wanted: set[str]) -> set[str]:
        """Return the styles that are equal in both sheets, with all styles that they are based on."""
        shared = {name for name in wanted if self._is_equal(name)}
        while True:
            kept = {
                name
                for name in shared
                if all(to in shared for to in _links_of(self._added.by_id[name]) if to in wanted)
            }
            if kept == shared:
                return shared
            shared = kept

    def _is_equal(self, name: str) -> bool:
        added, base = self._added.by_id[name], self._base.by_id.get(name)
        takes_defaults = not self._same_defaults and self._type_of(name) in ("paragraph", "table")
        return (
            base is not None
            and not takes_defaults
            and added.find(qn(".//w:numPr")) is None
            and _canonical(added) == _canonical(base)
        )

    def _free_id(self, name: str) -> str:
        return name if self._keeps_name(name) else self._new_id(f"{name}-{self._number}")

    def _keeps_name(self, name: str) -> bool:
        """Return whether the style keeps its name: it is free, and Word takes it for no default style."""
        is_default = name == self._added.default_style_id(self._type_of(name) or "")
        is_free = name not in self._base.by_id and self._added.name_of(name) not in self._names
        return is_free and not is_default

    def _new_id(self, new: str) -> str:
        while new in self._base.by_id:
            new += "x"
        return new

    def _adapted(self, name: str, mapping: StyleMapping) -> etree._Element:
        style = self._copied(name, mapping.ids)
        if mapping.ids[name] != name:
            _rename(style, self._names, str(self._number), mapping.names)
        if self._type_of(name) == "paragraph":
            self._bake(style, self._defaults)
            if style.find(qn("w:pPr/w:contextualSpacing")) is not None:
                self._bake_inherited(style, name, self._defaults & _SPACING)
        elif any(self._added.by_id[name] in self._added.lineage(table) for table in self._setting_tables):
            self._bake_inherited(style, name, self._set_by_tables)
        return style

    def _bake(self, style: etree._Element, names: Names) -> None:
        if style.find(qn("w:basedOn")) is None:
            bake_defaults(style, self._base, self._added, names)

    def _bake_inherited(self, style: etree._Element, name: str, names: Names) -> None:
        """Write into ``style`` what LibreOffice takes from the file's defaults where it only inherits it."""
        bake_defaults(style, self._base, self._added, names, self._added.lineage(name)[1:])

    def _copied(self, name: str, ids: Mapping[str, str]) -> etree._Element:
        """Return a copy of the style ``name`` that goes by its id in ``ids``, as all that it refers to."""
        style = deepcopy(self._added.by_id[name])
        style.set(_ID, ids[name])
        style.attrib.pop(qn("w:default"), "")
        for link in style:
            if etree.QName(link).localname in _LINKS:
                link.set(_VAL, ids.get(link.get(_VAL, ""), link.get(_VAL, "")))
        for num_id in style.iter(qn("w:numId")):
            num_id.set(_VAL, self._num_ids.get(num_id.get(_VAL, ""), num_id.get(_VAL, "")))
        return style

    def _type_of(self, name: str) -> str | None:
        return self._added.by_id[name].get(_TYPE)

    # -- paragraphs in tables whose style sets them

    def _cells(self, texts: Sequence[str], mapping: StyleMapping) -> CellStyles:
        default, table = (self._added.default_style_id(kind) or "" for kind in ("paragraph", "table"))
        cells = CellStyles(self._setting_tables, default, table)
        held = {name for text in texts for name in cells.used_in(text)} & mapping.ids.keys()
        twins = sorted({style.get(_ID, "") for name in held for style in self._added.lineage(name)})
        cells.twins.update({name: self._new_id(f"{name}-{self._number}-bang") for name in twins})
        for name in twins:
            self._root.append(self._twin(name, {**mapping.ids, **cells.twins}))
        return cells

    def _twin(self, name: str, ids: Mapping[str, str]) -> etree._Element:
        """Return a twin of a paragraph style, without the defaults that tables set otherwise."""
        style = self._copied(name, ids)
        self._bake(style, self._defaults - self._set_by_tables)
        _rename(style, self._names, f"{self._number} trong bảng", {})
        for link in style.findall(qn("w:link")):  # to a style of letters, which is linked to the other one
            style.remove(link)
        return style


def _set_in_cells(lineage: Iterable[etree._Element]) -> Names:
    """Return what a table style with this ``lineage`` says of its paragraphs, in any of its places."""
    found = (each for style in lineage for each in style.iter(qn("w:pPr"), qn("w:rPr")))
    pairs = ((etree.QName(each).localname, child) for each in found for child in each)
    return Names((kind, etree.QName(child).localname) for kind, child in pairs)


def _add_default(sheet: etree._Element) -> None:
    """Add the style of paragraphs that name none, where a sheet has none: Word's own says nothing."""
    styles = StyleSheet(sheet)
    if styles.default_style_id("paragraph") is not None:
        return
    style = styles.by_id.get(_NORMAL)
    if style is None:
        style = etree.SubElement(sheet, qn("w:style"), {_TYPE: "paragraph", _ID: _NORMAL})
        etree.SubElement(style, qn("w:name"), {_VAL: _NORMAL})
    style.set(qn("w:default"), "1")


def _rename(style: etree._Element, names: set[str], label: str, renamed: dict[str, str]) -> None:
    """Give ``style`` a name that is not in ``names``, noted in ``renamed``, and mark it as a custom style."""
    name = style.find(qn("w:name"))
    if name is None:
        return
    new = f"{name.get(_VAL, '')} ({label})"
    while new.casefold() in names:
        new += "'"
    names.add(new.casefold())
    renamed[name.get(_VAL, "")] = new
    name.set(_VAL, new)
    style.set(qn("w:customStyle"), "1")
    for alias in style.findall(qn("w:aliases")):
        style.remove(alias)


def _links_of(style: etree._Element) -> list[str]:
    return [link.get(_VAL, "") for link in style if etree.QName(link).localname in _LINKS]


def _canonical(element: etree._Element | None) -> bytes:
    if element is None:
        return b""
    copy = deepcopy(element)
    for child in list(copy):
        if etree.QName(child).localname in _IGNORED:
            copy.remove(child)
    copy.tail = None
    etree.cleanup_namespaces(copy)
    return etree.tostring(copy, method="c14n", exclusive=True, with_tail=False)
