"""What a clerk asks of one collection, and what it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sokhet_docs.problems import Problem
from sokhet_docs.returns.received import Intake, Return


@dataclass(frozen=True, slots=True)
class CollectOptions:
    """What the clerk decided.

    ``assign``: files' units (file → unit). ``received``: when the new files came (None: as their mails say,
    or now); ``by_file_time``: when they were last changed; ``received_of``: when files of this or an earlier
    run came (file → time). ``use``: the files that count of all that their units sent; ``set_aside``: those
    that are no reports. ``rebuild``: make the lost or damaged ledger anew.
    """

    assign: Mapping[str, str] = field(default_factory=dict)
    received: datetime | None = None
    by_file_time: bool = False
    received_of: Mapping[str, datetime] = field(default_factory=dict)
    use: Sequence[str] = ()
    set_aside: Sequence[str] = ()
    rebuild: bool = False


@dataclass(frozen=True, slots=True)
class Collected:
    """What a run did: all that is received now, what was new, what was assigned, what had come before.

    ``added`` are the files, and the notes of mails without one; a mail's words are with what it brought.
    ``again`` are the labels of files that were received earlier, byte for byte. ``dated`` and ``chosen``
    are those of which the clerk said when they came, and that they count, ``aside`` those that she set aside.
    """

    intake: Intake
    added: tuple[Return, ...]
    assigned: tuple[Return, ...]
    again: tuple[str, ...]
    problems: tuple[Problem, ...]
    dated: tuple[Return, ...] = ()
    chosen: tuple[Return, ...] = ()
    aside: tuple[Return, ...] = ()
