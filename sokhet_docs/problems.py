"""What a user can mend: where it is, what is wrong, what to do.

Every message is Vietnamese, one or two sentences, and is written where the fault is found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from sokhet_docs.vocabulary import OwnNames


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
        # Exception's own pickling would pass the joined text to __init__; worker processes send errors.
        return type(self), (self.problems,)


class WorkbookError(SokhetError):
    """The workbook cannot be read, or says something that cannot be so.

    ``own_names`` are the columns and facts that the clerk added; None when the reading did not get so far.
    """

    def __init__(self, problems: Iterable[Problem], own_names: OwnNames | None = None) -> None:
        super().__init__(problems)
        self.own_names = own_names


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
