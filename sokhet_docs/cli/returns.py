"""The command `collect`: take in the files that units sent back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import (
    PATH,
    command,
    find_user_files,
    takes_output,
    takes_quiet,
    takes_workbook,
)
from sokhet_docs.cli.tables import Layout, show_table
from sokhet_docs.problems import Place, Problem, Severity, UsageError

if TYPE_CHECKING:
    from sokhet_docs.plan import Plan
    from sokhet_docs.returns import Collected, CollectOptions, Intake, Return

_FILE_TIME = "file"
_FIRST_YEAR = 2000
_LOOK_AGAIN = "Hãy xem lại năm và tháng."
_ONLY_WORDS = "Thư chỉ có lời, không có tệp: chưa tính là báo cáo."
_MAX_NAMES = 5  # of units that a warning names
_HEADERS = ("Tệp", "Đơn vị", "Nhận ra bằng", "Nhận lúc", "Ghi chú")
_LAYOUT = Layout(droppable=(2, 3))


@command("collect")
@click.argument("sources", type=PATH, nargs=-1, metavar="[THƯ_MỤC_HOẶC_TỆP]…")
@takes_workbook
@takes_output("Thư mục kết quả của lệnh generate.")
@click.option(
    "--assign", multiple=True, metavar="TỆP=ĐƠN_VỊ",
    help="Cho biết tệp là của đơn vị nào (số thứ tự, mã hoặc một phần tên). Dùng được nhiều lần.",
)  # fmt: skip
@click.option(
    "--received", multiple=True, metavar="NGÀY|file|TỆP=NGÀY",
    help="Ngày nhận của các tệp thu lần này, ví dụ 18/4/2022; “file”: theo ngày lưu của từng tệp; TỆP=NGÀY: "
    "của một tệp đã thu. Không ghi thì theo ngày gửi của thư, không có thư thì là lúc thu.",
)  # fmt: skip
@click.option(
    "--use", multiple=True, metavar="TỆP",
    help="Tính bản này trong các bản đơn vị đã gửi. Ghi hai lần là tính chung hai tệp.",
)  # fmt: skip
@click.option(
    "--set-aside", multiple=True, metavar="TỆP",
    help="Gác lại: tệp này, hoặc thư này, không phải báo cáo. Dùng được nhiều lần.",
)  # fmt: skip
@click.option("--rebuild", is_flag=True, help="Lập lại sổ nhận bị mất hoặc hỏng, từ thư mục bao-cao-nhan.")
@takes_quiet
def collect(
    sources: tuple[Path, ...], workbook: Path | None, output: Path, assign: tuple[str, ...],
    received: tuple[str, ...], use: tuple[str, ...], set_aside: tuple[str, ...], rebuild: bool, quiet: bool,
) -> None:  # fmt: skip
    """Thu báo cáo các đơn vị gửi về: tệp, thư mục, tệp nén, thư.

    Bản gốc được chép nguyên vẹn vào thư mục bao-cao-nhan; tệp chưa rõ của ai được liệt kê, không đoán.
    """
    from sokhet_docs.outbox import sent_codes
    from sokhet_docs.returns import collect
    from sokhet_docs.workbook import read_plan

    options = _read_options(assign, received, use, set_aside, rebuild=rebuild)
    if not sources and not (assign or options.received_of or use or set_aside or rebuild):
        raise UsageError.at("collect", "Chưa cho biết thu từ đâu.", "Ví dụ: sokhet-docs collect thu-nhan")
    plan = read_plan(find_user_files(workbook).workbook, sent_codes(output))
    with screen.progress_bar("Đang nhận báo cáo", quiet) as progress:
        collected = collect(plan, output, sources, options, progress)
    problems = [
        *_nothing_sent(output),
        *collected.problems,
        *_early_day(plan, output, collected, options.received),
    ]
    screen.show_problems(problems)
    if not quiet:
        _show(plan, collected, dated=bool(options.received or options.by_file_time))
    screen.exit_if_errors(problems)


def _read_options(
    assign: Sequence[str],
    received: Sequence[str],
    use: Sequence[str],
    set_aside: Sequence[str],
    *,
    rebuild: bool,
) -> CollectOptions:
    from sokhet_docs.returns import CollectOptions

    if both := sorted({*use} & {*set_aside}):
        raise UsageError.at(
            "--set-aside", f"“{both[0]}” vừa được tính (--use) vừa bị gác lại.", "Chỉ ghi một."
        )
    for_all = [text.strip() for text in received if "=" not in text]
    if len(for_all) > 1:
        message = f"Chỉ ghi một ngày nhận cho cả lần thu, không phải {len(for_all)}."
        raise UsageError.at("--received", message, "Riêng cho một tệp thì ghi: --received TỆP=NGÀY")
    of_files = _read_pairs("--received", "TỆP=NGÀY", (text for text in received if "=" in text))
    by_file_time = for_all == [_FILE_TIME]
    return CollectOptions(
        assign=_read_pairs("--assign", "TỆP=ĐƠN_VỊ", assign),
        received=_read_time(for_all[0]) if for_all and not by_file_time else None,
        by_file_time=by_file_time,
        received_of={file: _read_time(day) for file, day in of_files.items()},
        use=tuple(dict.fromkeys(use)),
        set_aside=tuple(dict.fromkeys(set_aside)),
        rebuild=rebuild,
    )


def _read_pairs(option: str, pattern: str, texts: Iterable[str]) -> dict[str, str]:
    """Return what stands behind the last “=” of each of ``texts``, by what stands before it."""
    wanted: dict[str, str] = {}
    for text in texts:
        file, sign, said = (part.strip() for part in text.rpartition("="))
        if not sign or not file or not said:
            raise UsageError.at(option, f"“{text}” chưa đúng.", f"Hãy ghi: {option} {pattern}")
        if wanted.setdefault(file, said) != said:
            message = f"“{file}” được ghi hai lần, khác nhau: {wanted[file]}, {said}."
            raise UsageError.at(option, message, "Chỉ giữ lại một.")
    return wanted


def _read_time(text: str) -> datetime:
    from sokhet_docs.returns import VIETNAM
    from sokhet_docs.text.vietnamese import parse_date, short_date

    try:
        day = parse_date(text)
    except ValueError as err:
        raise UsageError.at("--received", str(err)) from err
    if day > datetime.now(VIETNAM).date():
        raise UsageError.at("--received", f"Ngày nhận {short_date(day)} chưa đến.", _LOOK_AGAIN)
    if day.year < _FIRST_YEAR:
        raise UsageError.at("--received", f"Ngày nhận {short_date(day)} không thể có.", _LOOK_AGAIN)
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)


def _nothing_sent(output: Path) -> Iterator[Problem]:
    """Yield a warning where no letter was ever made: the clerk may have meant another folder."""
    from sokhet_docs.outbox import read_sent

    if not read_sent(output).files:
        hint = "Nếu ghi nhầm thư mục, hãy chỉ đúng bằng --output rồi thu lại."
        message = "Chưa có văn bản nào được tạo ở thư mục này."
        yield Problem(Place(str(output)), message, hint, Severity.WARNING)


def _early_day(
    plan: Plan, output: Path, collected: Collected, received: datetime | None
) -> Iterator[Problem]:
    """Yield a warning where units of new files had no letter made yet on the day ``received``."""
    from sokhet_docs.outbox import read_forms
    from sokhet_docs.text.vietnamese import joined, short_date

    if received is None:
        return
    codes = {item.unit_code for item in collected.added}
    made = {code: letters[0].day for code, letters in read_forms(output).units.items() if letters}
    early = [
        f"{unit.name} ({short_date(made[unit.code])})"
        for unit in plan.units
        if unit.code in codes and made.get(unit.code, date.min) > received.date()
    ]
    if early:
        more = [f"{len(early) - _MAX_NAMES} đơn vị khác"] if len(early) > _MAX_NAMES else []
        names = joined([*early[:_MAX_NAMES], *more])
        message = f"Ngày {short_date(received)} sớm hơn ngày tạo văn bản gửi đơn vị: {names}."
        hint = "Hãy xem lại ngày nhận đã ghi."
        yield Problem(Place("--received"), message, hint, Severity.WARNING)


def _show(plan: Plan, collected: Collected, *, dated: bool) -> None:
    told = (*collected.added, *collected.assigned, *collected.dated, *collected.chosen)
    shown = {item.file: item for item in told}.values()
    names = {unit.code: unit.name for unit in plan.units}
    if shown:
        show_table(_HEADERS, [_row(item, names) for item in shown], _LAYOUT)
    screen.say(*_closing_lines(plan, collected, dated=dated))


def _row(item: Return, names: dict[str, str]) -> tuple[str, ...]:
    unit = names.get(item.unit_code or "", item.unit_code or "chưa rõ")
    words = "" if item.counts else _ONLY_WORDS
    notes = " ".join(note for note in (words, *item.problems, item.time_doubt) if note)
    return item.original, unit, item.found_by, _shown(item.received), notes


def _shown(time: datetime) -> str:
    from sokhet_docs.text.vietnamese import short_date

    is_day_only = not (time.hour or time.minute)
    return short_date(time) if is_day_only else f"{short_date(time)} {time:%H:%M}"


def _closing_lines(plan: Plan, collected: Collected, *, dated: bool) -> Iterator[str]:
    from sokhet_docs.returns import how_to_take_up

    intake = collected.intake.in_use
    if collected.again:
        yield f"{len(collected.again)} tệp đã nhận từ trước, không chép lại."
    if collected.again and dated:
        yield "Ngày nhận của các tệp ấy giữ nguyên; muốn đổi: sokhet-docs collect --received TỆP=NGÀY"
    files = [item for item in collected.added if item.counts]
    units = {item.unit_code for item in intake.returns if item.unit_code and item.counts}
    yield f"Nhận mới {len(files)} tệp. Đến nay có tệp của {len(units)}/{len(plan.units)} đơn vị."
    for unit in plan.units:
        if len(versions := intake.versions(unit.code)) > 1 and set(versions) & set(collected.added):
            last = f"{len(versions)} bản, sau cùng là {versions[-1].original}"
            yield f"{unit.name}: {last}; tính bản nào: xem sokhet-docs status."
    if notes := len(collected.added) - len(files):
        yield f"{notes} thư chỉ có lời, không có tệp: xem sokhet-docs status."
    if collected.chosen:
        yield f"Từ nay tính bản: {', '.join(item.original for item in collected.chosen)}."
    for item in collected.aside:
        yield f"Đã gác lại, không tính: {item.original}. Tính lại: {how_to_take_up(item)}"
    yield from _unknown_lines(intake)
    yield "Xem đơn vị nào còn thiếu: sokhet-docs status"


def _unknown_lines(intake: Intake) -> Iterator[str]:
    """Yield the files whose unit is to be told, and how."""
    from sokhet_docs.returns import quoted, shortest_name

    if unknown := intake.unknown():
        yield f"Còn {len(unknown)} tệp chưa rõ của ai:"
        names = [shortest_name(intake.returns, item) for item in unknown]
        yield from (_unknown_line(name, item) for name, item in zip(names, unknown, strict=True))
        yield f"Cho biết bằng: sokhet-docs collect --assign {quoted(f'{names[0]}=MÃ_ĐƠN_VỊ')}"
        yield "Không phải báo cáo thì gác lại: sokhet-docs collect --set-aside TỆP"


def _unknown_line(name: str, item: Return) -> str:
    return f"  {name} ({item.original})" if item.is_note else f"  {name}"
