"""The guide's pictures that are drawn because nothing here can show them: Windows' own windows.

Each says that it is drawn. The words in them are those that Windows shows in English, as on most machines.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

Point = tuple[int, int]
_BLUE, _WHITE, _PALE, _RED, _GREY = "#0f5fa8", "#ffffff", "#cfe3f5", "#d03020", "#555555"
_PANEL, _GAP, _FOOT = (440, 330), 24, 34
_MARGIN = 26


def draw_unknown_publisher() -> Image.Image:
    """Return the warning of an unknown publisher: as it comes, and after “More info” was pressed."""
    (width, height), colours = _PANEL, 16
    picture = Image.new("RGB", (2 * width + _GAP, height + _FOOT), _WHITE)
    drawing = ImageDraw.Draw(picture)
    _panel(drawing, (0, 0), _FIRST, "Don't run")
    _panel(drawing, (width + _GAP, 0), _SECOND, "Run anyway", "Don't run")
    _ring(drawing, (_MARGIN - 10, 172, _MARGIN + 92, 206), "1")
    _ring(drawing, (width + _GAP + 142, height - 66, width + _GAP + 282, height - 14), "2", before=True)
    note = "Hình vẽ lại, không phải ảnh chụp: cửa sổ trên máy có thể khác đôi chút."
    drawing.text((4, height + 10), note, _GREY, _font(15))
    return picture.quantize(colours)


_FIRST = (
    "Microsoft Defender SmartScreen prevented an",
    "unrecognized app from starting. Running this",
    "app might put your PC at risk.",
    "",
    "*More info",
)
_SECOND = (*_FIRST[:3], "", "App:  sokhet-docs-…-setup.exe", "Publisher:  Unknown publisher")


def _panel(drawing: ImageDraw.ImageDraw, at: Point, lines: Sequence[str], *buttons: str) -> None:
    (left, top), (width, height) = at, _PANEL
    drawing.rectangle((left, top, left + width - 1, top + height - 1), _BLUE)
    drawing.text((left + _MARGIN, top + 22), "Windows protected your PC", _WHITE, _font(24))
    for number, line in enumerate(lines):
        place = (left + _MARGIN, top + 74 + 26 * number)
        drawing.text(place, line.removeprefix("*"), _WHITE, _font(17))
        if line.startswith("*"):
            end = place[0] + drawing.textlength(line[1:], _font(17))
            drawing.line((place[0], place[1] + 21, end, place[1] + 21), _WHITE)
    for number, button in enumerate(reversed(buttons)):
        _button(drawing, (left + width - 150 - 140 * number, top + height - 58), button)


def _button(drawing: ImageDraw.ImageDraw, at: Point, words: str) -> None:
    left, top = at
    drawing.rectangle((left, top, left + 124, top + 36), _BLUE, _PALE, 2)
    drawing.text((left + 62, top + 18), words, _WHITE, _font(17), anchor="mm")


def _ring(
    drawing: ImageDraw.ImageDraw, box: tuple[int, int, int, int], number: str, *, before: bool = False
) -> None:
    drawing.rounded_rectangle(box, 12, outline=_RED, width=4)
    at, middle = box[0] - 18 if before else box[2] + 18, (box[1] + box[3]) // 2
    drawing.ellipse((at - 13, middle - 13, at + 13, middle + 13), _RED)
    drawing.text((at, middle), number, _WHITE, _font(17), anchor="mm")


def _font(size: int) -> ImageFont.FreeTypeFont:
    command = ["fc-match", "--format", "%{file}", "Liberation Sans"]
    found = subprocess.run(command, capture_output=True, check=True)
    return ImageFont.truetype(found.stdout.decode(), size)
