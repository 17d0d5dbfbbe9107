"""`check` without a readable workbook: the templates are judged by what can be known without a plan."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from sokhet_docs import check
from sokhet_docs.problems import Severity
from tests.support.docx_builder import docx, p, save, table
from tests.support.environment import ROOT
from tests.support.workbook_builder import make_workbook


def problems_of(templates: Path) -> list[str]:
    """Return what `check` says of ``templates`` beside a workbook that is not there."""
    return [str(problem) for problem in check("missing.xlsx", templates)]


def test_good_templates_are_not_blamed_for_a_workbook_that_cannot_be_read() -> None:
    assert problems_of(ROOT / "templates") == [
        "missing.xlsx: Không có tệp này. Kiểm tra lại tên tệp và thư mục."
    ]


def test_a_damaged_template_is_named_beside_a_workbook_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "thu.docx").write_bytes(b"")
    assert problems_of(tmp_path) == [
        "missing.xlsx: Không có tệp này. Kiểm tra lại tên tệp và thư mục.",
        "thu.docx: Tệp rỗng. Hãy lấy lại mẫu từ bản gốc.",
    ]


def test_a_tag_that_may_be_a_column_of_that_workbook_is_not_blamed(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Điện thoại: {{ Số điện thoại }}")
    document.save(str(tmp_path / "thu.docx"))
    assert problems_of(tmp_path) == ["missing.xlsx: Không có tệp này. Kiểm tra lại tên tệp và thư mục."]


# -- what shows only when letters are made

UNITS = """
Tên tổ chức đảng | Hình thức sơ kết | Email | Số điện thoại
Đảng bộ A | Hội nghị | a@x.example | 0239
Chi bộ B | Báo cáo | |
Chi bộ C | Báo cáo | c@x.example |
"""
DOCUMENTS = """
Mẫu | Tên | Gửi cho
giay-moi.docx | Giấy mời | Hội nghị
bao-cao.docx | Mẫu báo cáo | Tất cả
"""


def faults_of(folder: Path, **templates: bytes) -> list[str]:
    """Return the errors and warnings about templates (``bao_cao=…``, ``giay_moi=…``) for units A, B and C."""
    (folder / "templates").mkdir(parents=True)
    workbook = make_workbook(folder / "units.xlsx", units=UNITS, documents=DOCUMENTS)
    for name in ("giay_moi", "bao_cao"):
        content = templates.get(name, docx(p("{{ don_vi.ten }}")))
        save(folder / "templates", f"{name.replace('_', '-')}.docx", content)
    found = check(workbook, folder / "templates")
    return [
        f"{'cảnh báo: ' if problem.severity is Severity.WARNING else ''}{problem}"
        for problem in found
        if problem.place.file != "units.xlsx"
    ]


def test_a_fault_that_shows_only_in_a_letter_is_found_for_the_first_unit_of_each_kind(
    tmp_path: Path,
) -> None:
    division = docx(p("{{ don_vi.ten }} {% if not don_vi.email %}{{ 1/0 }}{% endif %}"))  # of B alone
    day = docx(p("{{ don_vi.ten|ngay }}"))
    wanted = "bộ lọc “|ngay” cần một ngày, mà giá trị là “Đảng bộ A” (chữ). "
    wanted += "Hãy bỏ bộ lọc này hoặc chọn trường khác."
    by_zero = "phép chia cho 0. Hãy xem lại phép chia này, hoặc bọc nó trong {% if %}."
    assert faults_of(tmp_path, bao_cao=division, giay_moi=day) == [
        f"giay-moi.docx, đoạn 1: {{{{ don_vi.ten|ngay }}}}: {wanted} Gặp khi làm văn bản cho Đảng bộ A.",
        f"bao-cao.docx, đoạn 1: {{{{ 1/0 }}}}: {by_zero} Gặp khi làm văn bản cho Chi bộ B.",
    ]


def test_a_faulty_document_hides_no_other_of_its_packet(tmp_path: Path) -> None:
    documents = "Mẫu | Tên | Gửi cho\nmot.docx | Một | Tất cả\nhai.docx | Hai | Tất cả"
    workbook = make_workbook(tmp_path / "units.xlsx", documents=documents)
    save(tmp_path, "mot.docx", docx(p("{{ 1/0 }}")))
    save(tmp_path, "hai.docx", docx(p("{{ don_vi.ten }} {{ don_vi.ten + 1 }}")))

    assert [
        str(problem.place) for problem in check(workbook, tmp_path) if problem.place.file != "units.xlsx"
    ] == [
        "mot.docx, đoạn 1",
        "hai.docx, đoạn 1",
    ]


def test_a_fault_that_two_kinds_of_packets_share_is_reported_once(tmp_path: Path) -> None:
    [fault] = faults_of(tmp_path, bao_cao=docx(p("{{ don_vi.ten + 1 }}")))
    assert fault.startswith("bao-cao.docx, đoạn 1: {{ don_vi.ten + 1 }}: không cộng được “Đảng bộ A” (chữ)")


def test_a_tag_that_stays_blank_is_warned_of_once_a_template(tmp_path: Path) -> None:
    typed = docx(
        p("{{ don_vi.ten }}: {{ Số điện thoại }}, {{ Số điện thoại }}, {{ don_vi.email }}"),
        p("{{ don_vi.email|de_trong }} {% if don_vi.email %}{{ don_vi.email }}{% endif %}"),
    )
    hint = "Hãy điền vào bảng tính; hoặc dùng |de_trong để in dấu chấm, {% if %} để bỏ cả câu."
    assert faults_of(tmp_path, bao_cao=typed, giay_moi=typed) == [
        "cảnh báo: bao-cao.docx, đoạn 1: {{ Số điện thoại }} để trống ở 2 đơn vị (đầu tiên: Chi bộ B). "
        + hint,
        "cảnh báo: bao-cao.docx, đoạn 1: {{ don_vi.email }} để trống ở 1 đơn vị: Chi bộ B. "
        + hint.replace("vào bảng tính", "cột “Email” (chưa có thì thêm)"),
    ]


def test_a_secrecy_stamp_in_a_template_is_an_error(tmp_path: Path) -> None:
    stamped = docx(p("{{ don_vi.ten }}"), p("TỐI ", "MẬT"), p("Bảo mật thông tin; BẢO MẬT THÔNG TIN"))
    hint = "Bỏ chữ này; văn bản mật phải soạn riêng, theo quy định về bảo vệ bí mật nhà nước."
    assert faults_of(tmp_path, bao_cao=stamped) == [
        f"bao-cao.docx, đoạn 2: Mẫu ghi “TỐI MẬT”; chương trình không in dấu MẬT. {hint}"
    ]


def test_a_number_or_day_that_a_template_has_no_place_for_is_warned_of(tmp_path: Path) -> None:
    documents = """
