"""What a name begins with that is no part of it: a number, a bullet, an abbreviated kind of body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sokhet_docs.problems import ProblemCollector
from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook.reading import Cell, CellKind, Sheet
from sokhet_docs.workbook.reading.sheets import column_letters
from sokhet_docs.workbook.table_cell import TableCell

_MAX_NAMED = 10  # cells in one line
# Bounded, not possessive: Python 3.11.2 goes wrong on possessive repeats within a group.
_NUMBER = r"\(?\d{1,3}(?:\.\d{1,3}){0,4}(?:[.)/:]|\s?[-–—](?=\s)){1,3}"
_BULLET = "[-–—−+*•·●○■□▪▫◦‣►▸➢➤✓✔√§¤\uf0a7\uf0b7\uf0fc\uf0d8]"
_BEFORE_KIND = r"\d{1,3}(?=\s+(?:đảng|chi) bộ\b)"
_LETTER = r"(?-i:[a-zđ])[)/](?=\s)"
_BODY = r"(?:đảng|chi) (?:bộ|ủy|uỷ|ủy)\b"
_LETTER_BEFORE_KIND = rf"(?:[ivx]{{1,4}}|[a-zđ])\s?[.)/:–-]\s*(?={_BODY})"
_ADDRESS = rf"kính gửi\s*:?(?=\s)|kính gửi:|gửi\s*:|gửi\s+(?={_BODY})"
_MARK = re.compile(
    rf"\s*((?:(?:{_ADDRESS}|{_NUMBER}|{_BULLET}|{_BEFORE_KIND}|{_LETTER}|{_LETTER_BEFORE_KIND})\s*){{1,6}})"
    r"(?=[^\W\d_])",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"\b{_BODY}.+(?:[,;\n&]|\bvà\b)\s*{_BODY}|^\s*(?:các|những|\d+)\s+(?:đơn vị|{_BODY})"
    r"|^\s*(?:như|theo|có)\s+danh sách\b",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS_ALONE = re.compile(rf"\s*((?:{_ADDRESS}))\s*", re.IGNORECASE)
_GONE = re.compile(
    r"\((?:đã |xin |đề nghị )?(?:bỏ|xóa|xoá|hủy|huỷ|không gửi|ko gửi|thôi|giải thể|sáp nhập|hợp nhất"
    r"|chia tách|chấm dứt|tạm dừng|tạm hoãn|hoãn)\b(?! từ\b)[^)]*\)"
    r"|[-–—]\s*(?:đã\s+|xin\s+)?(?:bỏ|xóa|xoá|không gửi|giải thể|sáp nhập|hợp nhất|chấm dứt)\s*$"
    r"|(?<=[^\W\d_])\s*\?{2,}",
    re.IGNORECASE,
)
# How the kind of a body is written shortly, and the committee's name that stands for the body's.
_SHORT = {
    "đb": "Đảng bộ",
    "db": "Đảng bộ",
    "đbcs": "Đảng bộ",
    "đu": "Đảng bộ",
    "cb": "Chi bộ",
    "cbcs": "Chi bộ",
}
_HALF_SHORT = {"đbộ": "Đảng bộ", "cbộ": "Chi bộ"}
_COMMITTEES = {match_key("đảng ủy"): "Đảng bộ", match_key("chi ủy"): "Chi bộ"}


def without_list_marks(
    sheet: Sheet, columns: Sequence[int], records: Sequence[int], problems: ProblemCollector
) -> Sheet:
    """Return ``sheet`` with the names in ``columns`` of its ``records`` without what is written before them.

    That is a number, a bullet, the words Kính gửi. What was left out is told in one line.
    """
    rows: dict[int, Mapping[int, Cell]] = dict(sheet.rows)
    told = []
    for number in records:
        for column in columns:
            cell = rows[number].get(column)
            if cell is None or cell.kind is not CellKind.TEXT or not (mark := _mark_of(cell.text)):
                continue
            rows[number] = {**rows[number], column: cell._replace(text=cell.text[mark.end() :])}
            told.append(f"{column_letters(column)}{number} “{mark[1].strip()}”")
    if told:
        listed = "; ".join(told[:_MAX_NAMED]) + ("; …" if len(told) > _MAX_NAMED else "")
        address = ", chữ “Kính gửi”" if "gửi" in listed.casefold() else ""
        message = f"Đã bỏ số thứ tự, dấu đầu dòng{address} đứng trước {len(told)} tên: {listed}."
        problems.warning(sheet.place(), message, "Nếu là một phần của tên, hãy viết tên cách khác.")
    return replace(sheet, rows=rows) if told else sheet


def find_several(cells: Sequence[TableCell]) -> None:
    """Tell the names in ``cells`` that may be several units: each row gets one letter."""
    found = [
        f"{cell.place.cell} “{' '.join(cell.cell.text.split())}”"
        for cell in cells
        if cell.cell and _SEVERAL.search(cell.cell.text)
    ]
    if found:
        listed = "; ".join(found[:_MAX_NAMED]) + ("; …" if len(found) > _MAX_NAMED else "")
        message = f"Có tên có vẻ là nhiều đơn vị, mỗi dòng chỉ làm một bản: {listed}."
        cells[0].problems.warning(cells[0].sheet.place(), message, "Nếu phải, hãy ghi mỗi đơn vị một dòng.")


def _mark_of(text: str) -> re.Match[str] | None:
    """Return what stands before the name; of a list in lines, whose marks go together, the address."""
    return (_MARK if "\n" not in text.strip() else _ADDRESS_ALONE).match(text)


def find_remarks(cells: Iterable[TableCell]) -> None:
    """Find the names in ``cells`` with a remark that the unit is gone, or that it is not known yet."""
    for cell in cells:
        if cell.cell and (match := _GONE.search(cell.cell.text)):
            message = f"Tên có ghi “{match.group().strip()}”: chưa rõ còn gửi cho đơn vị này không."
            cell.error(message, "Không gửi thì xóa dòng; còn gửi thì xóa lời ghi ấy.")


def has_gone(cell: TableCell) -> bool:
    """Return whether the name in ``cell`` has such a remark."""
    return bool(cell.cell and _GONE.search(cell.cell.text))


def offer_kinds(cells: Sequence[TableCell]) -> None:
    """Ask about the names in ``cells``, of units of no known kind, that begin with one written otherwise."""
    offered = [
        f"{cell.place.cell} “{name}” (“{meant}”?)"
        for cell in cells
        if (meant := _with_kind(name := cell.line()))
    ]
    if offered:
        listed = "; ".join(offered[:_MAX_NAMED]) + ("; …" if len(offered) > _MAX_NAMED else "")
        message = f"Có {len(offered)} tên chưa rõ là đảng bộ hay chi bộ: {listed}."
        cells[0].problems.warning(
            cells[0].sheet.place(), message, "Nếu phải, hãy viết đủ tên; nếu không, thư gửi đúng tên đã ghi."
        )


def _with_kind(name: str) -> str:
    """Return ``name`` with its kind written out; "" when it begins with none."""
    first, _, rest = name.partition(" ")
    letters = re.sub(r"[\W_]", "", first)
    second, _, after = rest.partition(" ")
    if kind := _COMMITTEES.get(match_key(f"{first} {second}")):
        return f"{kind} {after}".rstrip()
    is_short = letters.isupper() and not name.isupper()
    kind = _HALF_SHORT.get(letters.casefold()) or (_SHORT.get(letters.casefold()) if is_short else None)
    return f"{kind} {rest}" if kind and rest else ""
