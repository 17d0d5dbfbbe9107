"""A number and its Excel number format → the text that Excel shows on a Vietnamese machine.

Decimal comma, dot between thousands, Vietnamese names of days and months; a format that names another
language (``[$-409]``, ``[$-en-US]``) keeps that language's names. Colours, column widths and fill characters
are ignored. What depends on the machine, or on a language whose names are not known here, is unsure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache

from sokhet_docs.workbook.reading import number_digits, number_time
from sokhet_docs.workbook.reading.format_sections import Section, Token, read_sections

BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "#,##0 ₫;-#,##0 ₫",
    6: "#,##0 ₫;-#,##0 ₫",
    7: "#,##0.00 ₫;-#,##0.00 ₫",
    8: "#,##0.00 ₫;-#,##0.00 ₫",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0;\\-;@",
    42: "#,##0 ₫;-#,##0 ₫;\\- ₫;@",
    43: "#,##0.00;-#,##0.00;\\-;@",
    44: "#,##0.00 ₫;-#,##0.00 ₫;\\- ₫;@",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "dd/mm/yyyy"),
}


@dataclass(frozen=True)
class NumberFormat:
    """A format code, parsed."""

    sections: tuple[Section, ...]

    @property
    def is_date(self) -> bool:
        """Whether it shows some numbers as a day, or a day and time (not a length of time)."""
        return any(section.is_date and not section.is_elapsed for section in self.sections)

    @property
    def is_clock(self) -> bool:
        """Whether it shows some numbers as a day, a time or a length of time."""
        return any(section.is_date for section in self.sections)

    def shows_date(self, number: float) -> bool:
        """Return whether it shows ``number`` as a day, or a day and time; its parts may differ in that.

        A number that no part is for is one where any part is.
        """
        section, _ = self._section_for(number)
        return self.is_date if section is None else section.is_date and not section.is_elapsed

    def shows_day(self, number: float) -> bool:
        """Return whether it shows the day of the month and the month of ``number``."""
        section, _ = self._section_for(number)
        return section is not None and section.shows_day

    def show(self, number: float, since: datetime) -> str:
        """Return ``number`` as Excel shows it; ``since`` is the day of serial number 0."""
        section, value = self._section_for(number)
        if section is None:
            return "#" * 8
        if section.is_date:
            return number_time.show(section.tokens, value, since, section.language)
        return number_digits.show(section.tokens, value)

    def is_unsure(self, number: float) -> bool:
        """Return whether Excel may show ``number`` otherwise than `show` does."""
        section, _ = self._section_for(number)
        return section is not None and section.is_unsure

    def show_text(self, text: str) -> str:
        """Return a text as Excel shows it: unless the format hides it or adds something, it is as it was."""
        section = self.sections[-1] if self.sections else None
        if section is None or (not section.shows_text and len(self.sections) < 4) or _is_plain(section):
            return text
        return "".join(
            text if token == ("mark", "@") or token[0] == "general" else _literal(token)
            for token in section.tokens
        )

    def _section_for(self, number: float) -> tuple[Section | None, float]:
        numeric = [s for s in self.sections[:3] if not (s.shows_text and len(self.sections) > 1)]
        if any(section.condition for section in numeric):
            return _conditional(numeric, number)
        if len(numeric) > 1 and number < 0:
            return numeric[1], -number
        if len(numeric) > 2 and number == 0:
            return numeric[2], number
        return (numeric[0] if numeric else Section((("general", ""),))), number


def _conditional(sections: list[Section], number: float) -> tuple[Section | None, float]:
    for index, section in enumerate(sections):
        if _holds(section.condition, number):
            # Excel drops the minus sign where a later section is the one that shows it.
            return section, abs(number) if index and number < 0 else number
    return None, number


def _holds(condition: tuple[str, float] | None, number: float) -> bool:
    if condition is None:
        return True
    sign, limit = condition
    return {
        "<": number < limit,
        ">": number > limit,
        "=": number == limit,
        "<=": number <= limit,
        ">=": number >= limit,
        "<>": number != limit,
    }[sign]


def _is_plain(section: Section) -> bool:
    return section.tokens == (("mark", "@"),)


def _literal(token: Token) -> str:
    kind, text = token
    return text if kind == "literal" else ""


@lru_cache(maxsize=1024)
def parse(code: str) -> NumberFormat:
    """Return the format ``code``, parsed; what is unknown in it is a literal text, an empty one General."""
    code = code if code.strip() else "General"
    return NumberFormat(read_sections(code))


def datetime_of(serial: float, since: datetime) -> datetime | time | None:
    """Return the day and time, or time of day, that ``serial`` stands for; None when there is none.

    ``since`` is the day of serial 0: 30/12/1899, or 1/1/1904 in a workbook of the old Macintosh.
    """
    if serial < 0 or serial >= 2_958_466:  # 1/1/10000
        return None
    if since.year < 1904 and serial < 60:
        serial += 1  # Excel's calendar has a 29/2/1900 that never was
    value = since + timedelta(milliseconds=round(serial * 86_400_000))
    return value.time() if serial < 1 or (since.year < 1904 and serial < 2) else value
