"""A plan and its templates → every unit's letter; the plan's own documents.

The entry points are `generate` and `check`. Both, and `rehearse`, are made of the same stages: read → pack →
compile → check → render → write.
"""

from sokhet_docs.letters.checking import check
from sokhet_docs.letters.citations import cited, cited_in_full, cited_letter, letter_number
from sokhet_docs.letters.distribution_lists import DistributionList
from sokhet_docs.letters.fields import conference_time, document_fields, place_and_day, plan_fields
from sokhet_docs.letters.generation import GenerateOptions, Progress, Stage, Summary, generate
from sokhet_docs.letters.letter_release import Released, ReleaseOptions, release
from sokhet_docs.letters.numbered_documents import BLANK, Numbering, numberings
from sokhet_docs.letters.packets import Naming
from sokhet_docs.letters.plan_documents import (
    kept_at,
    require_ending,
    require_free,
    write_distribution,
    write_distribution_lists,
    write_new,
    write_plan,
)
from sokhet_docs.letters.preflight import is_blank, plan_tags_of
from sokhet_docs.letters.rehearsal import MARK, Rehearsal, rehearse
from sokhet_docs.letters.released_plan import (
    documents_as_released,
    plan_as_released,
    plan_to_track,
    with_units_sent,
)
from sokhet_docs.letters.templates import adopt_letter, compile_plan_document, describe_fields

__all__ = [
    "BLANK",
    "MARK",
    "DistributionList",
    "GenerateOptions",
    "Naming",
    "Numbering",
    "Progress",
    "Rehearsal",
    "ReleaseOptions",
    "Released",
    "Stage",
    "Summary",
    "adopt_letter",
    "check",
    "cited",
    "cited_in_full",
    "cited_letter",
    "compile_plan_document",
    "conference_time",
    "describe_fields",
    "document_fields",
    "documents_as_released",
    "generate",
    "is_blank",
    "kept_at",
    "letter_number",
    "numberings",
    "place_and_day",
    "plan_as_released",
    "plan_fields",
    "plan_tags_of",
    "plan_to_track",
    "rehearse",
    "release",
    "require_ending",
    "require_free",
    "with_units_sent",
    "write_distribution",
    "write_distribution_lists",
    "write_new",
    "write_plan",
]
