"""Files whose contents are not read → what they still say of whose they are: names, sender, a PDF's text."""

from __future__ import annotations

from collections.abc import Sequence

from sokhet_docs.returns.mail_bodies import is_title_line
from sokhet_docs.returns.recognition import Evidence
from sokhet_docs.text.vietnamese import clean


def unread_evidence(names: Sequence[str], sender: str, text: str = "") -> Evidence:
    """Return what speaks for a unit; ``text`` is what a PDF's text layer says, "" for none."""
    lines = [clean(line) for line in text.split("\n")]
    has_title = any(map(is_title_line, lines))
    return Evidence(text="\n".join(lines), is_report=has_title, names=names, sender=sender)
