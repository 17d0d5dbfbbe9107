"""Arguments → one library call; its result → text and an exit code.

0 done, 1 problems in the user's files (listed), 2 wrong usage. A command imports the rooms that it needs
itself: ``--help`` has to start at once.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sokhet_docs import __version__, screen
from sokhet_docs.problems import SokhetError, UsageError, errors_in

if TYPE_CHECKING:
    from sokhet_docs.generation import Options
    from sokhet_docs.sample import Sources

_Command = TypeVar("_Command", bound=Callable[..., Any])
_PATH = click.Path(path_type=Path)


class Program(click.Group):
    """The group of all commands: it speaks Vietnamese and turns a `SokhetError` into text and exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the program as click does, in Vietnamese and in UTF-8."""
        os.environ["LANGUAGE"] = "vi"
        gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))
        screen.use_utf8()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for; the one place where the errors of users are caught."""
        try:
            return super().invoke(ctx)
        except SokhetError as err:
            screen.show_problems(err.problems)
            ctx.exit(2 if isinstance(err, UsageError) else 1)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as err:  # whatever it is, the clerk gets one line and the engineer a log
            if ctx.params["debug"]:
                raise
            screen.show_accident(err)
            ctx.exit(1)


def _takes_sources(command: _Command) -> _Command:
    """Add the options that name the workbook and the templates."""
    for option in (
        click.option("-t", "--templates", type=_PATH, metavar="THƯ_MỤC", help="Thư mục các mẫu Word."),
        click.option("-w", "--workbook", type=_PATH, metavar="TỆP", help="Tệp Excel danh sách đơn vị."),
    ):
        command = option(command)
    return command


def _takes_output(command: _Command) -> _Command:
    text = "Thư mục ghi kết quả."
    option = click.option(
        "-o", "--output", type=_PATH, default="output", metavar="THƯ_MỤC", show_default=True, help=text
    )
    return option(command)


def _find(workbook: Path | None, templates: Path | None, quiet: bool = False) -> Sources:
    """Return the sources and say which of them are the built-in sample."""
    from sokhet_docs.sample import find_sources

    sources = find_sources(workbook, templates, Path())
    if sources.sample_workbook and not quiet:
        screen.note("Không thấy data/units.xlsx hay units.xlsx ở đây: dùng danh sách mẫu có sẵn.")
    if sources.sample_templates and not quiet:
        screen.note("Không thấy thư mục templates ở đây: dùng các mẫu Word có sẵn.")
    return sources


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[TÙY CHỌN]",
    subcommand_metavar="LỆNH [THAM SỐ]…",
    no_args_is_help=True,
    epilog="Bắt đầu: sokhet-docs init. Hướng dẫn: docs/huong-dan.md.",
)
@click.version_option(
    __version__, message="%(prog)s %(version)s", prog_name="sokhet-docs", help="In số phiên bản."
)
@click.option("--debug", is_flag=True, help="Khi có sự cố, in chi tiết kỹ thuật.")
def program(debug: bool) -> None:
    """Từ một bảng Excel và vài mẫu Word, tạo cho mỗi đơn vị một tệp Word đã ghi sẵn nơi gửi và hạn."""


def _command(name: str) -> Callable[[Callable[..., None]], click.Command]:
    return program.command(name, options_metavar="[TÙY CHỌN]")


@_command("init")
@click.argument("folder", type=_PATH, default=".", metavar="[THƯ_MỤC]")
def init(folder: Path) -> None:
    """Tạo thư mục làm việc để sửa dần.

    Trong đó có tệp Excel mẫu và các mẫu Word.
    """
    from sokhet_docs.sample import copy_sample

    for path in copy_sample(folder):
        screen.say(str(path))
    screen.say("Hãy mở tệp Excel, thay bằng danh sách đơn vị của mình, rồi chạy: sokhet-docs check")


@_command("check")
@_takes_sources
@click.option("--json", "as_json", is_flag=True, help="In kết quả dưới dạng JSON cho chương trình khác.")
def check(workbook: Path | None, templates: Path | None, as_json: bool) -> None:
    """Tìm mọi chỗ sai, không ghi gì."""
    from sokhet_docs.checking import check

    sources = _find(workbook, templates, quiet=as_json)
    problems = check(sources.workbook, sources.templates)
    if as_json:
        screen.say(screen.problems_as_json(problems))
    else:
        screen.show_problems(problems)
        if not errors_in(problems):
            screen.say("Không có lỗi. Tạo văn bản bằng: sokhet-docs generate")
    if errors_in(problems):
        raise click.exceptions.Exit(1)


