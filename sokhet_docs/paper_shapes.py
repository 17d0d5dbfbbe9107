"""The templates that are about the whole plan, each with the fields that it alone may use."""

from __future__ import annotations

from collections.abc import Mapping

from sokhet_docs import issuer_papers
from sokhet_docs.tracking import consolidation, consolidation_fields, reminder_fields, reminders
from sokhet_docs.vocabulary import Shape


def own_shapes() -> dict[str, Mapping[str, Shape]]:
    """Return the file names of those templates, each with its own fields beside the plan's."""
    return {
        issuer_papers.PLAN_TEMPLATE: {},
        issuer_papers.LIST_TEMPLATE: {},
        reminders.TEMPLATE: reminder_fields.SHAPE,
        consolidation.TEMPLATE: consolidation_fields.SHAPE,
    }
