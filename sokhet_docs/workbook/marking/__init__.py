"""A workbook and its problems → a copy with the faulty cells coloured, a note on each.

The entry point is `mark_workbook`.
"""

from sokhet_docs.workbook.marking.marked_copy import mark_workbook

__all__ = ["mark_workbook"]
