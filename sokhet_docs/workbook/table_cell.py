"""One cell of a table → the value that its column means: text, day, time, count, choice.

A cell that holds no such value is noted as a problem at its place, and counts as empty: the reading goes on,
so that one run names every fault.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import NamedTuple, TypeVar

from sokhet_docs.plan import secrecy_stamp
from sokhet_docs.problems import Place, ProblemCollector
from sokhet_docs.text.clock_times import clock_of, nearest_minute, read_clocks, write_clocks
from sokhet_docs.text.days_in_words import day_meant
from sokhet_docs.text.vietnamese import match_key, parse_date, parse_when, short_date, with_dots
from sokhet_docs.workbook.reading import Cell, CellKind, Doubt, Sheet
from sokhet_docs.workbook.reading.sheets import is_only_hashes

Choice = TypeVar("Choice", bound=StrEnum)
_DATE_HINT = "Viết ngày/tháng/năm, ví dụ 20/4/2022."
_DASH = re.compile(r"[-–—_.…\s]+")
_LONG_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?E\+\d+")  # as programs save it that write texts, as into .csv
_CLOCK = re.compile(r"\d\s*(?:[:h]\s*\d|giờ|g\d)|\d\s?(?:AM|PM|SA|CH)\b", re.IGNORECASE)
_CLOCK_ALONE = re.compile(
    r"(?:lúc\s+)?\d{1,2}\s*(?:[:hg]|giờ)\s*(?:\d{2}|rưỡi)?(?:\s*phút)?(?:\s*(?:sáng|chiều|tối))?\.?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[\s;,]+\Z")
_ABBREVIATIONS = ("ltd.", "co.", "corp.", "inc.", "tp.", "tx.", "tt.", "vv.")
_SERIAL_0 = date(1899, 12, 30)


class YesNo(StrEnum):
    """What a cell that asks yes or no says."""

    YES = "Có"
    NO = "Không"


class TableCell(NamedTuple):
    """A cell, or the lack of one, under the header (or fact) ``label``; problems with it go to ``problems``.

    ``column`` is None when the table has no such column.
    """

    cell: Cell | None
    sheet: Sheet
    row: int
    column: int | None
    label: str
    problems: ProblemCollector

    @property
    def place(self) -> Place:
        """Return the place of the cell; of its row when the table has no such column."""
        return self.sheet.place(self.row, self.column)

    def error(self, message: str, hint: str = "") -> None:
        """Note a problem with the cell that stops the run."""
        self.problems.error(self.place, message, hint)

    def warning(self, message: str, hint: str = "") -> None:
        """Note a problem with the cell that may stay as it is."""
        self.problems.warning(self.place, message, hint)

    def unless_dash(self) -> TableCell:
        """Return the cell; an empty one when it holds only dashes or dots, which stand for no value."""
        is_dash = (
            self.cell is not None and self.cell.kind is CellKind.TEXT and _DASH.fullmatch(self.cell.text)
        )
        return self._replace(cell=None) if is_dash else self

    def text(self) -> str:
        """Return what the cell shows; "" when it is empty."""
        if self.cell is None:
            return ""
        if self.cell.kind is CellKind.ERROR and is_only_hashes(self.cell.text):
            self.error("Ô chỉ hiện dấu ####.", "Gõ lại giá trị trong ô này.")
            return ""
        if self.cell.kind is CellKind.ERROR:
            hint = "Sửa công thức trong ô, hoặc gõ thẳng giá trị."
            self.error(f"Ô có lỗi của Excel: {self.cell.text}.", hint)
            return ""
        if self.cell.kind is CellKind.UNKNOWN:
            hint = "Mở tệp bằng Excel, lưu lại, hoặc gõ thẳng giá trị."
            self.error("Công thức trong ô chưa có kết quả.", hint)
            return ""
        if self.cell.kind is CellKind.UNREADABLE:
            message = f"Giá trị “{self.cell.text}” ghi trong tệp không đọc được."
            self.error(message, "Gõ lại giá trị trong ô này.")
            return ""
        if self.cell.doubt is Doubt.UNSURE:
            hint = "Nếu không phải, hãy đổi định dạng của ô, hoặc gõ thẳng chữ cần hiện."
            self.warning(f"Định dạng của ô lạ; đang đọc là “{self.cell.text}”.", hint)
        self._find_unreadable_number(self.cell)
        self._find_stamp(self.cell)
        return self.cell.text

    def _find_unreadable_number(self, cell: Cell) -> None:
        """Find a number that Excel itself does not show in full: 1,23457E+11, ########."""
        if cell.kind is CellKind.TEXT and not _LONG_NUMBER.fullmatch(cell.text):
            return
        if re.search(r"\dE\+\d", cell.text):
            message = f"Ô hiện “{cell.text}” thay cho một số dài."
            self.warning(message, "Định dạng ô là Văn bản (Text) rồi gõ lại số.")
        elif cell.text.startswith("###"):
            self.error("Ô chỉ hiện dấu ####.", "Sửa số, hoặc định dạng của ô.")

    def _find_stamp(self, cell: Cell) -> None:
        """Find a secrecy stamp, which no document made here may carry [P]."""
        if stamp := secrecy_stamp(cell.text):
            hint = "Bỏ chữ này; văn bản mật phải soạn riêng, theo quy định về bảo vệ bí mật nhà nước."
            self.error(f"Ô ghi “{stamp}”; chương trình không in dấu MẬT.", hint)

    def required(self) -> str:
        """Return the text; an empty cell is an error."""
        if self.cell is None:
            self.error(f"Chưa điền “{self.label}”.")
        return self.text()

    def name(self) -> str:
        """Return the name in one line; an empty cell, or one that holds no name, is an error.

        A formula that takes a name from an empty cell shows 0.
        """
        text = " ".join(self.required().split())
        is_value = self.cell is not None and self.cell.kind in {CellKind.BOOLEAN, CellKind.DATETIME}
        if text and (is_value or not any(letter.isalpha() for letter in text)):
            hint = "Gõ lại tên; nếu ô có công thức thì ô mà nó lấy tên có thể đang trống."
            self.error(f"“{text}” không phải là tên.", hint)
        return text

    def line(self) -> str:
        """Return the text in one line."""
        return " ".join(self.text().split())

    def day(self) -> date | None:
        """Return the day; None when the cell is empty or holds no day. A time of day is an error."""
        if self._is_number():
            found = self._number_as_datetime()
            shows_time = found is not None and _CLOCK.search(self.text())
            return self._without_time(found) if shows_time else found and found.date()
        if not (text := self.text()):
            return None
        try:
            return self._without_time(_parse_day(text))
        except ValueError as err:
            among = day_meant(text)
            self.error(str(err), f"Chỉ ghi {short_date(among)}." if among else _DATE_HINT)
            return None

    def _without_time(self, when: datetime | date | None) -> date | None:
        """Return the day of ``when``; None, and an error, when it has a time: no document would print it."""
        if not isinstance(when, datetime):
            return when
        if when.time() == time():
            return when.date()
        hint = f"Chỉ để {short_date(when)}; nếu cần giờ, ghi thêm ở một cột hay mục khác."
        self.error(f"“{self.label}” chỉ ghi ngày, giờ {when:%H:%M} sẽ không được in.", hint)
        return None

    def when(self) -> datetime | date | str | None:
        """Return when something takes place: day and time, a day, or words; None when the cell is empty.

        A time alone is told, and written as documents write it.
        """
        if clocks := self.clocks():
            is_time = self.cell is not None and self.cell.kind is not CellKind.TEXT
            self._tell_lone_time(f"{clocks[0]:%H:%M}" if is_time else self.line())
            return write_clocks(clocks)
        if self._is_number():
            value = self._number_as_datetime()
            return value.date() if value and value.time() == time() else value and nearest_minute(value)
        if not (text := self.text()):
            return None
        if _CLOCK_ALONE.fullmatch(text):
            self._tell_lone_time(text)
        try:
            return parse_when(text)
        except ValueError as err:
            self.error(str(err), f"{_DATE_HINT} Có giờ thì viết 08:00 20/4/2022.")
            return None

    def clocks(self) -> tuple[time, ...]:
        """Return the time of day that the cell is, or the two of a span; () when it holds anything else."""
        value = self.cell.value if self.cell is not None else None
        if isinstance(value, time):
            return (nearest_minute(datetime.combine(date.min, value)).time(),)
        if self.cell is not None and self.cell.kind is CellKind.NUMBER:
            return (clock_of(value),) if isinstance(value, float) and 0 < value < 1 else ()
        return read_clocks(self.cell.text) if self.cell is not None else ()

    def _tell_lone_time(self, shown: str) -> None:
        message = f"“{self.label}” chỉ ghi giờ “{shown}”, chưa có ngày."
        self.warning(message, "Ghi cả giờ và ngày trong ô này, ví dụ 08:00 20/4/2022.")

    def _is_number(self) -> bool:
        return self.cell is not None and self.cell.kind in {CellKind.DATETIME, CellKind.NUMBER}

    def _number_as_datetime(self) -> datetime | None:
        """Return the day and time that a number stands for; None, and an error, when it stands for none."""
        assert self.cell is not None  # noqa: S101 -- it holds a number
        if isinstance(self.cell.value, datetime):
            self._find_hidden_day(self.cell, self.cell.value)
            return self.cell.value
        if isinstance(self.cell.value, time):
            self.error(f"“{self.label}” chỉ ghi giờ {self.cell.value:%H:%M}, chưa có ngày.", _DATE_HINT)
        else:
            self.error(f"“{self.cell.text}” không phải là ngày.", _date_hint(self.cell))
        return None

    def _find_hidden_day(self, cell: Cell, value: datetime) -> None:
        """Find a date that does not show its day, like Thg4-22, which Excel makes of 4/2022."""
        if cell.doubt is Doubt.DAYLESS:
            hint = f"Nếu đúng là {short_date(value)}: định dạng ô kiểu dd/mm/yyyy; nếu không, gõ lại đủ ngày."
            self.error(f"Ô chỉ hiện “{cell.text}”, không đủ ngày, tháng.", hint)

    def whole_number(self, minimum: int = 0, maximum: int = 10_000) -> int | None:
        """Return the whole number; None when the cell is empty or holds none between the limits."""
        text = self.text()
        if not text:
            return None
        assert self.cell is not None  # noqa: S101 -- it has a text
        number = self.cell.value if self.cell.kind is CellKind.NUMBER else _parse_whole_number(text)
        if isinstance(number, int | float) and number == int(number) and minimum <= number <= maximum:
            return int(number)
        limits = f"từ {_grouped(minimum)} đến {_grouped(maximum)}"
        message = f"“{_as_typed(self.cell)}” không phải là số nguyên {limits}."
        self.error(message, "Gõ lại một số nguyên, không kèm chữ.")
        return None

    def choice(self, choices: type[Choice]) -> Choice | None:
        """Return the one of ``choices`` that the cell names; None when it is empty or names none."""
        text = self.line()
        if not text:
            return None
        found: Choice | None = _by_key(choices).get(match_key(text))
        if found is None:
            self.error(f"“{text}” không có trong danh sách.", f"Chọn một trong: {', '.join(choices)}.")
        return found


