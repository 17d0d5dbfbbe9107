"""The wheel of panda3d, this Python's standard library → a Windows CPython, laid out like python.org's.

The wheel carries the official python311.dll 3.11.9 (signed by the Python Software Foundation) and the
compiled modules of its standard library; the pure Python modules are those of the Python 3.11 that runs
this, and python.exe is ``python_exe.c``. Good enough to test with, never to hand out: a release takes
python.org's own zip.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tools.windows.archive import read_folder, zip_bytes
from tools.windows.compiled import compile_folder

PANDA3D = "panda3d==1.10.16"
PANDA3D_SHA256 = "37acfb92655c4226879f95c988e2ef1449a53c54486d6c1ebc00e2772429af82"
_MINGW = "x86_64-w64-mingw32-"
# What python.org's embeddable zip leaves out too, and what belongs to this machine alone.
_LEFT_OUT = {"test", "idlelib", "tkinter", "turtledemo", "lib2to3", "ensurepip", "venv", "site-packages"}
_OF_THIS_MACHINE = ("config-", "lib-dynload", "_sysconfigdata", "__pycache__", "dist-packages")


def build_rig_python(cache: Path) -> Path:
    """Return the folder of the rig's Windows CPython in ``cache``, made if it is not there yet.

    Raises ``RuntimeError`` where the wheel, mingw or a Python 3.11 is missing: the message says which.
    """
    folder = cache / "python"
    if (folder / "python.exe").exists():
        return folder
    _require_python_311()
    unfinished = cache / "python-unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    _unpack_dlls(_download_panda3d(cache), unfinished)
    _write_standard_library(unfinished / "python311.zip", cache)
    _link_python_exe(unfinished)
    unfinished.rename(folder)
    return folder


def _require_python_311() -> None:
    if sys.version_info[:2] != (3, 11):
        raise RuntimeError(f"the rig needs a Python 3.11 for its standard library, this is {sys.version}")


def _download_panda3d(cache: Path) -> Path:
    requirement = cache / "panda3d.txt"
    requirement.write_text(f"{PANDA3D} --hash=sha256:{PANDA3D_SHA256}\n", encoding="utf-8")
    options = ["--quiet", "--no-deps", "--only-binary=:all:", "--platform=win_amd64", "--python-version=3.11"]
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        *options,
        "--dest",
        str(cache),
        "-r",
        str(requirement),
    ]
    if subprocess.run(command, check=False).returncode:
        raise RuntimeError(f"the wheel {PANDA3D} for Windows cannot be had")
    return next(cache.glob("panda3d-*-win_amd64.whl"))


def _unpack_dlls(wheel: Path, folder: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith("deploy_libs/") and _is_pythons(Path(name).name):
                (folder / Path(name).name).write_bytes(archive.read(name))


def _is_pythons(name: str) -> bool:
    # The api-ms-win-crt-* are Windows' own (and Wine's).
    return name.endswith((".pyd", ".dll")) and not name.startswith("api-ms-win-")


def _write_standard_library(path: Path, cache: Path) -> None:
    stage = cache / "standard-library"
    shutil.rmtree(stage, ignore_errors=True)
    for relative, source in _standard_library():
        target = stage / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    compile_folder(stage)
    path.write_bytes(zip_bytes(read_folder(stage)))
    shutil.rmtree(stage)


def _standard_library() -> Iterator[tuple[Path, Path]]:
    library = Path(sysconfig.get_path("stdlib"))
    for source in sorted(library.rglob("*")):
        relative = source.relative_to(library)
        if source.is_file() and not _is_left_out(relative):
            yield relative, source


def _is_left_out(relative: Path) -> bool:
    ours = any(part.startswith(_OF_THIS_MACHINE) for part in relative.parts)
    return ours or relative.parts[0] in _LEFT_OUT or "tests" in relative.parts


def _link_python_exe(folder: Path) -> None:
    """Make python.exe, and the python3.dll that the wheel lacks: each name in it is python311.dll's."""
    source = Path(__file__).with_name("python_exe.c")
    definition, library, stable = folder / "python311.def", folder / "libpython311.a", folder / "python3.def"
    _run(["gendef", "python311.dll"], folder)
    _run([f"{_MINGW}dlltool", "-d", definition.name, "-l", library.name, "-D", "python311.dll"], folder)
    link = [
        "-municode",
        "-s",
        "-O1",
        "-o",
        "python.exe",
        str(source),
        library.name,
        "-Wl,--no-insert-timestamp",
    ]
    _run([f"{_MINGW}gcc", *link], folder)
    stable.write_text(_forwarded(definition.read_text(encoding="utf-8")), encoding="utf-8")
    _run([f"{_MINGW}gcc", "-shared", "-nostdlib", "-Wl,--entry,0", "-o", "python3.dll", stable.name], folder)
    for made in (definition, library, stable):
        made.unlink()


def _forwarded(definition: str) -> str:
    names = re.findall(r"^(_?Py\w+)", definition.partition("EXPORTS")[2], flags=re.MULTILINE)
    return "LIBRARY python3.dll\nEXPORTS\n" + "".join(f"{name}=python311.{name}\n" for name in names)


def _run(command: list[str], folder: Path) -> None:
    try:
        finished = subprocess.run(
            command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
    except FileNotFoundError as err:
        raise RuntimeError(f"{command[0]} is not installed (Debian packages of mingw-w64)") from err
    if finished.returncode:
        raise RuntimeError(f"{command[0]}: {finished.stderr}")
