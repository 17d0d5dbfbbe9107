"""All commands under one name; the one place where a user's errors are caught.

To add a command, write its function in a module beside this one and list it in `_COMMANDS`.
Exit codes: 0 done, 1 problems in the user's files (listed), 2 wrong usage.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path
from typing import Any

import click

from sokhet_docs._version import __version__
from sokhet_docs.cli import (
    assistance,
    conference,
    letters,
    pdf,
    plan_documents,
    prepare,
    print_file,
    release,
    returns,
    screen,
    stationery,
    tracking,
)
from sokhet_docs.cli.stops import stops_as_exceptions
from sokhet_docs.problems import SokhetError, UsageError

_LOCALE = Path(__file__).parent / "locale"

# The commands by stage of the work, as the help lists them.
_COMMANDS = {
    "Chuẩn bị": (prepare.init, prepare.check, prepare.fields, prepare.adopt),
    "Tạo văn bản": (letters.generate, release.undo, plan_documents.recipients, plan_documents.plan),
    "In, phát hành, gửi": (
        release.release,
        pdf.pdf,
        print_file.print_,
        stationery.registers,
        stationery.envelopes,
        stationery.labels,
        conference.conference,
    ),
    "Nhận và tổng hợp báo cáo": (
        returns.collect,
        tracking.status,
        tracking.remind,
        tracking.consolidate,
    ),
    "Trợ giúp": (assistance.guide, assistance.doctor),
}


def speak_vietnamese() -> None:
    """Make click translate its messages by our catalogue.

    To be called before anything is printed: click caches some of the messages that it has looked up.
    """
    os.environ["LANGUAGE"] = "vi"
    gettext.bindtextdomain("messages", str(_LOCALE))


class Program(click.Group):
    """The group of all commands: it speaks Vietnamese and turns a `SokhetError` into text and exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the program as click does, in Vietnamese and in UTF-8."""
        speak_vietnamese()
        screen.use_utf8()
        with stops_as_exceptions(), screen.quiet_when_left():
            return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except SokhetError as err:
            screen.show_problems(err.problems)
            ctx.exit(2 if isinstance(err, UsageError) else 1)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as err:  # for any other error the clerk gets one line, and the details go into a log
            if ctx.params["debug"] or screen.is_closed_pipe(err):
                raise
            screen.show_unexpected(err)
            ctx.exit(1)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands by stage, in the order of the work."""
        width = max(map(len, self.commands))
        limit = formatter.width - width - 6
        for stage, commands in _COMMANDS.items():
            with formatter.section(stage):
                formatter.write_dl(
                    [(f"{command.name:{width}}", command.get_short_help_str(limit)) for command in commands]
                )


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[TÙY CHỌN]",
    subcommand_metavar="LỆNH [THAM SỐ]…",
    no_args_is_help=True,
    epilog="Bắt đầu: sokhet-docs init THƯ_MỤC. Hỏi cách dùng một lệnh: sokhet-docs LỆNH --help.",
)
@click.version_option(
    __version__, message="%(prog)s %(version)s", prog_name="sokhet-docs", help="Hiện số phiên bản."
)
@click.option("--debug", is_flag=True, help="Khi có sự cố, in chi tiết kỹ thuật.")
def program(debug: bool) -> None:
    """Từ một bảng Excel và vài mẫu Word, tạo cho mỗi đơn vị một tệp Word đã ghi sẵn nơi gửi và hạn."""


for _stage in _COMMANDS.values():
    for _command in _stage:
        program.add_command(_command)


def main() -> None:
    """Run the program with this process's arguments."""
    program()
