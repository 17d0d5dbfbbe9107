"""Templates → the faults of their tags, each with its place as a person would count it.

The entry points are `find_template_problems` for a template as it was read, `render_problem` for what went
wrong while one was filled in.
"""

from sokhet_docs.template.checking.active_content import find_active_content
from sokhet_docs.template.checking.check import find_template_problems, is_doubtful
from sokhet_docs.template.checking.faults import RENDER_ERRORS, render_problem, reword
from sokhet_docs.template.checking.field_check import find_field_faults
from sokhet_docs.template.checking.left_over import find_left_over
from sokhet_docs.template.checking.lookalikes import PartWords, find_in_text
from sokhet_docs.template.checking.plain_tags import find_plain_tags
from sokhet_docs.template.checking.unfilled import find_lookalikes_elsewhere

__all__ = [
    "RENDER_ERRORS",
    "PartWords",
    "find_active_content",
    "find_field_faults",
    "find_in_text",
    "find_left_over",
    "find_lookalikes_elsewhere",
    "find_plain_tags",
    "find_template_problems",
    "is_doubtful",
    "render_problem",
    "reword",
]
