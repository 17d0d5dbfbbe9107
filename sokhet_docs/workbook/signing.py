"""Cells of a number, an authority, a signatory → clean texts; what no Party document says is noted."""

from __future__ import annotations

import re

from sokhet_docs.workbook.table_cell import TableCell

_REFERENCE = re.compile(r"số\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,6}(?:[a-zđ]|bis)?")
_TITLE = re.compile(
    r"(?:(?:PGS|GS|TSKH|TS|ThS|Th\.S|BS|DS|KS|CN|LS|NGND|NGƯT|TTND|TTƯT)(?!\w)\.?"
    r"|(?i:phó giáo sư|giáo sư|tiến s[ĩỹ]|thạc s[ĩỹ]|bác s[ĩỹ]|kỹ sư|luật sư|đồng chí|đ/c)(?!\w))"
)
_NO_NAME = re.compile(
    r"\(.*\)|\(?(?:đã k[ýí]|k[ýí] tên|k[ýí](?=,)|k[ýí] và)\b.*|[\s.…_]+|không có|chưa có", re.IGNORECASE
)


def read_number(cell: TableCell, owner: str) -> str:
    """Return the number of ``owner`` (kế hoạch); more than a number (05-KH) is an error."""
    text = cell.text()
    if text and not _NUMBER.fullmatch(text):
        hint = "Chỉ ghi số, ví dụ 05; ký hiệu phía sau được ghi tự động."
        cell.error(f"“{text}” không phải là số của {owner}.", hint)
    return text


def find_whole_reference(cell: TableCell) -> None:
    """Find a whole reference (05-KH/ĐUK) where the code of a body alone is printed behind its number."""
    text = cell.line()
    if "/" in text or _REFERENCE.match(text):
        hint = "Chỉ ghi phần sau dấu gạch chéo, ví dụ ĐUK; số và loại văn bản được ghi tự động."
        cell.error(f"“{text}” không phải là ký hiệu của cơ quan.", hint)


def find_state_form(cell: TableCell) -> None:
    """Find TM., KT., TL., TUQ.: signing forms of state documents, which Party documents do not use [P]."""
    if match := re.match(r"(TM|KT|TL|TUQ)\.", cell.line()):
        hint = "Văn bản của Đảng ghi T/M, K/T, T/L hoặc Q."
        cell.warning(f"“{match[1]}.” là cách ghi của văn bản nhà nước.", hint)


def find_title(cell: TableCell) -> None:
    """Find a degree or title before the signatory's name, which Party documents do not print [P].

    What is no name, as (đã ký), is an error.
    """
    if cell.cell and _NO_NAME.fullmatch(text := cell.line()):
        cell.error(f"“{text}” không phải là họ tên người ký.", "Ghi họ tên, hoặc để trống.")
        return
    if match := _TITLE.match(cell.line()):
        hint = "Văn bản của Đảng chỉ ghi họ và tên, không ghi học hàm, học vị, danh hiệu."
        cell.warning(f"“{match.group()}” đứng trước họ tên người ký.", hint)
