"""A workbook's bytes → the values of its formulas, as LibreOffice calculates them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook, load_workbook

from tests.support.archives import read_parts, zipped
from tests.support.libreoffice import convert


def calculated(data: bytes, folder: Path, edit: Callable[[Workbook], None] | None = None) -> Workbook:
    """Return the book with its formulas' values, as LibreOffice calculates them after ``edit``."""
    source, target = folder / "goc" / "book.xlsx", folder / "tinh"
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(_without_values(data))
    if edit:
        book = load_workbook(source)
        edit(book)
        book.save(source)
    return load_workbook(convert([source], target, to="xlsx")[0], data_only=True)


def _without_values(book: bytes) -> bytes:
    """Return a book without the values of its formulas: LibreOffice would believe them."""
    parts = read_parts(book)
    return zipped({name: re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v/>", part) for name, part in parts.items()})
