"""Whole processes as a clerk starts them: seconds for the help and `generate`, memory for 10,000 units."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "units.xlsx"
MANY = 10_000  # units


@dataclass(frozen=True, slots=True)
class Process:
    """One finished process: wall-clock seconds and peak resident memory in MB."""

    seconds: float
    megabytes: float


def run_process(*words: str) -> Process:
    """Run ``sokhet-docs`` with ``words`` to its end. Raises CalledProcessError when it fails."""
    command = [sys.executable, "-m", "sokhet_docs", *words]
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=_installed(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        error_output = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=error_output.decode())
    return Process(seconds, usage.ru_maxrss / 1024)


def _installed() -> dict[str, str]:
    """Return the environment of a process that keeps modules compiled, as an installed program has them."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def best_of(times: int, *words: str) -> float:
    """Return the seconds of the fastest of ``times`` runs: the others waited for other processes."""
    return min(run_process(*words).seconds for _ in range(times))


def write_many_units(target: Path, count: int) -> None:
    """Write the sample's workbook with ``count`` units, all different."""
    book = load_workbook(SAMPLE)
    sheet = book["Đơn vị"]
    first = sheet.max_row + 1
    for number in range(1, count - 66 + 1):
        name = f"Chi bộ Trạm Thủy nông số {number}"
        row: tuple[int | str, ...] = (66 + number, f"TN{number:05}", name, "Báo cáo")
        for column, value in enumerate(row, 1):
            sheet.cell(first + number, column, value)
    book.save(target)


def measure() -> dict[str, float]:
    """Return every figure by name; seconds and megabytes."""
    with tempfile.TemporaryDirectory() as tmp_path:
        folder = Path(tmp_path)
        figures = {"help, s": best_of(5, "--help"), "version, s": best_of(5, "--version")}
        figures |= _measure_sample(folder)
        return figures | _measure_many(folder)


def _measure_sample(folder: Path) -> dict[str, float]:
    words = ("generate", "--output", str(folder / "output"))
    fresh = []
    for _ in range(5):
        shutil.rmtree(folder / "output", ignore_errors=True)
        fresh.append(run_process(*words).seconds)
    return {"generate 66 units, s": min(fresh), "generate 66 units again, s": best_of(5, *words)}


def _measure_many(folder: Path) -> dict[str, float]:
    workbook, output = folder / "many.xlsx", folder / "many"
    write_many_units(workbook, MANY)
    run = run_process("generate", "--workbook", str(workbook), "--output", str(output), "--jobs", "1")
    files = len(list(output.glob("*.docx")))
    if files != MANY:
        raise RuntimeError(f"{files} files instead of {MANY}")
    return {f"generate {MANY} units, s": run.seconds, f"generate {MANY} units, MB": run.megabytes}


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:32} {value:10.2f}")
