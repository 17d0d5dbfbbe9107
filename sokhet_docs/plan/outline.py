"""What a report asks: its sections, its figures and their periods, and the tags of their fields in a form.

A tag is made of a section's or a figure's own words, never of its place: rows of the workbook may come, go
and move without changing what an answer that is under way belongs to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sokhet_docs.plan.audience import EVERYONE, Audience
from sokhet_docs.text.vietnamese import lower_first, match_key, slug

ANNEX_TITLE = "Phụ lục số liệu"
TOTAL_TITLE = "Tổng"
UNNAMED_PERIOD = "Số liệu"  # the label of the one period of a plan that names none
_SECTION_PREFIX = "muc_"
_FIGURE_PREFIX = "sl_"
_TOTAL = "tong"
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
    return _SECTION_PREFIX + _key_of(heading, heading, _MAX_SECTION)


def figure_key(group: str, label: str) -> str:
    """Return the key of a figure by its own words: ``so_cuoc_8c1d``."""
    return _key_of(label, f"{group}|{label}", _MAX_FIGURE)


def period_key(label: str) -> str:
    """Return the key of the period ``label``: ``2017``, ``quyi2026``."""
    plain = slug(label, "")
    return plain if plain and len(plain) <= _MAX_PERIOD else _digest(label, _MAX_PERIOD)


def section_tag(mark: str) -> str:
    """Return the tag of a section whose Mã the clerk wrote: ``uu_diem`` → ``muc_uu_diem``."""
    return _SECTION_PREFIX + slug(mark, "_", _MAX_SECTION)


def figure_mark(mark: str) -> str:
    """Return the key of a figure whose Mã the clerk wrote."""
    return slug(mark, "_", _MAX_FIGURE)


def _key_of(readable: str, words: str, longest: int) -> str:
    start = slug(readable, "_", longest - _DIGEST - 1)
    return f"{start}_{_digest(words, _DIGEST)}".lstrip("_")


def _digest(words: str, length: int) -> str:
    return hashlib.blake2b(match_key(words).encode()).hexdigest()[:length]


_Subsections = tuple[tuple[str, str], ...]
# (heading, guidance, subsections as (heading, guidance)); the numbers and keys follow from the order.
_OUTLINE: tuple[tuple[str, str, _Subsections], ...] = (
    (
        "Đặc điểm tình hình",
        "",
        (
            (
                "Chức năng, nhiệm vụ",
                "Nêu khái quát chức năng, nhiệm vụ chính trị của cơ quan, đơn vị, doanh nghiệp.",
            ),
            (
                "Tổ chức đảng, đảng viên, đội ngũ cán bộ, người lao động",
                (
                    "Số tổ chức đảng trực thuộc, số đảng viên; số cán bộ, công chức, viên chức, "
                    "người lao động tại thời điểm báo cáo."
                ),
            ),
            (
                "Thuận lợi, khó khăn",
                "Những thuận lợi, khó khăn tác động đến việc xây dựng và thực hiện quy chế dân chủ cơ sở.",
            ),
        ),
    ),
    (
        "Công tác lãnh đạo, chỉ đạo",
        "",
        (
            (
                "Quán triệt, triển khai thực hiện",
                "Hình thức, thời gian, thành phần quán triệt; số cuộc, số lượt người tham gia.",
            ),
            (
                "Các văn bản đã ban hành",
                (
                    "Chương trình hành động, kế hoạch, công văn của cấp ủy và của cơ quan, đơn vị "
                    "(ghi rõ số, ký hiệu, ngày, trích yếu)."
                ),
            ),
            (
                "Ban Chỉ đạo, quy chế",
                (
                    "Việc thành lập, kiện toàn Ban Chỉ đạo; xây dựng, sửa đổi, bổ sung quy chế dân chủ "
                    "và các quy chế, quy định nội bộ."
                ),
            ),
            (
                "Công tác tuyên truyền",
                "Nội dung, hình thức, kết quả tuyên truyền, phổ biến về dân chủ và thực hành dân chủ.",
            ),
            (
                "Công tác kiểm tra, giám sát",
                "Số cuộc kiểm tra, giám sát của cấp ủy; nội dung, kết quả, việc khắc phục sau kiểm tra.",
            ),
        ),
    ),
    (
        "Kết quả thực hiện",
        "",
        (
            (
                "Những việc phải công khai",
                (
                    "Nội dung, hình thức, thời điểm công khai để cán bộ, công chức, viên chức, "
                    "người lao động được biết."
                ),
            ),
            (
                "Những việc được tham gia ý kiến",
                (
                    "Nội dung, hình thức lấy ý kiến trước khi người đứng đầu quyết định; "
                    "việc tiếp thu, giải trình ý kiến."
                ),
            ),
            (
                "Những việc được giám sát, kiểm tra",
                (
                    "Nội dung, hình thức, kết quả giám sát, kiểm tra của cán bộ, công chức, viên chức, "
                    "người lao động."
                ),
            ),
            (
                "Hội nghị cán bộ, công chức, viên chức, người lao động",
                (
                    "Số hội nghị phải tổ chức, đã tổ chức từng năm; chất lượng, số ý kiến tham gia, "
                    "việc giải quyết ý kiến."
                ),
            ),
            (
                "Trách nhiệm của người đứng đầu",
                (
                    "Trách nhiệm nêu gương, tổ chức thực hiện quy chế dân chủ của người đứng đầu cấp ủy, "
                    "cơ quan, đơn vị."
                ),
            ),
            (
                "Tiếp công dân, đối thoại, giải quyết đơn thư",
                (
                    "Số lượt tiếp công dân; số cuộc đối thoại định kỳ, đột xuất; số đơn thư đã nhận, "
                    "đã giải quyết, còn tồn."
                ),
            ),
            (
                "Hoạt động của Ban Thanh tra nhân dân",
                "Tổ chức, số thành viên; số cuộc giám sát, số kiến nghị và kết quả giải quyết.",
            ),
            (
                "Cải cách hành chính",
                "Cải cách thủ tục hành chính, ứng dụng công nghệ thông tin; văn hóa, đạo đức công vụ.",
            ),
            (
                "Vai trò của công đoàn, các đoàn thể",
                "Hoạt động phối hợp, giám sát, phản biện; bảo vệ quyền, lợi ích của đoàn viên, hội viên.",
            ),
            (
                "Thực hiện dân chủ tại doanh nghiệp",
                (
                    "Dành cho doanh nghiệp: hội nghị người lao động, đối thoại tại nơi làm việc, "
                    "thỏa ước lao động tập thể. Đơn vị khác ghi “Không thuộc diện”."
                ),
            ),
        ),
    ),
    (
        "Đánh giá chung",
        "",
        (
            ("Ưu điểm", "Những kết quả nổi bật, có số liệu, dẫn chứng cụ thể."),
            ("Hạn chế", "Những việc chưa làm được hoặc làm chưa tốt, nêu rõ ở khâu nào, đơn vị nào."),
            ("Nguyên nhân", "Nguyên nhân khách quan; nguyên nhân chủ quan."),
            ("Bài học kinh nghiệm", "Những kinh nghiệm rút ra trong lãnh đạo, chỉ đạo, tổ chức thực hiện."),
            (
                "Mô hình, điển hình",
                "Tên tập thể, cá nhân, mô hình, cách làm hay; kết quả, khả năng nhân rộng.",
            ),
        ),
    ),
    (
        "Phương hướng, nhiệm vụ, giải pháp",
        "Phương hướng, nhiệm vụ trọng tâm và giải pháp chủ yếu trong thời gian tới.",
        (),
    ),
    (
        "Kiến nghị, đề xuất",
        "",
        (
            ("Với Trung ương", "Kiến nghị, đề xuất với Trung ương; không có thì ghi “Không có”."),
            (
                "Với cấp ủy cấp trên",
                "Kiến nghị, đề xuất với cấp ủy cấp trên; không có thì ghi “Không có”.",
            ),
            (
                "Với chính quyền, cơ quan chuyên môn",
                "Kiến nghị, đề xuất với chính quyền, cơ quan chuyên môn; không có thì ghi “Không có”.",
            ),
        ),
    ),
)


def _iter_sections() -> Iterator[Section]:
    for first, (heading, guidance, subsections) in enumerate(_OUTLINE, start=1):
        key = f"{_SECTION_PREFIX}{first}"
        yield Section(key, f"{first}.", heading, guidance, level=1, answered=not subsections)
        for second, (subheading, subguidance) in enumerate(subsections, start=1):
            number = f"{first}.{second}."
            yield Section(f"{key}_{second}", number, subheading, subguidance, level=2, answered=True)


SECTIONS: tuple[Section, ...] = tuple(_iter_sections())

_QT = "Hội nghị quán triệt"
_HN = "Hội nghị cán bộ, công chức, viên chức, người lao động"
_TTND = "Ban Thanh tra nhân dân"
_DT = "Đối thoại"
_TCD = "Tiếp công dân"
_DON = "Đơn thư khiếu nại, tố cáo, kiến nghị"
_KT = "Khen thưởng"

FIGURES: tuple[Figure, ...] = (
    Figure("qt_cuoc", _QT, "Số cuộc", "cuộc"),
    Figure("qt_luot", _QT, "Số lượt người dự", "lượt người"),
    Figure("vb", "Văn bản lãnh đạo, chỉ đạo", "Số văn bản đã ban hành", "văn bản"),
    Figure("hn_phai", _HN, "Số hội nghị phải tổ chức", "hội nghị"),
    Figure("hn_da", _HN, "Số hội nghị đã tổ chức", "hội nghị"),
    Figure("hn_ykien", _HN, "Số ý kiến tham gia", "ý kiến"),
    Figure("ttnd_tv", _TTND, "Số thành viên", "người", summed=False),
    Figure("ttnd_gs", _TTND, "Số cuộc giám sát", "cuộc"),
    Figure("ttnd_kn", _TTND, "Số kiến nghị", "kiến nghị"),
    Figure("ttnd_gq", _TTND, "Số kiến nghị đã được giải quyết", "kiến nghị"),
    Figure("dt_dinhky", _DT, "Số cuộc đối thoại định kỳ", "cuộc"),
    Figure("dt_dotxuat", _DT, "Số cuộc đối thoại đột xuất", "cuộc"),
    Figure("dt_luot", _DT, "Số lượt người tham gia", "lượt người"),
    Figure("tcd_luot", _TCD, "Số lượt tiếp", "lượt"),
    Figure("tcd_nguoi", _TCD, "Số người được tiếp", "người"),
    Figure("tcd_vu", _TCD, "Số vụ việc", "vụ việc"),
    Figure("don_nhan", _DON, "Số đơn đã nhận", "đơn"),
    Figure("don_gq", _DON, "Số đơn đã giải quyết", "đơn"),
    Figure("don_ton", _DON, "Số đơn còn tồn cuối năm", "đơn", summed=False),
    Figure("ktgs", "Kiểm tra, giám sát", "Số cuộc kiểm tra, giám sát", "cuộc"),
    Figure("kt_tapthe", _KT, "Số tập thể được khen thưởng", "tập thể"),
    Figure("kt_canhan", _KT, "Số cá nhân được khen thưởng", "cá nhân"),
)


def figure_tag(figure: Figure, year: int | str) -> str:
    """Return the tag and bookmark name of a figure's cell: ``sl_qt_cuoc_2017``.

    ``year`` may be a merge tag where a template is being built.
    """
    return f"{_FIGURE_PREFIX}{figure.key}_{year}"


def total_tag(figure: Figure) -> str | None:
    """Return the tag and bookmark name of a figure's total: ``sl_vb_tong``; None when it has no total."""
    return f"{_FIGURE_PREFIX}{figure.key}_{_TOTAL}" if figure.summed else None


def find_section(tag: str) -> Section | None:
    """Return the answered section whose input field has ``tag``; None when there is none."""
    return _ANSWERED_BY_KEY.get(tag)


@lru_cache(4096)  # the same tags stand in every return
def find_figure(tag: str) -> tuple[Figure, int | None] | None:
    """Return the figure and the year of ``tag`` (the year None for a total); None for any other tag."""
    key, _, last = tag.removeprefix(_FIGURE_PREFIX).rpartition("_")
    figure = _FIGURES_BY_KEY.get(key) if tag.startswith(_FIGURE_PREFIX) else None
    if figure is None:
        return None
    if last == _TOTAL:
        return (figure, None) if figure.summed else None
    return (figure, int(last)) if len(last) == 4 and last.isascii() and last.isdigit() else None


_ANSWERED_BY_KEY = {section.key: section for section in SECTIONS if section.answered}
_FIGURES_BY_KEY = {figure.key: figure for figure in FIGURES}
