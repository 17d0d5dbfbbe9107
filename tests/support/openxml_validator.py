"""Office files → what Microsoft's Open XML SDK finds wrong in them, several at a time."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.support.environment import require

FILE_SECONDS = 120


def find_faults(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """Return each of ``paths`` with its faults, none when it is valid.

    A fault reads ``part xpath: description``; a file that cannot be opened has one that says so.
    """
    validator = require("ooxml-validator")
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    with ThreadPoolExecutor(max(1, (os.cpu_count() or 1) // workers)) as pool:
        all_paths = list(paths)
        return dict(
            zip(all_paths, pool.map(lambda path: _faults_of(validator, path), all_paths), strict=True)
        )


def assert_valid(*paths: Path) -> None:
    """Fail, naming every fault, unless every one of ``paths`` (at least one) is a valid Office file."""
    assert paths, "no file to validate"
    faulty = {path.name: faults for path, faults in find_faults(paths).items() if faults}
    assert not faulty, json.dumps(faulty, ensure_ascii=False, indent=1)


def _faults_of(validator: str, path: Path) -> list[str]:
    done = subprocess.run(
        [validator, str(path.absolute())],
        capture_output=True,
        text=True,
        check=False,
        timeout=FILE_SECONDS,
        encoding="utf-8",
    )
    try:
        verdict = json.loads(done.stdout)
    except json.JSONDecodeError as err:
        raise RuntimeError(f"the validator failed on {path}: {done.stdout}{done.stderr}") from err
    faults = [f"{fault['path']} {fault['xPath']}: {fault['description']}" for fault in verdict["errors"]]
    if verdict["ok"] is not (not faults):
        raise RuntimeError(f"the validator contradicts itself on {path}: {done.stdout}")
    return faults
