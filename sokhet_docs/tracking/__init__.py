"""The answers → who has reported, reminders, the consolidated report and its figures.

The entry points are `track`, `remind` and `consolidate`.
"""

from sokhet_docs.tracking.consolidation import consolidate, write_tracking
from sokhet_docs.tracking.differing_forms import FormDifference, form_differences
from sokhet_docs.tracking.reminders import Reminded, ReminderOptions, remind
from sokhet_docs.tracking.status import today, track
from sokhet_docs.tracking.unit_status import ReportStatus, Tracking, UnitStatus

__all__ = [
    "FormDifference",
    "Reminded",
    "ReminderOptions",
    "ReportStatus",
    "Tracking",
    "UnitStatus",
    "consolidate",
    "form_differences",
    "remind",
    "today",
    "track",
    "write_tracking",
]
