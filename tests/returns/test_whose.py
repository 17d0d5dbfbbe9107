"""Marks say which form was used, not who wrote: whose a return is, every sign of it held against them."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import docx
import pytest

from sokhet_docs import GenerateOptions, generate
from sokhet_docs.outbox import read_manifest
from sokhet_docs.plan import Plan
from sokhet_docs.returns import Return, collect, read_intake
from sokhet_docs.workbook import read_plan
from tests.support.edited_packets import Packet
from tests.support.environment import SAMPLE, TEMPLATES, require
from tests.support.libreoffice import convert
from tests.support.mails import mail_of
from tests.support.plans import a_plan, a_unit
from tests.support.word_forms import write_form
from tests.support.writers_of_returns import (
    NEIGHBOURLY,
    Draft,
    file_drafts,
    write_as_a_neighbour,
    write_honestly,
)

KHOI = "ĐẢNG BỘ KHỐI CÁC CƠ QUAN VÀ DOANH NGHIỆP TỈNH"
SETTLE = "Hãy mở tệp xem của ai rồi chỉ định bằng --assign."


@dataclass(frozen=True)
class Sent:
    """The sample as it was sent: its plan, every unit with an address, and the output folder."""

    plan: Plan
    output: Path

    def packet_of(self, code: str) -> tuple[str, Packet]:
        """Return the name of a unit's packet, without its ending, and the packet."""
        files = read_manifest(self.output).files.items()
        (name,) = (name for name, record in files if record.unit_code == code)
        return name.removesuffix(".docx"), Packet((self.output / name).read_bytes())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """The letters of all 66 units of the sample."""
    output = tmp_path_factory.mktemp("sent") / "output"
    generate(SAMPLE, TEMPLATES, output, GenerateOptions())
    plan = read_plan(SAMPLE)
    units = tuple(replace(unit, email=f"{unit.code.lower()}@hatinh.example") for unit in plan.units)
    return Sent(replace(plan, units=units), output)


@pytest.fixture
def sent(sample: Sent, tmp_path: Path) -> Sent:
    """The sample's letters in an output folder of the test's own."""
    return replace(sample, output=Path(shutil.copytree(sample.output, tmp_path / "output")))


def receive(sent: Sent, files: Mapping[str, bytes]) -> list[Return]:
    """Collect ``files`` (path → bytes) and return what was taken in."""
    inbox = sent.output.parent / "gửi về"
    for name, content in files.items():
        path = inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    collected = collect(sent.plan, sent.output, [inbox])
    assert collected.problems == ()
    return list(collected.added)


def returned(sent: Sent, code: str, edit: Callable[[Packet], None], path: str = "") -> Return:
    """Collect the packet of ``code``, filled in and edited, under ``path`` ("": its own name)."""
    name, packet = sent.packet_of(code)
    packet.answer({"muc_1_1": "Có."})
    edit(packet)
    (report,) = receive(sent, {path or f"{name}.docx": packet.docx()})
    return report


def nothing(_packet: Packet) -> None:
    """Leave the packet as it is."""


def judged(sent: Sent, drafts: Sequence[Draft]) -> list[tuple[Draft, Return]]:
    """Collect ``drafts`` and return each with what it was taken for."""
    taken = {report.sha256: report for report in receive(sent, file_drafts(drafts))}
    return [(draft, taken[sha256(draft.docx).hexdigest()]) for draft in drafts]


# The unit itself ------------------------------------------------------------------------------------------


def honest_drafts(sent: Sent, codes: Sequence[str], seed: int) -> list[Draft]:
    rng = random.Random(seed)
    units = {unit.code: unit for unit in sent.plan.units}
    return [write_honestly(sent.packet_of(code)[1], units[code], rng) for code in codes]


def check_honest(sent: Sent, codes: Sequence[str], seed: int) -> None:
    found = judged(sent, honest_drafts(sent, codes, seed))
    assert [
        (code, draft.how, report.problems)
        for code, (draft, report) in zip(codes, found, strict=True)
        if (report.unit_code, report.problems) != (code, ())
    ] == []


