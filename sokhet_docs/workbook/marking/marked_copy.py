"""A workbook and its problems → a copy with the faulty cells coloured, a note on each.

Only the parts that hold cells, styles and notes are changed: formulas, formats, drop-downs, charts, macros
and whatever else the workbook holds go into the copy as they are.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from sokhet_docs.office.files import write_atomic
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.opc import CONTENT_TYPES
from sokhet_docs.problems import OutputError, Problem, Severity, WorkbookError
from sokhet_docs.workbook.marking.xlsx_grid import Grid
from sokhet_docs.workbook.marking.xlsx_notes import add_notes
from sokhet_docs.workbook.marking.xlsx_parts import Parts, open_parts
from sokhet_docs.workbook.reading.sheets import column_number
from sokhet_docs.workbook.reading.table_files import reword_read_errors

COLOURS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C"}
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_ROW = re.compile(r"dòng ([1-9]\d{0,6})")
_COLUMN = re.compile(r"cột ([A-Z]{1,3})")

_OTHER_KIND = ("Chỉ đánh dấu được tệp .xlsx, .xlsm.", "Mở bằng Excel và lưu thành .xlsx, rồi chạy lại.")

Cell = tuple[int, int]


@dataclass
class _Marks:
    """What is to be marked on one sheet, by row and column."""

    severities: dict[Cell, Severity] = field(default_factory=dict)
    notes: dict[Cell, str] = field(default_factory=dict)

    def add(self, cell: Cell, problem: Problem) -> None:
        """Note one more problem of ``cell``; an error outweighs a warning."""
        if self.severities.get(cell) is not Severity.ERROR:
            self.severities[cell] = problem.severity
        text = f"{problem.severity.value.capitalize()}: {problem.message} {problem.hint}".rstrip()
        self.notes[cell] = f"{self.notes[cell]}\n{text}" if cell in self.notes else text


def mark_workbook(path: Path | str, problems: Iterable[Problem], target: Path | str) -> int:
    """Write a copy of the .xlsx or .xlsm at ``path`` to ``target``, its faults marked; return how many cells.

    A problem of a whole sheet, row or column is marked on its first cell; one of the whole file has no cell.
    Raises WorkbookError when the file is of another kind, OutputError when ``target`` cannot be written.
    """
    source, copy = Path(path), Path(target)
    if copy.exists() and copy.samefile(source):
        raise OutputError.at(copy.name, "Bản đánh dấu không được ghi đè lên chính tệp đó.", "Chọn tên khác.")
    marks = _marks_of(problems, source.name)
    with reword_read_errors(source):
        if not zipfile.is_zipfile(source):
            raise WorkbookError.at(source.name, *_OTHER_KIND)
        with open_parts(source) as parts:
            if CONTENT_TYPES not in parts:
                raise WorkbookError.at(source.name, *_OTHER_KIND)
            count = _mark(parts, marks)
            content = parts.to_bytes()
    _write(content, copy)
    return count


def _marks_of(problems: Iterable[Problem], file: str) -> dict[str, _Marks]:
    """Return the marks of each sheet, by its name."""
    marks: dict[str, _Marks] = {}
    for problem in problems:
        if problem.place.file != file or not problem.place.spot:
            continue
        name, _, spot = problem.place.spot.rpartition("!")
        if cells := [cell for one in spot.split(", ") if (cell := _cell_in(one))]:
            for cell in cells:
                marks.setdefault(name, _Marks()).add(cell, problem)
        else:
            marks.setdefault(problem.place.spot, _Marks()).add((1, 1), problem)
    return marks


def _cell_in(spot: str) -> Cell | None:
    if match := _CELL.fullmatch(spot):
        return int(match[2]), column_number(match[1])
    if match := _ROW.fullmatch(spot):
        return int(match[1]), 1
    if match := _COLUMN.fullmatch(spot):
        return 1, column_number(match[1])
    return None


def _mark(parts: Parts, marks: Mapping[str, _Marks]) -> int:
    book = parts.related("", "officeDocument") or "xl/workbook.xml"
    painter = _Painter(parts.xml(parts.related(book, "styles") or "xl/styles.xml"))
    count = 0
    for entry in parts.xml(book).iterfind("{*}sheets/{*}sheet"):
        found = marks.get(entry.get("name", ""))
        if found is None:
            continue
        part = parts.target(book, entry.get(qn("r:id"), ""))
        grid = Grid(parts.xml(part))
        for cell, severity in found.severities.items():
            painter.paint(grid.cell(cell), severity)
        add_notes(parts, part, found.notes)
        count += len(found.notes)
    return count


class _Painter:
    """Gives cells a background; all else in a cell's style stays as it was."""

    def __init__(self, styles: etree._Element) -> None:
        self._namespace = styles.tag.rpartition("}")[0] + "}"
        self._fills = self._part(styles, "fills")
        self._formats = self._part(styles, "cellXfs")
        self._made: dict[tuple[int, Severity], int] = {}
        self._fill_ids = {severity: self._add_fill(colour) for severity, colour in COLOURS.items()}

    def paint(self, cell: etree._Element, severity: Severity) -> None:
        """Give ``cell`` the colour of ``severity``."""
        style = int(cell.get("s") or 0)
        if (style, severity) not in self._made:
            layout = deepcopy(self._formats[style])
            layout.set("fillId", str(self._fill_ids[severity]))
            layout.set("applyFill", "1")
            self._made[style, severity] = self._append(self._formats, layout)
        cell.set("s", str(self._made[style, severity]))

    def _part(self, styles: etree._Element, name: str) -> etree._Element:
        found = styles.find(f"{self._namespace}{name}")
        if found is None:
            raise ValueError(f"styles without {name}")
        return found

    def _add_fill(self, colour: str) -> int:
        fill = etree.Element(f"{self._namespace}fill")
        pattern = etree.SubElement(fill, f"{self._namespace}patternFill", patternType="solid")
        etree.SubElement(pattern, f"{self._namespace}fgColor", rgb=colour)
        etree.SubElement(pattern, f"{self._namespace}bgColor", indexed="64")
        return self._append(self._fills, fill)

    @staticmethod
    def _append(parent: etree._Element, child: etree._Element) -> int:
        parent.append(child)
        parent.set("count", str(len(parent)))
        return len(parent) - 1


def _write(content: bytes, target: Path) -> None:
    try:
        write_atomic(target, content, fsync=False)
    except OSError as err:
        raise OutputError.at(
            target.name, "Không ghi được bản đánh dấu.", "Đóng tệp này nếu đang mở, hoặc chọn thư mục khác."
        ) from err
