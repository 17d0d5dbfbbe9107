"""The commands for the issuing body's own documents: `recipients` and `plan`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import PATH, command, find_user_or_sample_files, takes_templates, takes_workbook
from sokhet_docs.cli.tables import Layout, show_table

_OVERWRITE = click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")


@command("recipients")
@takes_workbook
@takes_templates
@click.option("-o", "--output", type=PATH, metavar="TỆP", help="Ghi ra tệp .docx hoặc .xlsx.")
@_OVERWRITE
def recipients(workbook: Path | None, templates: Path | None, output: Path | None, force: bool) -> None:
    """Hiện danh sách nơi nhận và số bản.

    Nơi nhận của kế hoạch trước, rồi mọi đơn vị, và tổng số bản.
    """
    from sokhet_docs.letters import kept_at, write_distribution
    from sokhet_docs.plan import deliveries, delivery_table
    from sokhet_docs.workbook import read_plan

    sources = find_user_or_sample_files(workbook, templates)
    plan = read_plan(sources.workbook)
    if output is None:
        headers, rows, numeric = delivery_table(deliveries(plan))
        show_table(headers, rows, Layout(numeric, droppable=_less_needed(headers)))
    else:
        saved = write_distribution(plan, sources.templates, output, force=force)
        _note(kept_at(saved))
        screen.say(f"Đã ghi danh sách nơi nhận: {output}")


def _note(lines: Iterable[str]) -> None:
    for line in lines:
        screen.note(line)


def _less_needed(headers: Sequence[str]) -> list[int]:
    """Return the columns of the distribution list that a narrow terminal leaves out, in that order."""
    return [headers.index(name) for name in ("Ghi chú", "Địa chỉ", "Người nhận") if name in headers]


@command("plan")
@takes_workbook
@takes_templates
@click.option(
    "-o", "--output", type=PATH, default="ke-hoach.docx", metavar="TỆP", show_default=True, help="Tệp Word."
)
@_OVERWRITE
def plan(workbook: Path | None, templates: Path | None, output: Path, force: bool) -> None:
    """Tạo chính bản kế hoạch.

    Kế hoạch lấy số liệu từ cùng tệp Excel với văn bản của các đơn vị.
    """
    from sokhet_docs.letters import kept_at, write_plan
    from sokhet_docs.workbook import read_plan

    sources = find_user_or_sample_files(workbook, templates)
    _note(kept_at(write_plan(read_plan(sources.workbook), sources.templates, output, force=force)))
    screen.say(f"Đã ghi kế hoạch: {output}")
