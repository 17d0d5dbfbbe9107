"""A rehearsal → the lines that the clerk reads: which drafts and why, what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from sokhet_docs.letters import MARK, Rehearsal


def rehearsal_lines(rehearsal: Rehearsal) -> Iterator[str]:
    """Yield the lines that end a rehearsal."""
    units = {draft.choice.unit.code for draft in rehearsal.drafts}
    files = len(rehearsal.drafts)
    yield f"Bản thử của {len(units)} đơn vị khó nhất: {files} tệp, thư mục {rehearsal.folder}."
    for draft in rehearsal.drafts:
        yield f"  {draft.path.name}: {draft.choice.kind}; {'; '.join(draft.choice.reasons)}"
    yield _verdict(rehearsal)
    yield f"Mỗi trang mang chữ {MARK}. Lần thử sau có thể ghi đè; đừng sửa tay ở đây."
    yield "Khi đã vừa ý, chạy lại lệnh này mà không có --rehearse."


def _verdict(rehearsal: Rehearsal) -> str:
    if not rehearsal.has_office:
        return "Máy này chưa có LibreOffice nên chưa soát được việc ngắt trang: hãy mở từng tệp để xem."
    if not rehearsal.is_checked:
        return "Chưa soát được việc ngắt trang: hãy mở từng tệp để xem."
    if rehearsal.layout_faults:
        found = f"{len(rehearsal.layout_faults)} chỗ cần xem (các cảnh báo ở trên)"
    else:
        found = "không thấy lỗi"
    return f"Ngắt trang, theo LibreOffice (Word có thể hơi khác): {found}."
