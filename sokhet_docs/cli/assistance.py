"""The commands for help: `guide`, `doctor`."""

from __future__ import annotations

from pathlib import Path

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import PATH, command

_PAGE = "huong-dan.html"
_OVERWRITE = click.option("--force", is_flag=True, help="Ghi đè tệp của -o nếu đã có.")


@command("guide")
@click.option("-o", "--output", "target", type=PATH, metavar="TỆP", help="Ghi trang vào tệp .html này.")
@_OVERWRITE
@click.option("--no-open", is_flag=True, help="Không mở trình duyệt, chỉ in đường dẫn của trang.")
def guide(target: Path | None, force: bool, no_open: bool) -> None:
    """Mở hướng dẫn sử dụng trong trình duyệt.

    Trang có đủ hình, không cần mạng, in ra được, gửi cho người khác được.
    """
    from sokhet_docs.help import guide_page
    from sokhet_docs.letters import require_ending, write_new
    from sokhet_docs.office.viewer import open_in_viewer

    if target:
        require_ending(target, (".html",))
    path = target or screen.settings_folder() / _PAGE
    write_new(path, guide_page().encode("utf-8"), force=force or target is None)
    screen.say(str(path))
    if not no_open and not open_in_viewer(path):
        screen.note("Máy này không tự mở được trình duyệt; hãy mở tệp trên bằng tay.")


@command("doctor")
@click.option("-o", "--output", "target", type=PATH, metavar="TỆP", help="Ghi vào tệp .txt để gửi đi.")
@_OVERWRITE
def doctor(target: Path | None, force: bool) -> None:
    """Xem máy này có gì, thiếu gì, và thiếu thì sao.

    Chép phần in ra (hay tệp của -o) gửi cho người giúp mình: trong đó không có tên người, tên đơn vị.
    """
    from sokhet_docs.help import State, examine, homes, report_text, user_name
    from sokhet_docs.letters import require_ending, write_new

    if target:
        require_ending(target, (".txt",))
    machine = examine(Path.cwd(), screen.settings_folder())
    lines = report_text(machine, homes(), user_name())
    if target:
        text = "\r\n".join([*lines, ""])
        write_new(target, text.encode("utf-8-sig"), force=force)  # as every Notepad reads it
    screen.say(*lines, "", _summary(machine.count(State.BAD), machine.count(State.MISSING)))
    if target:
        screen.say(f"Đã ghi vào {target}; gửi tệp này cho người giúp mình.")


def _summary(broken: int, lacking: int) -> str:
    if broken:
        return f"{broken} chỗ phải sửa trước khi làm việc (dấu [X]), {lacking} chỗ thiếu (dấu [!])."
    return f"Máy làm việc được; {lacking} chỗ thiếu (dấu [!])." if lacking else "Máy có đủ, làm việc được."
