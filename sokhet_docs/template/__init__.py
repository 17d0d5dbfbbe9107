""".docx templates, compiled once → bytes for each set of fields; a letter → the form that it holds.

The entry points are `Template` and `read_form`.
"""

from sokhet_docs.template.adopting import Adoption, adopt
from sokhet_docs.template.composing import find_moved_tables
from sokhet_docs.template.engine import Template, compile_templates, find_plain_tags, find_problems
from sokhet_docs.template.form_reading import (
    is_title,
    is_title_text,
    read_form,
    repeated_tags,
    report_start,
    row_texts,
    tags_in,
    unread_tags,
    untagged_controls,
)
from sokhet_docs.template.form_scope import FormScope
from sokhet_docs.template.options import TemplateFile, TemplateOptions
from sokhet_docs.template.prepared import read_template
from sokhet_docs.template.tags import PlainTag
from sokhet_docs.template.wrong_values import wrong_for_filter

__all__ = [
    "Adoption",
    "FormScope",
    "PlainTag",
    "Template",
    "TemplateFile",
    "TemplateOptions",
    "adopt",
    "compile_templates",
    "find_moved_tables",
    "find_plain_tags",
    "find_problems",
    "is_title",
    "is_title_text",
    "read_form",
    "read_template",
    "repeated_tags",
    "report_start",
    "row_texts",
    "tags_in",
    "unread_tags",
    "untagged_controls",
    "wrong_for_filter",
]
