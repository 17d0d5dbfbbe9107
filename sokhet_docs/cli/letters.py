"""The command `generate`: the letters of all units, or drafts of the hardest few."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import (
    command,
    find_user_or_sample_files,
    takes_force,
    takes_only,
    takes_output,
    takes_quiet,
    takes_templates,
    takes_workbook,
)
from sokhet_docs.problems import UsageError

if TYPE_CHECKING:
    from sokhet_docs.letters import GenerateOptions
    from sokhet_docs.workbook import Sources


@command("generate")
@takes_workbook
@takes_templates
@takes_output("Thư mục ghi kết quả.")
@takes_only
@click.option("--split", is_flag=True, help="Mỗi văn bản một tệp, không gộp theo đơn vị.")
@click.option("--name", metavar="MẪU", help="Mẫu tên tệp, ví dụ {don_vi.ma}-{don_vi.ten:slug}.")
@takes_force
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ ghi gì, không ghi.")
@click.option("--rehearse", is_flag=True, help="Chỉ làm bản thử của vài đơn vị khó nhất và soát ngắt trang.")
@click.option("-j", "--jobs", type=int, default=0, metavar="SỐ", help="Số tiến trình (0: tự chọn).")
@takes_quiet
def generate(
    workbook: Path | None, templates: Path | None, output: Path, quiet: bool, rehearse: bool, **options: Any
) -> None:
    """Tạo cho mỗi đơn vị một tệp Word.

    Tệp đã ghi sẵn nơi gửi, hạn và thành phần dự hội nghị của đơn vị ấy.
    """
    sources = find_user_or_sample_files(workbook, templates, quiet=quiet)
    run = _rehearse if rehearse else _generate
    run(sources, output, _to_options(**options), quiet)


def _generate(sources: Sources, output: Path, options: GenerateOptions, quiet: bool) -> None:
    from sokhet_docs.cli.letters_report import STAGE_TITLES, closing_lines
    from sokhet_docs.letters import generate

    with screen.stage_bar(STAGE_TITLES, quiet) as show:
        summary = generate(sources.workbook, sources.templates, output, options, show)
    screen.show_problems(summary.problems)
    if not quiet:
        screen.say(*closing_lines(summary))
    screen.exit_if_errors(summary.problems)


def _rehearse(sources: Sources, output: Path, options: GenerateOptions, quiet: bool) -> None:
    from sokhet_docs.cli.letters_report import rehearsal_lines
    from sokhet_docs.letters import rehearse

    if options.force or options.dry_run:
        raise UsageError.at("--rehearse", "Không dùng chung với --force và --dry-run.")
    rehearsal = rehearse(sources.workbook, sources.templates, output, options.naming, options.only)
    screen.show_problems(rehearsal.problems)
    if not quiet:
        screen.say(*rehearsal_lines(rehearsal))


def _to_options(only: tuple[str, ...], split: bool, name: str | None, **flags: Any) -> GenerateOptions:
    from sokhet_docs.letters import GenerateOptions, Naming

    naming = Naming(name, split) if name else Naming(split=split)
    return GenerateOptions(only=only, naming=naming, **flags)
