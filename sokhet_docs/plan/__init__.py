"""The plan as frozen values: units, outline, figures, rule set, identity, distribution, selection, calendar.

The entry point is `Plan`.
"""

from sokhet_docs.plan.distribution import (
    Delivery,
    deliveries,
    delivery_table,
    recipient_lines,
    recipient_text,
    total_copies,
)
from sokhet_docs.plan.holidays import add_working_days, day_off_reason
from sokhet_docs.plan.identity import Identity, read_identifier
from sokhet_docs.plan.model import (
    Attendee,
    Audience,
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
    FIGURES,
    SECTIONS,
    TOTAL_TITLE,
    Figure,
    Section,
    figure_tag,
    find_figure,
    find_section,
    total_tag,
)
from sokhet_docs.plan.rules import RULE_SETS, RuleSet, rule_set_named, rule_set_of
from sokhet_docs.plan.secrecy import secrecy_stamp
from sokhet_docs.plan.selection import names_of, select_units

__all__ = [
    "ANNEX_TITLE",
    "FIGURES",
    "RULE_SETS",
    "SECTIONS",
    "TOTAL_TITLE",
    "Attendee",
    "Audience",
    "Conference",
    "ConferenceForm",
    "Delivery",
    "Document",
    "Figure",
    "Identity",
    "Issuer",
    "Plan",
    "Recipient",
    "ReviewForm",
    "RuleSet",
    "Section",
    "Signatory",
    "Subject",
    "Unit",
    "add_working_days",
    "day_off_reason",
    "deliveries",
    "delivery_table",
    "figure_tag",
    "find_figure",
    "find_section",
    "names_of",
    "read_identifier",
    "recipient_lines",
    "recipient_text",
    "rule_set_named",
    "rule_set_of",
    "secrecy_stamp",
    "select_units",
    "total_copies",
    "total_tag",
]
