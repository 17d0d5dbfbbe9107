"""What a command said and wrote → the fault in it, "" when there is none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from lxml import etree

from tests.support.archives import read_parts

_MUST_NOT_BE_SAID = ("Traceback (most recent call last)", "Warning: ", "sự cố ngoài dự kiến")
_TAKES_FAULTY_FILES_IN = "collect"
_RECEIVED = "output/bao-cao-nhan"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The Word files of a folder with inode and time of each: what differs later was written since."""

    files: frozenset[tuple[Path, int, int]]

    @classmethod
    def of(cls, folder: Path) -> Snapshot:
        """Return what is in ``folder`` now."""
        stats = ((path, path.stat()) for path in folder.rglob("*.docx"))
        return cls(frozenset((path, stat.st_ino, stat.st_mtime_ns) for path, stat in stats))


def fault_of_output(command: str, exit_code: int, said: str, before: Snapshot, folder: Path) -> str:
    """Return what is wrong with the answer of ``command`` and with what it wrote into ``folder``.

    It may end with 0, 1 or 2, must not speak as Python does, and writes good Word files, none when it fails.
    """
    if exit_code not in (0, 1, 2):
        return f"ended with {exit_code}: {said[-2000:]}"
    if fault := fault_of_words(said):
        return fault
    if command.startswith(_TAKES_FAULTY_FILES_IN):
        return ""
    written = sorted(path for path, *_ in Snapshot.of(folder).files - before.files)
    if exit_code and written:
        return f"ended with {exit_code} and yet wrote {len(written)} files"
    return next((fault for path in written if (fault := _fault_of_docx(path))), "")


def fault_of_words(said: str) -> str:
    """Return the end of ``said`` when it speaks as Python does: a traceback, a warning, an accident."""
    return said[-2000:] if any(words in said for words in _MUST_NOT_BE_SAID) else ""


def fault_of_returns(folder: Path, intact: Mapping[str, bytes]) -> str:
    """Return which of the ``intact`` returned files (unit code → bytes) was not received as its unit's."""
    received = [(path.name, path.read_bytes()) for path in (folder / _RECEIVED).glob("*")] if intact else []
    lost = [
        code
        for code, content in intact.items()
        if not any(name.startswith(f"{code.lower()}-") and data == content for name, data in received)
    ]
    return f"not received: the good reports of {lost}" if lost else ""


def _fault_of_docx(path: Path) -> str:
    try:
        content = path.read_bytes()
        for name, part in read_parts(content).items():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(part, etree.XMLParser(resolve_entities=False))
        Document(io.BytesIO(content))
    except (KeyError, OSError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as err:
        return f"{path.name} is no good Word file: {err!r}"
    return ""
