"""Rows → a table that fits the terminal: columns are left out before a name or a word is broken.

Where even the others do not fit, each row is shown as a list of its values.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from sokhet_docs.cli.screen import say

_WIDTH_OF_A_FILE = 160  # characters, where the output is no terminal
_BETWEEN, _EDGE = 3, 1  # characters of the lines between columns, and at the end
_LONGEST_WORD = 44  # characters; a longer word is broken, such as an endless file name
_NAME = 20  # characters that a column of names has at least, if any name is as long


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is laid out, its columns counted from 0.

    ``numeric`` columns are aligned right; ``droppable`` are left out on a narrow terminal, in this order.
    """

    numeric: Sequence[int] = ()
    droppable: Sequence[int] = ()


def show_table(headers: Sequence[str], rows: Sequence[Sequence[str]], layout: Layout = Layout()) -> None:
    """Print a table as wide as the terminal at most, and say which columns were left out."""
    from rich.console import Console  # slow to import
    from rich.table import Table

    on_screen = sys.stdout.isatty()
    width = None if on_screen else _WIDTH_OF_A_FILE
    console = Console(file=sys.stdout, width=width, markup=False, highlight=False)
    shape = _unbroken if on_screen else str
    columns = [_Column(at, [header, *(shape(row[at]) for row in rows)]) for at, header in enumerate(headers)]
    shown = _fitting(columns, layout.droppable, console.width)
    if on_screen and _least(shown) > console.width:
        _show_lists(headers, rows)
        return
    table = Table(show_lines=False, header_style="bold", expand=False)
    for column, wide in zip(shown, _widths(shown, console.width), strict=True):
        justify = "right" if column.at in layout.numeric else "left"
        table.add_column(column.texts[0], justify=justify, overflow="fold", width=wide)  # type: ignore[arg-type]
    for row in zip(*(column.texts[1:] for column in shown), strict=True):
        table.add_row(*row)
    console.print(table)
    if left_out := [header for at, header in enumerate(headers) if columns[at] not in shown]:
        say(f"Cửa sổ hẹp nên bớt cột {', '.join(left_out)}; nới rộng cửa sổ để xem đủ.")


def _show_lists(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    for row in rows:
        values = [f"{header}: {_unbroken(text)}" for header, text in zip(headers, row, strict=True) if text]
        say(*(f"{'  ' if at else '- '}{value}" for at, value in enumerate(values)))


class _Column:
    """One column: its place, its texts from the header on, the widths that it needs."""

    def __init__(self, at: int, texts: Sequence[str]) -> None:
        self.at, self.texts = at, texts
        words = [word for text in self.texts for word in text.split(" ")]
        longest = min(max(map(len, words), default=0), _LONGEST_WORD)
        self.most = max(len(line) for text in self.texts for line in text.split("\n"))
        self.least = max(longest, min(self.most, _NAME))


def _unbroken(text: str) -> str:
    """Return ``text`` with the spaces of a tag as ones that do not break."""
    return text.replace(" ", "\u00a0") if text.startswith("{{") else text


def _fitting(columns: Sequence[_Column], droppable: Sequence[int], width: int) -> list[_Column]:
    """Return the columns that are shown: without the first of ``droppable`` until the others fit."""
    shown = list(columns)
    for at in droppable:
        if _least(shown) <= width:
            break
        shown.remove(columns[at])
    return shown


def _widths(columns: Sequence[_Column], width: int) -> list[int]:
    """Return how wide each column is: as its texts, the widest less where that is too much for ``width``."""
    widths = [column.most for column in columns]
    while _total(widths) > width:
        spare = [wide - column.least for wide, column in zip(widths, columns, strict=True)]
        if max(spare) <= 0:
            break
        widest = max(range(len(widths)), key=lambda at: (spare[at] > 0, widths[at]))
        widths[widest] -= 1
    return widths


def _least(columns: Sequence[_Column]) -> int:
    return _total([column.least for column in columns])


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _BETWEEN * len(widths) + _EDGE
