"""What is to be printed → the distribution list, each unit's letters × copies, the totals, as one PDF."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from sokhet_docs.letters import compile_plan_document, plan_fields, write_distribution
from sokhet_docs.plan import Plan, Unit
from sokhet_docs.printing.pdf.makers import PdfMaker
from sokhet_docs.printing.pdf.making import make_pdfs
from sokhet_docs.printing.pdf.single_pdf import convert_one
from sokhet_docs.printing.print_file.choice import PrintOptions, WantedLetter, WantedUnit
from sokhet_docs.printing.print_file.letter_pdf import DocumentPages, read_documents
from sokhet_docs.printing.print_file.listed_letters import ListedLetters
from sokhet_docs.printing.print_file.merging import PrintFile, count
from sokhet_docs.printing.print_file.totals import PrintTotals, Totals, find_disagreements
from sokhet_docs.problems import OutputError, Place, Problem, ProblemCollector, Severity, SokhetError
from sokhet_docs.text.vietnamese import few_units
from sokhet_docs.vocabulary import LIST_TEMPLATE, PRINT_TEMPLATE
from sokhet_docs.workbook import sample_templates

LIST_TITLE, TOTALS_TITLE = "Danh sách nơi nhận", "Bảng kê bản in"
_PAPER = "A4"  # that of the totals, as the built-in template has it
_UNMARKED = "Không biết mỗi văn bản hết ở trang nào trong tệp của {}"
_AGAIN = "Xóa các tệp ấy rồi chạy sokhet-docs generate để tạo lại."


class PrintStage(StrEnum):
    """The stages of a print file that take their time."""

    PDF = "pdf"
    MERGE = "merge"
    FINISH = "finish"


Progress = Callable[[PrintStage, int, int], None]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the templates and the letters are."""

    templates: Path
    output: Path

    def folder_of(self, template: str) -> Path:
        """Return the folder with ``template``: the built-in one where the clerk's is older than that."""
        return self.templates if (self.templates / template).exists() else sample_templates()


