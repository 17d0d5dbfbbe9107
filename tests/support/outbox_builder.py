"""Parts of the outbox's tests: tiny .docx files, a run, files put in one run, and what is in the folder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from sokhet_docs.outbox import STATE_FOLDER, Entry, Outbox, Outcome, Run
from tests.support.docx_builder import docx, p

RUN = Run(
    time=datetime(2022, 4, 1, 8, 0, tzinfo=UTC),
    version="0.1.0",
    rule_set="HD36",
    inputs={"units.xlsx": "11" * 32, "de-cuong.docx": "22" * 32},
)
COURT = Entry(
    unit_code="DB01",
    unit_name="Đảng bộ Tòa án nhân dân tỉnh",
    documents=("Đề cương báo cáo", "Giấy mời hội nghị sơ kết"),
)

_REPLACED = ".luu/lan-"


def docx_of(*paragraphs: str, header: str = "", body: str = "") -> bytes:
    """Return a .docx of these paragraphs, always the same bytes for the same text; ``body`` is raw XML."""
    return docx(*map(p, paragraphs), body, headers={"default": p(header)} if header else None)


def put_all(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> dict[str, Outcome]:
    """Put every file (name → bytes) in one run and return their outcomes."""
    with Outbox(folder, RUN, force=force) as outbox:
        return {name: outbox.put(name, data, COURT) for name, data in files.items()}


def standing(folder: Path) -> dict[str, bytes]:
    """Return every file of ``folder`` that a clerk sees, by its path within, with what .luu keeps by name.

    What runs replaced, by the run, is left out: see `replaced`.
    """
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    hidden = (STATE_FOLDER, _REPLACED)
    return {name: data for name, data in sorted(found.items()) if not name.startswith(hidden)}


def replaced(folder: Path) -> dict[str, bytes]:
    """Return what runs replaced, by its path within .luu: ``lan-2/001-toa-an.docx``."""
    files = (path for path in (folder / ".luu").glob("lan-*/*"))
    return {path.relative_to(folder / ".luu").as_posix(): path.read_bytes() for path in sorted(files)}


def traces(folder: Path) -> dict[str, tuple[int, int]]:
    """Return everything below ``folder``, files with inode and time: equal before and after is untouched."""
    return {
        str(path): (path.stat().st_ino, path.stat().st_mtime_ns) if path.is_file() else (0, 0)
        for path in sorted(folder.rglob("*"))
    }
