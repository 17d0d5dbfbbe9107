"""Problems, closing lines and progress → what the clerk reads on the terminal, all in Vietnamese.

Results go to standard output, problems and progress to standard error; on a terminal both are broken between
words (`wrapping`).
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TextIO, TypeVar

import click

from sokhet_docs.cli.wrapping import width_of, wrapped
from sokhet_docs.problems import Problem, Severity, errors_in

AnyStage = TypeVar("AnyStage", bound=Enum)


def use_utf8() -> None:
    """Write UTF-8 whatever the system's code page: cp1252 lacks Vietnamese letters."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def is_closed_pipe(err: BaseException) -> bool:
    """Return whether ``err`` means that nobody reads on: ``… | more`` was left, a window closed.

    Windows has no error of its own for it, only that of an invalid argument (22).
    """
    if isinstance(err, BrokenPipeError):
        return True
    if not isinstance(err, OSError) or err.errno != errno.EINVAL or err.filename is not None:
        return False
    return any(_is_gone(stream) for stream in (sys.stdout, sys.stderr) if stream)


def _is_gone(stream: TextIO) -> bool:
    try:
        stream.write("\n")  # an empty line, before an accident is told: it does no harm
        stream.flush()
    except OSError:
        return True
    return False


@contextmanager
def quiet_when_left() -> Iterator[None]:
    """End the program with exit code 1, and without a word, when nobody reads its output any more."""
    try:
        yield
    except OSError as err:
        if not is_closed_pipe(err):
            raise
        _lead_nowhere()
        raise SystemExit(1) from err


def _lead_nowhere() -> None:
    # Python flushes both at its end, and would tell that it cannot.
    for name in ("stdout", "stderr"):
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  it is open to the end
        with suppress(OSError, ValueError):
            os.dup2(nowhere.fileno(), getattr(sys, name).fileno())
        setattr(sys, name, nowhere)


class ForPrograms(str):
    """A text that another program reads: it is printed as it is, on a terminal too."""

    __slots__ = ()


def say(*lines: str) -> None:
    """Print lines of the result."""
    width = width_of(sys.stdout)
    for line in lines:
        click.echo(line if isinstance(line, ForPrograms) else wrapped(line, width))


def note(text: str, *, is_item: bool = False) -> None:
    """Print a line that is not part of the result, such as what was assumed; ``is_item``: one of several."""
    click.echo(wrapped(text, width_of(sys.stderr), is_item=is_item), err=True)


def show_problems(problems: Iterable[Problem]) -> None:
    """Print every problem, errors first, then the number of each kind; nothing when there are none."""
    listed = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)
    for problem in listed:
        note(f"{_label(problem.severity)} {problem}", is_item=True)
    if listed:
        note(f"Tất cả: {_count(listed)}.")


def exit_if_errors(problems: Iterable[Problem]) -> None:
    """End the command with exit code 1 when one of ``problems`` is an error."""
    if errors_in(problems):
        raise click.exceptions.Exit(1)


def settings_folder() -> Path:
    """Return the folder in which the program keeps what belongs to no plan: its log, the guide's page."""
    return Path(click.get_app_dir("sokhet-docs"))


def show_unexpected(err: Exception) -> None:
    """Print one line about an unexpected error, and write its traceback into a log."""
    import traceback

    log = settings_folder() / "loi.log"
    message = f"Phần mềm gặp sự cố ngoài dự kiến ({type(err).__name__})."
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("".join(traceback.format_exception(err)), encoding="utf-8")
    except OSError:
        message += " Hãy chạy lại với sokhet-docs --debug và gửi những gì hiện ra cho người phụ trách."
    else:
        message += f" Hãy gửi tệp này cho người phụ trách: {log}"
    note(f"{_label(Severity.ERROR)} {message}", is_item=True)


def problems_as_json(problems: Iterable[Problem]) -> ForPrograms:
    """Return the problems as a JSON list, one object each: file, spot, severity, message, hint."""
    rows = [
        {
            "file": problem.place.file,
            "spot": problem.place.spot,
            "severity": problem.severity.name.lower(),
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return ForPrograms(json.dumps(rows, ensure_ascii=False, indent=2))


def _label(severity: Severity) -> str:
    colour = "red" if severity is Severity.ERROR else "yellow"
    return click.style(f"{severity.value.capitalize()}:", fg=colour, bold=True)


def _count(problems: Sequence[Problem]) -> str:
    """Return how many problems of each severity there are: ``2 lỗi, 1 cảnh báo``."""
    counts = {kind: sum(problem.severity is kind for problem in problems) for kind in Severity}
    return ", ".join(f"{count} {kind.value}" for kind, count in counts.items() if count)


@contextmanager
def progress_bar(title: str, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Provide a callback (done, total) that draws a progress bar; None when there is no terminal."""
    with _bar(quiet) as show:
        yield partial(show, title) if show else None


@contextmanager
def stage_bar(titles: Mapping[AnyStage, str], quiet: bool) -> Iterator[Callable[..., None] | None]:
    """Provide a callback (stage, done, total) that draws a bar for each stage; None as in `progress_bar`."""
    with _bar(quiet) as show:
        yield (lambda stage, done=0, total=0: show(titles[stage], done, total)) if show else None


@contextmanager
def _bar(quiet: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # slow to import
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[count]}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, count="")

        def show(title: str, done: int, total: int) -> None:
            count = f"{done}/{total}" if total else ""
            bar.update(task, description=title, completed=done, total=total or None, count=count)

        yield show
