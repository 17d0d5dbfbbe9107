"""The commands `release` and `undo`: what goes out is frozen; the last run is taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import (
    command,
    find_user_or_sample_files,
    read_day,
    takes_only,
    takes_output,
    takes_quiet,
    takes_templates,
    takes_workbook,
)
from sokhet_docs.problems import UsageError
from sokhet_docs.text.vietnamese import VIETNAM

if TYPE_CHECKING:
    from sokhet_docs.letters import Released
    from sokhet_docs.outbox import Release, SentDocument, Undone

_NUMBER = "Số đã lấy cho văn bản: 15 (kế hoạch) hoặc cong-van.docx=27. Dùng được nhiều lần."
_MAX_FILES = 10  # that are listed by name


@command("release")
@takes_workbook
@takes_templates
@takes_output("Thư mục kết quả của lệnh generate.")
@click.option("--number", "numbers", multiple=True, metavar="[VĂN_BẢN=]SỐ", help=_NUMBER)
@click.option("--date", "day", metavar="NGÀY", help="Ngày phát hành (mặc định: hôm nay).")
@click.option("--note", default="", metavar="LỜI", help="Ghi chú; với --undo: lý do thu hồi.")
@takes_only
@click.option("--as-is", is_flag=True, help="Gửi văn bản như đang có dù tệp Excel hay mẫu đã đổi.")
@click.option("--undo", is_flag=True, help="Thu hồi lần phát hành cuối, trong ngày; phải có --note.")
@takes_quiet
def release(
    workbook: Path | None, templates: Path | None, output: Path, numbers: tuple[str, ...], day: str | None,
    note: str, only: tuple[str, ...], as_is: bool, undo: bool, quiet: bool,
) -> None:  # fmt: skip
    """Phát hành: chốt những tệp gửi đi.

    Các tệp được chép vào da-phat-hanh trong thư mục kết quả và từ đó không lệnh nào sửa nữa. Lần generate sau
    ghi bản khác đi bên cạnh, cho lần phát hành sau.
    """
    if undo:
        _refuse_beside_undo(numbers, day, only, as_is)
        _withdraw(output, note, quiet)
        return
    from sokhet_docs.cli.letters_report import STAGE_TITLES
    from sokhet_docs.letters import ReleaseOptions, release

    options = ReleaseOptions(_to_numbers(numbers), read_day(day, "--date"), note, only, as_is)
    sources = find_user_or_sample_files(workbook, templates, quiet=quiet)
    with screen.stage_bar(STAGE_TITLES, quiet) as show:
        released = release(sources.workbook, sources.templates, output, options, show)
    screen.show_problems(released.problems)
    if not quiet:
        screen.say(*_closing_lines(released))


@command("undo")
@takes_output("Thư mục kết quả.")
@takes_quiet
def undo(output: Path, quiet: bool) -> None:
    """Hoàn tác lần tạo văn bản cuối cùng.

    Tệp nào đã thay thì lấy lại bản trước, tệp nào mới tạo thì cất vào .luu; tệp đã sửa tay sau đó giữ nguyên.
    """
    from sokhet_docs.outbox import undo_last_run

    undone = undo_last_run(output)
    screen.show_problems(undone.problems)
    if not quiet:
        screen.say(*_undone_lines(undone))
    screen.exit_if_errors(undone.problems)


def _refuse_beside_undo(*others: object) -> None:
    if any(others):
        raise UsageError.at(
            "--undo",
            "Thu hồi cả lần phát hành cuối: không dùng chung với --number, --date, --only, --as-is.",
            "Bỏ các tùy chọn ấy.",
        )


def _withdraw(output: Path, reason: str, quiet: bool) -> None:
    from sokhet_docs.outbox import withdraw_release

    if not reason.strip():
        raise UsageError.at("--undo", "Phải ghi lý do thu hồi.", 'Ví dụ: --undo --note "Sai hạn báo cáo".')
    gone = withdraw_release(output, reason.strip(), datetime.now(VIETNAM))
    if not quiet:
        screen.say(
            f"Đã thu hồi lần phát hành {gone.number} ({len(gone.letters)} tệp): {reason.strip()}",
            f"  Bản đã chép nằm ở da-phat-hanh/{gone.folder}. Sửa xong thì generate rồi phát hành lại.",
        )


def _to_numbers(texts: Sequence[str]) -> dict[str, str]:
    """Return the numbers by the names of their documents; "" is the plan. Raises UsageError."""
    numbers: dict[str, str] = {}
    for text in texts:
        name, has_name, number = (part.strip() for part in text.rpartition("="))
        if not number or (has_name and not name):
            raise UsageError.at("--number", f"“{text}” không ghi rõ số.", "Ví dụ: --number cong-van.docx=27")
        if name in numbers:
            whose = f"“{name}”" if name else "kế hoạch"
            raise UsageError.at("--number", f"Ghi hai số cho {whose}.", "Chỉ ghi một số cho mỗi văn bản.")
        numbers[name] = number
    return numbers


def _closing_lines(released: Released) -> Iterator[str]:
    this = released.release
    if this is None:
        yield f"Không có gì mới để phát hành: {released.unchanged} tệp vẫn như đã gửi."
        return
    if released.numbered:
        yield "Đã ghi số vào sổ phát hành; các tệp đã gửi giữ nguyên, không phát hành thêm."
    else:
        yield from _files(this)
        count = len(this.letters)
        yield f"Đã phát hành lần {this.number}, {_day(this)}: {count} tệp, thư mục {released.folder}."
        if released.unchanged:
            yield f"  {released.unchanged} tệp khác vẫn như đã gửi."
    yield from (f"  {_number_of(document)}" for document in this.documents)
    blank = [document.template for document in this.documents if not document.number]
    if blank and not released.numbered:
        yield f"Có số rồi thì ghi vào sổ: sokhet-docs release --number {blank[-1]}=SỐ"


def _files(this: Release) -> Iterator[str]:
    later = [letter for letter in this.letters if letter.replaces]
    for letter in later[:_MAX_FILES]:
        yield f"{letter.file}: thay {letter.replaces} đã gửi"
    if len(later) > _MAX_FILES:
        yield f"… và {len(later) - _MAX_FILES} tệp nữa thay tệp đã gửi"


def _day(this: Release) -> str:
    from sokhet_docs.text.vietnamese import short_date

    return f"ngày {short_date(this.day)}"


def _number_of(document: SentDocument) -> str:
    from sokhet_docs.text.vietnamese import short_date

    number = f"số {document.number}" if document.number else "số chưa ghi"
    return f"{document.title}: {number}" + (f", ngày {short_date(document.day)}" if document.day else "")


def _undone_lines(undone: Undone) -> Iterator[str]:
    if not (undone.restored or undone.removed):
        yield "Chưa hoàn tác được tệp nào."
        return
    yield from (f"{path.name}: lấy lại bản trước" for path in undone.restored[:_MAX_FILES])
    time = f"{undone.time.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    yield (
        f"Đã hoàn tác lần chạy lúc {time}: {len(undone.restored)} tệp lấy lại bản trước, "
        f"{len(undone.removed)} tệp mới tạo đã cất vào .luu/hoan-tac."
    )
