"""The XML of a Word file → its text, each paragraph and cell with the fields that it is of.

Which tags are fields is for the caller to say. The tree is walked flat, event by event: whatever stands
around a paragraph or a text, known or not, its words are read. What a text box repeats for old programs is
read once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from lxml import etree

from sokhet_docs.office.docx_blocks import (
    Block,
    BodyText,
    Line,
    Opened,
    TextRun,
    characters_in,
    iter_lines,
)
from sokhet_docs.office.docx_elements import child, children
from sokhet_docs.office.docx_fields import FieldTests, FieldTracker
from sokhet_docs.office.docx_parts import DocxParts
from sokhet_docs.office.docx_places import FALLBACK, PlaceCounter
from sokhet_docs.office.docx_simple_rows import unusual_tags
from sokhet_docs.office.docx_tables import TableReader
from sokhet_docs.office.docx_text import SIGNS
from sokhet_docs.office.docx_texts import (
    CHOICE,
    EQUATION_SIGNS,
    TextReader,
    count_characters,
    is_repeated,
    name_of_object,
)
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.word_styles import WordStyles

# Names that are asked for again and again; `qn` costs a call each time.
_P_PR, _SECT_PR, _VAL, _ID = qn("w:pPr"), qn("w:sectPr"), qn("w:val"), qn("w:id")
_P_STYLE, _NUM_PR = qn("w:pStyle"), qn("w:numPr")
_READ = frozenset({_P_STYLE, _NUM_PR, _SECT_PR})
_ROMAN_OR_LETTER = re.compile(r"(?<![^\W\d])(?:[ivxlcdm]+|[a-zđ]{1,2})(?![^\W\d])", re.IGNORECASE)
_TR = qn("w:tr")


def read_body(docx: DocxParts, fields: FieldTests, *, as_sent: bool = False, plain: bool = False) -> BodyText:
    """Return the body of ``docx`` in reading order.

    ``as_sent``: it is a form that nobody filled in yet. ``plain``: neither emphasis nor looks nor lists are
    asked for, nor are its characters counted, and a row with fields in cells is one cell with all its words.
    """
    return _read(docx, docx.document, fields, as_sent=as_sent, plain=plain)


def read_words(docx: DocxParts, root: etree._Element) -> BodyText:
    """Return the words below ``root``, a part of ``docx`` beside its body, in reading order."""
    return _read(docx, root, FieldTests(_is_none, _is_none), as_sent=False, plain=False)


def note_key(element: etree._Element) -> str:
    """Return the same name for a note beside the body and for the sign in the body that refers to it."""
    return f"{etree.QName(element).localname.removesuffix('Reference')} {element.get(_ID, '')}"


def _is_none(_tag: str) -> bool:
    return False


def _read(
    docx: DocxParts, root: etree._Element, fields: FieldTests, *, as_sent: bool, plain: bool
) -> BodyText:
    styles = WordStyles(root, docx.styles, docx.numbering, plain=plain)
    return _Walker(root, styles, fields, docx.chunks, as_sent=as_sent).walk(root)


def read_edge_lines(docx: DocxParts) -> list[str]:
    """Return the text of the headers and footers of ``docx``, a line a paragraph."""
    none = FieldTests(_is_none, _is_none)
    read = (_read(docx, edge, none, as_sent=False, plain=True) for edge in docx.edges)
    return [line.text for edge in read for line in iter_lines(edge.blocks)]


class _Walker:
    """Walks one part; every ``_start_x`` and ``_end_x`` is called for the elements ``w:x`` in their order."""

    def __init__(
        self,
        root: etree._Element,
        styles: WordStyles,
        fields: FieldTests,
        chunks: Mapping[str, Sequence[str]],
        *,
        as_sent: bool,
    ) -> None:
        self._styles, self._chunks = styles, chunks
        self._blocks: list[Block] = []
        self._places = PlaceCounter()
        self._opened = Opened()
        self._lines = self._opened.lines
        self._signs: dict[str, tuple[Line | None, str]] = {}
        self._boxes = 0  # how many text boxes are open
        self._fields = FieldTracker(root, fields, self._opened, as_sent)
        self._texts = TextReader(styles, self._fields, self._opened)
        self._tables = TableReader(root, self._texts, self._places, self._blocks)

    def walk(self, root: etree._Element) -> BodyText:
        """Return what stands below ``root``."""
        readers = (self._fields, self._texts, self._tables, self)
        starts = {tag: handler for reader in readers for tag, handler in _handlers(reader, "_start_").items()}
        starts |= dict.fromkeys((qn("a:t"), qn("v:textpath")), self._read_drawn_text)
        starts |= dict.fromkeys(EQUATION_SIGNS, self._texts.read_equation_part)
        starts[qn("m:oMath")] = self._texts.part_digits
        starts[qn("m:t")] = self._texts.read_equation_text
        ends = {tag: handler for reader in readers for tag, handler in _handlers(reader, "_end_").items()}
        meaningful = tuple({*starts, *ends, *SIGNS, FALLBACK, CHOICE})
        self._tables.unusual = unusual_tags(meaningful)
        events = etree.iterwalk(root, events=("start", "end"), tag=meaningful)
        for event, element in events:
            tag = element.tag
            if handler := (starts if event == "start" else ends).get(tag):
                handler(element)
                if tag == _TR and event == "start" and self._tables.read_row(element):
                    events.skip_subtree()
            elif event == "end":
                continue
            elif tag in SIGNS:
                self._texts.add(element, SIGNS[tag])
            elif is_repeated(element):
                events.skip_subtree()
        return self._finish(root)

    def _finish(self, root: etree._Element) -> BodyText:
        fields, texts, old_fonts = self._fields, self._texts, self._styles.found_old_fonts
        counts = not (old_fonts or self._styles.plain)
        characters = count_characters(root) + texts.uncounted if counts else None
        return BodyText(
            self._blocks,
            fields.bookmarks,
            fields.titles,
            texts.revised,
            old_fonts,
            texts.stray,
            characters,
            self._signs,
        )

    def _start_txbxContent(self, box: etree._Element) -> None:  # noqa: N802
        self._places.start(box.tag)
        self._boxes += 1

    def _end_txbxContent(self, box: etree._Element) -> None:  # noqa: N802
        self._places.end(box.tag)
        self._boxes -= 1

    def _start_p(self, paragraph: etree._Element) -> None:
        self._places.start(paragraph.tag)
        line = Line(fields=self._fields.take_around(), box=self._boxes > 0)
        self._lines.append(line)
        properties = child(paragraph, _P_PR)
        if properties is not None:
            self._read_properties(line, properties)
        self._keep_line(line)

    def _read_properties(self, line: Line, properties: etree._Element) -> None:
        found = children(properties, _READ)
        style, listed = found.get(_P_STYLE), found.get(_NUM_PR)
        line.ends_section = _SECT_PR in found
        if self._styles.plain:
            return
        if style is not None or listed is not None:
            style_id = "" if style is None else style.get(_VAL, "")
            line.is_heading = self._styles.is_heading(style_id)
            line.list_level, line.ordered, line.list_id = self._styles.list_of(style_id, listed)
            if line.ordered:
                self._number(line)

    def _number(self, line: Line) -> None:
        """Note the number that Word prints before ``line``; where it has words, they are the line's own."""
        line.label = self._styles.next_label(line.list_id, line.list_level or 0)
        if any(map(str.isalpha, _ROMAN_OR_LETTER.sub("", line.label))):
            line.runs.append(TextRun(f"{line.label} "))
            self._texts.uncounted += characters_in(line.label)
            line.list_level, line.ordered, line.list_id, line.label = None, False, "", ""

    def _keep_line(self, line: Line) -> None:
        cell = self._opened.cell
        if cell is not None:
            cell.lines.append(line)
            return
        number = self._places.paragraph_number()
        if number is None:
            line.spot = self._places.spot()
        else:
            line.number = number
        self._blocks.append(line)

    def _end_p(self, _paragraph: etree._Element) -> None:
        self._fields.end_line(self._lines.pop())

    def _start_altChunk(self, chunk: etree._Element) -> None:  # noqa: N802
        for text in self._chunks.get(chunk.get(qn("r:id"), ""), ()):
            self._texts.uncounted += characters_in(text)
            self._keep_line(Line(fields=self._fields.take_around(), runs=[TextRun(text)]))

    def _start_drawing(self, picture: etree._Element) -> None:
        if self._lines and picture.find(qn(".//w:txbxContent")) is None:
            self._lines[-1].picture = "hình"
            self._texts.part_digits()

    _start_pict = _start_drawing

    def _start_object(self, put_in: etree._Element) -> None:
        if self._lines:
            self._lines[-1].picture = name_of_object(put_in)
            self._texts.part_digits()

    def _start_footnoteReference(self, sign: etree._Element) -> None:  # noqa: N802
        self._texts.read_note_sign(sign)
        self._start_commentReference(sign)

    _start_endnoteReference = _start_footnoteReference  # noqa: N815

    def _start_commentReference(self, sign: etree._Element) -> None:  # noqa: N802
        line = self._lines[-1] if self._lines else None
        self._signs[note_key(sign)] = line, self._places.spot()

    def _read_drawn_text(self, drawn: etree._Element) -> None:
        """Read a text of a drawing that is no text box: Word art, a shape of another program."""
        if text := (drawn.text or drawn.get("string") or ""):
            spot = self._places.spot()
            self._blocks.append(Line(runs=[TextRun(text)], box=True, spot=f"hình vẽ ở {spot}"))


def _handler_names(kind: type, prefix: str) -> dict[str, str]:
    """Return the names of the methods of ``kind`` that begin with ``prefix``, by the element of each."""
    found = {name: name.removeprefix(prefix) for name in dir(kind) if name.startswith(prefix)}
    return {qn(f"w:{local}"): name for name, local in found.items() if "_" not in local}


_HANDLERS = {
    (kind, prefix): _handler_names(kind, prefix)
    for kind in (_Walker, FieldTracker, TextReader, TableReader)
    for prefix in ("_start_", "_end_")
}


def _handlers(
    walker: _Walker | FieldTracker | TextReader | TableReader, prefix: str
) -> dict[str, Callable[[etree._Element], None]]:
    names = _HANDLERS[type(walker), prefix]
    return {tag: getattr(walker, name) for tag, name in names.items()}
