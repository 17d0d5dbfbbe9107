"""The options that several commands take, and the sources that they name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sokhet_docs.cli import screen
from sokhet_docs.problems import UsageError

if TYPE_CHECKING:
    from sokhet_docs.workbook import Sources

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
PATH = click.Path(path_type=Path)


def command(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """Make a command of a function; its docstring is the help."""
    return click.command(name, options_metavar="[TÙY CHỌN]")


def takes_workbook(function: Decorated) -> Decorated:
    """Add the option that names the workbook."""
    return click.option("-w", "--workbook", type=PATH, metavar="TỆP", help="Tệp Excel danh sách đơn vị.")(
        function
    )


def takes_templates(function: Decorated) -> Decorated:
    """Add the option that names the folder of templates."""
    return click.option("-t", "--templates", type=PATH, metavar="THƯ_MỤC", help="Thư mục các mẫu Word.")(
        function
    )


def takes_output(text: str) -> Callable[[Decorated], Decorated]:
    """Add the option that names the output folder, with ``text`` as its help."""
    return click.option(
        "-o", "--output", type=PATH, default="output", metavar="THƯ_MỤC", show_default=True, help=text
    )


def takes_force(function: Decorated) -> Decorated:
    """Add the option that lets files corrected by hand give way."""
    text = "Thay cả những tệp đã sửa tay; bản cũ được cất vào .luu."
    return click.option("--force", is_flag=True, help=text)(function)


def takes_quiet(function: Decorated) -> Decorated:
    """Add the option that keeps the command silent while all is well."""
    return click.option("-q", "--quiet", is_flag=True, help="Không in gì khi mọi việc đều ổn.")(function)


def find(
    workbook: Path | None, templates: Path | None = None, *, quiet: bool = False, for_letters: bool = True
) -> Sources:
    """Return the sources and say which of them are the sample's, of the templates only ``for_letters``."""
    from sokhet_docs.workbook import find_sources

    sources = find_sources(workbook, templates, Path())
    if sources.sample_workbook and not quiet:
        screen.note("Không thấy data/units.xlsx hay units.xlsx ở đây: dùng danh sách mẫu có sẵn.")
    if sources.sample_templates and for_letters and not quiet:
        screen.note("Không thấy thư mục templates ở đây: dùng các mẫu Word có sẵn.")
    return sources


def find_sent(workbook: Path | None, templates: Path | None = None) -> Sources:
    """Return the sources of what was sent: never the sample's units, to whom nobody sent anything.

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
    return sources
