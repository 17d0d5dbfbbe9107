"""The sample's workbook and templates → the same with faults in them, each case known by its seed.

A case is made of real files: words of cells or tags are exchanged for hard ones, or the files are damaged as
`mutations` of the tests damages them.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from sokhet_docs.workbook import sample_workbook
from sokhet_docs.workbook.sources import sample_templates
from tests.attack.words import HARD_NUMBERS, HARD_TAGS, HARD_WORDS
from tests.support.mutations import damaged

UNIT_TEMPLATES = ("de-cuong.docx", "giay-moi.docx", "bao-cao.docx")
PLAN_TEMPLATES = ("ke-hoach.docx", "noi-nhan.docx")
_TEXT = re.compile(rb"(<(?:w:)?t(?: [^>]*)?>)([^<]*)(</(?:w:)?t>)")
_NUMBER = re.compile(rb"(<v>)([^<]*)(</v>)")
_TAG = re.compile(rb"\{[{%#][^<]*?[}%#]\}")


@dataclass(frozen=True, slots=True)
class Case:
    """A workbook and its templates (file name → bytes), in what way they are faulty, and the chance left."""

    kind: str
    workbook: bytes
    templates: Mapping[str, bytes]
    chance: random.Random = field(compare=False)

    def lay_out(self, folder: Path) -> tuple[Path, Path]:
        """Write the files below ``folder``; return the workbook's path and the templates' folder."""
        templates = folder / "templates"
        templates.mkdir(parents=True)
        for name, content in self.templates.items():
            (templates / name).write_bytes(content)
        (folder / "units.xlsx").write_bytes(self.workbook)
        return folder / "units.xlsx", templates


def make_case(seed: str) -> Case:
    """Return the case of ``seed``, always the same."""
    chance = random.Random(seed)
    kind = chance.choice(tuple(_KINDS))
    workbook, templates = _KINDS[kind](sample_workbook().read_bytes(), _sample_templates(), chance)
    return Case(kind, workbook, templates, chance)


def _sample_templates() -> dict[str, bytes]:
    return {name: (sample_templates() / name).read_bytes() for name in (*UNIT_TEMPLATES, *PLAN_TEMPLATES)}


_Files = tuple[bytes, dict[str, bytes]]


def _with_hard_cells(workbook: bytes, templates: dict[str, bytes], chance: random.Random) -> _Files:
    def harden(name: str, part: bytes) -> bytes:
        if not name.startswith("xl/"):
            return part
        part = _exchange(part, _TEXT, HARD_WORDS, chance, most=6)
        return _exchange(part, _NUMBER, HARD_NUMBERS, chance, most=3) if "sheet" in name else part

    return _edited(workbook, harden), templates


def _with_damaged_workbook(workbook: bytes, templates: dict[str, bytes], chance: random.Random) -> _Files:
    return damaged(workbook, chance.getrandbits(32)), templates


def _with_hard_tags(workbook: bytes, templates: dict[str, bytes], chance: random.Random) -> _Files:
    def harden(name: str, part: bytes) -> bytes:
        if name not in {"word/document.xml", "docProps/core.xml"} and "header" not in name:
            return part
        if chance.random() < 0.5:
            return _exchange(part, _TEXT, HARD_TAGS, chance, most=3)
        return _spoil_a_tag(part, chance)

    return workbook, _with_one(templates, lambda content: _edited(content, harden), chance)


def _with_damaged_template(workbook: bytes, templates: dict[str, bytes], chance: random.Random) -> _Files:
    return workbook, _with_one(templates, lambda content: damaged(content, chance.getrandbits(32)), chance)


def _with_both(workbook: bytes, templates: dict[str, bytes], chance: random.Random) -> _Files:
    workbook, templates = _with_hard_cells(workbook, templates, chance)
    return _with_hard_tags(workbook, templates, chance)


_KINDS: dict[str, Callable[[bytes, dict[str, bytes], random.Random], _Files]] = {
    "hard cells": _with_hard_cells,
    "damaged workbook": _with_damaged_workbook,
    "hard tags": _with_hard_tags,
    "damaged template": _with_damaged_template,
    "hard cells and tags": _with_both,
}


def _with_one(
    templates: dict[str, bytes], change: Callable[[bytes], bytes], chance: random.Random
) -> dict[str, bytes]:
    name = chance.choice(sorted(templates))
    return {**templates, name: change(templates[name])}


def _edited(archive: bytes, edit: Callable[[str, bytes], bytes]) -> bytes:
    """Return a zip file with ``edit`` (name, content → content) done to each of its parts."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            # ZipInfo's own time is 1980: the case of a seed is the same at any time.
            new.writestr(zipfile.ZipInfo(name), edit(name, old.read(name)), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _exchange(
    part: bytes, pattern: re.Pattern[bytes], hard: tuple[str, ...], chance: random.Random, most: int
) -> bytes:
    """Put hard words, or those of another place, into at most ``most`` places; sometimes nowhere."""
    found = list(pattern.finditer(part))
    picked = chance.sample(found, min(len(found), chance.randint(0, most)))
    for match in sorted(picked, key=re.Match.start, reverse=True):
        word = chance.choice(found)[2] if chance.random() < 0.2 else escape(chance.choice(hard)).encode()
        place = (
            chance.choice((b"", match[2], match[2][: len(match[2]) // 2])) if chance.random() < 0.3 else b""
        )
        part = part[: match.start(2)] + place + word + part[match.end(2) :]
    return part


def _spoil_a_tag(part: bytes, chance: random.Random) -> bytes:
    """Take out, double or exchange a few bytes of one tag."""
    found = list(_TAG.finditer(part))
    if not found:
        return part
    match = chance.choice(found)
    tag = match[0]
    start = chance.randrange(len(tag))
    end = min(len(tag), start + chance.randint(0, 6))
    piece = chance.choice(
        (b"", tag[start:end] * 2, b" ", b"{", b"}", b"%", b".", b"|", b"(", b"'", b"x", "Ư".encode())
    )
    return part[: match.start() + start] + piece + part[match.start() + end :]
