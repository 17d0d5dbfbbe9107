"""A stand-in for LibreOffice that makes PDFs, or fails as its letters' names say; and PDFs of a few words.

A name with ``treo`` makes it hang, ``sập`` crash, ``rác`` write bytes that are no PDF, ``rỗng`` a file of
no bytes, ``vỏ`` what looks like a PDF and is none, ``thôi`` nothing at all; it ends with exit code 0 then.
After a letter with ``mã`` it ends with exit code 1, though the PDF is there.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from sokhet_docs.office import libreoffice

_STAND_IN = """#!/bin/sh
case "$*" in *--version*) echo "LibreOffice 7.4.7.2 40(Build:2)"; exit ;; esac
echo "$*" >> {log}
while [ "$1" != --outdir ]; do shift; done
folder=$2; shift 2
code=0
for source; do
  name=${{source##*/}}; made=$folder/${{name%.*}}.pdf
  case $name in
    *treo*) /bin/sleep 600 & wait ;;
    *sập*) kill -SEGV $$ ;;
    *rác*) echo "không phải PDF" > "$made" ;;
    *rỗng*) : > "$made" ;;
    *vỏ*) printf '%%PDF-1.6\\nkhông có trang nào\\n%%%%EOF\\n' > "$made" ;;
    *thôi*) ;;
    *) /bin/sleep {seconds}; /bin/cp {sound} "$made" ;;
  esac
  case $name in *mã*) code=1 ;; esac
done
exit $code
"""


@dataclass(frozen=True)
class PdfOffice:
    """The stand-in; ``log`` has a line for each call."""

    log: Path

    def calls(self) -> list[list[str]]:
        """Return the names of the letters of each call so far."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        return [[Path(word).name for word in line.split(" ") if word.endswith(".docx")] for line in lines]


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, *, seconds: float = 0.0) -> PdfOffice:
    """Put a stand-in into ``folder`` and alone on the path; a letter takes ``seconds``.

    It is waited for half a second.
    """
    log, program, sound = folder / "calls", folder / "soffice", folder / "sound.pdf"
    folder.mkdir(exist_ok=True)
    sound.write_bytes(pdf("ABCDEF+LiberationSerif-Bold"))
    program.write_text(_STAND_IN.format(log=log, sound=sound, seconds=seconds), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(libreoffice, "START_SECONDS", 0.5)
    monkeypatch.setattr(libreoffice, "FILE_SECONDS", 0.5)
    return PdfOffice(log)


def pdf(*fonts: str, pages: int = 1) -> bytes:
    """Return a PDF of blank ``pages`` that names ``fonts``."""
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(width=595, height=842)
        named = {
            NameObject(f"/F{number}"): DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Font"),
                    NameObject("/Subtype"): NameObject("/Type1"),
                    NameObject("/BaseFont"): NameObject(f"/{font}"),
                }
            )
            for number, font in enumerate(fonts)
        }
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject(named)})
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
