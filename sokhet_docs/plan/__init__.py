"""The plan as frozen values: units, outline, figures, rule set, identity, distribution, selection, calendar.

The entry point is `Plan`.
"""

from sokhet_docs.plan.asked import Asked, asked_of
from sokhet_docs.plan.audience import EVERYONE, NOBODY, Audience, Condition
from sokhet_docs.plan.distribution import (
    Delivery,
    archive_line,
    deliveries,
    delivery_table,
    recipient_lines,
    total_copies,
)
from sokhet_docs.plan.form import Form, Slot, number_key, period_title_key, slot_tag, words_key
from sokhet_docs.plan.holidays import add_working_days, day_off_reason
from sokhet_docs.plan.identity import Identity, read_identifier
from sokhet_docs.plan.model import (
    PLAN_TEXTS,
    Attendee,
    Conference,
    ConferenceForm,
    Document,
    Issuer,
    Plan,
    Recipient,
    ReviewForm,
    Signatory,
    Subject,
    Unit,
)
from sokhet_docs.plan.outline import (
    ANNEX_TITLE,
    FIGURE_PREFIX,
    SECTION_PREFIX,
    TOTAL_MARK,
    TOTAL_TITLE,
    UNNAMED_PERIOD,
    Figure,
    FigureKind,
    Period,
    Section,
    figure_key,
    figure_mark,
    figure_tag,
    period_key,
    section_key,
    section_tag,
    total_tag,
)
from sokhet_docs.plan.rules import RULE_SETS, RuleSet, rule_set_named, rule_set_of
from sokhet_docs.plan.secrecy import secrecy_stamp
from sokhet_docs.plan.selection import hint_for_unknown, names_of, select_units, units_named
from sokhet_docs.plan.workbook_form import outline_form

__all__ = [
    "ANNEX_TITLE",
    "EVERYONE",
    "FIGURE_PREFIX",
    "NOBODY",
    "PLAN_TEXTS",
    "RULE_SETS",
    "SECTION_PREFIX",
    "TOTAL_MARK",
    "TOTAL_TITLE",
    "UNNAMED_PERIOD",
    "Asked",
    "Attendee",
    "Audience",
    "Condition",
    "Conference",
    "ConferenceForm",
    "Delivery",
    "Document",
    "Figure",
    "FigureKind",
    "Form",
    "Identity",
    "Issuer",
    "Period",
    "Plan",
    "Recipient",
    "ReviewForm",
    "RuleSet",
    "Section",
    "Signatory",
    "Slot",
    "Subject",
    "Unit",
    "add_working_days",
    "archive_line",
    "asked_of",
    "day_off_reason",
    "deliveries",
    "delivery_table",
    "figure_key",
    "figure_mark",
    "figure_tag",
    "hint_for_unknown",
    "names_of",
    "number_key",
    "outline_form",
    "period_key",
    "period_title_key",
    "read_identifier",
    "recipient_lines",
    "rule_set_named",
    "rule_set_of",
    "secrecy_stamp",
    "section_key",
    "section_tag",
    "select_units",
    "slot_tag",
    "total_copies",
    "total_tag",
    "units_named",
    "words_key",
]
