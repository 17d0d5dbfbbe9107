"""A workbook and its templates → marked drafts of the hardest few units, and the faults of their layout.

The entry point is `rehearse`.
"""

from sokhet_docs.letters.rehearsal.drafts import Rehearsal, rehearse
from sokhet_docs.letters.rehearsal.printed_documents import MARK

__all__ = ["MARK", "Rehearsal", "rehearse"]
