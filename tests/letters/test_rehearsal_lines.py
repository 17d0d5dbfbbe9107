# ruff: noqa: E501  (XML stays on one line)
"""What a rehearsal tells of single lines: letterheads and titles not broken by sense, cut, or without air; and
headings and sentences that a page leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from sokhet_docs.letters.rehearsal.drafts import rehearse
from tests.letters.test_rehearsal import EXACT, PAGE_BREAK, body, lines, make_job, run
from tests.support.docx_builder import PLAIN_STYLES, docx, p, r
from tests.support.environment import ROOT, require
from tests.support.workbook_builder import make_workbook

pytestmark = pytest.mark.slow

BOLD, CENTRED = "<w:b/>", '<w:jc w:val="center"/>'
LINE_BREAK = "<w:r><w:br/></w:r>"
PARTY = p(r("ĐẢNG CỘNG SẢN VIỆT NAM", BOLD), properties=CENTRED)
BREAK = "Trong mẫu, bấm Shift+Enter ở chỗ cần xuống dòng; nếu là thẻ thì dùng |can_dong."
IN_CELL = "Bấm Alt+Enter ở chỗ cần xuống dòng, trong ô “{}” của trang “Kế hoạch”."
NO_MARGINS = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'


def centred(*runs: str) -> str:
    return p(*(run if run.startswith("<w:") else r(run, BOLD) for run in runs), properties=CENTRED)


def letterhead(
    *names: str, width: int = 4500, margins: str = "", height: str = "", right: str = PARTY
) -> str:
    """Return a table with ``names`` (paragraphs) on the left, in ``width`` twips, and the title on the right."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
        for wide, content in ((width, "".join(names)), (9355 - width, right))
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="9355" w:type="dxa"/><w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/><w:gridCol w:w="{9355 - width}"/></w:tblGrid>'
        f"<w:tr><w:trPr>{height}</w:trPr>{cells}</w:tr></w:tbl>"
    )


def faults_of(folder: Path, **templates: bytes) -> list[str]:
    """Return what a rehearsal tells of ``templates`` (title → .docx) for Đảng bộ A and Chi bộ B."""
    require("soffice")
    workbook, place = make_job(folder, **templates)
    return [str(fault) for fault in rehearse(workbook, place, folder / "output").layout_faults]


def test_a_letterhead_that_is_not_broken_by_sense_is_told_once_as_printed(tmp_path: Path) -> None:
    text = p("Gửi {{ don_vi.ten }}")
    heads = {
        "le": (centred("ĐẢNG ỦY TÒA ÁN NHÂN DÂN TỈNH"),),
        "va": (centred("ĐẢNG ỦY TRƯỜNG ĐẠI HỌC VÀ CAO ĐẲNG NGHỀ"),),
        "chu": (p("Đảng bộ tỉnh", properties=CENTRED), centred("ĐẢNG ỦY SỞ TÀI NGUYÊN MÔI TRƯỜNG TỈNH NHÀ")),
        "ten": (centred("CÔNG TY CỔ PHẦN DƯỢC HÀ TĨNH MỘT THÀNH VIÊN"),),
        "dung": (centred("ĐẢNG ỦY CÁC CƠ QUAN VÀ DOANH NGHIỆP TỈNH"),),
        "o": (centred(r("ĐẢNG ỦY TÒA ÁN NHÂN DÂN", BOLD), LINE_BREAK, r("TỈNH", BOLD)),),
    }
    widths = {"va": 4700, "chu": 4700, "dung": 3900}
    found = faults_of(tmp_path, **{
        name: docx(letterhead(*names, width=widths.get(name, 4500)), text) for name, names in heads.items()
    })  # fmt: skip
    head = "Đầu văn bản,"
    assert found == [
        f"001-dang-bo-a.docx, Văn bản {place}: {head} {reason}. {BREAK}"
        for place, reason in (
            ("le, trang 1", "chữ “TỈNH” đứng một mình ở dòng cuối: “ĐẢNG ỦY TÒA ÁN NHÂN DÂN / TỈNH”"),
            ("va, trang 2", "có dòng kết thúc bằng “VÀ”: “ĐẢNG ỦY TRƯỜNG ĐẠI HỌC VÀ / CAO ĐẲNG NGHỀ”"),
            ("chu, trang 3", "chữ “MÔI TRƯỜNG” bị cắt làm hai dòng: “ĐẢNG ỦY SỞ TÀI NGUYÊN MÔI / TRƯỜNG TỈNH NHÀ”"),
            ("ten, trang 4", "tên “HÀ TĨNH” bị cắt làm hai dòng: “CÔNG TY CỔ PHẦN DƯỢC HÀ / TĨNH MỘT THÀNH VIÊN”"),
        )
    ]  # fmt: skip


