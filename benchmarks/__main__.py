"""Run every benchmark, or those named, and print the figures as text and as JSON.

``python -m benchmarks [engine] [processes] …``; a module of this folder takes part when it has `measure`.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from importlib import import_module
from pathlib import Path

_MEASURE = re.compile(r"^def measure\(", re.MULTILINE)


def find_names() -> list[str]:
    """Return the names of the modules that have a function `measure`."""
    modules = Path(__file__).parent.glob("*.py")
    return sorted(path.stem for path in modules if _MEASURE.search(path.read_text(encoding="utf-8")))


def machine() -> dict[str, str]:
    """Return what the figures were measured on."""
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "processor": _processor(),
        "cores": str(os.cpu_count()),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor())


def main(names: list[str]) -> None:
    """Run the benchmarks ``names``, all of them when none is named; exit with 2 when one is unknown."""
    known = find_names()
    if unknown := [name for name in names if name not in known]:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        sys.exit(2)
    print("; ".join(f"{name} {value}" for name, value in machine().items()))
    results: dict[str, object] = {"machine": machine()}
    for name in names or known:
        print(f"\n{name}")
        figures = import_module(f"benchmarks.{name}").measure()
        results[name] = figures
        for what, value in figures.items():
            print(f"  {what:44} {value:12,.2f}")
    print(f"\n{json.dumps(results, ensure_ascii=False)}")


if __name__ == "__main__":
    main(sys.argv[1:])
