"""Bytes → files of the output folder, whole or not at all; corrections by hand stay.

The entry point is `Outbox`.
"""

from sokhet_docs.outbox.changes import Change
from sokhet_docs.outbox.filenames import DEFAULT_PATTERN, NamePattern, check_names, safe_name, windows_fault
from sokhet_docs.outbox.folder_lock import open_elsewhere, with_folder_locked
from sokhet_docs.outbox.form_ledger import FormLedger, SentForm, read_forms, set_aside_if_damaged
from sokhet_docs.outbox.ledger import STATE_FOLDER, DamagedLedgerError, Ledger, Stored
from sokhet_docs.outbox.manifest import Manifest, read_made, read_manifest, read_sent, sent_codes
from sokhet_docs.outbox.records import Entry, Record, Run
from sokhet_docs.outbox.release_ledger import (
    RELEASED_FOLDER,
    Correction,
    LetterFile,
    Release,
    ReleaseLedger,
    SentDocument,
    SentLetter,
    SentRecipient,
    Withdrawal,
    copy_path,
    read_releases,
    released_files,
)
from sokhet_docs.outbox.releasing import replace_releases, withdraw_release, write_release
from sokhet_docs.outbox.sendings import changed_copies, released_copies, sent_files, sent_times
from sokhet_docs.outbox.sent_versions import SentVersion, SentVersions
from sokhet_docs.outbox.undoing import Undone, undo_last_run
from sokhet_docs.outbox.writer import Fate, Outbox, Outcome

__all__ = [
    "DEFAULT_PATTERN",
    "RELEASED_FOLDER",
    "STATE_FOLDER",
    "Change",
    "Correction",
    "DamagedLedgerError",
    "Entry",
    "Fate",
    "FormLedger",
    "Ledger",
    "LetterFile",
    "Manifest",
    "NamePattern",
    "Outbox",
    "Outcome",
    "Record",
    "Release",
    "ReleaseLedger",
    "Run",
    "SentDocument",
    "SentForm",
    "SentLetter",
    "SentRecipient",
    "SentVersion",
    "SentVersions",
    "Stored",
    "Undone",
    "Withdrawal",
    "changed_copies",
    "check_names",
    "copy_path",
    "open_elsewhere",
    "read_forms",
    "read_made",
    "read_manifest",
    "read_releases",
    "read_sent",
    "released_copies",
    "released_files",
    "replace_releases",
    "safe_name",
    "sent_codes",
    "sent_files",
    "sent_times",
    "set_aside_if_damaged",
    "undo_last_run",
    "windows_fault",
    "with_folder_locked",
    "withdraw_release",
    "write_release",
]