def test_what_to_do_is_told_by_where_the_words_come_from(tmp_path: Path) -> None:
    """A line break in the workbook's own cell wins."""
    require("soffice")
    head = letterhead(centred("{{ co_quan.cap_uy|hoa }}"), centred("{{ don_vi.cap_uy|hoa }}"), width=2450)
    workbook, templates = make_job(tmp_path, mau=docx(head, p("{{ don_vi.ten }}")))

    def told() -> list[str]:
        return [str(fault) for fault in rehearse(workbook, templates, tmp_path / "output").layout_faults]

    lone = "Văn bản mau, trang 1: Đầu văn bản, chữ “{}” đứng một mình ở dòng cuối"
    in_cell = IN_CELL.format("Cấp ủy ban hành")
    assert told() == [f"001-dang-bo-a.docx, {lone.format('X')}: “ĐẢNG ỦY KHỐI / X”. {in_cell}"]
    make_workbook(
        workbook,
        units="Tên tổ chức đảng | Hình thức sơ kết\nĐảng bộ Y tế Nhà | Báo cáo",
        documents="Mẫu | Tên | Gửi cho\nmau.docx | Văn bản mau | Tất cả",
        edit=lambda book: with_line_break(book, "Đảng ủy\nKhối X"),
    )
    of_unit = (
        "Bấm Alt+Enter ở chỗ cần xuống dòng, trong ô “Cấp ủy” của trang “Đơn vị”; "
        "mẫu phải dùng thẻ {{ don_vi.cap_uy_tung_dong }}."
    )
    shown = "“ĐẢNG ỦY Y TẾ / NHÀ”"
    assert told() == [f"001-dang-bo-y-te-nha.docx, {lone.format('NHÀ')}: {shown}. {of_unit}"]


def with_line_break(book: Workbook, committee: str) -> None:
    """Write the plan's ``committee``, which has a line break, into its cell."""
    row = next(row for row in book["Kế hoạch"].iter_rows() if row[0].value == "Cấp ủy ban hành")
    row[1].value = committee


def test_a_title_and_its_subject_are_told_and_a_text_is_not(tmp_path: Path) -> None:
    subject = "sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU về quy chế dân chủ ở các cơ sở"
    before, last = subject.rsplit(" ", 1)
    dashes, text = p("-----", properties=CENTRED), p(r(subject, BOLD))
    own_break = centred(r(before, BOLD), LINE_BREAK, r(last, BOLD))
    found = faults_of(
        tmp_path,
        mot=docx(centred("KẾ HOẠCH"), centred(subject), dashes, centred(subject), p("{{ don_vi.ten }}")),
        hai=docx(text, centred("BÁO CÁO"), own_break, centred("(Kèm theo Kế hoạch)"), p("{{ don_vi.ten }}")),
    )
    told = f"Tên loại, trích yếu, chữ “cơ sở” bị cắt làm hai dòng: “{before} / {last}”. {BREAK}"
    assert found == [f"001-dang-bo-a.docx, Văn bản mot, trang 1: {told}"]


def test_a_name_cut_in_its_narrow_cell_is_told(tmp_path: Path) -> None:
    signature = letterhead(p("Nơi nhận"), width=7300, right=p("Nguyễn Trọng Vân"))
    found = faults_of(tmp_path, mau=docx(p("{{ don_vi.ten }}"), signature))
    told = f"Chữ ký, tên “Nguyễn Trọng Vân” bị cắt làm hai dòng: “Nguyễn Trọng / Vân”. {IN_CELL.format('Họ tên người ký')}"
    assert found == [f"001-dang-bo-a.docx, Văn bản mau, trang 1: {told}"]


