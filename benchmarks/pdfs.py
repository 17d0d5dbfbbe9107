"""PDFs of the sample's 66 letters: `sokhet-docs pdf` against plain LibreOffice on the same files."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import run_process

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: seconds on the clock, and seconds of processor, its children's too."""

    seconds: float
    processor: float


def cost_of(run: Callable[[], object]) -> Cost:
    """Return what ``run`` took."""
    start, before = time.perf_counter(), _processor_seconds()
    run()
    return Cost(time.perf_counter() - start, _processor_seconds() - before)


def _processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def convert_plainly(letters: list[Path], folder: Path) -> None:
    """Convert ``letters`` as one would on a command line: in one call, under a new profile."""
    target = folder / "plain"
    shutil.rmtree(target, ignore_errors=True)
    shutil.rmtree(folder / "profile", ignore_errors=True)
    words = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    command = ["soffice", *words, "--outdir", str(target), *map(str, letters)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _count(target, len(letters))


def convert_checked(output: Path, letters: int) -> None:
    """Run ``sokhet-docs pdf`` on the letters of ``output``, each once more."""
    shutil.rmtree(output / "pdf", ignore_errors=True)
    run_process("pdf", "-q", "--output", str(output))
    _count(output / "pdf", letters)


def _count(folder: Path, wanted: int) -> None:
    made = len(list(folder.glob("*.pdf")))
    if made != wanted:
        raise RuntimeError(f"{made} PDFs instead of {wanted}")


def measure() -> dict[str, float]:
    """Return every figure by name: ratios, of the best run of each, and seconds."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        run_process("generate", "-q", "--output", str(folder / "output"))
        letters = sorted((folder / "output").glob("*.docx"))
        plain, ours, again = [], [], []
        for _ in range(ROUNDS):
            plain.append(cost_of(lambda: convert_plainly(letters, folder)))
            ours.append(cost_of(lambda: convert_checked(folder / "output", len(letters))))
            again.append(cost_of(lambda: run_process("pdf", "-q", "--output", str(folder / "output"))))
        return _figures(plain, ours, again)


def _figures(plain: list[Cost], ours: list[Cost], again: list[Cost]) -> dict[str, float]:
    seconds = [min(cost.seconds for cost in costs) for costs in (plain, ours, again)]
    processor = [min(cost.processor for cost in costs) for costs in (plain, ours)]
    return {
        "66 PDFs, × plain LibreOffice, on the clock": seconds[1] / seconds[0],
        "66 PDFs, × plain LibreOffice, of processor": processor[1] / processor[0],
        "66 PDFs by plain LibreOffice, s": seconds[0],
        "66 PDFs, s": seconds[1],
        "66 PDFs again, nothing changed, s": seconds[2],
        "LibreOffice at a time": max(1, (os.cpu_count() or 1) - 1),
    }


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:44} {value:10.2f}")
