"""A letter made for Word's mail merge → a template: its fields become tags, by the workbook's headers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from sokhet_docs.office.docx_places import P, iter_places
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import Package, read_package, write_package
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes
from sokhet_docs.office.word_fields import WordField, iter_word_fields
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.template.known_tags import KnownTags
from sokhet_docs.template.options import TemplateOptions
from sokhet_docs.template.paragraph_texts import ParagraphTexts
from sokhet_docs.template.prepared import without_merge
from sokhet_docs.template.rendered_parts import tagged_parts

_PRINTED = re.compile(r"«\s*([^«»{}]{1,80}?)\s*»")
_SWITCH = re.compile(r'\\([*@#bfvm])\s*(?:"([^"]*)"|(\S+))?')
_FILTERS = {"upper": "|hoa", "firstcap": "|hoa_dau"}
_SAYING_NOTHING = frozenset({"mergeformat", "charformat"})
_RUN, _SIMPLE = qn("w:r"), qn("w:fldSimple")
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
    package = without_merge(read_package(path))
    adopter = _Adopter(package.file, KnownTags(options))
    labels = package.labels()
    for name in tagged_parts(package):
        adopter.adopt_part(package, name, labels[name])
    return Adoption(write_package(package), tuple(adopter.replaced), tuple(adopter.problems))


class _Adopter:
    """Goes through the parts of one letter."""

    def __init__(self, file: str, known: KnownTags) -> None:
        self._file, self._known = file, known
        self.replaced: list[tuple[str, str, str]] = []
        self.problems: list[Problem] = []

    def adopt_part(self, package: Package, name: str, label: str) -> None:
        """Turn the fields of a part into tags, in ``package`` itself."""
        root = parse_xml(package.parts[name].blob)
        before = len(self.replaced)
        spots = dict(iter_places(root, label, P))
        for field in list(iter_word_fields(root)):
            if field.is_merge:
                paragraph = next(field.elements[0].iterancestors(P), root)
                self._adopt_field(field, spots.get(paragraph, label))
        for paragraph, spot in spots.items():
            self._adopt_printed(ParagraphTexts(paragraph), spot)
        if len(self.replaced) > before:
            package.put(package.parts[name].with_blob(xml_bytes(root)))

    def _adopt_field(self, field: WordField, spot: str) -> None:
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

    def _adopt_printed(self, texts: ParagraphTexts, spot: str) -> None:
        """Turn the names between « and » that are no field of Word into tags."""
        found = [(one, name) for one in _PRINTED.finditer(texts.whole) if (name := self._known.find(one[1]))]
        self.replaced += [(spot, one.group(), f"{{{{ {name} }}}}") for one, name in found]
        for one, name in reversed(found):
            texts.write(*one.span(), f"{{{{ {name} }}}}")

    def _guess(self, written: str) -> str:
        guess = self._known.nearest(written)
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
