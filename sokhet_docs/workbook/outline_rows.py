"""The sheets ``Đề cương`` and ``Số liệu`` → the sections and figures that a report form asks for."""

from __future__ import annotations

import re
from dataclasses import replace

from sokhet_docs.plan import (
    EVERYONE,
    NOBODY,
    Audience,
    Figure,
    FigureKind,
    Section,
    figure_key,
    figure_mark,
    section_key,
    section_tag,
)
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook.audiences import AudienceReader
from sokhet_docs.workbook.figure_groups import with_groups
from sokhet_docs.workbook.list_cells import tell_unprinted
from sokhet_docs.workbook.row_keys import NamedRow, choose_keys
from sokhet_docs.workbook.section_numbers import Number, number_sections
from sokhet_docs.workbook.table_cell import TableCell, YesNo
from sokhet_docs.workbook.tables import Row, Table

_NUMBERED = re.compile(r"((?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})[.)/])\s")
_LONGEST_TAG, _LONGEST_FIGURE = 40, 24  # characters: of a section's tag, of a figure's key


def read_sections(table: Table, audiences: AudienceReader) -> tuple[Section, ...]:
    """Return the sections of ``table`` in its order, numbered, each with a key of its own."""
    tell_unprinted(table, "guidance")
    rows = list(table.rows())
    numbers = number_sections([row["place"] for row in rows])
    named = [NamedRow(row["code"], row["heading"], section_key(row["heading"].line())) for row in rows]
    keys = choose_keys(named, section_tag, _LONGEST_TAG)
    sections = [
        _section(row, number, key, audiences) for row, number, key in zip(rows, numbers, keys, strict=True)
    ]
    gathering = {number[0] for number in numbers if len(number) == 2}
    placed = list(zip(numbers, sections, strict=True))
    parents = {number[0]: section.audience for number, section in placed if len(number) == 1}
    return tuple(_in_outline(section, number, gathering, parents) for number, section in placed)


def _section(row: Row, number: Number, key: str, audiences: AudienceReader) -> Section:
    row["heading"].required()
    _find_number(row["heading"])
    return Section(
        key=key,
        number="".join(f"{part}." for part in number),
        heading=row["heading"].line(),
        guidance=row["guidance"].line(),
        level=len(number),
        answered=True,
        audience=_audience(row["audience"], audiences),
    )


def _audience(cell: TableCell, audiences: AudienceReader) -> Audience:
    """Return whom a section or a figure is for; one that is for nobody is told."""
    audience = audiences.read(cell) or EVERYONE
    if audience == NOBODY:
        cell.warning(f"“{cell.line()}”: không đơn vị nào được hỏi dòng này.", "Nếu không dùng, hãy xóa dòng.")
    return audience


def _find_number(cell: TableCell) -> None:
    """Find a heading that begins with a number: the section's own is printed before it."""
    if match := _NUMBERED.match(cell.line()):
        message = f"Tiêu đề có sẵn số “{match[1]}”, số mục sẽ in hai lần."
        cell.warning(message, "Ghi số ở cột “Mục”, hoặc bỏ số đi.")


def _in_outline(
    section: Section, number: Number, gathering: set[int], parents: dict[int, Audience]
) -> Section:
    """Return the section as it stands among the others: a heading only, or limited as its parent is."""
    if section.level == 1:
        return replace(section, answered=bool(section.guidance) or number[0] not in gathering)
    return replace(section, audience=section.audience.limited_to(parents.get(number[0], EVERYONE)))


def read_figures(table: Table, audiences: AudienceReader) -> tuple[Figure, ...]:
    """Return the figures of ``table`` in its order; a row without a group is of the group above."""
    tell_unprinted(table, "label")
    rows = with_groups(table)
    named = [
        NamedRow(row["code"], row["label"], figure_key(group, row["label"].line())) for row, group in rows
    ]
    keys = choose_keys(named, figure_mark, _LONGEST_FIGURE)
    return tuple(_figure(row, group, key, audiences) for (row, group), key in zip(rows, keys, strict=True))


def _figure(row: Row, group: str, key: str, audiences: AudienceReader) -> Figure:
    row["label"].required()
    measure = row["measure"].line()
    kind = row["kind"].choice(FigureKind) or _kind_of(measure)
    return Figure(
        key=key,
        group=group,
        label=row["label"].line(),
        measure=measure,
        summed=_is_summed(row["summed"], kind),
        kind=kind,
        charted=row["charted"].choice(YesNo) is YesNo.YES,
        audience=_audience(row["audience"], audiences),
    )


def _kind_of(measure: str) -> FigureKind:
    is_share = "%" in measure or match_key("tỷ lệ") in match_key(measure)
    return FigureKind.PERCENT if is_share else FigureKind.WHOLE


def _is_summed(cell: TableCell, kind: FigureKind) -> bool:
    answer = cell.choice(YesNo)
    if kind is not FigureKind.PERCENT:
        return answer is not YesNo.NO
    if answer is YesNo.YES:
        cell.error(
            "Tỷ lệ % không cộng được qua các kỳ.", f"Ghi Không ở cột “{cell.label}”, hoặc sửa kiểu số liệu."
        )
    return False