@dataclass(slots=True)
class PrintJob:
    """One print file: what goes into it, and, once it is made, its totals and its warnings.

    ``plan`` is the workbook's, that of ``found`` the one of the distribution list. ``maker`` makes the PDFs
    (None: LibreOffice on this machine).
    """

    plan: Plan
    found: ListedLetters
    wanted: Sequence[WantedUnit]
    places: Places
    options: PrintOptions
    left_out: Sequence[str]
    progress: Progress
    maker: PdfMaker | None = None
    totals: PrintTotals | None = None
    problems: ProblemCollector = field(default_factory=ProblemCollector)

    @property
    def duplex(self) -> bool:
        """Whether it is printed on both sides."""
        return self.plan.duplex if self.options.duplex is None else self.options.duplex

    def make(self) -> bytes:
        """Return the print file.

        Raises SokhetError for letters without a PDF, for damaged ones, and where the file made does not
        have what it should.
        """
        pdfs = self._make_pdfs()
        subject = plan_fields(self.plan)["ke_hoach"]["trich_yeu"]
        printed = PrintFile(f"Bản in – {subject}", duplex=self.duplex)
        sums = Totals([document.title for document in self.plan.documents])
        with tempfile.TemporaryDirectory(prefix="sokhet-docs-") as place:
            self._add_list(printed, Path(place))
            self._add_letters(printed, sums, pdfs)
            self.progress(PrintStage.FINISH, 0, 0)
            self.totals = self._add_totals(printed, sums, Path(place))
        content = printed.content()
        if problems := find_disagreements(count(content), self.totals, self.plan, self.options):
            raise OutputError(problems)
        return content

    def _make_pdfs(self) -> Mapping[Path, Path]:
        paths = [letter.file.path for unit in self.wanted for letter in unit.letters]
        run = make_pdfs(
            paths,
            self.places.output,
            self.maker,
            progress=lambda done, total: self.progress(PrintStage.PDF, done, total),
        )
        if not run.done.keys() >= set(paths):
            raise SokhetError(run.problems)
        self.problems.add(run.problems)
        return run.done

    def _add_list(self, printed: PrintFile, place: Path) -> None:
        docx = place / LIST_TEMPLATE
        write_distribution(self._list_plan(), self.places.folder_of(LIST_TEMPLATE), docx)
        printed.bookmark(LIST_TITLE)
        printed.add(self._whole(LIST_TITLE, docx, docx.read_bytes()))

    def _list_plan(self) -> Plan:
        """Return the plan whose list is printed: of the units in the file, where these are not all."""
        if not (self.options.only or self.options.changed):
            return self.found.plan
        units = [_with_copies(each, self.options) for each in self.wanted]
        return replace(self.found.plan, units=tuple(units), recipients=())

    def _add_letters(self, printed: PrintFile, sums: Totals, pdfs: Mapping[Path, Path]) -> None:
        unmarked: dict[str, bool] = {}  # units' names: whether some of the file's documents are not printed
        for done, unit in enumerate(self.wanted, 1):
            documents = [
                (letter, document)
                for letter in unit.letters
                for document in read_documents(pdfs[letter.file.path], letter.file.documents)
            ]
            whole = [each for each in documents if len(each[1].titles) > 1]
            if whole:
                unmarked[unit.unit.name] = any(len(_copies_of(*each)) > 1 for each in whole)
            _add_unit(printed, sums, unit, documents)
            for _, document in documents:
                document.close()
            self.progress(PrintStage.MERGE, done, len(self.wanted))
        self._judge_unmarked(unmarked)

    def _judge_unmarked(self, unmarked: Mapping[str, bool]) -> None:
        """Warn, or refuse, where a letter does not say where its documents begin."""
        place = Place(str(self.places.output))
        if parted := [name for name, is_parted in unmarked.items() if is_parted]:
            message = f"{_UNMARKED.format(_few(parted))}, nên không in riêng từng văn bản được."
            raise OutputError([Problem(place, message, _AGAIN)])
        if unmarked and self.duplex:
            message = (
                f"{_UNMARKED.format(_few(list(unmarked)))}: chỉ văn bản đầu chắc chắn ở mặt trước tờ giấy."
            )
            self.problems.add([Problem(place, message, _AGAIN, Severity.WARNING)])

    def _add_totals(self, printed: PrintFile, sums: Totals, place: Path) -> PrintTotals:
        """Add the last pages; they count themselves, and are made again when they are not as expected."""
        template_path = self.places.folder_of(PRINT_TEMPLATE) / PRINT_TEMPLATE
        template, docx = compile_plan_document(self.found.plan, template_path), place / PRINT_TEMPLATE
        papers: tuple[str, ...] = (_PAPER,)
        for _ in range(3):
            totals = self._totals(printed, sums, papers)
            content = template.render({**plan_fields(self.found.plan), **totals.fields()})
            document = self._whole(TOTALS_TITLE, docx, content)
            if document.papers == papers:
                break
            papers = document.papers
        printed.bookmark(TOTALS_TITLE)
        printed.add(document)
        return totals

    def _whole(self, title: str, docx: Path, content: bytes) -> DocumentPages:
        """Return the pages of ``content``, the .docx that would be called ``docx``."""
        pdf = docx.with_suffix(".pdf")
        pdf.write_bytes(convert_one(self.maker, docx.name, content))
        return read_documents(pdf, [title])[0]

    def _totals(self, printed: PrintFile, sums: Totals, papers: Sequence[str]) -> PrintTotals:
        return PrintTotals(
            list_plan=self.found.plan,
            wanted=self.wanted,
            documents=sums.documents,
            letters=sums.tally,
            whole=printed.layout.followed_by(papers).tally(),
            duplex=self.duplex,
            as_listed=self.options.copies_from_list and not self.options.changed,
            left_out=self.left_out,
        )


def _add_unit(
    printed: PrintFile,
    sums: Totals,
    unit: WantedUnit,
    documents: Iterable[tuple[WantedLetter, DocumentPages]],
) -> None:
    """Add a unit's ``documents``, copy by copy, each copy in their order."""
    printed.bookmark(unit.title)
    counted = [(document, max(_copies_of(letter, document))) for letter, document in documents]
    for copy in range(unit.copies):
        for document, copies in counted:
            if copies > copy:
                sums.add(unit.unit.code, document, printed.add(document))


def _copies_of(letter: WantedLetter, document: DocumentPages) -> set[int]:
    """Return how many copies are wanted of each of the titles of ``document``."""
    return {letter.copies.get(title, 0) for title in document.titles}


def _with_copies(wanted: WantedUnit, options: PrintOptions) -> Unit:
    return replace(wanted.unit, copies=wanted.copies) if options.changed else wanted.unit


def _few(names: Sequence[str]) -> str:
    return few_units(names)
