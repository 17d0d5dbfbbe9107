"""The options that several commands share: how they are declared, and what their values mean."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sokhet_docs.cli import screen
from sokhet_docs.problems import UsageError

if TYPE_CHECKING:
    from sokhet_docs.workbook import Sources

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class FilePath(click.Path):
    """A path, refused where Windows would take it for something else than a file."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return ``value`` as a Path. Raises click's error of wrong usage."""
        path = super().convert(value, param, ctx)
        if sys.platform == "win32":
            from sokhet_docs.outbox import windows_fault  # slow to import

            if fault := windows_fault(path):
                self.fail(fault, param, ctx)
        return path


PATH = FilePath(path_type=Path)


def command(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """Turn a function into a command; its docstring is the help text."""
    return click.command(name, options_metavar="[TÙY CHỌN]")


def takes_workbook(function: Decorated) -> Decorated:
    """Add the option that names the workbook."""
    text = "Tệp Excel danh sách đơn vị."
    return click.option("-w", "--workbook", type=PATH, metavar="TỆP", help=text)(function)


def takes_templates(function: Decorated) -> Decorated:
    """Add the option that names the folder of templates."""
    text = "Thư mục các mẫu Word."
    return click.option("-t", "--templates", type=PATH, metavar="THƯ_MỤC", help=text)(function)


def takes_output(text: str) -> Callable[[Decorated], Decorated]:
    """Add the option that names the output folder, with ``text`` as its help."""
    return click.option(
        "-o", "--output", type=PATH, default="output", metavar="THƯ_MỤC", show_default=True, help=text
    )


def takes_target(default: str, text: str) -> Callable[[Decorated], Decorated]:
    """Add the option that names the file to be written (the value ``target``), with ``text`` as its help."""
    return click.option(
        "-o", "--output", "target", type=PATH, default=default, metavar="TỆP", show_default=True, help=text
    )


def takes_letters(function: Decorated) -> Decorated:
    """Add the option that names the output folder where ``--output`` names what is to be written."""
    text = "Thư mục văn bản đã tạo, đã phát hành."
    option = click.option(
        "--letters", type=PATH, default="output", metavar="THƯ_MỤC", show_default=True, help=text
    )
    return option(function)


def takes_only(function: Decorated) -> Decorated:
    """Add the option that names units."""
    text = "Chỉ những đơn vị này: số thứ tự, mã hoặc một phần tên. Dùng được nhiều lần."
    return click.option("--only", multiple=True, metavar="ĐƠN_VỊ", help=text)(function)


def takes_force(function: Decorated) -> Decorated:
    """Add the option that replaces files that were corrected by hand."""
    text = "Thay cả những tệp đã sửa tay; bản cũ được cất vào .luu."
    return click.option("--force", is_flag=True, help=text)(function)


def takes_quiet(function: Decorated) -> Decorated:
    """Add the option that keeps the command silent unless something is wrong."""
    return click.option("-q", "--quiet", is_flag=True, help="Không in gì khi mọi việc đều ổn.")(function)


def read_day(text: str | None, option: str) -> date | None:
    """Return the day that was typed after ``option``; None when it was not given. Raises UsageError."""
    from sokhet_docs.text.vietnamese import parse_date

    if text is None:
        return None
    try:
        return parse_date(text)
    except ValueError as err:
        raise UsageError.at(option, str(err)) from err


def find_user_or_sample_files(
    workbook: Path | None, templates: Path | None = None, *, quiet: bool = False, for_letters: bool = True
) -> Sources:
    """Return the workbook and the templates, and say which of them are the built-in sample's.

    The templates are mentioned only when they are needed ``for_letters``.
    """
    from sokhet_docs.workbook import find_sources

    sources = find_sources(workbook, templates, Path())
    if sources.sample_workbook and not quiet:
        screen.note("Không thấy data/units.xlsx hay units.xlsx ở đây: dùng danh sách mẫu có sẵn.")
    if not quiet:
        _note_others(sources)
    if sources.sample_templates and for_letters and not quiet:
        screen.note("Không thấy thư mục templates ở đây: dùng các mẫu Word có sẵn.")
    return sources


def find_user_files(workbook: Path | None, templates: Path | None = None) -> Sources:
    """Return the workbook and the templates of the letters that were sent; never the sample workbook.

    Raises UsageError when this folder has no workbook and none was named.
    """
    from sokhet_docs.workbook import find_sources

    sources = find_sources(workbook, templates, Path())
    if sources.sample_workbook:
        raise UsageError.at(
            str(Path.cwd()),
            "Không thấy data/units.xlsx hay units.xlsx ở thư mục này.",
            "Hãy chạy lệnh ở thư mục đã tạo văn bản, hoặc chỉ tệp Excel đã dùng bằng --workbook.",
        )
    _note_others(sources)
    return sources


def _note_others(sources: Sources) -> None:
    """Say which of several workbooks is read: the clerk may have gone on in another one."""
    if sources.beside:
        names = ", ".join(map(str, sources.beside))
        screen.note(
            f"Đang đọc {sources.workbook}; còn có {names} không được đọc. Cần thì chỉ bằng --workbook."
        )
