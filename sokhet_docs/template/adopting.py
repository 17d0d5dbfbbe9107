"""A letter made for Word's mail merge → a template: its fields become tags, by the workbook's headers.

So does what looks like a tag and names a header, wherever a letter is filled in; all else is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from sokhet_docs.office.docx_places import P, iter_places
from sokhet_docs.office.docx_text import iter_properties
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.opc import Relationship
from sokhet_docs.office.package import Package, read_package, write_package
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes
from sokhet_docs.office.word_fields import WordField, iter_word_fields
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.template.joined_codes import join_codes
from sokhet_docs.template.known_tags import KnownTags
from sokhet_docs.template.lookalike_kinds import SUSPECT, find_lookalike_texts
from sokhet_docs.template.options import TemplateOptions
from sokhet_docs.template.paragraph_texts import ParagraphTexts
from sokhet_docs.template.prepared import without_merge
from sokhet_docs.template.readable import iter_readable
from sokhet_docs.template.rendered_parts import CORE_PROPERTIES, tagged_parts

_SWITCH = re.compile(r'\\([*@#bfvm])\s*(?:"([^"]*)"|(\S+))?')
_FILTERS = {"upper": "|hoa", "firstcap": "|hoa_dau"}
_SAYING_NOTHING = frozenset({"mergeformat", "charformat"})
_RUN, _SIMPLE = qn("w:r"), qn("w:fldSimple")
_Span = tuple[int, int]
_LONG_DATE = re.compile(r"m{3,}|tháng", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Adoption:
    """A template that was made of an old letter: its bytes, what became a tag, what is left to look at.

    ``replaced`` has the place, the old field and the new tag of each.
    """

    content: bytes
    replaced: tuple[tuple[str, str, str], ...]
    problems: tuple[Problem, ...]


def adopt(path: Path, options: TemplateOptions) -> Adoption:
    """Return the template that the letter ``path`` makes. Raises TemplateError when it cannot be read."""
    from sokhet_docs.template.checking import find_lookalikes_elsewhere  # brings Jinja, slow to import

    package = without_merge(read_package(path))
    known = KnownTags(options)
    adopter = _Adopter(package.file, known)
    labels = package.labels()
    for name in tagged_parts(package):
        adopter.adopt_part(package, name, labels[name])
    adopter.adopt_properties(package)
    adopter.tell(find_lookalikes_elsewhere(package, known))
    return Adoption(write_package(package), tuple(adopter.replaced), tuple(adopter.problems))


class _Adopter:
    """Goes through the parts of one letter."""

    def __init__(self, file: str, known: KnownTags) -> None:
        self._file, self._known = file, known
        self.replaced: list[tuple[str, str, str]] = []
        self.problems: list[Problem] = []

    def tell(self, problems: Iterable[Problem]) -> None:
        """Note what is left as it is: it stops nobody from making the template."""
        self.problems += [replace(problem, severity=Severity.WARNING) for problem in problems]

    def adopt_part(self, package: Package, name: str, label: str) -> None:
        """Turn the fields of a part into tags, in ``package`` itself."""
        root = parse_xml(package.parts[name].blob)
        before = len(self.replaced)
        join_codes(root)
        spots = dict(iter_places(root, label, P))
        merged: dict[etree._Element, set[str]] = {}
        for field in list(iter_word_fields(root)):
            paragraph = next(field.elements[0].iterancestors(P), root)
            if field.is_merge and not self._adopt_field(field, spots.get(paragraph, label)):
                merged.setdefault(paragraph, set()).update(field.shown)
        for paragraph in root.iter(P):
            self._adopt_printed(ParagraphTexts(paragraph), spots.get(paragraph))
        self._adopt_others(root, label)
        self._tell_others(root, label, merged)
        rels = tuple(self._adopted_link(rel, label) for rel in package.parts[name].relationships)
        if len(self.replaced) > before:
            package.put(replace(package.parts[name].with_blob(xml_bytes(root)), relationships=rels))

    def adopt_properties(self, package: Package) -> None:
        """Turn what looks like a tag in the properties that are filled in into one."""
        core = package.parts.get(package.core_name() or "")
        if core is None:
            return
        root, before = parse_xml(core.blob), len(self.replaced)
        for passage in iter_properties(root):
            name = passage.place.rpartition(" ")[2]
            for element in root.iterchildren(f"{{*}}{name}") if name in CORE_PROPERTIES else ():
                element.text = self._adopted(element.text or "", passage.place)
        if len(self.replaced) > before:
            package.put(core.with_blob(xml_bytes(root)))

    def _adopt_others(self, root: etree._Element, label: str) -> None:
        """Turn what looks like a tag into one in attributes, in codes and in the words of drawings."""
        for readable in list(iter_readable(root, label)):
            element = readable.element
            if not SUSPECT.search(readable.text) or element.tag == P:
                continue
            for key, value in element.items():
                if (new := self._adopted(str(value), readable.spot, is_words=False)) != value:
                    element.set(key, new)
            for text in element.iter(qn("a:t"), qn("m:t"), qn("w:instrText")):
                text.text = self._adopted(text.text or "", readable.spot)

    def _adopted_link(self, rel: Relationship, label: str) -> Relationship:
        address, label = unquote(rel.target), f"{label}, địa chỉ liên kết".lstrip(", ")
        if not rel.external or (new := self._adopted(address, label)) == address:
            return rel
        return replace(rel, target=new)

    def _adopted(self, text: str, spot: str, *, is_words: bool = True) -> str:
        """Return ``text`` with tags for what names a field."""
        for (start, end), tag in reversed(list(self._iter_tags(text, spot, is_words=is_words))):
            text = f"{text[:start]}{tag}{text[end:]}"
        return text

    def _iter_tags(
        self, text: str, spot: str | None, *, is_words: bool = True
    ) -> Iterator[tuple[tuple[int, int], str]]:
        found = find_lookalike_texts(text, self._known, is_words=is_words) if SUSPECT.search(text) else ()
        for one in sorted(found, key=lambda one: one.span):
            if one.is_sure and one.tag:
                self.replaced += [] if spot is None else [(spot, one.shown, one.tag)]
                yield one.span, one.tag

    def _tell_others(self, root: etree._Element, label: str, merged: dict[etree._Element, set[str]]) -> None:
        """Tell what looks like a tag, and names nothing that is known."""
        from sokhet_docs.template.checking import PartWords, find_in_text

        words = PartWords(self._file, label)
        for readable in iter_readable(root, label):
            if SUSPECT.search(readable.text):
                self.tell(
                    find_in_text(
                        readable.text, readable.spot, words, self._known,
                        is_words=readable.is_words, merged=merged.get(readable.element),
                    )
                )  # fmt: skip

    def _adopt_field(self, field: WordField, spot: str) -> bool:
        """Put the tag of its column in place of ``field``; tell why where there is none."""
        shown = f"«{field.merged}»" if field.merged else field.name
        if not field.merged or field.depth:
            message = (
                f"{shown}: trường này điều khiển việc trộn hoặc nằm trong trường khác, phải thay bằng tay."
            )
            self._leave(spot, message, "Hãy xóa trường, hoặc viết bằng thẻ {% if … %}.")
        elif (name := self._known.find(field.merged)) is None:
            self._leave(spot, f"{shown}: không có cột nào tên như vậy.", self._guess(field.merged))
        else:
            tag = f"{{{{ {name}{self._filter(field, spot)} }}}}"
            _put(field, tag)
            self.replaced.append((spot, shown, tag))
            return True
        return False

    def _filter(self, field: WordField, spot: str) -> str:
        """Return the filter for the switches of ``field``; tell of those that none does the work of."""
        found = ""
        for kind, quoted, bare in _SWITCH.findall(field.code):
            value = (quoted or bare).casefold()
            if kind == "*" and value in _FILTERS:
                found = _FILTERS[value]
            elif kind == "@":
                found = "|ngay_dai" if _LONG_DATE.search(value) else found
            elif value and value not in _SAYING_NOTHING:
                message = f"«{field.merged}»: bỏ cách ghi \\{kind} {quoted or bare} của trường cũ."
                self._leave(spot, message, "Hãy xem lại chỗ này trong mẫu mới.")
        return found

    def _adopt_printed(self, texts: ParagraphTexts, spot: str | None) -> None:
        """Turn the names between « and » or odd braces, which are no field of Word, into tags.

        What only old programs show has no ``spot``: it repeats what is told of elsewhere.
        """
        for span, tag in reversed(list(self._iter_tags(texts.whole, spot))):
            texts.write(*span, tag)

    def _guess(self, written: str) -> str:
        guess = self._known.near(written)
        return f"Gần nhất: {{{{ {guess} }}}}." if guess else "Lệnh sokhet-docs fields liệt kê mọi trường."

    def _leave(self, spot: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Place(self._file, spot), message, hint, Severity.WARNING))


def _put(field: WordField, tag: str) -> None:
    """Write ``tag`` in place of ``field``, as its result looks; nothing of the field is left."""
    first = field.elements[0]
    if field.results:
        field.results[0].text = tag
        field.results[0].set(qn("xml:space"), "preserve")
    elif first.tag == _SIMPLE:
        etree.SubElement(etree.SubElement(first, _RUN), qn("w:t")).text = tag
    else:
        etree.SubElement(next(first.iterancestors(_RUN)), qn("w:t")).text = tag
    for element in (*field.elements, *field.results[1:]):
        if element not in field.results[:1]:
            _drop(element)


def _drop(element: etree._Element) -> None:
    """Take ``element`` out, but what stands in it, and its run when nothing else is left there."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent[at : at + 1] = list(element) if element.tag == _SIMPLE else []
    if parent.tag == _RUN and all(child.tag == qn("w:rPr") for child in parent):
        _drop(parent)