Mẫu | Tên | Gửi cho | Số | Ngày
de-cuong.docx | Đề cương | Tất cả | 07 | 16/3/2022
giay-moi.docx | Giấy mời | Hội nghị | 08 | 17/3/2022
cong-van.docx | Công văn | Không gửi | 09 |
ngay.docx | Ngày | Tất cả | 10 | 18/3/2022
ke-hoach.docx | Kế hoạch | Không gửi | 11 | 19/3/2022
trong.docx | Trống | Tất cả | | -
giay-moi-dai-bieu.docx | Giấy mời | Không gửi | 12 | 20/3/2022
"""
    workbook = make_workbook(tmp_path / "units.xlsx", units=UNITS, documents=documents)
    for name in ("de-cuong", "cong-van", "ke-hoach", "trong"):
        save(tmp_path, f"{name}.docx", docx(p("Kế hoạch của {{ co_quan.ten }}")))
    save(tmp_path, "giay-moi.docx", docx(p("{{ van_", "ban.so }}", " ngày {{ van_ban.ngay_thang }}")))
    save(tmp_path, "ngay.docx", docx(p("{{ van_ban.ngay_thang|de_trong }} {{ so_ket.van_ban }}")))
    save(tmp_path, "giay-moi-dai-bieu.docx", docx(p("{{ khach.ho_ten }}, {{ to_chuc.so_ky_hieu }}")))
    told = [str(problem) for problem in check(workbook, tmp_path)]
    assert [line for line in told if "không in ra" in line] == [
        (
            "de-cuong.docx: Trang “Văn bản” ghi Số 07, Ngày 16/3/2022 cho mẫu này, mà mẫu không có thẻ"
            " {{ van_ban.so }}, {{ van_ban.ngay_thang }}: không in ra ở đâu."
            " Thêm thẻ vào mẫu, hoặc xóa ở trang ấy."
        ),
        (
            "cong-van.docx: Trang “Văn bản” ghi Số 09 cho mẫu này, mà mẫu không có thẻ {{ van_ban.so }}:"
            " không in ra ở đâu. Thêm thẻ vào mẫu, hoặc xóa ở trang ấy."
        ),
        (
            "ngay.docx: Trang “Văn bản” ghi Số 10 cho mẫu này, mà mẫu không có thẻ {{ van_ban.so }}:"
            " không in ra ở đâu. Thêm thẻ vào mẫu, hoặc xóa ở trang ấy."
        ),
        (
            "giay-moi-dai-bieu.docx: Trang “Văn bản” ghi Ngày 20/3/2022 cho mẫu này, mà mẫu không có thẻ"
            " {{ to_chuc.ngay_thang }}: không in ra ở đâu. Thêm thẻ vào mẫu, hoặc xóa ở trang ấy."
        ),
    ]


def test_the_built_in_invitation_of_guests_prints_its_own_number_and_day(tmp_path: Path) -> None:
    documents = """
