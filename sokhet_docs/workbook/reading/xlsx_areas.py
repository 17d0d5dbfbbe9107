"""The merged areas and the hidden columns of an .xlsx sheet, as its XML names them."""

from __future__ import annotations

import re

from lxml import etree

from sokhet_docs.workbook.reading.sheets import MAX_COLUMNS, column_number

_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


def merged_area(reference: str) -> tuple[int, int, int, int]:
    """Return the rows and columns of ``B2:C3``: first row, first column, last row, last column.

    Raises ValueError when it names no area.
    """
    first, _, last = reference.replace("$", "").partition(":")
    ends = [_REFERENCE.fullmatch(corner) for corner in (first, last or first)]
    if ends[0] is None or ends[1] is None:
        raise ValueError(f"no cell area: {reference}")
    top, bottom = ends[0], ends[1]
    return int(top[2]), column_number(top[1]), int(bottom[2]), column_number(bottom[1])


def hidden_columns(element: etree._Element) -> set[int]:
    """Return the numbers of the columns that a ``col`` element hides, by its mark or by no width.

    Raises ValueError when it does not say which.
    """
    if element.get("hidden", "0") not in {"1", "true"} and not _is_nothing(element.get("width")):
        return set()
    first, last = int(element.get("min", "1")), int(element.get("max", "1"))
    return set(range(max(1, first), min(last, MAX_COLUMNS) + 1))


def _is_nothing(width: str | None) -> bool:
    """Return whether a width is 0 or less; one that is no number is Excel's usual one."""
    try:
        return width is not None and float(width) <= 0
    except ValueError:
        return False