def test_a_letterhead_cut_by_a_low_row_or_without_air_is_told(tmp_path: Path) -> None:
    low = '<w:trHeight w:val="560" w:hRule="exact"/>'
    superior = p("ĐẢNG BỘ TỈNH HÀ TĨNH", properties=CENTRED)
    name = "ĐẢNG ỦY TÒA ÁN NHÂN DÂN VÀ VIỆN KIỂM SÁT NHÂN DÂN"
    found = faults_of(
        tmp_path,
        thap=docx(letterhead(superior, centred(name), height=low), p("{{ don_vi.ten }}")),
        mat=docx(letterhead(superior, superior, centred(name), height=low), p("{{ don_vi.ten }}")),
        sat=docx(letterhead(centred("BAN CHỈ ĐẠO CÁC CƠ QUAN TỈNH TA"), width=5300, margins=NO_MARGINS), p("{{ don_vi.ten }}")),
        thoang=docx(letterhead(centred("BAN CHỈ ĐẠO"), width=5300, margins=NO_MARGINS), p("{{ don_vi.ten }}")),
    )  # fmt: skip
    height = "Trong mẫu, bấm vào hàng bảng này, mở Table Properties, Row: đổi “Exactly” thành “At least”."
    widen = "Trong mẫu, thu hẹp cột bên trái, hoặc ngắt tên cơ quan làm nhiều dòng hơn."
    assert found == [
        f"001-dang-bo-a.docx, Văn bản thap, trang 1: Hàng bảng quá thấp, “{name}” bị cắt, thiếu “VÀ VIỆN KIỂM SÁT NHÂN DÂN”. {height}",
        f"001-dang-bo-a.docx, Văn bản mat, trang 2: Hàng bảng quá thấp, “{name}” không in ra. {height}",
        f"001-dang-bo-a.docx, Văn bản sat, trang 3: Hai cột đầu văn bản sát nhau: “BAN CHỈ ĐẠO CÁC CƠ QUAN TỈNH TA” và “ĐẢNG CỘNG SẢN VIỆT NAM”. {widen}",
    ]


HEADING_STYLE = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Muc"><w:name w:val="Mục"/><w:pPr>'
    f'{EXACT}<w:outlineLvl w:val="1"/></w:pPr></w:style>'
)


def test_a_heading_alone_at_the_foot_of_a_page_is_told(tmp_path: Path) -> None:
    bold = p(r("2. Kết quả", BOLD), properties=EXACT)
    styled = p("3. Kiến nghị", properties='<w:pStyle w:val="Muc"/>')
    after = lines("Đã làm.", "Đang làm.", "Sẽ làm.")
    found = faults_of(
        tmp_path,
        dam=docx(body(35), bold, after),
        kieu=docx(body(35), styled, after, styles=PLAIN_STYLES + HEADING_STYLE),
        giua=docx(body(34), bold, after),
        ngat=docx(body(34), bold, p(PAGE_BREAK, properties=EXACT), after),
        thuong=docx(body(35), lines("2. Kết quả"), after),
    )
    keep = "Trong mẫu, chọn đề mục ấy, mở Paragraph, Line and Page Breaks, đánh dấu “Keep with next”."
    assert found == [
        f"001-dang-bo-a.docx, Văn bản {place}: Đề mục “{heading}” đứng một mình cuối trang, nội dung sang trang sau. {keep}"
        for place, heading in (("dam, trang 1", "2. Kết quả"), ("kieu, trang 3", "3. Kiến nghị"))
    ]  # fmt: skip


def test_a_page_with_one_sentence_is_told(tmp_path: Path) -> None:
    closing = f"Trên đây là báo cáo {'sơ kết năm năm thực hiện nghị quyết ' * 3}của đảng ủy."
    found = faults_of(
        tmp_path,
        cau=docx(body(36), p(closing, properties=EXACT)),
        hai=docx(body(36), p(closing, properties=EXACT), p("Đã ký.", properties=EXACT)),
        lien=docx(lines("{{ don_vi.ten }}"), p("Một đoạn dài. " * 400, properties=EXACT)),
        dau=docx(p("{{ don_vi.ten }}")),
    )
    shown = "Trên đây là báo cáo sơ kết năm năm thực hiện nghị quyết sơ …"
    shorten = (
        "rút bớt chữ hoặc giãn cách cho gọn vào trang trước, hoặc đánh dấu “Keep with next” ở đoạn trước đó."
    )
    told = f"Cả trang chỉ có một câu: “{shown}”. Trong mẫu, {shorten}"
    assert found == [f"001-dang-bo-a.docx, Văn bản cau, trang 2: {told}"]


@pytest.mark.parametrize("kit", ["tong-ket", "kiem-tra", "so-lieu"])
def test_no_kit_has_a_fault(kit: str, tmp_path: Path) -> None:
    require("soffice")
    assert run("init", "--kit", kit, str(tmp_path)).exit_code == 0
    rehearsal = rehearse(tmp_path / "data/units.xlsx", tmp_path / "templates", tmp_path / "output")
    assert rehearsal.is_checked
    assert rehearsal.layout_faults == ()
    assert (ROOT / "data/kits" / kit).is_dir()
