"""A workbook and its templates → drafts of the hardest few units, marked on every page, and their faults.

The drafts are not output: they have a folder of their own, unknown to the manifest, and the next rehearsal
may overwrite them. Where LibreOffice is there, they are printed to PDF and their pages examined.
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
    """One marked file: why its unit was chosen, its packet, its path."""

    choice: Choice
    packet: Packet
    path: Path


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a rehearsal made and found.

    ``warnings`` are the plan's, and why LibreOffice failed if it did; ``layout_faults`` is what the pages
    show. ``has_office`` says whether LibreOffice is there, ``is_checked`` whether the pages were examined.
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
    """Write drafts of the hardest units into the folder ``thu`` of ``output``, and examine their pages.

    ``naming`` and ``only`` are those of `generate`, and so are the stages. Raises SokhetError with every
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
    drafts = _plan_drafts(chosen, folder)
    letters = render_letters(_compile_marked(plan, templates, drafts), [draft.packet for draft in drafts], 1)
    _write(drafts, letters, folder)

    has_office = find_libreoffice() is not None
    pdf_paths, trouble = _print(drafts, folder) if has_office else ([], [])
    printed = [_documents(plan, draft, pdf) for draft, pdf in zip(drafts, pdf_paths, strict=False)]
    faults = find_layout_faults(list(chain.from_iterable(printed)))
    warnings = (*plan.warnings, *problems.warnings, *trouble)
    return Rehearsal(folder, drafts, warnings, tuple(faults), has_office, bool(pdf_paths))


def _plan_drafts(packets: Sequence[Packet], folder: Path) -> tuple[Draft, ...]:
    units = {packet.unit.code: packet.unit for packet in packets}
    choices = {choice.unit.code: choice for choice in choose_hardest(list(units.values()))}
    return tuple(
        Draft(choice, packet, folder / packet.file_name)
        for packet in packets
        if (choice := choices.get(packet.unit.code))
    )


def _compile_marked(plan: Plan, folder: Path, drafts: Iterable[Draft]) -> Renderer:
    """Return a renderer like that of `compile_letters`, whose letters bear the mark on every page."""
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


def _print(drafts: Sequence[Draft], folder: Path) -> tuple[list[Path], list[Problem]]:
    """Return the drafts' PDFs; none, and why, when LibreOffice failed."""
    try:
        return write_pdfs([draft.path for draft in drafts], folder), []
    except OutputError as err:
        return [], [replace(problem, severity=Severity.WARNING) for problem in err.problems]


def _documents(plan: Plan, draft: Draft, pdf_path: Path) -> Iterator[PrintedDocument]:
    """Yield each document of a draft with its own pages."""
    signatories = (plan.signatory, Signatory(authority=draft.packet.unit.authority, position="", name=""))
    running = _running_words(draft.path)
    for number, pages in _pages_by_document(read_pages(pdf_path)).items():
        document = draft.packet.documents[number - 1]
        yield PrintedDocument(
            file=draft.path.name,
            title=document.title,
            template=document.template,
            first_page=pages[0][0],
            pages=tuple(_own_lines(page, running) for _, page in pages),
            signatories=signatories,
        )


def _pages_by_document(pages: Iterable[Page]) -> dict[int, list[tuple[int, Page]]]:
    """Return the pages, each with its number in the file, by the number of their document in it."""
    found: dict[int, list[tuple[int, Page]]] = defaultdict(list)
    document = 1
    for number, page in enumerate(pages, 1):
        document = next((int(match[1]) for line in page if (match := _MARKED.search(line))), document)
        found[document].append((number, page))
    return found


def _running_words(docx_path: Path) -> str:
    """Return the letters of all headers and footers of a .docx, joined together."""
    package = read_package(docx_path)
    roots = (
        parse_xml(package.parts[name].blob) for kind in ("header", "footer") for name in package.related(kind)
    )
    return _letters("".join(text.text or "" for root in roots for text in root.iter(_TEXT)))


def _own_lines(page: Page, running: str) -> Page:
    """Return the lines of a page without the mark, and without those of its header and footer."""
    lines = deque(line for line in (_MARKED.sub("", line).strip() for line in page) if line)
    while lines and _letters(lines[0]) in running:
        lines.popleft()
    while lines and _letters(lines[-1]) in running:
        lines.pop()
    return tuple(lines)


def _letters(text: str) -> str:
    """Return ``text`` without spaces and digits: so a line is the same whatever its page number."""
    return "".join(letter for letter in text if not letter.isspace() and not letter.isdigit())
