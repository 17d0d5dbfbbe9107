"""The sample's workbook and templates → the same with faults in them.

Words of cells and tags are exchanged for hard ones, or the files are damaged as `mutations` damages them.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Callable
from xml.sax.saxutils import escape

from tests.attack.runs import Case
from tests.attack.words import HARD_NUMBERS, HARD_TAGS, HARD_WORDS
from tests.support.archives import read_parts, zipped
from tests.support.environment import SAMPLE, TEMPLATES
from tests.support.mutations import damaged

COMMANDS = (
    "check",
    "check --json",
    "generate --only 1 --only 20 --only 66",
    "generate --split --only 2 --only 45",
    "generate --quiet",
    "generate --dry-run",
    "recipients",
    "recipients -o noi-nhan.docx",
    "recipients -o noi-nhan.xlsx",
    "plan -o ke-hoach.docx",
    "fields",
    "registers --lists danh-sach.xlsx",
    "registers -o so.docx",
    "envelopes --size C5",
    "labels --sheet 3x8 --from 5",
)
_WORKBOOK = "units.xlsx"
_ATTACKED = (
    "de-cuong.docx", "giay-moi.docx", "bao-cao.docx", "ke-hoach.docx", "noi-nhan.docx", "so-van-ban.docx",
    "phong-bi.docx", "nhan.docx",
)  # fmt: skip
_TEXT = re.compile(rb"(<(?:w:)?t(?: [^>]*)?>)([^<]*)(</(?:w:)?t>)")
_NUMBER = re.compile(rb"(<v>)([^<]*)(</v>)")
_TAG = re.compile(rb"\{[{%#][^<]*?[}%#]\}")
_Files = dict[str, bytes]
_Change = Callable[[_Files, random.Random], None]


def _make_case(changes: tuple[_Change, ...], chance: random.Random) -> Case:
    files = {_WORKBOOK: SAMPLE.read_bytes()}
    files |= {f"templates/{name}": (TEMPLATES / name).read_bytes() for name in _ATTACKED}
    for change in changes:
        change(files, chance)
    return Case(files, (chance.choice(COMMANDS),))


def _draw_template(files: _Files, chance: random.Random) -> str:
    return chance.choice(sorted(files.keys() - {_WORKBOOK}))


def _harden_cells(files: _Files, chance: random.Random) -> None:
    def harden(name: str, part: bytes) -> bytes:
        if not name.startswith("xl/"):
            return part
        part = _exchange(part, _TEXT, HARD_WORDS, chance, most=6)
        return _exchange(part, _NUMBER, HARD_NUMBERS, chance, most=3) if "sheet" in name else part

    files[_WORKBOOK] = _edited(files[_WORKBOOK], harden)


def _damage_workbook(files: _Files, chance: random.Random) -> None:
    files[_WORKBOOK] = damaged(files[_WORKBOOK], chance.getrandbits(32))


def _harden_tags(files: _Files, chance: random.Random) -> None:
    def harden(name: str, part: bytes) -> bytes:
        if name not in {"word/document.xml", "docProps/core.xml"} and "header" not in name:
            return part
        if chance.random() < 0.5:
            return _exchange(part, _TEXT, HARD_TAGS, chance, most=3)
        return _spoil_a_tag(part, chance)

    name = _draw_template(files, chance)
    files[name] = _edited(files[name], harden)


def _damage_template(files: _Files, chance: random.Random) -> None:
    name = _draw_template(files, chance)
    files[name] = damaged(files[name], chance.getrandbits(32))


KINDS: dict[str, Callable[[random.Random], Case]] = {
    kind: functools.partial(_make_case, changes)
    for kind, changes in {
        "hard cells": (_harden_cells,),
        "damaged workbook": (_damage_workbook,),
        "hard tags": (_harden_tags,),
        "damaged template": (_damage_template,),
        "hard cells and tags": (_harden_cells, _harden_tags),
    }.items()
}


def _edited(archive: bytes, edit: Callable[[str, bytes], bytes]) -> bytes:
    """Return a zip file with ``edit`` (name, content → content) done to each of its parts."""
    return zipped({name: edit(name, part) for name, part in read_parts(archive).items()})


def _exchange(
    part: bytes, pattern: re.Pattern[bytes], hard: tuple[str, ...], chance: random.Random, most: int
) -> bytes:
    """Put hard words, or those of another place, into at most ``most`` places; sometimes nowhere."""
    found = list(pattern.finditer(part))
    picked = chance.sample(found, min(len(found), chance.randint(0, most)))
    for match in sorted(picked, key=re.Match.start, reverse=True):
        word = chance.choice(found)[2] if chance.random() < 0.2 else escape(chance.choice(hard)).encode()
        kept = match[2][: chance.choice((0, len(match[2]), len(match[2]) // 2))]
        before = kept if chance.random() < 0.3 else b""
        part = part[: match.start(2)] + before + word + part[match.end(2) :]
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
