"""The report's outline (đề cương) as data: its sections, its annex of figures, and the tags of both.

The templates are built from it and the filled-in reports are read with it, so that every heading, unit of
measure and tag is defined once. The outline is composed from similar reviews [U]; it is no official text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sokhet_docs.text.vietnamese import lower_first

ANNEX_TITLE = "Phụ lục số liệu"
TOTAL_TITLE = "Tổng"
_SECTION_PREFIX = "muc_"
_FIGURE_PREFIX = "sl_"
_TOTAL = "tong"


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the outline.

    ``key`` is the tag of its input field and the name of the bookmark around it (``muc_3_2``); ``number`` is
    printed before the heading (``3.2.``); ``level`` is 1 or 2. ``guidance`` says what to write, "" where the
    subsections say it. ``answered`` is False for a heading that only groups its subsections.
    """

    key: str
    number: str
    heading: str
    guidance: str
    level: int
    answered: bool

    @property
    def title(self) -> str:
        """The heading with its number, as printed: ``3.2. Nhân dân tham gia ý kiến``."""
        return f"{self.number} {self.heading}"

    @property
    def prompt(self) -> str:
        """The grey text in the report's empty input field."""
        return f"[Bấm vào đây để viết. {self.guidance}]"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the annex.

    ``key`` is at most 12 ASCII characters; ``measure`` is its unit of measure as printed. ``summed`` is False
    for a count at the year's end (members, open cases): adding it up over the years would count it twice.
    """

    key: str
    group: str
    label: str
    measure: str
    summed: bool = True

    @property
    def full_label(self) -> str:
        """The label with its group: ``Đối thoại: số cuộc đối thoại định kỳ``."""
        return f"{self.group}: {lower_first(self.label)}"


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
