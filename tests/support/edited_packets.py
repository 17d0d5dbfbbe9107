"""Packets as one unit sends them and as a neighbour changes them: each place that says whose a report is.

A `Packet` is edited in the report alone; what else is in it (the outline, an invitation) stays as it was.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from sokhet_docs.plan import Unit
from tests.support.archives import read_parts, zipped
from tests.support.docx_builder import W
from tests.support.word_forms import BODY, control, type_into, words_of

HEADER = "word/header2.xml"
SHORT_FORMS = (
    ("Nông nghiệp và Phát triển nông thôn", "NN&PTNT"), ("Lao động - Thương binh và Xã hội", "LĐ-TB&XH"),
    ("Văn hóa, Thể thao và Du lịch", "VH,TT&DL"), ("Thông tin và Truyền thông", "TT&TT"),
    ("Kế hoạch và Đầu tư", "KH&ĐT"), ("Tài nguyên và Môi trường", "TN&MT"),
    ("Khoa học và Công nghệ", "KH&CN"), ("Khoa học và Kỹ thuật", "KHKT"), ("Giáo dục và Đào tạo", "GD&ĐT"),
    ("Phát thanh và Truyền hình", "PT-TH"), ("Giao thông vận tải", "GTVT"),
    ("Trách nhiệm hữu hạn một thành viên", "TNHH MTV"), ("Công ty", "Cty"), ("Cổ phần", "CP"),
    ("Ủy ban nhân dân", "UBND"), ("Tòa án nhân dân", "TAND"), ("Viện Kiểm sát nhân dân", "VKSND"),
    ("Quản lý thị trường", "QLTT"), ("Thi hành án dân sự", "THADS"), ("Bảo hiểm xã hội", "BHXH"),
    ("Ngân hàng Nhà nước", "NHNN"), ("Ngân hàng Chính sách xã hội", "NHCSXH"),
    ("Ban Quản lý Khu kinh tế", "BQL KKT"), ("Bệnh viện Đa khoa", "BVĐK"), ("Đại học", "ĐH"),
    ("Cao đẳng", "CĐ"), ("Đại biểu Quốc hội và Hội đồng nhân dân", "ĐBQH&HĐND"),
    ("Mặt trận Tổ quốc Việt Nam", "MTTQVN"), ("Liên đoàn Lao động", "LĐLĐ"), ("Liên hiệp Phụ nữ", "LHPN"),
    ("Cựu chiến binh", "CCB"), ("Hợp tác xã", "HTX"), ("Chữ thập đỏ", "CTĐ"), ("Văn phòng", "VP"),
    ("Văn học nghệ thuật", "VHNT"), ("Khí tượng Thủy văn", "KTTV"), ("Kho bạc Nhà nước", "KBNN"),
    ("Kỹ thuật", "KT"), ("Đầu tư phát triển", "ĐTPT"), ("Xổ số kiến thiết", "XSKT"),
)  # fmt: skip
UNLISTED = (
    "Sở Dân tộc và Tôn giáo", "Sở Quy hoạch - Kiến trúc", "Công ty Cổ phần Khoáng sản và Thương mại Hà Tĩnh",
    "Trường THPT Phan Đình Phùng", "Cục Dự trữ Nhà nước", "Hội Người cao tuổi tỉnh", "Công an tỉnh",
    "Bệnh viện Y học cổ truyền tỉnh", "Đoàn Luật sư tỉnh", "Chi cục Kiểm lâm", "Sở Du lịch",
    "Trung tâm Kiểm soát bệnh tật tỉnh", "Công ty TNHH MTV Thủy lợi Nam Hà Tĩnh", "Hội Khuyến học tỉnh",
    "Ngân hàng TMCP Công thương", "Trường Cao đẳng Nghề Việt - Đức Nghệ An", "Sở KH&CN Nghệ An",
)  # fmt: skip
_SPLIT = re.compile(r"(?<=\S) (?=\S)")


def short_form(name: str) -> str:
    """Return ``name`` as offices abbreviate it."""
    for long, short in SHORT_FORMS:
        name = name.replace(long, short)
    return name


class Packet:
    """One packet: the XML of its body, to be edited, and its other parts."""

    def __init__(self, docx_bytes: bytes) -> None:
        self._parts = read_parts(docx_bytes)
        self._root = etree.fromstring(self._parts[BODY])

    def docx(self) -> bytes:
        """Return the packet as it is by now."""
        xml = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return zipped(self._parts | {BODY: xml})

    def answer(self, answers: Mapping[str, str]) -> None:
        """Type ``answers`` into the fields, by their tags."""
        for tag, text in answers.items():
            type_into(control(self._root, tag), text)

    def set_letterhead(self, *lines: str) -> None:
        """Write ``lines`` in place of the issuing body's line."""
        first = self._letterhead()[1]
        _write(first, lines[0])
        for line in reversed(lines[1:]):
            _write(_copy_behind(first), line)

    def set_superior(self, text: str) -> None:
        """Write ``text`` in place of the superior's line."""
        _write(self._letterhead()[0], text)

    def set_number(self, text: str) -> None:
        """Write ``text`` in place of the number."""
        _write(self._report_line(re.compile(r"^Số\s")), text)

    def set_addressee(self, name: str) -> None:
        """Write ``name`` behind Kính gửi."""
        _write(self._report_line(re.compile(r"^Kính gửi")), f"Kính gửi: {name}")

    def set_signature(self, *lines: str) -> None:
        """Write ``lines`` in place of who is signed for, the position and the name."""
        first = self._report_line(re.compile(r"^T/M "))
        for line in lines:
            _write(first, line)
            following = first.getnext()
            if following is None:
                break
            first = following

    def set_kept(self, text: str) -> None:
        """Write ``text`` in place of the line “Lưu …”."""
        _write(self._report_line(re.compile(r"^- Lưu ")), text)

    def set_header(self, text: str, font: str = "") -> None:
        """Write ``text`` into the header of the first page, in ``font`` if there is one."""
        root = etree.fromstring(self._parts[HEADER])
        paragraph = next(root.iter(f"{W}p"))
        run = etree.SubElement(paragraph, f"{W}r")
        if font:
            etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}rFonts", {f"{W}ascii": font})
        etree.SubElement(run, f"{W}t").text = text
        self._parts[HEADER] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def replace_names(self, old: str, new: str) -> None:
        """Write ``new`` for ``old`` in the report's text: who reports, who keeps a copy, the annex."""
        for paragraph in self._report():
            text = words_of(paragraph)
            if old in text and not list(paragraph.iter(f"{W}sdt")):
                _write(paragraph, text.replace(old, new))

    def _report(self) -> list[etree._Element]:
        paragraphs = list(self._root.iter(f"{W}p"))
        title = max(at for at, one in enumerate(paragraphs) if words_of(one) == "BÁO CÁO")
        table = max(at for at in range(title) if words_of(paragraphs[at]).startswith("ĐẢNG CỘNG SẢN"))
        return paragraphs[table - 3 :]

    def _letterhead(self) -> list[etree._Element]:
        return self._report()[:2]

    def _report_line(self, pattern: re.Pattern[str]) -> etree._Element:
        return next(one for one in self._report() if pattern.match(words_of(one)))


