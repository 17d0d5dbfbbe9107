"""Returns by the right unit, in the ways that offices write, and by a neighbour who took its packet.

Each is drawn by a seeded generator: which place is changed, who is named there, and how that is written.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from sokhet_docs.plan import Plan, Unit
from sokhet_docs.text.vietnamese import without_marks
from tests.support.edited_packets import UNLISTED, Packet, broken, committees_of, spellings

ANSWER = "Đã phối hợp với Sở Tài chính, Đảng ủy Sở Tư pháp, Chi bộ Thư viện tỉnh và Công ty ABC."


@dataclass(frozen=True)
class Draft:
    """A return as it comes in: the name of its file, its bytes, where it lies, who sent it (""; no mail)."""

    how: str
    name: str
    docx: bytes
    folder: str = ""
    sender: str = ""

    def mail(self) -> bytes:
        """Return the mail that brings it."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self.sender, "khoi@example.vn", "Báo cáo"
        mail["Date"] = "Mon, 18 Apr 2022 08:00:00 +0700"
        mail.set_content("Kính gửi.")
        mail.add_attachment(
            self.docx, maintype="application", subtype="octet-stream", filename=f"{self.name}.docx"
        )
        return mail.as_bytes()


def _answer(packet: Packet, rng: random.Random) -> None:
    packet.answer({"muc_1_1": f"{ANSWER} {rng.random()}"})  # no two returns alike


def _respelt(packet: Packet, unit: Unit, rng: random.Random) -> None:
    packet.set_letterhead(
        f"{rng.choice(committees_of(unit))}{rng.choice([*spellings(unit.own_name)])}".upper()
    )


def _in_two_lines(packet: Packet, unit: Unit, rng: random.Random) -> None:
    packet.set_letterhead(*broken(f"{rng.choice(committees_of(unit))}{unit.own_name}".upper(), rng))


def _without_marks(packet: Packet, unit: Unit, rng: random.Random) -> None:
    packet.set_letterhead(without_marks(f"{rng.choice(committees_of(unit))}{unit.own_name}").upper())


def _with_a_part_below(packet: Packet, unit: Unit, rng: random.Random) -> None:
    below = ("CHI BỘ PHÒNG TỔ CHỨC - HÀNH CHÍNH", "CHI BỘ 1", "VĂN PHÒNG", "PHÒNG KẾ TOÁN", "BAN TUYÊN GIÁO")
    packet.set_letterhead(unit.committee.upper(), rng.choice(below))


def _another_superior(packet: Packet, unit: Unit, rng: random.Random) -> None:
    packet.set_superior(
        rng.choice((
            "ĐẢNG ỦY KHỐI CÁC CƠ QUAN VÀ DOANH NGHIỆP TỈNH", "ĐẢNG BỘ KHỐI CCQ & DN TỈNH HÀ TĨNH",
            "TỈNH ỦY HÀ TĨNH", "ĐẢNG BỘ TỈNH HÀ TĨNH", "ĐẢNG ỦY KHỐI CƠ QUAN VÀ DOANH NGHIỆP", "UBND TỈNH",
        ))
    )  # fmt: skip


def _signed(packet: Packet, unit: Unit, rng: random.Random) -> None:
    name = f"{rng.choice(committees_of(unit))}{rng.choice([*spellings(unit.own_name)])}".upper()
    packet.set_signature(
        *rng.choice((
            ("T/M ĐẢNG ỦY", "BÍ THƯ", "Trần Văn Hội"), ("TM. BAN CHẤP HÀNH", "PHÓ BÍ THƯ", "Lê Thị Đài"),
            (f"T/M {name}", "BÍ THƯ", "Nguyễn An"), ("T/M CHI ỦY", "BÍ THƯ KIÊM GIÁM ĐỐC", "Lê Ba"),
            ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC", "Nguyễn Xã"),
        ))
    )  # fmt: skip


def _numbered(packet: Packet, unit: Unit, rng: random.Random) -> None:
    packet.set_number(rng.choice(("Số 12-BC/ĐU", "Số: 45/BC-ĐUK", "Số 07-BC/CB", "Số 3 -BC/ĐU")))


def _kept(packet: Packet, unit: Unit, rng: random.Random) -> None:
    name = f"{rng.choice(committees_of(unit))}{rng.choice([*spellings(unit.own_name)])}"
    packet.set_kept(
        rng.choice(("- Lưu VT, P. TCHC.", "- Lưu: Văn phòng Đảng ủy.", f"- Lưu {name}.", "- Lưu VP."))
    )


def _with_a_header(packet: Packet, unit: Unit, rng: random.Random) -> None:
    packet.set_header(
        rng.choice(
            ("Báo cáo sơ kết Nghị quyết 02", unit.own_name, "Trang 2", "Văn phòng Đảng ủy", "Phòng Tổ chức")
        )
    )


