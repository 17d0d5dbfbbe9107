"""A received file → the lines of its text, by which versions are compared and a file of nobody's is known."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from sokhet_docs.office.docx_text import read_passages
from sokhet_docs.returns import Intake, Return, shown_lines

_SHOWN, _MAX_SHOWN = 30, 500  # words, characters


def lines_of(intake: Intake, item: Return) -> Sequence[str]:
    """Return the lines of a file's text; [] where it has none that can be read."""
    path = intake.reading_path(item)
    with suppress(OSError, ValueError):
        return [passage.text for passage in read_passages(path.read_bytes())] if path else []
    return []


def opening_words(intake: Intake, item: Return) -> str:
    """Return the words that a file begins with, as they look; "" where it has none that can be read."""
    path = intake.reading_path(item)
    text = " ".join(" ".join(shown_lines(path) if path else ()).split())
    shown = " ".join(text.split(" ")[:_SHOWN])[:_MAX_SHOWN]
    return f"{shown}…" if len(shown) < len(text) else shown
