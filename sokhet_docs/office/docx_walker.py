"""The XML of a Word file → its text, each paragraph and cell with the fields that it is of.

Which tags are fields is for the caller to say. The tree is walked flat, event by event: whatever stands
around a paragraph or a text, known or not, its words are read. What a text box repeats for old programs is
read once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from sokhet_docs.office.docx_blocks import (
    ASIDE,
    Block,
    BodyText,
    Cell,
    Grid,
    Line,
    Look,
    TextRun,
    characters_in,
)
from sokhet_docs.office.docx_elements import child, grandchild
from sokhet_docs.office.docx_fields import FieldTests, FieldTracker, form_field_text
from sokhet_docs.office.docx_parts import DocxParts
from sokhet_docs.office.docx_places import FALLBACK, PlaceCounter
from sokhet_docs.office.docx_simple_cells import read_simple_cell
from sokhet_docs.office.docx_text import SIGNS
from sokhet_docs.office.field_codes import run_of_code
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.symbol_fonts import symbol_text
from sokhet_docs.office.word_styles import WordStyles

_CHOICE = qn("mc:Choice")
# Names that are asked for again and again; `qn` costs a call each time.
_R, _P_PR, _SECT_PR, _VAL, _BR_TYPE = qn("w:r"), qn("w:pPr"), qn("w:sectPr"), qn("w:val"), qn("w:type")
_P_STYLE, _NUM_PR = qn("w:pStyle"), qn("w:numPr")
_EQUATION_SIGNS = {qn("m:den"): "/", qn("m:sup"): "^", qn("m:sub"): "_", qn("m:deg"): "√"}
_TEXTS = (qn("w:t"), qn("w:delText"), qn("m:t"), qn("a:t"), qn("v:textpath"))
_ROMAN_OR_LETTER = re.compile(r"(?<![^\W\d])(?:[ivxlcdm]+|[a-zđ]{1,2})(?![^\W\d])", re.IGNORECASE)
_TC = qn("w:tc")
_TRACKED = (qn("w:cellDel"), qn("w:cellIns"), qn("w:del"))
_ROW_DELETED, _CELL_DELETED = (qn("w:trPr"), qn("w:del")), (qn("w:tcPr"), qn("w:cellDel"))
_PICTURES = (qn("w:drawing"), qn("w:pict"), qn("w:object"))
_MAX_CHOICES = 8  # of one thing that are looked at
_MAX_COLUMNS = 1000
_PLAIN = (False, False, False)


def read_body(docx: DocxParts, fields: FieldTests, *, as_sent: bool = False, plain: bool = False) -> BodyText:
    """Return the body of ``docx`` in reading order.

    ``as_sent``: it is a form that nobody filled in yet. ``plain``: neither emphasis nor looks nor lists are
    asked for, nor are its characters counted.
    """
    return _read(docx, docx.document, fields, as_sent=as_sent, plain=plain)


def read_words(docx: DocxParts, root: etree._Element) -> BodyText:
    """Return the words below ``root``, a part of ``docx`` beside its body, in reading order."""
    return _read(docx, root, FieldTests(_is_none, _is_none), as_sent=False, plain=False)


def _is_none(_tag: str) -> bool:
    return False


def _read(
    docx: DocxParts, root: etree._Element, fields: FieldTests, *, as_sent: bool, plain: bool
) -> BodyText:
    styles = WordStyles(root, docx.styles, docx.numbering, plain=plain)
    return _Walker(root, styles, fields, docx.chunks, as_sent=as_sent).walk(root)


def _count_characters(root: etree._Element) -> int:
    """Return how many characters stand below ``root``, counted without reading it.

    What a file repeats for old programs counts once, as `read_words` reads it.
    """
    texts = root.iter(*_TEXTS)
    if next(root.iter(_CHOICE, FALLBACK), None) is not None:
        texts = (text for text in texts if not any(map(_is_repeated, text.iterancestors(_CHOICE, FALLBACK))))
    return characters_in("".join(text.text or text.get("string") or "" for text in texts))


def has_drawings(root: etree._Element) -> bool:
    """Return whether anything but plain text may say something below ``root``."""
    return next(root.iter(*_PICTURES, *_TEXTS[1:], qn("w:sym")), None) is not None


def read_edge_lines(docx: DocxParts) -> list[str]:
    """Return the text of the headers and footers of ``docx``, a line a paragraph."""
    paragraphs = (paragraph for edge in docx.edges for paragraph in edge.iter(qn("w:p")))
    return ["".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in paragraphs]


@dataclass(slots=True)
class _Table:
    # A table that is being read.
    grid: Grid
    row: list[Cell] | None = None
    cell: Cell | None = None
    column: int = 0


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
        self._stray: list[str] = []
        self._uncounted = 0  # characters that show though they are no text, less those that do not
        self._revised = False
        self._tables: list[_Table] = []
        self._places = PlaceCounter()
        self._lines: list[Line] = []
        self._boxes = 0  # how many text boxes are open
        self._note_sign: etree._Element | None = None
        self._deleted = 0  # how many tracked deletions are
        self._tracks_cells = next(root.iter(*_TRACKED), None) is not None
        self._fields = FieldTracker(root, fields, self._lines, self._cell, as_sent)
        self._emphasis: tuple[object, tuple[bool, bool, bool]] = (None, _PLAIN)

    def walk(self, root: etree._Element) -> BodyText:
        """Return what stands below ``root``."""
        starts = {**_handlers(self._fields, "_start_"), **_handlers(self, "_start_")}
        starts[qn("w:fldChar")] = self._start_word_field
        starts |= dict.fromkeys((qn("a:t"), qn("v:textpath")), self._start_drawn_text)
        starts |= dict.fromkeys(_EQUATION_SIGNS, self._start_equation_part)
        starts[qn("m:t")] = self._start_equation_text
        ends = {**_handlers(self._fields, "_end_"), **_handlers(self, "_end_")}
        meaningful = tuple({*starts, *ends, *SIGNS, FALLBACK, _CHOICE})
        events = etree.iterwalk(root, events=("start", "end"), tag=meaningful)
        for event, element in events:
            tag = element.tag
            if handler := (starts if event == "start" else ends).get(tag):
                handler(element)
                if tag == _TC and event == "start" and self._read_simple_cell(element):
                    events.skip_subtree()
            elif event == "end":
                continue
            elif tag in SIGNS:
                self._add(element, SIGNS[tag])
            elif _is_repeated(element):
                events.skip_subtree()
        fields = self._fields
        old_fonts = self._styles.found_old_fonts
        counts = not (old_fonts or self._styles.plain)
        characters = _count_characters(root) + self._uncounted if counts else None
        return BodyText(
            self._blocks, fields.bookmarks, fields.titles, self._revised, old_fonts, self._stray, characters
        )

    # Tables -----------------------------------------------------------------------------------------------

    def _start_tbl(self, table: etree._Element) -> None:
        self._places.start(table.tag)
        cell = self._cell()
        grid = Grid(
            self._places.table(), [field.tag for field in self._fields.open], is_nested=cell is not None
        )
        if cell is not None:
            cell.tables.append(grid)
        self._tables.append(_Table(grid))
        self._blocks.append(grid)

    def _end_tbl(self, table: etree._Element) -> None:
        self._places.end(table.tag)
        self._tables.pop()

    def _start_tr(self, row: etree._Element) -> None:
        self._places.start(row.tag)
        if self._tracks_cells:
            self._deleted += _is_marked(row, _ROW_DELETED)
        if not self._tables:
            return  # a damaged file: a row that is in no table
        table = self._tables[-1]
        table.row, table.column = [], 0
        table.grid.rows.append(table.row)

    def _end_tr(self, row: etree._Element) -> None:
        self._places.end(row.tag)
        if self._tracks_cells:
            self._deleted -= _is_marked(row, _ROW_DELETED)

    def _start_gridBefore(self, skipped: etree._Element) -> None:  # noqa: N802
        if self._tables:
            self._tables[-1].column = _number(skipped)

    def _start_tc(self, cell: etree._Element) -> None:
        self._places.start(cell.tag)
        if self._tracks_cells:
            self._deleted += _is_marked(cell, _CELL_DELETED)
        if not self._tables:
            return
        table = self._tables[-1]
        table.cell = Cell(table.column, fields=self._fields.take_around(table.grid.fields))
        table.column += 1
        if table.row is not None:
            table.row.append(table.cell)

    def _read_simple_cell(self, element: etree._Element) -> bool:
        """Read a cell at once; False where it is none that can be."""
        cell, fields = self._cell(), self._fields
        if cell is None or fields.open or fields.hides_text or self._deleted or self._styles.reads_runs:
            return False
        found = read_simple_cell(element)
        if found is None or self._styles.is_list_style(found.style) or not fields.note_all(found):
            return False
        cell.lines.append(Line(fields=list(cell.fields), runs=[TextRun(text) for text in found.texts]))
        return True

    def _start_gridSpan(self, span: etree._Element) -> None:  # noqa: N802
        if self._tables and (cell := self._tables[-1].cell):
            cell.span = max(1, _number(span))
            self._tables[-1].column += cell.span - 1

    def _start_vMerge(self, merge: etree._Element) -> None:  # noqa: N802
        if (cell := self._cell()) is not None:
            cell.covered = merge.get(_VAL, "continue") == "continue"

    _start_hMerge = _start_vMerge  # noqa: N815

    def _end_tc(self, cell: etree._Element) -> None:
        self._places.end(cell.tag)
        if self._tracks_cells:
            self._deleted -= _is_marked(cell, _CELL_DELETED)
        if self._tables:
            self._tables[-1].cell = None

    # Paragraphs -------------------------------------------------------------------------------------------

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
        style, listed = child(properties, _P_STYLE), child(properties, _NUM_PR)
        line.ends_section = child(properties, _SECT_PR) is not None
        if self._styles.plain:
            return
        if style is not None or listed is not None:
            style_id = "" if style is None else style.get(_VAL, "")
            line.list_level, line.ordered, line.list_id = self._styles.list_of(style_id, listed)
            if line.ordered:
                self._number(line)

    def _number(self, line: Line) -> None:
        """Note the number that Word prints before ``line``; where it has words, they are the line's own."""
        line.label = self._styles.next_label(line.list_id, line.list_level or 0)
        if any(map(str.isalpha, _ROMAN_OR_LETTER.sub("", line.label))):
            line.runs.append(TextRun(f"{line.label} "))
            self._uncounted += characters_in(line.label)
            line.list_level, line.ordered, line.list_id = None, False, ""

    def _keep_line(self, line: Line) -> None:
        cell = self._cell()
        if cell is not None:
            cell.lines.append(line)
            return
        number = self._places.paragraph_number()
        if number is None:
            line.spot = self._places.spot()
        else:
            line.number = number
        self._blocks.append(line)

    def _cell(self) -> Cell | None:
        return self._tables[-1].cell if self._tables else None

    def _end_p(self, _paragraph: etree._Element) -> None:
        self._fields.end_line(self._lines.pop())

    def _start_altChunk(self, chunk: etree._Element) -> None:  # noqa: N802
        for text in self._chunks.get(chunk.get(qn("r:id"), ""), ()):
            self._uncounted += characters_in(text)
            self._keep_line(Line(fields=self._fields.take_around(), runs=[TextRun(text)]))

    def _start_drawing(self, picture: etree._Element) -> None:
        if self._lines and picture.find(qn(".//w:txbxContent")) is None:
            self._lines[-1].picture = True

    _start_pict = _start_object = _start_drawing

    def _start_ins(self, _insertion: etree._Element) -> None:
        self._revised = True

    def _start_del(self, _deletion: etree._Element) -> None:
        self._revised = True
        self._deleted += 1

    def _end_del(self, _deletion: etree._Element) -> None:
        self._deleted -= 1

    _start_moveFrom, _end_moveFrom = _start_del, _end_del  # noqa: N815

    # Texts ------------------------------------------------------------------------------------------------

    def _start_t(self, text: etree._Element) -> None:
        if text.text:
            self._add(text, text.text)

    _start_delText = _start_t  # noqa: N815

    def _start_br(self, line_break: etree._Element) -> None:
        if line_break.get(_BR_TYPE, "textWrapping") == "textWrapping":
            self._add(line_break, "\n")

    def _start_sym(self, symbol: etree._Element) -> None:
        text = symbol_text(symbol.get(qn("w:char"), ""), symbol.get(qn("w:font"), ""))
        self._uncounted += characters_in(text)
        self._add(symbol, text)

    def _start_footnoteReference(self, note: etree._Element) -> None:  # noqa: N802
        if note.get(qn("w:customMarkFollows"), "0") not in ("0", "false", "off"):
            self._note_sign = note.getparent()  # what follows in its run is the sign of a note, no number

    _start_endnoteReference = _start_footnoteReference  # noqa: N815

    def _start_word_field(self, sign: etree._Element) -> None:
        fields = self._fields
        fields.bare_code = ""
        fields._start_fldChar(sign)
        text = form_field_text(sign) if len(sign) else ""
        shown = TextRun(text) if text else run_of_code(fields.bare_code) if fields.bare_code else None
        if shown and (text or not fields.hides_text):
            self._uncounted += characters_in(shown.text)
            self._keep(shown)

    def _start_drawn_text(self, drawn: etree._Element) -> None:
        """Read a text of a drawing that is no text box: Word art, a shape of another program."""
        if text := (drawn.text or drawn.get("string") or ""):
            spot = self._places.spot()
            self._blocks.append(Line(runs=[TextRun(text)], box=True, spot=f"hình vẽ ở {spot}"))

    def _start_equation_text(self, text: etree._Element) -> None:
        if text.text:
            self._keep(TextRun(text.text, look=Look.EQUATION))

    def _start_equation_part(self, part: etree._Element) -> None:
        # Written in one line: 5/2, never 52.
        if self._lines:
            sign = _EQUATION_SIGNS[str(part.tag)]
            self._uncounted += characters_in(sign)
            self._keep(TextRun(sign, look=Look.EQUATION))

    def _add(self, element: etree._Element, text: str) -> None:
        if self._fields.hides_text:
            self._uncounted -= characters_in(text)
            return
        styles = self._styles
        plain = styles.plain or self._cell() is not None  # no one asks how a table's words are emphasised
        if plain and not (styles.reads_runs or self._deleted or self._note_sign is not None):
            self._keep(TextRun(text))
            return
        run = element.getparent()
        if run is None or run.tag != _R:
            if element.tag not in SIGNS:  # the tab of a w:tabs is a stop, no sign
                self._keep(TextRun(text))
            return
        emphasis = _PLAIN if plain else self._emphasis_of(run)
        look = Look.RAISED if run is self._note_sign else styles.look_of(run)
        look = Look.DELETED if self._deleted else look
        self._keep(TextRun(styles.to_unicode(text, run), *emphasis, look))

    def _keep(self, run: TextRun) -> None:
        if not self._lines:
            self._stray.append(run.text)
            return
        line = self._lines[-1]
        if run.look in ASIDE:
            line.aside.append(run)
            return
        line.runs.append(run)
        if self._fields.open:
            for tag in {field.tag for field in self._fields.open if field.line is line}:
                line.inline.setdefault(tag, []).append(run)

    def _emphasis_of(self, run: etree._Element) -> tuple[bool, bool, bool]:
        if self._emphasis[0] is not run:
            self._emphasis = (run, self._styles.emphasis_of(run))
        return self._emphasis[1]


