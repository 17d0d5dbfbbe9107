"""A letter unlike the sample, on one core: plain values against docxtpl, unusual ones against plain.

The letter is that of `peers`: four pages, 60 tags, a table loop of 20 rows. The contenders take turns, so
that what else the machine does is shared by all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.engine import Packet, Templates, docxtpl_loop, floor, seconds, writer
from benchmarks.peers import letters, write_template
from sokhet_docs.template.engine import Template

_ROUNDS = 60
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
        return _figures(_rounds(_contenders(path, templates, folder)))


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


def _rounds(contenders: Mapping[str, tuple[Work, Sequence[Packet]]]) -> list[dict[str, float]]:
    """Return the seconds of processor time that each takes for a packet, round by round."""
    rounds: list[dict[str, float]] = []
    for _ in range(_ROUNDS):
        rounds.append({})
        for name, (work, packets) in contenders.items():
            took = seconds(lambda work=work, packets=packets: [work(packet) for packet in packets])  # type: ignore[misc]
            rounds[-1][name] = took / len(packets)
    return rounds


def _figures(rounds: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the best speed of each, and ratios: the median of those within a round."""

    def ratio(name: str, other: str) -> float:
        return median(took[name] / took[other] for took in rounds)

    unusual = [name for name in rounds[0] if " in " in name]
    return {
        **{f"{name}, letters/s": 1 / min(took[name] for took in rounds) for name in rounds[0]},
        "plain : docxtpl, speed": ratio("docxtpl", "plain"),
        "plain : floor, time": ratio("plain", "floor"),
        **{f"{name} : plain, time": ratio(name, "plain") for name in unusual},
    }
