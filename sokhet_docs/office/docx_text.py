"""The bytes of a .docx → its text, each paragraph with its place as a person would count it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from sokhet_docs.office.namespaces import qn

_P, _T, _TBL, _TR, _TC, _BOX = (qn(f"w:{name}") for name in ("p", "t", "tbl", "tr", "tc", "txbxContent"))
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# A text box stands twice in a file, once for old programs; what was deleted under "Track changes" is no text.
_UNREAD = (
    qn("mc:Fallback"),
    *(
        qn(f"w:{name}")
        for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr", "sectPr")
    ),
)
_PART = re.compile(r"word/(document|header|footer|footnotes|endnotes)(\d*)\.xml")
_LABELS = {
    "document": "",
    "header": "đầu trang",
    "footer": "chân trang",
    "footnotes": "chú thích cuối trang",
    "endnotes": "chú thích cuối văn bản",
}
_CORE = "docProps/core.xml"
_UNTOLD_PROPERTIES = {"created", "modified", "revision", "lastModifiedBy"}
_MAX_BYTES = 256 * 1024 * 1024  # bytes of all parts read together: more is no letter but a trap
# All that zipfile, zlib and lxml raise for damaged bytes: a fuzz run of 290,000 files met no other.
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or property of a .docx: its place as a person would count it, and its text."""

    place: str
    text: str


def read_passages(docx_bytes: bytes) -> list[Passage]:
    """Return every passage of a .docx: body, headers, footers, notes, properties; empty ones left out.

    Raises ValueError when ``docx_bytes`` is no .docx, or one that unpacks to more than 256 MB.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(docx_bytes)) as package:
            return _read_package(package)
    except _DAMAGES as err:
        raise ValueError("not a .docx") from err


def read_text(docx_bytes: bytes) -> str:
    """Return the text of a .docx, a line a passage. Raises ValueError as `read_passages` does."""
    return "\n".join(passage.text for passage in read_passages(docx_bytes))


def _read_package(package: zipfile.ZipFile) -> list[Passage]:
    parts = sorted(_iter_parts(package.namelist()))
    names = [name for _, _, name in parts] + [_CORE] * (_CORE in package.namelist())
    if not parts or sum(package.getinfo(name).file_size for name in names) > _MAX_BYTES:
        raise zipfile.BadZipFile
    found: list[Passage] = []
    for kind, number, name in parts:
        label = f"{list(_LABELS.values())[kind]} {number or ''}".strip()
        found += _Reader(label).read(_parse(package, name))
    if _CORE in names:
        found += _iter_properties(_parse(package, _CORE))
    return found


def _iter_parts(names: list[str]) -> Iterator[tuple[int, int, str]]:
    for name in names:
        if match := _PART.fullmatch(name):
            yield list(_LABELS).index(match.group(1)), int(match.group(2) or 0), name


def _parse(package: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(package.read(name), parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise zipfile.BadZipFile  # Office Open XML knows no DOCTYPE: somebody's trap
    etree.strip_elements(root, *_UNREAD, with_tail=False)
    return root


def _iter_properties(core: etree._Element) -> Iterator[Passage]:
    for element in core:
        name = etree.QName(element).localname
        if element.text and name not in _UNTOLD_PROPERTIES:
            yield Passage(f"thuộc tính {name}", element.text)


class _Reader:
    """Reads one part, and counts its paragraphs and tables as a reader does."""

    def __init__(self, label: str) -> None:
        self._prefix = f"{label}, " if label else ""
        self._paragraphs = 0
        self._tables = 0
        self._found: list[Passage] = []

    def read(self, root: etree._Element) -> list[Passage]:
        """Return the passages of the part; its text boxes are taken out of their paragraphs."""
        self._has_boxes = next(root.iter(_BOX), None) is not None
        self._read_block(root, "")
        return self._found

    def _read_block(self, parent: etree._Element, cell: str) -> None:
        for element in parent:
            if element.tag == _P:
                self._read_paragraph(element, cell)
            elif element.tag == _TBL and not cell:
                self._read_table(element)
            elif isinstance(element.tag, str):
                self._read_block(element, cell)

    def _read_table(self, table: etree._Element) -> None:
        self._tables += 1
        for row_number, row in enumerate(_own(table, _TR, _TBL), 1):
            for cell_number, cell in enumerate(_own(row, _TC, _TR), 1):
                self._read_block(cell, f"bảng {self._tables}, hàng {row_number}, ô {cell_number}")

    def _read_paragraph(self, paragraph: etree._Element, cell: str) -> None:
        self._paragraphs += not cell
        boxes = _take_boxes(paragraph) if self._has_boxes else []
        signs = [_SIGNS.get(str(element.tag), element.text) or "" for element in paragraph.iter(_T, *_SIGNS)]
        if text := "".join(signs).rstrip():
            place = f"{self._prefix}{cell or f'đoạn {self._paragraphs}'}"
            self._found.append(Passage(place, text))
        for box in boxes:
            self._read_block(box, cell or f"khung ở đoạn {self._paragraphs}")


def _own(parent: etree._Element, tag: str, parent_tag: str) -> list[etree._Element]:
    """Return the ``tag`` elements of ``parent``, in content controls too, but not those of a table within."""
    return [element for element in parent.iter(tag) if next(element.iterancestors(parent_tag)) is parent]


def _take_boxes(paragraph: etree._Element) -> list[etree._Element]:
    """Take the text boxes out of ``paragraph`` and return them: they hold passages of their own."""
    boxes = list(paragraph.iter(_BOX))
    for box in boxes:
        parent = box.getparent()
        if parent is not None:
            parent.remove(box)
    return boxes
