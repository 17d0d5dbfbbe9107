"""One Excel workbook and a few Word templates in, one pre-addressed Word file for every unit out.

    from sokhet_docs import generate, read_plan, Template

The names below are imported when they are first used: a program that only prints its help starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sokhet_docs._version import __version__

if TYPE_CHECKING:
    from sokhet_docs.letters import GenerateOptions, Summary, check, generate
    from sokhet_docs.plan import Plan, Unit
    from sokhet_docs.problems import Problem, SokhetError
    from sokhet_docs.template import Template
    from sokhet_docs.workbook import read_plan

_ENTRY_POINTS = {
    "check": "letters",
    "generate": "letters",
    "GenerateOptions": "letters",
    "Plan": "plan",
    "Problem": "problems",
    "read_plan": "workbook",
    "SokhetError": "problems",
    "Summary": "letters",
    "Template": "template",
    "Unit": "plan",
}

__all__ = [
    "GenerateOptions",
    "Plan",
    "Problem",
    "SokhetError",
    "Summary",
    "Template",
    "Unit",
    "__version__",
    "check",
    "generate",
    "read_plan",
]


def __getattr__(name: str) -> Any:
    if name in _ENTRY_POINTS:
        return getattr(import_module(f"sokhet_docs.{_ENTRY_POINTS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
