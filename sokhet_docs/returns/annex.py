"""The tables of a filled-in report → the rows of its annex of figures: which figure, which year, which cell.

A cell is known by its field's tag and by its row's label and its column's year. Where the two agree, or only
one of them is left, there is no doubt; where they disagree, a person is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sokhet_docs.office.docx_blocks import Block, Cell, Grid
from sokhet_docs.plan import TOTAL_TITLE, Figure, Form, Period, Slot, slot_tag, words_key
from sokhet_docs.returns.annex_titles import first_tagged_column, period_titled, titles_of
from sokhet_docs.returns.cell_text import CellText, read_cell_text, words_of_joined
from sokhet_docs.template import row_texts
from sokhet_docs.text.vietnamese import clean, match_key

_BLANK = " .…_\n"  # what a cell has in which nobody wrote anything
_MIN_LABELS = 3  # rows with a label of ours that do


@dataclass(frozen=True, slots=True)
class AnnexCell:
    """One cell for a figure: its place, what it says, what its fields and its position say that it is.

    ``others`` are the figures, beside its own, whose fields stand in it too, or over whose cells it reaches.
    ``joined`` are the words of the merged cell that it is or is a part of, None where nothing is merged.
    """

    place: str
    cell: Cell
    said: CellText
    title: str = ""
    by_tag: Slot | None = None
    by_position: Slot | None = None
    others: tuple[Slot, ...] = ()
    joined: str | None = None

    @property
    def slot(self) -> Slot | None:
        """What it is by its fields, else by its position; None: no figure's cell."""
        return self.by_tag or self.by_position

    @property
    def has_words(self) -> bool:
        """Whether anything is written in it but dots."""
        return bool(clean(self.said.shown).strip(_BLANK))


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One row: its place, its cells left of the figures, their texts (no running number), its figures' cells.

    ``by_fields`` is the figure whose fields stand in a row of which the label says another name, or none;
    ``is_titles``: it is the one with the titles of the columns.
    """

    place: str
    left: tuple[Cell, ...]
    texts: tuple[str, ...]
    figure: Figure | None
    cells: tuple[AnnexCell, ...]
    is_titles: bool = False
    by_fields: Figure | None = None

    @property
    def own_figure(self) -> Figure | None:
        """The figure that it was sent for, by its label or else by its fields; None for an added row."""
        return self.figure or self.by_fields


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """One table of an annex with its rows, and the titles of its own, by column."""

    grid: Grid
    rows: tuple[AnnexRow, ...]
    titles: Mapping[int, str]

    @property
    def cells(self) -> tuple[AnnexCell, ...]:
        """The cells for figures."""
        return tuple(cell for row in self.rows for cell in row.cells)

    @property
    def filled(self) -> int:
        """How many of them have words."""
        return sum(cell.has_words for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Annex:
    """The annex: the titles of its figures' columns, and every row.

    ``periods`` are the periods whose fields stand below each of ``columns``, None for a total or for none.
    ``copies`` are tables that ask once more for what others do, less filled than these; ``others`` name
    figures but have no cell for any: they are tables of the unit's own.
    """

    place: str
    columns: tuple[str, ...]
    periods: tuple[Period | None, ...]
    rows: tuple[AnnexRow, ...]
    copies: tuple[AnnexTable, ...] = ()
    others: tuple[Grid, ...] = ()


def find_annex(blocks: Iterable[Block], form: Form, apart: Collection[int] = ()) -> Annex | None:
    """Return the annex of ``form`` that the tables of ``blocks`` hold, maybe in pieces; None for none.

    ``apart`` are the ids of tables that belong to answers.
    """
    titles: dict[int, str] = {}
    tables: list[AnnexTable] = []
    others: list[Grid] = []
    for grid in _annex_grids((block for block in blocks if id(block) not in apart), form):
        own = titles_of(grid, form)
        table = AnnexTable(grid, tuple(_iter_rows(grid, own or titles, form)), own)
        if _slots_in(table):
            titles = own or titles
            tables.append(table)
        else:
            others.append(grid)
    if not tables:
        return None
    pieces, copies = _without_copies(tables)
    rows = _known_by_fields([row for table in pieces for row in table.rows])
    periods = _periods_by_fields(rows)
    columns = _columns_of(pieces)
    return Annex(
        pieces[0].grid.name,
        tuple(title for _, title in columns),
        tuple(periods.get(column) for column, _ in columns),
        rows,
        tuple(copies),
        tuple(others),
    )


def _columns_of(pieces: Sequence[AnnexTable]) -> list[tuple[int, str]]:
    """Return the columns with titles of all ``pieces``, those of each that no piece before it has."""
    columns: list[tuple[int, str]] = []
    for piece in pieces:
        known = {match_key(title) for _, title in columns}
        columns += [
            (column, title) for column, title in piece.titles.items() if match_key(title) not in known
        ]
    return columns


def _known_by_fields(rows: Sequence[AnnexRow]) -> tuple[AnnexRow, ...]:
    """Return ``rows``, those without a figure's label known by their fields.

    A row under a label of its own whose figure has its row besides is a copy that a unit made to add one:
    there its fields say nothing.
    """
    labelled = {row.figure.key for row in rows if row.figure}
    return tuple(row if row.figure else _known_by_its_fields(row, labelled) for row in rows)


def _known_by_its_fields(row: AnnexRow, labelled: set[str]) -> AnnexRow:
    figures = {cell.by_tag[0].key: cell.by_tag[0] for cell in row.cells if cell.by_tag}
    if not figures:
        return row
    if row.texts and figures.keys() <= labelled:
        return replace(row, cells=tuple(replace(cell, by_tag=None, others=()) for cell in row.cells))
    return replace(row, by_fields=next(iter(figures.values()))) if len(figures) == 1 else row


def _periods_by_fields(rows: Iterable[AnnexRow]) -> dict[int, Period | None]:
    found: dict[int, Period | None] = {}
    for row in rows:
        for cell in row.cells:
            if cell.by_tag:
                found.setdefault(cell.cell.column, cell.by_tag[1])
    return found


def _annex_grids(blocks: Iterable[Block], form: Form) -> list[Grid]:
    grids: list[Grid] = []
    within: set[int] = set()  # the tables within cells of the annex: what they say belongs to the cell
    for block in blocks:
        if isinstance(block, Grid) and id(block) not in within and is_annex(block, form):
            grids.append(block)
            within |= {id(table) for row in block.rows for cell in row for table in cell.tables}
    return grids


def _without_copies(tables: Sequence[AnnexTable]) -> tuple[list[AnnexTable], list[AnnexTable]]:
    """Return the tables that count, and those that ask for nothing that a better filled one does not ask."""
    pieces: list[AnnexTable] = []
    copies: list[AnnexTable] = []
    known: list[set[str]] = []  # what each piece asks for
    for table in tables:
        slots = _slots_in(table)
        at = next((at for at, found in enumerate(known) if len(slots & found) * 2 > len(slots)), None)
        if at is None:
            pieces.append(table)
            known.append(slots)
        elif table.filled > pieces[at].filled:
            copies.append(pieces[at])
            pieces[at], known[at] = table, slots
        else:
            copies.append(table)
    return pieces, copies


def _slots_in(table: AnnexTable) -> set[str]:
    return {slot_tag(slot) for cell in table.cells if (slot := cell.slot)}


def is_annex(grid: Grid, form: Form) -> bool:
    """Tell whether ``grid`` is the annex of ``form`` or a piece of it."""
    if has_figure_field(grid, form):
        return True
    labels = labels_in(grid, form)
    return labels >= _MIN_LABELS or (labels > 0 and bool(titles_of(grid, form)))


def has_figure_field(grid: Grid, form: Form) -> bool:
    """Tell whether the field of a figure of ``form`` stands in ``grid``."""
    return first_tagged_column(grid, form) is not None


def labels_in(grid: Grid, form: Form) -> int:
    """Return how many cells of ``grid`` are labels of figures of ``form``."""
    return sum(_figure_labelled(cell.text, "", form) is not None for row in grid.rows for cell in row)


def _iter_rows(grid: Grid, titles: Mapping[int, str], form: Form) -> Iterator[AnnexRow]:
    group = ""
    first = min(titles, default=None)
    joined = words_of_joined(grid)
    for number, row in enumerate(grid.rows):
        place = grid.row_place(number)
        if titles and _is_titles(row, titles):
            yield AnnexRow(place, tuple(row), (), None, (), is_titles=True)
            continue
        left = tuple(cell for cell in row if _is_left(cell, first, form))
        texts = row_texts(left)
        figure = _figure_of(texts, group, form)
        if figure is None and (len(texts) == 1 or len(row) == 1):
            group = "".join(texts)  # "" in a row of one blank cell, where a group ends
        known = set(map(id, left))
        cells = (
            _cell(cell, grid.place(number, index), figure, titles, form, joined.get(id(cell)))
            for index, cell in enumerate(row)
            if id(cell) not in known
        )
        yield AnnexRow(place, left, texts, figure, tuple(cells))


def _is_titles(row: Sequence[Cell], titles: Mapping[int, str]) -> bool:
    """Tell whether ``row`` is the one with ``titles``, by their columns."""
    below = [cell for cell in row if cell.column in titles]
    return len(below) == len(titles) and all(clean(cell.text) == titles[cell.column] for cell in below)


def _is_left(cell: Cell, first: int | None, form: Form) -> bool:
    if first is not None and cell.column >= first:
        return False
    return not any(form.find_figure(tag) for tag in cell.fields)


def _figure_of(texts: Sequence[str], group: str, form: Form) -> Figure | None:
    return next((found for text in texts if (found := _figure_labelled(text, group, form))), None)


def _figure_labelled(label: str, group: str, form: Form) -> Figure | None:
    found = form.figures_by_label.get(words_key(label), ())
    in_group = [figure for figure in found if words_key(figure.group) == words_key(group)]
    alike = in_group or found
    return alike[0] if len(alike) == 1 else None  # of figures with the same words only the fields tell


def _cell(
    cell: Cell, place: str, figure: Figure | None, titles: Mapping[int, str], form: Form, joined: str | None
) -> AnnexCell:
    title = titles.get(cell.column, "")
    slots = [slot for tag in cell.fields if (slot := form.find_figure(tag))]
    by_position = _slot_at(figure, title, form)
    reached = [titles[at] for at in range(cell.column, cell.column + cell.span) if at in titles]
    columns = 1 if cell.span == 1 else len(reached)
    said = read_cell_text(cell, max(columns, len(slots)), joins_below=joined is not None)
    if joined is None and max(columns, len(slots)) > 1:
        joined = said.shown
    joined = joined and clean(joined).strip(_BLANK)
    others = [slot for one in reached[1:] if (slot := _slot_at(figure, one, form))] if columns > 1 else []
    by_tag = slots[0] if slots else None
    return AnnexCell(place, cell, said, title, by_tag, by_position, (*slots[1:], *others), joined)


def _slot_at(figure: Figure | None, title: str, form: Form) -> Slot | None:
    """Return what stands in the row of ``figure`` below ``title``; None for what is no figure."""
    if figure is None:
        return None
    if period := period_titled(title, form):
        return figure, period
    if match_key(title).startswith(match_key(TOTAL_TITLE)):
        return figure, None
    return None
