"""The commands that come before the letters: `init`, `check` and `fields`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import PATH, command, find_user_or_sample_files, takes_templates, takes_workbook
from sokhet_docs.problems import OutputError, Problem, errors_in


@command("init")
@click.argument("folder", type=PATH, default=".", metavar="[THƯ_MỤC]")
def init(folder: Path) -> None:
    """Tạo thư mục làm việc để sửa dần.

    Trong đó có tệp Excel mẫu và các mẫu Word.
    """
    from sokhet_docs.workbook import copy_sample

    for path in copy_sample(folder):
        screen.say(str(path))
    if folder != Path():
        screen.say(f'Vào thư mục ấy: cd "{folder}"')
    screen.say("Hãy mở tệp Excel, thay bằng danh sách đơn vị của mình, rồi chạy: sokhet-docs check")


@command("check")
@takes_workbook
@takes_templates
@click.option("--json", "as_json", is_flag=True, help="In kết quả dưới dạng JSON cho chương trình khác.")
@click.option("--mark", type=PATH, metavar="TỆP", help="Ghi bản sao tệp Excel, ô sai được tô màu, ghi chú.")
def check(workbook: Path | None, templates: Path | None, as_json: bool, mark: Path | None) -> None:
    """Tìm mọi chỗ sai, không ghi gì."""
    from sokhet_docs.letters import check

    sources = find_user_or_sample_files(workbook, templates, quiet=as_json)
    problems = check(sources.workbook, sources.templates)
    if as_json:
        screen.say(screen.problems_as_json(problems))
    else:
        screen.show_problems(problems)
        if not errors_in(problems):
            screen.say("Không có lỗi. Tạo văn bản bằng: sokhet-docs generate")
    if mark:
        _mark(sources.workbook, problems, mark)
    screen.exit_if_errors(problems)


@command("fields")
@takes_workbook
def fields(workbook: Path | None) -> None:
    """Hiện các trường dùng được trong mẫu Word.

    Mỗi trường kèm nghĩa và giá trị ở đơn vị đầu tiên.
    """
    from sokhet_docs.letters import describe_fields
    from sokhet_docs.vocabulary import PLAN_DOCUMENTS, iter_leaves
    from sokhet_docs.workbook import read_plan

    plan = read_plan(find_user_or_sample_files(workbook, for_letters=False).workbook)
    rows = [(_tag(field.name), field.meaning, field.value) for field in describe_fields(plan)]
    screen.show_table(("Trường", "Nghĩa", "Giá trị"), rows)
    for template, shape in PLAN_DOCUMENTS.items():
        if shape:
            screen.say(f"Chỉ dùng trong {template}:")
            rows_of_template = [(_tag(name), meaning) for name, meaning in iter_leaves(shape)]
            screen.show_table(("Trường", "Nghĩa"), rows_of_template)


def _tag(name: str) -> str:
    return "{{ " + name + " }}"


def _mark(workbook: Path, problems: Sequence[Problem], target: Path) -> None:
    from sokhet_docs.workbook import mark_workbook

    if target.exists():
        raise OutputError.at(str(target), "Đã có tệp này.", "Đặt tên khác cho bản đánh dấu.")
    cells = mark_workbook(workbook, problems, target)
    screen.note(f"Đã ghi bản sao có {cells} ô được đánh dấu: {target}")
