"""The commands that come before the letters: `init`, `check`, `fields` and `adopt`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import PATH, command, find_user_or_sample_files, takes_templates, takes_workbook
from sokhet_docs.cli.tables import Layout, show_table
from sokhet_docs.problems import OutputError, Problem, UsageError, WorkbookError, errors_in

if TYPE_CHECKING:
    from sokhet_docs.vocabulary import CustomFields

OUTPUT = Path("output")  # where `generate` writes unless told otherwise


@command("init")
@click.argument("folder", type=PATH, default=".", metavar="[THƯ_MỤC]")
@click.option("--blank", is_flag=True, help="Các trang còn trống, không có chữ nào của kế hoạch mẫu.")
@click.option("--kit", metavar="TÊN", help="Một bộ mẫu có sẵn; xem tên bằng --kits.")
@click.option("--from", "old", type=PATH, metavar="THƯ_MỤC_CŨ", help="Theo thư mục của kế hoạch trước.")
@click.option("--kits", "list_kits", is_flag=True, help="Kê các bộ mẫu có sẵn, không ghi gì.")
def init(folder: Path, blank: bool, kit: str | None, old: Path | None, list_kits: bool) -> None:
    """Tạo thư mục làm việc để sửa dần.

    Không ghi tên thư mục thì tạo ngay ở thư mục đang đứng.

    Trong đó có tệp Excel mẫu và các mẫu Word. Kế hoạch trước (--from) không bị sửa; số, ngày, hạn, thời gian,
    nội dung của nó được bỏ trống trong bản mới.
    """
    given = {"--blank": blank, "--kit": kit is not None, "--from": old is not None, "--kits": list_kits}
    options = [option for option, is_given in given.items() if is_given]
    if len(options) > 1:
        raise UsageError.at(" ".join(options), "Các tùy chọn này không đi cùng nhau.", "Chỉ dùng một.")
    if list_kits:
        _list_kits()
    else:
        _start(folder, blank=blank, kit=kit, old=old)


def _list_kits() -> None:
    from sokhet_docs.workbook import kits

    width = max(len(kit.name) for kit in kits())
    for kit in kits():
        screen.say(f"{kit.name:{width}}  {kit.purpose}")


def _start(folder: Path, *, blank: bool, kit: str | None, old: Path | None) -> None:
    from sokhet_docs.workbook import start_blank, start_from_folder, start_from_kit, start_from_sample

    if old is not None:
        started, todo = start_from_folder(old, folder), "điền những chỗ bỏ trống"
    elif kit is not None:
        started, todo = start_from_kit(kit, folder), "thay bằng đơn vị và kế hoạch của mình"
    elif blank:
        started, todo = start_blank(folder), "điền đơn vị và kế hoạch của mình"
    else:
        started, todo = start_from_sample(folder), "thay bằng danh sách đơn vị của mình"
    for path in started.paths:
        screen.say(str(path))
    for sheet, labels in started.emptied.items():
        screen.say(f"Đã bỏ trống ở trang “{sheet}”: {'; '.join(labels)}.")
    if started.lacking:
        _say_lacking(started.lacking)
    if folder != Path():
        screen.say(f'Vào thư mục ấy: cd "{folder}"')
    screen.say(f"Hãy mở tệp Excel, {todo}, rồi chạy: sokhet-docs check")


def _say_lacking(sheets: Sequence[str]) -> None:
    """Say which sheets an old workbook does not have yet, and where they are to be had."""
    named, which = ", ".join(f"“{sheet}”" for sheet in sheets), "hai trang" if len(sheets) > 1 else "trang"
    screen.say(
        f"Sổ cũ chưa có trang {named}. Muốn ghi câu hỏi và chỉ tiêu trong Excel: chạy sokhet-docs init --kit"
        f" so-ket trong một thư mục khác, rồi chép {which} ấy sang sổ mới, bao-cao.docx và de-cuong.docx"
        " sang thư mục templates."
    )


@command("check")
@takes_workbook
@takes_templates
@click.option("--json", "as_json", is_flag=True, help="In kết quả dưới dạng JSON cho chương trình khác.")
@click.option("--mark", type=PATH, metavar="TỆP", help="Ghi bản sao tệp Excel, ô sai được tô màu, ghi chú.")
def check(workbook: Path | None, templates: Path | None, as_json: bool, mark: Path | None) -> None:
    """Tìm mọi chỗ sai, không ghi gì."""
    from sokhet_docs.letters import check

    sources = find_user_or_sample_files(workbook, templates, quiet=as_json)
    problems = check(sources.workbook, sources.templates, OUTPUT)
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
    show_table(("Trường", "Nghĩa", "Giá trị"), rows, Layout(droppable=(2,)))
    for template, shape in PLAN_DOCUMENTS.items():
        if shape:
            screen.say(f"Chỉ dùng trong {template}:")
            rows_of_template = [(_tag(name), meaning) for name, meaning in iter_leaves(shape)]
            show_table(("Trường", "Nghĩa"), rows_of_template)


@command("adopt")
@click.argument("letter", type=PATH, metavar="THƯ_CŨ")
@click.option(
    "-o", "--output", "target", type=PATH, required=True, metavar="MẪU_MỚI", help="Tên tệp mẫu sẽ ghi."
)
@takes_workbook
def adopt(letter: Path, target: Path, workbook: Path | None) -> None:
    """Đổi thư trộn cũ của Word thành mẫu.

    Mỗi trường trộn («Tên_đơn_vị») thành thẻ của cột cùng tên trong tệp Excel. Thư cũ không bị sửa.
    """
    from sokhet_docs.letters import adopt_letter
    from sokhet_docs.office.files import reword_os_errors, write_atomic

    _refuse_existing(target, "mẫu mới")
    sources = find_user_or_sample_files(workbook, for_letters=False)
    adoption = adopt_letter(_custom_fields_of(sources.workbook), letter)
    with reword_os_errors(target):
        write_atomic(target, adoption.content)
    if adoption.replaced:
        show_table(("Chỗ", "Trường cũ", "Thẻ mới"), adoption.replaced)
    screen.show_problems(adoption.problems)
    screen.say(f"Đã đổi {len(adoption.replaced)} trường. Mẫu mới: {target}")


def _custom_fields_of(workbook: Path) -> CustomFields:
    """Return the columns and facts of ``workbook``, though it may have errors of other kinds."""
    from sokhet_docs.workbook import read_plan

    try:
        return read_plan(workbook).custom_fields
    except WorkbookError as err:
        if err.custom_fields is None:
            raise
        return err.custom_fields


def _tag(name: str) -> str:
    return "{{ " + name + " }}"


def _mark(workbook: Path, problems: Sequence[Problem], target: Path) -> None:
    from sokhet_docs.workbook import mark_workbook

    _refuse_existing(target, "bản đánh dấu")
    cells = mark_workbook(workbook, problems, target)
    screen.note(f"Đã ghi bản sao có {cells} ô được đánh dấu: {target}")


def _refuse_existing(target: Path, what: str) -> None:
    if target.exists():
        raise OutputError.at(str(target), "Đã có tệp này.", f"Đặt tên khác cho {what}.")
