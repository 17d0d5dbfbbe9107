"""The units' addresses and a Word template → envelopes, a page each, or sheets of labels.

What does not fit into its place is left out and told, since it would be cut on paper without a sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sokhet_docs.letters import (
    compile_plan_document,
    kept_at,
    plan_fields,
    require_ending,
    require_free,
    write_new,
)
from sokhet_docs.plan import Plan, Unit
from sokhet_docs.printing.stationery.addresses import Addresses, find_addresses
from sokhet_docs.printing.stationery.cell_fit import SMALLEST, CellFit, measure_cells, shrunk
from sokhet_docs.printing.stationery.page_layout import lay_out_labels, resize_envelopes
from sokhet_docs.printing.stationery.paper_sizes import ENVELOPES, LabelSheet
from sokhet_docs.printing.templates import template_in
from sokhet_docs.problems import OutputError, Place, Problem, Severity, UsageError
from sokhet_docs.text.vietnamese import few_units
from sokhet_docs.vocabulary import ENVELOPE_TEMPLATE, LABEL_TEMPLATE

_STEPS, _STEP = 3, 0.92  # letters of 11 points become 8 at the smallest
_Render = Callable[[Sequence[Unit]], bytes]
_Owners = Callable[[CellFit], int]  # which unit of those that were printed a cell belongs to


@dataclass(frozen=True, slots=True)
class Sources:
    """What is printed for whom: the plan, the folders of templates and of letters, the units named or ()."""

    plan: Plan
    templates: Path
    output: Path
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeStationery:
    """How many envelopes or labels were made, on how many sheets; lines that the clerk must read.

    ``left_out`` are warnings, one for each unit whose address does not fit.
    """

    count: int
    sheets: int
    remarks: tuple[str, ...]
    left_out: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is made: its name, the hint about what does not fit, how it is printed and measured."""

    name: str
    hint: str
    render: _Render
    owner: _Owners


def write_envelopes(
    sources: Sources, size: tuple[float, float], target: Path, *, force: bool = False
) -> MadeStationery:
    """Write an envelope of ``size``, width and height in mm, for each unit to ``target``, a .docx.

    Raises OutputError, TemplateError, UsageError, and then has written nothing.
    """
    _require_new(target, force)
    addresses = _addresses(sources)
    template = compile_plan_document(addresses.plan, template_in(sources.templates, ENVELOPE_TEMPLATE))
    shared = plan_fields(addresses.plan)

    def render(units: Sequence[Unit]) -> bytes:
        fields = [addresses.fields(unit) for unit in units]
        return resize_envelopes(template.render({**shared, "phong_bi": fields}), size)

    kind = _Kind("phong bì", _envelope_hint(size), render, lambda cell: cell.table)
    fitted = _fit(addresses.units, kind)
    kept = kept_at(write_new(target, fitted.content, force=force))
    return _printed(addresses, fitted, kind, fitted.count, kept)


def _envelope_hint(size: tuple[float, float]) -> str:
    larger = next((name for name, other in ENVELOPES.items() if min(other) > min(size)), None)
    how = f", hoặc dùng phong bì lớn hơn (--size {larger})" if larger else ""
    return f"Rút gọn ô ấy ở trang “Đơn vị”{how}."


