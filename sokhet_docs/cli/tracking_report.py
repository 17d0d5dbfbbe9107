"""The results of `status`, `remind` and `consolidate` → the table and lines that the clerk reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sokhet_docs.cli.tables import Layout
from sokhet_docs.outbox import Fate, Outcome
from sokhet_docs.returns import Return
from sokhet_docs.text.vietnamese import first_few, short_date
from sokhet_docs.tracking import Reminded, ReportStatus, Tracking, UnitStatus, form_differences

# Short headers, so that a unit's name fits on a terminal of 120 columns.
HEADERS = (
    "TT", "Mã", "Đơn vị", "Gửi", "Hạn trước", "Nhận", "Tình trạng", "Muộn", "Bản", "Trống", "Xem",
)  # fmt: skip
LAYOUT = Layout(numeric=(0, 7, 8, 9, 10), droppable=(3, 8, 9, 0, 7, 4))
_LEGEND = "Nhận: ngày bản đầu. Muộn: số ngày. Bản: số lần gửi. Trống: mục chưa viết. Xem: điểm cần xem lại."
_SHORT_LABELS = {ReportStatus.OPEN: "Còn hạn", ReportStatus.MISSING: "Quá hạn"}
_MOST_SHOWN = 3  # files that are named one by one
_MAX_NAMES = 10  # named in one line; of more only the count is given: the table and theo-doi.xlsx name them


def status_rows(tracking: Tracking) -> list[tuple[str, ...]]:
    """Return one row for each unit, with the columns `HEADERS`."""
    return [_row(status) for status in tracking.statuses]


def _row(status: UnitStatus) -> tuple[str, ...]:
    unit, was_read = status.unit, status.answers is not None
    return (
        str(unit.number),
        unit.code,
        unit.name,
        _date_or_blank(status.sent),
        _date_or_blank(unit.report_deadline),
        _date_or_blank(status.received),
        _SHORT_LABELS.get(status.report_status, str(status.report_status)),
        str(status.days_late or ""),
        str(len(status.versions) or ""),
        str(len(status.empty_sections) or "") if was_read else "",
        str(len(status.to_review) or ""),
    )


def _date_or_blank(day: date | None) -> str:
    return short_date(day) if day else ""


def status_lines(tracking: Tracking) -> Iterator[str]:
    """Yield the lines below the table of `status`."""
    yield _LEGEND
    received, absent = tracking.received, tracking.not_received
    late, missing = tracking.with_status(ReportStatus.LATE), tracking.with_status(ReportStatus.MISSING)
    received_of_all = f"{len(received)}/{len(tracking.statuses)} đã nộp"
    yield (
        f"{received_of_all}, thiếu: {_names(absent)}."
        if absent
        else f"{received_of_all}, không thiếu đơn vị nào."
    )
    if late:
        yield f"Nộp muộn: {_names(late, days=True)}."
    if unread := [status for status in received if status.answers is None]:
        yield f"Đã gửi, máy chưa đọc được, phải mở xem: {_names(unread)}."
    if written := [status for status in absent if status.to_review]:
        yield f"Chưa nộp nhưng có thư viết về, phải mở xem: {_names(written)}."
    if missing:
        yield f"Quá hạn mà chưa nộp: {len(missing)} đơn vị. Đôn đốc bằng: sokhet-docs remind"
    if unsent := [status for status in tracking.statuses if status.sent is None]:
        yield f"Chưa gửi văn bản: {_names(unsent)}."
    yield from _file_lines(tracking)
    yield from _difference_lines(tracking)


def _file_lines(tracking: Tracking) -> Iterator[str]:
    """Yield the files that count for no unit."""
    if tracking.unknown:
        yield f"Chưa rõ của đơn vị nào: {_file_names(tracking.unknown)}."
    if tracking.strays:
        yield f"Của đơn vị không có trong danh sách: {_file_names(tracking.strays)}."
    if tracking.set_aside:
        yield f"Đã gác lại, không tính: {_file_names(tracking.set_aside)}."


def _difference_lines(tracking: Tracking) -> Iterator[str]:
    """Yield how what was sent differs from the workbook; the units are named in theo-doi.xlsx."""
    for difference in form_differences(tracking):
        yield difference.line


def _names(statuses: Sequence[UnitStatus], *, days: bool = False) -> str:
    if len(statuses) > _MAX_NAMES:
        return f"{len(statuses)} đơn vị"
    return "; ".join(
        f"{status.unit.name} ({status.days_late} ngày)" if days else status.unit.name for status in statuses
    )


def _file_names(files: Sequence[Return]) -> str:
    return first_few([item.file for item in files], _MAX_NAMES, " và {} tệp nữa, kê trong theo-doi.xlsx")


def reminder_lines(tracking: Tracking, reminded: Reminded) -> Iterator[str]:
    """Yield the closing lines of `remind`, apart from those about files."""
    still_open = tracking.with_status(ReportStatus.OPEN)
    if not reminded.units:
        yield "Không có đơn vị nào quá hạn mà chưa nộp: không tạo công văn."
    else:
        files = len(reminded.outcomes)
        yield f"Đôn đốc {len(reminded.units)} đơn vị, {files} tệp, thư mục {reminded.folder}."
        yield f"Hạn mới: chậm nhất ngày {_date_or_blank(reminded.new_deadline)}."
    codes = {status.unit.code for status in reminded.units}
    if waiting := [status for status in still_open if status.unit.code not in codes]:
        yield f"Chưa nộp nhưng còn hạn: {_names(waiting)}. Muốn nhắc cả những đơn vị này: thêm --early"
    if reminded.orphans:
        names = ", ".join(path.name for path in reminded.orphans)
        yield f"Tạo hôm ấy nhưng nay không cần gửi nữa (tệp vẫn giữ): {names}."


def consolidation_lines(tracking: Tracking) -> Iterator[str]:
    """Yield the closing lines of `consolidate`, apart from those about files."""
    with_content = [status for status in tracking.statuses if status.has_content]
    unread = [status for status in tracking.received if not status.has_content]
    review_items = sum(len(status.to_review) for status in tracking.statuses)
    yield f"Tổng hợp từ {len(with_content)}/{len(tracking.statuses)} báo cáo."
    if unread:
        yield f"Đã nhận nhưng không đọc được nội dung, phải xem tay: {_names(unread)}."
    if tracking.not_received:
        yield f"Chưa có báo cáo: {_names(tracking.not_received)}."
    if review_items:
        yield f"Có {review_items} điểm cần xem lại, kê trong theo-doi.xlsx, trang Cần xem."
    if not tracking.common.figures:
        yield "Không có so-lieu.xlsx, vì mẫu báo cáo đã gửi không hỏi số liệu nào."
    yield from _difference_lines(tracking)


def file_lines(outcomes: Sequence[Outcome], quiet: bool) -> Iterator[str]:
    """Yield which files were kept and, unless ``quiet`` or too many, where the others are."""
    for outcome in outcomes:
        if outcome.fate is Fate.KEPT:
            beside = f" Bản mới đặt bên cạnh: {outcome.beside.name}." if outcome.beside else ""
            yield f"{outcome.path.name} đã được sửa tay, giữ nguyên.{beside} Muốn thay hẳn: thêm --force"
        elif not quiet and not outcome.problem and len(outcomes) <= _MOST_SHOWN:
            yield f"{'Không đổi' if outcome.fate is Fate.UNCHANGED else 'Đã ghi'}: {outcome.path}"
