"""What a user can mend: where it is, what is wrong, what to do; and how problems are gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ParamSpec, Self, TypeVar

if TYPE_CHECKING:
    from sokhet_docs.vocabulary import CustomFields


class Severity(StrEnum):
    """How bad a problem is: an error stops the run, a warning does not."""

    ERROR = "lỗi"
    WARNING = "cảnh báo"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is: a file, and the spot in it as its program shows it.

    ``spot`` is a cell as Excel names it (``Đơn vị!D17``), a paragraph or table cell of a Word file
    (``bảng 2, hàng 3, ô 1``), or empty when the whole file is meant.
    """

    file: str
    spot: str = ""

    def __str__(self) -> str:
        return f"{self.file}, {self.spot}" if self.spot else self.file

    @property
    def cell(self) -> str:
        """Return the spot without the name of its sheet: D17."""
        return self.spot.rpartition("!")[2]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: its place, what is wrong, what to do about it ("" when that is plain)."""

    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.message} {self.hint}".rstrip()


class SokhetError(Exception):
    """The base of every error that a user can mend; carries all the problems found, never none."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def at(cls, file: str, message: str, hint: str = "", spot: str = "") -> Self:
        """Return an error of this class that holds one problem of ``file``."""
        return cls([Problem(Place(file, spot), message, hint)])

    def __reduce__(self) -> tuple[type[SokhetError], tuple[tuple[Problem, ...]]]:
        # Worker processes send errors; Exception would pickle the joined text as the argument of __init__.
        return type(self), (self.problems,)


class WorkbookError(SokhetError):
    """The workbook cannot be read, or something in it is impossible.

    ``custom_fields`` are the columns and facts that the clerk added; None when reading did not get that far.
    """

    def __init__(self, problems: Iterable[Problem], custom_fields: CustomFields | None = None) -> None:
        super().__init__(problems)
        self.custom_fields = custom_fields


class TemplateError(SokhetError):
    """A template cannot be read, or holds a tag that cannot be filled in."""


class OutputError(SokhetError):
    """A file or folder of the output cannot be written, or must not be."""


class ReturnError(SokhetError):
    """A file that a unit sent back cannot be read."""


class UsageError(SokhetError):
    """The command was asked for something that does not exist, such as a unit that is not in the workbook."""


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop a run, in their order."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


_Params = ParamSpec("_Params")
_Result = TypeVar("_Result")


class ProblemCollector:
    """The problems found so far, in the order in which they were found, each once."""

    def __init__(self) -> None:
        self._problems: dict[Problem, None] = {}

    def error(self, place: Place, message: str, hint: str = "") -> None:
        """Note what stops the run."""
        self._problems[Problem(place, message, hint)] = None

    def warning(self, place: Place, message: str, hint: str = "") -> None:
        """Note what the user should know, and may leave as it is."""
        self._problems[Problem(place, message, hint, Severity.WARNING)] = None

    def attempt(
        self, step: Callable[_Params, _Result], *args: _Params.args, **kwargs: _Params.kwargs
    ) -> _Result | None:
        """Return what ``step`` gives for the arguments; None when it raises problems, which are noted.

        A UsageError passes: it is about the command, not about a file.
        """
        try:
            return step(*args, **kwargs)
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
        return (*self.errors, *self.warnings)

    @property
    def errors(self) -> list[Problem]:
        """What stops the run."""
        return errors_in(self._problems)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What does not."""
        return tuple(problem for problem in self._problems if problem.severity is Severity.WARNING)
