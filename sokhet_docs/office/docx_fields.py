"""The fields that are open at a place of a Word file: which of them stand around it.

A field is named by a content control, by the bookmark around it, or by the form field that LibreOffice makes
of both in a .doc. A control may stand around a cell, in another one or in a text box, and a bookmark may
begin in one paragraph and end in another; Word's own fields have a code, which is no text, and a result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from sokhet_docs.office.docx_blocks import Line, Opened
from sokhet_docs.office.docx_elements import child, grandchild
from sokhet_docs.office.docx_simple_rows import SimpleCell
from sokhet_docs.office.namespaces import OFF, qn

_VAL, _NAME, _ID, _FIELD_TYPE = qn("w:val"), qn("w:name"), qn("w:id"), qn("w:fldCharType")
_SDT_PR, _TAG, _ALIAS = qn("w:sdtPr"), qn("w:tag"), qn("w:alias")
_PLACEHOLDER, _DOC_PART = qn("w:placeholder"), qn("w:docPart")
_BOOKMARK = qn("w:bookmarkStart")
_MAX_OPEN = 64  # fields around one another; real files nest two or three
_MAX_NOTED = 500  # fields in one paragraph or cell
_STEPS = {"begin": 1, "end": -1}
_VOLATILE = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})  # what programs count for themselves


class FieldTests(dict[str, tuple[bool, bool]]):
    """By a tag: is it a field of text, from its beginning to its end; is it one in a cell of a table.

    A dictionary that asks once: a file names the same tag again and again.
    """

    def __init__(self, text: Callable[[str], object], cell: Callable[[str], object]) -> None:
        super().__init__()
        self.text, self.cell = text, cell

    def __missing__(self, tag: str) -> tuple[bool, bool]:
        found = self[tag] = (bool(self.text(tag)), bool(self.cell(tag)))
        return found


@dataclass(slots=True)
class _Control:
    # A content control that is being read; ``tag`` is "" for one that is no field.
    title: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class OpenField:
    """A field of text that is open: what ends it, its tag, the line in which it began (None: in none)."""

    token: object
    tag: str
    line: Line | None


@dataclass(slots=True)
class _WordField:
    # A field of Word's own: whether its code is being read, the words of the code, where its result begins.
    in_code: bool = True
    code: list[str] = field(default_factory=list)
    volatile: bool = False
    result: tuple[int, int] | None = None


class FieldTracker:
    """Follows a walk; every ``_start_x`` and ``_end_x`` is called for the elements ``w:x`` in their order.

    ``opened`` is what the walk is in. ``as_sent``: the file is a form as it was sent, in which a field's
    bookmark ends with its control.
    """

    def __init__(self, root: etree._Element, fields: FieldTests, opened: Opened, as_sent: bool) -> None:
        self._fields, self._opened, self._lines, self._as_sent = fields, opened, opened.lines, as_sent
        self.bookmarks: list[str] = []
        self.titles: dict[str, str] = {}
        self.open: list[OpenField] = []  # the fields of text around
        self._waiting: list[str] = []  # tags of figures whose cell or paragraph has not begun yet
        self._ended = {mark.get(_ID) for mark in root.iter(qn("w:bookmarkEnd"))}
        self._complete = _complete_fields(root)
        self._word_fields: list[_WordField] = []
        self._controls: list[_Control] = []
        self._filled: set[str] = set()  # the tags of the fields whose control has ended
        self.bare_code = ""  # of the field of Word's own that has just ended, if it has no result

    @property
    def hides_text(self) -> bool:
        """Whether what stands here is the code of a field, or a number that programs count anew."""
        fields = self._word_fields
        return bool(fields) and any(one.in_code or one.volatile for one in fields[:_MAX_OPEN])

    @property
    def in_code(self) -> bool:
        """Whether what stands here is the code of a field, or a result within one; no number that counts."""
        fields = self._word_fields[:_MAX_OPEN]
        return any(one.in_code for one in fields) and not any(one.volatile for one in fields)

    def take_around(self, apart: Iterable[str] = ()) -> list[str]:
        """Return the tags of the fields around what begins here, but those ``apart``; no figure waits on."""
        if not self.open and not self._waiting:
            return []
        around = [one.tag for one in self.open if one.tag not in apart]
        tags, self._waiting = list(dict.fromkeys((*self._waiting, *around))), []
        return tags

    def note_cells(self, cells: Sequence[SimpleCell]) -> list[list[str]] | None:
        """Note what names fields in the cells of a simple row; return the tags of each cell's fields.

        None, and nothing noted, where one of them is of text or another field is open.
        """
        if self.open or self._waiting or self.hides_text:
            return None
        fields = self._fields
        names = [dict.fromkeys((*cell.controls, *cell.bookmarks)) for cell in cells]
        if any(fields[name][0] for own in names for name in own):
            return None
        tags = [[name for name in own if fields[name][1]] for own in names]
        for cell, own in zip(cells, tags, strict=True):
            self.bookmarks += cell.bookmarks
            for name in own:
                if title := cell.controls.get(name):
                    self.titles.setdefault(name, title)
        return tags

    def note_row(self, row: etree._Element) -> list[str]:
        """Note the bookmarks of a row that has fields in its cells, none of text; return its fields' tags."""
        marks = [mark.get(_NAME, "") for mark in row.iter(_BOOKMARK)]
        names = dict.fromkeys((*marks, *(tag.get(_VAL, "") for tag in row.iter(_TAG, _DOC_PART))))
        found = [name for name in names if self._fields[name][1]]
        if not found or self.open or self.hides_text or any(self._fields[name][0] for name in names):
            return []
        self.bookmarks += marks
        return found[:_MAX_NOTED]

    def end_line(self, line: Line) -> None:
        """End the fields that last to the end of ``line``."""
        self._end(_end_of(line))

    def _begin(self, token: object, tag: str) -> None:
        is_text, is_cell = self._fields[tag]
        if is_text:
            if len(self.open) >= _MAX_OPEN or any(one.tag == tag for one in self.open):
                return  # its words stay in the fields that are open
            self.open.append(OpenField(token, tag, self._lines[-1] if self._lines else None))
            self._note(tag)
        elif is_cell and not self._note(tag) and len(self._waiting) < _MAX_NOTED:
            self._waiting.append(tag)

    def _note(self, tag: str) -> bool:
        """Tell the open line and cell that ``tag`` stands in them; False when none is open."""
        holders = [self._lines[-1].fields] if self._lines else []
        if (cell := self._opened.cell) is not None:
            holders.append(cell.fields)
        for holder in holders:
            if len(holder) < _MAX_NOTED and tag not in holder:
                holder.append(tag)
        return bool(holders)

    def _end(self, token: object) -> None:
        if self.open:
            self.open = [one for one in self.open if one.token != token]

    def _end_marks(self) -> None:
        """End the bookmarks whose control has ended: what was added behind it may have come into them.

        In a form as it is sent they end with it, in a return, where a paragraph more may stand in them, with
        the next control.
        """
        if self.open and self._filled:
            self.open = [one for one in self.open if one.tag not in self._filled]

    def _start_sdt(self, control: etree._Element) -> None:
        opened = _Control()
        self._controls.append(opened)
        properties = child(control, _SDT_PR)
        for name in _names_of(properties):
            if any(self._fields[name]):
                opened.tag, opened.title = name, _title_of(properties)
                self._end_marks()
                self._begin(control, name)
                return

    def _end_sdt(self, control: etree._Element) -> None:
        ended = self._controls.pop()
        if ended.tag and ended.title:
            self.titles.setdefault(ended.tag, ended.title)
        self._end(control)
        if ended.tag:
            self._filled.add(ended.tag)
            if self._as_sent:
                self._end_marks()

    def _start_bookmarkStart(self, mark: etree._Element) -> None:  # noqa: N802
        name = mark.get(_NAME, "")
        self.bookmarks.append(name)
        if mark.get(_ID) in self._ended:
            self._begin(("bookmark", mark.get(_ID)), name)
        elif self._lines:
            # Of a field of two paragraphs LibreOffice makes two bookmarks, and forgets the end of the first.
            self._begin(_end_of(self._lines[-1]), name)

    def _start_bookmarkEnd(self, mark: etree._Element) -> None:  # noqa: N802
        if self.open:
            self._end(("bookmark", mark.get(_ID)))

    def read_sign(self, sign: etree._Element) -> None:
        """Follow the beginning, the middle or the end of a field of Word's own, a w:fldChar."""
        if self._complete is not None and sign not in self._complete:
            return  # the field has no end: all that follows would be its code
        kind, fields = sign.get(_FIELD_TYPE), self._word_fields
        if kind == "begin":
            fields.append(_WordField())
            if (name := sign.find(qn("w:ffData/w:name"))) is not None:
                self._begin(("field", len(fields)), name.get(_VAL, ""))
        elif fields and kind == "separate":
            fields[-1].in_code = False
            fields[-1].result = self._spot()
            fields[-1].volatile = _is_volatile("".join(fields[-1].code))
        elif fields and kind == "end":
            self._end(("field", len(fields)))
            ended = fields.pop()
            self.bare_code = "".join(ended.code) if ended.result in (None, self._spot()) else ""

    def _spot(self) -> tuple[int, int]:
        """Return how far the text was read: the open line, how many runs it has."""
        line = self._lines[-1] if self._lines else None
        return id(line), len(line.runs) if line else 0

    def _start_instrText(self, code: etree._Element) -> None:  # noqa: N802
        if self._word_fields:
            self._word_fields[-1].code.append(code.text or "")

    def _start_fldSimple(self, simple: etree._Element) -> None:  # noqa: N802
        self._word_fields.append(_WordField(False, volatile=_is_volatile(simple.get(qn("w:instr"), ""))))

    def _end_fldSimple(self, _simple: etree._Element) -> None:  # noqa: N802
        self._word_fields.pop()


