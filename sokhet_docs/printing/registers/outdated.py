"""Rows of a register whose release was taken back or whose number was corrected → lines that name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sokhet_docs.printing.registers.columns import RegisterForm, value_of
from sokhet_docs.printing.registers.matches import Matches, old_rows_of, rows_of
from sokhet_docs.printing.registers.sheet import RegisterSheet
from sokhet_docs.text.vietnamese import first_few

_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class OtherRows:
    """Rows that do not hold any more, by the title of their register.

    ``back`` are those of releases that were taken back; each of ``corrected`` has the rows in force, one for
    one, with the numbers that they had before a correction, the last correction first.
    """

    back: Mapping[str, Sequence[object]]
    corrected: Sequence[Mapping[str, Sequence[object]]] = ()

    def old(self, form: RegisterForm) -> list[Sequence[object]]:
        """Return the rows of one register from before each correction."""
        return [rows[form.title] for rows in self.corrected]


def tell_outdated(form: RegisterForm, matches: Matches, others: OtherRows) -> Iterator[str]:
    """Yield one line for each kind of rows that the clerk must strike out or correct."""
    kept = [
        (one.register, one.row, str(value_of(one.entry, "number"))) for one in matches.known if one.is_old
    ]
    old, back = old_rows_of(matches.left, others.old(form)), rows_of(matches.left, others.back[form.title])
    for words, places in (
        ("còn ghi số cũ, đã sửa ở lần phát hành; hãy sửa số bằng tay", kept),
        ("còn dòng ghi số cũ bên cạnh dòng ghi số đã sửa, hãy gạch bằng tay", _without_number(old)),
        ("còn dòng của lần phát hành đã thu hồi, hãy gạch bằng tay", _without_number(back)),
    ):
        if places:
            listed = first_few([*_iter_runs(places)], _MOST_TOLD, " và {} chỗ nữa", "; ")
            yield f"{form.title} {words}: {listed}."


_Place = tuple[RegisterSheet, int, str]  # a sheet, a row of it, the number that the row should have, or ""


def _without_number(rows: Sequence[tuple[RegisterSheet, int]]) -> list[_Place]:
    return [(register, row, "") for register, row in rows]


def _iter_runs(places: Sequence[_Place]) -> Iterator[str]:
    """Yield rows below each other of one number: ``Sổ!dòng 8 đến 9 (15-CV/ĐUK)``."""
    keys = (
        (one.sheet.name, row - at, one.text(row, "number"), wanted, row)
        for at, (one, row, wanted) in enumerate(places)
    )
    for (sheet, _, number, wanted), run in groupby(keys, key=lambda key: key[:4]):
        rows = [row for *_, row in run]
        until = f" đến {rows[-1]}" if len(rows) > 1 else ""
        now = f", nay là {wanted}" if wanted else ""
        yield f"{sheet}!dòng {rows[0]}{until} ({number}{now})"
