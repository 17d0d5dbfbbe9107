"""What a run made of finished letters: their PDFs, what went wrong, which fonts stand in for which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.problems import Problem

Progress = Callable[[int, int], None]
"""A callback (done, total) that is told how many files are done."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A font of the letters that their PDFs do not have, what is there instead, and in how many files.

    ``shown`` is "" where nothing tells which font it is. ``is_compatible``: its letters are as wide, so that
    lines and pages break where Word breaks them.
    """

    wanted: str
    shown: str
    files: int
    is_compatible: bool


@dataclass(frozen=True, slots=True)
class PdfRun:
    """The PDFs of some letters.

    ``done`` has every source that has a sound PDF now, in the order of the sources; ``made`` are those of
    them that this run converted. ``problems`` name each source that has none (errors), and what else the
    clerk should know (warnings). ``others`` are PDFs of former runs whose letters were not asked for.
    """

    done: Mapping[Path, Path]
    made: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    fonts: tuple[StandIn, ...] = ()
    others: tuple[str, ...] = ()
