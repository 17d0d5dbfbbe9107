"""The value of a fact as it was typed for an old document → as the sentences of the templates take it.

Words and signs that the templates print themselves go: the quotes of a title, Căn cứ, qua, a final stop.
"""

from __future__ import annotations

import re

from sokhet_docs.text.vietnamese import lower_first, match_key
from sokhet_docs.workbook.fact_lines import WORKS
from sokhet_docs.workbook.table_cell import TableCell, without_separator

_LEADING = {
    "subject.basis": re.compile(r"(?:(?:căn cứ|thực hiện)\b\s*:?\s*)+", re.IGNORECASE),
    "subject.document": re.compile(r"(?:(?:việc\s+)?thực hiện\b\s*:?\s*)+", re.IGNORECASE),
    "issuer.through": re.compile(r"(?:gửi\s+)?qua\s+", re.IGNORECASE),
}
_TRAILING = {
    "issuer.place": re.compile(r"\s*,\s*ngày\b.*", re.IGNORECASE | re.DOTALL),
    "subject.occasion": re.compile(r"\s+(?:việc\s+)?thực hiện\s*", re.IGNORECASE),
}
_QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’", "'": "'"}
_WITH_STOP = ("signatory.authority",)  # Q.
_WITHIN_SENTENCES = ("subject.occasion", "subject.work")
_WORKS = tuple(map(match_key, WORKS))
_BASIS = re.compile(r"^\s*[-–+]?\s*(?:căn cứ|thực hiện|theo)\b", re.IGNORECASE | re.MULTILINE)


def as_printed(name: str, text: str) -> str:
    """Return ``text``, the value of the fact ``name``, without what the templates print around it."""
    if name not in _WITH_STOP:
        text = without_separator(text)
    if (pattern := _LEADING.get(name)) and (match := pattern.match(text)):
        text = text[match.end() :]
    if pattern := _TRAILING.get(name):
        text = re.sub(rf"(?:{pattern.pattern})\Z", "", text, flags=pattern.flags)
    if name in _WITHIN_SENTENCES and match_key(text).startswith(_WORKS) and not text.isupper():
        text = lower_first(text)
    return _without_quotes(text) if name == "subject.title" else text


def _without_quotes(text: str) -> str:
    """Return ``text`` without the quotes around all of it: those of “A” and “B” stay."""
    inner = without_separator(text[1:-1])
    is_quoted = len(text) > 2 and _QUOTES.get(text[0]) == text[-1]
    return inner if is_quoted and text[0] not in inner and text[-1] not in inner else text


def find_several_bases(cell: TableCell) -> None:
    """Ask about several bases, each in a line that begins with Căn cứ: one sentence prints them all."""
    text = cell.cell.text if cell.cell else ""
    if (count := len(_BASIS.findall(text))) > 1:
        message = (
            f"“{cell.label}” có {count} dòng mở đầu như một căn cứ riêng, kế hoạch chỉ in thành một câu."
        )
        cell.warning(message, "Viết thành một câu, chỉ nêu tên các văn bản, cách nhau bằng dấu phẩy.")
