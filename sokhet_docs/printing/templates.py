"""Where the templates of what is printed are: the clerk's own, else the built-in ones."""

from __future__ import annotations

from pathlib import Path

from sokhet_docs.workbook import sample_templates


def template_in(templates: Path, name: str) -> Path:
    """Return the template ``name`` of the folder ``templates``; the built-in one where it has none.

    A working folder that was begun with an earlier version lacks the newer templates.
    """
    own = templates / name
    return own if own.exists() else sample_templates() / name
