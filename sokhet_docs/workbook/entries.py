"""One cell of a table, asked for as the type that its column means: text, day, count, choice.

A cell that cannot be so becomes a finding at its place, and the answer is then the blank one: the reading
goes on, so that one run names every fault.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import NamedTuple, TypeVar

from sokhet_docs.plan import secrecy_stamp
from sokhet_docs.problems import Place, ProblemCollector
from sokhet_docs.text.vietnamese import match_key, parse_date, short_date
from sokhet_docs.workbook.reading import Cell, CellKind, Sheet

Choice = TypeVar("Choice", bound=StrEnum)
_LIKE_A_DATE = re.compile(r"\d{1,4}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{1,4}")
_CLOCK = r"(?P<hour>\d{1,2})\s*(?:giờ|[hHgG:])\s*(?P<minute>\d{2})?(?::00)?(?:\s*phút)?"
_CLOCK_FIRST = re.compile(rf"(?:lúc\s+)?{_CLOCK}[\s,;]+(?:ngày\s+)?(?P<day>\d.*)", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"(?:ngày\s+)?(?P<day>\d[^\s,;]+)[\s,;]+(?:lúc\s+)?{_CLOCK}", re.IGNORECASE)
_DATE_HINT = "Viết ngày/tháng/năm, ví dụ 20/4/2022."
_SERIAL_0 = date(1899, 12, 30)


class Entry(NamedTuple):
    """A cell, or the lack of one, under its label, with the place to name when it is wrong."""

    cell: Cell | None
    sheet: Sheet
    row: int
    column: int | None
    label: str
    findings: ProblemCollector

    @property
    def place(self) -> Place:
        """Return the place of the cell; of its row when the table has no such column."""
        return self.sheet.place(self.row, self.column)

    def text(self) -> str:
        """Return what the cell shows; "" when it is empty."""
        if self.cell is None:
            return ""
        if self.cell.kind is CellKind.ERROR:
            self._error(
                f"Ô có lỗi của Excel: {self.cell.text}.", "Sửa công thức trong ô, hoặc gõ thẳng giá trị."
            )
        elif self.cell.kind is CellKind.UNKNOWN:
            self._error(
                "Công thức trong ô chưa có kết quả.", "Mở tệp bằng Excel, lưu lại, hoặc gõ thẳng giá trị."
            )
        else:
            self._find_unreadable_number()
            self._find_stamp()
            return self.cell.text
        return ""

    def _find_unreadable_number(self) -> None:
        """Find a number that Excel itself cannot show whole: 1,23457E+11, ########."""
        if self.cell is None or self.cell.kind not in {CellKind.MOMENT, CellKind.NUMBER}:
            return
        if re.search(r"\dE\+\d", self.cell.text):
            message = f"Ô hiện “{self.cell.text}” thay cho một số dài."
            self.findings.warning(self.place, message, "Định dạng ô là Văn bản (Text) rồi gõ lại số.")
        elif self.cell.text.startswith("####"):
            self._error("Ô chỉ hiện dấu ####.", "Sửa số, hoặc định dạng của ô.")

    def _find_stamp(self) -> None:
        """Find a secrecy stamp, which no paper made here may carry [P]."""
        if self.cell and (stamp := secrecy_stamp(self.cell.text)):
            hint = "Bỏ chữ này; văn bản mật phải soạn riêng, theo quy định về bảo vệ bí mật nhà nước."
            self._error(f"Ô ghi “{stamp}”; chương trình không in dấu MẬT.", hint)

    def required(self) -> str:
        """Return the text; an empty cell is an error."""
        if self.cell is None:
            self._error(f"Chưa điền “{self.label}”.")
        return self.text()

    def line(self) -> str:
        """Return the text in one line."""
        return " ".join(self.text().split())

    def day(self) -> date | None:
        """Return the day; None when the cell is empty or holds no day."""
        when = self._moment()
        if isinstance(when, datetime):
            return when.date()
        text = self.text() if when is None else ""
        if not text:
            return None
        try:
            return parse_date(text)
        except ValueError as err:
            self._error(str(err), _DATE_HINT)
            return None

    def moment(self) -> datetime | date | str | None:
        """Return when something takes place: a moment, a day, or words; None when the cell is empty."""
        when = self._moment()
        if isinstance(when, datetime):
            return when if when.time() != time() else when.date()
        text = self.text() if when is None else ""
        if not text:
            return None
        try:
            return _moment_in(text)
        except ValueError as err:
            self._error(str(err), f"{_DATE_HINT} Có giờ thì viết 08:00 20/4/2022.")
            return None

    def _moment(self) -> datetime | Place | None:
        """Return the cell's own date; its place when it is a number that is none (and say so)."""
        if self.cell is None or self.cell.kind not in {CellKind.MOMENT, CellKind.NUMBER}:
            return None
        if isinstance(self.cell.value, datetime):
            return self.cell.value
        self._error(f"“{self.cell.text}” không phải là ngày.", _hint_for(self.cell))
        return self.place

    def whole_number(self, least: int = 0, most: int = 10_000) -> int | None:
        """Return the whole number; None when the cell is empty or holds none between the limits."""
        text = self.text()
        if not text:
            return None
        assert self.cell is not None  # noqa: S101 -- it has a text
        number = self.cell.value if self.cell.kind is CellKind.NUMBER else _whole(text)
        if isinstance(number, int | float) and number == int(number) and least <= number <= most:
            return int(number)
        self._error(
            f"“{_as_typed(self.cell)}” không phải là số nguyên từ {_grouped(least)} đến {_grouped(most)}.",
            "Gõ lại một số nguyên, không kèm chữ.",
        )
        return None

    def choice(self, choices: type[Choice]) -> Choice | None:
        """Return the one of ``choices`` that the cell names; None when it is empty or names none."""
        text = self.line()
        if not text:
            return None
        found: Choice | None = _by_key(choices).get(match_key(text))
        if found is not None:
            return found
        self._error(f"“{text}” không có trong danh sách.", f"Chọn một trong: {', '.join(choices)}.")
        return None

    def _error(self, message: str, hint: str = "") -> None:
        self.findings.error(self.place, message, hint)


