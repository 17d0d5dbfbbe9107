"""The commands `status`, `remind` and `consolidate`: arguments → one library call; its result → text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import (
    Decorated,
    command,
    find_sent,
    takes_force,
    takes_output,
    takes_quiet,
    takes_templates,
    takes_workbook,
)
from sokhet_docs.problems import Problem, UsageError

if TYPE_CHECKING:
    from sokhet_docs.outbox import Outcome
    from sokhet_docs.tracking import Reminded, Tracking, UnitStatus
    from sokhet_docs.workbook import Sources

# Short, so that the units' names have room on a terminal of 120 columns.
_HEADERS = (
    "TT", "Mã", "Tổ chức đảng", "Gửi", "Hạn trước", "Nhận", "Tình trạng", "Muộn", "Bản", "Trống", "Xem",
)  # fmt: skip
_LEGEND = "Nhận: ngày bản đầu. Muộn: số ngày. Bản: số lần gửi. Trống: mục chưa viết. Xem: điểm cần xem lại."
_STANDINGS = {"Chưa nộp, còn hạn": "Còn hạn", "Quá hạn, chưa nộp": "Quá hạn"}
_MAX_NAMES = 10  # in one line; more are a count, their names stand in the table and in theo-doi.xlsx
_NUMERIC = (0, 7, 8, 9, 10)


def _takes_options(function: Decorated) -> Decorated:
    """Add the options that all three commands take."""
    as_of = "Tính đến hết ngày này, ví dụ 25/4/2022 (mặc định: hôm nay)."
    for option in (
        takes_quiet,
        takes_force,
        click.option("--as-of", metavar="NGÀY", help=as_of),
        takes_output("Thư mục kết quả của lệnh generate."),
        takes_workbook,
    ):
        function = option(function)
    return function


@command("status")
@_takes_options
def status(workbook: Path | None, output: Path, as_of: str | None, force: bool, quiet: bool) -> None:
    """Cho biết đơn vị nào đã nộp, muộn, còn thiếu.

    Ghi theo-doi.xlsx. Hạn là “trước ngày …”: báo cáo đến đúng ngày ấy là muộn 1 ngày.
    """
    from sokhet_docs.tracking import write_tracking

    tracking, _ = _track(workbook, None, output, as_of, quiet)
    written = write_tracking(tracking, output, force=force)
    if not quiet:
        screen.show_table(_HEADERS, [_row(one) for one in tracking.statuses], _NUMERIC)
        _say([_LEGEND, *_summary(tracking)])
    _report(written.outcomes, quiet)


@command("remind")
@_takes_options
@takes_templates
@click.option("--number", default="", metavar="SỐ", help="Số công văn; để trống thì chừa chỗ điền tay.")
@click.option(
    "--deadline", metavar="NGÀY", help="Hạn mới, chậm nhất ngày này (mặc định: sau 5 ngày làm việc)."
)
@click.option(
    "--together", is_flag=True, help="Một công văn chung kèm danh sách, thay vì mỗi đơn vị một tệp."
)
@click.option("--early", is_flag=True, help="Nhắc cả những đơn vị chưa nộp mà chưa quá hạn.")
def remind(
    workbook: Path | None, templates: Path | None, output: Path, as_of: str | None, deadline: str | None,
    quiet: bool, **told: Any,
) -> None:  # fmt: skip
    """Tạo công văn đôn đốc gửi đúng những đơn vị còn thiếu báo cáo.

    Từ lần thứ hai, công văn ghi “lần 2” và viện dẫn công văn trước.
    """
    from sokhet_docs.tracking import ReminderOptions, remind

    tracking, sources = _track(workbook, templates, output, as_of, quiet)
    options = ReminderOptions(new_deadline=_day(deadline, "--deadline"), **told)
    reminded = remind(tracking, sources.templates, output, options)
    if not quiet:
        _say(_reminder_lines(tracking, reminded))
    screen.show_problems(reminded.problems)
    _report(reminded.outcomes, quiet)


@command("consolidate")
@_takes_options
@takes_templates
def consolidate(
    workbook: Path | None, templates: Path | None, output: Path, as_of: str | None, force: bool, quiet: bool
) -> None:
    """Tổng hợp báo cáo của các đơn vị.

    Ghi dự thảo tong-hop.docx và so-lieu.xlsx. Mỗi mục giữ nguyên lời của từng đơn vị; mỗi con số nối về
    đúng chỗ trong tệp của đơn vị.
    """
    from sokhet_docs.tracking import consolidate

    tracking, sources = _track(workbook, templates, output, as_of, quiet)
    written = consolidate(tracking, sources.templates, output, force=force)
    if not quiet:
        _say(_consolidation_lines(tracking))
    _report(written.outcomes, quiet)


def _track(
    workbook: Path | None, templates: Path | None, output: Path, as_of: str | None, quiet: bool
) -> tuple[Tracking, Sources]:
    from sokhet_docs.tracking import today, track
    from sokhet_docs.workbook import read_plan

    sources = find_sent(workbook, templates)
    day = _day(as_of, "--as-of") or today()
    plan = read_plan(sources.workbook)
    with screen.progress_bar("Đang đọc báo cáo", quiet) as progress:
        tracking = track(plan, output, day, progress)
    if not tracking.intake.returns and not quiet:
        screen.note(f"Đến ngày này chưa thu tệp báo cáo nào vào {output}. Thu bằng: sokhet-docs collect")
    return tracking, sources


def _day(text: str | None, option: str) -> date | None:
    from sokhet_docs.text.vietnamese import parse_date

    if text is None:
        return None
    try:
        return parse_date(text)
    except ValueError as err:
        raise UsageError.at(option, str(err)) from err


def _row(status: UnitStatus) -> tuple[str, ...]:
    unit, read = status.unit, status.answers is not None
    return (
        str(unit.number),
        unit.code,
        unit.name,
        _shown(status.sent),
        _shown(unit.report_deadline),
        _shown(status.received),
        _STANDINGS.get(status.standing, str(status.standing)),
        str(status.days_late or ""),
        str(len(status.versions) or ""),
        str(len(status.empty_sections) or "") if read else "",
        str(len(status.review_items) or ""),
    )


def _shown(day: date | None) -> str:
    from sokhet_docs.text.vietnamese import short_date

    return short_date(day) if day else ""


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        screen.say(line)


def _summary(tracking: Tracking) -> Iterator[str]:
    from sokhet_docs.tracking import ReportStatus

    received, absent = tracking.received, tracking.not_received
    late, missing = tracking.standing(ReportStatus.LATE), tracking.standing(ReportStatus.MISSING)
    head = f"{len(received)}/{len(tracking.statuses)} đã nộp"
    yield f"{head}, thiếu: {_names(absent)}." if absent else f"{head}, không thiếu đơn vị nào."
    if late:
        yield f"Nộp muộn: {_names(late, days=True)}."
    if missing:
        yield f"Quá hạn mà chưa nộp: {len(missing)} đơn vị. Đôn đốc bằng: sokhet-docs remind"
    if tracking.unknown:
        yield f"Chưa rõ của đơn vị nào: {', '.join(one.file for one in tracking.unknown)}."
    if tracking.strays:
        yield f"Của đơn vị không có trong danh sách: {', '.join(one.file for one in tracking.strays)}."


def _names(statuses: Sequence[UnitStatus], *, days: bool = False) -> str:
    if len(statuses) > _MAX_NAMES:
        return f"{len(statuses)} đơn vị"
    return "; ".join(f"{one.unit.name} ({one.days_late} ngày)" if days else one.unit.name for one in statuses)


def _reminder_lines(tracking: Tracking, reminded: Reminded) -> Iterator[str]:
    from sokhet_docs.tracking import ReportStatus

    still_open = tracking.standing(ReportStatus.OPEN)
    if not reminded.units:
        yield "Không có đơn vị nào quá hạn mà chưa nộp: không tạo công văn."
    else:
        files = len(reminded.outcomes)
        yield f"Đôn đốc {len(reminded.units)} đơn vị, {files} tệp, thư mục {reminded.folder}."
        yield f"Hạn mới: chậm nhất ngày {_shown(reminded.new_deadline)}."
    told = {one.unit.code for one in reminded.units}
    if waiting := [one for one in still_open if one.unit.code not in told]:
        yield f"Chưa nộp nhưng còn hạn: {_names(waiting)}. Muốn nhắc cả những đơn vị này: thêm --early"
    if reminded.orphans:
        names = ", ".join(path.name for path in reminded.orphans)
        yield f"Tạo hôm ấy nhưng nay không cần gửi nữa (tệp vẫn giữ): {names}."


def _consolidation_lines(tracking: Tracking) -> Iterator[str]:
    told = [one for one in tracking.statuses if one.has_content]
    unread = [one for one in tracking.received if not one.has_content]
    review_items = sum(len(one.review_items) for one in tracking.statuses)
    yield f"Tổng hợp từ {len(told)}/{len(tracking.statuses)} báo cáo."
    if unread:
        yield f"Đã nhận nhưng không đọc được nội dung, phải xem tay: {_names(unread)}."
    if tracking.not_received:
        yield f"Chưa có báo cáo: {_names(tracking.not_received)}."
    if review_items:
        yield f"Có {review_items} điểm cần xem lại, kê trong theo-doi.xlsx (lệnh status)."


def _report(outcomes: Iterable[Outcome], quiet: bool) -> None:
    """Say where the files are and what was kept; end with exit code 1 when one could not be written."""
    from sokhet_docs.outbox import Fate

    outcomes = tuple(outcomes)
    problems: list[Problem] = [one.problem for one in outcomes if one.problem]
    for one in outcomes:
        if one.fate is Fate.KEPT:
            beside = f" Bản mới đặt bên cạnh: {one.beside.name}." if one.beside else ""
            screen.say(f"{one.path.name} đã được sửa tay, giữ nguyên.{beside} Muốn thay hẳn: thêm --force")
        elif not quiet and not one.problem and len(outcomes) < 3:
            screen.say(f"{'Không đổi' if one.fate is Fate.UNCHANGED else 'Đã ghi'}: {one.path}")
    screen.show_problems(problems)
    if problems:
        raise click.exceptions.Exit(1)
