"""What frames every letter: the letterhead above, the title, Nơi nhận beside the signature below."""

from __future__ import annotations

from ooxml_blocks import Cell, each, paragraph, row, styled, table
from ooxml_styles import LEFT_COLUMN_MM, RIGHT_COLUMN_MM

_COLUMNS = (LEFT_COLUMN_MM, RIGHT_COLUMN_MM)
_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_SUBJECT = "{{ so_ket.dip }} thực hiện {{ so_ket.van_ban }} về “{{ so_ket.ten_van_ban }}”"
OPEN_DAY = "{{ co_quan.dia_danh }}, ngày      tháng      năm {{ ke_hoach.nam }}"
# A blank that is filled in by hand before the paper is signed.
OPEN_NUMBER = "Số      "


def letterhead(superior: str, body: str, number: str, place_and_day: str) -> str:
    """Return the letterhead: who issues on the left, the Party's title with its line on the right."""
    names = paragraph("CapTren", superior) + paragraph("CoQuan", body) + paragraph("DauSao", "*")
    first = row(_COLUMNS, [Cell(names), Cell(paragraph("TieuDeDang", _PARTY))])
    second = row(
        _COLUMNS,
        [Cell(paragraph("SoKyHieu", number)), Cell(paragraph("DiaDanhNgay", place_and_day))],
    )
    return table("KhongKe", _COLUMNS, [first, second])


def unit_letterhead(type_code: str) -> str:
    """Return the letterhead of a unit's own paper; ``type_code`` is BC or GM."""
    return letterhead(
        "{{ co_quan.dang_bo|hoa }}",
        "{{ don_vi.cap_uy|hoa }}",
        f"{OPEN_NUMBER}-{type_code}/{{{{ don_vi.ky_hieu }}}}",
        OPEN_DAY,
    )


def issuer_letterhead(number: str, place_and_day: str) -> str:
    """Return the letterhead of the body that issues the plan."""
    return letterhead("{{ co_quan.cap_tren|hoa }}", "{{ co_quan.cap_uy|hoa }}", number, place_and_day)


def title(kind: str, lead_in: str = "") -> str:
    """Return the type of document, its subject (``lead_in`` before it), and the five hyphens."""
    return paragraph("TenLoai", kind) + paragraph("TrichYeu", lead_in + _SUBJECT) + paragraph("GachNam", "-----")


def annex_title(kind: str) -> str:
    """Return the title of an annex to the plan, which says what it goes with [U]."""
    return (
        paragraph("TenLoai", kind)
        + paragraph("TrichYeu", _SUBJECT)
        + paragraph("KemTheo", "(Kèm theo {{ ke_hoach.vien_dan }})")
        + paragraph("GachNam", "-----")
    )


def addressed_to(label: str, name: str) -> str:
    """Return the line of Kính gửi or Kính mời: the label in italics, the name upright."""
    return paragraph("KinhGui", (f"{label}: ", "Nghieng"), name)


def signature_row(recipients: str, signatory: str) -> str:
    """Return Nơi nhận and the signature side by side, in a row that stays whole and with what follows."""
    left = paragraph("NoiNhan", "Nơi nhận:") + recipients
    return table("KhongKe", _COLUMNS, [row(_COLUMNS, [Cell(left), Cell(signatory)])])


def issuer_signature() -> str:
    """Return Nơi nhận and the signature of the body that issues the plan."""
    recipients = each("dong in noi_nhan", paragraph("NoiNhanDong", "- {{ dong.dong }}"))
    signatory = (
        paragraph("QuyenHan", "{{ nguoi_ky.quyen_han|hoa }}")
        + paragraph("ChucVu", "{{ nguoi_ky.chuc_vu|hoa }}")
        + paragraph("HoTen", "{{ nguoi_ky.ho_ten }}")
    )
    return signature_row(recipients, signatory)


def recipient_line(text: str, *, last: bool = False) -> str:
    """Return one line under Nơi nhận with the mark that the rule set puts behind it."""
    return paragraph("NoiNhanDong", f"- {text}{'.' if last else '{{ the_thuc.dau }}'}")


def closing() -> str:
    """Return the paragraph that Word wants behind a last table, one point high."""
    return styled("KhepPhan", "")
