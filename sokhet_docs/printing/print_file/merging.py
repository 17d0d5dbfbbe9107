"""Documents → one PDF for the printer, its bookmarks, its blank backs; that PDF → what is counted in it.

What a page shows (its contents, fonts, pictures) is in the file once, however many copies there are.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sokhet_docs._version import __version__
from sokhet_docs.office.pdf_facts import silent_pypdf
from sokhet_docs.printing.print_file.layout import Layout, Tally, paper_of
from sokhet_docs.printing.print_file.letter_pdf import DocumentPages, reword_pdf_errors, size_of

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter

CREATOR = "sokhet-docs print"
_LINK = "/Link"
_BLANK = "/SokhetBlank"  # what we write into a blank back, so that it is told from a page without contents


class PrintFile:
    """A print file being made; ``duplex``: every part begins on a front page."""

    def __init__(self, title: str, *, duplex: bool) -> None:
        from pypdf import PdfWriter  # slow to import

        self._writer: PdfWriter = PdfWriter()
        self._next_title = ""
        self.layout = Layout(duplex)
        self._writer.add_metadata(
            {"/Title": title, "/Creator": CREATOR, "/Producer": f"sokhet-docs {__version__}"}
        )
        self._ask_viewer(duplex=duplex)

    def _ask_viewer(self, *, duplex: bool) -> None:
        """Have viewers print it as it is: in its size, on one side or both, and show its bookmarks."""
        from pypdf.generic import DictionaryObject, NameObject

        sides = "/DuplexFlipLongEdge" if duplex else "/Simplex"
        preferences = {
            NameObject("/PrintScaling"): NameObject("/None"),
            NameObject("/Duplex"): NameObject(sides),
        }
        self._writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(preferences)
        self._writer.root_object[NameObject("/PageMode")] = NameObject("/UseOutlines")

    def bookmark(self, title: str) -> None:
        """Have a bookmark lead to the page that is added next."""
        self._next_title = title

    def add(self, document: DocumentPages) -> Tally:
        """Add one copy of ``document``; return what it takes of pages and sheets.

        Raises OutputError when its PDF is damaged.
        """
        alone = Layout(self.layout.duplex)
        for part in document.parts:
            papers = [paper_of(*size_of(page)) for page in part]
            alone.add(papers)
            padded = self.layout.add(papers)
            with reword_pdf_errors(document.path):
                self._add_part(part, padded)
        return alone.tally()

    def content(self) -> bytes:
        """Return the print file."""
        stream = io.BytesIO()
        self._writer.write(stream)
        return stream.getvalue()

    def _add_part(self, pages: Sequence[PageObject], padded: Sequence[bool]) -> None:
        for page, is_padded in zip(pages, padded, strict=True):
            if is_padded:
                self._add_blank()
            self._add_page(page)

    def _add_page(self, page: PageObject) -> None:
        _drop_links(page)
        self._writer.add_page(page)
        if self._next_title:
            self._writer.add_outline_item(title=self._next_title, page_number=len(self._writer.pages) - 1)
            self._next_title = ""

    def _add_blank(self) -> None:
        """Add a blank page like the one before it: as large, turned the same way."""
        from pypdf.generic import BooleanObject, NameObject

        last = self._writer.pages[-1]
        width, height = size_of(last)
        blank = self._writer.add_blank_page(width=width, height=height)
        blank[NameObject(_BLANK)] = BooleanObject(True)
        if last.rotation:
            blank.rotate(last.rotation)


def _drop_links(page: PageObject) -> None:
    """Take the links off ``page``: paper has none, and each would bring along the page that it leads to."""
    from pypdf.generic import ArrayObject, NameObject

    if "/Annots" in page:
        notes: Any = page["/Annots"]
        kept = [note for note in notes if note.get_object().get("/Subtype") != _LINK]
        page[NameObject("/Annots")] = ArrayObject(kept)


@dataclass(frozen=True, slots=True)
class CountedEntry:
    """What is between one bookmark and the next: its title, the copies, the pages that are not blank."""

    title: str
    copies: int
    pages: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What is found in a print file: its entries by bookmark, its pages, blank backs and sheets."""

    entries: tuple[CountedEntry, ...]
    tally: Tally = field(default_factory=Tally)


def count(content: bytes) -> Counted:
    """Return what is counted in the print file ``content``, whatever was meant to be in it.

    There are as many copies of an entry as of its most frequent page; sheets are counted as the file asks
    to be printed.
    """
    from pypdf import PdfReader

    with PdfReader(io.BytesIO(content)) as reader:
        starts = [
            (str(item.title), reader.get_destination_page_number(item) or 0) for item in _bookmarks(reader)
        ]
        faces = [None if _BLANK in page else paper_of(*size_of(page)) for page in reader.pages]
        contents = [None if _BLANK in page else _contents_of(page) for page in reader.pages]
        preferences: Any = reader.root_object["/ViewerPreferences"]
        is_duplex = preferences.get("/Duplex") != "/Simplex"
    bounds = [*(start for _, start in starts), len(faces)]
    entries = [
        _entry(title, contents[start:end])
        for (title, _), (start, end) in zip(starts, pairwise(bounds), strict=True)
    ]
    return Counted(tuple(entries), Layout(is_duplex, faces).tally())


def _bookmarks(reader: PdfReader) -> list[Any]:
    return [item for item in reader.outline if not isinstance(item, list)]


def _contents_of(page: PageObject) -> object:
    """Return what copies of ``page`` share: the number of its contents; of a page without any, itself."""
    contents = page.raw_get("/Contents") if "/Contents" in page else None
    return getattr(contents, "idnum", page)


def _entry(title: str, contents: Sequence[object]) -> CountedEntry:
    found = Counter(str(each) if isinstance(each, int) else id(each) for each in contents if each is not None)
    return CountedEntry(title, max(found.values(), default=0), found.total())


def is_print_file(content: bytes) -> bool:
    """Return whether ``content`` is a print file of ours."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        with silent_pypdf():
            metadata = PdfReader(io.BytesIO(content)).metadata
    except (PyPdfError, AttributeError, KeyError, OSError, TypeError, ValueError):
        return False
    return metadata is not None and metadata.creator == CREATOR
