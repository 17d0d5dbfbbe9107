""".docx templates, compiled once → bytes for each set of fields.

The entry point is `Template`.
"""

from sokhet_docs.template.engine import Template, compile_templates, find_plain_tags, find_problems
from sokhet_docs.template.options import TemplateFile, TemplateOptions
from sokhet_docs.template.tags import PlainTag
from sokhet_docs.template.wrong_values import wrong_for_filter

__all__ = [
    "PlainTag",
    "Template",
    "TemplateFile",
    "TemplateOptions",
    "compile_templates",
    "find_plain_tags",
    "find_problems",
    "wrong_for_filter",
]
