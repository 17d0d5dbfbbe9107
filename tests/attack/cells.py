"""Hold the text that we read in every cell of a folder of table files against what LibreOffice shows.

    python -m tests.attack.cells FOLDER [--most N] [--examples N]

LibreOffice works with Vietnamese settings. Prints how many cells were compared, each kind of explained
difference with its reason and how often it came, and every difference without an explanation; ends with 1
when there is one, or when a file made the reader fail otherwise than in words.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile

from sokhet_docs.problems import WorkbookError
from sokhet_docs.workbook.reading import Book, Cell, Sheet, read_book
from sokhet_docs.workbook.reading.sheets import column_letters
from tests.attack.cell_differences import Difference, explain, has_pivot_tables
from tests.support.shown_cells import Rows, shown_cells

_ENDINGS = {".xlsx", ".xlsm", ".xls", ".ods"}
_BATCH, _SECONDS = 25, 120.0  # files in one call of LibreOffice, and the time that they have


@dataclass
class Tally:
    """What was compared and what came of it."""

    files: int = 0
    cells: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    not_shown: int = 0
    """Files that LibreOffice does not read, or not in time."""
    explained: Counter[str] = field(default_factory=Counter)
    examples: defaultdict[str, list[Difference]] = field(default_factory=lambda: defaultdict(list))
    unexplained: list[Difference] = field(default_factory=list)
    accidents: list[str] = field(default_factory=list)

    def report(self) -> str:
        """Return the figures as text."""
        reasons = (f"    {count:7}  {kind}" for kind, count in self.explained.most_common())
        refused = (f"    {count:7}  {said}" for said, count in self.refused.most_common())
        return "\n".join(
            [
                f"files compared:   {self.files}; LibreOffice reads none of {self.not_shown} more",
                f"refused in words: {self.refused.total()}",
                *refused,
                f"cells compared:   {self.cells}",
                f"  explained:      {self.explained.total()}",
                *reasons,
                f"  unexplained:    {len(self.unexplained)}",
                f"accidents:        {len(self.accidents)}",
            ]
        )


def compare_folder(folder: Path, tally: Tally, most: int | None = None) -> None:
    """Compare the first ``most`` (None: all) table files below ``folder``, in the order of their paths."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS)[:most]
    with tempfile.TemporaryDirectory(prefix="sokhet-docs-cells-", ignore_cleanup_errors=True) as temporary:
        for start in range(0, len(paths), _BATCH):
            _compare_batch(paths[start : start + _BATCH], Path(temporary), tally)


def _compare_batch(paths: Sequence[Path], folder: Path, tally: Tally) -> None:
    """Compare some files, each under a short name of its own, so that no two results share theirs."""
    copies = {}
    for number, path in enumerate(paths):
        copies[path] = folder / f"tep{number:03}{path.suffix.lower()}"
        copyfile(path, copies[path])
    shown = shown_cells(list(copies.values()), folder, _SECONDS)
    for path, copy in copies.items():
        if book := _read(path, copy, tally):
            tally.not_shown += copy not in shown
            tally.files += copy in shown
            _compare(path, book, shown.get(copy, {}), tally)
        copy.unlink()


def _read(path: Path, copy: Path, tally: Tally) -> Book | None:
    try:
        return read_book(copy, lambda name: True)
    except WorkbookError as err:
        tally.refused["; ".join(problem.message for problem in err.problems)] += 1
    except Exception:  # noqa: BLE001 -- whatever it is, it is what is looked for
        tally.accidents.append(f"{path}\n{traceback.format_exc()}")
    return None


def _compare(path: Path, book: Book, shown: Mapping[str, Rows], tally: Tally) -> None:
    for sheet in book.sheets:
        for difference in _differences(path, sheet, shown.get(sheet.name, ()), tally):
            if kind := explain(difference):
                tally.explained[kind] += 1
                tally.examples[kind].append(difference)
            else:
                tally.unexplained.append(difference)


def _differences(path: Path, sheet: Sheet, shown: Rows, tally: Tally) -> Iterator[Difference]:
    """Yield the cells that differ, spaces aside; a sheet that LibreOffice does not show has none."""
    if not shown:
        return
    theirs = {
        (row, column): text
        for row, texts in enumerate(shown, 1)
        for column, text in enumerate(texts, 1)
        if text.strip()
    }
    ours = {(row, column): cell for row, cells in sheet.rows.items() for column, cell in cells.items()}
    has_pivots = has_pivot_tables(path)
    for place in sorted(ours.keys() | theirs.keys()):
        cell, their_text = ours.get(place, Cell("")), theirs.get(place, "")
        tally.cells += 1
        if cell.text.split() != their_text.split():
            name = f"{sheet.name}!{column_letters(place[1])}{place[0]}"
            is_covered = any(
                top <= place[0] <= bottom and left <= place[1] <= right and place != (top, left)
                for top, left, bottom, right in sheet.merged
            )
            yield Difference(path, name, cell, their_text, is_covered, has_pivots)


def main(words: list[str]) -> int:
    """Compare as asked and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="table files, in folders or not")
    parser.add_argument("--most", type=int, help="compare only so many files")
    parser.add_argument("--examples", type=int, default=0, help="print so many of each explained kind")
    asked = parser.parse_args(words)
    tally = Tally()
    compare_folder(asked.folder, tally, asked.most)
    for kind, found in tally.examples.items() if asked.examples else ():
        print("\n".join([kind, *(f"    {difference}" for difference in found[: asked.examples])]))
    print("\n".join([*tally.accidents, *map(str, tally.unexplained), tally.report()]))
    return 1 if tally.unexplained or tally.accidents else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
