"""Bytes that came more than once → which of their ways the clerk has to be told of.

Two units may send the same file by mistake, or a scan that says nothing of its unit. That the same file lies
in a folder twice, or its mail is collected again, is told nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sokhet_docs.plan import Unit
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.returns.incoming_file import Incoming
from sokhet_docs.returns.received import Copy, Return, told_copies

Whose = Callable[[Incoming], Unit | None]
_ADVICE = "Nếu nơi gửi là đơn vị khác, đề nghị đơn vị ấy gửi lại tệp của mình."


def note_copies(
    returns: Sequence[Return], copies: Mapping[str, Sequence[Incoming]], whose: Whose
) -> tuple[list[Return], list[Problem]]:
    """Return ``returns`` with the ways by which their bytes also came, and one warning for each that has new.

    ``copies`` are the files that came again, by their SHA-256; ``whose`` tells a file's unit by what is
    around it.
    """
    noted, problems = [], []
    for item in returns:
        ways = _new_ways(item, copies.get(item.sha256, ()), whose)
        if ways:
            item = replace(item, copies=(*item.copies, *ways))
            told = told_copies(ways)
            problems.append(Problem(Place(item.original), told, _ADVICE, Severity.WARNING))
        noted.append(item)
    return noted, problems


def _new_ways(item: Return, copies: Sequence[Incoming], whose: Whose) -> list[Copy]:
    known = {copy.origin for copy in item.copies}
    ways: list[Copy] = []
    for file in copies:
        if file.origin in known or (file.label == item.original and file.bundle == item.bundle != ""):
            continue
        unit = whose(file)
        is_of_another = unit is not None and unit.code != item.unit_code
        if is_of_another or _is_in_another_mail(file, item):
            known.add(file.origin)
            ways.append(Copy(file.origin, unit.name if unit and is_of_another else ""))
    return ways


def _is_in_another_mail(file: Incoming, item: Return) -> bool:
    return file.in_mail and item.bundle != "" and _mail_of(file.bundle) != _mail_of(item.bundle)


def _mail_of(bundle: str) -> str:
    # A mail that was forwarded in another has that one's key, a slash, and its number there.
    return bundle.partition("/")[0]
