"""A run's summary → the closing lines that the clerk reads: how many of what, where, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sokhet_docs.generation import Summary
from sokhet_docs.outbox.changes import Change
from sokhet_docs.outbox.outbox import Fate, Outcome
from sokhet_docs.plan import ReviewForm

_FATES = {
    Fate.NEW: "mới",
    Fate.CHANGED: "đổi nội dung, đã thay",
    Fate.UNCHANGED: "không đổi",
    Fate.KEPT: "đã sửa tay, được giữ nguyên",
    Fate.REPLACED: "đã sửa tay, đã thay (bản cũ nằm trong .luu)",
    Fate.BLOCKED: "chưa ghi được",
}
_FORMS = {ReviewForm.CONFERENCE: "tổ chức hội nghị", ReviewForm.REPORT: "chỉ gửi báo cáo"}
_MOST_CHANGES = 5  # old → new words shown for a file


def closing_lines(summary: Summary) -> list[str]:
    """Return the lines that end a run."""
    return [
        *_details(summary.outcomes),
        *(f"Không còn trong danh sách, vẫn giữ tệp: {path.name}" for path in summary.orphans),
        _headline(summary),
        *_counts(summary),
        *_next_steps(summary),
    ]


def _headline(summary: Summary) -> str:
    units = len({packet.unit.code for packet in summary.job.chosen})
    files = len(summary.outcomes)
    written = "Chạy thử, không ghi gì: " if summary.dry_run else ""
    return f"{written}{units} đơn vị, {files} tệp, thư mục {summary.folder}."


def _counts(summary: Summary) -> Iterator[str]:
    forms = Counter({packet.unit.code: packet.unit.review_form for packet in summary.job.chosen}.values())
    yield "  " + ", ".join(f"{forms[form]} {words}" for form, words in _FORMS.items() if forms[form])
    fates = Counter(outcome.fate for outcome in summary.outcomes)
    yield "  " + ", ".join(f"{fates[fate]} {words}" for fate, words in _FATES.items() if fates[fate])


def _details(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        if outcome.fate in (Fate.NEW, Fate.UNCHANGED):
            continue
        yield f"{outcome.path.name}: {_FATES[outcome.fate]}"
        if outcome.beside:
            yield f"    bản mới đặt bên cạnh: {outcome.beside.name}"
        yield from (_words(change) for change in outcome.changes[:_MOST_CHANGES])
        if len(outcome.changes) > _MOST_CHANGES:
            yield f"    … và {len(outcome.changes) - _MOST_CHANGES} chỗ khác"


def _words(change: Change) -> str:
    times = f" ({change.times} chỗ)" if change.times > 1 else ""
    return f"    {change.place}: “{change.old}” → “{change.new}”{times}"


def _next_steps(summary: Summary) -> Iterator[str]:
    fates = {outcome.fate for outcome in summary.outcomes}
    if summary.dry_run:
        yield "Để ghi thật, chạy lại lệnh này mà không có --dry-run."
    elif fates <= {Fate.UNCHANGED}:
        yield "Không có gì thay đổi so với lần trước."
    elif Fate.KEPT in fates:
        yield "Hãy đối chiếu từng tệp “(mới)” với tệp đã sửa tay; thêm --force nếu muốn thay hẳn."
    else:
        yield "Tiếp theo: mở vài tệp để xem, rồi in nơi nhận bằng: sokhet-docs recipients"
