"""What a report asks: its sections, its figures and their periods, and the tags of their fields in a form.

A tag is made of a section's or a figure's own words, never of its place: rows of the workbook may come, go
and move without changing what an answer that is under way belongs to.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from sokhet_docs.plan.audience import EVERYONE, Audience
from sokhet_docs.text.vietnamese import lower_first, match_key, slug

ANNEX_TITLE = "Phụ lục số liệu"
TOTAL_TITLE = "Tổng"
UNNAMED_PERIOD = "Số liệu"  # the label of the one period of a plan that names none
SECTION_PREFIX = "muc_"
FIGURE_PREFIX = "sl_"
TOTAL_MARK = "tong"
_DIGEST = 4  # hexadecimal digits, which tell words apart whose ASCII letters are the same
_MAX_SECTION, _MAX_FIGURE, _MAX_PERIOD = 36, 24, 10  # characters; a bookmark's name has at most 40


class FigureKind(StrEnum):
    """What numbers a figure has."""

    WHOLE = "Số nguyên"
    DECIMAL = "Số thập phân"
    PERCENT = "Tỷ lệ %"


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the outline.

    ``key`` is the tag of its input field and the name of the bookmark around it (``muc_uu_diem_9f3c``);
    ``number`` is printed before the heading (``3.2.``, "" for none); ``level`` is 1 or 2. ``guidance`` says
    what to write, maybe "". ``answered`` is False for a heading that only groups its subsections. Only the
    units of ``audience`` are asked.
    """

    key: str
    number: str
    heading: str
    guidance: str
    level: int
    answered: bool
    audience: Audience = EVERYONE

    @property
    def title(self) -> str:
        """The heading with its number, as printed: ``3.2. Nhân dân tham gia ý kiến``."""
        return f"{self.number} {self.heading}".lstrip()

    @property
    def prompt(self) -> str:
        """The grey text in the report's empty input field."""
        return f"[Bấm vào đây để viết. {self.guidance}]" if self.guidance else "[Bấm vào đây để viết.]"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the annex.

    ``key`` is at most 24 ASCII characters; ``group`` and ``measure``, its unit of measure as printed, may be
    "". ``summed`` is False for a share, and for a count at a period's end (members, open cases): adding it up
    over the periods would count it twice. ``charted``: the workbook of figures draws it. Only the units of
    ``audience`` are asked.
    """

    key: str
    group: str
    label: str
    measure: str
    summed: bool = True
    kind: FigureKind = FigureKind.WHOLE
    charted: bool = False
    audience: Audience = EVERYONE

    @property
    def full_label(self) -> str:
        """The label with its group: ``Đối thoại: số cuộc đối thoại định kỳ``."""
        return f"{self.group}: {lower_first(self.label)}" if self.group else self.label


@dataclass(frozen=True, slots=True)
class Period:
    """One column of the annex: ``label`` as printed (``2017``, ``Quý I/2026``), ``key`` for tags.

    ``key`` has at most 10 small ASCII letters and digits (``2017``, ``quyi2026``).
    """

    key: str
    label: str

    @property
    def is_year(self) -> bool:
        """Whether it is a year."""
        return len(self.label) == 4 and self.label.isdecimal()

    @property
    def words(self) -> str:
        """The period within a sentence: ``năm 2017``, ``Quý I/2026``."""
        return f"năm {self.label}" if self.is_year else self.label


def section_key(heading: str) -> str:
    """Return the tag of the section ``heading``: ``Ưu điểm`` → ``muc_uu_diem_9f3c``."""
    return SECTION_PREFIX + _key_of(heading, heading, _MAX_SECTION)


def figure_key(group: str, label: str) -> str:
    """Return the key of a figure by its own words: ``so_cuoc_8c1d``."""
    return _key_of(label, f"{group}|{label}", _MAX_FIGURE)


def period_key(label: str) -> str:
    """Return the key of the period ``label``: ``2017``, ``quyi2026``."""
    plain = slug(label, "")
    return plain if plain and len(plain) <= _MAX_PERIOD else _digest(label, _MAX_PERIOD)


def section_tag(mark: str) -> str:
    """Return the tag of a section whose Mã the clerk wrote: ``uu_diem`` → ``muc_uu_diem``."""
    return SECTION_PREFIX + slug(mark, "_", _MAX_SECTION)


def figure_mark(mark: str) -> str:
    """Return the key of a figure whose Mã the clerk wrote."""
    return slug(mark, "_", _MAX_FIGURE)


def _key_of(readable: str, words: str, longest: int) -> str:
    start = slug(readable, "_", longest - _DIGEST - 1)
    return f"{start}_{_digest(words, _DIGEST)}".lstrip("_")


def _digest(words: str, length: int) -> str:
    return hashlib.blake2b(match_key(words).encode()).hexdigest()[:length]


def figure_tag(figure: Figure, year: int | str) -> str:
    """Return the tag and bookmark name of a figure's cell: ``sl_qt_cuoc_2017``.

    ``year`` may be a merge tag where a template is being built.
    """
    return f"{FIGURE_PREFIX}{figure.key}_{year}"


def total_tag(figure: Figure) -> str | None:
    """Return the tag and bookmark name of a figure's total: ``sl_vb_tong``; None when it has no total."""
    return f"{FIGURE_PREFIX}{figure.key}_{TOTAL_MARK}" if figure.summed else None
