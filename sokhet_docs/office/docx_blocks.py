"""A Word file's body as text: paragraphs and tables in reading order, each with the fields that it is of."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text in one emphasis."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(slots=True)
class Line:
    """One paragraph: its runs, its list level (None in no list), the tags of the fields that it is part of.

    ``inline`` are the runs of each field that begins within the paragraph, by its tag. ``box`` tells that it
    stands in a text box, ``picture`` that one stands in it, ``ends_section`` that a section of pages ends
    with it.
    """

    fields: list[str] = field(default_factory=list)
    runs: list[TextRun] = field(default_factory=list)
    inline: dict[str, list[TextRun]] = field(default_factory=dict)
    list_level: int | None = None
    ordered: bool = False
    list_id: str = ""
    box: bool = False
    picture: bool = False
    ends_section: bool = False

    @property
    def text(self) -> str:
        """The words of the paragraph."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Cell:
    """One cell: its column from 0 in the table's grid, its lines, and the tags of the fields in it."""

    column: int
    lines: list[Line] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the cell, a line a paragraph."""
        return "\n".join(line.text for line in self.lines)


@dataclass(slots=True)
class Grid:
    """One table: its place in the file, its rows, and the tags of the fields that it stands in."""

    name: str
    fields: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)

    def row_place(self, row: int) -> str:
        """Return the place of a row, counted from 0, as a person counts."""
        return f"{self.name}, hàng {row + 1}"

    def place(self, row: int, cell: int) -> str:
        """Return the place of a cell, its row and its index in it counted from 0, as a person counts."""
        return f"{self.row_place(row)}, ô {cell + 1}"


Block = Line | Grid


@dataclass(slots=True)
class BodyText:
    """The body of a file.

    ``bookmarks`` are all their names, ``titles`` those of the content controls by their tags; ``revised``
    tells that changes are tracked, ``old_fonts`` that some text was in fonts from before Unicode.
    """

    blocks: list[Block]
    bookmarks: list[str]
    titles: dict[str, str]
    revised: bool
    old_fonts: bool
