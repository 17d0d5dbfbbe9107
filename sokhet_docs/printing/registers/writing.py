"""A plan and what was released of it → the registers: a new book, or rows added to the one that is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sokhet_docs.letters import (
    BLANK,
    Numbering,
    compile_plan_document,
    kept_at,
    numberings,
    plan_fields,
    require_ending,
    require_free,
    write_distribution_lists,
    write_new,
)
from sokhet_docs.plan import Plan
from sokhet_docs.printing.registers.append import RegistersWritten, go_on_with
from sokhet_docs.printing.registers.columns import DELIVERIES, FORMS, OUTGOING
from sokhet_docs.printing.registers.entries import Entries, make_entries
from sokhet_docs.printing.registers.outdated import OtherRows
from sokhet_docs.printing.registers.rounds import Sent, read_rounds, with_old_numbers
from sokhet_docs.printing.templates import template_in
from sokhet_docs.problems import OutputError
from sokhet_docs.vocabulary import PLAN_TEMPLATE, REGISTER_TEMPLATE


@dataclass(frozen=True, slots=True)
class RegisterOptions:
    """Where the registers go (``target``: .xlsx, .docx), and the distribution lists (None: nowhere).

    ``force`` overwrites a Word file or lists that are there; an Excel register is always gone on with, on
    ``sheet`` where it is on several ("": on one that is found).
    """

    target: Path
    lists: Path | None = None
    force: bool = False
    sheet: str = ""


def write_registers(plan: Plan, templates: Path, output: Path, options: RegisterOptions) -> RegistersWritten:
    """Enter what went out of ``plan`` from the folder ``output`` into the registers.

    Raises OutputError, TemplateError, UsageError, WorkbookError, and then has written nothing.
    """
    _require_known_ending(options.target)
    if options.lists:
        require_ending(options.lists, (".xlsx",))
        require_free(options.lists, force=options.force)
    if options.target.suffix.lower() == ".docx":
        require_free(options.target, force=options.force)
    sent = read_rounds(plan, output)
    numbered = numberings(sent.plan, templates)
    entries = make_entries(sent, numbered)
    written = _write(sent.plan, templates, (entries, _other_rows(sent, numbered)), options)
    listed = entries.lists if options.lists else ()
    remarks = [*sent.remarks, *_lost_templates(sent, templates), *_left_blank(entries), *written.remarks]
    if options.lists and listed:
        remarks += kept_at(write_distribution_lists(sent.plan, listed, options.lists, force=options.force))
    return replace(written, lists=len(listed), remarks=tuple(remarks))


def _require_known_ending(target: Path) -> None:
    if target.exists() and target.suffix.lower() in {".xls", ".ods", ".csv"}:
        raise OutputError.at(
            str(target),
            f"Không ghi tiếp được vào sổ kiểu {target.suffix}.",
            "Mở bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx), rồi chỉ tệp mới bằng -o.",
        )
    macros = (".xlsm",) if target.exists() else ()
    require_ending(target, (".xlsx", ".docx", *macros))


def _lost_templates(sent: Sent, templates: Path) -> list[str]:
    documents = {one.template: one.title for each in sent.rounds for one in each.documents}
    own = {name for name in documents if name.casefold() == PLAN_TEMPLATE}
    lost = [name for name in documents if name not in own and not (templates / name).is_file()]
    return [
        f"Không thấy mẫu {name} trong {templates} nên không biết “{documents[name]}” có số riêng không: "
        "chưa vào sổ."
        for name in lost
    ]


def _left_blank(entries: Entries) -> list[str]:
    blank = [entry for entry in entries.registered if BLANK in entry.number]
    undated = [entry for entry in entries.registered if entry.day is None]
    lines = []
    if blank:
        lines.append(f"{len(blank)} văn bản chưa có số: sổ chừa chỗ ({blank[0].number}) để điền tay.")
    if undated:
        lines.append(f"{len(undated)} văn bản chưa có ngày: sổ để trống ngày tháng.")
    if not entries.registered:
        lines.append("Không văn bản nào có số của cơ quan mình: sổ đăng ký không thêm dòng nào.")
    if any(entry.sent is None for entry in entries.registered):
        lines.append("Chưa phát hành nên sổ để trống ngày chuyển.")
    return lines


def _write(
    plan: Plan, templates: Path, both: tuple[Entries, OtherRows], options: RegisterOptions
) -> RegistersWritten:
    """Write the first of ``both``; the second are rows that hold no more."""
    (entries, others), target = both, options.target
    rows = _rows(entries)
    if target.suffix.lower() == ".docx":
        kept = write_new(target, _register_docx(plan, templates, entries), force=options.force)
        added = {title: len(found) for title, found in rows.items()}
        return RegistersWritten(added, 0, None, tuple(kept_at(kept)))
    if target.exists():
        return go_on_with(target, rows, others, options.sheet)
    from sokhet_docs.printing.registers.book import register_book  # openpyxl is slow to import

    write_new(target, register_book(plan.issuer, [(form, rows[form.title]) for form in FORMS]), force=False)
    return RegistersWritten({title: len(found) for title, found in rows.items()}, 0, None)


def _other_rows(sent: Sent, numbered: Mapping[str, Numbering]) -> OtherRows:
    back, *corrected = (
        _rows(make_entries(replace(sent, rounds=rounds), numbered))
        for rounds in (sent.withdrawn, *with_old_numbers(sent.rounds))
    )
    return OtherRows(back, corrected)


def _rows(entries: Entries) -> dict[str, Sequence[object]]:
    return {OUTGOING.title: entries.registered, DELIVERIES.title: entries.delivered}


def _register_docx(plan: Plan, templates: Path, entries: Entries) -> bytes:
    template = compile_plan_document(plan, template_in(templates, REGISTER_TEMPLATE))
    return template.render({**plan_fields(plan), "so_van_ban": _docx_fields(entries)})


def _docx_fields(entries: Entries) -> dict[str, Any]:
    return {
        "dang_ky": [
            {
                "so_ky_hieu": entry.number, "ngay": entry.day, "trich_yeu": entry.name,
                "nguoi_ky": entry.signatory, "noi_nhan": entry.recipients, "ban_luu": entry.keeper,
                "so_ban": entry.copies, "ngay_chuyen": entry.sent, "ghi_chu": entry.note,
            }
            for entry in entries.registered
        ],
        "chuyen_giao": [
            {
                "so_ky_hieu": entry.number, "noi_nhan": entry.recipient, "ngay_chuyen": entry.sent,
                "ghi_chu": entry.note,
            }
            for entry in entries.delivered
        ],
    }  # fmt: skip
