"""A part with tags → proof, without data, that every rendering is well-formed XML with intact tables.

docxtpl parses each rendered body to repair what a template broke: table grids changed by a loop of cells,
picture ids repeated by a loop, XML cut by a condition. Where `examine` proves that no data can break them,
nothing is parsed after rendering. Otherwise the result says what is uncertain, and docxtpl repairs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sokhet_docs.template.tags import Tag, TaggedText, first_word

_ELEMENT = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_NAME = re.compile(r"</?([^\s/>]+)")
_SPAN = re.compile(r'w:val="(\d+)"')
_IGNORED = frozenset({"with", "endwith", "do", "set"})


@dataclass(frozen=True, slots=True)
class WellFormedness:
    """What is known of a part. ``broken`` is the tag that leaves elements open or closes too many.

    ``ids_once``: no loop repeats a bookmark, a control or an old drawing (VML), whose ids are to be unique.
    ``grids_hold`` may have one exception, ``may_be_empty``: a table of which no row is left. ``bare_cells``
    are the last tags in table cells of which no paragraph may be left: Word calls such a file damaged.
    """

    well_formed: bool
    grids_hold: bool
    pictures_once: bool
    ids_once: bool = False
    may_be_empty: bool = False
    bare_cells: tuple[int, ...] = ()
    broken: int | None = None

    @property
    def proven(self) -> bool:
        """Return whether no rendering needs repair."""
        return self.well_formed and self.grids_hold and self.pictures_once


@dataclass(slots=True)
class _Block:
    """An open {% if %} or {% for %}: the state at its start, and at the end of its first branch."""

    keyword: str
    entry: _State
    first_end: _State | None = None
    has_else: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    open_elements: tuple[str, ...]
    in_tag: str  # "" in text, else the unfinished element's name and whether a quotation is open


@dataclass(slots=True)
class _Row:
    depth: int
    level: int
    cells: int = 0
    width: int = 0
    certain: bool = True


@dataclass(slots=True)
class _Cell:
    depth: int
    has_paragraph: bool = False


@dataclass(slots=True)
class _Table:
    depth: int
    level: int
    columns: int = 0
    most_cells: int = 0
    certain_width: int = 0
    least_width: int = 1_000_000
    has_grid: bool = False
    only_rows: bool = True
    holds: bool = True
    rows: list[_Row] = field(default_factory=list)


class _OpaqueError(Exception):
    """The part uses something that cannot be followed without data."""


class _BrokenError(Exception):
    """A condition or loop would leave elements open, or close too many."""


def examine(tagged: TaggedText) -> WellFormedness:
    """Return what holds for every rendering of ``tagged``."""
    walker = _Walker()
    index = -1
    try:
        walker.read_text(tagged.texts[0])
        for index, tag in enumerate(tagged.tags):
            walker.tag_index = index
            walker.read_tag(tag)
            walker.read_text(tagged.texts[index + 1])
        walker.finish()
    except _OpaqueError:
        return WellFormedness(well_formed=False, grids_hold=False, pictures_once=False)
    except _BrokenError:
        return WellFormedness(well_formed=False, grids_hold=False, pictures_once=False, broken=max(index, 0))
    return WellFormedness(
        True,
        walker.grids_hold,
        walker.pictures_once,
        walker.ids_once,
        walker.may_be_empty,
        tuple(walker.bare_cells),
    )


class _Walker:
    """Follows the elements through every branch."""

    def __init__(self) -> None:
        self.grids_hold = True
        self.pictures_once = self.ids_once = True
        self.may_be_empty = False
        self.bare_cells: list[int] = []
        self.tag_index = 0
        self._cells: list[_Cell] = []
        self._open: list[str] = []
        self._unfinished = ""  # the start of an element that ends after a tag
        self._blocks: list[_Block] = []
        self._tables: list[_Table] = []

    def finish(self) -> None:
        """Check that nothing is open at the end."""
        if self._open or self._unfinished or self._blocks:
            raise _BrokenError

    # -- tags

    def read_tag(self, tag: Tag) -> None:
        """Follow one tag."""
        if tag.text.startswith("{{"):
            self._print()
        else:
            self._command(tag.inner)

    def _print(self) -> None:
        if self._unfinished:
            if not _in_quotation(self._unfinished):
                raise _OpaqueError
            self._unfinished += "x"

    def _command(self, inner: str) -> None:
        keyword = first_word(inner)
        if keyword in ("if", "for"):
            self._blocks.append(_Block(keyword, self._state()))
        elif keyword in ("elif", "else"):
            self._branch(keyword)
        elif keyword in ("endif", "endfor"):
            self._end_block()
        elif keyword == "set" and "=" in inner:
            return
        elif keyword not in _IGNORED or keyword == "set":
            raise _OpaqueError

    def _branch(self, keyword: str) -> None:
        if not self._blocks:
            raise _OpaqueError
        block = self._blocks[-1]
        self._end_branch(block)
        block.has_else = block.has_else or keyword == "else"
        self._open = list(block.entry.open_elements)
        if block.entry.in_tag:
            raise_unless = block.entry.in_tag == self._state().in_tag
            if not raise_unless:
                raise _OpaqueError
        else:
            self._unfinished = ""

    def _end_branch(self, block: _Block) -> None:
        state = self._state()
        if block.keyword == "for" and state != block.entry:
            raise _BrokenError
        if block.first_end is not None and state != block.first_end:
            raise _BrokenError
        block.first_end = state

    def _end_block(self) -> None:
        if not self._blocks:
            raise _OpaqueError
        block = self._blocks.pop()
        self._end_branch(block)
        if not block.has_else and block.first_end != block.entry:
            raise _BrokenError

    def _state(self) -> _State:
        if not self._unfinished:
            return _State(tuple(self._open), "")
        name = _NAME.match(self._unfinished)
        quoted = _in_quotation(self._unfinished)
        return _State(tuple(self._open), f"{name.group(1) if name else ''} {quoted}")

    # -- elements

    def read_text(self, text: str) -> None:
        """Follow the elements of one fixed text."""
        if self._unfinished:
            text = self._unfinished + text
            self._unfinished = ""
        for element in self._elements(text):
            if element.startswith("</"):
                self._close(element[2:-1].rstrip())
            elif not element.startswith(("<?", "<!")):
                self._start(element)

    def _elements(self, text: str) -> Iterator[str]:
        end = 0
        for match in _ELEMENT.finditer(text):
            yield match.group()
            end = match.end()
        rest = text.find("<", end)
        if rest >= 0:
            self._unfinished = text[rest:]

    def _start(self, element: str) -> None:
        name = _NAME.findall(element)[0]
        if self._tables and len(self._open) == self._tables[-1].level + 1 and name not in _TABLE_PARTS:
            self._tables[-1].only_rows = False
        if name in _WATCHED:
            self._watch(name, element)
        self._open.append(name)
        if element.endswith("/>"):
            self._close(name)

    def _close(self, name: str) -> None:
        if not self._open or self._open.pop() != name:
            raise _BrokenError
        if name == "w:p" and self._cells and len(self._blocks) <= self._cells[-1].depth:
            self._cells[-1].has_paragraph = True
        elif name == "w:tc" and self._cells and not self._cells.pop().has_paragraph:
            self.bare_cells.append(self.tag_index)
        elif name == "w:tr" and self._tables and self._tables[-1].rows:
            self._end_row()
        elif name == "w:tbl" and self._tables:
            self._end_table()

    # -- tables and pictures

    def _watch(self, name: str, element: str) -> None:
        depth = len(self._blocks)
        if name == "wp:docPr":
            self.pictures_once = self.pictures_once and depth == 0
        elif name in _WITH_IDS:
            self.ids_once = self.ids_once and not any(block.keyword == "for" for block in self._blocks)
        elif name == "w:tbl":
            self._tables.append(_Table(depth, len(self._open)))
        elif self._tables:
            if name == "w:tc":
                self._cells.append(_Cell(depth))
            self._watch_table(self._tables[-1], name, element, depth)

    def _watch_table(self, table: _Table, name: str, element: str, depth: int) -> None:
        if name == "w:tblGrid":
            table.has_grid = True
        elif name == "w:gridCol":
            table.columns += 1
        elif name == "w:tr":
            table.rows.append(_Row(depth, len(self._open)))
        elif table.rows:
            _watch_row(table.rows[-1], name, element, depth, len(self._open))

    def _end_row(self) -> None:
        row = self._tables[-1].rows.pop()
        # docxtpl looks at the rows of inner tables as if they were the outer one's too.
        for table in self._tables:
            table.holds = table.holds and row.certain
            table.most_cells = max(table.most_cells, row.cells)
            table.least_width = min(table.least_width, row.width)
            if row.depth == table.depth:
                table.certain_width = max(table.certain_width, row.width)

    def _end_table(self) -> None:
        table = self._tables.pop()
        fits = table.most_cells <= table.columns <= table.certain_width
        if not fits and table.only_rows:
            fits = table.most_cells <= table.columns <= table.least_width
            self.may_be_empty = self.may_be_empty or fits
        self.grids_hold = self.grids_hold and table.has_grid and table.holds and fits


_TABLE_PARTS = frozenset({"w:tblPr", "w:tblGrid", "w:tr"})
_WITH_IDS = frozenset({
    "w:bookmarkStart", "w:sdt", "v:shapetype", "v:shape", "v:group", "v:rect", "v:roundrect", "v:oval",
    "v:line", "v:polyline", "v:arc", "v:curve", "v:image",
})  # fmt: skip
_WATCHED = _WITH_IDS | {"wp:docPr", "w:tbl", "w:tblGrid", "w:gridCol", "w:tr", "w:tc", "w:gridSpan"}


def _watch_row(row: _Row, name: str, element: str, depth: int, level: int) -> None:
    if name == "w:tc" and level == row.level + 1:
        row.cells += 1
        row.width += 1
        row.certain = row.certain and depth == row.depth
    elif name == "w:gridSpan" and level == row.level + 3:
        span = _SPAN.search(element)
        row.certain = row.certain and depth == row.depth and span is not None
        row.width += int(span.group(1)) - 1 if span else 0


def _in_quotation(element: str) -> bool:
    if "'" in element:
        raise _OpaqueError
    return element.count('"') % 2 == 1
