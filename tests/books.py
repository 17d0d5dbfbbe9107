"""Workbooks as LibreOffice calculates them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from office import convert
from openpyxl import Workbook, load_workbook


def calculated(data: bytes, folder: Path, edit: Callable[[Workbook], None] | None = None) -> Workbook:
    """Return the book with its formulas' values, as LibreOffice calculates them after ``edit``."""
    source, target = folder / "goc" / "book.xlsx", folder / "tinh"
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(data)
    if edit:
        book = load_workbook(source)
        edit(book)
        book.save(source)
    return load_workbook(convert([source], target, to="xlsx")[0], data_only=True)