def test_what_a_unit_writes_otherwise_in_its_own_packet_is_its_own(sent: Sent) -> None:
    check_honest(sent, [unit.code for unit in sent.plan.units[::4]], seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_every_unit_is_credited_with_its_own_packet(sent: Sent, seed: int) -> None:
    check_honest(sent, [unit.code for unit in sent.plan.units], seed)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["odt", "doc", "rtf"])
def test_libreoffice_changes_nothing_about_whose_it_is(sent: Sent, tmp_path: Path, ending: str) -> None:
    require("soffice")
    (tmp_path / "docx").mkdir()
    (tmp_path / "converted").mkdir()
    mine, others = ("DB01", "DB20", "DB42", "CB19"), ("DB09", "DB41", "CB04", "CB22")
    sources = []
    for code in (*mine, *others):
        packet = sent.packet_of(code)[1]
        packet.answer({"muc_1_1": "Có."})
        if code in others:
            packet.set_letterhead("ĐẢNG ỦY SỞ TƯ PHÁP")
        sources.append(tmp_path / "docx" / f"{code}-bc.docx")
        sources[-1].write_bytes(packet.docx())
    files = {path.name: path.read_bytes() for path in convert(sources, tmp_path / "converted", ending)}

    found = {report.original: report.unit_code for report in receive(sent, files)}

    whose = {**{code: code for code in mine}, **dict.fromkeys(others)}
    assert found == {f"{code}-bc.{ending}": unit for code, unit in whose.items()}


@pytest.mark.parametrize(
    "lines",
    [
        ("ĐẢNG UỶ SỞ TÀI CHÍNH",), ("DANG UY SO TAI CHINH",), ("ĐẢNG ỦY SỞ TÀI CHINH",),
        ("ĐẢNG ỦY SỞ TÀI CHÍHN",), ("ĐẢNG ỦY SỞTÀI CHÍNH",), ("SỞ TÀI CHÍNH TỈNH HÀ TĨNH",), ("ĐU STC",),
        ("Đ.ỦY SỞ TÀI CHÍNH",), ("Đ.U SỞ TÀI CHÍNH",), ("Đ.Bộ Sở Tài chính",),
        ("BAN CHẤP HÀNH ĐẢNG BỘ SỞ TÀI CHÍNH KHÓA XX",), ("ĐẢNG ỦY CƠ SỞ SỞ TÀI CHÍNH",),
        ("ĐẢNG ỦY", "SỞ TÀI CHÍNH"), ("ĐẢNG ỦY SỞ TÀI CHÍNH", "CHI BỘ PHÒNG NGÂN SÁCH"),
        (f"{KHOI} - ĐẢNG ỦY SỞ TÀI CHÍNH",), ("ĐẢNG ỦY SỞ TÀI CHÍNH (dự thảo)",), ("ĐUSTC",),
        ("VP ĐẢNG ỦY SỞ TÀI CHÍNH",), ("Văn phòng Đảng ủy", "Sở Tài chính [Bản lần 2]"),
        ("ĐẢNG ỦY SỞ TÀI CHÍNH1",), ("ĐẢNG ỦY SỞ TÀI CHÍNH*",), ("ĐẢNG ỦY SỞ TÀI CHÍNH¹",),
        ("ĐẢNG ỦY SỞ TÀI CHÍNH [1]",), ("ĐẢNG ỦY SỞ TÀI CHÍNH – DỰ THẢO",), ("VPĐU SỞ TÀI CHÍNH",),
        ("ĐẢNG ỦY SỞ TÀI CHÍNH (sửa đổi lần 2)",),
    ],
)  # fmt: skip
def test_a_letterhead_that_says_the_same_is_no_contradiction(sent: Sent, lines: tuple[str, ...]) -> None:
    report = returned(sent, "DB09", lambda packet: packet.set_letterhead(*lines))

    assert (report.unit_code, report.found_by, report.problems) == ("DB09", "mã tệp", ())


# A neighbour ----------------------------------------------------------------------------------------------


def neighbours_drafts(sent: Sent, codes: Sequence[str], rng: random.Random) -> list[Draft]:
    units = {unit.code: unit for unit in sent.plan.units}
    drafts = []
    for code in codes:
        name, packet = sent.packet_of(code)
        drafts.append(write_as_a_neighbour(packet, sent.plan, units[code], name, rng))
    return drafts