def _is_marked(element: etree._Element, marks: tuple[str, str]) -> bool:
    """Tell whether a row or a cell is deleted under tracked changes."""
    return grandchild(element, *marks) is not None


def _is_repeated(choice: etree._Element) -> bool:
    """Tell whether a choice, or what stands for it in old programs, repeats a choice with words before it."""
    before = islice(choice.itersiblings(_CHOICE, preceding=True), _MAX_CHOICES)
    return any(next(one.iter(*_TEXTS, *_PICTURES), None) is not None for one in before)


def _handler_names(kind: type, prefix: str) -> dict[str, str]:
    """Return the names of the methods of ``kind`` that begin with ``prefix``, by the element of each."""
    found = {name: name.removeprefix(prefix) for name in dir(kind) if name.startswith(prefix)}
    return {qn(f"w:{local}"): name for name, local in found.items() if "_" not in local}


def _number(element: etree._Element) -> int:
    value = element.get(_VAL, "")
    return min(int(value), _MAX_COLUMNS) if value.isdecimal() else 0


_HANDLERS = {
    (kind, prefix): _handler_names(kind, prefix)
    for kind in (_Walker, FieldTracker)
    for prefix in ("_start_", "_end_")
}


def _handlers(walker: _Walker | FieldTracker, prefix: str) -> dict[str, Callable[[etree._Element], None]]:
    names = _HANDLERS[type(walker), prefix]
    return {tag: getattr(walker, name) for tag, name in names.items()}
