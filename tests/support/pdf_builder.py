"""PDFs in a few words: pages with something on them, of any paper, and the marks of a letter's documents."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from sokhet_docs.printing.pdf.makers import Chunk, Made
from sokhet_docs.problems import Problem

A4, A3, A4_LANDSCAPE = (595.3, 841.9), (841.9, 1190.6), (841.9, 595.3)
_MARKS = re.compile(r'w:name="(_skhet\d+)"')


@dataclass(frozen=True)
class PageOf:
    """A page: its width and height in points, how far it is turned, whether nothing is on it."""

    size: tuple[float, float] = A4
    turned: int = 0
    blank: bool = False


def make_pdf(pages: Sequence[PageOf], marks: Mapping[str, int] | None = None) -> bytes:
    """Return a PDF of ``pages``; ``marks`` are named destinations by the number of their page, from 1."""
    writer = PdfWriter()
    font = writer._add_object(DictionaryObject({NameObject("/BaseFont"): NameObject("/TimesNewRomanPSMT")}))
    fonts = DictionaryObject({NameObject("/F1"): font})
    resources = writer._add_object(DictionaryObject({NameObject("/Font"): fonts}))
    for number, each in enumerate(pages, 1):
        page = writer.add_blank_page(width=each.size[0], height=each.size[1])
        contents = DecodedStreamObject()
        contents.set_data(b"0.1 w\n" if each.blank else b"0.1 w\n%d 0 m 9 9 l S\n" % number)
        page[NameObject("/Contents")] = writer._add_object(contents)
        if each.turned:
            page[NameObject("/Rotate")] = NumberObject(each.turned)
        page[NameObject("/Resources")] = resources
    places = DictionaryObject()
    for name, number in (marks or {}).items():
        page_of_mark = writer.pages[number - 1].indirect_reference
        assert page_of_mark is not None
        # LibreOffice writes the underscore of a bookmark's name as its hexadecimal number.
        key = NameObject(f"/{name.replace('_', '5F')}")
        places[key] = ArrayObject([page_of_mark, NameObject("/Fit")])
    writer.root_object[NameObject("/Dests")] = places
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@dataclass
class SimulatedOffice:
    """A maker of PDFs: each document of a letter has as many A4 pages as ``pages`` says, in turn.

    ``converted`` are the names of what it converted, ``broken`` those of which it makes nothing.
    """

    pages: Sequence[int] = (1,)
    forgets_marks: bool = False
    broken: frozenset[str] = frozenset()
    converted: list[str] = field(default_factory=list)
    kind: str = "simulated"
    width: int = 1

    def open(self) -> Sequence[Problem]:
        """Do nothing."""
        return ()

    def submit(self, chunk: Chunk) -> Future[Made]:
        """Make the PDFs at once."""
        future: Future[Made] = Future()
        self.converted += [letter.name for letter in chunk]
        future.set_result(
            {letter.number: self._pdf(letter.content) for letter in chunk if letter.name not in self.broken}
        )
        return future

    def check(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""

    def _pdf(self, docx_bytes: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(docx_bytes)) as package:
            names = _MARKS.findall(package.read("word/document.xml").decode())
        pages: list[PageOf] = []
        marks: dict[str, int] = {}
        for index in range(len(names) + 1):
            pages += [PageOf()] * self.pages[index % len(self.pages)]
            if index < len(names):
                marks[names[index]] = len(pages)
        return make_pdf(pages, {} if self.forgets_marks else marks)


def bookmarks_of(pdf: Path) -> list[tuple[str, int]]:
    """Return the bookmarks of a PDF with their pages, from 1."""
    reader = PdfReader(pdf)
    found = [item for item in reader.outline if not isinstance(item, list)]
    return [(str(item.title), (reader.get_destination_page_number(item) or 0) + 1) for item in found]
