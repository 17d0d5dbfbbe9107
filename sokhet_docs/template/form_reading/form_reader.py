"""The text of a letter → its report form: what it asks in words, and its annex of figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from sokhet_docs.office.docx_blocks import Block, Cell, Grid, Line
from sokhet_docs.office.docx_fields import FieldTests
from sokhet_docs.office.docx_parts import DocxParts
from sokhet_docs.office.docx_walker import read_body
from sokhet_docs.plan import FIGURE_PREFIX, SECTION_PREFIX, Figure, Form, Section, number_key
from sokhet_docs.template.form_reading.annex import read_annex, row_texts
from sokhet_docs.template.form_reading.fields import (
    FieldTags,
    find_tags,
    is_title,
    report_start,
    tags_in,
    untagged_controls,
)
from sokhet_docs.template.form_reading.headings import (
    Printed,
    as_heading,
    is_bold,
    labels_in,
    parents_of,
    read_heading,
)
from sokhet_docs.text.vietnamese import clean, match_key

_PROMPT = re.compile(r"\[Bấm vào đây để viết\.(?:\s+(.*))?\]", re.DOTALL)


def read_form(docx: DocxParts, known: Iterable[Figure] = ()) -> Form | None:
    """Return the form of the report in ``docx``, a file as it is sent; None when it holds no report.

    What no letter prints of a figure (its kind, whether it is drawn) is taken from that of ``known`` with the
    same key.
    """
    tags = find_tags(docx.document)
    if not tags.text and not tags.figures:
        return None
    body = read_body(docx, FieldTests(tags.is_text, tags.is_figure), as_sent=True)
    blocks = _report_part(body.blocks, tags)
    untagged = frozenset(text for _, lines in untagged_controls(docx.document) for text in lines)
    reader = _SectionReader(tags, body.titles, untagged)
    for place, block in enumerate(blocks):
        reader.read(place, block)
    annex = read_annex(blocks, tags, body.titles, {figure.key: figure for figure in known})
    if not reader.sections and not annex.figures:
        return None
    return Form(
        tuple(reader.sections),
        annex.figures,
        annex.periods,
        prompts={tag: "\n".join(lines) for tag, lines in reader.prompts.items()} | dict(annex.prompts),
        inline=tuple(reader.inline),
        in_cells=tuple(reader.in_cells),
        lines=tuple(_fixed_lines(blocks[reader.first : reader.last], tags)),
        closing=tuple(_fixed_lines(blocks[reader.last :], tags)),
        columns=annex.columns,
        rows=annex.rows,
    )


def _report_part(blocks: Sequence[Block], tags: FieldTags) -> Sequence[Block]:
    """Return the blocks of the report.

    Where no tag is of the program's own making, any control of an earlier document might be its first field:
    then the last title with a field behind it tells.
    """
    marked = {tag for tag in (*tags.text, *tags.figures) if tag.startswith((SECTION_PREFIX, FIGURE_PREFIX))}
    if marked:
        return blocks[report_start(blocks, lambda block: not marked.isdisjoint(tags_in(block))) :]
    last = max((at for at, block in enumerate(blocks) if any(tags_in(block))), default=0)
    titles = [at for at, block in enumerate(blocks[:last]) if is_title(block)]
    start = report_start(blocks, lambda block: any(tags_in(block)))
    return blocks[titles[-1] if titles else start :]


def _fixed_lines(blocks: Sequence[Block], tags: FieldTags) -> Iterator[str]:
    lines = (block for block in blocks if isinstance(block, Line) and tags.text.isdisjoint(block.fields))
    yield from (text for line in lines if (text := clean(line.text)))


class _SectionReader:
    """Reads the sections of a report, block by block; they begin at ``first`` and end before ``last``.

    ``untagged`` are the words in controls without a tag: prompts, unless they have a heading's number.
    """

    def __init__(self, tags: FieldTags, titles: Mapping[str, str], untagged: Set[str]) -> None:
        self._tags, self._titles, self._untagged = tags, titles, untagged
        self._above: list[tuple[int, Line]] = []  # the fixed lines since the last field
        self._grouping: list[Printed] = []
        self.sections: list[Section] = []
        self.prompts: dict[str, list[str]] = {}
        self.inline: list[str] = []
        self.in_cells: list[str] = []
        self.first = self.last = 0

    def read(self, place: int, block: Block) -> None:
        """Read one block."""
        if isinstance(block, Grid):
            self._read_grid(place, block)
        elif tags := [tag for tag in block.fields if tag in self._tags.text]:
            self._read_line(place, block, tags)
        elif (text := clean(block.text).strip()) and not is_title(block) and not self._is_prompt(text):
            self._above.append((place, block))

    def _is_prompt(self, text: str) -> bool:
        return text in self._untagged and not as_heading(text, 0).number

    def _read_line(self, place: int, line: Line, tags: Sequence[str]) -> None:
        if labels := labels_in(line, tags):
            self._add_inline(place, line, labels)
        elif tags[0] in self.prompts:  # the field's next paragraph
            self.prompts[tags[0]].append(clean(line.text))
        else:
            self._add(tags[0], self._heading_above(tags[0], place), clean(line.text))
        self._end_field(place)

    def _add_inline(self, place: int, line: Line, labels: Mapping[str, str]) -> None:
        self._group_above()
        for tag, label in labels.items():
            if tag not in self.prompts:
                self.inline.append(tag)
                heading = as_heading(self._label_of(tag, label), place)
                self._add(tag, heading, "".join(run.text for run in line.inline[tag]))

    def _read_grid(self, place: int, grid: Grid) -> None:
        for row in grid.rows:
            for cell in row:
                for line in cell.lines:
                    if tags := [tag for tag in line.fields if tag in self._tags.text]:
                        self._read_in_cell(place, line, tags, _left_of(cell, row))

    def _read_in_cell(self, place: int, line: Line, tags: Sequence[str], left: Sequence[str]) -> None:
        if labels := labels_in(line, tags):
            self._add_inline(place, line, labels)
        elif tags[0] in self.prompts:
            self.prompts[tags[0]].append(clean(line.text))
        else:
            self._group_above()
            self.in_cells.append(tags[0])
            label = self._label_of(tags[0], left[-1] if left else "")
            self._add(tags[0], as_heading(label, place), clean(line.text))
        self._end_field(place)

    def _title_of(self, tag: str) -> str:
        return clean(self._titles.get(tag, "")).strip() or tag

    def _label_of(self, tag: str, printed: str) -> str:
        """Return the words printed beside a field; its title where that says the same or nothing is there."""
        title = self._title_of(tag)
        return title if not printed or match_key(printed) == match_key(title) else printed

    def _headings_above(self) -> list[Printed]:
        return [heading for at, line in self._above if (heading := read_heading(line, at))]

    def _group_above(self) -> None:
        """Take the heading right above fields that have labels of their own as one that groups them.

        Plain words are none: a line before such fields says whose form it is.
        """
        found = self._headings_above()
        if not found or found[-1].place != self._above[-1][0]:
            return
        if found[-1].number or found[-1].level or is_bold(self._above[-1][1]):
            self._grouping = [*parents_of(found[-1], found[:-1]), found[-1]]

    def _heading_above(self, tag: str, place: int) -> Printed:
        """Return the heading of a field: what stands right above it, else its control's title, else its tag.

        A control without a title has the nearest heading above it.
        """
        found = self._headings_above()
        title = self._title_of(tag)
        is_direct = bool(found) and found[-1].place == self._above[-1][0]
        heading = found.pop() if found and (is_direct or title == tag) else as_heading(title, place)
        self._grouping = parents_of(heading, found)
        return heading

    def _add(self, tag: str, heading: Printed, prompt: str) -> None:
        if not self.sections:
            self.first = min(one.place for one in (*self._grouping, heading))
        for depth, parent in enumerate(self._grouping, 1):
            self.sections.append(parent.section(None, min(2, max(depth, self._level_like(parent) or 1))))
        match = _PROMPT.fullmatch(prompt.strip())
        guidance = clean(match.group(1) or "") if match else ""
        self.sections.append(heading.section(tag, self._level_of(heading), guidance))
        self._grouping = []
        self.prompts[tag] = [prompt]

    def _level_of(self, heading: Printed) -> int:
        if heading.level:
            return heading.level
        if self.sections and not self.sections[-1].answered:
            return 2
        return 2 if "." in number_key(heading.number) else self._level_like(heading) or 1

    def _level_like(self, heading: Printed) -> int | None:
        """Return the level of the last section with a number of the same kind, or of one right above it."""
        if not heading.number:
            return self.sections[-1].level if self.sections else None
        for before in reversed(self.sections):
            if _kind(before.number) == _kind(heading.number):
                return before.level
            if Printed(0, before.number, before.heading, None).is_above(heading):
                return 2
        return None

    def _end_field(self, place: int) -> None:
        self._above = []
        self.last = place + 1


def _kind(number: str) -> str:
    """Return what kind of number it is: ``1.``, ``1.1.``, ``I.``, ``a)`` or none."""
    key = number_key(number)
    if not key.isalpha():
        return "1" * (key.count(".") + 1) if key else ""
    return "a" if number[:1].islower() else "I"


def _left_of(cell: Cell, row: Sequence[Cell]) -> tuple[str, ...]:
    return row_texts(other for other in row if other.column < cell.column)
