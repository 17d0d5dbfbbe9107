"""The rows of the registers and a book that is kept → the same book with the rows that it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from sokhet_docs.office.files import reword_os_errors, write_atomic
from sokhet_docs.office.owner_files import find_owner_file, program_of
from sokhet_docs.office.saved_files import save_copy
from sokhet_docs.printing.registers.choice import choose_sheet, is_on
from sokhet_docs.printing.registers.columns import FORMS, RegisterForm, value_of
from sokhet_docs.printing.registers.matches import Known, Matches, match_entries
from sokhet_docs.printing.registers.outdated import OtherRows, tell_outdated
from sokhet_docs.printing.registers.sheet import RegisterSheet, find_registers, nearest_head
from sokhet_docs.problems import OutputError, UsageError
from sokhet_docs.text.vietnamese import first_few, lower_first, short_date
from sokhet_docs.workbook import NewRow, Sheet, fill_rows, read_book

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


def go_on_with(
    target: Path,
    rows: Mapping[str, Sequence[object]],
    others: OtherRows,
    sheet: str = "",
) -> RegistersWritten:
    """Add ``rows``, by the title of their register, to the book ``target``; the old book is kept.

    ``others`` are named where the book has them. ``sheet`` is the clerk's choice where a register is on
    several ("": none). Blanks in rows that the book
    has already are filled in. Raises OutputError, UsageError and WorkbookError, and then has written nothing.
    """
    book = read_book(target, lambda _: True)
    found = {form.title: find_registers(book.sheets, form) for form in FORMS}
    if not any(found.values()):
        raise _no_register(target, book.sheets)
    _refuse_unknown(target, sheet, [register for of_form in found.values() for register in of_form])
    entered = [
        _Entered(
            found[form.title], match_entries(found[form.title], rows[form.title], others.old(form)), sheet
        )
        for form in FORMS
        if found[form.title]
    ]
    new: dict[str, list[NewRow]] = {}
    for one in entered:
        for name, of_sheet in one.rows(target):
            new.setdefault(name, []).extend(of_sheet)
    saved = _replace(target, new) if new else None
    return RegistersWritten(
        {one.form.title: len(one.matches.new) for one in entered},
        sum(len(one.matches.known) for one in entered),
        saved,
        (*_remarks(target, entered, rows), *_outdated(entered, others)),
    )


@dataclass(frozen=True)
class _Entered:
    """The sheets of one register, what of its entries they have, the sheet of the clerk's choice or ""."""

    registers: Sequence[RegisterSheet]
    matches: Matches
    wanted: str

    @property
    def form(self) -> RegisterForm:
        return self.registers[0].form

    @cached_property
    def new(self) -> dict[int, list[object]]:
        """The new entries by the position of the sheet that gets them."""
        found: dict[int, list[object]] = {}
        for entry in self.matches.new:
            found.setdefault(choose_sheet(self.registers, entry, self.wanted), []).append(entry)
        return found

    def rows(self, target: Path) -> Iterator[tuple[str, list[NewRow]]]:
        """Yield the rows to be written, with the name of their sheet. Raises OutputError."""
        for at, entries in self.new.items():
            register = self.registers[at]
            held = (one.row for one in self.matches.known if one.register is register)
            yield register.sheet.name, _new_rows(target, register, entries, max((register.last, *held)) + 1)
        for known in self.matches.known:
            if blanks := known.blanks():
                yield known.register.sheet.name, [_filled_row(known, blanks)]


def _refuse_unknown(target: Path, sheet: str, registers: Sequence[RegisterSheet]) -> None:
    if sheet and not any(is_on(register, sheet) for register in registers):
        names = ", ".join(dict.fromkeys(register.sheet.name for register in registers))
        message = f"Không có sổ nào ở trang “{sheet}” của {target.name}."
        raise UsageError.at("--sheet", message, f"Các trang có sổ: {names}.")


def _filled_row(known: Known, blanks: Mapping[str, str | int | date]) -> NewRow:
    values: dict[int, Any] = {}
    looks: dict[int, int] = {}
    for name, value in blanks.items():
        column = known.register.columns[name]
        values[column], look = _shown(known.register, name, value)
        looks |= {} if look is None else {column: look}
    return NewRow(known.row, values, None, looks)


