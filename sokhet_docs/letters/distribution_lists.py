"""Who gets one document: what a sheet of distribution lists is made of."""

from __future__ import annotations

from dataclasses import dataclass

from sokhet_docs.plan import Delivery


@dataclass(frozen=True, slots=True)
class DistributionList:
    """Who gets one document: the name of its sheet, the document as it is cited, the rows, how many units."""

    sheet: str
    citation: str
    rows: tuple[Delivery, ...]
    units: int
