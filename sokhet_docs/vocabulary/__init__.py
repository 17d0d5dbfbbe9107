"""Every merge field that a template may use, with its meaning: the one list behind `fields` and `check`."""

from sokhet_docs.vocabulary.letters import COVER_TEMPLATE, FILTERS, MERGE_FIELDS
from sokhet_docs.vocabulary.plan_documents import (
    CONSOLIDATION_TEMPLATE,
    ENVELOPE_TEMPLATE,
    LABEL_TEMPLATE,
    LIST_TEMPLATE,
    PLAN_DOCUMENTS,
    PLAN_TEMPLATE,
    PRINT_TEMPLATE,
    REGISTER_TEMPLATE,
    REMINDER_TEMPLATE,
)
from sokhet_docs.vocabulary.shapes import CustomFields, Shape, iter_leaves

__all__ = [
    "CONSOLIDATION_TEMPLATE",
    "COVER_TEMPLATE",
    "ENVELOPE_TEMPLATE",
    "FILTERS",
    "LABEL_TEMPLATE",
    "LIST_TEMPLATE",
    "MERGE_FIELDS",
    "PLAN_DOCUMENTS",
    "PLAN_TEMPLATE",
    "PRINT_TEMPLATE",
    "REGISTER_TEMPLATE",
    "REMINDER_TEMPLATE",
    "CustomFields",
    "Shape",
    "iter_leaves",
]
