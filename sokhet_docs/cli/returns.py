"""The command `collect`: take in the files that units sent back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import (
    PATH,
    command,
    find_user_files,
    read_day,
    takes_output,
    takes_quiet,
    takes_workbook,
)
from sokhet_docs.problems import Place, Problem, Severity, UsageError

if TYPE_CHECKING:
    from sokhet_docs.plan import Plan
    from sokhet_docs.returns import Collected, Return

_MAX_NAMES = 5  # of units that a warning names
_HEADERS = ("Tệp", "Đơn vị", "Nhận ra bằng", "Nhận lúc", "Ghi chú")


@command("collect")
@click.argument("sources", type=PATH, nargs=-1, metavar="[THƯ_MỤC_HOẶC_TỆP]…")
@takes_workbook
@takes_output("Thư mục kết quả của lệnh generate.")
@click.option(
    "--assign", multiple=True, metavar="TỆP=ĐƠN_VỊ",
    help="Cho biết tệp là của đơn vị nào (số thứ tự, mã hoặc một phần tên). Dùng được nhiều lần.",
)  # fmt: skip
@click.option(
    "--received", metavar="NGÀY",
    help="Ngày nhận của các tệp thu lần này, ví dụ 18/4/2022; không ghi thì theo thư hoặc theo tệp.",
)  # fmt: skip
@takes_quiet
def collect(
    sources: tuple[Path, ...], workbook: Path | None, output: Path, assign: tuple[str, ...],
    received: str | None, quiet: bool,
) -> None:  # fmt: skip
    """Thu báo cáo các đơn vị gửi về: tệp, thư mục, tệp nén, thư.

    Bản gốc được chép nguyên vẹn vào thư mục bao-cao-nhan; tệp chưa rõ của ai được liệt kê, không đoán.
    """
    from sokhet_docs.outbox import sent_codes
    from sokhet_docs.returns import CollectOptions, collect
    from sokhet_docs.workbook import read_plan

    if not sources and not assign:
        raise UsageError.at("collect", "Chưa cho biết thu từ đâu.", "Ví dụ: sokhet-docs collect thu-nhan")
    options = CollectOptions(_read_assignments(assign), _read_time(received))
    plan = read_plan(find_user_files(workbook).workbook, sent_codes(output))
    with screen.progress_bar("Đang nhận báo cáo", quiet) as progress:
        collected = collect(plan, output, sources, options, progress)
    problems = [*collected.problems, *_early_day(plan, output, collected, options.received)]
    screen.show_problems(problems)
    if not quiet:
        _show(plan, collected)
    screen.exit_if_errors(problems)


def _read_assignments(assign: Iterable[str]) -> dict[str, str]:
    wanted = {}
    for text in assign:
        file, sign, unit = text.rpartition("=")
        if not sign or not file.strip() or not unit.strip():
            raise UsageError.at("--assign", f"“{text}” chưa đúng.", "Hãy ghi: --assign TỆP=ĐƠN_VỊ")
        wanted[file.strip()] = unit.strip()
    return wanted


def _read_time(text: str | None) -> datetime | None:
    from sokhet_docs.returns import VIETNAM

    day = read_day(text, "--received")
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM) if day else None


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


def _show(plan: Plan, collected: Collected) -> None:
    shown = [*collected.added, *(item for item in collected.assigned if item not in collected.added)]
    names = {unit.code: unit.name for unit in plan.units}
    if shown:
        screen.show_table(_HEADERS, [_row(item, names) for item in shown])
    screen.say(*_closing_lines(plan, collected))


def _row(item: Return, names: dict[str, str]) -> tuple[str, ...]:
    unit = names.get(item.unit_code or "", item.unit_code or "chưa rõ")
    return item.original, unit, item.found_by, _shown(item.received), " ".join(item.problems)


def _shown(time: datetime) -> str:
    from sokhet_docs.text.vietnamese import short_date

    is_day_only = not (time.hour or time.minute)
    return short_date(time) if is_day_only else f"{short_date(time)} {time:%H:%M}"


def _closing_lines(plan: Plan, collected: Collected) -> Iterator[str]:
    from sokhet_docs.returns import shortest_name

    intake = collected.intake
    if collected.again:
        yield f"{len(collected.again)} tệp đã nhận từ trước, không chép lại."
    units = {item.unit_code for item in intake.returns if item.unit_code}
    yield f"Nhận mới {len(collected.added)} tệp. Đến nay có tệp của {len(units)}/{len(plan.units)} đơn vị."
    for unit in plan.units:
        if len(versions := intake.versions(unit.code)) > 1 and set(versions) & set(collected.added):
            yield f"{unit.name}: {len(versions)} bản, tính bản sau cùng ({versions[-1].original})."
    if unknown := intake.unknown():
        yield f"Còn {len(unknown)} tệp chưa rõ của ai:"
        names = [shortest_name(intake.returns, item) for item in unknown]
        yield from (f"  {name}" for name in names)
        quote = '"' if " " in names[0] else ""
        yield f"Cho biết bằng: sokhet-docs collect --assign {quote}{names[0]}=MÃ_ĐƠN_VỊ{quote}"
    yield "Xem đơn vị nào còn thiếu: sokhet-docs status"
