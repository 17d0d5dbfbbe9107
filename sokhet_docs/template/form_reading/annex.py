"""The tables of a letter → the figures that its form asks for, their periods, what is printed with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sokhet_docs.office.docx_blocks import Block, Cell, Grid, Line
from sokhet_docs.plan import FIGURE_PREFIX, TOTAL_MARK, Figure, FigureKind, Period
from sokhet_docs.template.form_reading.fields import FieldTags
from sokhet_docs.text.vietnamese import clean

_ROW_NUMBER = re.compile(r"\d+[a-zđ]?[.)]?|[IVXL]+[.)]?")
_DOTS = " .…_"


@dataclass(slots=True)
class FormAnnex:
    """What a form asks in numbers; ``columns``, ``rows`` and ``prompts`` are as in `Form`."""

    figures: tuple[Figure, ...]
    periods: tuple[Period, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    prompts: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Reader:
    # What was read so far: the figures and the periods' labels by key, the titles by column.
    tags: FieldTags
    titles: Mapping[str, str]
    figures: dict[str, Figure] = field(default_factory=dict)
    periods: dict[str, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    prompts: dict[str, str] = field(default_factory=dict)

    def read_grid(self, grid: Grid) -> None:
        """Read a table that holds figures."""
        first, header = self._find_header(grid)
        self.columns = header or self.columns
        group = ""
        for row in grid.rows:
            tagged = [cell for cell in row if _figures_in(cell, self.tags)]
            if header and not tagged and _titles_in(row, first) == header:
                continue
            before = tagged[0].column if tagged else first
            texts = row_texts(cell for cell in row if cell.column < before)
            if not tagged and len(row) == 1:  # a row of one cell, blank where a group ends
                group = "".join(texts)
            elif not tagged and len(texts) == 1:
                group = texts[0]
            if texts:
                self.rows.append(texts)
            for cell in tagged:
                self.add(cell.fields, texts, group, self.columns.get(cell.column, ""))
                self._note_prompt(cell)

    def _note_prompt(self, cell: Cell) -> None:
        """Note what a cell says before anything is filled in; dots say nothing."""
        figures = [tag for tag in cell.fields if tag in self.tags.figures]
        if len(figures) == 1 and (prompt := clean(cell.text)).strip(_DOTS):
            self.prompts[figures[0]] = prompt

    def _find_header(self, grid: Grid) -> tuple[int, dict[int, str]]:
        """Return the column in which the figures begin, and the titles from there on, by column."""
        at = next(at for at, row in enumerate(grid.rows) if any(_figures_in(cell, self.tags) for cell in row))
        first = next(cell.column for cell in grid.rows[at] if _figures_in(cell, self.tags))
        fixed = [row for row in grid.rows[:at] if not any(cell.fields for cell in row)]
        titles = (_titles_in(row, first) for row in reversed(fixed))
        return first, next((found for found in titles if any(found.values())), {})

    def add(self, fields: Iterable[str], texts: Sequence[str], group: str, title: str) -> None:
        """Note the figures of one cell: the row's texts, the group above it, its column's title."""
        for tag in fields:
            if tag not in self.tags.figures:
                continue
            key, _, period = tag.removeprefix(FIGURE_PREFIX).rpartition("_")
            if not key:
                continue
            words = _words_of(texts or (self.titles.get(tag, key),), group)
            self.figures.setdefault(key, Figure(key, *words, summed=False))
            if period == TOTAL_MARK:
                self.figures[key] = replace(self.figures[key], summed=True)
            elif not self.periods.get(period):
                self.periods[period] = title


def read_annex(
    blocks: Sequence[Block], tags: FieldTags, titles: Mapping[str, str], known: Mapping[str, Figure]
) -> FormAnnex:
    """Return the figures in ``blocks``; ``titles`` are the controls' by tag, ``known`` the plan's by key."""
    reader = _Reader(tags, titles)
    for block in blocks:
        if isinstance(block, Line):
            reader.add(block.fields, (), "", "")
        elif any(_figures_in(cell, tags) for row in block.rows for cell in row):
            reader.read_grid(block)
    return FormAnnex(
        tuple(_completed(figure, known.get(figure.key)) for figure in reader.figures.values()),
        tuple(Period(key, label or key) for key, label in reader.periods.items()),
        tuple(reader.columns.values()),
        tuple(reader.rows),
        reader.prompts,
    )


def _completed(figure: Figure, known: Figure | None) -> Figure:
    if known:
        return replace(figure, kind=known.kind, charted=known.charted)
    return replace(figure, kind=FigureKind.PERCENT if figure.measure == "%" else FigureKind.WHOLE)


def _figures_in(cell: Cell, tags: FieldTags) -> bool:
    return any(tag in tags.figures for tag in cell.fields)


def _titles_in(row: Sequence[Cell], first: int) -> dict[int, str]:
    return {cell.column: clean(cell.text) for cell in row if cell.column >= first}


def row_texts(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Return the texts of the ``cells`` of a row, no running number among them."""
    texts = (clean(cell.text).strip() for cell in cells)
    return tuple(text for text in texts if text and not _ROW_NUMBER.fullmatch(text))


def _words_of(texts: Sequence[str], group: str) -> tuple[str, str, str]:
    """Return the group, the label and the unit of measure that the ``texts`` of a row say."""
    if len(texts) == 1:
        return group, texts[0], ""
    return (texts[0] if len(texts) > 2 else group), texts[-2], texts[-1]
