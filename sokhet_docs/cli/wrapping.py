"""A line for the terminal → lines of its width: broken between words, never within a command to copy.

What goes into a file or another program stays one line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TextIO

import click

_COMMAND = re.compile(r"sokhet-docs(?= )")
_TYPED = re.compile(r"[\w.-]*[./_\d-][\w.-]*\w|\"[^\"]*\"")  # noi-nhan.docx, 2022, "a b"
_WORD = re.compile(r" (\"[^\"]*\"|\S+)")
_HANGING = re.compile(r" *(?:[-–•] +|\d+[.)] +|\S+ {2,})?")
_ENDS = (".", ",", ";", ":", ")", "”")
_GLUE = "\0"  # stands for a space within a command until the lines are made
_NO_WIDTH = 80  # of a terminal that does not say how wide it is
_MIN_WIDTH = 20


def width_of(stream: TextIO) -> int | None:
    """Return how many characters a line of ``stream`` holds; None where it is no terminal."""
    if not stream.isatty():
        return None
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size(stream.fileno()).columns)
    except (OSError, ValueError):
        columns = 0
    return max((columns or _NO_WIDTH) - 1, _MIN_WIDTH)  # some consoles end a line that is full by themselves


def wrapped(text: str, width: int | None, *, is_item: bool = False) -> str:
    """Return ``text``, each line of it in lines of ``width`` characters; what is wider than one stays whole.

    The lines that go on are indented below an item of a list: behind its mark, and all if ``is_item``.
    """
    if width is None:
        return text
    return "\n".join(_wrapped_line(line, width, 2 if is_item else 0) for line in text.split("\n"))


def _wrapped_line(line: str, width: int, indent: int) -> str:
    if _length(line) <= width:
        return line
    head = _HANGING.match(line)
    start = head[0] if head else ""
    hang = " " * max(len(start) if start.strip() else len(start) + 2 * bool(start), indent)
    words = _held(line[len(start) :], width - len(hang)).split(" ")
    return "\n".join(_filled(words, start, hang, width)).replace(_GLUE, " ")


def _filled(words: list[str], start: str, hang: str, width: int) -> Iterator[str]:
    line = start + words[0]
    for word in words[1:]:
        if _length(line) + 1 + _length(word) <= width:
            line += f" {word}"
        else:
            yield line
            line = hang + word
    yield line


def _held(text: str, width: int) -> str:
    """Return ``text`` with each command in it as one word, where it is not wider than a line."""
    made, done = "", 0
    for match in _COMMAND.finditer(text):
        if match.start() >= done:
            end = _end_of_command(text, match.end())
            command = text[match.start() : end]
            held = command.replace(" ", _GLUE) if len(command) <= width else command
            made, done = made + text[done : match.start()] + held, end
    return made + text[done:]


def _end_of_command(text: str, at: int) -> int:
    """Return where the command ends of which ``at`` is behind its first word.

    To it belong its name, options each with the word behind it, and what looks like a file or a name to type.
    """
    before = ""
    for word in _WORD.finditer(text, at):
        typed = word[1].rstrip("".join(_ENDS))
        is_part = not before or before.startswith("-") or typed.startswith("-") or _TYPED.fullmatch(typed)
        if not is_part:
            break
        at, before = word.end(), typed
        if word[1].endswith(_ENDS):
            break
    return at


def _length(text: str) -> int:
    return len(click.unstyle(text))
