"""A .docx → the XML of the parts that tell its text: its body, styles and lists, headers and footers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from sokhet_docs.office.docx_sides import SidePart, read_chunks, read_sides
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.opc import WORD_MAIN, PackageReader
from sokhet_docs.office.safe_xml import TooComplexError
from sokhet_docs.office.safe_zip import WORD_TEXT

_MAX_TEXT = 3_000_000  # characters: a thousand pages, and those of all units are held at once


@dataclass(frozen=True, slots=True)
class DocxParts:
    """The parts that are read. ``styles`` and ``numbering`` are None where the file has none.

    ``chunks`` are the paragraphs of the files that were put whole into it, by their relationships' ids.
    ``edges`` are its headers and footers; ``identifier`` is the text of ``dc:identifier`` or ""; ``sides``
    is every part beside the body that may hold words. These three are left out where only the body is wanted.
    """

    document: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    edges: tuple[etree._Element, ...] = ()
    identifier: str = ""
    chunks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sides: tuple[SidePart, ...] = ()


def read_parts(docx_bytes: bytes, *, marks: bool = False, sides: bool = False) -> DocxParts:
    """Return the parts of a .docx, with ``marks`` those too that tell whose it is, with ``sides`` all words.

    Raises what `PackageReader.opened` does beyond `safe_zip.WORD_TEXT`, and what
    `safe_zip.DAMAGE` lists for a file that is no document of Word.
    """
    with PackageReader.opened(io.BytesIO(docx_bytes), WORD_TEXT) as reader:
        return _read(reader, marks=marks, sides=sides)


def _read(reader: PackageReader, *, marks: bool, sides: bool) -> DocxParts:
    main = reader.main or WORD_MAIN
    document = reader.xml(main)
    if etree.QName(document).localname != "document":
        raise zipfile.BadZipFile("no main part")
    if reader.size(main) > _MAX_TEXT and len(str(document.xpath("string()"))) > _MAX_TEXT:
        raise TooComplexError
    styles, numbering = (_first(reader, main, kind) for kind in ("styles", "numbering"))
    edges = tuple(_iter_related(reader, main, ("header", "footer"))) if marks else ()
    return DocxParts(
        document,
        styles,
        numbering,
        edges,
        _identifier(reader) if marks else "",
        read_chunks(reader, main, document),
        read_sides(reader, main, document) if sides else (),
    )


def _iter_related(reader: PackageReader, part: str, kinds: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield the root of each part that is there and that a relationship of ``kinds`` leads to, once."""
    related = (rel for rel in reader.relationships_of(part) if rel.kind in kinds and not rel.external)
    for name in dict.fromkeys(rel.target for rel in related):
        if name in reader:
            yield reader.xml(name)


def _first(reader: PackageReader, part: str, kind: str) -> etree._Element | None:
    return next(_iter_related(reader, part, (kind,)), None)


def _identifier(reader: PackageReader) -> str:
    core = _first(reader, "", "core-properties")
    return "" if core is None else (core.findtext(qn("dc:identifier")) or "").strip()
