"""Text as sheets in the fonts of an old Vietnamese encoding hold it."""

from __future__ import annotations

import subprocess

from tests.support.environment import require


def tcvn3(text: str) -> str:
    """Return ``text`` as a sheet in a .VnTime font holds it; iconv knows how."""
    command = [require("iconv"), "-f", "UTF-8", "-t", "TCVN5712-1"]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout.decode(
        "latin-1"
    )
