"""Files of word processors → .docx or other formats, by LibreOffice, many in one call, in bounded time.

Untrusted files are opened under a separate profile that runs no macro and follows no link. When LibreOffice
hangs or crashes on one file, the others of that call are converted again, one by one.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

START_SECONDS = 60.0
FILE_SECONDS = 20.0
_MAX_TIMEOUTS = 3  # after so many files on which it hung, no more are tried alone
_MAX_MEMORY = 4_000_000_000  # bytes of address space
_WINDOWS_PLACES = ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432")
_FILTER = "docx:MS Word 2007 XML"
# Very high macro security, no active content, no link out of a document whose place is not trusted: none is.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{}</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
)


def find_libreoffice() -> str | None:
    """Return the path of LibreOffice's program; None when this machine has none."""
    if found := shutil.which("soffice") or shutil.which("libreoffice"):
        return found
    places = [Path(os.environ[name]) for name in _WINDOWS_PLACES if name in os.environ]
    programs = [place / "LibreOffice" / "program" / "soffice.exe" for place in places]
    programs.append(Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"))
    return next((str(program) for program in programs if program.exists()), None)


def convert_to_docx(sources: Sequence[Path], folder: Path) -> Mapping[Path, Path]:
    """Convert ``sources``, their stems all different, into ``folder``; return each with its .docx.

    A source on which LibreOffice failed or took too long is missing from the result, as is every one on a
    machine without LibreOffice.
    """
    return convert(sources, folder, _FILTER)


def convert(sources: Sequence[Path], folder: Path, to: str, *, try_alone: bool = True) -> Mapping[Path, Path]:
    """Convert ``sources``, their stems all different, into ``folder``; return each with its result.

    ``to`` is an ending, maybe with LibreOffice's filter (``docx:MS Word 2007 XML``). ``try_alone``: those
    that gave no result are tried once more, each by itself. Sources without a result are missing.
    """
    office = find_libreoffice()
    if office is None or not sources:
        return {}
    results = {source: folder / f"{source.stem}.{to.partition(':')[0]}" for source in sources}
    with tempfile.TemporaryDirectory(prefix="sokhet-docs-", ignore_cleanup_errors=True) as place:
        profile = Path(place)
        _write_profile(profile)
        _run(office, profile, sources, folder, to)
        missing = [source for source, result in results.items() if not result.exists()]
        patience = _MAX_TIMEOUTS
        for source in missing if try_alone and len(sources) > 1 else ():
            patience -= not _run(office, profile, [source], folder, to)
            if not patience:
                break
    return {source: result for source, result in results.items() if result.exists()}


def _write_profile(profile: Path) -> None:
    user = profile / "user"
    user.mkdir()
    items = "".join(_ITEM.format(path, name, value) for path, name, value in _SETTINGS)
    (user / "registrymodifications.xcu").write_text(_PROFILE.format(items), encoding="utf-8")


def _run(office: str, profile: Path, sources: Sequence[Path], folder: Path, to: str) -> bool:
    """Convert ``sources``; return whether the program ended by itself."""
    command = [
        office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", to, "--outdir", str(folder), *map(str, sources),
    ]  # fmt: skip
    with subprocess.Popen(  # noqa: S603  a program that was looked up, on paths of our own making
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **_process_options()
    ) as process:
        try:
            process.wait(START_SECONDS + FILE_SECONDS * len(sources))
        except subprocess.TimeoutExpired:
            _end(process)
            return False
        except BaseException:  # the user stops the run: the program must not go on by itself
            _end(process)
            raise
    return True


def _process_options() -> dict[str, Any]:
    """Return the options that let the program and its children be ended together, with bounded memory."""
    if sys.platform == "win32":  # pragma: no cover
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True, "preexec_fn": _bound_memory}


def _bound_memory() -> None:  # pragma: no cover  runs between fork and exec, where nothing is measured
    import resource

    with suppress(ValueError, OSError):  # a system that bounds it lower, or not at all
        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))


def _end(process: subprocess.Popen[bytes]) -> None:
    # soffice only starts a child process, which does the work and must be ended with it.
    if sys.platform == "win32":  # pragma: no cover
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True)  # noqa: S603, S607
    else:
        os.killpg(process.pid, signal.SIGKILL)
