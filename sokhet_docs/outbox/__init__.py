"""Bytes → files of the output folder, whole or not at all; corrections by hand stay.

The entry point is `Outbox`.
"""

from sokhet_docs.outbox.changes import Change
from sokhet_docs.outbox.filenames import DEFAULT_PATTERN, NamePattern, check_names, safe_name
from sokhet_docs.outbox.ledger import STATE_FOLDER, Ledger, Stored
from sokhet_docs.outbox.manifest import Entry, Run, read_manifest, sent_codes
from sokhet_docs.outbox.writer import Fate, Outbox, Outcome

__all__ = [
    "DEFAULT_PATTERN",
    "STATE_FOLDER",
    "Change",
    "Entry",
    "Fate",
    "Ledger",
    "NamePattern",
    "Outbox",
    "Outcome",
    "Run",
    "Stored",
    "check_names",
    "read_manifest",
    "safe_name",
    "sent_codes",
]
