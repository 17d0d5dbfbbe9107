"""How templates are read: which fields, column headers and filters there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sokhet_docs.vocabulary import Shape

if TYPE_CHECKING:
    from sokhet_docs.template.sandbox import TemplateEnvironment
    from sokhet_docs.template.tags import Aliases

Filters = Mapping[str, Callable[..., object]]
ShapeOf = Mapping[str, Shape] | None
DateText = Callable[[date], str] | None


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template, and the fields that are the same in all its letters: they are written out once."""

    path: Path | str
    constants: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TemplateOptions:
    """The known fields, the column headers, the filters, and how a date without a filter prints.

    ``identifier`` is what the file's ``dc:identifier`` says, as a tag, where the template says nothing there.
    ``duplex``: the margins are mirrored, and in a packet each document begins on a front page; False: they
    are not; None leaves it to the template. ``shape`` None: no field is checked. ``date_text`` None: a date
    prints as docxtpl prints it (2022-04-20).
    """

    shape: ShapeOf = None
    aliases: Mapping[str, str] | None = None
    filters: Filters | None = None
    date_text: DateText = None
    identifier: str = ""
    duplex: bool | None = None

    def environment(self) -> TemplateEnvironment:
        """Return a new Jinja environment for these options."""
        from sokhet_docs.template.sandbox import (
            TemplateEnvironment,  # Jinja: slow to import, needed only here
        )

        return TemplateEnvironment(self.filters or {}, self.date_text)

    def alias_reader(self) -> Aliases | None:
        """Return what rewrites column headers; None when there are none."""
        from sokhet_docs.template.tags import Aliases

        return Aliases(self.aliases, tuple(self.shape or ())) if self.aliases else None
