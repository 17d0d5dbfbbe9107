"""A run of `generate` or a rehearsal → the titles of its stages, and its closing lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sokhet_docs.letters import MARK, Rehearsal, Stage, Summary
from sokhet_docs.outbox import Change, Fate, Outcome
from sokhet_docs.plan import ReviewForm

STAGE_TITLES = {
    Stage.READ: "Đang đọc tệp Excel",
    Stage.PACK: "Đang xếp văn bản cho từng đơn vị",
    Stage.COMPILE: "Đang mở các mẫu Word",
    Stage.CHECK: "Đang soát mẫu",
    Stage.RENDER: "Đang điền văn bản",
    Stage.WRITE: "Đang ghi tệp",
}
FATES = {
    Fate.NEW: "mới",
    Fate.CHANGED: "đổi nội dung, đã thay",
    Fate.UNCHANGED: "không đổi",
    Fate.KEPT: "đã sửa tay, được giữ nguyên",
    Fate.REPLACED: "đã sửa tay, đã thay (bản cũ nằm trong .luu)",
    Fate.SENT: "đã phát hành, không đổi",
    Fate.BLOCKED: "chưa ghi được",
}
_WOULD = {
    Fate.NEW: "sẽ làm mới",
    Fate.CHANGED: "đổi nội dung, sẽ thay",
    Fate.UNCHANGED: "không đổi",
    Fate.KEPT: "đã sửa tay, sẽ giữ nguyên",
    Fate.REPLACED: "đã sửa tay, sẽ thay (bản cũ sẽ vào .luu)",
    Fate.SENT: "đã phát hành, không đổi",
    Fate.BLOCKED: "đang mở, sẽ không ghi được",
}
_FORMS = {ReviewForm.CONFERENCE: "tổ chức hội nghị", ReviewForm.REPORT: "chỉ gửi báo cáo"}
_MAX_CHANGES = 5  # old → new words shown for a file
_MAX_NEW = 10  # new files that are listed by name, where others were there before


def closing_lines(summary: Summary) -> list[str]:
    """Return the closing lines of `generate`."""
    return [
        *_details(summary),
        *(f"Không còn trong danh sách, vẫn giữ tệp: {path.name}" for path in summary.orphans),
        *_outdated(summary),
        _headline(summary),
        *_counts(summary),
        *_next_steps(summary),
    ]


def _outdated(summary: Summary) -> Iterator[str]:
    if summary.outdated:
        count, first = len(summary.outdated), summary.outdated[0].name
        yield f"{count} tệp của những lần trước, tên khác hay gộp khác, vẫn nằm đây (đầu tiên là {first})."
        yield "    Hãy dời chúng đi nơi khác kẻo gửi nhầm."


def _headline(summary: Summary) -> str:
    units = len({packet.unit.code for packet in summary.packets})
    files = len(summary.outcomes)
    written = "Chạy thử, không ghi gì: " if summary.dry_run else ""
    return f"{written}{units} đơn vị, {files} tệp, thư mục {summary.folder}."


def _counts(summary: Summary) -> Iterator[str]:
    forms = Counter({packet.unit.code: packet.unit.review_form for packet in summary.packets}.values())
    yield "  " + ", ".join(f"{forms[form]} {name}" for form, name in _FORMS.items() if forms[form])
    fates = Counter(outcome.fate for outcome in summary.outcomes)
    words = _words_for(summary)
    yield "  " + ", ".join(f"{fates[fate]} {words[fate]}" for fate in words if fates[fate])
    if later := sum(outcome.sent is not None for outcome in summary.outcomes):
        yield f"  {later} tệp khác bản đã phát hành, để bên cạnh cho lần phát hành sau"


def _words_for(summary: Summary) -> Mapping[Fate, str]:
    return _WOULD if summary.dry_run else FATES


def _details(summary: Summary) -> Iterator[str]:
    unlisted = {Fate.UNCHANGED, Fate.SENT}
    if not _are_few_new(summary.outcomes):
        unlisted.add(Fate.NEW)
    for outcome in summary.outcomes:
        if outcome.fate in unlisted and not outcome.sent:
            continue
        yield f"{outcome.path.name}: {_words_for(summary)[outcome.fate]}"
        if outcome.sent:
            yield f"    khác bản đã phát hành {_place_of(outcome.sent)}"
        if outcome.beside:
            yield f"    bản mới {'sẽ ' if summary.dry_run else ''}đặt bên cạnh: {outcome.beside.name}"
        yield from (_change_line(change) for change in outcome.changes[:_MAX_CHANGES])
        if len(outcome.changes) > _MAX_CHANGES:
            yield f"    … và {len(outcome.changes) - _MAX_CHANGES} chỗ khác"


def _place_of(copy: Path) -> str:
    """Return the path of a released letter's copy, from the output folder."""
    return "/".join(copy.parts[-3:])


def _are_few_new(outcomes: Sequence[Outcome]) -> bool:
    new = sum(outcome.fate is Fate.NEW for outcome in outcomes)
    return 0 < new <= _MAX_NEW and new < len(outcomes)


def _change_line(change: Change) -> str:
    times = f" ({change.times} chỗ)" if change.times > 1 else ""
    return f"    {change.place}: “{change.old}” → “{change.new}”{times}"


def _next_steps(summary: Summary) -> Iterator[str]:
    fates = {outcome.fate for outcome in summary.outcomes}
    if Fate.BLOCKED in fates:
        yield "Mở các chỗ lỗi nêu ở trên ra sửa, rồi chạy lại lệnh này."
    elif summary.dry_run:
        yield "Để ghi thật, chạy lại lệnh này mà không có --dry-run."
    elif any(outcome.sent for outcome in summary.outcomes):
        yield "Xem lại các tệp ấy rồi phát hành lần sau: sokhet-docs release"
    elif fates <= {Fate.UNCHANGED, Fate.KEPT, Fate.SENT} and not _has_offers(summary):
        yield "Không có gì thay đổi so với lần trước."
    elif _has_offers(summary):
        yield "Hãy đối chiếu từng tệp “(mới)” với tệp đã sửa tay; thêm --force nếu muốn thay hẳn."
    else:
        yield "Tiếp theo: mở vài tệp để xem, rồi lập nơi nhận: sokhet-docs recipients -o noi-nhan.docx"


def _has_offers(summary: Summary) -> bool:
    return any(outcome.beside for outcome in summary.outcomes)


def rehearsal_lines(rehearsal: Rehearsal) -> Iterator[str]:
    """Yield the closing lines of a rehearsal."""
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
