"""``requirements.lock`` → the pins that Windows needs, with the hashes of their wheels.

pip does not evaluate ``sys_platform`` and its like when it downloads for another platform; so it is done
here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement

LOCK = Path(__file__).parents[2] / "requirements.lock"
PYTHON = "3.11.9"
# What a Windows CPython of that version says of itself (PEP 508).
WINDOWS: Mapping[str, str] = {
    "implementation_name": "cpython",
    "implementation_version": PYTHON,
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_release": "10",
    "platform_system": "Windows",
    "platform_version": "10.0.19045",
    "python_full_version": PYTHON,
    "python_version": PYTHON.rpartition(".")[0],
    "sys_platform": "win32",
}
# Only for the colours that rich gives to code, of which the program prints none.
_NOT_NEEDED = {"pygments"}
_HASH = re.compile(r"--hash=(\S+)")


@dataclass(frozen=True)
class Pin:
    """One locked distribution, where it is needed (None: everywhere), and its files' hashes."""

    name: str
    version: str
    marker: Marker | None
    hashes: tuple[str, ...]

    @property
    def line(self) -> str:
        """Return the pin as pip's requirement files have it, without its marker."""
        return " ".join([f"{self.name}=={self.version}", *(f"--hash={each}" for each in self.hashes)])

    def is_needed(self, environment: Mapping[str, str]) -> bool:
        """Say whether the pin is needed in ``environment`` (PEP 508's variables)."""
        return self.marker is None or self.marker.evaluate(dict(environment))


def read_lock(path: Path = LOCK) -> tuple[Pin, ...]:
    """Return all pins of a lock file, in its order."""
    text = re.sub(r"^#.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return tuple(_read_pin(line) for line in text.replace("\\\n", " ").splitlines() if line.strip())


def _read_pin(line: str) -> Pin:
    requirement = Requirement(line.partition("--hash=")[0].strip())
    version = str(requirement.specifier).removeprefix("==")
    return Pin(requirement.name, version, requirement.marker, tuple(_HASH.findall(line)))


def pins_for_windows(pins: tuple[Pin, ...]) -> tuple[Pin, ...]:
    """Return those of ``pins`` that the program needs on Windows."""
    return tuple(pin for pin in pins if pin.is_needed(WINDOWS) and pin.name not in _NOT_NEEDED)
