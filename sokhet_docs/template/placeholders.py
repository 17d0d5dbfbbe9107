"""The prompts of a form's empty fields: of those that a loop made, each gets its entry in the glossary.

Word shows an entry again when a field's text is deleted. The glossary of a template can hold but one entry
for a control in a loop, named by a tag; it is copied here for each control that the loop made.
"""

from __future__ import annotations

import copy
import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes
from sokhet_docs.template.tags import TAG, released

_CONTROL = re.compile(
    r'<w:docPart w:val="(?P<name>[^"]*)"/></w:placeholder>(?:(?!<w:sdt>|</w:sdt>).)*?'
    r"<w:sdtContent>(?P<content>(?:(?!<w:sdt>).)*?)</w:sdtContent>",
    re.DOTALL,
)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_VAL, _NAME = qn("w:val"), f"{qn('w:docPartPr')}/{qn('w:name')}"


def with_placeholders(package: Package, body: str) -> Package:
    """Return ``package`` with a glossary that has an entry for each prompt in ``body``, its folded text.

    Entries named by a tag go. A package without such an entry is returned as it is.
    """
    name = package.first("glossaryDocument")
    if name is None or b"{" not in package.parts[name].blob:
        return package
    root = parse_xml(package.parts[name].blob)
    entries = root.find(qn("w:docParts"))
    models = [entry for entry in root.iter(qn("w:docPart")) if TAG.search(_name_of(entry))]
    if entries is None or not models:
        return package
    known = {_name_of(entry) for entry in root.iter(qn("w:docPart"))}
    for prompt_name, prompt in _iter_prompts(body):
        if prompt_name not in known:
            known.add(prompt_name)
            entries.append(_entry_like(models[0], prompt_name, prompt))
    for model in models:
        entries.remove(model)
    parts = {**package.parts, name: package.parts[name].with_blob(xml_bytes(root))}
    return replace(package, parts=parts)


def _iter_prompts(body: str) -> Iterator[tuple[str, str]]:
    for match in _CONTROL.finditer(body):
        name = match.group("name")
        if not TAG.search(name):
            yield unescape(name), released(unescape("".join(_TEXT.findall(match.group("content")))))


def _name_of(entry: etree._Element) -> str:
    name = entry.find(_NAME)
    return "" if name is None else name.get(_VAL, "")


def _entry_like(model: etree._Element, name: str, prompt: str) -> etree._Element:
    entry = copy.deepcopy(model)
    for path, value in ((_NAME, name), (f"{qn('w:docPartPr')}/{qn('w:guid')}", _guid(name))):
        if (element := entry.find(path)) is not None:
            element.set(_VAL, value)
    for index, text in enumerate(entry.iter(qn("w:t"))):
        text.text = "" if index else prompt
    return entry


def _guid(name: str) -> str:
    return f"{{{str(uuid.uuid5(uuid.NAMESPACE_OID, f'sokhet-docs/{name}')).upper()}}}"
