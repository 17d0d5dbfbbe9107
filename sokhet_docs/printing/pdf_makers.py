"""Chunks of letters → their PDFs: what all programs and machines that can do it have in common."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Letter:
    """One file to be converted: its number in the run, its own name, its bytes."""

    number: int
    name: str
    content: bytes


Chunk = tuple[Letter, ...]


class PdfMaker(Protocol):
    """Something that converts chunks of letters, several at a time."""

    name: str

    def submit(self, chunk: Chunk) -> Future[Mapping[int, bytes]]:
        """Begin to convert ``chunk``; the future gives the PDF of each letter that has one, by its number."""
        ...

    def close(self) -> None:
        """End whatever still runs."""
        ...