@cache
def _by_key(choices: type[Choice]) -> dict[str, Choice]:
    return {match_key(choice.value): choice for choice in choices}


def _whole(text: str) -> int | None:
    match = re.fullmatch(r"(\d{1,9})[.)]?", text)  # a rank is often typed as 1.
    return int(match[1]) if match else None


def _as_typed(cell: Cell) -> str:
    """Return the text; of a broken number its digits, which a format for whole numbers does not show."""
    if isinstance(cell.value, float) and not cell.value.is_integer():
        return f"{cell.value:.15g}".replace(".", ",")
    return cell.text


def _grouped(number: int) -> str:
    """Return ``number`` with dots between its thousands, unless it could be a year."""
    return str(number) if number < 10_000 else f"{number:,}".replace(",", ".")


def _hint_for(cell: Cell) -> str:
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, float) and 36_526 <= cell.value < 73_051:
        meant = short_date(_SERIAL_0 + timedelta(days=int(cell.value)))
        return f"Nếu là ngày {meant}: chọn ô, định dạng lại kiểu Ngày (Date)."
    return _DATE_HINT


def _moment_in(text: str) -> datetime | date | str:
    """Return the moment or day that ``text`` says, or ``text`` when it is other words.

    Raises ValueError, its message a Vietnamese sentence, for a date that is impossible or written otherwise.
    """
    one_line = " ".join(text.split())
    for pattern in (_CLOCK_FIRST, _DAY_FIRST):
        if match := pattern.fullmatch(one_line):
            return datetime.combine(parse_date(match["day"]), _time(match))
    try:
        return parse_date(one_line)
    except ValueError:
        if found := _LIKE_A_DATE.search(one_line):
            parse_date(found.group())  # an impossible day among words is still an error
        return text


def _time(match: re.Match[str]) -> time:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour > 23 or minute > 59:
        raise ValueError(f"Không có giờ “{hour}:{minute:02}”.")
    return time(hour, minute)
