"""The texts of a Word file, as a walk comes to them → runs in the open line, each with what it looks like."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from sokhet_docs.office.docx_blocks import Line, Opened, TextRun, characters_in
from sokhet_docs.office.docx_fields import FieldTracker, form_field_text
from sokhet_docs.office.docx_places import FALLBACK
from sokhet_docs.office.docx_text import SIGNS
from sokhet_docs.office.field_codes import run_of_code
from sokhet_docs.office.looks import ASIDE, Look
from sokhet_docs.office.namespaces import OFF, qn
from sokhet_docs.office.symbol_fonts import symbol_text
from sokhet_docs.office.word_styles import WordStyles

CHOICE = qn("mc:Choice")
_R, _T, _BR_TYPE = qn("w:r"), qn("w:t"), qn("w:type")
EQUATION_SIGNS = {qn("m:den"): "/", qn("m:sup"): "^", qn("m:sub"): "_", qn("m:deg"): "√"}
_TEXTS = (qn("w:t"), qn("w:delText"), qn("m:t"), qn("a:t"), qn("v:textpath"))
_PICTURES = (qn("w:drawing"), qn("w:pict"), qn("w:object"))
_OLE_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_OBJECTS = (
    ("excel", "bảng Excel nhúng"),
    ("equation", "công thức nhúng"),
    ("mathtype", "công thức nhúng"),
    ("word", "tệp Word nhúng"),
    ("powerpoint", "bài trình chiếu nhúng"),
    ("acro", "tệp PDF nhúng"),
    ("visio", "hình"),
    ("paint", "hình"),
)
_MAX_CHOICES = 8  # of one thing that are looked at
_PLAIN = (False, False, False)


def count_characters(root: etree._Element) -> int:
    """Return how many characters stand below ``root``, counted without reading it.

    What a file repeats for old programs counts once, as it is read.
    """
    texts = root.iter(*_TEXTS)
    if next(root.iter(CHOICE, FALLBACK), None) is not None:
        texts = (text for text in texts if not any(map(is_repeated, text.iterancestors(CHOICE, FALLBACK))))
    return characters_in("".join([text.text or text.get("string") or "" for text in texts]))


def has_drawings(root: etree._Element) -> bool:
    """Return whether anything but plain text may say something below ``root``."""
    return next(root.iter(*_PICTURES, *_TEXTS[1:], qn("w:sym")), None) is not None


def name_of_object(put_in: etree._Element) -> str:
    """Return what people call what a program put into the text (w:object), by the program that it names."""
    programs = [element.get("ProgID", "").lower() for element in put_in.iter(_OLE_OBJECT)]
    found = (name for program in programs for start, name in _OBJECTS if program.startswith(start))
    return next(found, "tệp nhúng" if any(programs) else "hình")


def is_repeated(choice: etree._Element) -> bool:
    """Tell whether a choice, or what stands for it in old programs, repeats a choice with words before it."""
    before = islice(choice.itersiblings(CHOICE, preceding=True), _MAX_CHOICES)
    return any(next(one.iter(*_TEXTS, *_PICTURES), None) is not None for one in before)


class TextReader:
    """Reads texts; every ``_start_x`` and ``_end_x`` is called for the elements ``w:x`` in their order.

    ``opened`` is what the walk is in. ``stray`` are the texts in no line; ``uncounted`` is how many
    characters show though they are no text, less those that do not; ``deleted`` how many tracked deletions
    are open, ``revised`` whether there was any.
    """

    def __init__(self, styles: WordStyles, fields: FieldTracker, opened: Opened) -> None:
        self.styles, self.fields, self.opened, self._lines = styles, fields, opened, opened.lines
        self.stray: list[str] = []
        self.uncounted = 0
        self.deleted = 0
        self.revised = False
        self._over = 0  # how many texts printed small over others are open
        self._note_sign: etree._Element | None = None
        self._parts_digits = False  # whether the sign of a note has just been read
        self._emphasis: tuple[object, tuple[bool, bool, bool]] = (None, _PLAIN)

    def _start_ins(self, _insertion: etree._Element) -> None:
        self.revised = True

    def _start_del(self, _deletion: etree._Element) -> None:
        self.revised = True
        self.deleted += 1

    def _end_del(self, _deletion: etree._Element) -> None:
        self.deleted -= 1

    def _start_rt(self, _over: etree._Element) -> None:
        self._over += 1

    def _end_rt(self, _over: etree._Element) -> None:
        self._over -= 1

    _start_moveFrom, _end_moveFrom = _start_del, _end_del  # noqa: N815

    def _start_t(self, text: etree._Element) -> None:
        if text.text:
            self.add(text, text.text)

    _start_delText = _start_t  # noqa: N815

    def _start_br(self, line_break: etree._Element) -> None:
        is_of_page = line_break.get(_BR_TYPE, "textWrapping") != "textWrapping"
        if not is_of_page or (self._lines and self._lines[-1].runs):  # it parts what stands around it
            self.add(line_break, "\n")

    def _start_sym(self, symbol: etree._Element) -> None:
        text = symbol_text(symbol.get(qn("w:char"), ""), symbol.get(qn("w:font"), ""))
        self.uncounted += characters_in(text)
        self.add(symbol, text)

    def read_note_sign(self, note: etree._Element) -> None:
        """Read what refers to a note: a sign of its own may follow."""
        self.part_digits()
        if note.get(qn("w:customMarkFollows"), "0") not in OFF:
            self._note_sign = note.getparent()  # what follows in its run is the sign of a note, no number

    def _start_fldChar(self, sign: etree._Element) -> None:  # noqa: N802
        fields = self.fields
        fields.bare_code = ""
        fields.read_sign(sign)
        text = form_field_text(sign) if len(sign) else ""
        shown = TextRun(text) if text else run_of_code(fields.bare_code) if fields.bare_code else None
        if shown and (text or not fields.hides_text):
            self.uncounted += characters_in(shown.text)
            self.keep(shown)

    def read_equation_text(self, text: etree._Element) -> None:
        """Read a m:t."""
        if text.text:
            self.keep(TextRun(text.text, look=Look.EQUATION))

    def read_equation_part(self, part: etree._Element) -> None:
        """Write an equation in one line: 5/2, never 52."""
        if self._lines:
            sign = EQUATION_SIGNS[str(part.tag)]
            self.uncounted += characters_in(sign)
            self.keep(TextRun(sign, look=Look.EQUATION))

    def part_digits(self, _element: etree._Element | None = None) -> None:
        """Take note of what stands between the words of a line though it is no text: a picture."""
        self._parts_digits = True

    def add(self, element: etree._Element, text: str) -> None:
        """Keep ``text``, which ``element`` stands for, with what its run looks like."""
        if self.fields.hides_text:
            self._keep_hidden(element, text)
            return
        styles = self.styles
        plain = styles.plain or self.opened.cell is not None  # no one asks how a table's words look
        if plain and not (styles.reads_runs or self.deleted or self._over or self._note_sign is not None):
            self.keep(TextRun(text))
            return
        run = element.getparent()
        if run is None or run.tag != _R:
            if element.tag not in SIGNS:  # the tab of a w:tabs is a stop, no sign
                self.keep(TextRun(text))
            return
        emphasis = _PLAIN if plain else self._emphasis_of(run)
        look = Look.RAISED if run is self._note_sign or self._over else styles.look_of(run)
        look = Look.DELETED if self.deleted else look
        self.keep(TextRun(styles.to_unicode(text, run), *emphasis, look))

    def _keep_hidden(self, element: etree._Element, text: str) -> None:
        """Keep what stands in the code of a field though it is none; Word does not show it."""
        if element.tag == _T and self.fields.in_code:
            run = element.getparent()
            shown = text if run is None else self.styles.to_unicode(text, run)
            self.keep(TextRun(shown, look=Look.HIDDEN))
        else:
            self.uncounted -= characters_in(text)

    def keep(self, run: TextRun) -> None:
        """Put ``run`` into the open line, and into the fields that began in it."""
        if not self._lines:
            self.stray.append(run.text)
            return
        line = self._lines[-1]
        if run.look in ASIDE:
            line.aside.append(run)
            return
        if self._parts_digits or (
            line.runs and (run.look is Look.EQUATION) is not (line.runs[-1].look is Look.EQUATION)
        ):
            self._part(line, run)
        line.runs.append(run)
        if self.fields.open:
            for tag in {field.tag for field in self.fields.open if field.line is line}:
                line.inline.setdefault(tag, []).append(run)

    def _part(self, line: Line, run: TextRun) -> None:
        """Put a tab between the digits of ``line`` and those of ``run``, which are not of one number."""
        self._parts_digits = False
        if line.runs and line.runs[-1].text[-1:].isdigit() and run.text[:1].isdigit():
            self.keep(TextRun("\t"))

    def _emphasis_of(self, run: etree._Element) -> tuple[bool, bool, bool]:
        if self._emphasis[0] is not run:
            self._emphasis = (run, self.styles.emphasis_of(run))
        return self._emphasis[1]
