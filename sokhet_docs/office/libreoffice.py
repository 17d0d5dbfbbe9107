"""Files of word processors → .docx or other formats, by LibreOffice, many in one call, in bounded time.

Untrusted files are opened under a separate profile that runs no macro and follows no link. They are converted
in chunks, each under a profile of its own; what LibreOffice hung or crashed on is converted again, each file
by itself, so that one file costs the others nothing. Several threads may have chunks converted at once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

from sokhet_docs.office.bounded_program import running
from sokhet_docs.office.files import reword_os_errors, write_atomic
from sokhet_docs.office.throwaway_folders import throwaway_folder

START_SECONDS = 60.0
FILE_SECONDS = 20.0
CHUNK = 20  # files in one call
_VERSION_SECONDS = 30.0
_POLL_SECONDS = 0.1
_MANY_TIMES = 4  # as long as the last start may the next one take
_MAX_RESULT = 200_000_000  # bytes
_WINDOWS_PLACES = ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432")
_FILTER = "docx:MS Word 2007 XML"
_PDF_END = b"%%EOF"
_ZIPPED = frozenset({".docx", ".odt", ".xlsx", ".ods"})
_SOUND = b"{\\rtf1 x}"  # a file that every LibreOffice converts, unless it is itself broken
# Very high macro security, no active content, no link out of a document whose place is not trusted: none is.
# Bookmarks become places in a PDF: they tell where each document of a packet ends (`end_marks`).
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
    ("Office.Common/Filter/PDF/Export", "ExportBookmarksToPDFDestination", "true"),
    # Else each start under a new profile, as after an update, tries how pictures are drawn: half a second.
    ("Setup/Product", "ooSetupLastVersion", "99.9"),
)
Progress = Callable[[int, int], None]


def find_libreoffice() -> str | None:
    """Return the path of LibreOffice's program; None when this machine has none."""
    if found := shutil.which("soffice") or shutil.which("libreoffice"):
        return found
    places = [Path(os.environ[name]) for name in _WINDOWS_PLACES if name in os.environ]
    programs = [place / "LibreOffice" / "program" / "soffice.exe" for place in places]
    programs.append(Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"))
    return next((str(program) for program in programs if program.exists()), None)


def libreoffice_version(program: str) -> str:
    """Return the version that ``program`` says (``LibreOffice 7.4.7.2``); "" when it says nothing in time."""
    with throwaway_folder() as profile:
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--version"]
        try:
            done = subprocess.run(  # noqa: S603  a program that was looked up
                command, capture_output=True, timeout=_VERSION_SECONDS, check=False, stdin=subprocess.DEVNULL
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
    return " ".join(done.stdout.decode(errors="replace").split()[:2])


def convert_to_docx(
    sources: Sequence[Path], folder: Path, progress: Progress | None = None
) -> Mapping[Path, Path]:
    """Convert ``sources``, their stems all different, into ``folder``; return each with its .docx.

    A source on which LibreOffice failed or took too long is missing from the result, as is every one on a
    machine without LibreOffice. ``progress`` is told how many are done, of how many. Raises OutputError when
    ``folder`` cannot be written.
    """
    return convert(sources, folder, _FILTER, progress=progress)


def convert(
    sources: Sequence[Path],
    folder: Path,
    to: str,
    *,
    try_alone: bool = True,
    progress: Progress | None = None,
) -> Mapping[Path, Path]:
    """Convert ``sources``, their stems all different, into ``folder``; return each with its result.

    ``to`` is an ending, maybe with LibreOffice's filter (``docx:MS Word 2007 XML``). ``try_alone``: those
    that gave no result are tried once more, each by itself. Sources without a result are missing;
    ``progress`` is told how many are done. Raises OutputError when ``folder`` cannot be written.
    """
    program = find_libreoffice()
    if program is None or not sources:
        return {}
    with throwaway_folder() as place:
        office = Office(program, place, to)
        done: dict[Path, Path] = {}
        for source, made in office.iter_results(sources, try_alone=try_alone):
            target = folder / made.name
            with reword_os_errors(target):
                write_atomic(target, made.read_bytes(), fsync=False)
            made.unlink()
            done[source] = target
            if progress:
                progress(len(done), len(sources))
    if progress:
        progress(len(sources), len(sources))
    return done


class Office:
    """The LibreOffice ``program``, converting to one format; ``place`` is for its profiles and results.

    ``to`` is as in `convert`.
    """

    def __init__(self, program: str, place: Path, to: str) -> None:
        self._program, self._place, self._to = program, place, to
        self._suffix = f".{to.partition(':')[0]}"
        self._calls = count(1)
        self._start_seconds = START_SECONDS
        self._is_sound: bool | None = None  # None: it has converted nothing yet
        self._stopped = threading.Event()

    def stop(self) -> None:
        """End what is being converted, and convert nothing more: the results that are missing stay so."""
        self._stopped.set()

    def iter_results(
        self, sources: Sequence[Path], *, try_alone: bool, chunk: int = CHUNK
    ) -> Iterator[tuple[Path, Path]]:
        """Yield each of ``sources`` that could be converted with its result, ``chunk`` of them a call."""
        for start in range(0, len(sources), chunk):
            together = sources[start : start + chunk]
            results = self.convert(together)
            yield from results.items()
            missing = [source for source in together if source not in results]
            for source in missing if try_alone and len(sources) > 1 else ():
                if not self._works():
                    return
                yield from self.convert([source]).items()

    def _works(self) -> bool:
        """Tell whether it converts a sound file, as it does but where it is itself broken."""
        if self._is_sound is None:
            sound = self._place / "sound.rtf"
            sound.write_bytes(_SOUND)
            self._is_sound = bool(self.convert([sound]))
        return self._is_sound

    def convert(self, sources: Sequence[Path]) -> dict[Path, Path]:
        """Convert ``sources`` in one call, under a fresh profile; return those with a whole result."""
        if self._stopped.is_set():
            return {}
        call = next(self._calls)
        profile, folder = self._place / f"profile{call}", self._place / f"results{call}"
        _write_profile(profile)
        folder.mkdir()
        self._run(profile, sources, folder)
        shutil.rmtree(profile, ignore_errors=True)
        _remove_pipe(profile)
        made = {source: folder / f"{source.stem}{self._suffix}" for source in sources}
        results = {source: result for source, result in made.items() if _is_whole(result)}
        self._is_sound = self._is_sound or bool(results) or None
        return results

    def _run(self, profile: Path, sources: Sequence[Path], folder: Path) -> None:
        command = [
            self._program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
            "--nolockcheck", "--convert-to", self._to, "--outdir", str(folder), *map(str, sources),
        ]  # fmt: skip
        # Its own temporary files go where they are removed, even those of a killed one.
        temporary = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(profile))
        with running(command, temporary) as process:
            patience = _Patience(folder, self._start_seconds)
            while process.poll() is None and not patience.is_over():
                if self._stopped.wait(_POLL_SECONDS):
                    return
        patience.is_over()  # it may have ended with its first result
        self._start_seconds = patience.start_seconds


class _Patience:
    """How long LibreOffice is waited for: for its start and its first result, then for each further one.

    ``start_seconds`` are for the start; once one was seen they are but some times what that took.
    """

    def __init__(self, folder: Path, start_seconds: float) -> None:
        self._folder, self._results, self._begun = folder, 0, time.monotonic()
        self.start_seconds = start_seconds
        self._deadline = self._begun + start_seconds + FILE_SECONDS

    def is_over(self) -> bool:
        """Tell whether it has made nothing new for too long."""
        now = time.monotonic()
        if (results := sum(1 for _ in self._folder.iterdir())) != self._results:
            if not self._results:
                self.start_seconds = min(self.start_seconds, _MANY_TIMES * (now - self._begun))
            self._results, self._deadline = results, now + FILE_SECONDS
        return now > self._deadline


def _write_profile(profile: Path) -> None:
    user = profile / "user"
    user.mkdir(parents=True)
    items = "".join(_ITEM.format(path, name, value) for path, name, value in _SETTINGS)
    (user / "registrymodifications.xcu").write_text(_PROFILE.format(items), encoding="utf-8")


def _remove_pipe(profile: Path) -> None:
    # A LibreOffice that was killed leaves the socket behind by which a second one would find it.
    if sys.platform != "win32":
        digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
        name = "".join(f"{byte:x}" for byte in digest)
        Path(f"/tmp/OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{name}").unlink(missing_ok=True)  # noqa: S108


def _is_whole(result: Path) -> bool:
    """Tell whether ``result`` is there as a whole: what was cut short has no directory at its end."""
    if not result.is_file() or not 0 < result.stat().st_size <= _MAX_RESULT:
        return False
    if result.suffix == ".pdf":
        return _PDF_END in result.read_bytes()[-1024:]
    return result.suffix not in _ZIPPED or zipfile.is_zipfile(result)
