"""A workbook and its templates → drafts of the hardest few units, marked on every page, and their faults.

The drafts are no output: they lie in a folder of their own, unknown to the manifest, and the next rehearsal
may write over them. Where LibreOffice is there they are printed to PDF and their pages looked through.
"""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from sokhet_docs.letters.fields import PacketFields
from sokhet_docs.letters.packets import Naming, Packet
from sokhet_docs.letters.prepare import Job, prepare
from sokhet_docs.letters.rehearsal.draft_mark import mark_package
from sokhet_docs.letters.rehearsal.hardest import Choice, choose_hardest
from sokhet_docs.letters.rehearsal.layout_faults import Page, PrintedDocument, find_layout_faults
from sokhet_docs.letters.rendering import name_unit
from sokhet_docs.letters.templates import compile_packet
from sokhet_docs.office.files import reword_os_errors, write_atomic
from sokhet_docs.office.libreoffice import find_libreoffice
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import read_package, write_package
from sokhet_docs.office.pdf import read_pages, write_pdfs
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.plan import Plan, Signatory, names_of
from sokhet_docs.problems import OutputError, Problem, Severity, TemplateError
from sokhet_docs.template import Template

DRAFTS_FOLDER = "thu"
MARK = "BẢN THỬ"
_TEXT = qn("w:t")
_MARKED = re.compile(rf"{MARK} \((\d+)/\d+\)")


@dataclass(frozen=True, slots=True)
class Draft:
    """One marked file: why its unit was chosen, what it holds, where it is."""

    choice: Choice
    packet: Packet
    path: Path


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a rehearsal made and found.

    ``warnings`` are the plan's, and why LibreOffice gave up if it did; ``layout_faults`` what the pages show.
    ``has_office`` tells whether LibreOffice is there, ``is_checked`` whether the pages were looked through.
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
    """Write drafts of the hardest units into the folder ``thu`` of ``output``, and look through their pages.

    ``naming`` and ``only`` are those of `generate`. Raises SokhetError with every problem of the workbook and
    the templates before anything is written, OutputError when a draft cannot be written.
    """
    job = prepare(Path(workbook), Path(templates), naming or Naming(), only)
    folder = Path(output) / DRAFTS_FOLDER
    drafts = tuple(_write_drafts(job, folder))
    has_office = find_libreoffice() is not None
    pdf_paths, trouble = _print(drafts, folder) if has_office else ([], [])
    printed = [_documents(job.plan, draft, pdf) for draft, pdf in zip(drafts, pdf_paths, strict=False)]
    faults = find_layout_faults(list(chain.from_iterable(printed)))
    warnings = (*job.plan.warnings, *trouble)
    return Rehearsal(folder, drafts, warnings, tuple(faults), has_office, bool(pdf_paths))


def _write_drafts(job: Job, folder: Path) -> Iterator[Draft]:
    chosen = list(_chosen_packets(job))
    # All are filled in before the first is written: a fault in one leaves none behind.
    rendered = list(_render_marked(job, [packet for _, packet in chosen]))
    with reword_os_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for (choice, packet), docx_bytes in zip(chosen, rendered, strict=True):
        path = folder / packet.file_name
        with reword_os_errors(path):
            write_atomic(path, docx_bytes, durable=False)
        yield Draft(choice, packet, path)


def _render_marked(job: Job, packets: Sequence[Packet]) -> Iterator[bytes]:
    fields = PacketFields(job.plan)
    compiled = {names: _compile_marked(job, names) for names in {packet.templates for packet in packets}}
    for packet in packets:
        try:
            template, unit = compiled[packet.templates], packet.unit
            yield template.render(fields.of(unit), must_name=names_of(unit))
        except TemplateError as err:
            raise name_unit(err, packet) from err


def _chosen_packets(job: Job) -> Iterator[tuple[Choice, Packet]]:
    units = {packet.unit.code: packet.unit for packet in job.chosen}
    choices = {choice.unit.code: choice for choice in choose_hardest(list(units.values()))}
    for packet in job.chosen:
        if packet.unit.code in choices:
            yield choices[packet.unit.code], packet


def _compile_marked(job: Job, names: Sequence[str]) -> Template:
    """Return the packet of the templates ``names``, the mark with each document's rank on its pages."""
    with tempfile.TemporaryDirectory(prefix="sokhet-docs-") as place:
        paths = []
        for rank, name in enumerate(names, 1):
            package = read_package(job.templates / name)
            mark_package(package, f"{MARK} ({rank}/{len(names)})")
            paths.append(Path(place, str(rank), Path(name).name))
            paths[-1].parent.mkdir()
            paths[-1].write_bytes(write_package(package))
        return compile_packet(job.plan, paths)


def _print(drafts: Sequence[Draft], folder: Path) -> tuple[list[Path], list[Problem]]:
    """Return the drafts' PDFs; none, and why, when LibreOffice gave up."""
    try:
        return write_pdfs([draft.path for draft in drafts], folder), []
    except OutputError as err:
        return [], [replace(problem, severity=Severity.WARNING) for problem in err.problems]


def _documents(plan: Plan, draft: Draft, pdf_path: Path) -> Iterator[PrintedDocument]:
    """Yield each document of a draft with its own pages."""
    signatories = (plan.signatory, Signatory(authority=draft.packet.unit.authority, position="", name=""))
    running = _running_words(draft.path)
    for rank, numbered in _pages_by_document(read_pages(pdf_path)).items():
        document = draft.packet.documents[rank - 1]
        yield PrintedDocument(
            file=draft.path.name,
            title=document.title,
            template=document.template,
            first_page=numbered[0][0],
            pages=tuple(_own_lines(page, running) for _, page in numbered),
            signatories=signatories,
        )


def _pages_by_document(pages: Iterable[Page]) -> dict[int, list[tuple[int, Page]]]:
    """Return the pages, each with its number in the file, by the rank of their document in it."""
    found: dict[int, list[tuple[int, Page]]] = defaultdict(list)
    rank = 1
    for number, page in enumerate(pages, 1):
        rank = next((int(match[1]) for line in page if (match := _MARKED.search(line))), rank)
        found[rank].append((number, page))
    return found


def _running_words(docx_path: Path) -> str:
    """Return the letters of all headers and footers of a .docx, one after another."""
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
    """Return ``text`` without spaces and digits: what is left of a line that bears the page number."""
    return "".join(letter for letter in text if not letter.isspace() and not letter.isdigit())
