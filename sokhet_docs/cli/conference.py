"""The command `conference`: the papers of one conference, from the workbook's roster and guests."""

from __future__ import annotations

from pathlib import Path

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import (
    PATH,
    command,
    find_user_or_sample_files,
    takes_force,
    takes_letters,
    takes_quiet,
    takes_templates,
    takes_workbook,
)
from sokhet_docs.cli.tables import show_table
from sokhet_docs.problems import Problem

_SHEETS = ("Thành phần", "Đại biểu", "Chương trình")  # whose doubts concern these papers
_CONFERENCE_OF_ISSUER = "hội nghị của cấp ban hành"  # as doubts about its day say it


@command("conference")
@click.argument("unit", default="", metavar="[ĐƠN_VỊ]")
@click.option("--issuer", is_flag=True, help="Hội nghị của cấp ban hành.")
@takes_workbook
@takes_templates
@click.option(
    "-o", "--output", type=PATH, default="output/hoi-nghi", metavar="THƯ_MỤC", show_default=True,
    help="Thư mục để ghi; mỗi hội nghị một thư mục con.",
)  # fmt: skip
@takes_letters
@takes_force
@takes_quiet
def conference(
    unit: str, issuer: bool, workbook: Path | None, templates: Path | None, output: Path, letters: Path,
    force: bool, quiet: bool,
) -> None:  # fmt: skip
    """Làm bộ giấy tờ của một hội nghị.

    Gồm giấy mời từng đại biểu, danh sách điểm danh có số chỗ ngồi, thẻ tên, chương trình; lấy ở các trang
    Thành phần, Đại biểu, Chương trình. ĐƠN_VỊ là số, mã hoặc một phần tên của đơn vị tổ chức hội nghị.
    """
    from sokhet_docs.cli.conference_report import HEADERS, LAYOUT, closing_lines, seat_rows
    from sokhet_docs.outbox import read_releases, sent_codes
    from sokhet_docs.printing import find_meeting, released_plan, write_conference
    from sokhet_docs.workbook import read_plan

    sources = find_user_or_sample_files(workbook, templates, quiet=quiet)
    ledger = read_releases(letters)
    plan, told = released_plan(read_plan(sources.workbook, sent_codes(letters)), ledger)
    meeting = find_meeting(plan, unit, of_issuer=issuer)
    doubts = [each for each in plan.warnings if _concerns(each, is_of_issuer=meeting.unit is None)]
    with screen.progress_bar("Đang làm giấy tờ hội nghị", quiet) as progress:
        papers = write_conference(plan, meeting, sources.templates, output, force=force, progress=progress)
    blocked = [outcome.problem for outcome in papers.outcomes if outcome.problem]
    screen.show_problems((*blocked, *doubts, *papers.problems))
    rows = list(seat_rows(papers.groups))
    if rows and not quiet:
        show_table(HEADERS, rows, LAYOUT)
    screen.say(*closing_lines(papers, told, quiet))
    if blocked:
        raise click.exceptions.Exit(1)


def _concerns(doubt: Problem, *, is_of_issuer: bool) -> bool:
    """Return whether a doubt about the workbook is about these papers: a sheet of theirs, their day."""
    of_day = is_of_issuer and _CONFERENCE_OF_ISSUER in doubt.message.casefold()
    return of_day or doubt.place.spot.startswith(_SHEETS)
