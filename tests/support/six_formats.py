"""One .xlsx workbook → the same workbook in each of the formats that a plan is read from.

same_in_quick_formats(path, folder)   strict .xlsx, .xlsm and .csv, written here
same_in_office_formats(paths, folder) .xls and .ods, by one call of LibreOffice for each
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell

from sokhet_docs.text.vietnamese import slug
from tests.support.archives import read_parts, zipped
from tests.support.libreoffice import convert

_TRANSITIONAL, _STRICT = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
_STRICT_NAMES = {
    _TRANSITIONAL + b"spreadsheetml/2006/main": _STRICT + b"spreadsheetml/main",
    _TRANSITIONAL + b"officeDocument/2006/relationships": _STRICT + b"officeDocument/relationships",
}
_BOOK, _MACRO_BOOK = (
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
)


def same_in_quick_formats(path: Path, folder: Path, *, with_csv: bool = True) -> list[Path]:
    """Return the .xlsx at ``path`` and the same in strict .xlsx, .xlsm and, ``with_csv``, .csv.

    A .csv has no merged cells, nothing hidden and no formats: it holds what the cells show.
    """
    made = [path, _strict(path, folder), _with_macros(path, folder)]
    return [*made, _csv(path, folder)] if with_csv else made


def same_in_office_formats(paths: Sequence[Path], folder: Path) -> list[tuple[Path, Path]]:
    """Return for each of ``paths`` the .xls and the .ods that LibreOffice makes of it."""
    kinds = ("xls", "ods")
    made = [convert(paths, folder / kind, kind, timeout=120) for kind in kinds]
    return list(zip(*made, strict=True))


def _strict(path: Path, folder: Path) -> Path:
    parts = read_parts(path.read_bytes())
    for old, new in _STRICT_NAMES.items():
        parts = {name: part.replace(old, new) for name, part in parts.items() if name.startswith("xl/")} | {
            name: part for name, part in parts.items() if not name.startswith("xl/")
        }
    return _write(folder / "strict" / path.name, zipped(parts))


def _with_macros(path: Path, folder: Path) -> Path:
    parts = read_parts(path.read_bytes())
    types = parts["[Content_Types].xml"].replace(_BOOK, _MACRO_BOOK)
    changed = parts | {"[Content_Types].xml": types, "xl/vbaProject.bin": b"Attribute VB_Name = ..."}
    return _write(folder / "xlsm" / f"{path.stem}.xlsm", zipped(changed))


def _csv(path: Path, folder: Path) -> Path:
    """Write one .csv for each sheet; return that of the units."""
    for sheet in load_workbook(path):
        target = folder / "csv" / path.stem / f"{slug(sheet.title)}.csv"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows([_shown(cell) for cell in row] for row in sheet.rows)
    return folder / "csv" / path.stem / "don-vi.csv"


def _shown(cell: Cell | MergedCell) -> str:
    """Return what a cell of text, a whole number, or a day in one of a few formats shows."""
    value = cell.value
    if isinstance(value, datetime):
        codes = {"dd/mm/yyyy": "%d/%m/%Y", "dd/mm/yyyy hh:mm": "%d/%m/%Y %H:%M"}
        return value.strftime(codes[cell.number_format])
    return "" if value is None else str(value)


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
