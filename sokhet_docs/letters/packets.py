"""A plan → each unit's packet: the documents that it gets, and the name of their file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from sokhet_docs.letters.fields import name_values
from sokhet_docs.outbox import DEFAULT_PATTERN, Entry, NamePattern, check_names
from sokhet_docs.plan import Asked, Document, Plan, Unit, asked_of, select_units
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.workbook import DOCUMENTS

Variant = tuple[tuple[Document, ...], Asked]
"""What the letters of several units have in common: their documents, and what their report form asks."""


@dataclass(frozen=True, slots=True)
class Packet:
    """One .docx to be made: a unit, its documents in their order, what is asked of it, the file's name."""

    unit: Unit
    documents: tuple[Document, ...]
    asked: Asked
    file_name: str

    @property
    def variant(self) -> Variant:
        """Return what decides which composed template makes this packet."""
        return self.documents, self.asked

    @property
    def templates(self) -> tuple[str, ...]:
        """Return the file names of the templates that this packet is composed of."""
        return tuple(document.template for document in self.documents)

    @property
    def entry(self) -> Entry:
        """Return what the manifest records of this packet's file."""
        titles = tuple(document.title for document in self.documents)
        return Entry(unit_code=self.unit.code, unit_name=self.unit.name, documents=titles)


@dataclass(frozen=True, slots=True)
class Naming:
    """How files are named: a `NamePattern` as text, and whether each document gets a file of its own."""

    pattern: str = DEFAULT_PATTERN
    split: bool = False


def pack(plan: Plan, naming: Naming) -> list[Packet]:
    """Return the packets of every unit that gets a document, in the workbook's order.

    Raises UsageError for a faulty pattern, OutputError with every file name that several units would share.
    """
    if not plan.units:
        return []
    pattern = NamePattern.parse(naming.pattern, name_values(plan.units[0]))
    packets = [packet for unit in plan.units for packet in _pack_unit(plan, unit, pattern, naming.split)]
    check_names((packet.unit.name, packet.file_name) for packet in packets)
    return packets


def _pack_unit(plan: Plan, unit: Unit, pattern: NamePattern, split: bool) -> Iterator[Packet]:
    documents, asked = plan.documents_for(unit), asked_of(plan, unit)
    values = name_values(unit)
    if split:
        for document in documents:
            ending = f"-{PurePath(document.template).stem}.docx"
            yield Packet(unit, (document,), asked, pattern.name(values, ending))
    elif documents:
        yield Packet(unit, documents, asked, pattern.name(values))


def choose_packets(plan: Plan, packets: Iterable[Packet], only: Sequence[str]) -> tuple[Packet, ...]:
    """Return the packets of the units that ``only`` names, as for `select_units`; all when it is empty.

    Raises UsageError for a word that names no unit.
    """
    codes = {unit.code for unit in select_units(plan, only)}
    return tuple(packet for packet in packets if packet.unit.code in codes)


def find_unserved(plan: Plan, workbook: str) -> list[Problem]:
    """Return a warning when some units get no document, an error when none does; ``workbook`` is its file."""
    unserved = [unit.name for unit in plan.units if not plan.documents_for(unit)]
    place = Place(workbook, DOCUMENTS)
    if not unserved:
        return []
    if len(unserved) == len(plan.units):
        hint = "Chọn ở cột “Gửi cho” ai được gửi văn bản nào."
        return [Problem(place, "Không có văn bản nào để gửi.", hint)]
    message = f"{len(unserved)} đơn vị không được gửi văn bản nào, đầu tiên là “{unserved[0]}”."
    return [Problem(place, message, "Xem lại cột “Gửi cho”.", Severity.WARNING)]
