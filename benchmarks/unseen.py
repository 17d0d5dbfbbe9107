"""A letter unlike the sample, on one core: plain values against docxtpl, unusual ones against plain.

The letter is that of `peers`: four pages, 60 tags, a table loop of 20 rows. The contenders take turns, so
that what else the machine does is shared by all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.engine import Packet, Templates, docxtpl_loop, floor, seconds, writer
from benchmarks.peers import letters, write_template
from sokhet_docs.template.engine import Template

_ROUNDS = 25
_LETTERS = 40
_LOOP_LETTERS = 5  # of docxtpl, which is slow

Work = Callable[[Packet], object]


def measure() -> dict[str, float]:
    """Return every figure by name: letters a second, ratios."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        path = folder / "letter.docx"
        write_template(path, "jinja")
        templates: Templates = {(path,): Template.compile(path)}
        return _figures(_best(_contenders(path, templates, folder)))


def _contenders(path: Path, templates: Templates, folder: Path) -> dict[str, tuple[Work, list[Packet]]]:
    """Return what is measured: its name, what it does with a packet, the packets."""
    plain = [Packet((path,), fields) for fields in letters()[:_LETTERS]]
    ours = writer(templates, folder)
    return {
        "docxtpl": (docxtpl_loop(folder), plain[:_LOOP_LETTERS]),
        "floor": (floor(templates, plain, folder), plain),
        "plain": (ours, plain),
        "a line break in one value": (ours, [_one_broken(packet) for packet in plain]),
        "line breaks in all values": (ours, [_broken(packet, "\n") for packet in plain]),
        "tabs in all values": (ours, [_broken(packet, "\t") for packet in plain]),
        "underscores in all values": (ours, [_broken(packet, "_") for packet in plain]),
    }


def _one_broken(packet: Packet) -> Packet:
    first, *rest = packet.fields["thanh_phan"]
    broken = {**first, "ten": first["ten"].replace(" ", "\n", 1)}
    return Packet(packet.paths, {**packet.fields, "thanh_phan": [broken, *rest]})


def _broken(packet: Packet, between: str) -> Packet:
    """Return ``packet`` with ``between`` once within each text."""
    return Packet(packet.paths, {name: _with(value, between) for name, value in packet.fields.items()})


def _with(value: Any, between: str) -> Any:
    if isinstance(value, str):
        return value.replace(" ", between, 1) if " " in value else f"{value[:3]}{between}{value[3:]}"
    if isinstance(value, list):
        return [{name: _with(inner, between) for name, inner in row.items()} for row in value]
    return value


def _best(contenders: Mapping[str, tuple[Work, Sequence[Packet]]]) -> dict[str, float]:
    """Return the seconds of processor time that each takes for a packet: the best of rounds taken in turn."""
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(_ROUNDS):
        for name, (work, packets) in contenders.items():
            took = seconds(lambda work=work, packets=packets: [work(packet) for packet in packets])  # type: ignore[misc]
            best[name] = min(best[name], took / len(packets))
    return best


def _figures(best: Mapping[str, float]) -> dict[str, float]:
    plain = best["plain"]
    speeds = {f"{name}, letters/s": 1 / took for name, took in best.items()}
    unusual = {f"{name} : plain, time": took / plain for name, took in best.items() if " in " in name}
    return {
        **speeds,
        "plain : docxtpl, speed": best["docxtpl"] / plain,
        "plain : floor, time": plain / best["floor"],
        **unusual,
    }
