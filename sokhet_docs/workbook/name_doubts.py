"""The names of units, all together → what makes some of them doubtful, each kind said in one line.

Names that are only a kind of body, that hold a remark, that are in small letters; rows that lack a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sokhet_docs.text.vietnamese import first_few, match_key
from sokhet_docs.workbook.capital_names import ordinary_writing
from sokhet_docs.workbook.name_beginnings import find_remarks, find_several, has_gone
from sokhet_docs.workbook.table_cell import TableCell

_MAX_NAMED = 10  # cells in one line
_FEW = 3  # rows without a name that are each named at their place
_KINDS = tuple(map(match_key, ("đảng bộ", "chi bộ", "đảng ủy", "chi ủy", "đảng bộ cơ sở", "chi bộ cơ sở")))
_REMARK = re.compile(
    r"\((?:\s*\d+\s+[^\W\d_]|[^()]*\d{1,2}/\d{1,4}|\s*(?:mới\s+\w+|trước đây|nay là|nay thuộc"
    r"|đổi tên|thành lập|tách|chia"
    r"|sáp nhập|hợp nhất|giải thể|chuyển|nhập)\b)[^()]*\)",
    re.IGNORECASE,
)
_SAME_NUMBERS_HINT = (
    "Tên tệp bắt đầu bằng số ấy nên sẽ xen nhau, và số không còn chỉ riêng một đơn vị."
    " Nếu cần thì đánh số liền từ đầu đến cuối; không thì để yên."
)


def find_bare_kinds(cells: Sequence[TableCell]) -> frozenset[int]:
    """Find the names that are only Đảng bộ, Chi bộ or the like, an error; return their rows."""
    found = [cell for cell in cells if match_key(cell.line()) in _KINDS]
    if found:
        listed = _listed(found, lambda cell: f"“{cell.line()}”")
        message = f"Có {len(found)} tên chỉ ghi loại tổ chức, thiếu tên đơn vị: {listed}."
        hint = "Ghi đủ tên trong một ô; nếu tên đang ghi ở hai cột thì nối hai cột làm một."
        found[0].problems.error(found[0].sheet.place(), message, hint)
    return frozenset(cell.row for cell in found)


def find_doubts(cells: Sequence[TableCell]) -> None:
    """Find the names that may be several units, that hold a remark, that are in small letters."""
    find_several(cells)
    find_remarks(cells)
    _ask_about_remarks([cell for cell in cells if not has_gone(cell)])
    _ask_about_small_letters(cells)


def _ask_about_remarks(cells: Sequence[TableCell]) -> None:
    """Ask about the names that hold a remark of the clerk's: (12 chi bộ), (sáp nhập từ 01/7/2025)."""
    found = {cell.row: match.group() for cell in cells if (match := _REMARK.search(cell.line()))}
    if found:
        noted = [cell for cell in cells if cell.row in found]
        listed = _listed(noted, lambda cell: f"“{found[cell.row]}”")
        message = f"Có {len(found)} tên kèm lời ghi, thư sẽ in cả lời ấy: {listed}."
        hint = "Nếu chỉ ghi để nhớ thì chuyển sang cột “Ghi chú”; nếu là một phần của tên thì để yên."
        noted[0].problems.warning(noted[0].sheet.place(), message, hint)


def _ask_about_small_letters(cells: Sequence[TableCell]) -> None:
    """Ask about the names that are wholly in small letters."""
    if found := [cell for cell in cells if _is_small(cell.line())]:
        listed = _listed(found, lambda cell: f"“{cell.line()}” (“{ordinary_writing(cell.line().upper())}”?)")
        message = f"Có {len(found)} tên viết toàn chữ thường, thư sẽ in đúng như vậy: {listed}."
        found[0].problems.warning(found[0].sheet.place(), message, "Nên gõ lại, viết hoa đúng quy định.")


def _is_small(name: str) -> bool:
    return name.islower() and len(name.split()) > 2


def find_nameless(cells: Sequence[TableCell]) -> frozenset[int]:
    """Find the rows that lack a name, as when they were numbered in advance; return them when told in one."""
    rows = [cell.row for cell in cells if cell.cell is None]
    if len(rows) < _FEW:
        return frozenset()
    first = next(cell for cell in cells if cell.cell is None)
    listed = first_few(_spans(rows), _MAX_NAMED, ", …")
    message = f"Có {len(rows)} dòng chưa có “{first.label}”: dòng {listed}."
    first.error(message, "Điền tên, hoặc xóa cả dòng.")
    return frozenset(rows)


def tell_same_numbers(same: Sequence[tuple[int, TableCell, TableCell]]) -> None:
    """Tell the numbers that an earlier unit has, each with its cell and that one's: several in one line."""
    if len(same) == 1:
        number, cell, first = same[0]
        cell.warning(f"Số thứ tự {number} đã có ở ô {first.place.cell}.")
    elif same:
        cell = same[0][1]
        listed = first_few(_spans([each.row for _, each, _ in same]), _MAX_NAMED, ", …")
        message = f"Có {len(same)} đơn vị mang số thứ tự đã có ở trên: dòng {listed}."
        cell.problems.warning(cell.sheet.place(), message, _SAME_NUMBERS_HINT)


def _listed(cells: Sequence[TableCell], shown: Callable[[TableCell], str]) -> str:
    """Return the places of ``cells`` with what is ``shown`` of each."""
    texts = [f"{cell.place.cell} {shown(cell)}" for cell in cells]
    return first_few(texts, _MAX_NAMED, "; …", "; ")


def _spans(rows: Sequence[int]) -> list[str]:
    """Return ``rows``, in their order, as spans: 6–59, 61."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and spans[-1][-1] == row - 1:
            spans[-1].append(row)
        else:
            spans.append([row])
    return [str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans]
