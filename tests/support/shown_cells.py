"""Table files → the text of every cell as LibreOffice on a Vietnamese machine shows it."""

from __future__ import annotations

import csv
import os
import re
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from tests.support.environment import require

Rows = Sequence[Sequence[str]]
_T = TypeVar("_T")

# What a file says is believed: formulas are not worked out anew, but for those of today's date and chance.
VIETNAMESE_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>1</value></prop>
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>1</value></prop></item></oor:items>"""
# Comma, quotation marks, UTF-8, from the first line, as shown, all sheets.
_ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
_WRITTEN = re.compile(r"^Writing sheet (.*) -> (.*\.csv)$", re.MULTILINE)
_MAX_FIELD = 1 << 24  # characters
_MAX_BYTES = 1 << 26  # of a sheet: what a call that is stopped leaves of an endless one is not compared


def shown_cells(sources: Sequence[Path], folder: Path, timeout: float) -> dict[Path, dict[str, Rows]]:
    """Return the rows of each sheet by its name, of each of ``sources`` that LibreOffice can read.

    The sources' stems must differ. ``folder`` takes the profile and the results; ``timeout`` (seconds) is for
    all sources together: beyond it, what is done by then is returned.
    """
    out = folder / "csv"
    said = _convert(sources, _vietnamese_profile(folder), out, timeout)
    shown: dict[Path, dict[str, Rows]] = {}
    by_stem = {source.stem: source for source in sources}
    for name, written in _WRITTEN.findall(said):
        path = Path(written)
        stem = path.name.removesuffix(".csv")[: -len(name) - 1]
        source = by_stem.get(stem) or next(
            (by_stem[s] for s in by_stem if path.name.startswith(f"{s}-")), None
        )
        if source and path.exists() and path.stat().st_size <= _MAX_BYTES:
            shown.setdefault(source, {})[name] = _rows(path)
    for path in out.glob("*.csv"):
        path.unlink()
    return shown


def _vietnamese_profile(folder: Path) -> Path:
    profile = folder / "profile"
    if not profile.exists():
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(VIETNAMESE_PROFILE, encoding="utf-8")
    return profile


def _convert(sources: Sequence[Path], profile: Path, out: Path, timeout: float) -> str:
    """Convert all ``sources`` in one call; return what LibreOffice said until it ended or the time was up."""
    words = [require("soffice"), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command = [*words, "--convert-to", _ALL_SHEETS, "--outdir", str(out), *map(str, sources)]
    pipe, both = subprocess.PIPE, subprocess.STDOUT
    with subprocess.Popen(command, stdout=pipe, stderr=both, start_new_session=True) as office:
        try:
            said = office.communicate(timeout=timeout)[0]
        except subprocess.TimeoutExpired:
            os.killpg(office.pid, signal.SIGKILL)  # soffice is a starter: its child does the work
            said = office.communicate()[0]
    return said.decode("utf-8", "replace")


def _rows(path: Path) -> Rows:
    """Return the rows without what is empty at their ends: a look alone makes a sheet a million rows long."""
    csv.field_size_limit(_MAX_FIELD)
    with path.open(encoding="utf-8", newline="") as stream:
        return _without_end([_without_end(row) for row in csv.reader(stream)])


def _without_end(items: list[_T]) -> list[_T]:
    return items[: max((number for number, item in enumerate(items, 1) if item), default=0)]
