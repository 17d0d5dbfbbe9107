"""The variables of one rendering, and the budget that all that it does is charged to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from jinja2 import runtime

from sokhet_docs.template.limits import Budget


class Context(runtime.Context):
    """The variables of one rendering, and its budget."""

    budget: Budget
    tabs: Mapping[int, str] = MappingProxyType({})
    """What a tab in a value is written as, by the line of the template that prints the value."""
    texts: Sequence[bytes] = ()
    """The fixed texts of the template."""
    known: Sequence[dict[str | int, bytes]] = ()
    """What values were printed as before, by the line of the template."""

    def __getattr__(self, name: str) -> Any:
        if name != "budget":
            raise AttributeError(name)
        self.budget = Budget(self.parent)  # where docxtpl itself renders
        return self.budget

    def derived(self, locals: dict[str, Any] | None = None) -> Context:  # noqa: A002  Jinja's own name
        """Return a context with more variables, of the same rendering."""
        context = super().derived(locals)
        context.budget = self.budget  # type: ignore[attr-defined]
        return context  # type: ignore[return-value]
