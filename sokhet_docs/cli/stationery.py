"""The commands for registers and for what letters are sent in: `registers`, `envelopes`, `labels`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import (
    PATH,
    command,
    find_user_files,
    find_user_or_sample_files,
    takes_letters,
    takes_only,
    takes_target,
    takes_templates,
    takes_workbook,
)

if TYPE_CHECKING:
    from sokhet_docs.printing import LabelSheet, MadeStationery, Sources

_OVERWRITE = click.option("--force", is_flag=True, help="Ghi đè tệp đã có; tệp cũ được cất vào .luu.")


@command("registers")
@takes_workbook
@takes_templates
@takes_letters
@takes_target("so-van-ban-di.xlsx", "Sổ .xlsx (có rồi thì ghi tiếp) hoặc .docx.")
@click.option("--lists", type=PATH, metavar="TỆP", help="Ghi thêm danh sách nơi nhận từng văn bản, .xlsx.")
@click.option("--sheet", default="", metavar="TRANG", help="Trang của sổ để ghi, khi sổ có nhiều trang.")
@_OVERWRITE
def registers(
    target: Path, lists: Path | None, sheet: str, force: bool, letters: Path, workbook: Path | None,
    templates: Path | None,
) -> None:  # fmt: skip
    """Vào sổ đăng ký và sổ chuyển giao văn bản đi.

    Lấy theo lần phát hành. Sổ Excel đang dùng thì ghi tiếp dưới dòng cuối; dòng đã có không ghi lại, sổ cũ
    được cất vào .luu.
    """
    from sokhet_docs.outbox import sent_codes
    from sokhet_docs.printing import RegisterOptions, write_registers
    from sokhet_docs.workbook import read_plan

    # Rows of the sample must not come into a book that somebody keeps.
    find = find_user_files if target.exists() else partial(find_user_or_sample_files, for_letters=False)
    files = find(workbook, templates)
    options = RegisterOptions(target, lists, force, sheet)
    done = write_registers(read_plan(files.workbook, sent_codes(letters)), files.templates, letters, options)
    for remark in done.remarks:
        screen.note(remark)
    for title, count in done.added.items():
        screen.say(f"{title}: ghi {count} dòng.")
    if done.known:
        screen.say(f"{done.known} dòng đã có trong sổ, không ghi lại.")
    if done.saved:
        screen.say(f"Sổ trước khi ghi được cất ở {done.saved}.")
    changed = done.saved or any(done.added.values()) or not done.known
    screen.say(f"Đã ghi: {target}" if changed else f"Sổ không đổi: {target}")
    if done.lists:
        screen.say(f"Đã ghi danh sách nơi nhận từng văn bản: {lists}")
    elif not lists:
        screen.say("Danh sách nơi nhận từng văn bản, có chỗ ký: thêm --lists noi-nhan-tung-van-ban.xlsx")


@command("envelopes")
@takes_workbook
@takes_templates
@takes_letters
@click.option(
    "--size",
    type=click.Choice(["DL", "C5", "C4"], case_sensitive=False),
    default="DL",
    show_default=True,
    help="Cỡ phong bì: DL 220 x 110, C5 229 x 162, C4 324 x 229 mm.",
)
@takes_only
@takes_target("phong-bi.docx", "Tệp Word, mỗi trang một phong bì.")
@_OVERWRITE
def envelopes(
    size: str,
    only: tuple[str, ...],
    target: Path,
    force: bool,
    letters: Path,
    workbook: Path | None,
    templates: Path | None,
) -> None:
    """Làm phong bì, mỗi đơn vị một trang.

    Chữ trên phong bì lấy theo mẫu phong-bi.docx trong thư mục templates, không có thì theo mẫu có sẵn.
    """
    from sokhet_docs.printing import ENVELOPES, write_envelopes

    done = write_envelopes(
        _sources(letters, only, workbook, templates), ENVELOPES[size.upper()], target, force=force
    )
    _say_printed(done)
    screen.say(f"{done.count} phong bì cỡ {size.upper()}: {target}")


@command("labels")
@takes_workbook
@takes_templates
@takes_letters
@click.option("--sheet", metavar="CỘTxHÀNG", help="Tờ nhãn A4: 2x4, 2x5, 2x7, 2x8, 3x6, 3x7, 3x8.  [2x7]")
@click.option("--custom", metavar="KÍCH_THƯỚC", help="Tờ khác, mm: 70x37:3x8:gap2,5x0:margin7,2x15.")
@click.option(
    "--from",
    "start",
    type=int,
    default=1,
    metavar="SỐ",
    show_default=True,
    help="In từ nhãn thứ mấy của tờ đầu.",
)
@takes_only
@takes_target("nhan.docx", "Tệp Word.")
@_OVERWRITE
def labels(
    sheet: str | None, custom: str | None, start: int, only: tuple[str, ...], target: Path, force: bool,
    letters: Path, workbook: Path | None, templates: Path | None,
) -> None:  # fmt: skip
    """Làm nhãn dán, theo tờ nhãn A4.

    Chữ trên nhãn lấy theo mẫu nhan.docx trong thư mục templates, không có thì theo mẫu có sẵn. Tờ đã dùng
    dở thì thêm --from.
    """
    from sokhet_docs.printing import write_labels

    chosen = _sheet(sheet, custom)
    done = write_labels(_sources(letters, only, workbook, templates), chosen, start, target, force=force)
    _say_printed(done)
    size = f"{_mm(chosen.width)} x {_mm(chosen.height)} mm"
    screen.say(
        f"{done.count} nhãn, {done.sheets} tờ, mỗi nhãn {size}: {target}",
        "In ở cỡ 100% (Actual size); in thử một tờ giấy thường, áp lên tờ nhãn để xem có khớp không.",
    )


def _sheet(name: str | None, custom: str | None) -> LabelSheet:
    from sokhet_docs.printing import LABELS, custom_sheet
    from sokhet_docs.problems import UsageError

    if name and custom:
        raise UsageError.at("--custom", "Chỉ ghi một trong hai: --sheet hoặc --custom.")
    if custom:
        return custom_sheet(custom)
    if name and name.lower() not in LABELS:
        hint = f"Có sẵn: {', '.join(LABELS)}. Tờ khác thì ghi bằng --custom, ví dụ --custom 70x37:3x8."
        raise UsageError.at("--sheet", f"Không có tờ nhãn “{name}”.", hint)
    return LABELS[(name or "2x7").lower()]


def _sources(letters: Path, only: tuple[str, ...], workbook: Path | None, templates: Path | None) -> Sources:
    from sokhet_docs.outbox import sent_codes
    from sokhet_docs.printing import Sources
    from sokhet_docs.workbook import read_plan

    files = find_user_or_sample_files(workbook, templates, for_letters=False)
    return Sources(read_plan(files.workbook, sent_codes(letters)), files.templates, letters, only)


def _say_printed(done: MadeStationery) -> None:
    for remark in done.remarks:
        screen.note(remark)
    screen.show_problems(done.left_out)


def _mm(length: float) -> str:
    return f"{length:g}".replace(".", ",")
