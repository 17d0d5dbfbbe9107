"""requirements.lock is in step with pyproject.toml, for every platform."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.support.environment import ROOT
from tools.windows.locked import LOCK, WINDOWS, Pin, pins_for_windows, read_lock

LINUX = {**WINDOWS, "os_name": "posix", "sys_platform": "linux", "platform_system": "Linux"}
MAC = {**LINUX, "sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64"}
PLATFORMS = {"Windows": WINDOWS, "Linux": LINUX, "macOS": MAC}
INSTALLED = {each.metadata["Name"].lower().replace("_", "-"): each.version for each in distributions()}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(environment: dict[str, str]) -> Iterator[Requirement]:
    """Yield what pyproject.toml and the locked libraries that are installed here need in ``environment``."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    yield from map(Requirement, project["dependencies"])
    for pin in locked(environment).values():
        if INSTALLED.get(pin.name) == pin.version:
            for requirement in map(Requirement, distribution(pin.name).requires or []):
                if requirement.marker is None or requirement.marker.evaluate({**environment, "extra": ""}):
                    yield requirement


def locked(environment: dict[str, str]) -> dict[str, Pin]:
    return {plain(pin.name): pin for pin in read_lock() if pin.is_needed(environment)}


def is_met(requirement: Requirement, pins: dict[str, Pin]) -> bool:
    pin = pins.get(plain(requirement.name))
    return pin is not None and requirement.specifier.contains(pin.version, prereleases=True)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_whatever_is_needed_is_locked_in_a_version_that_will_do(platform: str) -> None:
    pins = locked(dict(PLATFORMS[platform]))
    requirements = list(needed(dict(PLATFORMS[platform])))

    unmet = [str(each) for each in requirements if not is_met(each, pins)]

    assert len(requirements) > 20
    assert unmet == [], "not in requirements.lock: python -m tools.build_lock"


def test_every_pin_has_hashes_and_the_file_names_no_place_on_the_network() -> None:
    assert [pin.name for pin in read_lock() if not pin.hashes] == []
    assert {re.sub("[0-9a-f]{64}$", "", each) for pin in read_lock() for each in pin.hashes} == {"sha256:"}
    assert "://" not in LOCK.read_text(encoding="utf-8")


def test_the_markers_decide_what_windows_gets(tmp_path: Path) -> None:
    path = tmp_path / "requirements.lock"
    path.write_text(
        "# Made by hand\n"
        "click==8.5.1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
        "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:cc\n"
        "backports-zstd==1.8.0 ; python_full_version < '3.14' \\\n    --hash=sha256:dd\n"
        "uvloop==1.0 ; sys_platform != 'win32' \\\n    --hash=sha256:ee\n"
        "brotlicffi==1.2.1.0 ; platform_python_implementation == 'PyPy' \\\n    --hash=sha256:ff\n",
        encoding="utf-8",
    )

    assert [pin.line for pin in pins_for_windows(read_lock(path))] == [
        "click==8.5.1 --hash=sha256:aa --hash=sha256:bb",
        "colorama==0.4.6 --hash=sha256:cc",
        "backports-zstd==1.8.0 --hash=sha256:dd",
    ]
