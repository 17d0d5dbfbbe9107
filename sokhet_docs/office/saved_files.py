"""The folder ``.luu`` of a folder: what was replaced is kept there, nothing in it is overwritten."""

from __future__ import annotations

from pathlib import Path

from sokhet_docs.office.files import write_atomic

SAVED_FOLDER = ".luu"


def free_path(folder: Path, name: str) -> Path:
    """Return the path in ``folder``'s .luu for the file ``name``, numbered where it is taken."""
    wanted = free = folder / SAVED_FOLDER / name
    number = 1
    while free.exists():
        number += 1
        free = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
    return free


def save_copy(path: Path) -> Path:
    """Keep a copy of ``path``, flushed to the disk, in .luu beside it; return it. Raises OSError."""
    target = free_path(path.parent, path.name)
    target.parent.mkdir(exist_ok=True)
    write_atomic(target, path.read_bytes())
    return target
