"""Tables within answers, in the consolidated report: each its own, between the margins, wide as its words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.table import Table

from sokhet_docs.plan import outline_form
from sokhet_docs.returns.answers import Answers, AnswerTable, Content
from sokhet_docs.tracking.consolidation import consolidated_docx
from sokhet_docs.workbook.sources import sample_templates
from tests.support.openxml_validator import assert_valid
from tests.support.plans import COURT, a_plan
from tests.support.simulated_office import Office

TEXT_WIDTH = 9354  # twips between the margins of an A4 page
LONG = "Ban hành văn bản chỉ đạo, quán triệt đến toàn thể cán bộ, đảng viên, người lao động trong cơ quan"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office.open(tmp_path_factory.mktemp("office"))


def tables_in(office: Office, path: Path, *contents: Content) -> list[Table]:
    """Return the tables of a consolidated report in which one unit answers one section with ``contents``."""
    form = outline_form(a_plan(), COURT)
    sections = {section.key: () for section in form.answered} | {"muc_1_1": contents}
    tracking = office.track("25/4/2022")
    answers = Answers(form, sections, {}, {})
    first, *others = tracking.statuses
    answered = replace(tracking, statuses=(replace(first, answers=answers), *others))
    path.write_bytes(consolidated_docx(answered, sample_templates() / "tong-hop.docx"))
    assert_valid(path)
    return list(Document(str(path)).tables)


def texts_of(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text for cell in row.cells) for row in table.rows)


def widths_of(table: Table) -> list[int]:
    return [int(column.width.twips) for column in table.columns if column.width is not None]


def found(tables: list[Table], wanted: AnswerTable) -> Table:
    return next(table for table in tables if texts_of(table) == wanted.rows)


def test_two_tables_in_a_row_stay_two(office: Office, tmp_path: Path) -> None:
    one, two = AnswerTable((("Năm", "Số"), ("2017", "12"))), AnswerTable((("A", "B", "C"),))

    tables = tables_in(office, tmp_path / "x.docx", one, two)

    first, second = found(tables, one), found(tables, two)
    between = first._tbl.getnext()
    assert between is not None
    assert between.tag.endswith("}p")
    assert between.getnext() is second._tbl


def test_a_column_of_sentences_is_wider_than_one_of_numbers(office: Office, tmp_path: Path) -> None:
    head = ("TT", "Nội dung công việc đã thực hiện", "2017", "2018", "2019", "2020", "2021", "Ghi chú")
    table = AnswerTable((head, ("1", LONG, "1", "2", "3", "4", "5", "đúng tiến độ")))

    widths = widths_of(found(tables_in(office, tmp_path / "x.docx", table), table))

    assert sum(widths) <= TEXT_WIDTH
    assert widths[1] > 5 * widths[0]
    assert len(set(widths[2:7])) == 1


@pytest.mark.parametrize("columns", [1, 2, 7, 16, 40])
def test_a_table_of_any_width_stays_between_the_margins(office: Office, tmp_path: Path, columns: int) -> None:
    table = AnswerTable((tuple(f"Cột {at}" for at in range(columns)), tuple("15000" for _ in range(columns))))

    widths = widths_of(found(tables_in(office, tmp_path / "x.docx", table), table))

    assert len(widths) == columns
    assert TEXT_WIDTH - 2 * columns <= sum(widths) <= TEXT_WIDTH
