"""A draft as .docx and as PDF → each of its documents as printed: its pages' lines, what frames it."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sokhet_docs.letters.packets import Packet
from sokhet_docs.letters.rehearsal.paragraphs import Paragraph, Role, read_paragraphs
from sokhet_docs.letters.rehearsal.printed_lines import PrintedLine, PrintedText
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import Package, read_package
from sokhet_docs.office.pdf import read_pages, read_pieces
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.plan import Plan, Signatory
from sokhet_docs.workbook import FACTS

MARK = "BẢN THỬ"
_TEXT = qn("w:t")
_MARKED = re.compile(rf"{MARK} \((\d+)/\d+\)")

Page = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """Words of a letterhead, a title or a name, without line breaks of their own, and their lines.

    ``missing`` are its last words, which a row of fixed height cuts off.
    """

    paragraph: Paragraph
    words: tuple[str, ...]
    lines: tuple[PrintedLine, ...]
    missing: tuple[str, ...] = ()

    @property
    def page(self) -> int:
        """The page in the file, from 0."""
        return self.lines[0].page


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """One document as printed: its file, title and template, its pages' lines without page number and mark.

    ``first_page`` counts from 1 in the file. One of ``signatories`` may have signed it; of a unit's own
    signatory only the authority is known. ``paragraphs`` are all of its own, ``framed`` what frames it: its
    letterhead, its titles, the names in its tables. ``names`` are proper names; ``labels`` those of the
    facts whose lines the clerk may break in the workbook, by their values; ``committee`` is the unit's.
    """

    file: str
    title: str
    template: str
    first_page: int
    pages: tuple[Page, ...]
    signatories: tuple[Signatory, ...]
    paragraphs: tuple[Paragraph, ...] = ()
    framed: tuple[PrintedParagraph, ...] = ()
    names: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    committee: str = ""


def iter_printed_documents(plan: Plan, packet: Packet, docx: Path, pdf: Path) -> Iterator[PrintedDocument]:
    """Yield each document of a draft with the pages that belong to it."""
    package = read_package(docx)
    paragraphs = read_paragraphs(package)
    header_footer = _header_footer_text(package)
    names = _names_of(plan)
    sections = _documents_of_sections(package)
    framed = list(_iter_framed(paragraphs, PrintedText(read_pieces(pdf)), names))
    for number, pages in _pages_by_document(read_pages(pdf)).items():
        document = packet.documents[number - 1]
        numbers = {page - 1 for page, _ in pages}
        yield PrintedDocument(
            file=docx.name,
            title=document.title,
            template=document.template,
            first_page=pages[0][0],
            pages=tuple(_body_lines(page, header_footer) for _, page in pages),
            signatories=(
                plan.signatory,
                Signatory(authority=packet.unit.authority, position="", name=""),
            ),
            paragraphs=tuple(each for each in paragraphs if sections[each.section] == number),
            framed=tuple(each for each in framed if each.page in numbers),
            names=names,
            labels=_labels_of(plan),
            committee=packet.unit.committee,
        )


def _names_of(plan: Plan) -> tuple[str, ...]:
    """Return the names of several words that no line may cut: of the place, of those who sign."""
    signatories = [plan.signatory, *(document.signatory for document in plan.documents)]
    names = [plan.issuer.place, *(signatory.name for signatory in signatories if signatory)]
    return tuple(dict.fromkeys(name for name in names if " " in name.strip()))


def _labels_of(plan: Plan) -> dict[str, str]:
    """Return the labels of the facts that may have several lines, by their values."""
    values = {
        "issuer.superior": plan.issuer.superior,
        "issuer.committee": plan.issuer.committee,
        "issuer.party_body": plan.issuer.party_body,
        "signatory.name": plan.signatory.name,
    }
    return {values[fact.name]: fact.label for fact in FACTS if fact.name in values}


def _iter_framed(
    paragraphs: Iterable[Paragraph], text: PrintedText, names: Sequence[str]
) -> Iterator[PrintedParagraph]:
    """Yield what frames the documents, in its order; what is not printed as it stands is left out."""
    last: PrintedParagraph | None = None
    for paragraph in paragraphs:
        is_name = paragraph.text.strip() in names
        if paragraph.role not in (Role.LETTERHEAD, Role.TITLE) and not is_name:
            last = None
            continue
        for line in paragraph.text.split("\n"):
            if words := tuple(line.split()):
                last = _printed(paragraph, words, text, last)
                if last:
                    yield last


def _printed(
    paragraph: Paragraph, words: tuple[str, ...], text: PrintedText, last: PrintedParagraph | None
) -> PrintedParagraph | None:
    count = len(words)
    if paragraph.is_clipped:
        count = text.count_next(words) if last else text.count_anywhere(words)
        if not count and text.has(words):  # in another order than that of the file
            return None
    lines = text.lines_of(words[:count]) if count else []
    if count < len(words) and (lines or last):
        shown = tuple(lines) if lines or last is None else last.lines
        return PrintedParagraph(paragraph, words, shown, words[count:])
    return PrintedParagraph(paragraph, words, tuple(lines)) if lines else None


def _pages_by_document(pages: Iterable[Page]) -> Mapping[int, list[tuple[int, Page]]]:
    """Return (page number in the file, page) of every page, by the number of its document in the file."""
    found: dict[int, list[tuple[int, Page]]] = defaultdict(list)
    document = 1
    for number, page in enumerate(pages, 1):
        document = next((int(match[1]) for line in page if (match := _MARKED.search(line))), document)
        found[document].append((number, page))
    return found


def _documents_of_sections(package: Package) -> list[int]:
    """Return to which of the packet's documents each section belongs: the mark in its headers says it."""
    marks = {
        rel.id: int(match[1])
        for rel in package.document.relationships
        if rel.kind == "header"
        and rel.target in package.parts
        and (match := _MARKED.search(_text_in(package, rel.target)))
    }
    found, document = [], 1
    for section in parse_xml(package.document.blob).iter(qn("w:sectPr")):
        ids = (each.get(qn("r:id"), "") for each in section.iterchildren(qn("w:headerReference")))
        document = next((marks[each] for each in ids if each in marks), document)
        found.append(document)
    return [*found, document]


def _text_in(package: Package, name: str) -> str:
    root = parse_xml(package.parts[name].blob)
    return "".join(text.text or "" for text in root.iter(_TEXT))


def _header_footer_text(package: Package) -> str:
    """Return the text of all headers and footers of a .docx, without spaces and digits."""
    names = (name for kind in ("header", "footer") for name in package.related(kind))
    return _without_spaces_and_digits("".join(_text_in(package, name) for name in names))


def _body_lines(page: Page, header_footer: str) -> Page:
    """Return the lines of a page without the mark and without the lines of header and footer."""
    lines = deque(line for line in (_MARKED.sub("", line).strip() for line in page) if line)
    while lines and _without_spaces_and_digits(lines[0]) in header_footer:
        lines.popleft()
    while lines and _without_spaces_and_digits(lines[-1]) in header_footer:
        lines.pop()
    return tuple(lines)


def _without_spaces_and_digits(text: str) -> str:
    """Return ``text`` without spaces and digits; a line with a page number is then equal on every page."""
    return "".join(letter for letter in text if not letter.isspace() and not letter.isdigit())
