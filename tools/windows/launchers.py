"""What a clerk starts (``Sokhet Docs.cmd``), types (``sokhet-docs.exe``) and reads first."""

from __future__ import annotations

import hashlib
from pathlib import Path

import distlib

from tools.windows.archive import zip_bytes

# distlib's launcher, the one in front of every command that pip installs on Windows: a small program that
# runs the Python named behind it, there "<launcher_dir>" is its own folder, with the zip at its end.
_STUB_SHA256 = "81a618f21cb87db9076134e70388b6e9cb7c2106739011b6a51772d22cae06b7"
_SHEBANG = rb"#!<launcher_dir>\python\python.exe -X utf8" + b"\r\n"
_MAIN = """import sys

from sokhet_docs.cli import main

if __name__ == "__main__":
    sys.argv[0] = "sokhet-docs"
    main()
"""
_TEXTS = Path(__file__).parent / "texts"


def write_launchers(folder: Path, version: str) -> None:
    """Write all that is started or read first into the program's ``folder``."""
    for source in sorted(_TEXTS.iterdir()):
        (folder / source.name).write_bytes(_windows_text(source, version))
    (folder / "sokhet-docs.exe").write_bytes(_launcher())


def _windows_text(source: Path, version: str) -> bytes:
    # cmd stumbles over a byte order mark; old Notepads need one.
    text = source.read_text(encoding="utf-8").replace("{version}", version).replace("\n", "\r\n")
    return text.encode("utf-8-sig" if source.suffix == ".txt" else "utf-8")


def _launcher() -> bytes:
    stub = (Path(distlib.__file__).parent / "t64.exe").read_bytes()
    if (found := hashlib.sha256(stub).hexdigest()) != _STUB_SHA256:
        raise ValueError(f"distlib's t64.exe is not the one that was tried: its SHA-256 is {found}")
    return stub + _SHEBANG + zip_bytes({"__main__.py": _MAIN.encode()})
