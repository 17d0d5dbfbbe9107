"""What frames every letter: the letterhead above, the title, Nơi nhận beside the signature below."""

from __future__ import annotations

import re

from docx.document import Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from sokhet_docs.text import vietnamese
from tools.templates.elements import Words, add_paragraph, add_table, add_whole_row, each, when
from tools.templates.styles import LEFT_COLUMN, RIGHT_COLUMN

_NAME_WIDTH = 74  # mm: some air between the names and the Party's title
_TITLE_WIDTH = 150  # mm: of what stands under a title
_RECIPIENT_WIDTH = 74  # mm
REGISTER_NAMES = 100.0  # mm: the column of the names above a register
_TAG = re.compile(r"\{\{ (.+?) \}\}")
SUBJECT = "{{ so_ket.trich_yeu }}"
# A review of a document carries out a higher body's plan about the same; other plans name their own subject.
SAME_SUBJECT = "so_ket.can_cu and so_ket.van_ban and ' về ' not in so_ket.can_cu"
THROUGH = "{% if co_quan.dau_moi %} (qua {{ co_quan.dau_moi }}){% endif %}"
# What ends each item of a list that a loop makes.
LIST_MARK = "{% if loop.last %}.{% else %};{% endif %}"
# Blanks of a unit's own letter, filled in by hand before it is signed.
OPEN_DAY = "{{ don_vi.ngay_trong }}"
UNIT_CODE = "{{ don_vi.ky_hieu|de_trong('……') }}"
OPEN_NUMBER = f"Số{vietnamese.OPEN_NUMBER}"


def in_good_lines(text: str, width: float, options: str = "") -> str:
    """Return ``text`` with its tags as one tag, whose lines break by sense within ``width`` mm.

    ``options`` are those of the filter. A text without tags is returned as it is.
    """
    *pieces, last = _TAG.split(text)
    if not pieces:
        return text
    words = [piece if at % 2 else f"'{piece}'" for at, piece in enumerate([*pieces, last]) if piece]
    joined = f"({' ~ '.join(words)})" if len(words) > 1 else words[0]
    return f"{{{{ {joined}|can_dong({width}{options}) }}}}"


def letter_subject(text: str) -> str:
    """Return the tag of an official letter's subject, a Jinja expression, which stands under its number.

    Its letters are smaller than those that the lines are measured for: 12 pt of 14.
    """
    return f"{{{{ ({text})|can_dong({_NAME_WIDTH * 14 // 12}) }}}}"


def add_unit_letterhead(document: Document, type_code: str) -> None:
    """Add the letterhead of a unit's own letter; ``type_code`` is BC or GM."""
    left, right = _add_letterhead(document, "co_quan.dang_bo", "don_vi.cap_uy_tung_dong")
    add_paragraph(left, "Số và ký hiệu", f"{OPEN_NUMBER}-{type_code}/{UNIT_CODE}")
    add_paragraph(right, "Địa danh – ngày tháng", OPEN_DAY)


def add_issuer_letterhead(
    document: Document, number: str, place_and_day: str, *, gap: float = 0, subject: str = ""
) -> None:
    """Add the letterhead of the body that issues the plan.

    ``gap`` in mm is left between its columns on a landscape page; ``subject`` is an official letter's, which
    stands under its number.
    """
    left, right = _add_letterhead(document, "co_quan.cap_tren", "co_quan.cap_uy", gap)
    add_paragraph(left, "Số và ký hiệu", number)
    if subject:
        add_paragraph(left, "Trích yếu công văn", subject)
    add_paragraph(right, "Địa danh – ngày tháng", place_and_day)


def add_register_names(document: Document) -> None:
    """Add the names of the body that keeps a register, on the left of a landscape page."""
    table = add_table(document, "Bảng không kẻ", (REGISTER_NAMES,))
    (cell,) = add_whole_row(table).cells
    cell._tc.clear_content()
    _add_names(cell, "co_quan.cap_tren", "co_quan.cap_uy")


def add_holder_letterhead(document: Document, number: str, place_and_day: str) -> None:
    """Add the letterhead of who holds a conference: a unit, or the body that issues the plan."""
    left, right = _add_letterhead(document, "to_chuc.cap_tren", "to_chuc.cap_uy")
    add_paragraph(left, "Số và ký hiệu", number)
    add_paragraph(right, "Địa danh – ngày tháng", place_and_day)


