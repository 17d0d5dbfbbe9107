"""What went wrong while a packet was filled in → one problem, with the tag's place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import jinja2

from sokhet_docs.office.package import Package
from sokhet_docs.problems import Place, Problem
from sokhet_docs.template.checking.faults import reword
from sokhet_docs.template.checking.places import place_tags
from sokhet_docs.template.filled_part import BrokenPartError, FilledPart, FilledSegment
from sokhet_docs.template.limits import LimitError
from sokhet_docs.template.sandbox import EmptyValueError

if TYPE_CHECKING:
    from types import TracebackType

FAULTS = (
    jinja2.TemplateError, BrokenPartError, LimitError, EmptyValueError, ArithmeticError, AssertionError,
    AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError,
)  # fmt: skip


def fault_of(
    err: Exception,
    part: FilledPart,
    parts: Sequence[FilledPart],
    documents: Sequence[Package],
    fields: Mapping[str, object],
) -> Problem:
    """Return the problem that ``err``, raised while ``part`` was filled in, means for the clerk."""
    found = _tag_of(err.__traceback__, part)
    if found is None:
        if not isinstance(err, (BrokenPartError, LimitError, jinja2.TemplateError)):
            raise err
        message, hint = reword(err, None, fields)
        return Problem(Place(", ".join(dict.fromkeys(one.file for one in documents))), message, hint)
    segment, index = found
    document = documents[segment.document]
    alike = [
        one
        for whole in parts
        if whole.kind == part.kind
        for one in whole.segments
        if documents[one.document] is document
    ]
    before = sum(len(one.tagged.tags) for one in alike[: alike.index(segment)])
    places = place_tags([document], part.kind, [tag for one in alike for tag in one.tagged.tags])
    message, hint = reword(err, segment.tagged.tags[index], fields)
    return Problem(places[before + index] or Place(document.file), message, hint)


def _tag_of(traceback: TracebackType | None, part: FilledPart) -> tuple[FilledSegment, int] | None:
    """Return the segment and the tag whose code raised; None when it cannot be told."""
    found = None
    while traceback is not None:
        frame = traceback.tb_frame
        if frame.f_code.co_filename == "<template>":
            template = frame.f_globals.get("__jinja_template__")
            for segment in part.segments:
                index = segment.tag_at(traceback.tb_lineno) if segment.template is template else None
                found = found if index is None else (segment, index)
        traceback = traceback.tb_next
    return found
