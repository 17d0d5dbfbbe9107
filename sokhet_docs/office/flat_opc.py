"""A Word file saved as one XML file (Flat OPC, ``pkg:package``) → the same as a .docx."""

from __future__ import annotations

import base64

from lxml import etree

from sokhet_docs.office.namespaces import NAMESPACES
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes
from sokhet_docs.office.zip_writer import Packed, archive_of, pack_entry

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"


def docx_of_flat_opc(data: bytes) -> bytes:
    """Return the .docx that the parts in ``data`` make. Raises what `safe_zip.DAMAGE` lists."""
    parts = [part for part in parse_xml(data) if part.tag == f"{_PKG}part"]
    entries = [pack_entry(_name(part).encode(), _blob(part)) for part in parts]
    return archive_of([_content_types(parts), *entries])


def _name(part: etree._Element) -> str:
    return part.get(f"{_PKG}name", "").lstrip("/")


def _blob(part: etree._Element) -> bytes:
    for child in part:
        if child.tag == f"{_PKG}xmlData" and len(child):
            return xml_bytes(child[0])
        if child.tag == f"{_PKG}binaryData":
            return base64.b64decode(child.text or "")
    return b""


def _content_types(parts: list[etree._Element]) -> Packed:
    kinds = NAMESPACES["types"]
    root = etree.fromstring(f'<Types xmlns="{kinds}"/>')
    etree.SubElement(root, f"{{{kinds}}}Default", Extension="rels", ContentType=_RELATIONSHIPS)
    for part in parts:
        kind = part.get(f"{_PKG}contentType", "")
        if kind and kind != _RELATIONSHIPS:
            etree.SubElement(root, f"{{{kinds}}}Override", PartName=f"/{_name(part)}", ContentType=kind)
    return pack_entry(b"[Content_Types].xml", xml_bytes(root))
