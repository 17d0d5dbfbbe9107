"""Report forms as a clerk types them in Word: headings, content controls with tags and titles, tables."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.support.docx_builder import p, r

WORDS_PROMPT = "Bấm hoặc gõ nhẹ vào đây để nhập văn bản."


def control(tag: str, title: str = "", prompt: str = WORDS_PROMPT) -> str:
    """Return a control for words within a line, empty as Word shows it."""
    alias = f'<w:alias w:val="{escape(title)}"/>' if title else ""
    content = r(prompt, '<w:rStyle w:val="PlaceholderText"/>')
    return (
        f'<w:sdt><w:sdtPr>{alias}<w:tag w:val="{tag}"/><w:showingPlcHdr/></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def block(tag: str, title: str = "", prompt: str = WORDS_PROMPT) -> str:
    """Return a control for whole paragraphs."""
    alias = f'<w:alias w:val="{escape(title)}"/>' if title else ""
    return (
        f'<w:sdt><w:sdtPr>{alias}<w:tag w:val="{tag}"/></w:sdtPr>'
        f"<w:sdtContent>{p(prompt)}</w:sdtContent></w:sdt>"
    )


def heading(text: str) -> str:
    """Return a bold paragraph."""
    return p(r(text, "<w:b/>"))


def end_of_pages() -> str:
    """Return a paragraph that ends a section of pages."""
    return p(properties="<w:sectPr/>")
