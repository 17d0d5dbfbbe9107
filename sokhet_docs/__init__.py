"""One Excel workbook and a few Word templates in, one pre-addressed Word file for every unit out.

    from sokhet_docs import generate, read_plan, Template

The names below are imported when they are first used: a program that only prints its help starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sokhet_docs.checking import check
    from sokhet_docs.generation import Options, Summary, generate
    from sokhet_docs.plan import Plan, Unit
    from sokhet_docs.problems import Problem, SokhetError
    from sokhet_docs.template.template import Template
    from sokhet_docs.workbook.workbook import read_plan

__version__ = "0.1.0"

_HOMES = {
    "check": "checking",
    "generate": "generation",
    "Options": "generation",
    "Plan": "plan",
    "Problem": "problems",
    "read_plan": "workbook.workbook",
    "SokhetError": "problems",
    "Summary": "generation",
    "Template": "template.template",
    "Unit": "plan",
}

__all__ = [
    "Options",
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
    if name in _HOMES:
        return getattr(import_module(f"sokhet_docs.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
