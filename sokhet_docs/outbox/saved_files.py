"""The folder ``.luu`` of an output folder: what was replaced is kept there, nothing in it is overwritten."""

from __future__ import annotations

from pathlib import Path

SAVED_FOLDER = ".luu"


def free_path(folder: Path, name: str) -> Path:
    """Return the path in ``folder``'s .luu for the file ``name``, numbered where it is taken."""
    wanted = free = folder / SAVED_FOLDER / name
    number = 1
    while free.exists():
        number += 1
        free = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
    return free