def _remarks(
    target: Path, entered: Sequence[_Entered], rows: Mapping[str, Sequence[object]]
) -> Iterator[str]:
    by_title = {one.form.title: one for one in entered}
    for form in FORMS:
        if form.title in by_title:
            yield from _chosen(by_title[form.title])
            yield from _unknown(by_title[form.title])
            yield from _filled(by_title[form.title])
        else:
            yield from _no_such(form, target, rows[form.title])


def _new_rows(target: Path, register: RegisterSheet, entries: Sequence[object], first: int) -> list[NewRow]:
    """Return ``entries`` as rows of ``register`` from ``first`` on. Raises OutputError for lack of room."""
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
    like = register.unstruck[-1] if register.unstruck else None
    return [
        _new_row(register, first + at, entry, like, number + at if number is not None else None)
        for at, entry in enumerate(entries)
    ]


def _new_row(
    register: RegisterSheet, row: int, entry: object, like: int | None, number: int | None
) -> NewRow:
    is_free = number is not None and not register.is_prepared(row)  # else it has its number
    values: dict[int, Any] = {register.columns["TT"]: number} if is_free else {}
    looks: dict[int, int] = {}
    for name, column in register.columns.items():
        value = value_of(entry, name)
        if name != "TT" and value not in ("", None):
            values[column], look = _shown(register, name, value)
            looks |= {} if look is None else {column: look}
    return NewRow(row, values, like, looks)


def _shown(register: RegisterSheet, name: str, value: Any) -> tuple[Any, int | None]:
    """Return ``value`` as the register writes it, and the row whose look its cell gets, if any."""
    row = register.day_row(name)
    return (short_date(value), None) if isinstance(value, date) and row is None else (value, row)


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


def _no_register(target: Path, sheets: Sequence[Sheet]) -> OutputError:
    near, where = "", ""
    if (found := nearest_head(sheets)) and found[2]:
        name, row, lacking, unknown = found
        where = f"{name}!dòng {row}"
        near = f" Dòng {row} giống đầu cột nhất mà thiếu {_quoted(lacking)}"
        near += f"; không rõ cột {_quoted(unknown)}." if unknown else "."
    return OutputError.at(
        str(target),
        f"Không thấy sổ đăng ký hay sổ chuyển giao trong tệp này.{near}",
        "Đầu cột của sổ đăng ký phải có “Số, ký hiệu”, “Tên loại và trích yếu”; của sổ chuyển giao phải có "
        "“Ngày chuyển”, “Số, ký hiệu”, “Nơi nhận”. Hoặc đặt tên khác sau -o để lập sổ mới.",
        where,
    )


def _quoted(titles: Iterable[str]) -> str:
    return ", ".join(f"“{title}”" for title in titles)


def _unknown(entered: _Entered) -> Iterator[str]:
    titles = dict.fromkeys(title for at in entered.new for title in entered.registers[at].unknown)
    if titles:
        yield f"{entered.form.title}: không rõ cột {_quoted(titles)} nên để trống ở dòng mới."


def _no_such(form: RegisterForm, target: Path, entries: Sequence[object]) -> Iterator[str]:
    if entries:
        yield (
            f"{target.name} không có {lower_first(form.title)}: chưa ghi {len(entries)} dòng. "
            "Muốn có thì lập một tệp khác bằng -o."
        )


def _chosen(entered: _Entered) -> Iterator[str]:
    names = {one.sheet.name for one in entered.registers}
    if entered.new and len(names) > 1 and not entered.wanted:
        chosen = [f"“{entered.registers[at].sheet.name}”" for at in sorted(entered.new)]
        yield (
            f"{entered.form.title} có ở nhiều trang: ghi vào trang {', '.join(chosen)} ({len(names)} trang; "
            "ghi vào trang khác thì thêm --sheet TÊN_TRANG)."
        )


def _outdated(entered: Sequence[_Entered], others: OtherRows) -> Iterator[str]:
    for one in entered:
        yield from tell_outdated(one.form, one.matches, others)


def _filled(entered: _Entered) -> Iterator[str]:
    known = entered.matches.known
    for values, words in (
        (Known.blanks, "đã có mà còn để trống, nay điền"),
        (Known.others, "ghi khác lần phát hành, hãy xem lại"),
    ):
        if told := [text for one in known for text in one.told(values(one))]:
            yield f"{entered.form.title} {words}: {first_few(told, _MOST_TOLD, ' và {} ô nữa', '; ')}."