def _add_letterhead(document: Document, superior: str, issuer: str, gap: float = 0) -> tuple[_Cell, _Cell]:
    """Add the names, of these fields, and the Party's title.

    Return the cells below, for the number and for place and date.
    """
    table = _add_two_columns(document, gap)
    left, right = _add_pair(table)
    _add_names(left, superior, issuer)
    add_paragraph(right, "Tiêu đề Đảng", "ĐẢNG CỘNG SẢN VIỆT NAM")
    return _add_pair(table)


def _add_names(cell: _Cell, superior: str, issuer: str) -> None:
    add_paragraph(cell, "Cấp trên", f"{{{{ {superior}|can_dong({_NAME_WIDTH}, hoa=true) }}}}")
    add_paragraph(cell, "Cơ quan ban hành", f"{{{{ {issuer}|can_dong({_NAME_WIDTH}, hoa=true, dam=true) }}}}")
    add_paragraph(cell, "Dấu sao", "*")


def _add_two_columns(document: Document, gap: float) -> Table:
    widths = (LEFT_COLUMN, gap, RIGHT_COLUMN) if gap else (LEFT_COLUMN, RIGHT_COLUMN)
    return add_table(document, "Bảng không kẻ", widths)


def _add_pair(table: Table) -> tuple[_Cell, _Cell]:
    """Add a row and return its outer cells, empty: each must get a paragraph."""
    left, *gap, right = add_whole_row(table).cells
    for cell in gap:
        cell.paragraphs[0].style = "Chức vụ"
    for cell in (left, right):
        cell._tc.clear_content()
    return left, right


def add_title(
    document: Document,
    kind: str,
    subject: str = SUBJECT,
    *,
    goes_with: str = "",
    style: str = "Tên loại văn bản",
) -> None:
    """Add the type of document, its subject, what an annex goes with [U], and the five hyphens."""
    add_paragraph(document, style, kind)
    add_paragraph(document, "Trích yếu", in_good_lines(subject, _TITLE_WIDTH, ", dam=true"))
    if goes_with:
        add_note_under_title(document, f"({goes_with})")
    add_paragraph(document, "Năm gạch nối", "-----")


def add_note_under_title(document: Document, text: str) -> None:
    """Add a line that says what a document goes with, or what it was made of."""
    add_paragraph(document, "Kèm theo", in_good_lines(text, _TITLE_WIDTH))


def add_addressee(document: Document, label: str, name: str, style: str = "Kính gửi") -> None:
    """Add the line of Kính gửi or Kính mời: the label in italics, the name upright."""
    add_paragraph(document, style, (f"{label}: ", "Nghiêng"), name)


def add_text(document: Document, *content: Words) -> Paragraph:
    """Add a paragraph of the letter's text."""
    return add_paragraph(document, "Nội dung", *content)


def add_point(document: Document, label: str, *text: Words) -> None:
    """Add a point of the text: a hyphen, its label in bold, what it says."""
    add_text(document, "- ", (label, "Đậm"), *text)


def add_duties(document: Document) -> None:
    """Add what a unit has to do and by when, a point each: its conference, its report; whom it may ask."""
    with when(document, "hoi_nghi.co"):
        add_point(
            document,
            "Hội nghị {{ so_ket.viec }}: ",
            "{{ don_vi.cap_uy }} tổ chức hội nghị{% if han.hoi_nghi %}, hoàn thành {% endif %}",
            ("{% if han.hoi_nghi %}trước ngày {{ han.hoi_nghi|ngay }}{% endif %}", "Đậm"),
            " (mẫu giấy mời{% if hoi_nghi.thanh_phan %} và thành phần dự{% endif %} gửi kèm).",
        )
    add_point(
        document,
        "Báo cáo: ",
        f"gửi {{{{ co_quan.ten_gon }}}}{THROUGH} ",
        ("trước ngày {{ han.bao_cao|ngay }}", "Đậm"),
        ", gồm bản giấy có chữ ký, đóng dấu và tệp Word.",
    )
    with when(document, "co_quan.lien_he"):
        add_point(document, "Liên hệ: ", "{{ co_quan.lien_he }}.")


