"""A plan and what was released of it → whom envelopes and labels are for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sokhet_docs.letters import numberings
from sokhet_docs.plan import Plan, Unit, select_units
from sokhet_docs.printing.registers.entries import packet_numbers
from sokhet_docs.printing.registers.rounds import read_rounds
from sokhet_docs.problems import OutputError
from sokhet_docs.text.vietnamese import few_units


@dataclass(frozen=True, slots=True)
class Addresses:
    """The plan as it was released, the units that get a letter, the numbers of what each gets, by code.

    ``remarks`` are lines that the clerk must read.
    """

    plan: Plan
    units: tuple[Unit, ...]
    numbers: dict[str, str]
    remarks: tuple[str, ...]

    def fields(self, unit: Unit) -> dict[str, Any]:
        """Return the fields of one address, as `vocabulary` names them."""
        return {
            "stt": unit.number,
            "ten": unit.name,
            "kinh_gui": " ".join(unit.addressee.split()),
            "nguoi_nhan": unit.recipient_name,
            "dia_chi": unit.address,
            "so_ky_hieu": self.numbers.get(unit.code, ""),
            "so_ban": unit.copies,
        }


def find_addresses(plan: Plan, templates: Path, output: Path, only: Sequence[str]) -> Addresses:
    """Return whom letters of ``plan`` went to, or will go to; of these those that ``only`` names, if any.

    Raises UsageError for a word that names no unit, OutputError where nobody is left.
    """
    sent = read_rounds(plan, output)
    codes = {letter.unit_code for one in sent.rounds for letter in one.letters}
    wanted = select_units(sent.plan, only)
    units = tuple(unit for unit in wanted if unit.code in codes)
    if not units:
        raise OutputError.at(
            str(output),
            "Không đơn vị nào trong số này có văn bản được gửi.",
            "Xem lại cột “Gửi cho” ở trang “Văn bản”, hoặc phát hành văn bản cho các đơn vị ấy trước.",
        )
    numbers = packet_numbers(sent, numberings(sent.plan, templates))
    remarks = (*sent.remarks, *_iter_unsent(wanted, codes), *_iter_without_address(units))
    return Addresses(sent.plan, units, numbers, remarks)


def _iter_unsent(wanted: Sequence[Unit], codes: set[str]) -> Iterator[str]:
    left = [unit.name for unit in wanted if unit.code not in codes]
    if left:
        yield f"Không có văn bản gửi nên không làm cho {len(left)} đơn vị: {_listed(left)}."


def _iter_without_address(units: Sequence[Unit]) -> Iterator[str]:
    bare = [unit.name for unit in units if not unit.address]
    if len(bare) == len(units) > 1:
        yield "Cột “Địa chỉ” trống ở mọi đơn vị: chỉ in tên nơi nhận."
    elif bare:
        yield f"{len(bare)} đơn vị chưa có địa chỉ, chỉ in tên nơi nhận: {_listed(bare)}."


def _listed(names: Sequence[str]) -> str:
    return few_units(names)
