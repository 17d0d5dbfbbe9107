"""``python -m benchmarks`` runs every benchmark that there is."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

from benchmarks.__main__ import find_names
from tests.support.environment import ROOT


def test_every_module_that_can_measure_is_a_benchmark() -> None:
    names = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py"))
    modules = {name: import_module(f"benchmarks.{name}") for name in names}

    assert find_names() == [name for name, module in modules.items() if hasattr(module, "measure")]
    assert find_names()


def test_an_unknown_benchmark_is_one_line_and_exit_code_2() -> None:
    command = [sys.executable, "-m", "benchmarks", "engine", "engin"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"no benchmark engin; there are: {', '.join(find_names())}\n"
