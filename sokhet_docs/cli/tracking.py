"""The commands `status`, `remind` and `consolidate`: the units' reports → tables, reminders, one report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import (
    Decorated,
    command,
    find_user_files,
    read_day,
    takes_force,
    takes_output,
    takes_quiet,
    takes_templates,
    takes_workbook,
)
from sokhet_docs.cli.tables import show_table

if TYPE_CHECKING:
    from sokhet_docs.outbox import Outcome
    from sokhet_docs.tracking import Tracking
    from sokhet_docs.workbook import Sources


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
    from sokhet_docs.cli.tracking_report import HEADERS, LAYOUT, status_lines, status_rows
    from sokhet_docs.tracking import write_tracking

    tracking, _ = _track(workbook, None, output, as_of, quiet)
    outcomes = write_tracking(tracking, output, force=force)
    if not quiet:
        show_table(HEADERS, status_rows(tracking), LAYOUT)
    _report(status_lines(tracking), outcomes, quiet)


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
    quiet: bool, **options: Any,
) -> None:  # fmt: skip
    """Tạo công văn đôn đốc gửi đúng những đơn vị còn thiếu báo cáo.

    Từ lần thứ hai, công văn ghi “lần 2” và viện dẫn công văn trước.
    """
    from sokhet_docs.cli.tracking_report import reminder_lines
    from sokhet_docs.tracking import ReminderOptions, remind

    tracking, sources = _track(workbook, templates, output, as_of, quiet)
    wanted = ReminderOptions(new_deadline=read_day(deadline, "--deadline"), **options)
    reminded = remind(tracking, sources.templates, output, wanted)
    screen.show_problems(reminded.problems)
    _report(reminder_lines(tracking, reminded), reminded.outcomes, quiet)


@command("consolidate")
@_takes_options
@takes_templates
@click.option("--brief", is_flag=True, help="Bản rút gọn tong-hop-rut-gon.docx: mỗi ý kiến chỉ lấy câu đầu.")
def consolidate(
    workbook: Path | None, templates: Path | None, output: Path, as_of: str | None, quiet: bool,
    **options: bool,
) -> None:  # fmt: skip
    """Tổng hợp báo cáo của các đơn vị.

    Ghi dự thảo tong-hop.docx, so-lieu.xlsx (khi mẫu có số liệu) và theo-doi.xlsx (những điểm cần xem). Mỗi
    mục giữ nguyên lời của từng đơn vị, ý kiến giống nhau chỉ ghi một lần; mỗi con số nối về đúng chỗ trong
    tệp của đơn vị.
    """
    from sokhet_docs.cli.tracking_report import consolidation_lines
    from sokhet_docs.tracking import consolidate, write_tracking

    tracking, sources = _track(workbook, templates, output, as_of, quiet)
    outcomes = consolidate(tracking, sources.templates, output, **options)
    outcomes += write_tracking(tracking, output, force=options["force"])
    _report(consolidation_lines(tracking), outcomes, quiet)


def _track(
    workbook: Path | None, templates: Path | None, output: Path, as_of: str | None, quiet: bool
) -> tuple[Tracking, Sources]:
    from sokhet_docs.outbox import sent_codes
    from sokhet_docs.tracking import today, track
    from sokhet_docs.workbook import read_plan

    sources = find_user_files(workbook, templates)
    day = read_day(as_of, "--as-of") or today()
    plan = read_plan(sources.workbook, sent_codes(output))
    with screen.progress_bar("Đang đọc báo cáo", quiet) as progress:
        tracking = track(plan, output, day, progress)
    for note in () if quiet else tracking.notes:
        screen.note(note)
    if not tracking.intake.returns and not quiet:
        screen.note(f"Đến ngày này chưa thu tệp báo cáo nào vào {output}. Thu bằng: sokhet-docs collect")
    return tracking, sources


def _report(lines: Iterable[str], outcomes: tuple[Outcome, ...], quiet: bool) -> None:
    """Print ``lines``, where the files are, which were kept, and which could not be written."""
    from sokhet_docs.cli.tracking_report import file_lines

    if not quiet:
        screen.say(*lines)
    screen.say(*file_lines(outcomes, quiet))
    problems = [outcome.problem for outcome in outcomes if outcome.problem]
    screen.show_problems(problems)
    screen.exit_if_errors(problems)
