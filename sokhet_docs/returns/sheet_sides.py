"""A returned .xlsx, .ods or .xls → what it says beside its cells: comments, shapes, charts, page headers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from sokhet_docs.office.file_kinds import OLE_MAGIC
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.opc import PackageReader
from sokhet_docs.office.safe_xml import iter_elements
from sokhet_docs.office.safe_zip import TABLES, UNREADABLE, WORD_TEXT, SafeZip
from sokhet_docs.text.vietnamese import clean

_LIMITS = replace(TABLES, entry=WORD_TEXT.entry, elements=WORD_TEXT.elements)
_ZIP_MAGIC = b"PK"
_UNREAD = "Chữ ngoài các ô của bảng tính (ghi chú, hình vẽ, đầu trang): không đọc được hết, cần mở xem"
_MAX_SIDES = 300  # in one file; a table that is a report has a few
_COMMENT, _HEADER, _SHAPE = (
    "Ghi chú ở ô",
    "Đầu trang, chân trang của bảng tính",
    "Hình vẽ, biểu đồ của bảng tính",
)
_CODES = re.compile(r'&"[^"]*"|&K[0-9A-F]{6}|&\d{1,3}|&[A-Za-z+\-#%]')  # of a page header: &"Arial"&12&P
_ODS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"
_ODS_P, _ODS_NOTE, _ODS_TABLE = (
    _ODS % ("text", "p"),
    _ODS % ("office", "annotation"),
    _ODS % ("table", "table"),
)
_ODS_SHAPES, _ODS_EDGES = (
    _ODS % ("table", "shapes"),
    tuple(_ODS % ("style", one) for one in ("header", "footer")),
)
_ODS_COUNTED = tuple(
    _ODS % ("text", name) for name in ("sheet-name", "page-number", "page-count", "date", "time", "title")
)


def read_sides(path: Path) -> list[str]:
    """Return a line for each thing that the table file ``path`` says beside its cells: what it is, its words.

    Where they cannot be read, or are too many, one line says so.
    """
    data = path.read_bytes()
    told: dict[str, None] = {}
    try:
        for what, text in _iter_sides(path, data):
            if words := clean(text).strip():
                told[f"{what}: {words}"] = None
    except UNREADABLE:
        told[_UNREAD] = None
    lines = list(told)
    return lines if len(lines) <= _MAX_SIDES else [*lines[:_MAX_SIDES], _UNREAD]


def _iter_sides(path: Path, data: bytes) -> Iterator[tuple[str, str]]:
    if data.startswith(OLE_MAGIC):
        yield from _xls_sides(path)
    elif data.startswith(_ZIP_MAGIC):
        yield from _zip_sides(data)


def _zip_sides(data: bytes) -> Iterator[tuple[str, str]]:
    with PackageReader.opened(io.BytesIO(data), _LIMITS) as reader:
        if "content.xml" in reader:
            yield from _ods_sides(reader)
        elif (main := reader.main) is not None:
            names = _sheet_names(reader, main)
            for rel in reader.relationships_of(main):
                if rel.kind == "worksheet" and rel.target in reader:
                    name = names.get(rel.id, "") if len(names) > 1 else ""
                    for what, text in _xlsx_sides(reader, rel.target):
                        yield _in_sheet(what, name), text


def _sheet_names(reader: PackageReader, main: str) -> dict[str, str]:
    """Return the names of the sheets by the relationships of the part ``main``."""
    sheets = reader.xml(main).iter("{*}sheet")
    return {sheet.get(qn("r:id"), ""): sheet.get("name", "").strip() for sheet in sheets}


def _in_sheet(what: str, sheet: str) -> str:
    """Return ``what`` with the sheet that it is in: ``Ghi chú ở trang “Tháng 5”, ô D3``."""
    if not sheet:
        return what
    place = f"trang “{sheet}”"
    return what.replace(" ở ô ", f" ở {place}, ô ", 1) if what.startswith(_COMMENT) else f"{what}, {place}"


def _xlsx_sides(reader: PackageReader, sheet: str) -> Iterator[tuple[str, str]]:
    with reader.open(sheet) as chunks:
        for edges in iter_elements(reader.within_limits(chunks), ("{*}headerFooter",)):
            for edge in edges:
                yield _HEADER, _CODES.sub(" ", (edge.text or "").replace("&&", "＆")).replace("＆", "&")
    parts = {rel.kind: rel.target for rel in reader.relationships_of(sheet) if rel.target in reader}
    kind = "threadedComment" if "threadedComment" in parts else "comments"  # the latter repeats the former
    if kind in parts:
        for comment in reader.xml(parts[kind]).iter("{*}comment", "{*}threadedComment"):
            words = (text.text or "" for text in comment.iter("{*}t", "{*}text") if text.text)
            yield f"{_COMMENT} {comment.get('ref', '')}", "".join(words)
    if "drawing" in parts:
        drawn = [parts["drawing"], *_charts(reader, parts["drawing"])]
        yield from ((_SHAPE, text) for part in drawn for text in _drawn_texts(reader.xml(part)))


def _charts(reader: PackageReader, drawing: str) -> Iterable[str]:
    related = reader.relationships_of(drawing)
    return [rel.target for rel in related if rel.kind.startswith("chart") and rel.target in reader]


def _drawn_texts(root: etree._Element) -> Iterator[str]:
    if next(root.iter("{*}pic"), None) is not None:
        yield "[hình, xem trong tệp gốc]"
    for paragraph in root.iter(qn("a:p")):
        yield "".join(text.text or "" for text in paragraph.iter(qn("a:t")))


def _ods_sides(archive: SafeZip) -> Iterator[tuple[str, str]]:
    with archive.open("content.xml") as chunks:
        for element in iter_elements(archive.within_limits(chunks), (_ODS_NOTE, _ODS_SHAPES)):
            is_note = element.tag == _ODS_NOTE
            yield _COMMENT.removesuffix(" ở ô") if is_note else _SHAPE, " ".join(_ods_words(element))
    if "styles.xml" in archive:
        with archive.open("styles.xml") as chunks:
            for edge in iter_elements(archive.within_limits(chunks), _ODS_EDGES):
                if (
                    next(edge.iter(*_ODS_COUNTED), None) is None
                ):  # those that LibreOffice gives any sheet count
                    yield _HEADER, " ".join(_ods_words(edge))


def _ods_words(element: etree._Element) -> Iterator[str]:
    for paragraph in element.iter(_ODS_P):
        yield "".join(map(str, paragraph.itertext()))


def _xls_sides(path: Path) -> Iterator[tuple[str, str]]:
    import xlrd  # type: ignore[import-untyped]  # seldom needed

    try:
        book: Any = xlrd.open_workbook(path, logfile=io.StringIO(), formatting_info=True)
        notes = [note for sheet in book.sheets() for note in sheet.cell_note_map.values()]
    except Exception as err:  # xlrd raises whatever a damaged file makes it stumble over
        raise ValueError(str(err)) from err
    for note in notes:
        yield f"{_COMMENT} {xlrd.formula.cellname(note.rowx, note.colx)}", note.text
