"""Everything found wrong while a file is read, gathered so that the user sees it all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from sokhet_docs.problems import Place, Problem, Severity, SokhetError, UsageError, errors_in

_Result = TypeVar("_Result")


class Findings:
    """The problems of one reading, in the order in which they were found, each once."""

    def __init__(self) -> None:
        self._problems: dict[Problem, None] = {}

    def error(self, place: Place, message: str, hint: str = "") -> None:
        """Note what stops the run."""
        self._problems[Problem(place, message, hint)] = None

    def warning(self, place: Place, message: str, hint: str = "") -> None:
        """Note what the user should know, and may leave as it is."""
        self._problems[Problem(place, message, hint, Severity.WARNING)] = None

    def attempt(self, step: Callable[[], _Result]) -> _Result | None:
        """Return what ``step`` gives; None when it ends in problems of a file, which are noted.

        A UsageError is no finding about a file: it passes.
        """
        try:
            return step()
        except UsageError:
            raise
        except SokhetError as err:
            self.add(err.problems)
            return None

    def add(self, problems: Iterable[Problem]) -> None:
        """Note problems that were found elsewhere."""
        self._problems |= dict.fromkeys(problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Errors first, then warnings."""
        errors = self.errors
        return (*errors, *(p for p in self._problems if p.severity is Severity.WARNING))

    @property
    def errors(self) -> list[Problem]:
        """What stops the run."""
        return errors_in(self._problems)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What does not."""
        return tuple(p for p in self._problems if p.severity is Severity.WARNING)
