"""A run of generate that a fault strikes, then the same run let through → how many files that cost: none.

Each trial starts from a folder with the letters of an older workbook, one of them corrected by hand.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from openpyxl import load_workbook

from sokhet_docs.outbox import STATE_FOLDER
from tests.attack.faults import FAULTS, Run, place_for
from tests.attack.judge import fault_of_words
from tests.support.environment import SAMPLE

CORRECTED = "003-dang-bo-cong-ty-co-phan-cap-nuoc-ha-tinh.docx"
_OFFERED = CORRECTED.replace(".docx", " (mới).docx")
_STATE_FILES = {
    "lock", "manifest.json", "manifest-hong.json", "forms.json", "forms-hong.json", "hoan-tac.json",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trial:
    """What one fault did: its kind, whether the run noticed it, the files lost, what else is wrong ("")."""

    kind: str
    noticed: bool
    lost: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True)
class Baseline:
    """The letters of an older and of a newer workbook by name, and one of the older, corrected by hand.

    ``folder`` holds the newer workbook and, in ``before``, the folder that each trial starts with a copy of.
    ``seconds`` is how long a run takes.
    """

    folder: Path
    old: dict[str, bytes]
    new: dict[str, bytes]
    corrected: bytes
    seconds: float

    @property
    def before(self) -> Path:
        """The folder with the old letters and the corrected one."""
        return self.folder / "before"

    @property
    def workbook(self) -> Path:
        """The newer workbook."""
        return self.folder / "new.xlsx"


def make_baseline(folder: Path) -> Baseline:
    """Make both workbooks and their letters in ``folder``."""
    book = load_workbook(SAMPLE)
    book.save(folder / "old.xlsx")
    book["Kế hoạch"]["B26"] = "26/4/2022"
    book.save(folder / "new.xlsx")
    Run(folder / "old.xlsx", folder / "before").finish()
    began = time.perf_counter()
    Run(folder / "new.xlsx", folder / "after").finish()
    seconds = time.perf_counter() - began
    old, new = letters(folder / "before"), letters(folder / "after")
    corrected = _correct(folder / "before" / CORRECTED)
    return Baseline(folder, old, new, corrected, seconds)


def letters(folder: Path) -> dict[str, bytes]:
    """Return the .docx files of ``folder`` by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.docx"))}


def _correct(letter: Path) -> bytes:
    document = Document(str(letter))
    document.add_paragraph("Sửa tay cả buổi chiều")
    document.save(str(letter))
    return letter.read_bytes()


def try_fault(baseline: Baseline, kind: str, chance: random.Random) -> Trial | None:
    """Strike one run with a fault of ``kind``, then let it through; after both count what is lost.

    None: this machine does not allow the fault.
    """
    fault = FAULTS[kind]
    with (
        tempfile.TemporaryDirectory(prefix="sokhet-docs-attack-") as name,
        place_for(fault, Path(name)) as place,
    ):
        if place is None:
            return None
        run = Run(baseline.workbook, place / "output", fault.options, baseline.seconds)
        if fault.first_run:
            run.output.mkdir()
        else:
            shutil.copytree(baseline.before, run.output)
        noticed, said = fault.strike(run, chance)
        lost = lost_files(baseline, run.output, first_run=fault.first_run)
        code, said_next = run.finish()
        lost += lost_files(baseline, run.output, first_run=fault.first_run)
        wrong = fault_of_words(said) or fault_of_words(said_next)
        wrong = wrong or _left_undone(baseline, run, keeps_corrected=not (fault.first_run or fault.options))
        if code:
            wrong = wrong or f"the next run ended with {code}: {said_next[-500:]}"
        return Trial(kind, noticed, tuple(dict.fromkeys(lost)), wrong)


def lost_files(baseline: Baseline, output: Path, *, first_run: bool) -> list[str]:
    """Return the letters that are neither old, new nor corrected, or gone (a first run had none to lose)."""
    found = letters(output)
    good = {name: {baseline.old[name], baseline.new[name], baseline.corrected} for name in baseline.old}
    torn = [name for name, data in found.items() if data not in good[name.replace(" (mới)", "")]]
    if first_run:
        return torn
    gone = [name for name in baseline.old if name not in found]
    kept = [*found.values(), *(path.read_bytes() for path in (output / ".luu").rglob("*") if path.is_file())]
    return torn + gone + ([] if baseline.corrected in kept else [f"{CORRECTED} (corrected)"])


def _left_undone(baseline: Baseline, run: Run, *, keeps_corrected: bool) -> str:
    """Return what the run after the fault did not put right; "" when it did all."""
    found, wanted = letters(run.output), dict(baseline.new)
    if keeps_corrected:
        wanted |= {CORRECTED: baseline.corrected, _OFFERED: baseline.new[CORRECTED]}
    undone = sorted(name for name in {*wanted, *found} if wanted.get(name) != found.get(name))
    left = {path.name for path in (run.output / STATE_FOLDER).iterdir()} - _STATE_FILES
    return f"not put right by the next run: {undone}, left over: {sorted(left)}" if undone or left else ""
