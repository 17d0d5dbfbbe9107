"""What frames every letter: the letterhead above, the title, Nơi nhận beside the signature below."""

from __future__ import annotations

from sokhet_docs.text import vietnamese
from tools.ooxml_blocks import Cell, each, paragraph, row, styled, table
from tools.ooxml_styles import LEFT_COLUMN_MM, RIGHT_COLUMN_MM

_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
SUBJECT = "{{ so_ket.dip }} thực hiện {{ so_ket.van_ban }} về “{{ so_ket.ten_van_ban }}”"
# The reviewed document by its number alone: “Nghị quyết số 02-NQ/TU”.
SHORT_DOCUMENT = "{{ so_ket.van_ban.split(',')[0] }}"
THROUGH = "{% if co_quan.dau_moi %} (qua {{ co_quan.dau_moi }}){% endif %}"
OPEN_DAY = f"{{{{ co_quan.dia_danh }}}}, {vietnamese.OPEN_DAY} {{{{ ke_hoach.nam }}}}"
# A blank that is filled in by hand before the paper is signed.
OPEN_NUMBER = f"Số{vietnamese.OPEN_NUMBER}"


def letterhead(
    superior: str, body: str, number: str, place_and_day: str, gap: float = 0, subject: str = ""
) -> str:
    """Return the letterhead: who issues on the left, the Party's title with its line on the right.

    ``gap`` in mm stands between the two on a page on its side; ``subject`` is an official letter's, which
    stands under its number.
    """
    names = paragraph("CapTren", superior) + paragraph("CoQuan", body) + paragraph("DauSao", "*")
    below = paragraph("TrichYeuCongVan", subject) if subject else ""
    return _side_by_side(
        (names, paragraph("TieuDeDang", _PARTY)),
        (paragraph("SoKyHieu", number) + below, paragraph("DiaDanhNgay", place_and_day)),
        gap=gap,
    )


def _side_by_side(*pairs: tuple[str, str], gap: float) -> str:
    columns = (LEFT_COLUMN_MM, gap, RIGHT_COLUMN_MM) if gap else (LEFT_COLUMN_MM, RIGHT_COLUMN_MM)
    between = [Cell(paragraph("ChucVu"))] if gap else []
    rows = [row(columns, [Cell(left), *between, Cell(right)]) for left, right in pairs]
    return table("KhongKe", columns, rows)


def unit_letterhead(type_code: str) -> str:
    """Return the letterhead of a unit's own paper; ``type_code`` is BC or GM."""
    return letterhead(
        "{{ co_quan.dang_bo|hoa }}",
        "{{ don_vi.cap_uy|hoa }}",
        f"{OPEN_NUMBER}-{type_code}/{{{{ don_vi.ky_hieu }}}}",
        OPEN_DAY,
    )


def issuer_letterhead(number: str, place_and_day: str, gap: float = 0, subject: str = "") -> str:
    """Return the letterhead of the body that issues the plan."""
    superior, body = "{{ co_quan.cap_tren|hoa }}", "{{ co_quan.cap_uy|hoa }}"
    return letterhead(superior, body, number, place_and_day, gap, subject)


def title(kind: str, subject: str = SUBJECT) -> str:
    """Return the type of document, its subject, and the five hyphens."""
    return paragraph("TenLoai", kind) + paragraph("TrichYeu", subject) + paragraph("GachNam", "-----")


def annex_title(kind: str) -> str:
    """Return the title of an annex to the plan, which says what it goes with [U]."""
    return (
        paragraph("TenLoai", kind)
        + paragraph("TrichYeu", SUBJECT)
        + paragraph("KemTheo", "(Kèm theo {{ ke_hoach.vien_dan }})")
        + paragraph("GachNam", "-----")
    )


def addressed_to(label: str, name: str, style: str = "KinhGui") -> str:
    """Return the line of Kính gửi or Kính mời: the label in italics, the name upright."""
    return paragraph(style, (f"{label}: ", "Nghieng"), name)


def signature_row(recipients: str, signatory: str) -> str:
    """Return Nơi nhận and the signature side by side, in a row that stays whole and with what follows."""
    return _side_by_side((paragraph("NoiNhan", "Nơi nhận:") + recipients, signatory), gap=0)


def issuer_signature() -> str:
    """Return Nơi nhận and the signature of the body that issues the plan."""
    recipients = each("dong in noi_nhan", paragraph("NoiNhanDong", "- {{ dong.dong }}"))
    return signature_row(recipients, issuer_signatory())


def list_signature(gap: float) -> str:
    """Return the signature under a list on its side: who drew it up on the left, who signs on the right."""
    drawn_up = (
        paragraph("QuyenHan", "NGƯỜI LẬP")
        + paragraph("ChucVu", "(ký, ghi rõ họ tên)")
        + paragraph("HoTen", "")
    )
    return _side_by_side((drawn_up, issuer_signatory()), gap=gap)


def issuer_signatory() -> str:
    """Return who signs for the body that issues the plan."""
    return (
        paragraph("QuyenHan", "{{ nguoi_ky.quyen_han|hoa }}")
        + paragraph("ChucVu", "{{ nguoi_ky.chuc_vu|hoa }}")
        + paragraph("HoTen", "{{ nguoi_ky.ho_ten }}")
    )


def unit_signatory() -> str:
    """Return who signs for a unit: its authority, and dotted places for the position and the name."""
    return (
        paragraph("QuyenHan", "{{ don_vi.quyen_han|hoa }}")
        + paragraph("ChucVu", "……………………………")
        + paragraph("HoTen", "……………………………")
    )


def recipient_line(text: str, *, last: bool = False) -> str:
    """Return one line under Nơi nhận with the mark that the rule set puts behind it."""
    return paragraph("NoiNhanDong", f"- {text}{'.' if last else '{{ the_thuc.dau }}'}")


def closing() -> str:
    """Return the paragraph that Word wants behind a last table, one point high."""
    return styled("KhepPhan", "")
