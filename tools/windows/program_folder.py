"""A Windows CPython, locked wheels, the project, launchers → the folder ``Sokhet Docs``, ready to run."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sokhet_docs._version import __version__
from sokhet_docs.help import guide_page
from tools.windows.compiled import compile_folder
from tools.windows.launchers import write_launchers
from tools.windows.locked import pins_for_windows, read_lock
from tools.windows.runtime import lay_out_runtime
from tools.windows.wheels import build_project_wheel, fetch_wheels, unpack_wheel

NAME = "Sokhet Docs"
_GUIDE = "Hướng dẫn sử dụng.html"


def lay_out_program(python: Path, cache: Path, folder: Path) -> None:
    """Write the whole program to ``folder``, which must not exist; wheels are kept in ``cache``.

    ``python`` is python.org's embeddable zip or a folder like it. Equal inputs give equal files.
    """
    lay_out_runtime(python, folder / "python")
    site_packages = folder / "python" / "Lib" / "site-packages"
    with tempfile.TemporaryDirectory() as scratch:
        for wheel in [
            *fetch_wheels(pins_for_windows(read_lock()), cache),
            build_project_wheel(Path(scratch)),
        ]:
            unpack_wheel(wheel, site_packages)
    compile_folder(site_packages)
    write_launchers(folder, __version__)
    (folder / _GUIDE).write_text(guide_page(), encoding="utf-8", newline="")
