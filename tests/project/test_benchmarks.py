"""``python -m benchmarks`` runs every benchmark that there is."""

from __future__ import annotations

from importlib import import_module

from benchmarks.__main__ import find_names
from tests.support.environment import ROOT


def test_every_module_that_can_measure_is_a_benchmark() -> None:
    names = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py"))
    modules = {name: import_module(f"benchmarks.{name}") for name in names}

    assert find_names() == [name for name, module in modules.items() if hasattr(module, "measure")]
    assert find_names()