def _names_of(properties: etree._Element | None) -> list[str]:
    """Return the tag of a control, and its prompt's name: LibreOffice 7 drops the tag but keeps that name."""
    if properties is None:
        return []
    found = (child(properties, _TAG), grandchild(properties, _PLACEHOLDER, _DOC_PART))
    return [element.get(_VAL, "") for element in found if element is not None]


def _title_of(properties: etree._Element | None) -> str:
    alias = None if properties is None else child(properties, _ALIAS)
    return "" if alias is None else alias.get(_VAL, "")


def _is_volatile(code: str) -> bool:
    return bool(words := code.split()) and words[0].upper() in _VOLATILE


def _complete_fields(root: etree._Element) -> frozenset[etree._Element] | None:
    """Return the signs of those of Word's fields in ``root`` that have both a beginning and an end.

    None: all have both, as in nearly every file.
    """
    signs = list(root.iter(qn("w:fldChar")))
    kinds = [sign.get(_FIELD_TYPE) for sign in signs]
    depths = list(accumulate(_STEPS.get(kind or "", 0) for kind in kinds))
    if not depths or (depths[-1] == 0 and min(depths) == 0):
        return None
    begun: list[list[etree._Element]] = []
    complete: list[etree._Element] = []
    for sign, kind in zip(signs, kinds, strict=True):
        if kind == "begin":
            begun.append([sign])
        elif begun:
            begun[-1].append(sign)
            if kind == "end":
                complete += begun.pop()
    return frozenset(complete)


def form_field_text(sign: etree._Element) -> str:
    """Return what the form field that ``sign`` (a w:fldChar) begins shows by itself: a tick, a choice."""
    box, choices = sign.find(qn("w:ffData/w:checkBox")), sign.find(qn("w:ffData/w:ddList"))
    if box is not None:
        stated = [box.find(qn(name)) for name in ("w:checked", "w:default")]
        found = next((one for one in stated if one is not None), None)
        return "☐" if found is None or found.get(_VAL, "1") in OFF else "☒"
    if choices is None:
        return ""
    entries = [entry.get(_VAL, "") for entry in choices.iter(qn("w:listEntry"))]
    picked = next(
        (one for name in ("w:result", "w:default") if (one := choices.find(qn(name))) is not None), None
    )
    number = "0" if picked is None else picked.get(_VAL, "0")
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""


def _end_of(line: Line) -> tuple[str, int]:
    """Return what ends a field that lasts to the end of ``line``."""
    return "line", id(line)
