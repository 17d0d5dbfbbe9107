"""The bytes of a part that should be a picture or a workbook → whether they are that and nothing more."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from lxml import etree

from sokhet_docs.office.safe_xml import parse_xml

_BEGINNINGS = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"II\xbc", b"\xd7\xcd\xc6\x9a",
    b"\x01\x00\x09\x00", b"\x02\x00\x09\x00", b"\x00\x00\x00\x0cjP",
)  # fmt: skip
"""How the files of pictures begin: PNG, JPEG, GIF, BMP, TIFF, HD photo, WMF (placeable, plain), JPEG 2000."""

_PACKED, _UNPACKED = b"\x1f\x8b", 100  # a metafile packed by gzip, and the bytes of it that tell what it is
_LEAST = 4  # bytes of anything that could act
_PICT_HEAD, _PICT = 512, b"\x00\x11\x02\xff"  # a picture of old Macintoshes begins behind an empty head
_SVG, _XHTML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"
_SHAPES = """
    svg g defs path rect circle ellipse line polyline polygon text tspan textPath use symbol clipPath
    mask pattern linearGradient radialGradient stop image filter marker title desc metadata style switch
    view font glyph font-face missing-glyph hkern vkern tref solidcolor color-profile
"""
_DRAWING = frozenset(_SHAPES.split())
_STYLE_SHEETS = "//processing-instruction('xml-stylesheet')"  # they are fetched
_CSS_ADDRESS = re.compile(r"url\(\s*['\"]?\s*([^'\")\s]*)|@import", re.IGNORECASE)
_MORE_IN_WORKBOOKS = re.compile(
    r"vba|macro|activex|externallink|embedding|customui|webextension|ctrlprop|connections|querytable|dialogsheet",
    re.IGNORECASE,
)


def is_picture(blob: bytes) -> bool:
    """Tell whether ``blob`` begins as the file of a picture does; one of hardly a byte shows nothing."""
    if blob.startswith(_PACKED):
        return is_picture(zlib.decompressobj(31).decompress(blob, _UNPACKED))
    is_emf, is_webp = blob[40:44] == b" EMF", blob.startswith(b"RIFF") and blob[8:12] == b"WEBP"
    is_pict = _PICT in (blob[10:14], blob[_PICT_HEAD + 10 : _PICT_HEAD + 14])
    return len(blob) < _LEAST or blob.startswith(_BEGINNINGS) or is_emf or is_webp or is_pict


def is_plain_drawing(blob: bytes) -> bool:
    """Tell whether an SVG only draws: no script, nothing from elsewhere."""
    root = parse_xml(blob)
    return not root.xpath(_STYLE_SHEETS) and all(map(_is_drawn, root.iter(etree.Element)))


def _is_drawn(element: etree._Element) -> bool:
    name = etree.QName(element)
    if name.namespace == _XHTML or (name.namespace in (_SVG, None) and not _is_of_drawing(name.localname)):
        return False
    css = [element.text or ""] if name.localname == "style" else []
    for key, value in element.items():
        local = etree.QName(key).localname.lower()
        if local.startswith("on") or (local in ("href", "src") and not _is_within(str(value))):
            return False
        css.append(str(value))
    return all(_is_within(found[1] or "@import") for text in css for found in _CSS_ADDRESS.finditer(text))


def _is_of_drawing(name: str) -> bool:
    return name in _DRAWING or name.startswith("fe")


def _is_within(address: str) -> bool:
    """Tell whether an address leads to the same file, or is a picture written out."""
    return address.strip().startswith(("#", "data:image/")) and "svg" not in address[:20]


def is_plain_workbook(blob: bytes) -> bool:
    """Tell whether the figures behind a chart are a workbook without macros or sources elsewhere."""
    if not blob.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            return not any(map(_MORE_IN_WORKBOOKS.search, archive.namelist()))
    except zipfile.BadZipFile:
        return False
