"""What was put into a print file → the fields of its last page; what is counted in it → disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sokhet_docs.plan import Plan, deliveries, total_copies
from sokhet_docs.printing.print_file.choice import PrintOptions, WantedUnit
from sokhet_docs.printing.print_file.layout import Tally
from sokhet_docs.printing.print_file.letter_pdf import DocumentPages
from sokhet_docs.printing.print_file.merging import Counted
from sokhet_docs.problems import Place, Problem
from sokhet_docs.text.vietnamese import with_dots


@dataclass(slots=True)
class DocumentTotal:
    """One document over all units: how many units have it, its copies, its pages and sheets."""

    title: str
    units: set[str] = field(default_factory=set)
    copies: int = 0
    tally: Tally = field(default_factory=Tally)


class Totals:
    """The totals of a print file by document, added up while it is made; ``order``: the documents' titles."""

    def __init__(self, order: Sequence[str]) -> None:
        self._order = {title: index for index, title in enumerate(order)}
        self._documents: dict[tuple[str, ...], DocumentTotal] = {}

    def add(self, unit_code: str, document: DocumentPages, tally: Tally) -> None:
        """Add one copy of ``document`` for a unit."""
        total = self._documents.setdefault(document.titles, DocumentTotal("; ".join(document.titles)))
        total.units.add(unit_code)
        total.copies += 1
        total.tally += tally

    @property
    def documents(self) -> list[DocumentTotal]:
        """Return the totals of each document, in the order of the workbook."""
        ordered = sorted(
            self._documents.items(), key=lambda item: self._order.get(item[0][0], len(self._order))
        )
        return [total for _, total in ordered]

    @property
    def tally(self) -> Tally:
        """Return the pages and sheets of all of them."""
        return sum((total.tally for total in self._documents.values()), Tally())


@dataclass(frozen=True, slots=True)
class PrintTotals:
    """All that the last page of a print file says.

    ``list_plan`` is the plan that the distribution list is made of, ``whole`` the tally of the whole file,
    ``left_out`` a sentence about each thing of the list that is not in the file.
    """

    list_plan: Plan
    wanted: Sequence[WantedUnit]
    documents: Sequence[DocumentTotal]
    letters: Tally
    whole: Tally
    duplex: bool
    as_listed: bool
    left_out: Sequence[str]

    @property
    def copies(self) -> int:
        """Return the number of copies of all units."""
        return sum(unit.copies for unit in self.wanted)

    def fields(self) -> Mapping[str, Any]:
        """Return the fields of the page, numbers as they are printed."""
        rows = deliveries(self.list_plan)
        own = len(self.list_plan.recipients)
        return {
            "ban_in": {
                "so_don_vi": with_dots(len(self.wanted)),
                "so_ban": with_dots(self.copies),
                "hai_mat": self.duplex,
                "theo_danh_sach": self.as_listed,
                "van_ban": [_document_fields(number, each) for number, each in enumerate(self.documents, 1)],
                "tong": _tally_fields(self.letters),
                "kem_theo": {
                    "so_trang": with_dots(self.whole.pages - self.letters.pages),
                    "so_to": with_dots(self.whole.sheet_count - self.letters.sheet_count),
                },
                "ca_tep": {
                    **_tally_fields(self.whole),
                    "mat_trong": with_dots(self.whole.blanks) if self.whole.blanks else "",
                },
                "kho_giay": [
                    {"ten": name, "so_to": with_dots(count)}
                    for name, count in self.whole.sheets.most_common()
                ],
                "danh_sach": {
                    "so_don_vi": with_dots(len(self.list_plan.units)),
                    "so_ban": with_dots(total_copies(rows[own:])),
                    "so_ban_ke_hoach": with_dots(copies) if (copies := total_copies(rows[:own])) else "",
                },
                "khong_in": list(self.left_out),
            }
        }


def _document_fields(number: int, total: DocumentTotal) -> Mapping[str, str]:
    return {
        "stt": str(number),
        "ten": total.title,
        "so_don_vi": with_dots(len(total.units)),
        "so_ban": with_dots(total.copies),
        **_tally_fields(total.tally),
    }


def _tally_fields(tally: Tally) -> Mapping[str, str]:
    return {"so_trang": with_dots(tally.pages), "so_to": with_dots(tally.sheet_count)}


def find_disagreements(
    counted: Counted, totals: PrintTotals, workbook_plan: Plan, options: PrintOptions
) -> list[Problem]:
    """Return where the print file, the distribution list and the workbook do not say the same."""
    in_file = {entry.title: entry.copies for entry in counted.entries}
    problems = list(_iter_unit_disagreements(in_file, totals, workbook_plan, options))
    if counted.tally != totals.whole:
        problems.append(
            _disagreement(
                f"Đếm trong tệp in có {counted.tally.pages} trang, {counted.tally.sheet_count} tờ; bảng kê "
                f"ghi {totals.whole.pages} trang, {totals.whole.sheet_count} tờ."
            )
        )
    return problems


def _iter_unit_disagreements(
    in_file: Mapping[str, int], totals: PrintTotals, workbook_plan: Plan, options: PrintOptions
) -> Iterator[Problem]:
    listed = _listed_copies(totals.list_plan)
    in_workbook = {unit.code: unit.copies for unit in workbook_plan.units}
    for wanted in totals.wanted:
        unit, found = wanted.unit, in_file.get(wanted.title, 0)
        numbers = {"yêu cầu": wanted.copies}
        if options.copies_from_list and not options.changed:
            numbers |= {"danh sách nơi nhận": listed[unit.code], "tệp Excel": in_workbook[unit.code]}
        for where, copies in numbers.items():
            if copies != found:
                yield _disagreement(f"“{unit.name}” có {found} bản trong tệp in, {where} ghi {copies} bản.")


def _listed_copies(plan: Plan) -> Mapping[str, int]:
    """Return how many copies each unit gets by the rows of the distribution list."""
    rows: Iterable[Any] = deliveries(plan)[len(plan.recipients) :]
    return {unit.code: row.copies for unit, row in zip(plan.units, rows, strict=True)}


def _disagreement(message: str) -> Problem:
    hint = "Chưa ghi tệp in. Chạy lại; nếu vẫn vậy, báo cho người phụ trách phần mềm."
    return Problem(Place("print"), message, hint)
