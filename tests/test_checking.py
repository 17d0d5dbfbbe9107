"""`check` without a readable workbook: the templates are judged by what can be known without a plan."""

from __future__ import annotations

from pathlib import Path

from conftest import ROOT
from docx import Document

from sokhet_docs import check


def problems_of(templates: Path) -> list[str]:
    """Return what `check` says of ``templates`` beside a workbook that is not there."""
    return [str(problem) for problem in check("missing.xlsx", templates)]


def test_good_templates_are_not_blamed_for_a_workbook_that_cannot_be_read() -> None:
    assert problems_of(ROOT / "templates") == [
        "missing.xlsx: Không có tệp này. Kiểm tra lại tên tệp và thư mục."
    ]


def test_a_faulty_template_is_named_beside_a_workbook_that_cannot_be_read(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Trước ngày {{ han.bao_cao|ngai }}")
    document.save(str(tmp_path / "thu.docx"))

    assert problems_of(tmp_path) == [
        "missing.xlsx: Không có tệp này. Kiểm tra lại tên tệp và thư mục.",
        "thu.docx, đoạn 1: {{ han.bao_cao|ngai }}: không có bộ lọc “|ngai”; gần nhất: |ngay.",
    ]
