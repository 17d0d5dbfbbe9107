"""The locked wheels for Windows, and the project's own → the modules and data that are needed of them."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from tools.windows.locked import PYTHON, Pin

_ROOT = Path(__file__).parents[2]
_PLATFORM = [
    "--platform=win_amd64",
    f"--python-version={PYTHON}",
    "--implementation=cp",
    "--only-binary=:all:",
]
# Tests; and what nothing here imports and is large: Cryptodome's public keys.
_LEFT_OUT_FOLDERS = {"test", "tests", "SelfTest", "__pycache__", "PublicKey", "Signature"}
_LEFT_OUT_ENDINGS = (
    ".pyi",
    ".py.typed",
    ".pyx",
    ".pxd",
    ".pxi",
    ".c",
    ".cpp",
    ".h",
    ".exe",
    ".lib",
    ".pdb",
    ".po",
)
_LEFT_OUT_NAMES = {"RECORD", "WHEEL", "INSTALLER", "REQUESTED", "olefile2.py"}  # how it came here; Python 2
_LEFT_OUT_BEGINNINGS = ("lxml/objectify", "psutil/_pslinux", "psutil/_psosx", "psutil/_psbsd")
_LIBRARY = re.compile(r"^[^/]+\.data/(?:purelib|platlib)/")
_OTHER_DATA = re.compile(r"^[^/]+\.data/")


def fetch_wheels(pins: Iterable[Pin], cache: Path) -> list[Path]:
    """Return the Windows wheels of ``pins``, sorted, downloaded to ``cache`` unless they are there.

    Raises ``CalledProcessError`` where one cannot be had or its hash is another; pip has said which.
    """
    requirements = "".join(f"{pin.line}\n" for pin in pins)
    folder = cache / f"wheels-{hashlib.sha256(requirements.encode()).hexdigest()[:16]}"
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as scratch:
            _download(requirements, Path(scratch))
            (Path(scratch) / "wheels").rename(folder)
    return sorted(folder.glob("*.whl"))


def _download(requirements: str, scratch: Path) -> None:
    listed = scratch / "requirements.txt"
    listed.write_text(requirements, encoding="utf-8")
    options = ["--quiet", "--no-deps", "--require-hashes", *_PLATFORM, "--dest", str(scratch / "wheels")]
    subprocess.run([sys.executable, "-m", "pip", "download", *options, "-r", str(listed)], check=True)


def build_project_wheel(folder: Path) -> Path:
    """Return the project's wheel, built in ``folder``; raises ``CalledProcessError``."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(_ROOT),
    ]
    subprocess.run(command, check=True)
    return next(folder.glob("sokhet_docs-*.whl"))


def unpack_wheel(wheel: Path, site_packages: Path) -> None:
    """Write to ``site_packages`` what is needed of ``wheel``: no tests, sources, type stubs, scripts."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            place = _LIBRARY.sub("", name)
            if not name.endswith("/") and not _is_left_out(place):
                target = site_packages / place
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))


def _is_left_out(place: str) -> bool:
    *folders, name = place.split("/")
    left_out = not _LEFT_OUT_FOLDERS.isdisjoint(folders) or _OTHER_DATA.match(place)
    if place.startswith(_LEFT_OUT_BEGINNINGS):
        return True
    return bool(left_out) or name in _LEFT_OUT_NAMES or name.endswith(_LEFT_OUT_ENDINGS)
