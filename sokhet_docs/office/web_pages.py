"""Web pages (.html, .mht) from outside → a page that fetches and runs nothing, for LibreOffice to read."""

from __future__ import annotations

import email
import re
from email.message import Message

from lxml import etree, html

from sokhet_docs.office.page_lines import part_shown
from sokhet_docs.office.page_looks import show_looks
from sokhet_docs.text.decoding import decode_text

_DROPPED = (
    "script", "link", "iframe", "frame", "object", "embed", "applet", "base", "img", "image", "video",
    "audio", "source", "svg", "meta",
)  # fmt: skip
_KEPT_ATTRIBUTES = {
    "colspan", "rowspan", "align", "valign", "name", "id", "class", "style", "color", "size", "face", "start",
    "type", "value", "dir", "lang", "border", "width", "height", "hidden",
}  # fmt: skip
_FETCHING = re.compile(r"url\s*\(|@import|expression\s*\(|src\s*:", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f]+"
_BETWEEN_DIGITS = re.compile(rf"(?<=\d){_CONTROLS}(?=\d)")
_ANY_CONTROLS = re.compile(_CONTROLS)
_MAX_PARTS = 500


def cleaned_page(data: bytes, declared: str = "") -> bytes:
    """Return the page ``data`` in UTF-8 without scripts, pictures and links that are fetched.

    ``declared`` is the encoding that its mail states ("": none). Raises ValueError for what is no page.
    """
    found = _CHARSET.search(data[:4000])
    text = decode_text(data, declared or (found[1].decode() if found else ""))
    root = parse_page(text)
    part_shown(root)
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    show_looks(root)
    for element in root.iter():
        if isinstance(element.tag, str):
            _clean_element(element)
    body = etree.tostring(root, encoding="unicode", method="html")
    head = '<!DOCTYPE html>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n'
    return (head + body).encode("utf-8", "replace")


def parse_page(text: str) -> html.HtmlElement:
    """Return the root of the page ``text``, without control characters; nothing is fetched.

    Raises ValueError for what is no page.
    """
    page = _without_controls(_DECLARATION.sub("", text))
    try:
        return html.document_fromstring(page, parser=html.HTMLParser(no_network=True))
    except etree.LxmlError as err:
        raise ValueError("no web page") from err


def _without_controls(text: str) -> str:
    """Return ``text`` without control characters.

    LibreOffice writes them for its fields and misreads them; lxml lets none be written back.
    """
    return _ANY_CONTROLS.sub("", _BETWEEN_DIGITS.sub(" ", text))


def _clean_element(element: etree._Element) -> None:
    for name, value in element.attrib.items():
        if str(name).lower() not in _KEPT_ATTRIBUTES or _FETCHING.search(str(value)):
            del element.attrib[name]
    if element.tag == "style" and _FETCHING.search(element.text or ""):
        element.text = ""


def page_of_mht(data: bytes) -> bytes:
    """Return the page that a browser or Word saved as one file. Raises ValueError when there is none."""
    message = email.message_from_bytes(data)
    for count, part in enumerate(message.walk()):
        if count > _MAX_PARTS:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return cleaned_page(_content_of(part), str(part.get_param("charset") or ""))
    raise ValueError("no page in a saved page")


def _content_of(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
