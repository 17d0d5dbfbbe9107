"""What the workbook asks and what the report form in the templates asks: `check` tells every difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs import check
from sokhet_docs.plan import section_key
from tests.support.docx_builder import ENDLESS_STYLES, docx, p, save, table
from tests.support.environment import TEMPLATES
from tests.support.workbook_builder import SAMPLE_FORM, facts_with, make_workbook

OUTLINE = """
Mục | Tiêu đề | Gợi ý
1 | Ưu điểm | Nêu kết quả.
2 | Hạn chế | Nêu nguyên nhân.
"""
FIGURES = "Chỉ tiêu | Đơn vị tính | Mã\nSố cuộc họp | cuộc | hop\nSố văn bản | văn bản | vb"
FACTS = facts_with(
    {"Năm đầu của số liệu": None, "Năm cuối của số liệu": None, "Các kỳ số liệu": "2021; 2022"}
)


def control(tag: str, title: str) -> str:
    """Return a content control within a line."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent><w:r>'
        "<w:t>…</w:t></w:r></w:sdtContent></w:sdt>"
    )


def warnings_of(folder: Path, template: bytes, **sheets: str) -> list[str]:
    """Return what `check` says of a form beside a workbook that asks OUTLINE and FIGURES."""
    (folder / "templates").mkdir()
    save(folder / "templates", "bao-cao.docx", template)
    asked = {"outline": OUTLINE, "figures": FIGURES, "facts": FACTS} | sheets
    workbook = make_workbook(folder / "units.xlsx", None, **asked)
    told = [str(problem) for problem in check(workbook, folder / "templates")]
    return [line for line in told if line.startswith("bao-cao.docx: Mẫu")]


FORM = docx(
    p("BÁO CÁO"),
    p("Kính gửi: {{ don_vi.ten }}"),
    p("1. Ưu điểm nổi bật"),
    p(control(section_key("Ưu điểm"), "1. Ưu điểm")),
    p("2. Mô hình hay"),
    p(control("mo_hinh", "2. Mô hình hay")),
    table(
        ["Nội dung", "Đơn vị tính", "2021", "2022"],
        ["Số cuộc họp", "cuộc", p(control("sl_hop_2021", "a")), p(control("sl_hop_2022", "b"))],
        ["Số đơn", "đơn", p(control("sl_don_2021", "c")), p(control("sl_don_2022", "d"))],
    ),
)


def test_each_section_and_figure_that_only_one_of_them_asks_is_named(tmp_path: Path) -> None:
    again = "Mẫu báo cáo có sẵn in mọi dòng của trang này; hãy lấy lại mẫu ấy, hoặc thêm ô vào mẫu của mình."
    printed = "Báo cáo tổng hợp vẫn in như mẫu đã gửi; muốn đề cương gửi kèm cũng có thì thêm vào trang này."
    both = "“1. Ưu điểm” thành “1. Ưu điểm nổi bật”."
    both += " Báo cáo tổng hợp in theo mẫu đã gửi; hãy sửa cho hai nơi như nhau."
    assert warnings_of(tmp_path, FORM) == [
        f"bao-cao.docx: Mẫu ghi 1 mục của trang “Đề cương” bằng lời khác: {both}",
        f"bao-cao.docx: Mẫu không hỏi 1 mục của trang “Đề cương”: “2. Hạn chế”. {again}",
        f"bao-cao.docx: Mẫu hỏi 1 mục mà trang “Đề cương” không có: “2. Mô hình hay”. {printed}",
        f"bao-cao.docx: Mẫu không hỏi 1 chỉ tiêu của trang “Số liệu”: “Số văn bản”. {again}",
        f"bao-cao.docx: Mẫu hỏi 1 chỉ tiêu mà trang “Số liệu” không có: “Số đơn”. {printed}",
    ]


