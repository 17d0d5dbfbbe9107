"""A template as its author saved it → the template that tags are read from.

docxtpl reads a part as text and looks at single tags. What it would lose, cut or leave raw is brought into a
form that it reads rightly: the printed pages stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from sokhet_docs.office.namespaces import W, qn
from sokhet_docs.office.opc import Relationship
from sokhet_docs.office.package import Package, Part, read_package
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes
from sokhet_docs.problems import TemplateError
from sokhet_docs.template.completed_tables import complete_tables
from sokhet_docs.template.joined_codes import join_codes
from sokhet_docs.template.joined_tags import join_tags
from sokhet_docs.template.rendered_parts import tagged_parts
from sokhet_docs.template.tags import TAG, held

_BINDINGS = (qn("w:dataBinding"), "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding")
_DELETED = (qn("w:delText"), qn("w:delInstrText"))
_T, _SPACE = qn("w:t"), qn("xml:space")
_MAX_BRACES = 10_000  # two for each tag
_MAX_UNCLOSED = 100
_BRACES = re.compile(r"\{[{%#]|[}%#]\}")
_CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}"}
_MERGES = frozenset({"mailMergeSource", "mailMergeHeaderSource", "recipientData"})


def read_template(path: Path | str) -> Package:
    """Read and prepare a template. Raises what `read_package` raises."""
    return prepared(read_package(path))


def prepared(package: Package) -> Package:
    """Return ``package`` with the parts that hold tags prepared, and without its list for a mail merge.

    Raises TemplateError for one with more tags than can be read.
    """
    parts = dict(package.parts)
    tagged = tagged_parts(package)
    if sum(parts[name].blob.count(b"{") for name in tagged) > _MAX_BRACES:
        raise TemplateError.at(
            package.file,
            f"Mẫu có hơn {_MAX_BRACES} dấu ngoặc nhọn, không đọc.",
            "Hãy chia mẫu thành nhiều mẫu.",
        )
    for name in tagged:
        parts[name] = _prepared(parts[name], package.file)
    return without_merge(replace(package, parts=parts))


def without_merge(package: Package) -> Package:
    """Return ``package`` without a mail merge: its path leads to the author's own list of addresses."""
    parts = dict(package.parts)
    for name in package.related("settings"):
        parts[name] = _without_merge(parts[name])
    return replace(package, parts=parts)


def _prepared(part: Part, file: str) -> Part:
    root = parse_xml(part.blob)
    _check_closed(root, file)
    rels, linked = _fill_links(root, part.relationships)
    steps: Sequence[Callable[[etree._Element], bool]] = (
        _fill_empty_body, _drop_page_changes, _hold_deleted, _free_controls, join_codes, join_tags,
        complete_tables,
    )  # fmt: skip
    changes = [step(root) for step in steps]
    if not linked and not any(changes):
        return part
    return replace(part.with_blob(xml_bytes(root)), relationships=rels)


def _check_closed(root: etree._Element, file: str) -> None:
    """Refuse a part in which so many tags are not closed that looking for their ends takes too long."""
    opened, unclosed = "", 0
    for found in _BRACES.findall("".join(map(str, root.itertext()))):
        if found == opened:
            opened = ""
        elif found in _CLOSED_BY:
            unclosed += bool(opened)
            opened = opened or _CLOSED_BY[found]
    if unclosed > _MAX_UNCLOSED:
        raise TemplateError.at(
            file,
            f"Mẫu có hơn {_MAX_UNCLOSED} thẻ mở mà không đóng, không đọc.",
            "Mỗi {{ phải có }}, mỗi {% phải có %}, mỗi {# phải có #}.",
        )


def _fill_empty_body(root: etree._Element) -> bool:
    """Put the paragraph that Word shows into a body without anything."""
    body = root.find(qn("w:body"))
    is_empty = body is not None and len(body) == 0
    if body is not None and is_empty:
        etree.SubElement(body, qn("w:p"))
    return is_empty


def _drop_page_changes(root: etree._Element) -> bool:
    """Drop what a page setup was before a tracked change of it: a section has but one."""
    return _drop(list(root.iter(qn("w:sectPrChange"))))


def _hold_deleted(root: etree._Element) -> bool:
    """Keep the braces of deleted text from being read as tags."""
    moved = (text for away in root.iter(qn("w:del"), qn("w:moveFrom")) for text in away.iter(_T))
    texts = [
        text
        for text in (*root.iter(*_DELETED), *moved)
        if "{" in (text.text or "") or "}" in (text.text or "")
    ]
    for text in texts:
        text.text = held(text.text or "")
    return bool(texts)


def _free_controls(root: etree._Element) -> bool:
    """Free the controls with tags from the data that Word would show in their place."""
    return _drop([binding for binding in root.iter(*_BINDINGS) if _has_tags(binding)])


def _has_tags(binding: etree._Element) -> bool:
    """Tell whether the content of a bound control may hold a tag: in its words, a code or an attribute."""
    control = next(binding.iterancestors(qn("w:sdt")), None)
    content = None if control is None else control.find(qn("w:sdtContent"))
    if content is None:
        return False
    values = (str(value) for element in content.iter(etree.Element) for value in element.values())
    return "{" in "".join(map(str, content.itertext())) or any(map(TAG.search, values))


def _fill_links(
    root: etree._Element, relationships: tuple[Relationship, ...]
) -> tuple[tuple[Relationship, ...], bool]:
    """Turn the links whose address has tags into fields, whose code is filled in as all text is."""
    tagged = {
        rel.id: unquote(rel.target)
        for rel in relationships
        if rel.external and rel.kind == "hyperlink" and TAG.search(unquote(rel.target))
    }
    if not tagged:
        return relationships, False
    for link in list(root.iter(qn("w:hyperlink"))):
        if (address := tagged.get(link.get(qn("r:id"), ""))) is not None:
            _turn_into_field(link, address)
    return tuple(rel for rel in relationships if rel.id not in tagged), True


def _turn_into_field(link: etree._Element, address: str) -> None:
    code = _run("instrText", text=f' HYPERLINK "{address}" ')
    link[:0] = [_run("fldChar", kind="begin"), code, _run("fldChar", kind="separate")]
    link.append(_run("fldChar", kind="end"))
    parent = link.getparent()
    assert parent is not None  # noqa: S101 -- a link stands in a paragraph
    at = parent.index(link)
    parent[at : at + 1] = list(link)


def _run(name: str, *, kind: str = "", text: str = "") -> etree._Element:
    run = etree.Element(qn("w:r"), nsmap={"w": W})
    child = etree.SubElement(run, qn(f"w:{name}"))
    if kind:
        child.set(qn("w:fldCharType"), kind)
    else:
        child.text = text
        child.set(_SPACE, "preserve")
    return run


def _without_merge(part: Part) -> Part:
    root = parse_xml(part.blob)
    rels = tuple(rel for rel in part.relationships if rel.kind not in _MERGES)
    if not _drop(list(root.iter(qn("w:mailMerge")))) and rels == part.relationships:
        return part
    return replace(part.with_blob(xml_bytes(root)), relationships=rels)


def _drop(elements: Sequence[etree._Element]) -> bool:
    """Take ``elements`` out of their tree; tell whether there were any."""
    for element in elements:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    return bool(elements)
