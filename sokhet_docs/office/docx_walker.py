"""The XML of a Word file → its text, each paragraph and cell with the fields that it is of.

Which tags are fields is for the caller to say. A field is named by a content control, by the bookmark around
it, or by the form field that LibreOffice makes of both in a .doc. The tree is walked flat, event by event: a
control may stand around a cell, in another one or in a text box, and a bookmark may begin in one paragraph
and end in another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from sokhet_docs.office.docx_blocks import Block, BodyText, Cell, Grid, Line, TextRun
from sokhet_docs.office.docx_parts import DocxParts
from sokhet_docs.office.docx_places import UNREAD, PlaceCounter
from sokhet_docs.office.docx_text import SIGNS
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.word_styles import WordStyles, child

_FALLBACK = qn("mc:Fallback")
# Names that are asked for again and again; `qn` costs a call each time.
_R, _P_PR, _SECT_PR = qn("w:r"), qn("w:pPr"), qn("w:sectPr")
_VAL, _NAME, _ID, _FIELD_TYPE = qn("w:val"), qn("w:name"), qn("w:id"), qn("w:fldCharType")


@dataclass(frozen=True, slots=True)
class FieldTests:
    """Which tags are fields: of text, from its beginning to its end, or in a cell of a table."""

    text: Callable[[str], object]
    cell: Callable[[str], object]


def read_body(docx: DocxParts, fields: FieldTests, *, prompts: bool = False) -> BodyText:
    """Return the body of ``docx`` in reading order; with ``prompts`` the grey texts of empty fields too."""
    styles = WordStyles(docx.document, docx.styles, docx.numbering)
    return _Walker(styles, fields, prompts).walk(docx.document)


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


@dataclass(slots=True)
class _Control:
    # A content control that is being read; ``tag`` is "" until it is known to be a field.
    element: etree._Element
    title: str = ""
    tag: str = ""
    prompting: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    # A field of text that is being read: what ends it, its tag, the line in which it began (None: in none).
    token: object
    tag: str
    line: Line | None


class _Walker:
    """Walks one body; every ``_start_x`` and ``_end_x`` is called for the elements ``w:x`` in their order."""

    def __init__(self, styles: WordStyles, fields: FieldTests, with_prompts: bool) -> None:
        self._styles, self._with_prompts = styles, with_prompts
        self._is_text, self._is_cell = fields.text, fields.cell
        self._blocks: list[Block] = []
        self._bookmarks: list[str] = []
        self._ended: set[str | None] = set()  # the bookmarks that have an end
        self._titles: dict[str, str] = {}
        self._revised = False
        self._tables: list[_Table] = []
        self._places = PlaceCounter()
        self._lines: list[Line] = []
        self._boxes = 0  # how many text boxes are open
        self._open: list[_Open] = []  # the fields of text around
        self._waiting: list[str] = []  # tags of figures whose cell or paragraph has not begun yet
        self._codes: list[bool] = []  # for each open Word field: its code is being read, not its result
        self._controls: list[_Control] = []  # the open ones
        self._filled: set[str] = set()  # the tags of the fields whose control has ended
        self._prompting = 0  # how many of them show their prompt
        self._emphasis: tuple[object, tuple[bool, bool, bool]] = (None, (False, False, False))

    def walk(self, root: etree._Element) -> BodyText:
        """Return what the document ``root`` holds."""
        starts, ends = _handlers(self, "_start_"), _handlers(self, "_end_")
        self._ended = {mark.get(_ID) for mark in root.iter(qn("w:bookmarkEnd"))}
        tags = [*starts, *ends, *SIGNS, *UNREAD]
        events = etree.iterwalk(root, events=("start", "end"), tag=tags)
        for event, element in events:
            tag = element.tag
            if handler := (starts if event == "start" else ends).get(tag):
                handler(element)
            elif event == "end":
                continue
            elif tag in SIGNS:
                self._add(element, SIGNS[tag])
            elif tag in UNREAD:
                self._revised |= tag != _FALLBACK
                events.skip_subtree()
        return BodyText(
            self._blocks, self._bookmarks, self._titles, self._revised, self._styles.found_old_fonts
        )

    # Fields -----------------------------------------------------------------------------------------------

    def _begin_field(self, token: object, tag: str) -> None:
        if self._is_text(tag):
            self._open.append(_Open(token, tag, self._lines[-1] if self._lines else None))
            self._note(tag)
        elif self._is_cell(tag) and not self._note(tag):
            self._waiting.append(tag)

    def _note(self, tag: str) -> bool:
        """Tell the open line and cell that ``tag`` stands in them; False when none is open."""
        holders = [self._lines[-1].fields] if self._lines else []
        if (cell := self._cell()) is not None:
            holders.append(cell.fields)
        for holder in holders:
            if tag not in holder:
                holder.append(tag)
        return bool(holders)

    def _end_field(self, token: object) -> None:
        if self._open:
            self._open = [field for field in self._open if field.token != token]

    def _end_marks(self) -> None:
        """End the bookmarks whose control has ended: what was added behind it may have come into them.

        In a form as it is sent they end with it, in a return, where a paragraph more may stand in them, with
        the next control.
        """
        if self._open and self._filled:
            self._open = [field for field in self._open if field.tag not in self._filled]

    def _start_sdt(self, control: etree._Element) -> None:
        self._controls.append(_Control(control))

    def _end_sdt(self, control: etree._Element) -> None:
        ended = self._controls.pop()
        self._prompting -= ended.prompting
        if ended.tag and ended.title:
            self._titles.setdefault(ended.tag, ended.title)
        self._end_field(control)
        if ended.tag:
            self._filled.add(ended.tag)
            if self._with_prompts:
                self._end_marks()

    def _start_showingPlcHdr(self, _sign: etree._Element) -> None:  # noqa: N802
        if self._controls and not self._controls[-1].prompting:
            self._controls[-1].prompting = True
            self._prompting += 1

    def _start_alias(self, title: etree._Element) -> None:
        if self._controls:
            self._controls[-1].title = title.get(_VAL, "")

    def _start_tag(self, tag: etree._Element) -> None:
        name = tag.get(_VAL, "")
        if self._controls and not self._controls[-1].tag and (self._is_text(name) or self._is_cell(name)):
            self._controls[-1].tag = name
            self._end_marks()
            self._begin_field(self._controls[-1].element, name)

    def _start_docPart(self, prompt: etree._Element) -> None:  # noqa: N802
        # LibreOffice 7 drops a control's tag but keeps the name of its prompt, which the form made the same.
        self._start_tag(prompt)

    def _start_bookmarkStart(self, mark: etree._Element) -> None:  # noqa: N802
        name = mark.get(_NAME, "")
        self._bookmarks.append(name)
        if mark.get(_ID) in self._ended:
            self._begin_field(("bookmark", mark.get(_ID)), name)
        elif self._lines:
            # Of a field of two paragraphs LibreOffice makes two bookmarks, and forgets the end of the first.
            self._begin_field(_end_of(self._lines[-1]), name)

    def _start_bookmarkEnd(self, mark: etree._Element) -> None:  # noqa: N802
        if self._open:
            self._end_field(("bookmark", mark.get(_ID)))

    def _start_fldChar(self, sign: etree._Element) -> None:  # noqa: N802
        kind = sign.get(_FIELD_TYPE)
        if kind == "begin":
            self._codes.append(True)
            name = sign.find(qn("w:ffData/w:name"))
            if name is not None:
                self._begin_field(("field", len(self._codes)), name.get(_VAL, ""))
        elif self._codes and kind == "separate":
            self._codes[-1] = False
        elif self._codes and kind == "end":
            self._end_field(("field", len(self._codes)))
            self._codes.pop()

    # Tables -----------------------------------------------------------------------------------------------

    def _start_tbl(self, table: etree._Element) -> None:
        self._places.start(table.tag)
        grid = Grid(self._places.table(), [field.tag for field in self._open])
        self._tables.append(_Table(grid))
        self._blocks.append(grid)

    def _end_tbl(self, table: etree._Element) -> None:
        self._places.end(table.tag)
        self._tables.pop()

    def _start_tr(self, row: etree._Element) -> None:
        self._places.start(row.tag)
        if not self._tables:
            return  # a damaged file: a row that is in no table
        table = self._tables[-1]
        table.row, table.column = [], 0
        table.grid.rows.append(table.row)

    def _start_gridBefore(self, skipped: etree._Element) -> None:  # noqa: N802
        if self._tables:
            self._tables[-1].column = _number(skipped)

    def _start_tc(self, cell: etree._Element) -> None:
        self._places.start(cell.tag)
        if not self._tables:
            return
        table = self._tables[-1]
        around = (field.tag for field in self._open if field.tag not in table.grid.fields)
        table.cell = Cell(table.column, fields=list(dict.fromkeys((*self._waiting, *around))))
        self._waiting = []
        table.column += 1
        if table.row is not None:
            table.row.append(table.cell)

    def _start_gridSpan(self, span: etree._Element) -> None:  # noqa: N802
        if self._tables:
            self._tables[-1].column += max(1, _number(span)) - 1

    def _end_tc(self, cell: etree._Element) -> None:
        self._places.end(cell.tag)
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
        line = Line(box=self._boxes > 0)
        if self._open or self._waiting:
            line.fields = list(dict.fromkeys([*(field.tag for field in self._open), *self._waiting]))
            self._waiting = []
        self._lines.append(line)
        if (cell := self._cell()) is not None:
            cell.lines.append(line)
            return
        self._blocks.append(line)
        properties = child(paragraph, _P_PR)
        if properties is not None:
            line.list_level, line.ordered = self._styles.list_of(properties)
            line.list_id = self._styles.list_id_of(properties)
            line.ends_section = child(properties, _SECT_PR) is not None

    def _cell(self) -> Cell | None:
        return self._tables[-1].cell if self._tables else None

    def _end_p(self, _paragraph: etree._Element) -> None:
        self._end_field(_end_of(self._lines.pop()))

    def _start_t(self, text: etree._Element) -> None:
        if text.text:
            self._add(text, text.text)

    def _start_br(self, line_break: etree._Element) -> None:
        if line_break.get(qn("w:type"), "textWrapping") == "textWrapping":
            self._add(line_break, "\n")

    def _start_drawing(self, picture: etree._Element) -> None:
        if self._lines and picture.find(qn(".//w:txbxContent")) is None:
            self._lines[-1].picture = True

    _start_pict = _start_object = _start_drawing

    def _start_ins(self, _insertion: etree._Element) -> None:
        self._revised = True

    def _add(self, element: etree._Element, text: str) -> None:
        if not self._lines or (self._codes and any(self._codes)):
            return
        plain = self._cell() is not None  # no one asks how a table's words are emphasised
        if plain and not self._prompting and not self._styles.has_old_fonts:
            self._keep(TextRun(text))
            return
        run = element.getparent()
        if run is None or run.tag != _R or self._is_prompt(run):
            return
        text = self._styles.to_unicode(text, run)
        self._keep(TextRun(text) if plain else TextRun(text, *self._emphasis_of(run)))

    def _keep(self, run: TextRun) -> None:
        line = self._lines[-1]
        line.runs.append(run)
        for tag in {field.tag for field in self._open if field.line is line}:
            line.inline.setdefault(tag, []).append(run)

    def _is_prompt(self, run: etree._Element) -> bool:
        return self._prompting > 0 and not self._with_prompts and self._styles.is_prompt(run)

    def _emphasis_of(self, run: etree._Element) -> tuple[bool, bool, bool]:
        if self._emphasis[0] is not run:
            self._emphasis = (run, self._styles.emphasis_of(run))
        return self._emphasis[1]


def _handlers(walker: _Walker, prefix: str) -> dict[str, Callable[[etree._Element], None]]:
    names = [name for name in dir(walker) if name.startswith(prefix)]
    return {qn(f"w:{name.removeprefix(prefix)}"): getattr(walker, name) for name in names}


def _end_of(line: Line) -> tuple[str, int]:
    """Return what ends a field that lasts to the end of ``line``."""
    return "line", id(line)


def _number(element: etree._Element) -> int:
    value = element.get(_VAL, "")
    return min(int(value), 1000) if value.isdecimal() else 0
