"""The files by which Word, Excel and LibreOffice say that they have a document open."""

from __future__ import annotations

from pathlib import Path

_MICROSOFT, _LIBREOFFICE = "~$", ".~lock."
_WORD_SUFFIXES = frozenset({".doc", ".docm", ".docx", ".dot", ".dotm", ".dotx", ".odt", ".rtf"})


def is_lock_file(name: str) -> bool:
    """Tell whether ``name`` is that of a lock file, no document."""
    return name.startswith((_MICROSOFT, _LIBREOFFICE))


def find_lock_file(path: Path) -> Path | None:
    """Return the file by which an office program says that it has ``path`` open; None when none does."""
    names = _lock_names(path) if path.name else ()
    return next((lock for name in names if (lock := path.with_name(name)).is_file()), None)


def table_of(name: str) -> str:
    """Return the table that the lock file ``name`` belongs to; "" when it is no lock file."""
    if name.startswith(_LIBREOFFICE):
        return name.removeprefix(_LIBREOFFICE).removesuffix("#")
    return name.removeprefix(_MICROSOFT) if is_lock_file(name) else ""


def program_of(lock_file: Path) -> str:
    """Return which program made ``lock_file`` of a table: Excel or LibreOffice."""
    return "LibreOffice" if lock_file.name.startswith(_LIBREOFFICE) else "Excel"


def _lock_names(path: Path) -> tuple[str, str]:
    """Return the names of the lock files of ``path``.

    Excel puts ``~$`` before the name. Word puts it in place of the name's first two characters, of one when
    the name has seven without its ending, and before it when it has fewer.
    """
    dropped = min(2, max(0, len(path.stem) - 6)) if path.suffix.lower() in _WORD_SUFFIXES else 0
    return f"{_MICROSOFT}{path.name[dropped:]}", f"{_LIBREOFFICE}{path.name}#"