Mẫu | Tên | Gửi cho | Số | Ngày
bao-cao.docx | Mẫu báo cáo | Tất cả
giay-moi-dai-bieu.docx | Giấy mời | Không gửi | 05 | 25/4/2022
"""
    workbook = make_workbook(tmp_path / "units.xlsx", documents=documents)
    told = [str(problem) for problem in check(workbook, ROOT / "templates")]
    assert [line for line in told if "giay-moi-dai-bieu" in line] == []


OLD_MODE, NEW_MODE = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    f'w:val="{mode}"/></w:compat>'
    for mode in (14, 15)
)
_CONVERT = (
    "Mở mẫu này bằng Word, bấm Tệp (File), Thông tin (Info), Chuyển đổi (Convert), xem lại các bảng rồi lưu; "
    "hoặc căn giữa bảng."
)


def test_a_packet_whose_one_compatibility_mode_moves_tables_is_warned_of_once(tmp_path: Path) -> None:
    name, rows = p("{{ don_vi.ten }}"), table(["một", "hai"])
    new, old = docx(name, rows, settings=NEW_MODE), docx(name, rows, settings=OLD_MODE)
    added = (
        "Mẫu theo chế độ tương thích của Word 2010 trở về trước, khác mẫu đầu của tệp gửi đơn vị. "
        "Mỗi tệp chỉ có một chế độ, nên trong tệp ấy các bảng của mẫu này lệch sang phải khoảng 2 mm."
    )
    first = (
        "Mẫu đứng đầu tệp gửi đơn vị mà theo chế độ tương thích của Word 2010 trở về trước. "
        "Mỗi tệp chỉ có một chế độ, nên trong tệp ấy các bảng của bao-cao.docx lệch sang trái khoảng 2 mm."
    )
    assert faults_of(tmp_path / "a", giay_moi=new, bao_cao=old) == [
        f"cảnh báo: bao-cao.docx: {added} {_CONVERT}"
    ]
    assert faults_of(tmp_path / "b", giay_moi=old, bao_cao=new) == [
        f"cảnh báo: giay-moi.docx: {first} {_CONVERT}"
    ]


def test_a_mode_that_moves_nothing_is_no_matter(tmp_path: Path) -> None:
    name, rows = p("{{ don_vi.ten }}"), table(["một", "hai"])
    no_margin = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    floating = '<w:tblpPr w:tblpX="1" w:tblpY="1"/>'
    new = docx(name, rows, settings=NEW_MODE)
    still = [
        docx(name, settings=OLD_MODE),
        docx(name, rows.replace("<w:tblPr>", f"<w:tblPr>{floating}"), settings=OLD_MODE),
        docx(name, rows.replace("</w:tblPr>", '<w:jc w:val="center"/></w:tblPr>'), settings=OLD_MODE),
        docx(name, rows.replace("</w:tblPr>", f"{no_margin}</w:tblPr>"), settings=OLD_MODE),
        new,
    ]
    for number, other in enumerate(still):
        assert faults_of(tmp_path / f"{number}", giay_moi=new, bao_cao=other) == []
    old, older = (docx(name, rows, settings=mode) for mode in (OLD_MODE, OLD_MODE.replace("14", "12")))
    assert faults_of(tmp_path / "old", giay_moi=old, bao_cao=older) == []


def test_the_sample_leaves_no_tag_blank_and_fails_for_no_unit() -> None:
    found = check(ROOT / "data" / "units.xlsx", ROOT / "templates")
    assert [str(problem) for problem in found if problem.place.file != "units.xlsx"] == []
