"""Finished letters → paper: PDFs, a print file, registers, envelopes, the papers of a conference."""

from sokhet_docs.printing.conference import FOLDER as CONFERENCE_FOLDER
from sokhet_docs.printing.conference import ConferencePapers, write_conference
from sokhet_docs.printing.conference_groups import Group, Meeting, find_meeting, meetings, seats_of, total_of
from sokhet_docs.printing.conference_release import released_plan

__all__ = [
    "CONFERENCE_FOLDER",
    "ConferencePapers",
    "Group",
    "Meeting",
    "find_meeting",
    "meetings",
    "released_plan",
    "seats_of",
    "total_of",
    "write_conference",
]
