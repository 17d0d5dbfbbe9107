"""The lines of a filled-in report → what the unit wrote in each section.

A section's answer is what stands in its field, and what follows it up to the next heading: in LibreOffice the
second paragraph that is typed into a field stands behind it. Where the fields are gone, headings alone tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from sokhet_docs.office.docx_blocks import Block, Cell, Grid, Line, TextRun
from sokhet_docs.plan import ANNEX_TITLE, Form, Section, words_key
from sokhet_docs.returns.account import Account
from sokhet_docs.returns.annex import has_figure_field, is_annex, labels_in
from sokhet_docs.returns.answer_looks import has_looks, has_struck, numbered, runs_of, shown_cell
from sokhet_docs.returns.answers import AnswerTable, Content, Paragraph
from sokhet_docs.returns.headings import CONTENTS_KEY, find_heading, is_roman_heading
from sokhet_docs.returns.own_sections import OwnSections
from sokhet_docs.returns.prompts import Prompts
from sokhet_docs.returns.report_bounds import holds_field
from sokhet_docs.returns.runs import cut_runs, split_runs, text_of, tidy_runs
from sokhet_docs.returns.section_doubts import SectionDoubts
from sokhet_docs.returns.sent_words import said
from sokhet_docs.returns.signs import begins_signature
from sokhet_docs.template import is_title, tags_in
from sokhet_docs.text.vietnamese import clean, match_key

_ANNEX = match_key(ANNEX_TITLE)
_SIGNATURE = match_key("Nơi nhận")
_NEARLY = 10  # characters by which two spellings of one text may differ
_MIN_CLOSING = 8  # characters; a shorter line of the form may well begin a line of a unit's own
_UNDER_GROUP = "Mục {}: đoạn ngay dưới đề mục, không thuộc mục nhỏ nào"
_BESIDE_FIELDS = "Chữ viết thêm bên cạnh ô điền"
_NO_FIELD = "không còn ô để điền, xem trong tệp gốc"
_STRUCK = "có chữ bị gạch bỏ, báo cáo tổng hợp vẫn để chữ gạch, cần xem có tính không"


@dataclass(slots=True)
class ReportText:
    """The sections of a report: every answered one of its form by its key.

    ``fixed`` are the lines of the form itself that are left among them, as they stand now; ``doubts`` are
    Vietnamese sentences. ``found`` tells whether anything of the form was there; ``tables`` are the ids of
    the tables that belong to answers, ``places`` the sections that lines belong to, by the lines' ids.
    """

    sections: dict[str, list[Content]]
    fixed: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    found: bool = False
    tables: set[int] = field(default_factory=set)
    places: dict[int, Section] = field(default_factory=dict)


def section_tag(block: Block | Cell, form: Form) -> str | None:
    """Return the key of the section whose field ``block`` stands in; None when it stands in none."""
    return next((tag for tag in block.fields if form.find_section(tag)), None)


def is_signature(grid: Grid) -> bool:
    """Tell whether ``grid`` holds Nơi nhận and the signature."""
    texts = (cell.text for row in grid.rows for cell in row)
    return any(match_key(text).startswith(_SIGNATURE) for text in texts if text[:1] in "Nn")


def read_report_text(blocks: Sequence[Block], form: Form, account: Account) -> ReportText:
    """Return the sections that ``blocks``, a report from its title on, hold; ``account`` is told."""
    reader = _Reader(form, blocks, account)
    for block in blocks:
        if isinstance(block, Grid):
            reader.read_grid(block)
        else:
            reader.read_line(block)
    return reader.finish()


class _Reader:
    """Reads one report, block by block."""

    def __init__(self, form: Form, blocks: Sequence[Block], account: Account) -> None:
        self._form, self._account = form, account
        tags = {tag for block in blocks for tag in tags_in(block)}
        self._blocks = blocks
        self._prompts = Prompts(form)
        self._fixed_keys = {match_key(line) for line in form.lines}
        self._closing = tuple(match_key(line) for line in form.closing if len(line) >= _MIN_CLOSING)
        self._report = ReportText({section.key: [] for section in form.answered})
        self._tags: Set[str] = tags
        self._is_free = not any(form.find_section(tag) for tag in tags)
        beside = {*form.inline, *form.in_cells} - tags
        lost = (section for section in form.answered if section.key in beside)
        self._lost = {words_key(section.heading): section for section in lost}
        self._current: Section | None = None
        self._ended = False  # behind the last section and the closing, where a line is hardly a heading
        self._field: str | None = None  # the last field that was entered
        self._overruled: str | None = None  # the field in which a heading of another section stands
        self._read_tables = self._report.tables  # those within cells are read with their cell
        self._doubts = SectionDoubts()
        self._own = OwnSections(form)

    def finish(self) -> ReportText:
        """Return what was read, with a doubt for each field beside its label that is gone."""
        for section in self._lost.values():
            if not self._report.sections[section.key]:
                self._doubts.add(_NO_FIELD, section)
        self._own.tell(self._doubts)
        self._report.doubts += self._doubts.told()
        return self._report

    def read_line(self, line: Line) -> None:
        """Read a paragraph outside of tables."""
        if inline := [tag for tag in line.fields if tag in self._form.inline]:
            self._read_inline(line, inline)
            return
        tag = section_tag(line, self._form)
        if tag is None and not self._report.found and is_title(line):
            return  # a section may be called so too
        exact = tag is not None or self._ended
        heading = find_heading(line.text, self._form, self._current, in_field=exact)
        if heading:
            self._current, self._overruled = heading.section, tag or self._reaching_over(heading.section)
            self._note_fixed(line, heading.rest)
            if heading.rest is not None:
                self._add(line, cut_runs(line.runs, heading.rest))
            return
        self._enter(tag)
        if tag is None and self._is_fixed(match_key(line.text)):
            self._note_fixed(line)
            return
        if tag is None and (self._is_end(line) or self._is_part_of_its_own(line)):
            self._ended |= self._current is not None and self._is_last()
            self._current = None
        self._own.note(line, self._current, self._report.sections)
        self._add(line, line.runs)
        if line.ends_section and self._is_last():
            self._current = None

    def _is_fixed(self, key: str) -> bool:
        """Tell whether a line is the form's own, or the title of a table of contents put before the report.

        Both are held against the form.
        """
        is_contents = key == CONTENTS_KEY and self._current is None and not self._is_free
        return key in self._fixed_keys or is_contents

    def _is_last(self) -> bool:
        """Tell whether no section follows: a page turned sideways for a table of a unit's own ends none."""
        answered = self._form.answered
        return self._current is None or self._current is answered[-1]

    def read_grid(self, grid: Grid) -> None:
        """Read a table: one of the unit's own within an answer, else the end of the answers."""
        if id(grid) in self._read_tables:
            return
        tag = section_tag(grid, self._form) or self._only_tag_in(grid)
        self._enter(tag)
        if tag is None and self._is_of_form(grid):
            self._read_cells(grid)
            return
        if (is_annex(grid, self._form) and not self._is_in_answer(grid)) or is_signature(grid):
            self._current = None
        elif self._current and not grid.is_nested:
            self._add_table(grid)

    def _is_in_answer(self, grid: Grid) -> bool:
        """Tell whether ``grid``, which names figures, only illustrates an answer: the annex is another one.

        The annex is where the figures' fields are; where these are gone, where most of their labels are.
        """
        if not (self._current and self._current.answered) or has_figure_field(grid, self._form):
            return False
        if any(self._form.find_figure(tag) for tag in self._tags):
            return True
        grids = (block for block in self._blocks if isinstance(block, Grid))
        return 2 * labels_in(grid, self._form) < max(labels_in(one, self._form) for one in grids)

    def _only_tag_in(self, grid: Grid) -> str | None:
        """Return the field whose whole content is ``grid``; None for a table that the form itself has.

        LibreOffice moves a control around a table into the table's first cell.
        """
        tags = {tag for tag in tags_in(grid) if self._form.find_section(tag)}
        known = {*self._form.in_cells, *self._form.inline}
        return next(iter(tags)) if len(tags) == 1 and not tags & known else None

    def _add_table(self, grid: Grid) -> None:
        """Add a table of the unit's own to the section, with what stands in tables within it."""
        section = self._current
        if section is None or not section.answered:
            return
        self._read_tables.add(id(grid))
        rows = tuple(self._rows_of(grid))
        looks = {
            (number, at): runs_of(cell, self._nested_in(cell))
            for number, row in enumerate(grid.rows)
            for at, cell in enumerate(row)
            if has_looks(cell)
        }
        self._report.sections[section.key].append(AnswerTable(rows, looks))

    def _rows_of(self, grid: Grid) -> Iterator[tuple[str, ...]]:
        for row in grid.rows:
            for line in (line for cell in row for line in cell.lines):
                if self._current:
                    self._report.places[id(line)] = self._current
                self._doubt_line(line, line.runs, " trong bảng")
                self._account.claim(line)
            yield tuple(
                "\n".join((*map(numbered, cell.lines), *self._nested_in(cell))).strip() for cell in row
            )

    def _nested_in(self, cell: Cell) -> Iterator[str]:
        for table in cell.tables:
            self._read_tables.add(id(table))
            for row, texts in zip(table.rows, self._rows_of(table), strict=True):
                cells = zip(row, texts, strict=True)
                yield " | ".join(shown_cell(cell) if has_looks(cell) else text for cell, text in cells)

    def _is_of_form(self, grid: Grid) -> bool:
        """Tell whether fields of text stand in the cells of ``grid``, or stood there once."""
        if holds_field(grid, self._form):
            return True
        labels = (words_key(cell.text) for row in grid.rows for cell in row[:-1]) if self._lost else ()
        return not is_annex(grid, self._form) and any(label in self._lost for label in labels)

    def _read_cells(self, grid: Grid) -> None:
        """Read a table of fields: what stands in a cell with fields belongs to the field before it."""
        for row in grid.rows:
            label = ""
            for cell in row:
                if section_tag(cell, self._form):
                    self._read_cell(cell)
                elif label in self._lost:
                    self._current = self._lost[label]
                    self._add_all(cell)
                label = words_key(cell.text)
        self._report.found = True

    def _read_cell(self, cell: Cell) -> None:
        self._enter(section_tag(cell, self._form))
        for line in cell.lines:
            if inline := [tag for tag in line.fields if tag in self._form.inline]:
                self._read_inline(line, inline)
            else:
                self._enter(section_tag(line, self._form))
                self._add(line, line.runs)
        for table in cell.tables:
            self._read_tables.add(id(table))
            self._add_table(table)

    def _add_all(self, cell: Cell) -> None:
        for line in cell.lines:
            self._add(line, line.runs)

    def _read_inline(self, line: Line, tags: Sequence[str]) -> None:
        """Read the fields that share a line with the form's own words, and tell what else was added to it."""
        own: set[int] = set()
        for tag in tags:
            self._enter(tag)
            runs = line.inline.get(tag, [])
            own.update(map(id, runs))
            self._add(line, runs)
        beside = "".join(run.text for run in line.runs if id(run) not in own)
        sent = self._account.sent
        if said(beside) not in sent.rests and not sent.has(beside):
            self._account.tell(_BESIDE_FIELDS, line.place, beside)

    def _reaching_over(self, section: Section) -> str | None:
        """Return the field before the heading of ``section``, if that has none: its bookmark may reach on.

        So it does where the clerk added the section within it; LibreOffice then names it at its end again.
        """
        return self._field if section.answered and section.key not in self._tags else None

    def _enter(self, tag: str | None) -> None:
        if tag:
            self._report.found = True
            self._field = tag
            if tag != self._overruled:
                self._current, self._overruled = self._form.find_section(tag), None

    def _note_fixed(self, line: Line, end: int | None = None) -> None:
        self._report.found = True
        self._report.fixed.append(clean(line.text[:end]))
        self._account.claim(line)

    def _is_end(self, line: Line) -> bool:
        key = match_key(line.text)
        return key.startswith(self._closing) or key == _ANNEX or begins_signature(line.text)

    def _is_part_of_its_own(self, line: Line) -> bool:
        """Tell whether a report typed freely begins here a part that the form does not have."""
        return self._is_free and is_roman_heading(line.text)

    def _doubt_line(self, line: Line, runs: Sequence[TextRun], where: str = "") -> None:
        """Note what of ``line`` in an answer, of which ``runs`` are the answer's, a person has to look at."""
        if self._current and line.picture:
            self._doubts.add(f"có {line.picture}{where}, xem trong tệp gốc", self._current)
        if self._current and self._current.answered and has_struck(runs):
            self._doubts.add(_STRUCK, self._current)

    def _add(self, line: Line, runs: Sequence[TextRun]) -> None:
        section = self._current
        if section is None:
            return
        self._report.places[id(line)] = section
        self._doubt_line(line, runs)
        paragraphs = list(self._iter_paragraphs(line, runs, section))
        self._account.claim(line)
        if section.answered:
            self._report.sections[section.key] += paragraphs
        else:
            self._account.tell(
                _UNDER_GROUP.format(section.title), line.place, *(one.shown for one in paragraphs)
            )

    def _iter_paragraphs(self, line: Line, runs: Sequence[TextRun], section: Section) -> Iterator[Paragraph]:
        for line_runs in split_runs(self._prompts.without(runs, section.key)):
            tidy = tidy_runs(line_runs)
            if tidy and not _is_guidance(text_of(tidy), section):
                yield Paragraph(tidy, line.list_level, line.ordered, line.list_id, line.label)


def _is_guidance(text: str, section: Section) -> bool:
    near = abs(len(text) - len(section.guidance)) <= _NEARLY
    return near and match_key(text) == match_key(section.guidance)
