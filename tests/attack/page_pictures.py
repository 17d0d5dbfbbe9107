"""A document's PDF and its packet's → in what the document's pages look otherwise in the packet."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops

from tests.support.environment import require
from tests.support.libreoffice import read_pages

_DOTS = 40  # to the inch: shows a letter's place, not its edges
_FAINT = 80  # of 255: what a page's neighbours may change at the edges of letters
_MAX_PAGES = 40


def difference_of(alone: Path, packet: Path, *, is_first: bool) -> str:
    """Return the kind of the first difference between a document's pages ``alone`` and in its ``packet``.

    "" when they look alike. ``is_first``: the document stands before the letter, else after it. An empty page
    between them is LibreOffice's own: page 1 is always a right one.
    """
    own, all_pages = read_pages(alone), read_pages(packet)
    if len(all_pages) - len(own) not in (1, 2):
        return "number of pages"
    start = 0 if is_first else len(all_pages) - len(own)
    words = [text.split() for text in all_pages[start : start + len(own)]]
    if words != [text.split() for text in own]:
        return "words"
    count = min(len(own), _MAX_PAGES)
    pairs = zip(_pictures(alone, 0, count), _pictures(packet, start, count), strict=True)
    return next((kind for one, other in pairs if (kind := _difference(one, other))), "")


def _pictures(pdf: Path, start: int, count: int) -> Sequence[Image.Image]:
    with tempfile.TemporaryDirectory(prefix="sokhet-docs-pages-") as folder:
        pages = ["-f", str(start + 1), "-l", str(start + count)]
        command = [require("pdftoppm"), "-r", str(_DOTS), *pages, str(pdf), f"{folder}/p"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return [_read(path) for path in sorted(Path(folder).iterdir())]


def _read(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        picture.load()
        return picture


def _difference(one: Image.Image, other: Image.Image) -> str:
    if one.size != other.size:
        return "paper"
    faint = ImageChops.difference(one, other).convert("L").point(lambda dot: 255 if dot > _FAINT else 0)
    return "look" if faint.getbbox() else ""