def check_neighbours(sent: Sent, codes: Sequence[str], rng: random.Random) -> Counter[str]:
    names = {unit.code: unit.name for unit in sent.plan.units}
    found = judged(sent, neighbours_drafts(sent, codes, rng))
    silent = [
        (names[code], draft.how, report.unit_code, report.problems)
        for code, (draft, report) in zip(codes, found, strict=True)
        if report.unit_code is not None
        or len(report.problems) != 1
        or not report.problems[0].startswith(f"Mã tệp là của {names[code]}, nhưng ")
        or not report.problems[0].endswith(SETTLE)
    ]
    assert silent == []
    return Counter(draft.how for draft, _ in found)


def test_a_neighbours_packet_is_asked_about(sent: Sent) -> None:
    check_neighbours(sent, [unit.code for unit in sent.plan.units[1::3]], random.Random(1))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_no_neighbour_is_taken_for_the_unit_of_the_packet(sent: Sent, seed: int) -> None:
    rng = random.Random(seed)
    codes = [rng.choice(sent.plan.units).code for _ in range(250)]

    ways = check_neighbours(sent, codes, rng)

    assert len(ways) > 2 * len(NEIGHBOURLY)


def test_a_neighbours_packet_does_not_displace_the_units_own_report(sent: Sent) -> None:
    name, own = sent.packet_of("DB09")
    own.answer({"muc_1_1": "Của Sở Tài chính."})
    _, other = sent.packet_of("DB09")
    other.answer({"muc_1_1": "Của Sở Tư pháp."})
    other.set_letterhead("ĐẢNG ỦY SỞ TƯ PHÁP")

    receive(sent, {f"{name}.docx": own.docx(), f"{name} (2).docx": other.docx()})

    (counted,) = [report for report in read_intake(sent.output).returns if report.unit_code == "DB09"]
    assert (counted.original, counted.problems) == (f"{name}.docx", ())


