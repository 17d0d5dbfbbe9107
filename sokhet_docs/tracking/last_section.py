"""A document whose last section came out empty → the same document without that section's empty page."""

from __future__ import annotations

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes

_SECTION = qn("w:sectPr")
_ENDS_SECTION = f"{qn('w:pPr')}/{_SECTION}"


def drop_empty_last_section(package: Package) -> None:
    """Remove the last section where nothing but empty paragraphs is left of it, unless it is the only one."""
    part = package.parts[package.main]
    root = parse_xml(part.blob)
    body = root.find(qn("w:body"))
    if body is not None and _drop(body):
        package.put(part.with_blob(xml_bytes(root)))


def _drop(body: etree._Element) -> bool:
    ends = [(at, end) for at, block in enumerate(body) if (end := block.find(_ENDS_SECTION)) is not None]
    if not ends or body[-1].tag != _SECTION:
        return False
    at, end = ends[-1]
    if not all(map(_is_empty, list(body)[at + 1 : -1])):
        return False
    for block in list(body)[at + 1 :]:
        body.remove(block)
    body.append(end)
    return True


def _is_empty(block: etree._Element) -> bool:
    return block.tag == qn("w:p") and {child.tag for child in block} <= {qn("w:pPr")}
