"""The command `collect`: arguments → one library call; its result → text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sokhet_docs.cli import screen
from sokhet_docs.cli.options import PATH, command, find_sent, takes_output, takes_quiet, takes_workbook
from sokhet_docs.problems import UsageError, errors_in

if TYPE_CHECKING:
    from sokhet_docs.plan import Plan
    from sokhet_docs.returns import Collected, Return


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
    """Thu báo cáo các đơn vị gửi về: tệp, thư mục, .zip, .eml.

    Bản gốc được chép nguyên vẹn vào thư mục bao-cao-nhan; tệp chưa rõ của ai được liệt kê, không đoán.
    """
    from sokhet_docs.returns import CollectOptions, collect
    from sokhet_docs.workbook import read_plan

    if not sources and not assign:
        raise UsageError.at("collect", "Chưa cho biết thu từ đâu.", "Ví dụ: sokhet-docs collect thu-nhan")
    options = CollectOptions(_read_assignments(assign), _read_time(received))
    plan = read_plan(find_sent(workbook).workbook)
    with screen.progress_bar("Đang nhận báo cáo", quiet) as progress:
        collected = collect(plan, output, sources, options, progress)
    screen.show_problems(collected.problems)
    if not quiet:
        _show(plan, collected)
    if errors_in(collected.problems):
        raise click.exceptions.Exit(1)


def _read_assignments(assign: Iterable[str]) -> dict[str, str]:
    wanted = {}
    for one in assign:
        file, sign, unit = one.rpartition("=")
        if not sign or not file.strip() or not unit.strip():
            raise UsageError.at("--assign", f"“{one}” chưa đúng.", "Hãy ghi: --assign TỆP=ĐƠN_VỊ")
        wanted[file.strip()] = unit.strip()
    return wanted


def _read_time(text: str | None) -> datetime | None:
    from sokhet_docs.returns import VIETNAM
    from sokhet_docs.text.vietnamese import parse_date

    if text is None:
        return None
    try:
        day = parse_date(text)
    except ValueError as err:
        raise UsageError.at("--received", str(err)) from err
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)


def _show(plan: Plan, collected: Collected) -> None:
    shown = [*collected.added, *(one for one in collected.assigned if one not in collected.added)]
    names = {unit.code: unit.name for unit in plan.units}
    if shown:
        headers = ("Tệp", "Đơn vị", "Nhận ra bằng", "Nhận lúc", "Ghi chú")
        screen.show_table(headers, [_row(one, names) for one in shown])
    for line in _closing_lines(plan, collected):
        screen.say(line)


def _row(one: Return, names: dict[str, str]) -> tuple[str, ...]:
    whose = names.get(one.unit_code or "", one.unit_code or "chưa rõ")
    return one.original, whose, one.found_by, _moment(one.received), " ".join(one.problems)


def _moment(when: datetime) -> str:
    from sokhet_docs.text.vietnamese import short_date

    told_by_day_only = not (when.hour or when.minute)
    return short_date(when) if told_by_day_only else f"{short_date(when)} {when:%H:%M}"


def _closing_lines(plan: Plan, collected: Collected) -> Iterable[str]:
    from sokhet_docs.returns import shortest_name

    intake = collected.intake
    if collected.again:
        yield f"{len(collected.again)} tệp đã nhận từ trước, không chép lại."
    there = {one.unit_code for one in intake.returns if one.unit_code}
    yield f"Nhận mới {len(collected.added)} tệp. Đến nay có tệp của {len(there)}/{len(plan.units)} đơn vị."
    for unit in plan.units:
        if len(versions := intake.versions(unit.code)) > 1 and set(versions) & set(collected.added):
            yield f"{unit.name}: {len(versions)} bản, tính bản sau cùng ({versions[-1].original})."
    if unknown := intake.unknown():
        yield f"Còn {len(unknown)} tệp chưa rõ của ai:"
        names = [shortest_name(intake.returns, one) for one in unknown]
        yield from (f"  {name}" for name in names)
        quote = '"' if " " in names[0] else ""
        yield f"Cho biết bằng: sokhet-docs collect --assign {quote}{names[0]}=MÃ_ĐƠN_VỊ{quote}"
    yield "Xem đơn vị nào còn thiếu: sokhet-docs status"
