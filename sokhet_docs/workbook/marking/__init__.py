"""A workbook → a copy with some of its cells changed, everything else in it as it was.

The entry points are `mark_workbook` (faulty cells coloured and noted), `empty_cells` and `fill_rows`.
"""

from sokhet_docs.workbook.marking.emptied_cells import empty_cells
from sokhet_docs.workbook.marking.filled_rows import NewRow, fill_rows
from sokhet_docs.workbook.marking.marked_copy import mark_workbook

__all__ = ["NewRow", "empty_cells", "fill_rows", "mark_workbook"]
