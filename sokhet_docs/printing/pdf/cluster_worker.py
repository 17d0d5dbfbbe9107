"""What a worker of a cluster does: say what it has, and turn a chunk of letters into PDFs.

Letters and PDFs travel as bytes: a worker knows no path of the machine that sends them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sokhet_docs._version import __version__
from sokhet_docs.office.libreoffice import Office, find_libreoffice, libreoffice_version
from sokhet_docs.office.throwaway_folders import throwaway_folder
from sokhet_docs.printing.pdf.makers import PDF_FILTER, Chunk, Made, convert_by_office

_FONT_SECONDS = 30.0
_FONT_ENDINGS = frozenset({".ttf", ".otf", ".ttc"})


@dataclass(frozen=True, slots=True)
class Machine:
    """What decides how a machine's PDFs look.

    ``office`` is LibreOffice's version, "" where there is none; ``fonts`` are their families, or on Windows
    the names of their files. ``program`` is the version of this program.
    """

    program: str
    office: str
    fonts: frozenset[str]


@cache  # a worker is asked again for each chunk
def this_machine() -> Machine:
    """Return what this machine has."""
    found = find_libreoffice()
    return Machine(__version__, libreoffice_version(found) if found else "", _fonts())


def convert_chunk(chunk: Chunk) -> tuple[Machine, Made]:
    """Convert ``chunk`` on this machine; return what it has, and the PDFs. Raises OSError."""
    program = find_libreoffice()
    if program is None:
        return this_machine(), {}
    with throwaway_folder() as place:
        return this_machine(), convert_by_office(Office(program, place, PDF_FILTER), place, chunk)


def _fonts() -> frozenset[str]:
    if sys.platform == "win32":  # pragma: no cover
        files = Path("C:/Windows/Fonts").glob("*")
        return frozenset(file.name.lower() for file in files if file.suffix.lower() in _FONT_ENDINGS)
    lister = shutil.which("fc-list")
    if lister is None:
        return frozenset()
    command = [lister, "--format", "%{family[0]}\n"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_FONT_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(filter(None, done.stdout.decode(errors="replace").splitlines()))
