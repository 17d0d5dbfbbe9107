"""Owner files: what Word, Excel and LibreOffice put beside a document while they have it open.

Microsoft's begin with ``~$``; LibreOffice's begin with ``.~lock.`` and end with ``#``. The lock on an output
folder is another thing (`office.lock`).
"""

from __future__ import annotations

from pathlib import Path

_MICROSOFT, _LIBREOFFICE = "~$", ".~lock."
_WORD_SUFFIXES = frozenset({".doc", ".docm", ".docx", ".dot", ".dotm", ".dotx", ".odt", ".rtf"})


def is_owner_file(name: str) -> bool:
    """Return whether ``name`` is the name of an owner file rather than of a document."""
    return name.startswith((_MICROSOFT, _LIBREOFFICE))


def find_owner_file(path: Path) -> Path | None:
    """Return the owner file beside ``path``; None when no office program has ``path`` open."""
    names = _owner_file_names(path) if path.name else ()
    return next((owner_file for name in names if (owner_file := path.with_name(name)).is_file()), None)


def table_of(name: str) -> str:
    """Return the name of the table that the owner file ``name`` stands beside; "" for any other file."""
    if name.startswith(_LIBREOFFICE):
        return name.removeprefix(_LIBREOFFICE).removesuffix("#")
    return name.removeprefix(_MICROSOFT) if is_owner_file(name) else ""


def program_of(owner_file: Path) -> str:
    """Return the program that has the table of ``owner_file`` open: Excel or LibreOffice."""
    return "LibreOffice" if owner_file.name.startswith(_LIBREOFFICE) else "Excel"


def _owner_file_names(path: Path) -> tuple[str, str]:
    """Return the names that an owner file of ``path`` may have: Microsoft's, LibreOffice's.

    Excel puts ``~$`` before the name. Word puts it in place of the name's first two characters, of one when
    the name has seven without its ending, and before it when it has fewer.
    """
    dropped = min(2, max(0, len(path.stem) - 6)) if path.suffix.lower() in _WORD_SUFFIXES else 0
    return f"{_MICROSOFT}{path.name[dropped:]}", f"{_LIBREOFFICE}{path.name}#"
