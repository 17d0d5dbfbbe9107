"""A plan and its finished letters → one PDF for the printer, and a note in the ledger of what is in it.

choose what is printed ──▶ PDFs ──▶ list, letters × copies, totals ──▶ count again ──▶ write ──▶ note
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sokhet_docs.letters import find_outrun
from sokhet_docs.office.files import read_if_there, reword_os_errors, write_atomic
from sokhet_docs.outbox import sent_codes
from sokhet_docs.plan import Plan, select_units, units_named
from sokhet_docs.printing.pdf.makers import PdfMaker
from sokhet_docs.printing.print_file.choice import PrintOptions, WantedUnit, choose
from sokhet_docs.printing.print_file.job import Places, PrintJob, PrintStage, Progress
from sokhet_docs.printing.print_file.ledger import PrintedLetter, PrintLedger
from sokhet_docs.printing.print_file.listed_letters import find_listed
from sokhet_docs.printing.print_file.merging import is_print_file
from sokhet_docs.printing.print_file.notes import left_out_of
from sokhet_docs.printing.print_file.totals import PrintTotals
from sokhet_docs.problems import (
    OutputError,
    Place,
    Problem,
    ProblemCollector,
    Severity,
    SokhetError,
    UsageError,
)
from sokhet_docs.workbook import read_plan

_MANY = 100  # copies of one unit that nobody types on purpose


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """What was put into a print file; ``path`` is None where there was nothing to print.

    ``told`` are lines about which letters were taken, ``left_out`` has a sentence about each thing of the
    list that is not in the file. ``problems`` are warnings.
    """

    path: Path | None
    totals: PrintTotals | None
    told: tuple[str, ...]
    left_out: tuple[str, ...]
    problems: tuple[Problem, ...]


def print_letters(
    workbook: Path, templates: Path, output: Path, target: Path, options: PrintOptions | None = None,
    progress: Progress | None = None, maker: PdfMaker | None = None,
) -> PrintedFile:  # fmt: skip
    """Write the letters in ``output``, each as often as the list says, into the PDF ``target``.

    ``maker`` makes the PDFs (None: LibreOffice on this machine).

    Raises SokhetError with everything in which list, files and workbook disagree, UsageError for unknown
    units and documents; ``target`` is then as it was.
    """
    options = options or PrintOptions()
    problems = ProblemCollector()
    _refuse_ending(target)
    plan = read_plan(workbook, sent_codes(output))
    problems.attempt(_refuse_other_file, target, options.force)
    found = problems.attempt(find_listed, plan, output, options.only, check_copies=options.copies_from_list)
    ledger = problems.attempt(PrintLedger.read, output)
    if found is None or ledger is None or problems.errors:
        raise SokhetError(problems.problems)
    problems.add(_iter_doubts(plan, options))
    outrun = () if found.is_released else find_outrun(workbook, templates, output, options.only).problems
    problems.add(outrun)
    wanted = choose(found, ledger, options)
    left_out = tuple(left_out_of(found, wanted, options))
    if not wanted:
        return PrintedFile(None, None, found.told, left_out, problems.warnings)
    doubted = (*left_out, *(problem.message for problem in outrun))
    job = PrintJob(
        plan, found, wanted, Places(templates, output), options, doubted, progress or _silent, maker
    )
    content = job.make()
    with reword_os_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(target, content)
    ledger.with_printed(_iter_printed(wanted, ledger, options)).write(output)
    problems.add(job.problems.problems)
    return PrintedFile(target, job.totals, found.told, left_out, problems.warnings)


def _silent(_stage: PrintStage, _done: int, _total: int) -> None:
    """Show no progress."""


def _refuse_ending(target: Path) -> None:
    if target.suffix.lower() != ".pdf":
        raise UsageError.at(str(target), "Tên tệp phải có đuôi .pdf.", "Hãy sửa tên sau -o.")


def _refuse_other_file(target: Path, force: bool) -> None:
    """Raise OutputError when ``target`` is there and no print file of ours, or cannot be replaced now."""
    with reword_os_errors(target):
        data = read_if_there(target)
    if data is None:
        return
    if not force and not is_print_file(data):
        hint = "Đặt tên khác sau -o, hoặc thêm --force để ghi đè."
        raise OutputError.at(str(target), "Đã có tệp này, không phải tệp in do phần mềm tạo.", hint)
    try:
        with target.open("r+b"):
            pass
    except PermissionError as err:
        hint = "Đóng tệp ấy rồi chạy lại, hoặc đặt tên khác sau -o."
        raise OutputError.at(
            str(target), "Tệp in cũ đang mở ở chương trình khác nên không thay được.", hint
        ) from err


def _iter_doubts(plan: Plan, options: PrintOptions) -> Iterator[Problem]:
    """Warn of units that are named twice, and of numbers of copies that are hardly meant."""
    named = [unit.code for word in options.only for unit in units_named(plan.units, word)]
    for unit in select_units(plan, options.only):
        if (times := named.count(unit.code)) > 1:
            message = f"“{unit.name}” được nêu {times} lần: chỉ in một lần."
            yield Problem(Place("--only"), message, severity=Severity.WARNING)
        if unit.copies >= _MANY and options.copies_from_list:
            message = f"In {unit.copies} bản cho “{unit.name}”."
            hint = "Nếu không định in nhiều thế, sửa cột Số bản của trang Đơn vị rồi chạy lại."
            yield Problem(Place("Đơn vị"), message, hint, Severity.WARNING)


def _iter_printed(
    wanted: Iterable[WantedUnit], ledger: PrintLedger, options: PrintOptions
) -> Iterator[PrintedLetter]:
    """Yield what is in the print file, with how many copies there are of it now."""
    now = datetime.now().astimezone()
    for letter in (letter for unit in wanted for letter in unit.letters):
        code, before = letter.file.unit_code, ledger.copies_of(letter.sha256, letter.file.unit_code)
        copies = {
            title: before.get(title, 0) + more if options.changed else max(before.get(title, 0), more)
            for title, more in letter.copies.items()
        }
        yield PrintedLetter(
            file=letter.file.path.name, sha256=letter.sha256, unit_code=code, time=now, copies=copies
        )
