"""Several documents → one packet, in which each keeps its pages.

The first document's package is the base; of every other document come its body, its headers and footers, and
every part that they refer to. Names that clash are changed in the document added; each of its sections keeps
its page setup, headers and page numbers. (docxcompose drops the sections and headers of added documents.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lxml import etree

from sokhet_docs.office.namespaces import W
from sokhet_docs.office.opc import OFFICE_REL_PREFIX, WORD_TYPE_PREFIX, Relationship
from sokhet_docs.office.package import Package, Part
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes
from sokhet_docs.problems import TemplateError
from sokhet_docs.template.composing.copied_parts import PartCopier
from sokhet_docs.template.composing.field_names import FieldNames
from sokhet_docs.template.composing.front_pages import with_front_marks
from sokhet_docs.template.composing.loaded_template import LoadedTemplate
from sokhet_docs.template.composing.merged_lists import MergedLists
from sokhet_docs.template.composing.merged_notes import MergedNotes
from sokhet_docs.template.composing.merged_settings import (
    add_placeholders,
    merged_fonts,
    merged_settings,
)
from sokhet_docs.template.composing.merged_styles import MergedStyles, StyleMapping
from sokhet_docs.template.composing.moving_sections import BOUNDARY, MovingSections, has_moving_sections
from sokhet_docs.template.composing.own_contents import own_contents
from sokhet_docs.template.composing.own_data import with_own_data
from sokhet_docs.template.composing.own_look import with_own_look
from sokhet_docs.template.composing.own_settings import own_settings
from sokhet_docs.template.composing.own_theme import take_theme
from sokhet_docs.template.composing.page_counts import own_page_count
from sokhet_docs.template.composing.references import (
    Renaming,
    RootConflictError,
    Taken,
    merged_root,
    new_bookmark_ids,
    new_sdt_ids,
    unique_bookmarks,
    uses_usual_prefixes,
)
from sokhet_docs.template.composing.section_notes import REFERENCES
from sokhet_docs.template.composing.sections import BARE, PacketSections, separate
from sokhet_docs.template.rendered_parts import BODY, FOOTER, HEADER, PartSource, Segment, WholePart

# One of each belongs to a file: they are merged, or the first document's is used.
_SINGLE = frozenset({
    "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme", "numbering", "footnotes",
    "endnotes", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people",
    "glossaryDocument",
})  # fmt: skip
_EMPTY = '<w:{0} xmlns:w="{1}"/>'
_BLANK = (
    f'<w:{{0}} xmlns:w="{{1}}"><w:p><w:pPr>{BARE}<w:spacing w:before="0" w:after="0" w:line="20" '
    'w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p></w:{0}>'
)


def compose(documents: Sequence[LoadedTemplate], *, duplex: bool = False) -> tuple[Package, list[WholePart]]:
    """Return the packet of ``documents`` (at least one): its package, and its parts that may hold tags.

    ``duplex``: each begins on a front page. Raises TemplateError when a document uses other XML prefixes than
    Word does.
    """
    if len(documents) > 1:
        counted = [document.changed(own_page_count(document.sources)) for document in documents]
        listed = [document.changed(own_contents(number)) for number, document in enumerate(counted, 1)]
        documents = with_own_data(listed)
    first = documents[0]
    package = replace(first.package, parts=dict(first.package.parts))
    parts = [_whole(source) for source in first.sources]
    if len(documents) == 1:
        return package, [_with_front_marks(part) for part in parts] if duplex else parts
    packet = _Packet(package, parts, documents, duplex=duplex)
    for index, document in enumerate(documents):
        try:
            packet.add(index, document)
        except (RootConflictError, etree.LxmlError) as err:
            raise _unusual(document.package.file) from err
    packet.finish()
    return package, parts


def _whole(source: PartSource) -> WholePart:
    return WholePart(source.name, source.kind, source.before, [Segment(0, source.text, source)], source.after)


def _with_front_marks(part: WholePart) -> WholePart:
    body = part.segments[0]
    if part.kind == BODY and not has_moving_sections(body.text):
        body.text = with_front_marks(body.text, 1)
    return part


def _unusual(file: str) -> TemplateError:
    return TemplateError.at(
        file, "Không gộp được mẫu này với các mẫu khác.", "Hãy mở mẫu bằng Word rồi lưu lại thành .docx."
    )


class _Packet:
    """A packet being composed, document by document."""

    def __init__(
        self, package: Package, parts: list[WholePart], documents: Sequence[LoadedTemplate], *, duplex: bool
    ) -> None:
        self._package, self._parts, self._documents = package, parts, documents
        self._taken = Taken()
        self._notes = MergedNotes(package, parts)
        settings = [document.blob("settings") for document in documents]
        self._own = [own_settings(settings[0], blob) for blob in settings]
        bodies = [body.text for document in documents if (body := document.source(BODY))]
        even_differs = any(own.has_even_headers for own in self._own)
        ends_sections = any("<w:endnoteReference" in body for body in bodies[:-1])
        self._sections = PacketSections(self._blank, even_differs, duplex, ends_sections)
        self._moves = any(map(has_moving_sections, bodies))
        self._styles = MergedStyles(self._part_of("styles", "styles").blob)
        self._lists: MergedLists | None = None
        self._theme = take_theme(package, documents)

    @property
    def _main(self) -> str:
        return self._package.main

    @property
    def _body(self) -> WholePart:
        return next(part for part in self._parts if part.name == self._main)

    def add(self, index: int, document: LoadedTemplate) -> None:
        """Add the document ``index``; the first one is in the package already and only closes its section."""
        if index:
            document = with_own_look(document, self._documents[0], self._theme)
        body = document.source(BODY)
        assert body is not None, "every package has a body"  # noqa: S101
        if not all(uses_usual_prefixes(source.before + source.text) for source in document.sources):
            raise RootConflictError
        text, bookmarks = unique_bookmarks(body.text, self._taken, index + 1)
        if index:
            text = self._renaming(index, document, replace(body, text=text), bookmarks).apply(text)
        text, whole = self._set_apart(index, text), self._body
        if index:
            whole.before = merged_root(whole.before, body.before)
            whole.segments.append(Segment(index, text, body))
        else:
            whole.segments[0].text = text
            new_sdt_ids(text, self._taken)
            new_bookmark_ids(text, self._taken)

    def _set_apart(self, index: int, text: str) -> str:
        if self._moves:
            return f"{'' if index else BOUNDARY}{text}{BOUNDARY}"
        last = index == len(self._documents) - 1
        return separate(text, self._sections, self._own[index], first=index == 0, last=last)

    # -- new names and ids for the added document

    def _renaming(
        self, index: int, document: LoadedTemplate, body: PartSource, bookmarks: Mapping[str, str]
    ) -> Renaming:
        renaming = Renaming()
        renaming.sdt_ids = new_sdt_ids(body.text, self._taken)
        renaming.bookmark_ids = new_bookmark_ids(body.text, self._taken)
        first_list = self._lists.next_abstract if self._lists else 0
        if (numbering := document.blob("numbering")) is not None:
            renaming.num_ids, first_list = self._add_lists(numbering)
        mapping = self._add_styles(document, index + 1, renaming.num_ids)
        renaming.styles, renaming.default_style = mapping.ids, mapping.default
        renaming.default_table, renaming.cells = mapping.default_table, mapping.cells
        renaming.fields = FieldNames(bookmarks, mapping.names, f"_{index + 1}")
        if numbering is not None and self._lists and mapping.ids:
            self._lists.rename_styles(first_list, mapping.ids)
        renaming.doc_parts = self._add_placeholders(document, index + 1)
        self._notes.add(index, document.package, document.sources, renaming)
        self._add_relationships(index, document, renaming)
        return renaming

    def _add_lists(self, blob: bytes) -> tuple[dict[str, str], int]:
        if self._lists is None:
            self._lists = MergedLists(self._part_of("numbering", "numbering").blob)
        first = self._lists.next_abstract
        return self._lists.add(blob), first

    def _add_styles(self, document: LoadedTemplate, number: int, num_ids: dict[str, str]) -> StyleMapping:
        blob = document.blob("styles") or _EMPTY.format("styles", W).encode()
        numbering = document.blob("numbering")
        texts = [*document.texts(), *([numbering.decode()] if numbering else [])]
        return self._styles.add(blob, texts, number, num_ids)

    def _add_placeholders(self, document: LoadedTemplate, number: int) -> dict[str, str]:
        name = document.package.first("glossaryDocument")
        if name is None:
            return {}
        existing = self._package.first("glossaryDocument")
        if existing is None:
            copied = PartCopier(document.package, self._package).copy(name, share=False)
            self._package.relate(
                self._main, Relationship("rIdGlossary", f"{OFFICE_REL_PREFIX}glossaryDocument", copied)
            )
            return {}
        if self._package.parts[existing].blob == document.package.parts[name].blob:
            return {}
        glossary = parse_xml(self._package.parts[existing].blob)
        renamed = add_placeholders(glossary, self._glossary_of(document, name, existing, number), number)
        self._package.put(self._package.parts[existing].with_blob(xml_bytes(glossary)))
        return renamed

    def _glossary_of(self, document: LoadedTemplate, name: str, existing: str, number: int) -> etree._Element:
        part = document.package.parts[name]
        styles, added_styles = (
            next(iter(glossary.related("styles")), None) for glossary in (self._package.parts[existing], part)
        )
        text = parse_xml(part.blob)
        if styles is None or added_styles is None:
            return text
        merged = MergedStyles(self._package.parts[styles].blob)
        source = etree.tostring(text, encoding="unicode")
        mapping = merged.add(document.package.parts[added_styles].blob, [source], number, {})
        if merged.merged is not None:
            self._package.put(self._package.parts[styles].with_blob(xml_bytes(merged.merged)))
        renaming = Renaming(mapping.ids, mapping.default)
        return parse_xml(renaming.apply(source, with_relationships=False).encode())

    # -- relationships

    def _add_relationships(self, index: int, document: LoadedTemplate, renaming: Renaming) -> None:
        copier = PartCopier(document.package, self._package)
        for rel in document.package.document.relationships:
            if rel.kind in _SINGLE:
                continue
            target = rel.target
            if rel.kind in (HEADER, FOOTER) and target in document.package.parts:
                target = self._add_header(index, document, rel, renaming, copier)
            elif not rel.external and target in document.package.parts:
                target = copier.copy(target)
            renaming.relationships[rel.id] = self._package.relate(self._main, replace(rel, target=target))

    def _add_header(
        self, index: int, document: LoadedTemplate, rel: Relationship, renaming: Renaming, copier: PartCopier
    ) -> str:
        source = next(source for source in document.sources if source.name == rel.target)
        text = renaming.apply(source.text, with_relationships=False)
        name = copier.copy(rel.target, share=text == source.text)
        if not any(part.name == name for part in self._parts):
            self._parts.append(
                WholePart(name, source.kind, source.before, [Segment(index, text, source)], source.after)
            )
        return name

    def _blank(self, reference: str) -> str:
        kind = reference.removesuffix("Reference")
        name = f"word/empty-{kind}.xml"
        if name not in self._package.parts:
            root = "hdr" if kind == HEADER else "ftr"
            self._package.put(Part(name, f"{WORD_TYPE_PREFIX}{kind}+xml", _BLANK.format(root, W).encode()))
        return self._package.relate(
            self._main, Relationship(f"rIdEmpty{kind}", f"{OFFICE_REL_PREFIX}{kind}", name)
        )

    def _part_of(self, kind: str, root: str) -> Part:
        """Return the packet's part of ``kind``, a new and empty one when it has none."""
        if found := self._package.first(kind):
            return self._package.parts[found]
        blob = _EMPTY.format(root, W).encode()
        part = Part(f"word/{kind}.xml", f"{WORD_TYPE_PREFIX}{kind}+xml", blob)
        self._package.put(part)
        self._package.relate(self._main, Relationship(f"rId{kind}", f"{OFFICE_REL_PREFIX}{kind}", part.name))
        return part

    # -- at the end

    def finish(self) -> None:
        """Put the merged parts in."""
        if self._styles.merged is not None:
            self._replace("styles", xml_bytes(self._styles.merged))
        if self._lists is not None:
            self._replace("numbering", xml_bytes(self._lists.root))
        others = [document.blob("settings") for document in self._documents[1:]]
        merged = merged_settings(
            self._part_of("settings", "settings").blob,
            [blob or _EMPTY.format("settings", W).encode() for blob in others],
            ends_sections=self._sections.ends_sections,
        )  # fmt: skip
        if merged is not None:
            self._replace("settings", merged)
        self._finish_fonts()
        if self._moves:
            blanks = {reference: self._blank(reference) for reference in REFERENCES}
            self._body.set_apart = MovingSections(
                blanks, self._own, self._sections.duplex, self._sections.ends_sections
            ).set_apart

    def _finish_fonts(self) -> None:
        first = self._documents[0].blob("fontTable")
        tables = [document.blob("fontTable") for document in self._documents[1:]]
        others = [table for table in tables if table and table != first]
        if first is not None and others:
            self._replace("fontTable", merged_fonts(first, others))

    def _replace(self, kind: str, blob: bytes) -> None:
        self._package.put(self._package.parts[self._package.related(kind)[0]].with_blob(blob))
