"""A report's answers → whether its annex, or whole rows of it, were left blank."""

from __future__ import annotations

from collections.abc import Sequence

from sokhet_docs.plan import Figure
from sokhet_docs.returns import Answers, Reading
from sokhet_docs.text.vietnamese import first_few
from sokhet_docs.tracking.unit_status import ReviewItem

_ANNEX = "phụ lục số liệu"
_MAX_NAMED = 5  # figures in one sentence


def blank_figures_item(answers: Answers) -> ReviewItem | None:
    """Return the one review item about blank figures; None where every row says something.

    A figure whose cells are gone is none of them: that is a change of the form.
    """
    rows = [(figure, _periods_of(answers, figure)) for figure in answers.form.figures]
    there = [(figure, row) for figure, row in rows if any(reading.place for reading in row)]
    blank = [figure for figure, row in there if _is_blank(answers, figure, row)]
    if not blank:
        return None
    if len(blank) == len(there):
        return ReviewItem(_ANNEX, "Phụ lục số liệu để trống: đơn vị chưa ghi số nào.")
    labels = [f"“{figure.full_label}”" for figure in blank]
    named = first_few(labels, _MAX_NAMED, "; và {} chỉ tiêu nữa", "; ")
    return ReviewItem(_ANNEX, f"Để trống cả hàng của {len(blank)} chỉ tiêu: {named}.")


def _periods_of(answers: Answers, figure: Figure) -> list[Reading]:
    slots = ((figure.key, period.key) for period in answers.form.periods)
    return [reading for slot in slots if (reading := answers.figures.get(slot))]


def _is_blank(answers: Answers, figure: Figure, row: Sequence[Reading]) -> bool:
    """Return whether no cell says anything; Word adds up the total of a blank row to 0."""
    total = answers.totals.get(figure.key)
    return all(reading.blank for reading in row) and (total is None or total.blank or total.value == 0)
