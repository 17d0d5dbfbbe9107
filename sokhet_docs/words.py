"""The bytes of a .docx → its text, each paragraph with its place; two of them → old words and new words."""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _T, _TBL, _TR, _TC = (f"{_W}{name}" for name in ("p", "t", "tbl", "tr", "tc"))
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# A text box stands twice in a file, once for old programs; what was deleted under "Track changes" is no text.
_UNREAD = {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_W}pPr",
    f"{_W}rPr",
    f"{_W}sectPr",
}
_PARTS = (
    (re.compile(r"word/document\.xml"), ""),
    (re.compile(r"word/header(\d*)\.xml"), "đầu trang"),
    (re.compile(r"word/footer(\d*)\.xml"), "chân trang"),
    (re.compile(r"word/footnotes\.xml"), "chú thích cuối trang"),
    (re.compile(r"word/endnotes\.xml"), "chú thích cuối văn bản"),
)
_CORE = "docProps/core.xml"
_MOST_CHANGES = 50


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or property of a .docx: its place as a person would count it, and its text."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """Words that differ: the old ones, the new ones ("" where there are none), the first place, how often."""

    old: str
    new: str
    place: str
    times: int = 1


def read_passages(docx_bytes: bytes) -> list[Passage]:
    """Return every passage of a .docx: body, headers, footers, notes, properties; empty ones left out.

    Raises ValueError when ``docx_bytes`` is no .docx.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(docx_bytes)) as package:
            return list(_iter_passages(package))
    except (
        zipfile.BadZipFile,
        KeyError,
        etree.XMLSyntaxError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as err:
        raise ValueError("not a .docx") from err


def read_text(docx_bytes: bytes) -> str:
    """Return the text of a .docx, a line a passage. Raises ValueError when it is none."""
    return "\n".join(passage.text for passage in read_passages(docx_bytes))


def find_changes(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[Change, ...]:
    """Return the words that differ between two readings, in the order of the new one, each pair once.

    At most 50 pairs; moved paragraphs count as gone and come. Empty when the text is the same.
    """
    found: dict[tuple[str, str], Change] = {}
    matcher = difflib.SequenceMatcher(
        None, [passage.text for passage in old], [passage.text for passage in new], autojunk=False
    )
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            for change in _iter_changes(old[start:end], new[new_start:new_end]):
                known = found.get((change.old, change.new))
                found[change.old, change.new] = replace(known, times=known.times + 1) if known else change
    return tuple(found.values())[:_MOST_CHANGES]


def _iter_changes(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[Change]:
    for before, after in zip(old, new, strict=False):
        yield from _iter_word_changes(before.text.split(), after.text.split(), after.place)
    for gone in old[len(new) :]:
        yield Change(gone.text, "", gone.place)
    for come in new[len(old) :]:
        yield Change("", come.text, come.place)


def _iter_word_changes(old: list[str], new: list[str], place: str) -> Iterator[Change]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            yield Change(" ".join(old[start:end]), " ".join(new[new_start:new_end]), place)


def _iter_passages(package: zipfile.ZipFile) -> Iterator[Passage]:
    names = package.namelist()
    for pattern, label in _PARTS:
        for name in sorted(name for name in names if pattern.fullmatch(name)):
            number = (pattern.fullmatch(name) or [""])[-1] if pattern.groups else ""
            yield from _iter_part(_parse(package, name), f"{label} {number}".strip())
    if _CORE in names:
        yield from _iter_properties(_parse(package, _CORE))


def _parse(package: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(package.read(name), parser)


def _iter_properties(core: etree._Element) -> Iterator[Passage]:
    for element in core:
        name = etree.QName(element).localname
        if element.text and name not in {"created", "modified", "revision"}:
            yield Passage(f"thuộc tính {name}", element.text)


def _iter_part(root: etree._Element, label: str) -> Iterator[Passage]:
    counter = _Counter(label)
    yield from _iter_block(root, counter, "")


class _Counter:
    """Counts the paragraphs and tables of one part as a reader does."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.paragraphs = 0
        self.tables = 0

    def place(self, cell: str) -> str:
        return ", ".join(part for part in (self.label, cell or f"đoạn {self.paragraphs}") if part)


def _iter_block(parent: etree._Element, counter: _Counter, cell: str) -> Iterator[Passage]:
    for element in parent:
        if element.tag == _P:
            yield from _iter_paragraph(element, counter, cell)
        elif element.tag == _TBL and not cell:
            counter.tables += 1
            yield from _iter_table(element, counter)
        elif element.tag not in _UNREAD and isinstance(element.tag, str):
            yield from _iter_block(element, counter, cell)


def _iter_table(table: etree._Element, counter: _Counter) -> Iterator[Passage]:
    for row_number, row in enumerate(table.iter(_TR), 1):
        for cell_number, cell in enumerate(row.iter(_TC), 1):
            place = f"bảng {counter.tables}, hàng {row_number}, ô {cell_number}"
            yield from _iter_block(cell, counter, place)


def _iter_paragraph(paragraph: etree._Element, counter: _Counter, cell: str) -> Iterator[Passage]:
    if not cell:
        counter.paragraphs += 1
    boxes: list[etree._Element] = []
    text = "".join(_iter_text(paragraph, boxes))
    if text.strip():
        yield Passage(counter.place(cell), text)
    for box in boxes:
        yield from _iter_block(box, counter, cell or f"khung ở đoạn {counter.paragraphs}")


def _iter_text(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    for child in element:
        if child.tag == _T:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag not in _UNREAD:
            yield from _iter_text(child, boxes)
