"""A letter's file → why it is not that of its unit: it is damaged, or carries the identity of another."""

from __future__ import annotations

from pathlib import Path

from sokhet_docs.office.docx_parts import read_parts
from sokhet_docs.office.safe_zip import UNREADABLE
from sokhet_docs.plan import Identity, read_identifier
from sokhet_docs.problems import Place, Problem

_AGAIN = "Xóa tệp rồi chạy sokhet-docs generate để tạo lại."


def find_stranger(path: Path, unit_code: str, unit_name: str, plan_code: str | None) -> Problem | None:
    """Return why the letter ``path`` is not that of the unit ``unit_code``; None when nothing says so.

    ``plan_code`` None: the plan is not known, and any will do. A file without an identity of ours may be
    anybody's.
    """
    place = Place(str(path))
    try:
        identity = read_identifier(read_parts(path.read_bytes(), marks=True).identifier)
    except (OSError, *UNREADABLE):
        return Problem(place, "Tệp hỏng, không đọc được.", _AGAIN)
    if identity is None or identity == Identity(plan_code or identity.plan_code, unit_code):
        return None
    message = f"Tệp của “{unit_name}” lại ghi mã {identity.visible} của đơn vị hay kế hoạch khác."
    return Problem(
        place, message, "Mở tệp xem; nếu chép nhầm, xóa tệp rồi chạy sokhet-docs generate để tạo lại."
    )
