"""A workbook and its templates → drafts for the few hardest units, marked on every page, and layout faults.

Drafts are not part of the output: they have a separate folder that the manifest does not list, and the next
rehearsal overwrites them. Where LibreOffice is installed, they are converted to PDF and the pages examined.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from sokhet_docs.letters.checking import check_fit, read
from sokhet_docs.letters.packets import Naming, Packet, Variant, choose_packets, pack
from sokhet_docs.letters.rehearsal.draft_mark import mark_package
from sokhet_docs.letters.rehearsal.hardest import Choice, choose_hardest
from sokhet_docs.letters.rehearsal.layout_faults import find_layout_faults
from sokhet_docs.letters.rehearsal.printed_documents import MARK, iter_printed_documents
from sokhet_docs.letters.rendering import Renderer, compile_letters, render_letters
from sokhet_docs.letters.templates import compile_packets
from sokhet_docs.office.files import reword_os_errors, write_atomic
from sokhet_docs.office.libreoffice import find_libreoffice
from sokhet_docs.office.package import read_package, write_package
from sokhet_docs.office.pdf import write_pdfs
from sokhet_docs.plan import Plan
from sokhet_docs.problems import OutputError, Problem, ProblemCollector, Severity, SokhetError
from sokhet_docs.template import Template

DRAFTS_FOLDER = "thu"


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
        iter_printed_documents(plan, draft.packet, draft.path, pdf)
        for draft, pdf in zip(drafts, pdf_paths, strict=False)
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
