"""The rows of the registers and a book that is kept → the same book with the rows that it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sokhet_docs.office.files import reword_os_errors, write_atomic
from sokhet_docs.office.owner_files import find_owner_file, program_of
from sokhet_docs.office.saved_files import save_copy
from sokhet_docs.printing.registers.columns import FORMS, RegisterForm, value_of
from sokhet_docs.printing.registers.matches import Matches, match_entries
from sokhet_docs.printing.registers.sheet import RegisterSheet, find_registers
from sokhet_docs.problems import OutputError
from sokhet_docs.text.vietnamese import first_few, lower_first, short_date
from sokhet_docs.workbook import NewRow, fill_rows, read_book

_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class RegistersWritten:
    """How many rows each register got, by its title, how many it had already; where the old book is kept.

    ``remarks`` are lines that the clerk must read, ``lists`` counts the distribution lists that were written.
    ``saved`` is None where no book was changed.
    """

    added: Mapping[str, int]
    known: int
    saved: Path | None
    remarks: tuple[str, ...] = ()
    lists: int = 0


def go_on_with(target: Path, rows: Mapping[str, Sequence[object]]) -> RegistersWritten:
    """Add ``rows``, by the title of their register, to the book ``target``; the old book is kept.

    Raises OutputError and WorkbookError, and then has written nothing.
    """
    book = read_book(target, lambda _: True)
    found = {form.title: find_registers(book.sheets, form) for form in FORMS}
    if not any(found.values()):
        raise _no_register(target)
    matched = {
        form.title: match_entries(found[form.title][-1], rows[form.title])
        for form in FORMS
        if found[form.title]
    }
    new: dict[str, list[NewRow]] = {}
    for title, matches in matched.items():
        register = found[title][-1]
        new.setdefault(register.sheet.name, []).extend(_new_rows(target, register, matches.new))
    new = {sheet: of_sheet for sheet, of_sheet in new.items() if of_sheet}
    saved = _replace(target, new) if new else None
    return RegistersWritten(
        {title: len(matches.new) for title, matches in matched.items()},
        sum(matches.known for matches in matched.values()),
        saved,
        tuple(_remarks(target, found, matched, rows)),
    )


def _remarks(
    target: Path,
    found: Mapping[str, Sequence[RegisterSheet]],
    matched: Mapping[str, Matches],
    rows: Mapping[str, Sequence[object]],
) -> Iterator[str]:
    for form in FORMS:
        if form.title in matched:
            yield from _chosen(found[form.title])
            yield from _still_blank(form, matched[form.title].blanks)
        else:
            yield from _no_such(form, target, rows[form.title])


def _new_rows(target: Path, register: RegisterSheet, entries: Sequence[object]) -> list[NewRow]:
    """Return ``entries`` as rows below the last of ``register``. Raises OutputError for lack of room."""
    first = register.last + 1
    if entries and register.tail and (missing := first + len(entries) - register.tail) > 0:
        what = f"là “{register.tail_text}”" if register.tail_text else "đã có ô gộp"
        raise OutputError.at(
            str(target),
            f"Dưới dòng cuối của sổ, dòng {register.tail} {what}, chỉ còn {register.tail - first} dòng trống "
            f"cho {len(entries)} dòng mới.",
            f"Chèn thêm {missing} dòng trống trước dòng {register.tail}, lưu, đóng tệp rồi chạy lại.",
            f"{register.sheet.name}!dòng {register.tail}",
        )
    number = register.next_number()
    like = register.entries[-1] if register.entries else None
    return [
        _new_row(register, first + at, entry, like, number + at if number is not None else None)
        for at, entry in enumerate(entries)
    ]


def _new_row(
    register: RegisterSheet, row: int, entry: object, like: int | None, number: int | None
) -> NewRow:
    values: dict[int, Any] = {} if number is None else {register.columns["TT"]: number}
    looks: dict[int, int] = {}
    for name, column in register.columns.items():
        value = value_of(entry, name)
        if name == "TT" or value in ("", None):
            continue
        day_row = register.day_row(name)
        if isinstance(value, date) and day_row is None:
            value = short_date(value)
        elif day_row is not None:
            looks[column] = day_row
        values[column] = value
    return NewRow(row, values, like, looks)


def _replace(target: Path, rows: Mapping[str, Sequence[NewRow]]) -> Path:
    """Write the book with ``rows`` in the place of the old one, which is kept; return where."""
    content = fill_rows(target, rows)
    if owner_file := find_owner_file(target):  # opened since it was read
        raise OutputError.at(
            str(target),
            f"Tệp đang mở trong {program_of(owner_file)} nên chưa ghi.",
            f"Lưu và đóng tệp rồi chạy lại. Nếu không ai mở tệp, hãy xóa tệp “{owner_file.name}”.",
        )
    with reword_os_errors(target):
        saved = save_copy(target)
        write_atomic(target, content)
    return saved


def _no_register(target: Path) -> OutputError:
    return OutputError.at(
        str(target),
        "Không thấy sổ đăng ký hay sổ chuyển giao trong tệp này.",
        "Đầu cột của sổ đăng ký phải có “Số, ký hiệu”, “Tên loại và trích yếu”; của sổ chuyển giao phải có "
        "“Ngày chuyển”, “Số, ký hiệu”, “Nơi nhận”. Hoặc đặt tên khác sau -o để lập sổ mới.",
    )


def _no_such(form: RegisterForm, target: Path, entries: Sequence[object]) -> Iterator[str]:
    if entries:
        yield (
            f"{target.name} không có {lower_first(form.title)}: chưa ghi {len(entries)} dòng. "
            "Muốn có thì lập một tệp khác bằng -o."
        )


def _chosen(registers: Sequence[RegisterSheet]) -> Iterator[str]:
    if len(registers) > 1:
        names = first_few([one.sheet.name for one in registers[:-1]], _MOST_TOLD, " và {} trang nữa")
        title, name = registers[-1].form.title, registers[-1].sheet.name
        yield f"{title} có ở nhiều trang: ghi tiếp vào trang cuối, “{name}” (không ghi vào: {names})."


def _still_blank(form: RegisterForm, blanks: Sequence[str]) -> Iterator[str]:
    if blanks:
        listed = first_few(blanks, _MOST_TOLD, " và {} ô nữa", "; ")
        yield f"{form.title} đã có mà còn để trống, hãy điền tay: {listed}."