HONEST: tuple[Callable[[Packet, Unit, random.Random], None], ...] = (
    _respelt, _in_two_lines, _without_marks, _with_a_part_below, _another_superior, _signed, _numbered, _kept,
    _with_a_header,
)  # fmt: skip
_NAMES = (
    "bao cao (2) final", "Bao cao so ket 5 nam NQ 02", "Báo cáo sơ kết của Đảng ủy", "scan 001",
    "so lieu chi bo nam 2022", "Bao cao Hoi nghi so ket", "Báo cáo chi bộ gửi Đảng ủy Khối",
    "Quy che dan chu",
)  # fmt: skip


def write_honestly(packet: Packet, unit: Unit, rng: random.Random) -> Draft:
    """Return what ``unit`` itself sends, some place of its report written otherwise than it was printed."""
    edit = rng.choice(HONEST)
    _answer(packet, rng)
    edit(packet, unit, rng)
    name = rng.choice((*_NAMES, f"BC {rng.choice([*spellings(unit.own_name)])}"))
    return Draft(
        f"honest {edit.__name__}", name, packet.docx(), sender=rng.choice(("", unit.email, "a@b.vn"))
    )


def _edit_letterhead(packet: Packet, unit: Unit, name: str) -> None:
    packet.set_letterhead(name.upper())


def _edit_broken_letterhead(packet: Packet, unit: Unit, name: str) -> None:
    packet.set_letterhead(*broken(name.upper(), random.Random(len(name))))


def _edit_signature(packet: Packet, unit: Unit, name: str) -> None:
    packet.set_signature(f"T/M {name.upper()}", "BÍ THƯ", "Nguyễn Văn Bình")


def _edit_both(packet: Packet, unit: Unit, name: str) -> None:
    _edit_letterhead(packet, unit, name)
    _edit_signature(packet, unit, name)


def _edit_addressee(packet: Packet, unit: Unit, name: str) -> None:
    packet.set_addressee(name)


def _edit_header(packet: Packet, unit: Unit, name: str) -> None:
    packet.set_header(name)


def _edit_kept(packet: Packet, unit: Unit, name: str) -> None:
    packet.set_kept(f"- Lưu {name}.")


def _edit_text(packet: Packet, unit: Unit, name: str) -> None:
    packet.replace_names(unit.committee, name)


def _edit_everything(packet: Packet, unit: Unit, name: str) -> None:
    for edit in (_edit_both, _edit_addressee, _edit_header, _edit_kept, _edit_text):
        edit(packet, unit, name)


NEIGHBOURLY: tuple[Callable[[Packet, Unit, str], None], ...] = (
    _edit_letterhead, _edit_broken_letterhead, _edit_signature, _edit_both, _edit_addressee, _edit_header,
    _edit_kept, _edit_text, _edit_everything,
)  # fmt: skip


def write_as_a_neighbour(packet: Packet, plan: Plan, unit: Unit, file_name: str, rng: random.Random) -> Draft:
    """Return the packet of ``unit`` as somebody else sends it, who shows in one place or in several."""
    other, name = _somebody_else(plan, unit, rng)
    _answer(packet, rng)
    draft = Draft("", file_name, b"", sender=unit.email)
    draft_of = _AROUND[rng.randrange(len(_AROUND))] if rng.random() < 0.3 else None
    if draft_of and (other or draft_of is not _sent_by):
        return draft_of(draft, packet, other, name)
    edit = rng.choice(NEIGHBOURLY)
    edit(packet, unit, name)
    return Draft(_how(edit, other), file_name, packet.docx(), sender=unit.email)


def _somebody_else(plan: Plan, unit: Unit, rng: random.Random) -> tuple[Unit | None, str]:
    if rng.random() < 0.4:
        return None, f"{rng.choice(('Đảng ủy', 'Chi bộ', 'Đảng bộ'))} {rng.choice(UNLISTED)}"
    other = rng.choice([one for one in plan.units if one is not unit])
    return other, f"{rng.choice(committees_of(other))}{rng.choice([*spellings(other.own_name)])}"


def _how(edit: Callable[..., object], other: Unit | None) -> str:
    return f"{edit.__name__} {'listed' if other else 'unlisted'}"


def _named(draft: Draft, packet: Packet, other: Unit | None, name: str) -> Draft:
    return Draft(_how(_named, other), f"Báo cáo {name}", packet.docx(), sender=draft.sender)


def _in_a_folder(draft: Draft, packet: Packet, other: Unit | None, name: str) -> Draft:
    return Draft(_how(_in_a_folder, other), draft.name, packet.docx(), folder=name)


def _sent_by(draft: Draft, packet: Packet, other: Unit | None, name: str) -> Draft:
    return Draft(_how(_sent_by, other), draft.name, packet.docx(), sender=other.email if other else "")


_AROUND = (_named, _in_a_folder, _sent_by)


def file_drafts(drafts: Sequence[Draft]) -> dict[str, bytes]:
    """Return ``drafts`` as files by their paths, the number of each before its name."""
    files = {}
    for number, draft in enumerate(drafts):
        folder = f"{draft.folder}/" if draft.folder else ""
        if draft.sender:
            files[f"{folder}{number}/thư.eml"] = draft.mail()
        else:
            files[f"{folder}{number}/{draft.name}.docx"] = draft.docx
    return files
