"""Files → a zip whose bytes depend on names and contents alone: sorted, of one time, without owners."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

_TIME = (2026, 1, 1, 0, 0, 0)
TIMESTAMP = 1_767_225_600  # the same, as seconds since 1970
_REGULAR_FILE = 0o100644 << 16


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below ``folder`` by its relative POSIX path, sorted."""
    files = sorted(
        (each.relative_to(folder).as_posix(), each) for each in folder.rglob("*") if each.is_file()
    )
    return {name: path.read_bytes() for name, path in files}


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of ``files`` (relative POSIX path → bytes); equal files give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _REGULAR_FILE
            archive.writestr(entry, files[name], compresslevel=9)
    return buffer.getvalue()
