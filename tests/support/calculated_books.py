"""Workbooks as LibreOffice calculates them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook, load_workbook

from tests.support.libreoffice import convert


def calculated(data: bytes, folder: Path, edit: Callable[[Workbook], None] | None = None) -> Workbook:
    """Return the book with its formulas' values, as LibreOffice calculates them after ``edit``."""
    given, source, target = folder / "given.xlsx", folder / "goc" / "book.xlsx", folder / "tinh"
    given.write_bytes(data)
    source.parent.mkdir(exist_ok=True)
    write_uncalculated(given, source)
    if edit:
        book = load_workbook(source)
        edit(book)
        book.save(source)
    return load_workbook(convert([source], target, to="xlsx")[0], data_only=True)


def write_uncalculated(source: Path, target: Path) -> None:
    """Write a book without the values of its formulas: LibreOffice would believe them."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v/>", part))
