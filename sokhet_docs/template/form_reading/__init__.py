"""A letter's Word file → the form of its report: its fields, and the words that are printed beside them.

The entry point is `read_form`.
"""

from sokhet_docs.template.form_reading.annex import row_texts
from sokhet_docs.template.form_reading.fields import (
    is_title,
    is_title_text,
    repeated_tags,
    report_start,
    tags_in,
    unread_tags,
    untagged_controls,
)
from sokhet_docs.template.form_reading.form_reader import read_form

__all__ = [
    "is_title",
    "is_title_text",
    "read_form",
    "repeated_tags",
    "report_start",
    "row_texts",
    "tags_in",
    "unread_tags",
    "untagged_controls",
]