def claim(place_and_words: str) -> tuple[str]:
    return (f"Mã tệp là của Đảng bộ Sở Tài chính, nhưng {place_and_words}. {SETTLE}",)


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda packet: packet.set_letterhead("ĐẢNG ỦY SỞ TƯ PHÁP"), "đầu văn bản ghi “ĐẢNG ỦY SỞ TƯ PHÁP”"),
        (
            lambda packet: packet.set_letterhead("ĐẢNG ỦY SỞ KH&ĐT"),
            "đầu văn bản ghi “ĐẢNG ỦY SỞ KH&ĐT” (Đảng bộ Sở Kế hoạch và Đầu tư)",
        ),
        (
            lambda packet: packet.set_letterhead("ĐẢNG ỦY SỞ NGOẠI THƯƠNG"),
            "đầu văn bản ghi “ĐẢNG ỦY SỞ NGOẠI THƯƠNG”",
        ),
        (
            lambda packet: packet.set_letterhead("ĐẢNG ỦY SỞ TÀI CHÍNH TỈNH NGHỆ AN"),
            "đầu văn bản ghi “ĐẢNG ỦY SỞ TÀI CHÍNH TỈNH NGHỆ AN”",
        ),
        (
            lambda packet: packet.set_letterhead("VP ĐẢNG ỦY SỞ TƯ PHÁP1 (dự thảo)"),
            "đầu văn bản ghi “ĐẢNG ỦY SỞ TƯ PHÁP”",
        ),
        (
            lambda packet: packet.set_letterhead("ĐẢNG ỦY SỞ TÀI CHÍNH (bản của Trung tâm)"),
            "đầu văn bản ghi “ĐẢNG ỦY SỞ TÀI CHÍNH (bản của Trung tâm)”",
        ),
        (
            lambda packet: packet.set_letterhead("ĐẢNG BỘ KHỐI CCQ&DN TỈNH", "ĐOÀN THANH NIÊN SỞ Y TẾ"),
            "đầu văn bản ghi “SỞ Y TẾ”",
        ),
        (
            lambda packet: packet.set_letterhead("ĐẢNG ỦY SỞ TÀI CHÍNH", "VÀ ĐẦU TƯ"),
            "đầu văn bản ghi “ĐẢNG ỦY SỞ TÀI CHÍNH VÀ ĐẦU TƯ”",
        ),
        (
            lambda packet: packet.set_superior("ĐẢNG ỦY SỞ TƯ PHÁP"),
            "đầu văn bản ghi “ĐẢNG ỦY SỞ TƯ PHÁP”",
        ),
        (
            lambda packet: packet.set_number("Số: 12/BC-STP"),
            "số, ký hiệu ghi “Số: 12/BC-STP” (Đảng bộ Sở Tư pháp)",
        ),
        (
            lambda packet: packet.set_signature("T/M ĐẢNG ỦY", "GIÁM ĐỐC SỞ NGOẠI THƯƠNG", "Lê Tư"),
            "chỗ ký ghi “SỞ NGOẠI THƯƠNG”",
        ),
        (
            lambda packet: packet.set_addressee("Đảng ủy Sở Tài chính"),
            "dòng Kính gửi ghi “Đảng ủy Sở Tài chính”",
        ),
        (
            lambda packet: packet.set_addressee("Đảng ủy Công an tỉnh"),
            "dòng Kính gửi ghi “Đảng ủy Công an tỉnh”",
        ),
        (
            lambda packet: packet.set_kept("- Lưu Văn phòng Đảng ủy Sở Ngoại thương."),
            "dòng “Lưu” ghi “Đảng ủy Sở Ngoại thương”",
        ),
        (lambda packet: packet.set_header("Sở Tư pháp"), "đầu trang hoặc chân trang ghi “Sở Tư pháp”"),
        (
            lambda packet: packet.set_header("Së T­ ph¸p", ".VnTime"),
            "đầu trang hoặc chân trang ghi “Sở Tư pháp”",
        ),
        (
            lambda packet: packet.replace_names("Đảng ủy Sở Tài chính báo cáo", "Sở Ngoại thương báo cáo"),
            "câu “… báo cáo” ghi “Sở Ngoại thương”",
        ),
        (
            lambda packet: packet.replace_names("của Đảng ủy Sở Tài chính)", "của Đảng ủy Sở Tư pháp)"),
            "phụ lục ghi “Đảng ủy Sở Tư pháp”",
        ),
        (
            lambda packet: packet.set_letterhead("……………………"),
            "đầu báo cáo không còn tên đơn vị của mẫu",
        ),
    ],
)
def test_each_place_is_held_against_the_marks(sent: Sent, edit: Callable[[Packet], None], says: str) -> None:
    report = returned(sent, "DB09", edit)

    assert (report.unit_code, report.found_by, report.problems) == (None, "", claim(says))


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("BC_SoTuPhap.docx", "tên tệp ghi “So Tu Phap” (Đảng bộ Sở Tư pháp)"),
        ("BC STP.docx", "tên tệp ghi “STP” (Đảng bộ Sở Tư pháp)"),
        ("Báo cáo Sở KH&ĐT.docx", "tên tệp ghi “Sở KH&ĐT” (Đảng bộ Sở Kế hoạch và Đầu tư)"),
        ("Bao cao Dang uy Cong an tinh.docx", "tên tệp ghi “Dang uy Cong an tinh”"),
        ("db11 bao cao.docx", "tên tệp ghi “DB11” (Đảng bộ Sở Tư pháp)"),
        ("Sở Tư pháp/bao cao.docx", "tên thư mục, tệp nén hoặc thư ghi “Sở Tư pháp”"),
        ("Sở Tài chính Nghệ An.docx", "tên tệp ghi “Sở Tài chính Nghệ An”"),
    ],
)
def test_names_around_the_file_are_held_against_the_marks(sent: Sent, path: str, says: str) -> None:
    report = returned(sent, "DB09", nothing, path)

    assert (report.unit_code, report.problems) == (None, claim(says))


@pytest.mark.parametrize(
    "name",
    [
        "BC STC", "Bao cao so 12", "So ket 5 nam", "BAO CAO DANG UY 2022", "Bao cao ket qua thuc hien QCDC",
        "Bao cao Ban Thanh tra nhan dan", "Phu luc so lieu", "Quy che dan chu co so", "Báo cáo Hà Tĩnh",
        "Nghi quyet cua Ban Chap hanh Dang bo tinh", "Báo cáo Hội nghị CBCC", "Bản in cuối",
    ],
)  # fmt: skip
def test_a_name_of_a_file_that_names_nobody_else_is_no_contradiction(sent: Sent, name: str) -> None:
    report = returned(sent, "DB09", nothing, f"{name}.docx")

    assert (report.unit_code, report.problems) == ("DB09", ())


