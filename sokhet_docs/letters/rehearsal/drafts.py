"""A workbook and its templates → drafts for the few hardest units, marked on every page, and layout faults.

Drafts are not part of the output: they have a separate folder that the manifest does not list, and the next
rehearsal overwrites them. Where LibreOffice is installed, they are converted to PDF and the pages examined.
"""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from sokhet_docs.letters.checking import check_fit, read
from sokhet_docs.letters.packets import Naming, Packet, Variant, choose_packets, pack
from sokhet_docs.letters.rehearsal.draft_mark import mark_package
from sokhet_docs.letters.rehearsal.hardest import Choice, choose_hardest
from sokhet_docs.letters.rehearsal.layout_faults import Page, PrintedDocument, find_layout_faults
from sokhet_docs.letters.rendering import Renderer, compile_letters, render_letters
from sokhet_docs.letters.templates import compile_packets
from sokhet_docs.office.files import reword_os_errors, write_atomic
from sokhet_docs.office.libreoffice import find_libreoffice
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import read_package, write_package
from sokhet_docs.office.pdf import read_pages, write_pdfs
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.plan import Plan, Signatory
from sokhet_docs.problems import OutputError, Problem, ProblemCollector, Severity, SokhetError
from sokhet_docs.template import Template

DRAFTS_FOLDER = "thu"
MARK = "BẢN THỬ"
_TEXT = qn("w:t")
_MARKED = re.compile(rf"{MARK} \((\d+)/\d+\)")


@dataclass(frozen=True, slots=True)
class Draft:
    """One marked file: its unit with the reasons why it was chosen, its packet, its path."""

    choice: Choice
    packet: Packet
    path: Path


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a rehearsal wrote and found.

    ``warnings`` are those of the plan, and the reason if LibreOffice failed; ``layout_faults`` were found on
    the pages. ``has_office``: LibreOffice is installed; ``is_checked``: the pages were examined.
    """

    folder: Path
    drafts: tuple[Draft, ...]
    warnings: tuple[Problem, ...]
    layout_faults: tuple[Problem, ...]
    has_office: bool
    is_checked: bool

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that the clerk should look at; none of it is an error."""
        return (*self.warnings, *self.layout_faults)


def rehearse(
    workbook: Path | str,
    templates: Path | str,
    output: Path | str,
    naming: Naming | None = None,
    only: Sequence[str] = (),
) -> Rehearsal:
    """Write drafts for the hardest units into the folder ``thu`` of ``output``, and examine their pages.

    ``naming``, ``only`` and the stages are the same as in `generate`. Raises SokhetError with every
    problem of the workbook and the templates before anything is written, OutputError when a draft cannot be
    written.
    """
    workbook, templates, folder = Path(workbook), Path(templates), Path(output) / DRAFTS_FOLDER
    problems = ProblemCollector()

    plan = read(workbook, templates, Path(output))
    packets = problems.attempt(pack, plan, naming or Naming()) or []
    chosen = choose_packets(plan, packets, only)
    problems.attempt(compile_letters, plan, templates, chosen)
    problems.add(check_fit(plan, workbook, templates))
    if problems.errors:
        raise SokhetError(problems.problems)
    drafts = _choose_drafts(chosen, folder)
    letters = render_letters(_compile_marked(plan, templates, drafts), [draft.packet for draft in drafts], 1)
    _write(drafts, letters, folder)

    has_office = find_libreoffice() is not None
    pdf_paths, trouble = _convert_to_pdf(drafts, folder) if has_office else ([], [])
    printed = [
        _iter_printed_documents(plan, draft, pdf) for draft, pdf in zip(drafts, pdf_paths, strict=False)
    ]
    faults = find_layout_faults(list(chain.from_iterable(printed)))
    warnings = (*plan.warnings, *problems.warnings, *trouble)
    return Rehearsal(folder, drafts, warnings, tuple(faults), has_office, bool(pdf_paths))


def _choose_drafts(packets: Sequence[Packet], folder: Path) -> tuple[Draft, ...]:
    units = {packet.unit.code: packet.unit for packet in packets}
    choices = {choice.unit.code: choice for choice in choose_hardest(list(units.values()))}
    return tuple(
        Draft(choice, packet, folder / packet.file_name)
        for packet in packets
        if (choice := choices.get(packet.unit.code))
    )


def _compile_marked(plan: Plan, folder: Path, drafts: Iterable[Draft]) -> Renderer:
    """Return a renderer like that of `compile_letters`, whose letters have the mark on every page."""
    variants = {draft.packet.variant for draft in drafts}
    return Renderer(plan, {variant: _compile_variant(plan, folder, variant) for variant in variants})


def _compile_variant(plan: Plan, folder: Path, variant: Variant) -> Template:
    """Return the templates of ``variant``, each marked with its number in the packet."""
    documents, asked = variant
    with tempfile.TemporaryDirectory(prefix="sokhet-docs-") as place:
        marked = []
        for number, document in enumerate(documents, 1):
            package = read_package(folder / document.template)
            mark_package(package, f"{MARK} ({number}/{len(documents)})")
            path = Path(place, str(number), Path(document.template).name)
            path.parent.mkdir()
            path.write_bytes(write_package(package))
            marked.append(replace(document, template=str(path)))
        return compile_packets(plan, folder, [(tuple(marked), asked)])[0]


def _write(drafts: Iterable[Draft], letters: Iterable[bytes], folder: Path) -> None:
    with reword_os_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for draft, letter in zip(drafts, letters, strict=True):
        with reword_os_errors(draft.path):
            write_atomic(draft.path, letter, fsync=False)


def _convert_to_pdf(drafts: Sequence[Draft], folder: Path) -> tuple[list[Path], list[Problem]]:
    """Return the PDF of each draft; when LibreOffice fails, no PDF, and the reason as a warning."""
    try:
        return write_pdfs([draft.path for draft in drafts], folder), []
    except OutputError as err:
        return [], [replace(problem, severity=Severity.WARNING) for problem in err.problems]


def _iter_printed_documents(plan: Plan, draft: Draft, pdf_path: Path) -> Iterator[PrintedDocument]:
    """Yield each document of a draft with the pages that belong to it."""
    signatories = (plan.signatory, Signatory(authority=draft.packet.unit.authority, position="", name=""))
    header_footer = _header_footer_text(draft.path)
    for number, pages in _pages_by_document(read_pages(pdf_path)).items():
        document = draft.packet.documents[number - 1]
        yield PrintedDocument(
            file=draft.path.name,
            title=document.title,
            template=document.template,
            first_page=pages[0][0],
            pages=tuple(_body_lines(page, header_footer) for _, page in pages),
            signatories=signatories,
        )


def _pages_by_document(pages: Iterable[Page]) -> dict[int, list[tuple[int, Page]]]:
    """Return (page number in the file, page) of every page, by the number of its document in the file."""
    found: dict[int, list[tuple[int, Page]]] = defaultdict(list)
    document = 1
    for number, page in enumerate(pages, 1):
        document = next((int(match[1]) for line in page if (match := _MARKED.search(line))), document)
        found[document].append((number, page))
    return found


def _header_footer_text(docx_path: Path) -> str:
    """Return the text of all headers and footers of a .docx, without spaces and digits."""
    package = read_package(docx_path)
    roots = (
        parse_xml(package.parts[name].blob) for kind in ("header", "footer") for name in package.related(kind)
    )
    return _without_spaces_and_digits("".join(text.text or "" for root in roots for text in root.iter(_TEXT)))


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
