"""What the outbox's tests share: tiny .docx files, one run, and a way to put files and to see what stands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from sokhet_docs.outbox.ledger import STATE_FOLDER
from sokhet_docs.outbox.manifest import Entry, Run
from sokhet_docs.outbox.writer import Outbox, Outcome

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
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

_HEADER_RELATION = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="header1.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"/></Relationships>"""


def docx_of(*paragraphs: str, header: str = "", body: str = "") -> bytes:
    """Return a .docx of these paragraphs, always the same bytes for the same text; ``body`` is raw XML."""
    parts = {"word/document.xml": _part("document", f"<w:body>{_xml(paragraphs)}{body}</w:body>")}
    if header:
        parts["word/header1.xml"] = _part("hdr", _xml([header]))
        parts["word/_rels/document.xml.rels"] = _HEADER_RELATION
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name), text)
    return target.getvalue()


def _part(root: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMESPACE}>{inner}</w:{root}>'


def _xml(paragraphs: tuple[str, ...] | list[str]) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)


def put_all(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> dict[str, Outcome]:
    """Put every file (name → bytes) in one run and return their outcomes."""
    with Outbox(folder, RUN, force=force) as outbox:
        return {name: outbox.put(name, data, COURT) for name, data in files.items()}


def standing(folder: Path) -> dict[str, bytes]:
    """Return every file of ``folder`` that a clerk sees, .luu included: path within → bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: data for name, data in sorted(found.items()) if not name.startswith(STATE_FOLDER)}


def traces(folder: Path) -> dict[str, tuple[int, int]]:
    """Return everything below ``folder``, files with inode and time: equal before and after is untouched."""
    return {
        str(path): (path.stat().st_ino, path.stat().st_mtime_ns) if path.is_file() else (0, 0)
        for path in sorted(folder.rglob("*"))
    }
