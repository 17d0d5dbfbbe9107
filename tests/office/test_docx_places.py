"""Every reader of a .docx (letters, templates, returned forms) calls one place by one name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sokhet_docs.office.docx_blocks import Grid
from sokhet_docs.office.docx_fields import FieldTests
from sokhet_docs.office.docx_text import read_passages
from sokhet_docs.office.docx_walker import read_body
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.template import TemplateOptions, find_problems
from tests.support.docx_builder import cell, docx, note, p, row, save, table

OLD = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def control(content: str) -> str:
    """Return a content control around blocks, rows or cells."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def box(content: str) -> str:
    """Return a run with a text box, as Word writes it: once for new programs, once for old ones."""
    inner = f"<w:pict><w:txbxContent>{content}</w:txbxContent></w:pict>"
    return (
        f"<w:r><mc:AlternateContent {OLD}><mc:Choice>{inner}</mc:Choice>"
        f"<mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def grid(*rows: str) -> str:
    """Return a table of rows that are XML already."""
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>{"".join(rows)}</w:tbl>'


REVISED = (
    "<w:del><w:r><w:delText>đã xóa</w:delText></w:r></w:del>"
    "<w:moveFrom><w:r><w:t>đã dời</w:t></w:r></w:moveFrom>"
    "<w:ins><w:r><w:t>{{ inserted }}</w:t></w:r></w:ins>"
)
INNERMOST = table(["{{ innermost }}"]) + p("")
INNER = table(["x", "{{ inner }}"], ["x", INNERMOST]) + p("")
TRICKY = docx(
    p(REVISED),
    p("{{ anchor }}", box(p("{{ boxed }}") + table(["x", "{{ box_table }}"]) + p(""))),
    control(
        p("{{ controlled }}")
        + grid(
            control(row(["{{ row_control }}", "x"])),
            f"<w:tr>{control(cell('{{ cell_control }}'))}{cell('{{ after_control }}')}</w:tr>",
            row([INNER, p("x") + table(["{{ one }}"]) + table(["{{ other }}"]) + p("{{ own }}")]),
            row(["x", p("x", box(p("{{ box_in_cell }}") + table(["{{ table_in_box }}"]) + p("")))]),
            row(["x", "{{ last_row }}"]),
        )
    ),
    p("x", note(1)),
    table(["{{ second }}"]),
    p("{{ end }}"),
    headers={
        "first": p("{{ first_page }}"),
        "default": table(["{{ head_table }}"]) + p("x") + p("{{ head }}"),
    },
    footers={"default": p("{{ foot }}")},
    footnotes=["{{ noted }}"],
    core={"title": "{{ title }}"},
    title_page=True,
)
PLACES = {
    "inserted": "đoạn 1",
    "anchor": "đoạn 2",
    "boxed": "khung ở đoạn 2",
    "box_table": "khung ở đoạn 2, bảng 1, hàng 1, ô 2",
    "controlled": "đoạn 3",
    "row_control": "bảng 1, hàng 1, ô 1",
    "cell_control": "bảng 1, hàng 2, ô 1",
    "after_control": "bảng 1, hàng 2, ô 2",
    "inner": "bảng 1, hàng 3, ô 1, bảng con 1, hàng 1, ô 2",
    "innermost": "bảng 1, hàng 3, ô 1, bảng con 1, hàng 2, ô 2, bảng con 1, hàng 1, ô 1",
    "one": "bảng 1, hàng 3, ô 2, bảng con 1, hàng 1, ô 1",
    "other": "bảng 1, hàng 3, ô 2, bảng con 2, hàng 1, ô 1",
    "own": "bảng 1, hàng 3, ô 2",
    "box_in_cell": "bảng 1, hàng 4, ô 2",
    "table_in_box": "bảng 1, hàng 4, ô 2, bảng con 1, hàng 1, ô 1",
    "last_row": "bảng 1, hàng 5, ô 2",
    "second": "bảng 2, hàng 1, ô 1",
    "end": "đoạn 5",
    "head_table": "đầu trang 1, bảng 1, hàng 1, ô 1",
    "head": "đầu trang 1, đoạn 2",
    "first_page": "đầu trang 2, đoạn 1",
    "foot": "chân trang 1, đoạn 1",
    "noted": "chú thích cuối trang, đoạn 3",
    "title": "thuộc tính title",
}
IN_TABLES = {name: place for name, place in PLACES.items() if re.match("(khung .*)?bảng", place)}


@pytest.fixture
def tricky(tmp_path: Path) -> Path:
    return save(tmp_path, "mau.docx", TRICKY)


def names_in(text: str) -> list[str]:
    return re.findall(r"\{\{ (\w+) \}\}", text)


def test_the_reader_of_letters_names_every_place(tricky: Path) -> None:
    found = {
        name: passage.place
        for passage in read_passages(tricky.read_bytes())
        for name in names_in(passage.text)
    }

    assert found == PLACES
    assert not [passage for passage in read_passages(tricky.read_bytes()) if "đã" in passage.text]


def test_the_check_of_templates_names_the_same_places(tricky: Path) -> None:
    problems = find_problems(tricky, TemplateOptions(shape={"x": "x"}))

    assert {(name, problem.place.spot) for problem in problems for name in names_in(problem.message)} == set(
        PLACES.items()
    )


def test_the_reader_of_returned_forms_names_the_same_cells(tricky: Path) -> None:
    assert dict(iter_cells(tricky)) == IN_TABLES


def iter_cells(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each name in a table of the body, with its cell's place."""
    blocks = read_body(read_returned_docx(path), FieldTests(str.isspace, str.isspace)).blocks
    for grid in (block for block in blocks if isinstance(block, Grid)):
        for row_index, cells in enumerate(grid.rows):
            for cell_index, found in enumerate(cells):
                yield from ((name, grid.place(row_index, cell_index)) for name in names_in(found.text))