def test_an_address_of_another_unit_is_a_contradiction_and_an_unknown_one_is_none(sent: Sent) -> None:
    drafts = []
    for at, sender in enumerate(("db11@hatinh.example", "vanthu@gmail.com")):
        packet = sent.packet_of("DB09")[1]
        packet.answer({"muc_1_1": f"Thư {at}."})
        drafts.append(Draft(sender, "bc", packet.docx(), sender=sender))

    (_, other), (_, unknown) = judged(sent, drafts)

    says = "địa chỉ gửi thư ghi “db11@hatinh.example” (Đảng bộ Sở Tư pháp)"
    assert (other.unit_code, other.problems) == (None, claim(says))
    assert (unknown.unit_code, unknown.problems) == ("DB09", ())


def test_what_the_sent_form_printed_itself_is_no_contradiction(sent: Sent) -> None:
    name, packet = sent.packet_of("DB09")
    packet.set_header("Mẫu của Sở Tư pháp")
    (sent.output / f"{name}.docx").write_bytes(packet.docx())

    report = returned(sent, "DB09", nothing)

    assert (report.unit_code, report.problems) == ("DB09", ())


def test_a_form_that_never_named_its_unit_is_the_units_by_its_marks(sent: Sent) -> None:
    name, packet = sent.packet_of("DB09")
    packet.set_letterhead("……………………")
    packet.replace_names("Đảng ủy Sở Tài chính", "đơn vị")
    (sent.output / f"{name}.docx").write_bytes(packet.docx())

    report = returned(sent, "DB09", nothing)

    assert (report.unit_code, report.problems) == ("DB09", ())


def test_a_unit_whose_name_is_gone_is_asked_about_also_where_no_letter_is_left(sent: Sent) -> None:
    name, packet = sent.packet_of("DB09")
    packet.answer({"muc_1_1": "Có."})
    packet.set_letterhead("ĐẢNG ỦY")
    (sent.output / f"{name}.docx").unlink()

    (report,) = receive(sent, {"bc.docx": packet.docx()})

    assert (report.unit_code, report.problems) == (None, claim("đầu báo cáo không còn tên đơn vị của mẫu"))


# Names that are near one another --------------------------------------------------------------------------

NEAR = a_plan(
    a_unit("Chi bộ 1", 1), a_unit("Chi bộ 11", 2), a_unit("Đảng bộ Khối tỉnh", 3),
    a_unit("Đảng bộ Khôi tỉnh", 4), a_unit("Đảng bộ xã Bảo Lâm 1", 5), a_unit("Đảng bộ xã Bảo Lâm", 6),
)  # fmt: skip


@pytest.mark.parametrize(
    ("number", "letterhead", "code"),
    [
        (1, "CHI BỘ 1", "CB01"), (1, "CHI BỘ SỐ 1", "CB01"), (1, "CHI BỘ 11", None), (1, "CHI BỘ 2", None),
        (2, "CHI BỘ 1", None), (3, "ĐẢNG ỦY KHỐI TỈNH", "DB03"), (3, "DANG UY KHOI TINH", "DB03"),
        (3, "ĐẢNG ỦY KHÔI TỈNH", None), (5, "ĐẢNG ỦY XÃ BẢO LÂM 1", "DB05"),
        (5, "ĐẢNG ỦY XÃ BẢO LÂM 2", None), (5, "ĐẢNG ỦY XÃ BẢO LÂM", None), (6, "ĐẢNG ỦY XÃ BẢO LÂM 1", None),
        (6, "ĐẢNG ỦY XÃ BẢO LÂM", "DB06"), (6, "ĐẢNG ỦY XÃ BẢO LẦM", None),
    ],
)  # fmt: skip
def test_near_names_are_told_apart(tmp_path: Path, number: int, letterhead: str, code: str | None) -> None:
    form = write_form(tmp_path / "bc.docx", NEAR, NEAR.units[number - 1])
    packet = Packet(form.read_bytes())
    packet.set_letterhead(letterhead)
    form.write_bytes(packet.docx())

    (report,) = collect(NEAR, tmp_path / "output", [form]).added

    assert report.unit_code == code


