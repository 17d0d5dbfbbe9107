"""Packets → compiled templates → the bytes of their files, in order, by one process or by several."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sokhet_docs.letters.fields import PacketFields
from sokhet_docs.letters.packets import Packet, Variant
from sokhet_docs.letters.templates import UNIT_ONLY, compile_packets
from sokhet_docs.plan import Plan, names_of
from sokhet_docs.problems import TemplateError
from sokhet_docs.text.vietnamese import short_date

if TYPE_CHECKING:
    from concurrent.futures import Future

    from sokhet_docs.template import FormScope, Template

_OF_UNIT = (*UNIT_ONLY, "dinh_danh", "han")  # groups of fields that differ from unit to unit
_CHUNK = 50  # packets handed to a process at a time
_MIN_PER_PROCESS = 1000  # packets; starting a process costs about as much as rendering this many
_MAX_HELD = 2000  # letters, about 40 MB, that are rendered before the first is handed on


class Renderer:
    """The compiled templates of one plan's packets; `render` keeps nothing between calls.

    ``templates`` are the composed templates by a packet's `Packet.variant`.
    """

    def __init__(self, plan: Plan, templates: Mapping[Variant, Template]) -> None:
        self._fields = PacketFields(plan)
        self._templates = templates

    def render(self, packet: Packet) -> bytes:
        """Return the .docx of ``packet``. Raises TemplateError, which names the unit."""
        template, unit = self._templates[packet.variant], packet.unit
        try:
            return template.render(self._fields.of(unit), must_name=names_of(unit))
        except TemplateError as err:
            met = f"Gặp khi làm văn bản cho {unit.name}."
            raise TemplateError(
                replace(problem, hint=f"{problem.hint} {met}".lstrip()) for problem in err.problems
            ) from err

    @cached_property
    def _scopes(self) -> dict[Variant, FormScope]:
        return {variant: template.form_scope for variant, template in self._templates.items()}

    def form_variant(self, packet: Packet) -> Variant | None:
        """Return what letters with the form of ``packet`` share; None when it holds no form.

        That is its documents from the first with a field on, and what is asked.
        """
        documents, asked = packet.variant
        first = self._scopes[packet.variant].first
        return None if first is None else (documents[first:], asked)

    def texts_of_unit(self, packet: Packet) -> set[str]:
        """Return what the templates of ``packet`` with a form print of its unit."""
        fields, names = self._fields.of(packet.unit), self._scopes[packet.variant].behind
        groups = (fields[group] for group in _OF_UNIT)
        found = [value for group in groups for name, value in group.items() if name in names]
        texts = (short_date(value) if isinstance(value, date) else value for value in found)
        return {text for text in texts if isinstance(text, str) and text}

    def has_own_form(self, packet: Packet) -> bool:
        """Return whether a template makes what the report of ``packet`` asks depend on its unit."""
        return not self._scopes[packet.variant].names.isdisjoint(_OF_UNIT)


def compile_letters(plan: Plan, folder: Path, packets: Iterable[Packet]) -> Renderer:
    """Return a renderer for ``packets``, whose templates lie in ``folder``; each variant is compiled once.

    Raises TemplateError with the problems of all templates.
    """
    variants = list(dict.fromkeys(packet.variant for packet in packets))
    templates = compile_packets(plan, folder, variants)
    return Renderer(plan, dict(zip(variants, templates, strict=True)))


def render_letters(renderer: Renderer, packets: Sequence[Packet], jobs: int) -> Iterable[bytes]:
    """Return the .docx of each packet, in order, by at most ``jobs`` processes (0: one for each processor).

    Up to 2,000 letters are all rendered before the first is returned, so that a fault in one stops the run
    before anything is written; more are rendered while they are read, a few chunks ahead: memory stays flat.
    Raises TemplateError.
    """
    letters = _iter_letters(renderer, packets, jobs)
    return list(letters) if len(packets) <= _MAX_HELD else letters


def _iter_letters(renderer: Renderer, packets: Sequence[Packet], jobs: int) -> Iterator[bytes]:
    workers = min(jobs or os.cpu_count() or 1, len(packets) // _MIN_PER_PROCESS)
    if workers < 2:
        return map(renderer.render, packets)
    return _render_in_processes(renderer, packets, workers)


def _render_in_processes(renderer: Renderer, packets: Sequence[Packet], workers: int) -> Iterator[bytes]:
    from concurrent.futures import ProcessPoolExecutor  # needed for large jobs only

    chunks = (packets[start : start + _CHUNK] for start in range(0, len(packets), _CHUNK))
    with ProcessPoolExecutor(workers, initializer=_set_renderer, initargs=(renderer,)) as pool:
        waiting: deque[Future[list[bytes]]] = deque()
        waiting.extend(pool.submit(_render_chunk, chunk) for chunk in islice(chunks, workers * 2))
        while waiting:
            letters = waiting.popleft().result()
            waiting.extend(pool.submit(_render_chunk, chunk) for chunk in islice(chunks, 1))
            yield from letters


_renderer: list[Renderer] = []  # in a worker process: the one that it was started with


def _set_renderer(renderer: Renderer) -> None:
    _renderer[:] = [renderer]


def _render_chunk(packets: Sequence[Packet]) -> list[bytes]:
    return [_renderer[0].render(packet) for packet in packets]
