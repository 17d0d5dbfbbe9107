"""What is kept of a file that was written, of a run that wrote it, and of one step of a run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from sokhet_docs._version import __version__
from sokhet_docs.outbox.ledger import Stored


class Entry(Stored, frozen=True):
    """Which unit a file is for (code and name), and the titles of the documents in it."""

    unit_code: str
    unit_name: str
    documents: tuple[str, ...]

    @classmethod
    def of_plan(cls, title: str) -> Entry:
        """Return the entry of a document that belongs to the whole plan and to no unit."""
        return Entry(unit_code="", unit_name="", documents=(title,))


class Record(Entry, frozen=True):
    """One file as we wrote it: its SHA-256, the number of the run that wrote it.

    ``beside`` is the corrected file beside which it was put as an offer; "" when it is no offer. ``replaces``
    is the released file whose next version it is; "" when nothing went out before it.
    """

    sha256: str
    run: int
    beside: str = ""
    replaces: str = ""


class Run(Stored, frozen=True):
    """One run: when, by which version, under which rule set, from which inputs (file name → SHA-256).

    ``naming`` is the pattern by which the run named its files ("": the usual one), ``split`` whether each
    document got a file of its own.
    """

    time: datetime
    version: str
    rule_set: str
    inputs: Mapping[str, str]
    naming: str = ""
    split: bool = False

    @classmethod
    def now(cls, rule_set: str, inputs: Mapping[str, str], *, naming: str = "", split: bool = False) -> Self:
        """Return the run that begins now, by this version."""
        now = datetime.now().astimezone()
        return cls(
            time=now, version=__version__, rule_set=rule_set, inputs=inputs, naming=naming, split=split
        )


class Step(Stored, frozen=True):
    """One change of a run: what became of the file ``file`` (names and paths from the output folder).

    ``saved`` is where the file's former bytes are kept ("": it was not there), ``before`` and ``after`` what
    the manifest said and says of it; ``after`` None: it was taken away, or was not written after all.
    """

    file: str
    saved: str = ""
    before: Record | None = None
    after: Record | None = None
