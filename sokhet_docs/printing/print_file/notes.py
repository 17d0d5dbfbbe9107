"""The letters of the list and those in a print file → a sentence about each thing that is not in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sokhet_docs.plan import Unit
from sokhet_docs.printing.print_file.choice import PrintOptions, WantedUnit
from sokhet_docs.printing.print_file.listed_letters import ListedLetters
from sokhet_docs.text.vietnamese import few_units


def left_out_of(found: ListedLetters, wanted: Sequence[WantedUnit], options: PrintOptions) -> Iterator[str]:
    """Yield what of the distribution list is not in the print file, as a clerk reads it on its last page."""
    there = {each.unit.code for each in wanted}
    units = [each.unit for each in found.units]
    none = [unit for unit in units if not unit.copies]
    yield from _naming(none, "Số bản là 0 nên không in: {}.")
    absent = [unit for unit in units if unit.code not in there and unit.copies]
    if options.changed:
        if absent:
            yield f"{len(absent)} đơn vị không có gì mới so với những lần in trước."
    else:
        yield from _naming(absent, "Không có văn bản nào được chọn in: {}.")
    yield from _naming(found.lacking, "Chưa có văn bản để in: {}.")
    if options.only and wanted:
        yield f"Tệp này chỉ in {len(there)} trong {len(found.plan.units)} đơn vị của danh sách."
    if options.documents and wanted:
        titles = dict.fromkeys(title for each in wanted for letter in each.letters for title in letter.copies)
        yield f"Tệp này chỉ in: {'; '.join(titles)}."
    if options.changed and wanted:
        yield "Tệp này chỉ in những gì chưa in trước đây."
    if not options.copies_from_list:
        yield "Mỗi đơn vị in một bản, không theo cột Số bản của danh sách."


def _naming(units: Sequence[Unit], sentence: str) -> Iterator[str]:
    if units:
        names = few_units([unit.name for unit in units])
        yield sentence.format(names)
