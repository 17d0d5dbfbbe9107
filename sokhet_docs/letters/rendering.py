"""Packets → the bytes of their files, in order, by one process or by several."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sokhet_docs.letters.fields import PacketFields
from sokhet_docs.letters.packets import Packet
from sokhet_docs.letters.templates import compile_packets
from sokhet_docs.plan import Plan, names_of
from sokhet_docs.problems import TemplateError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from sokhet_docs.template import Template

_CHUNK = 50  # packets handed to a process at a time
_WORTH_A_PROCESS = 1000  # packets; to start a process costs about as much as to render this many


class Renderer:
    """The compiled templates of one plan's packets; `render` keeps nothing between calls."""

    def __init__(self, plan: Plan, folder: Path, template_sets: Iterable[tuple[str, ...]]) -> None:
        """Compile each of ``template_sets`` (file names in ``folder``), once.

        Raises TemplateError with the problems of all of them.
        """
        self._fields = PacketFields(plan)
        distinct = list(dict.fromkeys(template_sets))
        templates = compile_packets(plan, [[folder / name for name in names] for names in distinct])
        self._templates: dict[tuple[str, ...], Template] = dict(zip(distinct, templates, strict=True))

    def render(self, packet: Packet) -> bytes:
        """Return the .docx of ``packet``. Raises TemplateError, which names the unit."""
        try:
            template, unit = self._templates[packet.templates], packet.unit
            return template.render(self._fields.of(unit), must_name=names_of(unit))
        except TemplateError as err:
            raise name_unit(err, packet) from err

    def render_many(self, packets: Sequence[Packet]) -> list[bytes]:
        """Return the .docx of each of ``packets``."""
        return [self.render(packet) for packet in packets]


def name_unit(err: TemplateError, packet: Packet) -> TemplateError:
    """Return ``err``, met while ``packet`` was filled in, with the name of its unit."""
    told = f"Gặp khi làm văn bản cho {packet.unit.name}."
    return TemplateError(replace(one, hint=f"{one.hint} {told}".lstrip()) for one in err.problems)


def render_all(renderer: Renderer, packets: Sequence[Packet], jobs: int) -> Iterator[bytes]:
    """Yield the .docx of each packet, in order; ``jobs`` processes at most (0: one for each processor).

    There are fewer when few packets wait. A few chunks at most are rendered ahead of the reader: memory stays
    flat.
    """
    workers = min(jobs or os.cpu_count() or 1, len(packets) // _WORTH_A_PROCESS)
    if workers < 2:
        yield from map(renderer.render, packets)
        return
    yield from _render_in_processes(renderer, packets, workers)


def _render_in_processes(renderer: Renderer, packets: Sequence[Packet], workers: int) -> Iterator[bytes]:
    from concurrent.futures import ProcessPoolExecutor  # needed for large jobs only

    chunks = (packets[start : start + _CHUNK] for start in range(0, len(packets), _CHUNK))
    with ProcessPoolExecutor(workers, initializer=_adopt, initargs=(renderer,)) as pool:
        waiting: deque[Future[list[bytes]]] = deque()
        waiting.extend(pool.submit(_render_chunk, chunk) for chunk in islice(chunks, workers * 2))
        while waiting:
            done = waiting.popleft().result()
            waiting.extend(pool.submit(_render_chunk, chunk) for chunk in islice(chunks, 1))
            yield from done


_adopted: list[Renderer] = []  # of a worker process: what it was started with


def _adopt(renderer: Renderer) -> None:
    _adopted[:] = [renderer]


def _render_chunk(packets: Sequence[Packet]) -> list[bytes]:
    return _adopted[0].render_many(packets)
