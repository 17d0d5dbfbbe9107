"""The command `print`: the finished letters → one PDF for the printer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import (
    command,
    find_user_or_sample_files,
    takes_letters,
    takes_only,
    takes_quiet,
    takes_target,
    takes_templates,
    takes_workbook,
)

if TYPE_CHECKING:
    from sokhet_docs.printing import PrintedFile

_BY = "PDF bằng LibreOffice, hoặc bằng chính Word (máy Windows có Word)."
_DOCUMENTS = "Chỉ văn bản này, theo tên hay theo tệp mẫu. Dùng được nhiều lần."
_DUPLEX = "In hai mặt hay một mặt (mặc định: theo mục In hai mặt của trang Kế hoạch)."
_COPIES = "Mỗi đơn vị đủ số bản của danh sách (mặc định), hay một bản để tự nhân lên."


@command("print")
@takes_workbook
@takes_templates
@takes_target("in-an.pdf", "Tệp PDF để in.")
@takes_letters
@click.option("--duplex/--simplex", default=None, help=_DUPLEX)
@click.option("--copies-from-list/--one-copy", default=True, help=_COPIES)
@click.option("--documents", multiple=True, metavar="VĂN_BẢN", help=_DOCUMENTS)
@takes_only
@click.option("--changed", is_flag=True, help="Chỉ những gì chưa có trong các tệp in trước.")
@click.option("--by", type=click.Choice(["libreoffice", "word"]), default="libreoffice", help=_BY)
@click.option(
    "--open/--no-open", "opens", default=True, help="Mở tệp in bằng trình xem PDF của máy, hay không."
)
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có dù không phải tệp in.")
@takes_quiet
def print_(
    workbook: Path | None, templates: Path | None, target: Path, letters: Path, by: str,
    opens: bool, quiet: bool,     **options: Any,
) -> None:  # fmt: skip
    """Gộp mọi văn bản thành một tệp để in.

    Danh sách nơi nhận đứng đầu, rồi văn bản của từng đơn vị theo thứ tự danh sách, đủ số bản, cuối cùng là
    bảng kê. Phần mềm không tự gửi gì ra máy in.
    """
    from sokhet_docs.printing import PrintOptions, PrintStage, WordMaker, print_letters

    sources = find_user_or_sample_files(workbook, templates, quiet=quiet, for_letters=False)
    titles = {
        PrintStage.PDF: "Đang tạo PDF",
        PrintStage.MERGE: "Đang ghép",
        PrintStage.FINISH: "Đang lập bảng kê",
    }
    maker = WordMaker() if by == "word" else None
    with screen.stage_bar(titles, quiet) as progress:
        printed = print_letters(
            sources.workbook, sources.templates, letters, target, PrintOptions(**options), progress, maker
        )
    screen.show_problems(printed.problems)
    if not quiet:
        for line in printed.told:
            screen.note(line)
        screen.say(*_lines(printed))
    if opens and printed.path and not quiet and sys.stdout.isatty():
        _open(printed.path)


def _lines(printed: PrintedFile) -> Iterator[str]:
    from sokhet_docs.text.vietnamese import with_dots

    yield from printed.left_out
    if printed.path is None or printed.totals is None:
        yield "Không có gì để in nên không ghi tệp nào."
        return
    totals, whole = printed.totals, printed.totals.whole
    sheets = ", ".join(f"{with_dots(number)} tờ {paper}" for paper, number in whole.sheets.most_common())
    blanks = f" ({with_dots(whole.blanks)} mặt sau để trắng)" if whole.blanks else ""
    sides = "hai mặt" if totals.duplex else "một mặt"
    units, copies, pages = map(with_dots, (len(totals.wanted), totals.copies, whole.pages))
    yield f"{units} đơn vị, {copies} bản, {pages} trang{blanks}, {sheets}, in {sides}."
    yield f"Đã ghi tệp in: {printed.path}"
    yield "Khi in: chọn 1 bản (tệp đã có đủ số bản), đúng cỡ (Actual size), " + (
        "in hai mặt lật theo cạnh dài." if totals.duplex else "in một mặt."
    )


def _open(path: Path) -> None:
    from sokhet_docs.office.viewer import open_in_viewer

    if open_in_viewer(path.resolve()):
        screen.say("Đang mở tệp in; bấm Ctrl+P để in.")
    else:
        screen.note(f"Không mở được trình xem PDF. Hãy tự mở {path} rồi in.")
