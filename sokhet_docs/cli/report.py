"""A run's summary → the closing lines that the clerk reads: how many of what, where, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sokhet_docs.letters import Summary
from sokhet_docs.outbox import Change, Fate, Outcome
from sokhet_docs.plan import ReviewForm

_FATES = {
    Fate.NEW: "mới",
    Fate.CHANGED: "đổi nội dung, đã thay",
    Fate.UNCHANGED: "không đổi",
    Fate.KEPT: "đã sửa tay, được giữ nguyên",
    Fate.REPLACED: "đã sửa tay, đã thay (bản cũ nằm trong .luu)",
    Fate.BLOCKED: "chưa ghi được",
}
_WOULD = {
    Fate.NEW: "sẽ làm mới",
    Fate.CHANGED: "đổi nội dung, sẽ thay",
    Fate.UNCHANGED: "không đổi",
    Fate.KEPT: "đã sửa tay, sẽ giữ nguyên",
    Fate.REPLACED: "đã sửa tay, sẽ thay (bản cũ sẽ vào .luu)",
    Fate.BLOCKED: "đang mở, sẽ không ghi được",
}
_FORMS = {ReviewForm.CONFERENCE: "tổ chức hội nghị", ReviewForm.REPORT: "chỉ gửi báo cáo"}
_MAX_CHANGES = 5  # old → new words shown for a file
_MAX_NEW = 10  # new files named one by one, where others stood before


def closing_lines(summary: Summary) -> list[str]:
    """Return the lines that end a run."""
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
    units = len({packet.unit.code for packet in summary.job.chosen})
    files = len(summary.outcomes)
    written = "Chạy thử, không ghi gì: " if summary.dry_run else ""
    return f"{written}{units} đơn vị, {files} tệp, thư mục {summary.folder}."


def _counts(summary: Summary) -> Iterator[str]:
    forms = Counter({packet.unit.code: packet.unit.review_form for packet in summary.job.chosen}.values())
    yield "  " + ", ".join(f"{forms[form]} {words}" for form, words in _FORMS.items() if forms[form])
    fates = Counter(outcome.fate for outcome in summary.outcomes)
    told = _words_for(summary)
    yield "  " + ", ".join(f"{fates[fate]} {told[fate]}" for fate in told if fates[fate])


def _words_for(summary: Summary) -> Mapping[Fate, str]:
    return _WOULD if summary.dry_run else _FATES


def _details(summary: Summary) -> Iterator[str]:
    untold = {Fate.UNCHANGED} if _are_few_new(summary.outcomes) else {Fate.UNCHANGED, Fate.NEW}
    for outcome in summary.outcomes:
        if outcome.fate in untold:
            continue
        yield f"{outcome.path.name}: {_words_for(summary)[outcome.fate]}"
        if outcome.beside:
            yield f"    bản mới {'sẽ ' if summary.dry_run else ''}đặt bên cạnh: {outcome.beside.name}"
        yield from (_words(change) for change in outcome.changes[:_MAX_CHANGES])
        if len(outcome.changes) > _MAX_CHANGES:
            yield f"    … và {len(outcome.changes) - _MAX_CHANGES} chỗ khác"


def _are_few_new(outcomes: Sequence[Outcome]) -> bool:
    new = sum(outcome.fate is Fate.NEW for outcome in outcomes)
    return 0 < new <= _MAX_NEW and new < len(outcomes)


def _words(change: Change) -> str:
    times = f" ({change.times} chỗ)" if change.times > 1 else ""
    return f"    {change.place}: “{change.old}” → “{change.new}”{times}"


def _next_steps(summary: Summary) -> Iterator[str]:
    fates = {outcome.fate for outcome in summary.outcomes}
    if summary.dry_run:
        yield "Để ghi thật, chạy lại lệnh này mà không có --dry-run."
    elif fates <= {Fate.UNCHANGED, Fate.KEPT} and not any(outcome.beside for outcome in summary.outcomes):
        yield "Không có gì thay đổi so với lần trước."
    elif any(outcome.beside for outcome in summary.outcomes):
        yield "Hãy đối chiếu từng tệp “(mới)” với tệp đã sửa tay; thêm --force nếu muốn thay hẳn."
    else:
        yield "Tiếp theo: mở vài tệp để xem, rồi lập nơi nhận: sokhet-docs recipients -o noi-nhan.docx"