@_command("generate")
@_takes_sources
@_takes_output
@click.option(
    "--only",
    multiple=True,
    metavar="ĐƠN_VỊ",
    help="Chỉ những đơn vị này: số thứ tự, mã hoặc một phần tên. Dùng được nhiều lần.",
)
@click.option("--split", is_flag=True, help="Mỗi văn bản một tệp, không gộp theo đơn vị.")
@click.option("--name", metavar="MẪU", help="Mẫu tên tệp, ví dụ {don_vi.ma}-{don_vi.ten:slug}.")
@click.option("--force", is_flag=True, help="Thay cả những tệp đã sửa tay; bản cũ được cất vào .luu.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ ghi gì, không ghi.")
@click.option("--rehearse", is_flag=True, help="Chỉ làm bản thử của vài đơn vị khó nhất và soát ngắt trang.")
@click.option("-j", "--jobs", type=int, default=0, metavar="SỐ", help="Số tiến trình (0: tự chọn).")
@click.option("-q", "--quiet", is_flag=True, help="Không in gì khi mọi việc đều ổn.")
def generate(
    workbook: Path | None, templates: Path | None, output: Path, quiet: bool, rehearse: bool, **told: Any
) -> None:
    """Tạo cho mỗi đơn vị một tệp Word.

    Tệp đã ghi sẵn nơi gửi, hạn và thành phần dự hội nghị của đơn vị ấy.
    """
    from sokhet_docs.generation import generate
    from sokhet_docs.report import closing_lines

    sources = _find(workbook, templates, quiet)
    options = _to_options(**told)
    if rehearse:
        _rehearse(sources, output, options, quiet)
        return
    with screen.progress_bar("Đang tạo văn bản", quiet) as progress:
        summary = generate(sources.workbook, sources.templates, output, options, progress)
    screen.show_problems(summary.problems)
    if not quiet:
        screen.say("\n".join(closing_lines(summary)))
    if summary.has_errors:
        raise click.exceptions.Exit(1)


def _rehearse(sources: Sources, output: Path, options: Options, quiet: bool) -> None:
    from sokhet_docs.rehearsal import rehearse
    from sokhet_docs.rehearsal_report import rehearsal_lines

    if options.force or options.dry_run:
        raise UsageError.at("--rehearse", "Không dùng chung với --force và --dry-run.")
    rehearsal = rehearse(sources.workbook, sources.templates, output, options.naming, options.only)
    screen.show_problems(rehearsal.problems)
    if not quiet:
        screen.say("\n".join(rehearsal_lines(rehearsal)))


def _to_options(only: tuple[str, ...], split: bool, name: str | None, **flags: Any) -> Options:
    from sokhet_docs.generation import Options
    from sokhet_docs.packets import Naming

    naming = Naming(name, split) if name else Naming(split=split)
    return Options(only=only, naming=naming, **flags)


@_command("fields")
@_takes_sources
def fields(workbook: Path | None, templates: Path | None) -> None:
    """In các trường dùng được trong mẫu Word.

    Mỗi trường kèm nghĩa và giá trị ở đơn vị đầu tiên.
    """
    from sokhet_docs.field_guide import describe_fields
    from sokhet_docs.workbook import read_plan

    plan = read_plan(_find(workbook, templates).workbook)
    rows = [("{{ " + field.name + " }}", field.meaning, field.value) for field in describe_fields(plan)]
    screen.show_table(("Trường", "Nghĩa", "Giá trị"), rows)


@_command("recipients")
@_takes_sources
@click.option("-o", "--output", type=_PATH, metavar="TỆP", help="Ghi ra tệp .docx hoặc .xlsx.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def recipients(workbook: Path | None, templates: Path | None, output: Path | None, force: bool) -> None:
    """In danh sách nơi nhận và số bản.

    Nơi nhận của kế hoạch trước, rồi mọi đơn vị, và tổng số bản.
    """
    from sokhet_docs.issuer_papers import write_distribution
    from sokhet_docs.recipients import deliveries, delivery_table
    from sokhet_docs.workbook import read_plan

    sources = _find(workbook, templates)
    plan = read_plan(sources.workbook)
    if output is None:
        screen.show_table(*delivery_table(deliveries(plan)))
    else:
        write_distribution(plan, sources.templates, output, force=force)
        screen.say(f"Đã ghi danh sách nơi nhận: {output}")


@_command("plan")
@_takes_sources
@click.option(
    "-o", "--output", type=_PATH, default="ke-hoach.docx", metavar="TỆP", show_default=True, help="Tệp Word."
)
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def plan(workbook: Path | None, templates: Path | None, output: Path, force: bool) -> None:
    """Tạo chính bản kế hoạch.

    Kế hoạch lấy số liệu từ cùng tệp Excel với văn bản của các đơn vị.
    """
    from sokhet_docs.issuer_papers import write_plan
    from sokhet_docs.workbook import read_plan

    sources = _find(workbook, templates)
    write_plan(read_plan(sources.workbook), sources.templates, output, force=force)
    screen.say(f"Đã ghi kế hoạch: {output}")


def main() -> None:
    """Run the program with this process's arguments."""
    program()
