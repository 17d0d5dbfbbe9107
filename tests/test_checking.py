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


def test_a_damaged_template_is_named_beside_a_workbook_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "thu.docx").write_bytes(b"")
    assert problems_of(tmp_path) == [
        "missing.xlsx: Không có tệp này. Kiểm tra lại tên tệp và thư mục.",
        "thu.docx: Tệp rỗng. Hãy lấy lại mẫu từ bản gốc.",
    ]


def test_a_tag_that_may_be_a_column_of_that_workbook_is_not_blamed(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Điện thoại: {{ Số điện thoại }}")
    document.save(str(tmp_path / "thu.docx"))
    assert problems_of(tmp_path) == ["missing.xlsx: Không có tệp này. Kiểm tra lại tên tệp và thư mục."]
