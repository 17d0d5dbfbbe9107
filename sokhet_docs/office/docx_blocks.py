"""A Word file's body as text: paragraphs and tables in reading order, each with the fields that it is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from sokhet_docs.office.looks import Look
from sokhet_docs.office.sheet_places import SheetPlaces


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text in one emphasis."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    look: Look = Look.PLAIN


@lru_cache(maxsize=4096)
def plain_run(text: str) -> TextRun:
    """Return ``text`` as one plain run; the labels and numbers of tables are the same in many files."""
    return TextRun(text)


@dataclass(slots=True)
class Line:
    """One paragraph: its runs, its list level (None in no list), the tags of the fields that it is part of.

    ``inline`` are the runs of each field that begins within the paragraph, by its tag. ``aside`` are the runs
    that do not show: hidden, deleted or unseen ones. ``label`` is the number that its list prints before it.
    ``is_heading`` tells that its style is one of headings,
    ``box`` that it stands in a text box, ``picture`` what stands in it that is no text ("": nothing),
    as a clerk would call it, ``ends_section`` that a section of pages ends with it. ``number`` is its place
    among the paragraphs outside of tables, counted from 1, ``spot`` its place where that is another one.
    """

    fields: list[str] = field(default_factory=list)
    runs: list[TextRun] = field(default_factory=list)
    inline: dict[str, list[TextRun]] = field(default_factory=dict)
    aside: list[TextRun] = field(default_factory=list)
    list_level: int | None = None
    ordered: bool = False
    list_id: str = ""
    label: str = ""
    is_heading: bool = False
    box: bool = False
    picture: str = ""
    ends_section: bool = False
    number: int = 0
    spot: str = ""

    @property
    def text(self) -> str:
        """The words of the paragraph."""
        runs = self.runs
        if len(runs) < 2:
            return runs[0].text if runs else ""
        return "".join([run.text for run in runs])

    @property
    def place(self) -> str:
        """Where it stands, as a person counts; of a line in a table its cell tells more."""
        return self.spot or f"đoạn {self.number}"


@dataclass(slots=True)
class Cell:
    """One cell: its column from 0 in the table's grid, its lines, and the tags of the fields in it.

    It reaches over ``span`` columns. ``covered``: it is joined with the cell above it, which shows alone;
    ``tables`` are those that stand within it.
    """

    column: int
    lines: list[Line] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    span: int = 1
    covered: bool = False
    tables: list[Grid] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the cell, a line a paragraph."""
        lines = self.lines
        return lines[0].text if len(lines) == 1 else "\n".join([line.text for line in lines])


@dataclass(slots=True)
class Grid:
    """One table: its place in the file, its rows, and the tags of the fields that it stands in.

    ``sheet``: where its rows and columns stand in the sheet of a table file that it was made of.
    """

    name: str
    fields: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    is_nested: bool = False
    sheet: SheetPlaces | None = None

    def row_place(self, row: int) -> str:
        """Return the place of a row, counted from 0, as a person counts."""
        return f"{self.name}, hàng {self.sheet.row(row) if self.sheet else row + 1}"

    def place(self, row: int, cell: int) -> str:
        """Return the place of a cell, its row and its index in it counted from 0, as a person counts."""
        if self.sheet:
            return f"{self.name}, ô {self.sheet.cell(row, self.rows[row][cell].column)}"
        return f"{self.row_place(row)}, ô {cell + 1}"


Block = Line | Grid


@dataclass(slots=True)
class Opened:
    """What a walk through a file is in: its open lines, and its open cell, None outside of tables."""

    lines: list[Line] = field(default_factory=list)
    cell: Cell | None = None


def iter_lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield every paragraph of ``blocks``, those in cells among them."""
    for block in blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                for cell in row:
                    yield from cell.lines
        else:
            yield block


def characters_in(text: str) -> int:
    """Return how many characters ``text`` has, without spaces and what signs of Word may stand for."""
    return len(text) - text.count(" ") - text.count("\n") - text.count("\t") - text.count("-")


@dataclass(slots=True)
class BodyText:
    """The body of a file.

    ``bookmarks`` are all their names, ``titles`` those of the content controls by their tags; ``revised``
    tells that changes are tracked, ``old_fonts`` that some text was in fonts from before Unicode. ``stray``
    are texts that stand in no paragraph, as only a damaged file has them. ``characters`` is how many
    the lines and ``stray`` must hold together, counted in the file itself as `characters_in` does; None: old
    fonts, in which a letter may be several, cannot be counted. ``signs``: the lines (None: none) and places
    of what refers to notes and comments, by `docx_walker.note_key`.
    """

    blocks: list[Block]
    bookmarks: list[str]
    titles: dict[str, str]
    revised: bool
    old_fonts: bool
    stray: list[str] = field(default_factory=list)
    characters: int | None = None
    signs: dict[str, tuple[Line | None, str]] = field(default_factory=dict)
