# ruff: noqa: E501  (a template stays on one line)
"""`adopt`: a letter of an old mail merge becomes a template, which `generate` fills in."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs.problems import Severity
from sokhet_docs.template import Template, TemplateOptions, adopt
from tests.support.archives import read_parts
from tests.support.commands import run
from tests.support.docx_builder import docx, p, r, save, table, texts
from tests.support.openxml_validator import assert_valid

SIGN = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
OPTIONS = TemplateOptions(
    shape={"ten": "Tên", "han": "Hạn", "nguoi": {"ho_ten": "Họ tên"}},
    aliases={"Tên đơn vị": "ten", "Hạn nộp": "han", "Họ và tên": "nguoi.ho_ten"},
)


def field(code: str, shown: str, look: str = "") -> str:
    """Return a field as Word writes it."""
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{SIGN.format('begin')}{instruction}{SIGN.format('separate')}{r(shown, look)}{SIGN.format('end')}"


def simple(code: str, shown: str) -> str:
    """Return a field in one element."""
    return f'<w:fldSimple w:instr=" {code} ">{r(shown)}</w:fldSimple>'


def adopted(folder: Path, letter: bytes) -> tuple[list[str], list[tuple[str, str, str]], list[str]]:
    """Return the texts of the template that ``letter`` makes, what was replaced, and what is left to look at."""
    result = adopt(save(folder, "cu.docx", letter), OPTIONS)
    path = save(folder, "moi.docx", result.content)
    assert_valid(path)
    assert all(one.severity is Severity.WARNING for one in result.problems)
    return texts(result.content), list(result.replaced), [str(one) for one in result.problems]


def test_every_field_becomes_the_tag_of_its_column(tmp_path: Path) -> None:
    letter = docx(
        p("Kính gửi: ", field("MERGEFIELD Tên_đơn_vị \\* MERGEFORMAT", "«Tên_đơn_vị»", "<w:b/>"), "; hạn ", simple("MERGEFIELD Han_nop", "«Han_nop»")),
        table(["Đồng chí", p(field('MERGEFIELD "Ho va ten" \\* Upper', "«Ho va ten»"))]),
        p("Đơn vị «Tên ", "đơn vị» và « ho_va_ten »"),
        headers={"default": p(field("MERGEFIELD TEN_DON_VI", "«TEN_DON_VI»"))},
    )  # fmt: skip
    lines, replaced, left = adopted(tmp_path, letter)

    assert lines == [
        "Kính gửi: {{ Tên đơn vị }}; hạn {{ Hạn nộp }}",
        "Đồng chí",
        "{{ Họ và tên|hoa }}",
        "Đơn vị {{ Tên đơn vị }} và {{ Họ và tên }}",
    ]
    assert replaced == [
        ("đoạn 1", "«Tên_đơn_vị»", "{{ Tên đơn vị }}"),
        ("đoạn 1", "«Han_nop»", "{{ Hạn nộp }}"),
        ("bảng 1, hàng 1, ô 2", "«Ho va ten»", "{{ Họ và tên|hoa }}"),
        ("đoạn 2", "«Tên đơn vị»", "{{ Tên đơn vị }}"),
        ("đoạn 2", "« ho_va_ten »", "{{ Họ và tên }}"),
        ("đầu trang 1, đoạn 1", "«TEN_DON_VI»", "{{ Tên đơn vị }}"),
    ]
    assert left == []
    body = read_parts((tmp_path / "moi.docx").read_bytes())["word/document.xml"].decode()
    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{{ Tên đơn vị }}</w:t></w:r>' in body
    assert "fldChar" not in body
    assert "fldSimple" not in body


def test_what_no_column_fits_is_left_and_told(tmp_path: Path) -> None:
    condition = f"{SIGN.format('begin')}<w:r><w:instrText> IF </w:instrText></w:r>{field('MERGEFIELD Han_nop', '5')}<w:r><w:instrText> = 5 a b </w:instrText></w:r>{SIGN.format('end')}"
    letter = docx(
        p(field("MERGEFIELD So_dien_thoai", "«So_dien_thoai»"), field("MERGEFIELD Ten_don_vj", "«Ten_don_vj»")),
        p(condition, field("NEXT", "")),
        p(field('MERGEFIELD Han_nop \\@ "dd MMMM yyyy" \\b "trước "', "«Han_nop»"), " «việc khác»"),
    )  # fmt: skip
    lines, replaced, left = adopted(tmp_path, letter)

    assert lines == ["«So_dien_thoai»«Ten_don_vj»", "5", "{{ Hạn nộp|ngay_dai }} «việc khác»"]
    assert replaced == [("đoạn 3", "«Han_nop»", "{{ Hạn nộp|ngay_dai }}")]
    assert left == [
        "cu.docx, đoạn 1: «So_dien_thoai»: không có cột nào tên như vậy. Lệnh sokhet-docs fields liệt kê mọi trường.",
        "cu.docx, đoạn 1: «Ten_don_vj»: không có cột nào tên như vậy. Gần nhất: {{ Tên đơn vị }}.",
        "cu.docx, đoạn 2: «Han_nop»: trường này điều khiển việc trộn hoặc nằm trong trường khác, phải thay bằng tay. Hãy xóa trường, hoặc viết bằng thẻ {% if … %}.",
        "cu.docx, đoạn 2: NEXT: trường này điều khiển việc trộn hoặc nằm trong trường khác, phải thay bằng tay. Hãy xóa trường, hoặc viết bằng thẻ {% if … %}.",
        "cu.docx, đoạn 3: «Han_nop»: bỏ cách ghi \\b trước  của trường cũ. Hãy xem lại chỗ này trong mẫu mới.",
        "cu.docx, đoạn 3: «việc khác»: chỗ điền của thư trộn cũ, sẽ in nguyên như vậy. Không có trường hay cột nào tên như vậy; lệnh sokhet-docs fields liệt kê mọi trường.",
    ]


def test_the_command_makes_a_template_of_the_clerk_s_old_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    merge = r'<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:connectString w:val="C:\Users\lan\ds.xlsx"/></w:mailMerge>'
    letter = save(
        tmp_path,
        "thu cu.docx",
        docx(p("Kính gửi: ", field("MERGEFIELD Ten_to_chuc_dang", "«Ten_to_chuc_dang»")), settings=merge),
    )
    before = letter.read_bytes()

    done = run("adopt", "thu cu.docx", "-o", "moi.docx")

    assert (done.exit_code, letter.read_bytes()) == (0, before)
    assert "Đã đổi 1 trường. Mẫu mới: moi.docx" in done.stdout
    assert "«Ten_to_chuc_dang»" in done.stdout
    assert texts((tmp_path / "moi.docx").read_bytes()) == ["Kính gửi: {{ Tên tổ chức đảng }}"]
    assert not any(b"ds.xlsx" in part for part in read_parts((tmp_path / "moi.docx").read_bytes()).values())
    made = Template.compile(tmp_path / "moi.docx", TemplateOptions(aliases={"Tên tổ chức đảng": "ten"}))
    assert texts(made.render({"ten": "Chi bộ A"})) == ["Kính gửi: Chi bộ A"]


def test_an_existing_template_is_never_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    save(tmp_path, "cu.docx", docx(p("a")))

    done = run("adopt", "cu.docx", "-o", "cu.docx")

    assert (done.exit_code, done.stderr) == (
        1,
        "Lỗi: cu.docx: Đã có tệp này. Đặt tên khác cho mẫu mới.\nTất cả: 1 lỗi.\n",
    )


def test_what_is_no_letter_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    save(tmp_path, "cu.docx", b"xin chao")

    done = run("adopt", "cu.docx", "-o", "moi.docx")

    assert done.exit_code == 1
    assert "Lỗi: cu.docx: Đây không phải là tệp Word (.docx)." in done.stderr
    assert not (tmp_path / "moi.docx").exists()
