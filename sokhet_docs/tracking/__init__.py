"""The answers → who has reported, reminders, the consolidated report and its figures.

The entry points are `track`, `remind` and `consolidate`.
"""

from sokhet_docs.tracking.consolidation import consolidate, write_tracking
from sokhet_docs.tracking.reminders import Reminded, ReminderOptions, remind
from sokhet_docs.tracking.status import ReportStatus, Tracking, UnitStatus, today, track

__all__ = [
    "Reminded",
    "ReminderOptions",
    "ReportStatus",
    "Tracking",
    "UnitStatus",
    "consolidate",
    "remind",
    "today",
    "track",
    "write_tracking",
]