def add_last_text(document: Document, text: str) -> None:
    """Add the text's last paragraph, which stays on one page with the signature."""
    add_paragraph(document, "Nội dung – đoạn cuối", text)


def add_unit_signature(document: Document, *recipients: str) -> None:
    """Add Nơi nhận and who signs for a unit, with dotted places for the position and the name."""
    left, right = _add_signature_row(document)
    _add_recipients(left, recipients)
    _add_signatory(right, "{{ don_vi.quyen_han|hoa|de_trong('……………………………') }}", "……………………………", "……………………………")


def add_holder_signature(document: Document, *recipients: str) -> None:
    """Add Nơi nhận and who signs for the holder of a conference."""
    left, right = _add_signature_row(document)
    _add_recipients(left, recipients)
    _add_signatory(
        right, *(f"{{{{ to_chuc.{each} }}}}" for each in ("quyen_han|hoa", "chuc_vu|hoa", "ho_ten"))
    )


def add_list_maker(document: Document) -> None:
    """Add who drew up a list, on the right."""
    left, right = _add_pair(_add_two_columns(document, 0))
    add_paragraph(left, "Chức vụ", "")
    _add_signatory(right, "NGƯỜI LẬP", "(ký, ghi rõ họ tên)", "")


def add_issuer_signature(document: Document, *recipients: str, mark: str = "{{ the_thuc.dau }}") -> None:
    """Add Nơi nhận and who signs for the body that issues the plan; by default the plan's own recipients."""
    label = "Nơi nhận:" if recipients else "{% if noi_nhan %}Nơi nhận:{% endif %}"
    left, right = _add_signature_row(document, label)
    if recipients:
        _add_recipients(left, recipients, mark)
    else:
        with each(left, "dong in noi_nhan"):
            _add_recipient(left, "{{ dong.dong }}")
    _add_issuer_signatory(right)


def add_list_signature(document: Document, gap: float) -> None:
    """Add the signatures under a landscape list: who drew it up on the left, who signs on the right."""
    left, right = _add_pair(_add_two_columns(document, gap))
    _add_signatory(left, "NGƯỜI LẬP", "(ký, ghi rõ họ tên)", "")
    _add_issuer_signatory(right)


def add_maker_signature(document: Document) -> None:
    """Add who drew a table up, on the right."""
    left, right = _add_pair(_add_two_columns(document, 0))
    add_paragraph(left, "Chức vụ", "")
    _add_signatory(right, "NGƯỜI LẬP", "(ký, ghi rõ họ tên)", "")


def _add_signature_row(document: Document, label: str = "Nơi nhận:") -> tuple[_Cell, _Cell]:
    """Add the row of Nơi nhận and the signature, which stays whole and with what follows."""
    recipients, signatory = _add_pair(_add_two_columns(document, 0))
    add_paragraph(recipients, "Nơi nhận", label)
    return recipients, signatory


def _add_recipients(cell: _Cell, names: tuple[str, ...], mark: str = "{{ the_thuc.dau }}") -> None:
    """Add the lines under Nơi nhận, each with the ``mark`` of the rule set behind it, the last with a dot."""
    for name in names[:-1]:
        _add_recipient(cell, f"{name}{mark}")
    _add_recipient(cell, f"{names[-1]}.")


def _add_recipient(cell: _Cell, line: str) -> None:
    add_paragraph(cell, "Nơi nhận – dòng", f"- {in_good_lines(line, _RECIPIENT_WIDTH, ', co=12')}")


def _add_issuer_signatory(cell: _Cell) -> None:
    position = "{{ nguoi_ky.chuc_vu|hoa }}"
    _add_signatory(cell, "{{ nguoi_ky.quyen_han|hoa }}", position, "{{ nguoi_ky.ho_ten }}")


def _add_signatory(cell: _Cell, authority: str, position: str, name: str) -> None:
    add_paragraph(cell, "Quyền hạn", authority)
    add_paragraph(cell, "Chức vụ", position)
    add_paragraph(cell, "Họ tên", name)


def add_closing_paragraph(document: Document) -> Paragraph:
    """Add the paragraph that Word wants behind a last table, one point high."""
    return add_paragraph(document, "Khép phần")
