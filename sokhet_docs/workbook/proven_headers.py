"""Headers that may mean several columns → the column that what stands below them proves.

"Hạn" and "Ngày nộp" over days are the deadline of the report; "Hình thức hội nghị" over Hội nghị and Báo cáo
says which of the two a unit does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sokhet_docs.text.vietnamese import match_key, parse_date
from sokhet_docs.workbook.reading import Cell, CellKind, Sheet
from sokhet_docs.workbook.tick_words import Says, said_by

_DEADLINES = (
    "Hạn", "Hạn nộp BC", "Hạn BC", "Hạn gửi BC", "Thời hạn nộp BC", "Thời hạn gửi BC", "Hạn chót",
    "Hạn chót nộp báo cáo", "Ngày nộp", "Ngày nộp BC", "Ngày phải nộp", "Ngày phải gửi", "Ngày hết hạn",
    "Nộp trước ngày", "Gửi trước ngày", "Trước ngày", "Thời gian nộp", "Thời gian nộp báo cáo",
    "Thời gian gửi báo cáo", "Deadline",
)  # fmt: skip
_FORMS = (
    "Hình thức hội nghị", "Hình thức họp", "Hình thức tổ chức", "Hình thức tổ chức hội nghị",
    "Hội nghị/Báo cáo", "Hội nghị, báo cáo", "Hội nghị hay báo cáo", "Hội nghị hoặc báo cáo", "Phương thức",
)  # fmt: skip


def _are_days(cells: Sequence[Cell]) -> bool:
    return all(cell.kind is CellKind.DATETIME or _is_day(cell.text) for cell in cells)


def _is_day(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def _are_forms(cells: Sequence[Cell]) -> bool:
    return said_by("", [cell.text for cell in cells]) is Says.FORM


_PROOFS: Mapping[str, tuple[frozenset[str], Callable[[Sequence[Cell]], bool]]] = {
    "report_deadline": (frozenset(map(match_key, _DEADLINES)), _are_days),
    "review_form": (frozenset(map(match_key, _FORMS)), _are_forms),
}


def find_proven(sheet: Sheet, row: int, names: Sequence[str]) -> dict[str, str]:
    """Return which of the columns ``names`` the headers in ``row`` are proved to be, by their match keys.

    Of several headers for one column none is proved.
    """
    keys = {number: match_key(cell.text) for number, cell in sheet.rows[row].items()}
    found: dict[str, str] = {}
    for name in _PROOFS.keys() & names:
        headers, proof = _PROOFS[name]
        proved = [key for number, key in keys.items() if key in headers and _holds(sheet, row, number, proof)]
        found |= {proved[0]: name} if len(proved) == 1 else {}
    return found


def _holds(sheet: Sheet, row: int, column: int, proof: Callable[[Sequence[Cell]], bool]) -> bool:
    below = [cells[column] for number, cells in sheet.rows.items() if number > row and column in cells]
    return bool(below) and proof(below)
