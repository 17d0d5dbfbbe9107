"""The papers of a conference → the table of seats and the lines that the clerk reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sokhet_docs.cli.letters_report import FATES
from sokhet_docs.cli.tables import Layout
from sokhet_docs.outbox import Fate, Outcome
from sokhet_docs.printing import ConferencePapers, Group, seats_of, total_of

HEADERS = ("Nhóm", "Theo thành phần", "Có tên", "Nhận lời", "Báo vắng", "Chưa trả lời", "Số chỗ")
LAYOUT = Layout(numeric=tuple(range(1, len(HEADERS))), droppable=(5, 3))


def seat_rows(groups: Sequence[Group]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each group with the columns `HEADERS`, and their total where there are several."""
    for group in groups:
        yield (group.name or "(chưa ghi nhóm)", *_numbers(group, [group]))
    if len(groups) > 1:
        yield ("Tổng cộng", *_numbers(total_of(groups), groups))


def _numbers(group: Group, parts: Sequence[Group]) -> tuple[str, ...]:
    expected = "" if group.expected is None else str(group.expected)
    counts = (group.named, group.accepted, group.declined, group.unanswered)
    seats = seats_of(parts)
    return (expected, *map(str, counts), "" if seats is None else str(seats))


def closing_lines(papers: ConferencePapers, told: Sequence[str], quiet: bool) -> Iterator[str]:
    """Yield what was kept and, unless ``quiet``, what was ``told`` of releases and what was made."""
    yield from (_kept(outcome) for outcome in papers.outcomes if outcome.fate is Fate.KEPT)
    for path in papers.orphans:
        yield f"Không còn trong danh sách, vẫn giữ tệp: {path.name}"
    if quiet:
        return
    yield from (*told, *papers.notes)
    yield f"Hội nghị: {papers.meeting.holder}. {_fates(papers.outcomes)}, thư mục {papers.folder}."


def _kept(outcome: Outcome) -> str:
    beside = f" Bản mới đặt bên cạnh: {outcome.beside.name}." if outcome.beside else ""
    return f"{outcome.path.name} đã được sửa tay, giữ nguyên.{beside} Muốn thay hẳn: thêm --force"


def _fates(outcomes: Sequence[Outcome]) -> str:
    counts = {fate: sum(outcome.fate is fate for outcome in outcomes) for fate in FATES}
    listed = ", ".join(f"{count} {FATES[fate]}" for fate, count in counts.items() if count)
    return f"{len(outcomes)} tệp: {listed}"