def _write(paragraph: etree._Element, text: str) -> None:
    texts = list(paragraph.iter(f"{W}t"))
    for one in texts:
        one.text = ""
    texts[0].text = text


def _copy_behind(paragraph: etree._Element) -> etree._Element:
    copied = etree.fromstring(etree.tostring(paragraph))
    paragraph.addnext(copied)
    return copied


def committees_of(unit: Unit) -> tuple[str, ...]:
    """Return what the committee of a unit may be called before its name, each with a space behind; or ""."""
    if unit.name.startswith("Đảng bộ"):
        return "Đảng ủy ", "Đảng bộ ", "BCH Đảng bộ "
    return ("Chi bộ ", "Chi ủy ", "BCH Chi bộ ") if unit.name.startswith("Chi bộ") else ("",)


def spellings(name: str) -> Iterator[str]:
    """Yield ``name`` in ways that people write it: in full, abbreviated, with “&”, in any case."""
    short = short_form(name)
    yield from dict.fromkeys(
        (name, name.upper(), short, short.upper(), name.replace(" và ", " & "), name.title())
    )


def broken(name: str, rng: random.Random) -> tuple[str, ...]:
    """Return ``name`` on two lines."""
    places = [match.start() for match in _SPLIT.finditer(name)]
    at = rng.choice(places[1:] or places)
    return name[:at], name[at + 1 :]