def _parse_day(text: str) -> datetime | date:
    """Return the day, or the day and time, that ``text`` says. Raises ValueError as `parse_date` does."""
    try:
        return parse_date(text)
    except ValueError:
        if isinstance(found := parse_when(text), str):
            raise
        return found


def without_separator(text: str) -> str:
    """Return ``text`` without the semicolon, comma or full stop that ends an item of a list.

    The stop of an abbreviation stays: v.v., Ltd., three of them; so does that of several lines.
    """
    text = _SEPARATOR.sub("", text)
    word = text.rsplit(maxsplit=1)[-1] if text.endswith(".") and "\n" not in text else ""
    is_stop = word and "." not in word[:-1] and word.casefold() not in _ABBREVIATIONS
    return _SEPARATOR.sub("", text[:-1]) if is_stop else text


@cache
def _by_key(choices: type[Choice]) -> dict[str, Choice]:
    return {match_key(choice.value): choice for choice in choices}


def _parse_whole_number(text: str) -> int | None:
    match = re.fullmatch(r"(\d{1,9})[.)]?", text)  # a row's number is often typed as 1.
    return int(match[1]) if match else None


def _as_typed(cell: Cell) -> str:
    """Return the text; of a number with decimals its digits, which a format for whole numbers hides."""
    if isinstance(cell.value, float) and not cell.value.is_integer():
        return f"{cell.value:.15g}".replace(".", ",")
    return cell.text


def _grouped(number: int) -> str:
    """Return ``number`` with dots between its thousands, unless it could be a year."""
    return str(number) if number < 10_000 else with_dots(number)


def _date_hint(cell: Cell) -> str:
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, float) and 36_526 <= cell.value < 73_051:
        meant = short_date(_SERIAL_0 + timedelta(days=int(cell.value)))
        return f"Nếu là ngày {meant}: chọn ô, định dạng lại kiểu Ngày (Date)."
    return _DATE_HINT
