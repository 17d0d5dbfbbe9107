"""A Windows CPython (python.org's embeddable zip, or a folder like it) → the program's folder ``python``."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

# The last Python 3.11 that python.org built for Windows; the test rig runs the same python311.dll.
EMBEDDABLE = "python-3.11.9-embed-amd64.zip"
EMBEDDABLE_SHA256 = "009d6bf7e3b2ddca3d784fa09f90fe54336d5b60f0e0f305c37f400bf83cfd3b"
# No `import site`: nothing here needs it, and it costs time.
_SEARCH_PATH = "python311.zip\r\n.\r\nLib\\site-packages\r\n"
_NEEDED = {"python.exe", "python311.zip", "LICENSE.txt"}
_NOT_NEEDED = {
    "_msi.pyd",
    "_tkinter.pyd",
    "tcl86t.dll",
    "tk86t.dll",
    "winsound.pyd",
    "_sqlite3.pyd",
    "sqlite3.dll",
}


def lay_out_runtime(source: Path, folder: Path) -> None:
    """Write to ``folder`` what the program needs of the CPython ``source``.

    A file must be python.org's embeddable zip of the pinned version and bytes; a folder is taken as it is.
    Raises ``ValueError`` for anything else.
    """
    if source.is_file():
        _check(source)
    files = _read_zip(source) if source.is_file() else _read_folder(source)
    if missing := {"python.exe", "python311.dll", "python311.zip"} - files.keys():
        raise ValueError(f"{source} is no Python 3.11 for Windows: {', '.join(sorted(missing))} not there")
    folder.mkdir(parents=True)
    for name, content in files.items():
        if _is_needed(name):
            (folder / name).write_bytes(content)
    (folder / "python311._pth").write_bytes(_SEARCH_PATH.encode())


def _check(path: Path) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != EMBEDDABLE_SHA256:
        raise ValueError(f"{path} is not {EMBEDDABLE}: its SHA-256 is {found}, not {EMBEDDABLE_SHA256}")


def _is_needed(name: str) -> bool:
    return name in _NEEDED or (name.endswith((".dll", ".pyd")) and name not in _NOT_NEEDED)


def _read_zip(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "/" not in name}


def _read_folder(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
