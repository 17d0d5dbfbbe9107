"""Envelopes and sheets of labels: their measures, and how an own sheet is described in a few words.

Envelopes are those of ISO 269. The sizes of labels are those by which makers sell A4 sheets (the same from
all of them, Avery's numbers are in brackets) [S]; where the first label begins follows from the labels
standing in the middle of the sheet [U], so one prints a trial on plain paper first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sokhet_docs.problems import UsageError

A4 = (210.0, 297.0)  # mm


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels on A4, in mm: ``gap_x``, ``gap_y`` between them, ``left``, ``top`` before the first.

    ``left`` or ``top`` None: the labels stand in the middle of the sheet.
    """

    columns: int
    rows: int
    width: float
    height: float
    gap_x: float = 0.0
    gap_y: float = 0.0
    left: float | None = None
    top: float | None = None

    @property
    def labels(self) -> int:
        """Return how many labels a sheet has."""
        return self.columns * self.rows

    @property
    def start(self) -> tuple[float, float]:
        """Return where the first label begins, from the left and the top edge."""
        wide = self.columns * self.width + (self.columns - 1) * self.gap_x
        high = self.rows * self.height + (self.rows - 1) * self.gap_y
        left = (A4[0] - wide) / 2 if self.left is None else self.left
        top = (A4[1] - high) / 2 if self.top is None else self.top
        return left, top

    @property
    def fits(self) -> bool:
        """Tell whether all labels are on the sheet."""
        left, top = self.start
        right = left + self.columns * (self.width + self.gap_x) - self.gap_x
        bottom = top + self.rows * (self.height + self.gap_y) - self.gap_y
        return min(left, top) >= 0 and right <= A4[0] + 0.1 and bottom <= A4[1] + 0.1


ENVELOPES = {"DL": (220.0, 110.0), "C5": (229.0, 162.0), "C4": (324.0, 229.0)}
LABELS = {
    "2x4": LabelSheet(2, 4, 99.1, 67.7, 2.5),  # (L7165)
    "2x5": LabelSheet(2, 5, 99.1, 57.0, 2.5),  # (L7173)
    "2x7": LabelSheet(2, 7, 99.1, 38.1, 2.5),  # (L7163)
    "2x8": LabelSheet(2, 8, 99.1, 33.9, 2.5),  # (L7162)
    "3x6": LabelSheet(3, 6, 63.5, 46.6, 2.5),  # (L7161)
    "3x7": LabelSheet(3, 7, 63.5, 38.1, 2.5),  # (L7160)
    "3x8": LabelSheet(3, 8, 70.0, 37.0),  # (3474)
}
_SIZE = r"(\d+(?:[.,]\d+)?)\s*x\s*(\d+(?:[.,]\d+)?)"
_CUSTOM = re.compile(
    rf"{_SIZE}\s*:\s*(\d{{1,2}})\s*x\s*(\d{{1,2}})(?:\s*:\s*gap\s*{_SIZE})?(?:\s*:\s*margin\s*{_SIZE})?",
    re.IGNORECASE,
)
_HOW = (
    "Ghi RỘNGxCAO:CỘTxHÀNG, tính bằng mm, rồi nếu cần :gapNGANGxDỌC (khoảng giữa hai nhãn) và "
    ":marginTRÁIxTRÊN (lề đến nhãn đầu). Ví dụ 70x37:3x8 hoặc 63,5x38,1:3x7:gap2,5x0:margin7,2x15,1."
)


def custom_sheet(text: str) -> LabelSheet:
    """Return the sheet that ``text`` describes, such as ``70x37:3x8:gap2,5x0:margin7,2x15``.

    Raises UsageError when it describes none, or one that is larger than A4.
    """
    found = _CUSTOM.fullmatch(text.strip())
    if found is None:
        raise UsageError.at("--custom", f"Không hiểu “{text}”.", _HOW)
    numbers = [float(part.replace(",", ".")) if part else None for part in found.groups()]
    width, height, columns, rows, gap_x, gap_y, left, top = numbers
    sheet = LabelSheet(
        int(columns or 0), int(rows or 0), width or 0, height or 0, gap_x or 0, gap_y or 0, left, top
    )
    if not sheet.labels or not sheet.fits or min(sheet.width, sheet.height) < _SMALLEST:
        message = f"“{text}” không nằm vừa trên tờ A4 (210 x 297 mm), hoặc nhãn nhỏ dưới {_SMALLEST:g} mm."
        raise UsageError.at("--custom", message, _HOW)
    return sheet


_SMALLEST = 10.0  # mm: of a label's side
