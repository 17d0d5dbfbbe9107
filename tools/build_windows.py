"""A Windows CPython, the locked wheels, the project → dist/sokhet-docs-<version>-windows.zip and -setup.exe.

    python -m tools.build_windows --python python-3.11.9-embed-amd64.zip   a release: python.org's embeddable
    zip python -m tools.build_windows --python FOLDER                          for tests: a folder laid out
    like it

Runs with a Python 3.11 (the modules are compiled for it); equal inputs give equal bytes. The installer needs
NSIS.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from sokhet_docs._version import __version__
from tools.windows.archive import read_folder, zip_bytes
from tools.windows.installer import build_installer
from tools.windows.program_folder import NAME, lay_out_program
from tools.windows.runtime import EMBEDDABLE, EMBEDDABLE_SHA256

_ROOT = Path(__file__).parent.parent
MAX_BYTES = 25_000_000


def build(python: Path, cache: Path, out: Path) -> list[Path]:
    """Write the zip and the installer to ``out`` and return their paths; wheels are kept in ``cache``.

    Raises ``ValueError`` for a CPython that is not the pinned one or a result that is too large,
    ``RuntimeError`` where NSIS fails, ``CalledProcessError`` where pip does.
    """
    out.mkdir(parents=True, exist_ok=True)
    archive, setup = (out / f"sokhet-docs-{__version__}-windows{kind}" for kind in (".zip", "-setup.exe"))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / NAME
        lay_out_program(python, cache, folder)
        archive.write_bytes(zip_bytes({f"{NAME}/{name}": data for name, data in read_folder(folder).items()}))
        build_installer(folder, __version__, setup.resolve())
    _refuse_large(archive)
    return [archive, setup]


def _refuse_large(path: Path) -> None:
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"{path} has {path.stat().st_size / 1e6:.1f} MB, more than {MAX_BYTES / 1e6:.1f}")


def main() -> int:
    """Build as the command line says; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    what = f"{EMBEDDABLE} (SHA-256 {EMBEDDABLE_SHA256}), or a folder for tests"
    parser.add_argument("--python", type=Path, required=True, help=what)
    parser.add_argument(
        "--cache", type=Path, default=_ROOT / "build" / "windows", help="where wheels are kept"
    )
    parser.add_argument(
        "--out", type=Path, default=_ROOT / "dist", help="where zip and installer are written"
    )
    chosen = parser.parse_args()
    try:
        for path in build(chosen.python, chosen.cache, chosen.out):
            print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    except (ValueError, RuntimeError, OSError, subprocess.CalledProcessError) as err:
        print(err, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
