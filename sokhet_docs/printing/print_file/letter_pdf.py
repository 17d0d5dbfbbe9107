"""The PDF of a letter → the pages of each of its documents, by the marks that the letter carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sokhet_docs.office.end_marks import EndMark, read_end_mark
from sokhet_docs.printing.print_file.layout import paper_of
from sokhet_docs.problems import OutputError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

# What pypdf raises, besides its own errors, for objects that are not what the format says.
_OF_DAMAGE = (AttributeError, IndexError, KeyError, OSError, RecursionError, TypeError, ValueError)
_NOT_PAINTING = frozenset(b"q Q w W n re h cm gs J j M d i ri".split())


@dataclass(frozen=True, slots=True)
class DocumentPages:
    """The pages of one document of the PDF ``path``, in the parts that each begin on a front page.

    ``titles`` are several where the file does not say which pages belong to which of them.
    """

    path: Path
    titles: tuple[str, ...]
    parts: tuple[tuple[PageObject, ...], ...]

    @property
    def papers(self) -> tuple[str, ...]:
        """Return the paper of each page."""
        return tuple(paper_of(*size_of(page)) for part in self.parts for page in part)

    def close(self) -> None:
        """Let go of all that was read of the PDF; its pages, and those of its other documents, are gone."""
        from pypdf import PdfReader

        reader = self.parts[0][0].pdf
        if isinstance(reader, PdfReader):
            reader.close()


@contextmanager
def reword_pdf_errors(path: Path) -> Iterator[None]:
    """Raise what pypdf raises about the damaged PDF ``path`` as an OutputError instead."""
    from pypdf.errors import PyPdfError  # slow to import

    try:
        yield
    except (PyPdfError, *_OF_DAMAGE) as err:
        message, hint = "Tệp PDF này bị hỏng nên không ghép được.", "Xóa tệp ấy rồi chạy lại lệnh này."
        raise OutputError.at(str(path), message, hint) from err


def read_documents(path: Path, titles: Sequence[str]) -> tuple[DocumentPages, ...]:
    """Return the pages of each of the documents ``titles`` of the letter whose PDF is ``path``.

    One with all the titles where the PDF lacks the marks of a letter that has several. Raises OutputError
    when it is damaged.
    """
    from pypdf import PdfReader  # slow to import

    with reword_pdf_errors(path):
        return _documents_of(PdfReader(path), path, titles)


def _documents_of(reader: PdfReader, path: Path, titles: Sequence[str]) -> tuple[DocumentPages, ...]:
    pages = list(reader.pages)
    marks = _pages_of_marks(reader)
    ends = [marks[mark] for mark in sorted(marks) if not mark.section]
    bounds = [0, *ends, len(pages)]
    if len(ends) != len(titles) - 1 or any(start >= end for start, end in pairwise(bounds)):
        return (DocumentPages(path, tuple(titles), _parts(pages, ())),)
    fronts = [page for mark, page in marks.items() if mark.section]
    return tuple(
        DocumentPages(
            path,
            (title,),
            _parts(pages[start:end], [front - start for front in fronts if start < front < end]),
        )
        for title, (start, end) in zip(titles, pairwise(bounds), strict=True)
    )


def size_of(page: PageObject) -> tuple[float, float]:
    """Return a page's width and height in points, before it is turned."""
    return float(page.mediabox.width), float(page.mediabox.height)


def is_blank(page: PageObject) -> bool:
    """Return whether nothing is painted on ``page``."""
    contents = page.get_contents()
    if contents is None:
        return True
    words = contents.get_data().split()
    return all(word in _NOT_PAINTING or _is_number(word) for word in words)


def _is_number(word: bytes) -> bool:
    return word.lstrip(b"+-").replace(b".", b"", 1).isdigit()


def _parts(pages: Sequence[PageObject], starts: Sequence[int]) -> tuple[tuple[PageObject, ...], ...]:
    bounds = sorted({0, *starts, len(pages)})
    return tuple(_without_blanks(pages[start:end]) for start, end in pairwise(bounds))


def _without_blanks(pages: Sequence[PageObject]) -> tuple[PageObject, ...]:
    """Return ``pages`` without the blank backs before the first, which some programs write."""
    first = next((index for index, page in enumerate(pages) if not is_blank(page)), 0)
    return tuple(pages[first:])


def _pages_of_marks(reader: PdfReader) -> Mapping[EndMark, int]:
    """Return for each mark how many pages there are before what follows it."""
    places = _places(reader)
    numbers = {
        page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, 1) if page.indirect_reference
    }
    found = {mark: place for name, place in places.items() if (mark := read_end_mark(name))}
    return {
        mark: numbers[place[0].idnum] for mark, place in found.items() if place and place[0].idnum in numbers
    }


def _places(reader: PdfReader) -> Mapping[str, Any]:
    """Return the named destinations of a PDF, each with an array that begins with its page."""
    places = reader.root_object.get("/Dests")
    if places is not None:
        found = {name: place.get_object() for name, place in places.get_object().items()}
        return {name: place["/D"] if isinstance(place, dict) else place for name, place in found.items()}
    return {name: place.dest_array for name, place in reader.named_destinations.items()}
