"""Make the guide's pictures from the sample: the program's own files → PDF → PNG in ``docs/pictures``.

Run ``python tools/build_pictures.py`` where LibreOffice, poppler and fonts-liberation2 are installed. The
same versions of these give the same pictures.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
WORKBOOK = ROOT / "data" / "units.xlsx"
COLOURS = 16
BIGGEST = 100_000  # bytes of a picture
WHOLE = (0.0, 0.0, 1.0, 1.0)

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Picture:
    """One picture: pages of a file (numbered from 1) side by side, cut to ``box`` (left, top, right, bottom).

    The box is in parts of the page's width and height, ``dpi`` in dots per inch.
    """

    name: str
    source: str
    pages: Sequence[int]
    dpi: int = 70
    box: Box = WHOLE


SHOWN = (
    Picture("don-vi.png", "units.pdf", [2], 150, (0.03, 0.05, 0.62, 0.34)),
    Picture("ke-hoach-sheet.png", "units.pdf", [4], 100, (0.03, 0.05, 0.97, 0.82)),
    Picture("thanh-phan.png", "units.pdf", [5], 80, (0.03, 0.03, 0.97, 0.35)),
    Picture("van-ban.png", "units.pdf", [7], 80, (0.03, 0.03, 0.97, 0.35)),
)


def make_files(folder: Path) -> list[Path]:
    """Run the program on the sample and return what a clerk would open: the workbook and Word files."""
    program = [sys.executable, "-m", "sokhet_docs"]
    subprocess.run([*program, "generate", "--only", "1", "--output", str(folder)], check=True, cwd=ROOT)
    subprocess.run([*program, "recipients", "-o", str(folder / "noi-nhan.docx")], check=True, cwd=ROOT)
    subprocess.run([*program, "plan", "-o", str(folder / "ke-hoach.docx")], check=True, cwd=ROOT)
    return [WORKBOOK, *sorted(folder.glob("*.docx"))]


def to_pdf(sources: Sequence[Path], folder: Path) -> None:
    """Print every one of ``sources`` into a PDF of the same name in ``folder``."""
    with tempfile.TemporaryDirectory() as profile:
        start = ["soffice", "--headless", f"-env:UserInstallation={Path(profile).as_uri()}"]
        words = ["--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)]
        subprocess.run([*start, *words], check=True, timeout=300)


def draw(picture: Picture, folder: Path) -> Image.Image:
    """Return ``picture`` as an image of few colours, each page in a thin frame."""
    pages = [_page(picture, number, folder) for number in picture.pages]
    wide = Image.new("RGB", (sum(page.width for page in pages), max(page.height for page in pages)), "white")
    left = 0
    for page in pages:
        wide.paste(page, (left, 0))
        left += page.width
    return wide.quantize(COLOURS, dither=Image.Dither.NONE)


def _page(picture: Picture, number: int, folder: Path) -> Image.Image:
    target = folder / "page"
    span = ["-f", str(number), "-l", str(number), "-singlefile"]
    command = ["pdftoppm", "-r", str(picture.dpi), "-png", *span, str(folder / picture.source), str(target)]
    subprocess.run(command, check=True, timeout=60)
    with Image.open(target.with_suffix(".png")) as page:
        left, top, right, bottom = picture.box
        wide, high = page.size
        cut = page.crop((round(left * wide), round(top * high), round(right * wide), round(bottom * high)))
        return ImageOps.expand(cut, border=1, fill="#999999")


def build() -> None:
    """Write every picture; raise ValueError when one is too big for the guide."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        to_pdf(make_files(folder), folder)
        for picture in SHOWN:
            target = PICTURES / picture.name
            draw(picture, folder).save(target, optimize=True)
            if target.stat().st_size > BIGGEST:
                raise ValueError(f"{target} has {target.stat().st_size} bytes")
            print(target.relative_to(ROOT), target.stat().st_size)


if __name__ == "__main__":
    build()
