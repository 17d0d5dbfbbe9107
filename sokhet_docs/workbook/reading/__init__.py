"""Any table file → sheets of cells, each with the text that its program shows.

The entry point is `read_book`.
"""

from sokhet_docs.workbook.reading.sheets import Book, Cell, CellKind, Doubt, Sheet, column_letters, sheet_key
from sokhet_docs.workbook.reading.table_files import read_book

__all__ = ["Book", "Cell", "CellKind", "Doubt", "Sheet", "column_letters", "read_book", "sheet_key"]