def test_fields_that_were_copied_with_their_tag_are_named(tmp_path: Path) -> None:
    boxed = (
        f"<w:pict><v:textbox><w:txbxContent>{p(control('hop', 'Hộp'))}</w:txbxContent></v:textbox></w:pict>"
    )
    box = (
        '<w:r><mc:AlternateContent xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{boxed}</mc:Choice><mc:Fallback>{boxed}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
    form = docx(
        p("BÁO CÁO của {{ don_vi.ten }}"),
        p("1. Ưu điểm"),
        p(control("uu_diem", "Ưu điểm")),
        p("2. Hạn chế"),
        p(control("uu_diem", "Ưu điểm")),
        p("3. Kiến nghị"),
        p(control("uu_diem", "")),
        p(box),
        table(["Số đơn", p(control("sl_don_2021", "a")), p(control("sl_don_2021", "b"))]),
    )
    told = [line for line in warnings_of(tmp_path, form) if "cùng mang" in line]
    assert told == [
        (
            "bao-cao.docx: Mẫu có 2 thẻ (Tag) mà nhiều ô nhập cùng mang: "
            "“uu_diem” của “Ưu điểm”, “Ưu điểm”, “ô không có tiêu đề”; “sl_don_2021” của “a”, “b”. "
            "Trong Word: chọn ô, Developer, Properties, đổi Tag cho mỗi ô một thẻ; "
            "để vậy thì các ô bị đọc làm một."
        )
    ]


def test_fields_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    form = docx(
        p("GIẤY MỜI của {{ don_vi.ten }}"),
        p("Số: ", control("so_giay_moi", "Số giấy mời")),
        p("BÁO CÁO"),
        p("1. Ưu điểm"),
        p(control("muc_uu_diem", "Ưu điểm")),
        p("Số cuộc: ", control("sl_cuoc", "Số cuộc")),
        headers={"default": p(control("ky_hieu", "Ký hiệu"))},
    )
    assert [line for line in warnings_of(tmp_path, form) if "không đọc" in line] == [
        (
            "bao-cao.docx: Mẫu có 2 ô nhập mà khi thu báo cáo không đọc được: “Số cuộc”; “Ký hiệu”. Đặt ô "
            "vào thân báo cáo, không đặt ở đầu trang, chân trang hay hộp chữ; ô số liệu mang thẻ sl_mã_kỳ."
        )
    ]


def test_controls_without_a_tag_are_named(tmp_path: Path) -> None:
    def untagged(title: str, words: str) -> str:
        return control("", title).replace('<w:tag w:val=""/>', "").replace("…", words)

    contents = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    form = docx(
        p("BÁO CÁO của {{ don_vi.ten }}"),
        p("1. Ưu điểm"),
        p(control("uu_diem", "Ưu điểm")),
        p(untagged("Việc khác", "điền")),
        p(untagged("", "Gõ vào đây")),
        p(untagged("", "Gõ vào đây")),
        p(untagged("", "")),
        p(untagged("Mục lục", "1").replace("<w:sdtPr>", f"<w:sdtPr>{contents}")),
        p(f"<w:sdt><w:sdtPr/><w:sdtContent>{control('han_che', 'Hạn chế')}</w:sdtContent></w:sdt>"),
    )
    told = [line for line in warnings_of(tmp_path, form) if "không có thẻ" in line]
    assert told == [
        (
            "bao-cao.docx: Mẫu có 4 ô nhập không có thẻ (Tag): "
            "“Việc khác”; “Gõ vào đây”; “Gõ vào đây (ô thứ 2)”; “ô không có tiêu đề”. "
            "Trong Word: chọn ô, Developer, Properties, đặt cho mỗi ô một Tag riêng; "
            "để vậy thì chữ viết vào ô bị tính vào mục đứng trước."
        )
    ]


def test_a_form_without_any_field_asks_nothing(tmp_path: Path) -> None:
    told = warnings_of(tmp_path, docx(p("BÁO CÁO của {{ don_vi.ten }}")))
    assert [line.partition(". ")[0] for line in told] == [
        "bao-cao.docx: Mẫu không hỏi 2 mục của trang “Đề cương”: “1",
        "bao-cao.docx: Mẫu không hỏi 2 chỉ tiêu của trang “Số liệu”: “Số cuộc họp”; “Số văn bản”",
    ]


@pytest.mark.parametrize("sheets", [SAMPLE_FORM, {"outline": OUTLINE, "figures": FIGURES}, {}])
def test_the_templates_ask_what_the_workbook_asks(tmp_path: Path, sheets: dict[str, str]) -> None:
    assert warnings_of(tmp_path, (TEMPLATES / "bao-cao.docx").read_bytes(), **sheets) == []


def test_a_field_of_the_right_words_with_another_tag_is_told_its_tag(tmp_path: Path) -> None:
    key = section_key("Hạn chế")
    form = docx(
        p("BÁO CÁO của {{ don_vi.ten }}"),
        p("1. Ưu điểm"),
        p(control(section_key("Ưu điểm"), "1. Ưu điểm")),
        p("2. Hạn chế"),
        p(control("han_che", "2. Hạn chế")),
    )

    hint = "Hãy sửa thẻ (Tag) của ô trong mẫu, hoặc ghi mã ấy vào cột “Mã”, cho hai nơi là một."
    both = f"“2. Hạn chế”: “han_che”, phải là “{key}”. {hint}"
    told = warnings_of(tmp_path, form, figures="Chỉ tiêu")
    assert told == [f"bao-cao.docx: Mẫu ghi khác mã 1 mục của trang “Đề cương”: {both}"]


def test_a_form_too_large_to_be_read_when_it_comes_back_is_told(tmp_path: Path) -> None:
    form = docx(p("BÁO CÁO của {{ don_vi.ten }}"), p(control("uu_diem", "Ưu điểm")), styles=ENDLESS_STYLES)
    assert warnings_of(tmp_path, form) == [
        (
            "bao-cao.docx: Mẫu làm ra văn bản quá lớn, báo cáo gửi về sẽ không đọc được. "
            "Hãy làm lại mẫu trong một tệp Word mới: tệp này còn giữ quá nhiều kiểu (Styles) thừa."
        )
    ]
