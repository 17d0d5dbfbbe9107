"""A received file → the lines of its text, by which versions are compared and a file of nobody's is known."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from sokhet_docs.office.docx_text import read_passages
from sokhet_docs.returns import Intake, Return

_SHOWN = 30  # words


def lines_of(intake: Intake, item: Return) -> Sequence[str]:
    """Return the lines of a file's text; [] where it has none that can be read."""
    path = intake.reading_path(item)
    with suppress(OSError, ValueError):
        return [passage.text for passage in read_passages(path.read_bytes())] if path else []
    return []


def opening_of(intake: Intake, item: Return) -> str:
    """Return the first words of a file as a Vietnamese sentence; "" where it has none that can be read."""
    words = " ".join(lines_of(intake, item)).split()
    shown = " ".join(words[:_SHOWN]) + ("…" if len(words) > _SHOWN else "")
    return f"Mở đầu: “{shown}”." if words else ""
