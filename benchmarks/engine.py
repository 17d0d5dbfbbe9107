"""The sample's real packets, on one core: this engine, docxtpl's own loop, and the floor.

The floor is the least for an engine that deflates anew whatever depends on the fields. This one deflates the
long fixed texts of such parts once, and is below it where a packet has many of them.
"""

from __future__ import annotations

import gc
import io
import resource
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docxtpl
import jinja2

from sokhet_docs.letters.fields import PacketFields
from sokhet_docs.letters.filters import fill_filters
from sokhet_docs.letters.templates import compile_packet
from sokhet_docs.office.zip_writer import LEVEL
from sokhet_docs.plan.model import Plan, Unit
from sokhet_docs.template.engine import Template
from sokhet_docs.workbook.plan_reader import read_plan

ROOT = Path(__file__).parent.parent
_SECONDS = 3.0  # each contender runs at least this long
_FEW, _MANY = 1_000, 100_000

Templates = Mapping[tuple[Path, ...], Template]


@dataclass(frozen=True, slots=True)
class Packet:
    """One unit's packet: its template files, and its fields."""

    paths: tuple[Path, ...]
    fields: Mapping[str, Any]


def sample_packets() -> tuple[Plan, list[Packet]]:
    """Return the sample's plan and every unit's packet."""
    plan = read_plan(ROOT / "data" / "units.xlsx")
    fields = PacketFields(plan)
    return plan, [Packet(_paths(plan, unit), fields.of(unit)) for unit in plan.units]


def _paths(plan: Plan, unit: Unit) -> tuple[Path, ...]:
    return tuple(ROOT / "templates" / document.template for document in plan.documents_for(unit))


def compiled(plan: Plan, packets: Sequence[Packet]) -> Templates:
    """Return the templates of ``packets`` by their files."""
    distinct = list(dict.fromkeys(packet.paths for packet in packets))
    return {paths: compile_packet(plan, paths) for paths in distinct}


def per_second(work: Callable[[Packet], object], packets: Sequence[Packet]) -> float:
    """Return how many packets ``work`` does in a second of processor time: whole rounds, the best of them.

    Processor time, because other processes on the machine take from everyone's clock, not equally.
    """
    best = 0.0
    end = time.process_time() + _SECONDS
    while True:
        start = time.process_time()
        for packet in packets:
            work(packet)
        now = time.process_time()
        best = max(best, len(packets) / (now - start))
        if now > end:
            return best


def measure() -> dict[str, float]:
    """Return every figure by name: packets a second, ratios, megabytes."""
    plan, packets = sample_packets()
    templates = compiled(plan, packets)
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        figures = {
            "render(), packets/s": per_second(lambda one: templates[one.paths].render(one.fields), packets),
            "render and write, packets/s": per_second(writer(templates, folder), packets),
            "docxtpl's loop, packets/s": per_second(docxtpl_loop(folder), packets),
            "floor (deflate and write), packets/s": per_second(floor(templates, packets, folder), packets),
        }
    figures["compile, ms"] = min(seconds(lambda: compiled(plan, packets)) for _ in range(5)) * 1000
    return figures | _ratios(figures) | _memory()


def writer(templates: Templates, folder: Path) -> Callable[[Packet], object]:
    """Return this engine's work: a packet is filled in and written."""
    target = folder / "ours.docx"
    return lambda one: target.write_bytes(templates[one.paths].render(one.fields))


def docxtpl_loop(folder: Path) -> Callable[[Packet], object]:
    """Return docxtpl's documented use: for every unit, every template is opened, rendered and saved."""
    env = jinja2.Environment(autoescape=True)
    env.filters.update(fill_filters())

    def work(packet: Packet) -> None:
        for path in packet.paths:
            document = docxtpl.DocxTemplate(path)
            document.render(dict(packet.fields), env, autoescape=True)
            document.save(folder / f"docxtpl-{path.name}")

    return work


def floor(templates: Templates, packets: Sequence[Packet], folder: Path) -> Callable[[Packet], object]:
    """Return the floor: deflate the parts, already filled in, and write as many bytes."""
    pairs = zip(packets, [*packets[1:], packets[0]], strict=True)
    ready = {id(packet): _filled(templates[packet.paths], packet, other) for packet, other in pairs}
    target = folder / "floor.docx"

    def work(packet: Packet) -> None:
        parts, size = ready[id(packet)]
        deflated = b"".join(zlib.compress(part, LEVEL, -15) for part in parts)
        target.write_bytes(deflated.ljust(size, b"\0"))

    return work


def _filled(template: Template, packet: Packet, other: Packet) -> tuple[list[bytes], int]:
    """Return the parts that depend on the fields, those of ``packet`` filled in, and the file's size."""
    content = template.render(packet.fields)
    parts, others = _parts_of(content), _parts_of(template.render(other.fields))
    return [part for name, part in parts.items() if part != others[name]], len(content)


def _parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that ``work`` takes."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def _ratios(figures: Mapping[str, float]) -> dict[str, float]:
    written, rendered = figures["render and write, packets/s"], figures["render(), packets/s"]
    theirs, floor = figures["docxtpl's loop, packets/s"], figures["floor (deflate and write), packets/s"]
    return {
        "render and write : docxtpl": written / theirs,
        "render() : docxtpl": rendered / theirs,
        "time : floor's time": floor / written,
    }


def _memory() -> dict[str, float]:
    few, many = _peak(_FEW), _peak(_MANY)
    return {
        f"peak memory of {_FEW:,} packets, MB": few,
        f"peak memory of {_MANY:,} packets, MB": many,
        "memory of many : memory of few": many / few,
    }


def _peak(count: int) -> float:
    """Return the peak memory, in MB, of a fresh process that renders ``count`` packets to nowhere."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_render_to_nowhere, (count,))


def _render_to_nowhere(count: int) -> float:
    plan, packets = sample_packets()
    templates = compiled(plan, packets)
    for packet in _around(packets, count):
        templates[packet.paths].render(packet.fields)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _around(packets: Sequence[Packet], count: int) -> Iterator[Packet]:
    for number in range(count):
        yield packets[number % len(packets)]


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:44} {value:10.2f}")
