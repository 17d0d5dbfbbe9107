"""What the sample's report form asks, as its committed workbook says."""

from __future__ import annotations

from sokhet_docs.workbook import read_plan
from tests.support.environment import SAMPLE

_PLAN = read_plan(SAMPLE)
SECTIONS, FIGURES, PERIODS = _PLAN.sections, _PLAN.figures, _PLAN.periods
