"""The bytes of a .docx → its text, each paragraph with its place; two of them → old words and new words."""

from __future__ import annotations

import difflib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _T, _TBL, _TR, _TC, _BOX = (f"{_W}{name}" for name in ("p", "t", "tbl", "tr", "tc", "txbxContent"))
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# A text box stands twice in a file, once for old programs; what was deleted under "Track changes" is no text.
_UNREAD = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    *(
        f"{_W}{name}"
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
_CORE = "docProps/core.xml"
_UNTOLD_PROPERTIES = {"created", "modified", "revision", "lastModifiedBy"}
_LARGEST = 256 * 1024 * 1024  # bytes of all parts read together: more is no letter but a trap
_MOST_CHANGES = 50
_LARGEST_SQUARE = 100_000  # old words × new words that are compared at once
_BRIDGE = 2  # this many equal words between two changes belong to one phrase


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


_Word: TypeAlias = Passage  # a word and the place of its passage
_Span: TypeAlias = list[int]  # from and to among the old ones, from and to among the new ones


def read_passages(docx_bytes: bytes) -> list[Passage]:
    """Return every passage of a .docx: body, headers, footers, notes, properties; empty ones left out.

    Raises ValueError when ``docx_bytes`` is no .docx, or one that unpacks to more than 256 MB.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(docx_bytes)) as package:
            return list(_iter_passages(package))
    except _DAMAGES as err:
        raise ValueError("not a .docx") from err


def read_text(docx_bytes: bytes) -> str:
    """Return the text of a .docx, a line a passage. Raises ValueError as `read_passages` does."""
    return "\n".join(passage.text for passage in read_passages(docx_bytes))


def find_changes(old: Iterable[Passage], new: Iterable[Passage]) -> tuple[Change, ...]:
    """Return the words that differ between two readings, in the order of the new one, each pair once.

    At most 50 pairs; a moved paragraph counts as gone and come. Empty when the text is the same.
    """
    found: dict[tuple[str, str], Change] = {}
    for change in _iter_changes(list(old), list(new)):
        known = found.get((change.old, change.new))
        found[change.old, change.new] = replace(known, times=known.times + 1) if known else change
    return tuple(found.values())[:_MOST_CHANGES]


def _iter_changes(old: list[Passage], new: list[Passage]) -> Iterator[Change]:
    # Passages first, words only within those that differ: a long packet is compared in milliseconds.
    for start, end, new_start, new_end in _unequal([p.text for p in old], [p.text for p in new]):
        for before, after in _portions(old[start:end], new[new_start:new_end]):
            yield from _iter_word_changes(_words(before), _words(after))


def _portions(old: list[Passage], new: list[Passage]) -> Iterator[tuple[list[Passage], list[Passage]]]:
    """Yield a stretch that differs as one portion, a long one passage by passage: the time grows squared."""
    if len(_words(old)) * len(_words(new)) <= _LARGEST_SQUARE:
        yield old, new
        return
    shorter = min(len(old), len(new))
    yield from (([before], [after]) for before, after in zip(old[:shorter], new[:shorter], strict=True))
    yield old[shorter:], new[shorter:]


def _iter_word_changes(old: list[_Word], new: list[_Word]) -> Iterator[Change]:
    for start, end, new_start, new_end in _bridged(
        _unequal([w.text for w in old], [w.text for w in new]), new
    ):
        place = (new[new_start:new_end] or old[start:end])[0].place
        yield Change(_joined(old[start:end]), _joined(new[new_start:new_end]), place)


def _unequal(old: list[str], new: list[str]) -> list[_Span]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [span for kind, *span in matcher.get_opcodes() if kind != "equal"]


def _bridged(spans: list[_Span], new: list[_Word]) -> Iterator[_Span]:
    """Yield ``spans``, those of one passage with hardly a word between them as one."""
    pending: _Span | None = None
    for span in spans:
        if pending and span[0] - pending[1] <= _BRIDGE and _is_one_passage(new[pending[2] : span[3]]):
            pending = [pending[0], span[1], pending[2], span[3]]
            continue
        if pending:
            yield pending
        pending = span
    if pending:
        yield pending


def _is_one_passage(words: list[_Word]) -> bool:
    return len({word.place for word in words}) == 1


def _words(passages: list[Passage]) -> list[_Word]:
    # A line break ends every passage, so that words of two passages are not taken for one phrase.
    return [Passage(p.place, word) for p in passages for word in (*p.text.split(), "\n")]


def _joined(words: list[_Word]) -> str:
    return " ".join(word.text for word in words if word.text != "\n")


def _iter_passages(package: zipfile.ZipFile) -> Iterator[Passage]:
    parts = sorted(_iter_parts(package.namelist()))
    names = [name for _, _, name in parts] + [_CORE] * (_CORE in package.namelist())
    if not parts or sum(package.getinfo(name).file_size for name in names) > _LARGEST:
        raise zipfile.BadZipFile
    for kind, number, name in parts:
        label = f"{list(_LABELS.values())[kind]} {number or ''}".strip()
        yield from _iter_block(_parse(package, name), _Counter(label), "")
    if _CORE in names:
        yield from _iter_properties(_parse(package, _CORE))


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
        elif isinstance(element.tag, str):
            yield from _iter_block(element, counter, cell)


def _iter_table(table: etree._Element, counter: _Counter) -> Iterator[Passage]:
    for row_number, row in enumerate(_own(table, _TR, _TBL), 1):
        for cell_number, cell in enumerate(_own(row, _TC, _TR), 1):
            yield from _iter_block(
                cell, counter, f"bảng {counter.tables}, hàng {row_number}, ô {cell_number}"
            )


def _own(parent: etree._Element, tag: str, parent_tag: str) -> list[etree._Element]:
    """Return the ``tag`` elements of ``parent``, in content controls too, but not those of a table within."""
    return [element for element in parent.iter(tag) if next(element.iterancestors(parent_tag)) is parent]


def _iter_paragraph(paragraph: etree._Element, counter: _Counter, cell: str) -> Iterator[Passage]:
    counter.paragraphs += not cell
    boxes = _take_boxes(paragraph)
    text = "".join(
        _SIGNS.get(str(element.tag), element.text or "") for element in paragraph.iter(_T, *_SIGNS)
    )
    if text.strip():
        yield Passage(counter.place(cell), text)
    for box in boxes:
        yield from _iter_block(box, counter, cell or f"khung ở đoạn {counter.paragraphs}")


def _take_boxes(paragraph: etree._Element) -> list[etree._Element]:
    """Take the text boxes out of ``paragraph`` and return them: they hold passages of their own."""
    boxes = list(paragraph.iter(_BOX))
    for box in boxes:
        parent = box.getparent()
        if parent is not None:
            parent.remove(box)
    return boxes