def write_labels(
    sources: Sources, sheet: LabelSheet, start: int, target: Path, *, force: bool = False
) -> MadeStationery:
    """Write a label for each unit to ``target``, a .docx; ``start`` is the first label that is used, from 1.

    Raises as `write_envelopes`.
    """
    _require_new(target, force)
    if not 1 <= start <= sheet.labels:
        hint = f"Ghi từ 1 đến {sheet.labels}, đếm từ trái sang phải, từ trên xuống."
        raise UsageError.at("--from", f"Không có nhãn thứ {start} trên tờ.", hint)
    addresses = _addresses(sources)
    template = compile_plan_document(addresses.plan, template_in(sources.templates, LABEL_TEMPLATE))
    shared, used = plan_fields(addresses.plan), start - 1

    def render(units: Sequence[Unit]) -> bytes:
        cells = [*[None] * used, *map(addresses.fields, units)]
        return lay_out_labels(template.render({**shared, "nhan": _rows(cells, sheet.columns)}), sheet)

    hint = "Rút gọn ô ấy ở trang “Đơn vị”, dùng nhãn to hơn (--sheet), hoặc thu nhỏ chữ của mẫu nhan.docx."
    kind = _Kind("nhãn", hint, render, lambda cell: cell.row * sheet.columns + cell.column - used)
    fitted = _fit(addresses.units, kind)
    kept = kept_at(write_new(target, fitted.content, force=force))
    return _printed(addresses, fitted, kind, -(-(used + fitted.count) // sheet.labels), kept)


def _printed(
    addresses: Addresses, fitted: _Fitted, kind: _Kind, sheets: int, kept: Iterable[str]
) -> MadeStationery:
    remarks = list(addresses.remarks)
    if fitted.smaller:
        listed = few_units([unit.name for unit in fitted.smaller], 3)
        remarks.append(
            f"Chữ thu nhỏ cho vừa (không dưới {SMALLEST:g} pt) ở {len(fitted.smaller)} {kind.name}: {listed}."
        )
    return MadeStationery(fitted.count, sheets, (*remarks, *kept), fitted.left_out)


def _require_new(target: Path, force: bool) -> None:
    require_ending(target, (".docx",))
    require_free(target, force=force)


def _addresses(sources: Sources) -> Addresses:
    return find_addresses(sources.plan, sources.templates, sources.output, sources.only)


def _rows(cells: Sequence[Mapping[str, Any] | None], columns: int) -> list[dict[str, Any]]:
    """Return ``cells`` in rows of so many columns, the last one filled up; None is a label left white."""
    padded = [*cells, *[None] * (-len(cells) % columns)]
    blank = dict.fromkeys(("stt", "ten", "kinh_gui", "nguoi_nhan", "dia_chi", "so_ky_hieu", "so_ban"), "") | {
        "co": False
    }
    made = [blank if cell is None else {**cell, "co": True} for cell in padded]
    return [{"o": made[at : at + columns]} for at in range(0, len(made), columns)]


@dataclass(frozen=True, slots=True)
class _Fitted:
    """What is printed, for how many units; whose letters are smaller; a warning for each left out."""

    content: bytes
    count: int
    smaller: tuple[Unit, ...]
    left_out: tuple[Problem, ...]


def _fit(units: Sequence[Unit], kind: _Kind) -> _Fitted:
    """Return what is printed for ``units``, with smaller letters where they are needed; the rest is left out.

    Raises OutputError, with all of them, where none fits.
    """
    content, overfull, lost = _shrunk(kind.render(units), len(units), kind)
    if lost:
        told = tuple(_too_long(units[at], overfull[at].excess, kind) for at in sorted(lost))
        fitting = [unit for at, unit in enumerate(units) if at not in lost]
        if not fitting:
            raise OutputError(Problem(one.place, one.message, one.hint) for one in told)
        return replace(_fit(fitting, kind), left_out=told)
    return _Fitted(content, len(units), tuple(units[at] for at in sorted(overfull)), ())


def _shrunk(content: bytes, count: int, kind: _Kind) -> tuple[bytes, dict[int, CellFit], dict[int, CellFit]]:
    """Return ``content`` with smaller letters where needed; where words did not fit, and still do not."""
    overfull = left = _overfull(content, count, kind)
    for _ in range(_STEPS):
        if left:
            content = shrunk(content, left.values(), _STEP)
            left = _overfull(content, count, kind)
    return content, overfull, left


def _overfull(content: bytes, count: int, kind: _Kind) -> dict[int, CellFit]:
    """Return the worst cell of each of ``count`` units whose words do not fit, by the unit's position."""
    found: dict[int, CellFit] = {}
    for cell in measure_cells(content):
        at = kind.owner(cell)
        known = found.get(at)
        if cell.excess > 0 and 0 <= at < count and (known is None or known.excess < cell.excess):
            found[at] = cell
    return found


def _too_long(unit: Unit, excess: float, kind: _Kind) -> Problem:
    much = f"{max(excess, 0.1):.1f}".replace(".", ",")
    cells = {"Kính gửi": unit.addressee, "Người nhận": unit.recipient_name, "Địa chỉ": unit.address}
    longest = max(cells, key=lambda name: len(cells[name]))
    message = (
        f"Tên, người nhận, địa chỉ dài quá chỗ {much} mm (dài nhất: “{longest}”) nên chưa làm {kind.name}."
    )
    return Problem(Place(unit.name), message, kind.hint, Severity.WARNING)