# Without marks --------------------------------------------------------------------------------------------

TWO = a_plan(a_unit("Đảng bộ Sở Tài chính", 1), a_unit("Đảng bộ Sở Kế hoạch và Đầu tư", 2))


@pytest.mark.parametrize(
    ("name", "lines", "found"),
    [
        ("bc", (KHOI, "ĐẢNG ỦY SỞ KH&ĐT", "BÁO CÁO", "Sơ kết"), ("DB02", "tên trong văn bản")),
        ("bc", ("BÁO CÁO", "Sơ kết", "Đảng ủy Sở Tài chính báo cáo như sau:"), ("DB01", "tên trong văn bản")),
        ("BC STC", ("BÁO CÁO", "Sơ kết"), ("DB01", "tên tệp")),
        ("bc", (KHOI, "ĐẢNG ỦY SỞ NGOẠI THƯƠNG", "BÁO CÁO", "1. Phối hợp với Sở Tài chính."), (None, "")),
        ("bc", ("BÁO CÁO", "1. Tình hình", "Đã phối hợp với Sở Tài chính."), (None, "")),
        ("So Tai chinh", (KHOI, "ĐẢNG ỦY SỞ NGOẠI THƯƠNG", "BÁO CÁO"), (None, "")),
        ("So Tai chinh", (KHOI, "ĐẢNG ỦY SỞ KH&ĐT", "BÁO CÁO"), (None, "")),
    ],
)
def test_a_retyped_report_is_known_by_its_places_where_they_agree(
    tmp_path: Path, name: str, lines: tuple[str, ...], found: tuple[str | None, str]
) -> None:
    retyped = docx.Document()
    for line in lines:
        retyped.add_paragraph(line)
    retyped.save(str(tmp_path / f"{name}.docx"))

    (report,) = collect(TWO, tmp_path / "output", [tmp_path / f"{name}.docx"]).added

    assert (report.unit_code, report.found_by) == found
    assert (report.problems == ()) == (found[0] is not None)


def test_a_file_that_says_nothing_is_told_with_what_came_in_its_mail(sent: Sent) -> None:
    name, packet = sent.packet_of("DB07")
    packet.answer({"muc_1_1": "Có."})
    files = [(f"{name}.docx", packet.docx()), ("phu luc.csv", b"STT;2020;2021\n1;5;6\n")]

    report, annex = receive(sent, {"thư.eml": mail_of(*files, date="")})

    together = (
        "Cùng thư hoặc cùng tệp nén có báo cáo của Đảng bộ Thanh tra tỉnh; nếu tệp này cũng của đơn vị ấy, "
        "hãy chỉ định bằng --assign."
    )
    assert (report.unit_code, report.problems) == ("DB07", ())
    nobody = "Không tìm thấy mã hay tên đơn vị nào trong tệp."
    assert (annex.unit_code, annex.problems) == (None, (nobody, together))


@pytest.mark.parametrize("above", ["", "Đảng bộ Thanh tra tỉnh", "Chi bộ Bảo tàng tỉnh"])
@pytest.mark.parametrize(
    "titles", ["TT;Nội dung;ĐVT;2020;2021", "STT;Chỉ tiêu;SL;2020;2021", "Số TT;ĐV;TT;2020;2021"]
)
def test_the_titles_of_a_table_of_figures_name_nobody(sent: Sent, titles: str, above: str) -> None:
    labels = ["Số văn bản đã ban hành", "Số vụ việc", "Số cuộc giám sát", "Số cuộc họp với Sở Tư pháp"]
    lines = [f"{above};;;;", titles, *(f"1;{label};;5;6" for label in labels)]

    (report,) = receive(sent, {"bang.csv": "\n".join(lines).encode()})

    unsure = "Trong văn bản có tên Đảng bộ Sở Tư pháp; chưa chắc là của ai."
    code = next((unit.code for unit in sent.plan.units if unit.name == above), None)
    assert (report.unit_code, report.problems) == (code, () if above else (unsure,))
