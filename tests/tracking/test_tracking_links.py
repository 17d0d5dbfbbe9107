"""Links of the workbooks to received files: to documents and pictures, never to what a click would run."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sokhet_docs.tracking.status_book import tracking_book
from tests.support.simulated_office import Office

BLOBS = {
    "A1.pdf": (b"MZ\x90\0" + bytes(90), False),
    "A1.docx": (b"@echo off\r\ndel *.*", False),
    "A1.jpg": (b"<html><body><script>alert(1)</script></body></html>", False),
    "A1.exe": (b"%PDF-1 scan", True),
    "A1.bat": (b"\xff\xd8\xff\xe0 scan", True),
}


@pytest.mark.parametrize(("name", "blob", "linked"), [(name, *rest) for name, rest in BLOBS.items()])
def test_a_link_leads_to_documents_and_pictures_only(
    tmp_path: Path, name: str, blob: bytes, linked: bool
) -> None:
    office = Office.open(tmp_path)
    (office.folder / name).write_bytes(blob)
    (item,) = office.collect(office.folder / name, "18/4/2022").added

    book = load_workbook(io.BytesIO(tracking_book(office.track("25/4/2022"))))

    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    named = [cell for cell in cells if cell.value == item.file]
    assert named
    assert any(cell.hyperlink for cell in named) == linked
