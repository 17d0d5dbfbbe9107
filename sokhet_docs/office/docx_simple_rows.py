"""A table → its rows of plain cells: of each cell its words and the names in it; nearly all rows are such.

They are read in one pass through the table, without following what stands around each word. A row in which
anything else stands is none of these: it is read element by element, as everything is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from sokhet_docs.office.namespaces import qn

_TBL, _TR, _TC, _P, _T, _VAL = (qn(f"w:{name}") for name in ("tbl", "tr", "tc", "p", "t", "val"))
_TAG, _PROMPT_NAME, _ALIAS = qn("w:tag"), qn("w:docPart"), qn("w:alias")
_STYLE, _MARK, _NAME = qn("w:pStyle"), qn("w:bookmarkStart"), qn("w:name")
_HEEDED = (_TR, _TC, _P, _T, _TAG, _PROMPT_NAME, _ALIAS, _STYLE, _MARK)
_SAYING_MORE = (qn("w:numPr"), qn("w:sectPr"), qn("w:cellDel"))
_SAYING_NOTHING = frozenset({*_HEEDED, qn("w:sdt"), qn("w:bookmarkEnd")})


@dataclass(slots=True)
class SimpleCell:
    """Its texts, one for each w:t; its bookmarks; the tags of its controls with their titles ("" for none).

    ``style`` is that of its paragraph, ``title`` the last control's; "" for none.
    """

    texts: list[str] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    controls: dict[str, str] = field(default_factory=dict)
    style: str = ""
    title: str = ""
    paragraphs: int = 0


SimpleRows = dict[etree._Element, list[SimpleCell]]


def unusual_tags(meaningful: Iterable[str]) -> tuple[str, ...]:
    """Return those of ``meaningful``, the tags that a walk heeds, which make a row no simple one."""
    return tuple({*meaningful, *_SAYING_MORE} - _SAYING_NOTHING)


def read_simple_rows(table: etree._Element, unusual: tuple[str, ...]) -> SimpleRows:
    """Return the rows of ``table`` whose cells are one plain paragraph each; none where it holds a table.

    ``unusual`` are what `unusual_tags` returns.
    """
    reader = _Reader()
    for element in table.iter(*_HEEDED, *unusual):
        if (read := _READERS.get(element.tag)) is not None:
            read(reader, element)
        elif element.tag != _TBL:
            reader.end_row()
        elif element is not table:
            return {}
    return reader.simple_rows()


class _Reader:
    """What was read: the rows so far, and the row and cell that are open; None behind what is not simple."""

    def __init__(self) -> None:
        self._rows: SimpleRows = {}
        self._row: etree._Element | None = None
        self._cells: list[SimpleCell] = []
        self._cell = SimpleCell()

    def start_row(self, row: etree._Element) -> None:
        self._row, self._cells, self._cell = row, [], SimpleCell()
        self._rows[row] = self._cells

    def end_row(self) -> None:
        """Leave the open row out: something stands in it that is not simple."""
        if self._row is not None:
            self._rows.pop(self._row, None)

    def start_cell(self, cell: etree._Element) -> None:
        if cell.getparent() is not self._row:
            self.end_row()
        self._cell = SimpleCell()
        self._cells.append(self._cell)

    def add_paragraph(self, _paragraph: etree._Element) -> None:
        self._cell.paragraphs += 1

    def add_text(self, text: etree._Element) -> None:
        if text.text:
            self._cell.texts.append(text.text)

    def add_title(self, alias: etree._Element) -> None:
        self._cell.title = alias.get(_VAL, "")

    def add_control(self, name: etree._Element) -> None:
        self._cell.controls.setdefault(name.get(_VAL, ""), self._cell.title)

    def add_style(self, style: etree._Element) -> None:
        self._cell.style = style.get(_VAL, "")

    def add_bookmark(self, mark: etree._Element) -> None:
        parent = mark.getparent()
        if parent is None or parent.tag != _P:
            self.end_row()
        self._cell.bookmarks.append(mark.get(_NAME, ""))

    def simple_rows(self) -> SimpleRows:
        return {row: cells for row, cells in self._rows.items() if all(one.paragraphs == 1 for one in cells)}


_READERS = {
    _TR: _Reader.start_row,
    _TC: _Reader.start_cell,
    _P: _Reader.add_paragraph,
    _T: _Reader.add_text,
    _ALIAS: _Reader.add_title,
    _TAG: _Reader.add_control,
    _PROMPT_NAME: _Reader.add_control,
    _STYLE: _Reader.add_style,
    _MARK: _Reader.add_bookmark,
}
