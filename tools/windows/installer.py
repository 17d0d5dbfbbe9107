r"""The folder ``Sokhet Docs`` → an installer for one user, without an administrator, and its own uninstaller.

It puts the program into ``%LOCALAPPDATA%\Programs``, three entries into the start menu and one into the list
of installed programs. It changes no PATH: the start menu's window has its own, and nothing is left behind in
the user's.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from tools.windows.archive import TIMESTAMP

_HEAD = Path(__file__).with_name("installer.nsi")


def build_installer(folder: Path, version: str, setup: Path) -> None:
    """Write the installer of the program in ``folder`` to ``setup``.

    Raises ``RuntimeError`` where NSIS is missing or refuses; the message has its words.
    """
    files = sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())
    script = setup.with_suffix(".nsi")
    script.write_text(installer_script(folder, files, version, setup), encoding="utf-8-sig")
    try:
        _run_nsis(script)
    finally:
        script.unlink()


def _run_nsis(script: Path) -> None:
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(TIMESTAMP)}
    command = ["makensis", "-V2", "-INPUTCHARSET", "UTF8", str(script)]
    try:
        finished = subprocess.run(
            command, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
    except FileNotFoundError as err:
        raise RuntimeError("makensis is not installed (Debian package nsis)") from err
    if finished.returncode:
        raise RuntimeError(f"makensis: {finished.stdout}{finished.stderr}")


def installer_script(folder: Path, files: Iterable[str], version: str, setup: Path) -> str:
    """Return the script for NSIS: what is installed and removed again, file by file."""
    names = list(files)
    folders = sorted({str(parent) for name in names for parent in PurePosixPath(name).parents} - {"."})
    replacements = {
        "@SETUP@": str(setup),
        "@VERSION@": version,
        "@KILOBYTES@": str(sum((folder / name).stat().st_size for name in names) // 1024),
        "@INSTALL@": "\n".join(_install(folder, names)),
        "@REMOVE@": "\n".join(_remove(names, folders)),
    }
    script = _HEAD.read_text(encoding="utf-8")
    for mark, text in replacements.items():
        script = script.replace(mark, text)
    return script


def _install(folder: Path, names: Iterable[str]) -> Iterable[str]:
    inside = None
    for name in names:
        parent = _windows(str(PurePosixPath(name).parent))
        if parent != inside:
            yield f'  SetOutPath "$INSTDIR{parent}"'
            inside = parent
        yield f'  File "{_escaped(str(folder / name))}"'


def _remove(names: Iterable[str], folders: Iterable[str]) -> Iterable[str]:
    yield from (f'  Delete "$INSTDIR{_windows(name)}"' for name in names)
    yield from (f'  RMDir "$INSTDIR{_windows(each)}"' for each in reversed(list(folders)))


def _windows(relative: str) -> str:
    return "" if relative == "." else "\\" + _escaped(relative).replace("/", "\\")


def _escaped(text: str) -> str:
    return text.replace("$", "$$")
