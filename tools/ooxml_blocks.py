"""Paragraphs, tables, content controls and sections as WordprocessingML text.

Every function returns XML text for the body of a document. Plain text may hold merge tags; it is escaped
here and nowhere else. Lengths are in millimetres.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from tools.ooxml_styles import twips

Words = str | tuple[str, str]  # text, or text and its character style


def run(words: Words) -> str:
    r"""Return one run; ``\t`` in the text is a tab."""
    text, style = words if isinstance(words, tuple) else (words, "")
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    pieces = "".join(
        "<w:tab/>" if piece == "\t" else _text(piece) for piece in re.split("(\t)", text) if piece
    )
    return f"<w:r>{properties}{pieces}</w:r>"


def _text(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() or "  " in text else ""
    return f"<w:t{space}>{escape(text)}</w:t>"


def paragraph(style: str, *content: Words) -> str:
    """Return a paragraph of ``style`` with a run for each of ``content``."""
    return styled(style, "".join(run(words) for words in content if words))


def styled(style: str, inner_xml: str, properties: str = "") -> str:
    """Return a paragraph of ``style`` around ``inner_xml``; ``properties`` is added to its pPr."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner_xml}</w:p>'


def block_tag(statement: str) -> str:
    """Return the paragraph that holds a Jinja statement and vanishes: ``block_tag("if hoi_nghi.co")``."""
    return f"<w:p><w:r><w:t>{{%p {escape(statement)} %}}</w:t></w:r></w:p>"


def when(condition: str, *blocks: str) -> str:
    """Return ``blocks``, kept only where ``condition`` holds."""
    return block_tag(f"if {condition}") + "".join(blocks) + block_tag("endif")


def each(loop: str, *blocks: str) -> str:
    """Return ``blocks``, repeated for each element: ``each("nn in noi_nhan", …)``."""
    return block_tag(f"for {loop}") + "".join(blocks) + block_tag("endfor")


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its block content, and how many columns it spans."""

    content: str
    span: int = 1
    middle: bool = False


def table(style: str, widths: Sequence[float], rows: Iterable[str]) -> str:
    """Return a table of fixed column ``widths`` in mm; ``rows`` come from `row` and `row_tag`."""
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    total = sum(twips(width) for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{total}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def row(
    widths: Sequence[float], cells: Sequence[Cell], *, header: bool = False, height: float | None = None
) -> str:
    """Return a row that never splits over two pages; ``height`` is the least height in mm."""
    least = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    repeat = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{repeat}</w:trPr>{_cells(widths, cells)}</w:tr>"


def _cells(widths: Sequence[float], cells: Sequence[Cell]) -> str:
    parts, column = [], 0
    for cell in cells:
        width = sum(twips(each_width) for each_width in widths[column : column + cell.span])
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        align = '<w:vAlign w:val="center"/>' if cell.middle else ""
        parts.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{align}</w:tcPr>{cell.content}</w:tc>'
        )
        column += cell.span
    return "".join(parts)


def row_tag(widths: Sequence[float], statement: str) -> str:
    """Return the table row that holds a Jinja statement and vanishes."""
    text = f"<w:p><w:r><w:t>{{%tr {escape(statement)} %}}</w:t></w:r></w:p>"
    return f"<w:tr>{_cells(widths, [Cell(text, span=len(widths))])}</w:tr>"


def numeric_id(name: str) -> int:
    """Return the id of the bookmark or control ``name``: stable, and positive as Word wants it."""
    return zlib.crc32(name.encode()) & 0x3FFFFFFF or 1


def bookmarked(name: str, inner_xml: str) -> str:
    """Return ``inner_xml`` within a bookmark; it may be paragraphs, or runs within one."""
    mark = numeric_id(name)
    return (
        f'<w:bookmarkStart w:id="{mark}" w:name={quoteattr(name)}/>{inner_xml}<w:bookmarkEnd w:id="{mark}"/>'
    )


@dataclass(frozen=True, slots=True)
class Control:
    """A content control that cannot be deleted, only filled in.

    ``tag`` names it to a machine, ``alias`` to a person; ``entry`` names the glossary's prompt that Word
    shows again when the text is deleted, "" for none.
    """

    tag: str
    alias: str
    entry: str = ""

    def around_prompt(self, prompt: str) -> str:
        """Return a run-level control that shows ``prompt``.

        Not one of plain text (w:text): around such a one LibreOffice loses the bookmark in a .doc.
        """
        return self._around(run((prompt, "PlaceholderText")), "<w:showingPlcHdr/>")

    def around(self, content: str) -> str:
        """Return a control of rich text around ``content``: paragraphs, or runs within one."""
        return self._around(content, "")

    def around_answer(self, style: str, prompt: str) -> str:
        """Return a control that takes whole paragraphs, with a first one of ``style`` that shows ``prompt``.

        The prompt is a control of its own that vanishes with the first key (w:temporary): the outer one
        stays free for as many paragraphs as are wanted, and LibreOffice greys only a prompt within a line.
        """
        inner = (
            f'<w:sdt><w:sdtPr><w:id w:val="{numeric_id(self.tag + "/prompt")}"/>{self._placeholder()}'
            f"<w:temporary/><w:showingPlcHdr/></w:sdtPr>"
            f"<w:sdtContent>{run((prompt, 'PlaceholderText'))}</w:sdtContent></w:sdt>"
        )
        return self.around(styled(style, inner))

    def _around(self, content: str, kind: str) -> str:
        return (
            f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(self.alias)}/><w:tag w:val={quoteattr(self.tag)}/>"
            f'<w:id w:val="{numeric_id(self.tag)}"/><w:lock w:val="sdtLocked"/>{self._placeholder()}{kind}'
            f"</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def _placeholder(self) -> str:
        if not self.entry:
            return ""
        return f'<w:placeholder><w:docPart w:val="{self.entry}"/></w:placeholder>'


def section(*, landscape: bool = False) -> str:
    """Return the sectPr of an A4 page with the margins in force and numbers from page 2, starting at 1.

    Twips as the rules fix them: 20 mm above and below, 30 mm left, 15 mm right; the number 10 mm from the
    top edge [P]. A page on its side keeps its binding edge: the 30 mm stand on the left there too.
    """
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
        '<w:headerReference w:type="first" r:id="rIdFirstHeader"/>'
        f'<w:type w:val="nextPage"/><w:pgSz {size}/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" '
        'w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/>'
        "</w:sectPr>"
    )
